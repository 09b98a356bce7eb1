//! What leaves the room, and what came of it: the room itself for another laptop, records for other programs. What
//! comes in stands in [`super::arrive`].

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Extension, Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::super::super::StaffDoor;
use super::super::super::bar::Shell;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::setup::weak_passphrase;
use super::super::typed::Typed;
use super::super::{Pairs, value};
use super::{In, Inside, shut};
use crate::acts::export::{self, ExportError, OSCAR, Sealing};
use crate::acts::follow::Known;
use crate::acts::hand_over::{self, HandOverError, ROOM};
use crate::acts::leaving;
use crate::app::room::{Ready, ReadyFile};
use crate::domain::ids::{ChildId, EventId, FamilyId};
use crate::domain::safeguarding::{Held, IN_A_FILE, IN_RECORDS};
use crate::exchange::oscar::Referrer;
use crate::exchange::primero::profile;
use crate::seal::passphrase;
use crate::seal::sealed::{FocalSecret, SealError};
use crate::store::people::NameRow;
use crate::store::{Reading, StoreError, hand_overs, search};

/// Most records of which a page says why they stay; the list of the room has them all.
const MOST: usize = 100;

/// A file that left.
pub(crate) struct Left {
    at: Timestamp,
    kind: &'static str,
    read_at: Option<Timestamp>,
}

/// A record that stays, and the reason.
pub(crate) struct Stays {
    child: ChildId,
    ticket: u32,
    name: NameRow,
    reason: Held,
}

/// What is said on top of the page, and what was typed.
#[derive(Default)]
pub(super) struct Said {
    /// A text key; empty when there is nothing to say.
    pub(super) key: &'static str,
    /// Whether something was done.
    pub(super) good: bool,
    pub(super) typed: Option<Typed>,
}

#[derive(Template)]
#[template(path = "staff/room/hand_over.html")]
struct HandOverPage {
    ui: Ui,
    shell: Shell,
    event: String,
    /// Name of the room's event.
    name: String,
    /// What is said on top, a text key; empty when there is nothing to say.
    said: &'static str,
    /// Whether it says that something was done.
    good: bool,
    typed: Typed,
    /// Whose passphrases open the room's file.
    openers: Vec<String>,
    has_sheet: bool,
    left: Vec<Left>,
    /// Every room this focal may open: its event, its name, whether it is this one.
    rooms: Vec<(EventId, String, bool)>,
    ready: Option<Arc<Ready>>,
    stays: Vec<Stays>,
    suggestion: String,
    referrer: String,
}

impl HandOverPage {
    fn kind(&self) -> &'static str {
        match self.ready.as_ref().map(|ready| &ready.what) {
            Some(ReadyFile::Room) => "room",
            Some(ReadyFile::Records { .. }) => "records",
            Some(ReadyFile::Receipt { .. }) => "receipt",
            None => "",
        }
    }

    fn is_made(&self) -> bool {
        self.ready.as_ref().is_some_and(|ready| !ready.name.is_empty())
    }

    fn file(&self) -> &str {
        self.ready.as_ref().map_or("", |ready| &ready.name)
    }

    fn count(&self, of: usize) -> i64 {
        let count = match self.ready.as_ref().map(|ready| &ready.what) {
            Some(ReadyFile::Records { leaving, held }) => {
                [*leaving, held.len()].get(of).copied().unwrap_or_default()
            }
            Some(ReadyFile::Receipt { new }) => new.get(of).copied().unwrap_or_default(),
            Some(ReadyFile::Room) | None => 0,
        };
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    fn programs(&self) -> Vec<(&'static str, &'static str)> {
        programs().map(|code| (code, kind_key(code))).collect()
    }

    /// When the file was made that was refused.
    fn made(&self) -> String {
        let made = self.typed.get("made").parse::<Timestamp>();
        made.map(|at| self.ui.t1("hand-file-made", "when", &self.ui.moment(&at)))
            .unwrap_or_default()
    }

    /// Whether focals can be added from here: only the laptop itself has that page.
    fn at_the_laptop(&self) -> bool {
        self.shell.at_the_laptop
    }
}

/// Programs for which records can be written: their codes, in the order of the page.
fn programs() -> impl Iterator<Item = &'static str> {
    profile::all().iter().map(|profile| profile.id.as_str()).chain([OSCAR])
}

/// The text of a kind of file; one that was made by another version of the program is at least not unnamed.
fn kind_key(kind: &str) -> &'static str {
    match kind {
        ROOM => "hand-kind-room",
        OSCAR => "hand-kind-oscar",
        "mosvy-kh" => "hand-kind-mosvy",
        _ => "hand-kind-primero",
    }
}

