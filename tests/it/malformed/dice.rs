//! Requests drawn at random, from a seed that the complaint names.

use axum::http::Method;

use super::*;

/// Numbers that look random and come again with the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(super) fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// What people, programs and bored teenagers put into fields.
pub(super) const RUBBISH: [&str; 44] = [
    "",
    " ",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' OR '1'='1",
    "'; DROP TABLE families; --",
    "{{7*7}}",
    "${jndi:ldap://x}",
    "../../../../etc/passwd",
    "C:\\Windows\\win.ini",
    "=cmd|' /C calc'!A0",
    "\u{202E}gnp.exe",
    "\u{2066}\u{2067}\u{2069}\u{200F}\u{200E}",
    "\u{0}",
    "a\u{0}b",
    "\r\nSet-Cookie: staff=x",
    "\u{FEFF}\u{200B}\u{200C}\u{200D}",
    "\u{17D2}\u{17D2}\u{17D2}\u{17B6}\u{17C1}\u{17BB}",
    "ក\u{17D2}\u{200D}\u{17D2}ក\u{17D2}",
    "៣៤៥",
    "០",
    "-1",
    "0",
    "1",
    "2",
    "4294967296",
    "99999999999999999999999999",
    "1e309",
    "NaN",
    "0x10",
    "٣٤٥",
    "9999-12-31",
    "0000-00-00",
    "2026-02-30",
    "31",
    "yes",
    "mother",
    "informant",
    "same_1",
    "same_99",
    "00000000000000000000000000000000",
    "ffffffffffffffffffffffffffffffff",
    "KB1AAAAAAAAAAAAAAAAAAAA",
    "👩\u{200D}👧 \u{1F1F0}\u{1F1ED} ﷽ ﷺ",
];

/// Names that forms of ours have, and some that they do not.
pub(super) const NAMES: [&str; 60] = [
    "draft",
    "back",
    "lang",
    "size",
    "scheme",
    "code",
    "khmer_family",
    "khmer_given",
    "latin_given",
    "phone",
    "phone_owner",
    "relation",
    "relation_words",
    "home",
    "home_village",
    "count",
    "c1_khmer_given",
    "c1_sex",
    "c1_birth_day",
    "c1_birth_month",
    "c1_birth_year",
    "c1_place",
    "c1_place_words",
    "c1_mother",
    "c1_father",
    "c99_sex",
    "own_birth_year",
    "collect_1_name",
    "collect_self",
    "paper_family_book",
    "staff",
    "pin",
    "desk",
    "reason",
    "q",
    "version",
    "decision",
    "book",
    "entry",
    "year",
    "taker",
    "unique_code",
    "relation_to",
    "issue",
    "size",
    "copy",
    "name",
    "role",
    "roles",
    "holder",
    "new",
    "old",
    "current",
    "place",
    "remedy",
    "from",
    "passphrase",
    "starts_on",
    "__proto__",
    "children[]",
];

/// Words of one field.
pub(super) fn words(dice: &mut Dice) -> String {
    match dice.below(12) {
        0 => {
            let long = dice.below(5000);
            "ក".repeat(long)
        }
        1 => (0..dice.below(40))
            .filter_map(|_| char::from_u32(0x1780 + u32::try_from(dice.below(128)).unwrap()))
            .collect(),
        2 => (0..dice.below(30))
            .filter_map(|_| char::from_u32(u32::try_from(dice.below(0x11_0000)).unwrap()))
            .collect(),
        3 => format!("{}{}", dice.pick(&RUBBISH), dice.pick(&RUBBISH)),
        _ => dice.pick(&RUBBISH).to_owned(),
    }
}

pub(super) fn fields(dice: &mut Dice) -> Vec<u8> {
    let many = if dice.percent(1) { 10_000 } else { dice.below(12) };
    let pairs: Vec<(String, String)> = (0..many)
        .map(|_| {
            (dice.pick(&NAMES).to_owned(), if many < 100 { words(dice) } else { "1".to_owned() })
        })
        .collect();
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (&**name, &**value)).collect();
    let mut body = encode(&pairs).into_bytes();
    match dice.below(12) {
        0 => body.extend(b"&x=%"),
        1 => body.extend(b"&x=%f"),
        2 => body.extend(b"&x=%zz%00%ff%c0%af"),
        3 => body.extend([0xFF, 0xFE, 0x00, b'=', 0xC3]),
        4 => body = (0..dice.below(300)).map(|_| u8::try_from(dice.below(256)).unwrap()).collect(),
        5 => body.extend(b"&&&===&=&"),
        6 => {
            let cut = dice.below(body.len());
            body.truncate(cut);
        }
        _ => {}
    }
    if dice.percent(1) {
        body.extend(b"&long=");
        body.resize(70_000 + dice.below(500_000), b'a');
    }
    body
}

