//! What leaves of the register: the copy sheet as paper, the file for the certificates. Both are written down.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::session::Signed;
use super::super::chosen::chosen;
use super::super::{Pairs, pdf, value};
use super::{which, which_of};
use crate::acts::register as acts;
use crate::domain::event::Event;
use crate::domain::staff::Room;
use crate::exchange::certificates;
use crate::papers::{register_copy, sheet as papers};
use crate::store::register::{self, Row};

/// Reads what an export holds, as far as `belongs` says, and writes down that it left.
async fn leave(
    door: &StaffDoor,
    me: &Signed,
    pairs: &[(String, String)],
    act: &'static str,
    belongs: fn(&Row) -> bool,
) -> Result<(Vec<Row>, Arc<Event>, &'static str), WebError> {
    let kit = door.kit()?;
    let chosen = chosen(&kit, value(pairs, "event")).await?.event;
    let event = chosen.id;
    let (code, now, by) = (which_of(value(pairs, "which")), door.now(), me.by(door.now()));
    let mut rows =
        kit.store.read(move |conn| register::list(conn, event, which(code, now))).await?;
    rows.retain(belongs);
    let count = rows.len();
    kit.store.write(move |sp| acts::exported(sp, event, act, count, code, by)).await?;
    Ok((rows, chosen, code))
}

/// `POST /register/sheet`: the copy sheet as paper; written down as an export.
pub(crate) async fn sheet(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    let (rows, event, code) = leave(&door, &me, &pairs, "export_register_sheet", |_| true).await?;
    let kit = door.kit()?;
    let (now, training, who) = (door.now(), kit.training, me.session.name.clone());
    let bytes = pdf::compose("the copy sheet", move || {
        let copy = acts::sheet(&rows, &event, code, &who, now, training);
        papers::pdf(&register_copy::sheet(&copy))
    })
    .await?;
    Ok(pdf::shown("register-copy", bytes))
}

/// `POST /register/csv`: a file for the commune's own template of the certificate; written down as an export.
pub(crate) async fn csv(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Desk)?;
    // Whoever's entry was taken back gets no certificate.
    let written = |row: &Row| !row.is_withdrawn();
    let (rows, event, _) = leave(&door, &me, &pairs, "export_register_csv", written).await?;
    let bytes = certificates::write(&rows, &event)
        .map_err(|_| WebError::Broken("the file of certificates"))?;
    Ok(pdf::file("text/csv; charset=utf-8", "attachment", "certificates.csv", bytes))
}
