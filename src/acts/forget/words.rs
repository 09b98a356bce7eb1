//! An act of wiping in words: the page and the paper that is signed say the same.

use serde::{Deserialize, Serialize};

use crate::acts::day::words::{Fact, Printing, both, fact, foot, number, of_event, section, text};
use crate::clock;
use crate::domain::event::Event;
use crate::domain::retention::Kind;
use crate::i18n::{Arg, dates};
use crate::papers::Bilingual;
use crate::papers::day_sheet::{Body, DaySheet, Section};
use crate::store::StoreError;
use crate::store::forget::{Counts, Handed, Wipe};

/// What became of the copies of what was wiped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copies {
    /// Whether the file was written anew and the log emptied.
    pub is_clean: bool,
    /// The places where backups lie or lay.
    pub places: Vec<Place>,
}

/// One place of backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The folder.
    pub place: String,
    /// Whether it was there.
    pub is_reached: bool,
    /// Whether the new backup lies there.
    pub is_new: bool,
    /// Old ones removed.
    pub removed: u32,
    /// Old ones that could not be removed.
    pub left: u32,
}

impl Copies {
    /// Of one act; none where the program was stopped before it came to them.
    pub fn of(wipe: &Wipe) -> Option<Self> {
        serde_json::from_str(&wipe.backups).ok()
    }

    /// Whether every copy that the kit knows of is gone.
    pub fn is_whole(&self) -> bool {
        let gone = |place: &Place| place.is_reached && place.left == 0;
        self.is_clean
            && self.places.iter().any(|place| place.is_new)
            && self.places.iter().all(gone)
    }
}

/// What counts are told, in this order.
const TOLD: [&str; 8] =
    ["families", "children", "reduced", "phones", "as_typed", "photos", "drafts", "boxes"];

/// What an act of wiping comes to. `by` is the name of whoever did it.
///
/// # Errors
/// [`StoreError::BadRow`] for counts that no version of this program wrote.
pub fn record_sections(
    wipe: &Wipe,
    handed: &[Handed],
    by: &str,
) -> Result<Vec<Section>, StoreError> {
    let counts: Counts =
        serde_json::from_str(&wipe.counts).map_err(|_| StoreError::BadRow("what was wiped"))?;
    let mut act: Vec<Fact> = vec![fact("forget-record-when", moment(wipe.at))];
    if !by.is_empty() {
        act.push(fact("forget-record-who", Bilingual::new(by, "")));
    }
    for one in handed {
        let label = format!("forget-record-handed-{}", one.what.code());
        act.push(fact(&label, moment(one.at)));
    }
    let went = TOLD.iter().filter_map(|code| {
        let count = counts.get(*code).copied().filter(|count| 0 < *count)?;
        Some(fact(&format!("forget-count-{code}"), number(count)))
    });
    let mut sections = vec![
        section("forget-part-act", vec![Body::Facts(act)]),
        section(
            "forget-part-kinds",
            vec![Body::Words(wipe.kinds.iter().map(|kind| kind_name(*kind)).collect())],
        ),
        section("forget-part-counts", vec![Body::Facts(went.collect())]),
        section("forget-part-copies", copies(Copies::of(wipe).as_ref())),
    ];
    sections.push(section("forget-part-stays", vec![Body::Words(vec![text("forget-stays")])]));
    Ok(sections)
}

fn kind_name(kind: Kind) -> Bilingual {
    text(&format!("forget-kind-{}", kind.code()))
}

fn moment(at: jiff::Timestamp) -> Bilingual {
    both(|lang| {
        let day = dates::in_words(lang, clock::civil_day(at));
        format!("{day} {}", dates::time_of_day(lang, at))
    })
}

fn copies(copies: Option<&Copies>) -> Vec<Body> {
    let Some(copies) = copies else {
        return vec![Body::Words(vec![text("forget-copies-unfinished")])];
    };
    let clean = if copies.is_clean { "forget-copies-clean" } else { "forget-copies-not-clean" };
    let mut words = vec![text(clean)];
    if !copies.places.iter().any(|place| place.is_new) {
        words.push(text("forget-copies-no-new"));
    }
    words.push(text("forget-copies-elsewhere"));
    let rows = copies.places.iter().map(|place| {
        let what = match (place.is_reached, place.is_new) {
            (false, _) => text("forget-place-not-reached"),
            (true, true) => text("forget-place-new"),
            (true, false) => text("forget-place-old-only"),
        };
        vec![Bilingual::new(&place.place, ""), what, number(place.removed), number(place.left)]
    });
    let columns = vec![
        (text("forget-column-place"), 3.0),
        (text("forget-column-what"), 3.0),
        (text("forget-column-removed"), 1.2),
        (text("forget-column-left"), 1.2),
    ];
    let rows: Vec<_> = rows.collect();
    let mut body = Vec::new();
    if !rows.is_empty() {
        body.push(Body::Table { columns, rows });
    }
    body.push(Body::Words(words));
    body
}

/// The record of an act of wiping as a paper with room for signatures.
///
/// # Errors
/// As [`record_sections`].
pub fn record_sheet(
    event: &Event,
    wipe: &Wipe,
    handed: &[Handed],
    by: &str,
    printing: &Printing,
) -> Result<DaySheet, StoreError> {
    let mut lines = of_event(event);
    lines.push(both(|lang| {
        let [from, to] = [event.starts_on, event.ends_on].map(|day| dates::in_words(lang, day));
        format!("{from} – {to}")
    }));
    let id = short(&wipe.id.to_string());
    lines.push(Bilingual::with("forget-record-number", |_| vec![("id", Arg::Text(&id))]));
    Ok(DaySheet {
        title: text("forget-record-title"),
        lines,
        sections: record_sections(wipe, handed, by)?,
        signatures: vec![
            text("forget-sign-who"),
            text("forget-sign-witness"),
            text("day-sign-organiser"),
        ],
        training: printing.training,
        foot: foot(printing),
        id: format!("{} wiped", wipe.id),
        at: wipe.at,
    })
}

/// The first digits of a row's id that tell two acts apart for a reader.
fn short(id: &str) -> String {
    id.chars().take(12).collect()
}
