//! Profiles: how a configuration of Primero names fields and options, and which labels it is expected to give them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::safeguarding::{Agreed, Concern};

/// How a configuration names things.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Its name, such as `mosvy-kh`.
    pub id: String,
    /// Its version; grows with every change.
    pub version: String,
    /// `module_id` of every record.
    pub module: String,
    needed: Vec<String>,
    village: String,
    #[serde(rename = "field")]
    pub(super) fields: Vec<Field>,
    #[serde(rename = "option")]
    pub(super) options: Vec<Choice>,
    pub(super) relation: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) caregiver: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) kinship: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) concern: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) type_of_case: BTreeMap<String, String>,
}

/// One field of a record.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Where it comes from; none for a fixed value.
    #[serde(default)]
    pub(super) from: String,
    #[serde(default)]
    pub(super) value: String,
    pub(super) need: Need,
}

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Text,
    Number,
    Date,
    Tick,
    Radio,
    Select,
    Multi,
    Subform,
}

/// What to do where the target does not list a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Need {
    Stop,
    LeaveOut,
}

/// One option of a field with the labels that are expected, in any language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    pub(super) field: String,
    pub(super) id: String,
    pub(super) labels: Vec<String>,
}

/// In the order in which pages offer them.
const FILES: [&str; 2] =
    [include_str!("data/mosvy-kh.toml"), include_str!("data/primero-core-2.15.toml")];

/// Every profile of this program.
pub fn all() -> &'static [Profile] {
    static ALL: OnceLock<Vec<Profile>> = OnceLock::new();
    ALL.get_or_init(|| FILES.iter().filter_map(|file| toml::from_str(file).ok()).collect())
}

impl Profile {
    /// The profile of that name.
    pub fn by_id(id: &str) -> Option<&'static Self> {
        all().iter().find(|profile| profile.id == id)
    }

    /// What has to be agreed to before a record leaves.
    pub fn needed(&self) -> Vec<Agreed> {
        self.needed.iter().filter_map(|code| Agreed::from_code(code)).collect()
    }

    /// A village's code of eight digits as the target has it.
    pub(super) fn village(&self, code: &str) -> String {
        match self.village.as_str() {
            "without_leading_zero" => code.trim_start_matches('0').to_owned(),
            _ => code.to_owned(),
        }
    }

    /// The options that stand for kinds of concern, each once. "Other" where a kind has none, or nothing was chosen.
    pub(super) fn concerns(&self, kinds: &[Concern]) -> Vec<&str> {
        let other = [Concern::Other];
        let kinds = if kinds.is_empty() { &other } else { kinds };
        let of = |kind: &Concern| {
            let own = self.concern.get(kind.code());
            own.or_else(|| self.concern.get(Concern::Other.code())).map(String::as_str)
        };
        let mut options: Vec<&str> = kinds.iter().filter_map(of).collect();
        options.sort_unstable();
        options.dedup();
        options
    }

    /// The labels that are expected of an option.
    pub(super) fn labels(&self, field: &str, id: &str) -> Option<&[String]> {
        let choice = self.options.iter().find(|choice| choice.field == field && choice.id == id);
        choice.map(|choice| choice.labels.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_profile_reads_and_means_what_it_says() {
        for file in FILES {
            let profile: Profile = toml::from_str(file).unwrap_or_else(|err| panic!("{err}"));
            assert_eq!(profile.needed().len(), profile.needed.len(), "{}", profile.id);
            let fixed = profile.fields.iter().filter(|field| !field.value.is_empty());
            for field in fixed.filter(|field| matches!(field.kind, Kind::Select | Kind::Multi)) {
                assert!(profile.labels(&field.name, &field.value).is_some(), "{}", field.name);
            }
            let maps = [
                ("current_caregiver_details", &profile.caregiver),
                ("kinship_care", &profile.kinship),
                ("type_of_case", &profile.type_of_case),
                ("protection_concerns", &profile.concern),
            ];
            assert!(profile.concern.keys().all(|code| Concern::from_code(code).is_some()));
            assert!(profile.concern.contains_key(Concern::Other.code()), "what is left over");
            for (field, map) in maps {
                assert!(map.values().all(|id| profile.labels(field, id).is_some()), "{field}");
            }
            for never in ["owned_by", "case_id", "short_id", "protection_status", "oscar_number"] {
                assert!(profile.fields.iter().all(|field| field.name != never), "{never}");
            }
        }
        assert_eq!(all().len(), 2);
    }

    #[test]
    fn ids_that_mean_something_else_for_the_ministry_carry_its_labels() {
        let mosvy = Profile::by_id("mosvy-kh").unwrap();
        let labels = mosvy.labels("protection_concerns", "caafag").unwrap();
        assert_eq!(labels, ["Orphaned"]);
        assert_eq!(mosvy.village("02020202"), "2020202");
    }
}
