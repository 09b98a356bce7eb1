//! What was typed stays: in the page of a kit that is locked or wants a name first, in a correction that came too
//! late; and a family on its way is not forgotten for the next.

use axum::http::StatusCode;

use crate::harness::{
    Browser, Kit, PASSPHRASE, PIN, Page, attribute, attributes, behind, file, fill, mother_of_two,
    valued,
};

/// The hidden fields of the form that sends the words again.
pub(crate) fn kept(page: &Page) -> Vec<(String, String)> {
    let form = behind(&page.text, "data-kept");
    let form = form.split("</form>").next().unwrap_or_default();
    let plain =
        |text: String| text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"");
    let fields = attributes(form, "name").into_iter().zip(attributes(form, "value"));
    fields.map(|(name, value)| (name, plain(value))).collect()
}

pub(crate) async fn send_again(browser: &mut Browser<'_>, path: &str, page: &Page) -> Page {
    let fields = kept(page);
    let pairs: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &pairs).await
}

/// Nothing on such a page may throw the words away by itself.
fn stays(page: &Page) {
    for gone in ["http-equiv", "data-live", "data-wait", "kit.js", "<script"] {
        assert!(!page.text.contains(gone), "{gone}");
    }
    let kept = page.headers.get("cache-control").map(axum::http::HeaderValue::as_bytes);
    assert_eq!(kept, Some(&b"no-store"[..]));
    let first = behind(&page.text, "<main");
    assert!(!first.split("<button").next().unwrap_or_default().contains("<a "), "first by Tab");
}

#[tokio::test]
async fn words_sent_to_a_locked_kit_wait_in_the_page() {
    let kit = Kit::start().await;
    let mut phone = kit.phone();
    phone.post_on("/start", &[]).await;
    fill(&mut phone, &mother_of_two()[..6]).await;
    let cookies = phone.cookies.clone();
    let kit = kit.restart();
    let mut phone = kit.phone();
    phone.cookies = cookies;
    let typed = [
        ("c1_khmer_family", "សុខ"),
        ("c1_khmer_given", "ដារា"),
        ("c1_latin_given", "<script>\"DARA\""),
        ("odd", "\"><script>"),
    ];
    let page = phone.post("/form/c1-name", &typed).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    stays(&page);
    let held = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(kept(&page), held);
    // Sent again too early they are still there; a page that was only asked for tries by itself, as ever.
    assert_eq!(kept(&send_again(&mut phone, "/form/c1-name", &page).await), held);
    assert!(phone.get("/form/c1-name").await.text.contains("data-wait"));
    kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let named = send_again(&mut phone, "/form/c1-name", &page).await;
    assert_eq!(named.status, StatusCode::UNPROCESSABLE_ENTITY, "signs in a name");
    assert!(named.text.contains("value=\"ដារា\""));
}

#[tokio::test]
async fn a_photo_sent_to_a_locked_kit_has_to_be_chosen_again() {
    let kit = Kit::start().await.restart();
    let page = kit.phone().upload("/photos", &[("paper", "family_book")], ("photo", b"x")).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(!page.text.contains("data-kept") && !page.text.contains("data-wait"));
    assert!(page.text.contains("រូបថតមិនទាន់បានទទួល"));
}

/// An officer with a family at the desk: the address of the first child's name, and the family's version.
async fn at_desk(kit: &Kit) -> (Browser<'_>, String, String) {
    file(&mut kit.phone(), &mother_of_two()).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let page = officer.seat_next().await;
    let child = valued(&page.text, "data-child");
    let version = valued(&page.text, "data-family-version");
    (officer, format!("/desk/child/{child}/name"), version)
}

#[tokio::test]
async fn words_of_the_desk_wait_while_the_kit_is_locked() {
    let kit = Kit::start().await;
    let (officer, path, version) = at_desk(&kit).await;
    let cookies = officer.cookies.clone();
    let kit = kit.restart();
    let mut officer = kit.laptop();
    officer.cookies = cookies;
    let typed = [("version", version.as_str()), ("c1_khmer_given", "ដារ៉ា")];
    let page = officer.post(&path, &typed).await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    stays(&page);
    assert!(page.text.contains("href=\"/unlock\""));
    // A secret goes into no page.
    let secret = [("holder", "x"), ("new", "quite a long new secret"), ("current", PASSPHRASE)];
    assert_eq!(officer.post("/keys/add", &secret).await.location(), "/unlock");
    officer.post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    let saved = send_again(&mut officer, &path, &page).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let page = officer.get(saved.location().split('#').next().unwrap_or_default()).await;
    assert!(page.text.contains("ដារ៉ា"));
}

