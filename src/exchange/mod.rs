//! What leaves the kit as a file for other programs.

pub mod certificates;
pub mod csv;
