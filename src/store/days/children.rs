//! Children and what was decided about them, with the girls among them.

use jiff::civil::Date;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use super::super::StoreError;
use super::Marks;
use crate::domain::day::{Timeliness, timeliness};
use crate::domain::ids::EventId;

/// States in the order of the sheet; the last is "not decided".
pub const STATES: [&str; 7] = [
    "entered",
    "certificate_ready",
    "collected",
    "awaiting_papers",
    "sent_to_district",
    "closed",
    "filed",
];

/// How many of [`STATES`] mean that the child is registered.
const REGISTERED: usize = 3;

/// Steps by which an officer says what becomes of a case.
const DECISIONS: &str =
    "('enter', 'enter_and_hand_over', 'await_papers', 'send_to_district', 'close')";

/// So many children, so many of them girls.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default, Debug)]
#[serde(default)]
pub struct Count {
    /// Children.
    pub all: u32,
    /// Of these, girls.
    pub girls: u32,
}

impl Count {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { all: self.all + other.all, girls: self.girls + other.girls }
    }

    fn add(&mut self, girl: bool) {
        self.all += 1;
        self.girls += u32::from(girl);
    }

    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { all: row.get(0)?, girls: row.get(1)? })
    }
}

/// Children and what was decided.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default)]
pub struct Children {
    /// On the forms sent.
    pub filed: Count,
    /// Decided in this time, by the state they are in, in the order of [`STATES`]; the last stays empty.
    pub decided: [Count; 7],
    /// Every child of the event by state.
    pub whole: [Count; 7],
    /// Closed without a certificate in the whole event, by reason.
    pub closed_for: Vec<(String, Count)>,
    /// Registered or sent to the district in this time: within the days to report, later, not known.
    pub timely: [Count; 3],
    /// Children of an earlier day whose decision was taken back in this time.
    pub taken_back: u32,
    /// Certificates written in this time.
    pub written: u32,
    /// Certificates handed over in this time.
    pub handed: u32,
    /// Children whose certificate has still to be written.
    pub to_write: u32,
    /// Finished numbers with a child about whom nobody has decided.
    pub undecided: Vec<i64>,
    /// Finished numbers with a child that was decided and has no receipt.
    pub without_receipt: Vec<i64>,
}

impl Children {
    /// Registered in this time.
    pub fn registered(&self) -> Count {
        sum(self.decided.iter().take(REGISTERED))
    }

    /// Registered in the whole event.
    pub fn registered_so_far(&self) -> Count {
        sum(self.whole.iter().take(REGISTERED))
    }

    /// Every child of the event.
    pub fn everyone(&self) -> Count {
        sum(self.whole.iter())
    }
}

fn sum<'a>(counts: impl Iterator<Item = &'a Count>) -> Count {
    counts.fold(Count::default(), |sum, count| sum.plus(*count))
}

/// On which day something was decided: the one that reaches to the row, or the one since.
pub struct Decided {
    /// Last row of the decisions of each closed day, in order, with its date.
    pub closed: Vec<(i64, Date)>,
    /// The day of whatever came after them.
    pub since: Date,
}

impl Decided {
    fn day_of(&self, step: i64) -> Date {
        self.closed.iter().find(|(last, _)| step <= *last).map_or(self.since, |(_, day)| *day)
    }
}

/// Counts what came after `from`; `on` tells the day against which a birth is late.
pub(super) fn count(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    on: &Decided,
) -> Result<Children, StoreError> {
    let filed = conn.query_row(
        "SELECT count(*), count(*) FILTER (WHERE c.sex = 'female') FROM children c
         JOIN families f ON f.id = c.family WHERE f.event = ?1 AND ?2 < f.rowid",
        (event, from.family),
        Count::of,
    )?;
    let mut children = Children {
        filed,
        taken_back: taken_back(conn, event, from)?,
        written: written(conn, event, from)?,
        handed: steps(conn, event, from, "'hand_over', 'enter_and_hand_over'")?,
        undecided: finished(conn, event, from, "c.state = 'filed'")?,
        without_receipt: finished(
            conn,
            event,
            from,
            "c.state NOT IN ('filed', 'closed') AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.child = c.id)",
        )?,
        ..Children::default()
    };
    decided(conn, event, from, on, &mut children)?;
    whole(conn, event, &mut children)?;
    children.to_write = [0, 3, 4, 6]
        .iter()
        .filter_map(|state| children.whole.get(*state).map(|count| count.all))
        .sum();
    Ok(children)
}

