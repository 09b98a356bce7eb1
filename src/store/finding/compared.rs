//! What of each child is compared with others, close together and in the order of filing: a desk's page compares its child
//! with hundreds, whose forms lie all over the file.

use rusqlite::{Connection, OptionalExtension, Savepoint};

use crate::domain::application::Sex;
use crate::domain::birth::Birth;
use crate::domain::duplicate::{BirthDate, Known, Names, VillageCode};
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
        known.village.map(|village| village.to_string()).unwrap_or_default(),
    ))?;
    Ok(())
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
            let (sex, birth): (String, String) = (row.get(3)?, row.get(4)?);
            let known = Known {
                child: Names { khmer: row.get(1)?, latin: row.get(2)? },
                sex: Sex::from_code(&sex),
                birth: Birth::from_code(&birth).as_ref().and_then(BirthDate::of),
                mother,
                village: VillageCode::parse(&row.get::<_, String>(7)?).ok(),
            };
            Ok((row.get(0)?, known))
        })
        .optional()?;
    Ok(found)
}
