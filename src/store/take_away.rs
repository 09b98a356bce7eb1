//! Rows that travel to another laptop in a sealed file, and how they are put down there.
//!
//! Tables and columns are named here and never by a file. What the room does not need stays behind: keys, Wi-Fi,
//! photos, papers, collectors, nationality, and a phone number unless calling it is safe.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Savepoint, params_from_iter};
use serde::{Deserialize, Serialize};

use super::renew::{self, Stands};
use super::staff::mark_of;
use super::{StoreError, drafts};
use crate::domain::ids::{DraftId, EventId, FamilyId, StaffId};
use crate::domain::intake::Answers;
use crate::seal::random;
use crate::seal::sealed::FocalPublic;
use crate::seal::token::{from_hex, to_hex};

/// What stands in one place of a row.
#[derive(Serialize, Deserialize, Clone, PartialEq, Eq)]
#[serde(untagged)]
pub(super) enum Cell {
    Nothing(()),
    Number(i64),
    Text(String),
    Bytes { hex: String },
}

/// One row by the names of its columns.
pub(super) type Row = BTreeMap<String, Cell>;

/// Rows by table.
#[derive(Serialize, Deserialize, Default, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    event: Row,
    staff: Vec<Row>,
    pub(super) families: Vec<Row>,
    pub(super) persons: Vec<Row>,
    pub(super) children: Vec<Row>,
    pub(super) places: Vec<Row>,
    pub(super) tickets: Vec<Row>,
    /// How the forms were corrected. Without it what a correction brought to light would count as known from the first.
    #[serde(default)]
    pub(super) revisions: Vec<Row>,
}

/// How many rows there are, or were new.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// Families.
    pub families: usize,
    /// Children.
    pub children: usize,
    /// Families that were there, and that a later file brings as they are now; none of what leaves.
    pub changed: usize,
}

const EVENT: &str = "id code name_km name_en commune_code commune_km commune_en place_km place_en starts_on ends_on issuer
    issuer_km issuer_en authority signatory electronic collect_km collect_en collect_from helpline free_line papers
    opened_at district_km district_en province_km province_en places";
const STAFF: &str = "id name";
pub(super) const FAMILY: &str = "id event draft arrival filed_at channel answers version relation relation_words khmer latin phone
    phone_typed phone_whose home village village_code home_words informant_may";
const PERSON: &str = "id family position family_km given_km family_lat given_lat birth lunar_words birth_place fold home
    home_village home_words";
pub(super) const CHILD: &str = "id family position family_km given_km family_lat given_lat sex birth lunar_words birth_spot birth_kind
    birth_place mother mother_is father father_is fold_km fold_lat mother_fold state detail version";
const PLACE: &str = "family about position code khmer written listed version";
const REVISION: &str = "family version field before after staff at";
const TICKET: &str = "event number family arrival moved_at";

fn listed(columns: &str) -> String {
    columns.split_whitespace().collect::<Vec<_>>().join(", ")
}

/// The rows of an event and of some of its families. `callable`: those whose phone may be rung.
pub fn rows_of(
    conn: &Connection,
    event: EventId,
    families: &BTreeSet<FamilyId>,
    callable: &BTreeSet<FamilyId>,
    staff: &BTreeSet<StaffId>,
) -> Result<Rows, StoreError> {
    let mut rows = Rows {
        event: select(conn, "events", EVENT, "id", event.0)?
            .pop()
            .ok_or(StoreError::BadRow("an event"))?,
        ..Rows::default()
    };
    let mut staff = staff.clone();
    for family in families {
        let mut own = select(conn, "families", FAMILY, "id", family.0)?;
        // One of an earlier event came to the desk again: what was noted travels, and its form is that event's.
        if own.iter().any(|row| row.get("event") != rows.event.get("id")) {
            continue;
        }
        let mut revisions = select(conn, "revisions", REVISION, "family", family.0)?;
        revisions.retain(|row| match row.get("field") {
            Some(Cell::Text(field)) => travels(field, callable.contains(family)),
            _ => false,
        });
        for row in &revisions {
            staff.insert(StaffId(id_in(row, "staff")?));
        }
        rows.revisions.extend(revisions);
        for row in &mut own {
            leave_behind(row, callable.contains(family));
            if is_reduced(conn, *family)? {
                // What was wiped here is no correction: whoever has the family keeps it as it is.
                row.insert("version".to_owned(), Cell::Number(0));
            }
        }
        rows.families.extend(own);
        rows.persons.extend(select(conn, "persons", PERSON, "family", family.0)?);
        rows.children.extend(select(conn, "children", CHILD, "family", family.0)?);
        rows.places.extend(select(conn, "kept_places", PLACE, "family", family.0)?);
        rows.tickets.extend(select(conn, "tickets", TICKET, "family", family.0)?);
    }
    for member in staff {
        rows.staff.extend(select(conn, "staff", STAFF, "id", member.0)?);
    }
    Ok(rows)
}

