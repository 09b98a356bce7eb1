//! The register book: a child is copied into it by hand, ticked off here, and made into a sheet or a file.

use jiff::Timestamp;

use super::born::{birth_place, joined_by};
use super::lives::home_of;
use crate::clock;
use crate::domain::application::Relation;
use crate::domain::birth::Birth;
use crate::domain::case::{self, Entry, Step};
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, EventId};
use crate::domain::register::check_entry;
use crate::domain::register::plain;
use crate::i18n::{self, Arg, Lang, dates};
use crate::papers::Bilingual;
use crate::papers::register_copy::{Child, Parent, Person, RegisterCopy, Told};
use crate::store::cases::{self, CaseError};
use crate::store::journal::{self, By};
use crate::store::register::{self, Record, Row};
use crate::store::{Savepoint, StoreError, book, events};

/// Why a child was not ticked off.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Book, year or number is missing.
    #[error("the entry is not whole")]
    EntryBlank,
    /// It stands in the book under another number than was typed.
    #[error("the child has another number")]
    OtherNumber {
        /// Ticket of the family, and which child of it.
        whose: (u32, u8),
        /// Book, year and number that stand.
        stands: [String; 3],
    },
    /// It was ticked off again since the page was made.
    #[error("the child was ticked off again")]
    TickedAgain {
        /// By whom.
        who: String,
        /// When.
        at: Timestamp,
    },
    /// The case is not one that stands in the book.
    #[error("the child is not to be entered")]
    NotToBeEntered,
    /// The case said no.
    #[error("the case said no")]
    Case(#[from] CaseError),
    /// The store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
}

/// Ticks a child off as copied. Where the desk gave no number yet, `written` is what the clerk wrote into the book
/// of the child's own event, book, year and number, and the case takes it as its decision; a number that stands
/// already is not written twice, and another one is not passed over.
pub fn copied(
    sp: &Savepoint<'_>,
    child: ChildId,
    version: i64,
    written: [String; 3],
    by: By,
) -> Result<(), CopyError> {
    let row = register::of_child(sp, child)?.ok_or(CopyError::NotToBeEntered)?;
    if row.is_withdrawn() {
        return Err(CopyError::NotToBeEntered);
    }
    let event = events::of_family(sp, row.family)?.ok_or(CopyError::NotToBeEntered)?;
    let [book, year, number] = written;
    let entry = &Entry { commune: event.commune_code, book, year, number }.plain();
    if let Some([_, stands @ ..]) = &row.record.entry {
        let typed = [&entry.book, &entry.year, &entry.number];
        let same = stands.iter().map(|part| plain(part)).eq(typed.into_iter().cloned());
        if check_entry(entry).is_empty() && !same {
            let whose = (row.ticket, row.position);
            return Err(CopyError::OtherNumber { whose, stands: stands.clone() });
        }
    }
    if !row.is_open() {
        return Ok(());
    }
    if row.version != version {
        return Err(CaseError::from(case::Refused::Stale).into());
    }
    let row = if row.record.entry.is_some() {
        row
    } else {
        if !check_entry(entry).is_empty() {
            return Err(CopyError::EntryBlank);
        }
        cases::decide(sp, child, version, &Step::Enter(entry.clone()), by)?;
        book::remember(sp, event.id, entry)?;
        register::of_child(sp, child)?.ok_or(CopyError::NotToBeEntered)?
    };
    register::copied(sp, &row, by)?;
    Ok(journal::append(sp, by, "copy_register", &child.to_string(), "")?)
}

/// Takes back the tick that a page showed; the number stays, and is taken back at the desk. A tick that is gone
/// already is gone; another one that was made since stays.
pub fn not_copied(sp: &Savepoint<'_>, child: ChildId, copy: i64, by: By) -> Result<(), CopyError> {
    if register::undo(sp, child, copy, by)? {
        return Ok(journal::append(sp, by, "undo_copy_register", &child.to_string(), "")?);
    }
    match register::of_child(sp, child)?.and_then(|row| row.copied) {
        Some(copied) => Err(CopyError::TickedAgain { who: copied.who, at: copied.at }),
        None => Ok(()),
    }
}

/// Writes down that the register left the kit as a sheet or a file: how many children, never who.
pub fn exported(
    sp: &Savepoint<'_>,
    event: EventId,
    act: &'static str,
    count: usize,
    which: &str,
    by: By,
) -> Result<(), StoreError> {
    journal::append(sp, by, act, &event.to_string(), &format!("{count} children, {which}"))
}

