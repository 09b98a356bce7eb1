//! Photos that people upload: opened under limits, turned upright, made small, and stripped of
//! everything but the picture (a phone writes the place and time of each photo into it).

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

/// The largest upload that is looked at: 10 MB. The door refuses longer bodies earlier.
pub const MOST_BYTES: usize = 10_000_000;
/// The most pixels of a picture, told by its header before anything is unpacked: 50 million,
/// which is the full resolution of a common phone.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The most memory the unpacked picture may take: 50 million pixels of three bytes.
const MOST_MEMORY: u64 = 3 * MOST_PIXELS;
/// The longest side of a picture, which keeps a strip of one pixel's height from being drawn out.
const LONGEST_SIDE: u32 = 20_000;
/// The long side that is kept: enough to read a family book on a screen.
const KEPT_SIDE: u32 = 1600;
/// JPEG quality, 1 to 100: letters stay sharp, and a page is some 300 kB.
const QUALITY: u8 = 80;

/// Why an upload is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Neither JPEG nor PNG, or broken.
    #[error("this is not a JPEG or PNG picture that can be opened")]
    NotAPicture,
    /// Too many bytes or pixels.
    #[error("the picture is too large")]
    TooLarge,
}

/// The picture of `upload` as a JPEG of at most 1600 pixels, upright, without any metadata.
///
/// Blocks: up to a second for a large photo, after those that came before it.
pub fn reencode(upload: &[u8]) -> Result<Vec<u8>, PhotoError> {
    in_turn(|| {
        let picture = shrunk(open(upload)?, KEPT_SIDE);
        let picture = on_white(&picture);
        let mut jpeg = Vec::new();
        let written = picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY));
        written.map(|()| jpeg).map_err(|_| PhotoError::NotAPicture)
    })
}

/// Runs work on one picture at a time. A common photo unpacks to 36 MB, the largest progressive
/// JPEG to some 450 MB; a yard full of phones must not do that side by side.
pub(crate) fn in_turn<T>(work: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    guarded(work)
}

/// Runs work on a stranger's picture so that a decoder's panic is only a bad picture.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    // Nothing outlives the closure but its result, so no broken state can be seen afterwards.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PhotoError::NotAPicture))
}

/// Opens a JPEG or PNG within all limits, and turns it the way it was taken.
pub(crate) fn open(upload: &[u8]) -> Result<DynamicImage, PhotoError> {
    if MOST_BYTES < upload.len() {
        return Err(PhotoError::TooLarge);
    }
    let mut reader = ImageReader::with_format(Cursor::new(upload), format(upload)?);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);

    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if MOST_PIXELS < pixels || MOST_MEMORY < decoder.total_bytes() {
        return Err(PhotoError::TooLarge);
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// `picture` with no side longer than `side`; a smaller one stays as it is.
pub(crate) fn shrunk(picture: DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) <= side {
        return picture;
    }
    picture.resize(side, side, FilterType::Triangle)
}

