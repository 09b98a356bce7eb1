//! Dates and times; one formatter for screen and paper in both languages. Whole numbers alone are [`i18n::digits`].

use jiff::Timestamp;
use jiff::civil::Date;

use super::{self as i18n, Arg, Lang};
use crate::clock;
use crate::domain::birth::Birth;
use crate::domain::lunar::{
    Fit, LunarDate, LunarMonth, Name, NewYear, Possible, Said, Twin, read, weekday_name,
};

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

/// "០៥.០១.២០២៦" or "05.01.2026": where a row must stay low.
pub fn in_figures(lang: Lang, day: Date) -> String {
    i18n::digits(lang, &day.strftime("%d.%m.%Y").to_string())
}

/// "០៥.០១." or "05.01.": of a year that everybody knows.
pub fn day_and_month(lang: Lang, day: Date) -> String {
    i18n::digits(lang, &day.strftime("%d.%m.").to_string())
}

/// The time of day in Cambodia, hours and minutes of 24: "០៧:៤២" or "07:42".
pub fn time_of_day(lang: Lang, at: Timestamp) -> String {
    i18n::digits(lang, &clock::local(at).strftime("%H:%M").to_string())
}

/// The day in words and the time of day of a moment.
pub fn moment(lang: Lang, at: Timestamp) -> String {
    format!("{} {}", in_words(lang, clock::civil_day(at)), time_of_day(lang, at))
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

/// Weekday, lunar day, month and animal of a civil day: for a paper of one side, where the civil date
/// stands beside it and tells the sak and the Buddhist Era.
pub fn lunar_briefly(lang: Lang, day: Date) -> String {
    let lunar = LunarDate::from_gregorian(day);
    let said = Said {
        weekday: Some(day.weekday()),
        day: Some(lunar.day),
        phase: Some(lunar.phase),
        month: Some(lunar.month),
        animal: Some(lunar.animal()),
        ..Said::default()
    };
    by_the_moon(lang, &said)
}

fn by_the_moon(lang: Lang, said: &Said) -> String {
    match lang {
        Lang::Km => said.in_khmer(),
        Lang::En => said.in_english(),
    }
}

/// A lunar date in a family's words for a reader: as they stand in Khmer, and in English letters as far as they were
/// understood whole.
pub fn lunar_said(lang: Lang, words: &str) -> String {
    // What was chosen from lists stands before what was written beside them.
    let parts = words.split(" – ").map(|part| match (lang, read(part)) {
        (Lang::En, read) if read.is_whole => read.said.in_english(),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(" – ")
}

/// Whether words about a birth say nothing by the Khmer calendar that could be read.
pub fn is_unread(words: &str) -> bool {
    words.split(" – ").all(|part| read(part).said.is_empty())
}

/// That families count a day to either year, if it is one of the New Year's feast.
pub fn new_year(lang: Lang, day: Date) -> Option<String> {
    NewYear::of(day.year()).holds(day).then(|| i18n::text(lang, "date-possible-new-year"))
}

/// The lunar date of a birth of which the day is known; nothing for any other.
pub fn birth_lunar(lang: Lang, code: &str) -> Option<String> {
    match Birth::from_code(code)? {
        Birth::Exact(day) => Some(lunar_in_words(lang, day)),
        _ => None,
    }
}

/// A day that a Khmer date may mean with its weekday and the age it gives on `today`, or the
/// first and the last of such days; and what does not fit it or has to be known about it.
pub fn possible(lang: Lang, days: &Possible, today: Date) -> String {
    let with = |key: &str, args: &[(&str, Arg<'_>)]| i18n::text_with(lang, key, args);
    let age = age(lang, days, today);
    let line = if days.is_day() {
        let (weekday, date) = (weekday(lang, days.first), in_words(lang, days.first));
        let (weekday, date) = (("weekday", Arg::Text(&weekday)), ("date", Arg::Text(&date)));
        with("date-possible", &[weekday, date, ("age", Arg::Text(&age))])
    } else {
        let (first, last) = (in_words(lang, days.first), in_words(lang, days.last));
        let (first, last) = (("first", Arg::Text(&first)), ("last", Arg::Text(&last)));
        with("date-possible-days", &[first, last, ("age", Arg::Text(&age))])
    };
    let notes = beside_possible(lang, days);
    if notes.is_empty() { line } else { format!("{line} ({})", notes.join("; ")) }
}

/// What does not fit a day that a Khmer date may mean, and what has to be known about it.
pub fn beside_possible(lang: Lang, days: &Possible) -> Vec<String> {
    notes(days).into_iter().map(|key| i18n::text(lang, key)).collect()
}

/// A birth read back to who said it: with weekday and age, so that a slip of a year is heard.
pub fn read_back(lang: Lang, birth: &Birth, today: Date) -> String {
    let words = birth_in_words(lang, &birth.to_code());
    let days = match *birth {
        Birth::Exact(day) => return possible(lang, &Possible::of(day, day), today),
        Birth::Month { .. } | Birth::Year(_) | Birth::Lunar { .. } => {
            birth.earliest().zip(birth.latest())
        }
        // It is the age that was said.
        Birth::About { .. } | Birth::AboutMonths { .. } => None,
    };
    match days {
        Some((first, last)) => {
            let days = Possible::of(first, last.min(today));
            format!("{words} · {}", age(lang, &days, today))
        }
        None => words,
    }
}

/// Keys of what has to be said beside a possible day.
fn notes(days: &Possible) -> Vec<&'static str> {
    let fits = &days.fits;
    let asadh = match days.asadh {
        Some(LunarMonth::Pathamasadh) => Some("date-possible-first-asadh"),
        Some(LunarMonth::Tutiyasadh) => Some("date-possible-second-asadh"),
        _ => None,
    };
    let twin = days.twin.map(|twin| match twin {
        Twin::After => "date-possible-after",
        Twin::Before => "date-possible-before",
    });
    let weekday = match fits.weekday {
        Fit::Near => Some("date-possible-weekday-near"),
        Fit::Differs => Some("date-possible-weekday"),
        Fit::Fits | Fit::NotSaid => None,
    };
    let says = |is_said: bool, key| is_said.then_some(key);
    [
        asadh,
        twin,
        says(days.new_year, "date-possible-new-year"),
        says(fits.animal == Fit::Near, "date-possible-animal"),
        says(fits.sak == Fit::Differs, "date-possible-sak"),
        says(matches!(fits.era, Fit::Near | Fit::Differs), "date-possible-era"),
        weekday,
        // An age is a range anyway.
        says(fits.age == Fit::Differs, "date-possible-age"),
        says(matches!(fits.year, Fit::Near | Fit::Differs), "date-possible-year"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The age that a possible day gives: in years and months for a day, in years about for more.
fn age(lang: Lang, days: &Possible, today: Date) -> String {
    let (from, to) = (completed_months(days.last, today), completed_months(days.first, today));
    let count = |unit: &str, number: i64| {
        i18n::text_with(lang, &format!("date-age-{unit}"), &[(unit, Arg::Count(number))])
    };
    let of_day = |months: i64| match (months / 12, months % 12) {
        (0, 0) => i18n::text(lang, "date-age-newborn"),
        (0, months) => count("months", months),
        (years, 0) => count("years", years),
        (years, months) => format!("{} {}", count("years", years), count("months", months)),
    };
    if days.is_day() {
        return i18n::text_with(lang, "date-age", &[("age", Arg::Text(&of_day(from)))]);
    }
    let (from, to) = (from / 12, to / 12);
    let years = if from == to {
        count("years", to)
    } else {
        format!("{}–{}", i18n::digits(lang, &from.to_string()), count("years", to))
    };
    i18n::text_with(lang, "date-age-about", &[("years", Arg::Text(&years))])
}

fn completed_months(born: Date, today: Date) -> i64 {
    let whole = born.until((jiff::Unit::Month, today));
    whole.map_or(0, |span| i64::from(span.get_months()))
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
        Some(Birth::About { years: 0, on }) => {
            i18n::text_with(lang, "date-about-baby", &[("on", Arg::Text(&in_words(lang, on)))])
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
        Some(Birth::Lunar { words, days: None }) => {
            let key = if is_unread(&words) { "date-lunar-unread" } else { "date-lunar" };
            i18n::text_with(lang, key, &[("words", Arg::Text(&lunar_said(lang, &words)))])
        }
        Some(Birth::Lunar { words, days: Some((first, last)) }) => {
            let (first, last) = (in_words(lang, first), in_words(lang, last));
            i18n::text_with(
                lang,
                "date-lunar-days",
                &[
                    ("words", Arg::Text(&lunar_said(lang, &words))),
                    ("first", Arg::Text(&first)),
                    ("last", Arg::Text(&last)),
                ],
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_written_as_on_official_papers() {
        let day = date(2026, 1, 5);
        assert_eq!(in_words(Lang::Km, day), "ថ្ងៃទី ៥ ខែ មករា ឆ្នាំ ២០២៦");
        assert_eq!(in_words(Lang::En, day), "5 January 2026");
        assert_eq!(in_figures(Lang::Km, day), "០៥.០១.២០២៦");
        assert_eq!(in_figures(Lang::En, day), "05.01.2026");
        assert_eq!(birth_in_words(Lang::Km, "2026-01-05"), in_words(Lang::Km, day));
    }

    #[test]
    fn a_baby_is_never_no_years_old() {
        let code = Birth::About { years: 0, on: date(2026, 1, 5) }.to_code();
        assert_eq!(birth_in_words(Lang::En, &code), "Under one year old on 5 January 2026");
        assert!(!birth_in_words(Lang::Km, &code).contains("០ ឆ្នាំ"), "no nought years");
    }

    #[test]
    fn words_of_the_khmer_calendar_are_latin_on_an_english_page() {
        let code = "lunar:ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ – ព្រឹក";
        let english = "Tuesday, 5 waning of Pisakh, year of the rabbit – ព្រឹក (lunar date)";
        assert_eq!(birth_in_words(Lang::En, code), english);
        assert!(birth_in_words(Lang::Km, code).starts_with("ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ – ព្រឹក"));
        for lang in Lang::ALL {
            let hello = birth_in_words(lang, "lunar:hello");
            assert!(hello.starts_with("hello") && !hello.contains("lunar"), "{hello}");
        }
        let day = date(2023, 5, 9);
        assert_eq!(lunar_briefly(Lang::Km, day), "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ");
        assert_eq!(lunar_briefly(Lang::En, day), "Tuesday, 5 waning of Pisakh, year of the rabbit");
    }

    #[test]
    fn a_birth_is_read_back_with_weekday_and_age() {
        let today = date(2026, 11, 22);
        for (code, words) in [
            ("2023-05-09", "Tuesday 9 May 2023 · 3 years 6 months old"),
            ("2023", "2023 · about 2–3 years old"),
            ("2026-11", "November 2026 · about 0 years old"),
            ("~9@2026-11-22", "About 9 years old on 22 November 2026"),
        ] {
            let birth = Birth::from_code(code).unwrap();
            assert_eq!(read_back(Lang::En, &birth, today), words);
        }
    }

    #[test]
    fn a_year_that_does_not_fit_is_called_a_year() {
        let rabbit = Said { animal: Some(3), ..Said::default() };
        let written = Some((date(2020, 1, 1), date(2020, 12, 31)));
        let bounds = date(2008, 1, 1)..=date(2026, 11, 22);
        for (said, note) in [
            (Said { year: written, ..rabbit }, "the year is another one"),
            (Said { age: written, ..rabbit }, "the age is another one"),
        ] {
            let notes: Vec<_> =
                said.possible(&bounds).iter().map(|one| beside_possible(Lang::En, one)).collect();
            assert!(!notes.is_empty() && notes.iter().all(|notes| *notes == [note]), "{notes:?}");
        }
    }

    #[test]
    fn a_moment_is_told_by_the_clock_of_cambodia() {
        let at: Timestamp = "2026-11-21T17:42:00Z".parse().unwrap();
        assert_eq!(moment(Lang::Km, at), "ថ្ងៃទី ២២ ខែ វិច្ឆិកា ឆ្នាំ ២០២៦ ០០:៤២");
        assert_eq!(moment(Lang::En, at), "22 November 2026 00:42");
    }
}
