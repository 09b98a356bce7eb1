//! Small things that would be large if somebody unpacked them.

use std::io::Write as _;
use std::sync::LazyLock;

use flate2::write::{GzEncoder, ZlibEncoder};
use flate2::{Compression, Crc};

/// How wide and how high the picture says that it is.
const PIXELS: u32 = 50_000;

/// How much of it is there: a tenth of a percent of what it announces, as far as a decoder would come before its memory
/// is gone.
const THERE: usize = 1 << 22;

/// How large the form is once unpacked: more than any page takes.
const UNPACKED: usize = 1 << 25;

/// A picture of a few kilobytes that says that it has 2.5 thousand million pixels.
pub(super) static PICTURE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut header = [PIXELS.to_be_bytes(), PIXELS.to_be_bytes()].concat();
    // Eight bits of grey, and the only ways to pack, filter and order them that most decoders know.
    header.extend([8, 0, 0, 0, 0]);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    let pixels = packed.write_all(&vec![0; THERE]).and_then(|()| packed.finish());
    let mut picture = b"\x89PNG\r\n\x1a\n".to_vec();
    // What is written into memory cannot fail.
    for (kind, data) in
        [(b"IHDR", header), (b"IDAT", pixels.unwrap_or_default()), (b"IEND", Vec::new())]
    {
        let mut sum = Crc::new();
        sum.update(kind);
        sum.update(&data);
        picture.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
        picture.extend(kind);
        picture.extend(&data);
        picture.extend(sum.sum().to_be_bytes());
    }
    picture
});

/// A form of a few kilobytes that is 32 megabytes of fields once unpacked.
pub(super) static FORM: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    let form = packed.write_all(&b"a=&b".repeat(UNPACKED / 4)).and_then(|()| packed.finish());
    form.unwrap_or_default()
});

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::photo::{PhotoError, reencode};
    use crate::web::limits::{FORM_BYTES, PHOTO_BYTES};

    #[test]
    fn both_are_small_enough_to_be_sent_and_far_too_large_inside() {
        assert!(PICTURE.len() < PHOTO_BYTES / 100, "{}", PICTURE.len());
        assert_eq!(reencode(&PICTURE), Err(PhotoError::TooLarge));
        assert!(FORM.len() < FORM_BYTES, "{}", FORM.len());
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(FORM.as_slice()).read_to_end(&mut unpacked).unwrap();
        assert_eq!(unpacked.len(), UNPACKED);
    }
}
