//! Children and grown-ups of a family.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Savepoint, named_params};

use super::{StoreError, codec, finding, places};
use crate::domain::application::{Application, Child, Nationality, Parent, Person, Spot};
use crate::domain::birth::Birth;
use crate::domain::blank::Blank;
use crate::domain::case::State;
use crate::domain::ids::{ChildId, FamilyId, PersonId};
use crate::domain::names::{Names, Words};
use crate::khmer;
use crate::seal::token::uuid7;

/// The four parts of a name as they stand in a row.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NameRow {
    /// Family name in Khmer.
    pub family_km: String,
    /// Given name in Khmer.
    pub given_km: String,
    /// Family name in Latin letters.
    pub family_lat: String,
    /// Given name in Latin letters.
    pub given_lat: String,
}

impl NameRow {
    /// Khmer name, family name first.
    pub fn khmer(&self) -> String {
        join(&self.family_km, &self.given_km)
    }

    /// Latin name, family name first.
    pub fn latin(&self) -> String {
        join(&self.family_lat, &self.given_lat)
    }

    /// Whether there is no name at all.
    pub fn is_empty(&self) -> bool {
        self.khmer().is_empty() && self.latin().is_empty()
    }

    fn of(names: &Names) -> Self {
        let part = |part: &Option<crate::domain::names::PersonName>| {
            part.as_ref().map(|part| part.as_str().to_owned()).unwrap_or_default()
        };
        Self {
            family_km: part(&names.khmer_family),
            given_km: part(&names.khmer_given),
            family_lat: part(&names.latin_family),
            given_lat: part(&names.latin_given),
        }
    }
}

fn join(family: &str, given: &str) -> String {
    match (family.is_empty(), given.is_empty()) {
        (false, false) => format!("{family} {given}"),
        (false, true) => family.to_owned(),
        (true, _) => given.to_owned(),
    }
}

/// A grown-up named on a form.
#[derive(Clone)]
pub struct PersonRow {
    /// Row.
    pub id: PersonId,
    /// Name.
    pub name: NameRow,
    /// Birth with its precision, or empty.
    pub birth: String,
    /// Lunar date in words.
    pub lunar_words: String,
    /// Birth place in words.
    pub birth_place: String,
    /// Code of the nationality.
    pub nationality: String,
    /// Nationality in words, where it is another.
    pub nationality_words: String,
    /// Code of where they live (see [`Lives`](crate::domain::application::Lives)), village, wider words; empty where it was not said.
    pub home: [String; 3],
}

/// One child and where its case stands.
#[derive(Clone)]
pub struct ChildRow {
    /// Row.
    pub id: ChildId,
    /// Family.
    pub family: FamilyId,
    /// 1 for the first child of the form.
    pub position: u8,
    /// Name.
    pub name: NameRow,
    /// female, male or empty when left to the officer.
    pub sex: String,
    /// Birth with its precision, or empty when unknown.
    pub birth: String,
    /// Lunar date in words.
    pub lunar_words: String,
    /// Code: `here`, `elsewhere`, `found`, `unknown`, `not_stated`.
    pub birth_spot: String,
    /// Code: `facility`, `home`, `elsewhere`, `unknown`, `not_stated`.
    pub birth_kind: String,
    /// Birth place in words.
    pub birth_place: String,
    /// Code of the nationality.
    pub nationality: String,
    /// Nationality in words.
    pub nationality_words: String,
    /// Code of what is said of the mother.
    pub mother: String,
    /// The mother, if named.
    pub mother_is: Option<PersonId>,
    /// Code of what is said of the father.
    pub father: String,
    /// The father, if named.
    pub father_is: Option<PersonId>,
    /// Where the case stands.
    pub state: State,
    /// Grows with every step of the case.
    pub version: i64,
}

