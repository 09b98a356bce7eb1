//! A day of an event as a clerk counts it: what is late, what a list of numbers looks like in a line, what is told
//! to families.

use jiff::civil::Date;

use super::birth::Birth;

/// A birth is to be reported within so many days of it; day 30 is still in time.
pub const DAYS_TO_REPORT: i32 = 30;

/// Whether a birth was registered in time. It is counted and nothing follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// Within [`DAYS_TO_REPORT`].
    InTime,
    /// Later.
    Late,
    /// The day of birth is not known exactly.
    NotExact,
}

/// How a birth stands to the day on which it was registered.
pub fn timeliness(birth: &str, registered: Date) -> Timeliness {
    let Some(Birth::Exact(born)) = Birth::from_code(birth) else {
        return Timeliness::NotExact;
    };
    match born.until(registered) {
        Ok(span) if DAYS_TO_REPORT < span.get_days() => Timeliness::Late,
        Ok(_) => Timeliness::InTime,
        Err(_) => Timeliness::NotExact,
    }
}

/// What talks are about, codes of the texts `talk-topic-…`.
pub const TOPICS: [&str; 6] =
    ["why", "thirty_days", "papers", "school_health", "protection", "other"];

/// Most listeners of one talk that are believed.
pub const MOST_LISTENERS: u32 = 2000;

/// Numbers in one line, neighbours drawn together: `3–6, 9`. They are put in order first.
pub fn in_a_line(numbers: &[i64]) -> String {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut spans: Vec<(i64, i64)> = Vec::new();
    for number in sorted {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            Some(_) | None => spans.push((number, number)),
        }
    }
    let spans: Vec<String> = spans
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        })
        .collect();
    spans.join(", ")
}

/// A time of day as people write it, in either digits: `8:5`, `០៨.០៥`, `0805` and `14` alike give `08:05`, `14:00`.
pub fn time_of_day(typed: &str) -> Option<String> {
    let ascii = crate::khmer::digits::to_ascii(typed.trim());
    let mut parts = ascii.split([':', '.', 'h', ' ']).filter(|part| !part.is_empty());
    let (hours, minutes) = match (parts.next(), parts.next(), parts.next()) {
        (Some(hours), Some(minutes), None) => (hours, minutes),
        (Some(both), None, None) if both.len() == 4 => both.split_at_checked(2)?,
        (Some(hours), None, None) => (hours, "0"),
        _ => return None,
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_thirtieth_day_is_in_time_and_the_next_is_not() {
        let of = |born: Date, day| timeliness(&Birth::Exact(born).to_code(), day);
        assert_eq!(of(date(2026, 10, 22), date(2026, 11, 21)), Timeliness::InTime);
        assert_eq!(of(date(2026, 10, 21), date(2026, 11, 21)), Timeliness::Late);
        assert_eq!(of(date(2026, 11, 21), date(2026, 11, 21)), Timeliness::InTime);
    }

    #[test]
    fn a_birth_that_is_not_exact_is_neither_late_nor_in_time() {
        for code in [
            Birth::Year(2019).to_code(),
            Birth::Month { year: 2026, month: 11 }.to_code(),
            String::new(),
        ] {
            assert_eq!(timeliness(&code, date(2026, 11, 21)), Timeliness::NotExact, "{code}");
        }
    }

    #[test]
    fn neighbours_are_drawn_together() {
        assert_eq!(in_a_line(&[9, 3, 4, 5, 6, 4]), "3–6, 9");
        assert_eq!(in_a_line(&[7, 8]), "7, 8");
        assert_eq!(in_a_line(&[]), "");
    }

    #[test]
    fn a_time_is_read_however_it_is_written() {
        for typed in ["8:05", "០៨:០៥", "8.5", "0805", "08h05"] {
            assert_eq!(time_of_day(typed).as_deref(), Some("08:05"), "{typed}");
        }
        assert_eq!(time_of_day("14").as_deref(), Some("14:00"));
        for typed in ["", "25:00", "10:60", "soon", "1:2:3"] {
            assert_eq!(time_of_day(typed), None, "{typed}");
        }
    }
}
