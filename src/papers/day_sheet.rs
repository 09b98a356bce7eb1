//! The day sheet: what a day, or a whole event, comes to, with room for the signatures of those who answer for it.

use jiff::Timestamp;

use super::Bilingual;
use super::sheet::{Cell, Column, Part, Sheet, Table, fits_abreast};
use crate::typeset::pdf::About;

/// One heading with what belongs under it; the page on the screen shows the same.
#[derive(Clone)]
pub struct Section {
    /// Stable name, the text key of its heading.
    pub key: &'static str,
    /// What it is about.
    pub heading: Bilingual,
    /// What it says.
    pub body: Vec<Body>,
}

/// What stands under a heading.
#[derive(Clone)]
pub enum Body {
    /// Something and what it is, line by line.
    Facts(Vec<(Bilingual, Bilingual)>),
    /// Rows under a head; the first column is the widest.
    Table {
        /// The head with the width of each column against the others.
        columns: Vec<(Bilingual, f64)>,
        /// The rows.
        rows: Vec<Vec<Bilingual>>,
    },
    /// Sentences.
    Words(Vec<Bilingual>),
}

/// Everything on the paper, already formatted.
#[derive(Clone)]
pub struct DaySheet {
    /// Day sheet, so far, of the event.
    pub title: Bilingual,
    /// Event, place, day.
    pub lines: Vec<Bilingual>,
    /// What it says, in order.
    pub sections: Vec<Section>,
    /// Who signs.
    pub signatures: Vec<Bilingual>,
    /// Whether the kit is used for training.
    pub training: bool,
    /// When and by whom it was made.
    pub foot: Bilingual,
    /// Tells this sheet from every other; no person's name.
    pub id: String,
    /// When what it says was so.
    pub at: Timestamp,
}

/// The paper.
pub fn sheet(day: &DaySheet) -> Sheet {
    let mut figures = Vec::new();
    for section in &day.sections {
        figures.push(Part::Heading(section.heading.clone()));
        figures.extend(section.body.iter().flat_map(body));
    }
    let mut parts = vec![Part::Tight(figures)];
    // A paper that nobody signs ends with what it says.
    if !day.signatures.is_empty() {
        let sign = vec![
            Part::Heading(Bilingual::of("day-sign-title")),
            Part::Signatures(day.signatures.clone()),
        ];
        // Whoever signs sees at least the heading above their line.
        parts.push(Part::Together(sign));
    }
    Sheet {
        title: day.title.clone(),
        lines: day.lines.clone(),
        parts,
        training: day.training,
        foot: day.foot.clone(),
        about: About { title: "day sheet".to_owned(), id: day.id.clone(), issued: day.at },
        wide: false,
    }
}

/// Short facts two in a row, long ones alone, all in their order.
fn facts_of(facts: &[(Bilingual, Bilingual)]) -> Vec<Part> {
    let is_short = |(_, value): &(Bilingual, Bilingual)| fits_abreast(value);
    let groups = facts.chunk_by(|one, next| is_short(one) == is_short(next));
    let parts = groups.map(|group| {
        if group.iter().all(is_short) {
            Part::Abreast(group.to_vec())
        } else {
            Part::Facts(group.to_vec())
        }
    });
    // Below a table or a sentence a first label needs air.
    std::iter::once(Part::Space(1.0)).chain(parts).collect()
}

fn body(body: &Body) -> Vec<Part> {
    match body {
        Body::Facts(facts) => facts_of(facts),
        Body::Words(words) => words.iter().cloned().map(Part::Words).collect(),
        Body::Table { columns, rows } => {
            let columns = columns
                .iter()
                .map(|(title, share)| Column { title: title.clone(), share: *share })
                .collect();
            let rows =
                rows.iter().map(|row| row.iter().cloned().map(Cell::Words).collect()).collect();
            vec![Part::Table(Table { columns, rows, least_row_mm: 0.0 })]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::sheet::pages;
    use crate::typeset::layout::{Item, Page};

    fn day(rows: usize) -> DaySheet {
        let line = |text: &str| Bilingual::new(text, "in English");
        DaySheet {
            title: line("សន្លឹកប្រចាំថ្ងៃ"),
            lines: vec![line("ចុះបញ្ជីកំណើត")],
            sections: vec![Section {
                key: "day-part-children",
                heading: line("កុមារ"),
                body: vec![
                    Body::Facts(vec![
                        (line("បានចុះបញ្ជី"), line("១០៥ (ស្រី ៥២)"));
                        rows
                    ]),
                    Body::Table {
                        columns: vec![(line("ថ្ងៃ"), 2.0), (line("ចំនួន"), 1.0)],
                        rows: vec![vec![line("១"), line("២")]],
                    },
                    Body::Words(vec![line("ទាំងអស់ត្រូវគ្នា")]),
                ],
            }],
            signatures: vec![line("ស្មៀន"), line("មេឃុំ"), line("អ្នករៀបចំ")],
            training: false,
            foot: line("បោះពុម្ព"),
            id: "day".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_heading_has_two_rows_under_it_and_stands_again_where_they_go_on() {
        let says = |page: &Page, words: &str| {
            let found = page.items.iter().filter(|item| match item {
                Item::Text(run) => run.text.contains(words),
                Item::Block(_) | Item::Rule(_) | Item::Figure(_) => false,
            });
            found.count()
        };
        let line = |text: &str| Bilingual::new(text, "in English");
        let mut broken = 0;
        // Wherever the side ends, row by row.
        for before in 20..70 {
            let mut long = day(before);
            let rows = vec![
                (line("បង្កាន់ដៃ ដែលបានបោះពុម្ព ១២"), line("១២០ ១៣០ ១៤០ ១៥០ ១៦០ ១៧០ ១៨០"));
                4
            ];
            long.sections.push(Section {
                key: "day-part-receipts",
                heading: line("ឧបសម្ព័ន្ធ"),
                body: vec![Body::Facts(rows)],
            });
            let sides = pages(&sheet(&long));
            let found: Vec<(usize, usize)> = sides
                .iter()
                .map(|side| (says(side, "ឧបសម្ព័ន្ធ"), says(side, "១៣០ ១៤០")))
                .filter(|(heading, rows)| 0 < heading + rows)
                .collect();
            assert_eq!(found.iter().map(|(_, rows)| rows).sum::<usize>(), 4, "{before}: {found:?}");
            for (place, (heading, rows)) in found.iter().enumerate() {
                assert_eq!(*heading, 1, "{before}: {found:?}");
                assert!(0 < place || 2 <= *rows, "{before}: {found:?}");
            }
            broken += usize::from(1 < found.len());
        }
        assert!(0 < broken, "some break lies within");
    }

    #[test]
    fn a_long_day_goes_on_over_the_page_and_is_signed_once() {
        assert_eq!(pages(&sheet(&day(3))).len(), 1);
        assert!(1 < pages(&sheet(&day(60))).len());
        let signed = sheet(&day(3))
            .parts
            .iter()
            .filter(|part| match part {
                Part::Together(parts) => {
                    parts.iter().any(|part| matches!(part, Part::Signatures(_)))
                }
                _ => false,
            })
            .count();
        assert_eq!(signed, 1);
    }
}
