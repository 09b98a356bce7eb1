//! The calendar against days that were worked out elsewhere: New Year and leap days, feasts,
//! days by chance, 1950–2030. `vectors.csv` holds the columns that are compared of the
//! project's own reference vectors (`lunar_vectors_dev.csv`, free to use, checked there with
//! two independent programs); its values are those of noon in Phnom Penh.

use super::{LunarDate, Phase, weekday_name};
use jiff::civil::Date;

const VECTORS: &str = include_str!("vectors.csv");

#[test]
fn the_calendar_agrees_with_the_reference_days() {
    let mut rows = 0;
    for line in VECTORS.lines().skip(1) {
        let columns: Vec<&str> = line.split(',').collect();
        let [day, weekday, number, phase, month, animal, sak, era, sakaraj, turns] = columns[..]
        else {
            panic!("ten columns: {line}");
        };
        let day: Date = day.parse().unwrap();
        let lunar = LunarDate::from_gregorian(day);
        let name = if lunar.phase == Phase::Waxing { "keut" } else { "roch" };
        assert_eq!(weekday_name(day.weekday()).khmer, weekday, "{day}");
        assert_eq!((lunar.day.to_string().as_str(), name), (number, phase), "{day}");
        assert_eq!(lunar.month.index().to_string(), month, "{day}");
        assert_eq!((lunar.sak().to_string().as_str()), sak, "{day}");
        assert_eq!(lunar.chula_sakaraj().to_string(), sakaraj, "{day}");
        // A date without an hour cannot tell a label that turns at an hour of this day.
        if turns != "animal" {
            assert_eq!(lunar.animal().to_string(), animal, "{day}");
        }
        if turns != "buddhist_era" {
            assert_eq!(lunar.buddhist_era().to_string(), era, "{day}");
        }
        rows += 1;
    }
    assert_eq!(rows, 121);
}
