//! The type sizes of a receipt, from roomy to dense.

use crate::typeset::Face;
use crate::typeset::lines::Style;

use super::Sheet;

/// Type sizes in points and white space in millimetres.
///
/// Names, numbers and instructions never go below 12 points, nothing goes below 9.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sizes {
    /// State header or organiser.
    pub(super) heading: f64,
    /// The paper's title.
    pub(super) title: f64,
    /// The number in Khmer digits.
    pub(super) number: f64,
    /// The child's name in Khmer, and the sentence that this is no certificate.
    pub(super) child: f64,
    /// The child's name in Latin, the officer's name.
    pub(super) latin: f64,
    /// Instructions in Khmer.
    pub(super) body: f64,
    /// Answers in Khmer.
    pub(super) value: f64,
    /// What an answer is, in Khmer.
    pub(super) label: f64,
    /// English under Khmer.
    pub(super) english: f64,
    /// The least gap between two blocks.
    pub(super) gap_mm: f64,
    /// Between an answer and the hairlines above and under it.
    pub(super) pad_mm: f64,
    /// Height of the box for a thumb.
    pub(super) thumb_mm: f64,
    /// Whether blocks share rows: who gives it stands beside the symbol, labels above what is missing.
    pub(super) close: bool,
}

impl Sizes {
    /// The larger part of an A4 sheet.
    const ROOMY: Self = Self {
        heading: 12.0,
        title: 16.0,
        number: 20.0,
        child: 18.0,
        latin: 12.0,
        body: 12.0,
        value: 12.0,
        label: 10.0,
        english: 9.0,
        gap_mm: 2.4,
        pad_mm: 1.2,
        thumb_mm: 26.0,
        close: false,
    };

    /// An A5 page with ordinary answers.
    pub(super) const USUAL: Self = Self {
        heading: 11.0,
        title: 14.0,
        number: 18.0,
        child: 16.0,
        latin: 12.0,
        body: 12.0,
        value: 11.0,
        label: 9.5,
        english: 9.0,
        gap_mm: 1.8,
        pad_mm: 0.9,
        thumb_mm: 22.0,
        close: false,
    };

    /// A page with long answers or several papers missing.
    pub(super) const DENSE: Self = Self {
        heading: 10.5,
        title: 12.0,
        number: 15.0,
        child: 13.5,
        latin: 12.0,
        body: 12.0,
        value: 10.0,
        label: 9.0,
        english: 9.0,
        gap_mm: 1.1,
        pad_mm: 0.5,
        thumb_mm: 20.0,
        close: false,
    };

    /// A page on which nearly everything is long: as small as a receipt may be.
    pub(super) const LEAST: Self = Self {
        heading: 10.5,
        title: 12.0,
        number: 12.0,
        child: 12.0,
        latin: 12.0,
        body: 12.0,
        value: 9.0,
        label: 9.0,
        english: 9.0,
        gap_mm: 0.6,
        pad_mm: 0.2,
        thumb_mm: 18.0,
        close: true,
    };

    /// What to try on a sheet, in this order.
    pub(super) fn all(sheet: Sheet) -> impl Iterator<Item = Self> {
        let skipped = match sheet {
            Sheet::A4WithCounterfoil => 0,
            Sheet::A5 | Sheet::TwoOnA4 => 1,
        };
        [Self::ROOMY, Self::USUAL, Self::DENSE, Self::LEAST].into_iter().skip(skipped)
    }

    /// Text at a size in points.
    pub(super) fn text(size_pt: f64) -> Style {
        Style::new(Face::Text, size_pt)
    }

    /// A heading at a size in points.
    pub(super) fn heading(size_pt: f64) -> Style {
        Style::new(Face::Heading, size_pt)
    }
}
