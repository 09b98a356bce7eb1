//! The encoding order: every syllable's letters and marks in the one order that a
//! spelling has.
//!
//! The rule is SIL's Khmer Encoding Structure, version 2 (October 2024). Written anew
//! from the rule; the reference program it was compared with is MIT licensed:
//! Copyright (c) 2021-2024, SIL Global.

use super::{COENG, Strength, ZWJ, ZWNJ, is_base};

/// The place of a character in its syllable; the order of the variants is the order of the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// Ends a syllable and is copied as it is.
    Other,
    Base,
    Robat,
    Coeng,
    Shifter,
    NonJoiner,
    /// A vowel that stands to the left, wholly or with one half.
    LeftVowel,
    BelowVowel,
    AboveVowel,
    RightVowel,
    Sign,
    Final,
    Joiner,
}

/// The place of `letter` when nothing before it says otherwise.
fn place(letter: char) -> Place {
    match letter {
        _ if is_base(letter) => Place::Base,
        '\u{17CC}' => Place::Robat,
        COENG => Place::Coeng,
        '\u{17C9}' | '\u{17CA}' => Place::Shifter,
        ZWNJ => Place::NonJoiner,
        '\u{17BE}'..='\u{17C5}' => Place::LeftVowel,
        '\u{17BB}'..='\u{17BD}' => Place::BelowVowel,
        '\u{17B7}'..='\u{17BA}' => Place::AboveVowel,
        '\u{17B6}' => Place::RightVowel,
        '\u{17C6}' | '\u{17CB}' | '\u{17CD}'..='\u{17D1}' | '\u{17D3}' | '\u{17DD}' => Place::Sign,
        '\u{17C7}' | '\u{17C8}' => Place::Final,
        ZWJ => Place::Joiner,
        _ => Place::Other,
    }
}

/// More passes than any text needs; three were enough for two million random ones. The
/// limit is there so that a text that would go round in a circle cannot hold up a desk.
const PASSES: usize = 32;

/// Puts `letters` into encoding order, and says whether anything moved.
///
/// `spare` is working space that a caller may use again.
pub(super) fn arrange(letters: &mut Vec<char>, spare: &mut Spare) -> bool {
    for pass in 0..PASSES {
        if !spare.pass(letters) {
            return pass > 0;
        }
        std::mem::swap(letters, &mut spare.arranged);
    }
    true
}

/// Working space of [`arrange`].
#[derive(Default)]
pub(super) struct Spare {
    arranged: Vec<char>,
    placed: Vec<(Place, char)>,
    syllable: Vec<char>,
}

impl Spare {
    /// One pass over the text into `arranged`; whether it differs from `letters`.
    fn pass(&mut self, letters: &[char]) -> bool {
        self.arranged.clear();
        let mut before = (Place::Other, ' ');
        let mut changed = false;
        for &letter in letters {
            let mut here = place(letter);
            // "Coeng, letter" travels as a pair. What counts is the character before, not
            // its place: the letter of a pair has the place of a coeng too.
            if matches!(before.1, COENG | ZWJ) && matches!(here, Place::Base | Place::Coeng) {
                here = before.0;
            }
            before = (here, letter);
            if here > Place::Base && !self.placed.is_empty() {
                self.placed.push((here, letter));
                continue;
            }
            changed |= self.close_syllable();
            if here == Place::Base {
                self.placed.push((here, letter));
            } else {
                self.arranged.push(letter);
            }
        }
        self.close_syllable() || changed
    }

    /// Arranges the syllable read so far and appends it; whether it changed.
    fn close_syllable(&mut self) -> bool {
        if self.placed.len() < 2 {
            self.arranged.extend(self.placed.drain(..).map(|(_, letter)| letter));
            return false;
        }
        self.syllable.clear();
        if self.placed.is_sorted_by_key(|(place, _)| *place) {
            self.syllable.extend(self.placed.iter().map(|(_, letter)| *letter));
            if !has_work(&self.syllable) {
                self.placed.clear();
                self.arranged.append(&mut self.syllable);
                return false;
            }
            repair(&mut self.syllable);
        } else {
            let typed = self.placed.clone();
            self.placed.sort_by_key(|(place, _)| *place);
            self.syllable.extend(self.placed.iter().map(|(_, letter)| *letter));
            repair(&mut self.syllable);
            self.placed = typed;
        }
        let changed = !self.placed.iter().map(|(_, letter)| letter).eq(self.syllable.iter());
        self.placed.clear();
        self.arranged.append(&mut self.syllable);
        changed
    }
}

/// Whether [`repair`] could change a sorted syllable: cheap, and true rather too often.
fn has_work(syllable: &[char]) -> bool {
    syllable
        .iter()
        .any(|letter| matches!(*letter, '\u{17BE}' | '\u{17C1}' | '\u{17BB}' | COENG | ZWNJ | ZWJ))
}

