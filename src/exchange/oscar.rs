//! A child's record as `OSCaR` takes it: one JSON file a service. The kit only writes it; whoever has an account sends it.
//!
//! Shape: facts on interoperation, section 4. Empty strings and never null; village codes of eight digits; `no action`
//! with a space. `OSCaR` marks consent as given for every record and copies all to the ministry, so both are needed.

use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::OnceLock;

use super::case::Case;
use crate::domain::safeguarding::{Agreed, Help, Level};

/// What has to be agreed to.
pub const NEEDED: [Agreed; 2] = [Agreed::ShareOrganisation, Agreed::ShareMinistry];

/// Who refers; `OSCaR` refuses a record without name and phone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referrer {
    /// The organisation.
    pub organisation: String,
    /// The focal's name.
    pub name: String,
    /// The focal's phone.
    pub phone: String,
}

impl Referrer {
    /// Whether nothing is missing.
    pub fn is_complete(&self) -> bool {
        [&self.organisation, &self.name, &self.phone].iter().all(|words| !words.trim().is_empty())
    }
}

/// Why a record cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OscarError {
    /// Organisation, name and phone of whoever refers are needed.
    #[error("name the organisation and the person who refers, with a phone number")]
    NoReferrer,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    otherwise: String,
    service: std::collections::BTreeMap<String, String>,
}

/// The name of the service that a kind of help is; none for what is no service.
fn service(help: Help) -> Option<&'static str> {
    services().service.get(help.code()).map(String::as_str)
}

fn services() -> &'static Services {
    static KNOWN: OnceLock<Services> = OnceLock::new();
    KNOWN.get_or_init(|| {
        toml::from_str(include_str!("oscar.toml")).unwrap_or(Services {
            otherwise: String::new(),
            service: std::collections::BTreeMap::new(),
        })
    })
}

/// The requests for one case: the same record once for each service.
pub fn requests(case: &Case, referrer: &Referrer) -> Result<Vec<Value>, OscarError> {
    let Referrer { organisation, name, phone } = referrer;
    if !referrer.is_complete() {
        return Err(OscarError::NoReferrer);
    }
    let mut names: Vec<&str> = case.help.iter().filter_map(|help| service(*help)).collect();
    if names.is_empty() {
        // A record without a service is refused, and one that is not specified later.
        names.push(&services().otherwise);
    }
    names.dedup();
    let village = case.village.map(|code| code.to_string()).unwrap_or_default();
    let request = |service: &str| {
        json!({ "organization": {
            "external_id": case.id,
            "external_id_display": case.number,
            "global_id": "",
            "mosvy_number": "",
            "given_name": case.given,
            "family_name": case.family,
            "gender": case.sex,
            "date_of_birth": case.born.map(|day| day.to_string()).unwrap_or_default(),
            "location_current_village_code": village,
            "address_current_village_code": village,
            "reason_for_referral": "Concern noted at registration event",
            "level_of_risk": level(case.level),
            "external_case_worker_name": name,
            "external_case_worker_id": "",
            "external_case_worker_mobile": phone,
            "external_case_worker_email": "",
            "is_referred": true,
            "referral_status": "Referred",
            "organization_name": organisation,
            "organization_id": "",
            "services": [{ "uuid": case.part_id(service), "name": service }],
        } })
    };
    Ok(names.into_iter().map(request).collect())
}

/// The level in `OSCaR`'s words.
pub fn level(level: Level) -> &'static str {
    match level {
        Level::NoAction => "no action",
        Level::Low => "low",
        Level::Medium => "medium",
        Level::High => "high",
    }
}
