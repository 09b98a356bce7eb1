-- A child also meets others by its whole name and the commune, whatever its year: every family is indexed anew when the
-- file is opened.
UPDATE finding_rows SET words = '';
