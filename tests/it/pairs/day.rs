//! A day that is the same in both kits of a pair but for what nobody else may know.

use std::collections::BTreeMap;
use std::path::Path;

use axum::http::StatusCode;

use crate::days::open_day;
use crate::faults::copy_all;
use crate::harness::{
    Browser, FOCAL, Kit, PASSPHRASE, Patience, attribute, founding, looked, mother_of_two,
};
use crate::room::{act, children};

/// A mother who is old enough whatever the pair is about; her first child is nobody's double, her second is.
const DOUBLE: [(&str, &str); 5] = [
    ("own_birth_year", "1988"),
    ("c1_khmer_given", "វិបុល"),
    ("c1_latin_given", "VIBOL"),
    ("c1_birth_year", "២០១៩"),
    ("c1_birth_month", "មិថុនា"),
];

/// A family like no other.
const OTHERS: [(&str, &str); 16] = [
    ("own_birth_year", "1988"),
    ("khmer_family", "ង៉ែត"),
    ("khmer_given", "សុភា"),
    ("latin_family", "NGET"),
    ("latin_given", "SOPHEA"),
    ("c1_khmer_family", "លឹម"),
    ("c1_latin_family", "LIM"),
    ("c1_khmer_given", "រតនា"),
    ("c1_latin_given", "RATANA"),
    ("c1_birth_year", "២០២២"),
    ("c1_birth_month", "កញ្ញា"),
    ("c2_khmer_family", "លឹម"),
    ("c2_khmer_given", "ពិសិដ្ឋ"),
    ("c2_latin_given", "PISETH"),
    ("c2_birth_year", "2014"),
    ("c2_sex", "male"),
];

/// The form of the story with some answers replaced.
pub(crate) fn form(replaced: &[(&'static str, &'static str)]) -> Form {
    let mut form = mother_of_two();
    for (field, value) in replaced {
        let known = form.iter_mut().flat_map(|(_, fields)| fields);
        let (_, stands) = known.into_iter().find(|(name, _)| name == field).unwrap();
        *stands = value;
    }
    form
}

/// A form: its pages with their fields.
pub(crate) type Form = Vec<(&'static str, Vec<(&'static str, &'static str)>)>;

/// One of two families that nobody else may tell apart.
pub(crate) struct Twin {
    /// What it says on its form.
    pub(crate) form: Form,
    /// How its own words show on pages, each with the name under which they are compared.
    pub(crate) own: &'static [(&'static str, &'static str)],
    /// Whether officer and helper tell the focal something; otherwise they press the button as often.
    pub(crate) is_told: bool,
    /// What the focal writes down about its first child.
    pub(crate) noted: &'static [&'static [(&'static str, &'static str)]],
}

/// Everybody who can get something, by name; nobody has none.
pub(crate) const PEOPLE: [&str; 6] = ["", "phone", "Helper", "Officer One", "Officer Two", "Admin"];

/// A kit that was founded and opened for the day, closed again: what two kits of a pair begin with.
pub(crate) async fn founded() -> tempfile::TempDir {
    let kit = Kit::start_with(founding(true)).await;
    open_day(&mut kit.signed_in("Admin").await, &[("forms", "500")]).await;
    // The day's first backup is made beside the answer; a copy taken meanwhile would lack it.
    let patience = Patience::with("the day's first backup");
    while kit.open().backup_state().last_good.is_none() {
        let trouble = kit.open().backup_state().trouble;
        assert!(trouble.is_none(), "the day's first backup failed: {trouble:?}");
        patience.wait().await;
    }
    let Kit { folder, .. } = kit;
    folder
}

