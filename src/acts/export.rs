//! Records of children for other programs: only confirmed ones, only what was agreed to or is vital, sealed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::follow::children_of;
use super::hand_over::{self, HandOverError};
use super::referral;
use crate::domain::attention::Attention;
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, EventId, FamilyId, RowId};
use crate::domain::risk::RuleSet;
use crate::domain::safeguarding::{Agreed, Followed, Held, Level, Moment, Note, safe_to_call};
use crate::exchange::bundle::{self, Manifest, Part};
use crate::exchange::case::{Case, Known};
use crate::exchange::oscar::{self, OscarError, Referrer};
use crate::exchange::primero::profile::Profile;
use crate::exchange::primero::record;
use crate::papers::referral::Referral;
use crate::seal::Cost;
use crate::seal::focal_key;
use crate::seal::parcel::{self, Address, Wrap};
use crate::seal::sealed::{FocalPublic, FocalSecret};
use crate::seal::token::uuid7;
use crate::store::hand_overs::HandOver;
use crate::store::journal::By;
use crate::store::{Reading, Savepoint, StoreError, events, families, schema, tickets};

/// What the rules found about a child.
#[derive(Debug, Clone)]
pub struct Found {
    /// The level that counts, what is new included.
    pub level: Level,
    /// Rules that fired: code and reason in English.
    pub fired: Vec<(String, String)>,
    /// The clock that runs, or that a contact ended.
    pub clock: Option<Moment>,
}

impl Found {
    /// What a child's page tells.
    pub fn of(attention: &Attention) -> Self {
        let fired = attention.finding.fired.iter();
        let fired = fired.map(|it| (it.code.clone(), it.reason.en.clone())).collect();
        Self { level: attention.level, fired, clock: attention.clock }
    }
}

/// What the rules found, by child, and under which rules.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Name and version of the rules; empty where none were used.
    pub rule_set: String,
    /// By child.
    pub of: BTreeMap<ChildId, Found>,
    /// Families whose phone may be rung.
    pub ring: BTreeSet<FamilyId>,
}

/// How every child of the event stands by the rules of this program and the notes of the room, as the room's own pages
/// tell it. Children without a finding or a clock are left out; the families of the others are listed.
pub fn found(
    conn: &Reading,
    event: EventId,
    notes: &[Note],
) -> Result<(Findings, Vec<FamilyId>), StoreError> {
    let rules = RuleSet::embedded();
    let mut findings =
        Findings { rule_set: format!("{} {}", rules.id(), rules.version()), ..Findings::default() };
    findings.ring = safe_to_call(notes);
    let ids = families::of_event(conn, event)?;
    let event = events::by_id(conn, event)?;
    let mut by_family: BTreeMap<FamilyId, Vec<Note>> =
        ids.into_iter().map(|id| (id, Vec::new())).collect();
    for note in notes {
        by_family.entry(note.about.family).or_default().push(note.clone());
    }
    let mut whole = Vec::new();
    for (id, notes) in by_family {
        let mut any = false;
        for (child, _, attention) in children_of(conn, event.as_ref(), id, &notes)? {
            any |= attention.finding.level != Level::NoAction;
            let found = Found::of(&attention);
            if !found.fired.is_empty() || found.clock.is_some() {
                findings.of.insert(child, found);
            }
        }
        if any {
            whole.push(id);
        }
    }
    Ok((findings, whole))
}

/// Records that may leave, and those that stay with the reason.
#[derive(Default)]
pub struct Sorted {
    /// What leaves.
    pub cases: Vec<Case>,
    /// What stays.
    pub held: Vec<(ChildId, Held)>,
}

/// An opened room, with what the rules found.
#[derive(Clone, Copy)]
struct Room<'a> {
    event: &'a Event,
    notes: &'a [Note],
    findings: &'a Findings,
}

