//! The paper a family takes home: glyphs, lines, symbol, sizes, bytes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a paper that cannot be made should stop the test"
)]

use crate::samples::{
    self, Sample, blank, by_an_organiser, crowded, every_kind, ordinary, waiting,
};
use outreach_kit::papers::Bilingual;
use outreach_kit::papers::receipt::{self, ChildLine, Copy, MARGIN_MM, Receipt, Sheet};
use outreach_kit::typeset::Face;
use outreach_kit::typeset::layout::{Area, Item, Page, TextRun, Tone};
use outreach_kit::typeset::shape::{Glyph, shape};

const SHEETS: [Sheet; 2] = [Sheet::A5, Sheet::A4WithCounterfoil];

/// Names of invented people, in both scripts: short, long, with every kind of stack.
const NAMES: [(&str, &str); 12] = [
    ("សុខ ដារា", "SOK Dara"),
    ("ស៊ើប ស្ត្រី", "SEUB Strey"),
    ("ស៊ីម សុភាព", "SIM Sopheap"),
    ("ជា ច័ន្ទធី", "CHEA Chanthy"),
    ("កែវ ពុទ្ធិរិទ្ធ", "KEO Puthirith"),
    ("ញ៉ែម កញ្ញា", "NHEM Kanha"),
    ("ឌុច ប៉័ងហ៊ាន", "DUCH Panghean"),
    ("ហ៊ុន ឫទ្ធី", "HUN Rithy"),
    ("ម៉ៅ ឧត្តម", "MAO Oudom"),
    ("ឡុង វណ្ណៈ", "LONG Vannak"),
    ("ព្រំ ពេជ្រមុន្នីរ័ត្ន", "PRUM Pichmonyroth"),
    ("អ៊ុក ខ្លាម៉ៅត្នោត", "UK Khlamaotnoat"),
];

/// Calls `look` with every page of every kind of receipt on every sheet.
fn on_every_page(look: impl Fn(Sheet, &Page)) {
    for receipt in every_kind() {
        for sheet in SHEETS {
            for page in receipt::pages(&receipt, sheet) {
                look(sheet, &page);
            }
        }
    }
}

fn texts(page: &Page) -> impl Iterator<Item = &TextRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) if run.tone == Tone::Black => Some(run),
        Item::Text(_) | Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
    })
}

fn modules(page: &Page) -> impl Iterator<Item = Area> {
    page.items.iter().filter_map(|item| match item {
        Item::Block(area) => Some(*area),
        Item::Text(_) | Item::Rule(_) | Item::Figure(_) => None,
    })
}

fn pictures(page: &Page) -> impl Iterator<Item = Area> {
    page.items.iter().filter_map(|item| match item {
        Item::Figure(figure) => Some(figure.extent()),
        Item::Text(_) | Item::Block(_) | Item::Rule(_) => None,
    })
}

#[test]
fn a_picture_stands_on_the_receipt_and_on_the_counterfoil_and_on_no_blank_one() {
    let count = |receipt: &Receipt, sheet| pictures(&receipt::pages(receipt, sheet)[0]).count();
    assert_eq!(SHEETS.map(|sheet| count(&ordinary(), sheet)), [1, 2]);
    assert_eq!(SHEETS.map(|sheet| count(&blank(), sheet)), [0, 0]);
    let sides = receipt::pages(&ordinary(), Sheet::A5);
    assert!(pictures(&sides[0]).all(|area| 10.0 <= area.width_mm.max(area.height_mm)));
}

#[test]
fn glyphs_are_those_of_harfbuzz() {
    let reference = include_str!("../data/shape_reference.tsv");
    let mut compared = 0;
    for line in reference.lines() {
        let mut fields = line.split('\t');
        let (name, text) = (fields.next().unwrap(), fields.next().unwrap());
        let face = Face::ALL.into_iter().find(|face| name.starts_with(face.name())).unwrap();
        let expected: Vec<Glyph> = fields.next().unwrap().split(' ').map(glyph).collect();
        assert_eq!(shape(face.font(), text), expected, "{name}: {text}");
        assert!(expected.iter().all(|glyph| glyph.id != 0), "{name} lacks a letter of {text}");
        let circle = face.font().dotted_circle();
        assert!(expected.iter().all(|glyph| glyph.id != circle), "{text} is malformed");
        compared += 1;
    }
    assert!(compared >= 800, "only {compared} lines were compared");
}

