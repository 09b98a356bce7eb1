//! Records for Primero and `OSCaR`, sent to a stand-in server that keeps the documented rules.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a server that cannot be set up should stop the test"
)]

use std::collections::BTreeMap;
use std::time::Duration;

use outreach_kit::acts::export::{self, For, Sealing, Sorted};
use outreach_kit::acts::referral::Referrer;
use outreach_kit::domain::safeguarding::{
    Agreed, Held, Help, Level, LivesWith, Referral, Support, Vital, What,
};
use outreach_kit::exchange::bundle;
use outreach_kit::exchange::oscar;
use outreach_kit::exchange::primero::profile::Profile;
use outreach_kit::exchange::primero::send::{self, Fate, Lost, Reply, Sent, Stopped, Wire};
use outreach_kit::exchange::primero::target::Misfit;
use outreach_kit::exchange::primero::wire::Server;
use outreach_kit::papers::referral::{self, Fact};
use outreach_kit::papers::sheet;
use outreach_kit::seal::Cost;
use outreach_kit::seal::parcel::{self, Opener};
use outreach_kit::store::StoreError;
use outreach_kit::store::families;
use serde_json::{Value, json};

use crate::hand_over::{agreed, level, note, there, unlocked};
use crate::harness::{FOCAL, Kit, file, mother_of_two, now};
use crate::stand_in::{PASSWORD, StandIn, USER};

const CORE: &str = "primero-core-2.15";
const MOSVY: &str = "mosvy-kh";
const WORDS: &str = "seven quiet boats at noon";

/// A wire that waits for nothing and remembers how long it should have.
struct Quick {
    server: Server,
    waited: Vec<Duration>,
}

impl Wire for Quick {
    fn get(&mut self, path: &str) -> Result<Reply, Lost> {
        self.server.get(path)
    }

    fn post(&mut self, path: &str, body: &[u8]) -> Result<Reply, Lost> {
        self.server.post(path, body)
    }

    fn wait(&mut self, time: Duration) {
        self.waited.push(time);
    }
}

/// A family whose first child is at a confirmed level and shared, and whose second is not confirmed.
async fn kit() -> Kit {
    let kit = Kit::start().await;
    file(&mut kit.phone(), &mother_of_two()).await;
    let family = there(&kit).await.1[0];
    note(&kit, family, Some(0), level(Level::Medium)).await;
    for to in [Agreed::CaseManagement, Agreed::ShareMinistry] {
        note(&kit, family, Some(0), agreed(to, true)).await;
    }
    let lives = Support { lives_with: Some(LivesWith::Relative), ..Support::default() };
    note(&kit, family, Some(0), What::Support(lives)).await;
    kit
}

/// For whom, so that it can go to the reader's thread.
#[derive(Clone)]
enum To {
    Primero(&'static str),
    Oscar(oscar::Referrer),
}

impl To {
    fn whom(&self) -> For<'_> {
        match self {
            Self::Primero(profile) => For::Primero(Profile::by_id(profile).unwrap()),
            Self::Oscar(referrer) => For::Oscar(referrer),
        }
    }
}

/// What leaves and what stays, and the sealed file.
async fn exported(kit: &Kit, to: &To) -> (Sorted, Vec<u8>) {
    let event = there(kit).await.0;
    let (key, to) = (unlocked(kit, event, FOCAL).await, to.clone());
    let store = kit.open().store.clone();
    let read = store.read(move |conn| {
        let to = to.whom();
        let notes = outreach_kit::acts::seal::open_room(conn, event, &key, 0)?.notes;
        let (findings, _) = export::found(conn, event, &notes)?;
        let sorted = export::cases(conn, event, &notes, &findings, &to.needed())?;
        let sealing = Sealing { passphrase: WORDS, others: &[], cost: Cost::test() };
        let made = export::prepare(conn, event, &to, &sorted, &sealing, now()).unwrap();
        Ok((sorted, made.bytes))
    });
    read.await.map_err(|err: StoreError| err.to_string()).unwrap()
}

