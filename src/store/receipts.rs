//! Receipts: numbers minted before they are bound, issues frozen as they were, copies counted.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};
use serde::{Deserialize, Serialize};

use super::journal::By;
use super::{StoreError, events, journal};
use crate::domain::ids::{ChildId, EventId, IssueId, StaffId};
use crate::seal::receipt_code::{Code, EventCode, Realm, ReceiptKey, Serial, mint};
use crate::seal::token::uuid7;

/// What a receipt says, frozen when it was issued. A reprint is made from this and from nothing else.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Number of the ticket.
    pub ticket: u32,
    /// Which child of the family, 1 for the first.
    pub position: u8,
    /// Child's name in Khmer.
    pub khmer: String,
    /// Child's name in Latin letters.
    pub latin: String,
    /// female, male or empty.
    pub sex: String,
    /// Birth with its precision, or empty.
    pub birth: String,
    /// Lunar date in words, or empty.
    pub lunar_words: String,
    /// Code of where the child was born.
    pub birth_spot: String,
    /// Code of the kind of place.
    pub birth_kind: String,
    /// Birth place in words.
    pub birth_place: String,
    /// here or elsewhere.
    pub home: String,
    /// Village in words.
    pub village: String,
    /// When the form was filed, UTC milliseconds.
    pub filed_at: i64,
    /// Code of the case's state.
    pub state: String,
    /// Codes of the missing papers.
    pub missing: Vec<String>,
    /// Name of the officer who issued it.
    pub officer: String,
    /// Name of the officer's title, a code.
    pub signatory: String,
    /// Phone of the informant, for the counterfoil.
    pub phone: String,
    /// Whether it is a training paper.
    pub training: bool,
    /// What the event said of itself that day.
    pub event: EventWords,
    /// When it was issued, UTC milliseconds.
    pub issued_at: i64,
    /// Code of the child's picture; empty on receipts issued before there were pictures, which stay as they were.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub picture: String,
}

/// The event's own words on a receipt.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventWords {
    /// commune or organiser.
    pub issuer: String,
    /// Name of the issuer, Khmer and English.
    pub issuer_name: [String; 2],
    /// Name of the event.
    pub name: [String; 2],
    /// Commune.
    pub commune: [String; 2],
    /// Where certificates are collected.
    pub collect_at: [String; 2],
    /// From which day, YYYY-MM-DD.
    pub collect_from: String,
    /// Where the event takes place; empty on receipts issued before they said where to bring papers.
    #[serde(default, skip_serializing_if = "nothing_said")]
    pub place: [String; 2],
    /// The event's last day, YYYY-MM-DD; empty on the same receipts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub until: String,
    /// Help number or empty.
    pub helpline: String,
    /// Whether "free of charge" is printed.
    pub free_line: bool,
}

/// Whether words are empty in both languages.
fn nothing_said(words: &[String; 2]) -> bool {
    words.iter().all(String::is_empty)
}

/// A receipt as issued.
#[derive(Clone)]
pub struct Issue {
    /// Row.
    pub id: IssueId,
    /// The 23 characters.
    pub code: String,
    /// 1 for the first, more after a correction.
    pub edition: u32,
    /// What it says.
    pub record: Record,
    /// Version of the family's form it was made from; an older one means the paper says something outdated.
    pub family_version: i64,
    /// Highest copy so far; 1 is the receipt itself, whether it was printed or written by hand.
    pub copies: u32,
    /// The first paper under this number was printed blank and written by hand.
    pub by_hand: bool,
}

impl Issue {
    /// Whether the paper of this very issue was written by hand: a later edition was printed.
    pub fn is_handwritten(&self) -> bool {
        self.by_hand && self.edition == 1
    }
}

