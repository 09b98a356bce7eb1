//! One child: what the rules find and why, what was noted, and the forms to go on with. Opening it is itself noted.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use askama::Template;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::Shell;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::typed::Typed;
use super::came::Came;
use super::history::{self, Line};
use super::mistake::NO_REASON;
use super::{In, Inside, words};
use crate::acts::follow::Record;
use crate::acts::seal;
use crate::clock;
use crate::domain::ids::{ChildId, FamilyId, RowId, StaffId};
use crate::domain::risk::{Also, Reason, RuleSet};
use crate::domain::safeguarding::{
    About, Agreed, Away, Concern, Help, IdPoor, Level, LivesWith, Needs, Outcome, SafeNow, School,
    Stage, Told, Vital, Volunteered, What,
};
use crate::i18n::Lang;
use crate::store::families::Family;
use crate::store::people::ChildRow;
use crate::store::staff::{Member, own_name};
use crate::store::{families, people, staff};

/// Version of the words by which families are asked whether they agree. Nobody has signed them off.
pub(super) const WORDING: &str = "draft-1";

/// A child's record with everything its page shows.
pub(super) struct Opened {
    pub(super) record: Record,
    pub(super) row: ChildRow,
    family: Family,
    names: BTreeMap<StaffId, String>,
    members: Vec<Member>,
    came: Came,
}

impl Opened {
    /// Everybody who works at the event.
    pub(super) fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter()
    }
}

/// What could not be done, and what was typed.
#[derive(Default)]
pub(super) struct Slip {
    /// A text key; empty when all is well.
    pub(super) said: &'static str,
    pub(super) typed: Option<Typed>,
}

#[derive(Template)]
#[template(path = "staff/room/child.html")]
struct ChildPage {
    ui: Ui,
    shell: Shell,
    opened: Opened,
    event: String,
    now: jiff::Timestamp,
    today: String,
    is_clock_trusted: bool,
    said: &'static str,
    typed: Typed,
    /// Which form was sent; it stands open.
    sent: String,
    lines: Vec<Line>,
    /// Notes made just now, which can be taken back.
    noted: Vec<RowId>,
    /// Whether a slip of this child was made since the room was opened.
    slip_is_ready: bool,
    me: StaffId,
    my_name: String,
}

/// A choice: its value and its text key.
type Choice = (&'static str, &'static str);

macro_rules! choices {
    ($($name:ident: $of:ident),+) => {$(
        fn $name(&self) -> Vec<Choice> {
            $of::ALL.iter().map(|one| (one.code(), one.text_key())).collect()
        }
    )+};
}

impl ChildPage {
    choices!(lives: LivesWith, away: Away, school: School, needs: Needs, idpoor: IdPoor, also: Volunteered);
    choices!(levels: Level, helps: Help, outcomes: Outcome, agreeing: Agreed, told: Told, safe: SafeNow);

