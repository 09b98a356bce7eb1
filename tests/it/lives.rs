//! Where parents live who did not report: asked on the phone and at the laptop, shown at the desk, written in the book.

use axum::http::StatusCode;
use outreach_kit::acts;
use outreach_kit::papers::{register_copy, sheet};
use outreach_kit::store::places::About;
use outreach_kit::store::register::{self, Which};
use outreach_kit::store::{families, tickets};
use outreach_kit::typeset::layout::Item;

use crate::clerks::known;
use crate::entered::enter_first;
use crate::harness::{Browser, Kit, Page, behind, file, mother_of_two, offered, valued};

type Pairs = Vec<(&'static str, &'static str)>;
type Answers = Vec<(&'static str, Pairs)>;

/// A grandmother with the two children of her daughter and of a father who is named too.
fn grandmother(mother: Pairs, father: Pairs) -> Answers {
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        match *step {
            "who" => *fields = vec![("relation", "grandmother")],
            "c1-mother" => *fields = vec![("c1_mother", "other")],
            "c1-father" => *fields = vec![("c1_father", "other")],
            "c2-father" => *fields = vec![("c2_father", "same_1")],
            _ => {}
        }
    }
    answers.retain(|(step, _)| *step != "own-details");
    let after = |answers: &mut Answers, step: &str, more: Answers| {
        let at = answers.iter().position(|(known, _)| *known == step).map_or(0, |at| at + 1);
        let rest = answers.split_off(at);
        answers.extend(more);
        answers.extend(rest);
    };
    let name = |field, name| vec![(field, name)];
    let mothers = name("c1_mother_khmer_given", "សុខា");
    let more = vec![("c1-mother-details", mothers), ("c1-mother-home", mother)];
    after(&mut answers, "c1-mother", more);
    let fathers = name("c1_father_khmer_given", "វិចិត្រ");
    let more = vec![("c1-father-details", fathers), ("c1-father-home", father)];
    after(&mut answers, "c1-father", more);
    answers
}

/// The first child entered in the book by an officer who reads English; gives the desk's page before that.
async fn entered(kit: &Kit) -> (Browser<'_>, Page) {
    let mut officer = kit.officer("Officer One", "1").await;
    officer.cookies.insert("lang".to_owned(), "en".to_owned());
    let page = officer.seat_next().await;
    enter_first(&mut officer, &page).await;
    (officer, page)
}

/// The columns of residence in the file: both parents', the father's, the mother's.
async fn columns(officer: &mut Browser<'_>) -> [String; 3] {
    let csv = officer.post("/register/csv", &[("which", "all")]).await;
    let mut lines =
        csv.text.trim_start_matches('\u{feff}').split("\r\n").map(|line| {
            line.trim_matches('"').split("\",\"").map(str::to_owned).collect::<Vec<_>>()
        });
    let (head, row) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    ["residence", "father_residence", "mother_residence"].map(|name| {
        let at = head.iter().position(|known| known == name);
        at.and_then(|at| row.get(at).cloned()).unwrap_or_else(|| panic!("no column {name}"))
    })
}

/// The words on the copy sheet, without spaces.
async fn copy_sheet(kit: &Kit) -> String {
    let open = kit.open();
    let event = open.event().unwrap_or_else(|| panic!("an event"));
    let id = event.id;
    let rows = open.store.read(move |conn| register::list(conn, id, Which::All)).await;
    let rows = rows.unwrap_or_else(|err| panic!("{err}"));
    let copy =
        acts::register::sheet(&rows, &event, "all", "Officer", jiff::Timestamp::UNIX_EPOCH, false);
    sheet::pages(&register_copy::sheet(&copy))
        .iter()
        .flat_map(|page| &page.items)
        .filter_map(|item| match item {
            Item::Text(run) => Some(run.text.replace(' ', "")),
            Item::Block(_) | Item::Rule(_) | Item::Figure(_) => None,
        })
        .collect()
}

