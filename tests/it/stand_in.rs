//! A server that keeps the rules Primero documents: closed schema, types, ids, duplicates, sign-in.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a server that cannot be set up should stop the test"
)]

use std::collections::{BTreeMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Map, Value, json};

pub(crate) const USER: &str = "importer";
pub(crate) const PASSWORD: &str = "open: sesame";
/// Both of the above as the standard writes them.
const BASIC: &str = "Basic aW1wb3J0ZXI6b3Blbjogc2VzYW1l";

/// Fields that both configurations list: name, type, lookup.
const BOTH: &[(&str, &str, &str)] = &[
    ("registration_date", "date_field", ""),
    ("name_first", "text_field", ""),
    ("name_last", "text_field", ""),
    ("sex", "select_box", "lookup-gender"),
    ("date_of_birth", "date_field", ""),
    ("age", "numeric_field", ""),
    ("estimated", "tick_box", ""),
    ("location_current", "text_field", ""),
    ("address_current", "textarea", ""),
    ("telephone_current", "text_field", ""),
    ("interview_subject", "select_box", "lookup-interview-subject"),
    ("consent_for_services", "tick_box", ""),
    ("disclosure_other_orgs", "tick_box", ""),
    ("consent_reporting", "radio_button", ""),
    ("legitimate_basis", "text_field", ""),
    ("risk_level", "select_box", "lookup-risk-level"),
    ("urgent_protection_concern", "radio_button", ""),
    ("protection_concerns", "multi_select", "lookup-protection-concerns"),
    ("protection_concerns_other", "text_field", ""),
    ("assessment_due_date", "date_field", ""),
    ("family_details_section", "subform", ""),
    ("notes_section", "subform", ""),
];

const ONLY_CORE: &[(&str, &str, &str)] =
    &[("other_agency_id", "text_field", ""), ("other_agency_name", "text_field", "")];

const ONLY_MOSVY: &[(&str, &str, &str)] = &[
    ("cpims_id", "text_field", ""),
    ("birth_certificate", "radio_button", ""),
    ("type_of_case", "select_box", "lookup-type-of-case"),
    ("current_caregiver_details", "select_box", "lookup-caregiver"),
    ("kinship_care", "select_box", "lookup-kinship"),
    ("source_of_referral", "select_box", "lookup-source"),
];

struct Inside {
    fields: Vec<(String, String, String)>,
    /// Lookup, option, label.
    lookups: Vec<(String, String, String)>,
    records: BTreeMap<String, Value>,
    /// Answers to the next posts instead of the right ones; 0 keeps the record and gives no answer that counts.
    instead: VecDeque<u16>,
    posts: usize,
    requests: usize,
}

/// A running one.
pub(crate) struct StandIn {
    at: SocketAddr,
    inside: Arc<Mutex<Inside>>,
}

impl StandIn {
    pub(crate) async fn start(configuration: &str) -> Self {
        let mosvy = configuration == "mosvy-kh";
        let own = if mosvy { ONLY_MOSVY } else { ONLY_CORE };
        let fields = BOTH.iter().chain(own);
        let fields = fields.map(|(a, b, c)| ((*a).to_owned(), (*b).to_owned(), (*c).to_owned()));
        let mut lookups = vec![
            ("lookup-gender", "female", "Female"),
            ("lookup-gender", "male", "Male"),
            ("lookup-interview-subject", "caregiver", "Caregiver"),
            ("lookup-interview-subject", "individual", "Individual"),
            ("lookup-risk-level", "high", "High"),
            ("lookup-risk-level", "medium", " Medium"),
            ("lookup-risk-level", "low", "Low"),
        ];
        lookups.extend(if mosvy {
            vec![
                ("lookup-risk-level", "no_action", "No action"),
                ("lookup-protection-concerns", "other_02531", "Other "),
                ("lookup-protection-concerns", "caafag", "Orphaned"),
                ("lookup-type-of-case", "children_in_community_44024", "Children in community"),
                ("lookup-caregiver", "kinship_care_06075", "Kinship care"),
                ("lookup-kinship", "informal_04045", "Informal"),
                ("lookup-source", "ngo_20712", "NGO"),
            ]
        } else {
            vec![("lookup-protection-concerns", "other", "Other")]
        });
        let lookups = lookups.into_iter().map(|(a, b, c)| (a.into(), b.into(), c.into()));
        let inside = Arc::new(Mutex::new(Inside {
            fields: fields.collect(),
            lookups: lookups.collect(),
            records: BTreeMap::new(),
            instead: VecDeque::new(),
            posts: 0,
            requests: 0,
        }));
        let router = Router::new()
            .route("/api/v2/lookups", get(lookups_of))
            .route("/api/v2/forms", get(forms_of))
            .route("/api/v2/cases", post(create))
            .with_state(inside.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { at, inside }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.at)
    }

    pub(crate) fn records(&self) -> BTreeMap<String, Value> {
        self.inside.lock().unwrap().records.clone()
    }

    pub(crate) fn posts(&self) -> usize {
        self.inside.lock().unwrap().posts
    }

    pub(crate) fn requests(&self) -> usize {
        self.inside.lock().unwrap().requests
    }

    /// The administrator gives an option another label.
    pub(crate) fn rename(&self, lookup: &str, id: &str, label: &str) {
        let mut inside = self.inside.lock().unwrap();
        let option = inside.lookups.iter_mut().find(|(of, option, _)| of == lookup && option == id);
        label.clone_into(&mut option.unwrap().2);
    }

    /// The administrator takes a field off its form.
    pub(crate) fn remove_field(&self, name: &str) {
        self.inside.lock().unwrap().fields.retain(|(field, ..)| field != name);
    }

