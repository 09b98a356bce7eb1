//! The staff door: the laptop's own pages.

pub(crate) mod admin;
mod chosen;
pub(crate) mod clock;
pub(crate) mod collect;
pub(crate) mod damaged;
pub(crate) mod day;
pub(crate) mod desk;
pub(crate) mod entry;
pub(crate) mod focals;
pub(crate) mod forget;
pub(crate) mod home;
pub(crate) mod keys;
pub(crate) mod lead;
pub(crate) mod moon;
pub(crate) mod papers;
mod pdf;
pub(crate) mod places;
pub(crate) mod ready;
pub(crate) mod receipts;
pub(crate) mod register;
pub(crate) mod restore;
pub(crate) mod safeguarding;
pub(crate) mod search;
pub(crate) mod setup;
pub(crate) mod sheet;
pub(crate) mod sign_in;
pub(crate) mod tell;

/// The value of one field of a posted form.
pub(crate) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

/// Every value of a repeated field.
pub(crate) fn values(pairs: &[(String, String)], name: &str) -> Vec<String> {
    pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
}

/// A posted form.
pub(crate) type Pairs = axum::Form<Vec<(String, String)>>;

/// A whole number as people write it, in either digits.
pub(crate) fn number<T: std::str::FromStr>(pairs: &[(String, String)], name: &str) -> Option<T> {
    crate::khmer::digits::to_ascii(value(pairs, name)).parse().ok()
}
