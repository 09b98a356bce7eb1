//! Opening the kit, signing in and out.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Extension, Form};

use super::super::error::WebError;
use super::super::lang::{Prefs, Ui, cookie};
use super::super::limits::{LAPTOP, NOBODY, Trying};
use super::super::net::gate::Here;
use super::super::session::{Signed, cookie_for, no_cookie};
use super::super::{StaffDoor, assets};
use super::restore::{Choice, choices};
use super::{Pairs, value};
use crate::acts::{self, Outside};
use crate::app::own_pins::Ending;
use crate::app::{Kit, OpenError, Phase};
use crate::domain::ids::{RowId, StaffId};
use crate::domain::staff::{Role, Room, may_enter};
use crate::seal::keyring::KeyringError;
use crate::seal::token::Token;
use crate::seal::{Cost, pin};
use crate::store::journal::By;
use crate::store::staff::Member;
use crate::store::{StoreError, backup, signed_in, staff};
use crate::telemetry;

#[derive(Template)]
#[template(path = "staff/sign_in.html")]
struct SignInPage {
    ui: Ui,
    mark: &'static str,
    /// Who signed in on this device today.
    here: Vec<Member>,
    /// Everybody else.
    others: Vec<Member>,
    /// Whether the others are shown from the start.
    is_open: bool,
    chosen: String,
    mistake: &'static str,
}

impl SignInPage {
    fn is_chosen(&self, member: &Member) -> bool {
        member.id.to_string() == self.chosen
    }
}

#[derive(Template)]
#[template(path = "staff/unlock.html")]
struct UnlockPage {
    ui: Ui,
    mark: &'static str,
    mistake: String,
    /// Kits to choose from, where the keys are lost and the passphrase opens the backups of several.
    several: Vec<Choice>,
}

/// `GET /sign-in`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    device: Option<Extension<Here>>,
) -> Result<Response, WebError> {
    show(&door, prefs, device.map(|Extension(Here(id))| id), "", "").await
}

