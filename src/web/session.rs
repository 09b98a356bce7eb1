//! Who is signed in.

use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::{SignedDuration, Timestamp};

use super::error::WebError;
use super::lang::{Prefs, Ui, cookie};
use super::{StaffDoor, net, presence};
use crate::acts;
use crate::domain::staff::{Room, may_enter};
use crate::seal::token::Token;
use crate::store::StoreError;
use crate::store::journal::By;
use crate::store::sessions::{self, Session};

/// How often "still there" is written down.
const SEEN_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Somebody signed in.
pub(crate) struct Signed {
    pub(crate) session: Session,
    pub(crate) token: [u8; 32],
    pub(crate) prefs: Prefs,
    /// Whether the session was left alone since the PIN was typed, too long for administration.
    pub(crate) left_alone: bool,
}

/// Why there is nobody: the page to go to first. The answer carries it, so that the guard can hold what was sent.
#[derive(Clone, Copy)]
pub(crate) struct SignInFirst;

impl IntoResponse for SignInFirst {
    fn into_response(self) -> Response {
        (Extension(self), Redirect::to("/sign-in")).into_response()
    }
}

/// Nobody signed in, or a failure on the way.
pub(crate) enum NotSigned {
    First(SignInFirst),
    Failed(WebError),
}

impl IntoResponse for NotSigned {
    fn into_response(self) -> Response {
        match self {
            Self::First(first) => first.into_response(),
            Self::Failed(err) => err.into_response(),
        }
    }
}

impl From<WebError> for NotSigned {
    fn from(err: WebError) -> Self {
        Self::Failed(err)
    }
}

impl From<StoreError> for NotSigned {
    fn from(err: StoreError) -> Self {
        Self::Failed(err.into())
    }
}

/// Somebody signed in, or nobody: for pages that are open to both.
pub(crate) struct Perhaps(pub(crate) Option<Signed>);

impl FromRequestParts<StaffDoor> for Perhaps {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        door: &StaffDoor,
    ) -> Result<Self, Self::Rejection> {
        Ok(Self(Signed::from_request_parts(parts, door).await.ok()))
    }
}

impl FromRequestParts<StaffDoor> for Signed {
    type Rejection = NotSigned;

    async fn from_request_parts(parts: &mut Parts, door: &StaffDoor) -> Result<Self, NotSigned> {
        let kit = door.kit()?;
        let token = cookie(&parts.headers, "staff").and_then(Token::parse);
        let Some(token) = token.map(|token| token.hash()) else {
            return Err(NotSigned::First(SignInFirst));
        };
        let event = kit.event().map(|event| event.id);
        let found = kit.store.read(move |conn| sessions::by_token(conn, &token, event)).await?;
        let now = door.now();
        // What was opened on one device opens nothing on another.
        let here = net::gate::device(&parts.extensions);
        let found = found.filter(|session| session.device == here);
        let found = found.filter(|_| !door.app().own_pins.has_ended(&token));
        let Some(mut session) = found.filter(|session| presence::still_valid(session, now)) else {
            return Err(NotSigned::First(SignInFirst));
        };
        presence::bring_back(&kit, &mut session, now).await;
        let left_alone = presence::left_alone(door.app(), &token, &session, now);
        // A page that refreshes itself is nobody at the desk.
        let by_hand = !parts.headers.contains_key("x-kit-live");
        if by_hand && SEEN_EVERY <= now.duration_since(session.seen_at) {
            // A full disk must not lock the staff out of the pages that say so.
            if let Err(err) = kit.store.write(move |sp| acts::still_here(sp, &token, now)).await {
                tracing::warn!(error = crate::telemetry::chain(&err), "a session was not noted");
            }
        }
        Ok(Self { session, token, prefs: Prefs::from_headers(&parts.headers), left_alone })
    }
}

/// Whether the session of a request has lapsed, and belongs to somebody who may enter `room` once signed in again.
pub(crate) async fn has_lapsed(
    parts: &Parts,
    door: &StaffDoor,
    room: Room,
) -> Result<bool, WebError> {
    let kit = door.kit()?;
    let Some(token) = cookie(&parts.headers, "staff").and_then(Token::parse) else {
        return Ok(false);
    };
    let (token, event) = (token.hash(), kit.event().map(|event| event.id));
    let found = kit.store.read(move |conn| sessions::by_token(conn, &token, event)).await?;
    let has_lapsed = found.is_some_and(|session| may_enter(&session.roles, room));
    Ok(has_lapsed && !door.app().own_pins.has_ended(&token))
}

/// Whether somebody who looks at a page is still signed in and may do what they might when it was opened.
pub(crate) fn is_unchanged(before: &Session, now: Option<&Session>, at: Timestamp) -> bool {
    now.is_some_and(|now| {
        now.roles == before.roles && now.device == before.device && presence::still_valid(now, at)
    })
}

impl Signed {
    /// Lets those in who may enter a room; for all others the page does not exist. Where a session was left alone too
    /// long for this room, its PIN comes first.
    pub(crate) fn enter(self, room: Room) -> Result<Self, WebError> {
        if !may_enter(&self.session.roles, room) {
            return Err(WebError::NotFound);
        }
        if self.is_shut_out_of(room) { Err(WebError::PinFirst) } else { Ok(self) }
    }

    /// Whether this room asks for the PIN again.
    pub(crate) fn is_shut_out_of(&self, room: Room) -> bool {
        self.left_alone && presence::is_guarded_closely(room)
    }

    /// Whether the roles allow `room`; templates leave buttons out by it, [`Signed::enter`] refuses.
    pub(crate) fn may(&self, room: Room) -> bool {
        may_enter(&self.session.roles, room)
    }

    /// Who does something now.
    pub(crate) fn by(&self, now: Timestamp) -> By {
        By { staff: Some(self.session.staff), at: now }
    }

    /// Takes up what a toggle among `pairs` says, and gives it to be remembered.
    pub(crate) fn toggle(&mut self, pairs: &[(String, String)]) -> Option<Prefs> {
        let toggled = self.prefs.toggled(pairs);
        self.prefs = toggled.unwrap_or(self.prefs);
        toggled
    }

    /// The words of the page.
    pub(crate) fn ui(&self, door: &StaffDoor) -> Ui {
        Ui::new(self.prefs, door.app().training)
    }
}

/// The cookie of somebody signed in.
pub(crate) fn cookie_for(token: &Token) -> (HeaderName, HeaderValue) {
    let text = format!("staff={token}; Path=/; HttpOnly; SameSite=Strict");
    (header::SET_COOKIE, HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")))
}

/// Takes the cookie away.
pub(crate) fn no_cookie() -> (HeaderName, HeaderValue) {
    (
        header::SET_COOKIE,
        HeaderValue::from_static("staff=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict"),
    )
}
