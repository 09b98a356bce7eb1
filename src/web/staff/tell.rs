//! Telling the focal: ticks, nothing to write. It is sealed as it is sent, and no page ever shows it again.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::{Pairs, value, values};
use crate::acts::{self, Telling};
use crate::domain::ids::{ChildId, EventId, FamilyId, RowId};
use crate::domain::safeguarding::{About, Disclosure, Reached, SafeNow, Sign, Told};
use crate::domain::staff::Room;
use crate::khmer::digits;
use crate::store::people::{self, ChildRow};
use crate::store::{StoreError, contacts, events, tickets};

/// A family about which something is told.
struct Chosen {
    family: FamilyId,
    event: EventId,
    ticket: u32,
    children: Vec<ChildRow>,
}

#[derive(Template)]
#[template(path = "staff/tell.html")]
struct TellPage {
    ui: Ui,
    shell: Shell,
    chosen: Option<Chosen>,
    /// The number that was asked for and is not there.
    unknown: String,
    /// What is missing, a text key.
    mistake: &'static str,
    /// What was ticked, where something was missing.
    ticked: Vec<(String, String)>,
    card: Vec<Reached>,
}

impl TellPage {
    fn is(&self, name: &str, code: &str) -> bool {
        self.ticked.iter().any(|(field, value)| field == name && value == code)
    }

    /// Whether a child is chosen: as it was sent, or because there is no other.
    fn is_child(&self, chosen: &Chosen, child: &ChildRow) -> bool {
        chosen.children.len() == 1 || self.is("child", &child.id.to_string())
    }

    fn signs(&self) -> &'static [Sign] {
        Sign::ALL
    }

    fn safe(&self) -> &'static [SafeNow] {
        SafeNow::ALL
    }

    fn told(&self) -> &'static [Told] {
        Told::ALL
    }
}

#[derive(Template)]
#[template(path = "staff/told.html")]
struct ToldPage {
    ui: Ui,
    shell: Shell,
    about: About,
    notes: Vec<RowId>,
    card: Vec<Reached>,
}

/// Which family is meant.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    family: String,
    number: String,
}

impl Asked {
    fn of(pairs: &[(String, String)]) -> Self {
        Self { family: value(pairs, "family").to_owned(), number: String::new() }
    }
}

/// The family that is meant, by its row or by its number in the line.
async fn choose(door: &StaffDoor, asked: &Asked) -> Result<Option<Chosen>, WebError> {
    let kit = door.kit()?;
    let by_row = FamilyId::parse(&asked.family).ok();
    let by_number: Option<u32> = digits::to_ascii(asked.number.trim()).parse().ok();
    let line = kit.event().map(|event| event.id);
    let chosen = kit.store.read(move |conn| {
        let family = match (by_row, by_number, line) {
            (Some(family), ..) => Some(family),
            (None, Some(number), Some(event)) => {
                tickets::by_number(conn, event, number)?.map(|ticket| ticket.family)
            }
            (None, ..) => None,
        };
        let Some(family) = family else { return Ok(None) };
        let (Some(event), Some(ticket)) =
            (events::of_family(conn, family)?, tickets::of_family(conn, family)?)
        else {
            return Ok(None);
        };
        let children = people::children_of(conn, family)?;
        Ok::<_, StoreError>(Some(Chosen {
            family,
            event: event.id,
            ticket: ticket.number,
            children,
        }))
    });
    Ok(chosen.await?)
}

/// The card that says whom to call; it stands beside the form always, so that it tells nothing.
pub(super) async fn card(door: &StaffDoor) -> Result<Vec<Reached>, WebError> {
    let kit = door.kit()?;
    let Some(event) = kit.event().map(|event| event.id) else { return Ok(Vec::new()) };
    Ok(kit.store.read(move |conn| contacts::of(conn, event)).await?)
}

