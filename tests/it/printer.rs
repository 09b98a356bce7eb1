//! The printer is gone, jams or runs out of paper: nothing says "printed" but an officer, and everything comes again.
#![allow(clippy::unwrap_used, reason = "a kit that cannot be set up should stop the test")]

use axum::http::StatusCode;

use crate::days::{look, one_seated};
use crate::entered::enter_first;
use crate::harness::{Browser, Kit, attribute};
use crate::journal::acts;

/// Whether the list of receipts says that the first one was not printed.
async fn waits_for_paper(officer: &mut Browser<'_>) -> bool {
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    officer.get("/receipts").await.text.contains("<span class=\"tag attend\">not printed</span>")
}

#[tokio::test]
async fn a_receipt_counts_as_printed_when_an_officer_says_so_and_comes_again_until_then() {
    let kit = Kit::start().await;
    let (mut admin, mut officer, page) = one_seated(&kit).await;
    let child = enter_first(&mut officer, &page).await;
    let issue = format!("/desk/child/{child}/receipt");
    let preview = officer.post(&issue, &[]).await.location().to_owned();
    let pdf = format!("{preview}/pdf");
    let original = officer.get(&pdf).await.bytes;
    assert!(original.starts_with(b"%PDF"));

    // The printer did nothing. The page stays, with the paper and both buttons, however often it is asked for.
    for _ in 0..3 {
        let page = officer.get(&preview).await;
        assert_eq!(page.status, StatusCode::OK);
        for there in
            ["data-print-frame=\"paper\"", &format!("{preview}/printed"), "<iframe id=\"paper\""]
        {
            assert!(page.text.contains(there), "{there}: {}", page.text);
        }
        assert_eq!(officer.get(&pdf).await.bytes, original, "the same paper, without a mark");
        assert_eq!(officer.post(&issue, &[]).await.location(), preview, "under the same number");
    }
    assert!(waits_for_paper(&mut officer).await, "the list says that it is missing");
    assert!(!acts(&kit).await.contains(&"print".to_owned()), "looking at it printed nothing");
    assert!(look(&mut admin, &[]).await.0.contains(&"unprinted".to_owned()), "the evening asks");

    // After a power cut it is still there to be printed by whoever comes next.
    let kit = kit.restart();
    kit.laptop().post("/unlock", &[("passphrase", crate::harness::PASSPHRASE)]).await;
    let mut officer = kit.officer("Officer Two", "1").await;
    assert!(waits_for_paper(&mut officer).await);
    assert_eq!(officer.get(&pdf).await.bytes, original);
    let said = officer.post(&format!("{preview}/printed"), &[]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert!(!waits_for_paper(&mut officer).await);
    assert_eq!(acts(&kit).await.iter().filter(|act| *act == "print").count(), 1);
    let mut admin = kit.signed_in("Admin").await;
    assert!(!look(&mut admin, &[]).await.0.contains(&"unprinted".to_owned()));

    // It came out torn: the same page offers it again as it was, and a copy with its reason and its mark.
    let page = officer.get(&preview).await.text;
    assert!(
        page.contains("data-print-frame=\"paper\"") && page.contains(&format!("{preview}/copy"))
    );
    assert_eq!(officer.get(&pdf).await.bytes, original);
}

#[tokio::test]
async fn forms_printed_beforehand_come_again_with_the_same_numbers() {
    let kit = Kit::start().await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = crate::blanks::print(&mut officer, "receipts", "3").await;
    let run = format!("/papers/run/{}", attribute(&page.text, "data-run").unwrap());
    let before = officer.get(&format!("{run}/pdf")).await.bytes;
    assert!(before.starts_with(b"%PDF"));
    officer.post(&format!("{run}/again"), &[]).await;
    assert_eq!(officer.get(&format!("{run}/pdf")).await.bytes, before);
}
