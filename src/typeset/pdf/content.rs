//! A page's operations as a file has them. printpdf has an object for each operation and each number in it, which for one
//! receipt takes as long as everything else about its pages.

use std::io::Write as _;

/// The operations of one page so far.
#[derive(Default)]
pub(super) struct Content {
    bytes: Vec<u8>,
    showing: Showing,
}

/// How far what is being shown has come: glyphs are shown by an array of strings of codes and of moves between them.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Showing {
    #[default]
    Nothing,
    Array,
    Codes,
}

impl Content {
    /// The bytes of the page.
    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operation with numbers before it.
    pub(super) fn operation(&mut self, numbers: &[f64], name: &str) {
        for value in numbers {
            self.number(*value);
            self.bytes.push(b' ');
        }
        self.raw(name);
    }

    /// Operations that stand as they are.
    pub(super) fn raw(&mut self, operations: &str) {
        self.bytes.extend_from_slice(operations.as_bytes());
        self.bytes.push(b'\n');
    }

    /// The face that follows, and its size in points.
    pub(super) fn face(&mut self, name: &str, size_pt: f64) {
        self.bytes.push(b'/');
        self.bytes.extend_from_slice(name.as_bytes());
        self.bytes.push(b' ');
        self.operation(&[size_pt], "Tf");
    }

    /// Opens the mark of a line: what it is, its number on the page, and its language where that is another.
    pub(super) fn open_line(&mut self, tag: &str, number: u32, lang: Option<&str>) {
        let lang = lang.map(|lang| format!("/Lang({lang})")).unwrap_or_default();
        self.raw(&format!("/{tag}<<{lang}/MCID {number}>>BDC"));
    }

    /// Opens a span that says which characters its glyphs stand for (UTF-16, big end first).
    pub(super) fn open_span(&mut self, characters: &str) {
        self.bytes.extend_from_slice(b"/Span<</ActualText<FEFF");
        characters.encode_utf16().for_each(|unit| self.hex(unit));
        self.raw(">>>BDC");
    }

    /// Closes the mark or the span that was opened last.
    pub(super) fn close(&mut self) {
        self.raw("EMC");
    }

    /// Shows the glyph of a code.
    pub(super) fn code(&mut self, code: u16) {
        match self.showing {
            Showing::Nothing => self.bytes.extend_from_slice(b"[<"),
            Showing::Array => self.bytes.push(b'<'),
            Showing::Codes => {}
        }
        self.showing = Showing::Codes;
        self.hex(code);
    }

    /// Moves the pen to the left by so many thousandths of an em.
    pub(super) fn back(&mut self, thousandths: f64) {
        self.bytes.push(match self.showing {
            Showing::Nothing => b'[',
            Showing::Array => b' ',
            Showing::Codes => b'>',
        });
        self.showing = Showing::Array;
        self.number(thousandths);
    }

    /// Shows what has been gathered.
    pub(super) fn show(&mut self) {
        match self.showing {
            Showing::Nothing => {}
            Showing::Array => self.raw("]TJ"),
            Showing::Codes => self.raw(">]TJ"),
        }
        self.showing = Showing::Nothing;
    }

    /// A number to a thousandth, with no more digits than it needs: less is nothing that a printer places.
    #[expect(clippy::cast_possible_truncation, reason = "a length on paper, far below its limits")]
    fn number(&mut self, value: f64) {
        let thousandths = (value * 1000.0).round() as i64;
        if thousandths < 0 {
            self.bytes.push(b'-');
        }
        let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
        // Writing to memory cannot fail.
        let _ = write!(self.bytes, "{whole}");
        if rest != 0 {
            let _ = write!(self.bytes, ".{rest:03}");
            while self.bytes.last() == Some(&b'0') {
                self.bytes.pop();
            }
        }
    }

    fn hex(&mut self, unit: u16) {
        for place in [12, 8, 4, 0] {
            let digit = u8::try_from(unit >> place & 0xF).unwrap_or_default();
            self.bytes.push(if digit < 10 { b'0' + digit } else { b'A' + digit - 10 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Content)) -> String {
        let mut content = Content::default();
        write(&mut content);
        String::from_utf8(content.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_have_no_digit_too_many() {
        let numbers = [1.0, 0.05, -2.126, 10.0, 100.0, 0.0, -0.0004, 595.28];
        let written = written(|content| content.operation(&numbers, "x"));
        assert_eq!(written, "1 0.05 -2.126 10 100 0 0 595.28 x\n");
    }

    #[test]
    fn codes_between_two_moves_are_one_string() {
        let written = written(|content| {
            content.show();
            content.code(1);
            content.code(0xA0FF);
            content.back(-20.0);
            content.code(3);
            content.show();
            content.back(5.0);
            content.show();
        });
        assert_eq!(written, "[<0001A0FF>-20<0003>]TJ\n[5]TJ\n");
    }

    #[test]
    fn a_span_says_its_characters_and_a_line_its_language() {
        let written = written(|content| {
            content.open_line("P", 7, Some("en"));
            content.open_span("ក𝒂");
            content.close();
        });
        assert_eq!(
            written,
            "/P<</Lang(en)/MCID 7>>BDC\n/Span<</ActualText<FEFF1780D835DC82>>>BDC\nEMC\n"
        );
    }
}
