//! What tells two records apart is seen where they are compared: villages of one name, what one of two has not written,
//! parents, and names that are none.
#![allow(clippy::unwrap_used, reason = "a test that cannot be set up should stop")]

use axum::http::StatusCode;
use outreach_kit::domain::ids::ChildId;
use outreach_kit::store::receipts;

use crate::harness::{Browser, Kit, Page, attribute, attributes, file, mother_of_two};

type Fields = Vec<(&'static str, &'static str)>;
type Answers = Vec<(&'static str, Fields)>;

/// ថ្មី of commune Rumlech, and ថ្មី of Svay Doun Kaev in the same district.
const THMEI: [&str; 2] = ["15010613", "15010807"];

/// The family with some steps answered otherwise.
fn but(changes: &[(&'static str, Fields)]) -> Answers {
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        if let Some((_, other)) = changes.iter().find(|(name, _)| name == step) {
            fields.clone_from(other);
        }
    }
    answers
}

/// The family at home in another commune.
fn living_in(village: &'static str) -> Answers {
    let mut answers = but(&[("home", vec![("home", "elsewhere")])]);
    let home = answers.iter().position(|(step, _)| *step == "home").unwrap();
    answers.insert(home + 1, ("home-where", vec![("home_code", village)]));
    answers
}

/// The first child's card.
fn card(page: &Page) -> String {
    page.text.split("<article").nth(1).unwrap().to_owned()
}

/// The row of the pairs' table that begins with this.
fn row(card: &str, label: &str) -> String {
    let table = card.split("<table class=\"compare\"").nth(1).unwrap();
    let row = table.split("<tr").find(|row| row.contains(&format!("<th scope=\"row\">{label}")));
    row.unwrap().to_owned()
}

async fn seated<'k>(kit: &'k Kit, families: &[Answers]) -> (Browser<'k>, Page) {
    for answers in families {
        file(&mut kit.phone(), answers).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/prefs", &[("lang", "en")]).await;
    let page = officer.seat_next().await;
    (officer, page)
}

#[tokio::test]
async fn villages_of_one_name_are_told_by_their_commune() {
    let kit = Kit::start().await;
    let both = THMEI.map(living_in);
    let (mut officer, page) = seated(&kit, &both).await;
    let village = row(&card(&page), "Village");
    assert!(village.contains("differs") && !village.contains("class=\"same\""), "{village}");
    assert!(village.contains("រំលេច") && village.contains("ស្វាយដូន"), "{village}");
    let found = officer.post("/search", &[("q", "ដារា")]).await;
    for home in ["ថ្មី, ឃុំរំលេច", "ថ្មី, ឃុំស្វាយដូនកែវ"]
    {
        assert!(found.text.contains(home), "{home}: {}", found.text);
    }
    let child = attribute(&page.text, "data-child").unwrap();
    officer.post(&format!("/desk/child/{child}/receipt"), &[]).await;
    let id = ChildId::parse(&child).unwrap();
    let issue = kit.open().store.read(move |conn| receipts::of_child(conn, id)).await.unwrap();
    assert_eq!(issue.unwrap().record.village, "ថ្មី, ឃុំរំលេច");
}

#[tokio::test]
async fn a_village_here_says_the_commune_of_the_event_in_a_search() {
    let kit = Kit::start().await;
    let (mut officer, _) = seated(&kit, &[mother_of_two()]).await;
    let found = officer.post("/search", &[("q", "ដារា")]).await;
    assert!(found.text.contains("ក្រពើពីរលើ, ឃុំក្រពើពីរ"), "{}", found.text);
}

#[tokio::test]
async fn what_only_one_has_written_is_no_difference_and_a_mother_is_shown_in_her_letters() {
    let kit = Kit::start().await;
    let in_latin = but(&[
        ("name", vec![("latin_family", "Chea"), ("latin_given", "Sreymum")]),
        ("c1-name", vec![("c1_khmer_family", "សុខ"), ("c1_khmer_given", "ដារ៉ា")]),
    ]);
    let (_, page) = seated(&kit, &[mother_of_two(), in_latin]).await;
    let card = card(&page);
    let latin = row(&card, "Name, Latin");
    assert!(latin.contains("not written") && !latin.contains("differs"), "{latin}");
    assert!(!latin.contains("<mark>"), "{latin}");
    let khmer = row(&card, "Name, Khmer");
    assert!(khmer.contains("ដា<mark>រា</mark>") && khmer.contains("differs"), "{khmer}");
    let mother = row(&card, "Mother");
    assert!(mother.contains("CHEA SREYM<mark>O</mark>M"), "{mother}");
    assert!(mother.contains("Chea Sreym<mark>u</mark>m"), "{mother}");
}

#[tokio::test]
async fn only_the_two_likeliest_pairs_lie_open() {
    let kit = Kit::start().await;
    let (_, page) = seated(&kit, &vec![mother_of_two(); 4]).await;
    let card = card(&page);
    assert_eq!(card.matches("attend duplicates").count(), 3);
    assert_eq!(card.matches("\" open><summary>").count(), 2, "{card}");
}

#[tokio::test]
async fn an_answer_is_asked_again_when_a_correction_changes_what_it_was_about() {
    let kit = Kit::start().await;
    let twin = vec![("c1_khmer_family", "សុខ"), ("c1_khmer_given", "វិសាល")];
    let (mut officer, page) = seated(&kit, &[mother_of_two(), but(&[("c1-name", twin)])]).await;
    let child = attribute(&page.text, "data-child").unwrap();
    let asked = card(&page);
    let other = attribute(asked.split("/pair\"").nth(1).unwrap(), "value").unwrap();
    let answer = format!("/desk/child/{child}/pair");
    let page = officer.post_on(&answer, &[("other", &other), ("answer", "twins")]).await;
    assert_eq!(attribute(&card(&page), "data-pair").as_deref(), Some("twins"));

    let correct = |page: &Page, given: &'static str| {
        let version = attribute(&page.text, "data-family-version").unwrap();
        [
            ("version", version),
            ("c1_khmer_family", "សុខ".to_owned()),
            ("c1_khmer_given", given.to_owned()),
        ]
    };
    let name = format!("/desk/child/{child}/name");
    // Of another given name there is still the same to say.
    let words = correct(&page, "ដារ៉ា");
    let words = words.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = officer.post_on(&name, &words).await;
    assert_eq!(attribute(&card(&page), "data-pair").as_deref(), Some("twins"));
    let words = correct(&page, "វិសាល");
    let words = words.each_ref().map(|(name, value)| (*name, value.as_str()));
    let page = officer.post_on(&name, &words).await;
    let again = card(&page);
    assert!(again.contains("data-asked-again") && !again.contains("data-pair="), "{again}");
    assert!(again.contains("Is this the same child?") && again.contains("Officer One"));
    // Whoever answers now answers for good.
    let page = officer.post_on(&answer, &[("other", &other), ("answer", "different")]).await;
    let settled = card(&page);
    assert_eq!(attribute(&settled, "data-pair").as_deref(), Some("different"));
    assert!(!settled.contains("data-asked-again"));
}

#[tokio::test]
async fn an_answer_that_is_no_name_is_asked_about_and_passes_when_it_is_sent_again() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    let before = mother_of_two();
    let before: Vec<_> = before.into_iter().take_while(|(step, _)| *step != "c1-name").collect();
    crate::harness::fill(&mut phone, &before).await;
    let words = [("c1_khmer_family", "មិនដឹង"), ("c1_khmer_given", "មិនទាន់មាន")];
    let asked = phone.post("/form/c1-name", &words).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.text.contains("data-doubted"), "{}", asked.text);
    assert!(asked.text.contains("«កុមារមិនទាន់មានឈ្មោះ»"), "the way to file without a name");
    let mut again = words.to_vec();
    let shown: Vec<_> = asked.text.split("name=\"doubted\"").skip(1).collect();
    let shown: Vec<_> = shown.iter().filter_map(|rest| attribute(rest, "value")).collect();
    assert_eq!(shown.len(), 2);
    again.extend(shown.iter().map(|doubted| ("doubted", doubted.as_str())));
    let passed = phone.post("/form/c1-name", &again).await;
    assert_eq!(passed.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn letters_that_look_like_another_are_asked_about_and_the_box_is_named() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    phone.post("/form/who", &[("relation", "mother")]).await;
    let asked = phone.post("/form/name", &[("khmer_family", "ហេង"), ("khmer_given", "ទ្បុង")]).await;
    assert!(asked.text.contains("<mark>ទ្ប</mark>"), "{}", asked.text);
    let which: Vec<_> = asked.text.split("<p class=\"which\"><b>").skip(1).collect();
    assert_eq!(which.len(), 1, "the box that is meant and no other");
    assert!(which.iter().all(|rest| rest.starts_with("នាមខ្លួន")), "{which:?}");
    let lone = phone.post("/form/name", &[("khmer_family", "ា"), ("khmer_given", "ដារា")]).await;
    assert_eq!(lone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(lone.text.contains("ស្រៈ") && !lone.text.contains("សូមលុបលេខ"), "{}", lone.text);
}

#[tokio::test]
async fn phone_and_village_stand_at_the_desk_in_one_form_however_they_were_typed() {
    let kit = Kit::start().await;
    let typed = but(&[
        ("phone", vec![("phone", "០១២ 345-៦៧៨"), ("phone_owner", "own")]),
        ("home", vec![("home", "here"), ("home_village", "ភូមិដើមស្វាយថ្មី")]),
    ]);
    let (_, page) = seated(&kit, &[typed]).await;
    let head = page.text.split("visit-head").nth(1).unwrap().split("</header>").next().unwrap();
    assert!(head.contains("012 345 678"), "{head}");
    assert!(head.contains("· ដើមស្វាយថ្មី") && head.contains("not on the list"), "{head}");
}

#[tokio::test]
async fn a_father_by_whom_a_child_was_found_is_named() {
    let kit = Kit::start().await;
    let mut answers = but(&[("c1-father", vec![("c1_father", "away")])]);
    let at = answers.iter().position(|(step, _)| *step == "c1-father").unwrap();
    let father = vec![("c1_father_khmer_family", "ហេង"), ("c1_father_khmer_given", "វិចិត្រ")];
    answers.insert(at + 1, ("c1-father-details", father));
    let (mut officer, _) = seated(&kit, &[answers]).await;
    let by_father = officer.post("/search", &[("q", "វិចិត្រ")]).await;
    assert!(by_father.text.contains("father ហេង វិចិត្រ"), "{}", by_father.text);
    let by_child = officer.post("/search", &[("q", "ដារា")]).await;
    assert_eq!(
        attributes(&by_child.text, "class").iter().filter(|one| *one == "line-number").count(),
        1
    );
    assert!(!by_child.text.contains("វិចិត្រ"), "who was not asked for is not shown");
}

#[tokio::test]
async fn names_are_read_back_at_the_entry_before_the_form_is_sent() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    helper.post("/prefs", &[("lang", "en")]).await;
    let form = helper.post("/entry", &[]).await.location().to_owned();
    let hidden = |page: &Page, name: &str| {
        attribute(page.text.split(&format!("name=\"{name}\"")).nth(1).unwrap(), "value").unwrap()
    };
    let words = |page: &Page, given: &'static str| {
        let mut words: Vec<(&str, String)> = mother_of_two()
            .into_iter()
            .flat_map(|(_, fields)| fields)
            .map(|(name, said)| {
                (name, if name == "c1_khmer_given" { given } else { said }.to_owned())
            })
            .collect();
        words.extend(["saved", "read"].map(|name| (name, hidden(page, name))));
        words.push(("do", "send".to_owned()));
        words
    };
    let mut page = helper.get(&form).await;
    // Sent, read back, corrected, read back once more.
    for given in ["ដារា", "ដារ៉ា"] {
        let words = words(&page, given);
        let words: Vec<_> = words.iter().map(|(name, said)| (*name, said.as_str())).collect();
        page = helper.post(&form, &words).await;
        assert_eq!(page.status, StatusCode::OK);
        let told = page.text.split("data-read-back").nth(1).unwrap().split("</dl>").next().unwrap();
        assert!(told.contains(given) && told.contains("SREYMOM"), "{told}");
        assert_eq!(told.matches("<dt>").count(), 3, "two children and who reports: {told}");
    }
    let words = words(&page, "ដារ៉ា");
    let words: Vec<_> = words.iter().map(|(name, said)| (*name, said.as_str())).collect();
    let sent = helper.post(&form, &words).await;
    assert_eq!(sent.location(), format!("{form}/done"), "{}", sent.text);
}
