//! Mothers and fathers, each once.

use super::child::is_impossible;
use super::lives;
use super::reader::{BirthSaid, Reader};
use crate::domain::application::{
    Child, Informant, Life, Lives, Nationality, Parent, Person, Residence,
};
use crate::domain::intake::mistakes::{
    CHOOSE, FATHER_AFTER_CHILD, FATHER_AGAIN, MOTHER_AFTER_CHILD, MOTHER_AGAIN,
};
use crate::domain::intake::names::{child_field, child_step};
use crate::domain::intake::parents::{Role, Said, said};
use crate::domain::intake::steps::relation;
use crate::domain::names::{Names, Words};

/// The persons so far.
pub(super) struct People {
    known: Vec<Named>,
    informant_names: Names,
    informant: Option<usize>,
}

struct Named {
    person: Person,
    /// The child at which they were asked about; none for the informant.
    asked_at: Option<u8>,
}

impl People {
    pub(super) fn new(informant: &Informant) -> Self {
        Self { known: Vec::new(), informant_names: informant.names.clone(), informant: None }
    }

    /// Place of the informant among the persons, if they are a parent.
    pub(super) fn informant(&self) -> Option<usize> {
        self.informant
    }

    pub(super) fn into_persons(self) -> Vec<Person> {
        self.known.into_iter().map(|named| named.person).collect()
    }

    /// Who a child's mother or father is; a father may live with `mother`, who was read before him.
    pub(super) fn parent(
        &mut self,
        role: Role,
        child: u8,
        reader: &mut Reader<'_>,
        earlier: &[Child],
        mother: Option<Parent>,
    ) -> Parent {
        reader.enter(&role.step(child), Some(child));
        let reporter = relation(reader.answers, reader.setting);
        let field = role.field(child);
        match said(role, child, reader.answers, reader.setting) {
            Said::Informant if reporter == Some(role.relation()) => self.the_informant(reader),
            Said::SameAs(number) => {
                let other = usize::from(number).checked_sub(1).and_then(|at| earlier.get(at));
                match (other, role) {
                    (Some(other), Role::Mother) => other.mother,
                    (Some(other), Role::Father) => other.father,
                    (None, _) => {
                        reader.mistake(&field, CHOOSE);
                        Parent::NotStated
                    }
                }
            }
            Said::Other => {
                let lives = self.lives(role, child, reader, mother);
                self.named(role, child, (Life::Here, lives), reader).unwrap_or(Parent::NotStated)
            }
            Said::Dead => {
                let dead = (Life::Dead, Lives::NotStated);
                self.named(role, child, dead, reader).unwrap_or(Parent::Dead)
            }
            Said::Away => {
                let lives = self.lives(role, child, reader, mother);
                self.named(role, child, (Life::Away, lives), reader).unwrap_or(Parent::Away)
            }
            Said::Unknown => Parent::Unknown,
            Said::NotStated | Said::Blank => Parent::NotStated,
            Said::Informant => {
                let again = match role {
                    Role::Mother => MOTHER_AGAIN,
                    Role::Father => FATHER_AGAIN,
                };
                reader.mistake(&field, again);
                Parent::NotStated
            }
            Said::Nonsense => {
                reader.mistake(&field, CHOOSE);
                Parent::NotStated
            }
        }
    }

    /// The informant's own details are read once, when the first child turns out to be theirs.
    fn the_informant(&mut self, reader: &mut Reader<'_>) -> Parent {
        let person = if let Some(person) = self.informant {
            person
        } else {
            reader.enter("own-details", None);
            let names = self.informant_names.clone();
            let person = self.known.len();
            self.known.push(Named { person: details("own_", names, reader), asked_at: None });
            self.informant = Some(person);
            person
        };
        Parent::Known { person, life: Life::Here }
    }

    /// Where a parent who is asked about at this child lives.
    fn lives(
        &self,
        role: Role,
        child: u8,
        reader: &mut Reader<'_>,
        mother: Option<Parent>,
    ) -> Lives {
        reader.enter(&child_step(child, role.lives_step()), Some(child));
        lives::read(role, child, reader, || match mother? {
            Parent::Known { life: Life::Dead, .. } | Parent::Dead | Parent::Unknown => None,
            Parent::Known { person, .. } if self.informant == Some(person) => {
                Some(Lives::WithReporter)
            }
            Parent::Known { person, .. } => Some(self.known.get(person)?.person.lives.clone()),
            Parent::Away | Parent::NotStated => Some(Lives::NotStated),
        })
    }

