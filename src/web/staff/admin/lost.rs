//! The card for a laptop that was stolen or lost, and the list of those who have to be told.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::chosen::{Chosen, chosen};
use super::super::day::sheet::{printing, shown};
use super::super::forget::Asked;
use crate::acts;
use crate::acts::card::{affected_sheet, card_sections, card_sheet};
use crate::domain::staff::Room;
use crate::papers::day_sheet::{Body, Section};
use crate::store::lost;

#[derive(Template)]
#[template(path = "staff/lost.html")]
struct LostPage {
    ui: Ui,
    shell: Shell,
    chosen: Chosen,
    sections: Vec<Section>,
}

/// `GET /lost`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let chosen = chosen(&*door.kit()?, &asked.event).await?;
    let page = LostPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "event").await?,
        sections: card_sections(&chosen.event),
        chosen,
    };
    Ok(Html(page.render()?).into_response())
}

/// `GET /lost/card`: the card, to be kept where the laptop is not.
pub(crate) async fn card(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = chosen(&kit, &asked.event).await?.event;
    let (id, by) = (event.id, me.by(door.now()));
    kit.store.write(move |sp| acts::left(sp, id, "print_lost_card", by)).await?;
    shown("lost-laptop", card_sheet(&event, &printing(&door, &me)?)).await
}

/// `GET /lost/tickets`: whose papers are on this kit, by number and village.
pub(crate) async fn tickets(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(asked): Query<Asked>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = chosen(&kit, &asked.event).await?.event;
    let (id, by) = (event.id, me.by(door.now()));
    let affected = kit.store.read(move |conn| lost::affected(conn, id)).await?;
    kit.store.write(move |sp| acts::left(sp, id, "print_lost_tickets", by)).await?;
    let paper = affected_sheet(&event, &affected, &printing(&door, &me)?);
    shown("lost-laptop-tickets", paper).await
}
