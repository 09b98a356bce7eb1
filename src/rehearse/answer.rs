//! Reads answers of a web server out of the bytes of a connection.

use super::http::HttpError;

/// Largest head of an answer.
const HEAD_BYTES: usize = 64 * 1024;

/// One answer.
pub(super) struct Answer {
    /// The path that was asked for.
    pub(super) path: String,
    /// Status code.
    pub(super) status: u16,
    /// Where it leads, if anywhere.
    pub(super) location: Option<String>,
    /// Its body.
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The page as text.
    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The path to which it leads.
    pub(super) fn leads_to(&self) -> Option<String> {
        if !(300..400).contains(&self.status) {
            return None;
        }
        let to = self.location.as_deref()?;
        let path = to
            .split_once("://")
            .map_or(to, |(_, rest)| rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"));
        Some(path.to_owned())
    }

    /// Whether it leads to a path that begins so.
    pub(super) fn leads_below(&self, start: &str) -> bool {
        self.leads_to().is_some_and(|to| to.starts_with(start))
    }
}

/// The head of an answer, as much of it as is needed.
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) location: Option<String>,
    pub(super) cookies: Vec<String>,
    /// Whether the connection stays open.
    pub(super) keep: bool,
    length: Length,
}

/// How long a body is.
#[derive(Clone, Copy)]
enum Length {
    Bytes(usize),
    Chunks,
}

/// Takes a whole head off `read`, if it is there.
pub(super) fn head_of(read: &mut Vec<u8>) -> Result<Option<Head>, HttpError> {
    let Some(end) = find(read, b"\r\n\r\n") else {
        return if HEAD_BYTES < read.len() {
            Err(HttpError::Odd("a head without an end"))
        } else {
            Ok(None)
        };
    };
    let bytes: Vec<u8> = read.drain(..end + 4).collect();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines = text.lines();
    let status =
        lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let status = status.ok_or(HttpError::Odd("no status"))?;
    let mut head =
        Head { status, location: None, cookies: Vec::new(), keep: true, length: Length::Bytes(0) };
    for (name, value) in lines.filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "location" => head.location = Some(value.to_owned()),
            "set-cookie" => head.cookies.push(value.to_owned()),
            "connection" => head.keep = !value.eq_ignore_ascii_case("close"),
            "transfer-encoding" if value.eq_ignore_ascii_case("chunked") => {
                head.length = Length::Chunks;
            }
            "content-length" => {
                head.length = Length::Bytes(
                    value.parse().map_err(|_| HttpError::Odd("a length that is no number"))?,
                );
            }
            _ => {}
        }
    }
    Ok(Some(head))
}

/// Takes the whole body off `read`, if it is there.
pub(super) fn body_of(read: &mut Vec<u8>, head: &Head) -> Result<Option<Vec<u8>>, HttpError> {
    match head.length {
        Length::Bytes(length) if read.len() < length => Ok(None),
        Length::Bytes(length) => Ok(Some(read.drain(..length).collect())),
        Length::Chunks => chunks_of(read),
    }
}

fn chunks_of(read: &mut Vec<u8>) -> Result<Option<Vec<u8>>, HttpError> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let rest = read.get(at..).unwrap_or_default();
        let Some(end) = find(rest, b"\r\n") else { return Ok(None) };
        let size =
            rest.get(..end).and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
        let size = usize::from_str_radix(size.split(';').next().unwrap_or_default().trim(), 16);
        let size = size.map_err(|_| HttpError::Odd("a piece without a size"))?;
        let Some(piece) = rest.get(end + 2..end + 2 + size) else { return Ok(None) };
        if rest.len() < end + 4 + size {
            return Ok(None);
        }
        body.extend_from_slice(piece);
        at += end + 4 + size;
        if size == 0 {
            read.drain(..at);
            return Ok(Some(body));
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Option<(Head, Vec<u8>)> {
        let mut read = text.as_bytes().to_vec();
        let head = head_of(&mut read).unwrap()?;
        let body = body_of(&mut read, &head).unwrap()?;
        Some((head, body))
    }

    #[test]
    fn a_redirect_says_where_it_leads() {
        let text = "HTTP/1.1 303 See Other\r\nLocation: /ticket/x\r\nset-cookie: a=b\r\nSet-Cookie: c=d\r\ncontent-length: 0\r\n\r\n";
        let (head, body) = read_all(text).unwrap();
        let answer =
            Answer { path: String::new(), status: head.status, location: head.location, body };
        assert!(answer.leads_below("/ticket/"));
        assert_eq!(head.cookies, ["a=b", "c=d"]);
        let absolute = Answer { location: Some("http://127.0.0.1:80/form".to_owned()), ..answer };
        assert_eq!(absolute.leads_to().as_deref(), Some("/form"));
    }

    #[test]
    fn a_body_in_pieces_is_put_together() {
        let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        let whole = format!("{start}4\r\nwiki\r\n5\r\npedia\r\n0\r\n\r\n");
        assert_eq!(read_all(&whole).unwrap().1, b"wikipedia");
        for cut in start.len()..whole.len() {
            assert!(read_all(&whole[..cut]).is_none(), "{cut}");
        }
    }

    #[test]
    fn half_an_answer_is_none_yet() {
        assert!(read_all("HTTP/1.1 200 OK\r\nContent-Le").is_none());
        assert!(read_all("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab").is_none());
        assert!(head_of(&mut b"nonsense\r\n\r\n".to_vec()).is_err());
    }
}