fn select(
    conn: &Connection,
    table: &str,
    columns: &str,
    by: &str,
    id: [u8; 16],
) -> Result<Vec<Row>, StoreError> {
    let names: Vec<&str> = columns.split_whitespace().collect();
    let sql = format!("SELECT {} FROM {table} WHERE {by} = ?1 ORDER BY rowid", listed(columns));
    // Tables without row numbers keep the order of their keys.
    let has_rows = !matches!(table, "kept_places" | "tickets");
    let sql = if has_rows { sql } else { sql.replace(" ORDER BY rowid", "") };
    let mut statement = conn.prepare_cached(&sql)?;
    let mut found = statement.query([id])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let mut cells = Row::new();
        for (place, name) in names.iter().enumerate() {
            let cell = match row.get_ref(place)? {
                ValueRef::Null => Cell::Nothing(()),
                ValueRef::Integer(number) => Cell::Number(number),
                ValueRef::Text(_) => Cell::Text(row.get(place)?),
                ValueRef::Blob(bytes) => Cell::Bytes { hex: to_hex(bytes) },
                ValueRef::Real(_) => return Err(BAD),
            };
            cells.insert((*name).to_owned(), cell);
        }
        rows.push(cells);
    }
    Ok(rows)
}

/// Whether all of a family but the stub for its certificate was wiped.
pub(super) fn is_reduced(conn: &Connection, family: FamilyId) -> Result<bool, StoreError> {
    let sql = "SELECT reduced_at IS NOT NULL FROM families WHERE id = ?1";
    Ok(conn.prepare_cached(sql)?.query_row([family], |row| row.get(0))?)
}

/// Whether an answer is needed by the room elsewhere.
fn travels(name: &str, callable: bool) -> bool {
    let is_phone = name == "phone" || name == "phone_owner";
    !(name.contains("nationality")
        || (name.starts_with("collect_") && name != "collect_self")
        || (is_phone && !callable))
}

/// Takes out of a family's row what the room elsewhere does not need.
pub(super) fn leave_behind(row: &mut Row, callable: bool) {
    if let Some(Cell::Text(answers)) = row.get("answers") {
        let answers = drafts::from_json(answers);
        let kept = answers.iter().filter(|(name, _)| travels(name, callable));
        let mut kept = Answers::from_pairs(kept);
        if !callable {
            kept.set("phone_owner", "none");
        }
        row.insert("answers".to_owned(), Cell::Text(drafts::to_json(&kept)));
    }
    if !callable {
        for (name, value) in [("phone", ""), ("phone_typed", ""), ("phone_whose", "none")] {
            row.insert(name.to_owned(), Cell::Text(value.to_owned()));
        }
    }
}

pub(super) const BAD: StoreError = StoreError::BadRow("a row that was handed over");

/// An event as it is put down: closed, never at hand.
pub struct Arriving<'a> {
    /// Its rows.
    pub rows: &'a Rows,
    /// To which its notes are sealed.
    pub key: FocalPublic,
    /// Now.
    pub at: Timestamp,
}

impl Rows {
    /// The event they are of.
    ///
    /// # Errors
    /// [`StoreError::BadRow`] if that is no id.
    pub fn event(&self) -> Result<EventId, StoreError> {
        match self.event.get("id") {
            Some(Cell::Bytes { hex }) => from_hex(hex).map(EventId).ok_or(BAD),
            _ => Err(BAD),
        }
    }

    /// How many there are.
    pub fn counted(&self) -> Counted {
        Counted { families: self.families.len(), children: self.children.len(), changed: 0 }
    }
}

/// Puts rows down: those that are not there yet, and those of a family that was corrected since. What is newer here than
/// in the file stays as it is. Gives how many were new.
pub fn put(sp: &Savepoint<'_>, arriving: &Arriving<'_>) -> Result<Counted, StoreError> {
    let Arriving { rows, key, at } = arriving;
    let event = rows.event()?;
    renew::are_of(sp, rows, event)?;
    put_event(sp, rows, event, *key, *at)?;
    for row in &rows.staff {
        put_member(sp, row, *at)?;
    }
    let (mut new, mut older, mut renewed) = (Counted::default(), BTreeSet::new(), BTreeSet::new());
    for row in &rows.families {
        let draft = DraftId(id_in(row, "draft")?);
        sp.prepare_cached(
            "INSERT INTO drafts (id, event, short_code, answers, step, lang, channel, started_at, saved_at)
             VALUES (?1, ?2, ?3, '{}', 'check', 'km', ?4, ?5, ?5) ON CONFLICT DO NOTHING",
        )?
        .execute((draft, event, draft.to_string(), text_in(row, "channel")?, at.as_millisecond()))?;
        let fixed = [("search", Value::Text(String::new()))];
        match renew::stands(sp, row)? {
            Stands::Nowhere => {
                new.families += insert(sp, "families", FAMILY, row, &fixed)?;
                renewed.insert(id_in(row, "id")?);
            }
            Stands::Same => {}
            Stands::Older => {
                renew::family(sp, row, &rows.children)?;
                new.changed += 1;
                renewed.insert(id_in(row, "id")?);
            }
            Stands::Newer => _ = older.insert(id_in(row, "id")?),
        }
        sp.prepare_cached("UPDATE drafts SET family = ?2 WHERE id = ?1 AND family IS NULL")?
            .execute((draft, FamilyId(id_in(row, "id")?)))?;
    }
    let nationality = [
        ("nationality", Value::Text("officer".to_owned())),
        ("nationality_words", Value::Text(String::new())),
    ];
    let is_older = |row: &Row| Ok::<_, StoreError>(older.contains(&id_in(row, "family")?));
    for row in &rows.persons {
        if !is_older(row)? {
            insert(sp, "persons", PERSON, row, &nationality)?;
        }
    }
    for row in &rows.children {
        if is_older(row)? {
            continue;
        }
        let is_new = insert(sp, "children", CHILD, row, &nationality)?;
        new.children += is_new;
        if is_new == 0 {
            renew::child(sp, row)?;
        }
    }
    for row in &rows.places {
        if !is_older(row)? {
            insert(sp, "kept_places", PLACE, row, &[])?;
        }
    }
    for row in &rows.revisions {
        if renewed.contains(&id_in(row, "family")?) {
            insert(sp, "revisions", REVISION, row, &[])?;
        }
    }
    for row in &rows.tickets {
        insert(sp, "tickets", TICKET, row, &[("state", Value::Text("done".to_owned()))])?;
    }
    Ok(new)
}

