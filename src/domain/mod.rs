//! What the words of this trade mean and what may happen next. Pure: no clock, no file, no page.

pub mod age;
pub mod application;
pub mod arrival;
pub mod attention;
pub mod birth;
pub mod blank;
pub mod case;
pub mod clock_doubt;
pub mod collection;
pub mod day;
pub mod documents;
pub mod duplicate;
pub mod event;
pub mod ids;
pub mod intake;
pub mod lunar;
pub mod names;
pub mod offer;
pub mod phone;
pub mod place;
pub mod queue;
pub mod register;
pub mod risk;
pub mod safeguarding;
pub mod staff;
pub mod tally;
