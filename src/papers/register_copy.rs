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
        parts: copy.children.iter().map(block).collect(),
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

/// One child, whole on one side.
fn block(child: &Child) -> Part {
    Part::Together(vec![entry(child), names(child), birth(child), parents(child), foot(child)])
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
        None => Cell::Tick,
    };
    table(
        vec![
            column("register-copied", 1.3),
            column("intake-label-home-commune", 2.0),
            column("entry-book", 1.0),
            column("entry-year", 1.0),
            column("entry-number", 1.2),
            column("register-ticket", 1.0),
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

fn names(child: &Child) -> Part {
    table(
        vec![
            column("register-surname", 1.5),
            column("register-given", 1.7),
            column("register-latin", 2.0),
            column("intake-label-sex", 0.8),
            column("intake-label-nationality", 1.2),
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
    let mut date = vec![Cell::Words(child.birth.clone())];
    date.extend(child.lunar.iter().cloned().map(Cell::Words));
    table(
        vec![column("receipt-fact-birth-date", 3.0), column("receipt-fact-birth-place", 2.0)],
        vec![vec![Cell::Stack(date), plain(&child.place)]],
    )
}

fn parents(child: &Child) -> Part {
    let row = |key, parent: &Parent| {
        let who = Cell::Words(Bilingual::of(key));
        let said = parent.said.clone().map(Cell::Words);
        match &parent.person {
            Some(person) => {
                let names = [large(&person.surname), large(&person.given), plain(&person.latin)];
                vec![
                    who,
                    Cell::Stack(names.into_iter().chain(said).collect()),
                    plain(&person.nationality),
                    Cell::Words(person.birth.clone()),
                    plain(&person.place),
                ]
            }
            None => vec![who, said.unwrap_or(Cell::Empty), Cell::Empty, Cell::Empty, Cell::Empty],
        }
    };
    table(
        vec![
            column("register-parents", 0.8),
            column("card-name", 2.2),
            column("intake-label-nationality", 1.2),
            column("receipt-fact-birth-date", 1.8),
            column("receipt-fact-birth-place", 1.8),
        ],
        vec![row("intake-label-father", &child.father), row("intake-label-mother", &child.mother)],
    )
}

fn foot(child: &Child) -> Part {
    table(
        vec![
            column("register-relation", 1.5),
            column("register-informant", 2.0),
            column("register-home", 2.5),
        ],
        vec![vec![
            Cell::Words(child.relation.clone()),
            plain(&child.informant),
            plain(&child.home),
        ]],
    )
}
