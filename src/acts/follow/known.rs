//! What is known in an opened room: its notes, and how each child stands by them and by its form. Held in memory while
//! the room is open, and brought up to date by what came since.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::acts::{form_setting, seal};
use crate::clock;
use crate::domain::application::Application;
use crate::domain::attention::{Attention, Form};
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, EventId, FamilyId, StaffId};
use crate::domain::intake;
use crate::domain::risk::RuleSet;
use crate::domain::safeguarding::{Level, Moment, Note, Planned, Stage, What};
use crate::domain::tally::Referred;
use crate::seal::sealed::FocalSecret;
use crate::store::followed::{self, Filed};
use crate::store::{Reading, StoreError, events};

/// Everything that was read so far.
#[derive(Default)]
pub struct Known {
    mark: Option<(i64, i64)>,
    last: i64,
    shut: usize,
    notes: BTreeMap<FamilyId, Vec<Note>>,
    families: BTreeMap<FamilyId, Seen>,
}

/// A family as it was when it was looked at last.
struct Seen {
    version: i64,
    notes: usize,
    standing: Vec<Standing>,
}

/// How a child stands, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own on the list")]
pub struct Standing {
    /// The family.
    pub family: FamilyId,
    /// The child.
    pub child: ChildId,
    /// Its place on the form, from 1.
    pub position: u8,
    /// The family's number.
    pub ticket: u32,
    /// The level that counts.
    pub level: Level,
    /// Whether a focal set it.
    pub is_set: bool,
    /// By when the family is to be contacted.
    pub moment: Option<Moment>,
    /// Whether the family was contacted within the level's clock.
    pub in_time: bool,
    /// Whether it was referred to somebody.
    pub is_referred: bool,
    /// How far it is.
    pub stage: Stage,
    /// Whether the child is here now, by the last sign that somebody noted.
    pub here_now: bool,
    /// Only points speak for it.
    pub support_only: bool,
    /// Whether it is on the list at all.
    pub is_listed: bool,
    /// Plans that are open.
    pub plans: Vec<Planned>,
    /// Who is kept out.
    pub excluded: Vec<StaffId>,
}

/// One child's record.
pub struct Record {
    /// The family's form.
    pub filed: Filed,
    /// The child's place on it, from 1.
    pub position: u8,
    /// How it stands.
    pub attention: Attention,
    /// Every note about it and about its family, in the order in which they were saved.
    pub notes: Vec<Note>,
    /// How many notes about the family but views there are: a page that knows fewer is out of date.
    pub seen: usize,
    /// Number of the last box that was read.
    pub last: i64,
}

impl Known {
    /// Reads what came since the last time.
    pub fn read(
        &mut self,
        conn: &Reading,
        event: EventId,
        secret: &FocalSecret,
    ) -> Result<(), StoreError> {
        let mark = followed::mark(conn, event)?;
        if self.mark == Some(mark) {
            return Ok(());
        }
        let opened = seal::open_room(conn, event, secret, self.last)?;
        self.last = opened.last;
        self.shut += opened.shut;
        for note in opened.notes {
            self.notes.entry(note.about.family).or_default().push(note);
        }
        let of_event = events::by_id(conn, event)?;
        let mut versions: BTreeMap<FamilyId, i64> =
            followed::versions(conn, event)?.into_iter().collect();
        // A note may be about a family of an earlier event that came to the desk again.
        for family in self.notes.keys() {
            if !versions.contains_key(family)
                && let Some(filed) = followed::filed(conn, *family)?
            {
                versions.insert(*family, filed.version);
            }
        }
        self.families.retain(|family, _| versions.contains_key(family));
        for (family, version) in versions {
            let notes = self.notes.get(&family).map(Vec::as_slice).unwrap_or_default();
            let is_new = self
                .families
                .get(&family)
                .is_none_or(|seen| seen.version != version || seen.notes != notes.len());
            if is_new {
                let standing = look_at(conn, of_event.as_ref(), family, notes)?;
                self.families.insert(family, Seen { version, notes: notes.len(), standing });
            }
        }
        self.mark = Some(mark);
        Ok(())
    }

    /// How the children stand whom `reader` may know of: listed, or followed with a plan.
    pub fn standing(&self, reader: StaffId) -> impl Iterator<Item = &Standing> {
        let all = self.families.values().flat_map(|seen| &seen.standing);
        all.filter(move |one| !one.excluded.contains(&reader))
    }

    /// Families that `reader` may know nothing of.
    pub fn kept_from(&self, reader: StaffId) -> impl Iterator<Item = FamilyId> {
        let hidden = move |one: &Standing| one.excluded.contains(&reader);
        let all = self.families.iter();
        all.filter(move |(_, seen)| seen.standing.iter().any(hidden)).map(|(family, _)| *family)
    }

