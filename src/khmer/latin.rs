//! Search keys of Khmer names in Latin letters, whose spelling on papers is ad hoc.

use super::fold::Squeezed;

/// Sounds spelt in several ways, written as one, step after step. A step looks at the
/// whole word before the next begins; of its spellings the first that fits is taken.
/// `ə` and `ɛ` are only symbols of the key.
const SOUNDS: [(&[&str], &str); 19] = [
    (&["chh"], "c"),
    (&["ch"], "c"),
    (&["kh"], "k"),
    (&["gh"], "k"),
    (&["ph"], "p"),
    (&["th"], "t"),
    (&["nh"], "n"),
    (&["sh"], "s"),
    (&["x"], "s"),
    (&["z"], "s"),
    (&["w"], "v"),
    (&["j"], "c"),
    (&["d"], "t"),
    (&["b"], "p"),
    (&["oeu", "eu", "oe", BURR], "ə"),
    (&["uo", "ua", "ou", "oo", "u"], "u"),
    (&["ea", "ia", "ie"], "ɛ"),
    (&["ay", "ai", "ei", "ey", "ee", "y", "i", "e"], "i"),
    (&["ao", "au", "av", "or", "o"], "o"),
];

/// "ur" is one vowel at the end of a syllable, not before another vowel.
const BURR: &str = "ur";

/// The search key of one Latin word: letters a–z only, sounds of one spelling each,
/// no `h`, nothing doubled. Accents and anything else are dropped.
pub fn latin_fold(word: &str) -> String {
    let mut text: String = word
        .chars()
        .map(|letter| letter.to_ascii_lowercase())
        .filter(char::is_ascii_lowercase)
        .collect();
    for (spellings, sound) in SOUNDS {
        if spellings.iter().any(|spelling| text.contains(spelling)) {
            text = replace(&text, spellings, sound);
        }
    }
    let mut key = Squeezed(String::with_capacity(text.len()));
    text.chars().filter(|letter| *letter != 'h').for_each(|letter| key.push(letter));
    key.0
}

/// `text` with every one of `spellings` replaced by `sound`, left to right.
fn replace(text: &str, spellings: &[&str], sound: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let found = spellings.iter().find_map(|&spelling| {
            let after = rest.strip_prefix(spelling)?;
            (spelling != BURR || !after.starts_with(is_vowel)).then_some(after)
        });
        if let Some(after) = found {
            out.push_str(sound);
            rest = after;
        } else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    out
}

/// Consonants of Latin spellings and the class each belongs to; the first that fits is taken.
const CLASSES: [(&str, &str); 35] = [
    ("ngh", "GH"),
    ("chh", "C"),
    ("ch", "C"),
    ("kh", "K"),
    ("gh", "K"),
    ("ph", "P"),
    ("th", "T"),
    ("dh", "T"),
    ("nh", "N"),
    ("gn", "N"),
    ("ng", "G"),
    ("sh", "S"),
    ("x", "S"),
    ("z", "S"),
    ("s", "S"),
    ("w", "V"),
    ("v", "V"),
    ("j", "C"),
    ("q", "K"),
    ("g", "K"),
    ("k", "K"),
    ("c", "K"),
    ("t", "T"),
    ("d", "T"),
    ("p", "P"),
    ("b", "P"),
    ("f", "P"),
    ("m", "M"),
    ("n", "N"),
    ("l", "L"),
    ("r", "R"),
    // Only before a vowel; see below.
    (ASPIRATE, "H"),
    (GLIDE, "Y"),
    ("h", ""),
    ("y", ""),
];
const ASPIRATE: &str = "h";
const GLIDE: &str = "y";

/// The consonant skeleton of a Latin spelling, in the classes of [`super::skeleton`].
pub fn latin_skeleton(word: &str) -> String {
    let text: String = word
        .chars()
        .map(|letter| letter.to_ascii_lowercase())
        .filter(char::is_ascii_lowercase)
        .collect();
    let mut key = Squeezed(String::new());
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let found = CLASSES.iter().find_map(|&(spelling, class)| {
            let after = rest.strip_prefix(spelling)?;
            let fits = match class {
                "H" => after.starts_with(|letter| is_vowel(letter) || letter == 'y'),
                "Y" => after.starts_with(is_vowel),
                _ => true,
            };
            fits.then_some((class, after))
        });
        let (class, after) = found.unwrap_or(("", rest.get(1..).unwrap_or_default()));
        class.chars().for_each(|letter| key.push(letter));
        rest = after;
    }
    key.0
}

/// A skeleton without what is written in one script and not heard in the other: R H Y V
/// that are not first, then one R H Y V S at the end. A skeleton of which nothing would
/// be left stays as it is.
pub fn loose(skeleton: &str) -> String {
    let mut key: String = skeleton
        .char_indices()
        .filter(|&(at, letter)| at == 0 || !matches!(letter, 'R' | 'H' | 'Y' | 'V'))
        .map(|(_, letter)| letter)
        .collect();
    if key.ends_with(['R', 'H', 'Y', 'V', 'S']) {
        key.pop();
    }
    if key.is_empty() { skeleton.to_owned() } else { key }
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::{latin_fold, latin_skeleton, loose};
    use crate::khmer::skeleton;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for (names, key) in [
            (["SOK", "Sokh"], "sok"),
            (["Chhay", "CHHAI"], "ci"),
            (["Phally", "phalli"], "pali"),
            (["Srey", "Srei"], "sri"),
            (["Vannak", "Vanak"], "vanak"),
            (["Kim", "Kem"], "kim"),
            (["THYDA", "Thida"], "tita"),
        ] {
            assert_eq!(names.map(latin_fold), [key, key]);
        }
    }

    #[test]
    fn ur_is_a_vowel_only_where_no_vowel_follows() {
        assert_eq!(latin_fold("Phur"), "pə");
        assert_eq!(latin_fold("Sura"), "sura");
    }

    #[test]
    fn what_is_not_a_latin_letter_is_no_part_of_the_key() {
        assert_eq!(latin_fold("O'Sok-2"), latin_fold("OSok"));
        assert_eq!(latin_fold("សុខ"), "");
        assert_eq!(latin_skeleton("សុខ 12"), "");
    }

    #[test]
    fn a_latin_skeleton_meets_the_khmer_one() {
        for (latin, khmer) in [("SOK", "សុខ"), ("Piseth", "ពិសិដ្ឋ"), ("Vannak", "វណ្ណៈ"), ("Heng", "ហេង")]
        {
            let first = |text: &str| text.chars().next();
            assert_eq!(first(&latin_skeleton(latin)), first(&skeleton(khmer)));
        }
        assert_eq!(latin_skeleton("SOK"), skeleton("សុខ"));
        assert_eq!(loose(&latin_skeleton("Sreymom")), "SM");
        assert_eq!(latin_skeleton("Ngoun"), "GN");
        assert_eq!(latin_skeleton("Yaha"), "YH");
    }
}
