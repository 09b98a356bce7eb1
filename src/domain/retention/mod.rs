//! How long each kind of record stays, and from when that is counted.
//!
//! The terms are data (`kinds.tsv`); an administrator may set other numbers of days. Nothing goes by itself: a term
//! that is over makes a kind due, and a person wipes it.

use jiff::Span;
use jiff::civil::Date;

/// The kinds with their terms, as they are shipped.
const KINDS: &str = include_str!("kinds.tsv");

/// The longest term that can be set: ten years.
pub const LONGEST: u16 = 3650;

/// From when a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// The event was closed.
    Closed,
    /// The registration data were handed over, and whoever took them said so.
    Registration,
    /// The focal's room was handed over, and whoever took it said so.
    Safeguarding,
    /// It stays.
    Never,
}

impl After {
    fn from_code(code: &str) -> Option<Self> {
        match code {
            "closed" => Some(Self::Closed),
            "registration" => Some(Self::Registration),
            "safeguarding" => Some(Self::Safeguarding),
            "never" => Some(Self::Never),
            _ => None,
        }
    }

    /// Stable code for texts (`forget-after-…`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Registration => "registration",
            Self::Safeguarding => "safeguarding",
            Self::Never => "never",
        }
    }
}

/// A kind of record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Families, their children and grown-ups, what was decided and copied.
    Registration,
    /// Phone numbers of families.
    Phones,
    /// What staff typed where the kit keeps another spelling.
    AsTyped,
    /// Pictures of papers.
    Photos,
    /// Forms begun and never sent.
    Drafts,
    /// What handing over a certificate needs.
    Stub,
    /// Boxes of the focal's room.
    Sealed,
    /// Who did what.
    Journal,
}

impl Kind {
    /// Every kind, in the order of the pages.
    pub const ALL: [Self; 8] = [
        Self::Registration,
        Self::Stub,
        Self::Phones,
        Self::AsTyped,
        Self::Photos,
        Self::Drafts,
        Self::Sealed,
        Self::Journal,
    ];

    /// Stable code for settings, rows and texts (`forget-kind-…`).
    pub fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Phones => "phones",
            Self::AsTyped => "as_typed",
            Self::Photos => "photos",
            Self::Drafts => "drafts",
            Self::Stub => "stub",
            Self::Sealed => "sealed",
            Self::Journal => "journal",
        }
    }

    /// The kind with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The name of the setting that holds another number of days.
    pub fn setting(self) -> String {
        format!("retention_{}", self.code())
    }
}

/// How long one kind stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// The kind.
    pub kind: Kind,
    /// From when it is counted.
    pub after: After,
    /// Days; of no meaning for what stays.
    pub days: u16,
}

impl Term {
    /// The day on which the kind is due when the counting began on `from`; none for what stays.
    pub fn due_on(&self, from: Date) -> Option<Date> {
        (self.after != After::Never).then(|| from.saturating_add(Span::new().days(self.days)))
    }

    /// The shipped term of a kind with other days, where somebody set a number that makes sense.
    #[must_use]
    pub fn with_days(self, typed: Option<&str>) -> Self {
        let days = typed.and_then(|typed| typed.parse().ok()).filter(|days| *days <= LONGEST);
        Self { days: days.unwrap_or(self.days), ..self }
    }
}

/// The shipped terms, in the order of [`Kind::ALL`].
pub fn terms() -> Vec<Term> {
    Kind::ALL.into_iter().filter_map(|kind| rows(KINDS).find(|term| term.kind == kind)).collect()
}

/// The lines of the file that say a kind and its term.
fn rows(text: &str) -> impl Iterator<Item = Term> + '_ {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut parts = line.split('\t');
        Some(Term {
            kind: Kind::from_code(parts.next()?)?,
            after: After::from_code(parts.next()?)?,
            days: parts.next()?.parse().ok()?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_term_and_every_line_is_read() {
        let lines = KINDS.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(rows(KINDS).count(), lines);
        assert_eq!(terms().len(), Kind::ALL.len());
        assert_eq!(lines, Kind::ALL.len());
    }

    #[test]
    fn a_working_copy_is_due_thirty_days_after_it_was_handed_over_and_the_journal_never() {
        let from = "2026-11-30".parse().unwrap();
        let due = |kind| {
            let term = terms().into_iter().find(|term| term.kind == kind).unwrap();
            term.due_on(from).map(|day| day.to_string())
        };
        assert_eq!(due(Kind::Registration).as_deref(), Some("2026-12-30"));
        assert_eq!(due(Kind::Sealed).as_deref(), Some("2026-12-07"));
        assert_eq!(due(Kind::Journal), None);
    }

    #[test]
    fn days_that_make_no_sense_leave_the_term_as_it_is() {
        let term = terms().remove(0);
        for typed in [None, Some(""), Some("x"), Some("-1"), Some("3651"), Some("99999")] {
            assert_eq!(term.with_days(typed), term, "{typed:?}");
        }
        assert_eq!(term.with_days(Some("0")).days, 0);
    }
}