/// Mends what sorting cannot: repeated joiners, vowels typed in halves, U typed for a
/// shifter, the order and the letter of coengs. In this order.
fn repair(syllable: &mut Vec<char>) {
    syllable.dedup_by(|next, kept| *kept == COENG && matches!(*next, COENG | ZWNJ | ZWJ));
    replace_pairs(syllable, ['\u{17BE}', '\u{17B6}'], ['\u{17C4}', '\u{17B8}']);
    join_halves(syllable, '\u{17B8}', '\u{17BE}');
    join_halves(syllable, '\u{17B6}', '\u{17C4}');
    replace_pairs(syllable, ['\u{17BE}', '\u{17BB}'], ['\u{17BB}', '\u{17BE}']);
    mend_shifter(syllable);
    put_ro_last(syllable);
    replace_pairs(syllable, [COENG, '\u{178A}'], [COENG, '\u{178F}']);
}

/// Writes `right` for every `wrong`, from left to right, none of them twice.
fn replace_pairs(syllable: &mut [char], wrong: [char; 2], right: [char; 2]) {
    let mut rest = syllable;
    while let [first, second, ..] = rest {
        if [*first, *second] == wrong {
            [*first, *second] = right;
            rest = rest.get_mut(2..).unwrap_or_default();
        } else {
            rest = rest.get_mut(1..).unwrap_or_default();
        }
    }
}

/// A vowel typed as U+17C1 and `half`, with at most one vowel below between, becomes `whole`.
fn join_halves(syllable: &mut Vec<char>, half: char, whole: char) {
    let mut at = 0;
    while at < syllable.len() {
        let half_at = match syllable.get(at..) {
            Some(['\u{17C1}', next, ..]) if *next == half => at + 1,
            Some(['\u{17C1}', '\u{17BB}'..='\u{17BD}', next, ..]) if *next == half => at + 2,
            _ => {
                at += 1;
                continue;
            }
        };
        syllable.remove(half_at);
        if let Some(left) = syllable.get_mut(at) {
            *left = whole;
        }
        at = half_at;
    }
}

/// U (U+17BB) typed below a vowel that stands above is a register shifter that was
/// drawn below: it looks the same on paper.
fn mend_shifter(syllable: &mut [char]) {
    let Some((at, strength)) = u_after_cluster(syllable) else { return };
    let holds_it_down = matches!(
        syllable.get(at + 1..),
        Some(
            ['\u{17B7}'..='\u{17BA}' | '\u{17BE}' | '\u{17BF}' | '\u{17DD}' | '\u{17D0}', ..]
                | ['\u{17B6}', '\u{17C6}', ..]
        )
    );
    if let Some(u) = syllable.get_mut(at).filter(|_| holds_it_down) {
        *u = if strength.is_strong() { '\u{17CA}' } else { '\u{17C9}' };
    }
}

/// Where a U stands straight after the letters of the cluster and a left vowel, if it
/// does. Clusters of more than two coengs are left alone.
fn u_after_cluster(syllable: &[char]) -> Option<(usize, Strength)> {
    let (&base, mut rest) = syllable.split_first()?;
    let mut strength = Strength::default().with(base);
    if let ['\u{17CC}', after @ ..] = rest {
        rest = after;
    }
    for _ in 0..2 {
        if let [COENG, letter, after @ ..] = rest
            && is_base(*letter)
        {
            strength = strength.with(*letter);
            rest = after;
        }
    }
    if let ['\u{17C1}'..='\u{17C5}', after @ ..] = rest {
        rest = after;
    }
    matches!(rest, ['\u{17BB}', ..]).then(|| (syllable.len() - rest.len(), strength))
}

