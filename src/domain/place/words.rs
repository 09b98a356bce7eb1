//! A place in words: `ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់`.

use super::{CommuneCode, Kind, Place};

impl Place {
    /// Its kind and Khmer name: `ឃុំរំលេច`. A name that begins with its own kind stays as it
    /// is: `ភូមិ ២`, never `ភូមិភូមិ ២`.
    ///
    /// Where another place under the same parent has the same Khmer name, the Latin one follows
    /// in brackets.
    pub fn called_khmer(self) -> String {
        let (kind, name) = (self.kind().khmer(), self.khmer());
        let kind = if begins_with_kind(name, kind) { "" } else { kind };
        if self.0.is_twin_in_khmer {
            format!("{kind}{name} ({})", self.latin())
        } else {
            format!("{kind}{name}")
        }
    }

    /// Whether somebody wrote this place's name, with its kind or without.
    pub fn is_written(self, typed: &str) -> bool {
        self.khmer() == typed
            || self.called_khmer() == typed
            || self.latin().eq_ignore_ascii_case(typed)
    }

    /// Its Latin name and kind in English: `Rumlech commune`. Where another place under the same
    /// parent has the same Latin name, the Khmer one follows in brackets.
    pub fn called_english(self) -> String {
        let name = self.latin();
        let has_kind = self.kind() == Kind::Capital
            || name
                .split(' ')
                .next()
                .is_some_and(|first| first.eq_ignore_ascii_case(self.kind().romanised()));
        let mut called = name.to_owned();
        if !has_kind {
            called.extend([" ", self.kind().english()]);
        }
        if self.0.is_twin_in_latin {
            called.extend([" (", self.khmer(), ")"]);
        }
        called
    }

    /// The place and all around it in Khmer, the narrowest first.
    pub fn words_khmer(self) -> String {
        joined(self.and_around().map(Self::called_khmer), " ")
    }

    /// The place and all around it in English, the narrowest first.
    pub fn words_english(self) -> String {
        joined(self.and_around().map(Self::called_english), ", ")
    }

    /// The place as it is told apart in a list at an event: with those around it up to the
    /// first that it shares with the event, which need not be said. In Khmer.
    pub fn label_khmer(self, event: Option<CommuneCode>) -> String {
        joined(self.up_to(event).map(Self::called_khmer), " ")
    }

    /// As [`Self::label_khmer`], in English.
    pub fn label_english(self, event: Option<CommuneCode>) -> String {
        joined(self.up_to(event).map(Self::called_english), ", ")
    }

    /// The Khmer names of all levels, the widest first, as a record keeps them.
    pub fn names_khmer(self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.and_around().map(Self::khmer).collect();
        names.reverse();
        names
    }

    fn up_to(self, event: Option<CommuneCode>) -> impl Iterator<Item = Self> {
        self.and_around().take_while(move |place| {
            *place == self || !event.is_some_and(|event| place.code().holds(event))
        })
    }
}

/// Whether `kind` is the first word of `name` and not only the beginning of a longer one.
pub(super) fn begins_with_kind(name: &str, kind: &str) -> bool {
    name.strip_prefix(kind).is_some_and(|rest| !rest.starts_with(is_mark))
}

