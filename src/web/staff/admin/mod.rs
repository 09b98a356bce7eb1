//! The administrator's pages: event, staff, backups, journal, check.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod contacts;
pub(crate) mod devices;
pub(crate) mod event;
pub(crate) mod journal;
pub(crate) mod lost;
pub(crate) mod people;
pub(crate) mod report;
mod sentence;
