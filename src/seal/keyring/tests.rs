use super::*;

const SOPHEAP: &str = "river lamp goat seven";
const DARA: &str = "window cashew monkey rice";

/// A ring with two keyholders and a recovery sheet.
fn ring() -> (Keyring, DatabaseKey, RecoveryCode) {
    let key = DatabaseKey::random();
    let mut ring = Keyring::create(RowId::from_bytes([5; 16]), &key);
    ring.add_passphrase("Sopheap", SOPHEAP, &key, Cost::test()).unwrap();
    ring.add_passphrase("Dara", DARA, &key, Cost::test()).unwrap();
    let code = ring.add_recovery(&key, Cost::test()).unwrap();
    (ring, key, code)
}

fn opens(ring: &Keyring, typed: &str, key: &DatabaseKey) -> bool {
    ring.open(typed).is_ok_and(|(opened, _)| opened.bytes() == key.bytes())
}

#[test]
fn each_keyholder_and_the_recovery_sheet_open_the_kit() {
    let (ring, key, code) = ring();
    let loosely_typed = code.text().replace('-', "").to_lowercase();
    for typed in [SOPHEAP, "  WINDOW cashew monkey rice", &code.text(), &loosely_typed] {
        assert!(opens(&ring, typed, &key), "{typed}");
    }
    let (_, slot) = ring.open(DARA).unwrap();
    assert_eq!(
        ring.slots().find(|info| info.id == slot).map(|info| info.holder),
        Some("Dara".into())
    );
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let (ring, ..) = ring();
    for typed in ["", "river lamp goat eight", &RecoveryCode::random().text()] {
        assert!(matches!(ring.open(typed), Err(KeyringError::WrongPassphrase)), "{typed}");
    }
}

