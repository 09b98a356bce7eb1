//! The line: call, call again, missed, parked, transfer, undo.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::super::{StaffDoor, live as stream};
use super::super::typed::Typed;
use super::super::{Pairs, number, value};
use super::{seat, visit};
use crate::acts::{self, Next};
use crate::clock;
use crate::domain::ids::{EventId, FamilyId};
use crate::domain::queue::{MAX_DESKS, Move, PARK_REASONS, PRIORITY_REASONS, Place};
use crate::domain::staff::Room;
use crate::i18n::dates;
use crate::store::StoreError;
use crate::store::sessions::Sitting;
use crate::store::tickets::{self, Listed, MoveError};

/// So long the line counts in minutes; then the clock says more.
const MINUTES: i64 = 100;

/// Most tickets of one kind in the list.
const MOST: u32 = 200;

/// The line as the left column shows it.
pub(crate) struct Line {
    pub(crate) called: Vec<Listed>,
    pub(crate) at_desk: Vec<Listed>,
    pub(crate) waiting: Vec<Listed>,
    pub(crate) parked: Vec<Listed>,
    pub(crate) missed: Vec<Listed>,
    pub(crate) done: Vec<Listed>,
    pub(crate) now: Timestamp,
    pub(crate) chosen: Option<FamilyId>,
    /// Who else sits at the reader's desk.
    pub(crate) beside: Vec<Sitting>,
}

/// One part of the list with its heading.
pub(crate) struct Part<'a> {
    pub(crate) title: &'static str,
    pub(crate) listed: &'a [Listed],
}

impl Line {
    /// The parts that are not empty, the called first.
    pub(crate) fn parts(&self) -> Vec<Part<'_>> {
        let all = [
            Part { title: "line-called", listed: &self.called },
            Part { title: "line-at-desk", listed: &self.at_desk },
            Part { title: "line-waiting", listed: &self.waiting },
            Part { title: "line-parked", listed: &self.parked },
            Part { title: "line-missed", listed: &self.missed },
            Part { title: "line-done", listed: &self.done },
        ];
        all.into_iter().filter(|part| !part.listed.is_empty()).collect()
    }

    /// How long ago a ticket last moved: in minutes, then by the clock, then by the day.
    pub(crate) fn since(&self, ui: &Ui, listed: &Listed) -> String {
        let moved = listed.ticket.moved_at;
        let minutes = self.now.duration_since(moved).as_mins().max(0);
        if minutes < MINUTES {
            return ui.t1("line-minutes", "count", minutes);
        }
        let (day, today) = (clock::civil_day(moved), clock::civil_day(self.now));
        if day == today {
            return ui.clock(&moved);
        }
        if day.tomorrow().is_ok_and(|next| next == today) {
            return ui.t("line-yesterday");
        }
        dates::day_and_month(ui.lang(), day)
    }

    /// Whether this line belongs to the family on the right.
    pub(crate) fn is_chosen(&self, listed: &Listed) -> bool {
        self.chosen == Some(listed.ticket.family)
    }

    /// Numbers on the way to a desk, as the button that calls the next one carries them.
    pub(crate) fn on_the_way(&self, desk: &u8) -> String {
        let mine = |listed: &&Listed| listed.ticket.place.desk() == Some(*desk);
        let numbers = self.called.iter().filter(mine).map(|listed| listed.ticket.number);
        joined(numbers, " ")
    }

    /// The names of those who sit at the same desk, in one line.
    pub(crate) fn beside(&self) -> String {
        names(&self.beside)
    }

    /// The name shown in the list.
    pub(crate) fn name<'a>(&self, listed: &'a Listed) -> &'a str {
        if listed.khmer.is_empty() { &listed.latin } else { &listed.khmer }
    }
}

/// Numbers in one line.
pub(super) fn joined(numbers: impl IntoIterator<Item = u32>, between: &str) -> String {
    numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(between)
}

