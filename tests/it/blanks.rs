//! Papers for the hours without power: printed beforehand, written on by hand, typed in and bound later.

#![allow(clippy::unwrap_used, reason = "a kit that cannot be restored should stop the test")]

use axum::http::StatusCode;
use jiff::Timestamp;
use outreach_kit::acts;
use outreach_kit::domain::ids::RowId;
use outreach_kit::i18n::Lang;
use outreach_kit::seal::keyring::Keyring;
use outreach_kit::store::{StoreError, backup, blanks, runs};

use crate::entered::child;
use crate::harness::{
    Browser, Kit, NOW, PASSPHRASE, Page, attribute, attributes, behind, file, mother_of_two, valued,
};

/// Prints `count` papers of a kind; gives the printing's page.
pub(crate) async fn print(staff: &mut Browser<'_>, what: &str, count: &str) -> Page {
    let page = staff.get("/papers").await;
    let keys = attributes(
        page.text.split("name=\"key\"").nth(if what == "forms" { 2 } else { 1 }).unwrap_or(""),
        "value",
    );
    let key = keys.first().cloned().unwrap_or_default();
    staff.post_on(&format!("/papers/{what}"), &[("key", &key), ("count", count)]).await
}

fn run_of(page: &Page) -> String {
    valued(&page.text, "data-run")
}

/// The codes of the blanks that were printed, in the order of their numbers.
async fn codes(kit: &Kit) -> Vec<String> {
    let open = kit.open();
    let Some(event) = open.event() else { return Vec::new() };
    let all = open.store.read(move |conn| blanks::of_event(conn, event.id)).await;
    all.map(|all| all.into_iter().map(|one| one.code).collect()).unwrap_or_default()
}

/// What a helper types from a paper form: everything on one page.
pub(crate) fn one_page() -> Vec<(&'static str, &'static str)> {
    let mut pairs: Vec<(&str, &str)> = vec![("do", "send")];
    pairs.extend(mother_of_two().into_iter().flat_map(|(_, fields)| fields));
    pairs
}

pub(crate) async fn type_in(helper: &mut Browser<'_>, number: &str, after: &str) -> Page {
    let begun = helper.post("/entry/paper", &[("number", number), ("after", after)]).await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{number} was refused");
    let draft = begun.location().to_owned();
    helper.post_on(&draft, &one_page()).await
}

#[tokio::test]
async fn blanks_are_numbered_once_however_often_the_button_is_pressed() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    let page = admin.get("/papers").await;
    let key = attribute(page.text.split("name=\"key\"").nth(1).unwrap_or(""), "value")
        .unwrap_or_default();
    for _ in 0..2 {
        let run = admin.post_on("/papers/receipts", &[("key", &key), ("count", "៣")]).await;
        assert_eq!(attribute(&run.text, "data-first").as_deref(), Some("3-00001"));
        assert_eq!(attribute(&run.text, "data-last").as_deref(), Some("3-00003"));
        let head = behind(&run.text, "data-run");
        assert!(head.contains("<p data-event>ចុះបញ្ជីកំណើតឃុំក្រពើពីរ</p>"), "whose papers these are");
    }
    assert_eq!(codes(&kit).await.len(), 3);
    let page = admin.get("/papers").await;
    assert_eq!(attribute(&page.text, "data-blanks-out").as_deref(), Some("3"));
    for wrong in ["0", "201", "-1", "abc", ""] {
        let refused = admin
            .post("/papers/receipts", &[("key", &key.replace('0', "a")), ("count", wrong)])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await;
    assert!(journal.text.contains("numbers 3-00001 to 3-00003"), "journalled with the range");
}

#[tokio::test]
async fn the_same_blanks_again_are_the_same_bytes() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    for (what, count) in [("receipts", "2"), ("forms", "2")] {
        let run = run_of(&print(&mut admin, what, count).await);
        for size in ["a5", "a4", "two"] {
            let address = format!("/papers/run/{run}/pdf?size={size}");
            let first = admin.get(&address).await;
            assert!(first.bytes.starts_with(b"%PDF-1.7"), "{what}");
            assert_eq!(first.bytes, admin.get(&address).await.bytes, "{what} {size}");
        }
    }
    // Only forms have a sheet for further children.
    for (what, answer) in [("receipts", StatusCode::NOT_FOUND), ("forms", StatusCode::OK)] {
        let run = run_of(&print(&mut admin, what, "1").await);
        let further = admin.get(&format!("/papers/run/{run}/further")).await;
        assert_eq!(further.status, answer, "{what}");
        assert_eq!(further.bytes.starts_with(b"%PDF"), answer == StatusCode::OK, "{what}");
    }
    let refused = kit.signed_in("Helper").await.get("/papers").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "helpers print no numbers");
}

