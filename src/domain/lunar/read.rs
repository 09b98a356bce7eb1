//! A Khmer date in a family's own words, taken apart into what it says.

use jiff::civil::Weekday;

use super::spellings::{self, Word};
use super::{ANIMALS, LunarMonth, MONTHS, Phase, SAKS, Said, weekday_name};
use crate::khmer;
use std::sync::OnceLock;

/// What words say by the Khmer calendar.
#[derive(Clone, PartialEq, Eq)]
pub struct Read {
    /// What was understood; empty if nothing was.
    pub said: Said,
    /// Whether every word was; what says two things, as "rabbit or dragon", is not.
    pub is_whole: bool,
}

/// Takes words apart: "១០កើត ខែចេត្រ ឆ្នាំជូត", "5 roch Pisakh rabbit Tuesday", in any order, in Khmer and
/// Latin spellings. A word that may mean something else, or two that contradict each other, say nothing.
pub fn read(words: &str) -> Read {
    let words = khmer::digits::to_ascii(&khmer::normalize(words)).to_lowercase();
    let words = MARKS.iter().fold(words, |words, (written, mark)| words.replace(written, mark));
    let mut parts = Vec::new();
    for run in words.split(is_between).filter(|run| !run.is_empty()) {
        parts.extend(taken_apart(run).unwrap_or_else(|| vec![Part::Unknown]));
    }
    // Words around the others say nothing, wherever they stand.
    parts.retain(|part| *part != Part::Word(Word::Around));
    understood(&parts)
}

/// What is written in several pieces, and how it is looked up.
const MARKS: [(&str, &str); 5] =
    [("ព.ស", "ពស"), ("b.e", "be"), ("buddhist era", "be"), (" sak", "sak"), (" ស័ក", "ស័ក")];

/// What stands between words. A Khmer sign never does.
fn is_between(letter: char) -> bool {
    letter.is_whitespace()
        || !(letter.is_alphanumeric() || khmer::is_khmer(letter))
        || letter == '។'
}

/// A piece of a run of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Number(u16),
    Word(Word),
    Unknown,
}

/// Every spelling there is, the longest first, so that បុស្ស is not read as បុស.
fn lexicon() -> &'static [(String, Word)] {
    static LEXICON: OnceLock<Vec<(String, Word)>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut all: Vec<(String, Word)> = Vec::new();
        let mut add = |spelling: &str, word: Word| all.push((spelling.to_lowercase(), word));
        for (place, (name, more)) in (0..).zip(ANIMALS.iter().zip(spellings::ANIMALS)) {
            let dog = name.khmer == "ច";
            add(name.khmer, if dog { Word::Dog } else { Word::Animal(place) });
            for spelling in std::iter::once(&name.latin).chain(more) {
                add(spelling, Word::Animal(place));
            }
        }
        for (place, (name, more)) in (0..).zip(SAKS.iter().zip(spellings::SAKS)) {
            add(name.khmer, Word::Sak(place));
            for spelling in more {
                // Some are words of their own: the word ស័ក has to follow.
                let sak = if spelling.is_ascii() { "sak" } else { "ស័ក" };
                add(&format!("{spelling}{sak}"), Word::Sak(place));
            }
        }
        for (place, (name, more)) in (0..).zip(MONTHS.iter().zip(spellings::MONTHS)) {
            for spelling in [name.khmer, name.latin].iter().chain(more) {
                add(spelling, Word::Month(place));
            }
        }
        for (place, more) in (0..).zip(spellings::WEEKDAYS) {
            let name = weekday(place).map(weekday_name);
            let names = name.iter().flat_map(|name| [name.khmer, name.latin]);
            names
                .chain(more.iter().copied())
                .for_each(|spelling| add(spelling, Word::Weekday(place)));
        }
        for (spelling, half) in spellings::HALVES {
            add(spelling, if spelling == "កើត" { Word::Keut } else { Word::Half(half) });
        }
        let others = [
            (&spellings::ERA[..], Word::Era),
            (&spellings::YEAR, Word::Year),
            (&spellings::AROUND, Word::Around),
        ];
        for (spellings, word) in others {
            for spelling in spellings {
                add(spelling, word);
            }
        }
        all.sort_by_key(|(spelling, _)| std::cmp::Reverse(spelling.len()));
        all
    })
}

