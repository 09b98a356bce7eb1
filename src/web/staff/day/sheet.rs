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
use crate::papers::day_sheet::{self, DaySheet};
use crate::papers::sheet;

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
    let printing = printing(&door, &me)?;
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
    shown(&name, paper).await
}

/// Who prints a sheet, and when.
pub(crate) fn printing(door: &StaffDoor, me: &Signed) -> Result<Printing, WebError> {
    let training = door.kit()?.training;
    Ok(Printing { at: door.now(), by: me.session.name.clone(), training })
}

/// A sheet, for the browser to show under a name that is nobody's.
pub(crate) async fn shown(name: &str, paper: DaySheet) -> Result<Response, WebError> {
    let job = move || sheet::pdf(&day_sheet::sheet(&paper));
    Ok(pdf::shown(name, pdf::compose("a sheet", job).await?))
}
