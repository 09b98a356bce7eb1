//! The rows that go, and what is left of a family whose certificate was not fetched.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use rusqlite::Savepoint;

use super::TO_BE_FETCHED;
use super::phones;
use crate::domain::ids::EventId;
use crate::domain::retention::Kind;
use crate::store::{StoreError, finding, hand_overs};

/// What went and what stayed, by code (`forget-count-…`).
pub type Counts = BTreeMap<String, u32>;

/// Wipes these kinds of an event. Whether they are due is the caller's to know.
pub fn wipe(
    sp: &Savepoint<'_>,
    event: EventId,
    kinds: &[Kind],
    at: Timestamp,
) -> Result<Counts, StoreError> {
    let mut counts = Counts::new();
    let mut count = |code: &str, rows: usize| {
        *counts.entry(code.to_owned()).or_default() += u32::try_from(rows).unwrap_or(u32::MAX);
    };
    sp.execute_batch(
        "CREATE TEMP TABLE IF NOT EXISTS going (id BLOB PRIMARY KEY) WITHOUT ROWID, STRICT;
         CREATE TEMP TABLE IF NOT EXISTS going_children (id BLOB PRIMARY KEY) WITHOUT ROWID, STRICT;
         CREATE TEMP TABLE IF NOT EXISTS going_drafts (id BLOB PRIMARY KEY) WITHOUT ROWID, STRICT;",
    )?;
    let has = |kind| kinds.contains(&kind);
    if has(Kind::Sealed) {
        count("boxes", sealed(sp, event)?);
    }
    if has(Kind::Photos) {
        count(
            "photos",
            sp.execute(
                "DELETE FROM photos WHERE draft IN (SELECT id FROM drafts WHERE event = ?1)",
                [event],
            )?,
        );
    }
    if has(Kind::Drafts) {
        clear(sp)?;
        sp.execute(
            "INSERT INTO going_drafts SELECT id FROM drafts WHERE event = ?1 AND family IS NULL",
            [event],
        )?;
        count("photos", photos_of_going(sp)?);
        count("drafts", drafts_go(sp)?);
    }
    if has(Kind::Registration) || has(Kind::Stub) {
        clear(sp)?;
        let waits = format!(
            "EXISTS (SELECT 1 FROM children c WHERE c.family = f.id AND c.state IN {TO_BE_FETCHED})"
        );
        let which = match (has(Kind::Registration), has(Kind::Stub)) {
            (true, true) => "1",
            (true, false) => &format!("NOT {waits}"),
            (false, _) => &waits,
        };
        sp.execute(
            &format!(
                "INSERT INTO going SELECT f.id FROM families f WHERE f.event = ?1 AND {which}"
            ),
            [event],
        )?;
        sp.execute_batch(
            "INSERT INTO going_children SELECT id FROM children WHERE family IN going;
             INSERT INTO going_drafts SELECT draft FROM families WHERE id IN going;",
        )?;
        typed_about_going(sp)?;
        let gone = families_go(sp, at)?;
        count("families", gone.families);
        count("children", gone.children);
        count("photos", photos_of_going(sp)?);
        drafts_go(sp)?;
    }
    if has(Kind::Registration) && !has(Kind::Stub) {
        let reduced = reduce(sp, event, at)?;
        count("reduced", reduced.families);
        count("photos", reduced.photos);
    }
    if has(Kind::Phones) {
        count("phones", phones::wipe(sp, event)?);
    }
    if has(Kind::AsTyped) {
        count("as_typed", sp.execute("DELETE FROM as_typed WHERE event = ?1", [event])?);
    }
    clear(sp)?;
    finding::begin_anew(sp)?;
    Ok(counts)
}

fn clear(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    Ok(sp.execute_batch(
        "DELETE FROM going; DELETE FROM going_children; DELETE FROM going_drafts;",
    )?)
}

