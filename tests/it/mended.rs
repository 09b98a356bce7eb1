//! What people stumbled over once, and does not happen again.

use axum::http::StatusCode;

use crate::harness::{Kit, attribute, file, fill, mother_of_two};

#[tokio::test]
async fn the_phone_that_sent_finds_its_number_again_on_the_start_page() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    let ticket = file(&mut phone, &mother_of_two()).await;
    // Back after Send leads to the page that read everything back, and that one home.
    assert_eq!(phone.get("/check").await.location(), "/");
    let home = phone.get("/").await;
    assert_eq!(attribute(&home.text, "data-held-ticket").as_deref(), Some("1"));
    assert!(home.text.contains(&format!("href=\"{ticket}\"")));
    assert!(!home.text.contains("ស្រីមុំ"), "a number, and nothing about the family");
    // A helper's next family is one tap away, begins empty, and gets a number of its own.
    file(&mut phone, &mother_of_two()).await;
    let home = phone.get("/").await;
    assert_eq!(attribute(&home.text, "data-held-ticket").as_deref(), Some("2"));
    assert!(!kit.phone().get("/").await.text.contains("data-held-ticket"));
}

#[tokio::test]
async fn an_age_in_months_is_read_back_as_months_and_a_date_is_not_also_unknown() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()).await;
    let both = [("c2_birth_year", "2020"), ("c2_birth_unknown", "yes")];
    let asked = phone.post("/form/c2-birth", &both).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("id=\"c2_birth_unknown-m\"") && asked.text.contains("2020"));
    let months = [("c2_birth_year", ""), ("c2_birth_about", "3 ខែ")];
    assert_eq!(phone.post("/form/c2-birth", &months).await.status, StatusCode::SEE_OTHER);
    let said = "អាយុប្រហែល ៣ ខែ";
    assert!(phone.get("/check").await.text.contains(said));
    assert_eq!(phone.post("/send", &[]).await.status, StatusCode::SEE_OTHER);
    let mut officer = kit.officer("Officer One", "1").await;
    assert!(officer.post_on("/desk/next", &[]).await.text.contains(said));
}

#[tokio::test]
async fn the_form_is_read_back_as_a_person_would_say_it() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        match *step {
            "c1-father" => *fields = vec![("c1_father", "away")],
            "c2-father" => *fields = vec![("c2_father", "same_1")],
            _ => {}
        }
    }
    let at = answers.iter().position(|(step, _)| *step == "c1-father").unwrap_or_default() + 1;
    answers.insert(at, ("c1-father-details", vec![("c1_father_khmer_given", "សុវណ្ណ")]));
    answers.insert(at + 1, ("c1-father-birth", vec![]));
    fill(&mut phone, &answers).await;
    let page = phone.get("/check").await.text;
    assert_eq!(page.matches("រស់នៅឆ្ងាយ").count(), 2, "once at each child");
    assert!(page.contains("ដូចគ្នានឹងកុមារទី ១"), "the second child's father is the first's");
    assert_eq!(page.matches("href=\"/form/c1-father-birth?back=check\"").count(), 1);
}
