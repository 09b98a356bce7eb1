//! What a later file of a room brings of families that are here already: how they were corrected since, how far their
//! children are, and phones as far as they may be rung. An older file takes nothing back.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Savepoint, params_from_iter};

use super::StoreError;
use super::take_away::{
    BAD, CHILD, Cell, FAMILY, Row, Rows, id_in, is_reduced, leave_behind, value_in,
};
use crate::domain::ids::{EventId, FamilyId};

/// Where a family's phone stands.
const PHONE: [&str; 3] = ["phone", "phone_typed", "phone_whose"];

/// How a family stands here, beside the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// It is not here.
    Nowhere,
    /// As in the file.
    Same,
    /// It was corrected there since.
    Older,
    /// A later file was taken in before.
    Newer,
}

/// Refuses a file that reaches further than its event's own families: one made by hand could otherwise write over what
/// this laptop registered itself.
///
/// # Errors
/// [`StoreError::BadRow`] if any row is of another event, here or in the file.
pub(super) fn are_of(sp: &Savepoint<'_>, rows: &Rows, event: EventId) -> Result<(), StoreError> {
    let mut families = BTreeSet::new();
    for row in &rows.families {
        let here = whose(sp, "SELECT event FROM families WHERE id = ?1", id_in(row, "id")?)?;
        if EventId(id_in(row, "event")?) != event || here.is_some_and(|here| here != event.0) {
            return Err(BAD);
        }
        let draft = whose(sp, "SELECT event FROM drafts WHERE id = ?1", id_in(row, "draft")?)?;
        if draft.is_some_and(|of| of != event.0) {
            return Err(BAD);
        }
        families.insert(id_in(row, "id")?);
    }
    for ticket in &rows.tickets {
        let number = match ticket.get("number") {
            Some(Cell::Number(number)) => u32::try_from(*number).ok(),
            _ => None,
        };
        if EventId(id_in(ticket, "event")?) != event || number.is_none() {
            return Err(BAD);
        }
    }
    for child in &rows.children {
        let here = whose(sp, "SELECT family FROM children WHERE id = ?1", id_in(child, "id")?)?;
        let family = id_in(child, "family")?;
        if here.is_some_and(|here| here != family) {
            return Err(BAD);
        }
    }
    let hang = [&rows.children, &rows.persons, &rows.places, &rows.tickets, &rows.revisions];
    for row in hang.into_iter().flatten() {
        if !families.contains(&id_in(row, "family")?) {
            return Err(BAD);
        }
    }
    Ok(())
}

/// What a row here belongs to, if it is here.
fn whose(sp: &Savepoint<'_>, sql: &str, id: [u8; 16]) -> Result<Option<[u8; 16]>, StoreError> {
    Ok(sp.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?)
}

/// How a family of a file stands here.
pub(super) fn stands(sp: &Savepoint<'_>, row: &Row) -> Result<Stands, StoreError> {
    let Some(here) = version(sp, "families", id_in(row, "id")?)? else {
        return Ok(Stands::Nowhere);
    };
    if is_reduced(sp, FamilyId(id_in(row, "id")?))? {
        // What was wiped here is not brought back.
        return Ok(Stands::Newer);
    }
    Ok(match here.cmp(&version_in(row)?) {
        std::cmp::Ordering::Less => Stands::Older,
        std::cmp::Ordering::Equal => Stands::Same,
        std::cmp::Ordering::Greater => Stands::Newer,
    })
}

fn version(sp: &Savepoint<'_>, table: &str, id: [u8; 16]) -> Result<Option<i64>, StoreError> {
    let sql = format!("SELECT version FROM {table} WHERE id = ?1");
    Ok(sp.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?)
}

fn version_in(row: &Row) -> Result<i64, StoreError> {
    match row.get("version") {
        Some(Cell::Number(version)) => Ok(*version),
        _ => Err(BAD),
    }
}

