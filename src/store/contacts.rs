//! The card that says whom to call, one for each event.

use std::collections::BTreeMap;

use rusqlite::{Connection, Savepoint};

use super::StoreError;
use crate::domain::ids::EventId;
use crate::domain::safeguarding::{Contact, Reached};

/// The card of an event, every line of it, in the order in which people are called.
pub fn of(conn: &Connection, event: EventId) -> Result<Vec<Reached>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT kind, who, phone FROM contacts WHERE event = ?1")?;
    let rows = statement
        .query_map([event], |row| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?))))?;
    let mut written: BTreeMap<String, (String, String)> = rows.collect::<Result<_, _>>()?;
    let card = Contact::ALL.iter().map(|contact| {
        let known = || (String::new(), contact.known_phone().to_owned());
        let (who, phone) = written.remove(contact.code()).unwrap_or_else(known);
        Reached { contact: *contact, who, phone }
    });
    Ok(card.collect())
}

/// Writes one line of the card.
pub fn write(sp: &Savepoint<'_>, event: EventId, line: &Reached) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO contacts (event, kind, who, phone) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (event, kind) DO UPDATE SET who = excluded.who, phone = excluded.phone",
        (event, line.contact.code(), &line.who, &line.phone),
    )?;
    Ok(())
}
