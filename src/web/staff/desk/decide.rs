//! Deciding for each child, taking it back, issuing receipts.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use super::super::typed::Typed;
use super::super::{Pairs, number, value, values};
use super::{pair, refusal, visit};
use crate::acts::{self, CaseError, IssueError};
use crate::domain::application::Relation;
use crate::domain::blank::Blank;
use crate::domain::case::{CLOSE_REASONS, Certificate, Entry, HandOver, State as Case, Step};
use crate::domain::collection::Proof;
use crate::domain::documents::Paper;
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::register::check_entry;
use crate::domain::staff::Room;
use crate::khmer;
use crate::store::{cases, events, families, people};

/// The family a child belongs to.
pub(super) async fn family_of(door: &StaffDoor, child: ChildId) -> Result<FamilyId, WebError> {
    let row = door.kit()?.store.read(move |conn| people::child(conn, child)).await?;
    row.map(|row| row.family).ok_or(WebError::NotFound)
}

fn digits_and_words(pairs: &[(String, String)], name: &str) -> String {
    khmer::digits::to_ascii(&khmer::normalize(value(pairs, name)))
}

/// What was typed as the entry in the book.
fn entry(commune: &str, pairs: &[(String, String)]) -> Entry {
    Entry {
        commune: commune.to_owned(),
        book: digits_and_words(pairs, "book"),
        year: digits_and_words(pairs, "year"),
        number: digits_and_words(pairs, "number"),
    }
}

/// What was typed as the hand-over; `None` while the taker or the paper is missing.
pub(crate) fn hand_over(pairs: &[(String, String)], receipt: &str) -> Option<HandOver> {
    let taker = khmer::normalize(value(pairs, "taker"));
    let relation = Relation::from_code(value(pairs, "relation"))?;
    let paper = Certificate::from_code(value(pairs, "paper")).unwrap_or(Certificate::Certificate);
    (!taker.is_empty() && taker.chars().count() <= 120).then(|| HandOver {
        paper,
        taker,
        relation: relation.code().to_owned(),
        vouched: khmer::normalize(value(pairs, "vouched")),
        receipt: receipt.to_owned(),
        proof: Proof::default(),
    })
}

/// The step a form asks for, or the text key of what it lacks.
fn step_of(event: &Event, pairs: &[(String, String)]) -> Result<Step, &'static str> {
    let commune = &event.commune_code;
    match value(pairs, "step") {
        "enter" => {
            let entry = entry(commune, pairs);
            if check_entry(&entry).is_empty() {
                Ok(Step::Enter(entry))
            } else {
                Err("desk-entry-blank")
            }
        }
        "enter_and_hand_over" => {
            let entry = entry(commune, pairs);
            match hand_over(pairs, "") {
                Some(taken) if check_entry(&entry).is_empty() => {
                    Ok(Step::EnterAndHandOver(entry, taken))
                }
                _ => Err("desk-entry-blank"),
            }
        }
        "await_papers" => {
            let missing = values(pairs, "missing");
            let missing: Vec<String> =
                missing.into_iter().filter(|code| Paper::from_code(code).is_some()).collect();
            // The receipt says what to bring; an event that asks for no papers has nothing to name.
            if missing.is_empty() && !event.papers.is_empty() {
                return Err("desk-missing-blank");
            }
            Ok(Step::AwaitPapers { missing })
        }
        "send_to_district" => Ok(Step::SendToDistrict),
        "close" => {
            let reason = value(pairs, "reason");
            if CLOSE_REASONS.contains(&reason) {
                Ok(Step::Close { reason: reason.to_owned() })
            } else {
                Err("desk-reason-blank")
            }
        }
        _ => Err("desk-stale"),
    }
}

