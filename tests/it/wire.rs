//! What somebody hears who listens on the Wi-Fi: every byte between a tablet and the kit, as it went through the air.
#![allow(clippy::unwrap_used, reason = "a line that cannot be listened to should stop the test")]

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::harness::{FOCAL, PIN, encode, staff_id, valued};
use crate::network::{Answer, Tablet, code_on_screen, open_door};
use crate::room::{CANARY, children};

/// Everything that was heard.
type Heard = Arc<Mutex<Vec<u8>>>;

/// Passes bytes on and keeps a copy.
async fn pass(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, heard: Heard) {
    let mut some = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut some).await {
        let piece = some.get(..count).unwrap();
        heard.lock().unwrap().extend_from_slice(piece);
        if to.write_all(piece).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}

/// Somebody between the tablets and the kit's port, who only listens; the port at which they stand.
async fn listen(kit: u16) -> (u16, Heard) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let (port, heard) = (listener.local_addr().unwrap().port(), Heard::default());
    let all = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            let far = SocketAddr::from((Ipv4Addr::LOCALHOST, kit));
            let Ok(far) = TcpStream::connect(far).await else { continue };
            let ((near_in, near_out), (far_in, far_out)) = (near.into_split(), far.into_split());
            tokio::spawn(pass(near_in, far_out, Arc::clone(&all)));
            tokio::spawn(pass(far_in, near_out, Arc::clone(&all)));
        }
    });
    (port, heard)
}

/// A tablet whose bytes all go through the listener, while it asks for the kit's own address.
struct Overheard(Tablet, String);

impl Overheard {
    async fn get(&mut self, path: &str) -> Answer {
        self.0.ask("GET", path, &self.1, "", "").await
    }

    async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Answer {
        let origin = format!("origin: https://{}\r\n", self.1);
        self.0.ask("POST", path, &self.1, &origin, &encode(pairs)).await
    }
}

fn has(heard: &Heard, words: &str) -> bool {
    heard.lock().unwrap().windows(words.len()).any(|piece| piece == words.as_bytes())
}

#[tokio::test]
async fn nothing_of_the_focals_room_nor_of_a_family_is_heard_on_the_wire() {
    let kit = crate::room::kit().await;
    open_door(&kit).await;
    let mut tablet = Tablet::trusting(&kit).await;
    let own = tablet.host();
    let (port, heard) = listen(tablet.port).await;
    tablet.port = port;
    // The listener does hear: the plain half lies open.
    let help = tablet.plain("GET", "/", &own).await;
    assert!(help.starts_with(b"HTTP/1.1 200") && has(&heard, "HTTP/1.1 200"));

    let mut tablet = Overheard(tablet, own);
    let code = code_on_screen(&kit, "Tablet").await;
    assert_eq!(tablet.post(&code, &[]).await.status, 303);
    let page = tablet.get("/sign-in").await.body;
    let id = staff_id(&page, "Focal");
    assert_eq!(tablet.post("/sign-in", &[("staff", &id), ("pin", PIN)]).await.status, 303);
    let opened = tablet.post("/room", &[("passphrase", FOCAL)]).await;
    assert_eq!((opened.status, opened.header("location")), (303, "/room"));
    let (_, child) = *children(&kit).await.first().unwrap();
    let path = format!("/room/child/{child}");
    let seen = valued(&tablet.get(&path).await.body, "data-seen");
    let words = [("do", "words"), ("own_words", CANARY), ("seen", seen.as_str())];
    assert_eq!(tablet.post(&path, &words).await.status, 303);
    let page = tablet.get(&path).await.body;
    assert!(page.contains(CANARY) && page.contains("ដារា"), "the tablet shows it: {page}");

    let cookies: Vec<String> = tablet.0.cookies.values().cloned().collect();
    assert_eq!(cookies.len(), 2, "device and person");
    for secret in [CANARY, FOCAL, "ដារា", "DARA", "/room", &child.to_string()]
        .into_iter()
        .chain(cookies.iter().map(String::as_str))
    {
        assert!(!has(&heard, secret), "{secret} was heard");
        assert!(!has(&heard, &encode(&[("", secret)])), "{secret} was heard as a form sends it");
    }
}
