//! What may be a slip or may mean two things is asked about once, on the page where it is typed.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;

use crate::harness::{Browser, Kit, attribute, fill, mother_of_two};

async fn begun(kit: &Kit) -> Browser<'_> {
    let mut phone = kit.phone();
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    phone.post_on("/start", &[]).await;
    phone.post("/form/who", &[("relation", "mother")]).await;
    phone
}

#[tokio::test]
async fn half_an_offered_name_is_asked_about_and_can_be_passed() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    let khmer = [("khmer_family", "សុខ"), ("khmer_given", "ស្រីមុំ")];
    let mut half = khmer.to_vec();
    half.push(("latin_family", "SOK"));
    let asked = phone.post("/form/name", &half).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("data-doubted"));
    assert!(asked.text.contains("Only the family name stands in Latin letters."), "{}", asked.text);
    assert!(asked.text.contains("name=\"doubted\" value=\"latin_given=\""));
    half.push(("doubted", "latin_given="));
    let passed = phone.post("/form/name", &half).await;
    assert_eq!((passed.status, passed.location()), (StatusCode::SEE_OTHER, "/form/phone"));
    // A given name alone is a whole name to many, and so is Khmer alone.
    let mut whole = khmer.to_vec();
    whole.extend([("latin_family", ""), ("latin_given", "SREYMOM")]);
    assert_eq!(phone.post("/form/name", &whole).await.status, StatusCode::SEE_OTHER);
    let back = [
        ("khmer_family", "សុខ"),
        ("khmer_given", ""),
        ("latin_family", "SOK"),
        ("latin_given", "DARA"),
    ];
    let asked = phone.post("/form/name", &back).await;
    assert!(asked.text.contains("Only the family name stands in Khmer letters."), "{}", asked.text);
}

#[tokio::test]
async fn a_corrected_family_name_asks_for_the_given_name_beside_it() {
    let kit = Kit::start().await;
    let family = mother_of_two();
    crate::harness::file(&mut kit.phone(), &family).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = attribute(&page.text, "data-child").unwrap();
    let typed = [("version", "1"), ("c1_latin_family", "SOK"), ("c1_latin_given", "")];
    let saved = officer.post(&format!("/desk/child/{child}/name"), &typed).await;
    assert!(saved.text.contains("data-doubted"), "{}", saved.status);
}

#[tokio::test]
async fn a_year_of_the_buddhist_era_with_two_readings_is_asked_about_and_shown_both_ways() {
    let kit = Kit::start().await;
    let mut phone = begun(&kit).await;
    let july = [("c1_birth_day", ""), ("c1_birth_month", "7"), ("c1_birth_year", "2565")];
    let asked = phone.post("/form/c1-birth", &july).await;
    assert_eq!(asked.status, StatusCode::OK);
    for words in [
        "data-doubted",
        "2565 = 2022",
        "value=\"c1_birth_year=2021\">2565 = 2021",
        "name=\"doubted\" value=\"c1_birth_year=2565\"",
    ] {
        assert!(asked.text.contains(words), "{words}: {}", asked.text);
    }
    let mut tapped = july.to_vec();
    tapped.push(("offer", "c1_birth_year=2021"));
    let page = phone.post_on("/form/c1-birth", &tapped).await;
    let year = page.text.split("id=\"c1_birth_year\"").nth(1).unwrap();
    assert_eq!(attribute(year, "value").as_deref(), Some("2021"));
    tapped.pop();
    tapped.push(("offer", "c1_birth_year=1999"));
    let page = phone.post_on("/form/c1-birth", &tapped).await;
    let year = page.text.split("id=\"c1_birth_year\"").nth(1).unwrap();
    assert_eq!(attribute(year, "value").as_deref(), Some("2565"), "nobody offered that");
    // January leaves one reading, which the read-back shows beside what was written.
    let mut family = mother_of_two();
    for (step, fields) in &mut family {
        if *step == "c1-birth" {
            *fields = vec![("c1_birth_month", "1"), ("c1_birth_year", "2567")];
        }
    }
    fill(&mut phone, &family).await;
    let check = phone.get("/check").await.text;
    assert!(check.contains("2567 = 2024"), "{check}");
}
