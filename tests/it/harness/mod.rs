//! A kit in a folder of its own, with a clock that stands still, and people who use it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up should stop")]

mod answers;
pub(crate) mod pictures;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use outreach_kit::acts::{Founding, Keyholder, NewMember};
use outreach_kit::app::{App, Kit as OpenKit, Ports};
use outreach_kit::config::Config;
use outreach_kit::domain::event;
use outreach_kit::domain::staff::Role;
use outreach_kit::seal::Cost;
use outreach_kit::web;
use tower::ServiceExt as _;

pub(crate) use answers::{file, fill, mother_of_two};
pub(crate) use reading::{
    Patience, attribute, attributes, behind, field, looked, offered, staff_id, valued,
};

/// The moment at which every test happens: the first morning of the event.
pub(crate) const NOW: &str = "2026-11-21T02:00:00Z";

pub(crate) const PASSPHRASE: &str = "rice field morning kettle";
pub(crate) const SECOND: &str = "yellow lantern river stone";
pub(crate) const FOCAL: &str = "quiet mango harbour pencil";
pub(crate) const PIN: &str = "4071";

pub(crate) const FAMILY_HOST: &str = "localhost:8080";
pub(crate) const STAFF_HOST: &str = "localhost:8081";

pub(crate) fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// The event of the story, as its form would say it.
pub(crate) fn event_answers() -> BTreeMap<&'static str, &'static str> {
    BTreeMap::from([
        ("name_km", "ចុះបញ្ជីកំណើតឃុំក្រពើពីរ"),
        ("name_en", "Birth registration Krapeu Pir"),
        ("commune_code", "150602"),
        ("commune_km", "ក្រពើពីរ"),
        ("commune_en", "Krapeu Pir"),
        ("place_km", "សាលាបឋមសិក្សា"),
        ("place_en", "Primary school"),
        ("starts_on", "2026-11-21"),
        ("ends_on", "2026-11-22"),
        ("issuer", "commune"),
        ("issuer_km", "ឃុំក្រពើពីរ"),
        ("issuer_en", "Krapeu Pir commune"),
        ("signatory", "commune_chief"),
        ("collect_km", "សាលាឃុំក្រពើពីរ"),
        ("collect_en", "Krapeu Pir commune hall"),
        ("collect_from", "2026-12-05"),
        ("helpline", "1280"),
        ("wifi_name", "KIT-KRAPEU"),
        ("wifi_password", "born;here:2026"),
    ])
}

pub(crate) fn founding(photos: bool) -> Founding {
    let answers = event_answers();
    let get = |name: &str| match name {
        "photos" if photos => "yes".to_owned(),
        name => answers.get(name).map(ToString::to_string).unwrap_or_default(),
    };
    let papers = ["birth_letter", "family_book", "id_cards"].map(str::to_owned);
    let member = |name: &str, roles: &[Role], passphrase: &str| NewMember {
        name: name.to_owned(),
        pin: PIN.to_owned(),
        roles: roles.to_vec(),
        passphrase: passphrase.to_owned(),
    };
    Founding {
        event: event::parse(get, &papers).unwrap_or_else(|mistakes| panic!("{mistakes:?}")),
        laptop: 3,
        training: false,
        keyholders: vec![
            Keyholder { name: "keyholder one".to_owned(), passphrase: PASSPHRASE.to_owned() },
            Keyholder { name: "keyholder two".to_owned(), passphrase: SECOND.to_owned() },
        ],
        members: vec![
            member("Admin", &[Role::Administrator], ""),
            member("Officer One", &[Role::Officer], ""),
            member("Officer Two", &[Role::Officer], ""),
            member("Focal", &[Role::Focal], FOCAL),
            member("Helper", &[Role::Helper], ""),
        ],
    }
}

/// A running kit and its folder.
pub(crate) struct Kit {
    pub(crate) app: Arc<App>,
    pub(crate) folder: tempfile::TempDir,
    family: Router,
    staff: Router,
}

pub(crate) fn config(folder: &std::path::Path) -> Config {
    Config {
        data: folder.join("kit-data"),
        family_port: 8080,
        staff_port: 8081,
        net_port: 0,
        net_at: Some(std::net::Ipv4Addr::LOCALHOST),
        staff_cert: None,
        open_browser: false,
        training: false,
        cost: Cost::test(),
        pin_cost: Cost::test(),
        at_once: outreach_kit::store::damage::AT_ONCE,
    }
}

