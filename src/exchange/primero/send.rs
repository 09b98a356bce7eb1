//! Sends records, one a request, and does what each answer asks for. It never changes a record that is there.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::Value;

use super::profile::Profile;
use super::target::{Misfit, Target};

/// An answer of the server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// `Retry-After` in seconds, where it was given so.
    pub retry_after: Option<u64>,
    /// The body.
    pub body: Vec<u8>,
}

/// No answer came: nobody knows whether the request was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the server gave no answer")]
pub struct Lost;

/// Whoever carries a request to the server with its user and password.
pub trait Wire {
    /// `GET` of a path.
    fn get(&mut self, path: &str) -> Result<Reply, Lost>;
    /// `POST` of JSON to a path.
    fn post(&mut self, path: &str, body: &[u8]) -> Result<Reply, Lost>;
    /// Waits before trying again.
    fn wait(&mut self, time: Duration);
}

/// What became of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// Created now.
    Created,
    /// It was there before; nothing was changed.
    AlreadyThere,
    /// Refused whole; what the server said is for a person to decide on.
    Refused(String),
}

impl Fate {
    /// How it is written down between two runs; a refused one is tried again.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::AlreadyThere => "already_there",
            Self::Refused(_) => "refused",
        }
    }
}

/// Why sending stopped before its end.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Stopped {
    /// The user or the password is not right. Six such answers lock the account, so there is never a second.
    #[error(
        "the server does not know this user and password; check both before you try again, for six failures lock the account"
    )]
    SignIn,
    /// The user's role may not create cases or read forms.
    #[error(
        "this user may not do that on the server; its administrator has to give the role the right to create cases and to read forms and lookups"
    )]
    Forbidden,
    /// The target is not as the profile expects.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// It did not answer, or only that it cannot now.
    #[error(
        "the server did not answer for a while; send again later, and what was sent stays sent"
    )]
    NoAnswer,
    /// It answered what the program does not know.
    #[error("the server answered with status {0}, which this program does not expect")]
    Unexpected(u16),
}

/// What was done.
#[derive(Debug, Default)]
pub struct Sent {
    /// What became of each record, by its id; those sent in an earlier run included.
    pub fates: BTreeMap<String, Fate>,
    /// Fields that the target's forms do not list and that went without.
    pub left_out: Vec<String>,
    /// Why it stopped; none if it went through to the end.
    pub stopped: Option<Stopped>,
}

/// How often a request is tried.
const TRIES: u32 = 6;
/// The first wait; each next one is twice as long.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// The longest that the server may make us wait at once.
const LONGEST_WAIT: Duration = Duration::from_mins(5);

/// Sends records that are not in `done`. The target's lists are read first and every record is fitted to them before
/// the first one leaves. `note` is told each fate as soon as it is known, so that an interrupted run can go on.
pub fn send(
    wire: &mut dyn Wire,
    profile: &Profile,
    records: &[(String, Value)],
    done: BTreeMap<String, Fate>,
    mut note: impl FnMut(&str, &Fate),
) -> Sent {
    let mut sent = Sent { fates: done, ..Sent::default() };
    let fitted = match fitted(wire, profile, records) {
        Ok((fitted, left_out)) => {
            sent.left_out = left_out;
            fitted
        }
        Err(stopped) => return Sent { stopped: Some(stopped), ..sent },
    };
    for (id, body) in fitted {
        let is_done = matches!(sent.fates.get(&id), Some(Fate::Created | Fate::AlreadyThere));
        if is_done {
            continue;
        }
        match one(wire, &body) {
            Ok(fate) => {
                note(&id, &fate);
                sent.fates.insert(id, fate);
            }
            Err(stopped) => return Sent { stopped: Some(stopped), ..sent },
        }
    }
    sent
}

/// Records as they are posted, and the names of what goes without.
type Fitted = (Vec<(String, Vec<u8>)>, Vec<String>);

