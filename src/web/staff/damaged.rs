//! Data that cannot be read whole: what was found, what is left, which backup helps, and what is missing after it.

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
use super::restore::reason;
use super::{Pairs, value};
use crate::app::Phase;
use crate::app::damaged::{Found, Missing, Remedy, Repaired};
use crate::domain::event::Bilingual;
use crate::telemetry;

/// Most ticket numbers that are listed one by one.
const LISTED: usize = 400;

#[derive(Template)]
#[template(path = "staff/damaged.html")]
struct DamagedPage {
    ui: Ui,
    mark: &'static str,
    kind: &'static str,
    /// Whether the kit could go on with what is left.
    sound: bool,
    /// Families and children that can still be read.
    readable: Option<(i64, i64)>,
    best: Option<Best>,
    bad: String,
    remedy: String,
    from: String,
    mistake: String,
}

/// The newest good backup, in words.
struct Best {
    made: String,
    folder: String,
    families: i64,
    children: i64,
    missing: i64,
    lines: Vec<Line>,
}

/// Numbers of one event that are missing.
struct Line {
    /// Its name; empty where it could not be read.
    event: String,
    numbers: String,
}

#[derive(Template)]
#[template(path = "staff/repaired.html")]
struct RepairedPage {
    ui: Ui,
    mark: &'static str,
    kind: String,
    made: String,
    families: i64,
    children: i64,
    missing: i64,
    lines: Vec<Line>,
    aside: String,
}

/// Numbers as a person reads them out, in the reader's digits, by event.
fn lines(ui: &Ui, missing: &[Missing]) -> Vec<Line> {
    let line = |missing: &Missing| {
        let tickets = &missing.numbers;
        let mut all: Vec<String> = tickets.iter().take(LISTED).map(|ticket| ui.n(ticket)).collect();
        if LISTED < tickets.len() {
            all.push("…".to_owned());
        }
        let [km, en] = missing.event.clone();
        Line { event: ui.either(&Bilingual { km, en }), numbers: all.join(", ") }
    };
    missing.iter().filter(|missing| !missing.numbers.is_empty()).map(line).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn show(
    door: &StaffDoor,
    found: &Found,
    prefs: Prefs,
    (remedy, from): (&str, &str),
    mistake: &str,
) -> Result<Response, WebError> {
    let ui = Ui::new(prefs, door.app().training);
    let (kind, readable) = (found.damage.kind, &found.damage.readable);
    let first = if kind.leaves_it_sound() {
        "left"
    } else if found.best.is_some() {
        "newest"
    } else {
        "folder"
    };
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = DamagedPage {
        mark: assets::mark(),
        kind: kind.code(),
        sound: kind.leaves_it_sound(),
        readable: (!readable.is_nothing())
            .then(|| (count(readable.families), count(readable.children))),
        best: found.best.as_ref().map(|best| Best {
            made: ui.moment(&best.manifest.made()),
            folder: best.folder.display().to_string(),
            families: best.manifest.rows_of("families"),
            children: best.manifest.rows_of("children"),
            missing: count(Missing::count(&best.missing)),
            lines: lines(&ui, &best.missing),
        }),
        bad: if found.bad == 0 { String::new() } else { ui.n(found.bad) },
        remedy: if remedy.is_empty() { first } else { remedy }.to_owned(),
        from: from.to_owned(),
        mistake: if mistake.is_empty() { String::new() } else { ui.t(mistake) },
        ui,
    };
    Ok((status, Html(page.render()?)).into_response())
}

fn show_repaired(ui: Ui, done: &Repaired) -> Result<Response, WebError> {
    let page = RepairedPage {
        mark: assets::mark(),
        kind: done.kind.clone(),
        made: ui.moment(&done.backup_when()),
        families: done.families,
        children: done.children,
        missing: count(Missing::count(&done.missing)),
        lines: lines(&ui, &done.missing),
        aside: done.aside.clone(),
        ui,
    };
    Ok(Html(page.render()?).into_response())
}

/// `GET /damaged`: what was found; after a repair, what it could not bring back.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Response, WebError> {
    match door.app().phase() {
        Phase::Fresh => Ok(Redirect::to("/").into_response()),
        Phase::Locked => match door.app().damage() {
            Some(found) => show(&door, &found, prefs, ("", ""), ""),
            None => Ok(Redirect::to("/unlock").into_response()),
        },
        Phase::Open(kit) => match kit.repaired().await? {
            Some(done) => show_repaired(Ui::new(prefs, kit.training), &done),
            None => Ok(Redirect::to("/").into_response()),
        },
    }
}

/// `POST /damaged`: puts a backup, or what is left, into the place of the damaged data.
pub(crate) async fn repair(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let Some(found) = door.app().damage() else {
        return Ok(Redirect::to("/damaged").into_response());
    };
    let (remedy, from) = (value(&pairs, "remedy"), value(&pairs, "from"));
    let again = |mistake: &str| show(&door, &found, prefs, (remedy, from), mistake);
    let typed = Zeroizing::new(value(&pairs, "passphrase").to_owned());
    let chosen = match remedy {
        "newest" => Remedy::Newest,
        "left" => Remedy::WhatIsLeft,
        "folder" if from.is_empty() => return again("restore-none"),
        "folder" => Remedy::In(PathBuf::from(from)),
        _ => return again("damaged-choose"),
    };
    if typed.is_empty() {
        return again("unlock-empty");
    }
    if !door.app().limits.take(Trying::Passphrase, "laptop", door.now()) {
        return again("unlock-slow");
    }
    let app = Arc::clone(door.app());
    let repaired = tokio::task::spawn_blocking(move || app.repair(&chosen, &typed))
        .await
        .map_err(|_| WebError::Broken("a repair"))?;
    match repaired {
        Ok(()) => Ok(Redirect::to("/damaged").into_response()),
        Err(err) => {
            tracing::warn!(error = telemetry::chain(&err), "nothing was repaired");
            again(reason(&err))
        }
    }
}
