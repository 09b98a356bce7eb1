//! The event report: what an event comes to, for those who were not there. Counts only.

use crate::acts::By;
use crate::acts::day::words::{Printing, both, fact, foot, number, of_event, section, text};
use crate::clock;
use crate::domain::documents::Paper;
use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::domain::risk::RuleSet;
use crate::domain::tally::{Band, InTime, SafeguardingPart};
use crate::i18n::dates;
use crate::papers::Bilingual;
use crate::papers::day_sheet::{Body, DaySheet, Section};
use crate::papers::report::{by_band, cells, counted, safeguarding, whole};
use crate::store::forget::{Handed, Wipe, all_wipes, handed_over};
use crate::store::report::{Figures, MEASURES, of};
use crate::store::{Reading, Savepoint, StoreError, events, journal, settings};

/// What went wrong with the data themselves, as somebody stated it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incidents {
    /// Incidents of any kind.
    pub incidents: u32,
    /// Of these, data that came to somebody they were not meant for.
    pub breaches: u32,
}

/// Everything the report says.
pub struct Report {
    /// The figures.
    pub figures: Figures,
    /// Stated; none as long as nobody has.
    pub incidents: Option<Incidents>,
    /// Children who were referred, by level; filled in by the focal's room only.
    pub focal: Option<SafeguardingPart>,
    /// Whether the event took place here: of one that came from another laptop only the focal's part is known.
    is_whole: bool,
    handed: Vec<Handed>,
    wipes: Vec<Wipe>,
}

fn setting(event: EventId) -> String {
    format!("incidents_{event}")
}

/// The report of an event.
pub fn event_report(conn: &Reading, event: EventId) -> Result<Report, StoreError> {
    let stated = settings::get(conn, &setting(event))?;
    let incidents = stated.as_deref().and_then(|stated| {
        let (incidents, breaches) = stated.split_once(' ')?;
        Some(Incidents { incidents: incidents.parse().ok()?, breaches: breaches.parse().ok()? })
    });
    Ok(Report {
        figures: of(conn, event)?,
        incidents,
        focal: None,
        is_whole: !events::is_from_elsewhere(conn, event)?,
        handed: handed_over(conn, event)?,
        wipes: all_wipes(conn, event)?,
    })
}

/// States how many incidents and breaches there were; 0 has to be stated as well.
pub fn state_incidents(
    sp: &Savepoint<'_>,
    event: EventId,
    stated: Incidents,
    by: By,
) -> Result<(), StoreError> {
    let Incidents { incidents, breaches } = stated;
    settings::set(sp, &setting(event), &format!("{incidents} {breaches}"))?;
    let detail = format!("{incidents} {breaches}");
    journal::append(sp, by, "state_incidents", &event.to_string(), &detail)
}

/// What the page and the paper say.
pub fn report_sections(report: &Report) -> Vec<Section> {
    let figures = &report.figures;
    let column = |measure: &str| figures.children.get(measure).cloned().unwrap_or_default();
    let mut facts = vec![fact("report-families", number(figures.families))];
    for measure in MEASURES {
        facts.push(fact(&format!("report-{measure}"), counted(whole(&column(measure)))));
    }
    let [in_time, late, not_exact] = figures.timely;
    let timely = vec![
        fact("report-in-time-30", number(in_time)),
        fact("report-late", number(late)),
        fact("report-not-exact", number(not_exact)),
    ];
    let missing = figures.missing.iter();
    let missing: Vec<_> =
        missing.map(|(paper, count)| fact(paper_key(paper), number(count))).collect();
    let missing = if missing.is_empty() {
        Body::Words(vec![text("report-missing-none")])
    } else {
        Body::Facts(missing)
    };
    let columns: Vec<_> = ["filed", "registered", "receipts", "collected"]
        .into_iter()
        .map(|measure| (column_key(measure), column(measure)))
        .collect();
    let focal = match &report.focal {
        Some(part) => safeguarding(part),
        None => section("report-part-focal", vec![Body::Words(vec![text("report-focal-apart")])]),
    };
    if !report.is_whole {
        return vec![focal, section("report-part-made", vec![made()])];
    }
    vec![
        section("report-part-children", vec![Body::Facts(facts)]),
        section(
            "report-part-bands",
            vec![by_band(&columns), Body::Words(vec![text("report-hidden")])],
        ),
        section("report-part-timely", vec![Body::Facts(timely)]),
        section("report-part-missing", vec![missing]),
        focal,
        section("report-part-data", vec![data(report)]),
        section("report-part-made", vec![made()]),
    ]
}

