//! Two children seen side by side: what the officer says of them, and taking that back.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use super::super::{Pairs, value, values};
use super::decide::family_of;
use crate::acts;
use crate::domain::case::Step;
use crate::domain::ids::ChildId;
use crate::domain::staff::Room;
use crate::store::{alike, people};

/// The two children of a form, and the page of the first.
async fn both(
    door: &StaffDoor,
    id: &str,
    pairs: &[(String, String)],
) -> Result<(ChildId, ChildId, String), WebError> {
    let id = ChildId::parse(id).map_err(|_| WebError::NotFound)?;
    let other = ChildId::parse(value(pairs, "other")).map_err(|_| WebError::BadForm)?;
    if id == other {
        return Err(WebError::BadForm);
    }
    let family = family_of(door, id).await?;
    family_of(door, other).await?;
    Ok((id, other, format!("/desk/family/{family}#child-{id}")))
}

/// `POST /desk/child/{id}/pair`: what the officer says of two children seen side by side.
pub(crate) async fn answer(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let answer = match value(&pairs, "answer") {
        "same" => "same",
        "twins" => "twins",
        "different" => "different",
        _ => return Err(WebError::BadForm),
    };
    let (id, other, page) = both(&door, &id, &pairs).await?;
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::answer_pair(sp, id, other, answer, by)).await?;
    Ok(Redirect::to(&page).into_response())
}

/// `POST /desk/child/{id}/pair/undo`: the two are asked about again.
pub(crate) async fn undo(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let (id, other, page) = both(&door, &id, &pairs).await?;
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::forget_pair(sp, id, other, by)).await?;
    Ok(Redirect::to(&page).into_response())
}

/// Children who the form says are other ones; `None` while a pair is open about which it says nothing, so that no
/// child is entered past an unanswered question. Scored on a reader, as everywhere.
pub(super) async fn looked_at(
    door: &StaffDoor,
    child: ChildId,
    step: &Step,
    pairs: &[(String, String)],
) -> Result<Option<Vec<ChildId>>, WebError> {
    if !acts::is_entry(step) {
        return Ok(Some(Vec::new()));
    }
    let open = door
        .kit()?
        .store
        .read(move |conn| match people::child(conn, child)? {
            Some(row) => alike::likely(conn, &row),
            None => Ok(Vec::new()),
        })
        .await?;
    let looked = values(pairs, "looked");
    let open: Vec<ChildId> = open.into_iter().map(|alike| alike.child).collect();
    Ok(open.iter().all(|other| looked.contains(&other.to_string())).then_some(open))
}
