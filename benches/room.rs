//! What the focal's room costs in an event of 10,000 families: opening it, its list, a child's page.
//!
//! `OUTREACH_KIT_CHILDREN` sets how many children there are (20,000 are about 10,000 families), and
//! `OUTREACH_KIT_CROWD=folder` keeps them for the next run. Budgets: 5 s from the passphrase to the whole list, 300 ms
//! for the list once the room is open, also where something was written meanwhile.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "criterion's macros, and a harness"
)]

mod crowd;

use std::time::Instant;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use criterion::{Criterion, criterion_group, criterion_main};
use crowd::{Gathered, gathered};
use http_body_util::BodyExt as _;
use outreach_kit::rehearse::crowd::{Crowd, FOCAL, PIN};
use tower::ServiceExt as _;

const PORT: u16 = 8081;

/// The laptop's browser.
struct Browser<'a> {
    crowd: &'a Crowd,
    router: Router,
    cookie: String,
}

impl Browser<'_> {
    fn ask(&self, path: &str, form: Option<&str>) -> (StatusCode, HeaderMap, String) {
        let host = format!("localhost:{PORT}");
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, &host)
            .header(header::COOKIE, &self.cookie);
        let request = match form {
            None => request.body(Body::empty()),
            Some(form) => request
                .method("POST")
                .header(header::ORIGIN, format!("http://{host}"))
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::from(form.to_owned())),
        };
        self.crowd.wait(async {
            let answer = self.router.clone().oneshot(request.unwrap()).await.unwrap();
            let (parts, body) = answer.into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            (parts.status, parts.headers, String::from_utf8_lossy(&body).into_owned())
        })
    }

    fn sign_in(&mut self) {
        let (_, _, page) = self.ask("/sign-in", None);
        let before = page.split("Focal").next().unwrap();
        let id = before.rsplit("value=\"").find(|rest| rest.find('"') == Some(32)).unwrap();
        let id = id.get(..32).unwrap();
        let (_, headers, _) = self.ask("/sign-in", Some(&format!("staff={id}&pin={PIN}")));
        let cookie = headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut self.cookie);
    }
}

fn following(criterion: &mut Criterion) {
    let Gathered { crowd, children, .. } = &gathered();
    crowd.fill_room().unwrap();
    let mut focal = Browser { crowd, router: crowd.staff(PORT), cookie: String::new() };
    focal.sign_in();
    let passphrase = format!("passphrase={}", FOCAL.replace(' ', "+"));
    // Once, as it is once in a day; criterion would open it a hundred times.
    for _ in 0..2 {
        let begun = Instant::now();
        assert_eq!(focal.ask("/room", Some(&passphrase)).0, StatusCode::SEE_OTHER);
        let (status, _, list) = focal.ask("/room", None);
        assert_eq!(status, StatusCode::OK);
        println!("opened with the whole list in {:?}, {} bytes", begun.elapsed(), list.len());
        focal.ask("/room/lock", Some(""));
    }
    focal.ask("/room", Some(&passphrase));
    let list = focal.ask("/room", None).2;
    let child = list.split("data-followed=\"").nth(1).unwrap().get(..32).unwrap();
    let mut group = criterion.benchmark_group(format!("among {children} children"));
    group.sample_size(20);
    group.bench_function("list", |bencher| bencher.iter(|| focal.ask("/room", None).2.len()));
    group.bench_function("list after somebody wrote", |bencher| {
        bencher.iter(|| {
            assert_eq!(focal.ask("/call", Some("")).0, StatusCode::OK);
            focal.ask("/room", None).2.len()
        });
    });
    let path = format!("/room/child/{child}");
    group.bench_function("child", |bencher| bencher.iter(|| focal.ask(&path, None).2.len()));
    group.bench_function("due", |bencher| bencher.iter(|| focal.ask("/room/due", None).2.len()));
    group.finish();
}

criterion_group!(benches, following);
criterion_main!(benches);
