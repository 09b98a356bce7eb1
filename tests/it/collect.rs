//! Months later: the receipt is scanned and the certificate handed over, once.

use axum::http::StatusCode;

use crate::entered::{self, at_desk, enter_first};
use crate::harness::{Browser, Kit, Page, attributes, file, mother_of_two, valued};

pub(crate) fn verdict(page: &Page) -> String {
    valued(&page.text, "data-verdict")
}

/// A child entered in the register, with the code of its receipt.
pub(crate) async fn entered(kit: &Kit) -> (Browser<'_>, String, String) {
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = enter_first(&mut officer, &page).await;
    let preview = officer.post_on(&format!("/desk/child/{child}/receipt"), &[]).await;
    let code = valued(&preview.text, "data-code");
    (officer, child, code)
}

#[tokio::test]
async fn a_certificate_is_handed_to_the_grandmother_once() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = entered(&kit).await;
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    assert_eq!(verdict(&scanned), "not-ready");
    let marked = officer.post("/collect/ready", &[("code", &code)]).await;
    assert_eq!(marked.status, StatusCode::OK, "{}", marked.text);
    let scanned = officer.post("/collect", &[("code", &code.to_lowercase())]).await;
    assert_eq!(verdict(&scanned), "ready");
    assert!(
        scanned.text.contains("ជា សុខុម") || scanned.text.contains("សុខុម"),
        "who may collect is shown"
    );
    let version = valued(&scanned.text, "data-version");
    let taken = [
        ("version", version.as_str()),
        ("code", &code),
        ("taker", "ជា សុខុម"),
        ("relation", "grandmother"),
        ("paper", "certificate"),
    ];
    let page = officer.post_on(&format!("/collect/child/{child}/hand-over"), &taken).await;
    assert_eq!(verdict(&page), "collected");
    let second = officer.post(&format!("/collect/child/{child}/hand-over"), &taken).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    assert_eq!(verdict(&second), "collected");
    assert!(second.text.contains("សុខុម"), "it says to whom");
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    assert_eq!(verdict(&scanned), "collected");
    assert!(scanned.text.contains("២០២៦"), "it says when");
}

#[tokio::test]
async fn without_the_receipt_somebody_vouches() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = entered(&kit).await;
    officer.post("/collect/ready", &[("code", &code)]).await;
    let found = officer.post("/collect/find", &[("q", "ដារា")]).await;
    assert!(found.text.contains(&format!("/collect/child/{child}")));
    let page = officer.get(&format!("/collect/child/{child}")).await;
    let version = valued(&page.text, "data-version");
    let mut taken = vec![
        ("version", version.as_str()),
        ("shown", "nothing"),
        ("fact-mother", "yes"),
        ("fact-village", "yes"),
        ("taker", "ជា សុខុម"),
        ("relation", "grandmother"),
        ("paper", "certificate"),
    ];
    let refused = officer.post(&format!("/collect/child/{child}/hand-over"), &taken).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("ជា សុខុម"), "what was typed is kept");
    taken.extend([
        ("vouched", "ម៉ៅ សារិន"),
        ("standing", "neighbour"),
        ("thumb", "list"),
        ("list", "៣"),
    ]);
    let page = officer.post_on(&format!("/collect/child/{child}/hand-over"), &taken).await;
    assert_eq!(verdict(&page), "collected");
    // Months later somebody comes with the receipt after all: the page says how it left.
    let scanned = officer.post("/collect", &[("code", &code)]).await;
    assert_eq!(verdict(&scanned), "collected");
    for word in ["គ្មានបង្កាន់ដៃ", "ម៉ៅ សារិន", "អ្នកជិតខាង", "តារាងលេខ ៣"]
    {
        assert!(scanned.text.contains(word), "{word}");
    }
}