async fn sorted(kit: &Kit, to: &To) -> Sorted {
    exported(kit, to).await.0
}

/// The records as they come out of the sealed file.
async fn records(kit: &Kit, to: &To) -> Vec<(String, Value)> {
    let opened = parcel::open(&exported(kit, to).await.1, Opener::Typed(WORDS)).unwrap();
    assert!(opened.secret.is_none(), "the event's key never goes with records");
    let contents = bundle::read(&opened.text).unwrap();
    let record = |part: &bundle::Part| {
        let id = part.name.trim_end_matches(".json").to_owned();
        (id, serde_json::from_slice(&part.bytes).unwrap())
    };
    contents.parts.iter().map(record).collect()
}

async fn sent_as(
    target: &StandIn,
    password: &'static str,
    profile: &'static str,
    all: &[(String, Value)],
    done: BTreeMap<String, Fate>,
) -> (Sent, Vec<Duration>) {
    let (base, all) = (target.address(), all.to_vec());
    let work = tokio::task::spawn_blocking(move || {
        let server = Server::new(&base, USER, password).unwrap();
        let mut wire = Quick { server, waited: Vec::new() };
        let profile = Profile::by_id(profile).unwrap();
        (send::send(&mut wire, profile, &all, done, |_, _| {}), wire.waited)
    });
    work.await.unwrap()
}

async fn sent(target: &StandIn, profile: &'static str, all: &[(String, Value)]) -> Sent {
    sent_as(target, PASSWORD, profile, all, BTreeMap::new()).await.0
}

fn primero(profile: &'static str) -> To {
    To::Primero(profile)
}

#[tokio::test]
async fn a_record_is_created_once_however_often_it_is_sent() {
    let kit = kit().await;
    for profile in [CORE, MOSVY] {
        let all = records(&kit, &primero(profile)).await;
        assert_eq!(all.len(), 1, "the child whose level nobody confirmed stays");
        let target = StandIn::start(profile).await;
        let first = sent(&target, profile, &all).await;
        assert_eq!((first.stopped, first.left_out), (None, Vec::new()), "{profile}");
        assert_eq!(first.fates.values().collect::<Vec<_>>(), [&Fate::Created]);
        let again = sent(&target, profile, &records(&kit, &primero(profile)).await).await;
        assert_eq!(again.fates.values().collect::<Vec<_>>(), [&Fate::AlreadyThere]);
        assert_eq!(target.records().len(), 1);
        // A run that knows what an earlier one sent asks nothing of the kind again.
        let before = target.posts();
        sent_as(&target, PASSWORD, profile, &all, first.fates.clone()).await;
        assert_eq!(target.posts(), before);
    }
}

#[tokio::test]
async fn a_record_says_what_was_recorded_and_nothing_else() {
    let kit = kit().await;
    let all = records(&kit, &primero(CORE)).await;
    let data = &all[0].1["data"];
    assert_eq!(data["name_first"], "ដារា (DARA)");
    assert_eq!((&data["sex"], &data["date_of_birth"]), (&json!("male"), &json!("2024-01-05")));
    assert_eq!((&data["age"], &data["estimated"]), (&json!(2), &json!(false)));
    assert_eq!(
        (&data["risk_level"], &data["urgent_protection_concern"]),
        (&json!("medium"), &json!(false))
    );
    assert_eq!(data["consent_for_services"], true);
    assert_eq!(data["consent_reporting"], true);
    for absent in
        ["disclosure_other_orgs", "telephone_current", "owned_by", "case_id", "nationality_current"]
    {
        assert!(data.get(absent).is_none(), "{absent}");
    }
    let text = data["notes_section"][0]["note_text"].as_str().unwrap();
    assert!(text.starts_with("Priority MEDIUM.") && text.contains("Act by 2026-11-24"), "{text}");
    assert!(text.contains("Rules kh-outreach-screening "), "{text}");
    let mosvy = records(&kit, &primero(MOSVY)).await;
    let data = &mosvy[0].1["data"];
    assert_eq!(data["protection_concerns"], json!(["other_02531"]));
    assert_eq!(
        (&data["birth_certificate"], &data["kinship_care"]),
        (&json!(false), &json!("informal_04045"))
    );
    assert!(data.get("other_agency_id").is_none() && data["cpims_id"].is_string());

    let family = there(&kit).await.1[0];
    note(&kit, family, Some(0), agreed(Agreed::SafeToCall, true)).await;
    let safe = records(&kit, &primero(CORE)).await;
    assert_eq!(safe[0].1["data"]["telephone_current"], "012345678");
}