fn brings_phone(row: &Row) -> bool {
    row.get("phone_typed") != Some(&Cell::Text(String::new()))
}

/// Writes a family as it is in the file, and clears the place for its persons and places. A correction gives persons new
/// names of their own, and may take a child off the form.
pub(super) fn family(sp: &Savepoint<'_>, row: &Row, children: &[Row]) -> Result<(), StoreError> {
    let id = id_in(row, "id")?;
    // A phone that the file does not bring may have been wiped there; whether it may be rung [`phones`] says.
    let brings_phone = brings_phone(row);
    let columns = FAMILY.split_whitespace().filter(|name| brings_phone || !PHONE.contains(name));
    update(sp, "families", columns, row)?;
    sp.execute(
        "UPDATE children SET mother_is = NULL, father_is = NULL, version = 0 WHERE family = ?1",
        [id],
    )?;
    sp.execute("DELETE FROM persons WHERE family = ?1", [id])?;
    sp.execute("DELETE FROM kept_places WHERE family = ?1", [id])?;
    sp.execute("DELETE FROM revisions WHERE family = ?1", [id])?;
    let mut stays = BTreeSet::new();
    for child in children {
        if id_in(child, "family")? == id {
            stays.insert(id_in(child, "id")?);
        }
    }
    let mut statement = sp.prepare_cached("SELECT id FROM children WHERE family = ?1")?;
    let here = statement.query_map([id], |row| row.get::<_, [u8; 16]>(0))?;
    for gone in here.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|it| !stays.contains(it)) {
        sp.execute("DELETE FROM children WHERE id = ?1", [gone])?;
    }
    Ok(())
}

/// Writes a child as it is in the file, if it is further there.
pub(super) fn child(sp: &Savepoint<'_>, row: &Row) -> Result<(), StoreError> {
    let here = version(sp, "children", id_in(row, "id")?)?.ok_or(BAD)?;
    if here < version_in(row)? {
        update(sp, "children", CHILD.split_whitespace(), row)
    } else {
        Ok(())
    }
}

/// Brings phones of a file, and takes away those that may not be rung any more. `safe`: families whose phone may be rung,
/// by every note that is here now.
///
/// # Errors
/// The store's own.
pub fn phones(
    sp: &Savepoint<'_>,
    rows: &Rows,
    safe: &BTreeSet<FamilyId>,
) -> Result<(), StoreError> {
    for row in &rows.families {
        if stands(sp, row)? != Stands::Same {
            continue;
        }
        let is_safe = safe.contains(&FamilyId(id_in(row, "id")?));
        // The file is from before it was said; a later one that was taken in first may have brought the phone.
        if is_safe && !brings_phone(row) {
            continue;
        }
        let mut row = row.clone();
        leave_behind(&mut row, is_safe);
        update(sp, "families", std::iter::once("answers").chain(PHONE), &row)?;
        if !is_safe {
            // How it was corrected says it as well.
            sp.prepare_cached(
                "DELETE FROM revisions WHERE family = ?1 AND field IN ('phone', 'phone_owner')",
            )?
            .execute([id_in(&row, "id")?])?;
        }
    }
    Ok(())
}

/// Sets what may change of a row: not whose it is, nor when it came.
fn update<'a>(
    sp: &Savepoint<'_>,
    table: &str,
    columns: impl Iterator<Item = &'a str>,
    row: &Row,
) -> Result<(), StoreError> {
    let fixed = ["id", "event", "draft", "arrival", "family"];
    let (mut set, mut values) = (Vec::new(), vec![Value::Blob(id_in(row, "id")?.to_vec())]);
    for name in columns.filter(|name| !fixed.contains(name)) {
        values.push(value_in(row, name)?);
        set.push(format!("{name} = ?{}", values.len()));
    }
    let sql = format!("UPDATE {table} SET {} WHERE id = ?1", set.join(", "));
    sp.prepare_cached(&sql)?.execute(params_from_iter(values))?;
    Ok(())
}
