//! An event: a day or several in one place, and everything about it that a lawyer, a commune or an
//! organiser may want otherwise. What waits for their word is a setting here, not code.

mod commune;
mod dates;

use jiff::civil::Date;

pub use commune::Around;
use commune::{commune, listed};
use dates::not_after;
pub use dates::{NO_DAY, YEARS, not_a_day};

use super::documents::Paper;
use super::ids::EventId;
use super::place::{CommuneCode, Place};

/// The same words in both languages.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    /// Khmer.
    pub km: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// Both from borrowed words.
    pub fn new(km: &str, en: &str) -> Self {
        Self { km: km.to_owned(), en: en.to_owned() }
    }
}

/// Whose paper the receipt is. A state header on an organiser's paper would look like a forged official one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issuer {
    /// The commune agreed to its name and the state header.
    Commune,
    /// The organiser's own name, no state header.
    Organiser,
}

impl Issuer {
    /// Stable code for forms and rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Commune => "commune",
            Self::Organiser => "organiser",
        }
    }

    /// The issuer with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Commune, Self::Organiser].into_iter().find(|issuer| issuer.code() == code)
    }
}

/// Titles of the person who signs; since 2025 the title may differ, so it is chosen, never assumed.
pub const SIGNATORIES: [&str; 4] = ["commune_chief", "sangkat_chief", "registrar", "clerk"];

/// Most characters a receipt's collection line holds in 12 pt on two lines.
pub const MAX_LINE: usize = 120;

/// One event as it was set up.
#[derive(Clone)]
pub struct Event {
    /// Its row.
    pub id: EventId,
    /// 20 bits, four characters in every receipt code.
    pub code: u32,
    /// What it is called.
    pub name: Bilingual,
    /// Code of the commune (6 digits, leading zero kept).
    pub commune_code: String,
    /// Name of the commune.
    pub commune: Bilingual,
    /// Its district and province, if it is on the list.
    pub around: Around,
    /// Where it takes place.
    pub place: Bilingual,
    /// First day.
    pub starts_on: Date,
    /// Last day.
    pub ends_on: Date,
    /// Whose paper the receipt is.
    pub issuer: Issuer,
    /// Name of the commune's authority or of the organiser, as it stands on the receipt.
    pub issuer_name: Bilingual,
    /// Reference of the permission for registering away from the office, as written.
    pub authority: String,
    /// Code of the signatory's title, one of [`SIGNATORIES`].
    pub signatory: String,
    /// Whether certificates wait for the district's unique code.
    pub electronic: bool,
    /// Where certificates are collected.
    pub collect_at: Bilingual,
    /// From which day.
    pub collect_from: Date,
    /// Help number printed on every receipt, or empty for none on any.
    pub helpline: String,
    /// Whether "free of charge" is printed; only if the commune agrees.
    pub free_line: bool,
    /// Whether photos of papers are taken.
    pub photos: bool,
    /// Papers asked for, in the order an officer asks for them.
    pub papers: Vec<Paper>,
    /// Name of the Wi-Fi network.
    pub wifi_name: String,
    /// Its password; empty for an open network.
    pub wifi_password: String,
}

impl Event {
    /// The commune on the list: its code and its Khmer name agree. Codes alone are no stable keys.
    pub fn listed_commune(&self) -> Option<Place> {
        listed(&self.commune_code, &self.commune.km)
    }

    /// The commune's code, where it has the form of one.
    pub fn commune_in_list(&self) -> Option<CommuneCode> {
        self.listed_commune().and_then(|place| place.code().commune())
    }

    /// Which day of the event `today` is, 1 for the first; nothing outside it.
    pub fn day_number(&self, today: Date) -> Option<i32> {
        if today < self.starts_on || self.ends_on < today {
            return None;
        }
        self.starts_on.until(today).ok().map(|span| span.get_days() + 1)
    }
}

/// The child helpline that a new event's form suggests, and that a page shows while no event can be asked.
///
/// Source: the helpline's own publications (free, day and night, nationwide), read in November 2026; to be rung
/// before each event. This is the only place where a number stands in the program.
pub const CHILD_HELPLINE: &str = "1280";

/// Something on the event's form has to be put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventMistake {
    /// Name of the field.
    pub field: &'static str,
    /// Text key of the sentence, `mistake-event-…`.
    pub text: &'static str,
}

