//! One family whole: children with their own parents, papers, likely duplicates, decisions, receipts.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use jiff::Timestamp;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::doubts::Spelling;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::marked::Marks;
use super::super::super::session::Signed;
use super::changes::{Change, changes};
use super::likely::Likely;
use super::line::{self, Line};
use super::lives;
use super::read;
use crate::acts;
use crate::domain::application::Relation;
use crate::domain::blank::Blank;
use crate::domain::case::{CLOSE_REASONS, State as Case};
use crate::domain::documents::Paper;
use crate::domain::ids::{ChildId, FamilyId, RowId};
use crate::domain::intake::Moon;
use crate::domain::phone::Phone;
use crate::domain::queue::{FINISH_REASONS, PARK_REASONS, PRIORITY_REASONS};
use crate::domain::staff::Room;
use crate::papers::picture::Picture;
use crate::store::book::AtHand;
use crate::store::cases::Taken;
use crate::store::families::{Family, Revision};
use crate::store::pairs::Answered;
use crate::store::people::{ChildRow, PersonRow};
use crate::store::receipts::Issue;
use crate::store::search::Found;
use crate::store::tickets::Ticket;
use crate::store::{StoreError, events, photos};

/// One child as a card.
pub(crate) struct Card {
    pub(crate) row: ChildRow,
    pub(crate) mother: ParentView,
    pub(crate) father: ParentView,
    pub(crate) papers: Vec<PaperView>,
    pub(crate) steps: Vec<(Taken, String)>,
    pub(crate) issue: Option<Issue>,
    /// Whether the receipt says something that has been corrected since.
    pub(crate) outdated: bool,
    /// When the receipt as it stands first came out of the printer.
    pub(crate) printed_at: Option<Timestamp>,
    pub(crate) likely: Vec<Likely>,
    /// What was said of this child and another one, with the other.
    pub(crate) answered: Vec<(Answered, Found)>,
    pub(crate) ids: NameIds,
    /// Parts of the name that look wrong, or that were typed otherwise than they are kept.
    pub(crate) spellings: Vec<Spelling>,
    /// The receipt's number as it is read out.
    pub(crate) number: String,
    /// Whether that number gives way to a paper that the family holds already.
    pub(crate) gives_way: bool,
    /// What was told of the birth by the Khmer calendar.
    pub(crate) moon: Option<Moon>,
    /// What there is to say about the commune that registers the child, a text key.
    pub(crate) warning: Option<&'static str>,
}

/// Names of the form's fields for this child.
pub(crate) struct NameIds {
    pub(crate) khmer_family: String,
    pub(crate) khmer_given: String,
    pub(crate) latin_family: String,
    pub(crate) latin_given: String,
}

/// A mother or father of one child.
pub(crate) struct ParentView {
    pub(crate) code: String,
    pub(crate) person: Option<PersonRow>,
    /// The earlier child that has the same one, so that it is written once.
    pub(crate) same_as: Option<u8>,
}

/// One paper of the checklist.
pub(crate) struct PaperView {
    pub(crate) value: String,
    pub(crate) key: &'static str,
    pub(crate) answer: String,
    pub(crate) seen: bool,
    pub(crate) code: &'static str,
}

/// Everything the right column shows.
pub(crate) struct Visit {
    pub(crate) family: Family,
    pub(crate) ticket: Ticket,
    pub(crate) cards: Vec<Card>,
    pub(crate) papers: Vec<PaperView>,
    pub(crate) photos: Vec<(RowId, String)>,
    pub(crate) revisions: Vec<(Revision, String)>,
    /// What is proposed for the next entry.
    pub(crate) book: AtHand,
}

impl Visit {
    /// Position of the first child nobody has decided about; its buttons have the keys.
    pub(crate) fn first_open(&self) -> Option<u8> {
        self.cards.iter().find(|card| !card.row.state.is_decided()).map(|card| card.row.position)
    }

    /// Whether every child is decided.
    pub(crate) fn all_decided(&self) -> bool {
        self.first_open().is_none()
    }

