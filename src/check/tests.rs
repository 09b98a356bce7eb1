use super::*;
use crate::seal::Cost;
use crate::seal::token::RowId;
use jiff::civil::date;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn verdict(finding: &Finding) -> (Grade, &'static str) {
    // Both languages have the sentence, with everything in its place.
    for lang in Lang::ALL {
        let sentence = finding.sentence(lang);
        assert!(!sentence.starts_with("check-"), "{sentence}");
        assert!(!sentence.contains('{') && !sentence.contains('$'), "{sentence}");
    }
    (finding.grade, finding.said)
}

#[test]
fn a_clock_of_1970_or_behind_the_journal_is_red() {
    let now = at("2026-11-21T02:00:00Z");
    let ends = Some(date(2026, 11, 22));
    assert_eq!(verdict(&time(Timestamp::UNIX_EPOCH, None, ends, None)), (Grade::Red, "bad"));
    assert_eq!(verdict(&time(now, Some(now), ends, None)), (Grade::Good, "good"));
    let later = at("2026-11-21T02:11:00Z");
    assert_eq!(verdict(&time(now, Some(later), ends, None)), (Grade::Red, "behind"));
    let far = at("2029-11-21T02:00:00Z");
    assert_eq!(verdict(&time(far, Some(now), ends, None)), (Grade::Attend, "far"));
    // The bar says so until an administrator has said that it is right; so does the check.
    for doubt in Doubt::ALL {
        let standing = verdict(&time(now, Some(now), ends, Some(doubt)));
        assert_eq!(standing, (Grade::Attend, "unsure"), "{doubt:?}");
    }
}

#[test]
fn fewer_than_two_keyholders_are_red_and_so_is_no_recovery_sheet() {
    let key = DatabaseKey::random();
    let mut ring = Keyring::create(RowId::from_bytes([5; 16]), &key);
    let grades = |ring: &Keyring| keys(Some(ring)).map(|finding| verdict(&finding).0);
    assert_eq!(grades(&ring), [Grade::Red, Grade::Red]);
    ring.add_passphrase("one", "river lamp goat seven", &key, Cost::test()).unwrap();
    assert_eq!(grades(&ring), [Grade::Red, Grade::Red]);
    ring.add_passphrase("two", "window cashew monkey rice", &key, Cost::test()).unwrap();
    ring.add_recovery(&key, Cost::test()).unwrap();
    assert_eq!(grades(&ring), [Grade::Good, Grade::Good]);
    assert!(keys(None).iter().all(|finding| finding.grade == Grade::Red));
}

#[test]
fn a_battery_is_judged_by_what_is_left_and_whether_it_is_charged() {
    assert_eq!(verdict(&battery(10, true)).0, Grade::Good);
    assert_eq!(verdict(&battery(60, false)).0, Grade::Good);
    assert_eq!(verdict(&battery(40, false)).0, Grade::Attend);
    assert_eq!(verdict(&battery(10, false)).0, Grade::Red);
}

#[test]
fn little_room_is_red() {
    assert_eq!(verdict(&disk(Some(machine::LITTLE_ROOM))), (Grade::Good, "good"));
    assert_eq!(verdict(&disk(Some(machine::LITTLE_ROOM - 1))), (Grade::Red, "bad"));
    assert_eq!(verdict(&disk(None)), (Grade::Attend, "unknown"));
}

#[test]
fn a_broken_face_or_a_paper_that_cannot_be_drawn_is_red() {
    assert_eq!(verdict(&paper(Ok(()))).0, Grade::Good);
    assert_eq!(verdict(&paper(Err(proof::Fault::Face("Moul")))).0, Grade::Red);
    assert_eq!(verdict(&paper(Err(proof::Fault::Drawing))).0, Grade::Red);
}

#[test]
fn a_drill_tells_how_it_went() {
    let drilled_as = |outcome| drilled(Some(&Drilled { at: at("2026-11-21T02:00:00Z"), outcome }));
    assert_eq!(verdict(&drilled(None)), (Grade::Attend, "waiting"));
    assert_eq!(verdict(&drilled_as(Ok(3))), (Grade::Good, "good"));
    assert_eq!(verdict(&drilled_as(Err(Fault::NoRoom))).0, Grade::Attend);
    assert_eq!(verdict(&drilled_as(Err(Fault::Made))).0, Grade::Red);
    assert_eq!(verdict(&drilled_as(Err(Fault::Restored))).0, Grade::Red);
}

#[test]
fn the_last_backup_is_judged_by_age_by_what_it_covers_and_by_its_disk() {
    let now = at("2026-11-21T02:00:00Z");
    let made = |hours: i64, families: i64| Manifest {
        made_at: now.as_millisecond() - hours * 3_600_000,
        schema: 1,
        rows: vec![("families".to_owned(), families)],
        journal: (100, String::new()),
        generation: 0,
        since: 0,
    };
    let found =
        |newest, families| verdict(&Backups { newest, entries: 105, families }.finding(now));
    assert_eq!(found(None, 0), (Grade::Attend, "none"));
    assert_eq!(found(None, 1), (Grade::Red, "none"));
    assert_eq!(found(Some((made(1, 7), Some(true))), 9), (Grade::Good, "good"));
    assert_eq!(found(Some((made(1, 7), Some(false))), 9), (Grade::Attend, "own"));
    assert_eq!(found(Some((made(1, 7), None)), 9), (Grade::Attend, "where"));
    assert_eq!(found(Some((made(25, 7), Some(true))), 9), (Grade::Red, "old"));
    assert_eq!(found(Some((made(2500, 9), Some(true))), 9), (Grade::Good, "good"));
}

#[test]
fn what_is_worst_comes_first() {
    let mut grades = [Grade::Good, Grade::Red, Grade::Attend];
    grades.sort();
    assert_eq!(grades, [Grade::Red, Grade::Attend, Grade::Good]);
    assert_eq!(verdict(&test_print(None)).0, Grade::Attend);
    assert_eq!(verdict(&test_print(Some(date(2026, 11, 20)))).0, Grade::Good);
}
