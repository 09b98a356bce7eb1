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

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, criterion_group, criterion_main};
use outreach_kit::rehearse::crowd::Crowd;
use outreach_kit::store::{alike, people, search};

fn finding(criterion: &mut Criterion) {
    let children = std::env::var("OUTREACH_KIT_CHILDREN")
        .ok()
        .and_then(|children| children.parse().ok())
        .unwrap_or(20_000);
    let folder = tempfile::tempdir().unwrap();
    let kept = std::env::var_os("OUTREACH_KIT_CROWD").map(PathBuf::from);
    let crowd = Crowd::gather(kept.as_deref().unwrap_or(folder.path()), children, |done| {
        if done % 100_000 < 1000 {
            println!("{done} children");
        }
    })
    .unwrap();
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
