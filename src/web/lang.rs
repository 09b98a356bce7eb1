//! What a reader prefers, and the words every page shares.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponseParts, ResponseParts};

use crate::i18n::{self, Arg, Lang};

/// Language, text size and contrast, from cookies that hold nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Prefs {
    pub(crate) lang: Lang,
    pub(crate) large: bool,
    pub(crate) scheme: Scheme,
}

/// Light, dark and sunlight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Scheme {
    #[default]
    Device,
    Sun,
    Dark,
}

impl Scheme {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Sun => "sun",
            Self::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Device, Self::Sun, Self::Dark].into_iter().find(|scheme| scheme.code() == code)
    }
}

impl Prefs {
    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        Self {
            lang: cookie(headers, "lang").and_then(Lang::from_code).unwrap_or_default(),
            large: cookie(headers, "size") == Some("large"),
            scheme: cookie(headers, "scheme").and_then(Scheme::from_code).unwrap_or_default(),
        }
    }

    /// What a toggle button says, if `pairs` hold one.
    pub(crate) fn toggled(self, pairs: &[(String, String)]) -> Option<Self> {
        let said =
            |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let changed = Self {
            lang: said("lang").and_then(Lang::from_code).unwrap_or(self.lang),
            large: said("size").map_or(self.large, |size| size == "large"),
            scheme: said("scheme").and_then(Scheme::from_code).unwrap_or(self.scheme),
        };
        (said("lang").is_some() || said("size").is_some() || said("scheme").is_some())
            .then_some(changed)
    }
}

impl<S: Sync> FromRequestParts<S> for Prefs {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::from_headers(&parts.headers))
    }
}

impl IntoResponseParts for Prefs {
    type Error = std::convert::Infallible;

    fn into_response_parts(
        self,
        mut response: ResponseParts,
    ) -> Result<ResponseParts, Self::Error> {
        let year = 31_536_000;
        for (name, value) in [
            ("lang", self.lang.code()),
            ("size", if self.large { "large" } else { "usual" }),
            ("scheme", self.scheme.code()),
        ] {
            let cookie = format!("{name}={value}; Path=/; Max-Age={year}; SameSite=Lax");
            if let Ok(cookie) = cookie.parse() {
                response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
            }
        }
        Ok(response)
    }
}

/// The value of one cookie.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(axum::http::header::COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// What every template can say: texts in the reader's language and in the other one, digits, toggles.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    pub(crate) prefs: Prefs,
    pub(crate) training: bool,
}

impl Ui {
    pub(crate) fn new(prefs: Prefs, training: bool) -> Self {
        Self { prefs, training }
    }

    pub(crate) fn lang(&self) -> Lang {
        self.prefs.lang
    }

    pub(crate) fn code(&self) -> &'static str {
        self.prefs.lang.code()
    }

    pub(crate) fn is_khmer(&self) -> bool {
        self.prefs.lang == Lang::Km
    }

    /// The text in the reader's language.
    pub(crate) fn t(&self, key: &str) -> String {
        i18n::text(self.prefs.lang, key)
    }

    /// The text with one thing put into it.
    pub(crate) fn t1<'a>(&self, key: &str, name: &str, value: impl Into<Arg<'a>>) -> String {
        i18n::text_with(self.prefs.lang, key, &[(name, value.into())])
    }

    /// The text with two things put into it.
    pub(crate) fn t2<'a>(
        &self,
        key: &str,
        name: &str,
        value: impl Into<Arg<'a>>,
        other: &str,
        second: impl Into<Arg<'a>>,
    ) -> String {
        i18n::text_with(self.prefs.lang, key, &[(name, value.into()), (other, second.into())])
    }

    /// The same text in the other language, for the smaller second line.
    pub(crate) fn o(&self, key: &str) -> String {
        i18n::text(self.prefs.lang.other(), key)
    }

    /// The other language's text with one thing put into it.
    pub(crate) fn o1<'a>(&self, key: &str, name: &str, value: impl Into<Arg<'a>>) -> String {
        i18n::text_with(self.prefs.lang.other(), key, &[(name, value.into())])
    }

    /// Code of the other language.
    pub(crate) fn other(&self) -> &'static str {
        self.prefs.lang.other().code()
    }

    /// A number or a text with digits, as the reader writes them.
    pub(crate) fn n(&self, number: impl std::fmt::Display) -> String {
        i18n::digits(self.prefs.lang, &number.to_string())
    }

    /// The same in the other digits, for board and ticket.
    pub(crate) fn n_other(&self, number: impl std::fmt::Display) -> String {
        i18n::digits(self.prefs.lang.other(), &number.to_string())
    }

    /// One of two words of an event.
    pub(crate) fn either(&self, words: &crate::domain::event::Bilingual) -> String {
        let (first, second) = match self.prefs.lang {
            Lang::Km => (&words.km, &words.en),
            Lang::En => (&words.en, &words.km),
        };
        if first.is_empty() { second.clone() } else { first.clone() }
    }

    /// The time of day of a moment.
    pub(crate) fn clock(&self, at: &jiff::Timestamp) -> String {
        crate::i18n::dates::time_of_day(self.prefs.lang, *at)
    }

    /// A civil date in words.
    pub(crate) fn day(&self, day: &jiff::civil::Date) -> String {
        crate::i18n::dates::in_words(self.prefs.lang, *day)
    }

    /// A moment as date and time.
    pub(crate) fn moment(&self, at: &jiff::Timestamp) -> String {
        crate::i18n::dates::moment(self.prefs.lang, *at)
    }

    /// A birth with its precision in words.
    pub(crate) fn birth(&self, code: &str) -> String {
        crate::i18n::dates::birth_in_words(self.prefs.lang, code)
    }

    /// A lunar date in the family's words, in the reader's letters.
    pub(crate) fn lunar_said(&self, words: &str) -> String {
        crate::i18n::dates::lunar_said(self.prefs.lang, words)
    }

    /// The lunar date of a birth of which the day is known.
    pub(crate) fn lunar(&self, code: &str) -> Option<String> {
        crate::i18n::dates::birth_lunar(self.prefs.lang, code)
    }
}
