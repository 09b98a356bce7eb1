//! Places as they were written: code, Khmer names and the list they are from. A later list changes nothing of them.

use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};

use super::StoreError;
use super::codec::flag;
use crate::domain::application::{Application, Child, Home, Lives, Person};
use crate::domain::ids::FamilyId;
use crate::domain::place::{Code, Kept, Kind, Level, Place, Whereabouts};

/// Of what a place is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The family's home.
    Home,
    /// The home of a person named on the form, by the position from 1.
    HomeOf(u8),
    /// The birth of a child, by its position from 1.
    Child(u8),
    /// The birth of a person named on the form, by the position from 1.
    Person(u8),
}

impl About {
    fn columns(self) -> (&'static str, u8) {
        match self {
            Self::Home => ("home", 0),
            Self::HomeOf(position) => ("home", position),
            Self::Child(position) => ("child", position),
            Self::Person(position) => ("person", position),
        }
    }

    fn of(about: &str, position: u8) -> Result<Self, StoreError> {
        match about {
            "home" if position == 0 => Ok(Self::Home),
            "home" => Ok(Self::HomeOf(position)),
            "child" => Ok(Self::Child(position)),
            "person" => Ok(Self::Person(position)),
            _ => Err(StoreError::BadRow("a place")),
        }
    }
}

/// Writes the places of an application. One that was kept and is said again stays as it was written.
pub(super) fn write(
    sp: &Savepoint<'_>,
    family: FamilyId,
    application: &Application,
) -> Result<(), StoreError> {
    let home = application.home.place.as_ref().map(|place| (About::Home, place.keep()));
    let children = (1..)
        .zip(&application.children)
        .filter_map(|(position, child)| Some((About::Child(position), born(child)?.keep())));
    let persons = (1..).zip(&application.persons).filter_map(|(position, person)| {
        Some((About::Person(position), persons_birth(person)?.keep()))
    });
    let homes = (1..).zip(&application.persons).filter_map(|(position, person)| {
        let place = person.lives.home()?.place.as_ref()?;
        Some((About::HomeOf(position), place.keep()))
    });
    let said: Vec<(About, Kept)> =
        home.into_iter().chain(homes).chain(children).chain(persons).collect();
    let known = of_family(sp, family)?;
    for (about, _) in &known {
        if said.iter().all(|(other, _)| other != about) {
            let (about, position) = about.columns();
            sp.prepare_cached(
                "DELETE FROM kept_places WHERE family = ?1 AND about = ?2 AND position = ?3",
            )?
            .execute((family, about, position))?;
        }
    }
    for (about, kept) in said {
        let before = known.iter().find(|(other, _)| *other == about).map(|(_, kept)| kept);
        if before
            .is_some_and(|before| before.is_listed && kept.is_listed && before.code == kept.code)
        {
            continue;
        }
        let (about, position) = about.columns();
        sp.prepare_cached(
            "INSERT OR REPLACE INTO kept_places (family, about, position, code, khmer, written, listed, version)
             VALUES (:family, :about, :position, :code, :khmer, :written, :listed, :version)",
        )?
        .execute(named_params! {
            ":family": family, ":about": about, ":position": position, ":code": kept.code,
            ":khmer": kept.khmer.join("\n"), ":written": kept.written, ":listed": flag(kept.is_listed),
            ":version": kept.version,
        })?;
    }
    Ok(())
}

/// The places that are kept of a family.
pub fn of_family(conn: &Connection, family: FamilyId) -> Result<Vec<(About, Kept)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT about, position, code, khmer, written, listed, version FROM kept_places WHERE family = ?1
         ORDER BY about, position",
    )?;
    let mut rows = statement.query([family])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let khmer: String = row.get(3)?;
        let kept = Kept {
            code: row.get(2)?,
            khmer: khmer.lines().map(str::to_owned).collect(),
            written: row.get(4)?,
            is_listed: row.get::<_, i64>(5)? == 1,
            version: row.get(6)?,
        };
        places.push((About::of(&row.get::<_, String>(0)?, row.get(1)?)?, kept));
    }
    Ok(places)
}

fn born(child: &Child) -> Option<Whereabouts> {
    let listed = child.place.at.map(Whereabouts::Listed);
    let words = child.place.words.clone();
    listed.or_else(|| words.map(|words| Whereabouts::Words { within: None, words }))
}

