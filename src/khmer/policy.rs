//! The policy layer: what the kit keeps of a typed value besides its encoding order.
//!
//! For the values of fields: names, places, free text that is stored and compared. Not
//! for the texts of the screens, where a zero width space is a wanted hint for breaking
//! a line.

use super::order::{self, Spare};

/// More rounds than any text needs (three were enough for two million random ones);
/// see `order::PASSES`.
const ROUNDS: usize = 16;

/// The normal form of a typed value: encoding order, no invisible leftovers, no
/// deprecated or doubled marks, single spaces, trimmed.
///
/// Text of other scripts comes back as it was but for white space and invisible
/// characters. The normal form of a normal form is itself. It has no more characters
/// than the input, except that U+17A4 becomes two and U+17D8 three.
///
/// Of Unicode normalisation only what can happen inside Khmer is done here (U+17DD
/// before U+17D2); accents of Latin letters are neither composed nor taken apart.
pub fn normalize(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut letters = Vec::with_capacity(text.len() / 2);
    letters.extend(text.chars());
    let mut spare = Spare::default();
    for _ in 0..ROUNDS {
        let mut changed = order_marks(&mut letters);
        changed |= replace_deprecated(&mut letters);
        changed |= collapse_marks(&mut letters);
        if order::arrange(&mut letters, &mut spare) {
            changed = true;
            collapse_marks(&mut letters);
        }
        changed |= collapse_spaces(&mut letters);
        if !changed {
            break;
        }
    }
    letters.into_iter().collect()
}

/// Whether `text` is so ordinary that nothing can change: printable ASCII, single
/// spaces, none at either end.
fn is_plain(text: &str) -> bool {
    let mut before = b' ';
    for byte in text.bytes() {
        if !(byte.is_ascii_graphic() || byte == b' ' && before != b' ') {
            return false;
        }
        before = byte;
    }
    before != b' ' || text.is_empty()
}

/// Unicode's canonical order, as far as Khmer has one: of all its marks only U+17D2
/// (class 9) and U+17DD (class 230) have a combining class.
fn order_marks(letters: &mut [char]) -> bool {
    if !letters.contains(&'\u{17DD}') {
        return false;
    }
    let is_mark = |letter: &char| matches!(letter, '\u{17D2}' | '\u{17DD}');
    let mut changed = false;
    for run in letters.chunk_by_mut(|left, right| is_mark(left) && is_mark(right)) {
        if !run.is_sorted() {
            run.sort_unstable();
            changed = true;
        }
    }
    changed
}

/// Drops what cannot be seen and writes deprecated characters as Unicode recommends.
fn replace_deprecated(letters: &mut Vec<char>) -> bool {
    let is_odd = |letter: &char| {
        is_invisible(*letter) || matches!(letter, '\u{00A0}' | '\u{17A3}' | '\u{17A4}' | '\u{17D8}')
    };
    if !letters.iter().any(is_odd) {
        return false;
    }
    let mut clean = Vec::with_capacity(letters.len() + 2);
    for &letter in letters.iter() {
        match letter {
            '\u{00A0}' => clean.push(' '),
            '\u{17A3}' => clean.push('\u{17A2}'),
            '\u{17A4}' => clean.extend(['\u{17A2}', '\u{17B6}']),
            '\u{17D8}' => clean.extend(['\u{17D4}', '\u{179B}', '\u{17D4}']),
            _ if is_invisible(letter) => {}
            _ => clean.push(letter),
        }
    }
    *letters = clean;
    true
}

/// Zero width space, word joiner, byte order mark, soft hyphen, the two inherent vowels that Unicode encoded by
/// mistake, controls, and marks that turn the direction of writing: some keyboards and address books put them
/// beside a number, and they would let a text show as another one.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' | '\u{17B4}' | '\u{17B5}')
        || turns_direction(letter)
        || letter.is_control() && !letter.is_whitespace()
        || matches!(letter, '\u{180E}' | '\u{2061}'..='\u{2064}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0001}' | '\u{E0020}'..='\u{E007F}')
}

