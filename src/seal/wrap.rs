//! XChaCha20-Poly1305, the one cipher here: a random nonce in front, the tag behind.

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use zeroize::Zeroizing;

use super::{Secret, random};

/// Bytes of the nonce. With 24 of them random nonces never meet.
pub(super) const NONCE: usize = 24;
/// Bytes of the authentication tag.
pub(super) const TAG: usize = 16;

/// Encrypts `plain` under `key`, bound to `about`: nonce 24 ‖ ciphertext ‖ tag 16.
/// `None` only for a text beyond the cipher's limit of 256 GiB.
pub(super) fn shut(key: &Secret<32>, about: &[u8], plain: &[u8]) -> Option<Vec<u8>> {
    let nonce: [u8; NONCE] = random();
    let cipher = XChaCha20Poly1305::new(&(*key.bytes()).into());
    let text = cipher.encrypt(&nonce.into(), Payload { msg: plain, aad: about }).ok()?;
    Some([nonce.as_slice(), &text].concat())
}

/// Opens what [`shut`] made. `None` for another key, another `about`, or any changed byte.
pub(super) fn open(key: &Secret<32>, about: &[u8], shut: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, text) = shut.split_first_chunk::<NONCE>()?;
    let cipher = XChaCha20Poly1305::new(&(*key.bytes()).into());
    cipher.decrypt(&(*nonce).into(), Payload { msg: text, aad: about }).ok().map(Zeroizing::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_changed_byte_keeps_it_shut() {
        let key = Secret::from_bytes([9; 32]);
        let boxed = shut(&key, b"slot 1", b"thirty-two bytes of key material").unwrap();
        assert_eq!(boxed.len(), NONCE + 32 + TAG);
        assert!(open(&key, b"slot 1", &boxed).is_some());
        assert!(open(&key, b"slot 2", &boxed).is_none());
        assert!(open(&Secret::from_bytes([8; 32]), b"slot 1", &boxed).is_none());
        for place in 0..boxed.len() {
            let mut changed = boxed.clone();
            changed[place] ^= 1;
            assert!(open(&key, b"slot 1", &changed).is_none(), "byte {place}");
            assert!(open(&key, b"slot 1", &boxed[..place]).is_none(), "cut at {place}");
        }
    }

    #[test]
    fn the_cipher_is_the_one_of_the_published_draft() {
        // draft-irtf-cfrg-xchacha-03, appendix A.3.1
        let key: [u8; 32] = std::array::from_fn(|i| 0x80 + u8::try_from(i).unwrap());
        let nonce: [u8; 24] = std::array::from_fn(|i| 0x40 + u8::try_from(i).unwrap());
        let about = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7];
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
        let text = XChaCha20Poly1305::new(&key.into())
            .encrypt(&nonce.into(), Payload { msg: plain.as_slice(), aad: &about })
            .unwrap();
        let tag = [
            0xc0, 0x87, 0x59, 0x24, 0xc1, 0xc7, 0x98, 0x79, 0x47, 0xde, 0xaf, 0xd8, 0x78, 0x0a,
            0xcf, 0x49,
        ];
        assert_eq!(text[..4], [0xbd, 0x6d, 0x17, 0x9d]);
        assert_eq!(text[text.len() - 16..], tag);
    }
}
