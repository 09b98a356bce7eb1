-- What a kit remembers. Row ids are UUIDv7 (16 bytes); times are UTC milliseconds; civil dates are text (YYYY-MM-DD).
-- Texts typed by people are kept in their normal form, beside the answers as typed (drafts.answers, families.answers).

CREATE TABLE kit (
    only_row     INTEGER PRIMARY KEY CHECK (only_row = 1),
    id           BLOB    NOT NULL,
    laptop       INTEGER NOT NULL,               -- 0 to 1023, the first two characters of every serial
    training     INTEGER NOT NULL DEFAULT 0,     -- cannot be taken off again
    created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
    name         TEXT    PRIMARY KEY,
    value        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
    id           BLOB    PRIMARY KEY,
    code         INTEGER NOT NULL UNIQUE,        -- 20 bits, four characters of every receipt code
    name_km      TEXT    NOT NULL,
    name_en      TEXT    NOT NULL,
    commune_code TEXT    NOT NULL,
    commune_km   TEXT    NOT NULL,
    commune_en   TEXT    NOT NULL,
    place_km     TEXT    NOT NULL,
    place_en     TEXT    NOT NULL,
    starts_on    TEXT    NOT NULL,
    ends_on      TEXT    NOT NULL,
    issuer       TEXT    NOT NULL CHECK (issuer IN ('commune', 'organiser')),
    issuer_km    TEXT    NOT NULL,
    issuer_en    TEXT    NOT NULL,
    authority    TEXT    NOT NULL,               -- reference of the permission for a mobile event, free text
    signatory    TEXT    NOT NULL,               -- code of the signatory's title
    electronic   INTEGER NOT NULL,               -- 1: the certificate waits for the district's unique code
    collect_km   TEXT    NOT NULL,
    collect_en   TEXT    NOT NULL,
    collect_from TEXT    NOT NULL,
    helpline     TEXT    NOT NULL,
    free_line    INTEGER NOT NULL,               -- "free of charge" on the receipt, if the commune agrees
    photos       INTEGER NOT NULL,
    papers       TEXT    NOT NULL,               -- codes of the papers asked for, in order, separated by spaces
    wifi_name    TEXT    NOT NULL,
    wifi_pass    TEXT    NOT NULL,
    receipt_key  BLOB    NOT NULL,
    focal_key    BLOB    NOT NULL,               -- the public half; the secret is in focal_keys, wrapped
    next_ticket  INTEGER NOT NULL DEFAULT 1,
    next_serial  INTEGER NOT NULL DEFAULT 1,
    opened_at    INTEGER NOT NULL,
    closed_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX one_open_event ON events ((closed_at IS NULL)) WHERE closed_at IS NULL;

CREATE TABLE event_days (
    event        BLOB    NOT NULL REFERENCES events,
    day          TEXT    NOT NULL,
    opened_at    INTEGER NOT NULL,
    opened_by    BLOB    NOT NULL,
    closed_at    INTEGER,
    PRIMARY KEY (event, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
    id           BLOB    PRIMARY KEY,
    name         TEXT    NOT NULL UNIQUE,
    pin          TEXT    NOT NULL,               -- Argon2id, with its parameters
    since        INTEGER NOT NULL,
    left_at      INTEGER
) STRICT;

CREATE TABLE roles (
    event        BLOB    NOT NULL REFERENCES events,
    staff        BLOB    NOT NULL REFERENCES staff,
    role         TEXT    NOT NULL CHECK (role IN ('administrator', 'officer', 'helper', 'focal')),
    PRIMARY KEY (event, staff, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE focal_keys (
    id           BLOB    PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    staff        BLOB    REFERENCES staff,       -- none: wrapped under the recovery sheet
    wrapped      BLOB    NOT NULL
) STRICT;

CREATE TABLE sessions (
    token        BLOB    PRIMARY KEY,            -- SHA-256 of the cookie
    staff        BLOB    NOT NULL REFERENCES staff,
    desk         INTEGER,
    started_at   INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    id           BLOB    PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    short_code   TEXT    NOT NULL,               -- the code a family can say aloud; it stands on every page of the form
    answers      TEXT    NOT NULL,               -- JSON, every word as typed
    step         TEXT    NOT NULL,
    lang         TEXT    NOT NULL,
    channel      TEXT    NOT NULL CHECK (channel IN ('phone', 'entry', 'paper')),
    started_at   INTEGER NOT NULL,
    saved_at     INTEGER NOT NULL,
    family       BLOB    REFERENCES families     -- set by the first Send, never again
) STRICT;
CREATE UNIQUE INDEX drafts_by_code ON drafts (event, short_code);

-- What a family's phone holds is a token; the kit keeps its hash.
CREATE TABLE draft_tokens (
    token        BLOB    PRIMARY KEY,
    draft        BLOB    NOT NULL REFERENCES drafts
) STRICT, WITHOUT ROWID;

CREATE TABLE photos (
    id           BLOB    PRIMARY KEY,
    draft        BLOB    NOT NULL REFERENCES drafts,
    paper        TEXT    NOT NULL,
    jpeg         BLOB    NOT NULL,
    taken_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX photos_by_draft ON photos (draft);

CREATE TABLE families (
    id           BLOB    PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    draft        BLOB    NOT NULL UNIQUE REFERENCES drafts, -- the idempotency key: one draft, one family
    arrival      INTEGER NOT NULL,               -- order of filing within the event; the wall clock decides nothing
    filed_at     INTEGER NOT NULL,
    channel      TEXT    NOT NULL,
    answers      TEXT    NOT NULL,               -- JSON, as corrected
    version      INTEGER NOT NULL DEFAULT 1,     -- grows with every change; a page that knows an older one is stale
    relation     TEXT    NOT NULL,
    relation_words TEXT  NOT NULL,
    khmer        TEXT    NOT NULL,               -- the informant's name
    latin        TEXT    NOT NULL,
    phone        TEXT    NOT NULL,               -- E.164, empty if none
    phone_typed  TEXT    NOT NULL,
    phone_whose  TEXT    NOT NULL,
    home         TEXT    NOT NULL,               -- here, elsewhere, not_stated
    village      TEXT    NOT NULL,
    village_code TEXT    NOT NULL,
    home_words   TEXT    NOT NULL,               -- commune, district, province in words
    informant_may INTEGER NOT NULL,              -- may collect the certificate
    search       TEXT    NOT NULL                -- folds of every name, digits of the phone
) STRICT;
CREATE INDEX families_by_event ON families (event, arrival);

CREATE TABLE persons (
    id           BLOB    PRIMARY KEY,
    family       BLOB    NOT NULL REFERENCES families,
    position     INTEGER NOT NULL,
    family_km    TEXT    NOT NULL,
    given_km     TEXT    NOT NULL,
    family_lat   TEXT    NOT NULL,
    given_lat    TEXT    NOT NULL,
    birth        TEXT    NOT NULL,
    lunar_words  TEXT    NOT NULL,
    birth_place  TEXT    NOT NULL,
    nationality  TEXT    NOT NULL,
    nationality_words TEXT NOT NULL,
    fold         TEXT    NOT NULL
) STRICT;
CREATE INDEX persons_by_family ON persons (family, position);

CREATE TABLE children (
    id           BLOB    PRIMARY KEY,
    family       BLOB    NOT NULL REFERENCES families,
    position     INTEGER NOT NULL,
    family_km    TEXT    NOT NULL,
    given_km     TEXT    NOT NULL,
    family_lat   TEXT    NOT NULL,
    given_lat    TEXT    NOT NULL,
    sex          TEXT    NOT NULL,
    birth        TEXT    NOT NULL,               -- with its precision, see domain::birth; empty when nobody knows
    lunar_words  TEXT    NOT NULL,
    birth_spot   TEXT    NOT NULL,               -- here, elsewhere, found, unknown, not_stated
    birth_kind   TEXT    NOT NULL,               -- facility, home, elsewhere, unknown, not_stated
    birth_place  TEXT    NOT NULL,               -- in words
    nationality  TEXT    NOT NULL,               -- khmer, other, officer
    nationality_words TEXT NOT NULL,
    mother       TEXT    NOT NULL,               -- known_here, known_away, known_dead, dead, away, unknown, not_stated
    mother_is    BLOB    REFERENCES persons,
    father       TEXT    NOT NULL,
    father_is    BLOB    REFERENCES persons,
    fold_km      TEXT    NOT NULL,
    fold_lat     TEXT    NOT NULL,
    mother_fold  TEXT    NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'filed',
    detail       TEXT    NOT NULL DEFAULT '{}',  -- what is true in that state, JSON
    version      INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX children_by_family ON children (family, position);
CREATE INDEX children_by_birth ON children (birth);
CREATE INDEX children_by_fold ON children (fold_km);
CREATE INDEX children_by_state ON children (state);

CREATE TABLE paper_answers (
    family       BLOB    NOT NULL REFERENCES families,
    child        INTEGER NOT NULL,               -- position of the child, 0 for the family
    paper        TEXT    NOT NULL,
    answer       TEXT    NOT NULL,               -- have, dont_have, lost, not_asked
    seen_by      BLOB    REFERENCES staff,       -- an officer saw it
    PRIMARY KEY (family, child, paper)
) STRICT, WITHOUT ROWID;

CREATE TABLE collectors (
    family       BLOB    NOT NULL REFERENCES families,
    position     INTEGER NOT NULL,
    name         TEXT    NOT NULL,
    relation     TEXT    NOT NULL,
    PRIMARY KEY (family, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_notes (
    id           BLOB    PRIMARY KEY,
    family       BLOB    NOT NULL REFERENCES families,
    box          BLOB    NOT NULL                -- sealed to the event's focal key, padded; one with every filing
) STRICT;

-- What was written before a correction.
CREATE TABLE revisions (
    id           INTEGER PRIMARY KEY,
    family       BLOB    NOT NULL REFERENCES families,
    version      INTEGER NOT NULL,
    field        TEXT    NOT NULL,
    before       TEXT    NOT NULL,
    after        TEXT    NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX revisions_by_family ON revisions (family, field);

CREATE TABLE tickets (
    event        BLOB    NOT NULL REFERENCES events,
    number       INTEGER NOT NULL,
    family       BLOB    NOT NULL UNIQUE REFERENCES families,
    arrival      INTEGER NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','called','at_desk','missed','parked','done')),
    desk         INTEGER,
    reason       TEXT    NOT NULL DEFAULT '',    -- why parked
    priority     TEXT    NOT NULL DEFAULT '',    -- why first; shown on no public screen
    moved_at     INTEGER NOT NULL,
    called_at    INTEGER,
    seated_at    INTEGER,
    done_at      INTEGER,
    version      INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (event, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX tickets_by_state ON tickets (event, state, arrival);

CREATE TABLE ticket_moves (
    id           INTEGER PRIMARY KEY,
    event        BLOB    NOT NULL,
    number       INTEGER NOT NULL,
    before       TEXT    NOT NULL,               -- state, desk and reason before the move, JSON
    move         TEXT    NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    undone       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX ticket_moves_by_ticket ON ticket_moves (event, number, id);

CREATE TABLE case_steps (
    id           INTEGER PRIMARY KEY,
    child        BLOB    NOT NULL REFERENCES children,
    step         TEXT    NOT NULL,
    before_state TEXT    NOT NULL,
    before_detail TEXT   NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    undone       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX case_steps_by_child ON case_steps (child, id);

-- Identity of a paper record: commune, book, year, entry number; unique together within the kit.
CREATE TABLE entries (
    commune      TEXT    NOT NULL,
    book         TEXT    NOT NULL,
    year         TEXT    NOT NULL,
    number       TEXT    NOT NULL,
    child        BLOB    NOT NULL UNIQUE REFERENCES children,
    PRIMARY KEY (commune, book, year, number)
) STRICT, WITHOUT ROWID;

-- Two children an officer looked at side by side.
CREATE TABLE pair_answers (
    first        BLOB    NOT NULL REFERENCES children,
    second       BLOB    NOT NULL REFERENCES children,
    answer       TEXT    NOT NULL CHECK (answer IN ('same', 'twins', 'different')),
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;

-- A number is minted before it is bound to a child, so that receipts can be printed blank.
CREATE TABLE receipts (
    code         TEXT    PRIMARY KEY,
    event        BLOB    NOT NULL REFERENCES events,
    serial       INTEGER NOT NULL,
    minted_at    INTEGER NOT NULL,
    child        BLOB    UNIQUE REFERENCES children,
    bound_at     INTEGER,
    UNIQUE (event, serial)
) STRICT, WITHOUT ROWID;

-- What a receipt says, frozen when it was issued: a reprint is made from this and nothing else.
CREATE TABLE issues (
    id           BLOB    PRIMARY KEY,
    code         TEXT    NOT NULL REFERENCES receipts,
    edition      INTEGER NOT NULL,               -- grows when a correction made a new paper necessary
    record       TEXT    NOT NULL,               -- JSON
    family_version INTEGER NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    UNIQUE (code, edition)
) STRICT;

CREATE TABLE prints (
    id           INTEGER PRIMARY KEY,
    issue        BLOB    NOT NULL REFERENCES issues,
    copy         INTEGER NOT NULL,               -- 1 is the receipt itself, again after a jam; 2 and more are marked
    reason       TEXT    NOT NULL,
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL
) STRICT;
CREATE INDEX prints_by_issue ON prints (issue);

-- Room for printers driven by the kit itself: what became of each job.
CREATE TABLE print_jobs (
    id           BLOB    PRIMARY KEY,
    printer      TEXT    NOT NULL,
    code         TEXT    NOT NULL,
    copy         INTEGER NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('queued','sent','device_done','handed_over','failed','cancelled','unknown')),
    cause        TEXT    NOT NULL DEFAULT '',
    queued_at    INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE collections (
    id           BLOB    PRIMARY KEY,
    child        BLOB    NOT NULL REFERENCES children,
    code         TEXT    NOT NULL,               -- of the receipt shown, empty without one
    paper        TEXT    NOT NULL,               -- certificate or attestation
    taker        TEXT    NOT NULL,
    relation     TEXT    NOT NULL,
    vouched      TEXT    NOT NULL,               -- who vouched, when there was no receipt
    staff        BLOB    NOT NULL REFERENCES staff,
    at           INTEGER NOT NULL,
    undone_at    INTEGER
) STRICT;
CREATE UNIQUE INDEX one_collection_a_child ON collections (child) WHERE undone_at IS NULL;

-- Append-only, each row hashed over the one before.
CREATE TABLE journal (
    seq          INTEGER PRIMARY KEY,
    at           INTEGER NOT NULL,
    staff        BLOB,
    act          TEXT    NOT NULL,
    subject      TEXT    NOT NULL,
    detail       TEXT    NOT NULL,
    hash         BLOB    NOT NULL
) STRICT;
CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

-- Addresses that phones were seen to reach, so that the officer's choice can be remembered per network.
CREATE TABLE addresses (
    network      TEXT    PRIMARY KEY,
    chosen       TEXT    NOT NULL,
    at           INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