/// A copy of a closed kit, opened.
pub(crate) async fn copy_of(folder: &Path) -> Kit {
    let copy = tempfile::tempdir().unwrap();
    copy_all(folder, copy.path());
    let kit = Kit::over(copy);
    let opened = kit.laptop().post("/unlock", &[("passphrase", PASSPHRASE)]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    kit
}

/// What the people of a played day hold in their hands.
pub(crate) struct Played<'a> {
    /// By the names of [`PEOPLE`].
    pub(crate) people: Vec<(&'static str, Browser<'a>)>,
    /// The ticket pages of the families' phones, in the order in which they came.
    pub(crate) tickets: Vec<String>,
    /// How often pages that follow the line were told to look again while something was told.
    pub(crate) told_to_look: usize,
}

/// What is left of a played day when its kit is closed: cookies by name, and the ticket pages.
pub(crate) struct Over(Vec<(&'static str, BTreeMap<String, String>)>, Vec<String>);

impl<'a> Played<'a> {
    /// Ends the day, so that the kit can be closed.
    pub(crate) fn over(self) -> Over {
        let people = self.people.into_iter().map(|(name, browser)| (name, browser.cookies));
        Over(people.collect(), self.tickets)
    }

    /// The same people at a kit that was opened again.
    pub(crate) fn again(kit: &'a Kit, Over(cookies, tickets): Over) -> Self {
        let people = cookies.into_iter().map(|(name, cookies)| {
            let mut browser = if name == "phone" { kit.phone() } else { kit.laptop() };
            browser.cookies = cookies;
            (name, browser)
        });
        Self { people: people.collect(), tickets, told_to_look: 0 }
    }

    /// Somebody's browser.
    pub(crate) fn of(&mut self, name: &str) -> &mut Browser<'a> {
        self.people
            .iter_mut()
            .find(|(known, _)| *known == name)
            .map(|(_, browser)| browser)
            .unwrap()
    }
}

/// Plays the day of a twin among two plain families.
pub(crate) async fn play<'a>(kit: &'a Kit, twin: &Twin) -> Played<'a> {
    let mut phone = kit.phone();
    let picture = include_bytes!("../../pictures/board.png");
    phone.post_on("/start", &[]).await;
    phone.upload("/photos", &[("paper", "family_book")], ("photo", picture)).await;
    crate::harness::fill(&mut phone, &twin.form).await;
    let sent = phone.post("/send", &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let mut tickets = vec![sent.location().to_owned()];
    for others in [form(&DOUBLE), form(&OTHERS)] {
        tickets.push(crate::harness::file(&mut kit.phone(), &others).await);
    }
    let mut one = kit.officer("Officer One", "1").await;
    let mut helper = kit.signed_in("Helper").await;
    let page = one.seat_next().await;
    let family = attribute(&page.text, "data-family").unwrap();
    let mut lines = [phone.clone(), helper.clone(), one.clone()];
    let mut live = Vec::new();
    for (browser, path) in lines.iter_mut().zip(["/board/live", "/desk/live", "/board/live"]) {
        live.push(super::live::Live::open(browser, path).await);
    }
    tell(&mut one, &mut helper, &family, twin.is_told).await;
    let told_to_look = live.iter_mut().map(super::live::Live::times).sum();
    work_through(&mut one, &page.text).await;
    follow(kit, twin).await;
    let mut two = kit.officer("Officer Two", "2").await;
    two.seat_next().await;
    let people = vec![
        ("", kit.laptop()),
        ("phone", phone),
        ("Helper", helper),
        ("Officer One", one),
        ("Officer Two", two),
        ("Admin", kit.signed_in("Admin").await),
    ];
    Played { people, tickets, told_to_look }
}

