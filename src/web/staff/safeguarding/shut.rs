//! The room while it is shut: the passphrase, of which event where there are several, and words that wait.

use askama::Template;
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use zeroize::Zeroizing;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::{Secret, value};
use crate::acts::follow;
use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::seal::sealed::FocalSecret;
use crate::store::{Reading, StoreError, events, followed, staff};

/// What the page of the shut room is shown for.
#[derive(Default)]
pub(super) struct Asked {
    /// Where the passphrase is sent to.
    pub(super) to: String,
    /// Where to go once the room is open.
    pub(super) back: String,
    /// The event whose room it has to be; empty where one may be chosen.
    pub(super) event: String,
    /// Words that wait, sealed.
    pub(super) held: String,
    /// What was wrong, a text key.
    pub(super) mistake: &'static str,
    /// Whether a form was sent, which has not been saved.
    pub(super) is_form: bool,
}

impl Asked {
    /// For a page that was asked for.
    pub(super) fn page(parts: &Parts) -> Self {
        let asked = parts.uri.query().and_then(|query| query.strip_prefix("event="));
        let event = asked.and_then(|id| EventId::parse(id).ok());
        Self {
            to: "/room".to_owned(),
            back: parts.uri.path().to_owned(),
            event: event.map(|event| event.to_string()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// For a form with a file, which no page can hold.
    pub(super) fn file() -> Self {
        let [to, back] = ["/room", "/room/hand-over"].map(str::to_owned);
        Self { to, back, is_form: true, ..Self::default() }
    }

    /// For a form: `fields` as they came, `sent` what was typed.
    pub(super) fn form(
        parts: &Parts,
        fields: &[(String, String)],
        sent: &[(String, String)],
    ) -> Self {
        let back = value(fields, "back");
        let is_ours = back.starts_with("/room") && !back.contains("//");
        Self {
            to: parts.uri.path().to_owned(),
            back: if is_ours { back } else { "/room" }.to_owned(),
            event: value(sent, "event").to_owned(),
            is_form: parts.method == Method::POST && !is_button(sent),
            ..Self::default()
        }
    }
}

/// Whether nothing was typed: a button alone is pressed again where it stands.
pub(super) fn is_button(sent: &[(String, String)]) -> bool {
    sent.iter().all(|(name, _)| ["event", "passphrase", "back", "held"].contains(&name.as_str()))
}

/// Whether a passphrase opened a room.
pub(super) enum Tried {
    /// It is open for this session.
    Open,
    /// Why not, a text key.
    Not(&'static str),
}

/// Tries what was typed. Wrong ones slow down this focal, nobody else.
pub(super) async fn open(
    door: &StaffDoor,
    me: &Signed,
    fields: &[(String, String)],
) -> Result<Tried, WebError> {
    let kit = door.kit()?;
    let asked = EventId::parse(value(fields, "event")).ok();
    let Some(event) = asked.or_else(|| kit.event().map(|event| event.id)) else {
        return Err(WebError::NotFound);
    };
    let typed = fields.iter().find(|(name, _)| name == "passphrase");
    let typed = Zeroizing::new(typed.map(|(_, typed)| typed.clone()).unwrap_or_default());
    let secret = match unlocked(door, me, event, typed).await? {
        Ok(secret) => secret,
        Err(said) => return Ok(Tried::Not(said)),
    };
    door.app().rooms.open(me.token, event, secret, door.now());
    Ok(Tried::Open)
}

/// The event's secret with the passphrase of whoever is signed in, or why not, a text key. Also where somebody in the
/// room is asked once more, before anything leaves it. Takes a second.
pub(super) async fn unlocked(
    door: &StaffDoor,
    me: &Signed,
    event: EventId,
    typed: Zeroizing<String>,
) -> Result<Result<FocalSecret, &'static str>, WebError> {
    if !Secret::Room.may_try(door, me) {
        return Ok(Err("room-slow"));
    }
    let (kit, who) = (door.kit()?, me.session.staff);
    let read = kit.store.read(move |conn| {
        // An event that is none is answered as one of somebody else's.
        if !followed::events_of(conn, who)?.contains(&event) {
            return Ok(None);
        }
        let wrapped = staff::focal_key_of(conn, event, Some(who))?;
        let public = events::focal_key(conn, event)?;
        Ok::<_, StoreError>(wrapped.map(|wrapped| (wrapped, public)))
    });
    let Some((wrapped, public)) = read.await? else { return Ok(Err("room-no-key")) };
    let opened =
        tokio::task::spawn_blocking(move || follow::unlock(event, who, &wrapped, &typed)).await;
    let Ok(Ok(secret)) = opened else { return Ok(Err("room-wrong")) };
    if secret.public() != public {
        return Ok(Err("room-no-key"));
    }
    Secret::Room.was_right(door, me);
    Ok(Ok(secret))
}

#[derive(Template)]
#[template(path = "staff/room/shut.html")]
struct ShutPage {
    ui: Ui,
    shell: Shell,
    asked: Asked,
    /// Events to choose from, their names, the one at hand first; fewer than two are not asked for.
    events: Vec<(EventId, String)>,
}

/// The name of an event's room; of one that came in a file it is said.
pub(in super::super) fn name_of(ui: &Ui, event: &Event, elsewhere: bool) -> String {
    let name = format!("{} · {}", ui.either(&event.name), ui.day(&event.starts_on));
    if elsewhere { format!("{name} · {}", ui.t("room-from-elsewhere")) } else { name }
}

/// The rooms that somebody opens, the one of the event at hand first, each with its event's name.
pub(in super::super) async fn rooms_of(
    door: &StaffDoor,
    me: &Signed,
    ui: &Ui,
) -> Result<Vec<(EventId, String)>, WebError> {
    let who = me.session.staff;
    named(door, ui, move |conn| followed::events_of(conn, who)).await
}

/// Rooms with their events' names.
pub(in super::super) async fn named(
    door: &StaffDoor,
    ui: &Ui,
    ids: impl FnOnce(&Reading) -> Result<Vec<EventId>, StoreError> + Send + 'static,
) -> Result<Vec<(EventId, String)>, WebError> {
    let kit = door.kit()?;
    let read = kit.store.read(move |conn| {
        let mut named = Vec::new();
        for id in ids(conn)? {
            let elsewhere = events::is_from_elsewhere(conn, id)?;
            named.extend(events::by_id(conn, id)?.map(|event| (event, elsewhere)));
        }
        Ok::<_, StoreError>(named)
    });
    let named = read.await?;
    Ok(named.iter().map(|(one, elsewhere)| (one.id, name_of(ui, one, *elsewhere))).collect())
}

/// The page.
pub(super) async fn page(
    door: &StaffDoor,
    me: &Signed,
    mut asked: Asked,
) -> Result<Response, WebError> {
    let ui = me.ui(door);
    let events = rooms_of(door, me, &ui).await?;
    if let [(only, _)] = events.as_slice()
        && asked.event.is_empty()
    {
        asked.event = only.to_string();
    }
    let status = match (asked.mistake, asked.is_form) {
        ("", false) => StatusCode::OK,
        ("", true) => StatusCode::FORBIDDEN,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = ShutPage { ui, shell: bar::shell(door, me, "follow").await?, asked, events };
    Ok((status, Html(page.render()?)).into_response())
}
