//! Finding a family by number, name or phone. What is looked for never stands in an address.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};

use super::super::StaffDoor;
use super::super::bar::{self, Shell};
use super::super::error::WebError;
use super::super::lang::Ui;
use super::super::session::Signed;
use super::hit::Hit;
use super::{Pairs, value};
use crate::domain::staff::Room;
use crate::store::search;

#[derive(Template)]
#[template(path = "staff/search.html")]
struct SearchPage {
    ui: Ui,
    shell: Shell,
    typed: String,
    asked: bool,
    found: Vec<Hit>,
}

impl SearchPage {
    fn too_many(&self) -> bool {
        self.found.len() >= search::MOST
    }
}

/// `GET /search`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Desk)?;
    let page = SearchPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "search").await?,
        typed: String::new(),
        asked: false,
        found: Vec::new(),
    };
    Ok(Html(page.render()?))
}

/// `POST /search`
pub(crate) async fn find(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let mut me = me.enter(Room::Desk)?;
    let toggled = me.toggle(&pairs);
    let kit = door.kit()?;
    let typed: String = value(&pairs, "q").chars().take(200).collect();
    let (words, event) = (typed.clone(), kit.event().map(|event| event.id));
    let read = move |conn: &crate::store::Reading| {
        let found = search::find(conn, event, &words)?;
        Hit::all(conn, found, &words)
    };
    let found = kit.store.read(read).await?;
    let page = SearchPage {
        ui: me.ui(&door),
        shell: bar::shell(&door, &me, "search").await?,
        asked: !typed.is_empty(),
        typed,
        found,
    };
    Ok((toggled, Html(page.render()?)).into_response())
}
