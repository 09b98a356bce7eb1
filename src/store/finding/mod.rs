//! The index children are looked for by, and the keys they are compared by.
//!
//! Both follow from a family's rows: whoever writes a family says so in the same savepoint ([`due`]), the writer
//! indexes all of a commit at once at its end ([`index_due`]), and a file from before the index is caught up when it
//! is opened. The full-text index writes a segment at the end of each savepoint: one a family was a third of all work.

mod compared;
mod keys;
mod rank;

use std::cmp::Reverse;

use rusqlite::{Connection, OptionalExtension, Savepoint, Transaction};

use super::people::{self, ChildRow, NameRow, PersonRow};
use super::{StoreError, families};
use crate::domain::application::Sex;
use crate::domain::duplicate::{Beside, BirthDate, Known, Names, VillageCode, block_keys};
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::place::Place;
use crate::khmer::SortKey;
use keys::Keys;

/// Most children one question gives, the newest first; ranking chooses among them.
const CANDIDATES: u32 = 120;

/// So many who are called by whole words are enough: twice as many as a page shows.
const WHOLE: u32 = 80;

/// A question that found so many is not widened further.
const ENOUGH: usize = 12;

/// A list of its own on each connection that writes; a savepoint that is taken back takes its families off it.
pub(super) const DUE_TABLE: &str =
    "CREATE TEMP TABLE finding_due (family BLOB PRIMARY KEY) WITHOUT ROWID, STRICT";

/// Says that a family was written.
pub(super) fn due(sp: &Savepoint<'_>, family: FamilyId) -> Result<(), StoreError> {
    sp.prepare_cached("INSERT OR IGNORE INTO finding_due (family) VALUES (?1)")?
        .execute([family])?;
    Ok(())
}

/// Indexes every family that was written since the last commit.
pub(super) fn index_due(batch: &mut Transaction<'_>) -> Result<(), StoreError> {
    let families = {
        let mut statement = batch.prepare_cached("SELECT family FROM finding_due")?;
        let families = statement.query_map([], |row| row.get(0))?;
        families.collect::<Result<Vec<FamilyId>, _>>()?
    };
    if families.is_empty() {
        return Ok(());
    }
    let sp = batch.savepoint()?;
    for family in families {
        index_family(&sp, family)?;
    }
    sp.prepare_cached("DELETE FROM finding_due")?.execute([])?;
    Ok(sp.commit()?)
}

/// Writes the keys of a family's children anew; those of children that are no longer there go.
fn index_family(sp: &Savepoint<'_>, family: FamilyId) -> Result<(), StoreError> {
    let Some(whole) = families::by_id(sp, family)? else { return Ok(()) };
    let village = village_of(sp, family)?;
    let village_in_latin = village_in_latin(sp, family)?;
    let words = [whole.khmer, whole.latin, whole.village, village_in_latin.to_owned()];
    let everyone = Everyone { words: words.join(" "), phone: whole.phone };
    for child in &whole.children {
        index_child(sp, child, &whole.persons, village, &everyone)?;
    }
    Ok(())
}

/// What every child of a family is looked for by: who filed, where they live, their phone.
struct Everyone {
    words: String,
    phone: String,
}

/// Takes the keys of children away whose rows are about to go.
pub(super) fn forget(sp: &Savepoint<'_>, child: ChildId) -> Result<(), StoreError> {
    let row: Option<i64> = sp
        .prepare_cached("SELECT n FROM finding_rows WHERE child = ?1")?
        .query_row([child], |row| row.get(0))
        .optional()?;
    if let Some(row) = row {
        sp.prepare_cached("DELETE FROM finding WHERE rowid = ?1")?.execute([row])?;
        sp.prepare_cached("DELETE FROM finding_rows WHERE n = ?1")?.execute([row])?;
    }
    sp.prepare_cached("DELETE FROM block_keys WHERE child = ?1")?.execute([child])?;
    compared::forget(sp, child)
}

/// Empties the index and asks for every family to be indexed anew at the end of this commit: words of rows that were
/// deleted stay in a full-text index until its segments are written anew, whatever its tombstones say. Families of an
/// event that was taken in are looked for on the laptop they came from: a later file of it renews their rows.
pub(super) fn begin_anew(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    sp.execute_batch(
        "INSERT INTO finding (finding) VALUES ('delete-all');
         DELETE FROM finding_rows;
         DELETE FROM block_keys;
         DELETE FROM compared;
         INSERT OR IGNORE INTO finding_due (family)
            SELECT f.id FROM families f JOIN events e ON e.id = f.event WHERE e.taken_in IS NULL;",
    )?;
    Ok(())
}