/// Mints the next number of an event.
pub(super) fn mint_next(
    sp: &Savepoint<'_>,
    event: EventId,
    at: Timestamp,
) -> Result<Code, StoreError> {
    let (code, key, number): (u32, [u8; 32], u32) = sp.query_row(
        "UPDATE events SET next_serial = next_serial + 1 WHERE id = ?1 RETURNING code, receipt_key, next_serial - 1",
        [event],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let kit = events::kit(sp)?.ok_or(StoreError::BadRow("the kit"))?;
    let event_code = EventCode::from_number(code).ok_or(StoreError::BadRow("an event's code"))?;
    let serial = Serial::new(kit.laptop, number)
        .ok_or(StoreError::BadRow("a serial: the range is used up"))?;
    let realm = if kit.training { Realm::Training } else { Realm::Real };
    let code = mint(&ReceiptKey::from_bytes(key), realm, event_code, serial);
    sp.execute(
        "INSERT INTO receipts (code, event, serial, minted_at) VALUES (?1, ?2, ?3, ?4)",
        (code.to_string(), event, number, at.as_millisecond()),
    )?;
    Ok(code)
}

/// The number bound to a child, minting and binding one if there is none yet.
pub fn bind(
    sp: &Savepoint<'_>,
    event: EventId,
    child: ChildId,
    by: By,
) -> Result<String, StoreError> {
    if let Some(code) = code_of(sp, child)? {
        return Ok(code);
    }
    let code = mint_next(sp, event, by.at)?.to_string();
    sp.execute(
        "UPDATE receipts SET child = ?2, bound_at = ?3 WHERE code = ?1",
        (&code, child, by.at.as_millisecond()),
    )?;
    journal::append(sp, by, "bind_receipt", &child.to_string(), &serial_of(&code))?;
    Ok(code)
}

/// The part of a code that may stand in the journal: event and serial, without the MAC.
pub(super) fn serial_of(code: &str) -> String {
    code.chars().take(12).collect()
}

/// Issues a receipt: the first time, or anew when what it says has changed. The same words give the same issue.
pub fn issue(
    sp: &Savepoint<'_>,
    code: &str,
    record: &Record,
    family_version: i64,
    by: By,
) -> Result<IssueId, StoreError> {
    if let Some(last) = latest(sp, code)? {
        let unchanged = Record {
            issued_at: last.record.issued_at,
            officer: last.record.officer.clone(),
            picture: last.record.picture.clone(),
            ..record.clone()
        };
        if unchanged == last.record {
            sp.execute(
                "UPDATE issues SET family_version = ?2 WHERE id = ?1",
                (last.id, family_version),
            )?;
            return Ok(last.id);
        }
    }
    let id = IssueId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let json = serde_json::to_string(record).map_err(|_| StoreError::BadRow("a receipt"))?;
    sp.execute(
        "INSERT INTO issues (id, code, edition, record, family_version, staff, at)
         VALUES (:id, :code, (SELECT count(*) + 1 FROM issues WHERE code = :code), :record, :version, :staff, :at)",
        named_params! {
            ":id": id, ":code": code, ":record": json, ":version": family_version,
            ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
    )?;
    journal::append(sp, by, "issue_receipt", &id.to_string(), &serial_of(code))?;
    Ok(id)
}

/// Notes a print. Copy 1 is the receipt itself, also again after a jam; a further copy asks why.
pub fn printed(
    sp: &Savepoint<'_>,
    issue: IssueId,
    copy: u32,
    reason: &str,
    by: By,
) -> Result<(), StoreError> {
    sp.execute(
        "INSERT INTO prints (issue, copy, reason, staff, at) VALUES (:issue, :copy, :reason, :staff, :at)",
        named_params! {
            ":issue": issue, ":copy": copy, ":reason": reason, ":staff": by.staff, ":at": by.at.as_millisecond(),
        },
    )?;
    journal::append(sp, by, "print", &issue.to_string(), &format!("copy {copy} {reason}"))
}

/// One print of an issue.
pub struct Print {
    /// Its copy number.
    pub copy: u32,
    /// Why, for copy 2 and more.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub staff: StaffId,
}

/// The first print of this copy of an issue: its time stands on the paper.
pub fn print_of(conn: &Connection, issue: IssueId, copy: u32) -> Result<Option<Print>, StoreError> {
    let print = conn
        .query_row(
            "SELECT copy, reason, at, staff FROM prints WHERE issue = ?1 AND copy = ?2 ORDER BY id LIMIT 1",
            (issue, copy),
            |row| {
                Ok(Print { copy: row.get(0)?, reason: row.get(1)?, at: journal::time(row.get(2)?), staff: row.get(3)? })
            },
        )
        .optional()?;
    Ok(print)
}

const COLUMNS: &str = "i.id, i.code, i.edition, i.record, i.family_version,
    (SELECT coalesce(max(p.copy), 0) FROM prints p WHERE p.issue = i.id),
    (SELECT b.by_hand FROM receipts b WHERE b.code = i.code)";

fn issue_of(row: &Row<'_>) -> Result<Issue, StoreError> {
    let record: String = row.get(3)?;
    let (edition, copies, by_hand): (u32, u32, bool) = (row.get(2)?, row.get(5)?, row.get(6)?);
    Ok(Issue {
        id: row.get(0)?,
        code: row.get(1)?,
        edition,
        record: serde_json::from_str(&record).map_err(|_| StoreError::BadRow("a receipt"))?,
        family_version: row.get(4)?,
        copies: if by_hand && edition == 1 { copies.max(1) } else { copies },
        by_hand,
    })
}

fn first_issue(
    conn: &Connection,
    condition: &str,
    value: impl rusqlite::Params,
) -> Result<Option<Issue>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM issues i WHERE {condition} ORDER BY i.edition DESC LIMIT 1"
    ))?;
    let mut rows = statement.query(value)?;
    rows.next()?.map(issue_of).transpose()
}

