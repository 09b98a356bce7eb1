//! Everything that was said, for reading aloud before it is sent.

use jiff::civil::Date;

use super::answers::Answers;
use super::assemble::assemble;
use super::fields::Step;
use super::lives;
use super::moon;
use super::names::child_field;
use super::parents::{Role, Said};
use super::setting::FormSetting;
use super::steps::steps;
use crate::domain::application::{
    Application, Child, Life, Nationality, Parent, Person, PhoneOwner, Residence, Spot,
};
use crate::domain::birth::{Birth, Era};
use crate::domain::documents::{PaperAnswer, PaperState};
use crate::domain::names::{Names, Words};
use crate::domain::place::Place;

/// One line of the check page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadBack {
    /// Id of the step to change it at.
    pub step: String,
    /// The child it is about, counted from 1.
    pub child: Option<u8>,
    /// Text key of what it is.
    pub label: &'static str,
    /// What was said.
    pub value: ReadBackValue,
}

/// What was said, ready for a language but not yet in one.
#[derive(Clone, PartialEq, Eq)]
pub enum ReadBackValue {
    /// The family's own words, or a number to dial.
    Text(String),
    /// A chosen answer: its text key.
    Key(&'static str),
    /// A chosen answer, and words that belong to it.
    KeyAndWords {
        /// Text key of the answer.
        key: &'static str,
        /// The words, if any.
        words: Option<String>,
    },
    /// A name in both scripts.
    Names(Names),
    /// A parent with a name.
    Parent {
        /// The name.
        names: Names,
        /// Text key of where this parent is now, unless here.
        life: Option<&'static str>,
        /// The earlier child that has the same one.
        same_as: Option<u8>,
    },
    /// When and where a parent was born.
    Born {
        /// When.
        birth: Option<Birth>,
        /// The lunar date, where it was said beside another.
        lunar: Option<String>,
        /// Where.
        place: Option<String>,
    },
    /// A birth date.
    Birth(Birth),
    /// A lunar date in words, said beside a birth date.
    Lunar(String),
    /// A year of the Buddhist Era as it was written, and the common year that it was read as.
    Era(i16, i16),
    /// A number.
    Number(u8),
    /// Left blank.
    NotAnswered,
}

impl std::fmt::Debug for ReadBackValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReadBackValue(…)")
    }
}

/// Every answer in the order of the questions, each with its step for a link that changes it.
/// Where something is wrong the line is not answered.
pub fn read_back(answers: &Answers, setting: &FormSetting) -> Vec<ReadBack> {
    let (application, _) = assemble(answers, setting);
    let mut lines = Vec::new();
    for step in steps(answers, setting) {
        let mut page = Page { step: &step, lines: &mut lines };
        match step.child {
            None => family_page(&mut page, &application, answers, setting.today),
            Some(number) => {
                let child = usize::from(number).checked_sub(1);
                if let Some(child) = child.and_then(|at| application.children.get(at)) {
                    child_page(&mut page, (child, number), &application, answers, setting.today);
                }
            }
        }
    }
    lines
}

/// The lines of one step.
struct Page<'a> {
    step: &'a Step,
    lines: &'a mut Vec<ReadBack>,
}

impl Page<'_> {
    fn line(&mut self, label: &'static str, value: ReadBackValue) {
        self.line_of(self.step.child, label, value);
    }

    fn line_of(&mut self, child: Option<u8>, label: &'static str, value: ReadBackValue) {
        self.lines.push(ReadBack { step: self.step.id.clone(), child, label, value });
    }

    fn words(&mut self, label: &'static str, words: Option<&Words>) {
        let value = words.map_or(ReadBackValue::NotAnswered, |words| {
            ReadBackValue::Text(words.as_str().to_owned())
        });
        self.line(label, value);
    }

    fn names(&mut self, label: &'static str, names: &Names) {
        let value = if names.is_empty() {
            ReadBackValue::NotAnswered
        } else {
            ReadBackValue::Names(names.clone())
        };
        self.line(label, value);
    }

    /// The birth, and lunar words that were said beside it.
    fn birth(&mut self, birth: Option<&Birth>, lunar: Option<&Words>, blank: ReadBackValue) {
        let value = birth.map_or(blank, |birth| ReadBackValue::Birth(birth.clone()));
        self.line("intake-read-birth", value);
        if let Some(words) = lunar {
            self.line("intake-label-birth-lunar", ReadBackValue::Lunar(words.as_str().to_owned()));
        }
    }

    /// A year that was written in the Buddhist Era, beside the one it was read as.
    fn era(&mut self, prefix: &str, answers: &Answers, today: Date) {
        let era = Era::of(&moon::typed(answers, prefix), today);
        if let Some((said, read)) = era.and_then(|era| Some((era.said, *era.readings.first()?))) {
            self.line("intake-read-era", ReadBackValue::Era(said, read));
        }
    }

    fn nationality(&mut self, nationality: &Nationality) {
        let words = nationality.words().map(|words| words.as_str().to_owned());
        let value = ReadBackValue::KeyAndWords { key: nationality.text_key(), words };
        self.line("intake-label-nationality", value);
    }

    /// What an informant who is a parent said beside the name.
    fn person(&mut self, person: &Person) {
        let (birth, lunar) = (person.birth.as_ref(), person.lunar_words.as_ref());
        self.birth(birth, lunar, ReadBackValue::NotAnswered);
        self.words("intake-label-person-birth-place", person.birth_place.as_ref());
        self.nationality(&person.nationality);
    }

    /// A place that was chosen level by level, by the question it answers.
    fn place(&mut self, written: Option<String>) {
        self.line(self.step.title, written.map_or(ReadBackValue::NotAnswered, ReadBackValue::Text));
    }

    fn at(&mut self, place: Option<Place>) {
        self.place(place.map(Place::words_khmer));
    }

    fn paper(&mut self, child: Option<u8>, answer: PaperAnswer) {
        let value = ReadBackValue::Key(answer.state.text_key());
        self.line_of(child, answer.paper.text_key(), value);
    }
}

