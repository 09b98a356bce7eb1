//! Finding a child by number, name or phone, in the words people use.

use rusqlite::{Connection, OptionalExtension};

use super::people::{self, ChildRow};
use super::{StoreError, finding, receipts};
use crate::domain::ids::{ChildId, EventId};
use crate::khmer;
use crate::seal::receipt_code::{Code, Serial};

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

/// Children that `typed` may mean, the likeliest first: a ticket, a receipt's number as it is printed or read out, its
/// whole code, a part of a phone number, or parts of names and of the village in either script, in any order and any
/// usual spelling.
pub fn find(
    conn: &Connection,
    event: Option<EventId>,
    typed: &str,
) -> Result<Vec<Found>, StoreError> {
    // A code is read as it arrived: what a Khmer layout made of its letters is no text to be put in order.
    if let Some(child) = by_code(conn, typed)? {
        return Ok(line(conn, child)?.into_iter().collect());
    }
    let typed = khmer::digits::to_ascii(&khmer::normalize(typed));
    let typed = typed.trim();
    let mut children = by_receipt(conn, event, typed)?;
    if children.is_empty() {
        children = by_ticket(conn, event, typed)?;
    }
    // A number is one number, however it is grouped.
    let signs = |letter: char| letter.is_ascii_digit() || " +-.()".contains(letter);
    let one_number = typed.chars().all(signs);
    let words: String = if one_number {
        typed.chars().filter(char::is_ascii_digit).collect()
    } else {
        typed.to_owned()
    };
    for child in finding::find(conn, &words, MOST)? {
        if !children.contains(&child) {
            children.push(child);
        }
    }
    // Beside a name a short number is a ticket's: whose ticket it is stands before their namesakes.
    let mut named = Vec::new();
    for word in typed.split_whitespace().filter(|word| *word != typed) {
        named.extend(by_ticket(conn, event, word)?);
    }
    children.sort_by_key(|child| !named.contains(child));
    let mut found = Vec::new();
    for child in children.into_iter().take(MOST) {
        found.extend(line(conn, child)?);
    }
    Ok(found)
}

/// The children of a ticket of this event.
fn by_ticket(
    conn: &Connection,
    event: Option<EventId>,
    typed: &str,
) -> Result<Vec<ChildId>, StoreError> {
    let (Some(event), Ok(number)) = (event, typed.parse::<u32>()) else {
        return Ok(Vec::new());
    };
    let mut statement = conn.prepare_cached(
        "SELECT c.id FROM tickets t JOIN children c ON c.family = t.family
         WHERE t.event = ?1 AND t.number = ?2 ORDER BY c.position",
    )?;
    let children = statement.query_map((event, number), |row| row.get(0))?;
    Ok(children.collect::<Result<_, _>>()?)
}

/// The children of a receipt by its number as it is printed, all its digits, or as a person reads it out: laptop, a
/// stroke, serial. This event's first.
fn by_receipt(
    conn: &Connection,
    event: Option<EventId>,
    typed: &str,
) -> Result<Vec<ChildId>, StoreError> {
    let with_laptop = typed.contains(['-', '–', '/']);
    let serial = if with_laptop { Serial::from_spoken(typed, 0) } else { printed(typed) };
    serial.map_or(Ok(Vec::new()), |serial| {
        let laptop = with_laptop.then_some(serial.laptop());
        receipts::by_number(conn, event, serial.number(), laptop)
    })
}

/// A number of as many digits as a paper has, without a laptop before it.
fn printed(typed: &str) -> Option<Serial> {
    let digits = typed.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Serial::from_paper(typed, 0)).flatten()
}

/// The child of a receipt by its whole code, typed in any usual way. A code that is none of ours finds nobody;
/// whether a paper is genuine is asked where certificates are collected.
fn by_code(conn: &Connection, typed: &str) -> Result<Option<ChildId>, StoreError> {
    let code = Code::from_stored(typed).map(|code| code.to_string());
    Ok(code.map(|code| receipts::bound_to(conn, &code)).transpose()?.flatten().flatten())
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

/// Whether a word of what was typed fits a name better than anything that is shown beside it: then the name says why a
/// line was found.
pub fn fits_better(typed: &str, name: &str, shown: &str) -> bool {
    finding::fits_better(typed, name, shown)
}

#[cfg(test)]
mod tests {
    use super::fits_better;

    #[test]
    fn a_parent_is_meant_by_a_word_that_fits_nothing_on_the_line() {
        let (father, shown) = ("ជា វណ្ណា CHEA VANNA", "សុខ ដារា SOK DARA មុំ ស្រី ថ្មី, ឃុំរំលេច");
        for asked in ["វណ្ណា", "vanna", "Vana", "វ៉ាន់ណា", "ជា", "សុខ ជា"]
        {
            assert!(fits_better(asked, father, shown), "{asked}");
        }
        for asked in ["សុខ", "dara", "មុំ", "ថ្មី", "12", "", "zzz"] {
            assert!(!fits_better(asked, father, shown), "{asked}");
        }
    }
}