/// By the first bytes; what the browser says about a file does not count.
fn format(upload: &[u8]) -> Result<ImageFormat, PhotoError> {
    match upload {
        [0xFF, 0xD8, 0xFF, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(ImageFormat::Png),
        _ => Err(PhotoError::NotAPicture),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn refusal(err: image::ImageError) -> PhotoError {
    match err {
        image::ImageError::Limits(_) => PhotoError::TooLarge,
        _ => PhotoError::NotAPicture,
    }
}

/// In colour, with white under whatever is transparent, since JPEG knows no transparency.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0;
        let over = |colour: u8| {
            let mixed = u16::from(colour) * u16::from(alpha) + 255 * u16::from(255 - alpha);
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use image::{GrayImage, ImageEncoder, Luma, Rgba, RgbaImage};

    use super::*;

    fn png(picture: &DynamicImage) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    /// A JPEG with an EXIF block that says how it was held, and where it was taken.
    fn photo(picture: &RgbImage, orientation: u8) -> Vec<u8> {
        let mut exif = b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0]);
        exif.extend(b"\x0e\x01\x02\0\x08\0\0\0\x26\0\0\0\0\0\0\0Rumlech\0");
        let mut bytes = Vec::new();
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, 95);
        encoder.set_exif_metadata(exif).unwrap();
        encoder
            .write_image(picture, picture.width(), picture.height(), image::ExtendedColorType::Rgb8)
            .unwrap();
        bytes
    }

    fn opened(jpeg: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().to_rgb8()
    }

    /// Left half black, right half white.
    fn halves(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, _| Rgb(if x < width / 2 { [0; 3] } else { [255; 3] }))
    }

    #[test]
    fn a_photo_is_made_small_and_keeps_its_shape() {
        let jpeg = reencode(&photo(&halves(2400, 1200), 1)).unwrap();
        assert_eq!(opened(&jpeg).dimensions(), (1600, 800));
        let jpeg = reencode(&photo(&halves(60, 40), 1)).unwrap();
        assert_eq!(opened(&jpeg).dimensions(), (60, 40));
    }

    #[test]
    fn a_photo_is_turned_upright() {
        // Held so that the picture must be turned a quarter clockwise: left becomes top.
        let upright = opened(&reencode(&photo(&halves(64, 32), 6)).unwrap());
        assert_eq!(upright.dimensions(), (32, 64));
        assert!(upright.get_pixel(16, 8).0[0] < 30 && upright.get_pixel(16, 56).0[0] > 225);
    }

    #[test]
    fn nothing_but_the_picture_is_kept() {
        let upload = photo(&halves(64, 32), 6);
        assert!(upload.windows(7).any(|part| part == b"Rumlech"));
        let jpeg = reencode(&upload).unwrap();
        for trace in [b"Rumlech".as_slice(), b"Exif", b"II*"] {
            assert!(!jpeg.windows(trace.len()).any(|part| part == trace));
        }
    }

    #[test]
    fn what_is_transparent_becomes_white() {
        let clear = RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0]));
        let jpeg = reencode(&png(&clear.into())).unwrap();
        assert!(opened(&jpeg).pixels().all(|pixel| pixel.0.iter().all(|value| *value > 250)));
    }

    #[test]
    fn what_is_not_a_picture_is_refused() {
        let sound = png(&halves(64, 64).into());
        for upload in [
            b"".as_slice(),
            b"%PDF-1.7",
            b"GIF89a",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"\xFF\xD8\xFF",
            &sound[..40],
            &sound[..8],
        ] {
            assert_eq!(reencode(upload), Err(PhotoError::NotAPicture));
        }
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        // A tiny file whose header promises a gigantic picture.
        let mut bomb = png(&GrayImage::from_pixel(8, 8, Luma([0])).into());
        bomb[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(reencode(&bomb), Err(PhotoError::TooLarge));
        bomb[16..24].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1]);
        let sum = crc(&bomb[12..29]);
        bomb[29..33].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(reencode(&bomb), Err(PhotoError::TooLarge));
        assert_eq!(reencode(&vec![0xFF; MOST_BYTES + 1]), Err(PhotoError::TooLarge));
    }

    #[test]
    fn a_panic_in_a_decoder_is_only_a_bad_picture() {
        let outcome: Result<(), PhotoError> = guarded(|| panic!("as a decoder once did"));
        assert_eq!(outcome, Err(PhotoError::NotAPicture));
    }

    #[test]
    fn damaged_uploads_never_do_more_than_fail() {
        for sound in [png(&halves(40, 30).into()), photo(&halves(40, 30), 3)] {
            for place in 0..sound.len() {
                let mut damaged = sound.clone();
                damaged[place] ^= 0x55;
                let _ = reencode(&damaged);
                let _ = reencode(&sound[..place]);
            }
        }
    }

    /// PNG's checksum, CRC-32.
    fn crc(bytes: &[u8]) -> u32 {
        let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                (sum >> 1) ^ if sum & 1 == 1 { 0xEDB8_8320 } else { 0 }
            })
        });
        !sum
    }
}