/// Whether a character is there to turn the direction of writing: marks, embeddings, overrides, isolates.
pub fn turns_direction(letter: char) -> bool {
    matches!(
        letter,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// A mark typed twice in a row is one mark.
fn collapse_marks(letters: &mut Vec<char>) -> bool {
    let length = letters.len();
    letters.dedup_by(|next, kept| {
        next == kept && matches!(kept, '\u{17B6}'..='\u{17D1}' | '\u{17DD}')
    });
    letters.len() < length
}

/// Runs of white space become one space, none at either end.
fn collapse_spaces(letters: &mut Vec<char>) -> bool {
    let length = letters.len();
    let mut changed = false;
    let mut after_space = true;
    letters.retain_mut(|letter| {
        let is_space = letter.is_whitespace();
        if is_space && *letter != ' ' {
            *letter = ' ';
            changed = true;
        }
        let keep = !(is_space && after_space);
        after_space = is_space;
        keep
    });
    letters.pop_if(|last| *last == ' ');
    changed || letters.len() < length
}

#[cfg(test)]
mod tests {
    use super::normalize;
    use proptest::prelude::*;

    #[test]
    fn invisible_characters_go_and_what_they_kept_apart_meets() {
        assert_eq!(normalize("ស្រី\u{200B}មុំ"), "ស្រីមុំ");
        assert_eq!(normalize("\u{FEFF}ស\u{00AD}ុ\u{2060}ខ"), "សុខ");
        // The inherent vowel stood between the letter and its coeng.
        assert_eq!(normalize("ក\u{17B4}\u{17D2}\u{200B}រ"), "ក្រ");
    }

    #[test]
    fn nothing_turns_the_direction_of_writing_and_no_control_stays() {
        assert_eq!(normalize("\u{202E}ខុស\u{202C} SOK\u{200F}"), "ខុស SOK");
        assert_eq!(normalize("\u{2066}012\u{2069} 345\u{200E}"), "012 345");
        assert_eq!(normalize("ស\u{0}ុ\u{7}ខ\u{1B}[31m"), "សុខ[31m");
        assert_eq!(normalize("a\u{E0041}\u{FFF9}b"), "ab");
    }

    #[test]
    fn deprecated_letters_become_the_ones_in_use() {
        assert_eq!(normalize("\u{17A3}"), "អ");
        assert_eq!(normalize("\u{17A4}ន"), "អាន");
        assert_eq!(normalize("\u{17D8}"), "។ល។");
    }

    #[test]
    fn a_mark_that_stands_twice_is_one_mark_before_and_after_ordering() {
        assert_eq!(normalize("ចាា"), "ចា");
        assert_eq!(normalize("ឃ្មុំុ"), "ឃ្មុំ");
        // A letter may stand twice, and so may punctuation.
        assert_eq!(normalize("កក។។"), "កក។។");
    }

    #[test]
    fn white_space_is_single_and_only_inside() {
        assert_eq!(normalize("\t សុខ \u{00A0} ដារា\r\n"), "សុខ ដារា");
        assert_eq!(normalize(" \u{200B} "), "");
        assert_eq!(normalize(""), "");
    }

    #[test]
    fn a_joiner_that_holds_a_shifter_up_is_kept() {
        let held = "\u{1794}\u{17C9}\u{200C}\u{17B8}";
        assert_eq!(normalize(held), held);
    }

    #[test]
    fn atthacan_gives_way_to_coeng_as_unicode_orders_them() {
        assert_eq!(normalize("\u{1780}\u{17DD}\u{17D2}"), "\u{1780}\u{17D2}\u{17DD}");
    }

    #[test]
    fn other_scripts_are_left_alone() {
        for text in ["Sok Dara", "Nguyễn Thị", "e\u{0301}", "ສຸກ", "สุข", "👩\u{200D}👧", "12-3/4"]
        {
            assert_eq!(normalize(text), text);
        }
    }

    /// What people and programs put into Khmer fields, and worse.
    fn messy() -> impl Strategy<Value = String> {
        let one = prop_oneof![
            6 => prop::char::range('\u{1780}', '\u{17FF}'),
            3 => prop::char::range('\u{17B4}', '\u{17D3}'),
            3 => prop::sample::select(vec!['\u{17D2}', '\u{179A}', '\u{178A}', '\u{17BB}', '\u{17C1}', '\u{17BE}']),
            2 => prop::char::range('\u{200B}', '\u{200D}'),
            1 => prop::char::range(' ', '~'),
            1 => any::<char>(),
        ];
        prop::collection::vec(one, 0..40).prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn the_normal_form_of_a_normal_form_is_itself(text in messy()) {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once);
        }

        #[test]
        fn the_normal_form_is_never_longer(text in messy()) {
            let length = |text: &str| text.chars().count();
            let grown: usize = text.chars().map(|letter| match letter { '\u{17A4}' => 1, '\u{17D8}' => 2, _ => 0 }).sum();
            prop_assert!(length(&normalize(&text)) <= length(&text) + grown);
        }

        #[test]
        fn no_letter_comes_or_goes(text in messy()) {
            // DA below a letter is written as TA; the two deprecated letters as the one in use; the sign for "and so
            // on" in full.
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().flat_map(|letter| match letter {
                    '\u{178A}' => vec!['\u{178F}'],
                    '\u{17A3}' | '\u{17A4}' => vec!['\u{17A2}'],
                    '\u{17D8}' => vec!['\u{179B}'],
                    letter if crate::khmer::is_base(letter) || letter.is_alphanumeric() => vec![letter],
                    _ => Vec::new(),
                }).filter(|letter| !matches!(letter, '\u{17B4}'..='\u{17D3}' | '\u{17DD}')).collect();
                letters.sort_unstable();
                letters
            };
            prop_assert_eq!(letters(&normalize(&text)), letters(&text));
        }

        #[test]
        fn text_without_khmer_keeps_every_visible_character(text in "[^\u{1780}-\u{17FF}]*") {
            let text: String = text.chars().filter(|letter| !super::is_invisible(*letter)).collect();
            let words: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(normalize(&text), words.join(" "));
        }
    }
}
