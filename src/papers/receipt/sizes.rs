//! The type sizes of a receipt, from roomy to tight.

use crate::typeset::Face;
use crate::typeset::lines::Style;

use super::Sheet;

/// Type sizes in points and the least gap between blocks.
///
/// Names, numbers and instructions never go below 12, nothing goes below 9.
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
    /// The child's name in Latin.
    pub(super) latin: f64,
    /// Instructions in Khmer.
    pub(super) body: f64,
    /// Answers in Khmer.
    pub(super) value: f64,
    /// What an answer is, in Khmer.
    pub(super) label: f64,
    /// English under Khmer.
    pub(super) english: f64,
    /// The least gap between two blocks, in millimetres.
    pub(super) gap_mm: f64,
    /// Between an answer and the hairline under it, in millimetres.
    pub(super) pad_mm: f64,
}

impl Sizes {
    /// Half of an A4 sheet has room to spare.
    const ROOMY: Self = Self {
        heading: 13.0,
        title: 18.0,
        number: 24.0,
        child: 22.0,
        latin: 14.0,
        body: 13.0,
        value: 13.0,
        label: 11.0,
        english: 10.0,
        gap_mm: 3.0,
        pad_mm: 1.8,
    };

    /// An A5 page with ordinary answers.
    const USUAL: Self = Self {
        heading: 11.5,
        title: 15.0,
        number: 20.0,
        child: 18.0,
        latin: 12.0,
        body: 12.0,
        value: 12.0,
        label: 10.0,
        english: 9.0,
        gap_mm: 2.2,
        pad_mm: 1.1,
    };

    /// An A5 page with long answers.
    pub(super) const TIGHT: Self = Self {
        heading: 10.0,
        title: 13.0,
        number: 16.0,
        child: 15.0,
        latin: 12.0,
        body: 12.0,
        value: 11.0,
        label: 9.5,
        english: 9.0,
        gap_mm: 1.4,
        pad_mm: 0.8,
    };

    /// What to try on a sheet, in this order.
    pub(super) fn all(sheet: Sheet) -> impl Iterator<Item = Self> {
        let skipped = match sheet {
            Sheet::A4WithCounterfoil => 0,
            Sheet::A5 => 1,
        };
        [Self::ROOMY, Self::USUAL, Self::TIGHT].into_iter().skip(skipped)
    }

    pub(super) fn text(size_pt: f64) -> Style {
        Style::new(Face::Text, size_pt)
    }

    pub(super) fn heading(size_pt: f64) -> Style {
        Style::new(Face::Heading, size_pt)
    }

    /// Instructions, Khmer and English.
    pub(super) fn bodies(&self) -> (Style, Style) {
        (Self::text(self.body), Self::text(self.english))
    }

    /// What an answer is, Khmer and English.
    pub(super) fn labels(&self) -> (Style, Style) {
        (Self::text(self.label), Self::text(self.english))
    }

    /// Answers, Khmer and English.
    pub(super) fn values(&self) -> (Style, Style) {
        (Self::text(self.value), Self::text(self.english))
    }
}
