//! The board: which number goes to which desk. Numbers only, never a name.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::response::{Html, Response};
use jiff::Timestamp;

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::net::gate::Here;
use super::super::{FamilyDoor, StaffDoor, assets, live as stream};
use super::{DeskClosed, desk_closed};
use crate::app::App;
use crate::store::{StoreError, tickets};

/// Most numbers shown as being served; more could not be read from afar.
const SERVING: u32 = 6;

/// Most numbers shown as coming next.
const NEXT: u32 = 5;

#[derive(Template)]
#[template(path = "family/board.html")]
struct BoardPage {
    ui: Ui,
    mark: &'static str,
    serving: Vec<(u32, u8, bool)>,
    next: Vec<u32>,
    now: Timestamp,
    closed: Option<DeskClosed>,
}

impl BoardPage {
    fn newest(&self) -> Option<&(u32, u8, bool)> {
        self.serving.first()
    }

    fn others(&self) -> &[(u32, u8, bool)] {
        self.serving.get(1..).unwrap_or_default()
    }

    fn millis(&self) -> i64 {
        self.now.as_millisecond()
    }
}

async fn show(app: &Arc<App>, prefs: Prefs) -> Result<Html<String>, WebError> {
    let kit = app.kit().ok_or(WebError::Locked)?;
    let (serving, next) = match kit.event() {
        Some(event) => {
            kit.store
                .read(move |conn| {
                    Ok::<_, StoreError>((
                        tickets::now_serving(conn, event.id, SERVING)?,
                        tickets::coming_next(conn, event.id, NEXT)?,
                    ))
                })
                .await?
        }
        None => (Vec::new(), Vec::new()),
    };
    let page = BoardPage {
        ui: Ui::new(prefs, kit.training),
        mark: assets::mark(),
        serving,
        next,
        now: (app.now)(),
        closed: desk_closed(&kit).await?,
    };
    Ok(Html(page.render()?))
}

/// `GET /board` on a phone or a screen in the yard.
pub(crate) async fn page(
    State(door): State<FamilyDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(door.app(), prefs).await
}

/// `GET /board/live`
pub(crate) async fn live(State(door): State<FamilyDoor>) -> Result<Response, WebError> {
    stream::stream(door.app(), &door.app().streams.families)
}

/// `GET /board` on the laptop.
pub(crate) async fn staff_page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(door.app(), prefs).await
}

/// `GET /board/live` on the laptop.
pub(crate) async fn staff_live(
    State(door): State<StaffDoor>,
    device: Option<Extension<Here>>,
) -> Result<Response, WebError> {
    stream::for_device(&door, device.map(|Extension(Here(id))| id))
}
