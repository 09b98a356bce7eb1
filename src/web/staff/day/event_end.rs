//! The end of an event: what is still open is listed, then it is closed; a closing by mistake is taken back.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, DayState, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use crate::acts::day::{self, DayError};
use crate::domain::day::in_a_line;
use crate::domain::staff::Room;
use crate::i18n::{self, Arg};
use crate::papers::day_sheet::{Body, Section};

#[derive(Template)]
#[template(path = "staff/day/event_end.html")]
struct EndPage {
    ui: Ui,
    shell: Shell,
    /// What is still open, in sentences.
    open: Vec<String>,
    sections: Vec<Section>,
    day_open: bool,
}

/// `GET /event/close`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    show(&door, &me, StatusCode::OK).await
}

async fn show(door: &StaffDoor, me: &Signed, status: StatusCode) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let Some(event) = kit.open_event() else {
        return Ok(Redirect::to("/day").into_response());
    };
    let today = crate::clock::civil_day(door.now());
    let account = kit.store.read(move |conn| day::event_account(conn, &event, today)).await?;
    let ui = me.ui(door);
    let whole = &account.whole;
    let line = |key: &str, count: usize, list: &str| {
        let count = i64::try_from(count).unwrap_or_default();
        let list = ui.n(list);
        let args = [("count", Arg::Count(count)), ("list", Arg::Text(&list))];
        (0 < count).then(|| i18n::text_with(ui.lang(), key, &args))
    };
    let mut unserved = whole.tickets.unserved.clone();
    unserved.extend(&whole.tickets.parked);
    let state =
        |place: usize| whole.children.whole.get(place).map_or(0, |count| count.all as usize);
    let blanks = &whole.receipts.blanks;
    let open = [
        line("event-end-unserved", unserved.len(), &in_a_line(&unserved)),
        line("event-end-undecided", state(6), ""),
        line("event-end-awaiting", state(3), ""),
        line("event-end-blanks", blanks.len(), &in_a_line(blanks)),
        line("event-end-drafts", whole.tickets.drafts as usize, ""),
    ];
    let day_open = matches!(bar::day_state(&kit).await?, DayState::Open(_));
    let page = EndPage {
        shell: bar::shell(door, me, "day").await?,
        open: open.into_iter().flatten().collect(),
        sections: day::event_sections(&account),
        day_open,
        ui,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /event/close`
pub(crate) async fn close(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let Some(event) = kit.open_event() else {
        return Ok(Redirect::to("/day").into_response());
    };
    let by = me.by(door.now());
    match kit.store.write(move |sp| day::close_event(sp, &event, by)).await {
        Ok(()) => {
            kit.event_changed().await?;
            door.app().line_changed();
            // The next chore makes another if this one fails.
            super::back_up(&kit, by.at).await;
            Ok(Redirect::to("/day?said=event-closed").into_response())
        }
        Err(DayError::Stale) => show(&door, &me, StatusCode::CONFLICT).await,
        Err(DayError::NoEvent) => {
            kit.event_changed().await?;
            Ok(Redirect::to("/day").into_response())
        }
        Err(err) => Err(err.into()),
    }
}

/// `POST /event/reopen`
pub(crate) async fn reopen(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let event = kit.event().ok_or(WebError::NotFound)?;
    let by = me.by(door.now());
    let done = kit.store.write(move |sp| day::reopen_event(sp, &event, by)).await;
    kit.event_changed().await?;
    match done {
        Ok(()) => {
            door.app().line_changed();
            Ok(Redirect::to("/day?said=event-reopened").into_response())
        }
        Err(DayError::Stale) => Ok(Redirect::to("/day").into_response()),
        Err(err) => Err(err.into()),
    }
}
