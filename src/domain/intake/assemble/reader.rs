//! Reads one field at a time and remembers what was wrong.

use crate::domain::application::{Nationality, Relation};
use crate::domain::birth::Birth;
use crate::domain::documents::{PaperAnswer, PaperState};
use crate::domain::intake::answers::Answers;
use crate::domain::intake::mistakes::{BIRTH_BOTH, CHOOSE, DAY_CHOSEN, LUNAR_DAY, Mistake};
use crate::domain::intake::moon::{self, Moon};
use crate::domain::intake::names::NAME_PARTS;
use crate::domain::intake::setting::FormSetting;
use crate::domain::names::{NameError, Names, PersonName, Words};
use crate::domain::place::{Lies, Place, narrow};

/// The answers, the step that is being read, and the mistakes so far.
pub(super) struct Reader<'a> {
    pub(super) answers: &'a Answers,
    pub(super) setting: &'a FormSetting,
    mistakes: Vec<Mistake>,
    step: String,
    child: Option<u8>,
}

/// A birth question's answer.
pub(super) struct BirthSaid {
    /// What is known; none if nothing was typed, or something wrong.
    pub(super) birth: Option<Birth>,
    /// Lunar words beside a civil date or an age.
    pub(super) lunar_words: Option<Words>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(answers: &'a Answers, setting: &'a FormSetting) -> Self {
        Self { answers, setting, mistakes: Vec::new(), step: String::new(), child: None }
    }

    /// From here on mistakes belong to this step.
    pub(super) fn enter(&mut self, step: &str, child: Option<u8>) {
        step.clone_into(&mut self.step);
        self.child = child;
    }

    pub(super) fn mistake(&mut self, field: &str, text: &'static str) {
        self.mistake_of(field, text, None);
    }

    pub(super) fn mistake_of(&mut self, field: &str, text: &'static str, of: Option<String>) {
        self.mistakes.push(Mistake {
            step: self.step.clone(),
            field: field.to_owned(),
            child: self.child,
            text,
            of,
        });
    }

    /// True if the current step has a mistake already: a second sentence would only confuse.
    pub(super) fn has_mistake_here(&self) -> bool {
        self.mistakes.iter().any(|mistake| mistake.step == self.step)
    }

    pub(super) fn into_mistakes(self) -> Vec<Mistake> {
        self.mistakes
    }

    /// A chosen value; none if blank, or if it is not one of those.
    pub(super) fn choice<T>(
        &mut self,
        field: &str,
        from_code: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let answer = self.answers.get(field);
        if answer.is_empty() {
            return None;
        }
        let chosen = from_code(answer);
        if chosen.is_none() {
            self.mistake(field, CHOOSE);
        }
        chosen
    }

    /// A place that was chosen from the list.
    pub(super) fn place(&self, field: &str) -> Option<Place> {
        narrow::listed(self.answers.get(field))
    }

    /// Whether a place is the event's commune or lies in it.
    pub(super) fn is_here(&self, place: Place) -> bool {
        self.setting.event.is_some_and(|event| Lies::of(place.code(), event) == Lies::Here)
    }

    /// A relation that the event offers.
    pub(super) fn relation(&mut self, field: &str) -> Option<Relation> {
        let offered = &self.setting.relations;
        self.choice(field, |code| {
            Relation::from_code(code).filter(|relation| offered.contains(relation))
        })
    }

    /// A few words, if any.
    pub(super) fn words(&mut self, field: &str) -> Option<Words> {
        match Words::parse(self.answers.get(field)) {
            Ok(words) => words,
            Err(error) => {
                let limit = Some(Words::MAX_CHARS.to_string());
                self.mistake_of(field, error.text_key(), limit);
                None
            }
        }
    }

    /// One part of a name, if any.
    pub(super) fn name(
        &mut self,
        field: &str,
        parse: fn(&str) -> Result<PersonName, NameError>,
    ) -> Option<PersonName> {
        match parse(self.answers.get(field)) {
            Ok(name) => Some(name),
            Err(NameError::Blank) => None,
            Err(error) => {
                let limit = Some(PersonName::MAX_CHARS.to_string());
                self.mistake_of(field, error.text_key(), limit);
                None
            }
        }
    }

