//! Who opens the sealed room of an event: one more focal, another passphrase, one less. It is the event at hand unless
//! another one is named, which administrators and whoever opens its room know of: an earlier event, or one of another laptop.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::safeguarding::shut::{named, rooms_of};
use super::setup::weak_passphrase;
use super::{Pairs, Secret, value};
use crate::acts::focals::{self, FocalError, Opened, RoomKeys};
use crate::domain::ids::{EventId, StaffId};
use crate::domain::staff::{Role, Room};
use crate::seal::Cost;
use crate::seal::focal_key;
use crate::seal::passphrase;
use crate::seal::sealed::{FocalSecret, SealError};
use crate::store::journal::By;
use crate::store::staff::{self, Member};
use crate::store::{Savepoint, StoreError, events, focal_keys, followed};

#[derive(Template)]
#[template(path = "staff/focals.html")]
struct FocalsPage {
    ui: Ui,
    shell: Shell,
    members: Vec<Member>,
    /// Those whose key lies here, and whether it is of an earlier version.
    keys: Vec<(Option<StaffId>, bool)>,
    /// Whether a recovery sheet waits for a focal.
    sheet_waits: bool,
    me: StaffId,
    /// Whose room it is; empty for the event at hand.
    event: String,
    /// Its name, and whether it came from another laptop; of the event at hand only where there are others.
    name: String,
    /// Other events whose rooms' keys whoever asks may look after.
    other_rooms: Vec<(EventId, String)>,
    suggestion: String,
    mistake: String,
    /// What was done just now, in words.
    done: String,
}

impl FocalsPage {
    fn has_key(&self, staff: Option<StaffId>) -> bool {
        self.keys.iter().any(|(whose, _)| *whose == staff)
    }

    fn is_old(&self, staff: Option<StaffId>) -> bool {
        self.keys.iter().any(|(whose, old)| *whose == staff && *old)
    }

    fn focals(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| self.has_key(Some(member.id)))
    }

    fn others(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| !self.has_key(Some(member.id)))
    }

    fn am_focal(&self) -> bool {
        self.has_key(Some(self.me))
    }

    /// Whose secret opens the room for one more, or for taking `but` off: a text key. Empty where no key lies, and nothing
    /// is asked.
    fn asked(&self, but: Option<StaffId>) -> &'static str {
        let has_focal = self.keys.iter().any(|(whose, _)| whose.is_some() && *whose != but);
        match (has_focal, self.has_key(None)) {
            (true, true) => "focals-present",
            (true, false) => "focals-present-focal",
            (false, true) => "focals-present-sheet",
            (false, false) => "",
        }
    }

    /// Whether somebody can be added: the first key of all is made for the event at hand only.
    fn takes_one_more(&self) -> bool {
        !self.asked(None).is_empty() || self.event.is_empty()
    }

    fn is_administrator(&self) -> bool {
        self.shell.roles.contains(&Role::Administrator)
    }
}

/// Which event's room is meant.
#[derive(serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    event: String,
}

/// Lets in whoever may look after the keys of the event that is named, or of the one at hand: administrators, who read
/// nothing with it, and those whose own key opens its room. For anybody else it is not there.
async fn entered(door: &StaffDoor, me: Signed, named: &str) -> Result<(Signed, EventId), WebError> {
    let kit = door.kit()?;
    let event = if named.is_empty() {
        kit.event().map(|event| event.id).ok_or(WebError::NotFound)?
    } else {
        EventId::parse(named).map_err(|_| WebError::NotFound)?
    };
    let is_administrator = me.may(Room::Administration);
    let member = me.session.staff;
    let found = kit.store.read(move |conn| {
        if is_administrator {
            return Ok(events::by_id(conn, event)?.map(|event| event.id));
        }
        let theirs = followed::events_of(conn, member)?;
        Ok::<_, StoreError>(theirs.contains(&event).then_some(event))
    });
    let Some(event) = found.await? else { return Err(WebError::NotFound) };
    if me.is_shut_out_of(Room::Focals) { Err(WebError::PinFirst) } else { Ok((me, event)) }
}

/// Whether a recovery sheet waits until a focal of the event gives it the secret.
pub(super) async fn sheet_waits(door: &StaffDoor) -> Result<bool, WebError> {
    let Some(event) = door.kit()?.event() else { return Ok(false) };
    waits(door, event.id).await
}

async fn waits(door: &StaffDoor, event: EventId) -> Result<bool, WebError> {
    let kit = door.kit()?;
    Ok(kit.store.read(move |conn| focal_keys::waiting_sheet(conn, event)).await?.is_some())
}

/// Rooms whose keys somebody may look after, by their events' names.
async fn rooms(door: &StaffDoor, me: &Signed, ui: &Ui) -> Result<Vec<(EventId, String)>, WebError> {
    if me.may(Room::Administration) {
        named(door, ui, followed::events_with_keys).await
    } else {
        rooms_of(door, me, ui).await
    }
}

