//! Papers printed before anybody wrote on them: receipts with a number and no name, forms with a ticket's number.

use crate::clock;
use crate::domain::documents::Paper;
use crate::domain::event::Event;
use crate::domain::ids::{EventId, IssueId, RowId};
use crate::domain::intake::{FormSetting, PlaceName};
use crate::papers::Bilingual;
use crate::papers::blank_form::{self, BlankForm};
use crate::papers::receipt::{Fact, Receipt};
use crate::papers::sheet::Sheet;
use crate::seal::receipt_code::Serial;
use crate::store::journal::{self, By};
use crate::store::receipts::{EventWords, Issue, Record};
use crate::store::runs::{self, Kind, Printed, Run};
use crate::store::{Savepoint, StoreError, blanks, events, forms};

use super::register::made;

/// Most blank receipts in one printing.
pub const MOST_RECEIPTS: u32 = 200;

/// Most forms in one printing.
pub const MOST_FORMS: u32 = 100;

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The number is not one that is printed at once.
    #[error("not a number of papers to print")]
    Count,
    /// The event has not as many numbers left.
    #[error("only {left} numbers are left")]
    NoneLeft {
        /// How many are left.
        left: u32,
    },
    /// No event is open.
    #[error("no event is open")]
    NoEvent,
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// What the event says of itself on receipts.
pub(crate) fn event_words(event: &Event) -> EventWords {
    let both = |words: &crate::domain::event::Bilingual| [words.km.clone(), words.en.clone()];
    EventWords {
        issuer: event.issuer.code().to_owned(),
        issuer_name: both(&event.issuer_name),
        name: both(&event.name),
        commune: both(&event.commune),
        collect_at: both(&event.collect_at),
        collect_from: event.collect_from.to_string(),
        place: both(&event.place),
        until: event.ends_on.to_string(),
        helpline: event.helpline.clone(),
        free_line: event.free_line,
    }
}

/// Numbers `count` blank receipts. The same `key` again prints nothing new.
pub fn print_receipts(
    sp: &Savepoint<'_>,
    key: RowId,
    count: u32,
    by: By,
) -> Result<(), PrintError> {
    let Some((event, laptop)) = begun(sp, key, Kind::Receipts, count, MOST_RECEIPTS, by)? else {
        return Ok(());
    };
    let (first, last) = blanks::mint(sp, event, key, count, by.at)?;
    runs::numbered(sp, key, (first, last))?;
    let spoken =
        |number| Serial::new(laptop, number).map(|serial| serial.spoken()).unwrap_or_default();
    let range = format!("{count} receipts {} to {}", spoken(first), spoken(last));
    Ok(journal::append(sp, by, "print_blanks", &key.to_string(), &range)?)
}

/// Numbers `count` application forms. The same `key` again prints nothing new.
pub fn print_forms(sp: &Savepoint<'_>, key: RowId, count: u32, by: By) -> Result<(), PrintError> {
    let Some((event, _)) = begun(sp, key, Kind::Forms, count, MOST_FORMS, by)? else {
        return Ok(());
    };
    let Some((first, last)) = forms::reserve(sp, event, key, count, by)? else {
        return Err(PrintError::NoneLeft { left: forms::left(sp, event)? });
    };
    runs::numbered(sp, key, (first, last))?;
    let range = format!("{count} forms {first} to {last}");
    Ok(journal::append(sp, by, "print_forms", &key.to_string(), &range)?)
}

/// Begins a printing in the open event, unless it was made already; gives the event and the laptop.
fn begun(
    sp: &Savepoint<'_>,
    key: RowId,
    kind: Kind,
    count: u32,
    most: u32,
    by: By,
) -> Result<Option<(EventId, u16)>, PrintError> {
    if runs::by_id(sp, key)?.is_some() {
        return Ok(None);
    }
    if !(1..=most).contains(&count) {
        return Err(PrintError::Count);
    }
    let event = events::current(sp)?.ok_or(PrintError::NoEvent)?;
    let kit = events::kit(sp)?.ok_or(PrintError::NoEvent)?;
    let printed = Printed {
        event: event_words(&event),
        place: [event.place.km.clone(), event.place.en.clone()],
        papers: event.papers.iter().map(|paper| paper.code().to_owned()).collect(),
        signatory: event.signatory.clone(),
        training: kit.training,
    };
    runs::keep(sp, key, event.id, kind, &printed, by)?;
    Ok(Some((event.id, kit.laptop)))
}