/// `POST /desk/child/{id}/decide`
pub(crate) async fn decide(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let family = family_of(&door, id).await?;
    let kit = door.kit()?;
    // A family of an earlier event is entered in the book of its own commune.
    let event = kit.store.read(move |conn| events::of_family(conn, family)).await?;
    let event = event.ok_or(WebError::NotFound)?;
    let mut typed = Typed::of(&pairs);
    typed.0.insert("child".to_owned(), id.to_string());
    let step = match step_of(&event, &pairs) {
        Ok(step) => step,
        Err(lacks) => return visit::show(&door, &me, family, lacks, typed).await,
    };
    let Some(others) = pair::looked_at(&door, id, &step, &pairs).await? else {
        return visit::show(&door, &me, family, "desk-pair-open", typed).await;
    };
    let blank = values(&pairs, "blank");
    let blank = blank.iter().filter_map(|code| Blank::from_code(code)).collect();
    let said = acts::SaidAtDesk { others, blank };
    let line = kit.event().map(|event| event.id);
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let done = kit
        .store
        .write(move |sp| {
            let state = acts::decide_at_desk(sp, id, version, &step, &said, line, by)?;
            if let Some(entry) = state.entry() {
                // The same book and year stand ready for the next child.
                acts::remember_book(sp, event.id, entry)?;
            }
            Ok::<_, CaseError>(())
        })
        .await;
    match done {
        Ok(()) => {
            door.app().line_changed();
            Ok(Redirect::to(&format!("/desk/family/{family}#child-{id}")).into_response())
        }
        Err(CaseError::EntryTaken { ticket }) => {
            let (commune, book, year) = (
                event.commune_code.clone(),
                digits_and_words(&pairs, "book"),
                digits_and_words(&pairs, "year"),
            );
            let next = kit
                .store
                .read(move |conn| cases::next_entry_number(conn, &commune, &book, &year))
                .await?;
            typed.0.insert("taken_by".to_owned(), ticket.to_string());
            typed.0.insert("taken".to_owned(), digits_and_words(&pairs, "number"));
            // The next free number stands ready instead; the sentence names the one that was typed.
            if let Some(next) = next {
                typed.0.insert("number".to_owned(), next.to_string());
            }
            visit::show(&door, &me, family, "desk-entry-taken", typed).await
        }
        Err(err) => visit::show(&door, &me, family, refusal(err)?, typed).await,
    }
}

/// `POST /desk/child/{id}/undo`
pub(crate) async fn undo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let family = family_of(&door, id).await?;
    let (version, by) = (number(&pairs, "version").unwrap_or(0), me.by(door.now()));
    let kit = door.kit()?;
    match kit.store.write(move |sp| acts::undo(sp, id, version, by)).await {
        Ok(_) => Ok(Redirect::to(&format!("/desk/family/{family}#child-{id}")).into_response()),
        Err(err) => visit::show(&door, &me, family, refusal(err)?, Typed::of(&[])).await,
    }
}

impl From<IssueError> for WebError {
    fn from(err: IssueError) -> Self {
        match err {
            IssueError::Unknown => Self::NotFound,
            IssueError::Closed | IssueError::PapersUnnamed => Self::Stale,
            IssueError::Store(err) => Self::Store(err),
        }
    }
}

/// `POST /desk/child/{id}/receipt`
pub(crate) async fn receipt(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let by = me.by(door.now());
    let kit = door.kit()?;
    let issue = kit.store.write(move |sp| acts::issue(sp, id, by)).await?;
    Ok(Redirect::to(&format!("/receipts/{issue}")).into_response())
}

/// `POST /desk/family/{id}/receipts`: one for each child that is not closed, in one file.
pub(crate) async fn receipts(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = FamilyId::parse(&id).map_err(|_| WebError::NotFound)?;
    let by = me.by(door.now());
    let kit = door.kit()?;
    let issues = kit
        .store
        .write(move |sp| {
            let family = families::by_id(sp, id)?.ok_or(IssueError::Unknown)?;
            let open =
                family.children.iter().filter(|child| !matches!(child.state, Case::Closed { .. }));
            open.map(|child| acts::issue(sp, child.id, by)).collect::<Result<Vec<_>, _>>()
        })
        .await?;
    let Some((first, rest)) = issues.split_first() else {
        return Err(WebError::Stale);
    };
    let rest: Vec<String> = rest.iter().map(ToString::to_string).collect();
    let with = if rest.is_empty() { String::new() } else { format!("?with={}", rest.join(",")) };
    Ok(Redirect::to(&format!("/receipts/{first}{with}")).into_response())
}

impl From<CaseError> for WebError {
    fn from(err: CaseError) -> Self {
        match err {
            CaseError::Unknown => Self::NotFound,
            CaseError::Store(err) => Self::Store(err),
            CaseError::Refused(_)
            | CaseError::EntryTaken { .. }
            | CaseError::FiledAlso { .. }
            | CaseError::StillBlank
            | CaseError::NotSeated
            | CaseError::NothingToUndo => Self::Stale,
        }
    }
}
