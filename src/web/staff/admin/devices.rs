//! Devices of the staff on the network: the door opened and shut, tablets and laptops let in and taken off.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use jiff::Timestamp;

use super::super::super::StaffDoor;
use super::super::super::bar::{self, Shell};
use super::super::super::error::WebError;
use super::super::super::lang::Ui;
use super::super::super::net::plain::in_pairs;
use super::super::super::presence;
use super::super::super::session::Signed;
use super::super::{Pairs, value};
use crate::acts::{self, DoorError};
use crate::app::net_door;
use crate::app::pairing::{Answer, Asking, Became, Pass};
use crate::clock;
use crate::domain::ids::RowId;
use crate::domain::staff::Room;
use crate::khmer;
use crate::seal::authority::{Authority, Kept};
use crate::seal::token::uuid7;
use crate::store::StoreError;
use crate::store::devices::{self, Device, Kind};
use crate::store::events::{self, Kit};
use crate::store::sessions;
use crate::typeset::qr;

/// Longest name of a device, in characters.
const NAME: usize = 40;

/// An address at which devices find the door.
struct Way {
    ip: String,
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
    /// Who is signed in on which device now.
    there: Vec<(RowId, String)>,
    now: Timestamp,
    /// The address by the name that a certificate from a file is for: tablets know that one already.
    named: Option<Named>,
    /// When the authority was made, and whether it does today; none before the door was first opened.
    authority: Option<(Timestamp, bool)>,
    code: Option<Code>,
    /// What was done just now, in words.
    done: String,
    /// What the device was to be called whose code ran out.
    over: Option<String>,
    mistake: &'static str,
}

/// What a page says of what was sent just now.
#[derive(Default)]
struct Told {
    code: Option<Code>,
    done: String,
    over: Option<String>,
    mistake: &'static str,
}

impl From<&'static str> for Told {
    fn from(mistake: &'static str) -> Self {
        Self { mistake, ..Self::default() }
    }
}

/// An address by name.
struct Named {
    url: String,
    qr: String,
}

impl DevicesPage {
    /// When a device was last seen: the time alone where that was today.
    fn seen(&self, device: &Device) -> String {
        let ui = &self.ui;
        if clock::civil_day(device.seen_at) == clock::civil_day(self.now) {
            return ui.t1("devices-seen-today", "when", &ui.clock(&device.seen_at));
        }
        ui.t1("devices-seen", "when", &ui.moment(&device.seen_at))
    }

