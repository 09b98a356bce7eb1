//! Finding a child by whatever somebody remembers, and noticing the same child under another spelling.

use crate::harness::{
    Browser, Kit, Page, attribute, attributes, behind, file, mother_of_two, valued,
};

type Answers = Vec<(&'static str, Vec<(&'static str, &'static str)>)>;

/// The same family with the fields of one step replaced.
fn with(step: &str, fields: &[(&'static str, &'static str)]) -> Answers {
    let mut answers = mother_of_two();
    for (name, said) in &mut answers {
        if *name == step {
            *said = fields.to_vec();
        }
    }
    answers
}

async fn find(officer: &mut Browser<'_>, typed: &str) -> Page {
    officer.post("/search", &[("q", typed)]).await
}

fn families(page: &Page) -> usize {
    let links = attributes(&page.text, "href");
    let mut links: Vec<_> = links
        .iter()
        .filter_map(|href| href.strip_prefix("/desk/family/")?.split('#').next())
        .collect();
    links.sort_unstable();
    links.dedup();
    links.len()
}

#[tokio::test]
async fn a_child_is_found_by_what_people_remember() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    for typed in [
        "សុខ ដារា",        // as written
        "ដារា សុខ",        // swapped
        "ដា",             // as one types
        "តារា",           // another letter of the same sound
        "Dara",           // the other script
        "sok dara",       // in small letters
        "Sokh Daraa",     // another Latin spelling
        "bopa",           // a letter left out
        "បុប្ផា",            // the sister
        "chea",           // the mother
        "Sreymum",        // the mother, spelt by ear
        "មុំ",              // a part of her given name
        "ក្រពើពីរ",         // the village
        "345 678",        // the end of the phone number
        "០១២៣៤៥",         // its beginning
        "សុខ 345678",      // a name and a number together
        "សុខ ដារាក្រ ដារា", // one word that nobody knows
    ] {
        let page = find(&mut officer, typed).await;
        assert_eq!(families(&page), 1, "{typed}");
    }
    // The last two hold signs that the index takes for no letter.
    for typed in
        ["", "វិច្ឆិកា", "zzz", "99999999", "*", "\"", "- -", "a\u{24D1}c", "ស\u{24D1}ុខ\u{2C2F}"]
    {
        assert_eq!(families(&find(&mut officer, typed).await), 0, "{typed}");
    }
}

#[tokio::test]
async fn a_receipts_number_as_it_is_read_out_finds_the_child() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    let child = valued(&page.text, "data-child");
    let issued = officer.post_on(&format!("/desk/child/{child}/receipt"), &[]).await;
    assert_eq!(families(&find(&mut officer, "3-00001").await), 1);
    assert_eq!(families(&find(&mut officer, "៣-១").await), 1);
    assert_eq!(families(&find(&mut officer, "3-00002").await), 0);
    // As it is printed where a kit has one laptop, which a person may type on any.
    assert_eq!(families(&find(&mut officer, "០០០០១").await), 1);
    assert_eq!(families(&find(&mut officer, "00002").await), 0, "no ticket has five digits");
    let code = attribute(&issued.text, "data-code").unwrap();
    for typed in [code.clone(), code.to_lowercase(), in_groups(&code)] {
        assert_eq!(families(&find(&mut officer, &typed).await), 1, "{typed}");
    }
    let last = if code.ends_with('0') { '1' } else { '0' };
    let wrong = format!("{}{last}", &code[..code.len() - 1]);
    assert_eq!(families(&find(&mut officer, &wrong).await), 0);
}

/// A code as it stands below the symbol.
fn in_groups(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect()).collect::<Vec<String>>().join("-")
}

#[tokio::test]
async fn a_latin_word_finds_whoever_is_written_in_khmer_as_well() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let khmer = [("khmer_family", "ជា"), ("khmer_given", "ស្រីមុំ")];
    file(&mut kit.phone(), &with("name", &khmer)).await;
    let mut officer = kit.officer("Officer One", "1").await;
    for typed in ["sreymom", "Srey Mum", "chea sreymom"] {
        assert_eq!(families(&find(&mut officer, typed).await), 2, "{typed}");
    }
}

#[tokio::test]
async fn the_child_itself_stands_before_whoever_has_a_parent_of_that_name() {
    let kit = Kit::start().await;
    file(
        &mut kit.phone(),
        &with("c1-name", &[("c1_khmer_family", "ជា"), ("c1_khmer_given", "ស្រីមុំ")]),
    )
    .await;
    for _ in 0..3 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    let page = find(&mut officer, "ជា ស្រីមុំ").await;
    let first = attributes(&page.text, "href")
        .into_iter()
        .find(|href| href.starts_with("/desk/family/"))
        .unwrap_or_default();
    let family = officer.get(first.split('#').next().unwrap_or_default()).await;
    assert_eq!(attribute(&family.text, "data-ticket").as_deref(), Some("1"));
}