async fn family(kit: &Kit) -> families::Family {
    let open = kit.open();
    let event = open.event().map_or_else(|| panic!("an event"), |event| event.id);
    let found = open.store.read(move |conn| {
        let ticket = tickets::by_number(conn, event, 1)?;
        ticket.map_or(Ok(None), |ticket| families::by_id(conn, ticket.family))
    });
    found.await.ok().flatten().unwrap_or_else(|| panic!("a family"))
}

#[tokio::test]
async fn a_grandmother_says_on_her_phone_where_each_parent_lives() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.cookies.insert("lang".to_owned(), "en".to_owned());
    let abroad = vec![("c1_father_home", "abroad"), ("c1_father_home_country", "ថៃ")];
    let answers = grandmother(vec![("c1_mother_home", "reporter")], abroad);
    let asked = answers.iter().position(|(step, _)| *step == "c1-mother-home").unwrap_or(0);
    phone.post_on("/start", &[]).await;
    crate::harness::fill(&mut phone, &answers[..asked]).await;
    let page = phone.get("/form/c1-mother-home").await;
    let hers = ["reporter", "here", "elsewhere", "abroad", "unknown"];
    assert_eq!(offered(&page, "c1_mother_home"), hers);
    assert!(page.text.contains("Where does the mother live?"));
    // It can be skipped.
    assert_eq!(phone.post("/form/c1-mother-home", &[]).await.location(), "/form/c1-father");
    crate::harness::fill(&mut phone, &answers[asked..]).await;
    assert!(
        offered(&phone.get("/form/c1-father-home").await, "c1_father_home")
            .contains(&"mother".to_owned())
    );
    let check = phone.get("/check").await;
    assert!(check.text.contains("In the same house as me"), "read back");
    assert!(check.text.contains("In another country: ថៃ"));
    assert_eq!(phone.post("/send", &[]).await.status, StatusCode::SEE_OTHER);

    let (mut officer, desk) = entered(&kit).await;
    let card = behind(&desk.text, "<article");
    let of_parents = card.split("class=\"parents\"").nth(1).unwrap_or_default();
    assert!(of_parents.contains("<dt>Residence</dt><dd>ក្រពើពីរលើ, Krapeu Pir</dd>"));
    assert!(of_parents.contains("<dt>Residence</dt><dd>ថៃ</dd>"));
    let [both, fathers, mothers] = columns(&mut officer).await;
    assert_eq!((fathers.as_str(), mothers.as_str()), ("ថៃ", "ក្រពើពីរលើ, ក្រពើពីរ"));
    assert_eq!(both, "ម្តាយ: ក្រពើពីរលើ, ក្រពើពីរ; ឪពុក: ថៃ");
    let page = officer.get("/register?which=all").await;
    assert!(page.text.contains("Mother: ក្រពើពីរលើ, Krapeu Pir; Father: ថៃ"), "{}", page.text);
    assert!(copy_sheet(&kit).await.contains("ឪពុក:ថៃ"));
}

#[tokio::test]
async fn parents_who_live_together_have_one_residence_in_the_book() {
    let kit = Kit::start().await;
    let mut answers =
        grandmother(vec![("c1_mother_home", "elsewhere")], vec![("c1_father_home", "mother")]);
    let at = answers.iter().position(|(step, _)| *step == "c1-mother-home").unwrap_or(0);
    answers.insert(at + 1, ("c1-mother-home-where", vec![("c1_mother_home_code", "15010607")]));
    file(&mut kit.phone(), &answers).await;
    let (mut officer, _) = entered(&kit).await;
    let [both, fathers, mothers] = columns(&mut officer).await;
    assert!(both.starts_with("រំលេច, ") && both.contains("ឃុំរំលេច"), "{both}");
    assert_eq!((&fathers, &mothers), (&both, &both));
    assert!(copy_sheet(&kit).await.contains("ឃុំរំលេច"));
    // The place is kept with its code, and the family's own home beside it.
    let places = family(&kit).await.places;
    let kept =
        |about| places.iter().find(|(known, _)| *known == about).map(|(_, kept)| &*kept.code);
    assert_eq!(kept(About::HomeOf(1)), Some("15010607"));
    assert_eq!(kept(About::HomeOf(2)), Some("15010607"));
    assert!(kept(About::Home).is_some_and(|code| code.starts_with("150602")));
}

