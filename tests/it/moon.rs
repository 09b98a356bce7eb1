//! Births known by the Khmer calendar: on a phone without script, at the laptop, on the desk and on the receipt.
#![allow(clippy::panic, reason = "a test that cannot be set up should stop")]

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use outreach_kit::acts::{self, Printed};
use outreach_kit::domain::ids::IssueId;
use outreach_kit::papers::Bilingual;
use outreach_kit::store::receipts::{self, Issue};
use outreach_kit::store::{families, tickets};

use crate::clerks::known;
use crate::harness::{Kit, attribute, attributes, file, mother_of_two};
use crate::places::begun;

/// Year of the Rabbit, 5 waning of Pisakh, a Tuesday.
const RABBIT: [(&str, &str); 5] = [
    ("c1_birth_animal", "3"),
    ("c1_birth_lunar_month", "5"),
    ("c1_birth_lunar_phase", "1"),
    ("c1_birth_lunar_day", "5"),
    ("c1_birth_weekday", "2"),
];

#[tokio::test]
async fn the_days_are_shown_at_the_laptop_while_one_chooses_and_nothing_is_kept() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let mut asked = vec![("of", "c1_")];
    asked.extend(RABBIT);
    let days = helper.post("/moon", &asked).await;
    assert_eq!(days.status, StatusCode::OK);
    for words in [
        "id=\"step-c1-which\"",
        "name=\"c1_birth_chosen\" value=\"2023-05-09\"",
        "value=\"unsure\"",
    ] {
        assert!(days.text.contains(words), "{words}");
    }
    // Saved, the page has the same block in the same place.
    let form = helper.post("/entry", &[]).await.location().to_owned();
    let page = helper.post_on(&form, &RABBIT).await;
    assert!(
        page.text.contains("id=\"step-c1-birth\"") && page.text.contains("id=\"step-c1-which\"")
    );
    for nothing in [&[("of", "c1_")][..], &[("of", "<b>"), ("c1_birth_animal", "3")], &[]] {
        assert!(!helper.post("/moon", nothing).await.text.contains("step-"), "{nothing:?}");
    }
    assert_eq!(kit.laptop().post("/moon", &asked).await.status, StatusCode::FORBIDDEN);
}

/// The only family of the kit.
async fn family(kit: &Kit) -> families::Family {
    let open = kit.open();
    let event = open.event().map_or_else(|| panic!("an event"), |event| event.id);
    let found = open.store.read(move |conn| match tickets::by_number(conn, event, 1)? {
        Some(ticket) => families::by_id(conn, ticket.family),
        None => Ok(None),
    });
    found.await.ok().flatten().unwrap_or_else(|| panic!("a family was filed"))
}

