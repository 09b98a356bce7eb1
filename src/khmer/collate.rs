//! The order of names in a list: the only file that names `icu_collator`.
//!
//! The order of code points is not that of a Khmer dictionary: signs that only change how a letter is read would
//! part names that belong together, and ១០ would stand before ២. The order here is that of CLDR 49 (Unicode 18) for
//! Khmer, by `icu_collator` 2.4 (licence Unicode-3.0): Khmer before Latin, numbers by their value in either script.
//! Whether a clerk in a commune would look for each name there no native reader has checked.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

/// Where a text stands in a list. Made once for each entry; keys compare as [`compare`] does, only faster.
///
/// ```
/// use outreach_kit::khmer::SortKey;
/// let mut villages = ["ភូមិ ១០", "ភូមិ ២", "ក្រពើពីរ"];
/// villages.sort_by_cached_key(|name| SortKey::of(name));
/// assert_eq!(villages, ["ក្រពើពីរ", "ភូមិ ២", "ភូមិ ១០"]);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    weights: Vec<u8>,
    /// Two texts that a dictionary puts in one place still have an order.
    text: Box<str>,
}

impl SortKey {
    /// The key of a text, in normal form or not.
    pub fn of(text: &str) -> Self {
        let mut weights = Vec::with_capacity(4 * text.len());
        if let Some(collator) = COLLATOR.as_ref() {
            // Writing to memory cannot fail.
            let Ok(()) = collator.write_sort_key_to(text, &mut weights);
        }
        Self { weights, text: Box::from(text) }
    }
}

/// Which of two texts stands first in a list; equal only if they are the same characters.
///
/// ```
/// use outreach_kit::khmer;
/// assert!(khmer::compare("កញ្ញា", "ខាន់").is_lt());
/// ```
pub fn compare(one: &str, other: &str) -> Ordering {
    let dictionary = COLLATOR.as_ref().map(|collator| collator.compare(one, other));
    dictionary.unwrap_or(Ordering::Equal).then_with(|| one.cmp(other))
}

/// A key may hold a person's name.
impl std::fmt::Debug for SortKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SortKey(…)")
    }
}

/// `None` would mean that the data were left out when the program was made; a test asks.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(locale!("km"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default()).ok()
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sorted(mut names: Vec<&str>) -> Vec<&str> {
        names.sort_by(|one, other| compare(one, other));
        names
    }

    #[test]
    fn khmer_letters_stand_in_the_order_of_the_alphabet() {
        let letters = "ក ខ គ ឃ ង ច ឆ ជ ឈ ញ ដ ឋ ឌ ឍ ណ ត ថ ទ ធ ន ប ផ ព ភ ម យ រ ល វ ស ហ ឡ អ";
        let letters: Vec<&str> = letters.split(' ').collect();
        assert_eq!(sorted(letters.iter().rev().copied().collect()), letters);
        let vowels: Vec<&str> = "ក កា កិ កី កឹ កឺ កុ កូ កួ កើ កឿ កៀ កេ កែ កៃ កោ កៅ".split(' ').collect();
        assert_eq!(sorted(vowels.iter().rev().copied().collect()), vowels);
    }

    #[test]
    fn a_consonant_comes_before_a_vowel_and_a_vowel_before_a_subscript() {
        assert_eq!(sorted(vec!["ក្រ", "កា", "កក"]), ["កក", "កា", "ក្រ"]);
    }

    #[test]
    fn numbers_stand_by_their_value_and_khmer_before_latin() {
        let villages = ["ភូមិ ២", "ភូមិ ៤.៨", "ភូមិ ១០", "Phum 2", "Phum 10"];
        assert_eq!(sorted(villages.iter().rev().copied().collect()), villages);
    }

    #[test]
    fn names_alike_but_for_a_sign_stand_together() {
        assert_eq!(sorted(vec!["ដារិន", "ដារ៉ា", "ដារា"]), ["ដារា", "ដារ៉ា", "ដារិន"]);
    }

    const ANY: &str = "[ក-៹០-៩a-zA-Z0-9 .\u{200B}-\u{200D}é]{0,12}";

    proptest! {
        #[test]
        fn the_order_is_total(one in ANY, two in ANY, three in ANY) {
            prop_assert_eq!(compare(&one, &two), compare(&two, &one).reverse());
            prop_assert_eq!(compare(&one, &two).is_eq(), one == two);
            let mut all = [&one, &two, &three];
            all.sort_by(|one, other| compare(one, other));
            let [first, second, third] = all;
            prop_assert!(compare(first, second).is_le() && compare(second, third).is_le());
            prop_assert!(compare(first, third).is_le());
        }

        #[test]
        fn keys_compare_as_their_texts(one in ANY, two in ANY) {
            prop_assert_eq!(SortKey::of(&one).cmp(&SortKey::of(&two)), compare(&one, &two));
        }
    }
}