#[test]
fn a_mistyped_recovery_code_names_its_groups() {
    let (ring, _, code) = ring();
    let mut typed: Vec<char> = code.text().chars().collect();
    for place in [7, 40] {
        typed[place] = if typed[place] == 'K' { 'M' } else { 'K' };
    }
    let outcome = ring.open(&typed.iter().collect::<String>());
    assert!(matches!(outcome, Err(KeyringError::MistypedGroups(groups)) if groups == [2, 7]));
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_only() {
    let (mut ring, key, code) = ring();
    let (_, slot) = ring.open(SOPHEAP).unwrap();
    let new = "bamboo kettle eleven stars";
    ring.change_passphrase(slot, SOPHEAP, new, Cost::test()).unwrap();
    assert!(!opens(&ring, SOPHEAP, &key));
    assert!(
        opens(&ring, new, &key) && opens(&ring, DARA, &key) && opens(&ring, &code.text(), &key)
    );
    let holders: Vec<String> = ring.slots().map(|info| info.holder).collect();
    assert_eq!(holders, ["Sopheap", "Dara", ""]);
    assert_eq!(ring.open(new).unwrap().1, slot);
    let outcome = ring.change_passphrase(slot, SOPHEAP, DARA, Cost::test());
    assert!(matches!(outcome, Err(KeyringError::WrongPassphrase)));
}

#[test]
fn a_weak_passphrase_or_another_kits_key_is_refused() {
    let (mut ring, key, code) = ring();
    let outcome = ring.add_passphrase("Bopha", "1234", &key, Cost::test());
    assert!(matches!(outcome, Err(KeyringError::Weak(WeakPassphrase::TooShort))));
    let outcome = ring.add_passphrase("Bopha", &code.text(), &key, Cost::test());
    assert!(matches!(outcome, Err(KeyringError::Weak(_))));
    let outcome = ring.add_passphrase("Bopha", SOPHEAP, &DatabaseKey::random(), Cost::test());
    assert!(matches!(outcome, Err(KeyringError::OtherKey)));
    assert_eq!(ring.slots().count(), 3);
}

#[test]
fn a_removed_holder_is_locked_out_and_the_last_one_stays() {
    let (mut ring, key, code) = ring();
    let ids: Vec<SlotId> = ring.slots().map(|info| info.id).collect();
    ring.remove(ids[0]).unwrap();
    assert!(!opens(&ring, SOPHEAP, &key) && opens(&ring, DARA, &key));
    assert!(matches!(ring.remove(ids[1]), Err(KeyringError::LastSlot)));
    assert!(matches!(ring.remove(ids[0]), Err(KeyringError::NoSuchSlot)));
    ring.remove(ids[2]).unwrap();
    assert!(!opens(&ring, &code.text(), &key) && opens(&ring, DARA, &key));
}

#[test]
fn a_ring_comes_back_from_its_text() {
    let (ring, key, _) = ring();
    let back = Keyring::from_text(&ring.to_text().unwrap()).unwrap();
    assert!(back.kit() == ring.kit() && opens(&back, SOPHEAP, &key));
}

#[test]
fn any_changed_digit_of_a_slot_keeps_it_shut() {
    let (mut ring, key, _) = ring();
    ring.slots.truncate(1);
    ring.slots[0].holder = "?".into(); // the one field a slot is not bound to
    let text = ring.to_text().unwrap();
    for (place, digit) in text.char_indices().filter(|(_, each)| each.is_ascii_hexdigit()) {
        let mut changed = text.clone().into_bytes();
        changed[place] = if digit == '1' { b'2' } else { b'1' };
        let changed = String::from_utf8(changed).unwrap();
        if let Ok(ring) = Keyring::from_text(&changed) {
            assert!(!opens(&ring, SOPHEAP, &key), "{changed}");
        }
    }
}

#[test]
fn the_training_flag_can_be_neither_taken_off_nor_put_on() {
    let key = DatabaseKey::random();
    let mut ring = Keyring::create_for_training(RowId::from_bytes([5; 16]), &key);
    ring.add_passphrase("Sopheap", SOPHEAP, &key, Cost::test()).unwrap();
    let text = ring.to_text().unwrap();
    let back = Keyring::from_text(&text).unwrap();
    assert!(back.is_for_training() && opens(&back, SOPHEAP, &key));
    let off = Keyring::from_text(&text.replace("\"training\": true,", "")).unwrap();
    assert!(!off.is_for_training() && !opens(&off, SOPHEAP, &key));
    let real = self::ring().0.to_text().unwrap();
    assert!(!real.contains("training"), "older programs read a real kit's file");
    let on = real.replace("\"version\": 1,", "\"version\": 1, \"training\": true,");
    assert!(matches!(
        Keyring::from_text(&on).unwrap().open(SOPHEAP),
        Err(KeyringError::WrongPassphrase)
    ));
}

#[test]
fn a_damaged_or_newer_file_is_not_read() {
    let text = ring().0.to_text().unwrap();
    for broken in [
        String::new(),
        "{}".into(),
        text[..text.len() / 2].into(),
        text.replace("\"version\": 1", "\"version\": 2"),
        text.replace("\"m\": 32", "\"m\": 4294967295"),
        text.replace("\"m\": 32", "\"m\": 0"),
    ] {
        assert!(matches!(Keyring::from_text(&broken), Err(KeyringError::Damaged)), "{broken}");
    }
}

#[test]
fn the_key_file_of_an_earlier_version_still_opens() {
    let text = r#"{"version":1,"kit":"01010101010101010101010101010101",
        "fingerprint":"0e5d4886f73b83af6c3a4ccbc3c62be3","slots":[
        {"id":"9fe9fccbca0e283e","holder":"","role":"recovery",
        "salt":"bf2bfe22e11bbdd42002525b9d62e702","cost":{"m":32,"t":1,"p":1},
        "nonce":"46c2af02e434a670250ba9d86616833916e98e761e731c9b",
        "wrapped":"fb7a768ccba363af9bfdca828394be5759a33d92e2e1b81c287ed505067ed394dbcf933579ec082af1b83b41c51fcd9d"}]}"#;
    let ring = Keyring::from_text(text).unwrap();
    let code = "6B6P6-4E8Y4-TVM6N-PARM7-7TBQ7-WSRAE-H3RHB-AZABD";
    assert!(opens(&ring, code, &DatabaseKey::from_bytes([3; 32])));
}
