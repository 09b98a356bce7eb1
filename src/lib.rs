//! The outreach kit: one program on one laptop that turns a village hall into a birth-registration office.
//!
//! # The map
//!
//! Ground floor, pure, text in and text out: [`khmer`]. On it [`domain`] (what the words of this trade mean
//! and what may happen next), [`typeset`] (strings to glyphs to pages to PDF) and [`papers`] (what each paper
//! says). [`i18n`] knows every sentence in both languages. [`seal`] holds every key, [`store`] alone names the
//! database, [`acts`] holds what happens, one verb a file, [`exchange`] what leaves as a file. [`web`] opens the doors over them, [`rehearse`]
//! plays a whole event through those doors, [`join`] shows the staff's pages on a second laptop. [`app`] puts them together, [`cli`] and [`config`] say how.
//!
//! Three doors: families' phones speak plainly with a router of their own; the laptop's own browser speaks with the
//! staff's router on the loopback address; and, when an administrator lets devices in, tablets and joined laptops on
//! the network's list reach the staff's rooms over TLS, without set-up, keys and backups (`app::net_door`, `web::net`).
//!
//! # What is absent, and stays so
//!
//! The pure rooms never name a clock, a file, the database or the network. Only `store` names rusqlite, only
//! `typeset/pdf.rs` printpdf, only `typeset/shape.rs` harfrust, only `typeset/qr.rs` qrcode, only `seal`
//! cryptography, only `clock` the time, only `config` the environment. `web/family` never names `web/staff`.
//! No name, date, village or phone number stands in a log line, an address, a file name or an error message.
//! `tests/it/arrows.rs` holds this.
//!
//! # Three walkthroughs
//!
//! *A family files.* `web::family::draft::save` merges one step's words into the draft and saves it, right or
//! wrong. `send` hands the draft's id to `acts::file` inside `Store::write`: it parses the words into an
//! `Application`, seals an empty note, writes family, people, children and ticket, and appends to the journal,
//! all in one savepoint of the next group commit, keyed by the draft, so that a second tap finds the first
//! ticket. The answer leaves after the disk has it.
//!
//! *A desk decides.* `web::staff::desk::line::next` calls the next ticket; `visit` reads the family with its
//! likely duplicates on a reader; `decide` sends the version the page knew, and a stale page gets the case as
//! it is now. `acts::issue` binds a minted number and freezes what the receipt says; `acts::paper` turns that
//! record into words, `papers::receipt` into pages, `typeset::pdf` into bytes.
//!
//! *A certificate is handed over.* `web::staff::collect` reads a code however it was typed, checks it against
//! its MAC and the register, shows whose it is, and `acts::decide` records who took it, once.

pub mod acts;
pub mod app;
pub mod check;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod join;
pub mod khmer;
pub mod lan;
pub mod machine;
pub mod papers;
pub mod photo;
pub mod rehearse;
pub mod scan;
pub mod seal;
pub mod store;
pub mod telemetry;
pub mod typeset;
pub mod web;
