//! What the program says when it cannot begin, and how it goes on where no phone can come.
#![allow(clippy::unwrap_used, reason = "a program that cannot be started should stop the test")]

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Command, Stdio};

use outreach_kit::app::DataLock;

use crate::harness::Kit;

/// What the program says that was told to serve and ended by itself.
fn serve(data: &Path, family: &str, staff: &str) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_outreach-kit"))
        .args(["serve", "--no-open", "--family-port", family, "--staff-port", staff, "--data"])
        .arg(data)
        .env_remove("OUTREACH_KIT_PASSPHRASE")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_port_that_is_taken_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let other = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let port = other.local_addr().unwrap().port().to_string();
    for (family, staff, option) in
        [(port.as_str(), "0", "--family-port"), ("0", &port, "--staff-port")]
    {
        let (code, said) = serve(folder.path(), family, staff);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains(&format!("port {port} is taken by another program")), "{said}");
        assert!(said.contains(option), "{said}");
    }
}

#[test]
fn a_second_kit_on_one_directory_says_so_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    let held = DataLock::take(folder.path()).unwrap();
    let (code, said) = serve(folder.path(), "0", "0");
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("another outreach-kit is using"), "{said}");
    assert!(said.contains("close it first"), "what to do: {said}");
    drop(held);
    assert!(DataLock::take(folder.path()).is_ok());
}

#[tokio::test]
async fn without_any_network_the_laptop_goes_on_and_says_so() {
    let kit = Kit::start().await;
    kit.app.set_addresses(Vec::new());
    let mut admin = kit.signed_in("Admin").await;
    admin.cookies.insert("lang".to_owned(), "en".to_owned());
    let start = admin.get("/").await.text;
    let said = outreach_kit::i18n::text(outreach_kit::i18n::Lang::En, "home-no-address");
    assert!(start.contains(said.split(['\'', '"']).next().unwrap()), "{said}");
    let check = admin.get("/check").await.text;
    assert!(check.contains("data-finding=\"address\" data-grade=\"stop\""), "{check}");
    let mut officer = kit.officer("Officer One", "1").await;
    crate::harness::file(&mut kit.phone(), &crate::harness::mother_of_two()).await;
    assert!(officer.seat_next().await.text.contains("data-child"), "work goes on");
}

#[cfg(target_os = "linux")]
#[test]
fn full_doors_do_not_use_up_the_files_of_a_program_whose_memory_stays_off_the_disk() {
    use std::io::BufRead as _;
    let folder = tempfile::tempdir().unwrap();
    let line = "ulimit -S -n 256; exec \"$0\" serve --no-open --family-port 0 --staff-port 0 --data \"$1\"";
    let mut program = Command::new("sh")
        .args(["-c", line, env!("CARGO_BIN_EXE_outreach-kit")])
        .arg(folder.path())
        .env_remove("OUTREACH_KIT_PASSPHRASE")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // It has begun once it says where.
    let mut said = String::new();
    let mut out = std::io::BufReader::new(program.stdout.take().unwrap());
    out.read_line(&mut said).unwrap();
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", program.id())).unwrap();
    program.kill().unwrap();
    program.wait().unwrap();
    let files = limits.lines().find(|line| line.starts_with("Max open files")).unwrap();
    let mut numbers = files.split_whitespace().skip(3);
    let (soft, hard) = (numbers.next().unwrap(), numbers.next().unwrap());
    assert_eq!(soft, hard, "{said}");
    // Where it crashes, no memory is written to the disk, and nobody can ask for it again.
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
}