fn fitted(
    wire: &mut dyn Wire,
    profile: &Profile,
    records: &[(String, Value)],
) -> Result<Fitted, Stopped> {
    let lookups = listed(wire, "/api/v2/lookups")?;
    let forms = listed(wire, "/api/v2/forms")?;
    let target = Target::read(&lookups, &forms)?;
    let mut left_out = Vec::new();
    let mut fitted = Vec::new();
    for (id, record) in records {
        let mut record = record.clone();
        left_out.extend(target.fit(profile, &mut record)?);
        fitted.push((id.clone(), serde_json::to_vec(&record).unwrap_or_default()));
    }
    left_out.sort_unstable();
    left_out.dedup();
    Ok((fitted, left_out))
}

/// Everything under `data` of a list, page by page.
fn listed(wire: &mut dyn Wire, path: &str) -> Result<Vec<Value>, Stopped> {
    const PER_PAGE: usize = 500;
    const MOST_PAGES: usize = 40;
    let mut all = Vec::new();
    for page in 1..=MOST_PAGES {
        let asked = format!("{path}?per={PER_PAGE}&page={page}");
        let reply = tried(wire, |wire| wire.get(&asked))?;
        if reply.status != 200 {
            return Err(Stopped::Unexpected(reply.status));
        }
        let answer: Value = serde_json::from_slice(&reply.body).map_err(|_| Misfit::Unreadable)?;
        let rows = answer.get("data").and_then(Value::as_array).ok_or(Misfit::Unreadable)?;
        let total = answer.pointer("/metadata/total").and_then(Value::as_u64);
        all.extend(rows.iter().cloned());
        let total = total.and_then(|total| usize::try_from(total).ok());
        if rows.is_empty() || total.is_none_or(|total| total <= all.len()) {
            break;
        }
    }
    Ok(all)
}

fn one(wire: &mut dyn Wire, body: &[u8]) -> Result<Fate, Stopped> {
    let reply = tried(wire, |wire| wire.post("/api/v2/cases", body))?;
    match reply.status {
        // 200 is given to a record without an id; ours have one, but created is created.
        204 | 200 | 201 => Ok(Fate::Created),
        409 => Ok(Fate::AlreadyThere),
        422 => Ok(Fate::Refused(pointers(&reply.body))),
        status => Err(Stopped::Unexpected(status)),
    }
}

/// Asks until there is an answer that trying again does not change. The same request each time: its id makes that safe.
fn tried(
    wire: &mut dyn Wire,
    mut ask: impl FnMut(&mut dyn Wire) -> Result<Reply, Lost>,
) -> Result<Reply, Stopped> {
    let mut wait = FIRST_WAIT;
    for left in (0..TRIES).rev() {
        let asked = match ask(wire) {
            Ok(Reply { status: 401, .. }) => return Err(Stopped::SignIn),
            Ok(Reply { status: 403, .. }) => return Err(Stopped::Forbidden),
            Ok(reply) if reply.status < 500 => return Ok(reply),
            Ok(reply) => reply.retry_after.map(Duration::from_secs),
            Err(Lost) => None,
        };
        if 0 < left {
            wire.wait(asked.unwrap_or(wait).min(LONGEST_WAIT));
            wait *= 2;
        }
    }
    Err(Stopped::NoAnswer)
}

/// What a refusal points at: names of fields, no values.
fn pointers(body: &[u8]) -> String {
    let answer: Value = serde_json::from_slice(body).unwrap_or_default();
    let errors = answer.get("errors").and_then(Value::as_array);
    let details: Vec<String> = errors
        .into_iter()
        .flatten()
        .filter_map(|error| error.get("detail"))
        .flat_map(|detail| match detail {
            Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Value::String(one) => vec![one.clone()],
            _ => Vec::new(),
        })
        .collect();
    if details.is_empty() { "no detail was given".to_owned() } else { details.join(", ") }
}
