//! The faces that travel in the program, each parsed once when it is first used.

use std::sync::OnceLock;

use super::shape::Font;

/// A face that is embedded in the program and, as a subset, in every paper.
///
/// All are under the SIL Open Font Licence 1.1 without a reserved name; the licence
/// texts lie beside the files in `fonts/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Battambang Regular: body text, names, Latin beside Khmer.
    Text,
    /// Moul: the state header and the title, as on official papers; unreadable small.
    Heading,
    /// Noto Sans Khmer Regular: what the other faces lack, such as – and “ ”.
    Plain,
    /// Battambang Bold: marks that must be seen from an arm's length.
    Strong,
}

impl Face {
    /// Every face, in the order in which a document lists them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Heading, Self::Plain, Self::Strong];

    /// The font file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Text => include_bytes!("../../fonts/Battambang-Regular.ttf"),
            Self::Heading => include_bytes!("../../fonts/Moul-Regular.ttf"),
            Self::Plain => include_bytes!("../../fonts/NotoSansKhmer-Regular.ttf"),
            Self::Strong => include_bytes!("../../fonts/Battambang-Bold.ttf"),
        }
    }

    /// The parsed face.
    ///
    /// # Panics
    ///
    /// Never in a program whose tests pass: the bytes are part of the program, and a
    /// test parses each of them.
    pub fn font(self) -> &'static Font {
        static FONTS: [OnceLock<Font>; 4] = [const { OnceLock::new() }; 4];
        let [text, heading, plain, strong] = &FONTS;
        let cell = match self {
            Self::Text => text,
            Self::Heading => heading,
            Self::Plain => plain,
            Self::Strong => strong,
        };
        cell.get_or_init(|| match Font::from_bytes(self.bytes().to_vec()) {
            Ok(font) => font,
            Err(err) => unreachable!("{} is part of the program: {err}", self.name()),
        })
    }

    /// The name a document gives the face.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Battambang-Regular",
            Self::Heading => "Moul",
            Self::Plain => "NotoSansKhmer-Regular",
            Self::Strong => "Battambang-Bold",
        }
    }

    /// From baseline to baseline of Khmer lines, in em: covers the highest and deepest
    /// real names, where the face's own declared height does not.
    pub fn khmer_spacing(self) -> f64 {
        match self {
            Self::Text | Self::Strong => 1.7,
            Self::Heading => 1.9,
            Self::Plain => 1.8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_can_be_read_and_has_khmer_and_latin() {
        for face in Face::ALL {
            for character in "កស្ត្រី០៩។៖AZaz09 .,:()/-«»".chars() {
                assert!(face.font().covers(character), "{} {character:?}", face.name());
            }
        }
    }

    #[test]
    fn the_face_of_last_resort_has_what_the_others_lack() {
        for character in "–—‘’“”…".chars() {
            assert!(Face::Plain.font().covers(character), "{character:?}");
        }
    }
}
