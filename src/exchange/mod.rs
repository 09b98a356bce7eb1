//! What leaves the kit as a file, for other programs or another laptop.

pub mod bundle;
pub mod case;
pub mod certificates;
pub mod csv;
pub mod oscar;
pub mod primero;