fn put_event(
    sp: &Savepoint<'_>,
    rows: &Rows,
    event: EventId,
    key: FocalPublic,
    at: Timestamp,
) -> Result<(), StoreError> {
    let millis = Value::Integer(at.as_millisecond());
    let empty = || Value::Text(String::new());
    let fixed = [
        ("photos", Value::Integer(0)),
        ("wifi_name", empty()),
        ("wifi_pass", empty()),
        // Nothing is ever issued or checked with it here.
        ("receipt_key", Value::Blob(random::<32>().to_vec())),
        ("focal_key", Value::Blob(key.0.to_vec())),
        ("closed_at", millis.clone()),
        ("taken_in", millis),
    ];
    insert(sp, "events", EVENT, &rows.event, &fixed)?;
    let there = sp.query_row(
        "SELECT focal_key FROM events WHERE id = ?1 AND taken_in IS NOT NULL",
        [event],
        |row| row.get::<_, [u8; 32]>(0),
    );
    match there {
        Ok(known) if known == key.0 => Ok(()),
        // An event of this very laptop, or one whose key or code is another's.
        Ok(_) | Err(rusqlite::Error::QueryReturnedNoRows) => Err(BAD),
        Err(err) => Err(err.into()),
    }
}

/// Somebody of the other laptop, by name only, who cannot sign in here.
fn put_member(sp: &Savepoint<'_>, row: &Row, at: Timestamp) -> Result<(), StoreError> {
    let id = StaffId(id_in(row, "id")?);
    let name = text_in(row, "name")?;
    for name in [name.clone(), name + &mark_of(id)] {
        let added = sp.execute(
            "INSERT INTO staff (id, name, pin, since, left_at) VALUES (?1, ?2, '', ?3, ?3) ON CONFLICT DO NOTHING",
            (id, &name, at.as_millisecond()),
        )?;
        let there: bool =
            sp.query_row("SELECT EXISTS (SELECT 1 FROM staff WHERE id = ?1)", [id], |row| {
                row.get(0)
            })?;
        if added == 1 || there {
            return Ok(());
        }
    }
    Err(BAD)
}

fn insert(
    sp: &Savepoint<'_>,
    table: &str,
    columns: &str,
    row: &Row,
    fixed: &[(&str, Value)],
) -> Result<usize, StoreError> {
    let mut names = Vec::new();
    let mut values = Vec::new();
    for name in columns.split_whitespace() {
        names.push(name);
        values.push(value_in(row, name)?);
    }
    for (name, value) in fixed {
        names.push(name);
        values.push(value.clone());
    }
    let places: Vec<String> = (1..=names.len()).map(|place| format!("?{place}")).collect();
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT DO NOTHING",
        names.join(", "),
        places.join(", ")
    );
    Ok(sp.prepare_cached(&sql)?.execute(params_from_iter(values))?)
}

/// What stands in a place of a row, as it is stored.
pub(super) fn value_in(row: &Row, name: &str) -> Result<Value, StoreError> {
    Ok(match row.get(name).ok_or(BAD)? {
        Cell::Nothing(()) => Value::Null,
        Cell::Number(number) => Value::Integer(*number),
        Cell::Text(text) => Value::Text(text.clone()),
        Cell::Bytes { hex } => Value::Blob(id_of(hex)?.to_vec()),
    })
}

fn id_of(hex: &str) -> Result<[u8; 16], StoreError> {
    from_hex(hex).ok_or(BAD)
}

pub(super) fn id_in(row: &Row, name: &str) -> Result<[u8; 16], StoreError> {
    match row.get(name) {
        Some(Cell::Bytes { hex }) => id_of(hex),
        _ => Err(BAD),
    }
}

fn text_in(row: &Row, name: &str) -> Result<String, StoreError> {
    match row.get(name) {
        Some(Cell::Text(text)) => Ok(text.clone()),
        _ => Err(BAD),
    }
}
