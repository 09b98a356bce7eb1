//! Joins a kit on another laptop and shows its staff's pages on this one.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::ExitCode;

use anyhow::Context as _;

use super::serve::{open_browser, stopped};
use crate::cli::{JOINED, JoinArgs, LOCAL_PORT, NET_PORT};
use crate::join::{self, Joining};

/// What somebody types to join the same kit anew, with whatever they typed otherwise than usual.
fn again(args: &JoinArgs) -> String {
    let mut command = format!("outreach-kit join {} --again", args.address);
    if args.port != NET_PORT {
        let _ = write!(command, " --port {}", args.port);
    }
    if args.local_port != LOCAL_PORT {
        let _ = write!(command, " --local-port {}", args.local_port);
    }
    if args.data.as_os_str() != JOINED {
        let _ = write!(command, " --data \"{}\"", args.data.display());
    }
    command
}

pub(super) fn join(args: &JoinArgs) -> anyhow::Result<ExitCode> {
    let at = SocketAddr::from((Ipv4Addr::LOCALHOST, args.local_port));
    let listener = TcpListener::bind(at).with_context(|| {
        format!(
            "port {} is taken by another program; close it, or choose another with --local-port",
            args.local_port
        )
    })?;
    let url = format!("http://{}", listener.local_addr()?);
    let joining = Joining {
        address: args.address,
        port: args.port,
        data: args.data.clone(),
        again: args.again,
        now: crate::app::laptop_clock,
        say: |said| println!("{said}"),
        command: again(args),
    };
    println!("pages {url}");
    println!("Open {url} on this laptop. Ctrl+C ends; nothing is kept here but the kit's key.");
    if !args.no_open {
        open_browser(&url);
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(join::run(joining, listener, stopped()))?;
    Ok(ExitCode::SUCCESS)
}