fn family_page(page: &mut Page<'_>, application: &Application, answers: &Answers, today: Date) {
    let informant = &application.informant;
    match page.step.id.as_str() {
        "who" => {
            let words = informant.relation_words.as_ref().map(|words| words.as_str().to_owned());
            let value = if answers.is_blank("relation") {
                ReadBackValue::NotAnswered
            } else {
                ReadBackValue::KeyAndWords { key: informant.relation.text_key(), words }
            };
            page.line("intake-label-relation", value);
        }
        "name" => page.names("intake-read-informant-name", &informant.names),
        "phone" => {
            let phone = informant.phone.as_ref();
            let value = match (phone, informant.phone_owner) {
                (Some(phone), _) => ReadBackValue::Text(phone.spaced()),
                (None, PhoneOwner::None) => ReadBackValue::Key(PhoneOwner::None.text_key()),
                (None, _) => ReadBackValue::NotAnswered,
            };
            page.line("intake-label-phone", value);
            if phone.is_some() {
                let owner = ReadBackValue::Key(informant.phone_owner.text_key());
                page.line("intake-label-phone-owner", owner);
            }
        }
        "home" => {
            let value = lives::home(&application.home);
            page.line("intake-label-home", value);
        }
        "home-where" => {
            let home = &application.home;
            let place = home.place.as_ref().filter(|_| home.residence == Residence::Elsewhere);
            page.place(place.map(|place| place.keep().written));
        }
        "own-where" => {
            let person = informant.person.and_then(|at| application.persons.get(at));
            page.at(person.and_then(|person| person.birth_at));
        }
        "own-details" => {
            if let Some(person) = informant.person.and_then(|at| application.persons.get(at)) {
                page.person(person);
                page.era("own_", answers, today);
            }
        }
        "count" => {
            let count = u8::try_from(application.children.len()).unwrap_or(u8::MAX);
            page.line("intake-label-count", ReadBackValue::Number(count));
        }
        "papers" => {
            let of_children = (1..).zip(&application.children).flat_map(|(number, child)| {
                child.papers.iter().map(move |answer| (Some(number), *answer))
            });
            let all = application.papers.iter().map(|answer| (None, *answer)).chain(of_children);
            let said: Vec<_> =
                all.filter(|(_, answer)| answer.state != PaperState::NotAsked).collect();
            if said.is_empty() {
                page.line(page.step.title, ReadBackValue::NotAnswered);
            }
            for (child, answer) in said {
                page.paper(child, answer);
            }
        }
        "collect" => collect(page, application),
        _ => {}
    }
}

fn collect(page: &mut Page<'_>, application: &Application) {
    let collect = &application.collect;
    if collect.informant_may {
        page.line("intake-read-collect", ReadBackValue::Key("intake-label-collect-self"));
    }
    for other in &collect.others {
        let name = other.name.as_str().to_owned();
        let value = match other.relation {
            Some(relation) => {
                ReadBackValue::KeyAndWords { key: relation.text_key(), words: Some(name) }
            }
            None => ReadBackValue::Text(name),
        };
        page.line("intake-read-collect", value);
    }
    if !collect.informant_may && collect.others.is_empty() {
        page.line("intake-read-collect", ReadBackValue::NotAnswered);
    }
}

