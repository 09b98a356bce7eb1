//! An officer at a desk: calls, mends, decides, prints, takes back.

use axum::http::StatusCode;

use crate::entered::child;
use crate::harness::{
    Browser, Kit, Page, attribute, attributes, behind, file, mother_of_two, valued,
};

/// A family filed, called and seated; gives its page.
async fn at_desk(kit: &Kit) -> (Browser<'_>, String, Page) {
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let called = officer.post("/desk/next", &[]).await;
    let address = called.location().to_owned();
    assert!(address.starts_with("/desk/family/"), "{address}");
    let page = officer.post_on("/desk/ticket/1/seat", &[]).await;
    (officer, address, page)
}

fn states(page: &Page) -> Vec<String> {
    attributes(&page.text, "data-state")
}

const ENTRY: [(&str, &str); 4] =
    [("step", "enter"), ("book", "៣"), ("year", "2026"), ("number", "៤១")];

#[tokio::test]
async fn called_is_not_served_and_the_board_shows_the_desk() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "2").await;
    let called = officer.post("/desk/next", &[]).await;
    let page = officer.get(called.location()).await;
    assert_eq!(attribute(&page.text, "data-place").as_deref(), Some("called"));
    let board = kit.phone().get("/board").await;
    assert!(board.text.contains('១') && board.text.contains('២'), "number one, desk two");
    assert!(!board.text.contains("ស្រីមុំ"), "never a name");
    let seated = officer.post_on("/desk/ticket/1/seat", &[]).await;
    assert_eq!(attribute(&seated.text, "data-place").as_deref(), Some("at_desk"));
}

#[tokio::test]
async fn one_child_is_entered_and_the_other_waits_for_papers() {
    let kit = Kit::start().await;
    let (mut officer, address, page) = at_desk(&kit).await;
    assert_eq!(states(&page), ["filed", "filed"]);
    let (first, version) = child(&page, 0);
    let mut entry = ENTRY.to_vec();
    entry.push(("version", &version));
    officer.post_on(&format!("/desk/child/{first}/decide"), &entry).await;
    let (second, version) = child(&page, 1);
    let waits = [
        ("step", "await_papers"),
        ("missing", "birth_letter"),
        ("missing", "id_cards"),
        ("version", &version),
    ];
    let page = officer.post_on(&format!("/desk/child/{second}/decide"), &waits).await;
    assert_eq!(states(&page), ["entered", "awaiting_papers"]);
    // Two receipts in one file, and the number is the same when it is printed again.
    let receipts = officer.post(&format!("{address}/receipts"), &[]).await;
    assert_eq!(receipts.status, StatusCode::SEE_OTHER);
    let preview = officer.get(receipts.location()).await;
    let code = valued(&preview.text, "data-code");
    assert!(code.starts_with("KB1") && code.len() == 23, "{code}");
    let (path, with) = receipts.location().split_once('?').unwrap_or((receipts.location(), ""));
    let pdf = officer.get(&format!("{path}/pdf?{with}")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
    let again = officer.get(&format!("{path}/pdf?{with}")).await;
    assert_eq!(pdf.bytes, again.bytes, "a reprint is the same paper");
    assert!(
        pdf.headers
            .get("content-disposition")
            .is_some_and(|name| !name.as_bytes().windows(3).any(|w| w == b"KB1"))
    );
}

#[tokio::test]
async fn a_spelling_is_mended_in_place_and_the_old_one_is_kept() {
    let kit = Kit::start().await;
    let (mut officer, _, page) = at_desk(&kit).await;
    let (first, _) = child(&page, 0);
    let version = valued(&page.text, "data-family-version");
    let mended = officer
        .post_on(
            &format!("/desk/child/{first}/name"),
            &[("version", &version), ("c1_khmer_given", "ដារ៉ា"), ("c1_khmer_family", "សុខ")],
        )
        .await;
    assert!(mended.text.contains("ដារ៉ា"));
    assert!(mended.text.contains("ដារា"), "the old value is one click away");
    // The page that knew the old version is stale.
    let stale = officer
        .post(
            &format!("/desk/child/{first}/name"),
            &[("version", &version), ("c1_khmer_given", "ដារី")],
        )
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("ដារ៉ា"), "the page shows the name as it is now");
}