fn glyph(numbers: &str) -> Glyph {
    let mut numbers = numbers.split(':').map(|number| number.parse::<i32>().unwrap());
    let mut next = || numbers.next().unwrap();
    Glyph {
        id: u16::try_from(next()).unwrap(),
        cluster: usize::try_from(next()).unwrap(),
        x_advance: next(),
        x_offset: next(),
        y_offset: next(),
    }
}

#[test]
fn the_same_receipt_is_the_same_bytes_and_a_copy_differs() {
    for sheet in SHEETS {
        let first = receipt::pdf(&ordinary(), sheet).unwrap();
        assert_eq!(first, receipt::pdf(&ordinary(), sheet).unwrap());
        let copy = Copy::Further { number: 2, reason: Bilingual::new("បាត់", "Lost") };
        assert_ne!(first, receipt::pdf(&Receipt { copy, ..ordinary() }, sheet).unwrap());
    }
}

#[test]
fn two_receipts_of_a_family_share_a_sheet_of_a4_and_two_families_never_do() {
    let of = |ticket, number: &str| Receipt {
        ticket: Some(ticket),
        number: number.to_owned(),
        ..ordinary()
    };
    let receipts = [of(57, "1"), of(57, "2"), of(57, "3"), of(58, "4")];
    let sheets = receipt::pages_of(&receipts, Sheet::TwoOnA4);
    let on = |page: &Page| {
        let numbers = ["1", "2", "3", "4"];
        numbers.into_iter().filter(|number| texts(page).any(|run| run.text == **number)).collect()
    };
    let numbers: Vec<Vec<&str>> = sheets.iter().map(on).collect();
    assert_eq!(numbers, [vec!["1", "2"], vec!["3"], vec!["4"]]);
    assert!(sheets.iter().all(|page| page.width_mm > page.height_mm));
    // Each is what it is on A5, the second one further right by half a sheet.
    let glyphs =
        |page: &Page| -> Vec<Vec<Glyph>> { texts(page).map(|run| run.glyphs.clone()).collect() };
    let alone = receipts.iter().take(2).flat_map(|one| glyphs(&receipt::pages(one, Sheet::A5)[0]));
    assert_eq!(glyphs(&sheets[0]), alone.collect::<Vec<_>>());
    let middle = |run: &&TextRun| sheets[0].width_mm / 2.0 < run.x_mm;
    assert_eq!(2 * texts(&sheets[0]).filter(middle).count(), texts(&sheets[0]).count());
    let numberless = vec![blank(); 5];
    assert_eq!(receipt::pages_of(&numberless, Sheet::TwoOnA4).len(), 3);
}

#[test]
fn a_receipt_is_small_and_many_share_their_faces() {
    for receipt in [ordinary(), by_an_organiser(), waiting(), blank()] {
        // The counterfoil adds its own symbol, picture and lines to be read aloud.
        for (sheet, budget) in [(Sheet::A5, 25_000), (Sheet::A4WithCounterfoil, 26_500)] {
            let size = receipt::pdf(&receipt, sheet).unwrap().len();
            assert!(size <= budget, "{size} bytes on {sheet:?}");
        }
    }
    let many = vec![ordinary(); 40];
    let size = receipt::batch(&many, Sheet::A5).unwrap().len();
    assert!(size < 40 * 8_000, "{size} bytes for forty");
}

