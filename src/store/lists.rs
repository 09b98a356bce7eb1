//! Collection lists: which certificates lie ready in which village, and the lists that chiefs carry home.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use super::collections::{self, Collection};
use super::journal::{self, By};
use super::search::{self, Found};
use super::{StoreError, people, places, receipts};
use crate::domain::ids::{ChildId, EventId, RowId, StaffId};
use crate::khmer::SortKey;
use crate::seal::token::uuid7;

/// A village, and how far the certificates of its children are.
#[derive(Clone, Default)]
pub struct Village {
    /// Tells it from the others on a form: its words without white space. Empty: no village was given.
    pub key: String,
    /// In words, as most families wrote it.
    pub name: String,
    /// Certificates that lie ready.
    pub ready: Vec<ChildId>,
    /// Certificates handed over.
    pub collected: u32,
    /// Children whose certificate is not written yet.
    pub waiting: u32,
}

/// A list as it was printed.
#[derive(Clone)]
pub struct List {
    /// Row.
    pub id: RowId,
    /// Event.
    pub event: EventId,
    /// As printed, from 1 within the event.
    pub number: u32,
    /// The village or villages it is for, in words.
    pub village: String,
    /// Who made it.
    pub staff: StaffId,
    /// When.
    pub at: Timestamp,
    /// How many certificates are on it.
    pub children: u32,
    /// How many of them have been handed over by now.
    pub collected: u32,
}

/// One row of a list.
pub struct ListRow {
    /// As printed, from 1.
    pub row: u32,
    /// The child.
    pub found: Found,
    /// Whom to ask for at the child's home, in one script; empty where nobody of the home is known.
    pub household: String,
    /// The child's receipt code, if a receipt was issued.
    pub code: Option<String>,
    /// The hand-over, if it stands.
    pub collection: Option<Collection>,
}

/// The event whose certificates are handed over: the open one, or the last while none is open.
pub fn event_at_hand(conn: &Connection) -> Result<Option<EventId>, StoreError> {
    Ok(conn
        .query_row(
            "SELECT id FROM events WHERE taken_in IS NULL ORDER BY closed_at IS NULL DESC, rowid DESC LIMIT 1",
            [],
            |row| row.get(0),
        )
        .optional()?)
}

/// The villages of an event, and the children of each, in the order of their names.
pub fn villages(conn: &Connection, event: EventId) -> Result<Vec<Village>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT c.id, c.state, f.village, f.home, f.home_words,
            c.family_km || ' ' || c.given_km || ' ' || c.family_lat || ' ' || c.given_lat
         FROM children c JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND c.state <> 'closed' ORDER BY f.arrival, c.position",
    )?;
    let mut rows = statement.query([event])?;
    let mut villages: BTreeMap<String, (Village, BTreeMap<String, u32>)> = BTreeMap::new();
    let mut names_of: HashMap<ChildId, SortKey> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (id, state): (ChildId, String) = (row.get(0)?, row.get(1)?);
        let name = name_of(row)?;
        let key: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        let (village, names) = villages.entry(key.clone()).or_default();
        village.key = key;
        *names.entry(name).or_default() += 1;
        match state.as_str() {
            "certificate_ready" => {
                village.ready.push(id);
                names_of.insert(id, SortKey::of(row.get::<_, String>(5)?.trim()));
            }
            "collected" => village.collected += 1,
            _ => village.waiting += 1,
        }
    }
    let named = villages.into_values().map(|(mut village, names)| {
        let most = names.into_iter().max_by_key(|(_, count)| *count);
        village.ready.sort_by(|one, other| names_of.get(one).cmp(&names_of.get(other)));
        Village { name: most.map(|(name, _)| name).unwrap_or_default(), ..village }
    });
    let mut named: Vec<Village> = named.collect();
    named.sort_by_cached_key(|village| SortKey::of(places::without_kind(&village.name)));
    Ok(named)
}

/// A village in words; one of another commune says which.
fn name_of(row: &Row<'_>) -> Result<String, StoreError> {
    let (village, home, words): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok(match (home.as_str(), village.is_empty(), words.is_empty()) {
        ("elsewhere", false, false) => format!("{village}, {words}"),
        ("elsewhere", true, false) => words,
        _ => village,
    })
}

