//! Clerks at work: two windows on one form, two hands on one child, numbers that were typed or printed amiss.
#![allow(clippy::unwrap_used, reason = "a page without a family should stop the test")]

use axum::http::StatusCode;

use crate::blanks::print;
use crate::days::{look, open_day, serve};
use crate::entered::{at_desk, child};
use crate::harness::{Browser, Kit, Page, attribute, behind, file, mother_of_two, valued};

async fn enter(officer: &mut Browser<'_>, page: &Page, place: usize, entry: [&str; 3]) -> Page {
    let (id, version) = child(page, place);
    let [book, year, number] = entry;
    let pairs = [
        ("step", "enter"),
        ("version", version.as_str()),
        ("book", book),
        ("year", year),
        ("number", number),
    ];
    officer.post(&format!("/desk/child/{id}/decide"), &pairs).await
}

#[tokio::test]
async fn a_receipt_that_was_never_printed_gives_way_to_the_one_in_the_familys_hand() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    print(&mut officer, "receipts", "2").await;
    let ((first, _), (second, _)) = (child(&page, 0), child(&page, 1));
    let family = attribute(&page.text, "data-family").unwrap();
    // The officer pressed Receipt, and there was no current: the family got a blank, written on by hand.
    officer.post_on(&format!("/desk/child/{first}/receipt"), &[]).await;
    let page = officer.get(&format!("/desk/family/{family}")).await;
    assert!(page.text.contains("id=\"bind-1\""), "the paper in the family's hand can be given");
    assert!(page.text.contains("៣-០០០០៣"), "the number that gives way is named");
    let page =
        officer.post_on(&format!("/desk/child/{first}/bind"), &[("number", "3-00001")]).await;
    assert!(page.text.contains("data-by-hand") && page.text.contains("៣-០០០០១"));
    let old = officer.get("/papers/blank/3-00003").await;
    assert_eq!(attribute(&old.text, "data-verdict").as_deref(), Some("spoilt"));
    // What came out of the printer is in a hand: it stays.
    let issued = officer.post(&format!("/desk/child/{second}/receipt"), &[]).await;
    officer.post(&format!("{}/printed", issued.location()), &[]).await;
    let page = officer.get(&format!("/desk/family/{family}")).await;
    assert!(!page.text.contains("id=\"bind-2\""));
    let path = format!("/desk/child/{second}/bind");
    let refused = officer.post(&path, &[("number", "3-00002")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let journal = admin.get("/journal").await.text;
    assert!(journal.contains("put a receipt aside that was never printed"), "{journal}");
    assert!(journal.contains("receipt 3-00003"), "and which");
}

#[tokio::test]
async fn a_scanned_blank_is_offered_to_a_child_whose_receipt_was_never_printed() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    print(&mut officer, "receipts", "1").await;
    officer.post_on(&format!("/desk/child/{}/receipt", child(&page, 0).0), &[]).await;
    let page = officer.get("/papers/blank/3-00001?ticket=1").await;
    assert_eq!(page.text.matches("/bind\"").count(), 2, "both children may get it");
}

#[tokio::test]
async fn one_entry_of_the_book_is_one_however_its_number_is_written() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let entered = enter(&mut officer, &page, 0, ["3", "2026", "41"]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    for entry in [["03", "2026", "41"], ["3", "2026", "041"], ["០០៣", "២០២៦", "០០៤១"]]
    {
        let taken = enter(&mut officer, &page, 1, entry).await;
        assert_eq!(taken.status, StatusCode::CONFLICT, "{entry:?}");
    }
    let entered = enter(&mut officer, &page, 1, ["០៣", "2026", "042"]).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER);
    let csv = officer.post("/register/csv", &[("which", "all")]).await;
    assert!(csv.text.contains("\"3\",\"2026\",\"42\""), "one book, one way to write it");
    // The third child of that book is offered the number after the second.
    file(&mut kit.phone(), &mother_of_two()).await;
    officer.post("/desk/ticket/1/finish", &[]).await;
    let page = officer.seat_next().await;
    assert!(page.text.contains("value=\"៤៣\""), "the next number of the same book");
}

#[tokio::test]
async fn a_corrected_receipt_that_was_made_anew_and_not_printed_is_missed_at_closing() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    serve(&mut officer, "3", 1).await;
    assert!(look(&mut admin, &[]).await.0.is_empty());
    let found = officer.post("/search", &[("q", "1")]).await.text;
    let family = found.split("/desk/family/").nth(1).unwrap().get(..32).unwrap().to_owned();
    let page = officer.get(&format!("/desk/family/{family}")).await;
    let (first, _) = child(&page, 0);
    let version = attribute(&page.text, "data-family-version").unwrap();
    let name =
        [("version", version.as_str()), ("c1_khmer_family", "សុខ"), ("c1_khmer_given", "ដារ៉ា")];
    officer.post_on(&format!("/desk/child/{first}/name"), &name).await;
    let anew = officer.post(&format!("/desk/child/{first}/receipt"), &[]).await;
    assert_eq!(look(&mut admin, &[]).await.0, ["unprinted"], "the family holds the old name");
    officer.post(&format!("{}/printed", anew.location()), &[]).await;
    assert!(look(&mut admin, &[]).await.0.is_empty());
}

