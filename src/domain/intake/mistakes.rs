//! What has to be put right before a form can be filed.

/// One thing to put right: where it is, and the sentence that says what to do. It holds no word
/// of the family's, so it may be printed and logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Id of the step, to link to.
    pub step: String,
    /// Name of the field within the step.
    pub field: String,
    /// The child it is about, counted from 1.
    pub child: Option<u8>,
    /// Key of the sentence.
    pub text: &'static str,
    /// A number that belongs into the sentence as `{ $of }`, in ASCII digits.
    pub of: Option<String>,
}

/// A choice was left open that has to be made, or one was posted that the page does not offer.
pub(super) const CHOOSE: &str = "mistake-choose-one";
/// Who the informant is to the children was not said.
pub(super) const RELATION: &str = "mistake-relation-choose";
/// No part of the informant's name was given.
pub(super) const INFORMANT_NAME: &str = "mistake-informant-name";
/// "No telephone" was chosen and a number typed.
pub(super) const PHONE_NONE: &str = "mistake-phone-none";
/// The number of children is no number from 1 on.
pub(super) const COUNT: &str = "mistake-count";
/// More children than one form holds; `of` is how many it holds.
pub(super) const COUNT_TOO_MANY: &str = "mistake-count-too-many";
/// Neither a given name nor the tick that there is none yet.
pub(super) const CHILD_NAME: &str = "mistake-child-name";
/// The sex was not chosen.
pub(super) const SEX: &str = "mistake-sex-choose";
/// Nothing about the birth, and no tick that it is unknown.
pub(super) const BIRTH_MISSING: &str = "mistake-birth-missing";
/// A date was written and "I do not know it" ticked.
pub(super) const BIRTH_BOTH: &str = "mistake-birth-both";
/// None of the days that a Khmer date may mean was chosen, nor that the family does not know.
pub(super) const DAY_CHOSEN: &str = "mistake-day-choose";
/// The mother was said to be who reports, and who reports is somebody else by now.
pub(super) const MOTHER_AGAIN: &str = "mistake-mother-again";
/// The same of the father.
pub(super) const FATHER_AGAIN: &str = "mistake-father-again";
/// No month has the day that was chosen from the lists.
pub(super) const LUNAR_DAY: &str = "mistake-lunar-day";
/// The mother would be born after the child.
pub(super) const MOTHER_AFTER_CHILD: &str = "mistake-birth-mother-after-child";
/// The father would be born after the child.
pub(super) const FATHER_AFTER_CHILD: &str = "mistake-birth-father-after-child";
