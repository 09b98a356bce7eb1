//! Restoring a backup on a fresh laptop, by button.

use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use zeroize::Zeroizing;

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::limits::Trying;
use super::super::{StaffDoor, assets};
use super::{Pairs, value};
use crate::app::choosing::Offered;
use crate::app::{OpenError, Phase, RestoreError};
use crate::seal::keyring::KeyringError;
use crate::store::StoreError;
use crate::store::backup::BackupError;
use crate::telemetry;

#[derive(Template)]
#[template(path = "staff/restore.html")]
struct RestorePage {
    ui: Ui,
    mark: &'static str,
    from: String,
    mistake: String,
    /// Kits to choose from, where the passphrase opens several.
    several: Vec<Choice>,
}

/// A kit to choose, in words.
pub(super) struct Choice {
    /// Its id.
    pub(super) kit: String,
    /// Its event; empty where that cannot be read.
    pub(super) event: String,
    /// Where and from which day on.
    pub(super) place: String,
    pub(super) made: String,
    pub(super) families: i64,
    pub(super) folder: String,
}

/// The kits whose backups the passphrase opens, in words.
pub(super) fn choices(ui: &Ui, kits: &[Offered]) -> Vec<Choice> {
    let choice = |kit: &Offered| {
        let (event, place) = kit.event.as_ref().map_or_else(Default::default, |known| {
            let (name, place, day) = known;
            (ui.either(name), format!("{}, {}", ui.either(place), ui.day(day)))
        });
        Choice {
            kit: kit.kit.clone(),
            event,
            place,
            made: ui.moment(&kit.made),
            families: kit.families,
            folder: kit.folder.display().to_string(),
        }
    };
    kits.iter().map(choice).collect()
}

fn show(door: &StaffDoor, prefs: Prefs, from: &str, mistake: &str) -> Result<Response, WebError> {
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ui = Ui::new(prefs, door.app().training);
    let mistake = if mistake.is_empty() { String::new() } else { ui.t(mistake) };
    let (mark, from) = (assets::mark(), from.to_owned());
    let page = RestorePage { ui, mark, from, mistake, several: Vec::new() };
    Ok((status, Html(page.render()?)).into_response())
}

/// Asks which of several kits is meant. The passphrase is typed once more: no page ever carries one.
fn ask(door: &StaffDoor, prefs: Prefs, from: &str, kits: &[Offered]) -> Result<Response, WebError> {
    let ui = Ui::new(prefs, door.app().training);
    let (mark, from, several) = (assets::mark(), from.to_owned(), choices(&ui, kits));
    let page = RestorePage { ui, mark, from, mistake: String::new(), several };
    Ok((StatusCode::CONFLICT, Html(page.render()?)).into_response())
}

/// `GET /restore`: only on a laptop that has no kit yet.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Response, WebError> {
    match door.app().phase() {
        Phase::Fresh => show(&door, prefs, "", ""),
        Phase::Locked | Phase::Open(_) => Ok(Redirect::to("/").into_response()),
    }
}

/// `POST /restore`: reads the backup back before it becomes the kit, then opens it.
pub(crate) async fn restore(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    if !matches!(door.app().phase(), Phase::Fresh) {
        return Ok(Redirect::to("/").into_response());
    }
    let from = value(&pairs, "from").to_owned();
    let typed = Zeroizing::new(value(&pairs, "passphrase").to_owned());
    if from.is_empty() {
        return show(&door, prefs, "", "restore-none");
    }
    if typed.is_empty() {
        return show(&door, prefs, &from, "unlock-empty");
    }
    if !door.app().limits.take(Trying::Passphrase, "laptop", door.now()) {
        return show(&door, prefs, &from, "unlock-slow");
    }
    let (app, place) = (Arc::clone(door.app()), PathBuf::from(&from));
    let kit = Some(value(&pairs, "kit").to_owned()).filter(|kit| !kit.is_empty());
    let restored = tokio::task::spawn_blocking(move || app.restore(&place, &typed, kit.as_deref()))
        .await
        .map_err(|_| WebError::Broken("restoring"))?;
    match restored {
        Ok(()) => Ok(Redirect::to("/").into_response()),
        Err(RestoreError::Open(OpenError::Several(kits))) => ask(&door, prefs, &from, &kits),
        Err(err) => {
            tracing::warn!(error = telemetry::chain(&err), "nothing was restored");
            show(&door, prefs, &from, reason(&err))
        }
    }
}

pub(super) fn reason(err: &RestoreError) -> &'static str {
    match err {
        RestoreError::Open(OpenError::Keyring(
            KeyringError::WrongPassphrase | KeyringError::MistypedGroups(_),
        )) => "unlock-wrong",
        RestoreError::Open(OpenError::OtherKind) => "training-restore-other",
        RestoreError::Backup(BackupError::NoBackup | BackupError::Place(_))
        | RestoreError::Open(OpenError::Keyring(KeyringError::Missing)) => "restore-none",
        RestoreError::Backup(
            BackupError::NotTheSame
            | BackupError::BrokenJournal(_)
            | BackupError::Store(StoreError::Damaged | StoreError::WrongKey),
        ) => "restore-damaged",
        RestoreError::Backup(BackupError::Store(StoreError::Full)) => "restore-full",
        RestoreError::Backup(_) | RestoreError::Open(_) => "restore-failed",
    }
}
