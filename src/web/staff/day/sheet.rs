//! The day sheet and the event's sheet as files. Each print is in the journal.

use axum::extract::State;
use axum::response::Response;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use super::super::chosen::chosen;
use super::super::pdf;
use super::super::{Pairs, number, value};
use crate::acts::day::{self, Printing};
use crate::domain::staff::Room;
use crate::papers::{day_sheet, sheet};

/// `POST /day/sheet`: of one day, or with `day=event` of the whole event; of a closed one as it was.
pub(crate) async fn print(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    super::may_print(&me)?;
    let kit = door.kit()?;
    let event = chosen(&kit, value(&pairs, "event")).await?.event;
    let whole = value(&pairs, "day") == "event";
    let day_number: Option<u32> = number(&pairs, "day");
    let by = me.by(door.now());
    let printing = Printing { at: by.at, by: me.session.name.clone(), training: kit.training };
    let paper = kit
        .store
        .write(move |sp| {
            if whole {
                return day::print_event_sheet(sp, &event, &printing, by).map(Some);
            }
            day::print_day_sheet(sp, &event, day_number, &printing, by)
        })
        .await?
        .ok_or(WebError::NotFound)?;
    let name = if whole {
        "event-sheet".to_owned()
    } else {
        day_number.map_or_else(|| "day-sheet".to_owned(), |day| format!("day-sheet-{day}"))
    };
    let bytes = pdf::compose("a day sheet", move || sheet::pdf(&day_sheet::sheet(&paper))).await?;
    Ok(pdf::shown(&name, bytes))
}
