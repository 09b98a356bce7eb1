//! Records of children for other programs: only confirmed ones, only what was agreed to or is vital, sealed.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::hand_over::{self, HandOverError};
use super::{referral, seal};
use crate::domain::event::Event;
use crate::domain::ids::{ChildId, EventId, FamilyId, RowId};
use crate::domain::intake;
use crate::domain::risk::{self, Facts, RuleSet};
use crate::domain::safeguarding::{Agreed, Followed, Held, Level, Note, Sign};
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
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Rules that fired: code and reason in English.
    pub fired: Vec<(String, String)>,
    /// Since when the clock runs.
    pub since: Option<Timestamp>,
}

/// What the rules found, by child, and under which rules.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Name and version of the rules; empty where none were used.
    pub rule_set: String,
    /// By child.
    pub of: BTreeMap<ChildId, Found>,
}

/// What the rules of this program find about every family of the event, with the notes of the room. Families without a
/// finding are left out; those with one are listed.
pub fn found(
    conn: &Reading,
    event: EventId,
    notes: &[Note],
) -> Result<(Findings, Vec<FamilyId>), StoreError> {
    let rules = RuleSet::embedded();
    let mut findings =
        Findings { rule_set: format!("{} {}", rules.id(), rules.version()), ..Findings::default() };
    let mut whole = Vec::new();
    let Some(event) = events::by_id(conn, event)? else { return Ok((findings, whole)) };
    for id in families::of_event(conn, event.id)? {
        let Some(family) = families::by_id(conn, id)? else { continue };
        let setting = super::form_setting(&event, family.filed_at);
        let Ok(application) = intake::parse(&family.answers, &setting) else { continue };
        let followed: Vec<Followed> =
            family.children.iter().map(|child| Followed::of(id, child.id, notes)).collect();
        let mut any = false;
        for (place, one) in followed.iter().enumerate() {
            let signs: Vec<Sign> = one.signs.iter().map(|(sign, _)| *sign).collect();
            let disclosed = one.disclosed.is_some();
            let mut facts =
                Facts::of(&application, place, event.starts_on, &one.support, &signs, disclosed);
            let open_high = followed.iter().any(|other| {
                other.child != one.child
                    && other.closed.is_none()
                    && other.level == Some(Level::High)
            });
            facts.household_open_high = open_high.then_some(true);
            let finding = risk::assess(rules, &facts);
            if finding.level == Level::NoAction {
                continue;
            }
            any = true;
            let fired = finding.fired.iter().map(|it| (it.code.clone(), it.reason.en.clone()));
            let seen = one.signs.iter().map(|(_, at)| *at).chain(one.disclosed).min();
            let since = Some(seen.unwrap_or(family.filed_at));
            findings.of.insert(one.child, Found { fired: fired.collect(), since });
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

/// Puts the record of every child together that a note is about. Opens every box of the event.
pub fn cases(
    conn: &Reading,
    event: EventId,
    secret: &FocalSecret,
    findings: &Findings,
    needed: &[Agreed],
) -> Result<Sorted, StoreError> {
    let Some(event) = events::by_id(conn, event)? else { return Ok(Sorted::default()) };
    let notes = seal::open_room(conn, event.id, secret, 0)?.notes;
    let mut about: Vec<FamilyId> = notes.iter().map(|note| note.about.family).collect();
    about.sort_unstable();
    about.dedup();
    let mut sorted = Sorted::default();
    for id in about {
        of_family(
            conn,
            Room { event: &event, notes: &notes, findings },
            id,
            |known| match Case::of(known, needed) {
                Ok(case) => sorted.cases.push(case),
                Err(held) => sorted.held.push((known.child.id, held)),
            },
        )?;
    }
    Ok(sorted)
}

/// The referral slip of one child, or why there may be none; nothing if there is no such child.
pub fn slip(
    conn: &Reading,
    (event, secret): (EventId, &FocalSecret),
    findings: &Findings,
    (family, child): (FamilyId, ChildId),
    (needed, who): (&[Agreed], &referral::Referrer),
    at: Timestamp,
) -> Result<Option<Result<Referral, Held>>, StoreError> {
    let Some(event) = events::by_id(conn, event)? else { return Ok(None) };
    let training = events::kit(conn)?.is_some_and(|kit| kit.training);
    let notes = seal::open_room(conn, event.id, secret, 0)?.notes;
    let mut made = None;
    of_family(conn, Room { event: &event, notes: &notes, findings }, family, |known| {
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
    let nothing = Found::default();
    for child in &family.children {
        let followed = Followed::of(id, child.id, notes);
        let found = findings.of.get(&child.id).unwrap_or(&nothing);
        let first = notes.iter().find(|note| {
            note.about.family == id && note.about.child.is_none_or(|about| about == child.id)
        });
        let since = found.since.or(first.map(|note| note.at)).unwrap_or(family.filed_at);
        show(&Known {
            event,
            family: &family,
            child,
            ticket,
            followed: &followed,
            notes,
            fired: &found.fired,
            rule_set: &findings.rule_set,
            since,
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
    let kept = HandOver { id, event, kind, at, manifest: hash, ack_key, read_at: None };
    Ok(Exported { name: hand_over::file_name(id), bytes, kept })
}

/// Remembers an export that was written to its place.
pub fn made(sp: &Savepoint<'_>, exported: &Exported, by: By) -> Result<(), StoreError> {
    hand_over::remember(sp, &exported.kept, by)
}
