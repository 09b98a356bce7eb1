//! Figures of a whole event for its report: counts by sex and age band, never a row of anybody.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::StoreError;
use super::forget::{Wipe, all_wipes};
use crate::domain::application::Sex;
use crate::domain::birth::Birth;
use crate::domain::day::{Timeliness, timeliness};
use crate::domain::ids::EventId;
use crate::domain::retention::Kind;
use crate::domain::tally::Band;

/// What is counted of children, in the order of the report. Each is a part of the first.
pub const MEASURES: [&str; 7] =
    ["filed", "registered", "queued", "incomplete", "referred", "receipts", "collected"];

/// The figures. Kept with an act of wiping, so that the report says the same afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Families whose form was sent.
    pub families: u32,
    /// Children by measure, then by age band in the order of [`Band::ALL`]: all, female, sex not stated.
    pub children: BTreeMap<String, Vec<[u32; 3]>>,
    /// Registered within the days to report, later, birth not known exactly.
    pub timely: [u32; 3],
    /// Missing papers by code, of children who wait for them.
    pub missing: BTreeMap<String, u32>,
}

impl Figures {
    fn add(&mut self, measure: &str, band: usize, sex: &str) {
        let cells = self.children.entry(measure.to_owned()).or_default();
        cells.resize(Band::ALL.len(), [0; 3]);
        if let Some([all, female, not_stated]) = cells.get_mut(band) {
            *all += 1;
            match Sex::from_code(sex) {
                Some(Sex::Female) => *female += 1,
                Some(Sex::Male) => {}
                None => *not_stated += 1,
            }
        }
    }
}

/// The figures of an event: as they were before anything was wiped, with the certificates that were fetched since.
pub fn of(conn: &Connection, event: EventId) -> Result<Figures, StoreError> {
    let was_counted = |wipe: &&Wipe| wipe.kinds.contains(&Kind::Registration);
    let wipes = all_wipes(conn, event)?;
    let Some(first) = wipes.iter().find(was_counted) else { return count(conn, event, false) };
    let mut figures: Figures =
        serde_json::from_str(&first.report).map_err(|_| StoreError::BadRow("a report"))?;
    let since = count(conn, event, true)?.children.remove("collected").unwrap_or_default();
    let kept = figures.children.entry("collected".to_owned()).or_default();
    kept.resize(Band::ALL.len(), [0; 3]);
    for (kept, since) in kept.iter_mut().zip(since) {
        for (kept, since) in kept.iter_mut().zip(since) {
            *kept += since;
        }
    }
    Ok(figures)
}

/// Counts the rows there are: all, or those of families of whom only a part is left.
fn count(conn: &Connection, event: EventId, reduced: bool) -> Result<Figures, StoreError> {
    let day: Option<String> = conn
        .query_row("SELECT starts_on FROM events WHERE id = ?1", [event], |row| row.get(0))
        .optional()?;
    let day: Date = day.and_then(|day| day.parse().ok()).ok_or(StoreError::BadRow("an event"))?;
    let mut figures = Figures {
        families: conn.query_row(
            "SELECT count(*) FROM families WHERE event = ?1",
            [event],
            |row| row.get(0),
        )?,
        ..Figures::default()
    };
    let mut statement = conn.prepare_cached(
        "SELECT c.state, c.sex, c.birth, EXISTS (SELECT 1 FROM receipts r WHERE r.child = c.id), c.detail
         FROM children c JOIN families f ON f.id = c.family
         WHERE f.event = ?1 AND (f.reduced_at IS NOT NULL) >= ?2",
    )?;
    let mut rows = statement.query((event, reduced))?;
    while let Some(row) = rows.next()? {
        let [state, sex, birth]: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        let band = Band::of(Birth::from_code(&birth).as_ref(), day);
        let band = Band::ALL.iter().position(|known| *known == band).unwrap_or_default();
        figures.add("filed", band, &sex);
        let measure = match state.as_str() {
            "entered" | "certificate_ready" | "collected" => "registered",
            "filed" => "queued",
            "awaiting_papers" => "incomplete",
            "sent_to_district" => "referred",
            _ => "",
        };
        if !measure.is_empty() {
            figures.add(measure, band, &sex);
        }
        if measure == "registered" {
            let place = match timeliness(&birth, day) {
                Timeliness::InTime => 0,
                Timeliness::Late => 1,
                Timeliness::NotExact => 2,
            };
            if let Some(count) = figures.timely.get_mut(place) {
                *count += 1;
            }
        }
        if state == "collected" {
            figures.add("collected", band, &sex);
        }
        if row.get(3)? {
            figures.add("receipts", band, &sex);
        }
        if state == "awaiting_papers" {
            for paper in missing(&row.get::<_, String>(4)?) {
                *figures.missing.entry(paper).or_default() += 1;
            }
        }
    }
    Ok(figures)
}

fn missing(detail: &str) -> Vec<String> {
    let detail: serde_json::Value = serde_json::from_str(detail).unwrap_or_default();
    let papers = detail.get("missing").and_then(serde_json::Value::as_array);
    papers
        .map(|papers| papers.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect())
        .unwrap_or_default()
}
