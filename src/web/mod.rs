//! The doors. Two routers with two states: what is not in the family door's router cannot be reached from a
//! family's phone, whatever a handler forgets. Every route of the product stands on this one page.

mod above;
mod around;
mod assets;
mod bar;
mod doubts;
mod error;
mod family;
mod fields;
mod guard;
pub(crate) mod joined;
mod kept;
mod lang;
pub mod limits;
mod live;
mod many;
mod marked;
mod net;
mod offers;
mod own_pin;
mod presence;
mod session;
mod spelling;
mod staff;
mod upload;
pub mod waiting;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state, map_response};
use axum::routing::{get, post};

use crate::app::{App, Kit};
use crate::domain::staff::Room;
use around::{finish, guarded, or_nowhere, whole};
use error::WebError;
use guard::{Gate, Reach};

/// What a family's page can reach.
#[derive(Clone)]
pub(crate) struct FamilyDoor(Arc<App>);

/// What a staff page can reach, and from where it was asked for.
#[derive(Clone)]
pub(crate) struct StaffDoor(Arc<App>, Reach);

impl StaffDoor {
    /// Whether the page is shown on the laptop itself, where its keys and its disk are looked after.
    pub(crate) fn is_at_the_laptop(&self) -> bool {
        self.1 == Reach::Laptop
    }
}

macro_rules! doors {
    ($($door:ident),+) => {$(
        impl $door {
            /// The open kit.
            pub(crate) fn kit(&self) -> Result<Arc<Kit>, WebError> {
                self.0.kit().ok_or(WebError::Locked)
            }

            /// The time.
            pub(crate) fn now(&self) -> jiff::Timestamp {
                (self.0.now)()
            }

            /// The shared state.
            pub(crate) fn app(&self) -> &Arc<App> {
                &self.0
            }
        }
    )+};
}

doors!(FamilyDoor, StaffDoor);

/// The door for phones: plain HTTP on the local network.
pub fn family_router(app: &Arc<App>) -> Router {
    let door = FamilyDoor(Arc::clone(app));
    let open = Router::new()
        .route("/", get(family::start::page))
        .route("/start", post(family::start::begin))
        .route("/resume", post(family::start::resume))
        .route("/form", get(family::draft::current))
        .route("/form/{step}", get(family::draft::page).post(family::draft::save))
        .route("/check", get(family::draft::check))
        .route("/send", post(family::draft::send))
        .route("/photos", get(family::photos::page))
        .route("/photos/{id}/remove", post(family::photos::remove))
        .route("/ticket/{token}", get(family::ticket::page))
        .route("/board", get(family::board::page))
        .route("/board/live", get(family::board::live))
        .layer(DefaultBodyLimit::max(limits::FORM_BYTES))
        .merge(
            Router::new()
                .route("/photos", post(family::photos::add))
                .layer(DefaultBodyLimit::max(limits::PHOTO_BYTES)),
        )
        .layer(from_fn_with_state(Arc::clone(app), guard::open_for_families));
    let always = Router::new()
        .route("/why", get(family::why::page))
        .route("/why/yard", get(family::why::yard))
        .route("/prefs", post(family::start::prefs))
        .route("/static/{mark}/{file}", get(assets::asset))
        .layer(DefaultBodyLimit::max(limits::FORM_BYTES));
    let guarded = finish(open.merge(always).with_state(door), Gate(Arc::clone(app), Reach::Family));
    let training = app.training;
    // Phones ask foreign names whether there is internet; these five are answered before the Host is looked at.
    let probes = Router::new()
        .route("/generate_204", get(family::probes::no_content))
        .route("/gen_204", get(family::probes::no_content))
        .route("/hotspot-detect.html", get(family::probes::apple))
        .route("/library/test/success.html", get(family::probes::apple))
        .route("/connecttest.txt", get(family::probes::windows))
        .route("/ncsi.txt", get(family::probes::ncsi))
        .route("/success.txt", get(family::probes::firefox))
        .method_not_allowed_fallback(move |prefs| async move { guard::nowhere(prefs, training) })
        .layer(from_fn(guard::small_head))
        .layer(map_response(guard::headers));
    whole(probes.merge(guarded))
}

