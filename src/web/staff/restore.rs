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
}

fn show(door: &StaffDoor, prefs: Prefs, from: &str, mistake: &str) -> Result<Response, WebError> {
    let ui = Ui::new(prefs, door.app().training);
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mistake = if mistake.is_empty() { String::new() } else { ui.t(mistake) };
    let page = RestorePage { ui, mark: assets::mark(), from: from.to_owned(), mistake };
    Ok((status, Html(page.render()?)).into_response())
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
    let restored = tokio::task::spawn_blocking(move || app.restore(&place, &typed))
        .await
        .map_err(|_| WebError::Broken("restoring"))?;
    match restored {
        Ok(()) => Ok(Redirect::to("/").into_response()),
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
