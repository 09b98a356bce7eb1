//! What the embedded rules say, what a file must not say, and what holds whatever the facts are.

pub(in crate::domain) mod filed;
mod properties;
mod refused;
mod rules;
