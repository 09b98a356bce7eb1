-- What of each child is compared with others, close together: a desk's page compares its child with hundreds, and whole
-- forms lie far apart. Made from the rows as the keys are.
CREATE TABLE compared (
    child        BLOB    NOT NULL PRIMARY KEY,
    family       BLOB    NOT NULL,
    khmer        TEXT    NOT NULL,               -- name
    latin        TEXT    NOT NULL,
    sex          TEXT    NOT NULL,               -- as in children
    birth        TEXT    NOT NULL,               -- as in children
    mother_khmer TEXT,                           -- none: she was not named
    mother_latin TEXT,
    village      TEXT    NOT NULL                -- code, or a number that follows from how it is spelt; empty: not known
) STRICT, WITHOUT ROWID;

-- What is empty is written anew when the kit opens.
UPDATE finding_rows SET words = '';
