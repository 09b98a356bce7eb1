//! Fills one family's form in, the way people do: their own digits, some boxes left blank.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::Family;
use crate::rehearse::names::{Name, Part, Pool, Sex};
use crate::rehearse::random::Random;

const MONTHS: [&str; 12] =
    ["មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"];

/// A commune of the same district as the rehearsed event's.
const NEXT_COMMUNE: &str = "150603";

/// Invented villages.
const VILLAGES: [&str; 6] =
    ["ភូមិត្រពាំងវែង", "ភូមិអូរតាពៅ", "ភូមិក្បាលស្ពាន", "ភូមិដូនទ្រី", "ភូមិព្រែកជីក", "ភូមិស្វាយដូនកែវ"];

/// First digits of Cambodian mobile numbers and how many follow.
const PREFIXES: [(&str, u32); 8] = [
    ("012", 6),
    ("011", 6),
    ("092", 6),
    ("077", 6),
    ("088", 7),
    ("097", 7),
    ("096", 7),
    ("071", 7),
];

/// What is known about a birth.
#[derive(Clone, Copy)]
pub(super) enum Known {
    /// The day.
    Day(Date),
    /// The month.
    Month(Date),
    /// The year.
    Year(i16),
    /// About how many years ago.
    About(u32),
    /// A lunar date in words.
    Lunar(&'static str),
    /// Nothing.
    Nothing,
}

/// A form being filled in.
pub(super) struct Form<'a> {
    pub(super) random: Random,
    pub(super) pool: &'a Pool,
    pub(super) today: Date,
    /// Whether this family writes ០១២៣.
    pub(super) khmer_digits: bool,
    answers: BTreeMap<String, String>,
    children: u8,
}

impl<'a> Form<'a> {
    pub(super) fn new(mut random: Random, pool: &'a Pool, today: Date) -> Self {
        let khmer_digits = random.percent(30);
        Self { random, pool, today, khmer_digits, answers: BTreeMap::new(), children: 0 }
    }

    /// Writes what every family is asked at the end, and closes the form.
    pub(super) fn finish(mut self, case: &'static str) -> Family {
        let count = self.number(u32::from(self.children));
        self.set("count", &count);
        self.phone();
        self.home();
        self.papers();
        self.collectors();
        Family { case, answers: self.answers, children: self.children }
    }

    pub(super) fn set(&mut self, field: &str, value: &str) {
        self.answers.insert(field.to_owned(), value.to_owned());
    }

    fn has(&self, field: &str) -> bool {
        self.answers.contains_key(field)
    }

    /// A number in this family's digits.
    pub(super) fn number(&self, number: u32) -> String {
        self.digits(&number.to_string())
    }

