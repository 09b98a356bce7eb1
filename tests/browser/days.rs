//! Pages of a day and of places, listed beside the others of `pages.rs`.

use crate::kit::Kit;
use crate::pages::Act::{Press, Type};
use crate::pages::Door::Staff;
use crate::pages::{Page, after, page};
use crate::window::Window;

/// The administrator's pages before a day is opened, and while nothing is left to close.
pub(crate) const BEFORE_THE_DAY: &[Page] = &[
    page("day-none", Staff, "/day"),
    page("day-open", Staff, "/day/open"),
    after(
        "day-open-mistakes",
        Staff,
        "/day/open",
        422,
        &[Type("#forms", "many"), Type("#book_1", "12"), Press("form[action='/day/open'] button")],
    ),
    page("event-close", Staff, "/event/close"),
];

/// While a day is open.
pub(crate) const DAY: &[Page] = &[
    page("home-open-day", Staff, "/"),
    page("day", Staff, "/day"),
    page("day-count", Staff, "/day/count"),
    page("day-close", Staff, "/day/close"),
    after(
        "day-close-looked",
        Staff,
        "/day/close",
        200,
        &[Type("#left", "3"), Press("form[action='/day/close'] button[value=look]")],
    ),
];

/// The first-run page's place of the event, chosen among those that the letters may mean.
pub(crate) const PLACES: &[Page] = &[
    after(
        "setup-places",
        Staff,
        "/setup",
        422,
        &[Type("#commune", "krapeu"), Press("form[action='/setup'] button.large")],
    ),
    after(
        "setup-places-none",
        Staff,
        "/setup",
        422,
        &[Type("#commune", "xyzzy"), Press("form[action='/setup'] button.large")],
    ),
];

/// Opens today, with forms counted and one register book.
pub(crate) async fn open_a_day(window: &Window, kit: &Kit) {
    window.go(&kit.staff("/day/open")).await;
    window.tick("input[name=clock][value=right]").await;
    for (css, words) in [
        ("#forms", "60"),
        ("#low", "10"),
        ("#book_1", "12"),
        ("#book_1_next", "1"),
        ("#book_1_left", "150"),
    ] {
        window.type_in(css, words).await;
    }
    window.press("form[action='/day/open'] button").await;
}
