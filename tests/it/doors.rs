//! What every request passes: two doors, our own hosts, our own pages, headers on every answer, roles.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::harness::{Kit, file, mother_of_two};

#[tokio::test]
async fn a_wrong_pin_does_not_open_and_many_wrong_ones_slow_down() {
    let kit = Kit::start().await;
    let mut laptop = kit.laptop();
    let page = laptop.get("/sign-in").await;
    let id = crate::harness::attributes(&page.text, "value")
        .into_iter()
        .find(|value| value.len() == 32)
        .unwrap_or_default();
    let mut statuses = Vec::new();
    for _ in 0..10 {
        let answer = laptop.post("/sign-in", &[("staff", &id), ("pin", "0001")]).await;
        statuses.push(answer.status);
        assert!(!laptop.cookies.contains_key("staff"));
    }
    assert!(
        statuses.iter().all(|status| *status == StatusCode::UNPROCESSABLE_ENTITY),
        "{statuses:?}"
    );
    let right = laptop.post("/sign-in", &[("staff", &id), ("pin", crate::harness::PIN)]).await;
    assert_eq!(right.status, StatusCode::UNPROCESSABLE_ENTITY, "a moment has to pass first");
}

#[tokio::test]
async fn only_our_own_host_names_are_answered() {
    let kit = Kit::start().await;
    for (host, path, expected) in [
        ("evil.example", "/", StatusCode::MISDIRECTED_REQUEST),
        ("localhost:9999", "/", StatusCode::MISDIRECTED_REQUEST),
        ("localhost:8081", "/", StatusCode::MISDIRECTED_REQUEST),
        ("localhost.:8080", "/", StatusCode::MISDIRECTED_REQUEST),
        ("127.0.0.1.evil.example:8080", "/", StatusCode::MISDIRECTED_REQUEST),
        ("127.0.0.1:8080", "/", StatusCode::OK),
        ("localhost:8080", "/", StatusCode::OK),
        ("localhost:8080", "http://evil.example/", StatusCode::MISDIRECTED_REQUEST),
    ] {
        let request = Request::get(path).header(header::HOST, host);
        let page = kit.phone().send(request, Body::empty()).await;
        assert_eq!(page.status, expected, "{host} {path}");
    }
}

#[tokio::test]
async fn a_form_from_another_page_is_refused() {
    let kit = Kit::start().await;
    for origin in [Some("http://evil.example"), Some("null"), Some("https://localhost:8080"), None]
    {
        let mut request = Request::post("/start")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(header::ORIGIN, origin);
        }
        let page = kit.phone().send(request, Body::empty()).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{origin:?}");
    }
    let referred = Request::post("/start")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::REFERER, "http://localhost:8080/");
    assert_eq!(kit.phone().send(referred, Body::empty()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn what_is_no_form_is_refused_before_anything_is_said() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    for kind in ["text/plain", "application/json", "multipart/mixed; boundary=x", ""] {
        for path in ["/staff", "/entry", "/no-such-page"] {
            let request = Request::post(path)
                .header(header::ORIGIN, "http://localhost:8081")
                .header(header::CONTENT_TYPE, kind);
            let page = helper.send(request, Body::from("{\"name\":\"x\"}")).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path} {kind}");
        }
    }
    // A form that is packed is not unpacked.
    for packing in ["gzip", "deflate", "identity"] {
        let packed = Request::post("/start")
            .header(header::ORIGIN, "http://localhost:8080")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_ENCODING, packing);
        let page = kit.phone().send(packed, Body::from("a=b")).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{packing}");
    }
    let cased = Request::post("/start")
        .header(header::ORIGIN, "http://localhost:8080")
        .header(header::CONTENT_TYPE, "Application/X-WWW-Form-Urlencoded; charset=UTF-8");
    assert_eq!(kit.phone().send(cased, Body::empty()).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_answer_carries_the_headers() {
    let kit = Kit::start().await;
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    let mut pages = Vec::new();
    for path in ["/", "/board", "/why", ticket.as_str(), "/no-such-page", "/check"] {
        pages.push((path.to_owned(), kit.phone().get(path).await));
    }
    for path in ["/", "/sign-in", "/no-such-page", "/desk"] {
        pages.push((path.to_owned(), kit.laptop().get(path).await));
    }
    // Answers that other rules give: probes, files of our own, a foreign name.
    let mark = pages.first().and_then(|(_, page)| page.text.split("/static/").nth(1)).unwrap_or("");
    let file = format!("/static/{}/kit.css", mark.split('/').next().unwrap_or(""));
    let foreign = Request::get("/").header(header::HOST, "evil.example");
    let others = [
        kit.phone().get("/generate_204").await,
        kit.phone().get("/success.txt").await,
        kit.phone().get(&file).await,
        kit.phone().send(foreign, Body::empty()).await,
    ];
    for page in others {
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cache-control",
        ] {
            assert!(page.headers.contains_key(name), "{name}");
        }
    }
    for (path, page) in pages {
        let header =
            |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
        assert!(header("content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(!header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert!(!page.headers.contains_key(header::SERVER), "{path}");
        assert!(!page.text.contains(" style=") && !page.text.contains(" onclick="), "{path}");
    }
}

#[tokio::test]
async fn a_panic_in_a_page_ends_that_page_only() {
    let kit = Kit::start().await;
    let open = kit.open();
    let panicked = open
        .store
        .read(|_| -> Result<(), outreach_kit::store::StoreError> {
            std::panic::panic_any("on purpose")
        })
        .await;
    assert!(panicked.is_err());
    assert_eq!(kit.phone().get("/").await.status, StatusCode::OK);
    assert_eq!(kit.phone().get("/board").await.status, StatusCode::OK);
}
