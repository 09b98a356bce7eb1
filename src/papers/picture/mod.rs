//! A simple picture for each child of a family, so that its ticket, receipts and certificates are told apart
//! without reading, and the pictures of the page that says why a birth certificate matters.
//!
//! Which picture a child gets follows from the number of the ticket and from the child's place on the form, from
//! nothing else: it says nothing about the child. The same drawing goes on paper and on a page.

mod drawings;

use std::fmt::Write as _;

use crate::typeset::figure::Figure;

use self::drawings::{THINGS, TOPICS};

/// Units a side of the grid that pictures are drawn in.
const GRID: f64 = 24.0;

/// How far the first picture moves from one ticket to the next: with it seven families in a row of up to three
/// children share no picture, and neighbours of up to seven do not.
const STEP: usize = 7;

/// One picture of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    code: &'static str,
    path: &'static str,
}

impl Picture {
    /// The picture of a child: by the number of its family's ticket and its place on the form, from 1. Children
    /// of one family differ, however many a form can hold.
    pub fn of(ticket: u32, position: u8) -> Self {
        let ticket = usize::try_from(ticket).unwrap_or(0) % THINGS.len();
        let at = (ticket * STEP + usize::from(position.saturating_sub(1))) % THINGS.len();
        let (code, path) = THINGS.get(at).copied().unwrap_or(("", ""));
        Self { code, path }
    }

    /// The picture that a receipt was issued with.
    pub fn from_code(code: &str) -> Option<Self> {
        find(&THINGS, code)
    }

    /// The picture of a statement on why a birth certificate matters.
    pub fn topic(code: &str) -> Option<Self> {
        find(&TOPICS, code)
    }

    /// Every picture that a child may get.
    pub fn all() -> impl Iterator<Item = Self> {
        THINGS.into_iter().map(|(code, path)| Self { code, path })
    }

    /// Stable code, kept in receipts.
    pub fn code(self) -> &'static str {
        self.code
    }

    /// Text key of its name, so that people can say it.
    pub fn text_key(self) -> String {
        format!("picture-{}", self.code)
    }

    /// The picture in a square of `side_mm`, its corner at 0, 0.
    pub fn figure(self, side_mm: f64) -> Figure {
        Figure::parse(self.path).unwrap_or_default().scaled(side_mm / GRID)
    }

    /// The picture as an SVG element in the colour of the text around it; the style sheet gives it its size.
    /// Whoever listens hears the name that stands beside it.
    pub fn svg(self) -> String {
        let mut svg = String::with_capacity(self.path.len() + 160);
        // Writing to a string cannot fail.
        let _ = write!(
            svg,
            r#"<svg class="picture" viewBox="0 0 {GRID} {GRID}" width="48" height="48" fill="currentColor" aria-hidden="true" data-picture="{}"><path d="{}"/></svg>"#,
            self.code, self.path
        );
        svg
    }
}

fn find(drawings: &[(&'static str, &'static str)], code: &str) -> Option<Picture> {
    let (code, path) = drawings.iter().find(|(known, _)| *known == code)?;
    Some(Picture { code, path })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn family(ticket: u32, children: u8) -> BTreeSet<&'static str> {
        (1..=children).map(|position| Picture::of(ticket, position).code()).collect()
    }

    #[test]
    fn children_of_one_family_always_differ() {
        for ticket in 0..=500 {
            for children in 1..=20 {
                assert_eq!(family(ticket, children).len(), usize::from(children), "{ticket}");
            }
        }
    }

    #[test]
    fn neighbours_in_the_line_differ() {
        for ticket in 1..=500 {
            assert!(family(ticket, 7).is_disjoint(&family(ticket + 1, 7)), "{ticket}");
            for later in 1..7 {
                let (here, there) = (family(ticket, 3), family(ticket + later, 3));
                assert!(here.is_disjoint(&there), "{ticket} and {later} later");
            }
        }
    }

    #[test]
    fn every_drawing_can_be_read_and_fills_its_grid() {
        for (code, path) in THINGS.iter().chain(&TOPICS) {
            let figure = Figure::parse(path).unwrap_or_default();
            assert!(!figure.contours.is_empty(), "{code}");
            let extent = figure.extent();
            let inside = 0.0 <= extent.x_mm && extent.right_mm() <= GRID;
            assert!(inside && 0.0 <= extent.y_mm && extent.bottom_mm() <= GRID, "{code}");
            assert!(13.0 <= extent.width_mm.max(extent.height_mm), "{code} is small");
        }
    }

    #[test]
    fn codes_are_unique_and_lead_back() {
        let codes: BTreeSet<_> = Picture::all().map(Picture::code).collect();
        assert_eq!(codes.len(), THINGS.len());
        assert!(Picture::all().all(|picture| Picture::from_code(picture.code()) == Some(picture)));
        assert_eq!(Picture::from_code("star"), None);
    }

    #[test]
    fn a_picture_for_a_page_takes_the_colour_of_the_text() {
        let svg = Picture::of(12, 1).svg();
        assert!(svg.contains("currentColor") && !svg.contains("style="));
    }
}
