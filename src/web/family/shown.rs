//! The pages of a form as they are shown: one question, and everything read back.

use askama::Template;
use jiff::Timestamp;

use super::super::assets;
use super::super::error::WebError;
use super::super::fields::{self, MistakeView, StepView};
use super::super::lang::{Prefs, Ui};
use super::Held;
use super::read_back::{Section, sections};
use crate::app::Kit;
use crate::domain::intake::{self, FormSetting, Mistake};

#[derive(Template)]
#[template(path = "family/form.html")]
struct FormPage {
    ui: Ui,
    mark: &'static str,
    step: StepView,
    number: usize,
    of: usize,
    back: String,
    token: String,
    short_code: String,
    saved_at: Timestamp,
    mistakes: Vec<MistakeView>,
    /// Whether a spelling on it looks wrong, and is asked about before going on.
    doubted: bool,
    /// Whether Continue leads back to the check page.
    to_check: bool,
    /// Why the words are not saved yet, a text key; empty when they are.
    not_saved: &'static str,
}

#[derive(Template)]
#[template(path = "family/check.html")]
struct CheckPage {
    ui: Ui,
    mark: &'static str,
    sections: Vec<Section>,
    mistakes: Vec<MistakeView>,
    token: String,
    short_code: String,
    saved_at: Timestamp,
    back: String,
    not_saved: &'static str,
}

/// What a page of the form says on top.
#[derive(Clone, Copy)]
pub(super) enum Says<'a> {
    Nothing,
    /// What has to be put right.
    Mistakes(&'a [Mistake]),
    /// A spelling looks wrong; Continue once more passes.
    Doubts,
    /// The disk did not take it: a text key.
    NotSaved(&'static str),
}

/// What every page of a form is made from.
pub(super) struct Shown<'a> {
    pub(super) kit: &'a Kit,
    pub(super) setting: &'a FormSetting,
    pub(super) held: &'a Held,
    pub(super) prefs: Prefs,
    pub(super) to_check: bool,
}

impl Shown<'_> {
    /// The page of one question; none if these answers do not ask it.
    pub(super) fn form(&self, id: &str, says: Says<'_>) -> Result<Option<String>, WebError> {
        let (mistakes, not_saved) = match says {
            Says::Mistakes(mistakes) => (mistakes, ""),
            Says::NotSaved(why) => (&[][..], why),
            Says::Nothing | Says::Doubts => (&[][..], ""),
        };
        let answers = &self.held.draft.answers;
        let Some(intake::Page { step, number, of, previous, next: _ }) =
            intake::page(answers, self.setting, id)
        else {
            return Ok(None);
        };
        let ui = Ui::new(self.prefs, self.kit.training);
        let back = match previous {
            _ if self.to_check => "/check".to_owned(),
            Some(previous) => format!("/form/{previous}"),
            None => "/".to_owned(),
        };
        let page = FormPage {
            step: fields::view(&ui, &step, answers, mistakes),
            number,
            of,
            back,
            token: self.held.token.to_string(),
            short_code: self.held.draft.short_code.clone(),
            saved_at: self.held.draft.saved_at,
            mistakes: fields::summary(&ui, mistakes),
            doubted: matches!(says, Says::Doubts),
            to_check: self.to_check,
            not_saved,
            mark: assets::mark(),
            ui,
        };
        Ok(Some(page.render()?))
    }

    /// The page that reads everything back before *Send*.
    pub(super) fn check(
        &self,
        mistakes: &[Mistake],
        not_saved: &'static str,
    ) -> Result<String, WebError> {
        let ui = Ui::new(self.prefs, self.kit.training);
        let answers = &self.held.draft.answers;
        let last = intake::steps(answers, self.setting)
            .last()
            .map(|step| step.id.clone())
            .unwrap_or_default();
        let page = CheckPage {
            sections: sections(&ui, answers, self.setting),
            mistakes: fields::summary(&ui, mistakes),
            token: self.held.token.to_string(),
            short_code: self.held.draft.short_code.clone(),
            saved_at: self.held.draft.saved_at,
            back: format!("/form/{last}"),
            not_saved,
            mark: assets::mark(),
            ui,
        };
        Ok(page.render()?)
    }
}
