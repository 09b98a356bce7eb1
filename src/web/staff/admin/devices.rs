//! Devices of the staff on the network: the door opened and shut, tablets and laptops let in and taken off.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::super::StaffDoor;
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::net::plain::in_pairs;
use super::super::super::session::{self, Shell, Signed};
use super::super::{Pairs, value};
use crate::acts::{self, DoorError};
use crate::app::net_door;
use crate::app::pairing::{Answer, Asking, Pass};
use crate::clock;
use crate::domain::ids::RowId;
use crate::domain::staff::Room;
use crate::khmer;
use crate::seal::authority::{Authority, Kept};
use crate::seal::token::uuid7;
use crate::store::StoreError;
use crate::store::devices::{self, Device, Kind};
use crate::store::events::{self, Kit};
use crate::typeset::qr;

/// Longest name of a device, in characters.
const NAME: usize = 40;

/// An address at which devices find the door.
struct Way {
    /// The page that helps to install the authority.
    plain: String,
    plain_qr: String,
    /// What is typed on a second laptop.
    join: String,
}

/// A code on the screen.
struct Code {
    name: String,
    url: String,
    qr: String,
}

#[derive(Template)]
#[template(path = "staff/devices.html")]
struct DevicesPage {
    ui: Ui,
    shell: Shell,
    open: bool,
    /// The port that another program has.
    taken: Option<u16>,
    ways: Vec<Way>,
    words: Vec<&'static str>,
    fingerprint: String,
    asking: Vec<Asking>,
    devices: Vec<Device>,
    /// When the authority was made, and whether it does today; none before the door was first opened.
    authority: Option<(Timestamp, bool)>,
    code: Option<Code>,
    mistake: &'static str,
}

impl DevicesPage {
    /// Whether the authority that devices know is good no longer.
    fn is_past(&self) -> bool {
        self.authority.is_some_and(|(_, does)| !does)
    }

    /// Whether a device was not heard since the authority was made: what it installed is another one. A joined laptop
    /// installs none.
    fn has_to_take(&self, device: &Device) -> bool {
        let made = self.authority.map(|(made, _)| made);
        device.kind == Kind::Tablet && made.is_some_and(|made| device.seen_at < made)
    }

    fn some_have_to_take(&self) -> bool {
        self.devices.iter().any(|device| self.has_to_take(device))
    }
}

async fn show(
    door: &StaffDoor,
    me: &Signed,
    code: Option<Code>,
    mistake: &'static str,
) -> Result<Response, WebError> {
    let (kit, net, now) = (door.kit()?, &door.app().net, door.now());
    let read = |conn: &_| Ok::<_, StoreError>((devices::all(conn)?, devices::authority(conn)?));
    let (devices, kept) = kit.store.read(read).await?;
    let authority = kept.map(|kept| (kept.made_at, acts::authority_does(&kept, now)));
    let identity = net.identity();
    let (open, ways) = match net.port() {
        Some(port) => (true, door.app().net_addresses().iter().map(|ip| way(ip, port)).collect()),
        None => (false, Vec::new()),
    };
    let page = DevicesPage {
        ui: me.ui(door),
        shell: session::shell(door, me, "event").await?,
        open,
        taken: net.taken(),
        ways,
        words: identity.as_ref().map(|known| known.words.clone()).unwrap_or_default(),
        fingerprint: identity.map(|known| in_pairs(&known.fingerprint)).unwrap_or_default(),
        asking: net.pairing.asking(now),
        devices,
        authority,
        code,
        mistake,
    };
    let status = if mistake.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Html(page.render()?)).into_response())
}

fn way(ip: &std::net::Ipv4Addr, port: u16) -> Way {
    let plain = format!("http://{ip}:{port}/");
    let join = if port == crate::cli::NET_PORT {
        format!("outreach-kit join {ip}")
    } else {
        format!("outreach-kit join {ip} --port {port}")
    };
    Way { plain_qr: qr::svg(&plain), plain, join }
}

/// `GET /devices`
pub(crate) async fn page(State(door): State<StaffDoor>, me: Signed) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    show(&door, &me, None, "").await
}