#[tokio::test]
async fn without_consent_only_a_vital_reason_lets_a_record_leave_and_then_no_consent_is_said() {
    let kit = kit().await;
    let family = there(&kit).await.1[0];
    note(&kit, family, Some(0), agreed(Agreed::ShareMinistry, false)).await;
    let kept = sorted(&kit, &primero(CORE)).await;
    assert!(kept.cases.is_empty());
    let why: Vec<Held> = kept.held.iter().map(|(_, held)| *held).collect();
    assert_eq!(why, [Held::NotAgreed, Held::NotConfirmed]);
    let words = "afraid to go home".to_owned();
    let rules = vec![Vital::Protection];
    let vital = Referral { to: "DoSVY".to_owned(), rules, vital: words };
    note(&kit, family, Some(0), What::Referred(vital)).await;
    let all = records(&kit, &primero(CORE)).await;
    let data = &all[0].1["data"];
    for absent in ["consent_for_services", "disclosure_other_orgs", "consent_reporting"] {
        assert!(data.get(absent).is_none(), "{absent}");
    }
    assert_eq!(data["legitimate_basis"], "R01 afraid to go home");
    assert!(data["notes_section"][0]["note_text"].as_str().unwrap().contains("without consent"));
    note(&kit, family, Some(0), level(Level::NoAction)).await;
    assert!(records(&kit, &primero(CORE)).await.is_empty(), "no action is not exported");
}

#[tokio::test]
async fn a_changed_label_stops_everything_before_the_first_record() {
    let all = records(&kit().await, &primero(MOSVY)).await;
    let target = StandIn::start(MOSVY).await;
    target.rename("lookup-protection-concerns", "other_02531", "At risk of trafficking");
    let stopped = sent(&target, MOSVY, &all).await.stopped.unwrap();
    assert!(matches!(stopped, Stopped::Misfit(Misfit::OtherLabel { .. })), "{stopped}");
    let said = stopped.to_string();
    for part in ["other_02531", "At risk of trafficking", "Other", "mosvy-kh"] {
        assert!(said.contains(part), "{said}");
    }
    assert_eq!(target.posts(), 0);
    // Blanks around a label are nothing.
    target.rename("lookup-protection-concerns", "other_02531", " Other  ");
    assert_eq!(sent(&target, MOSVY, &all).await.stopped, None);
}

#[tokio::test]
async fn the_core_profile_does_not_go_to_the_ministry() {
    let all = records(&kit().await, &primero(CORE)).await;
    let target = StandIn::start(MOSVY).await;
    let stopped = sent(&target, CORE, &all).await.stopped;
    assert!(matches!(stopped, Some(Stopped::Misfit(Misfit::NoOption { .. }))), "{stopped:?}");
    assert_eq!(target.posts(), 0);
}

#[tokio::test]
async fn fields_that_the_forms_do_not_list_go_if_they_may_and_stop_it_if_not() {
    let all = records(&kit().await, &primero(CORE)).await;
    let target = StandIn::start(CORE).await;
    target.remove_field("family_details_section");
    target.remove_field("assessment_due_date");
    let through = sent(&target, CORE, &all).await;
    assert_eq!(through.stopped, None);
    assert_eq!(through.left_out, ["assessment_due_date", "family_details_section"]);
    target.remove_field("risk_level");
    let stopped = sent(&target, CORE, &all).await.stopped;
    assert_eq!(stopped, Some(Stopped::Misfit(Misfit::NoField("risk_level".to_owned()))));
}

