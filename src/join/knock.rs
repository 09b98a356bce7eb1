//! Asking to join: the promise, the numbers, the digits on both screens, and waiting for the administrator.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use tokio::net::TcpStream;

use super::known::Known;
use super::reach::Reach;
use super::{Joining, Laptop};
use crate::seal::spoken::{self, Nonce};
use crate::seal::token::Token;
use crate::seal::{self, tls};

/// How often the kit is asked what the administrator said.
const ASK_AGAIN: Duration = Duration::from_millis(500);

/// How long the first laptop may take for a connection and a handshake.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer that is read.
const ANSWER: usize = 4096;

/// Why this laptop has not joined: which words the page says.
pub(super) struct Failed(pub(super) &'static str);

const AWAY: Failed = Failed("away");

/// Joins the kit at the address that was given; gives what to remember of it.
pub(super) async fn knock(joining: &Joining, laptop: &Laptop) -> Result<Known, Failed> {
    let pin = tokio::time::timeout(PATIENCE, first_look(joining)).await.map_err(|_| AWAY)??;
    let token = Token::random();
    let known =
        Known { pin, token: token.clone(), port: joining.port, addresses: vec![joining.address] };
    // From here on only the key that was seen first is spoken to; the digits say whether it is the kit's.
    let asking = Asking::new(known.clone());
    let (device, nonce): ([u8; 32], Nonce) = (token.hash(), seal::random());
    let promise = spoken::to_text(&spoken::promise(&nonce, &device));
    let answered = asking.post("/join/knock", format!("promise={promise}")).await?;
    let (id, theirs) = answered.split_once(' ').ok_or(AWAY)?;
    let theirs = spoken::from_text(theirs).ok_or(AWAY)?;
    if !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(AWAY);
    }
    let digits = spoken::digits(&pin, &device, &nonce, &theirs);
    let (nonce, device) = (spoken::to_text(&nonce), spoken::to_text(&device));
    asking.post("/join/show", format!("id={id}&nonce={nonce}&device={device}")).await?;
    laptop.says(&digits, "compare");
    (joining.say)(&format!(
        "Compare these digits with the first laptop's page \"Devices\": {digits}"
    ));
    loop {
        match asking.get(&format!("/join/answer/{id}")).await?.as_str() {
            "accepted" => return Ok(known),
            "refused" => return Err(Failed("refused")),
            "waiting" => tokio::time::sleep(ASK_AGAIN).await,
            _ => return Err(Failed("gone")),
        }
    }
}

/// The hash of the key of whoever answers at the address.
async fn first_look(joining: &Joining) -> Result<[u8; 32], Failed> {
    let at = SocketAddr::from((joining.address, joining.port));
    let tcp = TcpStream::connect(at).await.map_err(|_| AWAY)?;
    let (_, pin) = tls::connect(tcp, None).await.map_err(|_| AWAY)?;
    Ok(pin)
}

/// A few words with a kit that does not know this laptop yet.
struct Asking {
    client: Client<Reach, Body>,
    host: String,
}

impl Asking {
    fn new(known: Known) -> Self {
        let host = format!("localhost:{}", known.port);
        let client = Client::builder(TokioExecutor::new()).build(Reach::new(known, None));
        Self { client, host }
    }

    async fn get(&self, path: &str) -> Result<String, Failed> {
        self.ask(Request::get(self.url(path)), Body::empty()).await
    }

    async fn post(&self, path: &str, form: String) -> Result<String, Failed> {
        let request = Request::post(self.url(path))
            .header(header::ORIGIN, format!("https://{}", self.host))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.ask(request, Body::from(form)).await
    }

    fn url(&self, path: &str) -> String {
        format!("https://{}{path}", self.host)
    }

    async fn ask(
        &self,
        request: axum::http::request::Builder,
        body: Body,
    ) -> Result<String, Failed> {
        let request = request.header(header::HOST, &self.host).body(body).map_err(|_| AWAY)?;
        let asking = self.client.request(request);
        let answer = tokio::time::timeout(PATIENCE, asking).await.map_err(|_| AWAY)?;
        let answer = answer.map_err(|_| AWAY)?;
        if !matches!(answer.status(), StatusCode::OK | StatusCode::NO_CONTENT) {
            return Err(AWAY);
        }
        let bytes = to_bytes(Body::new(answer.into_body()), ANSWER).await.map_err(|_| AWAY)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| AWAY)
    }
}
