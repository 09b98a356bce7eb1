//! Which language a reader has, and every sentence a reader sees.
//!
//! Texts are Fluent files, embedded at build time: `templates/texts/km/*.ftl` and
//! `templates/texts/en/*.ftl`, one file an area, keys unique over all of them.
//! Both languages carry the same keys; `tests/it/texts.rs` holds that.

pub mod dates;

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A language the kit speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Khmer, the first language of every page.
    #[default]
    Km,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Khmer first.
    pub const ALL: [Self; 2] = [Self::Km, Self::En];

    /// The code for `lang` attributes and cookies: `km` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Km => "km",
            Self::En => "en",
        }
    }

    /// The language with that code, if it is one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "km" => Some(Self::Km),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language the toggle leads to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Km => Self::En,
            Self::En => Self::Km,
        }
    }
}

/// What is put into a sentence. Texts come already formatted; a count also chooses the plural.
#[derive(Debug, Clone, Copy)]
pub enum Arg<'a> {
    /// Words, dates and numbers as they are to be shown.
    Text(&'a str),
    /// A whole number, shown in the reader's digits and used to choose between plural forms.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(i64::from(count))
    }
}

/// One embedded file of texts: its area and its source.
type Area = (&'static str, &'static str);

macro_rules! areas {
    ($lang:literal: $($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/texts/", $lang, "/", $name, ".ftl")))),+]
    };
}

const KM: &[Area] = areas!(
    "km": "common", "family", "staff", "admin", "says", "intake", "receipt", "paper", "day",
    "register", "lists", "why", "training", "likeness", "safeguarding", "edge", "tell", "room",
    "hand", "devices",
);
const EN: &[Area] = areas!(
    "en": "common", "family", "staff", "admin", "says", "intake", "receipt", "paper", "day",
    "register", "lists", "why", "training", "likeness", "safeguarding", "edge", "tell", "room",
    "hand", "devices",
);

/// The source of every text file in `lang`, for the tests that compare the languages.
pub fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
    match lang {
        Lang::Km => KM,
        Lang::En => EN,
    }
}

type Bundle = FluentBundle<FluentResource>;

fn bundle(lang: Lang) -> &'static Bundle {
    static BUNDLES: OnceLock<[Bundle; 2]> = OnceLock::new();
    let [km, en] = BUNDLES.get_or_init(|| [read(Lang::Km), read(Lang::En)]);
    match lang {
        Lang::Km => km,
        Lang::En => en,
    }
}

fn read(lang: Lang) -> Bundle {
    let id: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // Fluent's invisible isolates would reach the paper.
    bundle.set_use_isolating(false);
    for (_, source) in sources(lang) {
        // A broken line costs that line only; `tests/it/texts.rs` refuses broken lines.
        let resource = match FluentResource::try_new((*source).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// The sentence with this key. A key nobody wrote comes back as the key itself, so that a page still shows.
pub fn text(lang: Lang, key: &str) -> String {
    text_with(lang, key, &[])
}

/// The sentence with this key and these words put into it.
pub fn text_with(lang: Lang, key: &str, args: &[(&str, Arg<'_>)]) -> String {
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let mut values = FluentArgs::with_capacity(args.len() * 2);
    let mut shown_names = Vec::new();
    for (name, arg) in args {
        match arg {
            Arg::Text(text) => values.set(*name, FluentValue::String(Cow::Borrowed(*text))),
            Arg::Count(count) => {
                values.set(*name, FluentValue::from(*count));
                shown_names.push((format!("{name}-shown"), digits(lang, &count.to_string())));
            }
        }
    }
    for (name, shown) in shown_names {
        values.set(name, FluentValue::String(Cow::Owned(shown)));
    }
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
}

/// Whether a text with this key exists in `lang`.
pub fn has(lang: Lang, key: &str) -> bool {
    bundle(lang).has_message(key)
}

/// ASCII digits in `text` as the reader writes them: `12` is ១២ in Khmer.
pub fn digits(lang: Lang, text: &str) -> String {
    match lang {
        Lang::Km => crate::khmer::digits::to_khmer(text),
        Lang::En => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_shown_in_the_readers_digits() {
        assert_eq!(digits(Lang::Km, "105"), "១០៥");
        assert_eq!(digits(Lang::En, "105"), "105");
    }

    #[test]
    fn a_missing_text_shows_its_key() {
        assert_eq!(text(Lang::En, "no-such-text"), "no-such-text");
    }
}