/// The boxes of an event and the keys to them: from here on nobody can open one on this laptop, nor in a backup made
/// from now on.
fn sealed(sp: &Savepoint<'_>, event: EventId) -> Result<usize, StoreError> {
    let boxes = sp.execute("DELETE FROM sealed_room WHERE event = ?1", [event])?;
    let notes = sp.execute(
        "DELETE FROM sealed_notes WHERE family IN (SELECT id FROM families WHERE event = ?1)",
        [event],
    )?;
    sp.execute("DELETE FROM focal_keys WHERE event = ?1", [event])?;
    sp.execute("DELETE FROM focal_sheets WHERE event = ?1", [event])?;
    hand_overs::boxes_went(sp, event)?;
    Ok(boxes + notes)
}

fn photos_of_going(sp: &Savepoint<'_>) -> Result<usize, StoreError> {
    Ok(sp.execute("DELETE FROM photos WHERE draft IN going_drafts", [])?)
}

fn drafts_go(sp: &Savepoint<'_>) -> Result<usize, StoreError> {
    sp.execute("UPDATE paper_forms SET draft = NULL WHERE draft IN going_drafts", [])?;
    sp.execute("DELETE FROM draft_tokens WHERE draft IN going_drafts", [])?;
    Ok(sp.execute("DELETE FROM drafts WHERE id IN going_drafts", [])?)
}

/// What staff typed on a page about somebody who goes; such a page's address names the row.
fn typed_about_going(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    let going: HashSet<String> = {
        let mut statement = sp.prepare(
            "SELECT lower(hex(id)) FROM (SELECT id FROM going UNION ALL SELECT id FROM going_children
                UNION ALL SELECT id FROM going_drafts)",
        )?;
        let ids = statement.query_map([], |row| row.get(0))?;
        ids.collect::<Result<_, _>>()?
    };
    let rows: Vec<(i64, String)> = {
        let mut statement = sp.prepare("SELECT id, page FROM as_typed")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<Result<_, _>>()?
    };
    for (id, page) in rows {
        if page.split('/').any(|part| going.contains(part)) {
            sp.prepare_cached("DELETE FROM as_typed WHERE id = ?1")?.execute([id])?;
        }
    }
    Ok(())
}

struct Gone {
    families: usize,
    children: usize,
}

/// Takes away the families that go with everything that hangs on them. Their receipts' numbers stay as numbers, so
/// that none is ever given again, with what became of the certificate.
fn families_go(sp: &Savepoint<'_>, at: Timestamp) -> Result<Gone, StoreError> {
    children_lose_what_hangs_on_them(sp, at)?;
    sp.execute_batch(
        "DELETE FROM case_steps WHERE child IN going_children;
         DELETE FROM register_copies WHERE child IN going_children;",
    )?;
    let children = sp.execute("DELETE FROM children WHERE id IN going_children", [])?;
    sp.execute_batch(
        "DELETE FROM persons WHERE family IN going;
         DELETE FROM paper_answers WHERE family IN going;
         DELETE FROM collectors WHERE family IN going;
         DELETE FROM kept_places WHERE family IN going;
         DELETE FROM sealed_notes WHERE family IN going;
         DELETE FROM revisions WHERE family IN going;
         DELETE FROM ticket_moves WHERE EXISTS
            (SELECT 1 FROM tickets t WHERE t.family IN going AND t.event = ticket_moves.event
                AND t.number = ticket_moves.number);
         DELETE FROM tickets WHERE family IN going;
         UPDATE paper_forms SET family = NULL WHERE family IN going;
         UPDATE drafts SET family = NULL WHERE family IN going;",
    )?;
    let families = sp.execute("DELETE FROM families WHERE id IN going", [])?;
    Ok(Gone { families, children })
}

/// Takes from the children that go their receipts, list rows, answers about pairs, entries and collections. Receipts'
/// numbers stay as numbers.
fn children_lose_what_hangs_on_them(sp: &Savepoint<'_>, at: Timestamp) -> Result<(), StoreError> {
    sp.execute(
        "UPDATE receipts SET child = NULL, forgotten_at = ?1,
            forgotten_as = (SELECT c.state FROM children c WHERE c.id = receipts.child)
         WHERE child IN going_children",
        [at.as_millisecond()],
    )?;
    issues_go(sp)?;
    sp.execute_batch(
        "DELETE FROM collection_list_rows WHERE child IN going_children;
         DELETE FROM pair_answers WHERE first IN going_children OR second IN going_children;
         DELETE FROM entries WHERE child IN going_children;
         DELETE FROM collections WHERE child IN going_children;",
    )?;
    Ok(())
}