/// Names of people at a desk, in one line.
pub(super) fn names(sitting: &[Sitting]) -> String {
    sitting.iter().map(|other| other.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Reads the line as somebody at a desk sees it.
pub(crate) async fn read(
    door: &StaffDoor,
    me: &Signed,
    chosen: Option<FamilyId>,
) -> Result<Line, WebError> {
    let kit = door.kit()?;
    let now = door.now();
    let (staff, mine) = (me.session.staff, me.session.desk);
    let event = kit.event().map(|event| event.id).ok_or(WebError::NotFound)?;
    let line = kit
        .store
        .read(move |conn| {
            let list = |state, most| tickets::list(conn, event, state, most);
            Ok::<_, StoreError>(Line {
                called: list("called", MOST)?,
                at_desk: list("at_desk", MOST)?,
                waiting: list("waiting", MOST)?,
                parked: list("parked", MOST)?,
                missed: list("missed", MOST)?,
                done: list("done", 30)?,
                now,
                chosen,
                beside: match mine {
                    Some(desk) => acts::beside(conn, staff, desk, now)?,
                    None => Vec::new(),
                },
            })
        })
        .await?;
    Ok(line)
}

/// `GET /desk/live`
pub(crate) async fn live(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    stream::for_signed(&door, me)
}

/// The desk somebody sits at; without one the page to take one.
fn desk_of(me: &Signed) -> Result<u8, Redirect> {
    me.session.desk.ok_or_else(|| Redirect::to("/desk"))
}

fn event_of(door: &StaffDoor) -> Result<EventId, WebError> {
    door.kit()?.event().map(|event| event.id).ok_or(WebError::NotFound)
}

/// Numbers that a page knew to be on the way when "next" was pressed; none where it says nothing of it.
fn known(pairs: &[(String, String)]) -> Option<Vec<u32>> {
    let (_, numbers) = pairs.iter().find(|(name, _)| name == "on_the_way")?;
    Some(numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect())
}

/// `POST /desk/next`: calls the next waiting family. Where somebody is on the way to the desk of whom the page did
/// not know, it asks first.
pub(crate) async fn next(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let desk = match desk_of(&me) {
        Ok(desk) => desk,
        Err(first) => return Ok(first.into_response()),
    };
    let by = me.by(door.now());
    let kit = door.kit()?;
    // Nobody is called to a desk of an event that is closed; the page says so.
    let Some(event) = kit.open_event().map(|event| event.id) else {
        return Ok(Redirect::to("/desk").into_response());
    };
    let called = kit
        .store
        .write(move |sp| match known(&pairs) {
            Some(known) => acts::call_next_knowing(sp, event, desk, &known, by),
            None => Ok(acts::call_next(sp, event, desk, by)?.map_or(Next::Nobody, Next::Called)),
        })
        .await?;
    Ok(match called {
        Next::Called(ticket) => {
            door.app().line_changed();
            Redirect::to(&format!("/desk/family/{}", ticket.family)).into_response()
        }
        Next::Nobody => Redirect::to("/desk?nobody=1").into_response(),
        Next::OnTheWay(way) => seat::ask_before_next(&door, &me, way).await?,
    })
}

/// `POST /desk/ticket/{number}/{step}`
pub(crate) async fn step(
    State(door): State<StaffDoor>,
    me: Signed,
    Path((ticket, step)): Path<(u32, String)>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let mine = match desk_of(&me) {
        Ok(desk) => desk,
        Err(first) => return Ok(first.into_response()),
    };
    let reason = value(&pairs, "reason").to_owned();
    let known = |reasons: &[&str]| reasons.contains(&reason.as_str());
    let other: Option<u8> = number(&pairs, "desk").filter(|desk| (1..=MAX_DESKS).contains(desk));
    let version: Option<i64> = number(&pairs, "version");
    let (event, by) = (event_of(&door)?, me.by(door.now()));
    let kit = door.kit()?;
    let the_move = match step.as_str() {
        "call" => Some(Move::Call { desk: mine }),
        "seat" => Some(Move::Seat { desk: mine }),
        "miss" => Some(Move::Miss),
        "park" if known(&PARK_REASONS) => Some(Move::Park { reason: reason.clone() }),
        "return" => Some(Move::Return),
        "transfer" => Some(Move::Transfer { desk: other.ok_or(WebError::BadForm)? }),
        "finish" | "undo" => None,
        "priority" if reason.is_empty() || known(&PRIORITY_REASONS) => None,
        _ => return Err(WebError::NotFound),
    };
    let family = kit
        .store
        .write(move |sp| {
            let known = tickets::by_number(sp, event, ticket)?.ok_or(MoveError::Unknown)?;
            // A page that is older than the last move must not undo or move what it does not show.
            if version.is_some_and(|version| version != known.version) {
                return Err(crate::domain::queue::Moved.into());
            }
            let family = known.family;
            match the_move {
                Some(the_move) => acts::move_ticket(sp, event, ticket, &the_move, by).map(drop)?,
                None if step == "finish" => {
                    acts::finish(sp, event, ticket, &reason, by).map(drop)?;
                }
                None if step == "undo" => acts::undo_move(sp, event, ticket, by).map(drop)?,
                None => acts::prioritise(sp, event, ticket, &reason, by)?,
            }
            let place = tickets::by_number(sp, event, ticket)?.ok_or(MoveError::Unknown)?.place;
            Ok::<_, MoveError>((family, place))
        })
        .await;
    let (family, place) = match family {
        Err(MoveError::Undecided(_)) => {
            let known = kit.store.read(move |conn| tickets::by_number(conn, event, ticket)).await?;
            let family = known.ok_or(WebError::NotFound)?.family;
            return visit::show(&door, &me, family, "desk-undecided", Typed::of(&[])).await;
        }
        moved => moved?,
    };
    door.app().line_changed();
    // Whoever has just gone leaves the desk free for the next; everybody else stays in view.
    Ok(match place {
        Place::Missed | Place::Parked { .. } | Place::Waiting
            if value(&pairs, "stay").is_empty() =>
        {
            Redirect::to(&format!("/desk?left={ticket}")).into_response()
        }
        _ => Redirect::to(&format!("/desk/family/{family}")).into_response(),
    })
}