/// Indexes what an older file has not indexed yet. Gives how many families it went through.
pub(super) fn catch_up(conn: &mut Connection) -> Result<usize, StoreError> {
    let sp = conn.savepoint()?;
    let families = {
        let mut statement = sp.prepare(
            "SELECT DISTINCT family FROM children c
             WHERE NOT EXISTS (SELECT 1 FROM finding_rows f WHERE f.child = c.id AND f.words <> '')
               AND NOT EXISTS (SELECT 1 FROM families k JOIN events e ON e.id = k.event
                               WHERE k.id = c.family AND e.taken_in IS NOT NULL)",
        )?;
        let families = statement.query_map([], |row| row.get(0))?;
        families.collect::<Result<Vec<FamilyId>, _>>()?
    };
    for family in &families {
        index_family(&sp, *family)?;
    }
    sp.commit()?;
    Ok(families.len())
}

fn index_child(
    sp: &Savepoint<'_>,
    child: &ChildRow,
    persons: &[PersonRow],
    village: Option<VillageCode>,
    family: &Everyone,
) -> Result<(), StoreError> {
    let mut keys = Keys::default();
    // Khmer and Latin stand one after the other, each family name first, as in the register.
    let both = |name: &NameRow| format!("{} {}", name.khmer(), name.latin()).trim().to_owned();
    let parents = persons
        .iter()
        .filter(|one| [child.mother_is, child.father_is].contains(&Some(one.id)))
        .map(|parent| both(&parent.name));
    let (own, parents) = (both(&child.name), parents.collect::<Vec<_>>().join(" "));
    keys.add_words(&own);
    keys.add_words(&parents);
    keys.add_words(&family.words);
    keys.add_phone(&family.phone);
    let words = rank::Words::text_of(&own, &parents, &family.words);
    let row: i64 = sp
        .prepare_cached(
            "INSERT INTO finding_rows (child, words) VALUES (?1, ?2)
             ON CONFLICT (child) DO UPDATE SET words = excluded.words RETURNING n",
        )?
        .query_row((child.id, words), |row| row.get(0))?;
    sp.prepare_cached("DELETE FROM finding WHERE rowid = ?1")?.execute([row])?;
    sp.prepare_cached("INSERT INTO finding (rowid, keys) VALUES (?1, ?2)")?
        .execute((row, keys.into_text()))?;
    sp.prepare_cached("DELETE FROM block_keys WHERE child = ?1")?.execute([child.id])?;
    let known = known(child, persons, village);
    for key in block_keys(&known) {
        compared::write_key(sp, child, &key, known.village)?;
    }
    compared::write(sp, child, &known)
}

/// The village of a family, as far as two families can be compared by it.
///
/// One that is not on the list but lies in the event's commune stands for a number of that commune that follows
/// from how it is spelt: two families that wrote the same village meet, and others share the commune.
pub(super) fn village_of(
    conn: &Connection,
    family: FamilyId,
) -> Result<Option<VillageCode>, StoreError> {
    let found: Option<(String, String, String, String)> = conn
        .prepare_cached(
            "SELECT f.village_code, f.home, f.village, e.commune_code
             FROM families f JOIN events e ON e.id = f.event WHERE f.id = ?1",
        )?
        .query_row([family], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((code, home, words, commune)) = found else { return Ok(None) };
    if let Ok(listed) = VillageCode::parse(&code) {
        return Ok(Some(listed));
    }
    let spelt: String = keys::parts(&words).map(|word| keys::spelt(&word)).collect();
    if home != "here" || spelt.is_empty() {
        return Ok(None);
    }
    // Above the numbers of the list, whose longest commune has 33 villages.
    let number = spelt.bytes().fold(0_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 50) + 50;
    Ok(VillageCode::parse(&format!("{commune}{number:02}")).ok())
}

/// The Latin name of a family's village, where it is on the list: many type that.
fn village_in_latin(conn: &Connection, family: FamilyId) -> Result<&'static str, StoreError> {
    let code: String = conn
        .prepare_cached("SELECT village_code FROM families WHERE id = ?1")?
        .query_row([family], |row| row.get(0))?;
    Ok(VillageCode::parse(&code).ok().and_then(Place::of).map_or("", Place::latin))
}

/// What of a child is compared with others.
pub(super) fn known(
    child: &ChildRow,
    persons: &[PersonRow],
    village: Option<VillageCode>,
) -> Known {
    let names = |name: &NameRow| Names { khmer: name.khmer(), latin: name.latin() };
    let mother = persons.iter().find(|person| Some(person.id) == child.mother_is);
    Known {
        child: names(&child.name),
        sex: Sex::from_code(&child.sex),
        birth: child.birth().and_then(|birth| BirthDate::of(&birth)),
        mother: mother.map(|mother| names(&mother.name)),
        village,
    }
}

/// Children that a typed line may mean, the likeliest first, `most` at most.
pub(super) fn find(
    conn: &Connection,
    typed: &str,
    most: usize,
) -> Result<Vec<ChildId>, StoreError> {
    let mut ranked: Vec<rank::Ranked> = Vec::new();
    for way in keys::ways(typed) {
        let asked = rank::Asked::of(&way);
        for one in ranked_by(conn, &way, &asked, most)? {
            match ranked.iter_mut().find(|known| known.row == one.row) {
                Some(known) if known.score < one.score => *known = one,
                Some(_) => {}
                None => ranked.push(one),
            }
        }
        if asked.is_answered_by(&ranked, most) {
            break;
        }
    }
    // What fits less than half as well as the best is noise beside it; whose name it is only tells the order.
    let best = ranked.iter().map(|one| one.fit).max().unwrap_or(0);
    ranked.retain(|one| best <= 2 * one.fit);
    ranked.sort_by_cached_key(|one| (Reverse(one.score), SortKey::of(&one.name), Reverse(one.row)));
    Ok(ranked.into_iter().take(most).map(|one| one.child).collect())
}

