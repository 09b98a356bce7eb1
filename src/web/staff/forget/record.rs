//! One act of wiping: what went, what became of the copies, and the paper that is signed.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::day::sheet::{printing, shown};
use crate::acts::{self, Copies};
use crate::domain::event::Event;
use crate::domain::ids::{EventId, RowId};
use crate::domain::staff::Room;
use crate::papers::day_sheet::{Body, Section};
use crate::store::forget::{self, Handed, Wipe};
use crate::store::{StoreError, events, staff};

#[derive(Template)]
#[template(path = "staff/forget/record.html")]
struct RecordPage {
    ui: Ui,
    shell: Shell,
    id: RowId,
    event: EventId,
    sections: Vec<Section>,
    /// Whether every copy that the kit knows of is gone.
    is_whole: bool,
}

/// An act with what its record says beside it.
struct Record {
    wipe: Wipe,
    handed: Vec<Handed>,
    event: Event,
    who: String,
}

async fn read(door: &StaffDoor, id: &str) -> Result<Record, WebError> {
    let id = RowId::parse(id).map_err(|_| WebError::NotFound)?;
    let found = door
        .kit()?
        .store
        .read(move |conn| {
            let Some(wipe) = forget::by_id(conn, id)? else { return Ok(None) };
            let Some(event) = events::by_id(conn, wipe.event)? else { return Ok(None) };
            let who = wipe.staff.map_or(Ok(String::new()), |staff| staff::name_of(conn, staff))?;
            let handed = forget::once_handed_over(conn, wipe.event)?;
            Ok::<_, StoreError>(Some(Record { wipe, handed, event, who }))
        })
        .await?;
    found.ok_or(WebError::NotFound)
}

/// `GET /forget/{id}`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let Record { wipe, handed, event, who } = read(&door, &id).await?;
    let page = RecordPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "event").await?,
        id: wipe.id,
        event: event.id,
        sections: acts::record_sections(&wipe, &handed, &who)?,
        is_whole: Copies::of(&wipe).is_some_and(|copies| copies.is_whole()),
    };
    Ok(Html(page.render()?).into_response())
}

/// `GET /forget/{id}/pdf`
pub(crate) async fn paper(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let Record { wipe, handed, event, who } = read(&door, &id).await?;
    let paper = acts::record_sheet(&event, &wipe, &handed, &who, &printing(&door, &me)?)?;
    shown(&format!("wiped-{}", wipe.id), paper).await
}

/// `POST /forget/{id}/finish`: the file anew and the copies once more, after a stick came back.
pub(crate) async fn finish(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let wipe = read(&door, &id).await?.wipe;
    door.kit()?.finish_forgetting(wipe.id, me.by(door.now())).await?;
    Ok(Redirect::to(&format!("/forget/{}", wipe.id)).into_response())
}
