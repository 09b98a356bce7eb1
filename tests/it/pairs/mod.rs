//! Pairs of families that differ only in what a focal may know. Each of a pair comes to a kit of its own, both copies of
//! one that was founded before; then the same day is played in both, and everything that everybody else can get is
//! compared: status, headers, length and every letter, but for the family's own words and what is drawn at random.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a kit that cannot be played should stop the test, and a reader that is missing should be named"
)]

mod day;
mod late;
mod live;
mod log;
mod masked;
mod rows;
mod seen;

use axum::http::StatusCode;

use crate::harness::{Kit, mother_of_two};
use day::{Played, Twin, copy_of, form, founded, play};
use log::Log;
use seen::{Got, everything};

/// Fewer answers than this, or fewer pages among them, and a kind of page was left out.
const ENOUGH: (usize, usize) = (550, 150);

fn plain() -> Twin {
    Twin { form: mother_of_two(), own: &[], is_told: false, noted: &[] }
}

/// The words round the place where two texts part.
fn parting(one: &str, other: &str) -> String {
    let at = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let words = |text: &str| {
        let from = at.saturating_sub(120);
        String::from_utf8_lossy(text.as_bytes().get(from..).unwrap_or_default())
            .chars()
            .take(260)
            .collect::<String>()
    };
    format!("{}\n … and …\n{}", words(one), words(other))
}

/// Plays the same day with either of two families, and compares what everybody else gets and what the file holds.
async fn cannot_be_told_apart(one: Twin, other: Twin) {
    let begun = founded().await;
    let (first, second) = (copy_of(begun.path()).await, copy_of(begun.path()).await);
    let (log, other_log) = (Log::default(), Log::default());
    let played = log.of(play(&first, &one)).await;
    let again = other_log.of(play(&second, &other)).await;
    assert!(log.lines().len() > 50, "the log was not listened to");
    assert_eq!(log.lines(), other_log.lines(), "the log knows of it");
    assert_eq!(played.told_to_look, 0, "a button tells no page to look again");
    assert_eq!(again.told_to_look, 0, "nor does what is told");
    let is_alike = one.is_told == other.is_told && one.noted.len() == other.noted.len();
    compare_all((&first, &one, played), (&second, &other, again), is_alike).await;
}

/// A kit, the family it is about, and the people who ask for everything.
type Side<'a> = (&'a Kit, &'a Twin, Played<'a>);

/// Compares what everybody else gets of two kits, and what their files hold.
async fn compare_all(
    (first, one, played): Side<'_>,
    (second, other, again): Side<'_>,
    is_alike: bool,
) {
    let of_one = everything(first, one, played).await;
    let of_other = everything(second, other, again).await;
    let answered = of_one.iter().filter(|got| got.status == StatusCode::OK).count();
    let (asked, pages) = ENOUGH;
    assert!(asked <= of_one.len() && pages <= answered, "{} {answered}", of_one.len());
    assert_eq!(of_one.len(), of_other.len());
    let mut complaints = Vec::new();
    for (one, other) in of_one.iter().zip(&of_other) {
        complaints.extend(compare(one, other));
    }
    assert!(complaints.is_empty(), "{} differ:\n{}", complaints.len(), complaints.join("\n\n"));
    rows::same(first, second, is_alike).await;
}

fn compare(one: &Got, other: &Got) -> Option<String> {
    let what = if one.asked != other.asked {
        format!("asked for {}", other.asked)
    } else if one.status != other.status {
        format!("{} and {}", one.status, other.status)
    } else if one.headers != other.headers {
        parting(&one.headers, &other.headers)
    } else if one.said != other.said {
        parting(&one.said, &other.said)
    } else {
        return None;
    };
    Some(format!("{}: {what}", one.asked))
}

#[tokio::test]
async fn a_child_of_whom_much_is_told_and_one_of_whom_nothing_is() {
    let noted: &[&[(&str, &str)]] = &[
        &[("do", "level"), ("level", "high")],
        &[("do", "contact"), ("contact_on", "2026-11-21"), ("contact_words", "x")],
        &[("do", "plan"), ("plan_help", "follow_up_visit"), ("plan_on", "2026-11-23")],
        &[("do", "done"), ("done_help", "food_package"), ("done_on", "2026-11-21")],
        &[("do", "conference"), ("conference_on", "2026-11-21"), ("conference_words", "x")],
        &[("do", "agree"), ("agree_to", "statistics"), ("agree_given", "yes"), ("agree_who", "x")],
        &[("do", "words"), ("own_words", "x")],
    ];
    cannot_be_told_apart(plain(), Twin { is_told: true, noted, ..plain() }).await;
}

#[tokio::test]
async fn a_child_whose_answers_fire_rules_and_one_whose_answers_fire_none() {
    let quiet: &[&[(&str, &str)]] = &[&[
        ("do", "support"),
        ("lives_with", "parents"),
        ("away", "none"),
        ("school", "yes"),
        ("needs", "none"),
        ("idpoor", "no"),
        ("talk", "no"),
    ]];
    let firing: &[&[(&str, &str)]] = &[&[
        ("do", "support"),
        ("lives_with", "alone"),
        ("away", "both"),
        ("school", "no"),
        ("needs", "much"),
        ("idpoor", "1"),
        ("talk", "yes"),
        ("also", "married"),
        ("also", "no_adult"),
    ]];
    let (one, other) = (Twin { noted: quiet, ..plain() }, Twin { noted: firing, ..plain() });
    cannot_be_told_apart(one, other).await;
}

/// A mother who is grown up.
fn grown() -> Twin {
    let own = &[("១៩៩៩", "‹year›"), ("1999", "‹year›")];
    Twin { form: form(&[("c2_mother", "not_stated")]), own, ..plain() }
}

/// A mother of thirteen.
fn young() -> Twin {
    Twin {
        form: form(&[("own_birth_year", "2010"), ("c2_mother", "not_stated")]),
        own: &[("២០១០", "‹year›"), ("2010", "‹year›")],
        ..plain()
    }
}

/// A mother of thirteen is a reason for the focal to come at once, and nothing on the form says so to anybody else.
#[tokio::test]
async fn a_child_of_a_mother_under_age_and_one_of_a_grown_up() {
    cannot_be_told_apart(grown(), young()).await;
}
