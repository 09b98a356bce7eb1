//! A real browser before the real program: Chromium, driven through its driver, goes the ways that people go.
//!
//! `cargo test --features browser --test browser` needs Debian's `chromium` and `chromium-driver`; without them
//! each test says so and passes. `OUTREACH_KIT_AXE` is the path of axe-core's `axe.min.js`, `OUTREACH_KIT_PICTURES`
//! a folder for a picture of every page. `.ci/run` sets both.
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on should stop and say where"
)]
#![allow(clippy::print_stderr, reason = "what is skipped is said")]

mod board;
mod chrome;
mod collector;
mod crowd;
mod days;
mod hands;
mod helper;
mod kit;
mod look;
mod lost;
mod mother;
mod officer;
mod pages;
mod paths;
mod people;
mod window;
