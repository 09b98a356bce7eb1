//! HTTP Basic over TLS. Plain HTTP only to this laptop itself, where a tunnel may end.

use std::time::Duration;

use zeroize::Zeroizing;

use super::send::{Lost, Reply, Wire};

/// Why an address cannot be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Not `https://`: the password would be read on the way.
    #[error("the address must begin with https://, for the password goes with every request")]
    NotTls,
}

/// A server with its user.
pub struct Server {
    agent: ureq::Agent,
    base: String,
    sign_in: Zeroizing<String>,
}

impl Server {
    /// The server at `base`, for example `https://primero.example.org`.
    pub fn new(base: &str, user: &str, password: &str) -> Result<Self, AddressError> {
        let base = base.trim_end_matches('/');
        if !base.starts_with("https://") && !is_this_laptop(base) {
            return Err(AddressError::NotTls);
        }
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_mins(1)))
            .user_agent("outreach-kit")
            .build();
        let pair = Zeroizing::new(format!("{user}:{password}"));
        let sign_in = Zeroizing::new(format!("Basic {}", base64(pair.as_bytes())));
        Ok(Self { agent: config.into(), base: base.to_owned(), sign_in })
    }
}

impl Wire for Server {
    fn get(&mut self, path: &str) -> Result<Reply, Lost> {
        let request = self.agent.get(format!("{}{path}", self.base));
        read(request.header("authorization", self.sign_in.as_str()).call())
    }

    fn post(&mut self, path: &str, body: &[u8]) -> Result<Reply, Lost> {
        let request = self.agent.post(format!("{}{path}", self.base));
        let request = request
            .header("authorization", self.sign_in.as_str())
            .header("content-type", "application/json")
            .header("accept", "application/json");
        read(request.send(body))
    }

    fn wait(&mut self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// Plain HTTP to a port of this laptop and nothing more: no user, path or name that would lead elsewhere.
fn is_this_laptop(base: &str) -> bool {
    let port = ["http://127.0.0.1:", "http://[::1]:"].iter().find_map(|own| base.strip_prefix(own));
    port.is_some_and(|port| port.parse::<u16>().is_ok())
}

/// The most of an answer that is read: lists of forms are long.
const MOST: u64 = 64 << 20;

fn read(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Reply, Lost> {
    let mut answer = answer.map_err(|_| Lost)?;
    let retry_after = answer.headers().get("retry-after");
    let retry_after = retry_after.and_then(|wait| wait.to_str().ok()?.trim().parse().ok());
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(MOST).read_to_vec().map_err(|_| Lost)?;
    Ok(Reply { status, retry_after, body })
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| chunk.get(at).copied().unwrap_or_default());
        let bits = u32::from_be_bytes([0, a, b, c]);
        for place in 0..4_usize {
            let index = usize::try_from((bits >> (18 - 6 * place)) & 63).unwrap_or_default();
            let sign = SIGNS.get(index).copied().unwrap_or(b'=');
            text.push(if place <= chunk.len() { char::from(sign) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (plain, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(plain.as_bytes()), text);
        }
    }

    #[test]
    fn a_password_never_goes_over_a_plain_line() {
        let refused = |base| Server::new(base, "u", "p").err() == Some(AddressError::NotTls);
        assert!(refused("http://primero.example.org"));
        assert!(refused("primero.example.org"));
        assert!(refused("http://127.0.0.1.example.org"));
        assert!(refused("http://127.0.0.1:80@example.org:1"));
        assert!(!refused("https://primero.example.org/"));
        assert!(!refused("http://127.0.0.1:3000"));
    }
}