    /// The next posts are answered so.
    pub(crate) fn answer_posts(&self, statuses: impl IntoIterator<Item = u16>) {
        self.inside.lock().unwrap().instead = statuses.into_iter().collect();
    }
}

type Shared = State<Arc<Mutex<Inside>>>;

fn is_signed_in(headers: &HeaderMap) -> bool {
    headers.get(header::AUTHORIZATION).is_some_and(|value| value == BASIC)
}

fn failed(status: u16, detail: &[String]) -> Response {
    let body = json!({ "errors": [{ "code": status, "message": "Invalid Record JSON", "detail": detail }] });
    (StatusCode::from_u16(status).unwrap(), body.to_string()).into_response()
}

/// A page of a list, as the server cuts it.
fn page(all: &[Value], asked: &BTreeMap<String, String>) -> Response {
    let number = |name: &str, otherwise: usize| {
        asked.get(name).and_then(|text| text.parse().ok()).unwrap_or(otherwise)
    };
    // Smaller than what is asked for, so that whoever reads has to turn pages.
    let (per, page) = (number("per", 20).min(4), number("page", 1));
    let rows: Vec<&Value> = all.iter().skip(per * (page - 1)).take(per).collect();
    json!({ "data": rows, "metadata": { "total": all.len(), "per": per, "page": page } })
        .to_string()
        .into_response()
}

async fn lookups_of(
    State(inside): Shared,
    headers: HeaderMap,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Response {
    let mut inside = inside.lock().unwrap();
    inside.requests += 1;
    if !is_signed_in(&headers) {
        return failed(401, &[]);
    }
    let mut by_name: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for (lookup, id, label) in &inside.lookups {
        let options = by_name.entry(lookup).or_default();
        options.push(json!({ "id": id, "display_text": label }));
    }
    let all: Vec<Value> = by_name
        .into_iter()
        .map(|(name, options)| json!({ "unique_id": name, "values": { "en": options, "km": [] } }))
        .collect();
    page(&all, &asked)
}

async fn forms_of(
    State(inside): Shared,
    headers: HeaderMap,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Response {
    let mut inside = inside.lock().unwrap();
    inside.requests += 1;
    if !is_signed_in(&headers) {
        return failed(401, &[]);
    }
    let field = |(name, kind, lookup): &(String, String, String)| {
        let mut field = json!({ "name": name, "type": kind, "display_name": { "en": name } });
        if !lookup.is_empty() {
            field["option_strings_source"] = json!(format!("lookup {lookup}"));
        }
        field
    };
    let fields: Vec<Value> = inside.fields.iter().map(field).collect();
    let forms: Vec<Value> = fields
        .chunks(5)
        .map(|some| json!({ "unique_id": "basic_identity", "fields": some }))
        .collect();
    page(&forms, &asked)
}

async fn create(State(inside): Shared, headers: HeaderMap, body: Bytes) -> Response {
    let mut inside = inside.lock().unwrap();
    inside.requests += 1;
    inside.posts += 1;
    if !is_signed_in(&headers) {
        return failed(401, &[]);
    }
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    match inside.instead.pop_front() {
        Some(503) => {
            let wait = [(header::RETRY_AFTER, "7")];
            return (StatusCode::SERVICE_UNAVAILABLE, wait, "").into_response();
        }
        Some(0) => {
            let id = body["data"]["id"].as_str().unwrap().to_owned();
            inside.records.insert(id, body);
            return StatusCode::BAD_GATEWAY.into_response();
        }
        Some(status) => return failed(status, &[]),
        None => {}
    }
    let Some(data) = body.get("data").and_then(Value::as_object) else {
        return failed(422, &[String::new()]);
    };
    let wrong = wrong(&inside.fields, data);
    if !wrong.is_empty() {
        return failed(422, &wrong);
    }
    let Some(id) = data.get("id").and_then(Value::as_str).map(str::to_owned) else {
        return (StatusCode::OK, body.to_string()).into_response();
    };
    if inside.records.contains_key(&id) {
        return failed(409, &[]);
    }
    inside.records.insert(id, body);
    StatusCode::NO_CONTENT.into_response()
}

/// JSON pointers to what the closed schema refuses. Without the module no field is permitted.
fn wrong(fields: &[(String, String, String)], data: &Map<String, Value>) -> Vec<String> {
    let module = data.get("module_id") == Some(&json!("primeromodule-cp"));
    let is_right = |name: &str, value: &Value| match name {
        "id" => value.as_str().is_some_and(is_uuid),
        "module_id" => module,
        name => fields
            .iter()
            .find(|(field, ..)| field == name && module)
            .is_some_and(|(_, kind, _)| fits(kind, value)),
    };
    let wrong = data.iter().filter(|(name, value)| !is_right(name, value));
    wrong.map(|(name, _)| format!("/{name}")).collect()
}

fn fits(kind: &str, value: &Value) -> bool {
    match kind {
        "text_field" | "textarea" | "select_box" => value.is_string() || value.is_null(),
        "numeric_field" => value.is_i64() || value.is_null(),
        "date_field" => {
            let day = |text: &str| text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10;
            value.is_null() || value.as_str().is_some_and(day)
        }
        "tick_box" => value.is_boolean(),
        "radio_button" => value.is_boolean() || value.is_string() || value.is_null(),
        "multi_select" => value.as_array().is_some_and(|all| all.iter().all(Value::is_string)),
        "subform" => value.as_array().is_some_and(|all| {
            all.iter().all(|one| one["unique_id"].as_str().is_some_and(is_uuid))
        }),
        _ => false,
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12]
        && text
            .chars()
            .all(|sign| sign == '-' || sign.is_ascii_digit() || ('a'..='f').contains(&sign))
}