#[tokio::test]
async fn without_a_receipt_each_thing_that_lacks_is_asked_and_nothing_is_handed_over() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = entered(&kit).await;
    officer.post("/collect/ready", &[("code", &code)]).await;
    let path = format!("/collect/child/{child}/hand-over");
    let page = officer.get(&format!("/collect/child/{child}")).await;
    let version = valued(&page.text, "data-version");
    let who = [("version", version.as_str()), ("taker", "ជា សុខុម"), ("relation", "grandmother")];
    let tries: [&[(&str, &str)]; 6] = [
        &[],
        &[("shown", "nothing"), ("fact-mother", "yes")],
        &[("shown", "worn"), ("number", "3-00999"), ("fact-mother", "yes")],
        &[("shown", "worn"), ("number", "3-00001")],
        // A fact that the register does not know counts for nothing: the reporter is the mother herself.
        &[
            ("shown", "nothing"),
            ("fact-mother", "yes"),
            ("fact-reporter", "yes"),
            ("vouched", "ម៉ៅ"),
        ],
        &[
            ("shown", "nothing"),
            ("fact-mother", "yes"),
            ("fact-phone", "yes"),
            ("vouched", "ម៉ៅ"),
            ("standing", "teacher"),
            ("thumb", "list"),
            ("list", "soon"),
        ],
    ];
    for said in tries {
        let refused = officer.post(&path, &[&who[..], said].concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{said:?}");
        assert_eq!(verdict(&refused), "ready", "{said:?}");
    }
    // A wet receipt: its number and one right answer are enough.
    let worn = [("shown", "worn"), ("number", "៣-០០០០១"), ("fact-birth", "yes")];
    let page = officer.post_on(&path, &[&who[..], &worn].concat()).await;
    assert_eq!(verdict(&page), "collected");
}

#[tokio::test]
async fn the_number_of_a_worn_receipt_finds_the_child() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = entered(&kit).await;
    officer.post("/collect/ready", &[("code", &code)]).await;
    let link = format!("/collect/child/{child}?number=3-00001");
    for typed in ["3-00001", "៣-០០០០១"] {
        let page = officer.post("/collect", &[("code", typed)]).await;
        assert!(page.text.contains(&link), "{typed}");
    }
    for (typed, found) in [
        ("3-00001 ដារា", true),
        ("3-00001 ២០២៤", true),
        ("3-00001 ស្រីពៅ", false),
        ("3-00002", false),
    ] {
        let page = officer.post("/collect/find", &[("q", typed)]).await;
        assert_eq!(page.text.contains(&link), found, "{typed}");
    }
    let page = officer.get(&link).await;
    assert!(page.text.contains("value=\"3-00001\""), "the number stands ready");
}

#[tokio::test]
async fn a_lost_receipt_is_found_by_what_the_family_remembers() {
    let kit = Kit::start().await;
    let (mut officer, child, _) = entered(&kit).await;
    let link = format!("/collect/child/{child}");
    for typed in [
        "១",           // the waiting number, in Khmer digits
        "០១២ ៣៤៥ ៦៧៨", // the phone
        "ដា",          // a part of the name
        "មុំ",           // a part of the mother's
        "ក្រពើពីរ",      // the village
        "ដារា ក្រពើពីរ", // a name and the village
        "SOK DARA",    // as a scan box types it
    ] {
        for (path, name) in [("/collect/find", "q"), ("/collect", "code")] {
            let page = officer.post(path, &[(name, typed)]).await;
            assert_eq!(page.status, StatusCode::OK, "{path} {typed}");
            assert!(page.text.contains(&link), "{path} {typed}");
        }
    }
    // What is neither says what to do next, and a code of somebody else's is no search.
    let none = officer.post("/collect/find", &[("q", "វិច្ឆិកា")]).await;
    assert!(none.text.contains("ឈ្មោះម្ដាយ ឬភូមិ"), "{}", none.text);
    let foreign = officer.post("/collect", &[("code", "https://dara.example/?sok=dara")]).await;
    assert_eq!(verdict(&foreign), "not-ours");
    assert_eq!(officer.post("/collect/find", &[("q", " ")]).await.location(), "/collect");
}

#[tokio::test]
async fn of_another_events_receipt_the_page_says_what_is_known() {
    let kit = Kit::start().await;
    let (mut officer, ..) = entered(&kit).await;
    let other = Kit::start().await;
    let (_, _, foreign) = entered(&other).await;
    let page = officer.post("/collect", &[("code", &foreign)]).await;
    let event = foreign.get(3..7).unwrap_or_default();
    assert!(page.text.contains(event), "the event's code");
    assert!(page.text.contains("លេខ ៣ លេខ ១"), "laptop and number");
}

#[tokio::test]
async fn brothers_and_sisters_are_shown_with_their_pictures() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = entered(&kit).await;
    let page = officer.post("/collect", &[("code", &code)]).await;
    let pictures = attributes(&page.text, "data-picture");
    assert_eq!(pictures.len(), 2, "the child's own and its sister's");
    assert_ne!(pictures.first(), pictures.last());
    let ticket = kit.phone().get("/board").await;
    assert!(attributes(&ticket.text, "data-picture").is_empty(), "the board shows numbers only");
    assert!(page.text.contains(&child));
}