#[tokio::test]
async fn a_helper_types_where_a_parent_lives_and_the_desk_corrects_it_after_it_was_copied() {
    let kit = Kit::start().await;
    let mut helper = kit.signed_in("Helper").await;
    let draft = helper.post("/entry", &[]).await.location().to_owned();
    let page = helper.get(&draft).await;
    assert!(page.text.contains("data-places=\"c1_mother_home_code\""));
    assert!(page.text.contains("data-when=\"c1_mother=other,away\""));
    let saved = known(&page);
    let unknown = vec![("c1_father_home", "unknown")];
    let answers = grandmother(
        vec![("c1_mother_home", "here"), ("c1_mother_home_village_code", "15060203")],
        unknown,
    );
    let typed: Vec<(&str, &str)> = answers.into_iter().flat_map(|(_, fields)| fields).collect();
    let mut sent = typed.clone();
    sent.extend([("saved", saved.as_str()), ("do", "send")]);
    let done = helper.post(&draft, &sent).await;
    assert!(done.location().ends_with("/done"), "{}", done.text);

    let (mut officer, desk) = entered(&kit).await;
    assert!(desk.text.contains("<dt>Residence</dt><dd>Not known</dd>"));
    let [_, _, before] = columns(&mut officer).await;
    assert!(before.ends_with(", ក្រពើពីរ"), "{before}");
    let page = officer.get("/register").await;
    let child = valued(&page.text, "data-child");
    let version = valued(&page.text, "data-version");
    let path = format!("/register/child/{child}/copied");
    officer.post_on(&path, &[("version", &version)]).await;
    let id = valued(&desk.text, "data-family");
    let corrected: Vec<(&str, &str)> = typed
        .into_iter()
        .map(|(name, value)| (name, if name == "c1_mother_home" { "reporter" } else { value }))
        .chain([("version", "1")])
        .collect();
    let answer = officer.post(&format!("/desk/family/{id}/correct"), &corrected).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = officer.get("/register").await;
    assert!(page.text.contains(&child), "it comes back to be copied again");
    let [_, _, after] = columns(&mut officer).await;
    assert_eq!(after, "ក្រពើពីរលើ, ក្រពើពីរ", "the grandmother's own");
    let visit = officer.get(&format!("/desk/family/{id}")).await;
    assert!(visit.text.contains("The mother lives"), "the change is told by its question");
}

#[tokio::test]
async fn a_grandmother_who_says_nothing_of_it_leaves_it_to_the_officer() {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &grandmother(Vec::new(), Vec::new())).await;
    let (mut officer, desk) = entered(&kit).await;
    assert!(desk.text.contains("<dt>Residence</dt><dd>Please ask</dd>"));
    assert_eq!(columns(&mut officer).await, ["", "", ""]);
}

#[tokio::test]
async fn a_mother_who_reports_tells_her_home_and_of_a_father_only_if_he_lives_away() {
    let kit = Kit::start().await;
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        if *step == "c1-father" {
            *fields = vec![("c1_father", "away")];
        }
    }
    let at = answers.iter().position(|(step, _)| *step == "c1-father").unwrap_or(0);
    let abroad = vec![("c1_father_home", "abroad"), ("c1_father_home_country", "ថៃ")];
    answers.insert(at + 1, ("c1-father-home", abroad));
    file(&mut kit.phone(), &answers).await;
    let (mut officer, desk) = entered(&kit).await;
    assert!(!desk.text.contains("Please ask"), "hers is the family's");
    let [_, fathers, mothers] = columns(&mut officer).await;
    assert_eq!((fathers.as_str(), mothers.as_str()), ("ថៃ", "ក្រពើពីរលើ, ក្រពើពីរ"));
}
