//! JPEG, as cameras write it: what a picture takes while it is unpacked is reckoned from its header first.
//!
//! One that would take too much in colour is unpacked without its colours: that is a third of the memory, and letters
//! stay as sharp.

use image::metadata::Orientation;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{LONGEST_SIDE, MOST_MEMORY, PhotoError, Shades, Unpacked};

/// Most passes of a progressive picture: encoders write ten or twelve, and each goes over the whole picture.
const MOST_PASSES: usize = 24;

/// One colour of a picture, by how often it is sampled across and down.
#[derive(Clone, Copy)]
struct Plane {
    across: u64,
    down: u64,
}

/// What the header says of how a picture is stored.
struct Header {
    width: u64,
    height: u64,
    planes: Vec<Plane>,
    /// Whether all of it has to be held before the first line can be unpacked.
    is_held: bool,
}

/// Unpacks a JPEG, in colour only where that is asked for and fits.
pub(super) fn open(upload: &[u8], wanted: Shades) -> Result<Unpacked, PhotoError> {
    let header = Header::read(upload).ok_or(PhotoError::NotAPicture)?;
    let longest = u64::from(LONGEST_SIDE);
    if longest < header.width.max(header.height) {
        return Err(PhotoError::TooLarge);
    }
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_max_scans(MOST_PASSES);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(upload), options);
    decoder.decode_headers().map_err(refusal)?;
    let (width, height) = decoder.dimensions().ok_or(PhotoError::NotAPicture)?;
    // Two readers that do not understand the same header are not asked for more.
    let told = (u64::try_from(width), u64::try_from(height));
    let planes = decoder.info().map_or(0, |info| usize::from(info.components));
    if told != (Ok(header.width), Ok(header.height)) || planes != header.planes.len() {
        return Err(PhotoError::NotAPicture);
    }
    let has_grey = matches!(decoder.input_colorspace(), Some(ColorSpace::YCbCr | ColorSpace::Luma));
    let has_colour = header.planes.len() != 1;
    let fits = |shades| header.memory(shades) <= MOST_MEMORY;
    let as_grey = has_grey && fits(Shades::Grey);
    let shades = match wanted {
        Shades::Colour if has_colour && fits(Shades::Colour) => Shades::Colour,
        _ if as_grey => Shades::Grey,
        // Few pictures are stored so that grey cannot be told from colour.
        _ if !has_grey && fits(Shades::Colour) => Shades::Colour,
        _ => return Err(PhotoError::TooLarge),
    };
    let space = match shades {
        Shades::Colour => ColorSpace::RGB,
        Shades::Grey => ColorSpace::Luma,
    };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(space));
    let channels = shades.channels();
    let mut pixels = vec![0; width * height * channels];
    decoder.decode_into(&mut pixels).map_err(refusal)?;
    let exif = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    Ok(Unpacked {
        pixels,
        channels,
        width: u32::try_from(width).map_err(|_| PhotoError::TooLarge)?,
        height: u32::try_from(height).map_err(|_| PhotoError::TooLarge)?,
        orientation: exif.unwrap_or(Orientation::NoTransforms),
    })
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn refusal(err: DecodeErrors) -> PhotoError {
    match err {
        DecodeErrors::LargeDimensions(_) => PhotoError::TooLarge,
        _ => PhotoError::NotAPicture,
    }
}

impl Header {
    /// Walks over the segments before the picture itself; nothing where they are not in order.
    fn read(upload: &[u8]) -> Option<Self> {
        let mut rest = upload.strip_prefix(&[0xFF, 0xD8])?;
        let mut header: Option<Self> = None;
        loop {
            let marker;
            (marker, rest) = match rest {
                // Fill bytes may stand before a marker.
                [0xFF, 0xFF, ..] => {
                    rest = rest.get(1..)?;
                    continue;
                }
                [0xFF, marker, after @ ..] => (*marker, after),
                _ => return None,
            };
            let [high, low, ..] = rest else { return None };
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            let segment = rest.get(2..length)?;
            match (marker, &mut header) {
                // Sequential and progressive frames; of every other kind there are no photos.
                (0xC0..=0xC2, None) => header = Some(Self::frame(segment, marker == 0xC2)?),
                (0xDA, Some(found)) => {
                    let planes = usize::from(*segment.first()?);
                    // A picture may also come one colour after another.
                    found.is_held |= planes < found.planes.len();
                    return header;
                }
                (0xC0..=0xC3 | 0xC5..=0xCB | 0xCD..=0xDA | 0xDC, _) => return None,
                _ => {}
            }
            rest = rest.get(length..)?;
        }
    }

    fn frame(segment: &[u8], is_progressive: bool) -> Option<Self> {
        let number = |at: usize| {
            let [high, low] = segment.get(at..at + 2)? else { return None };
            Some(u64::from(u16::from_be_bytes([*high, *low])))
        };
        let (height, width) = (number(1)?, number(3)?);
        let planes = usize::from(*segment.get(5)?);
        let told = segment.get(6..)?.as_chunks::<3>().0;
        let mut planes: Vec<Plane> = told
            .iter()
            .take(planes)
            .map(|[_, sampled, _]| Plane {
                across: u64::from(sampled >> 4).clamp(1, 4),
                down: u64::from(sampled & 0xF).clamp(1, 4),
            })
            .collect();
        // Of a single colour it does not matter how often it is sampled.
        if let [only] = planes.as_mut_slice() {
            *only = Plane { across: 1, down: 1 };
        }
        let is_sound = 0 < width && 0 < height && !planes.is_empty();
        is_sound.then_some(Self { width, height, planes, is_held: is_progressive })
    }

    /// What the decoder needs at once, in bytes: the picture and, where all of it has to be held first, two bytes for
    /// every sample of every colour, in whole blocks.
    fn memory(&self, shades: Shades) -> u64 {
        let picture = self.width * self.height * u64::try_from(shades.channels()).unwrap_or(4);
        if !self.is_held {
            return picture;
        }
        let most = |of: fn(&Plane) -> u64| self.planes.iter().map(of).max().unwrap_or(1);
        let (across, down) = (most(|plane| plane.across), most(|plane| plane.down));
        let blocks = self.width.div_ceil(8 * across) * self.height.div_ceil(8 * down);
        let samples: u64 = self.planes.iter().map(|plane| plane.across * plane.down * 64).sum();
        // The decoder holds one that is sampled twice down, and once across, twice over when it leaves the colours out.
        let doubled = shades == Shades::Grey && (across, down) == (1, 2);
        picture + 2 * blocks * samples * if doubled { 2 } else { 1 }
    }
}
