//! The day: opened and closed by a person, counted, printed; talks; the end of an event and the next one.
#![allow(clippy::cmp_owned, reason = "a template compares copies of what it is lent")]

pub(crate) mod close;
pub(crate) mod event_end;
pub(crate) mod next_event;
pub(crate) mod open;
pub(crate) mod sheet;
pub(crate) mod talks;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::chosen::{Chosen, chosen};
use super::typed::{Typed, Wrong, mistake_of};
use super::{Pairs, number};
use crate::acts::day::{self, Account, DayError};
use crate::app::Kit;
use crate::domain::day::TOPICS;
use crate::domain::staff::{Room, may_enter};
use crate::papers::day_sheet::{Body, Section};
use crate::store::backup::{BackupError, Made};
use crate::store::talks::Talk;
use crate::store::{StoreError, days, talks as noted, tally};
use crate::telemetry;

impl From<DayError> for WebError {
    fn from(err: DayError) -> Self {
        match err {
            DayError::NoEvent => Self::Over,
            DayError::Stale | DayError::SameDay | DayError::Unexplained(_) => Self::Stale,
            DayError::Store(err) => Self::Store(err),
        }
    }
}

/// What the page may say happened; anything else in the address says nothing.
const SAID: [&str; 12] = [
    "opened",
    "closed",
    "closed-no-backup",
    "recounted",
    "reopened",
    "noted",
    "corrected",
    "removed",
    "back",
    "event-closed",
    "event-reopened",
    "next",
];

#[derive(Template)]
#[template(path = "staff/day/day.html")]
struct DayPage {
    ui: Ui,
    shell: Shell,
    chosen: Chosen,
    account: Account,
    sections: Vec<Section>,
    /// Every day: number, date, whether it is open.
    days: Vec<(u32, jiff::civil::Date, bool)>,
    /// Talks that may still be corrected.
    talks: Vec<Talk>,
    /// A talk just taken off the list.
    removed: Option<Talk>,
    said: String,
    stale: bool,
    low: Vec<(String, i64)>,
    typed: Typed,
    wrong: Vec<Wrong>,
    /// Which talk `typed` belongs to; 0 for a new one.
    about: i64,
    /// Whether this is the last day of the event, or the time since it.
    is_last: bool,
    event_open: bool,
    now: jiff::Timestamp,
}

impl DayPage {
    fn may_run(&self) -> bool {
        self.shell.may("administration")
    }

    /// Whether days are opened, closed and counted here: an earlier event is only read.
    fn may_change(&self) -> bool {
        self.may_run() && self.chosen.at_hand
    }

    fn may_print(&self) -> bool {
        self.may_run() || self.shell.may("desk")
    }

    fn topics(&self) -> &'static [&'static str] {
        &TOPICS
    }

    fn mistake(&self, field: &str) -> &str {
        mistake_of(&self.wrong, field)
    }

    /// What stands in a box of the form for a new talk.
    fn of_new(&self, field: &str) -> String {
        match (self.about, field) {
            (0, _) if !self.wrong.is_empty() => self.typed.get(field).to_owned(),
            (_, "held_at") => self.ui.clock(&self.now),
            _ => String::new(),
        }
    }

    fn is_chosen(&self, number: u32) -> bool {
        self.account.day.as_ref().is_some_and(|day| day.number == number)
    }

    /// Whether the page shows what still happens, not a closed day.
    fn is_running(&self) -> bool {
        self.account.day.as_ref().is_none_or(days::Day::is_open)
    }

    fn differences(&self) -> Vec<String> {
        let laptop = self.account.figures.receipts.laptop;
        let words = self.account.differences.iter().map(|one| day::in_words(one, laptop));
        words.map(|words| words.for_reader(self.ui.lang()).to_owned()).collect()
    }

    /// What a program that watches reads: families, receipts, not served, differences.
    fn numbers(&self) -> [usize; 4] {
        let figures = &self.account.figures;
        [
            figures.tickets.total as usize,
            figures.receipts.bound_total as usize,
            figures.tickets.open(),
            self.account.differences.len(),
        ]
    }
}

/// What the address says.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    day: Option<u32>,
    said: String,
    talk: Option<i64>,
    event: String,
}

