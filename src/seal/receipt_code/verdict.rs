//! Whether a reading is one of our codes, and what to do if it is almost one.

use super::super::mac::same;
use super::check_character::{fits, solve};
use super::{Code, EventCode, GROUP, LENGTH, Reading, Realm, ReceiptKey, Serial, Symbols};
use super::{mac_symbols, mint, split};

/// The keys of every event this kit knows.
type Keys = [(EventCode, ReceiptKey)];

/// What a reading turned out to be. There is no word for forged: what is not genuine is
/// damaged, unknown or not ours, and a person looks at the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This kit or one with the same event key minted it.
    Genuine {
        /// The code as it was minted.
        code: Code,
        /// One character or two neighbours were put right; show which paper it is, and compare.
        mended: bool,
    },
    /// A sound code of an event this kit has no key for.
    UnknownEvent {
        /// That event.
        event: EventCode,
        /// The number in it, as it stands in the code; without the event's key nobody can say that it is genuine.
        serial: Serial,
    },
    /// A training code in a real kit, or the other way round.
    OtherRealm {
        /// Where the code belongs.
        realm: Realm,
    },
    /// One of ours by its shape, but not as it was printed.
    Damaged {
        /// The printed group (1 to 6) that alone must be wrong, if it could be found.
        group: Option<u8>,
    },
    /// Nothing like a receipt code.
    NotOurs,
}

/// Judges `reading` in a kit of `realm` that knows `keys`.
///
/// It is mended only if exactly one change of a character, or one swap of neighbours, gives a
/// code whose MAC is right. Looking for the damaged group takes some hundredths of a second.
pub fn check(reading: &Reading, realm: Realm, keys: &Keys) -> Verdict {
    if let Some(code) = reading.exact().and_then(|symbols| genuine(symbols, realm, keys)) {
        return Verdict::Genuine { code, mended: false };
    }
    let Some(places) = reading.places() else {
        return of_another_length(reading.symbols(), realm, keys);
    };
    let candidates = near(&places).filter_map(|symbols| genuine(symbols, realm, keys));
    if let Some(code) = the_only_one(candidates) {
        return Verdict::Genuine { code, mended: true };
    }
    let prefix =
        [places.first(), places.get(1), places.get(2)].map(|place| place.copied().flatten());
    if let [Some(a), Some(b), Some(c)] = prefix
        && let Some(found) = Realm::of([a, b, c])
        && found != realm
    {
        return Verdict::OtherRealm { realm: found };
    }
    if let Some(code) = reading.exact().and_then(Code::from_symbols)
        && key_of(keys, code.event()).is_none()
    {
        return Verdict::UnknownEvent { event: code.event(), serial: code.serial() };
    }
    match damaged_group(&places, realm, keys) {
        None if !resembles(prefix, realm) => Verdict::NotOurs,
        group => Verdict::Damaged { group },
    }
}

/// The code, if it belongs to this realm, its event is known and its MAC is right.
fn genuine(symbols: Symbols, realm: Realm, keys: &Keys) -> Option<Code> {
    let code = Code::from_symbols(symbols).filter(|code| code.realm() == realm)?;
    let minted = mint(key_of(keys, code.event())?, realm, code.event(), code.serial());
    same(&minted.symbols, &symbols).then_some(minted)
}

fn key_of(keys: &Keys, event: EventCode) -> Option<&ReceiptKey> {
    keys.iter().find(|(known, _)| *known == event).map(|(_, key)| key)
}

/// Every sound code that is one character or one swap of neighbours away. Each place has one
/// value that satisfies the check character, so there are no more than 45.
fn near(places: &[Option<u8>; LENGTH]) -> impl Iterator<Item = Symbols> {
    let filled = places.map(Option::unwrap_or_default);
    let unread: Vec<usize> =
        (0..).zip(places).filter(|(_, value)| value.is_none()).map(|(at, _)| at).collect();
    let changed = (0..LENGTH).map(move |place| (place, solve(filled, place)));
    let swapped = (1..LENGTH).map(move |place| {
        let mut symbols = filled;
        symbols.swap(place - 1, place);
        symbols
    });
    // A character that could not be read is the one change already.
    let allowed: Box<dyn Iterator<Item = Symbols>> = match unread.as_slice() {
        [] => Box::new(changed.map(|(_, symbols)| symbols).chain(swapped.filter(fits))),
        [only] => Box::new(std::iter::once(solve(filled, *only))),
        [..] => Box::new(std::iter::empty()),
    };
    allowed
}