/// A code that no paper has any more is told as another paper.
fn paper_key(code: &str) -> &'static str {
    Paper::from_code(code).map_or("report-other-paper", Paper::text_key)
}

fn column_key(measure: &str) -> &'static str {
    match measure {
        "filed" => "report-filed",
        "registered" => "report-registered",
        "receipts" => "report-receipts",
        _ => "report-collected",
    }
}

fn data(report: &Report) -> Body {
    let day = |at| both(|lang| dates::in_words(lang, clock::civil_day(at)));
    let stated = |count: Option<u32>| count.map_or_else(|| text("report-not-stated"), number);
    let mut facts = vec![
        fact("report-incidents", stated(report.incidents.map(|stated| stated.incidents))),
        fact("report-breaches", stated(report.incidents.map(|stated| stated.breaches))),
    ];
    for handed in &report.handed {
        facts.push(fact(&format!("forget-record-handed-{}", handed.what.code()), day(handed.at)));
    }
    if report.handed.is_empty() {
        facts.push(fact("report-handed", text("report-not-yet")));
    }
    for wipe in &report.wipes {
        facts.push(fact("report-deleted", day(wipe.at)));
    }
    if report.wipes.is_empty() {
        facts.push(fact("report-deleted", text("report-not-yet")));
    }
    Body::Facts(facts)
}

fn made() -> Body {
    let rules = RuleSet::embedded();
    let rules = format!("{} {}", rules.id(), rules.version());
    Body::Facts(vec![
        fact("report-rules", Bilingual::new(rules, "")),
        fact("report-program", Bilingual::new(env!("CARGO_PKG_VERSION"), "")),
    ])
}

/// The report as a paper.
pub fn report_sheet(event: &Event, report: &Report, printing: &Printing) -> DaySheet {
    let mut lines = of_event(event);
    lines.push(both(|lang| {
        let [from, to] = [event.starts_on, event.ends_on].map(|day| dates::in_words(lang, day));
        format!("{from} – {to}")
    }));
    DaySheet {
        title: text("report-title"),
        lines,
        sections: report_sections(report),
        signatures: vec![text("day-sign-organiser"), text("forget-sign-witness")],
        training: printing.training,
        foot: foot(printing),
        id: format!("{} report", event.id),
        at: printing.at,
    }
}

/// The report as rows for a spreadsheet: what, which band, all, female. Small numbers are hidden here as on paper.
pub fn report_rows(report: &Report) -> Vec<Vec<String>> {
    let figures = &report.figures;
    let row = |what: &str, band: &str, all: String, female: String| {
        vec![what.to_owned(), band.to_owned(), all, female]
    };
    let mut rows = Vec::new();
    for of_level in report.focal.iter().flat_map(|part| &part.rows) {
        let level = of_level.level.code();
        rows.push(row(
            &format!("support_referred_{level}"),
            "all",
            of_level.children.text(),
            String::new(),
        ));
        let in_time = match of_level.in_time {
            InTime::Nobody | InTime::Withheld => String::new(),
            InTime::Percent(share) => share.to_string(),
        };
        rows.push(row(&format!("support_in_time_percent_{level}"), "all", in_time, String::new()));
    }
    if let Some(part) = &report.focal {
        rows.push(row("support_referred", "all", part.total.text(), String::new()));
    }
    if !report.is_whole {
        return rows;
    }
    rows.push(row("families", "all", figures.families.to_string(), String::new()));
    for measure in MEASURES {
        let column = figures.children.get(measure).cloned().unwrap_or_default();
        let all = whole(&column);
        rows.push(row(measure, "all", all.total().to_string(), all.female().to_string()));
        let is_banded = ["filed", "registered", "receipts", "collected"].contains(&measure);
        for (band, cell) in Band::ALL.iter().zip(cells(&column)).filter(|_| is_banded) {
            let band = crate::papers::report::band_key(*band);
            let band = band.strip_prefix("report-band-").unwrap_or(band);
            rows.push(row(measure, band, cell.all.text(), cell.female.text()));
        }
    }
    for (what, count) in ["in_time", "late", "not_exact"].into_iter().zip(figures.timely) {
        rows.push(row(what, "all", count.to_string(), String::new()));
    }
    for (paper, count) in &figures.missing {
        rows.push(row(&format!("missing_{paper}"), "all", count.to_string(), String::new()));
    }
    if let Some(stated) = report.incidents {
        rows.push(row("incidents", "all", stated.incidents.to_string(), String::new()));
        rows.push(row("breaches", "all", stated.breaches.to_string(), String::new()));
    }
    rows
}