/// Certificates written since `from`, as far as the kit knows: handed over at once or marked ready.
pub(super) fn written(conn: &Connection, event: EventId, from: &Marks) -> Result<u32, StoreError> {
    steps(conn, event, from, "'mark_ready', 'enter_and_hand_over'")
}

/// Children decided before `from` of whom a decision was taken back since.
fn taken_back(conn: &Connection, event: EventId, from: &Marks) -> Result<u32, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT count(DISTINCT s.child) FROM case_steps s JOIN children c ON c.id = s.child
         JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND s.id <= ?2 AND s.undone = 1 AND s.step IN {DECISIONS}
           AND EXISTS (SELECT 1 FROM journal j WHERE ?3 < j.seq AND j.act = 'undo'
                AND replace(j.subject, '-', '') = lower(hex(s.child)))"
    ))?;
    Ok(statement.query_row((event, from.step, from.journal), |row| row.get(0))?)
}

/// Children with one of these steps. Every page asks, so that what was done since is looked through and not the whole
/// event: `CROSS JOIN` keeps that order.
fn steps(conn: &Connection, event: EventId, from: &Marks, codes: &str) -> Result<u32, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT count(DISTINCT s.child) FROM case_steps s CROSS JOIN children c ON c.id = s.child
         CROSS JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND ?2 < s.id AND s.undone = 0 AND s.step IN ({codes})"
    ))?;
    Ok(statement.query_row((event, from.step), |row| row.get(0))?)
}

fn decided(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    on: &Decided,
    children: &mut Children,
) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT c.state, c.sex = 'female', c.birth, max(s.id) FROM case_steps s
         JOIN children c ON c.id = s.child JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND c.state <> 'filed' AND ?2 < s.id AND s.undone = 0 AND s.step IN {DECISIONS}
         GROUP BY c.id"
    ))?;
    let mut rows = statement.query((event, from.step))?;
    while let Some(row) = rows.next()? {
        let (state, girl): (String, bool) = (row.get(0)?, row.get(1)?);
        let Some(place) = STATES.iter().position(|known| *known == state) else { continue };
        if let Some(count) = children.decided.get_mut(place) {
            count.add(girl);
        }
        if place < REGISTERED || state == "sent_to_district" {
            let [in_time, late, unknown] = &mut children.timely;
            match timeliness(&row.get::<_, String>(2)?, on.day_of(row.get(3)?)) {
                Timeliness::InTime => in_time.add(girl),
                Timeliness::Late => late.add(girl),
                Timeliness::NotExact => unknown.add(girl),
            }
        }
    }
    Ok(())
}

fn whole(conn: &Connection, event: EventId, children: &mut Children) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT count(*), count(*) FILTER (WHERE c.sex = 'female'), c.state,
            CASE c.state WHEN 'closed' THEN coalesce(json_extract(c.detail, '$.reason'), '') ELSE '' END AS reason
         FROM children c JOIN families f ON f.id = c.family WHERE f.event = ?1 GROUP BY c.state, reason ORDER BY reason",
    )?;
    let mut rows = statement.query([event])?;
    while let Some(row) = rows.next()? {
        let (count, state): (Count, String) = (Count::of(row)?, row.get(2)?);
        let place = STATES.iter().position(|known| *known == state);
        if let Some(known) = place.and_then(|place| children.whole.get_mut(place)) {
            *known = known.plus(count);
        }
        if state == "closed" {
            children.closed_for.push((row.get(3)?, count));
        }
    }
    Ok(())
}

/// Numbers finished since `from` with such a child: what an earlier day was explained for is not asked again.
fn finished(
    conn: &Connection,
    event: EventId,
    from: &Marks,
    which: &str,
) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT DISTINCT t.number FROM tickets t JOIN children c ON c.family = t.family
         WHERE t.event = ?1 AND t.state = 'done' AND {which} AND EXISTS (
            SELECT 1 FROM ticket_moves m WHERE m.event = t.event AND m.number = t.number AND m.move = 'finish'
              AND m.undone = 0 AND ?2 < m.id)
         ORDER BY t.number"
    ))?;
    let numbers = statement.query_map((event, from.moved), |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}
