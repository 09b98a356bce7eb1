//! Keys of names in one long text, so that one sweep over it finds a part of any name.

use super::How;
use super::hits::Fit;
use strsim::osa_distance;

/// Between keys; no key holds it.
const END: char = '\n';

/// The words of a name in one piece, with the places where words begin.
#[derive(Default, Clone, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) text: String,
    /// One bit for each byte at which a word begins, as far as they reach; the first word has none.
    starts: u32,
}

impl Key {
    /// Adds a word as it is.
    pub(super) fn push(&mut self, word: &str) {
        if !self.text.is_empty() {
            self.starts |=
                u32::try_from(self.text.len()).map_or(0, |at| 1_u32.checked_shl(at).unwrap_or(0));
        }
        self.text.push_str(word);
    }

    /// Adds a word that sounds on: a letter that ends one word and begins the next stands once,
    /// so that it does not matter whether a space was typed.
    pub(super) fn push_sound(&mut self, word: &str) {
        let twice = word.chars().next().filter(|first| self.text.ends_with(*first));
        self.push(word.get(twice.map_or(0, char::len_utf8)..).unwrap_or_default());
    }
}

/// Keys of many names. A name may have several.
#[derive(Default)]
pub(super) struct Shelf {
    text: String,
    slots: Vec<Slot>,
}

struct Slot {
    /// Where the key begins in the text.
    at: u32,
    starts: u32,
    /// One bit for each letter of the key; letters may share one.
    letters: u32,
    name: u16,
}

/// How many keys are first asked together whether any holds what is sought; the standard
/// library answers that many times faster than where it is.
const TOGETHER: usize = 64;

impl Shelf {
    /// Puts a key of `name` on the shelf.
    pub(super) fn put(&mut self, name: u16, key: &Key) {
        if let (false, Ok(at)) = (key.text.is_empty(), u32::try_from(self.text.len())) {
            self.slots.push(Slot { at, starts: key.starts, letters: letters(&key.text), name });
            self.text.push_str(&key.text);
            self.text.push(END);
        }
    }

    /// No more keys will come.
    pub(super) fn close(&mut self) {
        self.text.shrink_to_fit();
        self.slots.shrink_to_fit();
    }

    /// How `part` stands in the names, where it does, into `best` by name; `by_sound` if the
    /// keys are sounds.
    pub(super) fn sweep(&self, part: &str, by_sound: bool, best: &mut [Option<Fit>]) {
        if part.is_empty() {
            return;
        }
        let mut rest = self.text.as_str();
        let mut offset = 0;
        for (slots, nth) in self.slots.chunks(TOGETHER).zip(1..) {
            let end =
                self.slots.get(nth * TOGETHER).map_or(self.text.len(), |next| next.at as usize);
            let (text, after) = rest.split_at_checked(end - offset).unwrap_or((rest, ""));
            if text.contains(part) {
                sweep_slots(slots, text, offset, part, by_sound, best);
            }
            (rest, offset) = (after, end);
        }
    }

    /// Names that are spelt about like `sound`, into `best` where nothing better stands.
    ///
    /// `bones` are the consonants that are heard of each name, `heard` those of the typed word:
    /// where they agree more may differ.
    pub(super) fn sweep_alike(
        &self,
        sound: &str,
        heard: u32,
        bones: &[u32],
        best: &mut [Option<Fit>],
    ) {
        let length = sound.chars().count();
        let slips = match length {
            0..=2 => return,
            3 => 0,
            4..=6 => 1,
            7..=10 => 2,
            _ => 3,
        };
        let sought = Sought { sound, length, slips, letters: letters(sound) };
        let ends = self.slots.iter().skip(1).map(|next| next.at as usize);
        for (slot, end) in self.slots.iter().zip(ends.chain([self.text.len()])) {
            let name = usize::from(slot.name);
            if best.get(name).is_none_or(Option::is_some) {
                continue;
            }
            let has_bones = heard != 0 && bones.get(name) == Some(&heard);
            let missing = (sought.letters & !slot.letters).count_ones() as usize;
            if !has_bones && (slips == 0 || slips < missing) {
                continue;
            }
            let key = self.text.get(slot.at as usize..end - END.len_utf8()).unwrap_or_default();
            if sought.is_like(key, slot.letters, has_bones) {
                keep_best(best, slot.name, Fit { how: How::Alike, by_sound: true });
            }
        }
    }

    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.text.capacity() + self.slots.capacity() * size_of::<Slot>()
    }
}

/// How `part` stands in the keys of `slots`, whose `text` begins at `offset` of the shelf.
fn sweep_slots(
    slots: &[Slot],
    text: &str,
    offset: usize,
    part: &str,
    by_sound: bool,
    best: &mut [Option<Fit>],
) {
    let mut slots = slots.iter().map(|slot| (slot.at as usize - offset, slot)).peekable();
    let Some(mut slot) = slots.next() else { return };
    for (at, _) in text.match_indices(part) {
        while let Some(next) = slots.next_if(|(start, _)| *start <= at) {
            slot = next;
        }
        let (start, Slot { starts, name, .. }) = slot;
        let ends = text.as_bytes().get(at + part.len()) == Some(&(END as u8));
        let how = match at - start {
            0 if ends => How::Whole,
            0 => How::Start,
            within if within < 32 && starts >> within & 1 == 1 => How::Word,
            _ => How::Inside,
        };
        keep_best(best, *name, Fit { how, by_sound });
    }
}

/// A sound that no name has quite.
struct Sought<'a> {
    sound: &'a str,
    /// Its characters.
    length: usize,
    /// How many of them may differ.
    slips: usize,
    letters: u32,
}

impl Sought<'_> {
    /// Whether the key is about the same, or begins about so; `has_bones` if the consonants that
    /// are heard agree.
    fn is_like(&self, key: &str, letters: u32, has_bones: bool) -> bool {
        let length = key.chars().count();
        let allowed = if has_bones { self.length.div_ceil(3) } else { self.slips };
        let too_many = (letters & !self.letters).count_ones() as usize;
        if length.abs_diff(self.length) <= allowed
            && too_many <= allowed
            && (has_bones || key.chars().next() == self.sound.chars().next())
            && osa_distance(self.sound, key) <= allowed
        {
            return true;
        }
        let end = key.char_indices().nth(self.length).map(|(at, _)| at);
        let begins = end.and_then(|end| key.get(..end));
        begins.is_some_and(|begins| self.slips > 0 && osa_distance(self.sound, begins) < self.slips)
    }
}

/// One bit for each letter.
fn letters(key: &str) -> u32 {
    key.chars().fold(0, |letters, letter| letters | 1 << (u32::from(letter) % 32))
}

fn keep_best(best: &mut [Option<Fit>], name: u16, fit: Fit) {
    if let Some(best) = best.get_mut(usize::from(name)) {
        *best = Some(best.map_or(fit, |known| known.min(fit)));
    }
}
