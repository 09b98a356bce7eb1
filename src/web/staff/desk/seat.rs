//! The desk before a family is chosen: the line, and at which desk somebody sits.
#![allow(clippy::cmp_owned, reason = "a template compares copies of what it is lent")]

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::{Pairs, number, value};
use super::line::{self, Line, names};
use crate::acts::{self, SeatError, Way};
use crate::domain::queue::{MAX_DESKS, Place};
use crate::domain::staff::Room;
use crate::store::StoreError;
use crate::store::sessions::Sitting;
use crate::store::tickets::{self, Ticket};

/// A desk at which others sit: whoever wants it is asked once.
struct Ask {
    desk: u8,
    others: Vec<Sitting>,
    /// Whether it is theirs by the morning's list, and was not chosen just now.
    own: bool,
}

impl Ask {
    fn names(&self) -> String {
        names(&self.others)
    }
}

#[derive(Template)]
#[template(path = "staff/desk.html")]
struct DeskPage {
    ui: Ui,
    shell: Shell,
    line: Line,
    /// Whether nobody was waiting when "next" was pressed.
    nobody: bool,
    /// The family that has just gone, to be fetched back if that was a slip.
    left: Option<Ticket>,
    /// Who sits at the other desks.
    sitting: Vec<Sitting>,
    ask: Option<Ask>,
    /// Who is on the way already, when the next one was asked for.
    way: Option<Way>,
}

impl DeskPage {
    /// Those on the way, as they are read.
    fn called(&self, way: &Way) -> String {
        self.ui.n(line::joined(way.called.iter().copied(), ", "))
    }

    /// Those on the way, as the button carries them that says yes.
    fn carried(&self, way: &Way) -> String {
        line::joined(way.called.iter().copied(), " ")
    }

    fn desks(&self) -> std::ops::RangeInclusive<u8> {
        1..=MAX_DESKS
    }

    /// Who else sits at a desk, in one line; empty when nobody does.
    fn at(&self, desk: &u8) -> String {
        let there: Vec<Sitting> =
            self.sitting.iter().filter(|other| other.desk == *desk).cloned().collect();
        names(&there)
    }
}

#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    nobody: Option<String>,
    left: Option<u32>,
}

/// `GET /desk`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(said): Query<Said>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    show(&door, &me, &said, None, None).await
}

/// Asks whether one more is to be called although others are on the way.
pub(super) async fn ask_before_next(
    door: &StaffDoor,
    me: &Signed,
    way: Way,
) -> Result<Response, WebError> {
    show(door, me, &Said::default(), None, Some(way)).await
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    said: &Said,
    ask: Option<Ask>,
    way: Option<Way>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = kit.event().map(|event| event.id);
    let (staff, mine, now) = (me.session.staff, me.session.desk, door.now());
    let number = said.left;
    let (left, sitting, own) = kit
        .store
        .read(move |conn| {
            let Some(event) = event else { return Ok((None, Vec::new(), None)) };
            let left = match number {
                Some(number) => tickets::by_number(conn, event, number)?,
                None => None,
            };
            let own = match mine {
                None => acts::own_desk(conn, event, staff)?,
                Some(_) => None,
            };
            Ok::<_, StoreError>((left, acts::sitting(conn, staff, now)?, own))
        })
        .await?;
    let status = if ask.is_some() || way.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let own = own.map(|desk| {
        let others = sitting.iter().filter(|other| other.desk == desk).cloned().collect();
        Ask { desk, others, own: true }
    });
    let page = DeskPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "desk").await?,
        line: line::read(door, me, None).await?,
        nobody: said.nobody.is_some(),
        left: left.filter(|ticket| {
            matches!(ticket.place, Place::Missed | Place::Parked { .. } | Place::Waiting)
        }),
        sitting,
        ask: ask.or(own.filter(|own| !own.others.is_empty())),
        way,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /desk/take`: sits the officer down at a desk. Where others sit they are named, and `beside` says yes to that.
pub(crate) async fn take(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let kit = door.kit()?;
    let desk: u8 = number(&pairs, "desk")
        .filter(|desk| (1..=MAX_DESKS).contains(desk))
        .ok_or(WebError::BadForm)?;
    let (token, staff, now) = (me.token, me.session.staff, door.now());
    let seated = if value(&pairs, "beside").is_empty() {
        kit.store.write(move |sp| acts::take_desk(sp, &token, staff, desk, now)).await
    } else {
        kit.store.write(move |sp| acts::share_desk(sp, &token, desk).map_err(SeatError::from)).await
    };
    match seated {
        Ok(()) => Ok(Redirect::to("/desk").into_response()),
        Err(SeatError::Occupied(others)) => {
            show(&door, &me, &Said::default(), Some(Ask { desk, others, own: false }), None).await
        }
        Err(SeatError::Store(err)) => Err(err.into()),
    }
}
