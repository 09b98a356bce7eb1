-- What the book asks for and somebody left blank when a child was entered, as codes with a blank between two: asked
-- about once, and not again when the step is taken back and taken anew.
ALTER TABLE case_steps ADD COLUMN left_blank TEXT NOT NULL DEFAULT '';