/// Puts the record of every child together that one of the `notes` of the room is about.
pub fn cases(
    conn: &Reading,
    event: EventId,
    notes: &[Note],
    findings: &Findings,
    needed: &[Agreed],
) -> Result<Sorted, StoreError> {
    let Some(event) = events::by_id(conn, event)? else { return Ok(Sorted::default()) };
    let mut about: Vec<FamilyId> = notes.iter().map(|note| note.about.family).collect();
    about.sort_unstable();
    about.dedup();
    let mut sorted = Sorted::default();
    for id in about {
        of_family(conn, Room { event: &event, notes, findings }, id, |known| {
            match Case::of(known, needed) {
                Ok(case) => sorted.cases.push(case),
                Err(held) => sorted.held.push((known.child.id, held)),
            }
        })?;
    }
    Ok(sorted)
}

/// The referral slip of one child, or why there may be none; nothing if there is no such child. `notes`: at least those
/// about the child and about its whole family.
pub fn slip(
    conn: &Reading,
    (event, notes): (EventId, &[Note]),
    findings: &Findings,
    (family, child): (FamilyId, ChildId),
    (needed, who): (&[Agreed], &referral::Referrer),
    at: Timestamp,
) -> Result<Option<Result<Referral, Held>>, StoreError> {
    let Some(event) = events::by_id(conn, event)? else { return Ok(None) };
    let training = events::kit(conn)?.is_some_and(|kit| kit.training);
    let mut made = None;
    of_family(conn, Room { event: &event, notes, findings }, family, |known| {
        if known.child.id == child {
            let case = Case::of(known, needed);
            made = Some(case.map(|case| referral::slip(&case, known, who, training, at)));
        }
    })?;
    Ok(made)
}

/// Shows each child of a family with everything known of it.
fn of_family(
    conn: &Reading,
    room: Room<'_>,
    id: FamilyId,
    mut show: impl FnMut(&Known<'_>),
) -> Result<(), StoreError> {
    let Room { event, notes, findings } = room;
    let Some(family) = families::by_id(conn, id)? else { return Ok(()) };
    let ticket = tickets::of_family(conn, id)?.map_or(0, |ticket| ticket.number);
    let nothing = Found { level: Level::NoAction, fired: Vec::new(), clock: None };
    for child in &family.children {
        let followed = Followed::of(id, child.id, notes);
        let found = findings.of.get(&child.id).unwrap_or(&nothing);
        show(&Known {
            event,
            family: &family,
            child,
            ticket,
            followed: &followed,
            notes,
            may_ring: findings.ring.contains(&id),
            level: found.level,
            fired: &found.fired,
            rule_set: &findings.rule_set,
            due: found.clock.map(|clock| clock.due),
        });
    }
    Ok(())
}

/// For which program.
pub enum For<'a> {
    /// Primero, by a profile.
    Primero(&'a Profile),
    /// `OSCaR`, with who refers.
    Oscar(&'a Referrer),
}

/// The kind of a file for `OSCaR`.
pub const OSCAR: &str = "oscar";

impl For<'_> {
    /// What has to be agreed to before a record leaves.
    pub fn needed(&self) -> Vec<Agreed> {
        match self {
            Self::Primero(profile) => profile.needed(),
            Self::Oscar(_) => oscar::NEEDED.to_vec(),
        }
    }

    /// Whether it takes every record for agreed to, so that a vital reason does not do. Source: facts on interoperation,
    /// section 4.
    pub fn is_only_agreed(&self) -> bool {
        match self {
            Self::Primero(_) => false,
            Self::Oscar(_) => true,
        }
    }

    fn kind(&self) -> [&str; 2] {
        match self {
            Self::Primero(profile) => [&profile.id, &profile.version],
            Self::Oscar(_) => [OSCAR, "1"],
        }
    }

    fn parts(&self, case: &Case) -> Result<Vec<Part>, OscarError> {
        let part = |name: String, body: &serde_json::Value| Part {
            name,
            bytes: serde_json::to_vec_pretty(body).unwrap_or_default(),
        };
        match self {
            Self::Primero(profile) => {
                Ok(vec![part(format!("{}.json", case.id), &record::body(profile, case))])
            }
            Self::Oscar(referrer) => {
                let requests = oscar::requests(case, referrer)?;
                let named = requests.iter().zip(1..);
                Ok(named.map(|(body, n)| part(format!("{}-{n}.json", case.id), body)).collect())
            }
        }
    }
}

/// How an export is sealed.
pub struct Sealing<'a> {
    /// The passphrase that whoever receives it is told by another way.
    pub passphrase: &'a str,
    /// People who open it by a key of their own.
    pub others: &'a [FocalPublic],
    /// What deriving a key costs.
    pub cost: Cost,
}

