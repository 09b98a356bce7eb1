//! build.rs: compiles the encrypted `SQLite` that `store` is built on, so that no machine needs more than a C compiler, and
//! notes the day.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    println!("cargo::rustc-env=OUTREACH_KIT_BUILT={}", day_of_build());
    #[cfg(feature = "sqlite3mc")]
    compile_sqlite3mc();
}

/// The day in UTC, or the one that `SOURCE_DATE_EPOCH` says, so that a build can be made again to the same bytes.
#[expect(clippy::disallowed_methods, reason = "the program's own clock does not exist yet")]
fn day_of_build() -> String {
    let said = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|said| said.parse().ok());
    let said = said.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    said.unwrap_or_else(jiff::Timestamp::now).strftime("%F").to_string()
}

/// rusqlite's `in_gecko` feature leaves linking to us; this is what it gets linked to.
#[cfg(feature = "sqlite3mc")]
fn compile_sqlite3mc() {
    const SETTINGS: &str =
        "SQLITE_CORE SQLITE_ENABLE_API_ARMOR SQLITE_ENABLE_FTS5 SQLITE_USE_URI SQLITE_THREADSAFE=1
        SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_DQS=0 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_OMIT_LOAD_EXTENSION SQLITE_TEMP_STORE=3
        HAVE_ISNAN HAVE_USLEEP=1 _POSIX_THREAD_SAFE_FUNCTIONS
        CODEC_TYPE=CODEC_TYPE_SQLCIPHER SQLITE3MC_USE_SQLCIPHER_LEGACY
        HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0 HAVE_CIPHER_CHACHA20=0
        HAVE_CIPHER_RC4=0 HAVE_CIPHER_ASCON128=0 HAVE_CIPHER_AEGIS=0";
    let source = sqlite3mc_src::source_dir();
    let mut sqlite = cc::Build::new();
    sqlite
        .include(source)
        .file(source.join(sqlite3mc_src::SOURCE_FILE))
        .opt_level(2)
        .warnings(false);
    for setting in SETTINGS.split_whitespace() {
        let (name, value) = setting.split_once('=').unwrap_or((setting, "1"));
        sqlite.define(name, value);
    }
    // The target decides, not the host: a build script's own `cfg!` is the host's.
    if std::env::var_os("CARGO_CFG_WINDOWS").is_none() {
        sqlite.define("HAVE_LOCALTIME_R", "1");
    }
    // Our library comes before rusqlite on the command line; whole, it is there for a linker that reads once.
    sqlite.cargo_metadata(false).compile("outreach_sqlite");
    println!(
        "cargo::rustc-link-search=native={}",
        std::env::var("OUT_DIR").expect("cargo sets OUT_DIR")
    );
    println!("cargo::rustc-link-lib=static:+whole-archive=outreach_sqlite");
}