#[tokio::test]
async fn words_wait_while_somebody_signs_in_again() {
    let kit = Kit::start().await;
    let (mut officer, path, version) = at_desk(&kit).await;
    officer.clone().post("/sign-out", &[]).await;
    let typed = [("version", version.as_str()), ("c1_khmer_given", "ដារ៉ា")];
    let page = officer.post(&path, &typed).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    stays(&page);
    assert!(page.text.contains("href=\"/sign-in\""));
    assert_eq!(officer.get("/desk").await.location(), "/sign-in", "a page without words");
    let again = kit.signed_in("Officer One").await;
    officer.cookies.clone_from(&again.cookies);
    assert_eq!(send_again(&mut officer, &path, &page).await.status, StatusCode::SEE_OTHER);
    let pin = [("name", "x"), ("pin", PIN)];
    assert_eq!(kit.laptop().post("/staff", &pin).await.location(), "/sign-in");
}

#[tokio::test]
async fn a_name_that_came_too_late_stands_beside_the_one_that_was_faster() {
    let kit = Kit::start().await;
    let (mut officer, path, version) = at_desk(&kit).await;
    let other = [("version", version.as_str()), ("c1_khmer_given", "បូណា")];
    assert_eq!(officer.post(&path, &other).await.status, StatusCode::SEE_OTHER);
    let mine = [
        ("version", version.as_str()),
        ("c1_khmer_family", "សុខ"),
        ("c1_khmer_given", "ដារ៉ា"),
        ("c1_latin_given", ""),
    ];
    let late = officer.post(&path, &mine).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let card = behind(&late.text, "<article");
    let boxes = card.split("<details class=\"correct\"").nth(1).unwrap_or_default();
    assert!(card.split("<details class=\"correct\"").next().unwrap_or_default().contains("បូណា"));
    assert!(boxes.split('>').next().unwrap_or_default().contains(" open"), "the boxes are open");
    assert!(boxes.contains("name=\"c1_khmer_given\" value=\"ដារ៉ា\""));
    assert!(boxes.contains("name=\"c1_latin_given\" value=\"\""), "emptied is typed, too");
    // Saved once more, having seen both, it is kept.
    let now = valued(boxes, "value");
    let again = [("version", now.as_str()), ("c1_khmer_given", "ដារ៉ា")];
    assert_eq!(officer.post(&path, &again).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn two_windows_of_a_desk_call_two_families_only_when_that_is_meant() {
    let kit = Kit::start().await;
    for _ in 0..3 {
        file(&mut kit.phone(), &mother_of_two()).await;
    }
    let mut officer = kit.officer("Officer One", "1").await;
    let known = |page: &Page| {
        let form = behind(&page.text, "action=\"/desk/next\"");
        valued(form, "value")
    };
    let called = |page: &Page| page.text.matches("data-way").count();
    let window = known(&officer.get("/desk").await);
    assert_eq!(window, "", "nobody is on the way");
    let first = officer.post_on("/desk/next", &[("on_the_way", &window)]).await;
    assert_eq!(known(&first), "1");
    let asked = officer.post("/desk/next", &[("on_the_way", &window)]).await;
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert_eq!(called(&asked), 1);
    // At another desk that is no question, and here yes is one press.
    let mut other = kit.officer("Officer Two", "2").await;
    let elsewhere = other.post("/desk/next", &[("on_the_way", "")]).await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER);
    let notice = behind(&asked.text, "data-way");
    assert!(
        notice.contains("១") && notice.contains("២"),
        "who is on the way, and who would be next"
    );
    let yes = attribute(notice.split("name=\"on_the_way\"").nth(1).unwrap_or_default(), "value");
    let yes = officer.post("/desk/next", &[("on_the_way", &yes.unwrap_or_default())]).await;
    assert_eq!(yes.status, StatusCode::SEE_OTHER);
    // Once those called sit there is nothing to ask.
    for ticket in ["1", "3"] {
        officer.post(&format!("/desk/ticket/{ticket}/seat"), &[]).await;
    }
    let nobody = officer.post("/desk/next", &[("on_the_way", "")]).await;
    assert_eq!(nobody.location(), "/desk?nobody=1");
}
