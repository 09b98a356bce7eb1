-- Whom to call when no focal is there, as an administrator wrote it for this event. A kind without a row has the
-- number that the program knows, if it knows one.
CREATE TABLE contacts (
    event        BLOB    NOT NULL REFERENCES events,
    kind         TEXT    NOT NULL,
    who          TEXT    NOT NULL,
    phone        TEXT    NOT NULL,
    PRIMARY KEY (event, kind)
) STRICT, WITHOUT ROWID;

-- A recovery sheet that was made and does not open this event's sealed room yet: only a focal can give it the secret.
CREATE TABLE focal_sheets (
    event        BLOB    PRIMARY KEY REFERENCES events,
    own          BLOB    NOT NULL,               -- its own key pair, the secret half wrapped under its code
    confirmed    INTEGER NOT NULL DEFAULT 0      -- its groups were typed back, so that the sheet before it ends
) STRICT, WITHOUT ROWID;
