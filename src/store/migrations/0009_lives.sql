-- Where a parent lives who did not report the birth: the register book wants the residence of the parents. Empty: not
-- said; of a parent who reports it is the family's home. Listed places stand in kept_places as about 'home' at the
-- position of the person, from 1; the family's own home stays at 0.
ALTER TABLE persons ADD COLUMN home         TEXT NOT NULL DEFAULT '';  -- reporter, here, elsewhere, abroad, unknown
ALTER TABLE persons ADD COLUMN home_village TEXT NOT NULL DEFAULT '';
ALTER TABLE persons ADD COLUMN home_words   TEXT NOT NULL DEFAULT '';  -- commune, district, province or country in words
