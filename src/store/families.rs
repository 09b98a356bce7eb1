//! Filed forms: the family, its grown-ups, its children, and how a correction rewrites them.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Savepoint, named_params};

use super::checklist::{self, PaperRow};
use super::journal::By;
use super::people::{self, ChildRow, PersonRow};
use super::places::{self, About};
use super::{StoreError, drafts, finding, journal, tickets};
use crate::domain::application::Application;
use crate::domain::ids::{DraftId, EventId, FamilyId, RowId, StaffId};
use crate::domain::intake::{Answers, is_answer};
use crate::domain::place::{Kept, Place, Whereabouts};
use crate::khmer;
use crate::seal::token::uuid7;

/// A form on its way into the register of this event.
pub struct NewFamily<'a> {
    /// The open event.
    pub event: EventId,
    /// The draft, which is also the idempotency key.
    pub draft: DraftId,
    /// phone, entry or paper.
    pub channel: &'a str,
    /// Every word as typed.
    pub answers: &'a Answers,
    /// What they mean.
    pub application: &'a Application,
    /// A note sealed to the focal, empty and padded like every other.
    pub note: &'a [u8],
    /// The number of its paper form, and the ticket after which that was handed in.
    pub form: Option<(u32, u32)>,
}

/// A filed form as it stands.
pub struct Family {
    /// Row.
    pub id: FamilyId,
    /// Event.
    pub event: EventId,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// phone, entry or paper.
    pub channel: String,
    /// Every word as typed and corrected.
    pub answers: Answers,
    /// Grows with every change.
    pub version: i64,
    /// Code of the informant's relation.
    pub relation: String,
    /// Informant's name in Khmer.
    pub khmer: String,
    /// Informant's name in Latin letters.
    pub latin: String,
    /// Phone in E.164, or empty.
    pub phone: String,
    /// Phone as typed.
    pub phone_typed: String,
    /// Whose phone, a code.
    pub phone_whose: String,
    /// `here`, `elsewhere` or `not_stated`.
    pub home: String,
    /// Village in words.
    pub village: String,
    /// Commune, district, province in words, when elsewhere.
    pub home_words: String,
    /// Whether the informant may collect the certificates.
    pub informant_may: bool,
    /// Grown-ups named on the form.
    pub persons: Vec<PersonRow>,
    /// Children.
    pub children: Vec<ChildRow>,
    /// Papers: position of the child (0: the family), code, answer, whether an officer saw it.
    pub papers: Vec<PaperRow>,
    /// Who else may collect: name and code of the relation.
    pub collectors: Vec<(String, String)>,
    /// Home and birth places as they were written.
    pub places: Vec<(About, Kept)>,
}

impl Family {
    /// Name of whoever filed the form, in Khmer where there is one.
    pub fn informant(&self) -> &str {
        if self.khmer.is_empty() { &self.latin } else { &self.khmer }
    }

    /// Whether the village was written by the family because the list has none of that name.
    pub fn is_village_unlisted(&self) -> bool {
        !self.village.is_empty()
            && self.places.iter().any(|(about, kept)| *about == About::Home && !kept.is_listed)
    }
}

/// A change of one answer, kept.
pub struct Revision {
    /// Field of the form.
    pub field: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
    /// Who.
    pub staff: StaffId,
    /// When.
    pub at: Timestamp,
}

/// Files a form and gives it a ticket. Filing the same draft again changes nothing and gives the first ticket.
pub fn file(
    sp: &Savepoint<'_>,
    new: &NewFamily<'_>,
    by: By,
) -> Result<(FamilyId, u32), StoreError> {
    if let Some(family) = of_draft(sp, new.draft)? {
        let ticket = tickets::of_family(sp, family)?
            .ok_or(StoreError::BadRow("a family without a ticket"))?;
        return Ok((family, ticket.number));
    }
    let millis = by.at.as_millisecond();
    let id = FamilyId(uuid7(millis.unsigned_abs()));
    let columns = Columns::of(new.application);
    sp.prepare_cached(
        "INSERT INTO families (id, event, draft, arrival, filed_at, channel, answers, relation, relation_words, khmer,
            latin, phone, phone_typed, phone_whose, home, village, village_code, home_words, informant_may, search)
         VALUES (:id, :event, :draft, 0, :at, :channel, :answers, '', '', '', '', '', '', '', '', '', '', '', 0, '')",
    )?
    .execute(named_params! {
        ":id": id, ":event": new.event, ":draft": new.draft, ":at": millis, ":channel": new.channel,
        ":answers": drafts::to_json(new.answers),
    })?;
    columns.write(sp, id)?;
    let (ticket, arrival) = tickets::give(sp, new.event, id, new.form, by.at)?;
    sp.prepare_cached("UPDATE families SET arrival = ?2 WHERE id = ?1")?.execute((id, arrival))?;
    people::write(sp, id, new.application, by.at)?;
    places::write(sp, id, new.application)?;
    checklist::write(sp, id, new.application)?;
    write_collectors(sp, id, new.application)?;
    sp.prepare_cached("INSERT INTO sealed_notes (id, family, box) VALUES (?1, ?2, ?3)")?
        .execute((RowId(uuid7(millis.unsigned_abs())), id, new.note))?;
    sp.prepare_cached("UPDATE drafts SET family = ?2 WHERE id = ?1")?.execute((new.draft, id))?;
    finding::due(sp, id)?;
    journal::append(sp, by, "file", &id.to_string(), &format!("ticket {ticket}, {}", new.channel))?;
    Ok((id, ticket))
}

