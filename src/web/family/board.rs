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
use crate::i18n::dates;
use crate::store::{StoreError, tickets};

/// Most numbers shown as being served; more could not be read from afar.
const SERVING: u32 = 6;

/// Most numbers shown as coming next.
const NEXT: u32 = 5;

/// Why a certificate matters, a line for each minute.
const WHY: [&str; 9] = [
    "why-line-school",
    "why-line-health",
    "why-line-family",
    "why-line-work",
    "why-line-protection",
    "why-line-inheritance",
    "why-line-days",
    "why-line-papers",
    "why-line-travel",
];

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

    fn newest_digits(&self) -> u32 {
        digits(self.serving.get(..1).unwrap_or_default())
    }

    fn others_digits(&self) -> u32 {
        digits(self.others())
    }

    /// The time of day in the other digits.
    fn other_clock(&self) -> String {
        dates::time_of_day(self.ui.prefs.lang.other(), self.now)
    }

    /// What stands on top: where nothing is served any more, only what the page is.
    fn title(&self) -> &'static str {
        let is_shut = self.serving.is_empty() && self.closed.is_some();
        if is_shut { "room-board" } else { "board-title" }
    }

    /// The lines at the foot, one a minute; while the desk is closed nobody is told to stay in the line.
    fn why(&self) -> impl Iterator<Item = &'static str> {
        let is_closed = self.closed.is_some();
        WHY.into_iter().filter(move |key| !is_closed || *key != "why-line-papers")
    }
}

/// How many digits the longest of these numbers has: the sizes on the board go by it. A paper form's has four.
fn digits(serving: &[(u32, u8, bool)]) -> u32 {
    serving.iter().map(|(number, ..)| number.checked_ilog10().unwrap_or(0) + 1).max().unwrap_or(1)
}

async fn show(app: &Arc<App>, prefs: Prefs) -> Result<Html<String>, WebError> {
    let kit = app.kit().ok_or(WebError::Locked)?;
    let closed = desk_closed(&kit).await?;
    let is_over = closed.as_ref().is_some_and(|closed| closed.over.is_some());
    // A number that was called before the event ended is called no longer.
    let (serving, next) = match kit.event().filter(|_| !is_over) {
        Some(event) => {
            // Families who wait for another day are not next.
            let most = if closed.is_some() { 0 } else { NEXT };
            kit.store
                .read(move |conn| {
                    Ok::<_, StoreError>((
                        tickets::now_serving(conn, event.id, SERVING)?,
                        tickets::coming_next(conn, event.id, most)?,
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
        closed,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_number_says_how_many_digits_there_are() {
        for (number, of_it) in [(0, 1), (9, 1), (10, 2), (99, 2), (100, 3), (999, 3), (9001, 4)] {
            assert_eq!(digits(&[(1, 1, true), (number, 2, false)]), of_it, "{number}");
        }
    }
}
