//! Writes into the focal's room, and reads it with a focal's key.
//!
//! Whoever writes cannot read. The journal learns that something was sealed, never what, about whom or by whom; and
//! boxes that hold nothing are sealed at ordinary steps of every family, so that one more says nothing.

use crate::domain::ids::{EventId, RowId};
use crate::domain::safeguarding::{About, Note, What};
use crate::seal::sealed::{self, FocalPublic, FocalSecret};
use crate::seal::token::uuid7;
use crate::store::journal::By;
use crate::store::{Reading, Savepoint, StoreError, events, journal, sealed_room};

/// The act under which the journal knows that a box was sealed.
pub const SEALED: &str = "sealed";

/// Seals a note to the event's focal key. Gives its name, by which a second note can call it a mistake.
pub fn note(
    sp: &Savepoint<'_>,
    event: EventId,
    about: About,
    what: What,
    by: By,
) -> Result<RowId, StoreError> {
    let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let note = Note { id, at: by.at, by: by.staff, about, what };
    seal(sp, event, &sealed_room::text_of(&note)?, by)?;
    Ok(id)
}

/// So many covers may stand at the end of a visit. Nobody ever draws as many, so that this bounds nothing that is seen.
pub const MOST_COVERS: u32 = u64::BITS;

/// So many may stand after a step in the middle of one.
pub const MOST_NOW_AND_THEN: u32 = u64::BITS / 2;

/// Seals boxes that hold nothing, at the end of every visit at a desk: none, one, two and so on, each half as likely as
/// the one before. No number of boxes is therefore possible only where somebody told something.
pub fn cover(sp: &Savepoint<'_>, event: EventId, by: By) -> Result<(), StoreError> {
    seal_covers(sp, event, covers_of(drawn()), by)
}

/// The same after an ordinary step in the middle of a visit: one once in four times, and each further one again once in
/// four. Boxes that stand between two entries of the journal, however many, may always be these.
pub fn cover_now_and_then(sp: &Savepoint<'_>, event: EventId, by: By) -> Result<(), StoreError> {
    seal_covers(sp, event, covers_now_and_then_of(drawn()), by)
}

/// From one byte there would be eight covers at the most, and a ninth box would say that somebody told something.
fn drawn() -> u64 {
    u64::from_be_bytes(crate::seal::random())
}

/// How many covers a visit ends with, of what was drawn.
fn covers_of(drawn: u64) -> u32 {
    drawn.trailing_ones()
}

/// How many follow an ordinary step, of what was drawn.
fn covers_now_and_then_of(drawn: u64) -> u32 {
    drawn.trailing_zeros() / 2
}

fn seal_covers(sp: &Savepoint<'_>, event: EventId, count: u32, by: By) -> Result<(), StoreError> {
    for _ in 0..count {
        seal(sp, event, b"", by)?;
    }
    Ok(())
}

/// Seals one box that holds nothing.
pub fn cover_one(sp: &Savepoint<'_>, event: EventId, by: By) -> Result<(), StoreError> {
    seal(sp, event, b"", by)
}

/// Seals a note that came from another laptop as it was. The journal learns of the whole file, not of each note.
pub(super) fn put_back(
    sp: &Savepoint<'_>,
    event: EventId,
    key: &FocalPublic,
    note: &Note,
) -> Result<(), StoreError> {
    let boxed = sealed::seal_note(key, &about_room(event), &sealed_room::text_of(note)?)
        .map_err(|_| StoreError::BadRow("a note that cannot be sealed"))?;
    sealed_room::keep(sp, event, &boxed)
}

fn seal(sp: &Savepoint<'_>, event: EventId, text: &[u8], by: By) -> Result<(), StoreError> {
    let key = events::focal_key(sp, event)?;
    let boxed = sealed::seal_note(&key, &about_room(event), text)
        .map_err(|_| StoreError::BadRow("a note that cannot be sealed"))?;
    sealed_room::keep(sp, event, &boxed)?;
    write_down(sp, by)
}

/// A paper or a table of the room leaves that is about no child: a line as of everything there, and no box, which would
/// say that the room holds more than what was handed over.
pub fn left(sp: &Savepoint<'_>, by: By) -> Result<(), StoreError> {
    write_down(sp, by)
}

fn write_down(sp: &Savepoint<'_>, by: By) -> Result<(), StoreError> {
    // With a time of its own the entry would say when somebody was told something, and so about whom: it has the time
    // of the entry before it, as a box has that covers that very step.
    let at = journal::last(sp)?.map_or(by.at, |(_, at)| at);
    journal::append(sp, By { staff: None, at }, SEALED, "", "")
}

/// Seals every box that `last` opens to another key. One that it does not open is damaged, and stays as it is.
pub(super) fn seal_anew(
    sp: &Savepoint<'_>,
    event: EventId,
    last: &FocalSecret,
    next: &FocalPublic,
) -> Result<(), StoreError> {
    let about = about_room(event);
    for (number, boxed) in sealed_room::boxes(sp, event, 0)? {
        let Ok(text) = sealed::open_note(last, &about, &boxed) else { continue };
        let boxed = sealed::seal_note(next, &about, &text)
            .map_err(|_| StoreError::BadRow("a note that cannot be sealed"))?;
        sealed_room::replace(sp, number, &boxed)?;
    }
    Ok(())
}

/// What boxes of an event's room are bound to.
fn about_room(event: EventId) -> Vec<u8> {
    [b"room\0".as_slice(), &event.0].concat()
}

/// What a focal's key opened.
pub struct Opened {
    /// Every note, in the order in which they were saved.
    pub notes: Vec<Note>,
    /// Number of the last box; reading on starts there.
    pub last: i64,
    /// Boxes that did not open: sealed to another key, or damaged.
    pub shut: usize,
}

/// Opens every box of the event's room that was sealed after number `after` (0: all).
pub fn open_room(
    conn: &Reading,
    event: EventId,
    secret: &FocalSecret,
    after: i64,
) -> Result<Opened, StoreError> {
    let mut opened = Opened { notes: Vec::new(), last: after, shut: 0 };
    let about = about_room(event);
    sealed_room::each_box(conn, event, after, |number, boxed| {
        opened.last = number;
        match sealed::open_note(secret, &about, boxed) {
            Ok(text) => opened.notes.extend(sealed_room::note_of(&text)?),
            Err(_) => opened.shut += 1,
        }
        Ok(())
    })?;
    Ok(opened)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn covers_are_drawn_by_halves_and_by_quarters_up_to_more_than_anybody_sees() {
        let counted = |count: fn(u64) -> u32| {
            (0..=u64::from(u16::MAX)).fold([0; 4], |mut seen: [u32; 4], drawn| {
                if let Some(times) = seen.get_mut(count(drawn) as usize) {
                    *times += 1;
                }
                seen
            })
        };
        assert_eq!(counted(covers_of), [32_768, 16_384, 8_192, 4_096]);
        assert_eq!(counted(covers_now_and_then_of), [49_152, 12_288, 3_072, 768]);
        assert_eq!((covers_of(u64::MAX), covers_of(u64::MAX >> 1)), (MOST_COVERS, 63));
        assert_eq!(
            (covers_now_and_then_of(0), covers_now_and_then_of(1 << 62)),
            (MOST_NOW_AND_THEN, 31)
        );
    }
}
