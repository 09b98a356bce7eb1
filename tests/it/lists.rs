//! Lists by village for the chiefs, pictures on ticket and paper, and the pages that say why.
#![allow(clippy::panic, reason = "a kit that cannot be set up should stop the test")]

use axum::http::StatusCode;
use outreach_kit::domain::ids::RowId;
use outreach_kit::store::lists;

use crate::collect::verdict;
use crate::harness::{
    Browser, Kit, attribute, attributes, event_answers, file, founding, mother_of_two,
};

/// Both children of a family entered and ready; the officer, the children.
async fn two_ready(kit: &Kit) -> (Browser<'_>, Vec<String>) {
    ready(kit, &mother_of_two()).await
}

/// The same for a family of two with these answers.
async fn ready<'k>(
    kit: &'k Kit,
    answers: &[(&str, Vec<(&str, &str)>)],
) -> (Browser<'k>, Vec<String>) {
    file(&mut kit.phone(), answers).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let mut page = officer.seat_next().await;
    let children = attributes(&page.text, "data-child");
    for (number, child) in ["41", "42"].into_iter().zip(&children) {
        let at = page.text.find(&format!("data-child=\"{child}\"")).unwrap_or_default();
        let version = attribute(page.text.get(at..).unwrap_or_default(), "data-version");
        let entry = [
            ("step", "enter"),
            ("book", "3"),
            ("year", "2026"),
            ("number", number),
            ("version", version.as_deref().unwrap_or_default()),
        ];
        page = officer.post_on(&format!("/desk/child/{child}/decide"), &entry).await;
        let ready = officer.post("/collect/ready", &[("child", child)]).await;
        assert_eq!(ready.status, StatusCode::OK);
    }
    (officer, children)
}

