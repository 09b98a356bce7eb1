//! Photos of papers: what is taken, what is not, and that forms never wait or die for them.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a form that is not there should stop the test"
)]

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use outreach_kit::acts;
use outreach_kit::domain::clock_doubt::Doubt;
use outreach_kit::machine::ROOM_FOR_FORMS;
use outreach_kit::photo::{self, PhotoError};
use outreach_kit::store::StoreError;
use outreach_kit::web::limits::Trying;
use outreach_kit::web::waiting::{IN_ALL, OF_ONE};

use crate::harness::pictures::{Stored, plain_png, red_jpeg};
use crate::harness::{Browser, Kit, Page, fill, founding, mother_of_two, multipart, now};

const YARD: [u8; 4] = [192, 168, 8, 20];
const ANOTHER: [u8; 4] = [192, 168, 8, 21];
const LAPTOP: [u8; 4] = [127, 0, 0, 1];

/// A phone with a form that is ready to be sent.
async fn phone(kit: &Kit) -> Browser<'_> {
    let mut phone = kit.phone();
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    phone
}

/// A photo by the phone from an address.
async fn photo_from(phone: &mut Browser<'_>, address: [u8; 4]) -> Page {
    let request = Request::post("/photos")
        .extension(ConnectInfo(SocketAddr::from((address, 40_000))))
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x")
        .header(header::ORIGIN, format!("http://{}", phone.host));
    let body = multipart(&[("paper", "family_book")], ("photo", &plain_png(40, 30)));
    phone.send(request, Body::from(body)).await
}

fn is_taken(page: &Page) -> bool {
    page.status == StatusCode::SEE_OTHER && page.location() == "/photos"
}

/// How many photos are kept.
async fn kept_in(kit: &Kit) -> i64 {
    let open = kit.open();
    let count = open.store.read(|conn| {
        let count = conn.query_row("SELECT count(*) FROM photos", [], |row| row.get(0));
        count.map_err(StoreError::from)
    });
    count.await.unwrap()
}

/// The form goes on without the photo, and gets its number.
async fn is_sent(phone: &mut Browser<'_>) {
    assert_eq!(phone.get("/check").await.status, StatusCode::OK);
    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert!(sent.location().starts_with("/ticket/"), "{}", sent.location());
}

#[tokio::test]
async fn two_hundred_phones_behind_one_address_send_three_photos_each_and_a_flood_does_not() {
    let kit = Kit::start_with(founding(true)).await;
    let mut phone = phone(&kit).await;
    assert!(is_taken(&photo_from(&mut phone, YARD).await));
    let left = (0..).take_while(|_| kit.app.limits.take(Trying::Photo, "192.168.8.20", now()));
    assert_eq!(left.count(), 200 * 3 - 1);
    let refused = photo_from(&mut phone, YARD).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.text.contains("Very many photos came from here"), "{}", refused.text);
    assert!(refused.text.contains("go on without it"), "{}", refused.text);
    assert!(is_taken(&photo_from(&mut phone, ANOTHER).await));
    assert!(is_taken(&photo_from(&mut phone, LAPTOP).await), "the laptop itself is not limited");
    assert_eq!(kept_in(&kit).await, 3);
    is_sent(&mut phone).await;
}

#[tokio::test]
async fn a_full_line_is_said_at_once_and_another_address_still_finds_a_place() {
    let kit = Kit::start_with(founding(true)).await;
    let mut phone = phone(&kit).await;
    let crowd: Vec<_> = (0..100).filter_map(|_| kit.app.photos.stand("192.168.8.20")).collect();
    assert_eq!(crowd.len(), OF_ONE);
    let refused = photo_from(&mut phone, YARD).await;
    assert_eq!(refused.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.text.contains("Many photos are arriving just now"), "{}", refused.text);
    assert!(is_taken(&photo_from(&mut phone, ANOTHER).await));
    let more: Vec<_> =
        (0..100).filter_map(|phone| kit.app.photos.stand(&phone.to_string())).collect();
    assert_eq!(crowd.len() + more.len(), IN_ALL);
    assert_eq!(
        photo_from(&mut phone, ANOTHER).await.status,
        StatusCode::SERVICE_UNAVAILABLE,
        "the whole line is full"
    );
    is_sent(&mut phone).await;
    drop((crowd, more));
    let mut next = self::phone(&kit).await;
    assert!(is_taken(&photo_from(&mut next, YARD).await));
}

#[tokio::test]
async fn a_photo_without_a_form_takes_neither_a_place_nor_a_try() {
    let kit = Kit::start_with(founding(true)).await;
    let full: Vec<_> =
        (0..100).filter_map(|phone| kit.app.photos.stand(&phone.to_string())).collect();
    assert_eq!(full.len(), IN_ALL);
    for _ in 0..3 {
        let sent_home = photo_from(&mut kit.phone(), YARD).await;
        assert_eq!((sent_home.status, sent_home.location()), (StatusCode::SEE_OTHER, "/"));
    }
    // Nor does one of a form that has as many as it may.
    drop(full);
    let mut phone = phone(&kit).await;
    for _ in 0..8 {
        assert!(is_taken(&photo_from(&mut phone, YARD).await));
    }
    let enough = photo_from(&mut phone, YARD).await;
    assert!(enough.text.contains("There are enough photos"), "{}", enough.text);
    let left = (0..).take_while(|_| kit.app.limits.take(Trying::Photo, "192.168.8.20", now()));
    assert_eq!(left.count(), 600 - 8);
}