#[tokio::test]
async fn a_receipt_written_by_hand_and_corrected_is_missed_until_the_new_one_is_printed() {
    let kit = Kit::start().await;
    let mut admin = kit.signed_in("Admin").await;
    open_day(&mut admin, &[]).await;
    let (mut officer, page) = at_desk(&kit).await;
    print(&mut officer, "receipts", "1").await;
    let (first, _) = child(&page, 0);
    let page = officer.post_on(&format!("/desk/child/{first}/bind"), &[("number", "3-1")]).await;
    let unprinted = |found: Vec<String>| found.iter().any(|code| code == "unprinted");
    assert!(!unprinted(look(&mut admin, &[]).await.0), "a hand wrote it");
    let version = attribute(&page.text, "data-family-version").unwrap();
    let name =
        [("version", version.as_str()), ("c1_khmer_family", "សុខ"), ("c1_khmer_given", "ដារ៉ា")];
    officer.post_on(&format!("/desk/child/{first}/name"), &name).await;
    let anew = officer.post(&format!("/desk/child/{first}/receipt"), &[]).await;
    assert!(unprinted(look(&mut admin, &[]).await.0));
    officer.post(&format!("{}/printed", anew.location()), &[]).await;
    assert!(!unprinted(look(&mut admin, &[]).await.0));
}

/// What the form's page knows of the form: posted back with the words.
pub(crate) fn known(page: &Page) -> String {
    let field = behind(&page.text, "name=\"saved\"");
    valued(field, "value")
}

#[tokio::test]
async fn an_older_window_does_not_blank_what_a_newer_one_saved() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let begun = helper.post("/entry", &[]).await;
    let draft = begun.location().to_owned();
    let (one, two) = (helper.get(&draft).await, helper.get(&draft).await);
    let page = helper
        .post_on(&draft, &[("saved", &known(&one)), ("khmer_given", "ស្រីមុំ"), ("home_village", "")])
        .await;
    // The other window was opened before, and knows no name.
    let older = [("khmer_given", ""), ("home_village", "រំលេច"), ("do", "send")];
    let mut stale = vec![("saved", known(&two))];
    stale.extend(older.map(|(name, value)| (name, value.to_owned())));
    let stale: Vec<(&str, &str)> =
        stale.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let asked = helper.post(&draft, &stale).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(asked.text.contains("ស្រីមុំ"), "what the other window saved is told");
    assert!(asked.text.contains("value=\"រំលេច\""), "what was typed here is kept");
    assert!(helper.get(&draft).await.text.contains("value=\"ស្រីមុំ\""), "and nothing was lost");
    // Saving again after having seen both is a choice.
    let chosen = [("saved", &*known(&asked)), ("khmer_given", "ស្រីមុំ"), ("home_village", "រំលេច")];
    let page_after = helper.post_on(&draft, &chosen).await;
    assert!(page_after.text.contains("value=\"រំលេច\""));
    // The same words once more, from whichever window, are no quarrel.
    let same = [("saved", &*known(&page)), ("khmer_given", "ស្រីមុំ"), ("home_village", "រំលេច")];
    assert_eq!(helper.post(&draft, &same).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn words_typed_after_another_window_sent_the_form_are_shown_and_not_called_done() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let draft = helper.post("/entry", &[]).await.location().to_owned();
    let known = known(&helper.get(&draft).await);
    let mut sent: Vec<(&str, &str)> =
        mother_of_two().into_iter().flat_map(|(_, fields)| fields).collect();
    sent.extend([("saved", known.as_str()), ("do", "send")]);
    let done = helper.post(&draft, &sent).await;
    assert!(done.location().ends_with("/done"), "{}", done.text);
    // A second tap sends the same words and finds the number.
    assert_eq!(helper.post(&draft, &sent).await.location(), done.location());
    let late: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (*name, if *name == "home_village" { "រំលេច" } else { *value }))
        .collect();
    let asked = helper.post(&draft, &late).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert_eq!(attribute(&asked.text, "data-ticket").as_deref(), Some("1"));
    assert!(asked.text.contains("រំលេច"), "what was typed too late can be read and written down");
    assert!(asked.text.contains("ក្រពើពីរលើ"), "beside what was sent");
}