/// What was typed about a talk and does not do.
#[derive(Default)]
struct Slip {
    typed: Option<Typed>,
    wrong: Vec<Wrong>,
    about: i64,
    stale: bool,
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    asked: Asked,
    slip: Slip,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let chosen = chosen(&kit, &asked.event).await?;
    let (now, today) = (door.now(), crate::clock::civil_day(door.now()));
    let (read_event, number, talk) = (Arc::clone(&chosen.event), asked.day, asked.talk);
    let (account, all, talks, removed) = kit
        .store
        .read(move |conn| {
            let account = day::account(conn, &read_event, number, today)?;
            let after = days::marks_so_far(conn, read_event.id)?.talk;
            let removed = match talk {
                Some(talk) => noted::by_id(conn, read_event.id, talk)?,
                None => None,
            };
            let days = days::all(conn, read_event.id)?;
            let days: Vec<_> =
                days.iter().map(|day| (day.number, day.day, day.is_open())).collect();
            let talks = noted::list(conn, read_event.id, after)?;
            Ok::<_, StoreError>((account, days, talks, removed))
        })
        .await?;
    let account = account.ok_or(WebError::NotFound)?;
    let status = match (slip.stale, slip.wrong.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let shown = account.day.as_ref().map(|day| day.number);
    let page = DayPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "day").await?,
        sections: sections_of(&account),
        low: low_of(&account),
        // Of an earlier event nothing goes on.
        is_last: chosen.at_hand && shown == all.last().map(|(number, ..)| *number),
        account,
        days: all,
        talks,
        removed: removed.filter(|_| asked.said == "removed"),
        said: SAID
            .iter()
            .find(|said| **said == asked.said)
            .map(ToString::to_string)
            .unwrap_or_default(),
        stale: slip.stale,
        typed: slip.typed.unwrap_or_else(|| Typed::of(&[])),
        wrong: slip.wrong,
        about: slip.about,
        event_open: kit.open_event().is_some() && chosen.at_hand,
        chosen,
        now,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// The sections of a running day without what stands above them on this page anyway.
fn sections_of(account: &Account) -> Vec<Section> {
    let mut sections = day::sections(account);
    if account.day.as_ref().is_none_or(days::Day::is_open) {
        sections
            .retain(|section| section.key != "day-part-talks" && section.key != "day-part-adds-up");
    }
    sections
}

/// Books and forms (an empty name) of which little is left on an open day.
fn low_of(account: &Account) -> Vec<(String, i64)> {
    let Some(day) = account.day.as_ref().filter(|day| day.is_open()) else { return Vec::new() };
    bar::low(day::left_of(day, &account.figures))
}

/// `GET /day`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    show(&door, &me, asked, Slip::default()).await
}

/// `POST /day/reopen`: takes the closing of the last day back.
pub(crate) async fn reopen(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.open_event().ok_or(WebError::Over)?;
    let (day, by) = (number(&pairs, "day").ok_or(WebError::BadForm)?, me.by(door.now()));
    let done = kit.store.write(move |sp| day::reopen_day(sp, event.id, day, by)).await;
    match done {
        Ok(()) => {
            door.app().line_changed();
            Ok(Redirect::to("/day?said=reopened").into_response())
        }
        Err(DayError::Stale) => {
            show(&door, &me, Asked::default(), Slip { stale: true, ..Slip::default() }).await
        }
        Err(err) => Err(err.into()),
    }
}

/// Backs up and says whether it worked: at the edges of a day nobody waits for the next chore. At its end somebody waits
/// for this, who is about to shut the laptop.
async fn back_up(kit: &Arc<Kit>, at: jiff::Timestamp) -> bool {
    backed_up(kit, at, Kit::back_up).await
}

/// The same while families are at the door, and nobody waits for it.
async fn back_up_meanwhile(kit: &Arc<Kit>, at: jiff::Timestamp) -> bool {
    backed_up(kit, at, Kit::back_up_meanwhile).await
}

async fn backed_up(
    kit: &Arc<Kit>,
    at: jiff::Timestamp,
    how: fn(&Kit, i64, jiff::Timestamp) -> Result<Made, BackupError>,
) -> bool {
    let families = match kit.store.read(tally::families).await {
        Ok(families) => families,
        Err(err) => {
            tracing::warn!(error = telemetry::chain(&err), "a backup of the day failed");
            return false;
        }
    };
    let working = Arc::clone(kit);
    let made = tokio::task::spawn_blocking(move || how(&working, families, at).map(drop)).await;
    if let Ok(Err(err)) = &made {
        tracing::warn!(error = telemetry::chain(err), "a backup of the day failed");
    }
    matches!(made, Ok(Ok(())))
}

/// Lets in whoever may print a day sheet.
fn may_print(me: &Signed) -> Result<(), WebError> {
    let roles = &me.session.roles;
    let may = may_enter(roles, Room::Administration) || may_enter(roles, Room::Desk);
    may.then_some(()).ok_or(WebError::NotFound)
}
