//! Pages that follow the line: a small stream that says "look again", nothing else.
//!
//! A stream of the staff ends as soon as what it was opened with is taken away: the device is taken off, somebody
//! signs out or hands over, leaves, gets another PIN or other roles. The page behind it then asks again, and is told.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};
use tokio_stream::wrappers::{BroadcastStream, ReceiverStream};
use tokio_stream::{Stream, StreamExt as _};

use super::StaffDoor;
use super::error::WebError;
use super::limits::{OneMore, Share};
use super::session::{Signed, is_unchanged};
use crate::app::App;
use crate::domain::ids::RowId;
use crate::store::sessions::{self, Session};
use crate::store::{StoreError, devices};

/// How often a stream says that it is still there.
const ALIVE: Duration = Duration::from_secs(20);

/// Commits come in crowds: so long a stream waits between two looks at what it was opened with.
const BREATH: Duration = Duration::from_millis(200);

/// A stream of "reload", one whenever the line changes. Too many streams: the page's own refresh serves instead.
pub(crate) fn stream(app: &Arc<App>, share: &Share) -> Result<Response, WebError> {
    let counted = share.one_more().ok_or(WebError::TooMany)?;
    Ok(answer(BroadcastStream::new(app.follow()).map(move |_| {
        let _held = &counted;
        Ok(reload())
    })))
}

/// The same for somebody signed in, until that changes.
pub(crate) fn for_signed(door: &StaffDoor, me: Signed) -> Result<Response, WebError> {
    let device = me.session.device;
    until_taken_away(door, Pass { device, signed: Some((me.token, me.session)) })
}

/// The same for a screen on which nobody needs to be signed in, until its device is taken off.
pub(crate) fn for_device(door: &StaffDoor, device: Option<RowId>) -> Result<Response, WebError> {
    until_taken_away(door, Pass { device, signed: None })
}

type Said = Result<Event, Infallible>;

fn reload() -> Event {
    Event::default().data("reload")
}

fn answer(said: impl Stream<Item = Said> + Send + 'static) -> Response {
    Sse::new(said).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

/// What a stream was opened with.
struct Pass {
    /// The device, if it is not the laptop itself.
    device: Option<RowId>,
    /// The hash of the cookie and whose it was then.
    signed: Option<([u8; 32], Session)>,
}

impl Pass {
    /// Whether all of it still holds.
    async fn holds(&self, door: &StaffDoor) -> Result<bool, WebError> {
        let kit = door.kit()?;
        let event = kit.event().map(|event| event.id);
        let (device, token) = (self.device, self.signed.as_ref().map(|(token, _)| *token));
        let read = move |conn: &_| {
            let is_let_in = device.map_or(Ok(true), |device| devices::is_let_in(conn, device))?;
            let now = token.map(|token| sessions::by_token(conn, &token, event)).transpose()?;
            Ok::<_, StoreError>((is_let_in, now.flatten()))
        };
        let (is_let_in, now) = kit.store.read(read).await?;
        let signed = self.signed.as_ref();
        if signed.is_some_and(|(token, _)| door.app().own_pins.has_ended(token)) {
            return Ok(false);
        }
        Ok(is_let_in && signed.is_none_or(|(_, then)| is_unchanged(then, now.as_ref(), door.now())))
    }
}

fn until_taken_away(door: &StaffDoor, pass: Pass) -> Result<Response, WebError> {
    let counted = door.app().streams.staff.one_more().ok_or(WebError::TooMany)?;
    // One "reload" that was not taken yet says as much as two.
    let (tell, told) = mpsc::channel(1);
    tokio::spawn(follow(door.clone(), pass, tell, counted));
    Ok(answer(ReceiverStream::new(told)))
}

/// Tells of changes until nobody listens or the pass no longer holds.
async fn follow(door: StaffDoor, pass: Pass, tell: mpsc::Sender<Said>, _counted: OneMore) {
    let (mut line, Ok(kit)) = (door.app().follow(), door.kit()) else { return };
    let mut written = kit.store.follow();
    drop(kit);
    // What was taken away between the request and this line is seen by the first look.
    written.mark_changed();
    let mut next_look = Instant::now();
    loop {
        tokio::select! {
            () = tell.closed() => return,
            changed = line.recv() => match changed {
                // A stream that is behind has one waiting already.
                Ok(()) | Err(RecvError::Lagged(_)) => drop(tell.try_send(Ok(reload()))),
                Err(RecvError::Closed) => return,
            },
            more = async { sleep_until(next_look).await; written.changed().await } => {
                next_look = Instant::now() + BREATH;
                if more.is_err() || !pass.holds(&door).await.unwrap_or(false) {
                    return;
                }
            }
            // Time alone ends a session, too.
            () = sleep_until(next_look + ALIVE) => {
                next_look = Instant::now();
                written.mark_changed();
            }
        }
    }
}
