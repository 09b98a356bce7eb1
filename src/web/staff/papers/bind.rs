//! A receipt that was written by hand finds its child: from the child's card, or from the paper that was scanned.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::{Pairs, value};
use crate::acts::{self, BindError, Sought};
use crate::domain::ids::{ChildId, FamilyId};
use crate::domain::staff::Room;
use crate::khmer;
use crate::store::blanks::{self, Blank};
use crate::store::people::ChildRow;
use crate::store::{StoreError, people, receipts, tickets};

/// Why a number was not taken, in a sentence.
pub(crate) fn sentence(ui: &Ui, err: BindError) -> Result<String, WebError> {
    Ok(match err {
        BindError::Blank => ui.t("register-bind-blank"),
        BindError::NotOurs => ui.t("register-bind-not-ours"),
        BindError::Short => ui.t("register-bind-short"),
        BindError::Damaged { group: Some(group) } => {
            ui.t1("collect-damaged-group", "group", &ui.n(group))
        }
        BindError::Damaged { group: None } => ui.t("register-bind-damaged"),
        BindError::Training => ui.t("register-bind-training"),
        BindError::OtherEvent => ui.t("register-bind-other-event"),
        BindError::OtherLaptop => ui.t("register-bind-other-laptop"),
        BindError::NoSuchNumber => ui.t("register-bind-no-such-number"),
        BindError::Bound { ticket } => ui.t1("register-bind-bound", "ticket", &ui.n(ticket)),
        BindError::Spoilt => ui.t("register-bind-spoilt"),
        BindError::ChildHas { number } => ui.t1("register-bind-child-has", "number", &ui.n(number)),
        BindError::Closed => ui.t("register-bind-closed"),
        BindError::Printed => ui.t("register-bind-printed"),
        BindError::Unknown => return Err(WebError::NotFound),
        BindError::Store(err) => return Err(err.into()),
    })
}

#[derive(Template)]
#[template(path = "staff/bind.html")]
struct BindPage {
    ui: Ui,
    shell: Shell,
    child: ChildRow,
    said: String,
    typed: String,
}

async fn refused(
    door: &StaffDoor,
    me: &Signed,
    child: ChildRow,
    err: BindError,
    typed: String,
) -> Result<Response, WebError> {
    let ui = me.ui(door);
    let page = BindPage {
        said: sentence(&ui, err)?,
        shell: bar::shell(door, me, "desk").await?,
        ui,
        child,
        typed,
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

async fn child_of(door: &StaffDoor, id: &str) -> Result<ChildRow, WebError> {
    let id = ChildId::parse(id).map_err(|_| WebError::NotFound)?;
    let row = door.kit()?.store.read(move |conn| people::child(conn, id)).await?;
    row.ok_or(WebError::NotFound)
}

fn card(child: &ChildRow) -> Response {
    Redirect::to(&format!("/desk/family/{}#child-{}", child.family, child.id)).into_response()
}

/// `POST /desk/child/{id}/bind`: the family holds this paper already.
pub(crate) async fn bind(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let child = child_of(&door, &id).await?;
    let typed: String = value(&pairs, "number").chars().take(200).collect();
    let (id, number, by) = (child.id, typed.clone(), me.by(door.now()));
    match door.kit()?.store.write(move |sp| acts::bind(sp, id, &number, by)).await {
        Ok(_) => Ok(card(&child)),
        Err(err) => refused(&door, &me, child, err, typed).await,
    }
}

/// `POST /desk/child/{id}/unbind`: it was another child's paper.
pub(crate) async fn unbind(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let child = child_of(&door, &id).await?;
    let (id, by) = (child.id, me.by(door.now()));
    let shown: String = value(&pairs, "number").chars().take(20).collect();
    match door.kit()?.store.write(move |sp| acts::unbind(sp, id, &shown, by)).await {
        // Taken back twice is taken back.
        Ok(()) | Err(BindError::NoSuchNumber) => Ok(card(&child)),
        Err(err) => refused(&door, &me, child, err, String::new()).await,
    }
}

#[derive(Template)]
#[template(path = "staff/blank.html")]
struct BlankPage {
    ui: Ui,
    shell: Shell,
    number: String,
    blank: Blank,
    ticket: String,
    family: Option<FamilyId>,
    /// The children of that ticket, and whether each has a receipt that stays.
    children: Vec<(ChildRow, bool)>,
}

impl BlankPage {
    fn verdict(&self) -> &'static str {
        match (self.blank.child, self.blank.spoilt_at) {
            (Some(_), _) => "bound",
            (None, Some(_)) => "spoilt",
            (None, None) => "unbound",
        }
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Asked {
    ticket: String,
}

/// Where a genuine code leads that no child has yet; nothing if it is not of the open event.
pub(crate) async fn page_of(door: &StaffDoor, typed: String) -> Result<Option<String>, WebError> {
    let kit = door.kit()?;
    let Some(event) = kit.event() else { return Ok(None) };
    let found = kit
        .store
        .read(move |conn| match acts::seek_receipt(conn, &event, &typed) {
            Ok(Sought::Known(blank)) => Ok(Some(acts::number_of(&blank.code))),
            Err(BindError::Store(err)) => Err(err),
            Ok(Sought::Unlisted(_)) | Err(_) => Ok(None),
        })
        .await?;
    Ok(found.map(|number| format!("/papers/blank/{number}")))
}

/// `GET /papers/blank/{number}`: what this paper is, and which child it may be given to.
pub(crate) async fn blank(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(number): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Desk)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let ticket: Option<u32> = khmer::digits::to_ascii(asked.ticket.trim()).parse().ok();
    let read = kit
        .store
        .read(move |conn| {
            let blank = match acts::seek_receipt(conn, &event, &number) {
                Ok(Sought::Known(blank)) => blank,
                Err(BindError::Store(err)) => return Err(err),
                Ok(Sought::Unlisted(_)) | Err(_) => return Ok(None),
            };
            let found = match ticket {
                Some(ticket) => tickets::by_number(conn, event.id, ticket)?,
                None => None,
            };
            let mut children = Vec::new();
            if let Some(ticket) = &found {
                for child in people::children_of(conn, ticket.family)? {
                    let has = match receipts::code_of(conn, child.id)? {
                        Some(code) => !blanks::gives_way(conn, &code)?,
                        None => false,
                    };
                    children.push((child, has));
                }
            }
            Ok::<_, StoreError>(Some((blank, found.map(|ticket| ticket.family), children)))
        })
        .await?;
    let (blank, family, children) = read.ok_or(WebError::NotFound)?;
    let page = BlankPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "collect").await?,
        number: acts::number_of(&blank.code),
        blank,
        ticket: asked.ticket.trim().chars().take(6).collect(),
        family,
        children,
    };
    Ok(Html(page.render()?))
}
