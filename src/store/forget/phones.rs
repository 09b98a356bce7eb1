//! Phone numbers, wherever one is written: the family's row, its answers, what was corrected, what a receipt said.

use rusqlite::Savepoint;

use crate::domain::ids::EventId;
use crate::store::StoreError;

/// Takes the phone numbers of an event's families away. Gives how many families had one.
pub(super) fn wipe(sp: &Savepoint<'_>, event: EventId) -> Result<usize, StoreError> {
    for (sql, column) in [
        ("UPDATE families SET answers = CLEANED WHERE event = ?1", "answers"),
        ("UPDATE drafts SET answers = CLEANED WHERE event = ?1", "answers"),
    ] {
        // Every answer whose name says that it is about a phone.
        let cleaned = format!(
            "(SELECT json_group_object(key, value) FROM json_each({column}) WHERE key NOT LIKE '%phone%')"
        );
        sp.execute(&sql.replace("CLEANED", &cleaned), [event])?;
    }
    sp.execute(
        "UPDATE issues SET record = json_set(record, '$.phone', '')
         WHERE code IN (SELECT code FROM receipts WHERE event = ?1)",
        [event],
    )?;
    sp.execute(
        "DELETE FROM revisions WHERE field LIKE '%phone%'
         AND family IN (SELECT id FROM families WHERE event = ?1)",
        [event],
    )?;
    sp.execute("DELETE FROM as_typed WHERE field LIKE '%phone%'", [])?;
    Ok(sp.execute(
        "UPDATE families SET phone = '', phone_typed = '', phone_whose = '', version = version + 1
         WHERE event = ?1 AND phone_typed <> ''",
        [event],
    )?)
}
