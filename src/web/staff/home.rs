//! The laptop's start page: where phones find the kit, how things stand, where staff go.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::super::bar::{self, DayState, States};
use super::super::error::WebError;
use super::super::lang::{Prefs, Ui};
use super::super::session::{Perhaps, Signed};
use super::super::{StaffDoor, assets};
use super::value;
use crate::acts;
use crate::app::App;
use crate::check::program;
use crate::domain::event::Event;
use crate::domain::staff::{Role, Room};
use crate::i18n::{self, Arg};
use crate::lan;
use crate::store::backup::{self, Restored};
use crate::store::journal::By;
use crate::store::{settings, staff};
use crate::typeset::qr;

/// One address that phones may reach.
pub(crate) struct Shown {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) qr: String,
    pub(crate) phones: usize,
    pub(crate) up: bool,
    pub(crate) chosen: bool,
}

#[derive(Template)]
#[template(path = "staff/home.html")]
struct HomePage {
    ui: Ui,
    mark: &'static str,
    event: Option<std::sync::Arc<Event>>,
    wifi_qr: String,
    shown: Vec<Shown>,
    states: States,
    phones: usize,
    no_focal: bool,
    poster: bool,
    day: DayState,
    me: Option<Signed>,
    /// The backup this kit goes on from, until an administrator has said that they read it.
    restored: Option<Restored>,
}

impl HomePage {
    /// Whether the button of a room is shown: to everybody while nobody is signed in, then to those who may enter.
    fn offers(&self, room: Room) -> bool {
        self.me.as_ref().is_none_or(|me| me.may(room))
    }

    /// Which program this is, and of which day.
    fn program(&self) -> String {
        let built = program::BUILT.parse();
        let built = built.map_or(program::BUILT.to_owned(), |day| self.ui.day(&day));
        self.ui.t2("home-program", "number", program::VERSION, "day", built.as_str())
    }

    /// Whether the one signed in may say that they have read of the restored backup.
    fn may_confirm(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.may(Room::Administration))
    }

    /// By how much numbers go on higher after a restore, and why.
    fn numbers_go_on(&self) -> String {
        let [tickets, receipts, forms] = Restored::SKIPPED.map(|skipped| self.ui.n(skipped));
        let args = [("tickets", &tickets), ("receipts", &receipts), ("forms", &forms)];
        let args = args.map(|(name, skipped)| (name, Arg::Text(skipped)));
        i18n::text_with(self.ui.lang(), "restored-numbers", &args)
    }

    /// Somebody who is signed in and has no room of their own yet.
    fn has_no_room(&self) -> bool {
        let work = [Room::Entry, Room::Desk, Room::Collect, Room::Papers];
        let mut rooms = work.into_iter().chain([Room::Administration, Room::Follow]);
        self.me.as_ref().is_some_and(|me| !rooms.any(|room| me.may(room)))
    }

    /// Whether the one signed in follows children. Nobody else is shown that there is a list.
    fn follows(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.may(Room::Follow))
    }
}

/// Addresses with their QR codes, the chosen or likeliest first.
async fn addresses(app: &App) -> Result<Vec<Shown>, WebError> {
    let kit = app.kit().ok_or(WebError::Locked)?;
    let candidates = app.addresses();
    let network = network_of(&candidates);
    let chosen = kit.store.read(move |conn| settings::chosen_address(conn, &network)).await?;
    let ports = app.ports();
    let port = ports.family.first().copied().unwrap_or(8080);
    // Port 80 is shorter to type, where the system allowed it.
    let suffix = if ports.family.contains(&80) { String::new() } else { format!(":{port}") };
    let mut shown: Vec<Shown> = candidates
        .iter()
        .map(|address| {
            let url = format!("http://{}{suffix}/", address.ip);
            Shown {
                qr: qr::svg(&url),
                phones: app.seen.phones(address.ip),
                chosen: chosen.as_deref() == Some(&address.ip.to_string()),
                name: address.name.clone(),
                up: address.up,
                url,
            }
        })
        .collect();
    shown.sort_by_key(|address| !address.chosen);
    Ok(shown)
}

/// A network as the kit remembers it: the set of the laptop's addresses on it.
fn network_of(candidates: &[lan::Address]) -> String {
    let mut all: Vec<String> = candidates.iter().map(|address| address.ip.to_string()).collect();
    all.sort();
    all.join(" ")
}

async fn show(
    door: &StaffDoor,
    prefs: Prefs,
    me: Option<Signed>,
    poster: bool,
) -> Result<Html<String>, WebError> {
    let kit = door.kit()?;
    let event = kit.event();
    let shown = addresses(door.app()).await?;
    let focals = match &event {
        Some(event) => {
            let id = event.id;
            kit.store.read(move |conn| staff::count_with(conn, id, Role::Focal)).await?
        }
        None => 0,
    };
    let wifi_qr = match &event {
        Some(event) if !event.wifi_name.is_empty() => {
            qr::svg(&lan::wifi_qr_text(&event.wifi_name, &event.wifi_password))
        }
        Some(_) | None => String::new(),
    };
    let page = HomePage {
        ui: Ui::new(prefs, kit.training),
        mark: assets::mark(),
        wifi_qr,
        phones: shown.iter().map(|address| address.phones).sum(),
        states: bar::states(door).await?,
        no_focal: focals == 0,
        shown,
        day: bar::day_state(&kit).await?,
        event,
        poster,
        me,
        restored: if poster { None } else { kit.store.read(backup::restored).await? },
    };
    Ok(Html(page.render()?))
}

/// `GET /`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    Perhaps(me): Perhaps,
) -> Result<Html<String>, WebError> {
    show(&door, prefs, me, false).await
}

/// `GET /poster`
pub(crate) async fn poster(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Html<String>, WebError> {
    show(&door, prefs, None, true).await
}

/// `POST /address`: the address to show first on this network from now on.
pub(crate) async fn choose_address(
    State(door): State<StaffDoor>,
    Perhaps(me): Perhaps,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let candidates = door.app().addresses();
    let typed = value(&pairs, "address");
    let host = typed.trim_start_matches("http://").split([':', '/']).next().unwrap_or("");
    if candidates.iter().any(|address| address.ip.to_string() == host) {
        let (network, host) = (network_of(&candidates), host.to_owned());
        let by = By { staff: me.map(|me| me.session.staff), at: door.now() };
        kit.store.write(move |sp| acts::choose_address(sp, &network, &host, by)).await?;
    }
    Ok(Redirect::to("/").into_response())
}

/// `POST /restored`: an administrator has read which backup the kit goes on from.
pub(crate) async fn restored(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Redirect, WebError> {
    let me = me.enter(Room::Administration)?;
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::restore_seen(sp, by)).await?;
    Ok(Redirect::to("/"))
}

/// `POST /prefs`
pub(crate) async fn prefs(
    prefs: Prefs,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    super::super::family::start::prefs(prefs, headers, Form(pairs)).await
}
