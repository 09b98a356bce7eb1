//! What the ground floor costs: every typed value passes `normalize`, every search `fold`,
//! every case the duplicate check.

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use outreach_kit::domain::duplicate::{Known, Names, Ready, Sex, VillageCode, block_keys, compare};
use outreach_kit::domain::lunar::LunarDate;
use outreach_kit::domain::offer;
use outreach_kit::khmer;
use outreach_kit::typeset::doubt::doubtful;
use std::hint::black_box;

/// Common names, already in normal form, as most are.
const NAMES: [&str; 8] =
    ["សុខ ដារា", "ចាន់ ស្រីមុំ", "ហេង វណ្ណៈ", "លី រិទ្ធី", "ស៊ុន ពិសិដ្ឋ", "គឹម បុប្ផា", "ម៉ៅ ច័ន្ទ", "ជា សុខហេង"];

/// The same kind of names as some keyboards leave them: vowels before coengs, U for a
/// shifter, a zero width space.
const MESSY: [&str; 4] = [
    "\u{179F}\u{17B8}\u{17D2}\u{179A}\u{17D2}\u{178A} \u{200B}\u{178A}\u{17B6}\u{179A}\u{17B6}",
    "\u{179F}\u{17BB}\u{17B8}\u{1798}  \u{1785}\u{17B7}\u{1793}\u{17B6}\u{17D2}\u{178A}",
    "\u{1796}\u{17C2}\u{17D2}\u{179A}\u{1780}",
    "\u{178F}\u{17D2}\u{1793}\u{17C1}\u{17B6}\u{178F}",
];

fn text(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("khmer");
    group.bench_function("normalize, 8 tidy names", |bencher| {
        bencher.iter(|| NAMES.map(|name| khmer::normalize(black_box(name))));
    });
    group.bench_function("normalize, 4 messy names", |bencher| {
        bencher.iter(|| MESSY.map(|name| khmer::normalize(black_box(name))));
    });
    group.bench_function("normalize, a Latin name", |bencher| {
        bencher.iter(|| khmer::normalize(black_box("SOK Dara")));
    });
    let note = NAMES.join(" ").repeat(20);
    group.bench_function("normalize, a note of 1,500 characters", |bencher| {
        bencher.iter(|| khmer::normalize(black_box(&note)));
    });
    group.bench_function("fold, 8 tidy names", |bencher| {
        bencher.iter(|| NAMES.map(|name| khmer::fold(black_box(name))));
    });
    group.bench_function("well_formed, 8 tidy names", |bencher| {
        bencher.iter(|| NAMES.map(|name| khmer::well_formed(black_box(name)).is_ok()));
    });
    // What a page of a form costs more for each box with Khmer words in it.
    group.bench_function("doubtful, 8 tidy names", |bencher| {
        bencher.iter(|| NAMES.map(|name| doubtful(black_box(name)).is_some()));
    });
    group.bench_function("a name offered in Latin letters", |bencher| {
        bencher.iter(|| offer::latin(black_box("ស្រីរតនា")));
    });
    group.bench_function("a name offered in Khmer letters", |bencher| {
        bencher.iter(|| offer::khmer(black_box("Bunsao")));
    });
    group.finish();
}

fn known(khmer: &str, latin: &str) -> Known {
    Known {
        child: Names { khmer: khmer.into(), latin: latin.into() },
        sex: Some(Sex::Female),
        birth: Some(date(2017, 9, 21).into()),
        mother: Some(Names {
            khmer: "វ៉ាន់ ស្រីវី".into(), latin: "Van Sreyvy".into()
        }),
        village: VillageCode::parse("08080804").ok(),
    }
}

fn children(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("domain");
    let (one, other) = (known("លី រិទ្ធីកា", "Ly Rithyka"), known("លិ រិត្ធីកា", "Li Rithikah"));
    group.bench_function("duplicate, compare two records", |bencher| {
        bencher.iter(|| compare(black_box(&one), black_box(&other)));
    });
    // What a check costs once the block keys have left this many candidates.
    let (asked, candidates) = (Ready::of(&one), vec![other; 500]);
    group.bench_function("duplicate, one record with 500 candidates", |bencher| {
        bencher.iter(|| {
            let probable =
                candidates.iter().map(|candidate| asked.compare(&Ready::of(candidate)).score);
            probable.fold(0.0, f64::max)
        });
    });
    group.bench_function("duplicate, the block keys of a record", |bencher| {
        bencher.iter(|| block_keys(black_box(&one)));
    });
    group.bench_function("lunar, a date with its labels", |bencher| {
        bencher.iter(|| {
            let lunar = LunarDate::from_gregorian(black_box(date(2026, 11, 21)));
            (lunar.animal(), lunar.sak(), lunar.buddhist_era(), lunar.to_gregorian())
        });
    });
    group.finish();
}

criterion_group!(benches, text, children);
criterion_main!(benches);
