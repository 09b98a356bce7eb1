//! One line a child for the commune's own mail-merge template of the certificate.
//!
//! Columns, in this order; empty cells mean that it was not stated:
//!
//! | columns | what |
//! |---|---|
//! | `ticket`, `child` | number of the ticket, which child of the family |
//! | `state` | `entered`, `sent_to_district`, `certificate_ready`, `collected` |
//! | `commune_code`, `commune_km`, `commune_en`, `book`, `year`, `entry` | the record's identity in the book |
//! | `district_km`, `district_en`, `province_km`, `province_en` | where that commune lies, by the list of places; empty if it is not on it |
//! | `surname_km`, `given_km`, `surname_latin`, `given_latin` | the child's name |
//! | `sex`, `sex_km` | `female` or `male`, and in Khmer |
//! | `nationality` | in words as on the form |
//! | `birth`, `birth_precision`, `birth_km`, `birth_en` | 2026-01-05, 2026-01 or 2026; how exactly it is known; in words |
//! | `lunar_km`, `lunar_said` | the lunar date reckoned from an exact day; as the family said it |
//! | `birth_place` | in words |
//! | `father`, `mother` and `_surname_km`, `_given_km`, `_surname_latin`, `_given_latin`, `_nationality`, `_birth`, `_birth_km`, `_birth_place` | code of what is said of them, and who they are |
//! | `reporter`, `reporter_km`, `reporter_name_km`, `reporter_name_latin` | who reported the birth |
//! | `residence` | where the parents live; each apart if it is not one place |
//! | `father_residence`, `mother_residence` | the same of one of them; empty if they do not live |
//! | `unique_code` | the district's code, where it gave one |
//! | `copied` | when it was copied into the book: date and time, or empty |

use crate::acts::register::Words;
use crate::clock;
use crate::domain::application::Relation;
use crate::domain::birth::Birth;
use crate::domain::case::State;
use crate::domain::event::Event;
use crate::domain::place::{Level, Place};
use crate::i18n::Lang;
use crate::store::register::{Parent, Row};

use super::csv::{self, CsvError};

/// The names of the columns.
pub const COLUMNS: [&str; 54] = [
    "ticket",
    "child",
    "state",
    "commune_code",
    "commune_km",
    "commune_en",
    "book",
    "year",
    "entry",
    "district_km",
    "district_en",
    "province_km",
    "province_en",
    "surname_km",
    "given_km",
    "surname_latin",
    "given_latin",
    "sex",
    "sex_km",
    "nationality",
    "birth",
    "birth_precision",
    "birth_km",
    "birth_en",
    "lunar_km",
    "lunar_said",
    "birth_place",
    "father",
    "father_surname_km",
    "father_given_km",
    "father_surname_latin",
    "father_given_latin",
    "father_nationality",
    "father_birth",
    "father_birth_km",
    "father_birth_place",
    "mother",
    "mother_surname_km",
    "mother_given_km",
    "mother_surname_latin",
    "mother_given_latin",
    "mother_nationality",
    "mother_birth",
    "mother_birth_km",
    "mother_birth_place",
    "reporter",
    "reporter_km",
    "reporter_name_km",
    "reporter_name_latin",
    "residence",
    "father_residence",
    "mother_residence",
    "unique_code",
    "copied",
];

/// The children as a file.
pub fn write(rows: &[Row], event: &Event) -> Result<Vec<u8>, CsvError> {
    let lines: Vec<Vec<String>> = rows.iter().map(|row| line(row, event)).collect();
    csv::write(&COLUMNS, &lines)
}

fn line(row: &Row, event: &Event) -> Vec<String> {
    let words = Words { lang: Lang::Km, event };
    let english = Words { lang: Lang::En, event };
    let record = &row.record;
    let [_, book, year, number] = record.entry.clone().unwrap_or_default();
    let mut line = vec![
        row.ticket.to_string(),
        row.position.to_string(),
        row.state.code().to_owned(),
        event.commune_code.clone(),
        event.commune.km.clone(),
        event.commune.en.clone(),
        book,
        year,
        number,
    ];
    line.extend(around(event));
    line.extend(record.name.clone());
    line.extend([
        record.sex.clone(),
        if record.sex.is_empty() { String::new() } else { words.sex(&record.sex) },
        nationality(&record.nationality, &words),
        date(&record.birth),
        precision(&record.birth),
        birth(&record.birth, &words),
        birth(&record.birth, &english),
        words.lunar(&record.birth),
        record.lunar_words.clone(),
        words.place_told(&record.place),
    ]);
    for parent in [&record.father, &record.mother] {
        line.extend(of_parent(parent, &words));
    }
    line.extend([
        record.relation.first().cloned().unwrap_or_default(),
        words.relation(&record.relation),
    ]);
    line.extend(record.informant.clone());
    line.push(words.parents_home_told(record));
    for role in [Relation::Father, Relation::Mother] {
        line.push(words.home_of_told(role, record).unwrap_or_default());
    }
    line.push(unique_code(&row.state));
    line.push(row.copied.as_ref().map_or_else(String::new, |copied| {
        clock::local(copied.at).strftime("%Y-%m-%d %H:%M").to_string()
    }));
    line
}

/// District and province of the event's commune, in both languages.
fn around(event: &Event) -> [String; 4] {
    let commune = event.commune_in_list().and_then(Place::of);
    let at = |level| commune.and_then(|commune| commune.at(level));
    let (district, province) = (at(Level::District), at(Level::Province));
    let (km, en) = (Place::khmer, Place::latin);
    [district.map(km), district.map(en), province.map(km), province.map(en)]
        .map(|name| name.unwrap_or_default().to_owned())
}

fn of_parent(parent: &Parent, words: &Words<'_>) -> Vec<String> {
    let mut cells = vec![parent.said.clone()];
    cells.extend(parent.name.clone());
    cells.extend([
        nationality(&parent.nationality, words),
        date(&parent.birth),
        birth(&parent.birth, words),
        parent.place.clone(),
    ]);
    cells
}

/// A certificate is no place for "ask": what is not known is left blank.
fn nationality(nationality: &[String; 2], words: &Words<'_>) -> String {
    match nationality {
        [code, _] if code == "khmer" || code == "other" => words.nationality(nationality),
        [..] => String::new(),
    }
}

fn birth(code: &str, words: &Words<'_>) -> String {
    if code.is_empty() { String::new() } else { words.birth(code) }
}

/// A date as far as it is known: a day, a month or a year; nothing where only an age or lunar words are.
fn date(code: &str) -> String {
    match Birth::from_code(code) {
        Some(Birth::Exact(_) | Birth::Month { .. } | Birth::Year(_)) => code.to_owned(),
        Some(Birth::About { .. } | Birth::AboutMonths { .. } | Birth::Lunar { .. }) | None => {
            String::new()
        }
    }
}

fn precision(code: &str) -> String {
    Birth::from_code(code).map_or("unknown", |birth| birth.precision().code()).to_owned()
}

fn unique_code(state: &State) -> String {
    match state {
        State::CertificateReady { unique_code, .. } | State::Collected { unique_code, .. } => {
            unique_code.clone()
        }
        State::Filed
        | State::Entered(_)
        | State::AwaitingPapers { .. }
        | State::SentToDistrict
        | State::Closed { .. } => String::new(),
    }
}
