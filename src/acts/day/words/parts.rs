//! The sections one by one.

use super::{
    Account, Body, Fact, Section, both, count, counted_list, day_in_words, fact, in_words, line,
    number, section, serials, shown, text, who_and_when, with,
};
use crate::acts::day::left_of;
use crate::domain::day::in_a_line;
use crate::domain::register::plain;
use crate::i18n::{self, Lang};
use crate::papers::Bilingual;
use crate::seal::token::in_groups;
use crate::store::days::{Figures, STATES};

pub(super) fn opened(account: &Account) -> Section {
    let Some(day) = &account.day else {
        return section("day-part-opened", vec![Body::Words(vec![text("day-never-opened")])]);
    };
    let mut facts = vec![fact("day-opened", who_and_when(day.opened_at, &account.opened_by))];
    if let Some(said) = day.clock_said.filter(|_| day.clock_differs()) {
        facts.push(fact("day-clock-said", day_in_words(said)));
    }
    let closed = match &day.closed {
        Some(closed) => who_and_when(closed.at, &account.closed_by),
        None => text("day-not-closed"),
    };
    facts.push(fact("day-closed", closed));
    if !account.desks.is_empty() {
        facts.push(fact("day-desks", both(|lang| desks(lang, &account.desks))));
    }
    section("day-part-opened", vec![Body::Facts(facts)])
}

fn desks(lang: Lang, desks: &[(u8, String)]) -> String {
    let desks = desks.iter().map(|(desk, name)| {
        let desk = shown(lang, desk);
        format!("{} {name}", i18n::text_with(lang, "staff-desk", &[("desk", (&desk).into())]))
    });
    desks.collect::<Vec<_>>().join(", ")
}

pub(super) fn tickets(account: &Account) -> Section {
    let tickets = &account.figures.tickets;
    let mut facts = vec![
        fact("day-carried", number(tickets.carried)),
        fact("day-given", counted_list(tickets.given as usize, &tickets.numbers)),
        fact("day-done", number(tickets.done)),
        fact("day-unserved", counted_list(tickets.unserved.len(), &in_a_line(&tickets.unserved))),
    ];
    if !tickets.parked.is_empty() {
        let list = in_a_line(&tickets.parked);
        facts.push(fact("day-parked", counted_list(tickets.parked.len(), &list)));
    }
    if 0 < tickets.came_back() {
        facts.push(fact("day-came-back", number(tickets.came_back())));
    }
    if let Some(closed) = account.day.as_ref().and_then(|day| day.closed.as_ref()) {
        let returned = &closed.closing.returned;
        if !returned.is_empty() {
            facts.push(fact("day-returned", counted_list(returned.len(), &in_a_line(returned))));
        }
    }
    facts.extend(event_tickets(&account.figures));
    section("day-part-tickets", vec![Body::Facts(facts)])
}

/// What holds for all tickets of the event.
pub(super) fn event_tickets(figures: &Figures) -> Vec<Fact> {
    let tickets = &figures.tickets;
    let [phone, entry, paper] = tickets.channels;
    let mut facts = vec![fact(
        "day-channels",
        with(
            "day-channels-are",
            &[
                ("phone", phone.to_string()),
                ("entry", entry.to_string()),
                ("paper", paper.to_string()),
            ],
        ),
    )];
    let [waiting, called, at_desk, missed, parked, done] = tickets.states;
    let states = with(
        "day-all-tickets-are",
        &[
            ("all", tickets.total.to_string()),
            ("done", done.to_string()),
            ("waiting", (waiting + called + at_desk).to_string()),
            ("missed", missed.to_string()),
            ("parked", parked.to_string()),
        ],
    );
    facts.push(fact("day-all-tickets", states));
    if 0 < tickets.skipped {
        facts.push(fact("day-tickets-skipped", number(tickets.skipped)));
    }
    facts.push(fact("day-drafts", number(tickets.drafts)));
    let papers = &tickets.papers;
    if 0 < papers.printed {
        let are = [
            ("all", papers.printed.to_string()),
            ("typed", (papers.typed + papers.begun).to_string()),
            ("spoilt", papers.spoilt.to_string()),
            ("out", papers.out.len().to_string()),
        ];
        facts.push(fact("day-papers", with("day-papers-are", &are)));
    }
    facts
}

pub(super) fn children(figures: &Figures) -> Section {
    let children = &figures.children;
    let mut rows = vec![vec![
        text("day-registered"),
        count(children.registered()),
        count(children.registered_so_far()),
    ]];
    for ((state, now), whole) in STATES.iter().zip(children.decided).zip(children.whole) {
        let now = if *state == "filed" { line("–") } else { count(now) };
        rows.push(vec![text(&format!("day-state-{state}")), now, count(whole)]);
    }
    rows.push(vec![text("day-all-children"), line("–"), count(children.everyone())]);
    let columns = vec![
        (text("day-column-outcome"), 5.0),
        (text("day-column-day"), 2.0),
        (text("day-column-event"), 2.0),
    ];
    let mut facts = vec![fact("day-children-filed", count(children.filed))];
    facts.extend(timely(figures));
    if 0 < children.taken_back {
        facts.push(fact("day-taken-back", number(children.taken_back)));
    }
    section("day-part-children", vec![Body::Table { columns, rows }, Body::Facts(facts)])
}