/// Makes a list of these certificates. The same certificates again for the same village give the last list again,
/// so that a second tap prints no second number.
pub fn make(
    sp: &Savepoint<'_>,
    event: EventId,
    village: &str,
    children: &[ChildId],
    by: By,
) -> Result<RowId, StoreError> {
    let last: Option<RowId> = sp
        .query_row(
            "SELECT id FROM collection_lists WHERE event = ?1 AND village = ?2 ORDER BY number DESC LIMIT 1",
            (event, village),
            |row| row.get(0),
        )
        .optional()?;
    if let Some(last) = last.filter(|_| !children.is_empty())
        && children_on(sp, last)? == children
    {
        return Ok(last);
    }
    let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let number: u32 = sp.query_row(
        "INSERT INTO collection_lists (id, event, number, village, staff, at)
         VALUES (:id, :event, (SELECT coalesce(max(number), 0) + 1 FROM collection_lists WHERE event = :event),
            :village, :staff, :at)
         RETURNING number",
        named_params! {
            ":id": id, ":event": event, ":village": village, ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
        |row| row.get(0),
    )?;
    for (row, child) in (1_u32..).zip(children) {
        sp.prepare_cached(
            "INSERT INTO collection_list_rows (list, row, child) VALUES (?1, ?2, ?3)",
        )?
        .execute((id, row, child))?;
        let detail = format!("list {number} row {row}");
        journal::append(sp, by, "collection_list_row", &child.to_string(), &detail)?;
    }
    let detail = format!("list {number}, {} certificates", children.len());
    journal::append(sp, by, "collection_list", &id.to_string(), &detail)?;
    Ok(id)
}

/// The children of a list in the order of its rows.
pub fn children_on(conn: &Connection, list: RowId) -> Result<Vec<ChildId>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT child FROM collection_list_rows WHERE list = ?1 ORDER BY row")?;
    let children = statement.query_map([list], |row| row.get(0))?;
    Ok(children.collect::<Result<_, _>>()?)
}

const LISTS: &str = "SELECT l.id, l.event, l.number, l.village, l.staff, l.at, count(r.child),
        count(c.id) FILTER (WHERE c.state = 'collected')
    FROM collection_lists l LEFT JOIN collection_list_rows r ON r.list = l.id LEFT JOIN children c ON c.id = r.child";

fn list_of(row: &Row<'_>) -> rusqlite::Result<List> {
    Ok(List {
        id: row.get(0)?,
        event: row.get(1)?,
        number: row.get(2)?,
        village: row.get(3)?,
        staff: row.get(4)?,
        at: journal::time(row.get(5)?),
        children: row.get(6)?,
        collected: row.get(7)?,
    })
}

/// One list.
pub fn by_id(conn: &Connection, id: RowId) -> Result<Option<List>, StoreError> {
    let list = conn
        .prepare_cached(&format!("{LISTS} WHERE l.id = ?1 GROUP BY l.id"))?
        .query_row([id], list_of)
        .optional()?;
    Ok(list)
}

/// The lists of an event, the newest first.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<List>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "{LISTS} WHERE l.event = ?1 GROUP BY l.id ORDER BY l.number DESC LIMIT 200"
    ))?;
    let lists = statement.query_map([event], list_of)?;
    Ok(lists.collect::<Result<_, _>>()?)
}

/// The newest list that this child's certificate is on.
pub fn of_child(conn: &Connection, child: ChildId) -> Result<Option<List>, StoreError> {
    let id: Option<RowId> = conn
        .prepare_cached(
            "SELECT l.id FROM collection_lists l JOIN collection_list_rows r ON r.list = l.id
             WHERE r.child = ?1 ORDER BY l.rowid DESC LIMIT 1",
        )?
        .query_row([child], |row| row.get(0))
        .optional()?;
    match id {
        Some(id) => by_id(conn, id),
        None => Ok(None),
    }
}

/// The rows of a list, with what became of each certificate.
pub fn rows(conn: &Connection, list: RowId) -> Result<Vec<ListRow>, StoreError> {
    let mut rows = Vec::new();
    for (row, child) in (1..).zip(children_on(conn, list)?) {
        let Some(found) = search::line(conn, child)? else { continue };
        rows.push(ListRow {
            row,
            household: household(conn, &found)?,
            found,
            code: receipts::code_of(conn, child)?,
            collection: collections::of_child(conn, child)?,
        });
    }
    Ok(rows)
}

/// Whom to ask for at a child's home: the mother who lives there, else such a father, else who filed the form.
/// Whoever reported by office, or found the child, is nobody of the home.
fn household(conn: &Connection, found: &Found) -> Result<String, StoreError> {
    const NOT_OF_THE_HOME: [&str; 3] = ["health_worker", "village_chief", "finder"];
    let child = &found.child;
    let persons = people::persons_of(conn, child.family)?;
    let parents = [(&child.mother, child.mother_is), (&child.father, child.father_is)];
    let at_home = parents.into_iter().filter(|(said, _)| *said == "known_here");
    for parent in at_home.filter_map(|(_, person)| person) {
        if let Some(name) = persons.iter().find(|person| person.id == parent).map(|one| &one.name)
            && !name.is_empty()
        {
            let khmer = name.khmer();
            return Ok(if khmer.is_empty() { name.latin() } else { khmer });
        }
    }
    let relation: String = conn
        .prepare_cached("SELECT relation FROM families WHERE id = ?1")?
        .query_row([child.family], |row| row.get(0))?;
    let is_of_home = !NOT_OF_THE_HOME.contains(&relation.as_str());
    Ok(if is_of_home { found.informant.clone() } else { String::new() })
}
