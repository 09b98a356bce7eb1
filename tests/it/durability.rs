//! The real program, killed at random moments while phones send: every acknowledged family is there, once.
