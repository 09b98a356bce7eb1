//! Dates in words; one formatter for screen and paper.

use jiff::civil::Date;

use super::{self as i18n, Arg, Lang};
use crate::domain::birth::Birth;
use crate::domain::lunar::{LunarDate, Name, weekday_name};

/// "ថ្ងៃទី ៥ ខែ មករា ឆ្នាំ ២០២៦" or "5 January 2026".
pub fn in_words(lang: Lang, day: Date) -> String {
    let number = i18n::digits(lang, &day.day().to_string());
    let month = month(lang, day.month());
    let year = i18n::digits(lang, &day.year().to_string());
    i18n::text_with(
        lang,
        "date-full",
        &[("day", Arg::Text(&number)), ("month", Arg::Text(&month)), ("year", Arg::Text(&year))],
    )
}

/// The day of the week, the reader's check of a date.
pub fn weekday(lang: Lang, day: Date) -> String {
    let name = in_script(lang, weekday_name(day.weekday()));
    i18n::text_with(lang, "date-weekday", &[("day", Arg::Text(name))])
}

fn in_script(lang: Lang, name: &Name) -> &'static str {
    match lang {
        Lang::Km => name.khmer,
        Lang::En => name.latin,
    }
}

fn month(lang: Lang, number: i8) -> String {
    i18n::text(lang, &format!("month-{number}"))
}

/// The lunar date of a civil day with its weekday, as it stands on certificates.
pub fn lunar_in_words(lang: Lang, day: Date) -> String {
    let lunar = LunarDate::from_gregorian(day);
    let (number, era) = (
        i18n::digits(lang, &lunar.day.to_string()),
        i18n::digits(lang, &lunar.buddhist_era().to_string()),
    );
    i18n::text_with(
        lang,
        "register-lunar",
        &[
            ("weekday", Arg::Text(in_script(lang, weekday_name(day.weekday())))),
            ("day", Arg::Text(&number)),
            ("phase", Arg::Text(in_script(lang, lunar.phase.name()))),
            ("month", Arg::Text(in_script(lang, lunar.month.name()))),
            ("animal", Arg::Text(in_script(lang, lunar.animal_name()))),
            ("sak", Arg::Text(in_script(lang, lunar.sak_name()))),
            ("era", Arg::Text(&era)),
        ],
    )
}

/// A birth as it is known: never more precise than what was said.
pub fn birth_in_words(lang: Lang, code: &str) -> String {
    let digits = |text: String| i18n::digits(lang, &text);
    match Birth::from_code(code) {
        None => i18n::text(lang, "birth-unknown"),
        Some(Birth::Exact(day)) => in_words(lang, day),
        Some(Birth::Month { year, month: number }) => {
            let (month, year) = (month(lang, number), digits(year.to_string()));
            i18n::text_with(
                lang,
                "date-month",
                &[("month", Arg::Text(&month)), ("year", Arg::Text(&year))],
            )
        }
        Some(Birth::Year(year)) => {
            i18n::text_with(lang, "date-year", &[("year", Arg::Text(&digits(year.to_string())))])
        }
        Some(Birth::About { years, on }) => i18n::text_with(
            lang,
            "date-about",
            &[("years", Arg::Count(i64::from(years))), ("on", Arg::Text(&in_words(lang, on)))],
        ),
        Some(Birth::AboutMonths { months: 0, on }) => {
            i18n::text_with(lang, "date-about-newborn", &[("on", Arg::Text(&in_words(lang, on)))])
        }
        Some(Birth::AboutMonths { months, on }) => i18n::text_with(
            lang,
            "date-about-months",
            &[("months", Arg::Count(i64::from(months))), ("on", Arg::Text(&in_words(lang, on)))],
        ),
        Some(Birth::Lunar { words }) => {
            i18n::text_with(lang, "date-lunar", &[("words", Arg::Text(&words))])
        }
    }
}
