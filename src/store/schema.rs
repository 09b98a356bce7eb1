//! The schema and how older files are brought up to it.

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;

/// Every step from an empty file to the present schema. Never edited once released: a change is a new step.
const MIGRATIONS: [&str; 18] = [
    include_str!("migrations/0001_first.sql"),
    include_str!("migrations/0002_days.sql"),
    include_str!("migrations/0003_register.sql"),
    include_str!("migrations/0004_collection.sql"),
    include_str!("migrations/0005_finding.sql"),
    include_str!("migrations/0006_places.sql"),
    include_str!("migrations/0007_finding_words.sql"),
    include_str!("migrations/0008_as_typed.sql"),
    include_str!("migrations/0009_lives.sql"),
    include_str!("migrations/0010_sealed_room.sql"),
    include_str!("migrations/0011_left_blank.sql"),
    include_str!("migrations/0012_telling.sql"),
    include_str!("migrations/0013_hand_over.sql"),
    include_str!("migrations/0014_devices.sql"),
    include_str!("migrations/0015_forgetting.sql"),
    include_str!("migrations/0016_turns.sql"),
    include_str!("migrations/0017_block_keys.sql"),
    include_str!("migrations/0018_pair_reasons.sql"),
];

/// The newest version this program knows.
pub const NEWEST: i64 = 18;

/// Brings the file to [`NEWEST`], each step in a transaction of its own, so that a power cut leaves a whole step or none.
pub(super) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    loop {
        let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > NEWEST {
            return Err(StoreError::Newer { found: version, known: NEWEST });
        }
        let Some(step) = usize::try_from(version).ok().and_then(|version| MIGRATIONS.get(version))
        else {
            return Ok(());
        };
        let tx = conn.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        tx.execute_batch(step)?;
        tx.pragma_update(None, "user_version", version + 1)?;
        tx.commit()?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_is_the_number_of_steps() {
        assert_eq!(usize::try_from(NEWEST), Ok(MIGRATIONS.len()));
    }

    #[test]
    fn a_newer_file_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", NEWEST + 1).unwrap();
        assert!(matches!(migrate(&mut conn), Err(StoreError::Newer { .. })));
    }

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        migrate(&mut conn).unwrap();
        let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!(version, NEWEST);
    }

    #[test]
    fn a_migration_that_was_cut_off_goes_on_at_the_next_start() {
        let tables = |conn: &Connection| -> String {
            let sql = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)";
            conn.query_row(sql, [], |row| row.get(0)).unwrap()
        };
        let mut whole = Connection::open_in_memory().unwrap();
        migrate(&mut whole).unwrap();
        for (cut, last) in MIGRATIONS.iter().enumerate() {
            let mut conn = Connection::open_in_memory().unwrap();
            for (version, step) in (1_i64..).zip(MIGRATIONS.iter().take(cut)) {
                conn.execute_batch(step).unwrap();
                conn.pragma_update(None, "user_version", version).unwrap();
            }
            // The program is killed in this step: what was not committed is not there.
            let tx = conn.transaction().unwrap();
            tx.execute_batch(last).unwrap();
            drop(tx);
            migrate(&mut conn).unwrap();
            assert_eq!(tables(&conn), tables(&whole), "cut off in step {}", cut + 1);
        }
    }

    #[test]
    fn the_journal_cannot_be_changed_or_cut() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        conn.execute("INSERT INTO journal VALUES (1, 0, NULL, 'a', 'b', 'c', x'00')", []).unwrap();
        assert!(conn.execute("UPDATE journal SET act = 'z'", []).is_err());
        assert!(conn.execute("DELETE FROM journal", []).is_err());
    }
}