/// The copy sheet of these children.
pub fn sheet(
    rows: &[Row],
    event: &Event,
    which: &str,
    who: &str,
    at: Timestamp,
    training: bool,
) -> RegisterCopy {
    let name = Bilingual::new(event.name.km.clone(), event.name.en.clone());
    let kind = text(&format!("register-which-{which}"));
    let kind =
        Bilingual::new(format!("{} · {}", name.km, kind.km), format!("{} · {}", name.en, kind.en));
    RegisterCopy {
        lines: std::iter::once(kind).chain(around(event)).collect(),
        children: rows.iter().map(|row| child(row, event)).collect(),
        training,
        foot: made(at, who),
        id: format!("register-{which}-{}-{}", rows.len(), at.as_millisecond()),
        made_at: at,
    }
}

/// The commune with its district and province, as the head of the book has them; only of a commune of the list.
pub(crate) fn around(event: &Event) -> Option<Bilingual> {
    let around = &event.around;
    let kind = event
        .listed_commune()
        .map(|commune| Bilingual::new(commune.called_khmer(), commune.called_english()))?;
    Some(Bilingual::new(
        joined_by("  ", &[&around.province.km, &around.district.km, &kind.km]),
        joined_by(", ", &[&around.province.en, &around.district.en, &kind.en]),
    ))
}

/// When and by whom a paper was made.
pub(crate) fn made(at: Timestamp, who: &str) -> Bilingual {
    both(|lang| {
        let when = dates::moment(lang, at);
        i18n::text_with(
            lang,
            "register-made",
            &[("when", Arg::Text(&when)), ("who", Arg::Text(who))],
        )
    })
}

fn text(key: &str) -> Bilingual {
    Bilingual::of(key)
}

fn both(of: impl Fn(Lang) -> String) -> Bilingual {
    Bilingual::new(of(Lang::Km), of(Lang::En))
}

/// One child as it is to stand in the book.
///
/// Somebody whose entry was taken back stands there as they were copied, so that the entry is found in the book.
pub fn child(row: &Row, event: &Event) -> Child {
    child_of(row, row.in_book(), event)
}

/// The same child as another record has it: what was copied before a correction.
pub fn child_of(row: &Row, record: &Record, event: &Event) -> Child {
    let [_, book, year, number] = record.entry.clone().unwrap_or_default();
    let [surname, given, latin_family, latin_given] = &record.name;
    Child {
        ticket: row.ticket,
        position: row.position,
        commune: Bilingual::new(
            format!("{} {}", event.commune.km, i18n::digits(Lang::Km, &event.commune_code)),
            format!("{} {}", event.commune.en, event.commune_code),
        ),
        entry: [book, year, number],
        surname: written(surname),
        given: written(given),
        latin: written(&joined(latin_family, latin_given)),
        sex: words(event, |words| words.sex(&record.sex)),
        nationality: nationality(event, &record.nationality),
        birth: words(event, |words| words.birth(&record.birth)),
        lunar: lunar(&record.birth, &record.lunar_words),
        place: Told::Words(words(event, |words| words.place(&record.place))),
        father: parent(event, &record.father),
        mother: parent(event, &record.mother),
        relation: words(event, |words| words.relation(&record.relation)),
        informant: informant(record),
        home: Told::Words(words(event, |words| words.parents_home(record))),
        withdrawn: row.is_withdrawn(),
        copied: row.copied.as_ref().filter(|_| !row.is_open()).map(|copied| {
            // In figures, so that the row stays low.
            let day = dates::in_figures(Lang::Km, clock::civil_day(copied.at));
            let time = dates::time_of_day(Lang::En, copied.at);
            Bilingual::new(day, format!("{time} {}", copied.who))
        }),
    }
}