/// The same for the whole event, where there is no day to tell apart.
pub(super) fn event_children(figures: &Figures) -> Section {
    let children = &figures.children;
    let mut rows = vec![vec![text("day-registered"), count(children.registered_so_far())]];
    for (state, whole) in STATES.iter().zip(children.whole) {
        rows.push(vec![text(&format!("day-state-{state}")), count(whole)]);
    }
    rows.push(vec![text("day-all-children"), count(children.everyone())]);
    let columns = vec![(text("day-column-outcome"), 5.0), (text("day-column-event"), 2.0)];
    let facts = Body::Facts(timely(figures));
    section("day-part-children", vec![Body::Table { columns, rows }, facts])
}

fn timely(figures: &Figures) -> Vec<Fact> {
    let children = &figures.children;
    let [in_time, late, unknown] = children.timely;
    let mut facts = vec![
        fact("day-timely-of", count(in_time.plus(late).plus(unknown))),
        fact("day-in-time", count(in_time)),
        fact("day-late", count(late)),
        fact("day-not-exact", count(unknown)),
        fact("day-written", number(children.written)),
        fact("day-handed", number(children.handed)),
    ];
    for (reason, closed) in &children.closed_for {
        let label = both(|lang| {
            let reason = i18n::text(lang, &format!("close-reason-{reason}"));
            i18n::text_with(lang, "day-closed-for", &[("reason", (&reason).into())])
        });
        facts.push((label, count(*closed)));
    }
    facts
}

pub(super) fn receipts(figures: &Figures) -> Section {
    let receipts = &figures.receipts;
    let list = |numbers: &[i64]| {
        counted_list(numbers.len(), &serials(receipts.laptop, &in_a_line(numbers)))
    };
    let minted = match receipts.minted {
        0 => number(0),
        how_many => {
            let span = in_a_line(&[i64::from(receipts.first)]);
            let end = in_a_line(&[i64::from(receipts.last)]);
            let span = if span == end { span } else { format!("{span}–{end}") };
            line(&format!("{how_many}: {}", serials(receipts.laptop, &span)))
        }
    };
    let mut facts = vec![
        fact("day-blank-before", number(receipts.blank_before)),
        fact("day-minted", minted),
        fact("day-bound", number(receipts.bound)),
        fact("day-spoilt", number(receipts.spoilt_now)),
        fact("day-blank", list(&receipts.blanks)),
        fact(
            "day-all-receipts",
            with(
                "day-all-receipts-are",
                &[
                    ("all", receipts.total.to_string()),
                    ("bound", receipts.bound_total.to_string()),
                    ("blank", receipts.blanks.len().to_string()),
                    ("spoilt", receipts.spoilt.to_string()),
                ],
            ),
        ),
        fact("day-printed", number(receipts.printed)),
        fact("day-again", number(receipts.again)),
    ];
    if 0 < receipts.by_hand {
        facts.push(fact("day-by-hand", number(receipts.by_hand)));
    }
    if 0 < receipts.skipped {
        facts.push(fact("day-receipts-skipped", number(receipts.skipped)));
    }
    if 0 < receipts.anew {
        facts.push(fact("day-anew", number(receipts.anew)));
    }
    for (reason, copies) in &receipts.copies {
        let label = both(|lang| {
            let reason = i18n::text(lang, &format!("copy-reason-{reason}"));
            i18n::text_with(lang, "day-copies", &[("reason", (&reason).into())])
        });
        facts.push((label, number(copies)));
    }
    if !receipts.unprinted.is_empty() {
        facts.push(fact("day-unprinted", list(&receipts.unprinted)));
    }
    section("day-part-receipts", vec![Body::Facts(facts)])
}

pub(super) fn books(account: &Account) -> Section {
    let counted = account.day.as_ref().map(|day| left_of(day, &account.figures).books);
    let counted = counted.unwrap_or_default();
    let mut rows: Vec<Vec<Bilingual>> = Vec::new();
    for used in &account.figures.books {
        let left = counted.iter().find(|(book, _)| plain(book) == used.book);
        rows.push(vec![
            line(&format!("{} / {}", used.book, used.year)),
            super::span(used.first, used.last),
            number(used.count),
            counted_list(used.missing.len(), &in_a_line(&used.missing)),
            left.map_or_else(|| line("–"), |(_, left)| number(left)),
        ]);
    }
    for (book, left) in &counted {
        if !account.figures.books.iter().any(|used| used.book == plain(book)) {
            rows.push(vec![line(book), line("–"), number(0), number(0), number(left)]);
        }
    }
    section("day-part-books", vec![book_table(rows)])
}