    /// A parent who is asked about at this child; none if nothing at all was said.
    fn named(
        &mut self,
        role: Role,
        child: u8,
        (life, lives): (Life, Lives),
        reader: &mut Reader<'_>,
    ) -> Option<Parent> {
        let prefix = role.prefix(child);
        reader.enter(&child_step(child, role.details_step()), Some(child));
        let names = reader.names(&prefix);
        reader.enter(&child_step(child, role.birth_step()), Some(child));
        let person = Person { lives, ..details(&prefix, names, reader) };
        if is_nobody(&person) {
            return None;
        }
        let person = if let Some(same) = self.typed_again(&person) {
            same
        } else {
            self.known.push(Named { person, asked_at: Some(child) });
            self.known.len() - 1
        };
        Some(Parent::Known { person, life })
    }

    /// The person who was typed with just the same name and birth at an earlier child: a helper
    /// who fills one long page may well type a mother again.
    fn typed_again(&mut self, person: &Person) -> Option<usize> {
        if person.names.is_empty() || person.birth.is_none() {
            return None;
        }
        // Where she lives is mostly said once.
        let is_open = |lives: &Lives| *lives == Lives::NotStated;
        let same = self.known.iter().position(|known| {
            let lives = known.person.lives.clone();
            let is_said_otherwise =
                lives != person.lives && !is_open(&lives) && !is_open(&person.lives);
            !is_said_otherwise && known.person == Person { lives, ..person.clone() }
        })?;
        if let Some(known) = self.known.get_mut(same).filter(|known| is_open(&known.person.lives)) {
            known.person.lives = person.lives.clone();
        }
        Some(same)
    }

    /// Finds parents who would be born after their child. The sentence stands at the later one
    /// of the two questions, where the family is when it shows.
    pub(super) fn check_births(&self, children: &[Child], reader: &mut Reader<'_>) {
        for (number, child) in (1..).zip(children) {
            for role in [Role::Mother, Role::Father] {
                let parent = match role {
                    Role::Mother => child.mother,
                    Role::Father => child.father,
                };
                let Some(known) = parent.person().and_then(|at| self.known.get(at)) else {
                    continue;
                };
                let (Some(theirs), Some(childs)) = (&known.person.birth, &child.birth) else {
                    continue;
                };
                if !is_impossible(theirs, childs) {
                    continue;
                }
                let prefix = if known.asked_at == Some(number) {
                    reader.enter(&child_step(number, role.birth_step()), Some(number));
                    role.prefix(number)
                } else {
                    reader.enter(&child_step(number, "birth"), Some(number));
                    child_field(number, "")
                };
                let text = match role {
                    Role::Mother => MOTHER_AFTER_CHILD,
                    Role::Father => FATHER_AFTER_CHILD,
                };
                reader.mistake(&format!("{prefix}birth_year"), text);
            }
        }
    }
}

/// What is said about a person beside the name.
fn details(prefix: &str, names: Names, reader: &mut Reader<'_>) -> Person {
    let BirthSaid { birth, lunar_words } = reader.birth(prefix);
    let spot = reader.choice(&format!("{prefix}birth_spot"), Residence::from_code);
    let words = reader.words(&format!("{prefix}birth_place"));
    let (birth_at, birth_place) = if spot == Some(Residence::Here) {
        let commune = &reader.setting.commune.khmer;
        let unlisted = || Words::parse(commune).ok().flatten();
        let here = reader.setting.here();
        (here, words.or_else(|| if here.is_none() { unlisted() } else { None }))
    } else {
        (reader.place(&format!("{prefix}birth_code")), words)
    };
    let nationality = reader.nationality(prefix);
    let lives = Lives::NotStated;
    Person { names, birth, lunar_words, birth_place, birth_at, nationality, lives }
}

fn is_nobody(person: &Person) -> bool {
    person.names.is_empty()
        && person.birth.is_none()
        && person.birth_place.is_none()
        && person.birth_at.is_none()
        && person.nationality == Nationality::Officer
        && person.lives == Lives::NotStated
}
