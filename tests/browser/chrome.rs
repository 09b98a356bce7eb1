//! Chromium's driver: started for one test, ended with it.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long the driver may take to end its browsers.
const END: Duration = Duration::from_secs(5);

/// How often it is started: it takes one port for both kinds of addresses, and ends where another took it in between.
const TRIES: usize = 5;

/// A running driver. Its browsers end with it.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    /// The browser itself.
    pub(crate) chromium: PathBuf,
}

/// Where a program lies, if it is installed.
fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// The driver and its port; none if it ended before it had one.
fn start(driver: &Path) -> Option<(Child, u16)> {
    let mut child = Command::new(driver)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let port = lines.find_map(|line| {
        line.rsplit_once("successfully on port ")?.1.trim_end_matches('.').parse::<u16>().ok()
    });
    let Some(port) = port else {
        let _ = child.kill();
        let _ = child.wait();
        return None;
    };
    // A full pipe would stop the driver.
    std::thread::spawn(move || lines.for_each(drop));
    Some((child, port))
}

impl Driver {
    /// Starts the driver, or says why the test is skipped.
    pub(crate) fn start() -> Option<Self> {
        let (Some(driver), Some(chromium)) = (find("chromedriver"), find("chromium")) else {
            eprintln!(
                "SKIPPED: no chromium or no chromedriver on this machine (apt-get install chromium chromium-driver)"
            );
            return None;
        };
        let started = (0..TRIES).find_map(|_| start(&driver));
        let (child, port) = started.unwrap_or_else(|| panic!("the driver did not say its port"));
        Some(Self { child, port, chromium })
    }

    /// Where it listens.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Asks the driver to end itself and every browser that it started.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(END))?;
        let port = self.port;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).map(drop)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A driver that does not answer is ended all the same.
        let _ = self.shut_down();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
