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

-- Families of an event that was taken in are looked for on the laptop they came from; a wipe had indexed them here.
CREATE TEMP TABLE from_elsewhere (child BLOB PRIMARY KEY) STRICT;
INSERT INTO from_elsewhere SELECT c.id FROM children c JOIN families f ON f.id = c.family
    JOIN events e ON e.id = f.event WHERE e.taken_in IS NOT NULL;
DELETE FROM finding WHERE rowid IN
    (SELECT n FROM finding_rows WHERE child IN (SELECT child FROM from_elsewhere));
DELETE FROM finding_rows WHERE child IN (SELECT child FROM from_elsewhere);
DELETE FROM block_keys WHERE child IN (SELECT child FROM from_elsewhere);
DROP TABLE from_elsewhere;

-- What is empty is written anew when the kit opens.
UPDATE finding_rows SET words = '';
