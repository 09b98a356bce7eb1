//! Photos that people upload: opened under limits, turned upright, made small, and stripped of
//! everything but the picture (a phone writes the place and time of each photo into it).

mod jpeg;
mod smaller;
pub mod turns;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, GrayAlphaImage, GrayImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb,
    RgbImage, RgbaImage,
};

use smaller::smaller;

/// The largest upload that is looked at: 10 MB. The door refuses longer bodies earlier.
pub const MOST_BYTES: usize = 10_000_000;
/// The most memory that a picture may take while it is unpacked, told by its header before anything is: 52 MB. A common
/// photo of 12 million pixels takes 36 in colour; 50 million, the full resolution of a common phone, fit without colours.
pub const MOST_MEMORY: u64 = 52_000_000;
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

/// Whether the colours of a picture are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shades {
    /// Where they fit into [`MOST_MEMORY`]; without them otherwise.
    Colour,
    /// Never: a picture code has none.
    Grey,
}

impl Shades {
    fn channels(self) -> usize {
        match self {
            Self::Colour => 3,
            Self::Grey => 1,
        }
    }
}

/// A picture as large as it came: rows of pixels of one (grey) to four (colour and how clear) bytes.
struct Unpacked {
    pixels: Vec<u8>,
    channels: usize,
    width: u32,
    height: u32,
    orientation: Orientation,
}

/// The picture of `upload` as a JPEG of at most 1600 pixels, upright, without any metadata.
///
/// Blocks: up to a second for a large photo. [`turns`] keeps it to one at a time.
pub fn reencode(upload: &[u8]) -> Result<Vec<u8>, PhotoError> {
    guarded(|| {
        let picture = open(upload, Shades::Colour, KEPT_SIDE)?;
        let picture = on_white(&picture);
        let mut jpeg = Vec::new();
        let written = picture.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY));
        written.map(|()| jpeg).map_err(|_| PhotoError::NotAPicture)
    })
}

/// Runs work on a stranger's picture so that a decoder's panic is only a bad picture.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, PhotoError>) -> Result<T, PhotoError> {
    // Nothing outlives the closure but its result, so no broken state can be seen afterwards.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PhotoError::NotAPicture))
}

/// Opens a JPEG or PNG within all limits, with no side longer than `side`, turned the way it was taken. It is made small
/// before it is turned: turning needs the picture twice.
pub(crate) fn open(upload: &[u8], wanted: Shades, side: u32) -> Result<DynamicImage, PhotoError> {
    if MOST_BYTES < upload.len() {
        return Err(PhotoError::TooLarge);
    }
    let unpacked = match format(upload)? {
        ImageFormat::Jpeg => jpeg::open(upload, wanted)?,
        format => open_png(upload, format)?,
    };
    let orientation = unpacked.orientation;
    let mut picture = unpacked.at_most(side).ok_or(PhotoError::NotAPicture)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Screens are pictured as PNG, cameras write none: whatever is larger than a screen is refused.
fn open_png(upload: &[u8], format: ImageFormat) -> Result<Unpacked, PhotoError> {
    let mut reader = ImageReader::with_format(Cursor::new(upload), format);
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    let colour = decoder.color_type();
    let channels = usize::from(colour.channel_count());
    // Two bytes a colour are made one, which needs half as much again.
    let is_deep = usize::from(colour.bytes_per_pixel()) != channels;
    let halved = if is_deep { decoder.total_bytes() / 2 } else { 0 };
    if MOST_MEMORY < decoder.total_bytes() + halved {
        return Err(PhotoError::TooLarge);
    }
    let orientation = decoder.orientation().map_err(refusal)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(refusal)?;
    let picture = match (is_deep, channels) {
        (false, _) => picture,
        (true, 1) => picture.into_luma8().into(),
        (true, 2) => picture.into_luma_alpha8().into(),
        (true, 3) => picture.into_rgb8().into(),
        (true, _) => picture.into_rgba8().into(),
    };
    Ok(Unpacked { pixels: picture.into_bytes(), channels, width, height, orientation })
}

/// A side of a picture whose longest one, `long`, becomes `side`; never none of it.
pub(crate) fn scaled(length: u32, side: u32, long: u32) -> u32 {
    let scaled = u64::from(length) * u64::from(side) / u64::from(long.max(1));
    u32::try_from(scaled).unwrap_or(side).max(1)
}

impl Unpacked {
    /// The same picture with no side longer than `side`; a smaller one stays as it is.
    fn at_most(self, side: u32) -> Option<DynamicImage> {
        let Self { mut pixels, channels, mut width, mut height, .. } = self;
        let long = width.max(height);
        if side < long {
            let to = (scaled(width, side, long), scaled(height, side, long));
            let from = (width, height);
            pixels = match channels {
                1 => smaller::<1>(&pixels, from, to),
                2 => smaller::<2>(&pixels, from, to),
                3 => smaller::<3>(&pixels, from, to),
                _ => smaller::<4>(&pixels, from, to),
            };
            (width, height) = to;
        }
        match channels {
            1 => GrayImage::from_raw(width, height, pixels).map(Into::into),
            2 => GrayAlphaImage::from_raw(width, height, pixels).map(Into::into),
            3 => RgbImage::from_raw(width, height, pixels).map(Into::into),
            _ => RgbaImage::from_raw(width, height, pixels).map(Into::into),
        }
    }
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

    /// Dark red, green, blue and nearly white in the four corners, stored as phones and messengers do.
    const CORNERS: [&[u8]; 6] = [
        include_bytes!("../../tests/data/photos/lines-420.jpg"),
        include_bytes!("../../tests/data/photos/lines-422.jpg"),
        include_bytes!("../../tests/data/photos/lines-444.jpg"),
        include_bytes!("../../tests/data/photos/passes-420.jpg"),
        include_bytes!("../../tests/data/photos/passes-422.jpg"),
        include_bytes!("../../tests/data/photos/passes-444.jpg"),
    ];

    #[test]
    fn however_a_photo_is_stored_it_looks_the_same_with_its_colours_and_without() {
        let near = |one: u8, other: u8| one.abs_diff(other) < 12;
        let corners = [
            ((17, 12), [200, 30, 30], 81),
            ((52, 12), [30, 160, 30], 106),
            ((17, 37), [30, 30, 200], 49),
            ((52, 37), [230, 230, 230], 230),
        ];
        for (number, upload) in CORNERS.into_iter().enumerate() {
            let colours = open(upload, Shades::Colour, KEPT_SIDE).unwrap().to_rgb8();
            let grey = open(upload, Shades::Grey, KEPT_SIDE).unwrap();
            assert_eq!(grey.color(), image::ColorType::L8);
            let grey = grey.to_luma8();
            for ((x, y), colour, shade) in corners {
                let seen = colours.get_pixel(x, y).0;
                assert!(
                    seen.iter().zip(colour).all(|(one, other)| near(*one, other)),
                    "{number}: {seen:?}"
                );
                let seen = grey.get_pixel(x, y).0[0];
                assert!(near(seen, shade), "{number} at {x}, {y}: {seen}");
            }
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
