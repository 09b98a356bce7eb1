//! The test page: what has to come out of a printer whole before the trip. A ruler, a symbol, every stack, a thumb box.

use jiff::Timestamp;

use super::Bilingual;
use super::sheet::{Cell, Column, Part, Sheet, Table};
use crate::typeset::pdf::About;

/// What stands in the symbol: as long as a receipt's code, and no receipt. A scanner at the desk is told so.
pub const CODE: &str = "KT1TESTPAGE000000000000";

/// The ruler's length in millimetres.
const RULER_MM: f64 = 100.0;

/// Consonants in the order of the alphabet, but ឡ, which never stands below; each is printed below ក, where faces
/// break first.
const CONSONANTS: &str = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរលវសហអ";

/// Dependent vowels and signs, each on a letter.
const VOWELS: &str =
    "កា កិ កី កឹ កឺ កុ កូ កួ កើ កឿ កៀ កេ កែ កៃ កោ កៅ កុំ កំ កាំ កះ កៈ ម៉ី ស៊ី ក់ ធម៌ ពោធិ៍ ដ៏ ក្សត្រ៍ វណ្ណៈ";

/// Words with the highest and deepest stacks of real names and titles.
const WORDS: &str = "ស្ត្រី ច័ន្ទ ឫទ្ធី ញ្ញា ស្រ្តី ពិសិដ្ឋ សម្ផស្ស វិទ្យុ ព្រះរាជាណាចក្រកម្ពុជា ស៊ើប ឃ្លាំង គ្រឿង ល្អៀង ក្បៀស ស្រ្ទឹង ឱ្យ ឲ្យ";

/// The page. `made` is when, in words.
pub fn sheet(event: Bilingual, made: Bilingual, at: Timestamp, training: bool) -> Sheet {
    let stacks: String =
        CONSONANTS.chars().flat_map(|letter| ['ក', '\u{17D2}', letter, ' ', ' ']).collect();
    let khmer = |text: &str| Part::Words(Bilingual::new(text.trim(), ""));
    let symbol = Table {
        columns: vec![
            Column { title: Bilingual::of("check-test-symbol"), share: 1.0 },
            Column { title: Bilingual::of("check-test-thumb"), share: 1.0 },
            Column { title: Bilingual::of("check-test-name"), share: 2.0 },
        ],
        rows: vec![vec![
            Cell::Symbol(CODE.to_owned()),
            Cell::Thumb,
            Cell::Stack(vec![
                Cell::Large("ស៊ើប សុភាស្ត្រី".to_owned()),
                Cell::Name("ញ៉ែម ច័ន្ទឫទ្ធី".to_owned()),
                Cell::Number("1234567890".to_owned()),
                Cell::Tick,
            ]),
        ]],
        least_row_mm: 0.0,
    };
    Sheet {
        title: Bilingual::of("check-test-title"),
        lines: vec![event],
        parts: vec![
            Part::Heading(Bilingual::of("check-test-ruler")),
            Part::Ruler(RULER_MM),
            Part::Words(Bilingual::of("check-test-ruler-next")),
            Part::Table(symbol),
            Part::Words(Bilingual::of("check-test-symbol-next")),
            Part::Heading(Bilingual::of("check-test-stacks")),
            khmer(&stacks),
            khmer(VOWELS),
            khmer(WORDS),
            khmer("០ ១ ២ ៣ ៤ ៥ ៦ ៧ ៨ ៩  ។ ៕ ៖ ៗ «»  0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
            Part::Words(Bilingual::of("check-test-stacks-next")),
        ],
        training,
        foot: made,
        about: About { title: "test page".to_owned(), id: "test-page".to_owned(), issued: at },
        wide: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::sheet::pages;
    use crate::typeset::layout::{Item, Rule};

    fn page() -> Vec<crate::typeset::layout::Page> {
        let made = Bilingual::new("២១ វិច្ឆិកា ២០២៦", "21 November 2026");
        pages(&sheet(Bilingual::new("ឃុំ", "Commune"), made, Timestamp::UNIX_EPOCH, false))
    }

    #[test]
    fn the_ruler_is_exactly_as_long_as_it_says() {
        let rules = |page: &crate::typeset::layout::Page| {
            let lengths: Vec<f64> = page
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Rule(Rule { from_mm, to_mm, .. })
                        if (from_mm.1 - to_mm.1).abs() < 1e-9 =>
                    {
                        Some(to_mm.0 - from_mm.0)
                    }
                    _ => None,
                })
                .collect();
            lengths
        };
        let page = page();
        assert_eq!(page.len(), 1, "one side");
        assert_eq!(
            rules(&page[0]).iter().filter(|length| (*length - RULER_MM).abs() < 1e-9).count(),
            1
        );
    }

    #[test]
    fn every_consonant_stands_below_another_and_none_is_missing() {
        for item in &page()[0].items {
            if let Item::Text(run) = item {
                let circle = run.face.font().dotted_circle();
                for glyph in &run.glyphs {
                    assert!(glyph.id != 0 && glyph.id != circle, "{}", run.text);
                }
            }
        }
        assert_eq!(CONSONANTS.chars().count(), 32);
    }
}