impl ChildRow {
    /// What the book asks for and nobody has said.
    pub fn blanks(&self) -> Vec<Blank> {
        let no_place =
            self.birth_place.is_empty() && matches!(&*self.birth_spot, "" | "not_stated");
        let is_blank = |blank: &Blank| match blank {
            Blank::Sex => self.sex.is_empty(),
            Blank::Birth => self.birth.is_empty(),
            Blank::BirthPlace => no_place,
        };
        Blank::ALL.into_iter().filter(is_blank).collect()
    }

    /// The birth, if anything is known of it.
    pub fn birth(&self) -> Option<Birth> {
        Birth::from_code(&self.birth)
    }
}

fn text(words: Option<&Words>) -> String {
    words.map(|words| words.as_str().to_owned()).unwrap_or_default()
}

/// In words; "here" stands for the event's commune, whose name is not written again.
fn birth_place(child: &Child) -> String {
    let at = child.place.at.filter(|_| child.place.spot != Spot::Here);
    places::birth_words(&text(child.place.words.as_ref()), at)
}

fn nationality(nationality: &Nationality) -> (&'static str, String) {
    let words = match nationality {
        Nationality::Other(words) => text(words.as_ref()),
        Nationality::Khmer | Nationality::Officer => String::new(),
    };
    (nationality.code(), words)
}

/// Writes the grown-ups and children of an application. Children keep their rows by position, so that
/// decisions and receipts stay with them; a child that has gone from the form goes only if nothing was decided.
pub(super) fn write(
    sp: &Savepoint<'_>,
    family: FamilyId,
    application: &Application,
    at: Timestamp,
) -> Result<(), StoreError> {
    sp.prepare_cached("UPDATE children SET mother_is = NULL, father_is = NULL WHERE family = ?1")?
        .execute([family])?;
    sp.prepare_cached("DELETE FROM persons WHERE family = ?1")?.execute([family])?;
    let mut persons = Vec::with_capacity(application.persons.len());
    for (person, position) in application.persons.iter().zip(1_u32..) {
        persons.push(write_person(sp, family, position, person, at)?);
    }
    let known = children_of(sp, family)?;
    for (child, position) in application.children.iter().zip(1_u8..) {
        let id = known.iter().find(|row| row.position == position).map(|row| row.id);
        write_child(sp, family, position, child, &persons, id, at)?;
    }
    let kept = u32::try_from(application.children.len()).unwrap_or(u32::MAX);
    let mut gone = sp.prepare_cached(
        "DELETE FROM children WHERE family = ?1 AND position > ?2 AND state = 'filed'
         AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.child = children.id)
         AND NOT EXISTS (SELECT 1 FROM case_steps s WHERE s.child = children.id)
         AND NOT EXISTS (SELECT 1 FROM pair_answers p WHERE p.first = children.id OR p.second = children.id)
         RETURNING id",
    )?;
    let gone: Vec<ChildId> =
        gone.query_map((family, kept), |row| row.get(0))?.collect::<Result<_, _>>()?;
    for child in gone {
        finding::forget(sp, child)?;
    }
    Ok(())
}

fn write_person(
    sp: &Savepoint<'_>,
    family: FamilyId,
    position: u32,
    person: &Person,
    at: Timestamp,
) -> Result<PersonId, StoreError> {
    let id = PersonId(uuid7(at.as_millisecond().unsigned_abs()));
    let name = NameRow::of(&person.names);
    let (code, words) = nationality(&person.nationality);
    let [village, wider] = places::lives_words(&person.lives);
    sp.prepare_cached(
        "INSERT INTO persons (id, family, position, family_km, given_km, family_lat, given_lat, birth, lunar_words,
            birth_place, nationality, nationality_words, fold, home, home_village, home_words)
         VALUES (:id, :family, :position, :family_km, :given_km, :family_lat, :given_lat, :birth, :lunar_words,
            :birth_place, :nationality, :nationality_words, :fold, :home, :home_village, :home_words)",
    )?
    .execute(named_params! {
        ":id": id, ":family": family, ":position": position,
        ":family_km": name.family_km, ":given_km": name.given_km,
        ":family_lat": name.family_lat, ":given_lat": name.given_lat,
        ":birth": person.birth.as_ref().map(Birth::to_code).unwrap_or_default(),
        ":lunar_words": text(person.lunar_words.as_ref()),
        ":birth_place": places::birth_words(&text(person.birth_place.as_ref()), person.birth_at),
        ":nationality": code, ":nationality_words": words,
        ":fold": fold_of(&name),
        ":home": person.lives.code(), ":home_village": village, ":home_words": wider,
    })?;
    Ok(id)
}

