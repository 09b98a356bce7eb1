//! From what a family typed about a birth to what is known.

use jiff::civil::Date;

use super::boxes::{age, common_year, day_number, lunar_words};
use super::{Birth, BirthAnswers, BirthError, BirthField, Era, FIRST_DAY, month_number};
use crate::khmer;

/// A year in which every day exists that exists in any year.
const LEAP_YEAR: i16 = 2024;

type Mistakes = Vec<(BirthField, BirthError)>;

impl Birth {
    /// What is known, to its best precision: a date before an age, an age before lunar words.
    /// Nothing typed gives nothing. All mistakes are found at once.
    ///
    /// A year of the Buddhist Era is turned into the common one, read as on Thai papers where [`Era`] leaves it open.
    pub fn parse(answers: &BirthAnswers<'_>, today: Date) -> Result<Option<Self>, Mistakes> {
        let split = whole_date(answers);
        let answers = &split.as_ref().map_or(*answers, |[day, month, year]| BirthAnswers {
            day,
            month,
            year,
            ..*answers
        });
        let mut mistakes = Mistakes::new();
        let age = field(&mut mistakes, BirthField::About, answers.about, age);
        let about = age.map(|age| age.said(today));
        let lunar = field(&mut mistakes, BirthField::Lunar, answers.lunar, lunar_words);
        let day = field(&mut mistakes, BirthField::Day, answers.day, day_number);
        let month = field(&mut mistakes, BirthField::Month, answers.month, |typed| {
            month_number(typed).ok_or(BirthError::Month)
        });
        let era = Era::of(answers, today);
        let year = field(&mut mistakes, BirthField::Year, answers.year, |typed| {
            common_year(typed, era.as_ref(), today)
        });

        let (day_typed, month_typed, year_typed) =
            (!blank(answers.day), !blank(answers.month), !blank(answers.year));
        if day_typed && !month_typed {
            mistakes.push((BirthField::Month, BirthError::MonthMissing));
        }
        if (day_typed || month_typed) && !year_typed {
            mistakes.push((BirthField::Year, BirthError::YearMissing));
        }
        if !mistakes.is_empty() && year.is_none() {
            // Said together with what is wrong about the year; 29 February may still be right.
            if let Err(error) = dated(Some(LEAP_YEAR), month, day) {
                mistakes.push((BirthField::Day, error));
            }
        }
        let date = if mistakes.is_empty() {
            dated(year, month, day).unwrap_or_else(|error| {
                mistakes.push((BirthField::Day, error));
                None
            })
        } else {
            None
        };
        if let Some(date) = &date {
            if date.earliest().is_some_and(|first| today < first) {
                mistakes.push((last_typed(day_typed, month_typed), BirthError::Future));
            } else if about.as_ref().is_some_and(|about| !agrees(date, about, today)) {
                mistakes.push((BirthField::About, BirthError::AboutAgainstDate));
            }
        }
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(date.or(about).or(lunar.map(|words| Self::Lunar { words, days: None })))
    }
}

/// The three parts of a date that was typed whole into one of the boxes for day and year, the
/// other two being blank: `5/1/2026`, `05.01.2026`, `៥-មករា-២០២៦` or `2026-01-05`.
pub(super) fn whole_date(answers: &BirthAnswers<'_>) -> Option<[String; 3]> {
    let typed = match (blank(answers.day), blank(answers.month), blank(answers.year)) {
        (false, true, true) => answers.day,
        (true, true, false) => answers.year,
        _ => return None,
    };
    let text = khmer::digits::to_ascii(&khmer::normalize(typed));
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.'))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else { return None };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    Some([day.to_owned(), month.to_owned(), year.to_owned()])
}

/// A box's value, if one was typed and it can be read.
fn field<T>(
    mistakes: &mut Mistakes,
    field: BirthField,
    typed: &str,
    read: impl FnOnce(&str) -> Result<T, BirthError>,
) -> Option<T> {
    if blank(typed) {
        return None;
    }
    match read(typed) {
        Ok(value) => Some(value),
        Err(error) => {
            mistakes.push((field, error));
            None
        }
    }
}

fn blank(typed: &str) -> bool {
    khmer::normalize(typed).is_empty()
}

/// The date to its precision, once every box that was typed has been read.
fn dated(
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
) -> Result<Option<Birth>, BirthError> {
    let Some(year) = year else { return Ok(None) };
    let Some(month) = month else { return Ok(Some(Birth::Year(year))) };
    let Some(day) = day else { return Ok(Some(Birth::Month { year, month })) };
    match Date::new(year, month, day) {
        Ok(date) => Ok(Some(Birth::Exact(date))),
        Err(_) => {
            Err(BirthError::DayOfMonth(Date::new(year, month, 1).map_or(31, Date::days_in_month)))
        }
    }
}

