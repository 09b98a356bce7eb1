//! What the clerk copies into the register book: who is to be copied, who was, and what has changed since.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};
use serde::{Deserialize, Serialize};

use super::families::Family;
use super::journal::{By, time};
use super::people::{ChildRow, NameRow};
use super::{StoreError, families, staff};
use crate::domain::case::{Entry, State};
use crate::domain::ids::{ChildId, EventId, FamilyId, PersonId, StaffId};

/// What stands in the book about one child, as codes and words of the form.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Commune, book, year and number, where they are known.
    pub entry: Option<[String; 4]>,
    /// The child's name: family and given in Khmer, family and given in Latin letters.
    pub name: [String; 4],
    /// female, male or empty.
    pub sex: String,
    /// Code of the nationality, and its words.
    pub nationality: [String; 2],
    /// Birth with its precision, or empty.
    pub birth: String,
    /// What the family said of the lunar date.
    pub lunar_words: String,
    /// Codes of where the child was born and of the kind of place, and the words.
    pub place: [String; 3],
    /// The father.
    pub father: Parent,
    /// The mother.
    pub mother: Parent,
    /// Code of what the reporter is to the child, and the words for another relation.
    pub relation: [String; 2],
    /// The reporter's name, Khmer and Latin.
    pub informant: [String; 2],
    /// Code of where the reporter lives, village, wider home in words.
    pub home: [String; 3],
}

/// A father or mother in the book.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// Code of what is said of them.
    pub said: String,
    /// Whether they are named at all.
    pub named: bool,
    /// Name, as the child's.
    pub name: [String; 4],
    /// Code of the nationality, and its words.
    pub nationality: [String; 2],
    /// Birth with its precision, or empty.
    pub birth: String,
    /// Lunar date in words.
    pub lunar_words: String,
    /// Birth place in words.
    pub place: String,
    /// Code of where they live, village, wider words; empty where it was not said, and in copies made before it was
    /// asked.
    #[serde(default)]
    pub home: [String; 3],
}

/// One child that is to stand in the book.
pub struct Row {
    /// The child.
    pub child: ChildId,
    /// Version of its case.
    pub version: i64,
    /// Its family.
    pub family: FamilyId,
    /// Version of the family's form.
    pub family_version: i64,
    /// Ticket of the family.
    pub ticket: u32,
    /// 1 for the first child.
    pub position: u8,
    /// Where the case stands.
    pub state: State,
    /// When it was decided that the child is to be entered.
    pub decided_at: Option<Timestamp>,
    /// What stands in the book, or is to.
    pub record: Record,
    /// Who copied it, and what.
    pub copied: Option<Copied>,
    /// For the order of those without a number.
    arrival: i64,
}

/// That a child was copied.
pub struct Copied {
    /// Row, by which a page says which tick it shows.
    pub id: i64,
    /// By whom.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// What was copied; different from the row's record if it was corrected since.
    pub record: Record,
}

impl Row {
    /// Whether the clerk has something to do: not copied, or corrected since.
    pub fn is_open(&self) -> bool {
        self.copied.as_ref().is_none_or(|copied| copied.record != self.record)
    }

    /// Whether the decision to enter the child was taken back after it was copied.
    pub fn is_withdrawn(&self) -> bool {
        !is_to_be_entered(&self.state)
    }

    /// What the book says, or is to say: of somebody whose entry was taken back, what was copied.
    pub fn in_book(&self) -> &Record {
        self.copied
            .as_ref()
            .filter(|_| self.is_withdrawn())
            .map_or(&self.record, |copied| &copied.record)
    }
}

/// Which children a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Not yet copied, or corrected since.
    Open,
    /// Decided since this moment.
    Since(Timestamp),
    /// All of the event.
    All,
}

/// Whether a child of this state stands in the book or is to.
fn is_to_be_entered(state: &State) -> bool {
    match state {
        State::Entered(_)
        | State::SentToDistrict
        | State::CertificateReady { .. }
        | State::Collected { .. } => true,
        State::Filed | State::AwaitingPapers { .. } | State::Closed { .. } => false,
    }
}

struct Key {
    child: ChildId,
    family: FamilyId,
    ticket: u32,
    arrival: i64,
    decided_at: Option<Timestamp>,
    copied: Option<(i64, String, StaffId, Timestamp)>,
    /// Whether neither the form nor the case has changed since it was copied.
    untouched: bool,
}

