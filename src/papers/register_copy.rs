//! The copy sheet for the register book: what the clerk writes by hand, in the book's own order.
//!
//! This paper and the page it is made beside are the only ones outside the form that say a nationality.

use jiff::Timestamp;

use crate::typeset::pdf::About;

use super::Bilingual;
use super::sheet::{Cell, Column, Part, Sheet, Table};

/// The copy sheet.
pub struct RegisterCopy {
    /// Event, and which children.
    pub lines: Vec<Bilingual>,
    /// The children in the order of the book.
    pub children: Vec<Child>,
    /// Whether the kit is for training.
    pub training: bool,
    /// When and by whom it was made.
    pub foot: Bilingual,
    /// Tells this file from another: numbers, never a name.
    pub id: String,
    /// When it was made.
    pub made_at: Timestamp,
}

/// What is copied: a name or a number as it stands, or that it is unknown or not stated, in words.
#[derive(Clone)]
pub enum Told {
    /// As it is written in the book.
    Written(String),
    /// In words of both languages.
    Words(Bilingual),
}

/// One child of the book.
#[derive(Clone)]
pub struct Child {
    /// Number of the ticket.
    pub ticket: u32,
    /// Which child of the family.
    pub position: u8,
    /// The commune that keeps the book.
    pub commune: Bilingual,
    /// Book, year and number; empty leaves room to write.
    pub entry: [String; 3],
    /// Family name in Khmer.
    pub surname: Told,
    /// Given name in Khmer.
    pub given: Told,
    /// Name in Latin letters.
    pub latin: Told,
    /// Sex.
    pub sex: Bilingual,
    /// Nationality.
    pub nationality: Told,
    /// Date of birth, as exactly as it is known.
    pub birth: Bilingual,
    /// The lunar date, reckoned or as the family said it.
    pub lunar: Vec<Bilingual>,
    /// Birth place.
    pub place: Told,
    /// The father.
    pub father: Parent,
    /// The mother.
    pub mother: Parent,
    /// What the reporter is to the child.
    pub relation: Bilingual,
    /// The reporter's name.
    pub informant: Told,
    /// Where the parents live.
    pub home: Told,
    /// That it was copied, when and by whom.
    pub copied: Option<Bilingual>,
    /// It was copied, and is not to stand in the book any more: nothing here is to be written.
    pub withdrawn: bool,
}

/// A father or a mother.
#[derive(Clone)]
pub struct Parent {
    /// What is said of somebody who is not named, or that they have died or live away.
    pub said: Option<Bilingual>,
    /// Everything else, of somebody who is named.
    pub person: Option<Person>,
}

/// A named parent.
#[derive(Clone)]
pub struct Person {
    /// Family name in Khmer.
    pub surname: Told,
    /// Given name in Khmer.
    pub given: Told,
    /// Name in Latin letters.
    pub latin: Told,
    /// Nationality.
    pub nationality: Told,
    /// Date of birth.
    pub birth: Bilingual,
    /// Birth place.
    pub place: Told,
}

/// The copy sheet as a sheet.
pub fn sheet(copy: &RegisterCopy) -> Sheet {
    Sheet {
        title: Bilingual::of("register-sheet-title"),
        lines: copy.lines.clone(),
        parts: parts(copy),
        training: copy.training,
        foot: copy.foot.clone(),
        about: About {
            title: "register copy".to_owned(),
            id: copy.id.clone(),
            issued: copy.made_at,
        },
        wide: false,
    }
}

/// Who is to be copied, then apart from them who is not any more, so that nobody copies it again.
fn parts(copy: &RegisterCopy) -> Vec<Part> {
    let (withdrawn, standing): (Vec<&Child>, Vec<&Child>) =
        copy.children.iter().partition(|child| child.withdrawn);
    standing.into_iter().chain(withdrawn).map(block).collect()
}

/// One child, whole on one side.
fn block(child: &Child) -> Part {
    let mut parts = Vec::new();
    if child.withdrawn {
        parts.push(Part::Words(Bilingual::of("register-withdrawn")));
    }
    parts.extend([entry(child), names(child)]);
    if !child.withdrawn {
        parts.extend([birth(child), parents(child), foot(child)]);
    }
    Part::Together(parts)
}

