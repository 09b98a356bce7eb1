//! Is everything sound? One line a thing, the worst first; red lines say what to do. And the test page.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::session::Signed;
use super::super::pdf;
use crate::acts;
use crate::check::{self, Finding, Grade, Subject};
use crate::clock;
use crate::domain::staff::Room;
use crate::papers::sheet;

#[derive(Template)]
#[template(path = "staff/check.html")]
struct CheckPage {
    ui: Ui,
    shell: Shell,
    findings: Vec<Line>,
    red: bool,
    drilled: bool,
}

/// One finding in words.
struct Line {
    what: &'static str,
    grade: &'static str,
    name: String,
    sentence: String,
}

impl Line {
    fn of(finding: &Finding, ui: &Ui) -> Self {
        Self {
            what: finding.what,
            grade: match finding.grade {
                Grade::Red => "stop",
                Grade::Attend => "attend",
                Grade::Good => "good",
            },
            name: finding.name(ui.lang()),
            sentence: finding.sentence(ui.lang()),
        }
    }
}

/// `GET /check`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Html<String>, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let (at, addresses) = (door.now(), door.app().addresses().len());
    let working = Arc::clone(&kit);
    let findings = tokio::task::spawn_blocking(move || {
        let keyring = working.keyring.lock().map(|keyring| keyring.clone()).ok();
        let drilled = working.drilled.lock().ok().and_then(|drilled| drilled.clone());
        check::look(&Subject {
            data: &working.data,
            key: &working.key,
            keyring: keyring.as_ref(),
            addresses,
            drilled: drilled.as_ref(),
            at,
        })
    })
    .await
    .map_err(|_| WebError::Broken("the check"))?;
    let ui = me.ui(&door);
    let page = CheckPage {
        red: check::is_red(&findings),
        drilled: kit.drilled.lock().is_ok_and(|drilled| drilled.is_some()),
        findings: findings.iter().map(|finding| Line::of(finding, &ui)).collect(),
        shell: bar::shell(&door, &me, "event").await?,
        ui,
    };
    Ok(Html(page.render()?))
}

/// `POST /check`: makes a backup, restores it in a place of its own, compares, and takes both away.
pub(crate) async fn drill(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let (kit, at) = (door.kit()?, door.now());
    let by = me.by(at);
    kit.store.write(move |sp| acts::noted(sp, acts::Outside::Drill, by)).await?;
    let working = Arc::clone(&kit);
    // It goes on when the browser does not wait for it, and is there when the page is opened again.
    let done = tokio::task::spawn_blocking(move || {
        let drilled = check::drill(&working.data, &working.key, at);
        if let Ok(mut last) = working.drilled.lock() {
            *last = Some(drilled);
        }
    });
    done.await.map_err(|_| WebError::Broken("the drill"))?;
    Ok(Redirect::to("/check").into_response())
}

/// `GET /check/print`: the test page.
pub(crate) async fn test_page(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let kit = door.kit()?;
    let (at, event) = (door.now(), kit.event());
    let training = kit.training;
    drop(me);
    let page = move || sheet::pdf(&acts::test_page(event.as_deref(), at, training));
    Ok(pdf::shown("test-page", pdf::compose("the test page", page).await?))
}

/// `POST /check/printed`: somebody measured the line and read everything.
pub(crate) async fn printed(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let by = me.by(door.now());
    let day = clock::civil_day(by.at).to_string();
    door.kit()?.store.write(move |sp| acts::test_printed(sp, check::TEST_PRINT, &day, by)).await?;
    Ok(Redirect::to("/check").into_response())
}
