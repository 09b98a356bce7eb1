//! What it costs to find a child, and to look for the same child, among many.
//!
//! `OUTREACH_KIT_CHILDREN=1000000 cargo bench --bench search` builds a million invented children first, which
//! takes most of an hour; without it there are 20,000. `OUTREACH_KIT_CROWD=folder` keeps them for the next run.
//! Budget: 20 ms among a million.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "criterion's macros, and a harness"
)]

mod crowd;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use crowd::{Gathered, gathered};
use outreach_kit::store::{alike, people, search};

fn finding(criterion: &mut Criterion) {
    let Gathered { crowd, children, .. } = &gathered();
    let event = crowd.event().id;
    let mut group = criterion.benchmark_group(format!("among {children} children"));
    group.sample_size(20);
    for typed in ["សុខ", "ស", "សុខ ដារា", "sok dara", "Sreyma", "តារា សុក", "012345", "សុខ zzz", "zzzz"]
    {
        group.bench_function(format!("search {typed}"), |bencher| {
            let find = |typed: &'static str| {
                crowd.read(move |conn| Ok(search::find(conn, Some(event), typed)?.len())).unwrap()
            };
            bencher.iter(|| find(black_box(typed)));
        });
    }
    let some = crowd.some_children(50).unwrap();
    let mut next = some.iter().copied().cycle();
    group.bench_function("likely the same", |bencher| {
        bencher.iter(|| {
            let id = next.next().unwrap();
            let asked = crowd.read(move |conn| {
                let child = people::child(conn, id)?;
                child.map(|child| alike::likely(conn, &child)).transpose()
            });
            black_box(asked.unwrap().map_or(0, |found| found.len()))
        });
    });
    group.finish();
}

criterion_group!(benches, finding);
criterion_main!(benches);