    /// Who is signed in on a device now.
    fn who(&self, device: &Device) -> String {
        let there = self.there.iter().filter(|(id, _)| *id == device.id);
        let names: Vec<&str> = there.map(|(_, name)| name.as_str()).collect();
        if names.is_empty() {
            return String::new();
        }
        self.ui.t1("devices-there", "names", names.join(", ").as_str())
    }

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

async fn show(door: &StaffDoor, me: &Signed, told: impl Into<Told>) -> Result<Response, WebError> {
    let Told { code, done, over, mistake } = told.into();
    let (kit, net, now) = (door.kit()?, &door.app().net, door.now());
    let since = now - presence::idle_of(false);
    let read = move |conn: &_| {
        let there = sessions::on_devices(conn, since)?;
        Ok::<_, StoreError>((devices::all(conn)?, devices::authority(conn)?, there))
    };
    let (devices, kept, there) = kit.store.read(read).await?;
    let authority = kept.map(|kept| (kept.made_at, acts::authority_does(&kept, now)));
    let identity = net.identity();
    let (open, ways) = match net.port() {
        Some(port) => (true, door.app().net_addresses().iter().map(|ip| way(ip, port)).collect()),
        None => (false, Vec::new()),
    };
    let named = net.port().and_then(|port| {
        let url = format!("https://{}:{port}/", net.presented.given_name()?);
        Some(Named { qr: qr::svg(&url), url })
    });
    let page = DevicesPage {
        ui: me.ui(door),
        shell: bar::shell(door, me, "event").await?,
        open,
        taken: net.taken(),
        ways,
        words: identity.as_ref().map(|known| known.words.clone()).unwrap_or_default(),
        fingerprint: identity.map(|known| in_pairs(&known.fingerprint)).unwrap_or_default(),
        asking: net.pairing.asking(now),
        devices,
        there,
        now,
        named,
        authority,
        code,
        done,
        over,
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
    Way { ip: ip.to_string(), plain_qr: qr::svg(&plain), plain, join }
}

/// What was done just now, for the page that is led to afterwards: ids only.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Said {
    code: String,
    added: String,
    named: String,
    off: String,
}

/// `GET /devices`
pub(crate) async fn page(
    State(door): State<StaffDoor>,
    me: Signed,
    Query(said): Query<Said>,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let told = told(&door, &me, said).await?;
    show(&door, &me, told).await
}

async fn told(door: &StaffDoor, me: &Signed, said: Said) -> Result<Told, WebError> {
    let ui = me.ui(door);
    if !said.code.is_empty() {
        return Ok(match door.app().net.pairing.became(me.session.staff, door.now()) {
            Some(Became::In(name)) => {
                Told { done: ui.t1("devices-is-in", "name", name.as_str()), ..Told::default() }
            }
            Some(Became::Over(name)) => Told { over: Some(name), ..Told::default() },
            Some(Became::Waits) | None => Told::default(),
        });
    }
    let all = [
        ("devices-is-in", said.added),
        ("devices-is-named", said.named),
        ("devices-is-off", said.off),
    ];
    let known = all.into_iter().find_map(|(key, id)| Some((key, RowId::parse(&id).ok()?)));
    let Some((key, id)) = known else { return Ok(Told::default()) };
    let name = door.kit()?.store.read(move |conn| devices::name_of(conn, id)).await?;
    let done = name.map(|name| ui.t1(key, "name", name.as_str())).unwrap_or_default();
    Ok(Told { done, ..Told::default() })
}

/// `GET /devices/code`: asked by the page with a code on it, which goes on as soon as the device is in, and once the
/// code is good no longer. The code itself is never shown twice.
pub(crate) async fn became(
    State(door): State<StaffDoor>,
    me: Signed,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    match door.app().net.pairing.became(me.session.staff, door.now()) {
        Some(Became::Waits) => show(&door, &me, "").await,
        Some(Became::In(_) | Became::Over(_)) => {
            Ok(Redirect::to("/devices?code=shown").into_response())
        }
        None => Ok(Redirect::to("/devices").into_response()),
    }
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
                return show(&door, &me, "devices-clock-first").await;
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
        return show(&door, &me, "devices-name-missing").await;
    }
    let addresses = door.app().net_addresses();
    let wanted = value(&pairs, "address");
    let chosen = addresses.iter().find(|ip| ip.to_string() == wanted).or(addresses.first());
    // Who presses the button of the name goes by it.
    let by_name = door.app().net.presented.given_name().filter(|_| wanted.is_empty());
    let Some(host) = by_name.or_else(|| chosen.map(ToString::to_string)) else {
        return show(&door, &me, "devices-no-address").await;
    };
    let pass = Pass { name: name.clone(), by: me.session.staff };
    let token = door.app().net.pairing.show(pass, door.now());
    let url = format!("https://{host}:{port}/pair/{token}");
    let code = Code { name, qr: qr::svg(&url), url };
    show(&door, &me, Told { code: Some(code), ..Told::default() }).await
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
        return show(&door, &me, "devices-name-missing").await;
    }
    let Some(secret) = pairing.secret_of(&asking, by.at) else {
        return show(&door, &me, "devices-asking-gone").await;
    };
    let id = RowId(uuid7(by.at.as_millisecond().unsigned_abs()));
    let admitted = me.session.staff;
    kit.store
        .write(move |sp| acts::may_join(sp, id, Kind::Laptop, &name, &secret, admitted, by))
        .await?;
    pairing.answer(&asking, Answer::Accepted, by.at);
    Ok(Redirect::to(&format!("/devices?added={id}")).into_response())
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
    Ok(Redirect::to(&format!("/devices?off={id}")).into_response())
}

/// `POST /devices/{id}/name`: the device is called otherwise.
pub(crate) async fn rename(
    State(door): State<StaffDoor>,
    me: Signed,
    Path(id): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, WebError> {
    let me = me.enter(Room::Administration)?;
    let id = RowId::parse(&id).map_err(|_| WebError::NotFound)?;
    let name = name_in(&pairs);
    if name.is_empty() {
        return show(&door, &me, "devices-name-missing").await;
    }
    let by = me.by(door.now());
    door.kit()?.store.write(move |sp| acts::rename_device(sp, id, &name, by)).await?;
    Ok(Redirect::to(&format!("/devices?named={id}")).into_response())
}
