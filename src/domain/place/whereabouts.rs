//! Where somebody lives or was born: a place of the list, or words where the list has none.

use super::{Code, CommuneCode, Lies, Place, VERSION, VillageCode};
use crate::domain::names::{Words, WordsError};
use std::fmt;

/// A place as a person says it today.
///
/// The list is never complete: hamlets, new villages, former names and other countries are
/// words under the narrowest place that is known, and stay marked as not listed.
#[derive(Clone, PartialEq, Eq)]
pub enum Whereabouts {
    /// Chosen from the list.
    Listed(Place),
    /// Not on the list.
    Words {
        /// The narrowest listed place around it.
        within: Option<Place>,
        /// What was said.
        words: Words,
    },
}

/// Why an answer is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WhereaboutsError {
    /// The code is none of the list.
    #[error("the code is not on the list of places")]
    NotListed,
    /// The words cannot be kept.
    #[error(transparent)]
    Words(#[from] WordsError),
}

impl Whereabouts {
    /// Reads the code of the narrowest place that was chosen and the words that were typed;
    /// either may be blank. Nothing where both are.
    pub fn parse(code: &str, words: &str) -> Result<Option<Self>, WhereaboutsError> {
        let within = match code.trim() {
            "" => None,
            code => {
                let place = Code::parse(code).ok().and_then(Place::of);
                Some(place.ok_or(WhereaboutsError::NotListed)?)
            }
        };
        Ok(match (Words::parse(words)?, within) {
            (Some(words), within) => Some(Self::Words { within, words }),
            (None, Some(place)) => Some(Self::Listed(place)),
            (None, None) => None,
        })
    }

    /// Whether it was chosen from the list.
    pub fn is_listed(&self) -> bool {
        match self {
            Self::Listed(_) => true,
            Self::Words { .. } => false,
        }
    }

    /// The code of the narrowest listed place it is or lies in.
    pub fn code(&self) -> Option<Code> {
        match self {
            Self::Listed(place) => Some(place.code()),
            Self::Words { within, .. } => within.map(Place::code),
        }
    }

    /// The village, if it was chosen from the list.
    pub fn village(&self) -> Option<VillageCode> {
        match self {
            Self::Listed(place) => match place.code() {
                Code::Village(code) => Some(code),
                Code::Province(_) | Code::District(_) | Code::Commune(_) => None,
            },
            Self::Words { .. } => None,
        }
    }

    /// The commune, if it is known.
    pub fn commune(&self) -> Option<CommuneCode> {
        self.code()?.commune()
    }

    /// How it lies to the commune of an event. Words under no listed place do not tell.
    pub fn lies(&self, event: CommuneCode) -> Lies {
        self.code().map_or(Lies::Unknown, |code| Lies::of(code, event))
    }

    /// What a record keeps of it.
    pub fn keep(&self) -> Kept {
        let place = match self {
            Self::Listed(place) => Some(*place),
            Self::Words { within, .. } => *within,
        };
        let around = place.map(Place::words_khmer).unwrap_or_default();
        Kept {
            code: place.map(|place| place.code().to_string()).unwrap_or_default(),
            khmer: place
                .map(Place::names_khmer)
                .unwrap_or_default()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            written: match self {
                Self::Listed(_) => around,
                Self::Words { words, .. } => {
                    [words.as_str(), &around].join(" ").trim_end().to_owned()
                }
            },
            is_listed: self.is_listed(),
            version: VERSION.to_owned(),
        }
    }
}

impl fmt::Debug for Whereabouts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Whereabouts(…)")
    }
}

/// A place as a record keeps it, for ever: a later list changes nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    /// The code of the narrowest listed place, with its leading zeros; empty where there is none.
    pub code: String,
    /// Khmer names of that place and those around it, the widest first, without their kinds.
    pub khmer: Vec<String>,
    /// What is shown and printed: in Khmer with the kinds, the words of the family first where
    /// the place is not listed.
    pub written: String,
    /// Whether the place itself is on the list; if not, `code` and `khmer` are of the narrowest
    /// listed place around it, and the record is marked.
    pub is_listed: bool,
    /// The list that code and names are from.
    pub version: String,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::{Whereabouts, WhereaboutsError};
    use crate::domain::names::WordsError;
    use crate::domain::place::{CommuneCode, Lies, VERSION, VillageCode};

    fn said(code: &str, words: &str) -> Whereabouts {
        Whereabouts::parse(code, words).unwrap().unwrap()
    }

    #[test]
    fn a_listed_village_is_kept_with_its_names_and_the_version_of_the_list() {
        let home = said("១៥០១០៦០៧", " ");
        let kept = home.keep();
        assert_eq!(home.village(), VillageCode::parse("15010607").ok());
        assert_eq!(kept.code, "15010607");
        assert_eq!(kept.khmer, ["ពោធិ៍សាត់", "បាកាន", "រំលេច", "រំលេច"]);
        assert_eq!(kept.written, "ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់");
        assert!(kept.is_listed);
        assert_eq!(kept.version, VERSION);
    }

    #[test]
    fn a_village_that_is_not_listed_is_words_under_its_commune_and_marked() {
        let home = said("150602", "ភូមិសាមគ្គីថ្មី");
        let kept = home.keep();
        assert_eq!((home.village(), home.is_listed()), (None, false));
        assert_eq!(home.commune(), CommuneCode::parse("150602").ok());
        assert_eq!(kept.code, "150602");
        assert_eq!(kept.written, "ភូមិសាមគ្គីថ្មី ឃុំក្រពើពីរ ស្រុកវាលវែង ខេត្តពោធិ៍សាត់");
        assert!(!kept.is_listed);
    }

    #[test]
    fn another_country_is_words_alone() {
        let born = said("", " ប្រទេសថៃ ");
        let event = CommuneCode::parse("150602").unwrap();
        assert_eq!(born.keep().written, "ប្រទេសថៃ");
        assert_eq!((born.code(), born.lies(event)), (None, Lies::Unknown));
        assert_eq!(born.keep().code, "");
    }

    #[test]
    fn a_wrong_answer_is_told_from_none() {
        assert_eq!(Whereabouts::parse(" ", "\u{200B}"), Ok(None));
        assert_eq!(Whereabouts::parse("15010699", ""), Err(WhereaboutsError::NotListed));
        assert_eq!(Whereabouts::parse("x", "ភូមិ"), Err(WhereaboutsError::NotListed));
        let long = "ក".repeat(500);
        assert_eq!(
            Whereabouts::parse("", &long),
            Err(WhereaboutsError::Words(WordsError::TooLong))
        );
    }

    #[test]
    fn where_a_family_lives_never_reaches_a_log_line() {
        let home = said("15010607", "");
        assert_eq!(format!("{home:?} {:?}", home.keep()), "Whereabouts(…) Kept(…)");
    }
}
