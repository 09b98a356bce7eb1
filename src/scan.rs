//! A photo of a receipt to the text in its QR symbol.
//!
//! The way for a phone: no script, no secure page, just a photo sent in a form.

use image::GrayImage;
use image::imageops::{FilterType, fast_blur, resize};
use rxing::{BarcodeFormat, DecodeHints, helpers};

use crate::photo::{self, PhotoError, Shades};

/// The long side of the first try, in pixels. On a photo of a whole A4 sheet a printed module of
/// 0.75 mm is then four pixels wide.
const FIRST_SIDE: u32 = 1600;
/// The long side of the largest try.
const LARGEST_SIDE: u32 = FIRST_SIDE * 3 / 2;
/// How much of a blur bridges the gaps between the dots of a worn print head.
const SLIGHT_BLUR: f32 = 1.2;

/// Why no code was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ScanError {
    /// Neither JPEG nor PNG, or broken.
    #[error("this is not a JPEG or PNG picture that can be opened")]
    NotAPicture,
    /// Too many bytes or pixels.
    #[error("the picture is too large")]
    TooLarge,
    /// A picture without a QR symbol that can be read.
    #[error("no QR code was found in the picture")]
    NothingFound,
}

impl From<PhotoError> for ScanError {
    fn from(err: PhotoError) -> Self {
        match err {
            PhotoError::NotAPicture => Self::NotAPicture,
            PhotoError::TooLarge => Self::TooLarge,
        }
    }
}

/// The text of the QR symbol in `photo`; whether it is a receipt's code, the caller checks.
///
/// Blocks, at worst for a few seconds: [`photo::turns`] keeps it to one at a time. Put a timeout on
/// the answer only, since this work cannot be stopped.
pub fn read_code(photo: &[u8]) -> Result<String, ScanError> {
    let found = photo::guarded(|| {
        let picture = photo::open(photo, Shades::Grey, LARGEST_SIDE)?.into_luma8();
        Ok(tries(&picture).find_map(decode))
    });
    found?.ok_or(ScanError::NothingFound)
}

/// The picture in the sizes that were found to help, one after another and each only when the
/// one before failed: as it is, at two thirds, at one and a half, slightly blurred.
fn tries(picture: &GrayImage) -> impl Iterator<Item = GrayImage> {
    let long = picture.width().max(picture.height());
    let first = long.min(FIRST_SIDE);
    let sized = move |side: u32| {
        if side == long {
            return picture.clone();
        }
        let scaled = |length: u32| photo::scaled(length, side, long);
        resize(picture, scaled(picture.width()), scaled(picture.height()), FilterType::Triangle)
    };
    let plain = [first, first * 2 / 3, first * 3 / 2].into_iter().map(sized);
    plain.chain(std::iter::once_with(move || fast_blur(&sized(first), SLIGHT_BLUR)))
}

/// One look for a QR symbol and no other kind. A decoder that panics has found nothing.
fn decode(luma: GrayImage) -> Option<String> {
    let (width, height) = luma.dimensions();
    let luma = luma.into_raw();
    let looked = photo::guarded(|| {
        let mut hints = DecodeHints { TryHarder: Some(true), ..DecodeHints::default() };
        let wanted = Some(BarcodeFormat::QR_CODE);
        let found = helpers::detect_in_luma_with_hints(luma, width, height, wanted, &mut hints);
        Ok(found.ok().map(|found| found.getText().to_owned()))
    });
    looked.ok().flatten()
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::imageops::{overlay, rotate90};
    use image::{DynamicImage, ImageFormat, Luma};
    use qrcode::{Color, EcLevel, QrCode, Version};

    use super::*;

    const CODE: &str = "KB128T50502DJFVGQG9MPPG";

    /// A sheet with the symbol of `text`, `module` pixels a module.
    fn sheet(text: &str, module: u32) -> GrayImage {
        let symbol = QrCode::with_version(text, Version::Normal(2), EcLevel::Q).unwrap();
        let side = u32::try_from(symbol.width()).unwrap();
        let colors = symbol.to_colors();
        let printed = GrayImage::from_fn(side * module, side * module, |x, y| {
            let place = usize::try_from(y / module * side + x / module).unwrap();
            Luma([if colors[place] == Color::Dark { 30 } else { 230 }])
        });
        let mut sheet =
            GrayImage::from_pixel(side * module + 300, side * module + 400, Luma([230]));
        overlay(&mut sheet, &printed, 150, 180);
        sheet
    }

    fn file(picture: GrayImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::from(picture).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_photo_of_a_receipt_gives_its_code() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg] {
            assert_eq!(read_code(&file(sheet(CODE, 6), format)), Ok(CODE.to_owned()));
        }
    }

    #[test]
    fn a_turned_blurred_or_very_large_photo_is_read_too() {
        let turned = rotate90(&sheet(CODE, 5));
        assert_eq!(read_code(&file(turned, ImageFormat::Png)), Ok(CODE.to_owned()));
        let blurred = fast_blur(&sheet(CODE, 5), 2.0);
        assert_eq!(read_code(&file(blurred, ImageFormat::Png)), Ok(CODE.to_owned()));
        let large = sheet(CODE, 90);
        assert!(large.width() > FIRST_SIDE);
        assert_eq!(read_code(&file(large, ImageFormat::Png)), Ok(CODE.to_owned()));
    }

    #[test]
    fn an_empty_sheet_has_nothing_to_find() {
        let blank = GrayImage::from_pixel(300, 200, Luma([255]));
        assert_eq!(read_code(&file(blank, ImageFormat::Png)), Err(ScanError::NothingFound));
        let dot = GrayImage::from_pixel(1, 1, Luma([0]));
        assert_eq!(read_code(&file(dot, ImageFormat::Png)), Err(ScanError::NothingFound));
    }

    #[test]
    fn what_is_not_a_picture_is_refused() {
        assert_eq!(read_code(b"KB1"), Err(ScanError::NotAPicture));
        assert_eq!(read_code(&vec![0; photo::MOST_BYTES + 1]), Err(ScanError::TooLarge));
    }
}
