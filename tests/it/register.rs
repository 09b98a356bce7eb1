//! The register copy: what is copied by hand, ticked off, printed as a sheet and taken out as a file.

use axum::http::StatusCode;

use crate::entered::child;
use crate::harness::{
    Browser, Kit, Page, attribute, attributes, behind, file, mother_of_two, valued,
};

/// A nationality that stands nowhere but where it must.
const NATIONALITY: &str = "សញ្ញាសម្គាល់";

type Answers = Vec<(&'static str, Vec<(&'static str, &'static str)>)>;

/// The mother of two, with a nationality that can be looked for.
fn family() -> Answers {
    let mut answers = mother_of_two();
    for (step, fields) in &mut answers {
        if ["own-details", "c1-nationality"].contains(step) {
            for field in fields.iter_mut().filter(|(name, _)| name.ends_with("nationality")) {
                field.1 = "other";
            }
            let name = if *step == "own-details" {
                "own_nationality_words"
            } else {
                "c1_nationality_words"
            };
            fields.push((name, NATIONALITY));
        }
    }
    answers
}

/// A family at a desk: the first child entered as 3/2026/41, the second sent to the district.
async fn decided(kit: &Kit) -> (Browser<'_>, String, String) {
    file(&mut kit.phone(), &family()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let (first, version) = child(&page, 0);
    let entry = [
        ("step", "enter"),
        ("book", "៣"),
        ("year", "2026"),
        ("number", "41"),
        ("version", &version),
    ];
    officer.post_on(&format!("/desk/child/{first}/decide"), &entry).await;
    let (second, version) = child(&page, 1);
    let sent = [("step", "send_to_district"), ("version", version.as_str())];
    officer.post_on(&format!("/desk/child/{second}/decide"), &sent).await;
    (officer, first, second)
}

/// The version that the register's page gives to a child.
fn version_of(page: &Page, child: &str) -> String {
    let article = page.text.split(&format!("data-child=\"{child}\"")).nth(1).unwrap_or("");
    valued(article, "data-version")
}

/// The journal as an administrator reads it in English.
async fn journal(kit: &Kit) -> Page {
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    admin.get("/journal").await
}

/// The cells of a line of the file, each in quotes.
fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('"').split("\",\"").collect()
}

fn open(page: &Page) -> Vec<String> {
    attributes(&page.text, "data-child")
}

#[tokio::test]
async fn a_child_is_ticked_off_as_copied_and_the_tick_is_taken_back() {
    let kit = Kit::start().await;
    let (mut officer, first, second) = decided(&kit).await;
    let page = officer.get("/register").await;
    assert_eq!(open(&page), [first.clone(), second.clone()], "those with a number first");
    let version = version_of(&page, &first);
    let page = officer
        .post_on(
            &format!("/register/child/{first}/copied"),
            &[("version", &version), ("which", "open")],
        )
        .await;
    assert!(!page.text.contains(&format!("id=\"child-{first}\"")), "it has left the list");
    // A second tap with the old page changes nothing and is no mistake.
    let again =
        officer.post(&format!("/register/child/{first}/copied"), &[("version", &version)]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let all = officer.get("/register?which=all").await;
    assert_eq!(attributes(&all.text, "data-copied"), ["yes", "no"]);
    assert!(all.text.contains("Officer One"), "who copied it");
    let copy = all.text.split("name=\"copy\"").nth(1).and_then(|rest| attribute(rest, "value"));
    let copy = [("copy", copy.as_deref().unwrap_or_default())];
    let page = officer.post_on(&format!("/register/child/{first}/undo"), &copy).await;
    assert_eq!(open(&page).len(), 2);
    assert!(page.text.contains("៤១"), "the number stays");
}

#[tokio::test]
async fn the_number_of_a_child_that_came_back_from_the_district_is_typed_once() {
    let kit = Kit::start().await;
    let (mut officer, _, second) = decided(&kit).await;
    let page = officer.get("/register").await;
    let suggested = page.text.split(&format!("id=\"number-{second}\"")).nth(1).unwrap_or("");
    assert_eq!(attribute(suggested, "value").as_deref(), Some("៤២"), "the next of the same book");
    let version = version_of(&page, &second);
    let path = format!("/register/child/{second}/copied");
    let lacks = officer
        .post(&path, &[("version", &version), ("book", "3"), ("year", "2026"), ("number", "")])
        .await;
    assert_eq!(lacks.status, StatusCode::CONFLICT);
    let taken = officer
        .post(&path, &[("version", &version), ("book", "3"), ("year", "2026"), ("number", "៤១")])
        .await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(taken.text.contains("លេខរង់ចាំ ១ រួចហើយ"), "it says which ticket has it");
    assert!(taken.text.contains("value=\"៤១\""), "what was typed is kept");
    let page = officer
        .post_on(&path, &[("version", &version), ("book", "3"), ("year", "2026"), ("number", "47")])
        .await;
    assert_eq!(page.status, StatusCode::OK, "out of sequence is said, never refused");
    assert!(page.text.contains("role=\"alert\""), "47 stands apart from 41");
    assert!(page.text.contains("៤២–៤៦"), "and what nobody has is named");
    // One truth: the desk and the collector see the same number.
    let found = officer.get(&format!("/collect/child/{second}")).await;
    assert!(found.text.contains("៤៧") && found.text.contains("data-verdict=\"not-ready\""));
}

/// The family of a child, as the page of its certificate links to it.
async fn family_of(officer: &mut Browser<'_>, child: &str) -> String {
    let page = officer.get(&format!("/collect/child/{child}")).await.text;
    behind(&page, "/desk/family/").chars().take(32).collect()
}

#[tokio::test]
async fn what_was_corrected_after_it_was_copied_comes_back_with_what_has_changed() {
    let kit = Kit::start().await;
    let (mut officer, first, _) = decided(&kit).await;
    let page = officer.get("/register").await;
    let version = version_of(&page, &first);
    officer.post_on(&format!("/register/child/{first}/copied"), &[("version", &version)]).await;
    let family = family_of(&mut officer, &first).await;
    let desk = officer.get(&format!("/desk/family/{family}")).await;
    let version = valued(&desk.text, "data-family-version");
    let mended =
        [("version", version.as_str()), ("c1_khmer_family", "សុខ"), ("c1_khmer_given", "ដារ៉ា")];
    officer.post_on(&format!("/desk/child/{first}/name"), &mended).await;
    let page = officer.get("/register").await;
    assert!(open(&page).contains(&first));
    assert!(
        page.text.contains("<mark><span lang=\"km\">ដារ៉ា")
            && page.text.contains("<del lang=\"km\">ដារា")
    );
    let version = version_of(&page, &first);
    let page =
        officer.post_on(&format!("/register/child/{first}/copied"), &[("version", &version)]).await;
    assert!(!page.text.contains(&format!("id=\"child-{first}\"")));
    // A decision taken back after it was copied is not forgotten either.
    let desk = officer.get(&format!("/desk/family/{family}")).await;
    let (_, version) = child(&desk, 0);
    officer.post_on(&format!("/desk/child/{first}/undo"), &[("version", &version)]).await;
    let page = officer.get("/register").await;
    assert!(open(&page).contains(&first), "the book says something the kit does not");
    // Closed, it is written nowhere again: no line in the file for certificates, no box on the sheet.
    let desk = officer.get(&format!("/desk/family/{family}")).await;
    let (_, version) = child(&desk, 0);
    let closed = [("step", "close"), ("reason", "already_registered"), ("version", &version)];
    officer.post_on(&format!("/desk/child/{first}/decide"), &closed).await;
    for which in ["open", "all"] {
        let csv = officer.post("/register/csv", &[("which", which)]).await;
        assert!(!csv.text.contains("ដារ៉ា") && csv.text.contains("បុប្ផា"), "{which}");
    }
    let page = officer.get("/register").await;
    let article = page.text.split(&format!("id=\"child-{first}\"")).nth(1).unwrap_or_default();
    let article = article.split("</article>").next().unwrap_or_default();
    assert!(article.contains("៤១"), "the number under which it stands in the book is told");
    let journal = journal(&kit).await;
    assert!(
        journal.text.contains("1 child, Not yet copied"),
        "who left is counted, and nobody else"
    );
}

#[tokio::test]
async fn the_file_for_certificates_has_one_line_a_child_and_no_formula() {
    let kit = Kit::start().await;
    let mut answers = family();
    for (step, fields) in &mut answers {
        if *step == "home" {
            *fields = vec![("home", "here"), ("home_village", "=HYPERLINK(\"x\")")];
        }
        if *step == "c1-place" {
            *fields = vec![
                ("c1_place", "elsewhere"),
                ("c1_place_words", "@SUM(១)"),
                ("c1_place_kind", ""),
            ];
        }
    }
    file(&mut kit.phone(), &answers).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let (first, version) = child(&page, 0);
    let entry = [
        ("step", "enter"),
        ("book", "៣"),
        ("year", "២០២៦"),
        ("number", "៤១"),
        ("version", &version),
    ];
    officer.post_on(&format!("/desk/child/{first}/decide"), &entry).await;
    let csv = officer.post("/register/csv", &[("which", "all")]).await;
    assert_eq!(csv.status, StatusCode::OK);
    assert!(csv.bytes.starts_with(b"\xEF\xBB\xBF"), "with its mark");
    let mut lines = csv.text.trim_start_matches('\u{feff}').split("\r\n");
    let head = cells(lines.next().unwrap_or(""));
    let row = lines.next().unwrap_or("");
    assert_eq!(lines.next(), Some(""), "one child, one line");
    let at = |name: &str| head.iter().position(|known| *known == name).unwrap_or(usize::MAX);
    let cells = cells(row);
    assert_eq!(cells.get(at("entry")), Some(&"41"));
    assert_eq!(cells.get(at("year")), Some(&"2026"));
    assert_eq!(cells.get(at("district_km")), Some(&"វាលវែង"));
    assert_eq!(cells.get(at("province_km")), Some(&"ពោធិ៍សាត់"));
    assert_eq!(cells.get(at("birth")), Some(&"2024-01-05"));
    assert_eq!(cells.get(at("nationality")), Some(&NATIONALITY));
    assert!(row.contains("'@SUM(1)"), "{row}");
    assert!(row.contains("'=HYPERLINK"), "{row}");
    assert!(!row.chars().any(|c| ('០'..='៩').contains(&c)), "digits are ASCII");
    let journal = journal(&kit).await;
    assert!(journal.text.contains("1 child, All of the event"), "counts only");
    assert!(!journal.text.contains("HYPERLINK"));
}

#[tokio::test]
async fn the_copy_sheet_is_a_paper_and_its_making_is_written_down() {
    let kit = Kit::start().await;
    let (mut officer, _, _) = decided(&kit).await;
    let sheet = officer.post("/register/sheet", &[("which", "open")]).await;
    assert!(sheet.bytes.starts_with(b"%PDF-1.7"));
    let journal = journal(&kit).await;
    assert!(journal.text.contains("2 children, Not yet copied"));
    let refused = kit.signed_in("Helper").await.post("/register/sheet", &[("which", "open")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nationality_stands_in_the_register_copy_and_nowhere_else() {
    let kit = Kit::start().await;
    let (mut officer, first, _) = decided(&kit).await;
    let register = officer.get("/register").await;
    assert!(register.text.contains(NATIONALITY), "here it must stand");
    let family = family_of(&mut officer, &first).await;
    // A corrected nationality is kept, but not told on the family's page.
    let form = officer.get(&format!("/desk/family/{family}/correct")).await;
    let version = attribute(&form.text, "name=\"version\" value").unwrap_or_else(|| "1".to_owned());
    let version = if version.is_empty() { "1".to_owned() } else { version };
    let mut all: Vec<(&str, &str)> = family_pairs();
    all.push(("version", &version));
    all.push(("own_nationality_words", "សញ្ញាថ្មីណាស់"));
    let corrected = officer.post(&format!("/desk/family/{family}/correct"), &all).await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "the correction was made");
    let issued = officer.post(&format!("/desk/child/{first}/receipt"), &[]).await;
    let receipt = issued.location().to_owned();
    let mut admin = kit.signed_in("Admin").await;
    let mut seen = 0;
    for path in [
        "/", "/poster", "/board", "/event", "/staff", "/keys", "/backup", "/journal", "/check",
        "/papers", "/entry",
    ] {
        let page = admin.get(path).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        silent(&page, path);
        seen += 1;
    }
    let family_page = format!("/desk/family/{family}");
    for path in [
        "/desk",
        &family_page,
        "/receipts",
        &receipt,
        "/collect",
        &format!("/collect/child/{first}"),
        "/collect/ready",
        "/search",
        "/papers",
    ] {
        let page = officer.get(path).await;
        assert!(page.status.is_success(), "{path}: {}", page.status);
        silent(&page, path);
        seen += 1;
    }
    for path in ["/search", "/collect/find"] {
        silent(&officer.post(path, &[("q", "ដារា")]).await, path);
        seen += 1;
    }
    assert_eq!(seen, 22);
    let open = kit.open();
    let issue = outreach_kit::domain::ids::IssueId::parse(receipt.trim_start_matches("/receipts/"));
    let Ok(issue) = issue else { panic!("no receipt") };
    let issue =
        open.store.read(move |conn| outreach_kit::store::receipts::by_id(conn, issue)).await;
    let Ok(Some(issue)) = issue else { panic!("no receipt") };
    let paper = outreach_kit::acts::paper(&issue, &outreach_kit::acts::Printed::First);
    for sheet in [
        outreach_kit::papers::receipt::Sheet::A5,
        outreach_kit::papers::receipt::Sheet::A4WithCounterfoil,
    ] {
        for page in outreach_kit::papers::receipt::pages(&paper, sheet) {
            let text: String = page
                .items
                .iter()
                .filter_map(|item| match item {
                    outreach_kit::typeset::layout::Item::Text(run) => Some(run.text.as_str()),
                    _ => None,
                })
                .collect();
            assert!(text.contains("ដារា") || text.len() > 100, "the paper was read");
            assert!(!text.contains("សញ្ជាតិ") && !text.contains(NATIONALITY));
        }
    }
}

fn family_pairs() -> Vec<(&'static str, &'static str)> {
    family()
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .filter(|(name, _)| *name != "own_nationality_words")
        .collect()
}

fn silent(page: &Page, path: &str) {
    for word in [NATIONALITY, "សញ្ញាថ្មីណាស់", "សញ្ជាតិ", "Nationality"]
    {
        assert!(!page.text.contains(word), "{path} says {word}");
    }
}
