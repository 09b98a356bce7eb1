use super::*;
use crate::typeset::layout::Area;

fn words(km: &str, en: &str) -> Bilingual {
    Bilingual::new(km, en)
}

fn about() -> About {
    About {
        title: "list 3".to_owned(),
        id: "list-3".to_owned(),
        issued: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn sheet(parts: Vec<Part>) -> Sheet {
    Sheet {
        title: words("បញ្ជីប្រចាំថ្ងៃ", "Day sheet"),
        lines: vec![words("ឃុំក្រពើពីរ", "Krapeu Pir commune")],
        parts,
        training: false,
        foot: words("ធ្វើនៅម៉ោង ១៧:០០", "Made at 17:00"),
        about: about(),
        wide: false,
    }
}

fn list(rows: usize) -> Part {
    let columns = [("លេខ", "Number", 1.0), ("ឈ្មោះ", "Name", 3.0), ("ស្នាមមេដៃ", "Thumbprint", 1.4)];
    let column = |(km, en, share)| Column { title: words(km, en), share };
    let row = |row: usize| {
        vec![
            Cell::Number(row.to_string()),
            Cell::Stack(vec![
                Cell::Name("ស៊ើប ចាន់សុភក្ត្រា".to_owned()),
                Cell::Words(words("", "SEUB Chansopheaktra")),
            ]),
            Cell::Thumb,
        ]
    };
    let columns = columns.into_iter().map(column).collect();
    Part::Table(Table { columns, rows: (1..=rows).map(row).collect(), least_row_mm: 0.0 })
}

fn inks(page: &Page) -> Vec<Area> {
    page.items
        .iter()
        .filter_map(|item| match item {
            Item::Text(run) => run.ink(),
            Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
        })
        .collect()
}

fn says(page: &Page, text: &str) -> usize {
    let found = page.items.iter().filter(|item| match item {
        Item::Text(run) => run.text.contains(text),
        Item::Block(_) | Item::Rule(_) | Item::Figure(_) => false,
    });
    found.count()
}

#[test]
fn an_empty_sheet_is_one_side_with_its_title() {
    let pages = pages(&sheet(Vec::new()));
    assert_eq!(pages.len(), 1);
    assert_eq!(pages.iter().map(|page| says(page, "Day sheet")).sum::<usize>(), 1);
}

#[test]
fn a_long_list_repeats_its_head_and_loses_no_row() {
    let pages = pages(&sheet(vec![list(30)]));
    assert!(pages.len() > 2, "{}", pages.len());
    assert!(pages.iter().all(|page| says(page, "Thumbprint") == 1 && says(page, "Day sheet") == 1));
    let rows: usize = pages.iter().map(|page| says(page, "SEUB")).sum();
    assert_eq!(rows, 30);
}

#[test]
fn nothing_is_printed_in_the_margin_nor_over_the_foot() {
    let frame = Area::new(MARGIN_MM, MARGIN_MM, 210.0 - 2.0 * MARGIN_MM, 297.0 - 2.0 * MARGIN_MM);
    let pages = pages(&sheet(vec![list(30), Part::Signatures(vec![words("មេឃុំ", "Chief"); 4])]));
    for page in &pages {
        let inks = inks(page);
        assert!(inks.iter().all(|ink| frame.holds(ink)), "{:?}", inks.last());
        for (index, ink) in inks.iter().enumerate() {
            let clash = inks.iter().skip(index + 1).find(|other| ink.overlaps(other));
            assert!(clash.is_none(), "{ink:?} {clash:?}");
        }
    }
}

#[test]
fn a_heading_never_stands_alone_at_the_bottom() {
    // Whatever room is left on the first side, the heading is where its table is.
    for space in 180..240 {
        let pages = pages(&sheet(vec![
            Part::Space(f64::from(space)),
            Part::Heading(words("សំបុត្រ", "Certificates")),
            Part::Space(1.0),
            list(1),
        ]));
        let heading = pages.iter().position(|page| says(page, "Certificates") == 1);
        assert_eq!(heading, pages.iter().position(|page| says(page, "SEUB") == 1), "{space}");
    }
}

#[test]
fn what_belongs_together_is_not_cut() {
    let child = || Part::Together(vec![Part::Words(words("កូន", "First")), list(2)]);
    let pages = pages(&sheet((0..7).map(|_| child()).collect()));
    assert!(pages.len() > 1);
    assert!(pages.iter().all(|page| 2 * says(page, "First") == says(page, "SEUB")));
}

#[test]
fn training_stands_across_every_side() {
    let pages = pages(&Sheet { training: true, ..sheet(vec![list(30)]) });
    assert!(pages.iter().all(|page| says(page, "TRAINING") == 1));
}

#[test]
fn the_same_sheet_is_the_same_bytes() {
    assert_eq!(pdf(&sheet(vec![list(3)])).unwrap(), pdf(&sheet(vec![list(3)])).unwrap());
}