    /// When the last of the family's receipts came out, once every child that gets one has its own as it stands.
    pub(crate) fn printed_at(&self) -> Option<Timestamp> {
        let due =
            || self.cards.iter().filter(|card| !matches!(card.row.state, Case::Closed { .. }));
        let is_out = |card: &Card| {
            !card.outdated && card.issue.as_ref().is_some_and(|issue| 0 < issue.copies)
        };
        due().all(is_out).then(|| due().filter_map(|card| card.printed_at).max()).flatten()
    }

    /// Whether nobody is at a desk with this ticket yet.
    pub(crate) fn place(&self) -> &'static str {
        self.ticket.place.code()
    }
}

impl Card {
    /// Whether the case waits for a decision that an officer may take.
    pub(crate) fn can_decide(&self) -> bool {
        matches!(self.row.state, Case::Filed | Case::AwaitingPapers { .. } | Case::SentToDistrict)
    }

    /// Whether a part of the name looks wrong.
    pub(crate) fn is_doubted(&self) -> bool {
        self.spellings.iter().any(Spelling::is_doubted)
    }

    /// What the book asks for, is blank, and was not yet said to stay so.
    pub(crate) fn open_blanks(&self) -> Vec<Blank> {
        let left = self.left_blank();
        self.row.blanks().into_iter().filter(|blank| !left.contains(blank)).collect()
    }

    /// What was knowingly left blank.
    pub(crate) fn left_blank(&self) -> Vec<Blank> {
        let steps = self.steps.iter().flat_map(|(step, _)| &step.left_blank);
        Blank::ALL.into_iter().filter(|blank| steps.clone().any(|left| left == blank)).collect()
    }

    /// The entry in the register, for the card.
    pub(crate) fn entry(&self) -> Option<&crate::domain::case::Entry> {
        self.row.state.entry()
    }

    /// Codes of the papers a case waits for.
    pub(crate) fn missing(&self) -> &[String] {
        missing_of(&self.row)
    }

    /// The reason a case was closed for.
    pub(crate) fn closed_for(&self) -> &str {
        match &self.row.state {
            Case::Closed { reason } => reason,
            _ => "",
        }
    }

    /// Whether the family's paper was written by hand and none was printed since, so that a mistake in its number
    /// can be taken back.
    pub(crate) fn can_unbind(&self) -> bool {
        self.issue.as_ref().is_some_and(|issue| issue.is_handwritten() && issue.copies <= 1)
    }

    /// Whether there is a step to take back.
    pub(crate) fn can_undo(&self) -> bool {
        self.steps.iter().any(|(step, _)| !step.undone)
    }
}

fn missing_of(row: &ChildRow) -> &[String] {
    match &row.state {
        Case::AwaitingPapers { missing } => missing,
        _ => &[],
    }
}

#[derive(Template)]
#[template(path = "staff/visit.html")]
struct VisitPage {
    ui: Ui,
    shell: Shell,
    line: Line,
    visit: Visit,
    /// What could not be done, a text key; empty when all is well.
    said: &'static str,
    /// What was typed into a decision or a name that was refused.
    typed: super::super::typed::Typed,
    /// What was corrected, in the words of the form.
    changes: Vec<Change>,
    /// Whether the ticket is in the line that this desk serves, not in one of an earlier event.
    in_line: bool,
    /// The commune of the family's own event.
    commune: crate::domain::event::Bilingual,
    /// Whether the family is where it may be decided about; else it is called and seated first.
    may_decide: bool,
}

impl VisitPage {
    /// The picture that tells a child of this family from the others.
    fn picture(&self, position: &u8) -> Picture {
        Picture::of(self.visit.ticket.number, *position)
    }

    /// Two texts side by side, with what differs marked in both.
    fn marks(&self, mine: &str, theirs: &str) -> Marks {
        Marks::of(mine, theirs)
    }

    /// Where a child was born, as receipt and register copy say it.
    fn birth_place(&self, card: &Card) -> String {
        let row = &card.row;
        let place = [&*row.birth_spot, &*row.birth_kind, &*row.birth_place];
        let told = acts::birth_place(self.ui.lang(), place, &self.ui.either(&self.commune));
        if told.is_empty() { self.ui.t("register-not-stated") } else { told }
    }