/// The most exact box: it is the one to look at first when the whole date is wrong.
fn last_typed(day_typed: bool, month_typed: bool) -> BirthField {
    match (day_typed, month_typed) {
        (true, _) => BirthField::Day,
        (false, true) => BirthField::Month,
        (false, false) => BirthField::Year,
    }
}

/// Some people count the year of birth as one and all say "about", so one year either way
/// is no contradiction.
fn agrees(date: &Birth, about: &Birth, today: Date) -> bool {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return true };
    let (Some(oldest), Some(youngest)) = (about.earliest(), about.latest()) else { return true };
    let oldest = super::years_before(oldest, 1).unwrap_or(FIRST_DAY);
    let youngest = super::years_before(youngest, -1).unwrap_or(today);
    oldest <= last && first <= youngest
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    fn read(day: &str, month: &str, year: &str) -> Result<String, Mistakes> {
        let answers = BirthAnswers { day, month, year, ..BirthAnswers::default() };
        Birth::parse(&answers, TODAY).map(|birth| birth.map_or(String::new(), |b| b.to_code()))
    }

    fn about(text: &str) -> Result<Option<Birth>, Mistakes> {
        Birth::parse(&BirthAnswers { about: text, ..BirthAnswers::default() }, TODAY)
    }

    #[test]
    fn a_date_is_kept_as_exactly_as_it_was_said() {
        for (day, month, year, code) in [
            ("5", "1", "2026", "2026-01-05"),
            ("០៥", "មករា", "២០២៦", "2026-01-05"),
            ("5", "Jan", "2026", "2026-01-05"),
            ("", "កុម្ភៈ", "2016", "2016-02"),
            ("", "", "2016", "2016"),
            ("20", "11", "2026", "2026-11-20"),
            ("21", "11", "2026", "2026-11-21"),
            ("29", "2", "2024", "2024-02-29"),
            ("", "", "", ""),
            (" ", "\u{200B}", "", ""),
        ] {
            assert_eq!(read(day, month, year), Ok(code.to_owned()), "{day} {month} {year}");
        }
    }

    #[test]
    fn a_year_of_the_buddhist_era_becomes_the_common_one() {
        assert_eq!(read("", "", "2559"), Ok("2016".to_owned()));
        assert_eq!(read("", "", "២៥៦៩"), Ok("2026".to_owned()));
        assert_eq!(read("5", "1", "2560"), Ok("2017-01-05".to_owned()));
        // After ពិសាខ of 2026 it is 2570 in Cambodia: the newborn was not born next year.
        assert_eq!(read("", "", "2570"), Ok("2026".to_owned()));
        // After ពិសាខ the Cambodian count is one ahead of the Thai one: what has not come yet was the year before.
        assert_eq!(read("", "12", "2569"), Ok("2025-12".to_owned()));
        assert_eq!(read("", "1", "2570"), Err(vec![(BirthField::Year, BirthError::Future)]));
        assert_eq!(read("", "", "2571"), Err(vec![(BirthField::Year, BirthError::Future)]));
    }

    #[test]
    fn each_wrong_box_says_what_is_wrong_in_it() {
        use BirthError as Error;
        use BirthField::{Day, Month, Year};
        for (day, month, year, found) in [
            ("31", "4", "2016", vec![(Day, Error::DayOfMonth(30))]),
            ("29", "2", "2023", vec![(Day, Error::DayOfMonth(28))]),
            ("30", "2", "16", vec![(Year, Error::YearDigits), (Day, Error::DayOfMonth(29))]),
            (
                "32",
                "13",
                "16",
                vec![(Day, Error::Day), (Month, Error::Month), (Year, Error::YearDigits)],
            ),
            ("five", "5", "2016", vec![(Day, Error::Day)]),
            ("5", "", "2016", vec![(Month, Error::MonthMissing)]),
            ("5", "5", "", vec![(Year, Error::YearMissing)]),
            ("", "5", "", vec![(Year, Error::YearMissing)]),
            ("", "", "16", vec![(Year, Error::YearDigits)]),
            ("", "", "20166", vec![(Year, Error::YearDigits)]),
            ("", "", "1899", vec![(Year, Error::YearRange)]),
            ("", "", "2027", vec![(Year, Error::Future)]),
            ("", "12", "2026", vec![(Month, Error::Future)]),
            ("22", "11", "2026", vec![(Day, Error::Future)]),
        ] {
            assert_eq!(read(day, month, year), Err(found), "{day} {month} {year}");
        }
    }

    #[test]
    fn a_whole_date_in_one_box_is_read_as_a_date() {
        for typed in
            ["5/1/2026", "05.01.2026", "5 1 2026", "៥-មករា-២០២៦", "2026-01-05", "5 Jan 2569"]
        {
            assert_eq!(read(typed, "", ""), Ok("2026-01-05".to_owned()), "{typed}");
            assert_eq!(read("", "", typed), Ok("2026-01-05".to_owned()), "{typed}");
        }
        assert_eq!(read("5/1", "", ""), read("x", "", ""));
        assert_eq!(
            read("31/4/2016", "", ""),
            Err(vec![(BirthField::Day, BirthError::DayOfMonth(30))])
        );
    }

    #[test]
    fn an_age_is_kept_as_an_age_on_a_day() {
        for (text, years) in [
            ("9", 9),
            ("៩", 9),
            ("៩ ឆ្នាំ", 9),
            ("9 years", 9),
            ("ប្រហែល ៩ឆ្នាំ", 9),
            ("24 months", 2),
            ("110", 110),
        ] {
            assert_eq!(about(text), Ok(Some(Birth::About { years, on: TODAY })), "{text}");
        }
        for (text, months) in [
            ("5 months", 5),
            ("3 ខែ", 3),
            ("១៨ខែ", 18),
            ("10 days", 0),
            ("៦ សប្តាហ៍", 1),
            ("0 months", 0),
        ] {
            let birth = Birth::AboutMonths { months, on: TODAY };
            assert_eq!(about(text), Ok(Some(birth)), "{text}");
        }
        for text in ["111", "-1", "nine", "9x", "ឆ្នាំ", "99999999999"] {
            assert_eq!(about(text), Err(vec![(BirthField::About, BirthError::About)]), "{text}");
        }
    }

    #[test]
    fn an_age_that_contradicts_the_year_is_asked_again() {
        let both = |year, about| {
            let answers = BirthAnswers { year, about, ..BirthAnswers::default() };
            Birth::parse(&answers, TODAY).map(|birth| birth.map(|birth| birth.to_code()))
        };
        for age in ["8", "9", "10", "11"] {
            assert_eq!(both("2016", age), Ok(Some("2016".to_owned())), "{age}");
        }
        for age in ["2", "7", "12", "40"] {
            assert_eq!(
                both("2016", age),
                Err(vec![(BirthField::About, BirthError::AboutAgainstDate)]),
                "{age}"
            );
        }
    }

    #[test]
    fn lunar_words_stand_alone_only_when_nothing_else_is_known() {
        let lunar = "១០កើត ខែចេត្រ ឆ្នាំជូត";
        let alone = BirthAnswers { lunar, ..BirthAnswers::default() };
        assert_eq!(
            Birth::parse(&alone, TODAY),
            Ok(Some(Birth::Lunar { words: lunar.into(), days: None }))
        );
        let with_year = BirthAnswers { year: "2020", ..alone };
        assert_eq!(Birth::parse(&with_year, TODAY), Ok(Some(Birth::Year(2020))));
        let long = "ក".repeat(121);
        let too_long = BirthAnswers { lunar: &long, ..BirthAnswers::default() };
        assert_eq!(
            Birth::parse(&too_long, TODAY),
            Err(vec![(BirthField::Lunar, BirthError::Lunar)])
        );
    }

    #[test]
    fn every_day_of_a_century_is_read_as_itself() {
        let mut day = date(1926, 11, 22);
        while day <= TODAY {
            let typed = (day.day().to_string(), day.month().to_string(), day.year().to_string());
            assert_eq!(read(&typed.0, &typed.1, &typed.2), Ok(day.to_string()));
            day = day.tomorrow().unwrap();
        }
    }

    proptest! {
        #[test]
        fn any_texts_are_read_without_a_panic(
            day in any::<String>(), month in any::<String>(), year in any::<String>(),
            about in any::<String>(), lunar in any::<String>(),
        ) {
            let answers = BirthAnswers {
                day: &day, month: &month, year: &year, about: &about, lunar: &lunar,
            };
            let first = Birth::parse(&answers, TODAY);
            prop_assert_eq!(&first, &Birth::parse(&answers, TODAY));
            if let Ok(Some(birth)) = first {
                prop_assert_eq!(Birth::from_code(&birth.to_code()), Some(birth));
            }
        }

        #[test]
        fn any_numbers_are_read_without_a_panic(
            day in "[0-9]{0,3}", month in "[0-9]{0,3}", year in "[0-9]{0,5}", about in "[0-9]{0,4}",
        ) {
            let answers = BirthAnswers {
                day: &day, month: &month, year: &year, about: &about, lunar: "",
            };
            if let Ok(Some(birth)) = Birth::parse(&answers, TODAY) {
                prop_assert!(birth.earliest().is_none_or(|first| first <= TODAY));
                prop_assert!(birth.earliest() <= birth.latest());
            }
        }
    }
}
