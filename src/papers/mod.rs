//! What each paper says, composed of blocks for [`crate::typeset`].
//!
//! A paper is a pure function of a plain struct whose strings are already formatted; the
//! words that never change come from the texts in `templates/texts`, Khmer first.

pub mod blank_form;
mod block;
pub mod collection_list;
pub mod day_sheet;
pub mod picture;
pub mod proof;
pub mod receipt;
pub mod referral;
pub mod register_copy;
pub mod report;
pub mod route_sheet;
pub mod sheet;
pub mod test_page;

use std::fmt;

use crate::i18n::{self, Arg, Lang};

/// One text in both languages. On paper Khmer is the larger, first line.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    /// Khmer.
    pub km: String,
    /// English; may be empty where there is nothing to add to the Khmer.
    pub en: String,
}

impl Bilingual {
    /// A text that was formatted elsewhere.
    pub fn new(km: impl Into<String>, en: impl Into<String>) -> Self {
        Self { km: km.into(), en: en.into() }
    }

    /// The fixed text under `key`.
    pub fn of(key: &str) -> Self {
        Self::with(key, |_| Vec::new())
    }

    /// The fixed text under `key`, with what `args` fills in for each language.
    pub(crate) fn with<'a>(key: &str, args: impl Fn(Lang) -> Vec<(&'a str, Arg<'a>)>) -> Self {
        let text = |lang| i18n::text_with(lang, key, &args(lang));
        Self { km: text(Lang::Km), en: text(Lang::En) }
    }

    /// A number: Khmer digits, ASCII digits.
    pub fn number(ascii: &str) -> Self {
        Self::new(i18n::digits(Lang::Km, ascii), ascii)
    }

    /// The text of one language.
    pub fn in_language(&self, lang: Lang) -> &str {
        match lang {
            Lang::Km => &self.km,
            Lang::En => &self.en,
        }
    }

    /// The text of one language or, where there is none, of the other: a name, a mark, somebody's own words.
    pub fn for_reader(&self, lang: Lang) -> &str {
        let (first, second) = match lang {
            Lang::Km => (&self.km, &self.en),
            Lang::En => (&self.en, &self.km),
        };
        if first.is_empty() { second } else { first }
    }

    /// Both languages on one line, as in the foot of a paper.
    pub(crate) fn on_one_line(&self) -> String {
        match (self.km.is_empty(), self.en.is_empty()) {
            (false, false) => format!("{} / {}", self.km, self.en),
            _ => format!("{}{}", self.km, self.en),
        }
    }

    /// Whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.km.trim().is_empty() && self.en.trim().is_empty()
    }
}

/// It may hold a name or a place: a log learns nothing from it.
impl fmt::Debug for Bilingual {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Bilingual(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_on_paper_are_khmer() {
        assert_eq!(Bilingual::number("0100-427 ៩").km, "០១០០-៤២៧ ៩");
    }

    #[test]
    fn a_text_tells_nothing_to_a_log() {
        assert_eq!(format!("{:?}", Bilingual::new("សុខ", "Sok")), "Bilingual(…)");
    }
}