/// A run of letters and digits as the words that it is made of; nothing if a part of it is none of them. Khmer is
/// written without spaces, and a name may begin like a day: ចន្ទា is no Monday.
fn taken_apart(run: &str) -> Option<Vec<Part>> {
    let ends: Vec<usize> = khmer::syllables(run)
        .scan(0, |at, syllable| {
            *at += syllable.len();
            Some(*at)
        })
        .collect();
    // From the end: at each place the first part that leads to the end, and where the next one begins.
    let mut ways: Vec<Option<(Part, usize)>> = vec![None; run.len() + 1];
    let leads = |ways: &[Option<(Part, usize)>], at: usize| {
        at == run.len() || ways.get(at).is_some_and(Option::is_some)
    };
    for at in std::iter::once(0).chain(ends.iter().copied()).rev() {
        let Some(rest) = run.get(at..).filter(|rest| !rest.is_empty()) else { continue };
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let way = if 0 < digits {
            let number = rest.get(..digits).and_then(|number| number.parse().ok());
            number.filter(|_| leads(&ways, at + digits)).map(|n| (Part::Number(n), at + digits))
        } else {
            lexicon().iter().find_map(|(spelling, word)| {
                let next = at + spelling.len();
                let is_here = rest.starts_with(spelling) && ends.contains(&next);
                (is_here && leads(&ways, next)).then_some((Part::Word(*word), next))
            })
        };
        if let Some(place) = ways.get_mut(at) {
            *place = way;
        }
    }
    let mut parts = Vec::new();
    let mut at = 0;
    while at < run.len() {
        let (part, next) = (*ways.get(at)?)?;
        parts.push(part);
        at = next;
    }
    Some(parts)
}

/// Everything that was said of each part of a date.
#[derive(Default)]
struct Told {
    animals: Vec<u8>,
    saks: Vec<u8>,
    eras: Vec<i32>,
    months: Vec<u8>,
    halves: Vec<Phase>,
    days: Vec<u8>,
    weekdays: Vec<u8>,
}

fn understood(parts: &[Part]) -> Read {
    use Part::{Number, Unknown};
    let mut told = Told::default();
    let mut is_whole = true;
    let mut rest = parts.iter().copied().peekable();
    while let Some(part) = rest.next() {
        let next = rest.peek().copied();
        match (part, next) {
            (Number(day @ 1..=15), Some(Part::Word(word @ (Word::Half(_) | Word::Keut)))) => {
                told.halves.push(if let Word::Half(half) = word { half } else { Phase::Waxing });
                told.days.extend(u8::try_from(day));
                rest.next();
            }
            (Number(day @ 1..=15), Some(Part::Word(Word::Month(_)))) => {
                told.days.extend(u8::try_from(day));
            }
            (Number(era @ FIRST_ERA..=LAST_ERA), _) => told.eras.push(era.into()),
            (Number(_) | Unknown | Part::Word(Word::Dog), _) => is_whole = false,
            (Part::Word(Word::Year), Some(Part::Word(Word::Dog))) => {
                told.animals.push(DOG);
                rest.next();
            }
            (Part::Word(word), _) => match word {
                Word::Animal(animal) => told.animals.push(animal),
                Word::Sak(sak) => told.saks.push(sak),
                Word::Month(month) => told.months.push(month),
                Word::Weekday(day) => told.weekdays.push(day),
                Word::Half(half) => told.halves.push(half),
                Word::Era | Word::Year | Word::Dog | Word::Keut | Word::Around => {}
            },
        }
    }
    let said = Said {
        animal: only(&told.animals, &mut is_whole),
        sak: only(&told.saks, &mut is_whole),
        era: only(&told.eras, &mut is_whole),
        month: only(&told.months, &mut is_whole).and_then(LunarMonth::from_index),
        phase: only(&told.halves, &mut is_whole),
        day: only(&told.days, &mut is_whole),
        weekday: only(&told.weekdays, &mut is_whole).and_then(weekday),
        ..Said::default()
    };
    Read { is_whole: is_whole && !said.is_empty(), said }
}

/// The years of the Buddhist Era that a birth may have, as the box for it takes them.
const FIRST_ERA: u16 = 2443;
const LAST_ERA: u16 = 2700;

/// The place of ច among the animals.
const DOG: u8 = 10;