/// Reads an event from its form: the first-run page, the settings page and `init` all ask the same questions.
///
/// `get` gives a field's words; flags are on when they say `yes` or `true`. The row and the code are drawn later.
pub fn parse(get: impl Fn(&str) -> String, papers: &[String]) -> Result<Event, Vec<EventMistake>> {
    let mut mistakes = Vec::new();
    let mut wrong = |field, text| mistakes.push(EventMistake { field, text });
    let words = |name: &str| crate::khmer::normalize(&get(name));
    let both = |km: &str, en: &str| either(words(km), words(en));
    let flag = |name: &str| matches!(get(name).as_str(), "yes" | "true" | "on" | "1");
    let day = |name: &str| {
        let day = crate::khmer::digits::to_ascii(get(name).trim()).parse::<Date>().ok();
        day.filter(|day| YEARS.contains(&day.year()))
    };
    let name = both("name_km", "name_en");
    if name.km.is_empty() {
        wrong("name_km", "mistake-event-name");
    }
    let (commune_code, commune) = commune(&get, &mut wrong);
    let starts_on = day("starts_on");
    if starts_on.is_none() {
        wrong("starts_on", not_a_day(&get("starts_on")));
    }
    let ends_on = day("ends_on");
    if let Some(text) = not_after(starts_on, ends_on, &get("ends_on"), "mistake-event-ends-before")
    {
        wrong("ends_on", text);
    }
    let issuer = Issuer::from_code(&get("issuer"));
    if issuer.is_none() {
        wrong("issuer", "mistake-event-issuer");
    }
    let issuer_name = both("issuer_km", "issuer_en");
    if issuer_name.km.is_empty() {
        wrong("issuer_km", "mistake-event-issuer-name");
    }
    let collect_at = both("collect_km", "collect_en");
    if collect_at.km.is_empty() {
        wrong("collect_km", "mistake-event-collect");
    }
    let collect_from = day("collect_from");
    if let Some(text) =
        not_after(starts_on, collect_from, &get("collect_from"), "mistake-event-collect-before")
    {
        wrong("collect_from", text);
    }
    let place = both("place_km", "place_en");
    for (field, line) in [
        ("name_km", &name),
        ("issuer_km", &issuer_name),
        ("collect_km", &collect_at),
        ("place_km", &place),
    ] {
        if MAX_LINE < line.km.chars().count() || MAX_LINE < line.en.chars().count() {
            wrong(field, "mistake-event-too-long");
        }
    }
    let helpline: String = crate::khmer::digits::to_ascii(get("helpline").trim());
    if !helpline.chars().all(|c| c.is_ascii_digit() || c == ' ') || 20 < helpline.len() {
        wrong("helpline", "mistake-event-helpline");
    }
    let (wifi_name, wifi_password) =
        (get("wifi_name").trim().to_owned(), get("wifi_password").trim().to_owned());
    if WIFI_NAME < wifi_name.len() {
        wrong("wifi_name", "mistake-event-wifi-name");
    }
    if !wifi_password.is_empty() && !is_wifi_password(&wifi_password) {
        wrong("wifi_password", "mistake-event-wifi-password");
    }
    let signatory = get("signatory");
    let signatory =
        if SIGNATORIES.contains(&signatory.as_str()) { signatory } else { "registrar".to_owned() };
    let papers = papers.iter().filter_map(|code| Paper::from_code(code)).collect();
    let (Some(starts_on), Some(ends_on), Some(issuer), Some(collect_from), true) =
        (starts_on, ends_on, issuer, collect_from, mistakes.is_empty())
    else {
        return Err(mistakes);
    };
    Ok(Event {
        id: EventId([0; 16]),
        code: 0,
        name,
        around: listed(&commune_code, &commune.km).map(Around::of).unwrap_or_default(),
        commune_code,
        commune,
        place,
        starts_on,
        ends_on,
        issuer,
        issuer_name,
        authority: words("authority"),
        signatory,
        electronic: flag("electronic"),
        collect_at,
        collect_from,
        helpline,
        free_line: flag("free_line"),
        photos: flag("photos"),
        papers,
        wifi_name,
        wifi_password,
    })
}

/// One language is enough; the other line then says the same.
fn either(km: String, en: String) -> Bilingual {
    Bilingual {
        km: if km.is_empty() { en.clone() } else { km.clone() },
        en: if en.is_empty() { km } else { en },
    }
}

