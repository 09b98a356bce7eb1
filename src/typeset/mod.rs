//! Strings to glyphs to lines to a page to PDF. Knows nothing of births.
//!
//! [`shape`] turns characters into glyphs, [`breaks`] says where a line may end, [`lines`] fills lines, [`layout`]
//! is a page as plain data, [`doubt`] says where a spelling cannot be drawn, [`figure`] is what is drawn on it, [`qr`] draws symbols, [`pdf`] writes the file. The room is
//! pure: it reads no file and no clock, so the same page is the same bytes every time.

pub mod breaks;
pub mod doubt;
pub mod face;
pub mod figure;
pub mod layout;
pub mod lines;
pub mod pdf;
pub mod qr;
pub mod shape;

pub use face::Face;