/// `GET /tell`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Telling)?;
    show(&door, &me, asked, "", Vec::new()).await
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    asked: Asked,
    mistake: &'static str,
    ticked: Vec<(String, String)>,
) -> Result<Response, WebError> {
    let chosen = choose(door, &asked).await?;
    let page = TellPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "tell").await?,
        unknown: if chosen.is_none() { asked.number } else { String::new() },
        chosen,
        mistake,
        ticked,
        card: card(door).await?,
    };
    let status = if page.mistake.is_empty() && page.unknown.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// What a form says, in the order of the form.
fn telling(pairs: &[(String, String)], about: About) -> Telling {
    let signs = values(pairs, "sign");
    let told = values(pairs, "told");
    let safe_now = SafeNow::from_code(value(pairs, "safe"));
    // Whoever answers about it has been told something, ticked or not.
    let is_disclosed =
        !value(pairs, "disclosed").is_empty() || safe_now.is_some() || !told.is_empty();
    let is_ticked = |list: &[String], code: &str| list.iter().any(|ticked| ticked == code);
    Telling {
        about,
        signs: Sign::ALL.iter().copied().filter(|sign| is_ticked(&signs, sign.code())).collect(),
        here_now: !value(pairs, "here").is_empty(),
        disclosed: is_disclosed.then(|| Disclosure {
            safe_now: safe_now.unwrap_or(SafeNow::Unknown),
            told: Told::ALL.iter().copied().filter(|who| is_ticked(&told, who.code())).collect(),
        }),
    }
}

/// The child that a form names; the whole family where it names that. None where nobody is named.
fn about(chosen: &Chosen, child: &str) -> Option<About> {
    let family = chosen.family;
    match (chosen.children.as_slice(), child) {
        ([only], "") => Some(About { family, child: Some(only.id) }),
        (_, "all") => Some(About { family, child: None }),
        (children, child) => {
            let id = ChildId::parse(child).ok()?;
            children.iter().any(|row| row.id == id).then_some(About { family, child: Some(id) })
        }
    }
}

/// `POST /tell`: seals it. The answer says that it was noted, whatever it was.
pub(crate) async fn send(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Telling)?;
    let chosen = choose(&door, &Asked::of(&pairs)).await?.ok_or(WebError::NotFound)?;
    let Some(about) = about(&chosen, value(&pairs, "child")) else {
        return show(&door, &me, Asked::of(&pairs), "tell-who-missing", pairs).await;
    };
    let telling = telling(&pairs, about);
    if telling.is_empty() {
        return show(&door, &me, Asked::of(&pairs), "tell-nothing-ticked", pairs).await;
    }
    let kit = door.kit()?;
    // A family of an earlier event has that event's focal; whoever has to come is here.
    let (room, desk, by) = (chosen.event, me.session.desk, me.by(door.now()));
    let line = kit.event().map_or(room, |event| event.id);
    let notes = kit.store.write(move |sp| acts::tell(sp, (room, line), telling, desk, by)).await?;
    noted(&door, &me, about, notes).await
}

async fn noted(
    door: &StaffDoor,
    me: &Signed,
    about: About,
    notes: Vec<RowId>,
) -> Result<Response, WebError> {
    let page = ToldPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "tell").await?,
        about,
        notes,
        card: card(door).await?,
    };
    Ok(Html(page.render()?).into_response())
}

/// `POST /tell/other`: what was told just now was about another child. Sealed like everything else.
pub(crate) async fn other(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Telling)?;
    let chosen = choose(&door, &Asked::of(&pairs)).await?.ok_or(WebError::NotFound)?;
    let about = about(&chosen, value(&pairs, "child")).ok_or(WebError::BadForm)?;
    let notes: Vec<RowId> =
        values(&pairs, "note").iter().filter_map(|note| RowId::parse(note).ok()).take(2).collect();
    let (kit, by) = (door.kit()?, me.by(door.now()));
    let room = chosen.event;
    kit.store.write(move |sp| acts::told_of_wrong_child(sp, room, about, &notes, by)).await?;
    let family = Asked { family: chosen.family.to_string(), number: String::new() };
    show(&door, &me, family, "", Vec::new()).await
}
