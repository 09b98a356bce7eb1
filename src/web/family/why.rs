//! Why a birth certificate matters.

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::{FamilyDoor, StaffDoor, assets};
use crate::app::App;

#[derive(Template)]
#[template(path = "family/why.html")]
struct WhyPage {
    ui: Ui,
    mark: &'static str,
}

/// `GET /why` on a phone.
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(door.app(), prefs)
}

/// `GET /why` on the laptop.
pub(crate) async fn staff_page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(door.app(), prefs)
}

fn show(app: &App, prefs: Prefs) -> Result<Html<String>, WebError> {
    Ok(Html(WhyPage { ui: Ui::new(prefs, app.training), mark: assets::mark() }.render()?))
}
