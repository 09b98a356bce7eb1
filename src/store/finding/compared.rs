//! What of each child is compared with others, close together and in the order of filing: a desk's page compares its child
//! with hundreds, whose forms lie all over the file.

use rusqlite::{Connection, OptionalExtension, Row, Savepoint};

use crate::domain::application::Sex;
use crate::domain::birth::Birth;
use crate::domain::duplicate::{Beside, BirthDate, BlockKey, Known, Names, VillageCode};
use crate::domain::ids::{ChildId, FamilyId};
use crate::store::StoreError;
use crate::store::people::ChildRow;

/// Writes a child's row anew.
pub(super) fn write(sp: &Savepoint<'_>, child: &ChildRow, known: &Known) -> Result<(), StoreError> {
    let mother = known.mother.as_ref();
    sp.prepare_cached(
        "INSERT OR REPLACE INTO compared
            (child, family, khmer, latin, sex, birth, mother_khmer, mother_latin, village)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        child.id,
        child.family,
        &known.child.khmer,
        &known.child.latin,
        &child.sex,
        &child.birth,
        mother.map(|mother| &mother.khmer),
        mother.map(|mother| &mother.latin),
        in_a_row(known.village),
    ))?;
    Ok(())
}

/// Writes one of a child's keys, with what can rule it out.
pub(super) fn write_key(
    sp: &Savepoint<'_>,
    child: &ChildRow,
    key: &BlockKey,
    village: Option<VillageCode>,
) -> Result<(), StoreError> {
    sp.prepare_cached(
        "INSERT INTO block_keys (key, child, sex, birth, village) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((key.as_str(), child.id, &child.sex, &child.birth, in_a_row(village)))?;
    Ok(())
}

/// The newest other children that have this key, each with what is known beside its names. A key that hundreds share tells
/// nothing.
pub(super) fn of_key(
    conn: &Connection,
    key: &str,
    but: ChildId,
) -> Result<Vec<(ChildId, Beside)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT child, sex, birth, village FROM block_keys WHERE key = ?1 AND child <> ?2
         ORDER BY child DESC LIMIT 200",
    )?;
    let rows = statement.query_map((key, but), |row| Ok((row.get(0)?, beside(row)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn beside(row: &Row<'_>) -> rusqlite::Result<Beside> {
    let text = |column: &str| -> rusqlite::Result<&str> { Ok(row.get_ref(column)?.as_str()?) };
    Ok(Beside {
        sex: Sex::from_code(text("sex")?),
        birth: Birth::from_code(text("birth")?).as_ref().and_then(BirthDate::of),
        village: VillageCode::parse(text("village")?).ok(),
    })
}

fn in_a_row(village: Option<VillageCode>) -> String {
    village.map(|village| village.to_string()).unwrap_or_default()
}

/// Takes a child's row away.
pub(super) fn forget(sp: &Savepoint<'_>, child: ChildId) -> Result<(), StoreError> {
    sp.prepare_cached("DELETE FROM compared WHERE child = ?1")?.execute([child])?;
    Ok(())
}

/// The family of a child and what of the child is compared.
pub(super) fn of(
    conn: &Connection,
    child: ChildId,
) -> Result<Option<(FamilyId, Known)>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT family, khmer, latin, sex, birth, mother_khmer, mother_latin, village
             FROM compared WHERE child = ?1",
        )?
        .query_row([child], |row| {
            let mother = match (row.get(5)?, row.get(6)?) {
                (Some(khmer), Some(latin)) => Some(Names { khmer, latin }),
                _ => None,
            };
            let Beside { sex, birth, village } = beside(row)?;
            let child = Names { khmer: row.get(1)?, latin: row.get(2)? };
            let known = Known { child, sex, birth, mother, village };
            Ok((row.get(0)?, known))
        })
        .optional()?;
    Ok(found)
}