/// What a file tells about itself: whatever is neither drawn nor read aloud.
fn about_itself(pdf: &[u8]) -> Vec<(String, String)> {
    let file = lopdf::Document::load_mem(pdf).unwrap();
    let mut told = Vec::new();
    let info = file.trailer.get(b"Info").and_then(|info| file.dereference(info)).unwrap().1;
    for (name, value) in info.as_dict().unwrap() {
        let name = String::from_utf8_lossy(name).into_owned();
        told.push((name, lopdf::decode_text_string(value).unwrap_or_default()));
    }
    if let Ok(metadata) = file.catalog().unwrap().get(b"Metadata") {
        let (_, stream) = file.dereference(metadata).unwrap();
        let bytes = stream.as_stream().unwrap().get_plain_content().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        told.extend(text.split('>').filter_map(|piece| {
            let words = piece.split('<').next()?.trim();
            (!words.is_empty()).then(|| ("Metadata".to_owned(), words.to_owned()))
        }));
    }
    told
}

#[test]
fn the_document_names_no_person() {
    // Words that every file of its kind has; beside them numbers only.
    const WORDS: [&str; 16] = [
        "outreach", "kit", "further", "receipt", "list", "register", "copy", "form", "forms",
        "day", "sheet", "referral", "test", "page", "report", "route",
    ];
    for Sample { name, pdf, .. } in samples::papers() {
        assert!(pdf.starts_with(b"%PDF-1.7"), "{name}");
        let told = about_itself(&pdf);
        assert!(told.iter().any(|(key, _)| key == "Title"), "{name}: {told:?}");
        for (key, value) in &told {
            assert!(!["Author", "Subject", "Keywords"].contains(&key.as_str()) || value.is_empty());
            let words = value.split(|sign: char| sign.is_whitespace() || sign == '-');
            let odd: Vec<_> = words
                // Whatever has no letter but those of a date and a time.
                .filter(|word| {
                    word.chars().any(|sign| sign.is_alphabetic() && !"DTZ".contains(sign))
                })
                .filter(|word| !WORDS.contains(word))
                .collect();
            assert_eq!(odd, [""; 0], "{name}: {key} {value}");
        }
    }
    assert_eq!(format!("{:?}", ordinary()), "Receipt { number: \"0100042\", .. }");
}

#[test]
fn every_name_stands_whole_on_one_line() {
    for (khmer, latin) in NAMES {
        let child = ChildLine { khmer: khmer.to_owned(), latin: latin.to_owned() };
        let receipt = Receipt { child, ..ordinary() };
        for sheet in SHEETS {
            let pages = receipt::pages(&receipt, sheet);
            assert_eq!(pages.len(), 1, "{khmer}");
            for name in [khmer, latin] {
                let mut lines = texts(&pages[0]).filter(|run| run.text == name);
                assert!(lines.all(|run| run.size_pt >= 12.0), "{name} is too small");
                assert!(texts(&pages[0]).any(|run| run.text == name), "{name} is cut");
            }
        }
    }
}

#[test]
fn no_letter_is_missing_from_any_paper() {
    on_every_page(|_, page| {
        for run in texts(page) {
            let circle = run.face.font().dotted_circle();
            assert!(
                run.glyphs.iter().all(|glyph| glyph.id != 0 && glyph.id != circle),
                "{}",
                run.text
            );
        }
    });
}

#[test]
fn nothing_is_smaller_than_nine_points() {
    on_every_page(|_, page| {
        assert!(texts(page).all(|run| run.size_pt >= 9.0));
    });
}

#[test]
fn everything_lies_inside_the_margins() {
    on_every_page(|sheet, page| {
        let (width_mm, height_mm) = sheet.size_mm();
        let inside = Area::new(
            MARGIN_MM,
            MARGIN_MM,
            width_mm - 2.0 * MARGIN_MM,
            height_mm - 2.0 * MARGIN_MM,
        );
        for run in texts(page) {
            let Some(ink) = run.ink() else { continue };
            assert!(inside.holds(&ink), "{} at {ink:?}", run.text);
        }
        assert!(modules(page).all(|module| inside.holds(&module)));
        for picture in pictures(page) {
            assert!(inside.holds(&picture));
            assert!(modules(page).all(|module| !module.overlaps(&picture)));
            for run in texts(page) {
                assert!(run.ink().is_none_or(|ink| !ink.overlaps(&picture)), "{}", run.text);
            }
        }
    });
}

