//! The names the calendar uses, as printed Khmer calendars spell them. Month spellings
//! and the Latin hints wait for a native reader.
//!
//! Source: the tables of the momentkh calendar library (MIT), compared with dayjskh and
//! with the reference vectors. The Latin hints follow no standard.

use jiff::civil::Weekday;

/// One name in both scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Name {
    /// As printed in Khmer.
    pub khmer: &'static str,
    /// A hint for readers of Latin letters.
    pub latin: &'static str,
}

const fn name(khmer: &'static str, latin: &'static str) -> Name {
    Name { khmer, latin }
}

/// The fourteen months by [`super::LunarMonth::index`].
pub const MONTHS: [Name; 14] = [
    name("មិគសិរ", "Migasir"),
    name("បុស្ស", "Boss"),
    name("មាឃ", "Meak"),
    name("ផល្គុន", "Phalkun"),
    name("ចេត្រ", "Cheit"),
    name("ពិសាខ", "Pisakh"),
    name("ជេស្ឋ", "Jesth"),
    name("អាសាឍ", "Asadh"),
    name("ស្រាពណ៍", "Srap"),
    name("ភទ្របទ", "Phatrabot"),
    name("អស្សុជ", "Assoch"),
    name("កត្តិក", "Kadeuk"),
    name("បឋមាសាឍ", "Pathamasadh"),
    name("ទុតិយាសាឍ", "Tutiyasadh"),
];

/// The two phases; the hint is the English word.
pub const PHASES: [Name; 2] = [name("កើត", "waxing"), name("រោច", "waning")];

/// The twelve animals by index, with the word ឆ្នាំ left to the text around; the hint is
/// the English animal.
pub const ANIMALS: [Name; 12] = [
    name("ជូត", "rat"),
    name("ឆ្លូវ", "ox"),
    name("ខាល", "tiger"),
    name("ថោះ", "rabbit"),
    name("រោង", "dragon"),
    name("ម្សាញ់", "snake"),
    name("មមី", "horse"),
    name("មមែ", "goat"),
    name("វក", "monkey"),
    name("រកា", "rooster"),
    name("ច", "dog"),
    name("កុរ", "pig"),
];

/// The ten saks by index, the word ស័ក included.
pub const SAKS: [Name; 10] = [
    name("សំរឹទ្ធិស័ក", "Samridhi Sak"),
    name("ឯកស័ក", "Aek Sak"),
    name("ទោស័ក", "To Sak"),
    name("ត្រីស័ក", "Trei Sak"),
    name("ចត្វាស័ក", "Chattva Sak"),
    name("បញ្ចស័ក", "Pancha Sak"),
    name("ឆស័ក", "Chha Sak"),
    name("សប្តស័ក", "Sappa Sak"),
    name("អដ្ឋស័ក", "Attha Sak"),
    name("នព្វស័ក", "Nappa Sak"),
];

/// The civil months, January first.
pub const CIVIL_MONTHS: [Name; 12] = [
    name("មករា", "January"),
    name("កុម្ភៈ", "February"),
    name("មីនា", "March"),
    name("មេសា", "April"),
    name("ឧសភា", "May"),
    name("មិថុនា", "June"),
    name("កក្កដា", "July"),
    name("សីហា", "August"),
    name("កញ្ញា", "September"),
    name("តុលា", "October"),
    name("វិច្ឆិកា", "November"),
    name("ធ្នូ", "December"),
];

/// The name of a civil month, 1 to 12.
pub fn civil_month_name(month: i8) -> Option<&'static Name> {
    usize::try_from(month).ok()?.checked_sub(1).and_then(|place| CIVIL_MONTHS.get(place))
}

/// The name of a day of the week. Always print it beside a date: it is the reader's check.
pub fn weekday_name(weekday: Weekday) -> &'static Name {
    const NAMES: [Name; 7] = [
        name("អាទិត្យ", "Sunday"),
        name("ចន្ទ", "Monday"),
        name("អង្គារ", "Tuesday"),
        name("ពុធ", "Wednesday"),
        name("ព្រហស្បតិ៍", "Thursday"),
        name("សុក្រ", "Friday"),
        name("សៅរ៍", "Saturday"),
    ];
    match weekday {
        Weekday::Sunday => &NAMES[0],
        Weekday::Monday => &NAMES[1],
        Weekday::Tuesday => &NAMES[2],
        Weekday::Wednesday => &NAMES[3],
        Weekday::Thursday => &NAMES[4],
        Weekday::Friday => &NAMES[5],
        Weekday::Saturday => &NAMES[6],
    }
}

#[cfg(test)]
mod tests {
    use super::{ANIMALS, CIVIL_MONTHS, MONTHS, PHASES, SAKS, civil_month_name, weekday_name};
    use crate::domain::lunar::LunarMonth;
    use crate::khmer;
    use jiff::civil::Weekday;

    #[test]
    fn every_name_is_in_normal_form_and_no_two_are_alike() {
        for names in [&MONTHS[..], &PHASES, &ANIMALS, &SAKS, &CIVIL_MONTHS] {
            let mut seen: Vec<_> = names.iter().map(|name| name.khmer).collect();
            assert!(seen.iter().all(|name| khmer::normalize(name) == *name));
            assert!(seen.iter().all(|name| khmer::well_formed(name).is_ok()));
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), names.len());
        }
    }

    #[test]
    fn months_and_days_have_the_name_of_their_number() {
        assert_eq!(LunarMonth::Kadeuk.name().khmer, "កត្តិក");
        assert_eq!(LunarMonth::Tutiyasadh.name().khmer, "ទុតិយាសាឍ");
        assert_eq!(civil_month_name(12).map(|name| name.khmer), Some("ធ្នូ"));
        assert_eq!(civil_month_name(0), None);
        assert_eq!(civil_month_name(13), None);
        assert_eq!(weekday_name(Weekday::Saturday).khmer, "សៅរ៍");
    }
}