fn joined(first: &str, second: &str) -> String {
    [first, second].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

fn informant(record: &Record) -> Told {
    let [khmer, latin] = &record.informant;
    written(if khmer.is_empty() { latin } else { khmer })
}

/// What was written, or in words that nothing was: blank never means unknown.
fn written(words: &str) -> Told {
    if words.is_empty() {
        Told::Words(text("register-not-stated"))
    } else {
        Told::Written(words.to_owned())
    }
}

fn words(event: &Event, of: impl Fn(&Words<'_>) -> String) -> Bilingual {
    both(|lang| of(&Words { lang, event }))
}

fn nationality(event: &Event, nationality: &[String; 2]) -> Told {
    Told::Words(words(event, |words| words.nationality(nationality)))
}

/// The lunar date reckoned from an exact day, and what the family said of it.
fn lunar(birth: &str, said: &str) -> Vec<Bilingual> {
    let mut lines: Vec<Bilingual> = Vec::new();
    if let Some(Birth::Exact(day)) = Birth::from_code(birth) {
        lines.push(both(|lang| dates::lunar_in_words(lang, day)));
    }
    if !said.is_empty() {
        lines.push(both(|lang| {
            let said = dates::lunar_said(lang, said);
            i18n::text_with(lang, "register-lunar-said", &[("words", Arg::Text(&said))])
        }));
    }
    if lines.is_empty() {
        lines.push(text("register-not-stated"));
    }
    lines
}

fn parent(event: &Event, parent: &register::Parent) -> Parent {
    let said = match parent.said.as_str() {
        "known_here" => None,
        "known_away" | "away" => Some(text("parent-away")),
        "known_dead" | "dead" => Some(text("parent-dead")),
        "unknown" => Some(text("parent-unknown")),
        _ => Some(text("parent-not-stated")),
    };
    let [surname, given, latin_family, latin_given] = &parent.name;
    Parent {
        said,
        person: parent.named.then(|| Person {
            surname: written(surname),
            given: written(given),
            latin: written(&joined(latin_family, latin_given)),
            nationality: nationality(event, &parent.nationality),
            birth: parent_birth(event, parent),
            place: written(&parent.place),
        }),
    }
}

fn parent_birth(event: &Event, parent: &register::Parent) -> Bilingual {
    if parent.birth.is_empty() && !parent.lunar_words.is_empty() {
        return both(|lang| {
            let said = dates::lunar_said(lang, &parent.lunar_words);
            i18n::text_with(lang, "register-lunar-said", &[("words", Arg::Text(&said))])
        });
    }
    words(event, |words| words.birth(&parent.birth))
}

/// Codes of the register in the words of one language.
pub struct Words<'e> {
    /// The language.
    pub lang: Lang,
    /// The event, for the name of its commune.
    pub event: &'e Event,
}

impl Words<'_> {
    fn text(&self, key: &str) -> String {
        i18n::text(self.lang, key)
    }

    fn commune(&self) -> &str {
        let name = &self.event.commune;
        if self.lang == Lang::Km { &name.km } else { &name.en }
    }

    /// Sex, or that it was not stated.
    pub fn sex(&self, code: &str) -> String {
        match code {
            "female" | "male" => self.text(&format!("register-sex-{code}")),
            _ => self.text("register-not-stated"),
        }
    }

    /// Nationality as the form has it.
    pub fn nationality(&self, [code, words]: &[String; 2]) -> String {
        match (code.as_str(), words.is_empty()) {
            ("khmer", _) => self.text("nationality-khmer"),
            ("other", false) => words.clone(),
            ("other", true) => self.text("nationality-other"),
            _ => self.text("register-nationality-open"),
        }
    }

    /// A birth as exactly as it is known.
    pub fn birth(&self, code: &str) -> String {
        dates::birth_in_words(self.lang, code)
    }

    /// The lunar date of a birth of which the day is known; else nothing.
    pub fn lunar(&self, code: &str) -> String {
        match Birth::from_code(code) {
            Some(Birth::Exact(day)) => dates::lunar_in_words(self.lang, day),
            _ => String::new(),
        }
    }

    fn or_not_stated(&self, told: String) -> String {
        if told.is_empty() { self.text("register-not-stated") } else { told }
    }

    /// Where the child was born, or that it was not stated.
    pub fn place(&self, place: &[String; 3]) -> String {
        self.or_not_stated(self.place_told(place))
    }

    /// Where the child was born, as far as it was told: the kind of place, its name, the commune.
    pub fn place_told(&self, [spot, kind, words]: &[String; 3]) -> String {
        birth_place(self.lang, [spot, kind, words], self.commune())
    }

    /// What the reporter is to the child.
    pub fn relation(&self, [code, words]: &[String; 2]) -> String {
        let relation = Relation::from_code(code);
        match (relation, words.is_empty()) {
            (Some(Relation::Other), false) => words.clone(),
            (Some(relation), _) => self.text(relation.text_key()),
            (None, _) => self.text("register-not-stated"),
        }
    }

    /// Where the parents live, or that it was not stated.
    pub fn parents_home(&self, record: &Record) -> String {
        self.or_not_stated(self.parents_home_told(record))
    }

    /// Where the parents live, as far as it was told; each apart where it is not one place for all who live.
    pub fn parents_home_told(&self, record: &Record) -> String {
        let told: Vec<(Relation, String)> = [Relation::Mother, Relation::Father]
            .into_iter()
            .filter_map(|role| Some((role, self.home_of_told(role, record)?)))
            .collect();
        match told.as_slice() {
            [(_, one), rest @ ..] if rest.iter().all(|(_, other)| other == one) => one.clone(),
            told => told
                .iter()
                .filter(|(_, home)| !home.is_empty())
                .map(|(role, home)| format!("{}: {home}", self.text(role.text_key())))
                .collect::<Vec<_>>()
                .join("; "),
        }
    }

    /// Where the mother or the father lives, empty where it was not told; none if they do not live or nobody knows
    /// who they are.
    pub fn home_of_told(&self, role: Relation, record: &Record) -> Option<String> {
        home_of(self.lang, role, record, self.commune())
    }
}
