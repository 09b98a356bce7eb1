//! A small generator of numbers, so that a seed invents the same families on every machine.

/// `SplitMix64` (Steele, Lea, Flood 2014): 64 bits of state, good enough to invent names with, not for secrets.
#[derive(Clone)]
pub(super) struct Random(u64);

impl Random {
    /// Begins with a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A generator of its own for one thing, so that what one family draws does not move the next one.
    pub(super) fn apart(seed: u64, thing: u64) -> Self {
        let mut mixed = Self(seed ^ thing.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        mixed.next();
        Self(mixed.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to `end` - 1; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        // The bias of the remainder is below one in a billion here.
        u32::try_from(self.next() % u64::from(end.max(1))).unwrap_or(0)
    }

    /// Any byte.
    pub(super) fn noise(&mut self) -> u8 {
        u8::try_from(self.below(256)).unwrap_or(0)
    }

    /// A number from `first` to `last`, both included.
    pub(super) fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(last.saturating_sub(first) + 1)
    }

    /// True about `percent` times in a hundred.
    pub(super) fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of the things, if there are any.
    pub(super) fn pick<'a, T>(&mut self, things: &'a [T]) -> Option<&'a T> {
        let end = u32::try_from(things.len()).unwrap_or(u32::MAX);
        things.get(usize::try_from(self.below(end)).unwrap_or(0))
    }

    /// Puts the things into another order.
    pub(super) fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let end = u32::try_from(at + 1).unwrap_or(u32::MAX);
            things.swap(at, usize::try_from(self.below(end)).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_again() {
        let draw = |seed| {
            let mut random = Random::new(seed);
            (0..20).map(|_| random.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(105), draw(105));
        assert_ne!(draw(105), draw(106));
    }

    #[test]
    fn shuffling_loses_nothing() {
        let mut things: Vec<u32> = (0..53).collect();
        Random::new(1).shuffle(&mut things);
        assert_ne!(things, (0..53).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..53).collect::<Vec<_>>());
    }
}
