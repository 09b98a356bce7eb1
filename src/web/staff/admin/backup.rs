//! Backups by button, and where they go.

use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::{Pairs, value};
use crate::acts::{self, Outside};
use crate::app::BackupState;
use crate::app::backups::own_place;
use crate::domain::staff::Room;
use crate::store::backup::{self, Trouble};
use crate::store::tally;
use crate::telemetry;

#[derive(Template)]
#[template(path = "staff/backup.html")]
struct BackupPage {
    ui: Ui,
    shell: Shell,
    state: BackupState,
    /// How the kit's own data and the place stand to each other, and why the last backup failed.
    trouble: Option<&'static str>,
    place: String,
    own_place: bool,
    /// What happened, a text key; empty when nothing did.
    said: &'static str,
    good: bool,
    rows: Vec<(String, i64)>,
}

impl BackupPage {
    /// The numbers that tell somebody that it is their register.
    fn told_rows(&self) -> impl Iterator<Item = &(String, i64)> {
        let told = ["families", "children", "receipts", "photos"];
        self.rows.iter().filter(move |(table, _)| told.contains(&table.as_str()))
    }
}

/// What to do after a failure, a text key. No stick is spoken of where there is none.
fn what_to_do(code: &str, own_place: &bool) -> String {
    let own = if code == "full" && *own_place { "-own" } else { "" };
    format!("backup-failed-{code}{own}")
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    said: &'static str,
    good: bool,
    rows: Vec<(String, i64)>,
    typed: Option<String>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let state = kit.backup_state();
    let place = match (&typed, &state.to) {
        (Some(typed), _) => typed.clone(),
        (None, Some(to)) => to.display().to_string(),
        (None, None) => String::new(),
    };
    let page = BackupPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "event").await?,
        own_place: state.to.is_none() || !state.other_disk,
        trouble: state.trouble.map(Trouble::code),
        state,
        place,
        said,
        good,
        rows,
    };
    let status =
        if said.is_empty() || good { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    first: String,
}

/// `GET /backup`: how backups stand; with `first` how the first one in a new place went.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(said): Query<Said>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let state = door.kit()?.backup_state();
    let over = !state.is_being_made() && state.trouble.is_none() && state.last_good.is_some();
    if said.first.is_empty() || !over {
        return show(&door, &me, "", true, Vec::new(), None).await;
    }
    let kit = door.kit()?;
    let place = state.to.unwrap_or_else(|| own_place(&kit.data));
    let newest = tokio::task::spawn_blocking(move || backup::newest_of(&kit.data, &place)).await;
    let rows = newest.ok().flatten().map(|(_, manifest)| manifest.rows).unwrap_or_default();
    show(&door, &me, "backup-made", true, rows, None).await
}

/// `POST /backup`: one now, read back before it counts.
pub(crate) async fn make(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let by = me.by(door.now());
    kit.store.write(move |sp| acts::noted(sp, Outside::Backup, by)).await?;
    let families = kit.store.read(tally::families).await?;
    let working = Arc::clone(&kit);
    let made = tokio::task::spawn_blocking(move || working.back_up(families, by.at)).await;
    match made {
        Ok(Ok(made)) => show(&door, &me, "backup-made", true, made.manifest.rows, None).await,
        Ok(Err(err)) => {
            tracing::error!(error = telemetry::chain(&err), "a backup failed");
            show(&door, &me, "backup-failed", false, Vec::new(), None).await
        }
        Err(_) => Err(WebError::Broken("a backup")),
    }
}

/// `POST /backup/place`: another disk or a stick.
pub(crate) async fn place(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let typed = value(&pairs, "place").to_owned();
    let to = (!typed.is_empty()).then(|| PathBuf::from(&typed));
    if let Some(to) = &to {
        let probe = to.clone();
        let writable =
            tokio::task::spawn_blocking(move || can_write(&probe)).await.unwrap_or(false);
        if !writable {
            return show(&door, &me, "backup-place-wrong", false, Vec::new(), Some(typed)).await;
        }
    }
    kit.choose_backup_place(to).await?;
    let by = me.by(door.now());
    kit.store.write(move |sp| acts::noted(sp, Outside::BackupPlace, by)).await?;
    // Nobody leaves the page with a stick that holds nothing yet.
    kit.back_up_now(kit.store.read(tally::families).await?, by.at);
    Ok(Redirect::to("/backup?first=yes").into_response())
}

fn can_write(place: &std::path::Path) -> bool {
    let probe = place.join(".outreach-kit-probe");
    let written = place.is_absolute() && place.is_dir() && std::fs::write(&probe, b"probe").is_ok();
    let _ = std::fs::remove_file(&probe);
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Lang, text};

    #[test]
    fn of_the_laptops_own_disk_nobody_is_told_to_take_files_off_a_stick() {
        assert_eq!(what_to_do("full", &false), "backup-failed-full");
        assert_eq!(what_to_do("gone", &true), "backup-failed-gone");
        let own = text(Lang::En, &what_to_do("full", &true));
        assert!(own.contains("own disk is full") && !own.contains("off the stick"), "{own}");
    }
}