#[tokio::test]
async fn a_hand_over_is_taken_back_and_made_again() {
    let kit = Kit::start().await;
    let (mut officer, child, code) = entered(&kit).await;
    officer.post("/collect/ready", &[("code", &code)]).await;
    for _ in 0..2 {
        let page = officer.get(&format!("/collect/child/{child}")).await;
        let version = valued(&page.text, "data-version");
        let taken = [
            ("version", version.as_str()),
            ("code", &code),
            ("taker", "សុខ"),
            ("relation", "mother"),
        ];
        let page = officer.post_on(&format!("/collect/child/{child}/hand-over"), &taken).await;
        assert_eq!(verdict(&page), "collected");
        let version = valued(&page.text, "data-version");
        let page = officer
            .post_on(&format!("/collect/child/{child}/undo"), &[("version", &version)])
            .await;
        assert_eq!(verdict(&page), "ready");
    }
}

#[tokio::test]
async fn damaged_foreign_and_unknown_codes_are_told_apart() {
    let kit = Kit::start().await;
    let (mut officer, _, code) = entered(&kit).await;
    // One wrong character is mended.
    let mut one: Vec<char> = code.chars().collect();
    if let Some(last) = one.last_mut() {
        *last = if *last == '7' { '8' } else { '7' };
    }
    let one: String = one.into_iter().collect();
    assert_eq!(
        verdict(&officer.post("/collect", &[("code", &one)]).await),
        "not-ready",
        "mended, and it is this child"
    );
    let mut three: Vec<char> = code.chars().collect();
    for at in [14, 17, 20] {
        if let Some(character) = three.get_mut(at) {
            *character = if *character == '7' { '8' } else { '7' };
        }
    }
    let three: String = three.into_iter().collect();
    assert_eq!(verdict(&officer.post("/collect", &[("code", &three)]).await), "damaged");
    for rubbish in [
        "hello",
        "javascript:alert(1)",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "\u{202e}KB1",
        "ហហហ",
    ] {
        let page = officer.post("/collect", &[("code", rubbish)]).await;
        assert_eq!(verdict(&page), "not-ours", "{rubbish}");
        assert!(!page.text.contains("<script>alert"), "{rubbish}");
    }
    let other = Kit::start().await;
    let (_, _, foreign) = entered(&other).await;
    assert_eq!(verdict(&officer.post("/collect", &[("code", &foreign)]).await), "other-event");
    for text in [one, three] {
        let page = officer.post("/collect", &[("code", &text)]).await.text.to_lowercase();
        assert!(!page.contains("forged") && !page.contains("fake"));
    }
}

#[tokio::test]
async fn a_photo_of_the_receipt_is_read_here() {
    let kit = Kit::start().await;
    let (mut officer, _, code) = entered(&kit).await;
    let picture = qr_picture(&code);
    let page = officer.upload("/collect/photo", &[], ("photo", &picture)).await;
    assert_eq!(verdict(&page), "not-ready", "{}", page.status);
    let nothing = officer.upload("/collect/photo", &[], ("photo", b"no picture")).await;
    assert_eq!(verdict(&nothing), "not-ours");
}

/// The code as a camera would see it: dark squares on light paper.
fn qr_picture(code: &str) -> Vec<u8> {
    let symbol = qrcode::QrCode::with_version(code, qrcode::Version::Normal(2), qrcode::EcLevel::Q);
    let Ok(symbol) = symbol else { return Vec::new() };
    let modules = symbol.to_colors();
    let (width, scale, quiet) = (symbol.width(), 8, 4);
    let side = u32::try_from((width + 2 * quiet) * scale).unwrap_or(0);
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let module = |at: u32| (at as usize / scale).checked_sub(quiet).filter(|at| *at < width);
        let dark = module(x)
            .zip(module(y))
            .is_some_and(|(x, y)| modules.get(y * width + x) == Some(&qrcode::Color::Dark));
        image::Luma([if dark { 20 } else { 235 }])
    });
    let mut bytes = Vec::new();
    let written = picture.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png);
    assert!(written.is_ok());
    bytes
}

#[tokio::test]
async fn a_certificate_written_on_the_spot_is_one_step() {
    let kit = Kit::start().await;
    let (mut officer, page) = at_desk(&kit).await;
    let (child, version) = entered::child(&page, 0);
    let at_once = [
        ("step", "enter_and_hand_over"),
        ("book", "3"),
        ("year", "2026"),
        ("number", "7"),
        ("taker", "ជា ស្រីមុំ"),
        ("relation", "mother"),
        ("paper", "certificate"),
        ("version", &version),
    ];
    let page = officer.post_on(&format!("/desk/child/{child}/decide"), &at_once).await;
    assert_eq!(attributes(&page.text, "data-state").first().map(String::as_str), Some("collected"));
}
