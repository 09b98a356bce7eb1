//! Who came with a child, and where they are now: what a focal has to know before going out to look for them.

use crate::domain::application::Relation;
use crate::store::families::Family;
use crate::store::people::{ChildRow, NameRow};
use crate::store::{Reading, StoreError, events, tickets};

/// Whoever came with a child.
pub(super) struct Came {
    /// By name, in Khmer where there is one.
    pub(super) name: String,
    /// What they are to the child, a text key.
    pub(super) relation: &'static str,
    /// Where they stand in the line, a text key; empty where there is no line, as in a room from another laptop.
    pub(super) place: String,
    /// The child's mother and father, as far as they are on the form: the label's text key, the name.
    pub(super) parents: Vec<(&'static str, NameRow)>,
}

impl Came {
    /// Reads it.
    pub(super) fn of(
        conn: &Reading,
        family: &Family,
        child: &ChildRow,
    ) -> Result<Self, StoreError> {
        let relation = Relation::from_code(&family.relation);
        let is_elsewhere = events::is_from_elsewhere(conn, family.event)?;
        let ticket = tickets::of_family(conn, family.id)?.filter(|_| !is_elsewhere);
        let parents = [("relation-mother", child.mother_is), ("relation-father", child.father_is)];
        let named = |(label, id)| {
            let mut persons = family.persons.iter();
            persons.find(|one| Some(one.id) == id).map(|one| (label, one.name.clone()))
        };
        Ok(Self {
            name: family.informant().to_owned(),
            relation: relation.map_or("relation-other", Relation::text_key),
            place: ticket.map_or(String::new(), |it| format!("ticket-state-{}", it.place.code())),
            parents: parents.into_iter().filter_map(named).collect(),
        })
    }
}
