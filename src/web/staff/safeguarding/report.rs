//! The event's report with the part that only the room can count: referred by level, contacted in time, small numbers
//! hidden. Of families that whoever prints it may not know of, nothing is counted.

use axum::extract::{Extension, State};
use axum::response::Response;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::admin::report::table_of;
use super::super::day::sheet::{printing, shown};
use super::{In, Inside};
use crate::acts::report::{Report, event_report, report_sheet};
use crate::acts::seal;
use crate::domain::event::Event;
use crate::domain::tally::safeguarding_part;
use crate::store::{StoreError, events};

/// The report, which leaves now: it is written down as everything of the room is, without what it was.
async fn report(door: &StaffDoor, inside: &Inside) -> Result<(Event, Report), WebError> {
    let (reader, id) = (inside.me.session.staff, inside.event());
    let made = inside
        .read(door, move |conn, known| {
            let event = events::by_id(conn, id)?;
            let event = event.ok_or(StoreError::BadRow("the event of a room"))?;
            let mut report = event_report(conn, id)?;
            report.focal = Some(safeguarding_part(&known.referred(reader)));
            Ok((event, report))
        })
        .await?;
    let by = inside.me.by(door.now());
    door.kit()?.store.write(move |sp| seal::left(sp, by)).await?;
    Ok(made)
}

/// `GET /room/report`
pub(crate) async fn paper(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Response, WebError> {
    let (event, report) = report(&door, &inside).await?;
    let paper = report_sheet(&event, &report, &printing(&door, &inside.me)?);
    shown("event-report", paper).await
}

/// `GET /room/report/table`
pub(crate) async fn table(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Response, WebError> {
    let (_, report) = report(&door, &inside).await?;
    table_of(&report)
}
