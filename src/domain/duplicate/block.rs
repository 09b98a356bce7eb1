//! Keys of which two records must share one to be worth scoring.
//!
//! They are stored as an index when a case is saved. Names go in as consonant skeletons,
//! on which spellings, and mostly the two scripts, agree.

use std::fmt::Display;

use super::{BirthDate, Known, Names};
use crate::khmer;

/// One key: what kind it is and its value. Derived from a name and a date or place, so it
/// is kept where names are kept and never logged.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockKey(String);

impl BlockKey {
    /// The text to store and look up; equal for equal keys only.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for BlockKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BlockKey(…)")
    }
}

/// The keys of a record, at most six, none twice. A record of which only the name is
/// known has none: it is searched for by hand.
pub fn block_keys(known: &Known) -> Vec<BlockKey> {
    let child = skeletons(&known.child);
    let mother = known.mother.as_ref().map(skeletons).unwrap_or_default();
    let mother = (!mother.is_empty()).then(|| sorted(mother));
    let day = known.birth.and_then(BirthDate::day);
    let year = known.birth.map(BirthDate::year);
    let month = known.birth.and_then(|birth| birth.month().map(|month| (birth.year(), month)));
    let mut keys = Vec::with_capacity(6);
    // A year that is unknown or one off: the whole name in the same commune still meets.
    if let (false, Some(village)) = (child.is_empty(), known.village) {
        keys.push(BlockKey(format!("F {} {}", sorted(child.clone()), digits(village.commune()))));
    }
    if let (Some(last), Some(year)) = (child.last(), year) {
        if let Some(village) = known.village {
            keys.push(BlockKey(format!("E {last} {} {year}", digits(village.commune()))));
        }
        keys.push(BlockKey(format!("A {} {year}", sorted(child))));
    }
    if let (Some(day), Some(village)) = (day, known.village) {
        keys.push(BlockKey(format!("B {day} {}", digits(village.district()))));
    }
    if let (Some(mother), Some(village)) = (&mother, known.village) {
        keys.push(BlockKey(format!("C {mother} {}", digits(village.commune()))));
    }
    if let (Some(mother), Some((year, month))) = (&mother, month) {
        keys.push(BlockKey(format!("D {mother} {year}-{month}")));
    }
    keys
}

/// A code in a key: without its leading zero, as the keys in every kit's file have it.
fn digits(code: impl Display) -> String {
    code.to_string().trim_start_matches('0').to_owned()
}

/// The loose skeleton of each token, of the Khmer name where there is one.
fn skeletons(names: &Names) -> Vec<String> {
    let khmer = khmer::normalize(&names.khmer);
    let (text, skeleton): (String, fn(&str) -> String) = if khmer.is_empty() {
        (khmer::normalize(&names.latin), khmer::latin_skeleton)
    } else {
        (khmer, khmer::skeleton)
    };
    text.split_whitespace().map(|token| khmer::loose(&skeleton(token))).collect()
}

/// Families and clerks swap the parts of a name; the key does not mind.
fn sorted(mut skeletons: Vec<String>) -> String {
    skeletons.sort_unstable();
    skeletons.join("+")
}

#[cfg(test)]
mod tests {
    use super::{BlockKey, block_keys};
    use crate::domain::duplicate::{Known, Names, VillageCode};
    use jiff::civil::date;

    fn known(child: &str, mother: Option<&str>) -> Known {
        let khmer = |text: &str| Names { khmer: text.into(), latin: String::new() };
        Known {
            child: khmer(child),
            sex: None,
            birth: Some(date(2017, 9, 21).into()),
            mother: mother.map(khmer),
            village: VillageCode::parse("08080804").ok(),
        }
    }

    fn shared(one: &Known, other: &Known) -> usize {
        let keys = block_keys(other);
        block_keys(one).iter().filter(|key| keys.contains(key)).count()
    }

    #[test]
    fn a_whole_record_has_six_keys_and_a_bare_name_none() {
        let whole = known("លី រិទ្ធីកា", Some("វ៉ាន់ ស្រីវី"));
        assert_eq!(block_keys(&whole).len(), 6);
        let bare = Known { birth: None, village: None, mother: None, ..whole.clone() };
        assert_eq!(block_keys(&bare), []);
        assert_eq!(format!("{:?}", block_keys(&whole).first()), "Some(BlockKey(…))");
    }

    #[test]
    fn codes_in_keys_have_no_leading_zero() {
        let keys = block_keys(&known("លី រិទ្ធីកា", None));
        assert!(keys.iter().any(|key| key.as_str() == "B 2017-09-21 808"));
    }

    #[test]
    fn a_record_that_differs_in_one_field_is_found() {
        let one = known("លី រិទ្ធីកា", Some("វ៉ាន់ ស្រីវី"));
        let village = VillageCode::parse("17100306").ok();
        for other in [
            known("លិ រិត្ធីកា", Some("វ៉ាន់ ស្រីវី")),
            known("ចាន់ មុំ", Some("វ៉ាន់ ស្រីវី")),
            known("រិទ្ធីកា លី", Some("វ៉ាន់ ស្រីវី")),
            known("លី រិទ្ធីកា", None),
            Known { birth: Some(date(2018, 9, 21).into()), ..one.clone() },
            Known { birth: None, ..one.clone() },
            Known { village, ..one.clone() },
            Known { village: None, ..one.clone() },
            // Nothing but name and commune is left to meet by.
            Known { birth: Some(date(2018, 9, 21).into()), mother: None, ..one.clone() },
            Known { birth: None, mother: None, ..one.clone() },
        ] {
            assert!(shared(&one, &other) > 0);
        }
        let other = Known {
            village, birth: Some(date(2012, 1, 1).into()), ..known("ចាន់ មុំ", None)
        };
        assert_eq!(shared(&one, &other), 0);
    }

    #[test]
    fn a_latin_name_meets_the_khmer_one() {
        let khmer = known("សុខ ពិសិដ្ឋ", None);
        let latin = Known {
            child: Names { khmer: String::new(), latin: "SOK Piseth".into() },
            ..khmer.clone()
        };
        assert!(shared(&khmer, &latin) >= 3);
        assert!(block_keys(&latin).iter().map(BlockKey::as_str).all(str::is_ascii));
    }
}
