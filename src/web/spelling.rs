//! How a text comes in at the staff door: in its normal form, whatever page it was typed on.
//!
//! A handler of this door never sees another spelling, so none can forget to normalise. What was typed is kept
//! beside it where the two differ. Forms of a family's own words pass as they are: their answers are kept as typed,
//! and `domain::intake` reads them, as at the family door.

use axum::body::{Body, Bytes};
use axum::extract::{Form, FromRequest as _, FromRequestParts as _, MatchedPath, Request, State};
use axum::http::{Method, header, request::Parts};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::StaffDoor;
use super::kept::{fields_of, is_of_fields};
use super::session::Signed;
use crate::acts::{self, AsTyped};
use crate::khmer;
use crate::telemetry;

/// Pages whose words are a family's: kept character for character in the form's answers.
const FAMILYS_OWN: [&str; 3] =
    ["/entry/{draft}", "/desk/family/{id}/correct", "/desk/child/{id}/name"];

/// Where nothing that was typed is kept in clear: the focal's room seals every word.
const SEALED: &str = "/room";

/// Fields that are compared, not read, beside the secrets: folders of this laptop, addresses.
const EXACT: [&str; 5] = ["wifi_password", "place", "from", "address", "code"];

/// Fields of which the kit keeps no more than what they open.
const SECRET: [&str; 7] = ["pin", "recovery", "old", "new", "current", "first", "second"];

/// Whether a field holds a secret of a person: a PIN, a passphrase, a recovery code.
pub(crate) fn is_secret(field: &str) -> bool {
    SECRET.contains(&field)
        || field.contains("passphrase")
        || field.ends_with("_pin")
        || field.starts_with("focal_")
}

/// Whether a field keeps every character as it was typed.
fn is_exact(field: &str) -> bool {
    EXACT.contains(&field) || is_secret(field)
}

/// Puts every text of a form that is sent to the staff door into its normal form.
pub(crate) async fn at_the_door(
    State(door): State<StaffDoor>,
    request: Request,
    next: Next,
) -> Response {
    if !is_form(&request) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let bytes = match Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await {
        Ok(bytes) => bytes,
        Err(refused) => return refused.into_response(),
    };
    let Some(mut pairs) = fields_of(bytes.clone()).await else {
        // Not one of our forms; the handler says so.
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    };
    let Some(differing) = normalise(&mut pairs, parts.uri.path()) else {
        return next.run(Request::from_parts(parts, Body::from(bytes))).await;
    };
    if !differing.is_empty() && !is_sealed(parts.uri.path()) {
        keep(&door, &mut parts, differing).await;
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    next.run(Request::from_parts(parts, Form(pairs).into_response().into_body())).await
}

/// Whether an address belongs to the focal's room.
pub(crate) fn is_sealed(path: &str) -> bool {
    path.strip_prefix(SEALED).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn is_form(request: &Request) -> bool {
    let route = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    *request.method() == Method::POST
        && is_of_fields(request)
        && route.is_none_or(|route| !FAMILYS_OWN.contains(&route))
}

/// Normalises the values; none if all of them were in their normal form. Gives those whose Khmer is spelt otherwise
/// now, which is more than a blank at an end.
fn normalise(pairs: &mut [(String, String)], page: &str) -> Option<Vec<AsTyped>> {
    let mut differing = Vec::new();
    let mut changed = false;
    for (field, value) in pairs.iter_mut().filter(|(field, _)| !is_exact(field)) {
        let kept = khmer::normalize(value);
        if kept == *value {
            continue;
        }
        changed = true;
        let typed = std::mem::replace(value, kept.clone());
        if kept != typed.trim() && typed.chars().any(khmer::is_khmer) {
            let (page, field) = (page.to_owned(), field.clone());
            differing.push(AsTyped { page, field, typed, kept });
        }
    }
    changed.then_some(differing)
}

/// Keeps what somebody who is signed in typed. That a full disk does not take it must not stop the work itself.
async fn keep(door: &StaffDoor, parts: &mut Parts, texts: Vec<AsTyped>) {
    let (Ok(kit), Ok(me)) = (door.kit(), Signed::from_request_parts(parts, door).await) else {
        return;
    };
    let by = me.by(door.now());
    if let Err(err) = kit.store.write(move |sp| acts::keep_as_typed(sp, &texts, by)).await {
        tracing::warn!(error = telemetry::chain(&err), "what was typed was not kept beside it");
    }
}

#[cfg(test)]
mod tests {
    use super::{is_exact, is_sealed, normalise};

    fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
        of.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn khmer_is_put_in_order_and_what_was_typed_is_told() {
        let typed = "\u{179F}\u{17BB}\u{17B8}\u{1798}";
        let mut form = pairs(&[("name", typed), ("pin", "  40 71"), ("role", "officer")]);
        let differing = normalise(&mut form, "/staff").unwrap();
        assert_eq!(form, pairs(&[("name", "ស៊ីម"), ("pin", "  40 71"), ("role", "officer")]));
        let told: Vec<_> = differing.iter().map(|one| (&*one.field, &*one.typed)).collect();
        assert_eq!(told, [("name", typed)]);
    }

    #[test]
    fn blanks_at_an_end_are_nothing_to_tell() {
        let mut form = pairs(&[("name", " ស៊ីម "), ("words", "two  words")]);
        assert!(normalise(&mut form, "/staff").unwrap().is_empty());
        assert_eq!(form, pairs(&[("name", "ស៊ីម"), ("words", "two words")]));
        assert!(normalise(&mut form, "/staff").is_none());
    }

    #[test]
    fn the_room_is_every_address_below_it_and_no_other() {
        assert!(["/room", "/room/find", "/room/child/0a"].into_iter().all(is_sealed));
        assert!(!["/", "/rooms", "/desk/room", "/roomy/x"].into_iter().any(is_sealed));
    }

    /// Every box for a secret that a template names.
    #[test]
    fn no_secret_is_respelt() {
        let pages = [
            include_str!("../../templates/staff/unlock.html"),
            include_str!("../../templates/staff/sign_in.html"),
            include_str!("../../templates/staff/restore.html"),
            include_str!("../../templates/staff/damaged.html"),
            include_str!("../../templates/staff/keys.html"),
            include_str!("../../templates/staff/focals.html"),
            include_str!("../../templates/staff/people.html"),
            include_str!("../../templates/staff/day/next.html"),
            include_str!("../../templates/staff/room/shut.html"),
        ];
        let mut seen = 0;
        for page in pages {
            let boxes = page.split("<input").filter(|one| one.contains("type=\"password\""));
            let names = boxes.filter_map(|one| one.split("name=\"").nth(1)?.split('"').next());
            let calls = page.split("parts::secret(").skip(1);
            let called = calls.filter_map(|call| call.split('"').nth(3));
            for name in names.chain(called) {
                // Named by a member's id: stands below.
                assert!(name.starts_with('{') || is_exact(name), "{name}");
                seen += 1;
            }
        }
        assert!(10 < seen, "{seen}");
        for name in ["staff_2_pin", "staff_4_passphrase", "keyholder_1_passphrase", "focal_018f"] {
            assert!(is_exact(name), "{name}");
        }
        assert!(!is_exact("keyholder_1_name") && !is_exact("place_km") && !is_exact("taker"));
    }
}