#[tokio::test]
async fn two_officers_cannot_both_decide() {
    let kit = Kit::start().await;
    let (mut one, address, page) = at_desk(&kit).await;
    let mut two = kit.officer("Officer Two", "2").await;
    let same = two.get(&address).await;
    assert_eq!(same.status, StatusCode::OK);
    let (first, version) = child(&page, 0);
    let mut entry = ENTRY.to_vec();
    entry.push(("version", &version));
    assert_eq!(
        one.post(&format!("/desk/child/{first}/decide"), &entry).await.status,
        StatusCode::SEE_OTHER
    );
    let late = two
        .post(
            &format!("/desk/child/{first}/decide"),
            &[("step", "send_to_district"), ("version", &version)],
        )
        .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert_eq!(states(&late), ["entered", "filed"], "the stale page gets the case as it is now");
}

#[tokio::test]
async fn a_decision_is_taken_back() {
    let kit = Kit::start().await;
    let (mut officer, _, page) = at_desk(&kit).await;
    let (first, version) = child(&page, 0);
    let mut entry = ENTRY.to_vec();
    entry.push(("version", &version));
    let page = officer.post_on(&format!("/desk/child/{first}/decide"), &entry).await;
    let (_, version) = child(&page, 0);
    let page =
        officer.post_on(&format!("/desk/child/{first}/undo"), &[("version", &version)]).await;
    assert_eq!(states(&page), ["filed", "filed"]);
}

#[tokio::test]
async fn an_entry_number_is_used_once() {
    let kit = Kit::start().await;
    let (mut officer, _, page) = at_desk(&kit).await;
    for index in [0, 1] {
        let (id, version) = child(&page, index);
        let mut entry = ENTRY.to_vec();
        entry.push(("version", &version));
        let answer = officer.post(&format!("/desk/child/{id}/decide"), &entry).await;
        let expected = if index == 0 { StatusCode::SEE_OTHER } else { StatusCode::CONFLICT };
        assert_eq!(answer.status, expected);
        if index == 1 {
            assert!(
                answer.text.contains("value=\"៤១\"") || answer.text.contains("៤១"),
                "what was typed is kept"
            );
        }
    }
}

#[tokio::test]
async fn a_blank_entry_says_what_is_missing_and_decides_nothing() {
    let kit = Kit::start().await;
    let (mut officer, _, page) = at_desk(&kit).await;
    let (first, version) = child(&page, 0);
    let answer = officer
        .post(
            &format!("/desk/child/{first}/decide"),
            &[("step", "enter"), ("book", "3"), ("version", &version)],
        )
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(states(&answer), ["filed", "filed"]);
}

#[tokio::test]
async fn who_missed_the_call_keeps_their_place() {
    let kit = Kit::start().await;
    for _ in 0..2 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/desk/next", &[]).await;
    officer.post("/desk/ticket/1/miss", &[]).await;
    officer.post("/desk/ticket/1/return", &[]).await;
    let next = officer.post_on("/desk/next", &[]).await;
    assert_eq!(
        attribute(&next.text, "data-ticket").as_deref(),
        Some("1"),
        "first come, first called again"
    );
}

#[tokio::test]
async fn a_silent_priority_is_called_first_and_no_phone_sees_it() {
    let kit = Kit::start().await;
    let mut addresses = Vec::new();
    for _ in 0..3 {
        addresses.push(file(&mut kit.phone(), &mother_of_two()).await);
    }
    let second = addresses.get(1).cloned().unwrap_or_default();
    let before = kit.phone().get(&second).await.text;
    let board_before = kit.phone().get("/board").await.text;
    let mut officer = kit.officer("Officer One", "1").await;
    let page =
        officer.post("/desk/ticket/3/priority", &[("reason", "newborn"), ("stay", "1")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let without_desks = |text: &str| text.split("ticket-place").next().map(str::to_owned);
    assert_eq!(without_desks(&kit.phone().get(&second).await.text), without_desks(&before));
    assert_eq!(kit.phone().get("/board").await.text, board_before);
    let next = officer.post_on("/desk/next", &[]).await;
    assert_eq!(attribute(&next.text, "data-ticket").as_deref(), Some("3"));
}

#[tokio::test]
async fn a_move_is_taken_back() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/desk/next", &[]).await;
    officer.post("/desk/ticket/1/seat", &[]).await;
    officer.post("/desk/ticket/1/finish", &[("reason", "other")]).await;
    officer.post("/desk/ticket/1/undo", &[]).await;
    let found = officer.post("/search", &[("q", "1")]).await;
    let family =
        attributes(&found.text, "href").into_iter().find(|href| href.starts_with("/desk/family/"));
    let page = officer.get(&family.unwrap_or_default()).await;
    assert_eq!(attribute(&page.text, "data-place").as_deref(), Some("at_desk"));
}

#[tokio::test]
async fn the_same_child_filed_twice_is_noticed_and_asked_about_once() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    assert!(page.text.contains("duplicates"), "the banner stands on the page");
    let (first, _) = child(&page, 0);
    let other =
        attribute(page.text.split("/pair\"").nth(1).unwrap_or(""), "value").unwrap_or_default();
    let answered = officer
        .post_on(
            &format!("/desk/child/{first}/pair"),
            &[("other", &other), ("answer", "different")],
        )
        .await;
    assert!(answered.text.matches("/pair\"").count() < page.text.matches("/pair\"").count());
}