async fn show(
    door: &StaffDoor,
    prefs: Prefs,
    device: Option<RowId>,
    chosen: &str,
    mistake: &'static str,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let event = kit.event().map(|event| event.id);
    let today = acts::this_day(door.now());
    let read = move |conn: &_| {
        Ok::<_, StoreError>((staff::all(conn, event)?, signed_in::lately(conn, device, today)?))
    };
    let (mut others, lately) = kit.store.read(read).await?;
    let mut here = Vec::new();
    for known in &lately {
        here.extend(others.extract_if(.., |member| member.id == known.staff));
    }
    let page = SignInPage {
        ui: Ui::new(prefs, kit.training),
        mark: assets::mark(),
        // Whoever has just handed over is hardly the one who comes.
        is_open: lately.iter().all(|known| known.handed_over)
            || others.iter().any(|member| member.id.to_string() == chosen),
        here,
        others,
        chosen: chosen.to_owned(),
        mistake,
    };
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

/// `POST /sign-in`: name and PIN. Wrong PINs slow down whoever tries them on a name, and for that name those
/// who never signed in by it: see `Limits::take_pin`.
pub(crate) async fn enter(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    device: Option<Extension<Here>>,
    headers: HeaderMap,
    Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    let device = device.map(|Extension(Here(id))| id);
    let typed = value(&pairs, "staff").to_owned();
    let Ok(id) = StaffId::parse(&typed) else {
        return show(&door, prefs, device, "", "sign-in-who").await;
    };
    match type_pin(&door, id, device, value(&pairs, "pin")).await? {
        Typed::Right => {}
        Typed::Wrong => return show(&door, prefs, device, &typed, "sign-in-wrong").await,
        Typed::TooOften => return show(&door, prefs, device, &typed, "sign-in-slow").await,
    }
    let by = By { staff: Some(id), at: door.now() };
    let token = Token::random();
    let hash = token.hash();
    let event = kit.event().map(|event| event.id);
    let before = session_of(&headers);
    let roles = kit
        .store
        .write(move |sp| acts::sign_in(sp, (&hash, before.as_ref()), id, device, event, by))
        .await?;
    if let Some(before) = before {
        leave_session(&door, &before);
    }
    door.app().own_pins.given(&hash, by.at);
    // What a restored kit lacks is read before anything is done with it.
    let told_first = may_enter(&roles, Room::Administration)
        && kit.store.read(backup::restored).await?.is_some();
    let first_page = if told_first {
        "/"
    } else if roles.contains(&Role::Officer) {
        "/desk"
    } else if roles.contains(&Role::Helper) {
        "/entry"
    } else if roles.contains(&Role::Administrator) {
        "/event"
    } else if may_enter(&roles, Room::Follow) {
        "/room"
    } else {
        "/"
    };
    Ok(([cookie_for(&token)], Redirect::to(first_page)).into_response())
}

/// What a PIN that was typed is worth.
pub(crate) enum Typed {
    Right,
    Wrong,
    /// It was not looked at: too many were wrong.
    TooOften,
}

/// Takes one try at the PIN of `id`. A wrong one is written down, of nobody's once in a while.
pub(crate) async fn type_pin(
    door: &StaffDoor,
    id: StaffId,
    device: Option<RowId>,
    pin: &str,
) -> Result<Typed, WebError> {
    let (kit, now, limits) = (door.kit()?, door.now(), &door.app().limits);
    let place = device.map_or_else(|| LAPTOP.to_owned(), |id| id.to_string());
    let stored = kit.store.read(move |conn| staff::pin_of(conn, id)).await?;
    let staff = stored.is_some().then_some(id);
    let person = staff.map_or_else(|| NOBODY.to_owned(), |id| id.to_string());
    if !limits.take_pin(&person, &place, now) {
        return Ok(Typed::TooOften);
    }
    // Where nobody is meant the answer takes as long as a wrong one.
    let cost = door.app().config.pin_cost;
    let stored = stored.unwrap_or_else(|| pin::of_nobody(cost));
    let pin = crate::khmer::digits::to_ascii(pin);
    let (typed, known) = (pin.clone(), stored.clone());
    let fits = tokio::task::spawn_blocking(move || pin::verify(&typed, &known)).await;
    if staff.is_some() && fits.unwrap_or(false) {
        limits.pin_was_right(&person, &place);
        if pin::is_of_another_cost(&stored, cost) {
            store_anew(&kit, id, pin, stored, cost).await;
        }
        return Ok(Typed::Right);
    }
    if staff.is_some() || limits.take(Trying::NobodyNoted, NOBODY, now) {
        kit.store.write(move |sp| acts::wrong_pin(sp, staff, device, now)).await?;
    }
    Ok(Typed::Wrong)
}

/// Stores a PIN that was just right at the cost of today: an earlier program's would take longer, and more memory, each
/// time. Where that fails the old one stands, and the next time tries again.
async fn store_anew(kit: &Kit, id: StaffId, pin: String, known: String, cost: Cost) {
    let hashed = tokio::task::spawn_blocking(move || pin::hash(&pin, cost)).await;
    let Ok(Ok(hash)) = hashed else { return };
    let stored = kit.store.write(move |sp| acts::renew_pin(sp, id, &known, &hash)).await;
    if let Err(err) = stored {
        tracing::warn!(error = telemetry::chain(&err), "a PIN was not stored anew");
    }
}

/// `POST /here`: somebody is typing. Who asked is noted as with every page.
pub(crate) async fn here(_: Signed) -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The hash of the session that a cookie shows.
fn session_of(headers: &HeaderMap) -> Option<[u8; 32]> {
    cookie(headers, "staff").and_then(Token::parse).map(|token| token.hash())
}

/// Shuts what a session that ends had open in memory.
fn leave_session(door: &StaffDoor, session: &[u8; 32]) {
    door.app().rooms.shut(session);
    door.app().own_pins.forget(session);
}

/// `POST /sign-out`
pub(crate) async fn leave(
    State(door): State<StaffDoor>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    end(&door, &headers, [acts::sign_out; 2]).await
}

/// `POST /next-person`: signs out and leaves the device, with its desk, to somebody who is near.
pub(crate) async fn hand_on(
    State(door): State<StaffDoor>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    end(&door, &headers, [acts::hand_on, acts::handed_on]).await
}

/// Ends the session that a cookie shows, and shuts the room it had opened; `how` is written now, or else later.
async fn end(
    door: &StaffDoor,
    headers: &HeaderMap,
    [how, later]: [Ending; 2],
) -> Result<Response, WebError> {
    let kit = door.kit()?;
    if let Some(hash) = session_of(headers) {
        let at = door.now();
        door.app().rooms.shut(&hash);
        // Whoever signs out is out, whatever the disk says: remembered before it is written.
        door.app().own_pins.ended(&hash, at);
        match kit.store.write(move |sp| how(sp, &hash, at)).await {
            Ok(()) => door.app().own_pins.forget(&hash),
            Err(err) => {
                door.app().own_pins.owe(&hash, later, at);
                tracing::warn!(error = telemetry::chain(&err), "a sign-out was not written down");
            }
        }
    }
    Ok(([no_cookie()], Redirect::to("/sign-in")).into_response())
}

/// `GET /unlock`
pub(crate) async fn unlock_page(
    State(door): State<StaffDoor>,
    prefs: Prefs,
) -> Result<Response, WebError> {
    match door.app().phase() {
        Phase::Locked => {
            let page = UnlockPage {
                ui: Ui::new(prefs, door.app().training),
                mark: assets::mark(),
                mistake: String::new(),
                several: Vec::new(),
            };
            Ok(Html(page.render()?).into_response())
        }
        Phase::Fresh | Phase::Open(_) => Ok(Redirect::to("/").into_response()),
    }
}

/// `POST /unlock`: a keyholder's passphrase or the recovery code.
pub(crate) async fn unlock(
    State(door): State<StaffDoor>,
    prefs: Prefs,
    Form(pairs): Pairs,
) -> Result<Response, WebError> {
    if matches!(door.app().phase(), Phase::Open(_)) {
        return Ok(Redirect::to("/").into_response());
    }
    let ui = Ui::new(prefs, door.app().training);
    let show = |mistake: String| -> Result<Response, WebError> {
        let page = UnlockPage { ui, mark: assets::mark(), mistake, several: Vec::new() };
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
    };
    if !door.app().limits.take(Trying::Passphrase, "laptop", door.now()) {
        return show(ui.t("unlock-slow"));
    }
    let typed = zeroize::Zeroizing::new(
        pairs
            .iter()
            .find(|(key, _)| key == "passphrase")
            .map_or(String::new(), |(_, value)| value.clone()),
    );
    if typed.trim().is_empty() {
        return show(ui.t("unlock-empty"));
    }
    let app = std::sync::Arc::clone(door.app());
    let kit = Some(value(&pairs, "kit").to_owned()).filter(|kit| !kit.is_empty());
    let opened = tokio::task::spawn_blocking(move || app.unlock(&typed, kit.as_deref())).await;
    match opened {
        Ok(Ok(())) => {
            let kit = door.kit()?;
            let by = By { staff: None, at: door.now() };
            kit.store.write(move |sp| acts::noted(sp, Outside::Unlocked, by)).await?;
            Ok(Redirect::to("/").into_response())
        }
        Ok(Err(OpenError::Damaged(_))) => Ok(Redirect::to("/damaged").into_response()),
        Ok(Err(OpenError::Several(kits))) => {
            let (mark, several) = (assets::mark(), choices(&ui, &kits));
            let page = UnlockPage { ui, mark, mistake: String::new(), several };
            Ok((StatusCode::CONFLICT, Html(page.render()?)).into_response())
        }
        Ok(Err(err)) => {
            let said = match &err {
                OpenError::Keyring(KeyringError::WrongPassphrase) => ui.t("unlock-wrong"),
                OpenError::Keyring(KeyringError::MistypedGroups(groups)) => {
                    let groups: Vec<String> = groups.iter().map(|group| ui.n(group)).collect();
                    ui.t1("unlock-groups", "groups", &groups.join(", "))
                }
                OpenError::Store(StoreError::Newer { .. }) => ui.t("unlock-newer"),
                OpenError::Store(StoreError::Damaged) => ui.t("unlock-damaged"),
                OpenError::Keyring(KeyringError::Missing | KeyringError::Damaged) => {
                    ui.t("damaged-keys")
                }
                OpenError::Unfinished => ui.t("unlock-unfinished"),
                OpenError::OtherKind => ui.t("training-unlock-other"),
                _ => {
                    tracing::error!(error = telemetry::chain(&err), "the kit did not open");
                    ui.t("unlock-failed")
                }
            };
            show(said)
        }
        Err(_) => show(ui.t("unlock-failed")),
    }
}
