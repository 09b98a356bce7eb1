//! What a server lists, and whether a record fits it: read before anything is sent.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::profile::{Kind, Need, Profile};
use crate::khmer;

/// Labels of one option, in whichever languages the server has.
type Labels = BTreeSet<String>;

/// Options by id.
type Options = BTreeMap<String, Labels>;

/// What a server's forms and lookups list.
#[derive(Debug, Default)]
pub struct Target {
    /// Every field of every form, with its options where it has some.
    fields: BTreeMap<String, Options>,
}

/// Why a record does not fit a target. Names fields and options, never a child.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The server answered something else than forms and lookups.
    #[error("the server's list of forms or lookups cannot be read")]
    Unreadable,
    /// A field that is needed is not on a form that this user may use.
    #[error(
        "the server's forms do not list the field {0}; ask its administrator, or use another profile"
    )]
    NoField(String),
    /// An option is not there.
    #[error(
        "the server has no option {id} in {field}; the profile {profile} has to be brought up to date"
    )]
    NoOption {
        /// The field.
        field: String,
        /// The option.
        id: String,
        /// The profile.
        profile: String,
    },
    /// An option means something else there.
    #[error(
        "the option {id} in {field} is called {found:?} there and not {expected:?}; nothing is sent until the profile {profile} is brought up to date"
    )]
    OtherLabel {
        /// The field.
        field: String,
        /// The option.
        id: String,
        /// What the server calls it.
        found: String,
        /// What the profile expects.
        expected: String,
        /// The profile.
        profile: String,
    },
}

impl Target {
    /// Reads the answers of `GET /api/v2/lookups` and `GET /api/v2/forms`, each the values of `data` of all pages.
    pub fn read(lookups: &[Value], forms: &[Value]) -> Result<Self, Misfit> {
        let mut known: BTreeMap<&str, Options> = BTreeMap::new();
        for lookup in lookups {
            let id = lookup.get("unique_id").and_then(Value::as_str).ok_or(Misfit::Unreadable)?;
            known.insert(id, options(lookup.get("values")));
        }
        let mut target = Self::default();
        for field in forms.iter().filter_map(|form| form.get("fields")?.as_array()).flatten() {
            let name = field.get("name").and_then(Value::as_str).ok_or(Misfit::Unreadable)?;
            let mut own = options(field.get("option_strings_text"));
            let source = field.get("option_strings_source").and_then(Value::as_str);
            let lookup = source.and_then(|source| source.split_whitespace().next_back());
            if let Some(shared) = lookup.and_then(|lookup| known.get(lookup)) {
                own.extend(shared.iter().map(|(id, labels)| (id.clone(), labels.clone())));
            }
            target.fields.entry(name.to_owned()).or_default().extend(own);
        }
        if target.fields.is_empty() { Err(Misfit::Unreadable) } else { Ok(target) }
    }

    /// Fits a record's body to the target: what its forms do not list and the profile can do without goes; its names
    /// are given. Everything that is chosen must be there under the label that is expected.
    pub fn fit(&self, profile: &Profile, body: &mut Value) -> Result<Vec<String>, Misfit> {
        let Some(data) = body.get_mut("data").and_then(Value::as_object_mut) else {
            return Err(Misfit::Unreadable);
        };
        let mut left_out = Vec::new();
        for field in &profile.fields {
            let Some(value) = data.get(&field.name) else { continue };
            let Some(options) = self.fields.get(&field.name) else {
                if field.need == Need::Stop {
                    return Err(Misfit::NoField(field.name.clone()));
                }
                data.remove(&field.name);
                left_out.push(field.name.clone());
                continue;
            };
            let chosen: Vec<&str> = match field.kind {
                Kind::Select => value.as_str().into_iter().collect(),
                Kind::Multi => {
                    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
                }
                Kind::Text
                | Kind::Number
                | Kind::Date
                | Kind::Tick
                | Kind::Radio
                | Kind::Subform => Vec::new(),
            };
            for id in chosen {
                look(profile, &field.name, id, options)?;
            }
        }
        Ok(left_out)
    }
}

/// Whether an option is there and means what is expected.
fn look(profile: &Profile, field: &str, id: &str, options: &Options) -> Result<(), Misfit> {
    let (field_name, profile_id) = (field.to_owned(), profile.id.clone());
    let (Some(found), Some(expected)) = (options.get(id), profile.labels(field, id)) else {
        return Err(Misfit::NoOption { field: field_name, id: id.to_owned(), profile: profile_id });
    };
    if expected.iter().any(|label| found.contains(&plain(label))) {
        return Ok(());
    }
    let found: Vec<&str> = found.iter().map(String::as_str).collect();
    Err(Misfit::OtherLabel {
        field: field_name,
        id: id.to_owned(),
        found: found.join(" / "),
        expected: expected.join(" / "),
        profile: profile_id,
    })
}

/// A label without stray blanks, in one spelling: stored labels have both.
fn plain(label: &str) -> String {
    khmer::normalize(label).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Options as the server gives them: by language, or one list whose labels are by language.
fn options(values: Option<&Value>) -> Options {
    let mut options = Options::new();
    let mut add = |option: &Value| {
        let Some(id) = option.get("id").and_then(Value::as_str) else { return };
        let labels = options.entry(id.to_owned()).or_default();
        match option.get("display_text") {
            Some(Value::String(label)) => drop(labels.insert(plain(label))),
            Some(Value::Object(by_language)) => {
                labels.extend(by_language.values().filter_map(Value::as_str).map(plain));
            }
            Some(_) | None => {}
        }
    };
    match values {
        Some(Value::Array(all)) => all.iter().for_each(&mut add),
        Some(Value::Object(by_language)) => {
            by_language.values().filter_map(Value::as_array).flatten().for_each(&mut add);
        }
        Some(_) | None => {}
    }
    options
}