fn persons_birth(person: &Person) -> Option<Whereabouts> {
    let listed = person.birth_at.map(Whereabouts::Listed);
    let words = person.birth_place.clone();
    listed.or_else(|| words.map(|words| Whereabouts::Words { within: None, words }))
}

/// The name of the village as it is shown and searched for: from the list, else as the family wrote it.
pub(super) fn village(home: &Home) -> String {
    let listed = home.place.as_ref().and_then(Whereabouts::village).and_then(Place::of);
    match (listed, &home.village) {
        (Some(village), _) => village.khmer().to_owned(),
        (None, Some(words)) => without_kind(words.as_str()).to_owned(),
        (None, None) => String::new(),
    }
}

/// The name of a village as it was typed without the word "village" before it, which every label and list says already.
/// A name that is only that word, or a number behind it, stays whole.
pub(super) fn without_kind(typed: &str) -> &str {
    let name = typed.strip_prefix(Kind::Village.khmer()).map(str::trim_start);
    name.filter(|name| name.starts_with(|c| matches!(c, '\u{1780}'..='\u{17B3}'))).unwrap_or(typed)
}

/// Commune, district and province of a home elsewhere.
pub(super) fn wider_home(home: &Home) -> String {
    use crate::domain::application::Residence;
    let code = home.place.as_ref().and_then(Whereabouts::code);
    let listed = code.and_then(Place::of).filter(|_| home.residence == Residence::Elsewhere);
    let around = listed.and_then(|place| match place.level() {
        Level::Village => place.parent(),
        Level::Province | Level::District | Level::Commune => Some(place),
    });
    let typed = [&home.commune, &home.district, &home.province];
    let typed = typed.into_iter().flatten().map(|words| words.as_str().to_owned());
    typed.chain(around.map(Place::words_khmer)).collect::<Vec<_>>().join(", ")
}

/// The village of a family and the commune that tells it from others of that name, `ថ្មី, ឃុំរំលេច`, in Khmer as the
/// list and the family have it. Where nobody knows the commune, the village alone.
pub fn home_told(conn: &Connection, family: FamilyId) -> Result<String, StoreError> {
    let found: Option<[String; 5]> = conn
        .prepare_cached(
            "SELECT f.village, f.home, f.home_words, e.commune_code, e.commune_km
             FROM families f JOIN events e ON e.id = f.event WHERE f.id = ?1",
        )?
        .query_row([family], |row| {
            Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
        })
        .optional()?;
    let Some([village, home, words, event_code, event_commune]) = found else {
        return Ok(String::new());
    };
    if home == "elsewhere" {
        let kept = of_family(conn, family)?;
        return Ok(village_elsewhere(&village, &words, &kept));
    }
    // A commune that is not on the list is called as it was typed.
    let commune = commune_of(&event_code).unwrap_or(event_commune);
    let commune = Some(commune).filter(|_| home == "here");
    Ok(with_commune(&village, commune.as_deref().unwrap_or_default()))
}

/// The village of a home in another commune, with that commune; `words` are those around it, `kept` the places of the
/// family.
pub fn village_elsewhere(village: &str, words: &str, kept: &[(About, Kept)]) -> String {
    let kept = kept.iter().find(|(about, _)| *about == About::Home);
    let commune = kept.and_then(|(_, kept)| commune_of(&kept.code));
    with_commune(
        village,
        commune.as_deref().unwrap_or(words.split(", ").next().unwrap_or_default()),
    )
}

fn commune_of(code: &str) -> Option<String> {
    let commune = Place::of(Code::parse(code).ok()?)?.at(Level::Commune)?;
    Some(commune.called_khmer())
}

fn with_commune(village: &str, commune: &str) -> String {
    let parts = [village, commune].into_iter().filter(|part| !part.is_empty());
    if village.is_empty() { String::new() } else { parts.collect::<Vec<_>>().join(", ") }
}

/// Village and wider words of where a parent lives; of another country the latter only.
pub(super) fn lives_words(lives: &Lives) -> [String; 2] {
    match lives {
        Lives::At(home) => [village(home), wider_home(home)],
        Lives::Abroad(country) => {
            let words = country.as_ref().map(|words| words.as_str().to_owned());
            [String::new(), words.unwrap_or_default()]
        }
        Lives::WithReporter | Lives::Unknown | Lives::NotStated => Default::default(),
    }
}

/// A birth place in words: what was said, then the place of the list.
pub(super) fn birth_words(said: &str, at: Option<Place>) -> String {
    let listed = at.map(Place::words_khmer).unwrap_or_default();
    [said, &listed].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}