#[tokio::test]
async fn a_blank_is_bound_by_code_or_number_and_marked_as_written_by_hand() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "3").await;
    let codes = codes(&kit).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let page = officer.seat_next().await;
    let ((first, _), (second, _)) = (child(&page, 0), child(&page, 1));
    let code = codes.get(1).cloned().unwrap_or_default();
    let page = officer.post_on(&format!("/desk/child/{first}/bind"), &[("number", &code)]).await;
    assert!(page.text.contains("data-by-hand") && page.text.contains("៣-០០០០២"));
    // The same scan once more changes nothing; another child does not get it.
    officer.post_on(&format!("/desk/child/{first}/bind"), &[("number", "3-2")]).await;
    let taken = officer.post(&format!("/desk/child/{second}/bind"), &[("number", &code)]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text.contains("លេខរង់ចាំ ១"), "it says whose it is");
    officer.post_on(&format!("/desk/child/{second}/bind"), &[("number", "៣-០០០០៣")]).await;
    // The number on the collector's screen is the blank's.
    let seen = officer.post("/collect", &[("code", &code)]).await;
    assert_eq!(attribute(&seen.text, "data-child").as_deref(), Some(first.as_str()));
    let list = officer.get("/receipts").await;
    assert!(list.text.contains("សរសេរដោយដៃ"), "the list says so");
    // Nothing unmarked comes out of the printer any more; a copy says that the first was written by hand.
    let issue = valued(&list.text, "data-issue");
    assert_eq!(officer.get(&format!("/receipts/{issue}/pdf")).await.status, StatusCode::NOT_FOUND);
    let copy = officer.post_on(&format!("/receipts/{issue}/copy"), &[("reason", "lost")]).await;
    assert_eq!(attribute(&copy.text, "data-copy").as_deref(), Some("2"));
}

#[tokio::test]
async fn a_number_given_to_the_wrong_child_is_taken_back() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "1").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let page = officer.seat_next().await;
    let ((first, _), (second, _)) = (child(&page, 0), child(&page, 1));
    officer.post_on(&format!("/desk/child/{first}/bind"), &[("number", "3-1")]).await;
    let number = [("number", "3-00001")];
    let page = officer.post_on(&format!("/desk/child/{first}/unbind"), &number).await;
    assert!(!page.text.contains("data-by-hand"));
    officer.post_on(&format!("/desk/child/{first}/unbind"), &number).await;
    let page = officer.post_on(&format!("/desk/child/{second}/bind"), &[("number", "3-1")]).await;
    assert!(page.text.contains("data-by-hand"));
}

#[tokio::test]
async fn what_cannot_be_bound_is_told_apart_in_sentences() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "2").await;
    let codes = codes(&kit).await;
    let other = Kit::start().await;
    let mut stranger = other.officer("Officer One", "1").await;
    print(&mut stranger, "receipts", "1").await;
    let foreign = self::codes(&other).await.first().cloned().unwrap_or_default();
    file(&mut kit.phone(), &mother_of_two()).await;
    let page = officer.seat_next().await;
    let (first, _) = child(&page, 0);
    let spoilt = codes.first().cloned().unwrap_or_default();
    officer.post_on("/papers/receipts/spoil", &[("number", &spoilt)]).await;
    let mut damaged: Vec<char> = codes.get(1).cloned().unwrap_or_default().chars().collect();
    for at in [14, 17, 20] {
        if let Some(letter) = damaged.get_mut(at) {
            *letter = if *letter == '7' { '8' } else { '7' };
        }
    }
    let damaged: String = damaged.into_iter().collect();
    let mut said = std::collections::BTreeSet::new();
    for number in ["", "hello", &damaged, &foreign, "4-00001", "3-00099", &spoilt] {
        officer.cookies.insert("lang".to_owned(), "en".to_owned());
        let page = officer.post(&format!("/desk/child/{first}/bind"), &[("number", number)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
        let notice = page.text.split("role=\"alert\"").nth(1).unwrap_or("");
        said.insert(notice.split("</p>").next().unwrap_or("").to_owned());
    }
    assert_eq!(said.len(), 7, "each has a sentence of its own: {said:#?}");
}

#[tokio::test]
async fn a_spoilt_blank_is_put_aside_and_taken_back() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "2").await;
    let page = officer.post_on("/papers/receipts/spoil", &[("number", "3-00002")]).await;
    assert_eq!(attribute(&page.text, "data-blanks-out").as_deref(), Some("1"));
    let page = officer.post_on("/papers/receipts/back", &[("number", "3-00002")]).await;
    assert_eq!(attribute(&page.text, "data-blanks-out").as_deref(), Some("2"));
    let unknown = officer.post("/papers/receipts/spoil", &[("number", "3-00077")]).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text.contains("3-00077"), "what was typed is kept");
}