async fn show(
    door: &StaffDoor,
    (me, event): &(Signed, EventId),
    mistake: String,
    done: String,
) -> Result<Response, WebError> {
    let (kit, event, member) = (door.kit()?, *event, me.session.staff);
    let is_at_hand = kit.event().is_some_and(|at_hand| at_hand.id == event);
    let (members, keys) = kit
        .store
        .read(move |conn| {
            let keys = focal_keys::of_event(conn, event)?;
            Ok::<_, StoreError>((staff::all(conn, Some(event))?, keys))
        })
        .await?;
    let ui = me.ui(door);
    let mut rooms = rooms(door, me, &ui).await?;
    rooms.retain(|(id, _)| *id != event);
    let name = named(door, &ui, move |_| Ok(vec![event])).await?.pop().map(|(_, name)| name);
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = FocalsPage {
        ui,
        shell: bar::shell(door, me, "event").await?,
        members,
        keys: keys.iter().map(|kept| (kept.staff, focal_key::is_old(&kept.key))).collect(),
        sheet_waits: waits(door, event).await?,
        me: member,
        event: if is_at_hand { String::new() } else { event.to_string() },
        name: if is_at_hand && rooms.is_empty() { String::new() } else { name.unwrap_or_default() },
        other_rooms: rooms,
        suggestion: passphrase::suggest_passphrase(),
        mistake,
        done,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /focals`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = entered(&door, me, &asked.event).await?;
    show(&door, &me, String::new(), String::new()).await
}

/// What a page says of what was not done; failures of the store are no sentence of the page's.
async fn sentence(door: &StaffDoor, ui: &Ui, err: FocalError) -> Result<String, WebError> {
    Ok(match err {
        FocalError::Wrong => ui.t("focals-wrong"),
        FocalError::New(SealError::Weak(weak)) => ui.t(weak_passphrase(weak)),
        FocalError::New(_) => ui.t("keys-failed"),
        FocalError::Stale => ui.t("focals-stale"),
        FocalError::Unknown => ui.t("focals-unknown"),
        FocalError::Already => ui.t("focals-already"),
        FocalError::NoSheet => ui.t("focals-no-sheet"),
        FocalError::Old(whose) => {
            let kit = door.kit()?;
            let sheet = whose.contains(&None).then(|| ui.t("keys-recovery"));
            let names = kit.store.read(move |conn| {
                let named = whose.into_iter().flatten();
                named.map(|id| staff::name_of(conn, id)).collect::<Result<Vec<_>, _>>()
            });
            let names: Vec<String> = names.await?.into_iter().chain(sheet).collect();
            ui.t1("focals-old", "names", &names.join(", "))
        }
        FocalError::Store(err) => return Err(err.into()),
    })
}

async fn answer(
    door: &StaffDoor,
    me: &(Signed, EventId),
    done: Result<String, FocalError>,
) -> Result<Response, WebError> {
    let ui = me.0.ui(door);
    let (mistake, done) = match done {
        Ok(done) => (String::new(), done),
        Err(err) => (sentence(door, &ui, err).await?, String::new()),
    };
    show(door, me, mistake, done).await
}

/// Does the part that derives keys, beside everything else. Wrong passphrases slow down the one who tries.
async fn derive<T: Send + 'static>(
    door: &StaffDoor,
    me: &Signed,
    work: impl FnOnce(Cost) -> Result<T, FocalError> + Send + 'static,
) -> Result<Result<T, FocalError>, WebError> {
    if !Secret::Focals.may_try(door, me) {
        return Err(WebError::TooMany);
    }
    let cost = door.app().config.cost;
    let done = tokio::task::spawn_blocking(move || work(cost))
        .await
        .map_err(|_| WebError::Broken("a focal's key"))?;
    if done.is_ok() {
        Secret::Focals.was_right(door, me);
    }
    Ok(done)
}

async fn keys(door: &StaffDoor, event: EventId) -> Result<RoomKeys, WebError> {
    Ok(door.kit()?.store.read(move |conn| RoomKeys::of(conn, event)).await?)
}

/// The secret of the room of the event at hand, with what somebody typed who opens it.
pub(super) async fn open(
    door: &StaffDoor,
    me: &Signed,
    typed: String,
) -> Result<Result<Opened, FocalError>, WebError> {
    let event = door.kit()?.event().ok_or(WebError::NotFound)?.id;
    open_of(door, (me, event), typed, None).await
}

/// The same of any event.
async fn open_of(
    door: &StaffDoor,
    (me, event): (&Signed, EventId),
    typed: String,
    but: Option<StaffId>,
) -> Result<Result<Opened, FocalError>, WebError> {
    let keys = keys(door, event).await?;
    derive(door, me, move |cost| keys.open(&typed, but, cost)).await
}

/// Writes what was prepared, if it was.
async fn written<P: Send + 'static, T: Send + 'static>(
    door: &StaffDoor,
    me: &Signed,
    prepared: Result<P, FocalError>,
    act: impl FnOnce(&Savepoint<'_>, P, By) -> Result<T, FocalError> + Send + 'static,
) -> Result<Result<T, FocalError>, WebError> {
    let (kit, by) = (door.kit()?, me.by(door.now()));
    Ok(match prepared {
        Ok(prepared) => kit.store.write(move |sp| act(sp, prepared, by)).await,
        Err(err) => Err(err),
    })
}

/// `POST /focals/add`: needs a present focal's passphrase, or the recovery sheet's code.
pub(crate) async fn add(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = entered(&door, me, value(&pairs, "event")).await?;
    let (event, ui) = (me.1, me.0.ui(&door));
    let Ok(member) = StaffId::parse(value(&pairs, "staff")) else {
        return show(&door, &me, ui.t("focals-unknown"), String::new()).await;
    };
    let [current, new, again] =
        ["current", "new", "passphrase_again"].map(|field| value(&pairs, field).to_owned());
    if new != again {
        return show(&door, &me, ui.t("focals-differ"), String::new()).await;
    }
    let keys = keys(&door, event).await?;
    let prepared = derive(&door, &me.0, move |cost| {
        focals::prepare_focal(&keys, &current, (member, &new), cost)
    });
    let act = move |sp: &Savepoint<'_>, new, by| focals::add_focal(sp, event, &new, by);
    let added = written(&door, &me.0, prepared.await?, act).await?;
    answer(&door, &me, added.map(|()| ui.t("focals-added"))).await
}

/// `POST /focals/change`: one's own passphrase.
pub(crate) async fn change(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = entered(&door, me, value(&pairs, "event")).await?;
    let (event, ui, member) = (me.1, me.0.ui(&door), me.0.session.staff);
    let [old, new, again] =
        ["old", "new", "passphrase_again"].map(|field| value(&pairs, field).to_owned());
    if new != again {
        return show(&door, &me, ui.t("focals-differ"), String::new()).await;
    }
    let kit = door.kit()?;
    let mine = kit.store.read(move |conn| focal_keys::of_staff(conn, member)).await?;
    let prepared = derive(&door, &me.0, move |cost| {
        focals::prepare_passphrase(mine, event, (&old, &new), cost)
    });
    let changed = match prepared.await? {
        Ok(changed) => {
            let (by, left) = (me.0.by(door.now()), changed.left);
            let written = kit
                .store
                .write(move |sp| focals::change_passphrase(sp, member, &changed, by))
                .await;
            written.map(|()| left)
        }
        Err(err) => Err(err),
    };
    let said = |left: usize| match i64::try_from(left) {
        Ok(0) | Err(_) => ui.t("focals-changed"),
        Ok(left) => ui.t1("focals-changed-left", "count", left),
    };
    answer(&door, &me, changed.map(said)).await
}

/// `POST /focals/open`: a focal lets a new recovery sheet open the room, and renews a key of an earlier version.
pub(crate) async fn let_in(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = entered(&door, me, value(&pairs, "event")).await?;
    let (event, ui) = (me.1, me.0.ui(&door));
    let opened = open_of(&door, (&me.0, event), value(&pairs, "current").to_owned(), None).await?;
    let act = move |sp: &Savepoint<'_>, opened, by| focals::opened(sp, event, &opened, by);
    let done = written(&door, &me.0, opened, act).await?;
    answer(&door, &me, done.map(|()| ui.t("focals-opened"))).await
}

/// A focal whose room is open lets a recovery sheet that waits open it too.
pub(super) async fn let_sheet_in(
    door: &StaffDoor,
    me: &Signed,
    event: EventId,
    secret: &FocalSecret,
) -> Result<(), WebError> {
    let (by, secret) = (me.by(door.now()), secret.clone());
    let kit = door.kit()?;
    match kit.store.write(move |sp| focals::let_sheet_in(sp, event, &secret, by)).await {
        Ok(()) => Ok(()),
        Err(FocalError::Store(err)) => Err(err.into()),
        Err(_) => Err(WebError::Stale),
    }
}

/// `POST /focals/{id}/remove`: another one's passphrase is asked, or the recovery sheet's code.
pub(crate) async fn remove(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = entered(&door, me, value(&pairs, "event")).await?;
    let member = StaffId::parse(&id).map_err(|_| WebError::NotFound)?;
    let (event, ui) = (me.1, me.0.ui(&door));
    let current = value(&pairs, "current").to_owned();
    let opened = open_of(&door, (&me.0, event), current, Some(member)).await?;
    let act =
        move |sp: &Savepoint<'_>, opened, by| focals::remove_focal(sp, event, member, &opened, by);
    let removed = written(&door, &me.0, opened, act).await?;
    if removed.is_ok() {
        // Whoever has it open holds the last key; everybody opens it anew.
        door.app().rooms.shut_all_of(event);
    }
    if removed.is_ok() && member == me.0.session.staff {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    answer(&door, &me, removed.map(|()| ui.t("focals-removed"))).await
}
