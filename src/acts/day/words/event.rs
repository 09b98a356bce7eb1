//! The whole event in words: its days in one table, then what they come to.

use super::parts::{
    adds_up_of, book_table, event_children, event_tickets, journal, receipts, talks,
};
use super::{Body, Section, count, fact, line, number, section, text, who_and_when};
use crate::acts::day::{Account, EventAccount};
use crate::domain::day::in_a_line;
use crate::domain::register::plain;
use crate::i18n::{Lang, digits};
use crate::papers::Bilingual;

/// What the event's page and its sheet say.
pub fn event_sections(account: &EventAccount) -> Vec<Section> {
    let mut closing = vec![fact(
        "event-closed",
        match &account.closed {
            Some((at, by)) => super::both(|lang| {
                let day = crate::i18n::dates::in_words(lang, crate::clock::civil_day(*at));
                let (km, en) = (who_and_when(*at, by).km, who_and_when(*at, by).en);
                format!("{day} {}", if lang == Lang::Km { km } else { en })
            }),
            None => text("day-not-closed"),
        },
    )];
    closing.extend(event_tickets(&account.whole));
    vec![
        section("event-part-days", vec![days(account)]),
        section("day-part-tickets", vec![Body::Facts(closing)]),
        event_children(&account.whole),
        receipts(&account.whole),
        section("day-part-books", vec![books(account)]),
        forms(account),
        talks(&account.whole),
        section("day-part-adds-up", vec![Body::Words(adds_up(account))]),
        journal(&account.head),
    ]
}

fn days(account: &EventAccount) -> Body {
    let columns = vec![
        (text("event-column-day"), 3.0),
        (text("state-families"), 1.3),
        (text("day-registered"), 2.2),
        (text("event-column-receipts"), 1.3),
        (text("event-column-listeners"), 1.8),
    ];
    let row = |day: &Account| {
        let Some(row) = &day.day else { return Vec::new() };
        let (women, men) = listeners(day);
        vec![
            date(row),
            number(day.figures.tickets.given),
            count(day.figures.children.registered()),
            number(day.figures.receipts.bound),
            line(&format!("{women} + {men}")),
        ]
    };
    let rows: Vec<Vec<Bilingual>> =
        account.days.iter().map(row).filter(|row| !row.is_empty()).collect();
    if rows.is_empty() {
        return Body::Words(vec![text("day-never-opened")]);
    }
    Body::Table { columns, rows }
}

/// A day in figures, with a mark where the clock said another.
fn date(day: &crate::store::days::Day) -> Bilingual {
    super::both(|lang| {
        let date = crate::i18n::dates::in_figures(lang, day.day);
        let mark = if day.clock_differs() { " *" } else { "" };
        format!("{} {date}{mark}", digits(lang, &format!("{}.", day.number)))
    })
}

fn listeners(day: &Account) -> (u32, u32) {
    day.figures.talks.iter().fold((0, 0), |(women, men), talk| (women + talk.women, men + talk.men))
}

fn books(account: &EventAccount) -> Body {
    let rows = account.whole.books.iter().map(|used| {
        let left = account.days.iter().rev().find_map(|day| {
            let row = day.day.as_ref()?;
            let left = crate::acts::day::left_of(row, &day.figures);
            left.books.into_iter().find(|(book, _)| plain(book) == used.book).map(|(_, left)| left)
        });
        vec![
            line(&format!("{} / {}", used.book, used.year)),
            super::span(used.first, used.last),
            number(used.count),
            super::counted_list(used.missing.len(), &in_a_line(&used.missing)),
            left.map_or_else(|| line("–"), number),
        ]
    });
    book_table(rows.collect())
}

fn forms(account: &EventAccount) -> Section {
    let first = account.days.iter().find_map(|day| day.day.as_ref()?.stock.forms);
    // What was used before the first count; a later one is no beginning.
    let counted_first = account
        .days
        .iter()
        .find(|account| account.day.as_ref().is_some_and(|day| day.stock.forms.is_some()));
    let before = counted_first.filter(|day| day.counted.is_some());
    let before = before.map_or(0, |day| day.figures.used().forms_before);
    let counted = || account.days.iter().filter_map(|day| day.counted.as_ref());
    let left = counted().next_back().and_then(|counted| counted.left);
    let to_write = account.whole.children.to_write;
    let not = || text("day-not-counted");
    let mut facts = vec![
        fact("day-forms-opening", first.map_or_else(not, number)),
        fact("day-forms-brought", number(counted().map(|day| day.brought).sum::<u32>())),
        fact("day-forms-used", number(counted().filter_map(|day| day.used).sum::<u32>())),
        fact("day-forms-spoilt", number(counted().map(|day| day.spoilt).sum::<u32>())),
        fact("day-forms-left", left.map_or_else(not, number)),
        fact("day-to-write", number(to_write)),
    ];
    if 0 < before {
        facts.insert(3, fact("day-forms-before", number(before)));
    }
    if let Some(left) = left {
        facts.push(fact("day-forms-needed", number(to_write.saturating_sub(left))));
    }
    section("day-part-forms", vec![Body::Facts(facts)])
}

fn adds_up(account: &EventAccount) -> Vec<Bilingual> {
    let mut words: Vec<Bilingual> = account
        .days
        .iter()
        .filter(|day| !day.differences.is_empty())
        .flat_map(adds_up_of)
        .collect();
    if words.is_empty() {
        words.push(text("event-adds-up"));
    }
    words
}