    fn kinds(&self) -> &'static [Concern] {
        Concern::ALL
    }

    /// Kinds of concern in words: those that rules suggest, or that the focal chose.
    fn concern_words(&self, concerns: &[Concern]) -> String {
        let words: Vec<String> = concerns.iter().map(|one| self.ui.t(one.text_key())).collect();
        words.join(" · ")
    }

    /// Whether a kind was ticked, now or before.
    fn is_concern(&self, kind: Concern) -> bool {
        if self.sent == "concerns" {
            return self.is_picked("concern", kind.code());
        }
        self.opened.record.attention.followed.concerns.contains(&kind)
    }

    fn slip_for(&self) -> Vec<Choice> {
        super::slip::FOR.iter().map(|one| (one.code(), one.text_key())).collect()
    }

    fn stage(&self) -> Stage {
        self.opened.record.attention.followed.stage
    }

    fn is_closed(&self) -> bool {
        self.stage() == Stage::Closed
    }

    /// Whether somebody said today that the child is here.
    fn is_here(&self) -> bool {
        words::is_today(self.opened.record.attention.here, clock::civil_day(self.now))
    }

    /// Since when something is new that nobody has answered.
    fn new_since(&self) -> Option<String> {
        let fresh = self.opened.record.attention.fresh?;
        Some(self.ui.t1("room-new-since", "when", &*self.ui.moment(&fresh)))
    }

    fn due(&self) -> Option<(String, String)> {
        let moment = self.opened.record.attention.moment?;
        Some((words::due(&self.ui, self.now, moment.due), self.ui.moment(&moment.due)))
    }

    /// A reason in the reader's language.
    fn reason<'a>(&self, reason: &'a Reason) -> &'a str {
        match self.ui.lang() {
            Lang::Km => &reason.km,
            Lang::En => &reason.en,
        }
    }

    /// Rules that hold for some of the possible dates, with their reasons.
    fn cannot_tell(&self) -> Vec<(&str, String)> {
        let rules = RuleSet::embedded();
        let codes = self.opened.record.attention.finding.cannot_tell.iter();
        codes
            .map(|code| {
                let text = rules.rule(code).map(|rule| self.reason(rule.text()).to_owned());
                (code.as_str(), text.unwrap_or_default())
            })
            .collect()
    }

    fn also_key(&self, also: &Also) -> &'static str {
        match also {
            Also::ActNow => "room-act-now",
            Also::HealthFirst => "room-act-health-first",
            Also::DoNotConfront => "room-act-do-not-confront",
            Also::MotherCase => "room-act-mother-case",
        }
    }

    fn answers(&self) -> Vec<String> {
        history::answers(&self.ui, &self.opened.record.attention.followed.support)
    }

    fn siblings(&self) -> impl Iterator<Item = &ChildRow> {
        self.opened.family.children.iter().filter(|row| row.id != self.opened.row.id)
    }

    /// The phone, where the family agreed that it is safe to call.
    fn phone(&self) -> Option<&str> {
        let agreed = &self.opened.record.attention.followed.agreed;
        let may_ring = agreed.contains(&Agreed::SafeToCall) && self.opened.record.may_ring;
        may_ring.then_some(self.opened.family.phone_typed.as_str())
    }

    fn colleagues(&self) -> impl Iterator<Item = &Member> {
        self.opened.members()
    }

    /// Who is kept out, by the name that they have where it was noted.
    fn excluded(&self) -> Vec<(StaffId, &str)> {
        let excluded = self.opened.record.attention.followed.excluded.iter();
        let name = |id: &StaffId| self.opened.names.get(id).map_or("", |name| own_name(*id, name));
        excluded.map(|id| (*id, name(id))).collect()
    }

    /// What may be vital: its rule, the rule's words, whether the rules found it. A focal may find any of them.
    fn vitals(&self) -> Vec<(&'static str, String, bool)> {
        let fired = &self.opened.record.attention.finding.fired;
        let one = |rule: Vital| {
            let code = rule.code();
            (code, words::of_rule(&self.ui, code), fired.iter().any(|it| it.code == code))
        };
        Vital::ALL.into_iter().map(one).collect()
    }

    /// Whether something that was called a mistake waits for the reason.
    fn asks_reason(&self) -> bool {
        let is_asked = self.said == NO_REASON || !self.typed.get("mistake_reason").is_empty();
        self.sent == "mistake" && is_asked && self.said != "room-slip-choose"
    }

    /// The notes that were called a mistake.
    fn mistaken(&self) -> Vec<&str> {
        self.typed.get("note").split('\n').collect()
    }

    fn is_open(&self, form: &str) -> bool {
        self.sent == form
    }

    /// Whether a choice or a tick was sent with this value.
    fn is_picked(&self, field: &str, value: &str) -> bool {
        self.typed.get(field).split('\n').any(|one| one == value)
    }

    /// Whether a slip was made, and no referral is noted yet.
    fn slip_waits(&self) -> bool {
        let is_referred = self.opened.record.attention.followed.is_referred;
        self.slip_is_ready && !is_referred && !self.is_closed()
    }

    fn wording(&self) -> &'static str {
        WORDING
    }
}

/// What the page's address says.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    noted: String,
}

/// `GET /room/child/{id}`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Path(id): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, WebError> {
    let child = ChildId::parse(&id).map_err(|_| WebError::NotFound)?;
    let opened = open(&door, &inside, child).await?;
    if needs_a_reason(&inside, &opened) {
        return ask_reason(&door, &inside, &opened, false).await;
    }
    let opened = viewed(&door, &inside, opened, String::new()).await?;
    let noted = said.noted.split(',').filter_map(|id| RowId::parse(id).ok()).collect();
    show(&door, &inside, opened, Slip::default(), noted).await
}