/// The code all candidates agree on, if there is one and only one.
fn the_only_one(mut candidates: impl Iterator<Item = Code>) -> Option<Code> {
    let first = candidates.next()?;
    candidates.all(|other| other == first).then_some(first)
}

/// At least two of the three characters in front are those of `realm`.
fn resembles(prefix: [Option<u8>; 3], realm: Realm) -> bool {
    2 <= prefix.iter().zip(realm.symbols()).filter(|(read, ours)| **read == Some(*ours)).count()
}

/// One character too few or too many still tells where: the one place at which adding or leaving
/// out a character gives a genuine code. It is not mended, since a person can just type again.
fn of_another_length(read: &[Option<u8>], realm: Realm, keys: &Keys) -> Verdict {
    let mut start = read.iter().copied();
    let prefix = [start.next(), start.next(), start.next()].map(Option::flatten);
    if !resembles(prefix, realm) || !(LENGTH - GROUP..=LENGTH + GROUP).contains(&read.len()) {
        return Verdict::NotOurs;
    }
    let known: Option<Vec<u8>> = read.iter().copied().collect();
    let place = known.and_then(|known| {
        (0..=LENGTH).find(|place| {
            let whole = match known.len() {
                22 => inserted(&known, *place),
                24 => removed(&known, *place),
                _ => None,
            };
            whole.and_then(|symbols| genuine(symbols, realm, keys)).is_some()
        })
    });
    Verdict::Damaged { group: place.map(|place| group_of(place.min(LENGTH - 1))) }
}

/// 22 symbols with the one at `place` that the check character asks for.
fn inserted(known: &[u8], place: usize) -> Option<Symbols> {
    let (before, after) = known.split_at_checked(place)?;
    let symbols: Symbols = [before, &[0], after].concat().try_into().ok()?;
    Some(solve(symbols, place))
}

/// 24 symbols without the one at `place`.
fn removed(known: &[u8], place: usize) -> Option<Symbols> {
    let (before, [_, after @ ..]) = known.split_at_checked(place)? else { return None };
    [before, after].concat().try_into().ok()
}

/// The printed group that holds the character at `place`, counted from 1.
fn group_of(place: usize) -> u8 {
    u8::try_from(place / GROUP + 1).unwrap_or(u8::MAX)
}

/// The one group in which a genuine code differs from what was read, if all damage lies there.
fn damaged_group(places: &[Option<u8>; LENGTH], realm: Realm, keys: &Keys) -> Option<u8> {
    likely_codes(places, realm, keys).find_map(|code| {
        let mut groups = code
            .symbols
            .chunks(GROUP)
            .zip(places.chunks(GROUP))
            .zip(1..)
            .filter(|((minted, read), _)| !minted.iter().zip(*read).all(|(a, b)| Some(*a) == *b))
            .map(|(_, group)| group);
        let first = groups.next()?;
        groups.next().is_none().then_some(first)
    })
}

