//! A child's record for Primero: one JSON file a case, by a profile that says how a configuration names things.
//!
//! | file | what |
//! |---|---|
//! | [`profile`] | the profiles, versioned data files |
//! | [`record`] | a case as a profile has it |
//! | [`target`] | what a server lists, and whether a record fits it |
//! | [`send`] | sending, resumable, and what each answer means |
//! | [`wire`] | HTTP Basic over TLS |
//!
//! Nothing here refers a case, changes one or sets an owner: the receiving office does.

pub mod profile;
pub mod record;
pub mod send;
pub mod target;
pub mod wire;
