//! Reaching any family of the event by number or name, as for the questions at the focal's table.

use askama::Template;
use axum::extract::{Extension, Form, State};
use axum::response::Html;

use super::super::super::StaffDoor;
use super::super::super::bar::Shell;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::{Pairs, value};
use super::{In, Inside};
use crate::store::search::{self, Found};

#[derive(Template)]
#[template(path = "staff/room/find.html")]
struct FindPage {
    ui: Ui,
    shell: Shell,
    event: String,
    typed: String,
    asked: bool,
    found: Vec<Found>,
}

impl FindPage {
    fn too_many(&self) -> bool {
        search::MOST <= self.found.len()
    }
}

/// `GET /room/find`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    Extension(inside): In,
) -> Result<Html<String>, WebError> {
    show(&door, &inside, "", Vec::new()).await
}

/// `POST /room/find`: what is looked for never stands in an address.
pub(crate) async fn find(
    State(door): State<StaffDoor>,
    Extension(inside): In,
    Form(pairs): Pairs,
) -> Result<Html<String>, WebError> {
    let (typed, event) = (value(&pairs, "q").to_owned(), inside.event());
    let reader = inside.me.session.staff;
    let sought = typed.clone();
    let found = inside
        .read(&door, move |conn, known| {
            if sought.is_empty() {
                return Ok(Vec::new());
            }
            let hidden: Vec<_> = known.kept_from(reader).collect();
            let mut found = search::find(conn, Some(event), &sought)?;
            // Nothing found and nothing to be found by this reader read alike.
            found.retain(|one| one.event == event && !hidden.contains(&one.child.family));
            Ok(found)
        })
        .await?;
    show(&door, &inside, &typed, found).await
}

async fn show(
    door: &StaffDoor,
    inside: &Inside,
    typed: &str,
    found: Vec<Found>,
) -> Result<Html<String>, WebError> {
    let page = FindPage {
        ui: inside.me.ui(door),
        shell: inside.shell(door).await?,
        event: inside.event().to_string(),
        typed: typed.to_owned(),
        asked: !typed.is_empty(),
        found,
    };
    Ok(Html(page.render()?))
}