#[tokio::test]
async fn a_phone_without_script_goes_from_the_khmer_date_to_the_day_and_loses_nothing() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    let next = phone.post("/form/c1-birth", &RABBIT).await;
    assert_eq!(next.location(), "/form/c1-which");
    let page = phone.get("/form/c1-which").await;
    for words in ["value=\"2023-05-09\"", "ថ្ងៃអង្គារ", "value=\"unsure\"", "value=\"none\""]
    {
        assert!(page.text.contains(words), "{words}");
    }
    let blank = phone.post("/form/c1-which", &[]).await;
    assert_eq!(blank.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(blank.text.contains("id=\"c1_birth_chosen-m\""), "a sentence at the choice");
    for odd in ["2023-05-10", "<b>", "9999-99-99..x"] {
        let odd = phone.post("/form/c1-which", &[("c1_birth_chosen", odd)]).await;
        assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let on = phone.post("/form/c1-which", &[("c1_birth_chosen", "2023-05-09")]).await;
    assert_eq!(on.location(), "/form/c1-place");
    let back = phone.get("/form/c1-birth").await;
    assert!(back.text.contains("value=\"3\" selected"), "the lists keep what was chosen");
    assert!(phone.get("/check").await.text.contains("៥រោច"), "and it is read back");
    let odd = phone.post("/form/c1-birth", &[("c1_birth_animal", "12")]).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn the_day_that_was_chosen_stands_on_the_desk_with_both_dates_and_how_it_is_known() {
    let kit = Kit::start().await;
    let mut answers = mother_of_two();
    let at = answers.iter().position(|(step, _)| *step == "c1-birth").unwrap_or_default();
    if let Some((_, said)) = answers.get_mut(at) {
        *said = RABBIT.to_vec();
    }
    answers.insert(at + 1, ("c1-which", vec![("c1_birth_chosen", "2023-05-09")]));
    file(&mut kit.phone(), &answers).await;
    let family = family(&kit).await;
    let child =
        family.children.first().map(|child| (child.birth.clone(), child.lunar_words.clone()));
    let words = "ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ".to_owned();
    assert_eq!(child, Some(("2023-05-09".to_owned(), words)));
    let mut officer = kit.officer("Officer One", "1").await;
    let visit = officer.get(&format!("/desk/family/{}", family.id)).await;
    for words in ["ថ្ងៃទី ៩ ខែ ឧសភា ឆ្នាំ ២០២៣", "ថោះ បញ្ចស័ក ព.ស. ២៥៦៧", "គ្រួសារជ្រើសរើសថ្ងៃនេះ"]
    {
        assert!(visit.text.contains(words), "{words}");
    }
    officer.post("/desk/next", &[]).await;
    let child = family.children.first().map(|child| child.id.to_string()).unwrap_or_default();
    let issued = officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let preview = officer.get(issued.location()).await;
    assert_eq!(preview.status, StatusCode::OK);
    let receipt = officer.get(&format!("{}/pdf", issued.location())).await.bytes;
    assert!(receipt.starts_with(b"%PDF") && receipt.len() <= 25_000, "{} bytes", receipt.len());
    // A correction at the desk asks again which day it is.
    let page = format!("/desk/family/{}/correct", family.id);
    let other = officer.post(&page, &[("version", "1"), ("c1_birth_lunar_day", "6")]).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(other.text.contains("value=\"2023-05-10\""), "{}", other.text);
    let chosen = [
        ("version", "1"),
        ("c1_birth_lunar_day", "6"),
        ("c1_birth_weekday", ""),
        ("c1_birth_chosen", "2023-05-10"),
    ];
    assert_eq!(officer.post(&page, &chosen).await.status, StatusCode::SEE_OTHER);
    let visit = officer.get(&format!("/desk/family/{}", family.id)).await;
    assert!(visit.text.contains("ថ្ងៃទី ១០ ខែ ឧសភា ឆ្នាំ ២០២៣"));
    assert!(!visit.text.contains("birth_chosen</"), "the change is told in words");
}

/// Files a child whose birth was told like this, and gives back what its desk shows in English and its receipt.
async fn at_the_desk(kit: &Kit, birth: &[(&'static str, &'static str)]) -> (String, Issue) {
    let mut answers = mother_of_two();
    let (chosen, said): (Vec<_>, Vec<_>) =
        birth.iter().copied().partition(|(name, _)| name.ends_with("_chosen"));
    let at = answers.iter().position(|(step, _)| *step == "c1-birth").unwrap_or_default();
    if let Some((_, answer)) = answers.get_mut(at) {
        *answer = said;
    }
    if !chosen.is_empty() {
        answers.insert(at + 1, ("c1-which", chosen));
    }
    file(&mut kit.phone(), &answers).await;
    let family = family(kit).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/desk/next", &[]).await;
    let child = family.children.first().map(|child| child.id.to_string()).unwrap_or_default();
    let issued = officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let issue = IssueId::parse(issued.location().trim_start_matches("/receipts/"));
    let Ok(issue) = issue else { panic!("no receipt") };
    let open = kit.open();
    let issue = open.store.read(move |conn| receipts::by_id(conn, issue)).await;
    let Ok(Some(issue)) = issue else { panic!("no receipt") };
    officer.post("/prefs", &[("lang", "en")]).await;
    let visit = officer.get(&format!("/desk/family/{}", family.id)).await;
    (visit.text, issue)
}

/// The lines about the birth that the receipt prints.
fn birth_of(issue: &Issue) -> [String; 2] {
    let facts = acts::paper(issue, &Printed::First).facts;
    let label = Bilingual::of("receipt-fact-birth-date");
    let fact = facts.into_iter().find(|fact| fact.label == label);
    fact.map(|fact| [fact.value.km, fact.value.en]).unwrap_or_default()
}

#[tokio::test]
async fn a_receipt_tells_the_lunar_date_of_its_day_in_both_languages_whatever_was_said() {
    let kit = Kit::start().await;
    // Monday was said, and the Tuesday chosen.
    let mut monday = RABBIT.to_vec();
    monday.retain(|(name, _)| *name != "c1_birth_weekday");
    monday.extend([("c1_birth_weekday", "1"), ("c1_birth_chosen", "2023-05-09")]);
    let (desk, mut issue) = at_the_desk(&kit, &monday).await;
    let both = [
        "ថ្ងៃទី ៩ ខែ ឧសភា ឆ្នាំ ២០២៣ – ថ្ងៃអង្គារ ៥រោច ខែពិសាខ ឆ្នាំថោះ",
        "9 May 2023 – Tuesday, 5 waning of Pisakh, year of the rabbit",
    ];
    assert_eq!(birth_of(&issue), both);
    for words in [
        "The family chose this day by the Khmer date",
        "the day of the week is one day off",
        "The family says: Monday, 5 waning of Pisakh, year of the rabbit",
    ] {
        assert!(desk.contains(words), "{words}");
    }
    // What to bring goes first where one side has not room for both.
    issue.record.missing = vec!["birth_letter".to_owned(); 2];
    assert_eq!(birth_of(&issue), both);
    issue.record.missing.push("family_book".to_owned());
    assert_eq!(birth_of(&issue), ["ថ្ងៃទី ៩ ខែ ឧសភា ឆ្នាំ ២០២៣", "9 May 2023"]);
    // Beside a year there is none.
    issue.record.birth = "2023".to_owned();
    assert!(birth_of(&issue).iter().all(|line| !line.contains('(') && !line.contains("ថោះ")));
}

#[tokio::test]
async fn words_lead_a_phone_to_the_days_and_what_cannot_be_read_is_said_so() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    phone.post("/prefs", &[("lang", "en")]).await;
    let words = [("c1_birth_lunar", "5 roch Pisakh rabbit Tuesday")];
    let next = phone.post("/form/c1-birth", &words).await;
    assert_eq!(next.location(), "/form/c1-which");
    let on = phone.post("/form/c1-which", &[("c1_birth_chosen", "2023-05-09")]).await;
    assert_eq!(on.location(), "/form/c1-place");
    let check = phone.get("/check").await;
    for words in ["Tuesday 9 May 2023 · 3 years", "5 waning of Pisakh, year of the rabbit"] {
        assert!(check.text.contains(words), "{words}");
    }
    // Days of grown-ups come on the same page, once they are asked for.
    phone.post("/form/c1-birth", &[("c1_birth_lunar", "ឆ្នាំវក")]).await;
    let page = phone.get("/form/c1-which").await;
    assert!(page.text.contains("value=\"older\"") && !page.text.contains("1992"));
    let older = phone.post("/form/c1-which", &[("c1_birth_chosen", "older")]).await;
    assert_eq!((older.status, older.location()), (StatusCode::SEE_OTHER, "/form/c1-which"));
    assert!(phone.get("/form/c1-which").await.text.contains("1992"));
    phone.post("/form/c1-birth", &[("c1_birth_lunar", "hello")]).await;
    let check = phone.get("/check").await;
    assert!(check.text.contains("could not be read as a Khmer date"));
    assert!(!check.text.contains("hello (lunar date)"));
}

#[tokio::test]
async fn words_that_cannot_be_read_are_asked_about_at_the_desk() {
    let kit = Kit::start().await;
    let (desk, issue) = at_the_desk(&kit, &[("c1_birth_lunar", "hello")]).await;
    assert!(desk.contains("could not be read as a Khmer date. Please ask"));
    assert!(birth_of(&issue).iter().all(|line| line.starts_with("hello (")));
}

#[tokio::test]
async fn the_desk_says_that_a_day_of_new_year_counts_to_either_animal() {
    let kit = Kit::start().await;
    let day = [("c1_birth_day", "14"), ("c1_birth_month", "4"), ("c1_birth_year", "2017")];
    let (desk, _) = at_the_desk(&kit, &day).await;
    assert!(desk.contains("a day of New Year: it may count to the year before or to the new one"));
}

#[tokio::test]
async fn a_helper_sees_the_days_after_saving_and_chooses_one() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let page = helper.post_on("/entry", &[]).await;
    let action =
        page.text.split("class=\"entry\"").nth(1).and_then(|rest| attribute(rest, "action"));
    let action = action.unwrap_or_else(|| panic!("the form of the entry page"));
    let typed = [("c1_birth_animal", "3"), ("c1_birth_sak", "5"), ("c1_birth_lunar_month", "5")];
    let saved = helper.post_on(&action, &typed).await;
    assert!(saved.text.contains("name=\"c1_birth_chosen\""), "months to choose from");
    let now = known(&saved);
    let chosen =
        [("saved", now.as_str()), ("c1_birth_lunar_day", "5"), ("c1_birth_lunar_phase", "1")];
    let days = helper.post_on(&action, &chosen).await;
    assert!(days.text.contains("value=\"2023-05-09\""));
    let now = known(&days);
    let chosen = [("saved", now.as_str()), ("c1_birth_chosen", "2023-05-09")];
    let kept = helper.post_on(&action, &chosen).await;
    assert!(kept.text.contains("value=\"2023-05-09\" checked"));
}

#[tokio::test]
async fn the_pages_of_a_birth_are_light() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    phone.post("/form/c1-birth", &[("c1_birth_lunar_month", "5")]).await;
    for path in ["/form/c1-birth", "/form/c1-which"] {
        let request = Request::get(path).header(header::ACCEPT_ENCODING, "gzip");
        let page = phone.send(request, Body::empty()).await;
        assert!(page.bytes.len() < 4_500, "{path}: {} bytes", page.bytes.len());
    }
    let request = Request::get("/form/c1-birth");
    let page = phone.send(request, Body::empty()).await;
    assert!(!attributes(&page.text, "id").is_empty());
}
