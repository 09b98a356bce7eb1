//! Who is followed, by what is due first. Nothing on the page says what it is a list of.

use std::sync::atomic::Ordering;

use askama::Template;
use axum::extract::{Extension, Form, State};
use axum::response::{Html, Redirect};
use jiff::civil::Date;

use super::super::super::StaffDoor;
use super::super::super::bar::Shell;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::{Pairs, focals, value};
use super::{In, shut, words};
use crate::acts::follow::Standing;
use crate::clock;
use crate::domain::risk::RuleSet;
use crate::store::people::NameRow;
use crate::store::search::Found;
use crate::store::{Reading, StoreError, events, focal_keys, search};

/// Most rows of one part of the list; the find field reaches everybody.
const MOST: usize = 200;

/// One child of the list.
pub(crate) struct Row {
    pub(crate) standing: Standing,
    pub(crate) name: NameRow,
    pub(crate) village: String,
}

/// Rows of one part of the list, and how many more there are.
pub(crate) struct Part {
    pub(crate) rows: Vec<Row>,
    pub(crate) more: usize,
}

#[derive(Template)]
#[template(path = "staff/room/list.html")]
struct ListPage {
    ui: Ui,
    shell: Shell,
    event: String,
    now: jiff::Timestamp,
    rules: &'static RuleSet,
    is_clock_trusted: bool,
    shut: usize,
    /// Name of the room's event, where it is not the one at hand.
    elsewhere: String,
    /// Whether a recovery sheet waits for this focal's answer.
    sheet_waits: bool,
    due: Part,
    support: Part,
    closed: Part,
}

impl ListPage {
    /// When it is due, in words.
    fn due_words(&self, row: &Row) -> Option<String> {
        row.standing.moment.map(|moment| words::due(&self.ui, self.now, moment.due))
    }

    /// The clock time at which it is due.
    fn due_clock(&self, row: &Row) -> Option<String> {
        row.standing.moment.map(|moment| self.ui.moment(&moment.due))
    }

    fn is_past(&self, row: &Row) -> bool {
        row.standing.moment.is_some_and(|moment| moment.due <= self.now)
    }

    /// Whether somebody said today that the child is here.
    fn is_here(&self, row: &Row) -> bool {
        words::is_today(row.standing.here, clock::civil_day(self.now))
    }

    /// Since when something is new, as a clock time.
    fn new_since(&self, row: &Row) -> Option<String> {
        row.standing.fresh.map(|at| self.ui.t1("room-new-since", "when", &*self.ui.moment(&at)))
    }

    fn within(&self, row: &Row) -> String {
        words::within(&self.ui, row.standing.level)
    }
}

/// `GET /room`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Html<String>, WebError> {
    let (reader, today) = (inside.me.session.staff, clock::civil_day(door.now()));
    let (due, support, closed, shut) = inside
        .read(&door, move |conn, known| {
            let all = parts(known.standing(reader), today);
            let [due, support, closed] = all;
            Ok((filled(conn, due)?, filled(conn, support)?, filled(conn, closed)?, known.shut()))
        })
        .await?;
    let (event, ui) = (inside.event(), inside.me.ui(&door));
    let kit = door.kit()?;
    let is_at_hand = kit.event().is_some_and(|at_hand| at_hand.id == event);
    let read = kit.store.read(move |conn| {
        let waits = focal_keys::waiting_sheet(conn, event)?.is_some();
        let elsewhere = events::is_from_elsewhere(conn, event)?;
        Ok::<_, StoreError>((waits, events::by_id(conn, event)?, elsewhere))
    });
    let (waits, named, elsewhere) = read.await?;
    let named = named.filter(|_| !is_at_hand);
    let page = ListPage {
        sheet_waits: waits && !inside.room.sheet_later.load(Ordering::Relaxed),
        elsewhere: named.map(|event| shut::name_of(&ui, &event, elsewhere)).unwrap_or_default(),
        ui,
        shell: inside.shell(&door).await?,
        event: inside.event().to_string(),
        now: door.now(),
        rules: RuleSet::embedded(),
        is_clock_trusted: super::is_clock_trusted(&door).await?,
        shut,
        due,
        support,
        closed,
    };
    Ok(Html(page.render()?))
}

/// Those whose clock runs or who are followed, those for whom only points speak, and those nobody follows any more.
fn parts<'a>(all: impl Iterator<Item = &'a Standing>, today: Date) -> [Vec<Standing>; 3] {
    let [mut due, mut support, mut closed] = [Vec::new(), Vec::new(), Vec::new()];
    for one in all.filter(|one| one.is_listed) {
        let part = if one.is_closed {
            &mut closed
        } else if one.support_only {
            &mut support
        } else {
            &mut due
        };
        part.push(one.clone());
    }
    due.sort_by_key(|one| {
        let moment = one.moment.map(|moment| moment.due);
        let is_here = words::is_today(one.here, today);
        (!is_here, moment.is_none(), moment, one.fresh.is_none(), one.ticket, one.position)
    });
    for part in [&mut support, &mut closed] {
        part.sort_by_key(|one| (one.ticket, one.position));
    }
    [due, support, closed]
}

fn filled(conn: &Reading, all: Vec<Standing>) -> Result<Part, StoreError> {
    let more = all.len().saturating_sub(MOST);
    let mut rows = Vec::new();
    for standing in all.into_iter().take(MOST) {
        if let Some(Found { child, village, .. }) = search::line(conn, standing.child)? {
            rows.push(Row { standing, name: child.name, village });
        }
    }
    Ok(Part { rows, more })
}

/// `POST /room/sheet`: whether a recovery sheet that waits may open this room.
pub(crate) async fn sheet(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Form(pairs): Pairs,
) -> Result<Redirect, WebError> {
    if value(&pairs, "do") == "yes" {
        focals::let_sheet_in(&door, &inside.me, inside.event(), &inside.room.secret).await?;
    } else {
        inside.room.sheet_later.store(true, Ordering::Relaxed);
    }
    Ok(Redirect::to("/room"))
}
