//! Telling the focal what was seen, and asking for the team lead.
//!
//! Both leave the same traces: a box in the sealed room, and a call that says nothing. Whether a call came from the
//! button or from what was told is to be seen in no row and no entry of the journal.

use jiff::{SignedDuration, Timestamp};

use super::seal;
use crate::clock;
use crate::domain::event::Event;
use crate::domain::ids::{EventId, RowId};
use crate::domain::intake::{self, Answers};
use crate::domain::risk::{Facts, Level, RuleSet, assess};
use crate::domain::safeguarding::{About, Disclosure, Reached, Sign, Support, What};
use crate::store::journal::By;
use crate::store::{Reading, Savepoint, StoreError, calls, contacts, followed, journal};

/// The act under which the journal knows that the team lead was asked for.
pub const RANG: &str = "ring";

/// What somebody tells.
pub struct Telling {
    /// About whom.
    pub about: About,
    /// What they saw, in the order of the form.
    pub signs: Vec<Sign>,
    /// Whether the child is here now.
    pub here_now: bool,
    /// That somebody told them something.
    pub disclosed: Option<Disclosure>,
}

impl Telling {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.signs.is_empty() && self.disclosed.is_none()
    }

    /// Whether somebody has to come at once.
    fn calls_at_once(&self) -> bool {
        self.disclosed.is_some() || self.signs.iter().any(|sign| sign.calls_at_once())
    }
}

/// Seals what somebody tells, and asks for the team lead if somebody has to come at once. Gives the names of the
/// notes, by which they can be called a mistake; nothing of it is ever shown again. `room` is the family's event,
/// whose focal reads it, `line` the one at hand, whose team lead comes.
pub fn tell(
    sp: &Savepoint<'_>,
    (room, line): (EventId, EventId),
    telling: Telling,
    desk: Option<u8>,
    by: By,
) -> Result<Vec<RowId>, StoreError> {
    let at_once = telling.calls_at_once();
    let Telling { about, signs, here_now, disclosed } = telling;
    let mut notes = Vec::new();
    if !signs.is_empty() {
        notes.push(seal::note(sp, room, about, What::Observed { signs, here_now }, by)?);
    }
    if let Some(disclosed) = disclosed {
        notes.push(seal::note(sp, room, about, What::Disclosed(disclosed), by)?);
    }
    if at_once {
        ring(sp, line, desk, by)?;
    }
    Ok(notes)
}

/// What was told was about another child.
pub fn told_of_wrong_child(
    sp: &Savepoint<'_>,
    event: EventId,
    about: About,
    notes: &[RowId],
    by: By,
) -> Result<(), StoreError> {
    for note in notes {
        seal::note(sp, event, about, What::WrongChild { note: *note, reason: String::new() }, by)?;
    }
    Ok(())
}

/// Somebody pressed the button that asks for the team lead. A box is sealed with it, as when something is told.
pub fn call_lead(
    sp: &Savepoint<'_>,
    event: EventId,
    desk: Option<u8>,
    by: By,
) -> Result<(), StoreError> {
    seal::cover_one(sp, event, by)?;
    ring(sp, event, desk, by)
}

/// The journal is told that the team lead was asked for; not by whom, from where or why. Covers follow: between two rings
/// there would otherwise be one box for a button, and more only where something was told beside it.
fn ring(sp: &Savepoint<'_>, event: EventId, desk: Option<u8>, by: By) -> Result<(), StoreError> {
    calls::ring(sp, event, desk, by.at)?;
    journal::append(sp, By { staff: None, ..by }, RANG, "", "")?;
    seal::cover(sp, event, by)
}

/// Whether what a family's form says by itself is a reason for the team lead to come: one of its rules gives the highest
/// level. Looked at in memory only; what a rule finds is stored nowhere.
pub fn form_asks_for_lead(event: &Event, answers: &Answers, at: Timestamp) -> bool {
    let Ok(application) = intake::parse(answers, &super::form_setting(event, at)) else {
        return false;
    };
    let (rules, unasked, day) = (RuleSet::embedded(), Support::default(), clock::civil_day(at));
    (0..application.children.len()).any(|child| {
        let facts = Facts::of(&application, child, day, &unasked, &[], false);
        assess(rules, &facts).level == Level::High
    })
}

/// Whether a form that asked for the team lead may have been filed or corrected without a ring when the program stopped,
/// after the journal's last entry, its number and time, and the last rows of families and of corrections. Nothing that
/// waits is ever stored, so what was filed is looked at again, up to the first that asks. `earliest` and `latest` are how
/// long after the form a ring comes. One ring too many is possible, none too few.
pub fn ring_was_lost(
    conn: &Reading,
    event: &Event,
    ((number, last_entry), (filed_until, corrected_until)): ((i64, Timestamp), (i64, i64)),
    [earliest, latest]: [SignedDuration; 2],
) -> Result<bool, StoreError> {
    let before = |at: Timestamp, by| at.checked_sub(by).unwrap_or(Timestamp::MIN);
    // One that rang since says nothing of those before.
    let rang = journal::last_time_of(conn, RANG, number)?;
    let since =
        rang.map_or(Timestamp::MIN, |rang| before(rang, earliest).min(before(last_entry, latest)));
    let asks = |answers: &_, filed_at| form_asks_for_lead(event, answers, filed_at);
    let filed = |at, answers: &_| asks(answers, at);
    let corrected = |at, before: &_, after: &_| asks(after, at) && !asks(before, at);
    Ok(followed::any_filed_between(conn, event.id, (since, filed_until), filed)?
        || followed::any_corrected_between(conn, event.id, (since, corrected_until), corrected)?)
}

/// Somebody is on the way. The second answer does nothing.
pub fn answer_call(sp: &Savepoint<'_>, number: i64, by: By) -> Result<(), StoreError> {
    if calls::answer(sp, number, by.at)? {
        journal::append(sp, By { staff: None, ..by }, "answer_ring", "", "")?;
    }
    Ok(())
}

/// Writes the card that says whom to call. Lines that are not among `card` stay as they are.
pub fn change_contacts(
    sp: &Savepoint<'_>,
    event: EventId,
    card: &[Reached],
    by: By,
) -> Result<(), StoreError> {
    card.iter().try_for_each(|line| contacts::write(sp, event, line))?;
    journal::append(sp, by, "change_contacts", &event.to_string(), "")
}
