//! The family's form as data: which questions there are, in which order, and what the answers
//! mean.
//!
//! One definition drives the phone's pages (a [`Step`] a page), the helper's entry (all steps on
//! one page) and the desk's corrections. Raw answers stay strings in [`Answers`] until [`parse()`]
//! makes an [`Application`](super::application::Application) of them, or tells every [`Mistake`]
//! at once. Nothing here knows a page, a language or a clock.

mod answers;
mod asks;
mod assemble;
mod child_steps;
mod fields;
mod labels;
mod lives;
mod mistakes;
mod moon;
mod names;
mod parents;
mod parse;
mod places;
mod read_back;
mod setting;
mod steps;

mod walk;

#[cfg(test)]
mod families;
#[cfg(test)]
mod texts;

pub use answers::{Answers, MAX_VALUE_CHARS};
pub use fields::{Choice, Field, FieldKind, Step, When};
pub use labels::{field, is_answer};
pub use mistakes::Mistake;
pub use moon::{Chosen, Moon, asks_for_older, step as which_day};
pub use names::MAX_CHILDREN;
pub use parse::{as_far_as_read, check_step, parse};
pub use places::{by_level, found};
pub use read_back::{ReadBack, ReadBackValue, read_back};
pub use setting::{FormSetting, PlaceName};
pub use steps::{GROUP_OTHER_PAPERS, child_count, entry_steps, paper_steps, step, steps};
pub use walk::{Page, asks_on, first_unanswered, page};
