//! The door for staff devices on the network: who is let in, how a device is paired and a laptop joins, and what is
//! said to whoever speaks plainly.

pub(crate) mod cookies;
pub(crate) mod gate;
pub(crate) mod join;
pub(crate) mod pair;
pub(crate) mod plain;

/// What a device shows with each request, by this name.
pub(crate) const DEVICE: &str = "device";
