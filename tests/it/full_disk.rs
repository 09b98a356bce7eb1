//! A disk that is full, and one that has room again.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a folder that cannot be read should stop the test"
)]

use axum::http::StatusCode;
use outreach_kit::store::{StoreError, tally};

use crate::faults::one_more;
use crate::harness::{Browser, Kit, encode, fill, mother_of_two, now};

/// The laptop's disk is full after so many pages; `None` gives the room back.
async fn full_disk(kit: &Kit, full: bool) {
    let open = kit.open();
    open.store
        .write(move |sp| {
            let pages: u32 = sp
                .query_row("PRAGMA page_count", [], |row| row.get(0))
                .map_err(StoreError::from)?;
            let most = if full { pages } else { u32::MAX / 2 };
            sp.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))
                .map_err(StoreError::from)
        })
        .await
        .unwrap();
}

/// Fills what is left of the pages that are there already, so that the next word has no room.
async fn fill_up(kit: &Kit) {
    full_disk(kit, true).await;
    let open = kit.open();
    for size in [3000, 300, 30] {
        for number in 0..2000 {
            let filled = open
                .store
                .write(move |sp| {
                    sp.execute(
                        "INSERT INTO settings (name, value) VALUES (?1, ?2)",
                        (format!("filler-{size}-{number}"), "x".repeat(size)),
                    )
                    .map_err(StoreError::from)
                })
                .await;
            if let Err(err) = filled {
                assert!(matches!(err, StoreError::Full), "{err:?}");
                break;
            }
        }
    }
}

async fn rows(kit: &Kit) -> Vec<(&'static str, i64)> {
    kit.open().store.read(tally::row_counts).await.unwrap()
}

async fn to_the_check_page(phone: &mut Browser<'_>) {
    phone.post_on("/start", &[]).await;
    fill(phone, &mother_of_two()).await;
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_half_written_and_it_works_again_when_there_is_room() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut phone = kit.phone();
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    to_the_check_page(&mut phone).await;
    fill_up(&kit).await;
    let before = rows(&kit).await;

    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(
        sent.text.contains("there is no number yet") && sent.text.contains("Tell the desk"),
        "{}",
        sent.text
    );
    assert!(sent.text.contains("ស្រីមុំ"), "every word is still on the page: {}", sent.text);
    assert!(sent.headers.contains_key("retry-after"));
    assert_eq!(rows(&kit).await, before, "nothing half written");
    // A form just begun is small: a few may still find room between the others.
    let mut started = kit.phone().post("/start", &[]).await;
    for _ in 0..500 {
        if started.status == StatusCode::SERVICE_UNAVAILABLE {
            break;
        }
        started = kit.phone().post("/start", &[]).await;
    }
    assert_eq!(started.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!started.text.is_empty());
    // Reading goes on.
    assert_eq!(kit.phone().get("/board").await.status, StatusCode::OK);

    full_disk(&kit, false).await;
    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let families =
        |rows: &[(&str, i64)]| rows.iter().find(|(table, _)| *table == "families").unwrap().1;
    assert_eq!(families(&rows(&kit).await), families(&before) + 1);
    let check = outreach_kit::store::backup::check(&kit.open().data, &kit.open().key, now());
    assert!(check.is_ok(), "{:?}", check.err());
}

/// Many send at the same time while the disk is full for some of them: whoever got a number is there, nobody else.
#[tokio::test]
async fn whoever_got_a_number_on_a_disk_that_ran_full_is_in_the_register() {
    let kit = Kit::start().await;
    let mut phones = Vec::new();
    for _ in 0..12 {
        let mut phone = kit.phone();
        to_the_check_page(&mut phone).await;
        phones.push(phone);
    }
    full_disk(&kit, true).await;
    let mut sending = Vec::new();
    for phone in &mut phones {
        sending.push(phone.post("/send", &[]));
    }
    let answers = join_all(sending).await;
    let tickets: Vec<String> = answers
        .iter()
        .filter(|page| page.status == StatusCode::SEE_OTHER)
        .map(|page| page.location().to_owned())
        .collect();
    assert!(answers.iter().all(|page| matches!(
        page.status,
        StatusCode::SEE_OTHER | StatusCode::SERVICE_UNAVAILABLE
    )));
    assert!(tickets.len() < 12, "the disk was never full");
    assert_eq!(
        rows(&kit).await.iter().find(|(table, _)| *table == "families").unwrap().1,
        i64::try_from(tickets.len()).unwrap()
    );
    for ticket in &tickets {
        assert_eq!(kit.phone().get(ticket).await.status, StatusCode::OK);
    }
    full_disk(&kit, false).await;
    for phone in &mut phones {
        let sent = phone.post("/send", &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(rows(&kit).await.iter().find(|(table, _)| *table == "families").unwrap().1, 12);
}

async fn join_all<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut all: Vec<_> = futures.into_iter().map(Box::pin).collect();
    let mut done: Vec<Option<T>> = all.iter().map(|_| None).collect();
    std::future::poll_fn(|cx| {
        let mut waiting = false;
        for (future, done) in all.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            match future.as_mut().poll(cx) {
                std::task::Poll::Ready(answer) => *done = Some(answer),
                std::task::Poll::Pending => waiting = true,
            }
        }
        if waiting { std::task::Poll::Pending } else { std::task::Poll::Ready(()) }
    })
    .await;
    done.into_iter().flatten().collect()
}

#[tokio::test]
async fn staff_read_what_to_do_on_a_full_disk() {
    let kit = Kit::start().await;
    one_more(&kit).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    fill_up(&kit).await;
    let body = encode(&[]);
    assert!(body.is_empty());
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let answer = officer.post("/desk/next", &[]).await;
        statuses.push(answer.status);
        if answer.status == StatusCode::SERVICE_UNAVAILABLE {
            assert!(answer.text.contains("no room left"), "{}", answer.text);
        }
    }
    assert!(
        statuses
            .iter()
            .all(|status| !status.is_server_error() || *status == StatusCode::SERVICE_UNAVAILABLE),
        "{statuses:?}"
    );
    assert_eq!(officer.get("/desk").await.status, StatusCode::OK);
}