    /// The family's phone in one format, whatever the one it was typed in.
    fn phone(&self) -> String {
        let family = &self.visit.family;
        if family.phone.is_empty() {
            return self.ui.n(&family.phone_typed);
        }
        self.ui.n(Phone::restore(&family.phone, &family.phone_typed, true).spaced())
    }

    /// Where a parent lives who did not report.
    fn lives(&self, parent: &ParentView) -> Option<String> {
        lives::lives(&self.ui, &self.visit.family, parent, &self.commune)
    }

    /// What these are called, one after the other.
    fn called(&self, blanks: impl AsRef<[Blank]>) -> String {
        let called = blanks.as_ref().iter().map(|blank| self.ui.t(blank.text_key()));
        called.collect::<Vec<_>>().join(", ")
    }

    /// Whether somebody has just tried to enter this child and is asked about what is blank.
    fn asks_blank(&self, child: &ChildId) -> bool {
        self.said == "desk-still-blank" && self.typed.get("child") == child.to_string()
    }

    fn close_reasons(&self) -> &'static [&'static str] {
        &CLOSE_REASONS
    }

    fn park_reasons(&self) -> &'static [&'static str] {
        &PARK_REASONS
    }

    fn finish_reasons(&self) -> &'static [&'static str] {
        &FINISH_REASONS
    }

    fn priorities(&self) -> &'static [&'static str] {
        &PRIORITY_REASONS
    }

    fn relations(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Relation::ALL.iter().map(|relation| (relation.code(), relation.text_key()))
    }

    /// A field of the decision as it was typed, or what is suggested.
    fn field<'a>(&'a self, child: &ChildId, name: &str, suggested: &'a str) -> &'a str {
        let typed = self.typed.get(name);
        if typed.is_empty() || self.typed.get("child") != child.to_string() {
            suggested
        } else {
            typed
        }
    }

    /// Text key of a paper's name by its code.
    fn paper_key(&self, code: &str) -> &'static str {
        Paper::from_code(code).map_or("paper-other", |paper| paper.text_key())
    }

    /// Text key of a relation by its code.
    fn relation_key(&self, code: &str) -> &'static str {
        Relation::from_code(code).map_or("relation-other", |relation| relation.text_key())
    }
}

/// The family's page, also as the answer to something that could not be done.
pub(crate) async fn show(
    door: &StaffDoor,
    me: &Signed,
    id: FamilyId,
    said: &'static str,
    typed: super::super::typed::Typed,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let at_hand = kit.event().map(|event| event.id);
    let now = door.now();
    // A family of an earlier event is shown with the papers, the book and the commune of that event.
    let (event, visit) = kit
        .store
        .read(move |conn| {
            let Some(event) = events::of_family(conn, id)? else { return Ok(None) };
            let visit = read::read(conn, &event, id, now)?;
            Ok::<_, StoreError>(visit.map(|visit| (event, visit)))
        })
        .await?
        .ok_or(WebError::NotFound)?;
    let ui = me.ui(door);
    let setting = acts::form_setting(&event, visit.family.filed_at);
    let in_line = at_hand == Some(visit.ticket.event);
    let page = VisitPage {
        changes: changes(&ui, &visit.family.answers, &setting, &visit.revisions),
        ui,
        shell: bar::shell(door, me, "desk").await?,
        line: line::read(door, me, Some(id)).await?,
        in_line,
        commune: event.commune.clone(),
        may_decide: !in_line || acts::may_decide(&visit.ticket.place, &visit.family.channel),
        visit,
        said,
        typed,
    };
    let status = match said {
        "" => StatusCode::OK,
        "desk-entry-blank" | "desk-missing-blank" | "desk-still-blank" => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::CONFLICT,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /desk/family/{id}`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let id = FamilyId::parse(&id).map_err(|_| WebError::NotFound)?;
    show(&door, &me, id, "", super::super::typed::Typed::of(&[])).await
}

/// `GET /desk/photo/{id}`
pub(crate) async fn photo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let _me = me.enter(Room::Desk)?;
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    let kit = door.kit()?;
    let jpeg =
        kit.store.read(move |conn| photos::jpeg(conn, id)).await?.ok_or(WebError::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}