/// What was said, if it was said once or twice the same.
fn only<T: Copy + PartialEq>(told: &[T], is_whole: &mut bool) -> Option<T> {
    let first = *told.first()?;
    let agrees = told.iter().all(|other| *other == first);
    *is_whole &= agrees;
    agrees.then_some(first)
}

/// 0 is Sunday, the first day of a printed Khmer calendar.
pub fn weekday(number: u8) -> Option<Weekday> {
    Weekday::from_sunday_zero_offset(i8::try_from(number).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{lexicon, read, weekday};
    use crate::domain::lunar::{LunarMonth, Phase, Said};
    use crate::khmer;
    use jiff::civil::Weekday;
    use proptest::prelude::*;

    fn rabbit() -> Said {
        Said {
            animal: Some(3),
            month: Some(LunarMonth::Pisakh),
            phase: Some(Phase::Waning),
            day: Some(5),
            weekday: Some(Weekday::Tuesday),
            ..Said::default()
        }
    }

    #[test]
    fn a_date_is_understood_in_any_order_and_script() {
        for words in [
            "ឆ្នាំថោះ ខែពិសាខ ៥រោច ថ្ងៃអង្គារ",
            "ថ្ងៃអង្គារ៥រោចខែពិសាខឆ្នាំថោះ",
            "5 roch Pisakh rabbit Tuesday",
            "Tuesday, 5th waning of Pisakh, year of the Rabbit",
            "ថ្ងៃ អង្គារ ៥ រោច, ខែ ពិសាខ – ឆ្នាំ ថោះ។",
        ] {
            let read = read(words);
            assert!(read.said == rabbit() && read.is_whole, "{words}");
        }
    }

    #[test]
    fn parts_are_enough_and_the_letter_of_the_dog_needs_its_year() {
        let part = |words: &str| read(words).said;
        assert!(part("ឆ្នាំវក") == Said { animal: Some(8), ..Said::default() });
        assert!(part("កើតឆ្នាំច") == Said { animal: Some(10), ..Said::default() });
        assert!(part("ច").is_empty() && part("dog").animal == Some(10));
        assert!(
            part("ព.ស. ២៥៦៧ បញ្ចស័ក") == Said { era: Some(2567), sak: Some(5), ..Said::default() }
        );
        assert!(part("Pancha Sak B.E. 2567") == part("ព.ស.2567 បញ្ច ស័ក"));
        let cheit = Said { month: Some(LunarMonth::Cheit), ..Said::default() };
        assert!(
            part("១០កើត ខែចេត្រ ឆ្នាំជូត")
                == Said { animal: Some(0), phase: Some(Phase::Waxing), day: Some(10), ..cheit }
        );
        assert!(part("រោច ចេត្រ") == Said { phase: Some(Phase::Waning), ..cheit });
    }

    #[test]
    fn what_is_no_word_of_the_calendar_or_two_of_them_says_nothing() {
        for words in ["hello", "ចន្ទា", "កើត", "2016", "ភូមិពិសាខី", "", "rabbit or dragon", "១៦ រោច"]
        {
            let read = read(words);
            assert!(read.said.animal.is_none() && read.said.day.is_none(), "{words}");
            assert!(!read.is_whole, "{words}");
        }
        let some = read("rabbit hello");
        assert!(some.said.animal == Some(3) && !some.is_whole);
    }

    #[test]
    fn what_a_calendar_prints_is_read_as_itself() {
        for animal in 0..12 {
            for month in LunarMonth::ALL {
                let said = Said {
                    animal: Some(animal),
                    sak: Some(animal % 10),
                    era: Some(2560),
                    month: Some(month),
                    weekday: weekday(animal % 7),
                    day: Some(animal + 1),
                    phase: Phase::from_index(animal % 2),
                    ..Said::default()
                };
                for words in [said.in_khmer(), said.in_english()] {
                    let read = read(&words);
                    assert!(read.said == said && read.is_whole, "{words}");
                }
            }
        }
    }

    #[test]
    fn every_spelling_is_in_normal_form_and_means_one_thing() {
        for (at, (spelling, word)) in lexicon().iter().enumerate() {
            assert_eq!(&khmer::normalize(spelling), spelling);
            let twice = lexicon().iter().skip(at + 1).any(|(other, _)| other == spelling);
            assert!(!twice, "{spelling} {word:?}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_read_without_a_panic(words in any::<String>()) {
            let all = read(&words);
            prop_assert!(all == read(&khmer::normalize(&words)));
        }
    }
}