fn keys(conn: &Connection, event: EventId) -> Result<Vec<Key>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id, c.family, t.number, t.arrival,
            (SELECT s.at FROM case_steps s WHERE s.child = c.id AND s.undone = 0
                AND s.step IN ('enter', 'enter_and_hand_over', 'send_to_district') ORDER BY s.id DESC LIMIT 1),
            r.record, r.staff, r.at, r.family_version = f.version AND r.child_version = c.version, r.id
         FROM children c JOIN families f ON f.id = c.family JOIN tickets t ON t.family = f.id
            LEFT JOIN register_copies r ON r.child = c.id AND r.undone_at IS NULL
         WHERE f.event = ?1 AND f.reduced_at IS NULL
           AND (c.state IN ('entered', 'sent_to_district', 'certificate_ready', 'collected') OR r.id IS NOT NULL)",
    )?;
    let keys = statement.query_map([event], |row| {
        let record: Option<String> = row.get(5)?;
        let copied = match record {
            Some(record) => Some((row.get(9)?, record, row.get(6)?, time(row.get(7)?))),
            None => None,
        };
        Ok(Key {
            child: row.get(0)?,
            family: row.get(1)?,
            ticket: row.get(2)?,
            arrival: row.get(3)?,
            decided_at: row.get::<_, Option<i64>>(4)?.map(time),
            copied,
            untouched: row.get::<_, Option<bool>>(8)?.unwrap_or(false),
        })
    })?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Children of an event in the order of the book: those with a number by it, then the others as they came.
pub fn list(conn: &Connection, event: EventId, which: Which) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    for key in keys(conn, event)? {
        let asked = match which {
            // What nobody touched needs no second look at its words.
            Which::Open => key.copied.is_none() || !key.untouched,
            Which::Since(from) => key.decided_at.is_some_and(|at| from <= at),
            Which::All => true,
        };
        if asked {
            rows.extend(row_of(conn, key)?);
        }
    }
    if which == Which::Open {
        rows.retain(Row::is_open);
    }
    rows.sort_by_cached_key(|row| {
        let entry = row.record.entry.as_ref();
        let place =
            entry.map(|[_, book, year, number]| (year.clone(), in_order(book), in_order(number)));
        (place.is_none(), place, row.arrival, row.position)
    });
    Ok(rows)
}

/// Numbers by their value, whatever else was written by its letters.
fn in_order(text: &str) -> (u64, String) {
    (text.parse().unwrap_or(u64::MAX), text.to_owned())
}

/// One child for the book, whatever its case.
pub fn of_child(conn: &Connection, child: ChildId) -> Result<Option<Row>, StoreError> {
    let Some(event) = conn
        .query_row(
            "SELECT f.event FROM children c JOIN families f ON f.id = c.family WHERE c.id = ?1",
            [child],
            |row| row.get::<_, EventId>(0),
        )
        .optional()?
    else {
        return Ok(None);
    };
    let key = keys(conn, event)?.into_iter().find(|key| key.child == child);
    key.map_or(Ok(None), |key| row_of(conn, key))
}

fn row_of(conn: &Connection, key: Key) -> Result<Option<Row>, StoreError> {
    let Some(family) = families::by_id(conn, key.family)? else { return Ok(None) };
    let Some(child) = family.children.iter().find(|child| child.id == key.child) else {
        return Ok(None);
    };
    let relation_words = relation_words(conn, family.id)?;
    let copied = match key.copied {
        Some((id, record, who, at)) => Some(Copied {
            id,
            who: staff::name_of(conn, who)?,
            at,
            record: serde_json::from_str(&record)
                .map_err(|_| StoreError::BadRow("a copy in the register"))?,
        }),
        None => None,
    };
    Ok(Some(Row {
        child: child.id,
        version: child.version,
        family: family.id,
        family_version: family.version,
        ticket: key.ticket,
        position: child.position,
        state: child.state.clone(),
        decided_at: key.decided_at,
        record: record(&family, child, relation_words),
        copied,
        arrival: key.arrival,
    }))
}