/// The codes that could have been printed if one group is wrong. Groups 1 and 4 to 6 leave the
/// serial as read; group 2 may hide its first character, group 3 the other four.
fn likely_codes(
    places: &[Option<u8>; LENGTH],
    realm: Realm,
    keys: &Keys,
) -> impl Iterator<Item = Code> {
    let symbols = places.map(Option::unwrap_or_default);
    let [_, _, _, e0, e1, e2, e3, s0, s1, s2, s3, s4, _, mac @ ..] = symbols;
    let other_events = keys.iter().flat_map(move |(event, key)| {
        let firsts = std::iter::once(s0).chain((0..32).filter(move |first| *first != s0));
        let serials = firsts.filter_map(move |first| Serial::from_symbols([first, s1, s2, s3, s4]));
        serials.map(move |serial| mint(key, realm, *event, serial))
    });

    let event = EventCode::from_symbols([e0, e1, e2, e3]);
    let known = event.and_then(|event| Some((event, key_of(keys, event)?)));
    // The check character fixes the fourth of group 3's, which leaves 32 768 to try.
    let other_serials = (0..known.map_or(0, |_| 1_u64 << 15)).filter_map(move |tried| {
        let (event, key) = known?;
        let mut symbols = symbols;
        for (place, value) in symbols.iter_mut().skip(8).zip(split::<3>(tried)) {
            *place = value;
        }
        let [_, _, _, _, _, _, _, _, s1, s2, s3, s4, ..] = solve(symbols, 11);
        let serial = Serial::from_symbols([s0, s1, s2, s3, s4])?;
        let fits = same(&mac_symbols(key, realm, event, serial), &mac);
        fits.then(|| mint(key, realm, event, serial))
    });
    other_events.chain(other_serials)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::super::alphabet::symbol;
    use super::super::read;
    use super::*;

    /// A kit with three events, and a code of the second.
    fn kit() -> (Vec<(EventCode, ReceiptKey)>, Code) {
        let event = |number: u32| EventCode::from_number(number * 0x1_2345).unwrap();
        let keys: Vec<_> = (1..4)
            .map(|number| {
                (event(number), ReceiptKey::from_bytes([u8::try_from(number).unwrap(); 32]))
            })
            .collect();
        let code = mint(&keys[1].1, Realm::Real, keys[1].0, Serial::new(37, 4711).unwrap());
        (keys, code)
    }

    fn judge(typed: &str) -> Verdict {
        check(&read(typed), Realm::Real, &kit().0)
    }

    /// The code of [`kit`] after `change` was done to its characters.
    fn judge_changed(change: impl Fn(&mut Vec<char>)) -> Verdict {
        let mut typed: Vec<char> = kit().1.to_string().chars().collect();
        change(&mut typed);
        judge(&typed.iter().collect::<String>())
    }

    /// Another symbol than `typed`.
    fn other(typed: char, step: u8) -> char {
        (0..32)
            .map(symbol)
            .cycle()
            .skip_while(|each| *each != typed)
            .nth(usize::from(step))
            .unwrap()
    }

    #[test]
    fn a_minted_code_is_genuine() {
        let code = kit().1;
        for typed in [code.to_string(), code.grouped(), code.grouped().to_lowercase()] {
            assert_eq!(judge(&typed), Verdict::Genuine { code, mended: false });
        }
    }

    #[test]
    fn every_single_changed_character_is_mended_to_the_same_code() {
        let code = kit().1;
        for place in 0..LENGTH {
            for step in 1..32 {
                let verdict = judge_changed(|typed| typed[place] = other(typed[place], step));
                assert_eq!(verdict, Verdict::Genuine { code, mended: true }, "{place} {step}");
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_mended_to_the_same_code() {
        let code = kit().1;
        let shown: Vec<char> = code.to_string().chars().collect();
        for place in (1..LENGTH).filter(|place| shown[*place] != shown[place - 1]) {
            let verdict = judge_changed(|typed| typed.swap(place - 1, place));
            assert_eq!(verdict, Verdict::Genuine { code, mended: true }, "{place}");
        }
    }

    #[test]
    fn one_character_that_cannot_be_read_is_mended() {
        let code = kit().1;
        for place in 0..LENGTH {
            let verdict = judge_changed(|typed| typed[place] = '?');
            assert_eq!(verdict, Verdict::Genuine { code, mended: true }, "{place}");
        }
    }

    #[test]
    fn two_changes_in_one_group_name_the_group_and_are_not_mended() {
        for (one, two) in (0..LENGTH).flat_map(|one| (0..one).map(move |two| (one, two))) {
            if one / GROUP == two / GROUP {
                let verdict = judge_changed(|typed| {
                    typed[one] = other(typed[one], 5);
                    typed[two] = other(typed[two], 9);
                });
                let group = Some(u8::try_from(one / GROUP + 1).unwrap());
                assert_eq!(verdict, Verdict::Damaged { group }, "{one} {two}");
            }
        }
    }

    #[test]
    fn changes_in_two_groups_are_damage_without_a_place() {
        let verdict = judge_changed(|typed| {
            typed[9] = other(typed[9], 5);
            typed[20] = other(typed[20], 9);
        });
        assert_eq!(verdict, Verdict::Damaged { group: None });
        let verdict = judge_changed(|typed| (typed[9], typed[10], typed[20]) = ('?', '?', '?'));
        assert_eq!(verdict, Verdict::Damaged { group: None });
    }

    #[test]
    fn two_characters_that_cannot_be_read_name_their_group() {
        let verdict = judge_changed(|typed| (typed[9], typed[10]) = ('?', '?'));
        assert_eq!(verdict, Verdict::Damaged { group: Some(3) });
    }

    #[test]
    fn a_missing_or_doubled_character_names_its_group() {
        for place in 4..LENGTH {
            let missing = judge_changed(|typed| {
                typed.remove(place);
            });
            let doubled = judge_changed(|typed| typed.insert(place, other(typed[place], 3)));
            for verdict in [missing, doubled] {
                let Verdict::Damaged { group: Some(group) } = verdict else {
                    panic!("{place}: {verdict:?}");
                };
                // Beside an equal character, the neighbour may be the one that is missing.
                assert!(usize::from(group).abs_diff(place / GROUP + 1) <= 1, "{place}: {group}");
            }
        }
        assert_eq!(judge_changed(|typed| typed.truncate(20)), Verdict::Damaged { group: None });
    }

    #[test]
    fn a_sound_code_with_an_invented_mac_is_never_genuine() {
        for seed in 0..20_u64 {
            let mut symbols = kit().1.symbols;
            let invented: [u8; 10] = split(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 14);
            symbols[13..].copy_from_slice(&invented);
            let typed: String = solve(symbols, 12).map(symbol).iter().collect();
            assert!(!matches!(judge(&typed), Verdict::Genuine { .. }), "{typed}");
        }
    }

    #[test]
    fn an_unknown_event_is_told_from_damage() {
        let event = EventCode::from_number(77).unwrap();
        let serial = Serial::new(7, 1).unwrap();
        let code = mint(&ReceiptKey::random(), Realm::Real, event, serial);
        assert_eq!(judge(&code.to_string()), Verdict::UnknownEvent { event, serial });
    }

    #[test]
    fn training_and_real_never_mix() {
        let (keys, code) = kit();
        let training = mint(&keys[1].1, Realm::Training, code.event(), code.serial());
        assert_eq!(judge(&training.to_string()), Verdict::OtherRealm { realm: Realm::Training });
        let verdict = |code: Code| check(&read(&code.to_string()), Realm::Training, &keys);
        assert_eq!(verdict(code), Verdict::OtherRealm { realm: Realm::Real });
        assert_eq!(verdict(training), Verdict::Genuine { code: training, mended: false });
    }

    #[test]
    fn other_peoples_codes_are_not_ours() {
        for typed in [
            "",
            "K",
            "KB1",
            "8847100123456",
            "http://192.168.1.5:8080/",
            "WIFI:S:x;;",
            "០១២៣",
            "?????",
        ] {
            assert_eq!(judge(typed), Verdict::NotOurs, "{typed}");
        }
        assert_eq!(judge(&"?".repeat(LENGTH)), Verdict::NotOurs);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn any_text_is_judged_and_none_is_genuine(text in ".{0,80}|KB1[0-9A-Z]{15,30}") {
            let verdict = judge(&text);
            let is_genuine = matches!(verdict, Verdict::Genuine { .. });
            prop_assert!(!is_genuine);
        }
    }
}
