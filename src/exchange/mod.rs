//! What leaves the kit as a file, for other programs or another laptop.

pub mod bundle;
pub mod certificates;
pub mod csv;