/// The door for staff: the laptop's loopback address.
pub fn staff_router(app: &Arc<App>) -> Router {
    use staff::{admin, damaged, focals, forget, keys, restore, setup, sheet, sign_in};
    let door = StaffDoor(Arc::clone(app), Reach::Laptop);
    // What is looked after at the laptop itself: its keys, its disk, and who else may come in.
    let own = Router::new()
        .route("/keys", get(keys::page))
        .route("/keys/add", post(keys::add))
        .route("/keys/{slot}/change", post(keys::change))
        .route("/keys/{slot}/remove", post(keys::remove))
        .route("/focals", get(focals::page))
        .route("/focals/add", post(focals::add))
        .route("/focals/change", post(focals::change))
        .route("/focals/open", post(focals::let_in))
        .route("/focals/{id}/remove", post(focals::remove))
        .route("/keys/recovery", post(sheet::make))
        .route("/keys/recovery/confirm", post(sheet::confirm))
        .route("/backup", get(admin::backup::page).post(admin::backup::make))
        .route("/backup/place", post(admin::backup::place))
        .route("/lost", get(admin::lost::page))
        .route("/lost/card", get(admin::lost::card))
        .route("/lost/tickets", get(admin::lost::tickets))
        .route("/forget", get(forget::page).post(forget::wipe))
        .route("/forget/handed-over", post(forget::handed_over))
        .route("/forget/terms", post(forget::terms))
        .route("/forget/{id}", get(forget::record::page))
        .route("/forget/{id}/pdf", get(forget::record::paper))
        .route("/forget/{id}/finish", post(forget::record::finish))
        .merge(devices_by_own_pin(&door));
    let always = Router::new()
        .route("/setup", get(setup::page).post(setup::found))
        .route("/restore", get(restore::page).post(restore::restore))
        .route("/unlock", get(sign_in::unlock_page).post(sign_in::unlock))
        .route("/damaged", get(damaged::page).post(damaged::repair))
        .layer(from_fn_with_state(door.clone(), spelling::at_the_door))
        .layer(DefaultBodyLimit::max(limits::FORM_BYTES));
    let all = rooms(&door, own).merge(always).merge(open_to_all(&door));
    whole(finish(all.with_state(door), Gate(Arc::clone(app), Reach::Laptop)))
}

/// The door for staff devices on the network, behind TLS: the staff's rooms for devices that were let in, a page that
/// says how to be let in for all others.
pub fn net_router(app: &Arc<App>) -> Router {
    let door = StaffDoor(Arc::clone(app), Reach::Network);
    let inside = rooms(&door, Router::new())
        .route("/joined/addresses", get(net::join::addresses))
        .merge(open_to_all(&door));
    // Asked for by devices that nobody knows yet; `net::gate` lets them through.
    let outside = Router::new()
        .route("/pair/{code}", get(net::pair::page).post(net::pair::pair))
        .route("/join/knock", post(net::join::knock))
        .route("/join/show", post(net::join::show))
        .route("/join/answer/{id}", get(net::join::answer))
        .layer(DefaultBodyLimit::max(limits::FORM_BYTES));
    // The gate stands before what is nowhere as well, so that a stranger cannot tell what there is.
    let gate = Gate(Arc::clone(app), Reach::Network);
    let all = or_nowhere(inside.merge(outside).with_state(door.clone()), gate.clone());
    let gated = all.layer(from_fn_with_state(door, net::gate::let_in));
    whole(guarded(gated, gate).layer(from_fn(net::cookies::behind_tls)))
}

/// The plain half of that door: what helps to install the kit's authority, and nothing else.
pub fn plain_router(app: &Arc<App>) -> Router {
    let pages = Router::new()
        .route("/", get(net::plain::page))
        .route("/install", get(net::plain::install))
        .route("/outreach-kit.crt", get(net::plain::certificate))
        .route("/static/{mark}/{file}", get(assets::asset));
    let door = StaffDoor(Arc::clone(app), Reach::Plain);
    whole(finish(pages.with_state(door), Gate(Arc::clone(app), Reach::Plain)))
}

