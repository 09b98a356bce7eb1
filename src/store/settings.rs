//! Small things the kit remembers by name, and the address chosen for each network.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint};

use super::StoreError;

/// Remembers a value.
pub fn set(sp: &Savepoint<'_>, name: &str, value: &str) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )?;
    Ok(())
}

/// A remembered value.
pub fn get(conn: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(conn
        .query_row("SELECT value FROM settings WHERE name = ?1", [name], |row| row.get(0))
        .optional()?)
}

/// Remembers which address the officer chose while the laptop had these addresses.
pub fn choose_address(
    sp: &Savepoint<'_>,
    network: &str,
    chosen: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO addresses (network, chosen, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (network) DO UPDATE SET chosen = excluded.chosen, at = excluded.at",
        (network, chosen, at.as_millisecond()),
    )?;
    Ok(())
}

/// The address chosen on this network before.
pub fn chosen_address(conn: &Connection, network: &str) -> Result<Option<String>, StoreError> {
    Ok(conn
        .query_row("SELECT chosen FROM addresses WHERE network = ?1", [network], |row| row.get(0))
        .optional()?)
}