#[tokio::test]
async fn two_clerks_who_write_one_child_under_two_numbers_are_told() {
    let kit = Kit::start().await;
    let (mut one, page) = at_desk(&kit).await;
    let mut two = kit.officer("Officer Two", "2").await;
    let (first, version) = child(&page, 0);
    let sent = [("step", "send_to_district"), ("version", version.as_str())];
    one.post_on(&format!("/desk/child/{first}/decide"), &sent).await;
    let page = two.get("/register").await;
    let article = page.text.split(&format!("data-child=\"{first}\"")).nth(1).unwrap();
    let version = attribute(article, "data-version").unwrap();
    let path = format!("/register/child/{first}/copied");
    let entry = |number: &'static str| {
        [("version", version.as_str()), ("book", "3"), ("year", "2026"), ("number", number)]
    };
    one.post_on(&path, &entry("41")).await;
    // The same number again, however it is written, is a second tap.
    assert_eq!(two.post(&path, &entry("០៤១")).await.status, StatusCode::SEE_OTHER);
    let asked = two.post(&path, &entry("42")).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    let notice = behind(&asked.text, "role=\"alert\"");
    let notice = notice.split("</div>").next().unwrap_or_default();
    assert!(notice.contains("៤១") && notice.contains("៤២"), "both are told: {notice}");
}

#[tokio::test]
async fn an_older_page_takes_no_later_tick_back() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    enter(&mut officer, &page, 0, ["3", "2026", "41"]).await;
    let (first, _) = child(&page, 0);
    let tick = |page: &Page| {
        let article = page.text.split(&format!("id=\"child-{first}\"")).nth(1).unwrap();
        attribute(article, "data-version").unwrap()
    };
    let copied = format!("/register/child/{first}/copied");
    let undo = format!("/register/child/{first}/undo");
    let copy = |page: &Page| {
        let form = page.text.split(&undo).nth(1).unwrap_or_default();
        let field = form.split("name=\"copy\"").nth(1).unwrap_or_default();
        valued(field, "value")
    };
    let version = tick(&officer.get("/register").await);
    officer.post(&copied, &[("version", &version)]).await;
    let older = officer.get("/register?which=all").await;
    let undone = officer.post(&undo, &[("which", "all"), ("copy", &copy(&older))]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    // Nothing to take back any more: a second tap.
    let again = officer.post(&undo, &[("which", "all"), ("copy", &copy(&older))]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    officer.post(&copied, &[("version", &version)]).await;
    let stale = officer.post(&undo, &[("which", "open"), ("copy", &copy(&older))]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.text.contains("role=\"alert\""));
    let now = officer.get("/register?which=all").await;
    let article = now.text.split(&format!("id=\"child-{first}\"")).nth(1).unwrap();
    assert_eq!(attribute(article, "data-copied").as_deref(), Some("yes"), "the later tick stands");
}

#[tokio::test]
async fn a_second_click_on_an_older_page_leaves_the_right_number_with_the_child() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    print(&mut officer, "receipts", "2").await;
    let (first, _) = child(&page, 0);
    let (bind, unbind) =
        (format!("/desk/child/{first}/bind"), format!("/desk/child/{first}/unbind"));
    let older = officer.post_on(&bind, &[("number", "3-1")]).await;
    let form = older.text.split(&unbind).nth(1).unwrap_or_default();
    let number = attribute(form.split("name=\"number\"").nth(1).unwrap_or_default(), "value");
    assert_eq!(number.as_deref(), Some("3-00001"), "the page says which number it takes back");
    officer.post_on(&unbind, &[("number", "3-00001")]).await;
    officer.post_on(&bind, &[("number", "3-2")]).await;
    let refused = officer.post(&unbind, &[("number", "3-00001")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("៣-០០០០២"), "it says which one the child has");
    let seen = officer.get("/papers/blank/3-00002").await;
    assert_eq!(attribute(&seen.text, "data-verdict").as_deref(), Some("bound"));
}

#[tokio::test]
async fn a_tickets_number_is_no_receipts_number() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    print(&mut officer, "receipts", "3").await;
    let bind = format!("/desk/child/{}/bind", child(&page, 0).0);
    for ticket in ["2", "២", "002", "000002"] {
        let refused = officer.post(&bind, &[("number", ticket)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{ticket}");
        let notice = behind(&refused.text, "role=\"alert\"");
        let notice = notice.split("</div>").next().unwrap_or_default();
        assert!(notice.contains("០០០៤២"), "it says how the number is written");
        let refused = officer.post("/papers/receipts/spoil", &[("number", ticket)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{ticket}");
    }
    let page = officer.post_on(&bind, &[("number", "០០០០២")]).await;
    assert!(page.text.contains("៣-០០០០២"), "all five digits, as they stand on the paper");
}

#[tokio::test]
async fn a_number_of_another_laptop_finds_nobody_here() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    officer.post_on(&format!("/desk/child/{}/receipt", child(&page, 0).0), &[]).await;
    let found = |page: &Page| page.text.matches("/desk/family/").count();
    assert_eq!(found(&officer.post("/search", &[("q", "៣-០០០០១")]).await), 1);
    assert_eq!(found(&officer.post("/search", &[("q", "7-00001")]).await), 0);
}
