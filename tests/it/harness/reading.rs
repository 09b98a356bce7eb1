//! How tests read pages, and how long they wait for what is done beside an answer.

use std::time::{Duration, Instant};

use super::Page;

/// The id that the sign-in page gives to a whole name: one may be a part of another.
pub(crate) fn staff_id(page: &str, name: &str) -> String {
    let [beside_roles, alone] = [format!(">{name} <"), format!(">{name}<")];
    let at = page.find(&beside_roles).or_else(|| page.find(&alone));
    let before = at.and_then(|at| page.get(..at)).unwrap_or_default();
    attribute(before.rsplit("name=\"staff\"").next().unwrap(), "value")
        .or_else(|| attribute(before.rsplit("<option").next().unwrap(), "value"))
        .unwrap_or_else(|| panic!("{name} is not on the sign-in page"))
}

/// The value of the first attribute of that name.
pub(crate) fn attribute(html: &str, name: &str) -> Option<String> {
    let start = html.find(&format!("{name}=\""))? + name.len() + 2;
    let rest = html.get(start..)?;
    Some(rest.get(..rest.find('"')?)?.to_owned())
}

/// Every value of an attribute, in the order of the page.
pub(crate) fn attributes(html: &str, name: &str) -> Vec<String> {
    html.match_indices(&format!("{name}=\""))
        .filter_map(|(at, _)| attribute(html.get(at..)?, name))
        .collect()
}

/// What an officer ticks who looked at every likely duplicate of a card and says that it is another child.
pub(crate) fn looked(card: &str) -> Vec<String> {
    let boxes = card.split("<article").next().unwrap_or(card).split("name=\"looked\"").skip(1);
    boxes.filter_map(|rest| attribute(rest, "value")).collect()
}

/// What stands behind the first such words of a page, which have to be there.
#[track_caller]
pub(crate) fn behind<'a>(html: &'a str, words: &str) -> &'a str {
    let (_, rest) = html.split_once(words).unwrap_or_else(|| panic!("no {words} in {html}"));
    rest
}

/// The value of the first attribute of that name, which has to be there: two that are missing are never the same.
#[track_caller]
pub(crate) fn valued(html: &str, name: &str) -> String {
    attribute(html, name).unwrap_or_else(|| panic!("no {name} in {html}"))
}

/// What the first box of that name holds.
#[track_caller]
pub(crate) fn field(html: &str, name: &str) -> String {
    valued(behind(html, &format!("name=\"{name}\"")), "value")
}

/// The values of a field's choices, in the order of the page.
pub(crate) fn offered(page: &Page, field: &str) -> Vec<String> {
    let mark = format!("name=\"{field}\" value=\"");
    let after = page.text.split(&mark).skip(1);
    after.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

/// An end to waiting for what never comes.
pub(crate) struct Patience(&'static str, Instant);

impl Patience {
    /// Far longer than the slowest machine needs.
    const LASTS: Duration = Duration::from_mins(2);

    pub(crate) fn with(what: &'static str) -> Self {
        Self(what, Instant::now())
    }

    /// Lets everything else go on.
    pub(crate) async fn wait(&self) {
        assert!(self.1.elapsed() < Self::LASTS, "{} does not come", self.0);
        tokio::task::yield_now().await;
    }
}