pub(super) fn several_parts(dice: &mut Dice) -> Vec<u8> {
    let mut body = Vec::new();
    for _ in 0..dice.below(5) {
        body.extend(b"--x\r\ncontent-disposition: form-data; name=\"");
        body.extend(dice.pick(&["photo", "draft", "paper", "", "\"", "\u{202E}"]).as_bytes());
        body.extend(b"\"\r\n");
        if dice.percent(50) {
            body.extend(b"content-type: image/jpeg\r\n");
        }
        body.extend(b"\r\n");
        body.extend(words(dice).as_bytes());
        body.extend(b"\r\n");
    }
    if dice.percent(70) {
        body.extend(b"--x--\r\n");
    }
    body
}

/// A piece of an address, always such as HTTP can carry.
pub(super) fn piece(dice: &mut Dice, ids: &[String]) -> String {
    if dice.percent(40) && !ids.is_empty() {
        return ids[dice.below(ids.len())].clone();
    }
    match dice.below(8) {
        0 => "%".to_owned(),
        1 => "%FF%FE".to_owned(),
        2 => "%00".to_owned(),
        3 => "%2e%2e%2f%2e%2e".to_owned(),
        4 => "a".repeat(dice.below(3000)),
        _ => encode(&[("", &words(dice))]).trim_start_matches('=').chars().take(3000).collect(),
    }
}

pub(super) fn address(dice: &mut Dice, routes: &[(String, bool, bool)], ids: &[String]) -> String {
    let mut path = if dice.percent(88) {
        let (template, ..) = &routes[dice.below(routes.len())];
        template
            .split('/')
            .skip(1)
            .map(|part| if part.starts_with('{') { piece(dice, ids) } else { part.to_owned() })
            .fold(String::new(), |path, part| path + "/" + &part)
    } else {
        (0..=dice.below(4)).fold(String::new(), |path, _| path + "/" + &piece(dice, ids))
    };
    if dice.percent(5) {
        path = path.replace('/', "//");
    }
    if dice.percent(25) {
        path.push('?');
        path.extend(fields(dice).iter().filter(|byte| byte.is_ascii_graphic()).take(2000).map(
            |byte| {
                if b"\"<>`{}|\\^#".contains(byte) { 'x' } else { char::from(*byte) }
            },
        ));
    }
    path
}

pub(super) struct Sent {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) kind: Option<&'static str>,
    pub(super) body: Vec<u8>,
    /// Says enough to send it again.
    pub(super) told: String,
}

pub(super) fn request(dice: &mut Dice, routes: &[(String, bool, bool)], ids: &[String]) -> Sent {
    let method = match dice.below(20) {
        0..=7 => Method::GET,
        8..=17 => Method::POST,
        18 => Method::HEAD,
        _ => dice
            .pick::<Method>(&[
                &Method::PUT,
                &Method::DELETE,
                &Method::PATCH,
                &Method::OPTIONS,
                &Method::TRACE,
            ])
            .clone(),
    };
    let path = address(dice, routes, ids);
    let kind = match dice.below(20) {
        0 => None,
        1 => Some("application/json"),
        2 => Some("text/plain"),
        3 => Some("application/x-www-form-urlencoded; charset=utf-16"),
        4..=6 => Some("multipart/form-data; boundary=x"),
        7 => Some("multipart/form-data"),
        8 => Some(";;;"),
        _ => Some("application/x-www-form-urlencoded"),
    };
    let body = match (method == Method::POST, kind) {
        (false, _) if dice.percent(90) => Vec::new(),
        (_, Some(kind)) if kind.starts_with("multipart") => several_parts(dice),
        _ => fields(dice),
    };
    let told = format!(
        "{method} {path} {kind:?} {}",
        String::from_utf8_lossy(&body).chars().take(300).collect::<String>()
    );
    Sent { method, path, kind, body, told }
}
