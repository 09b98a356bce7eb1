//! One integration-test binary; its modules mirror the doors.

mod arrows;
mod blanks;
mod clerks;
mod collect;
mod colours;
mod days;
mod desk;
mod doors;
mod durability;
mod events;
mod family;
mod faults;
mod finding;
mod harness;
mod keys;
mod lists;
mod malformed;
mod mended;
mod nights;
mod receipts;
mod register;
mod restored;
mod texts;
mod training;
