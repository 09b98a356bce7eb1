//! Every page and how it is reached.

/// Which door a page is behind.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    Family,
    Staff,
}

use Door::{Family, Staff};

/// What is done on a page before it is looked at.
pub(crate) enum Act {
    /// Types into a box.
    Type(&'static str, &'static str),
    /// Picks a choice.
    Tick(&'static str),
    /// Opens what is folded in.
    Unfold(&'static str),
    /// Presses a button and waits for the page that comes.
    Press(&'static str),
}

use Act::{Press, Tick, Type, Unfold};

/// A page and how it is reached. Words in braces are found in the world of the crowd.
pub(crate) struct Page {
    pub(super) name: &'static str,
    pub(super) door: Door,
    pub(super) path: &'static str,
    pub(super) acts: &'static [Act],
    /// The status with which it answers.
    pub(super) status: u16,
}

pub(crate) const fn page(name: &'static str, door: Door, path: &'static str) -> Page {
    Page { name, door, path, acts: &[], status: 200 }
}

pub(crate) const fn after(
    name: &'static str,
    door: Door,
    path: &'static str,
    status: u16,
    acts: &'static [Act],
) -> Page {
    Page { name, door, path, acts, status }
}

/// Before a kit is set up.
pub(super) const FRESH: &[Page] = &[
    page("setup", Staff, "/setup"),
    after("setup-mistakes", Staff, "/setup", 422, &[Press("form[action='/setup'] button")]),
    page("restore", Staff, "/restore"),
    after(
        "restore-wrong",
        Staff,
        "/restore",
        422,
        &[
            Type("#from", "/nowhere"),
            Type("#passphrase", "not the words"),
            Press("form[action='/restore'] button"),
        ],
    ),
    after("family-not-yet", Family, "/", 503, &[]),
];

/// After a power cut.
pub(super) const LOCKED: &[Page] = &[
    page("unlock", Staff, "/unlock"),
    after(
        "unlock-wrong",
        Staff,
        "/unlock",
        422,
        &[Type("#passphrase", "not the words"), Press("form[action='/unlock'] button")],
    ),
    after("family-locked", Family, "/", 503, &[]),
];

/// What anybody sees, and what a phone sees, before the first family came.
pub(super) const EMPTY: &[Page] = &[
    page("home", Staff, "/"),
    page("poster", Staff, "/poster"),
    page("sign-in", Staff, "/sign-in"),
    after(
        "sign-in-wrong",
        Staff,
        "/sign-in",
        422,
        &[
            Tick("main .choice:last-of-type input"),
            Type("#pin", "000000"),
            Press("form[action='/sign-in'] button"),
        ],
    ),
    page("staff-why", Staff, "/why"),
    after("staff-not-found", Staff, "/nothing", 404, &[]),
    page("start", Family, "/"),
    after(
        "start-wrong-code",
        Family,
        "/",
        422,
        &[Type("#code", "AB"), Press("form[action='/resume'] button")],
    ),
    page("why", Family, "/why"),
    page("why-yard", Family, "/why/yard"),
    page("board-empty", Family, "/board"),
    after("not-found", Family, "/nothing", 404, &[]),
];

/// What an officer sees before the first family came.
pub(super) const EMPTY_OFFICER: &[Page] = &[
    page("desk-empty", Staff, "/desk"),
    page("receipts-empty", Staff, "/receipts"),
    page("search-empty", Staff, "/search"),
    page("collect-empty", Staff, "/collect"),
    page("ready-empty", Staff, "/collect/ready"),
    page("lists-empty", Staff, "/collect/lists"),
    page("papers-empty", Staff, "/papers"),
    page("register-empty", Staff, "/register"),
    after(
        "collect-not-ours",
        Staff,
        "/collect",
        422,
        &[Type("#code", "HELLO"), Press("form.scan button")],
    ),
];

/// What the administrator sees.
pub(super) const ADMINISTRATION: &[Page] = &[
    page("event", Staff, "/event"),
    after(
        "event-mistakes",
        Staff,
        "/event",
        422,
        &[Type("#name_km", " "), Type("#name_en", " "), Press("form[action='/event'] button")],
    ),
    page("staff", Staff, "/staff"),
    after(
        "staff-mistake",
        Staff,
        "/staff",
        422,
        &[
            Type("#name", "Somebody"),
            Type("#new-pin", "1111"),
            Press("form[action='/staff'] button"),
        ],
    ),
    page("keys", Staff, "/keys"),
    after("keys-unfolded", Staff, "/keys", 200, &[Unfold("details.correct summary")]),
    page("backup", Staff, "/backup"),
    after("backup-made", Staff, "/backup", 200, &[Press("form[action='/backup'] button")]),
    page("journal", Staff, "/journal"),
    page("soundness", Staff, "/check"),
];

/// What a helper sees.
pub(super) const HELPERS: &[Page] = &[
    page("entry", Staff, "/entry"),
    after("entry-form", Staff, "/entry", 200, &[Press("form[action='/entry'] button")]),
    after(
        "entry-mistakes",
        Staff,
        "/entry",
        422,
        &[Press("form[action='/entry'] button"), Press("button[data-key-save]")],
    ),
    after("forbidden", Staff, "/event", 404, &[]),
];

/// What families see on a full day.
pub(super) const YARD: &[Page] = &[
    page("ticket-waiting", Family, "{ticket-last}"),
    page("ticket-called", Family, "{ticket-called}"),
    page("ticket-done", Family, "{ticket-first}"),
    page("board", Family, "/board"),
];

/// What an officer sees on a full day.
pub(super) const DESK: &[Page] = &[
    page("desk", Staff, "/desk"),
    page("visit", Staff, "/desk/family/{family}"),
    after(
        "visit-unfolded",
        Staff,
        "/desk/family/{family}",
        200,
        &[
            Unfold("details.duplicates > summary"),
            Unfold("details.correct summary"),
            Unfold("details[id^=missing] summary"),
            Unfold("details[id^=decide-other] summary"),
            Unfold("#park summary"),
        ],
    ),
    after(
        "visit-refused",
        Staff,
        "/desk/family/{family}",
        422,
        &[Type(".decide input[name=book]", " "), Press(".decide button[value=enter]")],
    ),
    page("visit-decided", Staff, "/desk/family/{decided}"),
    page("correct", Staff, "/desk/family/{family}/correct"),
    after(
        "search-found",
        Staff,
        "/search",
        200,
        &[Type("#q", "សុខ"), Press("form[action='/search'] button")],
    ),
    after(
        "search-none",
        Staff,
        "/search",
        200,
        &[Type("#q", "xyzzy"), Press("form[action='/search'] button")],
    ),
    page("register", Staff, "/register"),
    page("register-all", Staff, "/register?which=all"),
    after("papers-run", Staff, "/papers", 200, &[Press("form[action='/papers/receipts'] button")]),
    after("papers-forms", Staff, "/papers", 200, &[Press("form[action='/papers/forms'] button")]),
    page("papers", Staff, "/papers"),
    after("list-made", Staff, "/collect/lists", 200, &[Press("button[value=all]")]),
    page("lists", Staff, "/collect/lists"),
    page("receipts", Staff, "/receipts"),
    page("receipt", Staff, "/receipts/{issue}"),
    page("blank", Staff, "/papers/blank/{blank}"),
    page("list-back", Staff, "/collect/lists/{list}"),
    after(
        "list-back-mistake",
        Staff,
        "/collect/lists/{list}",
        422,
        &[Tick("input[name^=took-]"), Press("form[action^='/collect/lists/'] button")],
    ),
    page("collect", Staff, "/collect"),
    page("ready", Staff, "/collect/ready"),
    page("child-ready", Staff, "/collect/child/{child-ready}"),
    page("child-collected", Staff, "/collect/child/{child-collected}"),
    page("child-not-yet", Staff, "/collect/child/{child-not-yet}"),
    after(
        "collect-found",
        Staff,
        "/collect",
        200,
        &[Type("#q", "សុខ"), Press("form[action='/collect/find'] button")],
    ),
    after(
        "collect-none",
        Staff,
        "/collect",
        200,
        &[Type("#q", "xyzzy"), Press("form[action='/collect/find'] button")],
    ),
    after(
        "collect-not-ours",
        Staff,
        "/collect",
        422,
        &[Type("#code", "HELLO"), Press("form.scan button")],
    ),
    after(
        "collect-damaged",
        Staff,
        "/collect",
        422,
        &[Type("#code", "KB1E-VNT0-1002-ABCD-EFGH-JKM"), Press("form.scan button")],
    ),
    after(
        "ready-unknown",
        Staff,
        "/collect/ready",
        422,
        &[Type("#code", "HELLO"), Press("form.scan button")],
    ),
];