/// A vowel, a sign or a coeng: what belongs to the letter before it.
pub(super) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{17B4}'..='\u{17D3}' | '\u{17DD}' | '\u{200C}' | '\u{200D}')
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::begins_with_kind;
    use crate::domain::place::{Code, CommuneCode, Level, Place};
    use std::collections::HashSet;

    fn place(code: &str) -> Place {
        Place::of(Code::parse(code).unwrap()).unwrap()
    }

    #[test]
    fn a_village_is_written_with_all_that_is_around_it() {
        let rumlech = place("15010607");
        assert_eq!(rumlech.words_khmer(), "ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់");
        assert_eq!(
            rumlech.words_english(),
            "Rumlech village, Rumlech commune, Bakan district, Pursat province"
        );
        assert_eq!(rumlech.names_khmer(), ["ពោធិ៍សាត់", "បាកាន", "រំលេច", "រំលេច"]);
    }

    #[test]
    fn the_word_for_village_is_never_doubled() {
        let second = Place::all(Level::Village).find(|place| place.khmer() == "ភូមិ ២").unwrap();
        assert_eq!(second.called_khmer(), "ភូមិ ២");
        assert_eq!(second.called_english(), "Phum Pir");
        let words: Vec<_> = Place::all(Level::Village).map(Place::words_khmer).collect();
        assert!(words.iter().all(|words| words.starts_with("ភូមិ")));
        assert!(!words.iter().any(|words| words.starts_with("ភូមិភូមិ") || words.starts_with("ភូមិ ភូមិ")));
    }

    #[test]
    fn a_longer_word_is_not_taken_for_the_word_for_village() {
        assert!(begins_with_kind("ភូមិ ២", "ភូមិ") && begins_with_kind("ភូមិថ្មី", "ភូមិ"));
        assert!(!begins_with_kind("ភូមិ\u{17D2}ន្ទ", "ភូមិ") && !begins_with_kind("ថ្មី", "ភូមិ"));
    }

    #[test]
    fn the_capital_has_its_own_words() {
        let phnom_penh = place("12");
        assert_eq!(phnom_penh.called_khmer(), "រាជធានីភ្នំពេញ");
        assert_eq!(phnom_penh.called_english(), "Phnom Penh");
        assert!(place("1201").called_khmer().starts_with("ខណ្ឌ"));
        assert!(place("120101").called_khmer().starts_with("សង្កាត់"));
    }

    #[test]
    fn what_is_shared_with_the_event_is_not_said_again() {
        let event = CommuneCode::parse("150106").ok();
        assert_eq!(place("15010607").label_khmer(event), "ភូមិរំលេច");
        assert_eq!(place("150106").label_khmer(event), "ឃុំរំលេច");
        assert_eq!(place("150602").label_khmer(event), "ឃុំក្រពើពីរ ស្រុកវាលវែង");
        assert_eq!(place("15").label_khmer(event), "ខេត្តពោធិ៍សាត់");
        assert_eq!(
            place("150602").label_english(None),
            "Krapeu Pir commune, Veal Veaeng district, Pursat province"
        );
    }

    #[test]
    fn no_two_places_have_the_same_words() {
        let places = Level::ALL.into_iter().flat_map(Place::all);
        let (khmer, english): (HashSet<_>, HashSet<_>) =
            places.map(|place| (place.words_khmer(), place.words_english())).unzip();
        assert_eq!(khmer.len(), 25 + 210 + 1_653 + 14_576);
        assert_eq!(english.len(), khmer.len());
    }

    #[test]
    fn villages_that_share_commune_and_name_are_told_apart_in_the_other_script() {
        let twins = |called: fn(Place) -> String| -> Vec<_> {
            let twins =
                Place::all(Level::Village).map(|place| (place.code().to_string(), called(place)));
            twins.filter(|(_, called)| called.ends_with(')')).collect()
        };
        let khmer = twins(Place::called_khmer);
        assert!(khmer.contains(&("08110603".to_owned(), "ភូមិព្រែករាំង (Preaek Reang)".to_owned())));
        assert!(
            khmer.contains(&("08110605".to_owned(), "ភូមិព្រែករាំង (Preaek Reang Muoy)".to_owned()))
        );
        let in_brackets = Place::all(Level::Village).filter(|place| place.khmer().ends_with(')'));
        assert_eq!(khmer.len(), 2 + in_brackets.count());
        let english = twins(Place::called_english);
        for code in ["05070705", "05070707", "06070407", "06070409", "12080301", "12080304"] {
            assert!(english.iter().any(|(twin, _)| twin == code), "{code}");
        }
    }
}