#[tokio::test]
async fn a_child_is_found_by_number_name_and_phone() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    for typed in
        ["1", "១", "ដារា", "dara", "ស្រីមុំ", "CHEA", "012 345 678", "០១២៣៤៥៦៧៨", "+85512345678"]
    {
        let page = officer.post("/search", &[("q", typed)]).await;
        assert!(page.text.contains("/desk/family/"), "{typed}");
    }
    let nobody = officer.post("/search", &[("q", "វិច្ឆិកា")]).await;
    assert!(!nobody.text.contains("/desk/family/"));
}

#[tokio::test]
async fn a_further_copy_is_marked_and_asks_why() {
    let kit = Kit::start().await;
    let (mut officer, _, page) = at_desk(&kit).await;
    let (first, _) = child(&page, 0);
    let issued = officer.post(&format!("/desk/child/{first}/receipt"), &[]).await;
    let preview = issued.location().to_owned();
    let original = officer.get(&format!("{preview}/pdf")).await.bytes;
    officer.post(&format!("{preview}/printed"), &[]).await;
    assert_eq!(
        officer.get(&format!("{preview}/pdf")).await.bytes,
        original,
        "again after a jam: the same paper"
    );
    let no_reason = officer.post(&format!("{preview}/copy"), &[]).await;
    assert_eq!(no_reason.location(), preview);
    let copy = officer.post(&format!("{preview}/copy"), &[("reason", "lost")]).await;
    assert_eq!(copy.location(), format!("{preview}?copy=2"));
    let second = officer.get(&format!("{preview}/pdf?copy=2")).await.bytes;
    assert_ne!(second, original);
    // Issuing again with nothing changed is the same paper under the same number.
    assert_eq!(
        officer.post(&format!("/desk/child/{first}/receipt"), &[]).await.location(),
        preview
    );
}

#[tokio::test]
async fn a_helper_files_a_family_from_the_keyboard() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let begun = helper.post("/entry", &[]).await;
    let form = begun.location().to_owned();
    let all: Vec<(&str, &str)> =
        mother_of_two().into_iter().flat_map(|(_, fields)| fields).collect();
    let mut half = all.get(..6).unwrap_or_default().to_vec();
    half.push(("do", "save"));
    assert_eq!(helper.post(&form, &half).await.location(), form);
    let page = helper.get(&form).await;
    assert!(page.text.contains("ស្រីមុំ"), "saved half way");
    let field = behind(&page.text, "name=\"saved\"");
    let saved = valued(field, "value");
    let mut all = all;
    all.extend([("do", "send"), ("saved", &saved)]);
    let done = helper.post(&form, &all).await;
    assert_eq!(done.location(), format!("{form}/done"), "{}", done.text);
    let page = helper.get(done.location()).await;
    assert!(page.text.contains('១'));
    // A helper decides nothing: for them the desk does not exist.
    assert_eq!(helper.get("/desk").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_helpers_form_with_mistakes_is_saved_and_says_them_all() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let form = helper.post("/entry", &[]).await.location().to_owned();
    let page = helper.post(&form, &[("khmer_given", "ស្រីមុំ"), ("do", "send")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text.contains("class=\"mistakes\""));
    assert!(helper.get(&form).await.text.contains("ស្រីមុំ"));
}

#[tokio::test]
async fn whoever_is_called_exactly_so_stands_first_among_namesakes() {
    let kit = Kit::start().await;
    let first = file(&mut kit.phone(), &mother_of_two()).await;
    let mut others = mother_of_two();
    for (step, fields) in &mut others {
        if *step == "name" {
            *fields = vec![("khmer_family", "ជា"), ("khmer_given", "ស្រីមុំណា")];
        }
    }
    for _ in 0..25 {
        file(&mut kit.phone(), &others).await;
    }
    assert!(first.starts_with("/ticket/"));
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post("/search", &[("q", "ជា ស្រីមុំ")]).await;
    let families: Vec<_> = attributes(&page.text, "href")
        .into_iter()
        .filter(|href| href.starts_with("/desk/family/"))
        .collect();
    let found = officer.get(families.first().map_or("/", String::as_str)).await;
    assert_eq!(attribute(&found.text, "data-ticket").as_deref(), Some("1"));
}
