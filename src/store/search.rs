//! Finding a child by number, name or phone. A first plain search: every word must occur somewhere.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;
use super::people::{self, ChildRow};
use crate::domain::ids::{ChildId, EventId, FamilyId};
use crate::khmer;

/// One child found, with what tells it from another.
pub struct Found {
    /// The child.
    pub child: ChildRow,
    /// Ticket of the family.
    pub ticket: u32,
    /// Event of the ticket.
    pub event: EventId,
    /// Village in words.
    pub village: String,
    /// Informant in Khmer or, without, in Latin letters.
    pub informant: String,
}

/// Most children one search shows; more means: say more.
pub const MOST: usize = 40;

/// Children that `typed` may mean: a ticket number, a phone, or words of names and villages in either script.
pub fn find(
    conn: &Connection,
    event: Option<EventId>,
    typed: &str,
) -> Result<Vec<Found>, StoreError> {
    let typed = khmer::digits::to_ascii(&khmer::normalize(typed));
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let only_digits =
        !digits.is_empty() && typed.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
    let families =
        if only_digits { by_digits(conn, event, &digits)? } else { by_words(conn, &typed)? };
    let mut found = Vec::new();
    for family in families {
        for child in people::children_of(conn, family)? {
            if found.len() == MOST {
                return Ok(found);
            }
            if let Some(line) = line_of(conn, child)? {
                found.push(line);
            }
        }
    }
    Ok(found)
}

fn by_digits(
    conn: &Connection,
    event: Option<EventId>,
    digits: &str,
) -> Result<Vec<FamilyId>, StoreError> {
    let mut families = Vec::new();
    if let (Some(event), Ok(number)) = (event, digits.parse::<u32>()) {
        let family: Option<FamilyId> = conn
            .query_row(
                "SELECT family FROM tickets WHERE event = ?1 AND number = ?2",
                (event, number),
                |row| row.get(0),
            )
            .optional()?;
        families.extend(family);
    }
    let national = digits.strip_prefix("855").unwrap_or(digits).trim_start_matches('0');
    if national.len() >= 5 {
        let mut statement = conn
            .prepare_cached("SELECT id FROM families WHERE phone LIKE '%' || ?1 || '%' LIMIT 40")?;
        let ids = statement.query_map([national], |row| row.get(0))?;
        for id in ids {
            families.push(id?);
        }
    }
    families.dedup();
    Ok(families)
}

fn by_words(conn: &Connection, typed: &str) -> Result<Vec<FamilyId>, StoreError> {
    let words: Vec<String> =
        typed.split_whitespace().map(folded).filter(|word| !word.is_empty()).take(6).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    // Only the number of words shapes the statement; the words themselves are bound. Whoever is called
    // exactly so stands first, however many others share a part of the name.
    let conditions = vec!["instr(search, ?) > 0"; words.len()].join(" AND ");
    let mut statement = conn.prepare(&format!(
        "SELECT id FROM families WHERE {conditions}
         ORDER BY (khmer = ? OR lower(latin) = ?) DESC, arrival DESC LIMIT 40"
    ))?;
    let whole = [typed.to_owned(), typed.to_lowercase()];
    let ids = statement
        .query_map(rusqlite::params_from_iter(words.into_iter().chain(whole)), |row| row.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn folded(word: &str) -> String {
    if word.chars().any(khmer::is_khmer) { khmer::fold(word) } else { word.to_lowercase() }
}

/// What a list shows of one child.
pub fn line(conn: &Connection, id: ChildId) -> Result<Option<Found>, StoreError> {
    match people::child(conn, id)? {
        Some(child) => line_of(conn, child),
        None => Ok(None),
    }
}

fn line_of(conn: &Connection, child: ChildRow) -> Result<Option<Found>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT t.number, t.event, f.village, f.khmer, f.latin FROM families f JOIN tickets t ON t.family = f.id WHERE f.id = ?1",
        )?
        .query_row([child.family], |row| {
            let khmer: String = row.get(3)?;
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, if khmer.is_empty() { row.get(4)? } else { khmer }))
        })
        .optional()?;
    Ok(found.map(|(ticket, event, village, informant)| Found {
        child,
        ticket,
        event,
        village,
        informant,
    }))
}