/// What receipts said, of numbers that have no child any more but had one.
fn issues_go(sp: &Savepoint<'_>) -> Result<(), StoreError> {
    Ok(sp.execute_batch(
        "DELETE FROM prints WHERE issue IN (SELECT i.id FROM issues i JOIN receipts r ON r.code = i.code
            WHERE r.forgotten_at IS NOT NULL);
         DELETE FROM print_jobs WHERE code IN (SELECT code FROM receipts WHERE forgotten_at IS NOT NULL);
         DELETE FROM issues WHERE code IN (SELECT code FROM receipts WHERE forgotten_at IS NOT NULL);",
    )?)
}

struct Reduced {
    families: usize,
    photos: usize,
}

/// Leaves of the other families of an event what handing a certificate over needs: the ticket, the child's name, sex
/// and birth, the mother's name, the village, who reported and who may come. Brothers and sisters who need nothing
/// more go whole.
fn reduce(sp: &Savepoint<'_>, event: EventId, at: Timestamp) -> Result<Reduced, StoreError> {
    clear(sp)?;
    sp.execute(
        "INSERT INTO going SELECT id FROM families WHERE event = ?1 AND reduced_at IS NULL",
        [event],
    )?;
    sp.execute(
        &format!(
            "INSERT INTO going_children SELECT id FROM children WHERE family IN going AND state NOT IN {TO_BE_FETCHED}"
        ),
        [],
    )?;
    sp.execute_batch("INSERT INTO going_drafts SELECT draft FROM families WHERE id IN going")?;
    let photos = photos_of_going(sp)?;
    children_lose_what_hangs_on_them(sp, at)?;
    sp.execute_batch(
        "DELETE FROM case_steps WHERE child IN (SELECT id FROM children WHERE family IN going);
         DELETE FROM register_copies WHERE child IN (SELECT id FROM children WHERE family IN going);
         DELETE FROM prints WHERE issue IN (SELECT i.id FROM issues i JOIN receipts r ON r.code = i.code
            JOIN children c ON c.id = r.child WHERE c.family IN going);
         DELETE FROM issues WHERE code IN
            (SELECT r.code FROM receipts r JOIN children c ON c.id = r.child WHERE c.family IN going);
         DELETE FROM children WHERE id IN going_children;
         UPDATE children SET lunar_words = '', birth_spot = 'not_stated', birth_kind = 'not_stated', birth_place = '',
            nationality = 'officer', nationality_words = '', father = 'not_stated', father_is = NULL
            WHERE family IN going;
         DELETE FROM persons WHERE family IN going AND NOT EXISTS
            (SELECT 1 FROM children c WHERE c.mother_is = persons.id);
         UPDATE persons SET birth = '', lunar_words = '', birth_place = '', nationality = 'officer',
            nationality_words = '', home = '', home_village = '', home_words = '' WHERE family IN going;
         DELETE FROM paper_answers WHERE family IN going;
         DELETE FROM kept_places WHERE family IN going;
         DELETE FROM sealed_notes WHERE family IN going;
         DELETE FROM revisions WHERE family IN going;
         DELETE FROM draft_tokens WHERE draft IN going_drafts;
         UPDATE drafts SET answers = '{}' WHERE id IN going_drafts;",
    )?;
    let families = sp.execute(
        "UPDATE families SET answers = '{}', relation_words = '', home_words = '', search = '', phone = '',
            phone_typed = '', phone_whose = '', reduced_at = ?1, version = version + 1 WHERE id IN going",
        [at.as_millisecond()],
    )?;
    Ok(Reduced { families, photos })
}
