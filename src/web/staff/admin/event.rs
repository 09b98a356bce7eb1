//! The event's settings.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::fields::ChoiceView;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::places;
use super::super::setup::{EVENT_DAYS, event_mistake, papers_of};
use super::super::typed::{Typed, Wrong, mistake_of};
use super::super::{Pairs, values};
use crate::acts;
use crate::domain::event::{self, Bilingual, Event, SIGNATORIES};
use crate::domain::staff::Room;
use crate::khmer;
use crate::store::tally::{self, Standing};

#[derive(Template)]
#[template(path = "staff/event.html")]
struct EventPage {
    ui: Ui,
    shell: Shell,
    typed: Typed,
    asked: Vec<String>,
    wrong: Vec<Wrong>,
    standing: Standing,
    commune: String,
    saved: bool,
    open: bool,
}

impl EventPage {
    fn papers(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> + '_ {
        papers_of(&self.asked)
    }

    fn signatories(&self) -> &'static [&'static str] {
        &SIGNATORIES
    }

    fn communes(&self) -> Vec<ChoiceView> {
        places::communes(&self.ui, self.typed.get("commune_find"), self.typed.get("commune"))
    }

    fn mistake(&self, field: &str) -> &str {
        mistake_of(&self.wrong, field)
    }
}

/// The two boxes of a text, Khmer first. One that was left blank was filled from the other when the event was read, and
/// stays blank in the form: Khmer in the English box looks like a slip.
fn boxes(text: &Bilingual) -> [String; 2] {
    let Bilingual { km, en } = text.clone();
    match (km == en, km.chars().any(khmer::is_khmer)) {
        (true, true) => [km, String::new()],
        (true, false) => [String::new(), en],
        (false, _) => [km, en],
    }
}

/// An event as its form would say it.
pub(crate) fn typed_of(event: &Event) -> Typed {
    let flag = |on: bool| if on { "yes".to_owned() } else { String::new() };
    let [name, place, issuer, collect] =
        [&event.name, &event.place, &event.issuer_name, &event.collect_at].map(boxes);
    let pairs = [
        ("name_km", name[0].clone()),
        ("name_en", name[1].clone()),
        ("commune_code", event.commune_code.clone()),
        ("commune_km", event.commune.km.clone()),
        ("commune_en", event.commune.en.clone()),
        ("place_km", place[0].clone()),
        ("place_en", place[1].clone()),
        ("starts_on", event.starts_on.to_string()),
        ("ends_on", event.ends_on.to_string()),
        ("issuer", event.issuer.code().to_owned()),
        ("issuer_km", issuer[0].clone()),
        ("issuer_en", issuer[1].clone()),
        ("authority", event.authority.clone()),
        ("signatory", event.signatory.clone()),
        ("electronic", flag(event.electronic)),
        ("collect_km", collect[0].clone()),
        ("collect_en", collect[1].clone()),
        ("collect_from", event.collect_from.to_string()),
        ("helpline", event.helpline.clone()),
        ("free_line", flag(event.free_line)),
        ("photos", flag(event.photos)),
        ("wifi_name", event.wifi_name.clone()),
        ("wifi_password", event.wifi_password.clone()),
    ];
    Typed(
        pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<BTreeMap<_, _>>(),
    )
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    typed: Typed,
    asked: Vec<String>,
    wrong: Vec<Wrong>,
    saved: bool,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let ui = me.ui(door);
    let event = kit.event();
    let standing = match &event {
        Some(event) => {
            let id = event.id;
            kit.store.read(move |conn| tally::standing(conn, id)).await?
        }
        None => Standing::default(),
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = EventPage {
        shell: bar::shell(door, me, "event").await?,
        commune: event.as_ref().map(|event| ui.either(&event.commune)).unwrap_or_default(),
        open: event.is_some(),
        ui,
        typed,
        asked,
        wrong,
        standing,
        saved,
    };
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    saved: Option<String>,
}

/// `GET /event`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::extract::Query(said): axum::extract::Query<Said>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let (typed, asked) = match door.kit()?.event() {
        Some(event) => {
            (typed_of(&event), event.papers.iter().map(|paper| paper.code().to_owned()).collect())
        }
        None => (Typed::of(&[]), Vec::new()),
    };
    show(&door, &me, typed, asked, Vec::new(), said.saved.is_some()).await
}

/// `POST /event`: everything but the commune and the keys may change while the event runs.
pub(crate) async fn save(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let known = kit.event().ok_or(WebError::NotFound)?;
    let mut typed = Typed::of(&pairs).with_days(&EVENT_DAYS);
    let fixed = typed_of(&known);
    for field in ["commune_code", "commune_km", "commune_en"] {
        typed.0.insert(field.to_owned(), fixed.get(field).to_owned());
    }
    let asked = values(&pairs, "papers");
    if let Some(prefs) = me.prefs.toggled(&pairs) {
        let me = Signed { prefs, ..me };
        let page = show(&door, &me, typed, asked, Vec::new(), false).await?;
        return Ok((prefs, page).into_response());
    }
    let ui = me.ui(&door);
    let parsed = event::parse(|name| typed.get(name).to_owned(), &asked);
    match parsed {
        Ok(changed) => {
            let changed = Event { id: known.id, code: known.code, ..changed };
            let by = me.by(door.now());
            kit.store.write(move |sp| acts::change_event(sp, &changed, by)).await?;
            kit.event_changed().await?;
            Ok(Redirect::to("/event?saved=1").into_response())
        }
        Err(mistakes) => {
            let wrong = mistakes.iter().map(|mistake| event_mistake(&ui, mistake)).collect();
            show(&door, &me, typed, asked, wrong, false).await
        }
    }
}