/// The address of the one list made.
async fn made(officer: &mut Browser<'_>) -> String {
    let answer = officer.post("/collect/lists", &[("which", "all")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let id = answer.location().split("made=").nth(1).unwrap_or_default().to_owned();
    assert_eq!(id.len(), 32, "one list: {id}");
    format!("/collect/lists/{id}")
}

#[tokio::test]
async fn a_list_goes_to_the_village_comes_back_and_can_be_undone() {
    let kit = Kit::start().await;
    let (mut officer, children) = two_ready(&kit).await;
    let page = officer.get("/collect/lists").await;
    assert_eq!(attributes(&page.text, "data-ready"), ["2"]);
    let list = made(&mut officer).await;
    let file = officer.get(&format!("{list}/pdf")).await;
    assert!(file.bytes.starts_with(b"%PDF"));
    let page = officer.get(&list).await;
    assert_eq!(attributes(&page.text, "data-child"), children);

    // The chief's paper has a thumb in the first row only; who took it is written, the rest stays ready.
    let first = [("took-1", "yes"), ("taker-1", "ជា សុខុម"), ("relation-1", "grandmother")];
    let noted = officer.post(&list, &first).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER);
    let after = noted.location().to_owned();
    let page = officer.get(&after).await;
    assert_eq!(attributes(&page.text, "data-state"), ["collected", "certificate_ready"]);
    let at = page.text.split("name=\"at\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let at = at.unwrap_or_default().to_owned();
    let child = children.first().map(String::as_str).unwrap_or_default();
    let seen = officer.get(&format!("/collect/child/{child}")).await;
    assert!(seen.text.contains("ជា សុខុម") && seen.text.contains("តារាងលេខ ១"));

    // Sent twice, the first hand-over stands.
    let again = officer.post(&list, &[("taker-1", "ម៉ៅ"), ("relation-1", "other")]).await;
    assert!(again.location().contains("noted=0"), "{}", again.location());

    let undone = officer.post(&format!("{list}/undo"), &[("at", &at)]).await;
    assert!(undone.location().ends_with("undone=1"));
    let page = officer.get(&list).await;
    assert_eq!(attributes(&page.text, "data-state"), ["certificate_ready", "certificate_ready"]);
    let twice = officer.post(&format!("{list}/undo"), &[("at", &at)]).await;
    assert!(twice.location().ends_with("undone=0"));
}

/// Whom a chief asks for, row by row, on the list of a family with these answers in place of the usual ones.
async fn asked_for(others: &[(&'static str, Vec<(&'static str, &'static str)>)]) -> Vec<String> {
    let kit = Kit::start().await;
    let mut answers = mother_of_two();
    for (step, fields) in others {
        match answers.iter_mut().find(|(known, _)| known == step) {
            Some((_, known)) => known.clone_from(fields),
            None => panic!("no step {step}"),
        }
    }
    answers.retain(|(step, _)| *step != "own-details" || others.is_empty());
    let (mut officer, _) = ready(&kit, &answers).await;
    let list = made(&mut officer).await;
    let id = list.rsplit('/').next().and_then(|id| RowId::parse(id).ok());
    let Some(id) = id else { panic!("no list at {list}") };
    let rows = kit.open().store.read(move |conn| lists::rows(conn, id)).await;
    rows.map(|rows| rows.into_iter().map(|row| row.household).collect()).unwrap_or_default()
}

#[tokio::test]
async fn a_chief_asks_for_the_mother_or_for_who_looks_after_the_child() {
    assert_eq!(asked_for(&[]).await, ["ជា ស្រីមុំ", "ជា ស្រីមុំ"]);
    // A mother who has died is not called for; her own mother, who came, is.
    let dead = [
        ("who", vec![("relation", "grandmother")]),
        ("c1-mother", vec![("c1_mother", "unknown")]),
        ("c2-mother", vec![("c2_mother", "not_stated")]),
    ];
    assert_eq!(asked_for(&dead).await, ["ជា ស្រីមុំ", "ជា ស្រីមុំ"]);
    // Who came by office is nobody of the home, and nobody else is known.
    let [_, mothers @ ..] = dead;
    let office = [vec![("who", vec![("relation", "village_chief")])], mothers.to_vec()].concat();
    assert_eq!(asked_for(&office).await, ["", ""]);
}

#[tokio::test]
async fn a_row_without_a_name_is_asked_again_and_nothing_is_noted() {
    let kit = Kit::start().await;
    let (mut officer, _) = two_ready(&kit).await;
    let list = made(&mut officer).await;
    let said =
        [("took-1", "yes"), ("took-2", "yes"), ("taker-2", "ជា ស្រីមុំ"), ("relation-2", "mother")];
    let refused = officer.post(&list, &said).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("value=\"ជា ស្រីមុំ\""), "what was typed is kept");
    assert_eq!(attributes(&refused.text, "data-state"), ["certificate_ready", "certificate_ready"]);
}

#[tokio::test]
async fn the_same_certificates_give_the_same_list_and_none_gives_none() {
    let kit = Kit::start().await;
    let (mut officer, _) = two_ready(&kit).await;
    let none = officer.post("/collect/lists", &[("which", "chosen")]).await;
    assert_eq!(none.location(), "/collect/lists?none=1");
    let (first, second) = (made(&mut officer).await, made(&mut officer).await);
    assert_eq!(first, second, "a second tap prints no second number");
    let page = officer.get("/collect/lists").await;
    assert_eq!(attributes(&page.text, "data-list"), ["1"]);
}

#[tokio::test]
async fn lists_are_for_officers_and_unknown_ones_do_not_exist() {
    let kit = Kit::start().await;
    let (mut officer, _) = two_ready(&kit).await;
    let list = made(&mut officer).await;
    let mut helper = kit.signed_in("Helper").await;
    for path in ["/collect/lists".to_owned(), list.clone(), format!("{list}/pdf")] {
        assert_eq!(helper.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/collect/lists/x", "/collect/lists/00000000000000000000000000000000"] {
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_journal_of_a_list_holds_no_name_and_no_village() {
    let kit = Kit::start().await;
    let (mut officer, _) = two_ready(&kit).await;
    let list = made(&mut officer).await;
    let taken = [("taker-1", "ជា សុខុម"), ("relation-1", "grandmother")];
    officer.post(&list, &taken).await;
    let mut admin = kit.signed_in("Admin").await;
    let journal = admin.get("/journal").await;
    assert!(journal.text.contains("data-act=\"collection_list\""), "the list is journalled");
    for word in ["ក្រពើពីរលើ", "សុខុម", "ដារា", "DARA", "012 345"]
    {
        assert!(!journal.text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn a_child_has_one_picture_on_ticket_desk_and_collection() {
    let kit = Kit::start().await;
    let ticket = file(&mut kit.phone(), &mother_of_two()).await;
    let on_ticket = attributes(&kit.phone().get(&ticket).await.text, "data-picture");
    assert_eq!(on_ticket.len(), 2);
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    assert_eq!(attributes(&page.text, "data-picture"), on_ticket);
    for (child, picture) in attributes(&page.text, "data-child").iter().zip(&on_ticket) {
        let page = officer.get(&format!("/collect/child/{child}")).await;
        assert_eq!(verdict(&page), "not-ready");
        assert_eq!(attribute(&page.text, "data-picture").as_ref(), Some(picture));
    }
}

#[tokio::test]
async fn a_receipt_issued_before_there_were_pictures_is_reprinted_as_it_was() {
    use outreach_kit::acts::{self, Printed};
    use outreach_kit::papers::receipt::{Sheet, pdf};
    use outreach_kit::store::receipts::Issue;

    let kit = Kit::start().await;
    let (mut officer, children) = two_ready(&kit).await;
    let child = children.first().cloned().unwrap_or_default();
    let answer = officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let id = answer.location().trim_start_matches("/receipts/").to_owned();
    let id = outreach_kit::domain::ids::IssueId::parse(&id).ok();
    let issue = kit
        .open()
        .store
        .read(move |conn| match id {
            Some(id) => outreach_kit::store::receipts::by_id(conn, id),
            None => Ok(None),
        })
        .await;
    let Ok(Some(issue)) = issue else { panic!("a receipt was issued") };
    assert!(!issue.record.picture.is_empty());
    let mut old = serde_json::to_value(&issue.record).unwrap_or_default();
    let taken_out = old.as_object_mut().and_then(|record| record.remove("picture"));
    assert!(taken_out.is_some());
    let Ok(record) = serde_json::from_value(old) else { panic!("an older record is read") };
    let old = Issue { record, ..issue.clone() };
    let paper = |issue: &Issue| pdf(&acts::paper(issue, &Printed::First), Sheet::A5).ok();
    assert!(acts::paper(&old, &Printed::First).picture.is_none());
    assert!(paper(&old).is_some() && paper(&old) == paper(&old));
    assert_ne!(paper(&old), paper(&issue));
}

#[tokio::test]
async fn why_says_free_only_where_the_commune_agreed_and_names_the_events_helpline() {
    let kit = Kit::start().await;
    for path in ["/why", "/why/yard"] {
        for mut browser in [kit.phone(), kit.laptop()] {
            assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
    let page = kit.phone().get("/why").await;
    let topics = attributes(&page.text, "data-topic");
    assert!(!topics.contains(&"free".to_owned()) && topics.contains(&"days".to_owned()));
    assert!(page.text.contains("១២៨០"));

    let mut answers = founding(false);
    answers.event.free_line = true;
    answers.event.helpline = "023 999 888".to_owned();
    let agreed = Kit::start_with(answers).await;
    let page = agreed.phone().get("/why").await;
    assert!(attributes(&page.text, "data-topic").contains(&"free".to_owned()));
    assert!(page.text.contains("០២៣ ៩៩៩ ៨៨៨") && !page.text.contains("១២៨០"));

    let mut answers = founding(false);
    answers.event.helpline = String::new();
    let without = Kit::start_with(answers).await;
    let page = without.phone().get("/why").await;
    assert!(!attributes(&page.text, "data-topic").contains(&"help".to_owned()));
    assert!(event_answers().contains_key("helpline"));

    let locked = kit.restart();
    let page = locked.phone().get("/why").await;
    assert!(page.status == StatusCode::OK && page.text.contains("១២៨០"));
}

#[tokio::test]
async fn the_screen_in_the_yard_goes_round_by_itself() {
    let kit = Kit::start().await;
    let mut screen = kit.phone();
    let mut seen = Vec::new();
    let mut at = "/why/yard".to_owned();
    for _ in 0..8 {
        let page = screen.get(&at).await;
        seen.extend(attribute(&page.text, "data-topic"));
        let next = page.text.split("15;url=").nth(1).and_then(|rest| rest.split('"').next());
        at = next.unwrap_or_default().to_owned();
        assert!(page.text.find("lang=\"km\"") < page.text.find("lang=\"en\""), "Khmer first");
    }
    let mut each = seen.clone();
    each.sort_unstable();
    each.dedup();
    assert_eq!(each.len(), 8, "{seen:?}");
    assert_eq!(at, "/why/yard?n=1");
    for odd in ["0", "999999999999999999999", "-1", "%E1%9E%80", "%3Cb%3E", "%ff"] {
        assert_eq!(screen.get(&format!("/why/yard?n={odd}")).await.status, StatusCode::OK, "{odd}");
    }
}

#[tokio::test]
async fn the_page_stays_within_a_phones_first_twenty_kilobytes() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let page = phone.get("/why").await;
    let mut bytes = zipped(&page.bytes);
    for file in ["kit.css", "kit.js"] {
        let link = page.text.split('"').find(|part| part.ends_with(file)).unwrap_or_default();
        bytes += zipped(&phone.get(link).await.bytes);
    }
    assert!(bytes < 20_000, "{bytes}");
}

/// How many bytes travel.
fn zipped(bytes: &[u8]) -> usize {
    use std::io::Write as _;
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    let written = zip.write_all(bytes);
    assert!(written.is_ok());
    zip.finish().map_or(usize::MAX, |zipped| zipped.len())
}
