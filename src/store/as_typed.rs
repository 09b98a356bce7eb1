//! What staff typed where the kit keeps another spelling of it.

use rusqlite::{Connection, Savepoint, named_params};

use super::journal::By;
use super::{StoreError, lists};

/// One text as it was typed and as it was kept.
#[derive(Clone, PartialEq, Eq)]
pub struct AsTyped {
    /// Address of the form; it names rows by id.
    pub page: String,
    /// Field of the form.
    pub field: String,
    /// What was typed, character for character.
    pub typed: String,
    /// The spelling the kit went on with.
    pub kept: String,
}

/// A text is a person's: it reaches no log line.
impl std::fmt::Debug for AsTyped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AsTyped(…)")
    }
}

/// Keeps what was typed on one form.
pub fn keep(sp: &Savepoint<'_>, texts: &[AsTyped], by: By) -> Result<(), StoreError> {
    let mut statement = sp.prepare_cached(
        "INSERT INTO as_typed (staff, at, page, field, typed, kept, event)
         VALUES (:staff, :at, :page, :field, :typed, :kept, :event)",
    )?;
    let event = lists::event_at_hand(sp)?;
    for text in texts {
        statement.execute(named_params! {
            ":staff": by.staff, ":at": by.at.as_millisecond(), ":page": text.page, ":field": text.field,
            ":typed": text.typed, ":kept": text.kept, ":event": event,
        })?;
    }
    Ok(())
}

/// Everything that was kept so far, in the order in which it was typed.
pub fn all(conn: &Connection) -> Result<Vec<AsTyped>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT page, field, typed, kept FROM as_typed ORDER BY id")?;
    let texts = statement.query_map([], |row| {
        Ok(AsTyped { page: row.get(0)?, field: row.get(1)?, typed: row.get(2)?, kept: row.get(3)? })
    })?;
    Ok(texts.collect::<Result<_, _>>()?)
}