fn column(key: &str, share: f64) -> Column {
    // One line, so that two children find room on a side.
    let title = Bilingual::of(key);
    Column { title: Bilingual::new(format!("{}  {}", title.km, title.en), ""), share }
}

fn table(columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Part {
    Part::Table(Table { columns, rows, least_row_mm: 0.0 })
}

fn entry(child: &Child) -> Part {
    let number = |text: &String| {
        if text.is_empty() { Cell::Empty } else { Cell::Number(text.clone()) }
    };
    let [book, year, entry] = &child.entry;
    let ticket = format!("{}.{}", child.ticket, child.position);
    let done = match &child.copied {
        Some(copied) => Cell::Words(copied.clone()),
        None if child.withdrawn => Cell::Empty,
        None => Cell::Tick,
    };
    table(
        vec![
            column("register-copied", 1.35),
            column("register-commune", 1.5),
            column("entry-book", 1.05),
            column("entry-year", 0.95),
            column("entry-number", 1.15),
            column("register-ticket", 1.2),
        ],
        vec![vec![
            done,
            Cell::Words(child.commune.clone()),
            number(book),
            number(year),
            number(entry),
            Cell::Words(Bilingual::number(&ticket)),
        ]],
    )
}

fn large(told: &Told) -> Cell {
    match told {
        Told::Written(name) => Cell::Large(name.clone()),
        Told::Words(words) => Cell::Words(words.clone()),
    }
}

fn plain(told: &Told) -> Cell {
    match told {
        Told::Written(name) => Cell::Name(name.clone()),
        Told::Words(words) => Cell::Words(words.clone()),
    }
}

/// Places are in the book in Khmer; one line leaves room for a second child on the side.
fn in_khmer(told: &Told) -> Cell {
    match told {
        Told::Written(name) => Cell::Name(name.clone()),
        Told::Words(words) => Cell::Words(Bilingual::new(words.km.clone(), "")),
    }
}

fn names(child: &Child) -> Part {
    table(
        vec![
            column("register-surname", 1.5),
            column("register-given", 1.7),
            column("register-latin", 1.8),
            column("intake-label-sex", 0.75),
            column("intake-label-nationality", 1.35),
        ],
        vec![vec![
            large(&child.surname),
            large(&child.given),
            plain(&child.latin),
            Cell::Words(child.sex.clone()),
            plain(&child.nationality),
        ]],
    )
}

fn birth(child: &Child) -> Part {
    // The book has its lunar date in Khmer.
    let lunar = child.lunar.iter().map(|line| Cell::Words(Bilingual::new(line.km.clone(), "")));
    table(
        vec![
            column("receipt-fact-birth-date", 2.0),
            column("register-lunar-label", 3.0),
            column("receipt-fact-birth-place", 2.1),
        ],
        vec![vec![
            Cell::Words(child.birth.clone()),
            Cell::Stack(lunar.collect()),
            in_khmer(&child.place),
        ]],
    )
}

fn parents(child: &Child) -> Part {
    // The heads above say the same in English.
    let khmer = |key, share| Column { title: Bilingual::new(Bilingual::of(key).km, ""), share };
    let row = |key, parent: &Parent| {
        let who = Cell::Words(Bilingual::of(key));
        let said = parent.said.clone().map(Cell::Words);
        let Some(person) = &parent.person else {
            // A stroke, as a clerk draws it: nothing was left out.
            let stroke = || Cell::Words(Bilingual::new("—", ""));
            let mut row = vec![who, said.unwrap_or_else(stroke)];
            row.extend((0..5).map(|_| stroke()));
            return row;
        };
        vec![
            Cell::Stack(std::iter::once(who).chain(said).collect()),
            plain(&person.surname),
            plain(&person.given),
            plain(&person.latin),
            plain(&person.nationality),
            Cell::Words(person.birth.clone()),
            plain(&person.place),
        ]
    };
    table(
        vec![
            khmer("register-parents", 1.0),
            khmer("register-surname", 1.3),
            khmer("register-given", 1.4),
            khmer("register-latin", 1.6),
            khmer("intake-label-nationality", 0.9),
            khmer("receipt-fact-birth-date", 2.8),
            khmer("receipt-fact-birth-place", 1.5),
        ],
        vec![row("intake-label-father", &child.father), row("intake-label-mother", &child.mother)],
    )
}

fn foot(child: &Child) -> Part {
    table(
        vec![
            column("register-relation", 2.3),
            column("register-informant", 2.3),
            column("register-home", 2.3),
        ],
        vec![vec![
            Cell::Words(child.relation.clone()),
            plain(&child.informant),
            in_khmer(&child.home),
        ]],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::papers::sheet::pages;

    fn written(words: &str) -> Told {
        Told::Written(words.to_owned())
    }

    fn child(position: u8) -> Child {
        let person = || Person {
            surname: written("ជា"),
            given: written("ស្រីមុំ"),
            latin: written("CHEA SREYMOM"),
            nationality: Told::Words(Bilingual::of("nationality-khmer")),
            birth: Bilingual::new("ថ្ងៃទី ១២ ខែ មេសា ឆ្នាំ ១៩៩៩", "12 April 1999"),
            place: written("ឃុំសំរោង"),
        };
        Child {
            ticket: 9001,
            position,
            commune: Bilingual::new("ក្រពើពីរ ១៥០៦០២", "Krapeu Pir 150602"),
            entry: ["3".to_owned(), "2026".to_owned(), "41".to_owned()],
            surname: written("សុខ"),
            given: written("ដារារិទ្ធ"),
            latin: written("SOK DARA"),
            sex: Bilingual::of("register-sex-male"),
            nationality: Told::Words(Bilingual::of("nationality-khmer")),
            birth: Bilingual::new("ថ្ងៃទី ៥ ខែ មករា ឆ្នាំ ២០២៤", "5 January 2024"),
            lunar: vec![Bilingual::new("ថ្ងៃសុក្រ ៩រោច ខែមិគសិរ ឆ្នាំថោះ បញ្ចស័ក ព.ស. ២៥៦៧", "")],
            place: written("មណ្ឌលសុខភាព, ក្រពើពីរ"),
            father: Parent { said: None, person: Some(person()) },
            mother: Parent { said: None, person: Some(person()) },
            relation: Bilingual::of("relation-mother"),
            informant: written("ជា ស្រីមុំ"),
            home: written("ក្រពើពីរលើ, ក្រពើពីរ"),
            copied: None,
            withdrawn: false,
        }
    }

    #[test]
    fn two_ordinary_children_find_room_on_a_side_and_none_is_cut() {
        let copy = |count: u8| RegisterCopy {
            lines: vec![
                Bilingual::new("ចុះបញ្ជីកំណើត", "Birth registration"),
                Bilingual::new(
                    "ខេត្តពោធិ៍សាត់  ស្រុកវាលវែង  ឃុំក្រពើពីរ",
                    "Pursat province, Veal Veaeng district, Krapeu Pir commune",
                ),
            ],
            children: (1..=count).map(child).collect(),
            training: false,
            foot: Bilingual::new("២១.១១.២០២៦", "21.11.2026"),
            id: "test".to_owned(),
            made_at: Timestamp::UNIX_EPOCH,
        };
        assert_eq!([1, 2, 3, 5].map(|count| pages(&sheet(&copy(count))).len()), [1, 1, 2, 3]);
    }

    /// Whether there is a box to tick anywhere in a part.
    fn ticks(part: &Part) -> usize {
        match part {
            Part::Together(parts) => parts.iter().map(ticks).sum(),
            Part::Table(table) => {
                table.rows.iter().flatten().filter(|cell| matches!(cell, Cell::Tick)).count()
            }
            _ => 0,
        }
    }

    fn opens_with_words(part: &Part) -> bool {
        let Part::Together(parts) = part else { return false };
        matches!(parts.first(), Some(Part::Words(words)) if *words == Bilingual::of("register-withdrawn"))
    }

    #[test]
    fn who_is_not_to_stand_in_the_book_any_more_comes_last_says_so_and_has_no_box() {
        let withdrawn = Child { withdrawn: true, ..child(1) };
        let copy = RegisterCopy {
            lines: Vec::new(),
            children: vec![withdrawn, child(2)],
            training: false,
            foot: Bilingual::default(),
            id: "test".to_owned(),
            made_at: Timestamp::UNIX_EPOCH,
        };
        let parts = sheet(&copy).parts;
        assert_eq!(parts.iter().map(ticks).collect::<Vec<_>>(), [1, 0]);
        assert_eq!(parts.iter().map(opens_with_words).collect::<Vec<_>>(), [false, true]);
    }
}