#[tokio::test]
async fn with_little_room_on_the_disk_photos_are_refused_and_forms_are_taken() {
    let kit = Kit::start_with(founding(true)).await.with_room(|_| Some(ROOM_FOR_FORMS)).await;
    let mut family = phone(&kit).await;
    let refused = photo_from(&mut family, YARD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("No more photos can be kept just now"), "{}", refused.text);
    family.cookies.insert("lang".to_owned(), "km".to_owned());
    let refused = photo_from(&mut family, YARD).await;
    assert!(refused.text.contains("ទុករូបថតបន្ថែមមិនបានទេ"), "{}", refused.text);
    assert_eq!(kept_in(&kit).await, 0);
    is_sent(&mut family).await;
}

#[tokio::test]
async fn photos_of_forms_that_are_never_sent_take_so_much_room_and_no_more() {
    let room: fn(&std::path::Path) -> Option<u64> = |_| Some(ROOM_FOR_FORMS + 4 * 3000);
    let kit = Kit::start_with(founding(true)).await.with_room(room).await;
    let mut left_lying = phone(&kit).await;
    let mut taken = 0;
    let refused = loop {
        let page = photo_from(&mut left_lying, YARD).await;
        if !is_taken(&page) {
            break page;
        }
        taken += 1;
    };
    assert!(refused.text.contains("No more photos can be kept just now"), "{}", refused.text);
    assert!((1..8).contains(&taken), "{taken}");
    // Another form finds no room either, until the first is sent.
    let mut next = phone(&kit).await;
    assert!(!is_taken(&photo_from(&mut next, ANOTHER).await));
    is_sent(&mut left_lying).await;
    assert!(is_taken(&photo_from(&mut next, ANOTHER).await));
    is_sent(&mut next).await;
    assert_eq!(kept_in(&kit).await, taken + 1);
}

#[tokio::test]
async fn photos_of_a_form_that_was_left_lying_are_let_go_and_its_words_stay() {
    let kit = Kit::start_with(founding(true)).await;
    let (mut sent, mut begun) = (phone(&kit).await, phone(&kit).await);
    for family in [&mut sent, &mut begun] {
        assert!(is_taken(&photo_from(family, YARD).await));
    }
    is_sent(&mut sent).await;
    let after = |hours: i64| -> Timestamp { now() + SignedDuration::from_hours(hours) };
    let open = kit.open();
    assert_eq!(open.let_photos_go(after(35)).await.unwrap(), 0, "it is sent the next day");
    let wakes = Doubt::JumpedForward;
    open.store.write(move |sp| acts::doubt_clock(sp, wakes, now())).await.unwrap();
    assert_eq!(open.let_photos_go(after(37)).await.unwrap(), 0, "who knows what day it is");
    let by = acts::By { staff: None, at: now() };
    open.store.write(move |sp| acts::confirm_clock(sp, by)).await.unwrap();
    let changes = open.store.changes();
    assert_eq!(open.let_photos_go(after(35)).await.unwrap(), 0);
    assert_eq!(open.store.changes(), changes, "a look makes no backup due");
    assert_eq!(open.let_photos_go(after(37)).await.unwrap(), 1);
    assert_eq!(kept_in(&kit).await, 1, "what was sent stays");
    is_sent(&mut begun).await;
}

/// Width and height of a kept photo, and whether it is red.
fn kept(upload: &[u8]) -> Result<(u32, u32, bool), PhotoError> {
    let jpeg = photo::reencode(upload)?;
    let picture = image::load_from_memory(&jpeg).unwrap().to_rgb8();
    let image::Rgb([red, green, _]) = *picture.get_pixel(picture.width() / 2, picture.height() / 2);
    Ok((picture.width(), picture.height(), green + 60 < red))
}

#[test]
fn what_phones_take_is_kept_and_a_picture_too_heavy_to_unpack_is_refused_by_its_header() {
    use Stored::{Apart, Lines, Passes};
    let (half, full) = ((2, 2), (1, 1));
    // Twelve million pixels, by cameras, and by programs that pass pictures on; without colours where they do not fit.
    assert_eq!(kept(&red_jpeg(4032, 3024, Lines, half)), Ok((1600, 1200, true)));
    assert_eq!(kept(&red_jpeg(4032, 3024, Lines, full)), Ok((1600, 1200, true)));
    assert_eq!(kept(&red_jpeg(3024, 4032, Passes, half)), Ok((1200, 1600, false)));
    assert_eq!(kept(&red_jpeg(2560, 1920, Passes, half)), Ok((1600, 1200, true)));
    // Fifty million.
    assert_eq!(kept(&red_jpeg(8192, 6144, Lines, half)), Ok((1600, 1200, false)));
    assert_eq!(kept(&plain_png(3200, 1440)), Ok((1600, 720, false)));
    for heavy in [
        red_jpeg(8192, 6144, Passes, half),
        red_jpeg(7070, 7070, Passes, full),
        red_jpeg(4032, 3024, Passes, full),
        red_jpeg(8192, 6144, Apart, half),
        red_jpeg(9000, 6750, Lines, half),
        red_jpeg(20_001, 8, Lines, full),
        plain_png(8000, 6200),
    ] {
        assert!(heavy.len() < 1_000_000, "{}", heavy.len());
        assert_eq!(photo::reencode(&heavy), Err(PhotoError::TooLarge));
    }
}
