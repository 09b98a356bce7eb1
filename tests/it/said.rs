//! What the desk and the hand-over say after a step: what was done, what is missing, and nothing that is not so.

use axum::http::StatusCode;

use crate::entered::{at_desk, child};
use crate::harness::{Browser, Kit, Page, attributes, behind, valued};

async fn enter(officer: &mut Browser<'_>, page: &Page, place: usize, number: &str) -> Page {
    let (id, version) = child(page, place);
    let entry = [
        ("step", "enter"),
        ("book", "3"),
        ("year", "2026"),
        ("number", number),
        ("version", version.as_str()),
    ];
    officer.post_on(&format!("/desk/child/{id}/decide"), &entry).await
}

/// The family's page after all receipts were issued and printed.
async fn printed(officer: &mut Browser<'_>, page: &Page) -> Page {
    let family = format!("/desk/family/{}", valued(&page.text, "data-family"));
    for place in [0, 1] {
        let path = format!("/desk/child/{}/receipt", child(page, place).0);
        let issued = officer.post(&path, &[]).await;
        officer.post(&format!("{}/printed", issued.location()), &[]).await;
    }
    officer.get(&family).await
}

#[tokio::test]
async fn waiting_for_papers_names_the_papers() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let (id, version) = child(&page, 0);
    let path = format!("/desk/child/{id}/decide");
    let wait = [("step", "await_papers"), ("version", &*version), ("book", "7")];
    let asked = officer.post(&path, &wait).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(attributes(&asked.text, "data-state"), ["filed", "filed"]);
    assert!(asked.text.contains("value=\"៧\""), "what was typed is kept");
    let named = [("step", "await_papers"), ("version", &*version), ("missing", "birth_letter")];
    assert_eq!(officer.post(&path, &named).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_the_corrected_childs_receipt_is_out_of_date() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let page = enter(&mut officer, &page, 0, "41").await;
    let page = enter(&mut officer, &page, 1, "42").await;
    let page = printed(&mut officer, &page).await;
    // The bar says when it came out, and asks for no second print.
    let bar = page.text.rsplit("class=\"decide\"").next().unwrap_or_default();
    assert!(bar.contains("បោះពុម្ពម៉ោង"), "printed, then finish");
    let (first, _) = child(&page, 0);
    officer.post("/collect/ready", &[("child", &first)]).await;
    let family = format!("/desk/family/{}", valued(&page.text, "data-family"));
    let anew = |page: &Page| {
        let cards = page.text.split("<article").skip(1);
        cards.map(|card| card.contains("/receipt\"")).collect::<Vec<_>>()
    };
    let page = officer.get(&family).await;
    assert_eq!(anew(&page), [false, false], "a certificate that is ready makes no paper wrong");
    let version = valued(&page.text, "data-family-version");
    let name = [("version", &*version), ("c1_khmer_family", "សុខ"), ("c1_khmer_given", "ដារ៉ា")];
    let page = officer.post_on(&format!("/desk/child/{first}/name"), &name).await;
    assert_eq!(anew(&page), [true, false], "the sister's paper says what it said");
}

#[tokio::test]
async fn a_hand_over_is_green_when_it_was_done_and_red_at_the_second_try() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let page = enter(&mut officer, &page, 0, "41").await;
    let (id, _) = child(&page, 0);
    let issued = officer.post_on(&format!("/desk/child/{id}/receipt"), &[]).await;
    let code = valued(&issued.text, "data-code");
    officer.post("/collect/ready", &[("child", &id)]).await;
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    let version = valued(&scanned.text, "data-version");
    let taken =
        [("version", &*version), ("code", &*code), ("taker", "ជា ស្រីមុំ"), ("relation", "mother")];
    let path = format!("/collect/child/{id}/hand-over");
    let done = officer.post_on(&path, &taken).await;
    assert!(done.text.contains("data-just-now") && !done.text.contains("band stop"));
    let again = officer.post("/collect", &[("code", &code)]).await;
    assert!(again.text.contains("band stop") && !again.text.contains("data-just-now"));
}

#[tokio::test]
async fn a_taken_number_says_whose_it_is_and_the_next_free_one_stands_ready() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let page = enter(&mut officer, &page, 0, "41").await;
    let (id, version) = child(&page, 1);
    let entry = [
        ("step", "enter"),
        ("book", "3"),
        ("year", "2026"),
        ("number", "41"),
        ("version", version.as_str()),
    ];
    let taken = officer.post(&format!("/desk/child/{id}/decide"), &entry).await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    let notice = behind(&taken.text, "role=\"alert\"");
    let notice = notice.split("</div>").next().unwrap_or_default();
    assert!(notice.contains("៤១") && notice.contains("រង់ចាំ ១"), "{notice}");
    assert!(taken.text.contains("value=\"៤២\""), "the next free number");
}

#[tokio::test]
async fn finished_certificates_are_marked_by_number_and_by_name() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let page = enter(&mut officer, &page, 0, "41").await;
    let page = enter(&mut officer, &page, 1, "42").await;
    printed(&mut officer, &page).await;
    for short in ["១", "ដារា"] {
        let asked = officer.post("/collect/ready", &[("code", short)]).await;
        assert_eq!(asked.status, StatusCode::OK, "{short}");
        assert!(asked.text.contains("data-choice"), "{short}: one press more");
    }
    for whole in ["00001", "៣-០០០០២"] {
        let marked = officer.post("/collect/ready", &[("code", whole)]).await;
        assert!(marked.text.contains("band good"), "{whole}");
    }
    let nobody = officer.post("/collect/ready", &[("code", "វិច្ឆិកា")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
}