/// `POST /devices/door`: opens or shuts the door for devices. The first time the kit's authority is made.
pub(crate) async fn door(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let (kit, by) = (door.kit()?, me.by(door.now()));
    if value(&pairs, "door") == "open" {
        let known = kit
            .store
            .read(|conn| Ok::<_, WebError>((devices::authority(conn)?, events::kit(conn)?)));
        let (known, row) = known.await?;
        let made = match (known, row) {
            (Some(kept), _) if acts::authority_does(&kept, by.at) => None,
            (known, Some(row)) => Some(authority_for(&row, known.as_ref(), by.at)?),
            (_, None) => None,
        };
        match kit.store.write(move |sp| acts::open_net_door(sp, made.as_ref(), by)).await {
            Ok(()) => {}
            Err(DoorError::ClockInDoubt) => {
                return show(&door, &me, None, "devices-clock-first").await;
            }
            Err(DoorError::Store(err)) => return Err(err.into()),
        }
    } else {
        kit.store.write(move |sp| acts::shut_net_door(sp, by)).await?;
    }
    net_door::look(door.app()).await;
    Ok(Redirect::to("/devices").into_response())
}

/// An authority for this kit: its first, or one in the place of one that does no longer.
fn authority_for(row: &Kit, before: Option<&Kept>, now: Timestamp) -> Result<Kept, WebError> {
    // The laptop's number and some digits of the kit tell two kits apart on a tablet's list.
    let id = RowId(row.id).to_string();
    let name = format!("{} {}", row.laptop, id.get(24..).unwrap_or_default());
    let made = match before {
        None => Authority::make(&name, now),
        // So does the day tell two authorities of one kit apart.
        Some(kept) => Authority::make_anew(kept, &format!("{name} {}", clock::civil_day(now)), now),
    };
    made.map_err(|_| WebError::Broken("a certificate authority"))
}

/// `POST /devices/code`: a picture code that lets one device in within two minutes. It is in this answer and nowhere
/// else.
pub(crate) async fn code(
    State(door): State<StaffDoor>,
    me: Signed,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let Some(port) = door.app().net.port() else {
        return Ok(Redirect::to("/devices").into_response());
    };
    let name = name_in(&pairs);
    if name.is_empty() {
        return show(&door, &me, None, "devices-name-missing").await;
    }
    let addresses = door.app().net_addresses();
    let wanted = value(&pairs, "address");
    let chosen = addresses.iter().find(|ip| ip.to_string() == wanted).or(addresses.first());
    let Some(ip) = chosen else { return show(&door, &me, None, "devices-no-address").await };
    let pass = Pass { name: name.clone(), by: me.session.staff };
    let token = door.app().net.pairing.show(pass, door.now());
    let url = format!("https://{ip}:{port}/pair/{token}");
    show(&door, &me, Some(Code { name, qr: qr::svg(&url), url }), "").await
}

fn name_in(pairs: &[(String, String)]) -> String {
    khmer::normalize(value(pairs, "name")).chars().take(NAME).collect()
}

/// `POST /devices/asking/{id}`: the digits are the same on both screens, or they are not.
pub(crate) async fn answer(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(asking): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let (kit, by, pairing) = (door.kit()?, me.by(door.now()), &door.app().net.pairing);
    if value(&pairs, "do") != "accept" {
        if pairing.answer(&asking, Answer::Refused, by.at) {
            kit.store.write(move |sp| acts::refuse_laptop(sp, by)).await?;
        }
        return Ok(Redirect::to("/devices").into_response());
    }
    let name = name_in(&pairs);
    if name.is_empty() {
        return show(&door, &me, None, "devices-name-missing").await;
    }
    let Some(secret) = pairing.secret_of(&asking, by.at) else {
        return show(&door, &me, None, "devices-asking-gone").await;
    };
    let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let admitted = me.session.staff;
    kit.store
        .write(move |sp| acts::may_join(sp, id, Kind::Laptop, &name, &secret, admitted, by))
        .await?;
    pairing.answer(&asking, Answer::Accepted, by.at);
    Ok(Redirect::to("/devices").into_response())
}

/// `POST /devices/{id}/off`: the device is let in no more, from its next request on.
pub(crate) async fn take_off(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    let by = me.by(door.now());
    // A device that is off already is off: a second tap is no fault.
    door.kit()?.store.write(move |sp| acts::revoke_device(sp, id, by)).await?;
    Ok(Redirect::to("/devices").into_response())
}
