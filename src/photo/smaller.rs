//! Makes a picture smaller by the mean of what lies under each new pixel, line after line: nothing is held but two
//! lines of sums beside the two pictures. Scaling that weighs neighbours would hold four large numbers a pixel.

/// Where one old line or column comes to lie: the new one, its share in it, what is left for the one after, and whether
/// the new one is whole with it. All shares of a new one are as many as there are old ones.
struct Share {
    part: usize,
    here: u64,
    left: u64,
    is_whole: bool,
}

fn shares(old: u32, new: u32) -> impl Iterator<Item = Share> {
    let (old, new) = (u64::from(old), u64::from(new));
    (0..old).map(move |unit| {
        let (from, to) = (unit * new, (unit + 1) * new);
        let part = from / old;
        let end = (part + 1) * old;
        let here = to.min(end) - from;
        let part = usize::try_from(part).unwrap_or(usize::MAX);
        Share { part, here, left: new - here, is_whole: end <= to }
    })
}

/// `pixels` of `N` bytes each, `width` by `height`, as `new_width` by `new_height`; neither may be larger.
pub(super) fn smaller<const N: usize>(
    pixels: &[u8],
    (width, height): (u32, u32),
    (new_width, new_height): (u32, u32),
) -> Vec<u8> {
    let columns: Vec<Share> = shares(width, new_width).collect();
    let line = usize::try_from(new_width).unwrap_or_default();
    let whole = u64::from(width) * u64::from(height);
    let mut made = Vec::with_capacity(line * N * usize::try_from(new_height).unwrap_or_default());
    // The line that is being made and the next, into which a line of the old picture may reach.
    let (mut sums, mut next) = (vec![[0_u64; N]; line], vec![[0_u64; N]; line]);
    // One more pixel, into which the last column reaches with nothing.
    let mut across = vec![[0_u64; N]; line + 1];
    let lines = pixels.as_chunks::<N>().0.chunks_exact(columns.len().max(1));
    for (row, old) in shares(height, new_height).zip(lines) {
        across.fill([0; N]);
        for (column, pixel) in columns.iter().zip(old) {
            let Some([one, other, ..]) = across.get_mut(column.part..) else { continue };
            for ((one, other), value) in one.iter_mut().zip(other).zip(pixel) {
                *one += column.here * u64::from(*value);
                *other += column.left * u64::from(*value);
            }
        }
        let sums_of_both = sums.as_flattened_mut().iter_mut().zip(next.as_flattened_mut());
        for ((sum, next), value) in sums_of_both.zip(across.as_flattened()) {
            *sum += row.here * value;
            *next += row.left * value;
        }
        if row.is_whole {
            let mean = |sum: &u64| u8::try_from((sum + whole / 2) / whole).unwrap_or(u8::MAX);
            made.extend(sums.as_flattened().iter().map(mean));
            std::mem::swap(&mut sums, &mut next);
            next.fill([0; N]);
        }
    }
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_new_pixel_is_the_mean_of_what_lies_under_it() {
        assert_eq!(smaller::<1>(&[10, 20, 30, 40], (4, 1), (2, 1)), [15, 35]);
        assert_eq!(smaller::<1>(&[10, 20, 30, 40], (1, 4), (1, 2)), [15, 35]);
        // A third of the middle one belongs to neither alone: (10 + 20 / 2) / 1.5 and (20 / 2 + 40) / 1.5.
        assert_eq!(smaller::<1>(&[10, 20, 40], (3, 1), (2, 1)), [13, 33]);
        assert_eq!(smaller::<1>(&[10, 20, 40], (1, 3), (1, 2)), [13, 33]);
        // Colours stay apart.
        assert_eq!(smaller::<3>(&[0, 100, 200, 10, 110, 210], (2, 1), (1, 1)), [5, 105, 205]);
    }

    #[test]
    fn a_picture_of_one_shade_keeps_it_in_every_size() {
        for (width, height) in [(7, 5), (64, 3), (3, 64), (33, 17)] {
            let pixels = vec![201; usize::try_from(width * height * 3).unwrap()];
            for (new_width, new_height) in [(1, 1), (2, 3), (3, 2), (width, height)] {
                let made = smaller::<3>(&pixels, (width, height), (new_width, new_height));
                assert_eq!(made.len(), usize::try_from(new_width * new_height * 3).unwrap());
                assert!(made.iter().all(|value| *value == 201), "{width} {height}");
            }
        }
    }
}
