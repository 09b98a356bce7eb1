//! From answers to an application, or to every mistake at once.

use super::answers::Answers;
use super::assemble::assemble;
use super::fields::Step;
use super::mistakes::Mistake;
use super::setting::FormSetting;
use crate::domain::application::Application;

/// The application these answers make, or everything that has to be put right first, in the
/// order of the questions. What must be there: who reports and their name; for each child a
/// given name or that there is none yet, the sex or that the officer decides, and the birth to
/// any precision or that it is unknown. All else may be left blank, and no paper is ever missed.
pub fn parse(answers: &Answers, setting: &FormSetting) -> Result<Application, Vec<Mistake>> {
    let (application, mistakes) = assemble(answers, setting);
    if mistakes.is_empty() { Ok(application) } else { Err(mistakes) }
}

/// The application these answers make as far as they can be read: for a form that was filed, and that a newer program
/// would not take as it is.
pub fn as_far_as_read(answers: &Answers, setting: &FormSetting) -> Application {
    assemble(answers, setting).0
}

/// What has to be put right on one page.
pub fn check_step(answers: &Answers, step: &Step, setting: &FormSetting) -> Vec<Mistake> {
    let (_, mut mistakes) = assemble(answers, setting);
    mistakes.retain(|mistake| mistake.step == step.id);
    mistakes
}
