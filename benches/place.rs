//! How fast places are found among all of the list. The budget is 5 ms a search.

use criterion::{Criterion, criterion_group, criterion_main};
use outreach_kit::domain::place::{Code, CommuneCode, Level, Place, Scope, find};
use std::hint::black_box;

/// What is typed: letter by letter, whole, misspelt, with places around, by code.
const TYPED: [(&str, &str); 12] = [
    ("one Khmer letter", "ក"),
    ("one Latin letter", "a"),
    ("beginning", "ត្រពាំ"),
    ("Khmer name", "ក្រពើពីរ"),
    ("Latin name", "Krapeu Pir"),
    ("misspelt Khmer", "ពោធ៍សាត"),
    ("misspelt Latin", "Trapaeng Chhuong"),
    ("with district", "rumlech bakan"),
    ("all levels", "ភូមិរំលេច ឃុំរំលេច ស្រុកបាកាន ខេត្តពោធិ៍សាត់"),
    ("six words", "phum trapeang prey khum ta chrey"),
    ("code", "150106"),
    ("nonsense", "kkkk tttt pppp ssss mmmm llll"),
];

fn place(bench: &mut Criterion) {
    let event = CommuneCode::parse("150106").ok();
    let scope = Scope { event, level: Some(Level::Village), within: None };
    for (name, typed) in TYPED {
        bench.bench_function(&format!("place/find {name}"), |run| {
            run.iter(|| find(black_box(typed), &scope, 12));
        });
    }
    let village = Code::parse("15010607").ok();
    bench.bench_function("place/by code, in words", |run| {
        run.iter(|| black_box(village).and_then(Place::of).map(Place::words_khmer));
    });
    let district = Code::parse("1501").ok().and_then(Place::of);
    bench.bench_function("place/choices", |run| {
        run.iter(|| Place::choices(black_box(district), event));
    });
}

criterion_group!(benches, place);
criterion_main!(benches);