/// What the page's address says.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    said: String,
}

/// Sentences that an address may ask for, after something was done.
const DONE: [&str; 4] =
    ["hand-received", "hand-received-since", "hand-received-elsewhere", "hand-received-records"];

/// `GET /room/hand-over`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let key = DONE.into_iter().find(|key| *key == asked.said).unwrap_or_default();
    show(&door, &inside, Said { key, good: true, typed: None }).await
}

/// The page, also as the answer to something that could not be done.
pub(super) async fn show(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    said: Said,
) -> Result<Response, WebError> {
    let (ui, event) = (inside.me.ui(door), inside.event());
    let ready = inside.room.ready();
    let held = match ready.as_ref().map(|ready| &ready.what) {
        Some(ReadyFile::Records { held, .. }) => held.iter().take(MOST).copied().collect(),
        _ => Vec::new(),
    };
    let reader = inside.me.session.staff;
    let read =
        move |conn: &Reading, known: &Known| Ok(leaving::openers(conn, known, (event, reader))?);
    let (openers, has_sheet) = inside.read(door, read).await?;
    let kit = door.kit()?;
    let read = kit.store.read(move |conn| {
        let mut stays = Vec::new();
        for (child, reason) in held {
            let found = search::line(conn, child)?;
            stays.extend(found.map(|it| Stays {
                child,
                ticket: it.ticket,
                name: it.child.name,
                reason,
            }));
        }
        Ok::<_, StoreError>((stays, hand_overs::of_event(conn, event)?))
    });
    let (stays, left) = read.await?;
    let rooms = shut::rooms_of(door, &inside.me, &ui).await?.into_iter();
    let rooms: Vec<(EventId, String, bool)> =
        rooms.map(|(id, name)| (id, name, id == event)).collect();
    let name = rooms.iter().find(|(.., here)| *here).map(|(_, name, _)| name.clone());
    let status = if said.key.is_empty() || said.good {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let Said { key, good, typed } = said;
    let page = HandOverPage {
        shell: inside.shell(door).await?,
        event: event.to_string(),
        name: name.unwrap_or_default(),
        typed: typed.unwrap_or(Typed(BTreeMap::new())),
        said: key,
        good,
        openers,
        has_sheet,
        left: left
            .iter()
            .map(|one| Left { at: one.at, kind: kind_key(&one.kind), read_at: one.read_at })
            .collect(),
        rooms,
        ready,
        stays,
        suggestion: passphrase::suggest_passphrase(),
        referrer: inside.me.session.name.clone(),
        ui,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// Something typed that is compared and not read, with every character.
pub(super) fn secret(pairs: &[(String, String)], name: &str) -> Zeroizing<String> {
    let typed = pairs.iter().find(|(known, _)| known == name);
    Zeroizing::new(typed.map(|(_, typed)| typed.clone()).unwrap_or_default())
}

/// The room's secret with the passphrase of whoever is in it, typed once more: nothing leaves without. Or why not.
pub(super) async fn once_more(
    door: &StaffDoor,
    inside: &Inside,
    pairs: &[(String, String)],
) -> Result<Result<FocalSecret, &'static str>, WebError> {
    let typed = secret(pairs, "current");
    if typed.is_empty() {
        return Ok(Err("hand-passphrase-missing"));
    }
    shut::unlocked(door, &inside.me, inside.event(), typed).await
}

/// What a page says of something that was not handed over; a failing store is no sentence of the page's.
pub(super) fn sentence(err: HandOverError) -> Result<&'static str, WebError> {
    match err {
        HandOverError::Store(StoreError::BadRow(_)) => Ok(err.text_key()),
        HandOverError::Store(err) => Err(err.into()),
        HandOverError::Passphrase(SealError::Weak(weak)) => Ok(weak_passphrase(weak)),
        err => Ok(err.text_key()),
    }
}

/// `POST /room/hand-over`: makes a file. It is remembered at once, and saved from the page that follows.
pub(crate) async fn make(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let refuse = |key| Said { key, good: false, typed: Some(Typed::of(&pairs)) };
    if value(&pairs, "hold") == "now" {
        return show(&door, &inside, Said { good: true, ..refuse("room-left") }).await;
    }
    let made = match value(&pairs, "do") {
        "room" => room(&door, &inside, &pairs).await?,
        "records" => records(&door, &inside, &pairs).await?,
        _ => Err("room-slip-choose"),
    };
    match made {
        Ok(ready) => {
            inside.room.keep(ready);
            Ok(Redirect::to("/room/hand-over").into_response())
        }
        Err(key) => show(&door, &inside, refuse(key)).await,
    }
}

/// Families of which whoever is in the room may know nothing.
async fn kept_from(door: &StaffDoor, inside: &Inside) -> Result<BTreeSet<FamilyId>, WebError> {
    let reader = inside.me.session.staff;
    inside.read(door, move |_, known| Ok(known.kept_from(reader).collect())).await
}

async fn room(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    pairs: &[(String, String)],
) -> Result<Result<Ready, &'static str>, WebError> {
    let secret = match once_more(door, inside, pairs).await? {
        Ok(secret) => secret,
        Err(key) => return Ok(Err(key)),
    };
    let (kit, event, by) = (door.kit()?, inside.event(), inside.me.by(door.now()));
    let reader = inside.me.session.staff;
    let all = inside.read(door, move |conn, known| {
        // Whoever is kept out of something looks at nothing here: no file is made.
        let may = known.kept_from(reader).next().is_none();
        may.then(|| leaving::children_in(conn, known, reader)).transpose().map_err(WebError::from)
    });
    if let Some(all) = all.await? {
        // Before the file: it stands in it too, and nothing comes after what the file reaches.
        kit.store.write(move |sp| leaving::looked_at(sp, event, &all, IN_A_FILE, by)).await?;
    }
    let read =
        move |conn: &Reading| leaving::room(conn, (event, &secret), &[], Some(reader), by.at);
    let made = kit.store.read(read).await;
    let made = match made {
        Ok(made) => made,
        Err(err) => return sentence(err).map(Err),
    };
    let ready = Ready { name: made.name.clone(), bytes: made.bytes.clone(), what: ReadyFile::Room };
    kit.store.write(move |sp| hand_over::made(sp, &made, by)).await?;
    Ok(Ok(ready))
}

