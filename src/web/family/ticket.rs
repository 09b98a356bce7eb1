//! The ticket: a number, the place in the line, and what to hold ready.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::{Timestamp, ToSpan as _};

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::{FamilyDoor, assets};
use super::{DeskClosed, desk_closed};
use crate::app::Kit;
use crate::domain::ids::EventId;
use crate::domain::queue::{self, Place, Wait};
use crate::papers::picture::Picture;
use crate::seal::token::Token;
use crate::store::tickets::{self, Ticket};
use crate::store::{StoreError, drafts, events, people, sessions};

#[derive(Template)]
#[template(path = "family/ticket.html")]
struct TicketPage {
    ui: Ui,
    mark: &'static str,
    number: u32,
    place: &'static str,
    desk: Option<u8>,
    before: u32,
    wait: Wait,
    papers: Vec<&'static str>,
    children: usize,
    /// Which child has which picture, by its place on the form.
    pictures: Vec<(u8, Picture)>,
    now: Timestamp,
    closed: Option<DeskClosed>,
}

impl TicketPage {
    /// Whether this family is told that the desk is closed: all but those who are there or done with it. A call that
    /// stood when the event ended is none any more.
    fn is_closed(&self) -> bool {
        match self.place {
            "at_desk" | "done" => false,
            "called" => self.is_over(),
            _ => self.closed.is_some(),
        }
    }

    fn is_over(&self) -> bool {
        self.closed.as_ref().is_some_and(|closed| closed.over.is_some())
    }

    fn is_called(&self) -> bool {
        self.place == "called" && !self.is_closed()
    }
}

struct Standing {
    ticket: Ticket,
    before: u32,
    desks: u8,
    served: Vec<u32>,
    children: Vec<u8>,
}

/// Whether nobody is served today; a ticket of an event before the open one is over for good.
async fn closed_for(kit: &Kit, event: EventId) -> Result<Option<DeskClosed>, WebError> {
    if kit.event().is_some_and(|at_hand| at_hand.id == event) {
        return desk_closed(kit).await;
    }
    let over = kit.store.read(move |conn| events::by_id(conn, event)).await?;
    Ok(over.map(|over| DeskClosed { over: Some(Arc::new(over)), next: None }))
}

/// `GET /ticket/{token}`: whose token is unknown learns the same as about a page that does not exist.
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    Path(token): Path<String>,
    prefs: Prefs,
    _headers: HeaderMap,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let token = Token::parse(&token).ok_or(WebError::NotFound)?;
    let (hash, now) = (token.hash(), door.now());
    let draft = kit
        .store
        .read(move |conn| drafts::by_token(conn, &hash))
        .await?
        .ok_or(WebError::NotFound)?;
    let Some(family) = draft.family else {
        return Ok(Redirect::to("/form").into_response());
    };
    let standing = kit
        .store
        .read(move |conn| {
            let ticket = tickets::of_family(conn, family)?
                .ok_or(StoreError::BadRow("a family without a ticket"))?;
            Ok::<_, StoreError>(Standing {
                before: tickets::before(conn, &ticket)?,
                desks: sessions::desks_open(conn, now.checked_sub(30.minutes()).unwrap_or(now))?,
                served: tickets::served_seconds(conn, ticket.event)?,
                children: people::children_of(conn, family)?
                    .iter()
                    .map(|row| row.position)
                    .collect(),
                ticket,
            })
        })
        .await?;
    let event = kit.event();
    let page = TicketPage {
        ui: Ui::new(prefs, kit.training),
        mark: assets::mark(),
        number: standing.ticket.number,
        place: standing.ticket.place.code(),
        desk: match standing.ticket.place {
            Place::Called { desk } => Some(desk),
            Place::Waiting
            | Place::AtDesk { .. }
            | Place::Missed
            | Place::Parked { .. }
            | Place::Done => None,
        },
        before: standing.before,
        wait: queue::wait(standing.before, standing.desks, &standing.served),
        papers: event
            .map(|event| event.papers.iter().map(|paper| paper.text_key()).collect())
            .unwrap_or_default(),
        children: standing.children.len(),
        pictures: pictures(standing.ticket.number, &standing.children),
        now,
        closed: closed_for(&kit, draft.event).await?,
    };
    Ok(Html(page.render()?).into_response())
}

/// The picture of each child; no name, since others see the page.
fn pictures(ticket: u32, positions: &[u8]) -> Vec<(u8, Picture)> {
    positions.iter().map(|position| (*position, Picture::of(ticket, *position))).collect()
}