fn child_page(
    page: &mut Page<'_>,
    (child, number): (&Child, u8),
    application: &Application,
    answers: &Answers,
    today: Date,
) {
    let Some((_, id)) = page.step.id.split_once('-') else { return };
    match id {
        "name" if child.names.is_empty() => {
            page.line("intake-read-child-name", ReadBackValue::Key("intake-label-no-name"));
        }
        "name" => page.names("intake-read-child-name", &child.names),
        "sex" => {
            let said = !answers.is_blank(&format!("c{number}_sex"));
            let key = child.sex.map_or("sex-officer", |sex| sex.text_key());
            let value = if said { ReadBackValue::Key(key) } else { ReadBackValue::NotAnswered };
            page.line("intake-label-sex", value);
        }
        "birth" => {
            let unknown = if answers.is_on(&format!("c{number}_birth_unknown")) {
                ReadBackValue::Key("intake-label-birth-unknown")
            } else {
                ReadBackValue::NotAnswered
            };
            page.birth(child.birth.as_ref(), child.lunar_words.as_ref(), unknown);
            page.era(&child_field(number, ""), answers, today);
        }
        "place" => place(page, child),
        "nationality" => page.nationality(&child.nationality),
        "where" => page.at(child.place.at),
        "mother-where" => page.at(born_at(child.mother, application)),
        "father-where" => page.at(born_at(child.father, application)),
        "mother" => parent(page, Role::Mother, child.mother, application, answers),
        "father" => parent(page, Role::Father, child.father, application, answers),
        "mother-home" => {
            page.line(page.step.title, lives::read(page.step, child.mother, application, answers));
        }
        "father-home" => {
            page.line(page.step.title, lives::read(page.step, child.father, application, answers));
        }
        "mother-home-where" => page.place(lives::written(child.mother, application)),
        "father-home-where" => page.place(lives::written(child.father, application)),
        "mother-birth" | "father-birth" => {
            let is_mother = id.starts_with("mother");
            let role = if is_mother { Role::Mother } else { Role::Father };
            let parent = if is_mother { child.mother } else { child.father };
            new_person(page, role, parent, application);
            page.era(&role.prefix(number), answers, today);
        }
        _ => {}
    }
}

fn place(page: &mut Page<'_>, child: &Child) {
    let words = child.place.words.as_ref().map(|words| words.as_str().to_owned());
    let value = match child.place.spot {
        Spot::NotStated => ReadBackValue::NotAnswered,
        spot => ReadBackValue::KeyAndWords { key: spot.text_key(), words },
    };
    page.line("intake-label-place", value);
    page.line("intake-label-place-kind", ReadBackValue::Key(child.place.kind.text_key()));
}

fn born_at(parent: Parent, application: &Application) -> Option<Place> {
    parent.person().and_then(|at| application.persons.get(at)).and_then(|person| person.birth_at)
}

/// Who the parent is: the name where there is one, else what was said.
fn parent(
    page: &mut Page<'_>,
    role: Role,
    parent: Parent,
    application: &Application,
    answers: &Answers,
) {
    let label = role.texts().label;
    let person = parent.person().and_then(|at| application.persons.get(at));
    let Some(person) = person.filter(|person| !person.names.is_empty()) else {
        return page.line(label, ReadBackValue::Key(parent.text_key()));
    };
    let life = match parent {
        Parent::Known { life: life @ (Life::Away | Life::Dead), .. } => Some(life.text_key()),
        _ => None,
    };
    let same_as = match page.step.child.map(|child| Said::of(answers.get(&role.field(child)))) {
        Some(Said::SameAs(earlier)) => Some(earlier),
        _ => None,
    };
    page.line(label, ReadBackValue::Parent { names: person.names.clone(), life, same_as });
}

/// What else was said about a parent, at the child where it was asked: one line for when and where, and another
/// only if there is something to say.
fn new_person(page: &mut Page<'_>, role: Role, parent: Parent, application: &Application) {
    let texts = role.texts();
    let Some(person) = parent.person().and_then(|at| application.persons.get(at)) else {
        return page.line(texts.birth, ReadBackValue::NotAnswered);
    };
    let words = |words: &Option<Words>| words.as_ref().map(|words| words.as_str().to_owned());
    let (birth, lunar) = (person.birth.clone(), words(&person.lunar_words));
    let place = words(&person.birth_place);
    let value = if birth.is_none() && lunar.is_none() && place.is_none() {
        ReadBackValue::NotAnswered
    } else {
        ReadBackValue::Born { birth, lunar, place }
    };
    page.line(texts.birth, value);
    if person.nationality != Nationality::Officer {
        let words = person.nationality.words().map(|words| words.as_str().to_owned());
        let key = person.nationality.text_key();
        page.line(texts.nationality, ReadBackValue::KeyAndWords { key, words });
    }
}