/// Writes corrected answers: rows follow, what stood before is kept field by field.
pub fn correct(
    sp: &Savepoint<'_>,
    family: FamilyId,
    before: &Answers,
    after: &Answers,
    application: &Application,
    by: By,
) -> Result<u32, StoreError> {
    let version: i64 = sp
        .prepare_cached("UPDATE families SET answers = ?2, version = version + 1 WHERE id = ?1 RETURNING version")?
        .query_row((family, drafts::to_json(after)), |row| row.get(0))?;
    Columns::of(application).write(sp, family)?;
    people::write(sp, family, application, by.at)?;
    places::write(sp, family, application)?;
    checklist::write(sp, family, application)?;
    write_collectors(sp, family, application)?;
    finding::due(sp, family)?;
    let mut changed = 0;
    let fields: std::collections::BTreeSet<&str> =
        before.iter().chain(after.iter()).map(|(name, _)| name).collect();
    for field in fields {
        let (old, new) = (before.get(field), after.get(field));
        if old == new || !is_answer(field) {
            continue;
        }
        changed += 1;
        sp.prepare_cached(
            "INSERT INTO revisions (family, version, field, before, after, staff, at)
             VALUES (:family, :version, :field, :before, :after, :staff, :at)",
        )?
        .execute(named_params! {
            ":family": family, ":version": version, ":field": field, ":before": old, ":after": new,
            ":staff": by.staff, ":at": by.at.as_millisecond(),
        })?;
    }
    journal::append(sp, by, "correct", &family.to_string(), &format!("{changed} fields"))?;
    Ok(changed)
}

/// Columns of a family that follow from its application.
struct Columns {
    relation: &'static str,
    relation_words: String,
    khmer: String,
    latin: String,
    phone: String,
    phone_typed: String,
    phone_whose: &'static str,
    home: &'static str,
    village: String,
    village_code: String,
    home_words: String,
    informant_may: bool,
    search: String,
}

impl Columns {
    fn of(application: &Application) -> Self {
        let informant = &application.informant;
        let home = &application.home;
        let words = |words: &Option<crate::domain::names::Words>| {
            words.as_ref().map(|words| words.as_str().to_owned()).unwrap_or_default()
        };
        Self {
            relation: informant.relation.code(),
            relation_words: words(&informant.relation_words),
            khmer: informant.names.khmer(),
            latin: informant.names.latin(),
            phone: informant
                .phone
                .as_ref()
                .map(|phone| phone.e164().to_owned())
                .unwrap_or_default(),
            phone_typed: informant
                .phone
                .as_ref()
                .map(|phone| phone.typed().to_owned())
                .unwrap_or_default(),
            phone_whose: informant.phone_owner.code(),
            home: home.residence.code(),
            village: places::village(home),
            village_code: home
                .place
                .as_ref()
                .and_then(Whereabouts::village)
                .map(|code| code.to_string())
                .unwrap_or_default(),
            home_words: places::wider_home(home),
            informant_may: application.collect.informant_may,
            search: search_words(application),
        }
    }

    fn write(&self, sp: &Savepoint<'_>, family: FamilyId) -> Result<(), StoreError> {
        sp.prepare_cached(
            "UPDATE families SET relation = :relation, relation_words = :relation_words, khmer = :khmer, latin = :latin,
                phone = :phone, phone_typed = :phone_typed, phone_whose = :phone_whose, home = :home,
                village = :village, village_code = :village_code, home_words = :home_words,
                informant_may = :informant_may, search = :search
             WHERE id = :id",
        )?
        .execute(named_params! {
            ":id": family, ":relation": self.relation, ":relation_words": self.relation_words,
            ":khmer": self.khmer, ":latin": self.latin, ":phone": self.phone, ":phone_typed": self.phone_typed,
            ":phone_whose": self.phone_whose, ":home": self.home, ":village": self.village,
            ":village_code": self.village_code, ":home_words": self.home_words,
            ":informant_may": i64::from(self.informant_may), ":search": self.search,
        })?;
        Ok(())
    }
}