#[tokio::test]
async fn a_scan_of_a_blank_says_what_it_is_and_finds_its_child_by_ticket() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "1").await;
    let code = codes(&kit).await.first().cloned().unwrap_or_default();
    file(&mut kit.phone(), &mother_of_two()).await;
    let seen = officer.post_on("/collect", &[("code", &code)]).await;
    assert_eq!(attribute(&seen.text, "data-verdict").as_deref(), Some("unbound"));
    let number = valued(&seen.text, "data-number");
    assert_eq!(number, "3-00001", "no code stands in an address");
    let nobody = officer.get(&format!("/papers/blank/{number}?ticket=77")).await;
    assert!(nobody.text.contains("role=\"alert\""));
    let family = officer.get(&format!("/papers/blank/{number}?ticket=%E1%9F%A1")).await;
    let children = attributes(&family.text, "data-child");
    assert_eq!(children.len(), 2);
    let second = children.get(1).cloned().unwrap_or_default();
    let page = officer.post_on(&format!("/desk/child/{second}/bind"), &[("number", &number)]).await;
    assert!(page.text.contains("data-by-hand"));
    let seen = officer.get(&format!("/papers/blank/{number}")).await;
    assert_eq!(attribute(&seen.text, "data-verdict").as_deref(), Some("bound"));
}

#[tokio::test]
async fn a_paper_form_is_called_at_its_place_by_arrival() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "forms", "3").await;
    for _ in 0..3 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut helper = kit.signed_in("Helper").await;
    let done = type_in(&mut helper, "9002", "1").await;
    assert_eq!(attribute(&done.text, "data-ticket").as_deref(), Some("9002"));
    type_in(&mut helper, "៩០០១", "១").await;
    type_in(&mut helper, "9003", "0").await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut called = Vec::new();
    for _ in 0..7 {
        let page = officer.seat_next().await;
        called.push(valued(&page.text, "data-ticket"));
    }
    assert_eq!(called, ["9003", "1", "9001", "9002", "2", "3", "4"]);
    let board = kit.phone().get("/board").await;
    assert!(board.text.contains("៩០០"), "the board shows it as it stands on the stub");
    let digits = attributes(&board.text, "data-digits");
    assert_eq!(digits, ["1", "4"], "the newest is a phone's, a paper form is among the others");
    let found = officer.post("/search", &[("q", "9001")]).await;
    let family =
        found.text.split("/desk/family/").nth(1).and_then(|rest| rest.get(..32)).unwrap_or("");
    let page = officer.get(&format!("/desk/family/{family}")).await;
    assert!(
        page.text.contains("data-channel=\"paper\""),
        "the desk sees that it was filled in on paper"
    );
}