/// The staff's rooms, wherever they are shown, and those of `own` that only one place has.
#[expect(clippy::too_many_lines, reason = "every route of this door stands on one page")]
fn rooms(door: &StaffDoor, own: Router<StaffDoor>) -> Router<StaffDoor> {
    use staff::{
        admin, clock, collect, day, desk, entry, home, lead, moon, papers, ready, receipts,
        register, search, sign_in, tell,
    };
    Router::new()
        .route("/", get(home::page))
        .route("/poster", get(home::poster))
        .route("/address", post(home::choose_address))
        .route("/restored", post(home::restored))
        .route("/clock", post(clock::right))
        .route("/here", post(sign_in::here))
        .route("/sign-in", get(sign_in::page).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/next-person", post(sign_in::hand_on))
        .route("/board", get(family::board::staff_page))
        .route("/board/live", get(family::board::staff_live))
        .route("/desk", get(desk::seat::page))
        .route("/desk/live", get(desk::line::live))
        .route("/desk/take", post(desk::seat::take))
        .route("/desk/next", post(desk::line::next))
        .route("/desk/ticket/{number}/{step}", post(desk::line::step))
        .route("/desk/family/{id}", get(desk::visit::page))
        .route("/desk/family/{id}/papers", post(desk::papers::save))
        .route("/desk/family/{id}/correct", get(desk::correct::page).post(desk::correct::save))
        .route("/desk/family/{id}/receipts", post(desk::decide::receipts))
        .route("/desk/child/{id}/name", post(desk::correct::name))
        .route("/desk/child/{id}/decide", post(desk::decide::decide))
        .route("/desk/child/{id}/undo", post(desk::decide::undo))
        .route("/desk/child/{id}/receipt", post(desk::decide::receipt))
        .route("/desk/child/{id}/pair", post(desk::pair::answer))
        .route("/desk/child/{id}/pair/undo", post(desk::pair::undo))
        .route("/desk/child/{id}/bind", post(papers::bind::bind))
        .route("/desk/child/{id}/unbind", post(papers::bind::unbind))
        .route("/desk/photo/{id}", get(desk::visit::photo))
        .route("/tell", get(tell::page).post(tell::send))
        .route("/tell/other", post(tell::other))
        .route("/call", post(lead::call))
        .route("/lead", get(lead::page))
        .route("/lead/{number}/coming", post(lead::coming))
        .route("/search", get(search::page).post(search::find))
        .route("/entry", get(entry::page).post(entry::begin))
        .route("/entry/paper", post(entry::paper))
        .route("/entry/paper/release", post(entry::release))
        .route("/entry/{draft}", get(entry::form).post(entry::save))
        .route("/entry/{draft}/done", get(entry::done))
        .route("/receipts", get(receipts::page).post(receipts::batch))
        .route("/receipts/{id}", get(receipts::preview))
        .route("/receipts/{id}/printed", post(receipts::printed))
        .route("/receipts/{id}/copy", post(receipts::copy))
        .route("/receipts/{id}/pdf", get(receipts::pdf))
        .route("/papers", get(papers::page))
        .route("/papers/receipts", post(papers::receipts))
        .route("/papers/receipts/{what}", post(papers::spoil_receipt))
        .route("/papers/forms", post(papers::forms))
        .route("/papers/forms/{what}", post(papers::spoil_form))
        .route("/papers/run/{id}", get(papers::run::page))
        .route("/papers/run/{id}/again", post(papers::run::again))
        .route("/papers/run/{id}/pdf", get(papers::run::pdf))
        .route("/papers/run/{id}/further", get(papers::run::further))
        .route("/papers/blank/{number}", get(papers::bind::blank))
        .route("/moon", post(moon::days))
        .route("/register", get(register::page))
        .route("/register/sheet", post(register::sheet))
        .route("/register/child/{id}/copied", post(register::copied))
        .route("/register/child/{id}/undo", post(register::undo))
        .route("/collect", get(collect::page).post(collect::look_up))
        .route("/collect/find", post(collect::find))
        .route("/collect/ready", get(ready::page).post(ready::mark))
        .route("/collect/child/{id}", get(collect::child::page))
        .route("/collect/child/{id}/hand-over", post(collect::hand_over::hand_over))
        .route("/collect/child/{id}/undo", post(collect::hand_over::undo))
        .route("/collect/lists", get(collect::lists::page).post(collect::lists::make))
        .route("/collect/lists/{id}", get(collect::back::page).post(collect::back::take))
        .route("/collect/lists/{id}/pdf", get(collect::lists::pdf))
        .route("/collect/lists/{id}/undo", post(collect::back::undo))
        .route("/day", get(day::page))
        .route("/day/open", get(day::open::page).post(day::open::open))
        .route("/day/count", get(day::open::count_page).post(day::open::count))
        .route("/day/close", get(day::close::page).post(day::close::close))
        .route("/day/reopen", post(day::reopen))
        .route("/day/sheet", post(day::sheet::print))
        .route("/day/talks", post(day::talks::note))
        .route("/day/talks/{id}", post(day::talks::correct))
        .route("/day/talks/{id}/remove", post(day::talks::remove))
        .route("/day/talks/{id}/back", post(day::talks::back))
        .route("/event/close", get(day::event_end::page).post(day::event_end::close))
        .route("/event/reopen", post(day::event_end::reopen))
        .route("/event", get(admin::event::page).post(admin::event::save))
        .route("/event/contacts", get(admin::contacts::page).post(admin::contacts::save))
        .route("/journal", get(admin::journal::page))
        .route("/event/report", get(admin::report::page).post(admin::report::state))
        .route("/event/report/pdf", get(admin::report::paper))
        .route("/event/report/csv", get(admin::report::table))
        .route("/check", get(admin::check::page).post(admin::check::drill))
        .route("/check/print", get(admin::check::test_page))
        .route("/check/printed", post(admin::check::printed))
        .merge(own)
        .merge(by_own_pin(door))
        .layer(from_fn_with_state(door.clone(), spelling::at_the_door))
        .layer(DefaultBodyLimit::max(limits::ENTRY_BYTES))
        .merge(
            Router::new()
                .route("/collect/photo", post(collect::photo))
                .route("/collect/frame", post(collect::frame::read))
                .layer(DefaultBodyLimit::max(limits::PHOTO_BYTES)),
        )
        .layer(from_fn_with_state(Arc::clone(&door.0), guard::open_for_staff))
        .merge(followed(door))
}

/// What asks for one's own PIN, unless it was typed just now: who works here and may do what, and whole registers that
/// leave the kit.
fn by_own_pin(door: &StaffDoor) -> Router<StaffDoor> {
    use staff::{admin, day, register};
    let asks = |room| from_fn_with_state((door.clone(), room), own_pin::ask);
    Router::new()
        .route("/staff", get(admin::people::page).post(admin::people::add))
        .route("/staff/{id}/pin", post(admin::people::pin))
        .route("/staff/{id}/tries", post(admin::people::tries))
        .route("/staff/{id}/roles", post(admin::people::give_roles))
        .route("/staff/{id}/roles/off", post(admin::people::take_role))
        .route("/staff/{id}/leave", post(admin::people::leave))
        .route("/staff/{id}/back", post(admin::people::come_back))
        .route("/event/next", get(day::next_event::page).post(day::next_event::open))
        .layer(asks(Room::Administration))
        .merge(Router::new().route("/register/csv", post(register::csv)).layer(asks(Room::Desk)))
}

/// The same for devices, which are looked after at the laptop itself.
fn devices_by_own_pin(door: &StaffDoor) -> Router<StaffDoor> {
    use staff::admin::devices;
    Router::new()
        .route("/devices", get(devices::page))
        .route("/devices/door", post(devices::door))
        .route("/devices/code", get(devices::became).post(devices::code))
        .route("/devices/asking/{id}", post(devices::answer))
        .route("/devices/{id}/name", post(devices::rename))
        .route("/devices/{id}/off", post(devices::take_off))
        .layer(from_fn_with_state((door.clone(), Room::Administration), own_pin::ask))
}

/// The focal's room. For everybody but a focal of this event none of these exists, with any method: each stands for
/// itself.
fn followed(door: &StaffDoor) -> Router<StaffDoor> {
    use staff::safeguarding as room;
    Router::new()
        .route("/room", get(room::list::page).post(room::back))
        .route("/room/lock", get(room::back).post(room::lock))
        .route("/room/here", get(room::back).post(room::here))
        .route("/room/find", get(room::find::page).post(room::find::find))
        .route("/room/child/{id}", get(room::child::page).post(room::follow::follow))
        .route("/room/child/{id}/slip", get(room::slip::paper).post(room::back))
        .route("/room/due", get(room::due::page).post(room::back))
        .route("/room/due/sheet", get(room::due::sheet).post(room::back))
        .route("/room/views", get(room::views::page).post(room::back))
        .route("/room/hand-over", get(room::hand_over::page).post(room::hand_over::make))
        .route("/room/hand-over/file/{name}", get(room::arrive::save).post(room::back))
        .route("/room/sheet", get(room::back).post(room::list::sheet))
        .route("/room/report", get(room::report::paper).post(room::back))
        .route("/room/report/table", get(room::report::table).post(room::back))
        .layer(from_fn_with_state(door.clone(), spelling::at_the_door))
        .layer(DefaultBodyLimit::max(limits::ENTRY_BYTES))
        .merge(
            Router::new()
                .route("/room/hand-over/file", get(room::back).post(room::arrive::take))
                .layer(DefaultBodyLimit::max(limits::SEALED_BYTES)),
        )
        .layer(from_fn_with_state(door.clone(), room::guard))
}

/// What staff pages need before anybody has signed in.
fn open_to_all(door: &StaffDoor) -> Router<StaffDoor> {
    use staff::{home, places};
    Router::new()
        .route("/why", get(family::why::staff_page))
        .route("/why/yard", get(family::why::staff_yard))
        .route("/prefs", post(home::prefs))
        .route("/places", post(places::find))
        // A paper in a tab of its own cannot say, as pages do, that it has no picture for the tab.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route("/static/{mark}/{file}", get(assets::asset))
        .layer(from_fn_with_state(door.clone(), spelling::at_the_door))
        .layer(DefaultBodyLimit::max(limits::FORM_BYTES))
}