/// A sealed export.
pub struct Exported {
    /// Its file's name: an id.
    pub name: String,
    /// The sealed bytes.
    pub bytes: Vec<u8>,
    kept: HandOver,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Something about who refers is missing.
    #[error(transparent)]
    Oscar(#[from] OscarError),
    /// Sealing or the store.
    #[error(transparent)]
    HandOver(#[from] HandOverError),
}

impl From<StoreError> for ExportError {
    fn from(err: StoreError) -> Self {
        Self::HandOver(err.into())
    }
}

impl ExportError {
    /// The text that says it to a person.
    pub fn text_key(&self) -> &'static str {
        match self {
            Self::Oscar(OscarError::NoReferrer) => "hand-no-referrer",
            Self::HandOver(err) => err.text_key(),
        }
    }
}

/// Writes the records and seals them. Takes a second and blocks.
pub fn prepare(
    conn: &Reading,
    event: EventId,
    to: &For<'_>,
    sorted: &Sorted,
    sealing: &Sealing<'_>,
    at: Timestamp,
) -> Result<Exported, ExportError> {
    let id = RowId(uuid7(at.as_millisecond().unsigned_abs()));
    let mut parts = Vec::new();
    for case in &sorted.cases {
        parts.extend(to.parts(case)?);
    }
    let [kind, profile_version] = to.kind().map(str::to_owned);
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let rule_set = sorted.cases.first().map(|case| case.rule_set.clone()).unwrap_or_default();
    let manifest = Manifest {
        format: bundle::FORMAT.to_owned(),
        id: id.to_string(),
        kind: kind.clone(),
        profile_version,
        software: concat!("outreach-kit ", env!("CARGO_PKG_VERSION")).to_owned(),
        schema: schema::NEWEST,
        rule_set,
        event: event.to_string(),
        created_at: at.to_string(),
        counts: BTreeMap::from([("cases".to_owned(), count(sorted.cases.len()))]),
        parts: Vec::new(),
        previous: hand_over::previous(conn, event).map_err(HandOverError::from)?,
    };
    let (text, hash) = bundle::write(manifest, &parts);
    let one_time = FocalSecret::random();
    let who = [0; 16];
    let wrapped = focal_key::wrap_focal_secret(
        &one_time,
        sealing.passphrase,
        &[id.0, who].concat(),
        sealing.cost,
    )
    .map_err(HandOverError::Passphrase)?;
    let address = Address {
        id: id.0,
        about: id.0,
        recipients: std::iter::once(one_time.public())
            .chain(sealing.others.iter().copied())
            .collect(),
        wraps: vec![Wrap { who, wrapped }],
    };
    // The event's own key stays here: this file opens nothing but itself.
    let (bytes, ack_key) = parcel::shut(&address, None, &text).map_err(HandOverError::from)?;
    let (read_at, reach) = (None, (0, 0));
    let kept = HandOver { id, event, kind, at, manifest: hash, ack_key, read_at, reach };
    Ok(Exported { name: hand_over::file_name(id), bytes, kept })
}

/// Remembers an export that was written to its place.
pub fn made(sp: &Savepoint<'_>, exported: &Exported, by: By) -> Result<(), StoreError> {
    hand_over::remember(sp, &exported.kept, by)
}
