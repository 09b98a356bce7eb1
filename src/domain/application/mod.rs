//! What a family files: who reports, where they live, the parents, and one or more children.
//!
//! Parents belong to the child, not to the family: half-siblings, and a grandmother with the
//! children of two daughters, are ordinary. Whoever is named as mother or father stands once in
//! [`Application::persons`], and each child points there.

mod lives;
mod parent;

use super::birth::Birth;
use super::documents::{PaperAnswer, coded};
use super::names::{Names, PersonName, Words};
use super::phone::Phone;
use super::place::{Place, Whereabouts};

pub use self::lives::{Lives, LivesSaid};
pub use self::parent::{Life, Nationality, Parent};

/// A family's form, without mistakes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// Who reports the births.
    pub informant: Informant,
    /// Where the family lives.
    pub home: Home,
    /// Mothers and fathers of these children, each once.
    pub persons: Vec<Person>,
    /// One to twenty children.
    pub children: Vec<Child>,
    /// Papers of the whole family.
    pub papers: Vec<PaperAnswer>,
    /// Who may collect the certificates.
    pub collect: Collect,
}

/// Who reports the births (អ្នករាយការណ៍).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Informant {
    /// What they are to the children.
    pub relation: Relation,
    /// Their own words for another relation.
    pub relation_words: Option<Words>,
    /// Their name; at least one part of it.
    pub names: Names,
    /// A number to reach the family.
    pub phone: Option<Phone>,
    /// Whose number it is.
    pub phone_owner: PhoneOwner,
    /// Their place in [`Application::persons`], if they are a parent of one of the children.
    pub person: Option<usize>,
}

/// What the informant is to the children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Mother of them, or of some of them.
    Mother,
    /// Father of them, or of some of them.
    Father,
    /// Grandmother.
    Grandmother,
    /// Grandfather.
    Grandfather,
    /// Another relative.
    Relative,
    /// Guardian.
    Guardian,
    /// Midwife, nurse or head of a health facility.
    HealthWorker,
    /// Village chief.
    VillageChief,
    /// Who found the child.
    Finder,
    /// Someone else, in their own words.
    Other,
}

coded!(Relation {
    Mother = "mother", "relation-mother";
    Father = "father", "relation-father";
    Grandmother = "grandmother", "relation-grandmother";
    Grandfather = "grandfather", "relation-grandfather";
    Relative = "relative", "relation-relative";
    Guardian = "guardian", "relation-guardian";
    HealthWorker = "health_worker", "relation-health-worker";
    VillageChief = "village_chief", "relation-village-chief";
    Finder = "finder", "relation-finder";
    Other = "other", "relation-other";
});

/// Whose telephone it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneOwner {
    /// The informant's.
    Own,
    /// Someone's in the family.
    Family,
    /// A neighbour's.
    Neighbour,
    /// There is no telephone.
    None,
    /// Not said.
    NotStated,
}

coded!(PhoneOwner {
    Own = "own", "phone-owner-own";
    Family = "family", "phone-owner-family";
    Neighbour = "neighbour", "phone-owner-neighbour";
    None = "none", "phone-owner-none";
    NotStated = "not_stated", "phone-owner-not-stated";
});

/// Where the family or a parent lives, in words or from the commune's list of villages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// In the event's commune or not.
    pub residence: Residence,
    /// The place as far as it is known: listed, or words in the narrowest listed place.
    pub place: Option<Whereabouts>,
    /// The village in words.
    pub village: Option<Words>,
    /// The commune in words, if they live elsewhere.
    pub commune: Option<Words>,
    /// The district in words, if they live elsewhere.
    pub district: Option<Words>,
    /// The province in words, if they live elsewhere.
    pub province: Option<Words>,
}

/// Whether the family or a parent lives where the event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Residence {
    /// In the event's commune.
    Here,
    /// In another commune.
    Elsewhere,
    /// Not said.
    NotStated,
}

coded!(Residence {
    Here = "here", "residence-here";
    Elsewhere = "elsewhere", "residence-elsewhere";
    NotStated = "not_stated", "residence-not-stated";
});

