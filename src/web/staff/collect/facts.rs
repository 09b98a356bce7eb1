//! What the register knows of a child and its family, to be asked of whoever comes without a whole receipt.

use super::super::super::lang::Ui;
use crate::domain::application::Relation;
use crate::domain::collection::Fact;
use crate::domain::event::Bilingual;
use crate::domain::ids::ChildId;
use crate::papers::picture::Picture;
use crate::seal::receipt_code::Code;
use crate::store::collections::{self, Collection};
use crate::store::families::{self, Family};
use crate::store::lists::{self, List};
use crate::store::people::{ChildRow, NameRow};
use crate::store::search::{self, Found};
use crate::store::{Reading, StoreError, events, receipts, staff};

/// Everything the page of one child shows.
pub(super) struct Known {
    pub(super) found: Found,
    pub(super) family: Family,
    pub(super) collection: Option<(Collection, String)>,
    pub(super) code: Option<String>,
    /// The newest list that the certificate is on.
    pub(super) list: Option<List>,
    /// Name of the event, where it is not the open one.
    pub(super) other_event: Option<Bilingual>,
    pub(super) siblings: Vec<Sibling>,
}

/// Another child of the family.
pub(super) struct Sibling {
    pub(super) row: ChildRow,
    pub(super) picture: Picture,
    /// Its receipt's number; empty without a receipt.
    pub(super) number: String,
}

impl Sibling {
    pub(super) fn is_ready(&self) -> bool {
        self.row.state.code() == "certificate_ready"
    }
}

/// Something to ask, and what the register says.
pub(super) struct Question {
    pub(super) fact: Fact,
    pub(super) answer: String,
}

/// What is known of a child; `None` if there is no such child.
pub(super) fn read(conn: &Reading, id: ChildId) -> Result<Option<Known>, StoreError> {
    let Some(found) = search::line(conn, id)? else { return Ok(None) };
    let Some(family) = families::by_id(conn, found.child.family)? else { return Ok(None) };
    let collection = match collections::of_child(conn, id)? {
        Some(taken) => {
            let who = staff::name_of(conn, taken.staff)?;
            Some((taken, who))
        }
        None => None,
    };
    let mut siblings = Vec::new();
    for row in family.children.iter().filter(|row| row.id != id) {
        let code = receipts::code_of(conn, row.id)?;
        siblings.push(Sibling {
            row: row.clone(),
            picture: Picture::of(found.ticket, row.position),
            number: code.as_deref().map(number_of).unwrap_or_default(),
        });
    }
    let open = events::current(conn)?;
    let other_event = match open.filter(|open| open.id == found.event) {
        Some(_) => None,
        None => events::by_id(conn, found.event)?.map(|event| event.name),
    };
    let (code, list) = (receipts::code_of(conn, id)?, lists::of_child(conn, id)?);
    Ok(Some(Known { found, family, collection, code, list, other_event, siblings }))
}

/// A stored code's number as people read it out.
pub(in super::super) fn number_of(code: &str) -> String {
    Code::from_stored(code).map(|code| code.serial().spoken()).unwrap_or_default()
}

impl Known {
    /// The child's picture.
    pub(super) fn picture(&self) -> Picture {
        Picture::of(self.found.ticket, self.found.child.position)
    }

    /// The receipt's number; empty without a receipt.
    pub(super) fn number(&self) -> String {
        self.code.as_deref().map(number_of).unwrap_or_default()
    }

    /// The facts that can be asked. One person's name is asked once, also where the mother reported the birth.
    pub(super) fn facts(&self) -> Vec<Fact> {
        Fact::ALL.iter().copied().filter(|fact| self.has(*fact)).collect()
    }

    fn has(&self, fact: Fact) -> bool {
        let (child, family) = (&self.found.child, &self.family);
        match fact {
            Fact::Mother => self.mother().is_some(),
            Fact::Birth => !child.birth.is_empty() && child.birth().is_some(),
            Fact::Village => !self.village().is_empty(),
            Fact::Phone => !family.phone_typed.is_empty(),
            Fact::Reporter => {
                let mother = self.mother().map(NameRow::khmer).unwrap_or_default();
                !self.informant().is_empty()
                    && family.relation != Relation::Mother.code()
                    && self.informant() != mother
            }
            Fact::Sibling => self.siblings.iter().any(|sibling| !sibling.number.is_empty()),
        }
    }

    fn mother(&self) -> Option<&NameRow> {
        let id = self.found.child.mother_is?;
        let person = self.family.persons.iter().find(|person| person.id == id)?;
        Some(&person.name).filter(|name| !name.is_empty())
    }

    fn village(&self) -> String {
        let parts = [self.family.village.as_str(), self.family.home_words.as_str()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The informant's name.
    pub(super) fn informant(&self) -> &str {
        self.family.informant()
    }

    /// What to ask, with the answers.
    pub(super) fn questions(&self, ui: &Ui) -> Vec<Question> {
        let answer = |fact: Fact| match fact {
            Fact::Mother => {
                let name = self.mother();
                let names = name.map(|name| [name.khmer(), name.latin()]).unwrap_or_default();
                names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ")
            }
            Fact::Birth => ui.birth(&self.found.child.birth),
            Fact::Village => self.village(),
            Fact::Phone => self.family.phone_typed.clone(),
            Fact::Reporter => self.informant().to_owned(),
            Fact::Sibling => {
                let numbers = self.siblings.iter().map(|sibling| ui.n(&sibling.number));
                numbers.filter(|number| !number.is_empty()).collect::<Vec<_>>().join(", ")
            }
        };
        self.facts().into_iter().map(|fact| Question { fact, answer: answer(fact) }).collect()
    }
}
