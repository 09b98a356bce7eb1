//! One integration-test binary; its modules mirror the doors.

mod arrows;
mod blanks;
mod collect;
mod colours;
mod days;
mod desk;
mod doors;
mod durability;
mod family;
mod faults;
mod finding;
mod harness;
mod keys;
mod lists;
mod malformed;
mod mended;
mod places;
mod receipts;
mod register;
mod texts;
mod training;