/// The table of register books, or a word that there is none.
pub(super) fn book_table(rows: Vec<Vec<Bilingual>>) -> Body {
    if rows.is_empty() {
        return Body::Words(vec![text("day-no-entries")]);
    }
    let columns = vec![
        (text("day-column-book"), 2.0),
        (text("day-column-range"), 2.0),
        (text("day-column-entries"), 1.4),
        (text("day-column-missing"), 2.0),
        (text("day-column-left"), 1.6),
    ];
    Body::Table { columns, rows }
}

pub(super) fn forms(account: &Account) -> Section {
    let children = &account.figures.children;
    let mut facts = Vec::new();
    let day = account.day.as_ref();
    let brought = day.and_then(|day| day.stock.forms);
    facts.push(fact("day-forms-opening", brought.map_or_else(|| text("day-not-counted"), number)));
    let left = if let Some(counted) = &account.counted {
        facts.push(fact("day-forms-brought", number(counted.brought)));
        let used = counted.used.map_or_else(|| text("day-not-counted"), number);
        facts.push(fact("day-forms-used", used));
        let before = account.figures.used().forms_before;
        if brought.is_some() && 0 < before {
            facts.push(fact("day-forms-before", number(before)));
        }
        facts.push(fact("day-forms-spoilt", number(counted.spoilt)));
        facts.push(fact(
            "day-forms-left",
            counted.left.map_or_else(|| text("day-not-counted"), number),
        ));
        counted.left.map(i64::from)
    } else {
        let left = day.and_then(|day| left_of(day, &account.figures).forms);
        if let Some(left) = left {
            facts.push(fact("day-forms-should-be", number(left)));
        }
        left
    };
    facts.push(fact("day-to-write", number(children.to_write)));
    if let Some(left) = left {
        let needed = (i64::from(children.to_write) - left.max(0)).max(0);
        facts.push(fact("day-forms-needed", number(needed)));
    }
    section("day-part-forms", vec![Body::Facts(facts)])
}

pub(super) fn talks(figures: &Figures) -> Section {
    if figures.talks.is_empty() {
        return section("day-part-talks", vec![Body::Words(vec![text("day-no-talks")])]);
    }
    let (women, men) = figures
        .talks
        .iter()
        .fold((0, 0), |(women, men), talk| (women + talk.women, men + talk.men));
    let mut rows: Vec<Vec<Bilingual>> = figures
        .talks
        .iter()
        .map(|talk| {
            vec![
                text(&format!("talk-topic-{}", talk.topic)),
                line(&talk.held_at),
                number(talk.women),
                number(talk.men),
            ]
        })
        .collect();
    rows.push(vec![
        with("day-talks-all", &[("count", figures.talks.len().to_string())]),
        line("–"),
        number(women),
        number(men),
    ]);
    let columns = vec![
        (text("talk-topic"), 5.0),
        (text("talk-time"), 1.5),
        (text("talk-women"), 1.5),
        (text("talk-men"), 1.5),
    ];
    section("day-part-talks", vec![Body::Table { columns, rows }])
}

pub(super) fn adds_up(account: &Account) -> Section {
    let laptop = account.figures.receipts.laptop;
    if account.differences.is_empty() {
        let word = if account.counted.is_some() { "day-adds-up" } else { "day-adds-up-so-far" };
        return section("day-part-adds-up", vec![Body::Words(vec![text(word)])]);
    }
    let mut body = vec![Body::Words(
        account.differences.iter().map(|difference| in_words(difference, laptop)).collect(),
    )];
    let explanation = account.day.as_ref().and_then(|day| day.closed.as_ref());
    if let Some(closed) = explanation.filter(|closed| !closed.closing.explanation.is_empty()) {
        let words = Bilingual::new(&closed.closing.explanation, "");
        body.push(Body::Facts(vec![fact("day-explanation", words)]));
    }
    section("day-part-adds-up", body)
}

/// The differences of one day with the day before them and what was said to them.
pub(super) fn adds_up_of(account: &Account) -> Vec<Bilingual> {
    let laptop = account.figures.receipts.laptop;
    let number = account.day.as_ref().map(|day| day.number.to_string()).unwrap_or_default();
    let head = with("event-of-day", &[("number", number)]);
    let said = account.day.as_ref().and_then(|day| day.closed.as_ref());
    let said = said.map(|closed| closed.closing.explanation.as_str()).unwrap_or_default();
    account
        .differences
        .iter()
        .map(|difference| in_words(difference, laptop))
        .chain((!said.is_empty()).then(|| Bilingual::new(format!("«{said}»"), "")))
        .map(|words| {
            let en = if words.en.is_empty() {
                String::new()
            } else {
                format!("{} {}", head.en, words.en)
            };
            Bilingual::new(format!("{} {}", head.km, words.km), en)
        })
        .collect()
}

pub(super) fn journal(head: &(i64, String)) -> Section {
    let (entries, hash) = head;
    section(
        "day-part-journal",
        vec![Body::Facts(vec![
            fact("day-journal-entries", number(entries)),
            // Letters of a hash are not digits to be read in Khmer: they are compared one by one.
            fact("day-journal-mark", Bilingual::new(in_groups(hash), "")),
        ])],
    )
}
