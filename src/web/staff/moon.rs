//! The days that a Khmer date may mean, as one chooses from its lists at the laptop. Pages without script show the same
//! choices when they are saved.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};

use super::super::StaffDoor;
use super::super::error::WebError;
use super::super::fields::{self, StepView};
use super::super::lang::Ui;
use super::super::session::Signed;
use super::{Pairs, value};
use crate::acts;
use crate::domain::intake::{self, Answers};
use crate::domain::staff::Room;

#[derive(Template)]
#[template(path = "staff/moon.html")]
struct Fragment {
    ui: Ui,
    step: StepView,
}

/// `POST /moon`: choices for one birth, whose fields begin with `of`; no content where there is nothing to choose from.
/// Nothing is kept.
pub(crate) async fn days(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    if !me.may(Room::Entry) && !me.may(Room::Desk) {
        return Err(WebError::NotFound);
    }
    let event = door.kit()?.event().ok_or(WebError::NotFound)?;
    let setting = acts::form_setting(&event, door.now());
    let answers = Answers::from_pairs(pairs.iter().map(|(name, value)| (name, value)));
    let Some(step) = intake::which_day(value(&pairs, "of"), &answers, &setting) else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    let ui = me.ui(&door);
    let step = fields::view(&ui, &step, &answers, &[]);
    Ok(Html(Fragment { ui, step }.render()?).into_response())
}