/// Three rings: two by the officer, one by the helper; and what is told beside them without one.
async fn tell(one: &mut Browser<'_>, helper: &mut Browser<'_>, family: &str, is_told: bool) {
    if !is_told {
        for _ in 0..2 {
            assert_eq!(one.post("/call", &[]).await.status, StatusCode::OK);
        }
        assert_eq!(helper.post("/call", &[]).await.status, StatusCode::OK);
        return;
    }
    let about = [("family", family), ("child", "all")];
    let signs = ["hurt_or_ill", "alone", "relation_unclear", "asked_for_help"];
    let mut seen: Vec<_> = signs.into_iter().map(|sign| ("sign", sign)).collect();
    seen.extend(about);
    seen.push(("here", "yes"));
    assert_eq!(one.post("/tell", &seen).await.status, StatusCode::OK);
    let told = [about.as_slice(), &[("disclosed", "yes"), ("safe", "no")]].concat();
    let noted = one.post("/tell", &told).await;
    assert_eq!(noted.status, StatusCode::OK);
    let note = attribute(noted.text.split("name=\"note\"").nth(1).unwrap(), "value").unwrap();
    let wrong = [about.as_slice(), &[("note", note.as_str())]].concat();
    assert_eq!(one.post("/tell/other", &wrong).await.status, StatusCode::OK);
    let worry = [about.as_slice(), &[("sign", "worry"), ("sign", "kept_from_speaking")]].concat();
    assert_eq!(one.post("/tell", &worry).await.status, StatusCode::OK);
    let alone = [about.as_slice(), &[("sign", "alone")]].concat();
    assert_eq!(helper.post("/tell", &alone).await.status, StatusCode::OK);
}

/// The officer enters the first child, gives every child a receipt, and the certificate is made ready.
async fn work_through(one: &mut Browser<'_>, page: &str) {
    let family = attribute(page, "data-family").unwrap();
    let seated = one.get(&format!("/desk/family/{family}")).await;
    let mut all: Vec<String> = seated
        .text
        .split("<article")
        .skip(1)
        .filter_map(|card| attribute(card, "data-child"))
        .collect();
    all.dedup();
    for (at, child) in all.iter().enumerate() {
        let page = one.get(&format!("/desk/family/{family}")).await;
        let asking =
            page.text.split(&format!("action=\"/desk/child/{child}/decide\"")).nth(1).unwrap();
        let asking = asking.split("</form>").next().unwrap();
        let version = attribute(asking.split("name=\"version\"").nth(1).unwrap(), "value").unwrap();
        let mut said = vec![("version", version.as_str())];
        if at == 0 {
            said.extend([("step", "enter"), ("book", "3"), ("year", "2026"), ("number", "41")]);
        } else {
            said.extend([("step", "await_papers"), ("missing", "birth_letter")]);
        }
        // Another family has a child of the same name, so that what is said of likely pairs is compared too.
        let same = looked(asking);
        said.extend(same.iter().map(|row| ("looked", row.as_str())));
        let done = one.post(&format!("/desk/child/{child}/decide"), &said).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{child}");
        let given = one.post(&format!("/desk/child/{child}/receipt"), &[]).await;
        assert_eq!(given.status, StatusCode::SEE_OTHER, "{child}");
    }
    let child = &all[0];
    let ready = one.post("/collect/ready", &[("child", child)]).await;
    assert!(!ready.status.is_server_error() && ready.status != StatusCode::NOT_FOUND);
    one.post("/collect/lists", &[("which", "all")]).await;
    let ticket = attribute(page, "data-ticket").unwrap();
    one.post_on(&format!("/desk/ticket/{ticket}/finish"), &[]).await;
}

/// The focal opens the room in both kits, and writes down what is to be written.
async fn follow(kit: &Kit, twin: &Twin) {
    let mut focal = kit.signed_in("Focal").await;
    let opened = focal.post("/room", &[("passphrase", FOCAL)]).await;
    assert_eq!(opened.location(), "/room");
    let child = children(kit).await[0].1;
    let path = format!("/room/child/{child}");
    focal.post(&path, &[("do", "view"), ("view_for", "support")]).await;
    for fields in twin.noted {
        let answer = act(&mut focal, child, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text);
    }
    for way in ["/room", "/room/due", "/room/views"] {
        assert_eq!(focal.get(way).await.status, StatusCode::OK, "{way}");
    }
    focal.post("/room/lock", &[]).await;
}