/// Everything by which a family may be looked for, folded, one word after another.
fn search_words(application: &Application) -> String {
    let mut words = Vec::new();
    let informant = &application.informant.names;
    let people = application.persons.iter().map(|person| &person.names);
    let children = application.children.iter().map(|child| &child.names);
    for names in std::iter::once(informant).chain(people).chain(children) {
        words.push(khmer::fold(&names.khmer()));
        words.push(names.latin().to_lowercase());
    }
    let home = &application.home;
    let village = places::village(home);
    words.push(khmer::fold(&village));
    words.push(village.to_lowercase());
    let listed = home.place.as_ref().and_then(Whereabouts::village).and_then(Place::of);
    words.extend(listed.map(|village| village.latin().to_lowercase()));
    words.retain(|word| !word.is_empty());
    words.dedup();
    words.join(" ")
}

fn write_collectors(
    sp: &Savepoint<'_>,
    family: FamilyId,
    application: &Application,
) -> Result<(), StoreError> {
    sp.prepare_cached("DELETE FROM collectors WHERE family = ?1")?.execute([family])?;
    for (collector, position) in application.collect.others.iter().zip(1_u8..) {
        let relation = collector.relation.map_or("", |relation| relation.code());
        sp.prepare_cached(
            "INSERT INTO collectors (family, position, name, relation) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((family, position, collector.name.as_str(), relation))?;
    }
    Ok(())
}

fn of_draft(conn: &Connection, draft: DraftId) -> Result<Option<FamilyId>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT id FROM families WHERE draft = ?1")?
        .query_row([draft], |row| row.get(0))
        .optional()?)
}

/// Every family of an event, in the order in which they came.
pub fn of_event(conn: &Connection, event: EventId) -> Result<Vec<FamilyId>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT id FROM families WHERE event = ?1 ORDER BY arrival")?;
    let families = statement.query_map([event], |row| row.get(0))?;
    Ok(families.collect::<Result<_, _>>()?)
}

/// One family whole.
pub fn by_id(conn: &Connection, id: FamilyId) -> Result<Option<Family>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT event, filed_at, channel, answers, version, relation, khmer, latin, phone, phone_typed,
                phone_whose, home, village, home_words, informant_may
             FROM families WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Family {
                id,
                event: row.get(0)?,
                filed_at: journal::time(row.get(1)?),
                channel: row.get(2)?,
                answers: drafts::from_json(row.get_ref(3)?.as_str()?),
                version: row.get(4)?,
                relation: row.get(5)?,
                khmer: row.get(6)?,
                latin: row.get(7)?,
                phone: row.get(8)?,
                phone_typed: row.get(9)?,
                phone_whose: row.get(10)?,
                home: row.get(11)?,
                village: row.get(12)?,
                home_words: row.get(13)?,
                informant_may: row.get::<_, i64>(14)? == 1,
                persons: Vec::new(),
                children: Vec::new(),
                papers: Vec::new(),
                collectors: Vec::new(),
                places: Vec::new(),
            })
        })
        .optional()?;
    let Some(mut family) = found else {
        return Ok(None);
    };
    family.persons = people::persons_of(conn, id)?;
    family.children = people::children_of(conn, id)?;
    family.papers = checklist::papers_of(conn, id)?;
    family.places = places::of_family(conn, id)?;
    let mut statement = conn.prepare_cached(
        "SELECT name, relation FROM collectors WHERE family = ?1 ORDER BY position",
    )?;
    let collectors = statement.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    family.collectors = collectors.collect::<Result<_, _>>()?;
    Ok(Some(family))
}

/// What was corrected, the newest first.
pub fn revisions_of(conn: &Connection, family: FamilyId) -> Result<Vec<Revision>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT field, before, after, staff, at FROM revisions WHERE family = ?1 ORDER BY id DESC LIMIT 200",
    )?;
    let revisions = statement.query_map([family], |row| {
        Ok(Revision {
            field: row.get(0)?,
            before: row.get(1)?,
            after: row.get(2)?,
            staff: row.get(3)?,
            at: journal::time(row.get(4)?),
        })
    })?;
    Ok(revisions.collect::<Result<_, _>>()?)
}
