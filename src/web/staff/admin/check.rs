//! Is everything sound? One line a thing, red lines say what to do.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Html;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::{self, Shell, Signed};
use crate::check::{self, Finding};
use crate::domain::staff::Room;

#[derive(Template)]
#[template(path = "staff/check.html")]
struct CheckPage {
    ui: Ui,
    shell: Shell,
    findings: Vec<Finding>,
}

/// `GET /check`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let (now, addresses) = (door.now(), door.app().addresses().len());
    let working = Arc::clone(&kit);
    let findings = tokio::task::spawn_blocking(move || {
        let keyring = working.keyring.lock().map(|keyring| keyring.clone()).ok();
        check::look(&working.data, &working.key, keyring.as_ref(), addresses, now)
    })
    .await
    .map_err(|_| WebError::Broken("the check"))?;
    let page =
        CheckPage { ui: me.ui(&door), shell: session::shell(&door, &me, "event").await?, findings };
    Ok(Html(page.render()?))
}
