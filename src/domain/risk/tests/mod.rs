//! What the embedded rules say, what a file must not say, and what holds whatever the facts are.

mod properties;
mod refused;
mod rules;