    fn digits(&self, text: &str) -> String {
        if !self.khmer_digits {
            return text.to_owned();
        }
        let khmer =
            |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x17E0 + digit)).unwrap_or(c);
        text.chars().map(khmer).collect()
    }

    /// A name for somebody of this sex.
    pub(super) fn name(&mut self, sex: Sex) -> Name {
        let family = self.pool.family(&mut self.random);
        self.name_in(family, sex)
    }

    /// A name for somebody of this family.
    pub(super) fn name_in(&mut self, family: Part, sex: Sex) -> Name {
        Name { family, given: self.pool.given(sex, &mut self.random) }
    }

    /// Writes a name; `prefix` stands before the boxes' names.
    pub(super) fn write_name(&mut self, prefix: &str, name: Name) {
        let latin = name.given.khmer.is_empty() || self.random.percent(80);
        let capitals = self.random.percent(50);
        let typed = |text: &str| if capitals { text.to_owned() } else { capitalised(text) };
        for (end, part) in [("family", name.family), ("given", name.given)] {
            if !part.khmer.is_empty() {
                self.set(&format!("{prefix}khmer_{end}"), part.khmer);
            }
            if latin && !part.latin.is_empty() {
                self.set(&format!("{prefix}latin_{end}"), &typed(part.latin));
            }
        }
    }

    /// Writes what is known about a birth.
    pub(super) fn write_birth(&mut self, prefix: &str, known: Known) {
        let field = |end: &str| format!("{prefix}birth_{end}");
        match known {
            Known::Day(day) | Known::Month(day) => {
                if matches!(known, Known::Day(_)) {
                    let typed = self.digits(&day.day().to_string());
                    self.set(&field("day"), &typed);
                }
                let index = usize::from(day.month().unsigned_abs()).saturating_sub(1);
                let month = match MONTHS.get(index) {
                    Some(month) if self.random.percent(40) => (*month).to_owned(),
                    _ => self.digits(&day.month().to_string()),
                };
                self.set(&field("month"), &month);
                let year = self.digits(&day.year().to_string());
                self.set(&field("year"), &year);
            }
            Known::Year(year) => {
                let year = self.digits(&year.to_string());
                self.set(&field("year"), &year);
            }
            Known::About(years) => {
                let years = self.number(years);
                self.set(&field("about"), &years);
            }
            Known::Lunar(words) => {
                self.set(&field("lunar"), words);
                self.set(&field("chosen"), "unsure");
            }
            Known::Nothing => self.set(&field("unknown"), "yes"),
        }
    }

    /// The day so many days ago.
    pub(super) fn days_ago(&self, days: u32) -> Date {
        self.today.saturating_sub(Span::new().days(i64::from(days)))
    }

    /// A grown-up's birth: old enough to be a parent of anybody who is not yet 17.
    pub(super) fn parent_birth(&mut self, prefix: &str) {
        let (years, days) = (self.random.between(34, 50), self.random.below(300));
        let known = match self.random.below(4) {
            0 => Known::Day(self.days_ago(years * 365 + days)),
            1 => Known::About(years),
            _ => Known::Year(self.today.year() - i16::try_from(years).unwrap_or(40)),
        };
        self.write_birth(prefix, known);
    }

    /// Who sends the form.
    pub(super) fn informant(&mut self, relation: &str, name: Name) {
        self.set("relation", relation);
        self.write_name("", name);
        if matches!(relation, "mother" | "father") {
            self.parent_birth("own_");
            self.set("own_nationality", "khmer");
        }
    }

    /// Names a parent of child `child` who is not the informant; `said` is other, dead or away.
    pub(super) fn parent(&mut self, child: u8, role: &str, said: &str, name: Name) {
        self.set(&format!("c{child}_{role}"), said);
        let prefix = format!("c{child}_{role}_");
        self.write_name(&prefix, name);
        self.parent_birth(&prefix);
        self.set(&format!("{prefix}nationality"), "khmer");
    }

    /// Says where a parent named at child `child` lives: in the reporter's house, in a commune nearby, or abroad.
    pub(super) fn lives(&mut self, child: u8, role: &str, said: &str) {
        let field = format!("c{child}_{role}_home");
        self.set(&field, said);
        match said {
            "elsewhere" => {
                self.set(&format!("{field}_code"), NEXT_COMMUNE);
                let village = self.random.pick(&VILLAGES).copied().unwrap_or("");
                self.set(&format!("{field}_village"), village);
            }
            "abroad" => self.set(&format!("{field}_country"), "ថៃ"),
            _ => {}
        }
    }

    /// Adds a child and gives its number, from 1.
    pub(super) fn child(&mut self, name: Option<Name>, sex: Sex, known: Known) -> u8 {
        self.children += 1;
        let number = self.children;
        let prefix = format!("c{number}_");
        match name {
            Some(name) => self.write_name(&prefix, name),
            None => self.set(&format!("{prefix}no_name"), "yes"),
        }
        self.set(&format!("{prefix}sex"), sex.code());
        self.write_birth(&prefix, known);
        self.set(&format!("{prefix}nationality"), "khmer");
        let (place, kind) = match self.random.below(10) {
            0 => ("unknown", "unknown"),
            1 | 2 => ("elsewhere", "facility"),
            3 | 4 => ("here", "home"),
            _ => ("here", "facility"),
        };
        self.set(&format!("{prefix}place"), place);
        self.set(&format!("{prefix}place_kind"), kind);
        if place == "elsewhere" {
            self.set(&format!("{prefix}place_code"), NEXT_COMMUNE);
        }
        if place != "unknown" {
            self.set(&format!("{prefix}place_words"), "មណ្ឌលសុខភាព");
        }
        number
    }

    fn phone(&mut self) {
        if self.random.percent(12) {
            self.set("phone_owner", "none");
            return;
        }
        let (prefix, more) = self.random.pick(&PREFIXES).copied().unwrap_or(("012", 6));
        let digits: String = (0..more).map(|_| self.random.below(10).to_string()).collect();
        let typed = match self.random.below(4) {
            0 => format!("+855 {}{digits}", prefix.trim_start_matches('0')),
            1 => format!("{prefix} {digits}"),
            _ => self.digits(&format!("{prefix}{digits}")),
        };
        self.set("phone", &typed);
        let owner = if self.random.percent(70) { "own" } else { "family" };
        self.set("phone_owner", owner);
    }

    fn home(&mut self) {
        let village = self.random.pick(&VILLAGES).copied().unwrap_or("");
        self.set("home_village", village);
        if self.random.percent(92) {
            self.set("home", "here");
            return;
        }
        // The next commune of the list; the village keeps its invented name, which is on none.
        self.set("home", "elsewhere");
        self.set("home_code", NEXT_COMMUNE);
    }

    fn papers(&mut self) {
        const SAID: [&str; 6] = ["have", "have", "have", "dont_have", "lost", "not_asked"];
        for paper in ["family_book", "marriage_certificate", "id_cards", "witnesses"] {
            let said = self.random.pick(&SAID).copied().unwrap_or("have");
            self.set(&format!("paper_{paper}"), said);
        }
        for child in 1..=self.children {
            for paper in ["birth_letter", "yellow_card", "postnatal_certificate"] {
                let said = self.random.pick(&SAID).copied().unwrap_or("have");
                self.set(&format!("c{child}_paper_{paper}"), said);
            }
        }
    }

    fn collectors(&mut self) {
        self.set("collect_self", "yes");
        if self.has("collect_1_name") || self.random.percent(40) {
            return;
        }
        let name = self.name(Sex::Female);
        self.set("collect_1_name", &format!("{} {}", name.family.khmer, name.given.khmer));
        self.set("collect_1_relation", "grandmother");
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}
