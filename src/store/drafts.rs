//! Forms being filled in. Every word is kept as typed, at every step.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use super::StoreError;
use super::journal::time;
use crate::domain::ids::{DraftId, EventId, FamilyId};
use crate::domain::intake::{Answers, is_answer};

/// A form as it stands.
pub struct Draft {
    /// Its row.
    pub id: DraftId,
    /// Event in which it was begun.
    pub event: EventId,
    /// The code a family can say aloud.
    pub short_code: String,
    /// Every answer as typed.
    pub answers: Answers,
    /// Step the family was at, empty at the beginning.
    pub step: String,
    /// Code of the language they read.
    pub lang: String,
    /// phone, entry or paper.
    pub channel: String,
    /// When it was last saved.
    pub saved_at: Timestamp,
    /// The family it became, once sent.
    pub family: Option<FamilyId>,
}

impl Draft {
    /// Whether anything was typed in. That a page was looked at and saved blank says nothing.
    pub fn has_words(&self) -> bool {
        self.answers.iter().any(|(name, _)| is_answer(name))
    }
}

/// What a new draft starts with.
pub struct NewDraft {
    /// Its row.
    pub id: DraftId,
    /// The open event.
    pub event: EventId,
    /// Hash of the token the phone holds.
    pub token: [u8; 32],
    /// The code that can be said aloud.
    pub short_code: String,
    /// Answers known from the beginning.
    pub answers: Answers,
    /// Code of the language.
    pub lang: &'static str,
    /// phone, entry or paper.
    pub channel: &'static str,
    /// Now.
    pub at: Timestamp,
}

/// Answers as JSON for the column.
pub(super) fn to_json(answers: &Answers) -> String {
    let map: std::collections::BTreeMap<&str, &str> = answers.iter().collect();
    serde_json::to_string(&map).unwrap_or_else(|_| "{}".to_owned())
}

/// Answers from the column. Names the form no longer knows are left out.
pub(super) fn from_json(json: &str) -> Answers {
    let map: std::collections::BTreeMap<String, String> =
        serde_json::from_str(json).unwrap_or_default();
    Answers::from_pairs(map)
}

/// Begins a draft. `false` if the short code is taken: the caller draws another.
pub fn begin(sp: &Savepoint<'_>, draft: &NewDraft) -> Result<bool, StoreError> {
    let taken: bool = sp.query_row(
        "SELECT EXISTS (SELECT 1 FROM drafts WHERE event = ?1 AND short_code = ?2)",
        (draft.event, &draft.short_code),
        |row| row.get(0),
    )?;
    if taken {
        return Ok(false);
    }
    sp.prepare_cached(
        "INSERT INTO drafts (id, event, short_code, answers, step, lang, channel, started_at, saved_at)
         VALUES (:id, :event, :short_code, :answers, '', :lang, :channel, :at, :at)",
    )?
    .execute(named_params! {
        ":id": draft.id, ":event": draft.event, ":short_code": draft.short_code,
        ":answers": to_json(&draft.answers), ":lang": draft.lang, ":channel": draft.channel,
        ":at": draft.at.as_millisecond(),
    })?;
    add_token(sp, draft.id, &draft.token)?;
    Ok(true)
}

/// Lets one more phone, whose token has this hash, hold the draft.
pub fn add_token(sp: &Savepoint<'_>, draft: DraftId, token: &[u8; 32]) -> Result<(), StoreError> {
    sp.prepare_cached("INSERT INTO draft_tokens (token, draft) VALUES (?1, ?2)")?
        .execute((token, draft))?;
    Ok(())
}

/// Saves what was typed. A draft that was sent is not changed any more; `false` says so. No two savings have the same
/// moment, so that a page can say which one it knows.
pub fn save(
    sp: &Savepoint<'_>,
    id: DraftId,
    answers: &Answers,
    step: &str,
    lang: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let changed = sp
        .prepare_cached(
            "UPDATE drafts SET answers = :answers, step = :step, lang = :lang, saved_at = max(:at, saved_at + 1)
             WHERE id = :id AND family IS NULL",
        )?
        .execute(named_params! {
            ":id": id, ":answers": to_json(answers), ":step": step, ":lang": lang,
            ":at": at.as_millisecond(),
        })?;
    Ok(changed == 1)
}

const COLUMNS: &str =
    "d.id, d.event, d.answers, d.step, d.lang, d.channel, d.saved_at, d.family, d.short_code";

fn draft_of(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        id: row.get(0)?,
        event: row.get(1)?,
        answers: from_json(row.get_ref(2)?.as_str()?),
        step: row.get(3)?,
        lang: row.get(4)?,
        channel: row.get(5)?,
        saved_at: time(row.get(6)?),
        family: row.get(7)?,
        short_code: row.get(8)?,
    })
}

/// The draft that a phone holds, by the hash of its token.
pub fn by_token(conn: &Connection, token: &[u8; 32]) -> Result<Option<Draft>, StoreError> {
    let draft = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM draft_tokens t JOIN drafts d ON d.id = t.draft WHERE t.token = ?1"
        ))?
        .query_row([token], draft_of)
        .optional()?;
    Ok(draft)
}

/// The draft with this short code in this event.
pub fn by_short_code(
    conn: &Connection,
    event: EventId,
    code: &str,
) -> Result<Option<Draft>, StoreError> {
    let draft = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM drafts d WHERE d.event = ?1 AND d.short_code = ?2"
        ))?
        .query_row((event, code), draft_of)
        .optional()?;
    Ok(draft)
}

/// The draft with this id.
pub fn by_id(conn: &Connection, id: DraftId) -> Result<Option<Draft>, StoreError> {
    let draft = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM drafts d WHERE d.id = ?1"))?
        .query_row([id], draft_of)
        .optional()?;
    Ok(draft)
}
