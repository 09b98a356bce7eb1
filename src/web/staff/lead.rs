//! The button that asks for the team lead, and the page that rings. It says from where, never why.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::session::Signed;
use super::super::{StaffDoor, assets};
use crate::acts;
use crate::store::calls::{self, Call};
use crate::store::journal::By;

#[derive(Template)]
#[template(path = "staff/called.html")]
struct CalledPage {
    ui: Ui,
    mark: &'static str,
}

#[derive(Template)]
#[template(path = "staff/lead.html")]
struct LeadPage {
    ui: Ui,
    mark: &'static str,
    calls: Vec<Call>,
}

/// `POST /call`: for a jammed printer as for a child. The answer is the same for all.
pub(crate) async fn call(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let (desk, by) = (me.session.desk, me.by(door.now()));
    if let Some(event) = kit.event().map(|event| event.id) {
        kit.store.write(move |sp| acts::call_lead(sp, event, desk, by)).await?;
    }
    let page = CalledPage { ui: me.ui(&door), mark: assets::mark() };
    Ok(Html(page.render()?).into_response())
}

/// `GET /lead`: rings where nobody is signed in. What it shows is no secret: a number of a desk.
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    let kit = door.kit()?;
    let calls = match kit.event().map(|event| event.id) {
        Some(event) => kit.store.read(move |conn| calls::waiting(conn, event)).await?,
        None => Vec::new(),
    };
    let page = LeadPage { ui: Ui::new(prefs, kit.training), mark: assets::mark(), calls };
    Ok(Html(page.render()?))
}

/// `POST /lead/{number}/coming`: the team lead is on the way.
pub(crate) async fn coming(
    State(door): State<StaffDoor>,
    Path(number): Path<i64>,
) -> Result<Redirect, WebError> {
    let (kit, by) = (door.kit()?, By { staff: None, at: door.now() });
    kit.store.write(move |sp| acts::answer_call(sp, number, by)).await?;
    Ok(Redirect::to("/lead"))
}
