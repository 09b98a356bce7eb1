-- The kit's certificate authority: one, made when the door for staff devices is first opened.
CREATE TABLE authority (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    name         TEXT    NOT NULL,               -- as it stands in a tablet's list of authorities
    made_at      INTEGER NOT NULL,
    key          BLOB    NOT NULL,               -- PKCS #8
    certificate  BLOB    NOT NULL,               -- DER
    kit_key      BLOB    NOT NULL                -- PKCS #8; joined laptops know the kit by its public half
) STRICT;

-- Tablets and laptops of the staff that were let in on the network.
CREATE TABLE devices (
    id           BLOB    PRIMARY KEY,
    kind         TEXT    NOT NULL CHECK (kind IN ('tablet', 'laptop')),
    name         TEXT    NOT NULL,
    token        BLOB    NOT NULL UNIQUE,        -- hash of what the device shows with each request
    paired_by    BLOB    NOT NULL REFERENCES staff,
    paired_at    INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,
    revoked_at   INTEGER
) STRICT;

ALTER TABLE sessions ADD COLUMN device BLOB REFERENCES devices;   -- NULL: at the laptop itself
CREATE INDEX sessions_device ON sessions (device) WHERE device IS NOT NULL;
