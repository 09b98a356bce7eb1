//! Date and time looked wrong; somebody looked at them and says that they are right.

use axum::Form;
use axum::extract::State;
use axum::response::Redirect;
use jiff::SignedDuration;

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::session::Signed;
use super::value;
use crate::acts;
use crate::domain::staff::Room;
use crate::store::journal::time;

/// What was read on a page older than this is no word about the clock as it stands now.
const STILL_THE_SAME: SignedDuration = SignedDuration::from_mins(10);

/// `POST /clock`: an administrator read date and time on the page and says that they are right.
pub(crate) async fn right(
    State(door): State<StaffDoor>,
    me: Signed,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Redirect, WebError> {
    let me = me.enter(Room::Administration)?;
    let now = door.now();
    let shown = value(&pairs, "shown").parse().ok().map(time);
    if shown.is_some_and(|shown| now.duration_since(shown).abs() < STILL_THE_SAME) {
        let by = me.by(now);
        door.kit()?.store.write(move |sp| acts::confirm_clock(sp, by)).await?;
    }
    Ok(Redirect::to("/"))
}
