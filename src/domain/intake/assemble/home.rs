//! Reads where the family lives.

use super::reader::Reader;
use crate::domain::application::{Home, Residence};
use crate::domain::intake::mistakes::CHOOSE;
use crate::domain::names::Words;
use crate::domain::place::{Level, Place, Whereabouts};

/// The home: from the list where it was chosen, in words where it was not.
pub(super) fn home(reader: &mut Reader<'_>) -> Home {
    reader.enter("home", None);
    let said = reader.choice("home", Residence::from_code);
    home_at("", said, reader)
}

/// A home of which it was said whether it is here; `prefix` stands before the fields' names.
pub(super) fn home_at(prefix: &str, said: Option<Residence>, reader: &mut Reader<'_>) -> Home {
    let field = |part: &str| format!("{prefix}home_{part}");
    let village = reader.words(&field("village"));
    let mut elsewhere = |part| match said {
        Some(Residence::Here) => None,
        Some(Residence::Elsewhere | Residence::NotStated) | None => reader.words(&field(part)),
    };
    let commune = elsewhere("commune");
    let district = elsewhere("district");
    let province = elsewhere("province");
    let near = village_here(&field("village_code"), reader, said);
    let far = reader.place(&field("code")).filter(|_| said != Some(Residence::Here));
    let named = commune.is_some() || district.is_some() || province.is_some();
    let residence = match (said, far, near) {
        (Some(Residence::Here), ..) => Residence::Here,
        // The list knows better which commune a village lies in.
        (_, Some(place), _) if reader.is_here(place) => Residence::Here,
        (Some(said), ..) => said,
        (None, Some(_), _) => Residence::Elsewhere,
        (None, None, _) if named => Residence::Elsewhere,
        (None, None, Some(_)) => Residence::Here,
        (None, None, None) => Residence::NotStated,
    };
    let here = reader.setting.here().filter(|_| residence == Residence::Here);
    let by_name = here.and_then(|_| named_here(reader, village.as_ref()?));
    let at = near.or(far).or(by_name).or(here);
    let words = [&village, &commune, &district, &province];
    Home { residence, place: whereabouts(at, &words), village, commune, district, province }
}

/// The village that was chosen among those of the event's commune.
fn village_here(field: &str, reader: &mut Reader<'_>, said: Option<Residence>) -> Option<Place> {
    let code = reader.answers.get(field);
    if said == Some(Residence::Elsewhere) || matches!(code, "" | "other") {
        return None;
    }
    let village = reader.setting.village(code);
    if village.is_none() {
        // The list may be gone from the setting, but not the need to choose.
        reader.mistake(field, CHOOSE);
    }
    village
}

/// The village of the event's commune whose name was written, if just one bears it.
fn named_here(reader: &Reader<'_>, words: &Words) -> Option<Place> {
    let is_it = |village: &Place| village.is_written(words.as_str());
    let mut villages = reader.setting.villages().filter(is_it);
    villages.next().filter(|_| villages.next().is_none())
}

/// A village of the list needs no words; a wider place has those that were said.
fn whereabouts(at: Option<Place>, words: &[&Option<Words>]) -> Option<Whereabouts> {
    let said: Vec<&str> =
        words.iter().filter_map(|words| words.as_ref()).map(Words::as_str).collect();
    match (at, said.is_empty()) {
        (Some(place), true) => Some(Whereabouts::Listed(place)),
        (Some(place), false) if place.level() == Level::Village => Some(Whereabouts::Listed(place)),
        (None, true) => None,
        (within, false) => {
            // Each part is short enough by itself; together the first must do.
            let joined = Words::parse(&said.join(" ")).ok().flatten();
            let words = joined.or_else(|| words.iter().find_map(|words| (*words).clone()))?;
            Some(Whereabouts::Words { within, words })
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::application::{Home, Residence};
    use crate::domain::intake::families::{answers, one_girl, setting};
    use crate::domain::intake::{Answers, FormSetting, parse};
    use crate::domain::place::{CommuneCode, Whereabouts};

    fn at_the_event() -> FormSetting {
        FormSetting { event: CommuneCode::parse("150602").ok(), ..setting() }
    }

    fn home(pairs: &[(&str, &str)]) -> Home {
        let mut form = one_girl();
        for (name, value) in answers(pairs).iter() {
            form.set(name, value);
        }
        parse(&form, &at_the_event()).unwrap_or_else(|mistakes| panic!("{mistakes:?}")).home
    }

    fn kept(pairs: &[(&str, &str)]) -> (Residence, String, bool) {
        let home = home(pairs);
        let kept = home.place.as_ref().map(Whereabouts::keep);
        let (written, listed) =
            kept.map_or_else(Default::default, |kept| (kept.written, kept.is_listed));
        (home.residence, written, listed)
    }

    #[test]
    fn a_village_elsewhere_is_kept_with_all_that_is_around_it() {
        let (residence, written, listed) =
            kept(&[("home", "elsewhere"), ("home_code", "15010607")]);
        assert_eq!(written, "ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់");
        assert!(listed && residence == Residence::Elsewhere);
    }

    #[test]
    fn a_village_that_is_not_on_the_list_is_words_in_its_commune_and_marked() {
        let elsewhere =
            [("home", "elsewhere"), ("home_code", "150106"), ("home_village", "ភូមិសាមគ្គី")];
        let said = kept(&elsewhere);
        assert_eq!(said.1, "ភូមិសាមគ្គី ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់");
        assert!(!said.2);
        let here = kept(&[("home", "here"), ("home_village", "ភូមិសាមគ្គី")]);
        assert_eq!(here.1, "ភូមិសាមគ្គី ឃុំក្រពើពីរ ស្រុកវាលវែង ខេត្តពោធិ៍សាត់");
        assert!(!here.2);
        let abroad = kept(&[("home", "elsewhere"), ("home_code", "none"), ("home_province", "ថៃ")]);
        assert_eq!(abroad, (Residence::Elsewhere, "ថៃ".to_owned(), false));
    }

    #[test]
    fn the_list_knows_better_which_commune_a_village_lies_in() {
        assert_eq!(kept(&[("home", "elsewhere"), ("home_code", "15060203")]).0, Residence::Here);
        assert_eq!(kept(&[("home_code", "15010607")]).0, Residence::Elsewhere);
        // What was chosen before somebody said "here" does not count.
        let (residence, written, _) = kept(&[("home", "here"), ("home_code", "15010607")]);
        assert_eq!((residence, written.starts_with("ឃុំក្រពើពីរ")), (Residence::Here, true));
    }

    #[test]
    fn a_village_here_that_was_written_as_the_list_has_it_is_the_listed_one() {
        let setting = at_the_event();
        let village = setting.villages().next().expect("a commune has villages");
        for name in [village.khmer(), village.latin(), &village.called_khmer()] {
            let said = kept(&[("home", "here"), ("home_village", name)]);
            assert!(said.2, "{name}");
        }
    }

    #[test]
    fn a_code_that_is_on_no_list_says_nothing() {
        assert_eq!(home(&[("home_code", "99999999")]).place, None);
        let form = Answers::from_pairs([("home_code", "x".repeat(3000))]);
        assert!(parse(&form, &at_the_event()).is_err());
    }
}
