//! What a joined laptop remembers: by which key it knows the kit, by what the kit knows it, and where it was found.

use std::fs;
use std::io::Write as _;
use std::net::Ipv4Addr;
use std::path::Path;

use crate::seal::spoken;
use crate::seal::token::Token;

/// The one file in the folder.
const FILE: &str = "joined-kit.json";

/// Addresses remembered. A laptop has a handful.
const MOST_ADDRESSES: usize = 16;

/// A kit that was joined.
#[derive(Clone)]
pub(super) struct Known {
    /// The hash of the kit's public key.
    pub(super) pin: [u8; 32],
    /// What this laptop shows with each request.
    pub(super) token: Token,
    /// The port of the door for devices.
    pub(super) port: u16,
    /// Where the kit was found, the last first.
    pub(super) addresses: Vec<Ipv4Addr>,
}

/// The file as it is written.
#[derive(serde::Serialize, serde::Deserialize)]
struct File {
    kit: String,
    laptop: String,
    port: u16,
    addresses: Vec<Ipv4Addr>,
}

impl Known {
    /// The kit that was joined before; none if the file is not there or none of ours.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        let file: File = serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()?;
        Some(Self {
            pin: spoken::from_text(&file.kit)?,
            token: Token::parse(&file.laptop)?,
            port: file.port,
            addresses: file.addresses,
        })
    }

    /// Writes it whole or not at all, for the eyes of this laptop's user only.
    pub(super) fn save(&self, folder: &Path) -> std::io::Result<()> {
        fs::create_dir_all(folder)?;
        let file = File {
            kit: spoken::to_text(&self.pin),
            laptop: self.token.to_string(),
            port: self.port,
            addresses: self.addresses.clone(),
        };
        let new = folder.join(format!("{FILE}.new"));
        let mut options = fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut out = options.open(&new)?;
        out.write_all(&serde_json::to_vec_pretty(&file)?)?;
        out.sync_all()?;
        drop(out);
        fs::rename(new, folder.join(FILE))
    }

    /// The kit was found here. Whether that is news.
    pub(super) fn found_at(&mut self, address: Ipv4Addr) -> bool {
        if self.addresses.first() == Some(&address) {
            return false;
        }
        self.addresses.retain(|other| *other != address);
        self.addresses.insert(0, address);
        self.addresses.truncate(MOST_ADDRESSES);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_is_looked_at_first() {
        let mut known =
            Known { pin: [1; 32], token: Token::random(), port: 8443, addresses: Vec::new() };
        let at = |last| Ipv4Addr::new(192, 168, 1, last);
        assert!(known.found_at(at(1)) && known.found_at(at(2)) && known.found_at(at(1)));
        assert!(!known.found_at(at(1)));
        assert_eq!(known.addresses, [at(1), at(2)]);
        for last in 0..40 {
            known.found_at(at(last));
        }
        assert_eq!(known.addresses.len(), MOST_ADDRESSES);
    }
}
