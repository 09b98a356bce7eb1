//! One day after the other: what is carried over, and what is counted once.

use axum::http::StatusCode;
use outreach_kit::store::days;

use super::{acts_of, close, look, look_at, open_day, serve};
use crate::harness::{Kit, attribute, file, mother_of_two};

#[tokio::test]
async fn the_second_day_goes_on_where_the_first_ended_and_closed_figures_stay() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(
        &mut admin,
        &[("forms", "50"), ("book_1", "3"), ("book_1_next", "1"), ("book_1_left", "40")],
    )
    .await;
    for _ in 0..3 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 1).await;
    let (_, seen) = look(&mut admin, &[("used", "0"), ("left", "50")]).await;
    close(&mut admin, "1", &seen, &[("used", "0"), ("left", "50")]).await;
    // In the evening somebody types one more form.
    file(&mut kit.phone(), &mother_of_two()).await;
    let first = admin.post("/day/sheet", &[("day", "1")]).await;
    assert!(first.bytes.starts_with(b"%PDF-"));

    // The kit's clock stands still in a test: the second day is the one a person types.
    let page = admin.get("/day/open").await;
    assert!(page.text.contains("value=\"3\""), "the open book of yesterday stands ready");
    let opened = admin
        .post(
            "/day/open",
            &[
                ("clock", "other"),
                ("date", "2026-11-22"),
                ("forms", "50"),
                ("book_1", "3"),
                ("book_1_next", "3"),
                ("book_1_left", "38"),
            ],
        )
        .await;
    assert_eq!(opened.location(), "/day?said=opened");
    let same = admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-21")]).await;
    assert_eq!(same.location(), "/day", "a day is open");
    serve(&mut officer, "3", 3).await;
    let event = kit.open().event().unwrap().id;
    let (one, figures) = kit
        .open()
        .store
        .read(move |conn| {
            let on = "2026-11-22".parse().unwrap();
            let one = days::by_number(conn, event, 1)?.unwrap().closed.unwrap().figures;
            Ok::<_, outreach_kit::store::StoreError>((one, days::so_far(conn, event, on)?))
        })
        .await
        .unwrap();
    assert_eq!((one.tickets.given, one.tickets.done, one.tickets.open()), (3, 1, 2));
    let tickets = &figures.tickets;
    assert_eq!((tickets.carried, tickets.given, tickets.done, tickets.open()), (2, 1, 1, 2));
    assert_eq!(tickets.came_back(), 0);
    assert_eq!((figures.receipts.bound, figures.receipts.bound_total), (2, 4));
    assert_eq!(figures.children.registered().all, 2);
    assert_eq!(figures.children.registered_so_far().all, 4);
    assert_eq!(figures.books.first().map(|book| (book.first, book.last)), Some((3, 4)));
}

#[tokio::test]
async fn what_was_explained_once_is_not_asked_again_the_next_day() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 1).await;
    // A receipt of the first child is issued anew after a correction, and the printer is out of paper.
    let event = kit.open().event().unwrap().id;
    kit.open()
        .store
        .write(move |sp| {
            sp.execute("DELETE FROM prints WHERE id = 1", [])?;
            Ok::<_, outreach_kit::store::StoreError>(())
        })
        .await
        .unwrap();
    let (found, seen) = look(&mut admin, &[]).await;
    assert_eq!(found, ["unprinted"]);
    close(&mut admin, "1", &seen, &[("explanation", "no paper")]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    let (found, _) = look_at(&mut admin, "2", &[]).await;
    assert!(found.is_empty(), "{found:?}");
    let days = kit.open().store.read(move |conn| days::all(conn, event)).await.unwrap();
    assert_eq!(days.len(), 2);
}

#[tokio::test]
async fn numbers_of_paper_forms_do_not_hide_the_tickets_of_phones() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    // A form on paper was typed in on the first day: its ticket has a number above nine thousand.
    kit.open()
        .store
        .write(|sp| {
            sp.execute("UPDATE tickets SET number = 9001 WHERE number = 1", [])?;
            sp.execute("UPDATE families SET channel = 'paper'", [])?;
            sp.execute("UPDATE events SET next_ticket = 1", [])?;
            Ok::<_, outreach_kit::store::StoreError>(())
        })
        .await
        .unwrap();
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let event = kit.open().event().unwrap().id;
    let figures = kit
        .open()
        .store
        .read(move |conn| days::so_far(conn, event, "2026-11-22".parse().unwrap()))
        .await
        .unwrap();
    assert_eq!((figures.tickets.given, figures.tickets.numbers.as_str()), (1, "1"));
    assert_eq!((figures.tickets.total, figures.tickets.skipped), (2, 0));
}

#[tokio::test]
async fn a_day_closed_too_early_is_opened_again_and_only_the_last_one() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    // The same date is not opened a second time as another day.
    let again = open_day(&mut admin, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reopened = admin.post("/day/reopen", &[("day", "1")]).await;
    assert_eq!(reopened.location(), "/day?said=reopened");
    let twice = admin.post("/day/reopen", &[("day", "1")]).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    admin.post("/day/open", &[("clock", "other"), ("date", "2026-11-22")]).await;
    let behind = admin.post("/day/reopen", &[("day", "1")]).await;
    assert_eq!(behind.status, StatusCode::CONFLICT);
    let acts: Vec<String> = acts_of(&kit).await.into_iter().map(|(act, _)| act).collect();
    let of_days: Vec<&str> =
        acts.iter().map(String::as_str).filter(|act| act.ends_with("_day")).collect();
    assert_eq!(of_days, ["open_day", "close_day", "reopen_day", "close_day", "open_day"]);
}

#[tokio::test]
async fn talks_are_noted_corrected_and_taken_off_and_a_closed_day_keeps_its_own() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let mut helper = kit.signed_in("Helper").await;
    open_day(&mut admin, &[]).await;
    let talk = |women| [("held_at", "៨:៣០"), ("topic", "why"), ("women", women), ("men", "7")];
    let wrong =
        helper.post("/day/talks", &[("held_at", "soon"), ("topic", "why"), ("women", "៤")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("value=\"soon\""));
    helper.post("/day/talks", &talk("23")).await;
    let page = helper.get("/day").await;
    let id = attribute(&page.text, "data-talk").unwrap();
    let path = format!("/day/talks/{id}");
    let mut correction = talk("24").to_vec();
    correction.push(("version", "1"));
    assert_eq!(helper.post(&path, &correction).await.status, StatusCode::SEE_OTHER);
    // A page that does not know the correction overwrites nothing.
    assert_eq!(helper.post(&path, &correction).await.status, StatusCode::CONFLICT);
    let removed = helper.post(&format!("{path}/remove"), &[]).await;
    let page = helper.get(removed.location().split('#').next().unwrap()).await;
    assert!(page.text.contains(&format!("{path}/back")), "taking off can be taken back");
    helper.post(&format!("{path}/back"), &[]).await;
    let (_, seen) = look(&mut admin, &[]).await;
    close(&mut admin, "1", &seen, &[]).await;
    let frozen = helper.post(&format!("{path}/remove"), &[]).await;
    assert_eq!(frozen.status, StatusCode::CONFLICT);
    let event = kit.open().event().unwrap().id;
    let day = kit.open().store.read(move |conn| days::last(conn, event)).await.unwrap().unwrap();
    let talks = day.closed.unwrap().figures.talks;
    assert_eq!(talks.iter().map(|talk| (talk.women, talk.men)).collect::<Vec<_>>(), [(24, 7)]);
}