#[tokio::test]
async fn each_answer_is_taken_for_what_it_means() {
    let all = records(&kit().await, &primero(CORE)).await;
    let target = StandIn::start(CORE).await;
    let wrong = sent_as(&target, "wrong", CORE, &all, BTreeMap::new()).await.0;
    assert_eq!(wrong.stopped, Some(Stopped::SignIn));
    assert_eq!(target.requests(), 1, "the account is locked after six");

    target.answer_posts([403]);
    assert_eq!(sent(&target, CORE, &all).await.stopped, Some(Stopped::Forbidden));

    target.answer_posts([503, 500, 0]);
    let (through, waited) = sent_as(&target, PASSWORD, CORE, &all, BTreeMap::new()).await;
    assert_eq!(
        through.fates.values().collect::<Vec<_>>(),
        [&Fate::AlreadyThere],
        "kept, then cut off"
    );
    assert_eq!(waited.first(), Some(&Duration::from_secs(7)), "as Retry-After says");
    assert!(waited.windows(2).skip(1).all(|pair| pair[0] < pair[1]), "{waited:?}");

    let other = StandIn::start(CORE).await;
    other.answer_posts([500; 6]);
    let gone = sent(&other, CORE, &all).await;
    assert_eq!((gone.stopped, gone.fates.len()), (Some(Stopped::NoAnswer), 0));
    assert_eq!(sent(&other, CORE, &all).await.fates.values().next(), Some(&Fate::Created));

    let mut bad = all.clone();
    bad[0].1["data"]["age"] = json!("two");
    let fresh = StandIn::start(CORE).await;
    let refused = sent(&fresh, CORE, &bad).await;
    assert_eq!(refused.fates.values().next(), Some(&Fate::Refused("/age".to_owned())));
    assert!(fresh.records().is_empty());
}

#[tokio::test]
async fn the_stand_in_refuses_what_the_server_refuses() {
    let all = records(&kit().await, &primero(CORE)).await;
    let target = StandIn::start(CORE).await;
    let good = &all[0].1;
    let changed = |name: &str, value: Value| {
        let mut body = good.clone();
        body["data"][name] = value;
        body
    };
    let without = |name: &str| {
        let mut body = good.clone();
        body["data"].as_object_mut().unwrap().remove(name);
        body
    };
    let upper = good["data"]["id"].as_str().unwrap().to_uppercase();
    for (body, status) in [
        (changed("consent_for_services", Value::Null), 422),
        (changed("hiv_status", json!("x")), 422),
        (changed("owned_by", json!("primero")), 422),
        (changed("date_of_birth", json!("5 January")), 422),
        (changed("id", json!(upper)), 422),
        (without("module_id"), 422),
        (without("id"), 200),
        (good.clone(), 204),
        (good.clone(), 409),
    ] {
        let base = target.address();
        let bytes = serde_json::to_vec(&body).unwrap();
        let posted = tokio::task::spawn_blocking(move || {
            Server::new(&base, USER, PASSWORD).unwrap().post("/api/v2/cases", &bytes)
        });
        assert_eq!(posted.await.unwrap().unwrap().status, status, "{body}");
    }
}

#[tokio::test]
async fn a_record_for_oscar_has_no_null_and_eight_digits() {
    let kit = kit().await;
    let who = oscar::Referrer {
        organisation: "Friends of Children".to_owned(),
        name: "Focal".to_owned(),
        phone: "012345678".to_owned(),
    };
    let to = To::Oscar(who.clone());
    assert!(records(&kit, &to).await.is_empty(), "the organisation was not agreed to");
    let family = there(&kit).await.1[0];
    note(&kit, family, Some(0), agreed(Agreed::ShareOrganisation, true)).await;
    let all = records(&kit, &to).await;
    assert_eq!(all.len(), 1);
    let text = all[0].1.to_string();
    assert!(!text.contains("null"), "{text}");
    let one = &all[0].1["organization"];
    assert_eq!(one["level_of_risk"], "medium");
    assert_eq!(one["services"].as_array().unwrap().len(), 1);
    assert_eq!(one["services"][0]["name"], "Generalist social work / case work");
    let code = one["location_current_village_code"].as_str().unwrap();
    assert!(code.is_empty() || code.len() == 8, "{code}");
    assert_eq!(oscar::level(Level::NoAction), "no action");
    let nobody = oscar::Referrer { phone: String::new(), ..who.clone() };
    let sorted = sorted(&kit, &to).await;
    let refused = oscar::requests(&sorted.cases[0], &nobody);
    assert!(refused.is_err(), "refused there without a phone");
}