async fn records(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    pairs: &[(String, String)],
) -> Result<Result<Ready, &'static str>, WebError> {
    let text = |name: &str| value(pairs, name).to_owned();
    let (profile, typed) = (text("program"), secret(pairs, "file_passphrase"));
    let referrer = Referrer {
        organisation: text("organisation"),
        name: text("referrer"),
        phone: text("phone"),
    };
    if leaving::to_whom(&profile, &referrer).is_none() {
        return Ok(Err("room-slip-choose"));
    }
    if profile == OSCAR && !referrer.is_complete() {
        return Ok(Err("hand-no-referrer"));
    }
    if let Err(weak) = passphrase::check_passphrase(&typed, &[]) {
        return Ok(Err(weak_passphrase(weak)));
    }
    let secret = match once_more(door, inside, pairs).await? {
        Ok(secret) => secret,
        Err(key) => return Ok(Err(key)),
    };
    let (event, by) = (inside.event(), inside.me.by(door.now()));
    let but = kept_from(door, inside).await?;
    let (kit, cost) = (door.kit()?, door.app().config.cost);
    let made = kit
        .store
        .read(move |conn| {
            let whom = leaving::to_whom(&profile, &referrer);
            let to = whom.ok_or(HandOverError::NotARoom)?;
            let sealing = Sealing { passphrase: &typed, others: &[], cost };
            leaving::records(conn, (event, &secret), (&to, &sealing), &but, by.at)
        })
        .await;
    let (sorted, made) = match made {
        Ok(made) => made,
        Err(ExportError::HandOver(err)) => return sentence(err).map(Err),
        Err(err) => return Ok(Err(err.text_key())),
    };
    let leaving: Vec<ChildId> = sorted.cases.iter().map(|case| case.child).collect();
    let what = ReadyFile::Records { leaving: leaving.len(), held: sorted.held };
    let Some(made) = made else {
        return Ok(Ok(Ready { name: String::new(), bytes: Vec::new(), what }));
    };
    let ready = Ready { name: made.name.clone(), bytes: made.bytes.clone(), what };
    kit.store
        .write(move |sp| {
            leaving::looked_at(sp, event, &leaving, IN_RECORDS, by)?;
            export::made(sp, &made, by)
        })
        .await?;
    Ok(Ok(ready))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{self, Lang};

    #[test]
    fn every_program_is_chosen_by_a_text_of_its_own() {
        let keys: BTreeSet<&str> = programs().map(kind_key).collect();
        assert_eq!(keys.len(), programs().count(), "two programs under one text: {keys:?}");
        assert!(keys.iter().all(|key| Lang::ALL.iter().all(|lang| i18n::has(*lang, key))));
    }
}