/// The fold by which two spellings of a name meet: Khmer where there is Khmer, else Latin.
fn fold_of(name: &NameRow) -> String {
    let khmer = khmer::fold(&name.khmer());
    if khmer.is_empty() { name.latin().to_lowercase() } else { khmer }
}

fn write_child(
    sp: &Savepoint<'_>,
    family: FamilyId,
    position: u8,
    child: &Child,
    persons: &[PersonId],
    known: Option<ChildId>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let id = known.unwrap_or_else(|| ChildId(uuid7(at.as_millisecond().unsigned_abs())));
    let name = NameRow::of(&child.names);
    let (code, words) = nationality(&child.nationality);
    let person_of = |parent: &Parent| match parent {
        Parent::Known { person, .. } => persons.get(*person).copied(),
        Parent::Dead | Parent::Away | Parent::Unknown | Parent::NotStated => None,
    };
    let mother = person_of(&child.mother);
    let mother_fold: String = match mother {
        Some(mother) => sp
            .prepare_cached("SELECT fold FROM persons WHERE id = ?1")?
            .query_row([mother], |row| row.get(0))?,
        None => String::new(),
    };
    sp.prepare_cached(
        "INSERT INTO children (id, family, position, family_km, given_km, family_lat, given_lat, sex, birth, lunar_words,
            birth_spot, birth_kind, birth_place, nationality, nationality_words, mother, mother_is, father, father_is,
            fold_km, fold_lat, mother_fold)
         VALUES (:id, :family, :position, :family_km, :given_km, :family_lat, :given_lat, :sex, :birth, :lunar_words,
            :birth_spot, :birth_kind, :birth_place, :nationality, :nationality_words, :mother, :mother_is, :father,
            :father_is, :fold_km, :fold_lat, :mother_fold)
         ON CONFLICT (id) DO UPDATE SET
            family_km = excluded.family_km, given_km = excluded.given_km, family_lat = excluded.family_lat,
            given_lat = excluded.given_lat, sex = excluded.sex, birth = excluded.birth,
            lunar_words = excluded.lunar_words, birth_spot = excluded.birth_spot, birth_kind = excluded.birth_kind,
            birth_place = excluded.birth_place, nationality = excluded.nationality,
            nationality_words = excluded.nationality_words, mother = excluded.mother, mother_is = excluded.mother_is,
            father = excluded.father, father_is = excluded.father_is, fold_km = excluded.fold_km,
            fold_lat = excluded.fold_lat, mother_fold = excluded.mother_fold,
            version = children.version + 1",
    )?
    .execute(named_params! {
        ":id": id, ":family": family, ":position": position,
        ":family_km": name.family_km, ":given_km": name.given_km,
        ":family_lat": name.family_lat, ":given_lat": name.given_lat,
        ":sex": child.sex.map_or("", |sex| sex.code()),
        ":birth": child.birth.as_ref().map(Birth::to_code).unwrap_or_default(),
        ":lunar_words": text(child.lunar_words.as_ref()),
        ":birth_spot": child.place.spot.code(), ":birth_kind": child.place.kind.code(),
        ":birth_place": birth_place(child),
        ":nationality": code, ":nationality_words": words,
        ":mother": child.mother.code(), ":mother_is": mother,
        ":father": child.father.code(), ":father_is": person_of(&child.father),
        ":fold_km": khmer::fold(&name.khmer()), ":fold_lat": name.latin().to_lowercase(),
        ":mother_fold": mother_fold,
    })?;
    Ok(())
}

