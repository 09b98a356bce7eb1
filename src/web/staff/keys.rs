//! Keyholders: who can open the kit, a changed passphrase, a new recovery sheet.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use std::sync::Arc;

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::setup::weak_passphrase;
use super::{Pairs, Secret, value};
use crate::acts::{self, Outside};
use crate::app::{Kit, NewSheet};
use crate::domain::staff::Room;
use crate::seal::Cost;
use crate::seal::keyring::{Keyring, KeyringError, Role, SlotId, SlotInfo};
use crate::seal::passphrase;

#[derive(Template)]
#[template(path = "staff/keys.html")]
struct KeysPage {
    ui: Ui,
    shell: Shell,
    slots: Vec<SlotInfo>,
    suggestion: String,
    mistake: String,
    /// Whether a recovery sheet does not open the focals' room yet.
    sheet_waits: bool,
}

impl KeysPage {
    /// Whether an earlier recovery sheet still opens the kit beside a new one.
    fn has_old_sheet(&self) -> bool {
        1 < self.slots.iter().filter(|slot| Self::is_recovery(slot)).count()
    }

    fn is_recovery(slot: &SlotInfo) -> bool {
        matches!(slot.role, Role::Recovery)
    }
}

pub(super) async fn show(
    door: &StaffDoor,
    me: &Signed,
    mistake: &str,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let slots = kit.keyring.lock().map(|keyring| keyring.slots().collect()).unwrap_or_default();
    let ui = me.ui(door);
    let page = KeysPage {
        shell: bar::shell(door, me, "event").await?,
        slots,
        suggestion: passphrase::suggest_passphrase(),
        mistake: if mistake.is_empty() { String::new() } else { ui.t(mistake) },
        sheet_waits: super::focals::sheet_waits(door).await?,
        ui,
    };
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /keys`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    show(&door, &me, "").await
}

/// What is done with the key file.
pub(super) enum Work {
    Add { holder: String, new: String },
    Change { slot: SlotId, old: String, new: String },
    Remove { slot: SlotId },
    NewSheet,
    EndOldSheets { keep: SlotId },
}

/// Does it on a copy, saves the copy, and only then lets it take the old one's place. Blocks.
fn work(kit: &Kit, work: Work, cost: Cost) -> Result<(), KeyringError> {
    let mut known = kit.keyring.lock().map_err(|_| KeyringError::Damaged)?;
    let mut keyring = known.clone();
    let mut pending = kit.new_sheet.lock().map_err(|_| KeyringError::Damaged)?;
    let mut sheet = None;
    match work {
        Work::Add { holder, new } => {
            keyring.add_passphrase(&holder, &new, &kit.key, cost)?;
        }
        Work::Change { slot, old, new } => keyring.change_passphrase(slot, &old, &new, cost)?,
        Work::Remove { slot } => {
            // Two people can open the kit, always; a recovery sheet is no person.
            let holders =
                keyring.slots().filter(|known| matches!(known.role, Role::Keyholder)).count();
            let is_holder = keyring
                .slots()
                .any(|known| known.id == slot && matches!(known.role, Role::Keyholder));
            if is_holder && holders <= 2 {
                return Err(KeyringError::LastSlot);
            }
            keyring.remove(slot)?;
        }
        Work::NewSheet => {
            // One that was never typed back makes room; the one in the safe stays until the new one is.
            if let Some(unconfirmed) = &*pending {
                keyring.remove(unconfirmed.slot)?;
            }
            let code = keyring.add_recovery(&kit.key, cost)?;
            let slot =
                keyring.slots().last().map(|slot| slot.id).ok_or(KeyringError::NoSuchSlot)?;
            sheet = Some(NewSheet { slot, code });
        }
        Work::EndOldSheets { keep } => {
            let old: Vec<SlotId> = sheets(&keyring).filter(|slot| *slot != keep).collect();
            for slot in old {
                keyring.remove(slot)?;
            }
        }
    }
    keyring.save(&kit.data)?;
    *known = keyring;
    *pending = sheet.or_else(|| pending.take().filter(|sheet| is_slot(&known, sheet.slot)));
    Ok(())
}

/// The recovery sheets that open the kit.
fn sheets(keyring: &Keyring) -> impl Iterator<Item = SlotId> + '_ {
    keyring.slots().filter(|slot| matches!(slot.role, Role::Recovery)).map(|slot| slot.id)
}

fn is_slot(keyring: &Keyring, slot: SlotId) -> bool {
    keyring.slots().any(|known| known.id == slot)
}

pub(super) async fn run(
    door: &StaffDoor,
    me: &Signed,
    act: Outside,
    job: Work,
    current: Option<String>,
) -> Result<Result<(), &'static str>, WebError> {
    let kit = door.kit()?;
    let cost = door.app().config.cost;
    let tries = current.is_some() || matches!(job, Work::Change { .. });
    if tries && !Secret::Kit.may_try(door, me) {
        return Ok(Err("unlock-slow"));
    }
    let for_work = Arc::clone(&kit);
    let done = tokio::task::spawn_blocking(move || {
        if let Some(current) = current {
            let keyring = for_work.keyring.lock().map_err(|_| KeyringError::Damaged)?.clone();
            keyring.open(&current)?;
        }
        work(&for_work, job, cost)
    })
    .await
    .map_err(|_| WebError::Broken("the key file"))?;
    match done {
        Ok(()) => {
            if tries {
                Secret::Kit.was_right(door, me);
            }
            let by = me.by(door.now());
            kit.store.write(move |sp| acts::noted(sp, act, by)).await?;
            Ok(Ok(()))
        }
        Err(err) => Ok(Err(match err {
            KeyringError::WrongPassphrase | KeyringError::MistypedGroups(_) => {
                "keys-wrong-passphrase"
            }
            KeyringError::Weak(weak) => weak_passphrase(weak),
            KeyringError::LastSlot => "keys-last-two",
            KeyringError::NoSuchSlot => "keys-no-such",
            _ => "keys-failed",
        })),
    }
}

async fn answer(
    door: &StaffDoor,
    me: &Signed,
    act: Outside,
    job: Work,
    current: Option<String>,
) -> Result<Response, WebError> {
    match run(door, me, act, job, current).await? {
        Ok(()) => Ok(Redirect::to("/keys").into_response()),
        Err(mistake) => show(door, me, mistake).await,
    }
}

/// `POST /keys/add`: one more keyholder; a present one's passphrase is asked.
pub(crate) async fn add(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let holder = value(&pairs, "holder").to_owned();
    if holder.is_empty() {
        return show(&door, &me, "mistake-setup-keyholder-name").await;
    }
    let job = Work::Add { holder, new: value(&pairs, "new").to_owned() };
    answer(&door, &me, Outside::AddKeyholder, job, Some(value(&pairs, "current").to_owned())).await
}

/// `POST /keys/{slot}/change`: a keyholder's new passphrase, with the old one.
pub(crate) async fn change(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(slot): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let slot = SlotId::parse(&slot).ok_or(WebError::NotFound)?;
    let job = Work::Change {
        slot,
        old: value(&pairs, "old").to_owned(),
        new: value(&pairs, "new").to_owned(),
    };
    answer(&door, &me, Outside::ChangePassphrase, job, None).await
}

/// `POST /keys/{slot}/remove`
pub(crate) async fn remove(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(slot): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let slot = SlotId::parse(&slot).ok_or(WebError::NotFound)?;
    answer(
        &door,
        &me,
        Outside::RemoveKeyholder,
        Work::Remove { slot },
        Some(value(&pairs, "current").to_owned()),
    )
    .await
}