    /// The four parts of a name.
    pub(super) fn names(&mut self, prefix: &str) -> Names {
        let [khmer_family, khmer_given, latin_family, latin_given] = NAME_PARTS.map(|part| {
            let parse = if part.starts_with("khmer") {
                PersonName::parse_khmer
            } else {
                PersonName::parse_latin
            };
            self.name(&format!("{prefix}{part}"), parse)
        });
        Names { khmer_family, khmer_given, latin_family, latin_given }
    }

    /// A birth question's boxes.
    pub(super) fn birth(&mut self, prefix: &str) -> BirthSaid {
        let answers = self.answers;
        let typed = moon::typed(answers, prefix);
        for name in moon::unreadable(answers, prefix) {
            self.mistake(&name, CHOOSE);
        }
        // An age or a lunar date beside "I do not know the date" is no contradiction.
        let dated = ["day", "month", "year"]
            .iter()
            .any(|part| !answers.is_blank(&format!("{prefix}birth_{part}")));
        let unknown = format!("{prefix}birth_unknown");
        if dated && answers.is_on(&unknown) {
            self.mistake(&unknown, BIRTH_BOTH);
        }
        let is_read = Birth::parse(&typed, self.setting.today);
        let is_right = is_read.is_ok();
        let birth = is_read.unwrap_or_else(|mistakes| {
            for (field, error) in mistakes {
                let of = error.number().map(|number| number.to_string());
                let field = format!("{prefix}birth_{}", field.suffix());
                self.mistake_of(&field, error.text_key(), of);
            }
            None
        });
        if let Some(moon) = Moon::of(answers, self.setting, prefix).filter(|_| is_right) {
            return self.by_moon(prefix, birth, &moon);
        }
        let lunar_words = match birth {
            Some(Birth::Lunar { .. }) | None => None,
            // Longer words than a birth date takes were a mistake above.
            Some(_) => Words::parse(typed.lunar).ok().flatten(),
        };
        BirthSaid { birth, lunar_words }
    }

    /// A birth by the Khmer calendar: the day that was chosen, else what was known without it.
    fn by_moon(&mut self, prefix: &str, birth: Option<Birth>, moon: &Moon) -> BirthSaid {
        if moon.names_no_day() {
            let [list, words] = ["lunar_day", "lunar"].map(|part| moon::field(prefix, part));
            let is_in_words = self.answers.is_blank(&list);
            self.mistake(if is_in_words { &words } else { &list }, LUNAR_DAY);
        }
        if moon.is_open() {
            let (step, child) = (self.step.clone(), self.child);
            self.enter(&moon::step_id(prefix), child);
            self.mistake(&moon::field(prefix, "chosen"), DAY_CHOSEN);
            self.enter(&step, child);
        }
        let words = moon.words();
        let known = match birth {
            Some(Birth::Lunar { .. }) | None => {
                Some(Birth::Lunar { words: words.as_str().into(), days: None })
            }
            known => known,
        };
        let birth = moon.birth(&words).or(known);
        let lunar_words = match birth {
            Some(Birth::Lunar { .. }) | None => None,
            Some(_) => Words::parse(&words).ok().flatten(),
        };
        BirthSaid { birth, lunar_words }
    }

    /// The nationality; blank leaves it to the officer, and words alone are another one.
    pub(super) fn nationality(&mut self, prefix: &str) -> Nationality {
        let field = format!("{prefix}nationality");
        let chosen = self.choice(&field, |code| Nationality::from_code(code, None));
        match chosen {
            Some(Nationality::Khmer) => Nationality::Khmer,
            Some(Nationality::Officer) => Nationality::Officer,
            Some(Nationality::Other(_)) => {
                Nationality::Other(self.words(&format!("{field}_words")))
            }
            None => match self.words(&format!("{field}_words")) {
                Some(words) => Nationality::Other(Some(words)),
                None => Nationality::Officer,
            },
        }
    }

    /// The checklist of the family, or of a child.
    pub(super) fn papers(&mut self, per_child: bool, prefix: &str) -> Vec<PaperAnswer> {
        let setting = self.setting;
        let asked = setting.papers.iter().filter(|paper| paper.is_per_child() == per_child);
        asked
            .map(|paper| {
                let field = format!("{prefix}paper_{}", paper.code());
                let state = self.choice(&field, PaperState::from_code);
                PaperAnswer { paper: *paper, state: state.unwrap_or(PaperState::NotAsked) }
            })
            .collect()
    }
}