/// Longest name of a Wi-Fi, in bytes. Source: IEEE 802.11, a network's name has 0 to 32 octets.
const WIFI_NAME: usize = 32;

/// Whether a Wi-Fi takes this as its password: 8 to 63 letters, digits and signs of ASCII, or a key of 64 digits in base
/// 16. Source: IEEE 802.11, how a passphrase becomes a key.
fn is_wifi_password(typed: &str) -> bool {
    let is_phrase = typed.bytes().all(|byte| (0x20..0x7F).contains(&byte));
    let is_key = typed.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_phrase && (8..=63).contains(&typed.len()) || is_key && typed.len() == 64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(name: &str) -> String {
        let answer = match name {
            "name_km" => "ចុះបញ្ជីកំណើត ក្រពើពីរ",
            "commune_km" => "ក្រពើពីរ",
            "commune_en" => "Krapeu Pir",
            "commune_code" => "១៥០៦០២",
            "starts_on" => "2026-11-21",
            "ends_on" => "2026-11-22",
            "issuer" => "organiser",
            "issuer_km" => "អង្គការ",
            "collect_km" => "សាលាឃុំក្រពើពីរ",
            "collect_from" => "2026-12-05",
            "helpline" => "1280",
            _ => "",
        };
        answer.to_owned()
    }

    #[test]
    fn a_whole_form_is_an_event() {
        let event = parse(answer, &["birth_letter".to_owned()]);
        assert!(
            event
                .as_ref()
                .is_ok_and(|event| event.commune_code == "150602" && event.papers.len() == 1)
        );
        let second = event.map(|event| event.day_number(jiff::civil::date(2026, 11, 22)));
        assert_eq!(second, Ok(Some(2)));
    }

    #[test]
    fn every_mistake_is_named_at_once() {
        let mistakes = parse(|_| String::new(), &[]).err().unwrap_or_default();
        let fields: Vec<_> = mistakes.iter().map(|mistake| mistake.field).collect();
        assert_eq!(
            fields,
            [
                "name_km",
                "commune",
                "starts_on",
                "ends_on",
                "issuer",
                "issuer_km",
                "collect_km",
                "collect_from"
            ]
        );
    }

    #[test]
    fn a_commune_of_the_list_brings_its_names_and_what_is_around_it() {
        let only = |kept: &'static str, code: &'static str| {
            move |name: &str| match name {
                "commune" | "commune_code" | "commune_km" | "commune_en" if name != kept => {
                    String::new()
                }
                name if name == kept => code.to_owned(),
                name => answer(name),
            }
        };
        for get in [only("commune", "150602"), only("commune_code", "១៥០៦០២")] {
            let event = parse(get, &[]).unwrap_or_else(|_| panic!("a whole form"));
            assert_eq!(
                (event.commune_code.as_str(), event.commune.km.as_str()),
                ("150602", "ក្រពើពីរ")
            );
            assert_eq!(event.around.district.km, "ស្រុកវាលវែង");
            assert_eq!(event.around.province.en, "Pursat province");
            assert!(event.listed_commune().is_some());
        }
        let far = parse(only("commune", "1506"), &[]).err().unwrap_or_default();
        assert_eq!(far.first().map(|mistake| mistake.field), Some("commune"), "a district is none");
    }

    #[test]
    fn a_commune_that_is_not_on_the_list_can_be_written() {
        let by_hand = |name: &str| match name {
            "commune_code" => "150699".to_owned(),
            name => answer(name),
        };
        let event = parse(by_hand, &[]).unwrap_or_else(|_| panic!("a whole form"));
        assert!(event.around == Around::default() && event.listed_commune().is_none());
        // The code of another place tells nothing about this one.
        let reused = |name: &str| match name {
            "commune_code" => "150106".to_owned(),
            name => answer(name),
        };
        assert!(parse(reused, &[]).is_ok_and(|event| event.listed_commune().is_none()));
    }

    #[test]
    fn an_event_does_not_end_before_it_begins() {
        let turned =
            |name: &str| if name == "ends_on" { "2026-11-20".to_owned() } else { answer(name) };
        let mistakes = parse(turned, &[]).err().unwrap_or_default();
        assert_eq!(mistakes.first().map(|mistake| mistake.text), Some("mistake-event-ends-before"));
    }
}