impl Kit {
    /// An empty data directory: the first-run page.
    pub(crate) fn fresh() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(config(folder.path()), now);
        Self::with(app, folder)
    }

    /// A folder whose `kit-data` was put there by the test: locked, or fresh if it is empty.
    pub(crate) fn over(folder: tempfile::TempDir) -> Self {
        let app = App::new(config(folder.path()), now);
        Self::with(app, folder)
    }

    pub(crate) fn with(app: Arc<App>, folder: tempfile::TempDir) -> Self {
        app.set_ports(Ports { family: vec![8080], staff: 8081 });
        let (family, staff) = (web::family_router(&app), web::staff_router(&app));
        Self { app, folder, family, staff }
    }

    /// A kit set up for the event of the story, open.
    pub(crate) async fn start() -> Self {
        Self::start_with(founding(false)).await
    }

    pub(crate) async fn start_with(founding: Founding) -> Self {
        let kit = Self::fresh();
        kit.app.found(founding).await.unwrap();
        kit
    }

    /// The same folder after the program was closed: locked.
    pub(crate) fn restart(self) -> Self {
        self.restart_by(now)
    }

    /// The same by another clock.
    pub(crate) fn restart_by(self, clock: fn() -> Timestamp) -> Self {
        let Self { app, folder, family, staff } = self;
        drop((app, family, staff));
        let app = App::new(config(folder.path()), clock);
        Self::with(app, folder)
    }

    /// The same after the program was closed and opened again on a disk with so much room.
    pub(crate) async fn with_room(self, free: fn(&std::path::Path) -> Option<u64>) -> Self {
        let Self { app, folder, family, staff } = self;
        drop((app, family, staff));
        let mut app = App::new(config(folder.path()), now);
        Arc::get_mut(&mut app).unwrap().free_bytes = free;
        let opening = Arc::clone(&app);
        let opened = tokio::task::spawn_blocking(move || opening.unlock(PASSPHRASE, None));
        opened.await.unwrap().unwrap();
        Self::with(app, folder)
    }

    pub(crate) fn open(&self) -> Arc<OpenKit> {
        self.app.kit().unwrap()
    }

    pub(crate) fn phone(&self) -> Browser<'_> {
        Browser { router: &self.family, host: FAMILY_HOST, cookies: BTreeMap::new() }
    }

    pub(crate) fn laptop(&self) -> Browser<'_> {
        Browser { router: &self.staff, host: STAFF_HOST, cookies: BTreeMap::new() }
    }

    /// The laptop's browser with somebody signed in, by name.
    pub(crate) async fn signed_in(&self, name: &str) -> Browser<'_> {
        let mut laptop = self.laptop();
        let page = laptop.get("/sign-in").await;
        let id = staff_id(&page.text, name);
        let answer = laptop.post("/sign-in", &[("staff", &id), ("pin", PIN)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name} could not sign in");
        laptop
    }

    /// An officer at a desk.
    pub(crate) async fn officer(&self, name: &str, desk: &str) -> Browser<'_> {
        let mut laptop = self.signed_in(name).await;
        laptop.post("/desk/take", &[("desk", desk)]).await;
        laptop
    }
}

/// One browser with its own cookies. It follows nothing by itself, so that a test sees every answer.
#[derive(Clone)]
pub(crate) struct Browser<'a> {
    router: &'a Router,
    pub(crate) host: &'static str,
    pub(crate) cookies: BTreeMap<String, String>,
}

/// What came back.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
    pub(crate) text: String,
}

impl Page {
    /// Where a redirect leads.
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }
}

/// A form as a browser would send it.
pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    char::from(byte).to_string()
                }
                b' ' => "+".to_owned(),
                byte => format!("%{byte:02X}"),
            })
            .collect::<String>()
    };
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// A form with a file as a browser would send it, parted by `x`.
pub(crate) fn multipart(fields: &[(&str, &str)], file: (&str, &[u8])) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    }
    body.extend_from_slice(
        format!("--x\r\ncontent-disposition: form-data; name=\"{}\"; filename=\"p.jpg\"\r\ncontent-type: image/jpeg\r\n\r\n", file.0).as_bytes(),
    );
    body.extend_from_slice(file.1);
    body.extend_from_slice(b"\r\n--x--\r\n");
    body
}

impl Browser<'_> {
    pub(crate) async fn get(&mut self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    pub(crate) async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Page {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, format!("http://{}", self.host));
        self.send(request, Body::from(encode(pairs))).await
    }

    /// An answer that goes on: its body, unread.
    pub(crate) async fn listen(&self, path: &str) -> Body {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::get(path)
            .header(header::HOST, self.host)
            .header(header::COOKIE, cookies.join("; "));
        let request = request.body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.into_body()
    }

    /// A post and the page it leads to.
    pub(crate) async fn post_on(&mut self, path: &str, pairs: &[(&str, &str)]) -> Page {
        let answer = self.post(path, pairs).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", first_words(&answer.text));
        let to = answer.location().split('#').next().unwrap().to_owned();
        self.get(&to).await
    }

    /// Calls the next family and seats it; its page.
    pub(crate) async fn seat_next(&mut self) -> Page {
        let page = self.post_on("/desk/next", &[]).await;
        let ticket = attribute(&page.text, "data-ticket").unwrap();
        self.post_on(&format!("/desk/ticket/{ticket}/seat"), &[]).await
    }

    /// A post of files.
    pub(crate) async fn upload(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &[u8]),
    ) -> Page {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
            .header(header::ORIGIN, format!("http://{}", self.host));
        self.send(request, Body::from(multipart(fields, file))).await
    }

    pub(crate) async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let has_host =
            request.headers_ref().is_some_and(|headers| headers.contains_key(header::HOST));
        let mut request = request.header(header::COOKIE, cookies.join("; "));
        if !has_host {
            request = request.header(header::HOST, self.host);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Page {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        }
    }
}

fn first_words(text: &str) -> String {
    text.chars().take(300).collect()
}