/// A child's record, if there is such a child and the reader may know of it.
pub(super) async fn open(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    child: ChildId,
) -> Result<Opened, WebError> {
    let (reader, event) = (inside.me.session.staff, inside.event());
    inside
        .read(door, move |conn, known| {
            // Who is kept out is asked before anything is read: the answer, and the work for it, is that for no child.
            let hidden: BTreeSet<FamilyId> = known.kept_from(reader).collect();
            let row = people::child(conn, child)?.filter(|row| !hidden.contains(&row.family));
            let row = row.ok_or(WebError::NotFound)?;
            let family = families::by_id(conn, row.family)?.ok_or(WebError::NotFound)?;
            let record =
                known.record(conn, row.family, child, reader)?.ok_or(WebError::NotFound)?;
            // A family of another event is known here only by what was noted here.
            if family.event != event && record.notes.is_empty() {
                return Err(WebError::NotFound);
            }
            let mut names = BTreeMap::new();
            let noting = record.notes.iter().filter_map(|note| note.by);
            let excluded = record.attention.followed.excluded.iter().copied();
            for who in noting.chain(excluded) {
                names.entry(who).or_insert(staff::name_of(conn, who)?);
            }
            let members = staff::all(conn, Some(event))?;
            let members = members.into_iter().filter(|one| !one.roles.is_empty()).collect();
            let came = Came::of(conn, &family, &row)?;
            Ok(Opened { record, row, family, names, members, came })
        })
        .await
}

/// Whether the reader has to say first why they open the record: nobody asked them to, or it is closed.
pub(super) fn needs_a_reason(inside: &Inside, opened: &Opened) -> bool {
    let attention = &opened.record.attention;
    let is_due = attention.is_listed() && !attention.is_closed();
    !is_due && !inside.room.has_viewed(opened.row.id)
}

/// Notes, once for each opening of the room, that the record was opened.
pub(super) async fn viewed(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    opened: Opened,
    reason: String,
) -> Result<Opened, WebError> {
    let child = opened.row.id;
    if !inside.room.is_first_view(child) {
        return Ok(opened);
    }
    let about = About { family: opened.row.family, child: Some(child) };
    let (event, by) = (inside.event(), inside.me.by(door.now()));
    let what = What::Viewed { reason };
    door.kit()?.store.write(move |sp| seal::note(sp, event, about, what, by)).await?;
    open(door, inside, child).await
}

#[derive(Template)]
#[template(path = "staff/room/reason.html")]
struct ReasonPage {
    ui: Ui,
    shell: Shell,
    event: String,
    row: ChildRow,
    ticket: u32,
    is_blank: bool,
}

/// The page that asks why a record is opened.
pub(super) async fn ask_reason(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    opened: &Opened,
    is_blank: bool,
) -> Result<Response, WebError> {
    let page = ReasonPage {
        ui: inside.me.ui(door),
        shell: inside.shell(door).await?,
        event: inside.event().to_string(),
        row: opened.row.clone(),
        ticket: opened.record.filed.ticket,
        is_blank,
    };
    let status = if is_blank { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// The page, also as the answer to something that could not be done.
pub(super) async fn show(
    door: &StaffDoor,
    inside: &Arc<Inside>,
    opened: Opened,
    slip: Slip,
    noted: Vec<RowId>,
) -> Result<Response, WebError> {
    let ui = inside.me.ui(door);
    let name = |id| opened.names.get(&id).cloned().unwrap_or_default();
    let mut lines = history::lines(&ui, &opened.record.notes, name);
    lines.reverse();
    let noted = noted
        .into_iter()
        .filter(|id| lines.iter().any(|line| line.id == *id && line.can_take_back))
        .collect();
    let typed = slip.typed.unwrap_or(Typed(BTreeMap::new()));
    let status = match slip.said {
        "" | "room-left" => StatusCode::OK,
        "room-stale" => StatusCode::CONFLICT,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let page = ChildPage {
        ui,
        shell: inside.shell(door).await?,
        event: inside.event().to_string(),
        now: door.now(),
        today: clock::civil_day(door.now()).to_string(),
        is_clock_trusted: super::is_clock_trusted(door).await?,
        said: slip.said,
        sent: typed.get("do").to_owned(),
        typed,
        lines,
        noted,
        slip_is_ready: inside.room.slip(opened.row.id).is_some(),
        me: inside.me.session.staff,
        my_name: inside.me.session.name.clone(),
        opened,
    };
    Ok((status, Html(page.render()?)).into_response())
}