const CHILD: &str = "id, family, position, family_km, given_km, family_lat, given_lat, sex, birth, lunar_words,
    birth_spot, birth_kind, birth_place, nationality, nationality_words, mother, mother_is, father, father_is,
    state, detail, version";

fn name_of(row: &Row<'_>) -> rusqlite::Result<NameRow> {
    Ok(NameRow {
        family_km: row.get("family_km")?,
        given_km: row.get("given_km")?,
        family_lat: row.get("family_lat")?,
        given_lat: row.get("given_lat")?,
    })
}

fn child_of(row: &Row<'_>) -> Result<ChildRow, StoreError> {
    Ok(ChildRow {
        id: row.get("id")?,
        family: row.get("family")?,
        position: row.get("position")?,
        name: name_of(row)?,
        sex: row.get("sex")?,
        birth: row.get("birth")?,
        lunar_words: row.get("lunar_words")?,
        birth_spot: row.get("birth_spot")?,
        birth_kind: row.get("birth_kind")?,
        birth_place: row.get("birth_place")?,
        nationality: row.get("nationality")?,
        nationality_words: row.get("nationality_words")?,
        mother: row.get("mother")?,
        mother_is: row.get("mother_is")?,
        father: row.get("father")?,
        father_is: row.get("father_is")?,
        state: codec::state_from(
            &row.get::<_, String>("state")?,
            &row.get::<_, String>("detail")?,
        )?,
        version: row.get("version")?,
    })
}

/// A family's children in the order of the form.
pub fn children_of(conn: &Connection, family: FamilyId) -> Result<Vec<ChildRow>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT {CHILD} FROM children WHERE family = ?1 ORDER BY position"
    ))?;
    let mut rows = statement.query([family])?;
    let mut children = Vec::new();
    while let Some(row) = rows.next()? {
        children.push(child_of(row)?);
    }
    Ok(children)
}

/// One child.
pub fn child(conn: &Connection, id: ChildId) -> Result<Option<ChildRow>, StoreError> {
    let mut statement =
        conn.prepare_cached(&format!("SELECT {CHILD} FROM children WHERE id = ?1"))?;
    let mut rows = statement.query([id])?;
    rows.next()?.map(child_of).transpose()
}

/// A family's grown-ups.
pub fn persons_of(conn: &Connection, family: FamilyId) -> Result<Vec<PersonRow>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, family_km, given_km, family_lat, given_lat, birth, lunar_words, birth_place, nationality,
            nationality_words, home, home_village, home_words
         FROM persons WHERE family = ?1 ORDER BY position",
    )?;
    let persons = statement.query_map([family], |row| {
        Ok(PersonRow {
            id: row.get("id")?,
            name: name_of(row)?,
            birth: row.get("birth")?,
            lunar_words: row.get("lunar_words")?,
            birth_place: row.get("birth_place")?,
            nationality: row.get("nationality")?,
            nationality_words: row.get("nationality_words")?,
            home: [row.get("home")?, row.get("home_village")?, row.get("home_words")?],
        })
    })?;
    Ok(persons.collect::<Result<_, _>>()?)
}

/// The family a child belongs to.
pub fn family_of(conn: &Connection, child: ChildId) -> Result<Option<FamilyId>, StoreError> {
    let family = conn
        .prepare_cached("SELECT family FROM children WHERE id = ?1")?
        .query_row([child], |row| row.get(0))
        .optional()?;
    Ok(family)
}

/// How many children there are in all events.
pub fn children_count(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.query_row("SELECT count(*) FROM children", [], |row| row.get(0))?)
}

/// Some children, spread over all there are: for measuring.
pub fn some(conn: &Connection, most: u32) -> Result<Vec<ChildId>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS of_all FROM children)
         WHERE n % max(1, of_all / ?1) = 0 LIMIT ?1",
    )?;
    let children = statement.query_map([most], |row| row.get(0))?;
    Ok(children.collect::<Result<_, _>>()?)
}