/// Coeng RO stands to the left of its cluster and is written after every other coeng.
fn put_ro_last(syllable: &mut [char]) {
    let mut rest = syllable;
    while !rest.is_empty() {
        let is_pair = |pair: &&[char]| matches!(pair, [COENG, '\u{1780}'..='\u{17B3}']);
        let pairs = rest.chunks(2).take_while(is_pair).count();
        let mut others = 0;
        for pair in 0..pairs {
            if rest.get(2 * pair + 1) != Some(&'\u{179A}') {
                rest.swap(2 * others + 1, 2 * pair + 1);
                others += 1;
            }
        }
        rest = rest.get_mut((2 * pairs).max(1)..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::{Spare, arrange};

    fn ordered(text: &str) -> String {
        let mut letters = text.chars().collect();
        arrange(&mut letters, &mut Spare::default());
        letters.into_iter().collect()
    }

    #[test]
    fn every_way_of_typing_woman_is_written_in_one_way() {
        // sa, coeng ta, coeng ro, ii: the two coengs and the vowel in every order, coeng ta also as da.
        for typed in [
            "\u{179F}\u{17D2}\u{178F}\u{17D2}\u{179A}\u{17B8}",
            "\u{179F}\u{17D2}\u{179A}\u{17D2}\u{178F}\u{17B8}",
            "\u{179F}\u{17B8}\u{17D2}\u{179A}\u{17D2}\u{178F}",
            "\u{179F}\u{17B8}\u{17D2}\u{178F}\u{17D2}\u{179A}",
            "\u{179F}\u{17D2}\u{179A}\u{17B8}\u{17D2}\u{178A}",
            "\u{179F}\u{17D2}\u{178A}\u{17B8}\u{17D2}\u{179A}",
        ] {
            assert_eq!(ordered(typed), "ស្ត្រី", "{typed:?}");
        }
    }

    #[test]
    fn a_vowel_or_sign_typed_too_early_moves_behind_the_letters() {
        assert_eq!(ordered("\u{1781}\u{17C2}\u{17D2}\u{1798}\u{179A}"), "ខ្មែរ");
        assert_eq!(ordered("\u{1781}\u{17C6}\u{17B6}"), "ខាំ");
        assert_eq!(ordered("\u{1785}\u{17B7}\u{1793}\u{17B6}\u{17D2}\u{178A}"), "ចិន្តា");
    }

    #[test]
    fn u_below_a_vowel_above_is_a_shifter_of_the_cluster() {
        assert_eq!(ordered("\u{179F}\u{17BB}\u{17B8}"), "\u{179F}\u{17CA}\u{17B8}");
        assert_eq!(ordered("\u{179F}\u{17B8}\u{17BB}"), "\u{179F}\u{17CA}\u{17B8}");
        assert_eq!(ordered("\u{1798}\u{17BB}\u{17B8}"), "\u{1798}\u{17C9}\u{17B8}");
        // Pa with a coeng of the first series is not strong, whatever stands below it.
        assert_eq!(
            ordered("\u{1794}\u{17D2}\u{179F}\u{17BB}\u{17B8}"),
            "\u{1794}\u{17D2}\u{179F}\u{17C9}\u{17B8}"
        );
        assert_eq!(ordered("\u{1798}\u{17BB}\u{17B6}\u{17C6}"), "\u{1798}\u{17C9}\u{17B6}\u{17C6}");
    }

    #[test]
    fn u_that_is_a_vowel_stays_one() {
        for word in ["គុំ", "បុប្ផា", "សុ", "កុះ", "មុន្នី"]
        {
            assert_eq!(ordered(word), word);
        }
        // Three coengs: not for a program to guess.
        let deep = "\u{1780}\u{17D2}\u{1781}\u{17D2}\u{1782}\u{17D2}\u{1783}\u{17BB}\u{17B8}";
        assert_eq!(ordered(deep), deep);
    }

    #[test]
    fn vowels_typed_in_two_halves_become_one() {
        assert_eq!(ordered("\u{178F}\u{17D2}\u{1793}\u{17C1}\u{17B6}\u{178F}"), "ត្នោត");
        assert_eq!(ordered("\u{178F}\u{17D2}\u{1793}\u{17B6}\u{17C1}\u{178F}"), "ត្នោត");
        assert_eq!(ordered("\u{1780}\u{17C1}\u{17B8}\u{178F}"), "កើត");
        assert_eq!(ordered("\u{1780}\u{17BE}\u{17B6}"), "\u{1780}\u{17C4}\u{17B8}");
    }

    #[test]
    fn joiners_and_coengs_that_repeat_after_a_coeng_go() {
        assert_eq!(ordered("\u{1780}\u{17D2}\u{17D2}\u{179A}\u{17BC}"), "ក្រូ");
        assert_eq!(ordered("\u{1780}\u{17D2}\u{200C}\u{179A}\u{17BC}"), "ក្រូ");
        assert_eq!(ordered("\u{1780}\u{17D2}\u{200C}\u{200D}\u{179A}"), "ក្រ");
    }

    #[test]
    fn coeng_ro_goes_behind_every_other_coeng_in_one_call() {
        let (ro, ka) = ("\u{17D2}\u{179A}".repeat(50), "\u{17D2}\u{1780}".repeat(50));
        let (many, right) = (format!("\u{179F}{ro}{ka}"), format!("\u{179F}{ka}{ro}"));
        assert_eq!(ordered(&many), right);
    }

    #[test]
    fn marks_without_a_letter_and_other_scripts_stay_where_they_are() {
        for text in
            ["\u{17B8}\u{17BB}\u{17D2}\u{178A}", "Sok Dara", "\u{200D}\u{1780}\u{17B8}", "១២។ "]
        {
            assert_eq!(ordered(text), text);
        }
    }
}