#[test]
fn no_text_enters_the_quiet_zone_of_a_symbol() {
    on_every_page(|_, page| {
        // Rows of modules, cut where the counterfoil's symbol begins.
        let mut symbols: Vec<Vec<Area>> = Vec::new();
        for module in modules(page) {
            match symbols.last_mut() {
                Some(symbol) if module.y_mm - symbol[0].y_mm < 20.0 => symbol.push(module),
                _ => symbols.push(vec![module]),
            }
        }
        for symbol in symbols {
            let left = symbol.iter().map(|area| area.x_mm).fold(f64::MAX, f64::min) - 3.0;
            let top = symbol.iter().map(|area| area.y_mm).fold(f64::MAX, f64::min) - 3.0;
            let zone = Area::new(left, top, 24.75, 24.75);
            let inks = page.items.iter().filter_map(|item| match item {
                Item::Text(run) => run.ink().filter(|_| run.tone == Tone::Black),
                Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
            });
            for ink in inks {
                assert!(!ink.overlaps(&zone), "{ink:?} is in {zone:?}");
            }
        }
    });
}

#[test]
fn no_line_is_printed_over_another() {
    on_every_page(|_, page| {
        let inks: Vec<(Area, &str)> =
            texts(page).filter_map(|run| Some((run.ink()?, run.text.as_str()))).collect();
        for (index, (one, text)) in inks.iter().enumerate() {
            for (other, over) in &inks[index + 1..] {
                assert!(!one.overlaps(other), "{text} meets {over}");
            }
        }
    });
}

#[test]
fn the_symbol_is_read_back_from_a_thermal_printers_dots() {
    for receipt in every_kind() {
        for sheet in SHEETS {
            for page in receipt::pages(&receipt, sheet) {
                let (dots, width, height) = drawn(&page);
                let Some(expected) = modules(&page).next().map(|_| &receipt.code) else { continue };
                let format = Some(rxing::BarcodeFormat::QR_CODE);
                let read = rxing::helpers::detect_in_luma(dots, width, height, format).unwrap();
                assert_eq!(read.getText(), expected);
            }
        }
    }
}

/// The first symbol of a page as dots of 203 to the inch, black on white, with margins.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "dots on a sheet")]
fn drawn(page: &Page) -> (Vec<u8>, u32, u32) {
    const DOTS_PER_MM: f64 = 203.0 / 25.4;
    let dots = |mm: f64| (mm * DOTS_PER_MM).round() as usize;
    let (width, height) = (dots(page.width_mm), dots(page.height_mm));
    let mut luma = vec![255; width * height];
    let top = modules(page).next().map_or(0.0, |module| module.y_mm);
    for module in modules(page).filter(|module| module.y_mm < top + 20.0) {
        for row in dots(module.y_mm)..dots(module.bottom_mm()) {
            let columns = dots(module.x_mm)..dots(module.right_mm());
            luma[row * width..][columns].fill(0);
        }
    }
    (luma, u32::try_from(width).unwrap(), u32::try_from(height).unwrap())
}

#[test]
fn only_the_commune_prints_the_state_header() {
    let kingdom = Bilingual::of("receipt-kingdom").km;
    let has_it = |receipt: &Receipt| {
        receipt::pages(receipt, Sheet::A5)
            .iter()
            .any(|page| texts(page).any(|run| run.text == kingdom))
    };
    assert!(has_it(&ordinary()));
    assert!(!has_it(&by_an_organiser()));
}

