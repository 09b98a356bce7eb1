//! Reads one family with everything around it, in one look.

use jiff::Timestamp;

use super::super::super::doubts::Spelling;
use super::super::super::lang::Ui;
use super::likely::Likely;
use super::visit::{Card, NameIds, PaperView, ParentView, Visit};
use crate::acts;
use crate::domain::birth::Birth;
use crate::domain::documents::Paper;
use crate::domain::event::Event;
use crate::domain::ids::{FamilyId, PersonId};
use crate::domain::intake::{Chosen, Moon};
use crate::i18n::dates;
use crate::store::families::Family;
use crate::store::people::ChildRow;
use crate::store::{
    StoreError, alike, blanks, book, cases, events, families, pairs, people, photos, places,
    receipts, search, staff, tickets,
};

/// Reads a family with everything around it.
pub(crate) fn read(
    conn: &crate::store::Reading,
    event: &Event,
    id: FamilyId,
    now: Timestamp,
) -> Result<Option<Visit>, StoreError> {
    let Some(family) = families::by_id(conn, id)? else {
        return Ok(None);
    };
    let ticket =
        tickets::of_family(conn, id)?.ok_or(StoreError::BadRow("a family without a ticket"))?;
    let training = events::kit(conn)?.is_some_and(|kit| kit.training);
    let mut cards: Vec<Card> = Vec::new();
    for row in &family.children {
        let card = card(conn, event, &family, row, &cards, (ticket.number, training))?;
        cards.push(card);
    }
    let papers = papers_of(event, &family, 0);
    let mut revisions = Vec::new();
    for revision in families::revisions_of(conn, id)? {
        // A nationality is said on the form and in the register copy, nowhere else.
        if revision.field.contains("nationality") {
            continue;
        }
        let who = staff::name_of(conn, revision.staff)?;
        revisions.push((revision, who));
    }
    let book = book::at_hand(conn, event, crate::clock::civil_day(now).year())?;
    Ok(Some(Visit {
        photos: photos::of_family(conn, id)?,
        family,
        ticket,
        cards,
        papers,
        revisions,
        book,
    }))
}

fn card(
    conn: &crate::store::Reading,
    event: &Event,
    family: &Family,
    row: &ChildRow,
    before: &[Card],
    (ticket, training): (u32, bool),
) -> Result<Card, StoreError> {
    let mut steps = Vec::new();
    for step in cases::steps_of(conn, row.id)? {
        let who = staff::name_of(conn, step.staff)?;
        steps.push((step, who));
    }
    let issue = receipts::of_child(conn, row.id)?;
    let mother = parent(family, &row.mother, row.mother_is, before, |card| &card.mother);
    let my_mother = mother.person.as_ref().map(|person| person.name.clone()).unwrap_or_default();
    let my_home = places::home_told(conn, family.id)?;
    let mut likely = Vec::new();
    for other in alike::likely(conn, row)? {
        if let Some(found) = search::line(conn, other.child)? {
            let persons = people::persons_of(conn, found.child.family)?;
            let other_mother =
                persons.into_iter().find(|person| Some(person.id) == found.child.mother_is);
            likely.push(Likely {
                mother: other_mother.map(|person| person.name).unwrap_or_default(),
                my_mother: my_mother.clone(),
                home: places::home_told(conn, found.child.family)?,
                my_home: my_home.clone(),
                found,
                before: None,
                alike: other,
            });
        }
    }
    let mut answered = Vec::new();
    for answer in pairs::answers_of(conn, row.id)? {
        // Asked again since a correction: the old answer is shown with the question.
        if let Some(asked) = likely.iter_mut().find(|one| one.alike.child == answer.other) {
            asked.before = Some(answer);
        } else if let Some(found) = search::line(conn, answer.other)? {
            answered.push((answer, found));
        }
    }
    let field = |what: &str| format!("c{}_{what}", row.position);
    Ok(Card {
        outdated: issue.as_ref().is_some_and(|issue| {
            acts::is_outdated(
                &issue.record,
                &acts::record_now(event, family, row, ticket, training),
            )
        }),
        printed_at: match &issue {
            Some(issue) => receipts::print_of(conn, issue.id, 1)?.map(|print| print.at),
            None => None,
        },
        father: parent(family, &row.father, row.father_is, before, |card| &card.father),
        mother,
        papers: papers_of(event, family, row.position),
        steps,
        likely,
        answered,
        gives_way: match &issue {
            Some(issue) => blanks::gives_way(conn, &issue.code)?,
            None => false,
        },
        spellings: ["khmer_family", "khmer_given"]
            .iter()
            .filter_map(|part| Spelling::of(family.answers.get(&field(part))))
            .collect(),
        number: issue.as_ref().map(|issue| acts::number_of(&issue.code)).unwrap_or_default(),
        issue,
        ids: NameIds {
            khmer_family: field("khmer_family"),
            khmer_given: field("khmer_given"),
            latin_family: field("latin_family"),
            latin_given: field("latin_given"),
        },
        moon: Moon::of(&family.answers, &acts::form_setting(event, family.filed_at), &field("")),
        row: row.clone(),
        warning: acts::place_warning(event, family, row),
    })
}

impl Card {
    /// How a birth that was told by the Khmer calendar is known, what of it does not fit the day, and that a day of New
    /// Year counts to either animal, in the reader's words.
    pub(super) fn known_by_the_moon(&self, ui: &Ui) -> Vec<String> {
        let turns = match Birth::from_code(&self.row.birth) {
            Some(Birth::Exact(day)) => dates::new_year(ui.lang(), day),
            _ => None,
        };
        let mut lines: Vec<String> = self.moon.iter().map(|moon| ui.t(moon.text_key())).collect();
        if let Some(Chosen::One(days)) = self.moon.as_ref().map(|moon| moon.chosen) {
            lines.extend(dates::beside_possible(ui.lang(), &days));
        }
        let is_told = turns.as_ref().is_none_or(|turns| lines.contains(turns));
        lines.extend(turns.filter(|_| !is_told));
        lines
    }
}

fn parent(
    family: &Family,
    code: &str,
    person: Option<PersonId>,
    before: &[Card],
    of: impl Fn(&Card) -> &ParentView,
) -> ParentView {
    let row = person.and_then(|id| family.persons.iter().find(|person| person.id == id)).cloned();
    let same_as = before
        .iter()
        .find(|card| row.is_some() && of(card).person.as_ref().map(|person| person.id) == person)
        .map(|card| card.row.position);
    ParentView { code: code.to_owned(), person: row, same_as }
}

fn papers_of(event: &Event, family: &Family, child: u8) -> Vec<PaperView> {
    event
        .papers
        .iter()
        .filter(|paper| paper.is_per_child() == (child > 0))
        .map(|paper: &Paper| {
            let known =
                family.papers.iter().find(|row| row.child == child && row.paper == paper.code());
            PaperView {
                value: format!("{child}:{}", paper.code()),
                key: paper.text_key(),
                answer: known.map_or("not_asked".to_owned(), |row| row.answer.clone()),
                seen: known.is_some_and(|row| row.seen),
                code: paper.code(),
            }
        })
        .collect()
}