#[tokio::test]
async fn a_corrected_name_is_found_and_the_old_one_is_not() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    let child = valued(&page.text, "data-child");
    let version = valued(&page.text, "data-family-version");
    let name = [
        ("version", version.as_str()),
        ("c1_khmer_family", "សុខ"),
        ("c1_khmer_given", "វណ្ណៈ"),
        ("c1_latin_family", "SOK"),
        ("c1_latin_given", "VANNAK"),
    ];
    officer.post(&format!("/desk/child/{child}/name"), &name).await;
    assert_eq!(families(&find(&mut officer, "វណ្ណៈ").await), 1);
    assert_eq!(families(&find(&mut officer, "ដារា").await), 0);
}

#[tokio::test]
async fn the_same_child_under_another_spelling_is_asked_about_with_reasons() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let respelt = [
        ("c1_khmer_family", "សុក"),
        ("c1_khmer_given", "តារា"),
        ("c1_latin_family", "SOKH"),
        ("c1_latin_given", "DARA"),
    ];
    file(&mut kit.phone(), &with("c1-name", &respelt)).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/prefs", &[("lang", "en")]).await;
    let page = officer.post_on("/desk/next", &[]).await;
    assert!(page.text.contains("Is this the same child?"), "{}", page.text);
    assert!(page.text.contains("sounds alike"));
    assert!(page.text.contains("Born on the same day"));
}

#[tokio::test]
async fn twins_on_two_forms_are_a_question_and_stop_nobody() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let twin = [("c1_khmer_family", "សុខ"), ("c1_khmer_given", "វិសាល"), ("c1_latin_given", "VISAL")];
    file(&mut kit.phone(), &with("c1-name", &twin)).await;
    let mut officer = kit.officer("Officer One", "1").await;
    officer.post("/prefs", &[("lang", "en")]).await;
    let page = officer.post_on("/desk/next", &[]).await;
    let asked = behind(&page.text, "<article");
    assert!(asked.contains("Are these twins, or the same child?"), "{asked}");
    assert!(!asked.contains("duplicates\" open"), "a question of twins lies closed");
}

#[tokio::test]
async fn one_child_twice_on_one_form_is_asked_about() {
    let kit = Kit::start().await;
    let mut twice = mother_of_two();
    for (name, said) in &mut twice {
        match *name {
            "c2-name" => *said = vec![("c2_khmer_family", "សុខ"), ("c2_khmer_given", "ដារា")],
            "c2-sex" => *said = vec![("c2_sex", "male")],
            "c2-birth" => {
                *said =
                    vec![("c2_birth_day", "5"), ("c2_birth_month", "1"), ("c2_birth_year", "2024")];
            }
            _ => {}
        }
    }
    // A brother and a sister of different names are no question, and come first.
    file(&mut kit.phone(), &mother_of_two()).await;
    file(&mut kit.phone(), &twice).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let own = |page: &Page| {
        let children = attributes(&page.text, "data-child");
        let pair =
            |one: &String, other: &String| page.text.contains(&format!("pair-{one}-{other}"));
        children.iter().any(|one| children.iter().any(|other| pair(one, other)))
    };
    let page = officer.post_on("/desk/next", &[]).await;
    assert!(!own(&page), "{}", page.text);
    let page = find(&mut officer, "2").await;
    let family =
        attributes(&page.text, "href").into_iter().find(|href| href.starts_with("/desk/family/"));
    let family = family.unwrap_or_default();
    let page = officer.get(family.split('#').next().unwrap_or_default()).await;
    assert!(own(&page), "{}", page.text);
}

#[tokio::test]
async fn the_same_name_in_one_commune_is_asked_about_whatever_the_year() {
    let kit = Kit::start().await;
    let without_mother = |birth: &[(&'static str, &'static str)]| {
        let mut answers = with("c1-birth", birth);
        for (name, said) in &mut answers {
            match *name {
                "who" => *said = vec![("relation", "relative")],
                "c1-mother" => *said = vec![("c1_mother", "unknown")],
                "c2-mother" => *said = vec![("c2_mother", "unknown")],
                _ => {}
            }
        }
        answers
    };
    file(&mut kit.phone(), &without_mother(&[("c1_birth_year", "2022")])).await;
    file(&mut kit.phone(), &without_mother(&[("c1_birth_year", "2023")])).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.post_on("/desk/next", &[]).await;
    let first = behind(&page.text, "<article");
    assert!(first.contains("duplicates"), "{first}");
}

#[tokio::test]
async fn whoever_filed_is_found_beside_a_child_of_the_same_name() {
    let kit = Kit::start().await;
    let mut aunt = with("c1-mother", &[("c1_mother", "unknown")]);
    for (name, said) in &mut aunt {
        match *name {
            "who" => *said = vec![("relation", "relative")],
            "c2-mother" => *said = vec![("c2_mother", "unknown")],
            _ => {}
        }
    }
    file(&mut kit.phone(), &aunt).await;
    let namesake = with("c1-name", &[("c1_khmer_family", "ជា"), ("c1_khmer_given", "ស្រីមុំ")]);
    file(&mut kit.phone(), &namesake).await;
    let mut officer = kit.officer("Officer One", "1").await;
    // The child's own name counts three times as much, and is still no reason to leave the aunt out.
    assert_eq!(families(&find(&mut officer, "ជា ស្រីមុំ").await), 2);
}