#[tokio::test]
async fn a_form_is_typed_in_once_and_only_if_it_was_printed_and_is_good() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "forms", "3").await;
    let mut helper = kit.signed_in("Helper").await;
    for (number, after) in [
        ("", ""),
        ("17", ""),
        ("9999", ""),
        ("9004", ""),
        ("9001", "5"),
        ("9001", "9002"),
        ("9001", "x"),
    ] {
        let refused = helper.post("/entry/paper", &[("number", number), ("after", after)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{number} after {after}");
        assert!(number.is_empty() || refused.text.contains(&format!("value=\"{number}\"")), "kept");
    }
    officer.post_on("/papers/forms/spoil", &[("number", "9003")]).await;
    let spoilt = helper.post("/entry/paper", &[("number", "9003"), ("after", "")]).await;
    assert_eq!(spoilt.status, StatusCode::UNPROCESSABLE_ENTITY);
    officer.post_on("/papers/forms/back", &[("number", "9003")]).await;
    // Half typed, then taken up again by its number.
    let begun = helper.post("/entry/paper", &[("number", "9001"), ("after", "0")]).await;
    let draft = begun.location().to_owned();
    helper.post_on(&draft, &[("do", "save"), ("khmer_given", "ស្រីមុំ")]).await;
    let again = helper.post("/entry/paper", &[("number", "9001"), ("after", "0")]).await;
    assert_eq!(again.location(), draft);
    let page = helper.get(&draft).await;
    assert!(page.text.contains("ស្រីមុំ"));
    let in_use = officer.post("/papers/forms/spoil", &[("number", "9001")]).await;
    assert_eq!(in_use.status, StatusCode::UNPROCESSABLE_ENTITY);
    let field = page.text.split("name=\"saved\"").nth(1).unwrap_or("");
    let saved = valued(field, "value");
    let mut whole = one_page();
    whole.push(("saved", &saved));
    helper.post_on(&draft, &whole).await;
    let typed = helper.post("/entry/paper", &[("number", "9001"), ("after", "")]).await;
    assert_eq!(typed.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A phone filed in the same minute has a phone's number.
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    let page = kit.phone().get(&ticket).await;
    assert!(page.text.contains('១') && !page.text.contains("៩០០"));
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal?number=9001").await;
    assert!(journal.text.contains("written on paper"), "the channel is kept");
}

#[tokio::test]
async fn papers_printed_after_the_last_backup_are_still_good_when_it_is_restored() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let open = kit.open();
    let now: Timestamp = NOW.parse().unwrap();
    let made = backup::make(&open.data, &open.key, &kit.folder.path().join("stick"), now).unwrap();
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "1").await;
    print(&mut officer, "forms", "1").await;
    let code = codes(&kit).await.remove(0);
    // The laptop is lost; the stick is restored on another.
    let data = kit.folder.path().join("restored");
    backup::restore(&made.folder, &data, &open.key, now).unwrap();
    let (key, _) = Keyring::load(&data).unwrap().open(PASSPHRASE).unwrap();
    let restored =
        outreach_kit::app::Kit::open(data.clone(), key, Keyring::load(&data).unwrap()).unwrap();
    let event = restored.event().unwrap();
    let by = restored.store.read(move |conn| {
        let staff =
            conn.query_row("SELECT id FROM staff WHERE name = 'Helper'", [], |row| row.get(0))?;
        Ok::<_, StoreError>(acts::By { staff: Some(staff), at: now })
    });
    let by = by.await.unwrap();
    let form = restored
        .store
        .write(move |sp| acts::begin_form(sp, &event, 9001, Some(0), Lang::Km, by))
        .await;
    assert!(form.is_ok(), "the form in a family's hand is typed in");
    let never = restored.event().unwrap();
    let refused = restored
        .store
        .write(move |sp| acts::begin_form(sp, &never, 9500, Some(0), Lang::Km, by))
        .await;
    assert!(matches!(refused, Err(acts::FormError::NotPrinted)));
    let bound = restored.store.write(move |sp| {
        let child =
            sp.query_row("SELECT id FROM children WHERE position = 1", [], |row| row.get(0));
        acts::bind(sp, child.map_err(StoreError::from)?, &code, by)
    });
    assert!(bound.await.is_ok(), "the receipt in a family's hand is bound by its code");
    let run = RowId([7; 16]);
    restored.store.write(move |sp| acts::print_forms(sp, run, 1, by)).await.unwrap();
    let run = restored.store.read(move |conn| runs::by_id(conn, run)).await.unwrap().unwrap();
    assert!(9001 < run.first, "no number is printed twice: {}", run.first);
}

#[tokio::test]
async fn papers_of_nobody_and_numbers_of_nothing_do_no_harm() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    print(&mut officer, "receipts", "1").await;
    let nothing = "0".repeat(32);
    for path in [
        "/papers/run/x",
        &format!("/papers/run/{nothing}"),
        &format!("/papers/run/{nothing}/pdf?size=a9&from=%00&to=%E1%9F%A9"),
        "/papers/blank/hello",
        "/papers/blank/3-99999",
        "/register?which=%3Cscript%3E&from=99999999&done=zz",
    ] {
        let page = officer.get(path).await;
        assert!(!page.status.is_server_error(), "{path}: {}", page.status);
        assert!(!page.text.contains("<script>alert"), "{path}");
    }
    for path in [
        "/papers/receipts/eat",
        "/papers/forms/spoil",
        "/papers/receipts",
        "/papers/forms",
        &format!("/desk/child/{nothing}/bind"),
        &format!("/desk/child/{nothing}/unbind"),
        &format!("/register/child/{nothing}/copied"),
        &format!("/register/child/{nothing}/undo"),
        "/register/child/x/copied",
    ] {
        for number in ["", "99999999999999999999", "\u{202e}<b>", "-1", "៩"] {
            let page =
                officer.post(path, &[("number", number), ("count", number), ("key", number)]).await;
            assert!(!page.status.is_server_error(), "{path} {number}: {}", page.status);
            assert!(!page.text.contains("<b>\""), "{path}");
        }
    }
}