/// Writes down that papers of a printing were made again.
pub fn printed_again(
    sp: &Savepoint<'_>,
    run: RowId,
    range: &str,
    by: By,
) -> Result<(), StoreError> {
    journal::append(sp, by, "print_again", &run.to_string(), range)
}

/// Puts a blank receipt aside, or back. `false`: a child has it, or it was done already.
pub fn spoil_receipt(
    sp: &Savepoint<'_>,
    code: &str,
    spoilt: bool,
    by: By,
) -> Result<bool, StoreError> {
    let done = blanks::spoil(sp, code, spoilt.then_some(by.at))?;
    if done {
        let act = if spoilt { "spoil_blank" } else { "unspoil_blank" };
        journal::append(sp, by, act, "receipt", &super::paper::number_of(code))?;
    }
    Ok(done)
}

/// Puts a form aside, or back. `false`: somebody types it, or it was done already.
pub fn spoil_form(
    sp: &Savepoint<'_>,
    event: EventId,
    number: u32,
    spoilt: bool,
    by: By,
) -> Result<bool, StoreError> {
    let done = forms::spoil(sp, event, number, spoilt.then_some(by.at))?;
    if done {
        let act = if spoilt { "spoil_form" } else { "unspoil_form" };
        journal::append(sp, by, act, "form", &number.to_string())?;
    }
    Ok(done)
}

/// A blank receipt: what the event says, a number and a symbol, and lines to write on. The same run and code are
/// the same paper.
pub fn blank_receipt(run: &Run, code: &str) -> Receipt {
    let record = Record {
        ticket: 0,
        position: 1,
        khmer: String::new(),
        latin: String::new(),
        sex: String::new(),
        birth: String::new(),
        lunar_words: String::new(),
        birth_spot: String::new(),
        birth_kind: String::new(),
        birth_place: String::new(),
        home: String::new(),
        village: String::new(),
        filed_at: run.at.as_millisecond(),
        state: "filed".to_owned(),
        missing: Vec::new(),
        officer: String::new(),
        signatory: run.printed.signatory.clone(),
        phone: String::new(),
        training: run.printed.training,
        event: run.printed.event.clone(),
        // Whose it will be is not known yet; the officer draws nothing on it.
        picture: String::new(),
        issued_at: run.at.as_millisecond(),
    };
    let issue = Issue {
        id: IssueId(run.id.0),
        code: code.to_owned(),
        edition: 1,
        record,
        family_version: 1,
        copies: 1,
        by_hand: true,
    };
    let named = super::paper(&issue, &super::Printed::First);
    let facts = named
        .facts
        .iter()
        .map(|fact| Fact { label: fact.label.clone(), value: Bilingual::default() });
    Receipt { ticket: None, facts: facts.collect(), ..named }
}

/// An application form to be filled in by hand. The same run and number are the same paper.
pub fn blank_form(run: &Run, number: u32, who: &str) -> Sheet {
    form(run, Some(number), who)
}

/// The sheet for further children that goes with the forms of a printing. It has no number, so that it may be
/// printed as often as it is needed.
pub fn further_children(run: &Run, who: &str) -> Sheet {
    form(run, None, who)
}

fn form(run: &Run, number: Option<u32>, who: &str) -> Sheet {
    let printed = &run.printed;
    let [commune_km, commune_en] = printed.event.commune.clone();
    let commune = PlaceName { khmer: commune_km, latin: commune_en };
    let mut setting = FormSetting::new(commune, clock::civil_day(run.at));
    setting.papers = printed.papers.iter().filter_map(|code| Paper::from_code(code)).collect();
    let [name, place] = [&printed.event.name, &printed.place].map(|[km, _]| km.as_str());
    let told = [name, place].into_iter().filter(|part| !part.is_empty());
    // One line, in the language of the yard: every side repeats it.
    let event = Bilingual::new(told.collect::<Vec<_>>().join(" · "), "");
    let form = BlankForm {
        number,
        event: vec![event],
        training: printed.training,
        printed: made(run.at, who),
        printed_at: run.at,
    };
    blank_form::sheet(&form, &setting)
}