/// The latest issue under a code.
pub fn latest(conn: &Connection, code: &str) -> Result<Option<Issue>, StoreError> {
    first_issue(conn, "i.code = ?1", [code])
}

/// One issue.
pub fn by_id(conn: &Connection, id: IssueId) -> Result<Option<Issue>, StoreError> {
    first_issue(conn, "i.id = ?1", [id])
}

/// The latest receipt of a child.
pub fn of_child(conn: &Connection, child: ChildId) -> Result<Option<Issue>, StoreError> {
    match code_of(conn, child)? {
        Some(code) => latest(conn, &code),
        None => Ok(None),
    }
}

/// The code bound to a child.
pub fn code_of(conn: &Connection, child: ChildId) -> Result<Option<String>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT code FROM receipts WHERE child = ?1")?
        .query_row([child], |row| row.get(0))
        .optional()?)
}

/// What a genuine code is bound to: minted here at all, and the child if bound.
pub fn bound_to(conn: &Connection, code: &str) -> Result<Option<Option<ChildId>>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT child FROM receipts WHERE code = ?1")?
        .query_row([code], |row| row.get(0))
        .optional()?)
}

/// When the child that had a number was forgotten, and the code of its case's last state.
pub fn forgotten(conn: &Connection, code: &str) -> Result<Option<(Timestamp, String)>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT forgotten_at, forgotten_as FROM receipts WHERE code = ?1 AND forgotten_at IS NOT NULL",
        )?
        .query_row([code], |row| Ok((journal::time(row.get(0)?), row.get(1)?)))
        .optional()?)
}

/// The children whose receipt has this number, of this very laptop or, where none was said, of any; one an event and
/// laptop at most, those of `event` first.
pub fn by_number(
    conn: &Connection,
    event: Option<EventId>,
    number: u32,
    laptop: Option<u16>,
) -> Result<Vec<ChildId>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT code, child FROM receipts WHERE serial = ?1 AND child IS NOT NULL
         ORDER BY event = ?2 DESC, (SELECT e.rowid FROM events e WHERE e.id = event) DESC LIMIT 40",
    )?;
    let rows =
        statement.query_map((number, event), |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))?;
    let mut children = Vec::new();
    for row in rows {
        let (code, child) = row?;
        let minted_by = Code::from_stored(&code).map(|code| code.serial().laptop());
        if laptop.is_none_or(|laptop| minted_by == Some(laptop)) {
            children.push(child);
        }
    }
    Ok(children)
}

/// One line of the list of receipts.
pub struct Listed {
    /// The latest issue.
    pub issue: Issue,
    /// The child.
    pub child: ChildId,
    /// When it was issued.
    pub at: Timestamp,
}

/// Receipts issued between two moments, in the order of their numbers.
pub fn issued_between(
    conn: &Connection,
    event: EventId,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<Listed>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {COLUMNS}, r.child, i.at FROM issues i JOIN receipts r ON r.code = i.code
         WHERE r.event = ?1 AND r.child IS NOT NULL AND i.at >= ?2 AND i.at < ?3
           AND i.edition = (SELECT max(j.edition) FROM issues j WHERE j.code = i.code)
         ORDER BY r.serial"
    ))?;
    let mut rows = statement.query((event, from.as_millisecond(), to.as_millisecond()))?;
    let mut listed = Vec::new();
    while let Some(row) = rows.next()? {
        listed.push(Listed {
            issue: issue_of(row)?,
            child: row.get(7)?,
            at: journal::time(row.get(8)?),
        });
    }
    Ok(listed)
}
