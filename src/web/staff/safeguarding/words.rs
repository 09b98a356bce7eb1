//! Times and rules of the room in words.

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::super::lang::Ui;
use crate::clock;
use crate::domain::risk::RuleSet;
use crate::domain::safeguarding::Level;
use crate::i18n::Lang;

/// When something is or was due, seen from `now`: "in 3 h", "since yesterday".
pub(super) fn due(ui: &Ui, now: Timestamp, due: Timestamp) -> String {
    let minutes = due.duration_since(now).as_mins();
    let days = (clock::civil_day(due) - clock::civil_day(now)).get_days();
    let text = |key: &str, name: &str, count: i64| ui.t1(key, name, count);
    match minutes {
        2880.. => text("room-in-days", "days", minutes / 1440),
        60.. => text("room-in-hours", "hours", minutes / 60),
        0.. => text("room-in-minutes", "minutes", minutes),
        _ if days == 0 && -60 < minutes => text("room-since-minutes", "minutes", -minutes),
        _ if days == 0 => text("room-since-hours", "hours", -minutes / 60),
        _ if days == -1 => ui.t("room-since-yesterday"),
        _ => text("room-since-days", "days", i64::from(-days)),
    }
}

/// Whether a moment lies in this civil day.
pub(super) fn is_today(at: Option<Timestamp>, today: Date) -> bool {
    at.is_some_and(|at| clock::civil_day(at) == today)
}

/// Within which time a level wants the family contacted: what a list says in place of the level's word.
pub(super) fn within(ui: &Ui, level: Level) -> String {
    match RuleSet::embedded().hours(level).map(i64::from) {
        None => String::new(),
        Some(hours) if hours < 100 => ui.t1("room-within-hours", "hours", hours),
        Some(hours) => ui.t1("room-within-days", "days", hours / 24),
    }
}

/// A rule in the reader's language; its code where there is no such rule.
pub(super) fn of_rule(ui: &Ui, code: &str) -> String {
    let Some(rule) = RuleSet::embedded().rule(code) else { return code.to_owned() };
    match ui.lang() {
        Lang::Km => rule.text().km.clone(),
        Lang::En => rule.text().en.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::lang::Prefs;
    use super::*;

    #[test]
    fn a_clock_is_told_in_words() {
        let ui = Ui::new(Prefs { lang: Lang::En, ..Prefs::default() }, false);
        // Nine in the morning in Cambodia.
        let now: Timestamp = "2026-11-21T02:00:00Z".parse().unwrap();
        let told = |at: &str| due(&ui, now, at.parse().unwrap());
        assert_eq!(told("2026-11-21T05:10:00Z"), "in 3 h");
        assert_eq!(told("2026-11-21T02:20:00Z"), "in 20 min");
        assert_eq!(told("2026-11-24T02:00:00Z"), "in 3 days");
        assert_eq!(told("2026-11-21T01:45:00Z"), "since 15 min");
        assert_eq!(told("2026-11-20T23:00:00Z"), "since 3 h");
        // Midnight falls between: yesterday by the calendar.
        assert_eq!(told("2026-11-20T16:00:00Z"), "since yesterday");
        assert_eq!(told("2026-11-18T02:00:00Z"), "since 3 days");
        assert_eq!(within(&ui, Level::High), "24 h");
        assert_eq!(within(&ui, Level::Medium), "72 h");
        assert_eq!(within(&ui, Level::Low), "5 days");
    }
}