/// Whether a word of what was typed, in one of the ways it may be meant, fits `name` better than it fits `shown`.
pub(super) fn fits_better(typed: &str, name: &str, shown: &str) -> bool {
    keys::ways(typed).iter().any(|way| rank::Asked::of(way).fits_better(name, shown))
}

/// The children that these words may mean, each once, and how well they fit; no more than answer the question when `most`
/// are shown.
fn ranked_by(
    conn: &Connection,
    words: &[(String, u32)],
    asked: &rank::Asked,
    most: usize,
) -> Result<Vec<rank::Ranked>, StoreError> {
    // Whoever is written in Khmer meets a Latin word by sound only, which the strictest question does not ask.
    let least = if words.iter().any(|(word, _)| keys::is_latin(word)) { 2 } else { 1 };
    let mut ranked: Vec<rank::Ranked> = Vec::new();
    for (at, question) in (1..).zip(keys::questions(words)) {
        for row in rows_of(conn, &question)? {
            if ranked.iter().any(|known| known.row == row) {
                continue;
            }
            if let Some(words) = rank::Words::read(conn, row)? {
                ranked.push(asked.rank(row, words));
            }
        }
        if least <= at && ENOUGH <= ranked.len() || asked.is_answered_by(&ranked, most) {
            break;
        }
    }
    Ok(ranked)
}

/// The newest rows that a question finds. Where whole words give as many as are looked at, those that only begin so are
/// not asked for: that would choose others among the newest, and take longer than everything else.
fn rows_of(conn: &Connection, question: &keys::Question) -> Result<Vec<i64>, StoreError> {
    let whole = rows_matching(conn, &question.whole, WHOLE)?;
    if WHOLE as usize <= whole.len() {
        return Ok(whole);
    }
    let begun = rows_matching(conn, &question.begun, CANDIDATES)?;
    let others = begun.into_iter().filter(|row| !whole.contains(row));
    Ok(whole.iter().copied().chain(others).take(CANDIDATES as usize).collect())
}

/// The newest rows that this finds in the index.
///
/// The index knows letters as of Unicode 6.1: one that is newer, or a sign that only looks like a letter, parts a key in
/// two there, and the index cannot ask for two that follow each other. Nobody's key was kept whole with such a letter
/// either, so that nothing is found.
fn rows_matching(conn: &Connection, question: &str, most: u32) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT rowid FROM finding WHERE finding MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
    )?;
    let rows = statement.query_map((question, most), |row| row.get(0))?;
    match rows.collect::<Result<_, _>>() {
        Err(rusqlite::Error::SqliteFailure(_, Some(said))) if said.contains("phrase queries") => {
            Ok(Vec::new())
        }
        rows => Ok(rows?),
    }
}

/// Children that share a key with this one and that may be it by what stands beside the key, each with what of it is
/// compared. Of its own family, who are its brothers and sisters by what the family said, only those called the same: one
/// child may have been entered twice.
pub(super) fn in_its_blocks(
    conn: &Connection,
    child: &ChildRow,
    may_be: impl Fn(Beside) -> bool,
) -> Result<Vec<(ChildId, Known)>, StoreError> {
    // A key that hundreds share tells nothing; the newest of each are looked at.
    let mut statement =
        conn.prepare_cached("SELECT key FROM block_keys WHERE child = ?1 ORDER BY key")?;
    let keys: Vec<String> =
        statement.query_map([child.id], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut found: Vec<ChildId> = Vec::new();
    for key in keys {
        let of_key = compared::of_key(conn, &key, child.id)?;
        found.extend(of_key.into_iter().filter(|(_, beside)| may_be(*beside)).map(|(id, _)| id));
    }
    found.sort_unstable();
    found.dedup();
    let mut others = Vec::with_capacity(found.len());
    for id in found {
        let Some((family, known)) = compared::of(conn, id)? else { continue };
        let is_own = family == child.family;
        if !is_own || people::child(conn, id)?.is_some_and(|own| is_called_the_same(child, &own)) {
            others.push((id, known));
        }
    }
    Ok(others)
}

/// Whether two given names are spelt the same in either script.
fn is_called_the_same(one: &ChildRow, other: &ChildRow) -> bool {
    let same = |one: &str, other: &str| {
        let [one, other] =
            [one, other].map(|name| keys::parts(name).map(|word| keys::spelt(&word)));
        let (one, other): (Vec<_>, Vec<_>) = (one.collect(), other.collect());
        !one.is_empty() && one == other
    };
    same(&one.name.given_km, &other.name.given_km)
        || same(&one.name.given_lat, &other.name.given_lat)
}
