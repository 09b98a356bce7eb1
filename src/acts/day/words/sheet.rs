//! The sheets themselves.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{both, event_sections, line, sections, text, who_and_when, with};
use crate::acts::day::{Account, EventAccount};
use crate::domain::event::Event;
use crate::i18n::{self, Lang, dates};
use crate::papers::Bilingual;
use crate::papers::day_sheet::DaySheet;

/// Who prints a sheet, and when.
pub struct Printing {
    /// The time.
    pub at: Timestamp,
    /// Name of the member of staff.
    pub by: String,
    /// Whether the kit is used for training.
    pub training: bool,
}

pub(in crate::acts) fn of_event(event: &Event) -> Vec<Bilingual> {
    let words = |words: &crate::domain::event::Bilingual| {
        Bilingual::new(&words.km, if words.km == words.en { "" } else { &words.en })
    };
    let place = both(|lang| {
        let either = |words: &crate::domain::event::Bilingual| match lang {
            Lang::Km => words.km.clone(),
            Lang::En => words.en.clone(),
        };
        let (commune, place) = (either(&event.commune), either(&event.place));
        let code = i18n::digits(lang, &event.commune_code);
        let commune = format!("{commune} ({code})");
        if place.is_empty() { commune } else { format!("{place}, {commune}") }
    });
    let name = words(&event.name);
    // One line, so that the head of each side leaves room for figures.
    vec![Bilingual::new(
        format!("{} · {}", name.km, place.km),
        format!("{} · {}", if name.en.is_empty() { &name.km } else { &name.en }, place.en),
    )]
}

fn dated(day: Date) -> Vec<Bilingual> {
    vec![both(|lang| {
        let lunar = dates::lunar_in_words(lang, day);
        let civil = dates::in_words(lang, day);
        let args = [("civil", (&civil).into()), ("lunar", (&lunar).into())];
        i18n::text_with(lang, "day-date-and-lunar", &args)
    })]
}

fn signatures(event: &Event) -> Vec<Bilingual> {
    let chief = if event.signatory == "clerk" { "commune_chief" } else { event.signatory.as_str() };
    vec![text("signatory-clerk"), text(&format!("signatory-{chief}")), text("day-sign-organiser")]
}

pub(in crate::acts) fn foot(printing: &Printing) -> Bilingual {
    let when = who_and_when(printing.at, &printing.by);
    both(|lang| {
        let day = dates::in_words(lang, crate::clock::civil_day(printing.at));
        let when = format!("{day} {}", when.in_language(lang));
        i18n::text_with(lang, "day-printed-at", &[("when", (&when).into())])
    })
}

/// The sheet of one day: of a closed one as it was when it was closed, of any other so far.
pub fn day_sheet(event: &Event, account: &Account, printing: &Printing) -> DaySheet {
    let mut lines = of_event(event);
    let (mut id, mut so_far) = ("day 0".to_owned(), true);
    if let Some(day) = &account.day {
        lines.extend(dated(day.day));
        id = format!("day {}", day.number);
        so_far = day.is_open();
    }
    let title = match (&account.day, so_far) {
        (Some(day), true) => with("day-sheet-so-far", &[("number", day.number.to_string())]),
        (Some(day), false) => with("day-sheet-title", &[("number", day.number.to_string())]),
        (None, _) => text("day-sheet-before"),
    };
    DaySheet {
        title,
        lines,
        sections: sections(account),
        signatures: signatures(event),
        training: printing.training,
        foot: foot(printing),
        id: format!("{} {id}", event.id),
        at: printing.at,
    }
}

/// The sheet of the whole event.
pub fn event_sheet(event: &Event, account: &EventAccount, printing: &Printing) -> DaySheet {
    let mut lines = of_event(event);
    lines.push(both(|lang| {
        format!(
            "{} – {}",
            dates::in_words(lang, event.starts_on),
            dates::in_words(lang, event.ends_on)
        )
    }));
    let marked = account
        .days
        .iter()
        .any(|day| day.day.as_ref().is_some_and(crate::store::days::Day::clock_differs));
    if marked {
        lines.push(text("event-clock-mark"));
    }
    if !event.authority.is_empty() {
        lines.push(line(&event.authority));
    }
    DaySheet {
        title: text(if account.closed.is_some() {
            "event-sheet-title"
        } else {
            "event-sheet-so-far"
        }),
        lines,
        sections: event_sections(account),
        signatures: signatures(event),
        training: printing.training,
        foot: foot(printing),
        id: format!("{} event", event.id),
        at: printing.at,
    }
}