#[tokio::test]
async fn an_ordinary_export_says_nothing_of_the_room() {
    let kit = kit().await;
    let family = there(&kit).await.1[0];
    let canary = "the blue door stays shut 9921";
    note(&kit, family, None, What::Words(canary.to_owned())).await;
    let mut officer = kit.officer("Officer One", "1").await;
    let csv = officer.post("/register/csv", &[("which", "all")]).await;
    let mut pages = vec![("/register/csv", csv)];
    for path in ["/register", "/day", "/journal"] {
        pages.push((path, officer.get(path).await));
    }
    assert_eq!(pages[0].1.status, 200);
    for (path, page) in pages {
        for word in [canary, "kh-outreach", "risk_level", "informal_04045"] {
            assert!(!page.text.contains(word), "{path}: {word}");
        }
    }
}

#[tokio::test]
async fn a_slip_says_only_what_may_be_shared() {
    let kit = kit().await;
    let (event, all) = there(&kit).await;
    let slip = async || {
        let (key, id) = (unlocked(&kit, event, FOCAL).await, all[0]);
        let store = kit.open().store.clone();
        let made = store.read(move |conn| {
            let notes = outreach_kit::acts::seal::open_room(conn, event, &key, 0)?.notes;
            let (findings, _) = export::found(conn, event, &notes)?;
            let child = families::by_id(conn, id)?.unwrap().children[0].id;
            let who =
                Referrer { to: "DoSVY".to_owned(), focal: "F".to_owned(), ..Referrer::default() };
            let needed = [Agreed::ShareMinistry];
            export::slip(conn, (event, &notes), &findings, (id, child), (&needed, &who), now())
        });
        made.await.map_err(|err: StoreError| err.to_string()).unwrap().unwrap()
    };
    let help = What::Planned {
        help: Help::FoodPackage,
        on: jiff::civil::date(2026, 11, 25),
        who: String::new(),
    };
    note(&kit, all[0], Some(0), help).await;
    let shared = slip().await.map_err(Held::text_key).unwrap();
    assert_eq!((shared.date.as_str(), shared.help.len()), ("211126", 1));
    let keys = |facts: &[Fact]| facts.iter().map(|(label, _)| label.en.clone()).collect::<Vec<_>>();
    assert!(keys(&shared.family).contains(&"Child lives with".to_owned()));
    assert!(shared.parties[1].1.en.contains("not named"), "an anonymous referrer is allowed");
    note(&kit, all[0], Some(0), agreed(Agreed::ShareMinistry, false)).await;
    assert_eq!(slip().await.err(), Some(Held::NotAgreed));
    let vital =
        Referral { to: String::new(), rules: vec![Vital::NoCaregiver], vital: "alone".to_owned() };
    note(&kit, all[0], Some(0), What::Referred(vital)).await;
    let least = slip().await.map_err(Held::text_key).unwrap();
    assert!(least.help.is_empty(), "the least that the reason needs");
    assert!(!keys(&least.family).contains(&"Child lives with".to_owned()));
    if let Some(folder) = option_env!("OUTREACH_KIT_SLIPS") {
        for (name, slip) in [("agreed", shared), ("vital", least)] {
            let pdf = sheet::pdf(&referral::sheet(&slip)).unwrap();
            std::fs::write(format!("{folder}/{name}.pdf"), pdf).unwrap();
        }
    }
}
