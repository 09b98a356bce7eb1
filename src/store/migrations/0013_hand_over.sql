-- The focal's room leaves a laptop in a sealed file and goes on on another one.

-- When an event came from another laptop. It is never at hand, never opened again, and its families are not searched.
ALTER TABLE events ADD COLUMN taken_in INTEGER;

-- Files that left. How much was in one stands only inside it, bound by the hash of its manifest.
CREATE TABLE hand_overs (
    number       INTEGER PRIMARY KEY,            -- order of making
    id           BLOB    NOT NULL UNIQUE,        -- the file's own name
    event        BLOB    NOT NULL REFERENCES events,
    kind         TEXT    NOT NULL,               -- room, or the profile of an export
    at           INTEGER NOT NULL,
    manifest     TEXT    NOT NULL,               -- SHA-256 of its manifest, in hexadecimal
    ack_key      BLOB    NOT NULL,               -- whoever opened the file signs by it
    read_at      INTEGER,                        -- when the other laptop had taken it in, as it says
    acknowledged_at INTEGER                      -- when this laptop read that
) STRICT;
CREATE INDEX hand_overs_by_event ON hand_overs (event, number);