fn relation_words(conn: &Connection, family: FamilyId) -> Result<String, StoreError> {
    Ok(conn
        .prepare_cached("SELECT relation_words FROM families WHERE id = ?1")?
        .query_row([family], |row| row.get(0))?)
}

fn name(row: &NameRow) -> [String; 4] {
    let NameRow { family_km, given_km, family_lat, given_lat } = row.clone();
    [family_km, given_km, family_lat, given_lat]
}

fn record(family: &Family, child: &ChildRow, relation_words: String) -> Record {
    let parent = |said: &str, person: Option<PersonId>| {
        let known = person.and_then(|id| family.persons.iter().find(|person| person.id == id));
        known.map_or_else(
            || Parent { said: said.to_owned(), ..Parent::default() },
            |person| Parent {
                said: said.to_owned(),
                named: true,
                name: name(&person.name),
                nationality: [person.nationality.clone(), person.nationality_words.clone()],
                birth: person.birth.clone(),
                lunar_words: person.lunar_words.clone(),
                place: person.birth_place.clone(),
                home: person.home.clone(),
            },
        )
    };
    Record {
        entry: child
            .state
            .entry()
            .cloned()
            .map(|Entry { commune, book, year, number }| [commune, book, year, number]),
        name: name(&child.name),
        sex: child.sex.clone(),
        nationality: [child.nationality.clone(), child.nationality_words.clone()],
        birth: child.birth.clone(),
        lunar_words: child.lunar_words.clone(),
        place: [child.birth_spot.clone(), child.birth_kind.clone(), child.birth_place.clone()],
        father: parent(&child.father, child.father_is),
        mother: parent(&child.mother, child.mother_is),
        relation: [family.relation.clone(), relation_words],
        informant: [family.khmer.clone(), family.latin.clone()],
        home: [family.home.clone(), family.village.clone(), family.home_words.clone()],
    }
}

/// Remembers that a child was copied as it stands. Copied again after a correction, the new words count.
pub fn copied(sp: &Savepoint<'_>, row: &Row, by: By) -> Result<(), StoreError> {
    let record = serde_json::to_string(&row.record)
        .map_err(|_| StoreError::BadRow("a copy in the register"))?;
    if let Some(copied) = &row.copied {
        undo(sp, row.child, copied.id, by)?;
    }
    sp.execute(
        "INSERT INTO register_copies (child, record, family_version, child_version, staff, at)
         VALUES (:child, :record, :family_version, :child_version, :staff, :at)",
        named_params! {
            ":child": row.child, ":record": record, ":family_version": row.family_version,
            ":child_version": row.version, ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
    )?;
    Ok(())
}

/// Takes back that a child was copied, by the row of the copy. `false`: it was taken back already.
pub fn undo(sp: &Savepoint<'_>, child: ChildId, copy: i64, by: By) -> Result<bool, StoreError> {
    let changed = sp.execute(
        "UPDATE register_copies SET undone_at = ?3 WHERE child = ?1 AND id = ?2 AND undone_at IS NULL",
        (child, copy, by.at.as_millisecond()),
    )?;
    Ok(changed == 1)
}

/// How many children of an event are to be copied in all, and how many were.
pub fn counts(conn: &Connection, event: EventId) -> Result<(u32, u32), StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT count(*), count(r.id) FROM children c JOIN families f ON f.id = c.family
                LEFT JOIN register_copies r ON r.child = c.id AND r.undone_at IS NULL
             WHERE f.event = ?1 AND c.state IN ('entered', 'sent_to_district', 'certificate_ready', 'collected')",
        )?
        .query_row([event], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Numbers given in each book of a commune: book, year and every number that is one.
pub fn numbers(
    conn: &Connection,
    commune: &str,
) -> Result<Vec<(String, String, Vec<u64>)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT book, year, number FROM entries WHERE commune = ?1 ORDER BY year, book",
    )?;
    let mut rows = statement.query([commune])?;
    let mut books: Vec<(String, String, Vec<u64>)> = Vec::new();
    while let Some(row) = rows.next()? {
        let (book, year, number): (String, String, String) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        if books.last().is_none_or(|last| (&last.0, &last.1) != (&book, &year)) {
            books.push((book, year, Vec::new()));
        }
        if let (Some(last), Ok(number)) = (books.last_mut(), number.parse()) {
            last.2.push(number);
        }
    }
    Ok(books)
}