    /// Notes of the event about families that `reader` may know of, the newest first.
    pub fn notes(&self, reader: StaffId) -> Vec<&Note> {
        let hidden: BTreeSet<FamilyId> = self.kept_from(reader).collect();
        let about = self.notes.iter().filter(|(family, _)| !hidden.contains(family));
        let mut all: Vec<&Note> = about.flat_map(|(_, notes)| notes).collect();
        all.sort_by_key(|note| std::cmp::Reverse((note.at, note.id)));
        all
    }

    /// Children who were referred, by level, for the event's report: those that `reader` may know of.
    pub fn referred(&self, reader: StaffId) -> Vec<Referred> {
        let referred = self.standing(reader).filter(|one| one.is_referred);
        let count = |one: &Standing| Referred {
            level: one.level,
            children: 1,
            in_time: u32::from(one.in_time),
        };
        referred.map(count).collect()
    }

    /// Whether anything but a view was noted after a moment, whoever may know of it.
    pub fn has_notes_after(&self, at: Timestamp) -> bool {
        let mut all = self.notes.values().flatten();
        all.any(|note| at < note.at && !matches!(note.what, What::Viewed { .. }))
    }

    /// Boxes that did not open: sealed to another key, or damaged.
    pub fn shut(&self) -> usize {
        self.shut
    }

    /// One child's record, unless `reader` is kept out of it or there is no such child.
    pub fn record(
        &self,
        conn: &Reading,
        family: FamilyId,
        child: ChildId,
        reader: StaffId,
    ) -> Result<Option<Record>, StoreError> {
        let notes = self.notes.get(&family).map(Vec::as_slice).unwrap_or_default();
        let Some(filed) = followed::filed(conn, family)? else { return Ok(None) };
        let Some(event) = events::by_id(conn, filed.event)? else { return Ok(None) };
        let found = filed.children.iter().find(|(id, _)| *id == child);
        let Some((_, position)) = found.copied() else { return Ok(None) };
        let all = attention(&event, family, &filed, notes);
        if all.iter().any(|(_, _, attention)| attention.followed.excluded.contains(&reader)) {
            return Ok(None);
        }
        let Some((_, _, attention)) = all.into_iter().find(|(id, ..)| *id == child) else {
            return Ok(None);
        };
        let seen = notes.iter().filter(|note| !matches!(note.what, What::Viewed { .. })).count();
        let about = notes.iter().filter(|note| note.about.child.is_none_or(|it| it == child));
        let notes = about.cloned().collect();
        Ok(Some(Record { filed, position, attention, notes, seen, last: self.last }))
    }
}

/// How a family's children stand.
fn look_at(
    conn: &Reading,
    of_event: Option<&Event>,
    family: FamilyId,
    notes: &[Note],
) -> Result<Vec<Standing>, StoreError> {
    let Some(filed) = followed::filed(conn, family)? else { return Ok(Vec::new()) };
    let earlier = match of_event.filter(|event| event.id == filed.event) {
        Some(_) => None,
        None => events::by_id(conn, filed.event)?,
    };
    let Some(event) = earlier.as_ref().or(of_event) else { return Ok(Vec::new()) };
    let all = attention(event, family, &filed, notes);
    let standing = all.into_iter().map(|(child, position, attention)| Standing {
        family,
        child,
        position,
        ticket: filed.ticket,
        level: attention.level,
        is_set: attention.followed.level.is_some(),
        moment: attention.moment,
        in_time: attention.is_contacted_in_time(),
        is_referred: attention.followed.is_referred,
        stage: attention.followed.stage,
        here_now: attention.followed.here_now,
        support_only: attention.is_support_only(),
        is_listed: attention.is_listed(),
        plans: attention.followed.plans,
        excluded: attention.followed.excluded,
    });
    Ok(standing.filter(|one| one.is_listed || !one.excluded.is_empty()).collect())
}

/// How each child of a family stands; an open case of the highest level counts for its household.
fn attention(
    event: &Event,
    family: FamilyId,
    filed: &Filed,
    notes: &[Note],
) -> Vec<(ChildId, u8, Attention)> {
    let setting = form_setting(event, filed.filed_at);
    let application = intake::as_far_as_read(&filed.answers, &setting);
    let of = |application: &Application, child, position: u8, household_open_high| {
        let form = Form {
            application,
            child: usize::from(position).saturating_sub(1),
            day: event.starts_on.max(clock::civil_day(filed.filed_at)),
            filed_at: filed.filed_at,
            household_open_high,
        };
        Attention::of(RuleSet::embedded(), form, family, child, notes)
    };
    let alone: Vec<(ChildId, u8, Attention)> = filed
        .children
        .iter()
        .map(|(child, position)| (*child, *position, of(&application, *child, *position, false)))
        .collect();
    let high: Vec<ChildId> =
        alone.iter().filter(|(.., it)| it.is_open_high()).map(|(child, ..)| *child).collect();
    if high.is_empty() {
        return alone;
    }
    let beside = |child: ChildId| high.iter().any(|other| *other != child);
    alone
        .into_iter()
        .map(|(child, position, it)| {
            let it = if beside(child) { of(&application, child, position, true) } else { it };
            (child, position, it)
        })
        .collect()
}