#[test] // The longest names, and as many missing papers as the lunar date is printed beside.
fn both_dates_leave_a_receipt_on_one_side() {
    let both = Bilingual::new(
        "ថ្ងៃទី ២៣ ខែ កក្កដា ឆ្នាំ ២០១៥ – ថ្ងៃព្រហស្បតិ៍ ១៣កើត ខែទុតិយាសាឍ ឆ្នាំម្សាញ់",
        "23 September 2015 – Wednesday, 13 waxing of Pathamasadh, year of the monkey",
    );
    let filed = Bilingual::new("ថ្ងៃទី ២១ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦", "21 November 2026");
    let mut bring_two = waiting();
    bring_two.missing.truncate(2);
    for mut receipt in [ordinary(), by_an_organiser(), bring_two] {
        for (key, value) in [("receipt-fact-birth-date", &both), ("receipt-fact-filed", &filed)] {
            let fact = receipt.facts.iter_mut().find(|fact| fact.label == Bilingual::of(key));
            fact.unwrap().value = value.clone();
        }
        assert!(SHEETS.iter().all(|sheet| receipt::pages(&receipt, *sheet).len() == 1));
    }
}

#[test]
fn a_receipt_is_one_side_and_its_signature_stands_with_its_code() {
    for receipt in [ordinary(), by_an_organiser(), waiting(), blank()] {
        for sheet in SHEETS {
            let sides = receipt::pages(&receipt, sheet).len();
            assert_eq!(sides, 1, "{} papers are missing", receipt.missing.len());
        }
    }
    // Where every answer is as long as may be, facts go over, and never what makes it a receipt.
    let mut endless = crowded();
    endless.missing = vec![Bilingual::of("receipt-why"); 12];
    let sides = receipt::pages(&endless, Sheet::A5);
    assert!(1 < sides.len());
    let mut head = texts(&sides[1]).filter(|run| run.baseline_mm < 35.0).map(|run| &run.text);
    assert!(head.any(|text| text.contains(&endless.number)), "a loose leaf tells whose it is");
    let first: Vec<&str> = texts(&sides[0]).map(|run| run.text.as_str()).collect();
    let joined = first.join(" ");
    for said in ["receipt-not-certificate", "receipt-thumbprint"] {
        assert!(joined.contains(&Bilingual::of(said).en), "{said}");
    }
    assert!(joined.contains(&endless.officer) && modules(&sides[0]).next().is_some());
}

#[test]
fn that_it_is_no_certificate_is_as_large_as_the_childs_name() {
    let sentence = Bilingual::of("receipt-not-certificate").km;
    for sheet in SHEETS {
        let pages = receipt::pages(&ordinary(), sheet);
        let size = |words: &str| {
            texts(&pages[0]).find(|run| run.text == words).map(|run| run.size_pt).unwrap()
        };
        assert!((size(&sentence) - size(&ordinary().child.khmer)).abs() < f64::EPSILON);
    }
}

#[test]
fn a_reprint_says_which_copy_it_is_and_training_goes_across() {
    let all = |receipt: &Receipt| -> String {
        let pages = receipt::pages(receipt, Sheet::A5);
        pages.iter().flat_map(texts).map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    assert!(all(&crowded()).contains("COPY 1") && all(&crowded()).contains("ច្បាប់ចម្លង ១"));
    assert!(!all(&ordinary()).contains("COPY"));
    let marked = |receipt: &Receipt| {
        receipt::pages(receipt, Sheet::A5)[0]
            .items
            .iter()
            .any(|item| matches!(item, Item::Text(run) if run.tone != Tone::Black))
    };
    assert!(marked(&by_an_organiser()) && !marked(&ordinary()));
}

#[test]
fn nothing_of_a_crowded_receipt_is_left_out() {
    for sheet in SHEETS {
        let pages = receipt::pages(&crowded(), sheet);
        let printed: String = pages
            .iter()
            .flat_map(texts)
            .flat_map(|run| run.text.chars())
            .filter(|character| *character != ' ')
            .collect();
        let receipt = crowded();
        let facts = receipt.facts.iter().map(|fact| &fact.value);
        for words in facts.chain(&receipt.missing).chain(&receipt.collect) {
            for words in [&words.km, &words.en] {
                assert!(printed.contains(&words.replace(' ', "")), "{words}");
            }
        }
        assert!(printed.contains(&receipt.child.khmer.replace(' ', "")));
        assert!(printed.contains(&receipt.child.latin.replace(' ', "")));
    }
}
