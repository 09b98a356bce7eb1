//! Pictures as large as they may be, and larger, in a few kilobytes.

use std::io::Cursor;

use image::{ImageFormat, RgbImage};

/// How a JPEG is stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stored {
    /// Line by line, as cameras write it.
    Lines,
    /// In passes over the whole picture.
    Passes,
    /// One colour after another.
    Apart,
}

/// How often brightness is sampled across and down for each time that colours are.
pub(crate) type Sampled = (u8, u8);

struct Bits {
    bytes: Vec<u8>,
    used: u8,
}

impl Bits {
    fn put(&mut self, value: u32, count: u32) {
        for place in (0..count).rev() {
            if self.used == 0 {
                self.bytes.push(0);
            }
            let bit = u8::try_from(value >> place & 1).unwrap();
            *self.bytes.last_mut().unwrap() |= bit << (7 - self.used);
            self.used = (self.used + 1) % 8;
        }
    }
}

/// A JPEG that is red all over: a bit or two for each block.
pub(crate) fn red_jpeg(
    width: u16,
    height: u16,
    stored: Stored,
    (across, down): Sampled,
) -> Vec<u8> {
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0];
    jpeg.extend([1; 64]);
    let frame = if stored == Stored::Passes { 0xC2 } else { 0xC0 };
    jpeg.extend([0xFF, frame, 0, 17, 8]);
    jpeg.extend(height.to_be_bytes());
    jpeg.extend(width.to_be_bytes());
    jpeg.extend([3, 1, across << 4 | down, 0, 2, 0x11, 0, 3, 0x11, 0]);
    // Two words for what begins a block, "as before" and "ten bits more", and one for "nothing else in it".
    jpeg.extend([0xFF, 0xC4, 0, 21, 0x00, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10]);
    jpeg.extend([0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let last = if stored == Stored::Passes { 0 } else { 63 };
    if stored == Stored::Apart {
        jpeg.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, last, 0]);
    } else {
        jpeg.extend([0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, last, 0]);
    }
    // The first block of the third colour says how red; every other is as the one before.
    let ends = u32::from(stored != Stored::Passes);
    let mut first = Bits { bytes: Vec::new(), used: 0 };
    for _ in 0..=across * down {
        first.put(0, 1 + ends);
    }
    first.put(0b1010_0000_0000, 12);
    first.put(0, ends);
    jpeg.extend(first.bytes);
    let blocks = u32::from(width).div_ceil(8 * u32::from(across))
        * u32::from(height).div_ceil(8 * u32::from(down))
        * (u32::from(across * down) + 2);
    jpeg.resize(jpeg.len() + usize::try_from(blocks * (1 + ends)).unwrap() / 8 + 1, 0);
    jpeg.extend([0xFF, 0xD9]);
    jpeg
}

/// A PNG of one colour.
pub(crate) fn plain_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let picture = RgbImage::from_pixel(width, height, image::Rgb([200, 180, 160]));
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}
