//! Whether somebody is still there: how long a page may be left alone before it asks for the PIN again.

use jiff::{SignedDuration, Timestamp};

use crate::acts;
use crate::app::own_pins::WORKING_DAY;
use crate::app::{App, Kit};
use crate::domain::staff::{Room, may_enter};
use crate::store::sessions::Session;
use crate::telemetry;

/// A page left alone this long asks for the PIN again, and holds what was sent meanwhile. OWASP's session sheet: 15 to
/// 30 minutes where little is at stake.
const IDLE: SignedDuration = SignedDuration::from_mins(15);

/// The same for [`is_guarded_closely`]. OWASP: 2 to 5 minutes where much is.
const CLOSE_IDLE: SignedDuration = SignedDuration::from_mins(5);

/// Rooms that ask for the PIN after [`CLOSE_IDLE`]. The focals' own room shuts itself earlier, by its own passphrase.
const CLOSELY: [Room; 2] = [Room::Administration, Room::Focals];

/// Whether a room asks for the PIN after [`CLOSE_IDLE`].
pub(crate) fn is_guarded_closely(room: Room) -> bool {
    CLOSELY.contains(&room)
}

/// How long a page may be left alone, of rooms that are guarded closely and of others.
pub(crate) fn idle_of(is_guarded_closely: bool) -> SignedDuration {
    if is_guarded_closely { CLOSE_IDLE } else { IDLE }
}

/// Whether a session goes on. One that seems to lie in the future goes on, too: its clock was put back, and
/// [`bring_back`] lets it run out from now on.
pub(crate) fn still_valid(session: &Session, now: Timestamp) -> bool {
    now.duration_since(session.seen_at) < IDLE
        && now.duration_since(session.started_at) < WORKING_DAY
}

/// After the clock was put back, brings every session that seems to lie in the future to now, so that it ends as
/// others do, and not only once the clock has caught up.
pub(crate) async fn bring_back(kit: &Kit, session: &mut Session, now: Timestamp) {
    if session.seen_at <= now && session.started_at <= now {
        return;
    }
    session.seen_at = session.seen_at.min(now);
    session.started_at = session.started_at.min(now);
    // A full disk must not lock the staff out of the pages that say so.
    if let Err(err) = kit.store.write(move |sp| acts::bring_sessions_back(sp, now)).await {
        tracing::warn!(error = telemetry::chain(&err), "sessions were not brought back to now");
    }
}

/// Whether a session was left alone too long for rooms that are guarded closely, now or since its PIN was typed: pages
/// of other rooms that are asked for meanwhile do not open these again.
pub(crate) fn left_alone(app: &App, token: &[u8; 32], session: &Session, now: Timestamp) -> bool {
    if !CLOSELY.iter().any(|room| may_enter(&session.roles, *room)) {
        return false;
    }
    if CLOSE_IDLE <= now.duration_since(session.seen_at) {
        app.own_pins.left_alone(token, now);
    }
    app.own_pins.was_left_alone(token)
}
