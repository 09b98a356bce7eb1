//! Cookies behind TLS carry a name that no other site and no plain page can set. Handlers know them by their short
//! names; they are renamed at the door, and a joined laptop, whose browser is spoken to plainly, renames them back.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// A cookie of that name is only taken from this very host, over TLS.
const PREFIX: &str = "__Host-";

/// Takes no cookie without the prefix, and gives none without it.
pub(crate) async fn behind_tls(mut request: Request, next: Next) -> Response {
    let known = pairs(request.headers(), |name, value| {
        Some(format!("{}={value}", name.strip_prefix(PREFIX)?))
    });
    put(request.headers_mut(), &known);
    let mut response = next.run(request).await;
    set_again(response.headers_mut(), |cookie| Some(format!("{PREFIX}{cookie}; Secure")));
    response
}

/// What a joined laptop sends of its browser's cookies: all but `own`, with the prefix, and `own` with its value.
pub(crate) fn to_the_kit(headers: &mut HeaderMap, own: &str, value: &str) {
    let mut sent =
        pairs(headers, |name, value| (name != own).then(|| format!("{PREFIX}{name}={value}")));
    sent.push(format!("{PREFIX}{own}={value}"));
    put(headers, &sent);
}

/// What a joined laptop gives its browser of the kit's cookies: all but `own`, without the prefix.
pub(crate) fn to_the_browser(headers: &mut HeaderMap, own: &str) {
    set_again(headers, |cookie| {
        let cookie = cookie.strip_prefix(PREFIX)?;
        let cookie = cookie.replace("; Secure", "");
        (!cookie.starts_with(&format!("{own}="))).then_some(cookie)
    });
}

fn pairs(headers: &HeaderMap, keep: impl Fn(&str, &str) -> Option<String>) -> Vec<String> {
    let sent = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let each = sent.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    each.filter_map(|(name, value)| keep(name, value)).collect()
}

fn put(headers: &mut HeaderMap, pairs: &[String]) {
    headers.remove(header::COOKIE);
    if let Ok(line) = HeaderValue::from_str(&pairs.join("; "))
        && !pairs.is_empty()
    {
        headers.insert(header::COOKIE, line);
    }
}

fn set_again(headers: &mut HeaderMap, rename: impl Fn(&str) -> Option<String>) {
    let set: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|cookie| HeaderValue::from_str(&rename(cookie.to_str().ok()?)?).ok())
        .collect();
    headers.remove(header::SET_COOKIE);
    for cookie in set {
        headers.append(header::SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(headers: &HeaderMap, name: header::HeaderName) -> String {
        let all = headers.get_all(name).iter().map(|value| value.to_str().unwrap());
        all.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_joined_laptops_browser_never_holds_what_lets_the_laptop_in() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::SET_COOKIE,
            HeaderValue::from_static("__Host-staff=a; Path=/; HttpOnly; Secure"),
        );
        headers.append(
            header::SET_COOKIE,
            HeaderValue::from_static("__Host-device=b; Path=/; Secure"),
        );
        headers.append(header::SET_COOKIE, HeaderValue::from_static("other=c"));
        to_the_browser(&mut headers, "device");
        assert_eq!(line(&headers, header::SET_COOKIE), "staff=a; Path=/; HttpOnly");

        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("staff=a; device=forged; lang=km"));
        to_the_kit(&mut headers, "device", "own");
        let sent = "__Host-staff=a; __Host-lang=km; __Host-device=own";
        assert_eq!(line(&headers, header::COOKIE), sent);
    }
}
