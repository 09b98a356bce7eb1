//! Talks with families: noted, corrected, taken off the list, put back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::Pairs;
use super::super::typed::{Typed, Wrong};
use super::{Asked, Slip, show};
use crate::acts;
use crate::acts::day::DayError;
use crate::domain::day::{MOST_LISTENERS, TOPICS, time_of_day};
use crate::domain::ids::EventId;
use crate::domain::staff::Room;
use crate::khmer::digits;
use crate::store::talks::Talk;

fn read(ui: &Ui, typed: &Typed, id: i64) -> Result<Talk, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut slip = |field: &str, text: &str| {
        wrong.push(Wrong::at(field, ui.t(text)));
    };
    let held_at = time_of_day(typed.get("held_at")).unwrap_or_else(|| {
        slip("held_at", "mistake-talk-time");
        String::new()
    });
    let topic = typed.get("topic").to_owned();
    if !TOPICS.contains(&topic.as_str()) {
        slip("topic", "mistake-talk-topic");
    }
    let mut listeners = |field: &str| -> u32 {
        let ascii = digits::to_ascii(typed.get(field));
        let parsed = if ascii.is_empty() { Some(0) } else { ascii.parse().ok() };
        parsed.filter(|count| *count <= MOST_LISTENERS).unwrap_or_else(|| {
            slip(field, "mistake-talk-count");
            u32::MAX
        })
    };
    let (women, men) = (listeners("women"), listeners("men"));
    if women == 0 && men == 0 {
        slip("women", "mistake-talk-nobody");
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let version = typed.get("version").parse().unwrap_or(0);
    Ok(Talk { id, held_at, topic, women, men, version })
}

fn event_of(door: &StaffDoor) -> Result<EventId, WebError> {
    door.kit()?.open_event().map(|event| event.id).ok_or(WebError::Over)
}

/// `POST /day/talks`
pub(crate) async fn note(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (event, by, typed) = (event_of(&door)?, me.by(door.now()), Typed::of(&pairs));
    let talk = match read(&me.ui(&door), &typed, 0) {
        Ok(talk) => talk,
        Err(wrong) => {
            let slip = Slip { typed: Some(typed), wrong, ..Slip::default() };
            return show(&door, &me, Asked::default(), slip).await;
        }
    };
    door.kit()?.store.write(move |sp| acts::note_talk(sp, event, &talk, by)).await?;
    Ok(Redirect::to("/day?said=noted#talks").into_response())
}

/// `POST /day/talks/{id}`
pub(crate) async fn correct(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<i64>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (event, by, typed) = (event_of(&door)?, me.by(door.now()), Typed::of(&pairs));
    let talk = match read(&me.ui(&door), &typed, id) {
        Ok(talk) => talk,
        Err(wrong) => {
            let slip = Slip { typed: Some(typed), wrong, about: id, stale: false };
            return show(&door, &me, Asked::default(), slip).await;
        }
    };
    let done = door.kit()?.store.write(move |sp| acts::correct_talk(sp, event, &talk, by)).await;
    answer(&door, &me, done, "/day?said=corrected#talks".to_owned()).await
}

/// `POST /day/talks/{id}/remove`
pub(crate) async fn remove(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<i64>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (event, by) = (event_of(&door)?, me.by(door.now()));
    let done = door.kit()?.store.write(move |sp| acts::remove_talk(sp, event, id, by)).await;
    answer(&door, &me, done, format!("/day?said=removed&talk={id}#talks")).await
}

/// `POST /day/talks/{id}/back`
pub(crate) async fn back(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<i64>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Entry)?;
    let (event, by) = (event_of(&door)?, me.by(door.now()));
    let done = door.kit()?.store.write(move |sp| acts::put_talk_back(sp, event, id, by)).await;
    answer(&door, &me, done, "/day?said=back#talks".to_owned()).await
}

async fn answer(
    door: &StaffDoor,
    me: &Signed,
    done: Result<(), DayError>,
    to: String,
) -> Result<Response, WebError> {
    match done {
        Ok(()) => Ok(Redirect::to(&to).into_response()),
        Err(DayError::Stale) => {
            show(door, me, Asked::default(), Slip { stale: true, ..Slip::default() }).await
        }
        Err(err) => Err(err.into()),
    }
}
