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
mod readers;
mod receipts;
mod register;
mod samples;
mod shaping;
mod texts;
mod training;