/// A mother or a father. Every part may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their name.
    pub names: Names,
    /// Their birth, as exactly as it is known.
    pub birth: Option<Birth>,
    /// A lunar birthday in words that was said beside a civil one.
    pub lunar_words: Option<Words>,
    /// Their birth place in words.
    pub birth_place: Option<Words>,
    /// Their birth place on the list.
    pub birth_at: Option<Place>,
    /// What was said about their nationality.
    pub nationality: Nationality,
    /// Where they live.
    pub lives: Lives,
}

/// A child to be registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// The name; all empty if the child has none yet.
    pub names: Names,
    /// None if it was left to the officer.
    pub sex: Option<Sex>,
    /// None if the family said that it is not known.
    pub birth: Option<Birth>,
    /// A lunar birthday in words that was said beside a civil one.
    pub lunar_words: Option<Words>,
    /// Where the child was born, or found.
    pub place: BirthPlace,
    /// What was said about the nationality.
    pub nationality: Nationality,
    /// The mother.
    pub mother: Parent,
    /// The father.
    pub father: Parent,
    /// The child's own papers.
    pub papers: Vec<PaperAnswer>,
}

/// Sex as the register has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// ស្រី.
    Female,
    /// ប្រុស.
    Male,
}

coded!(Sex {
    Female = "female", "sex-female";
    Male = "male", "sex-male";
});

/// Where a child was born.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BirthPlace {
    /// In the event's commune, elsewhere, or found.
    pub spot: Spot,
    /// Where elsewhere, or where the child was found.
    pub words: Option<Words>,
    /// The same place on the list, mostly a commune.
    pub at: Option<Place>,
    /// What kind of place it was.
    pub kind: PlaceKind,
}

/// In which commune a child was born.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spot {
    /// In the event's commune.
    Here,
    /// In another one, or abroad.
    Elsewhere,
    /// The child was found; the words say where.
    Found,
    /// The family does not know.
    Unknown,
    /// Not said.
    NotStated,
}

coded!(Spot {
    Here = "here", "spot-here";
    Elsewhere = "elsewhere", "spot-elsewhere";
    Found = "found", "spot-found";
    Unknown = "unknown", "spot-unknown";
    NotStated = "not_stated", "spot-not-stated";
});

/// At what kind of place a child was born.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// Health centre or hospital.
    Facility,
    /// At home.
    Home,
    /// Somewhere else: in a field, on the road.
    Elsewhere,
    /// The family does not know.
    Unknown,
    /// Not said.
    NotStated,
}

coded!(PlaceKind {
    Facility = "facility", "place-kind-facility";
    Home = "home", "place-kind-home";
    Elsewhere = "elsewhere", "place-kind-elsewhere";
    Unknown = "unknown", "place-kind-unknown";
    NotStated = "not_stated", "place-kind-not-stated";
});

/// Who may collect the certificates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Collect {
    /// The informant may.
    pub informant_may: bool,
    /// Up to two others.
    pub others: Vec<Collector>,
}

/// Someone else who may collect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collector {
    /// Their whole name, in either script.
    pub name: PersonName,
    /// What they are to the children.
    pub relation: Option<Relation>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stored_name_is_read_back() {
        assert!(Relation::ALL.iter().all(|it| Relation::from_code(it.code()) == Some(*it)));
        assert!(PhoneOwner::ALL.iter().all(|it| PhoneOwner::from_code(it.code()) == Some(*it)));
        assert!(Residence::ALL.iter().all(|it| Residence::from_code(it.code()) == Some(*it)));
        assert!(Spot::ALL.iter().all(|it| Spot::from_code(it.code()) == Some(*it)));
        assert!(PlaceKind::ALL.iter().all(|it| PlaceKind::from_code(it.code()) == Some(*it)));
        assert!(Sex::ALL.iter().all(|it| Sex::from_code(it.code()) == Some(*it)));
        let french = Nationality::Other(Words::parse("បារាំង").unwrap());
        assert_eq!(Nationality::from_code("other", french.words().cloned()), Some(french));
    }
}
