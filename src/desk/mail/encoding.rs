//! Bytes of a mail as text: transfer encodings, charsets, and the encoded words of headers.
//! [`parts`](super::parts) calls it.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

/// A line of so many characters in the alphabet of Base64 is no text (RFC 2045 allows 76).
const FULL_LINE: usize = 60;

/// A body without its Content-Transfer-Encoding.
pub(super) struct Decoded<'b> {
    pub(super) bytes: Cow<'b, [u8]>,
    /// What stands behind the end of a body in Base64 in clear. Lists append their footers there.
    pub(super) clear: &'b [u8],
}

/// Decodes a body. What is not in that encoding after all stays as it is.
pub(super) fn transfer_decoded<'b>(body: &'b [u8], encoding: &str) -> Decoded<'b> {
    match encoding.trim().to_ascii_lowercase().as_str() {
        "base64" => {
            let (encoded, clear) = body.split_at(end_of_base64(body));
            match base64(encoded) {
                Some(bytes) => Decoded { bytes: Cow::Owned(bytes), clear },
                None => Decoded { bytes: Cow::Borrowed(body), clear: &[] },
            }
        }
        "quoted-printable" => Decoded { bytes: Cow::Owned(quoted_printable(body)), clear: &[] },
        _ => Decoded { bytes: Cow::Borrowed(body), clear: &[] },
    }
}

/// Where the lines of Base64 end: below the padding, or above the first line that has another character. It
/// is the end of the body if full lines of it follow all the same, for then that one was damaged.
fn end_of_base64(body: &[u8]) -> usize {
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let mut lines = body.split_inclusive(|&byte| byte == b'\n');
    let mut end = 0;
    for line in lines.by_ref() {
        let content = line.trim_ascii();
        if !content.iter().all(known) {
            break;
        }
        end += line.len();
        if content.ends_with(b"=") {
            break;
        }
    }
    let mut rest = body[end..].split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    if rest.any(|line| line.len() >= FULL_LINE && line.iter().all(known)) { body.len() } else { end }
}

fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    // Other characters are to be passed over (RFC 2045, section 6.8).
    let known = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let bytes: Vec<u8> = bytes.iter().copied().filter(known).collect();
    base64_decode(&bytes)
}

/// Lenient, unlike that of `mail-parser`: programs that forget to encode a `=` are common.
fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte != b'=' {
            decoded.push(byte);
        } else if let Some(value) = behind.get(..2).and_then(hexadecimal) {
            decoded.push(value);
            rest = &behind[2..];
        } else {
            // A soft line break, with spaces that were added on the way.
            let spaces = behind.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
            match behind.get(spaces) {
                Some(b'\n') => rest = &behind[spaces + 1..],
                None => rest = &[],
                Some(_) => decoded.push(byte),
            }
        }
    }
    decoded
}

fn hexadecimal(digits: &[u8]) -> Option<u8> {
    let value = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(value(digits[0])? * 16 + value(digits[1])?).ok()
}

/// Bytes as text in the charset that they are said to be in. Without one, or where it says no more
/// than ASCII, they are UTF-8 if they can be, and else what most old programs write.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> String {
    let vague =
        |name: &&str| !["us-ascii", "ascii", "utf-8", "utf8"].contains(&name.to_ascii_lowercase().as_str());
    let decoder = charset.filter(vague).and_then(|name| charset_decoder(name.as_bytes()));
    match (decoder, std::str::from_utf8(bytes), charset) {
        (Some(decoder), _, _) => decoder(bytes),
        (None, Ok(text), _) => text.to_owned(),
        (None, Err(_), Some(name)) if name.to_ascii_lowercase().starts_with("utf") => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        (None, Err(_), _) => charset_decoder(b"windows-1252")
            .map_or_else(|| String::from_utf8_lossy(bytes).into_owned(), |decoder| decoder(bytes)),
    }
}

/// Headers in which encoded words (RFC 2047) that follow each other have become one. Programs
/// break a character in two at the end of a word, which is forbidden and common; `mail-parser`
/// decodes each word by itself and would show two broken halves.
pub(super) fn joined_words(headers: &[u8]) -> Cow<'_, [u8]> {
    let mut joined: Vec<u8> = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&headers[at..], b"=?") {
        let start = at + found;
        let Some(first) = Word::read(&headers[start..]) else {
            at = start + 2;
            continue;
        };
        let mut end = start + first.len;
        let mut bytes = first.bytes;
        let mut words = 1;
        loop {
            let space = headers[end..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let next = headers.get(end + space..).and_then(Word::read);
            match next {
                Some(next) if space > 0 && next.charset.eq_ignore_ascii_case(first.charset) => {
                    end += space + next.len;
                    bytes.extend(next.bytes);
                    words += 1;
                }
                _ => break,
            }
        }
        if words > 1 {
            joined.extend(&headers[copied..start]);
            joined.extend(b"=?");
            joined.extend(first.charset);
            joined.extend(b"?Q?");
            for byte in bytes {
                joined.extend(format!("={byte:02X}").bytes());
            }
            joined.extend(b"?=");
            copied = end;
        }
        at = end;
    }
    if copied == 0 {
        return Cow::Borrowed(headers);
    }
    joined.extend(&headers[copied..]);
    Cow::Owned(joined)
}

/// An encoded word: `=?charset?Q?bytes?=`.
struct Word<'h> {
    charset: &'h [u8],
    bytes: Vec<u8>,
    len: usize,
}

impl<'h> Word<'h> {
    fn read(text: &'h [u8]) -> Option<Self> {
        // RFC 2047 allows 75 characters. Programs write longer ones, but not without end.
        let text = &text[..text.len().min(1000)];
        let inner = text.strip_prefix(b"=?")?;
        let mut fields = inner.splitn(3, |&byte| byte == b'?');
        let (charset, encoding, rest) = (fields.next()?, fields.next()?, fields.next()?);
        let payload = &rest[..memchr::memmem::find(rest, b"?=")?];
        if charset.iter().chain(payload).any(|byte| matches!(byte, b'\r' | b'\n')) {
            return None;
        }
        let bytes = match encoding {
            b"b" | b"B" => base64(payload)?,
            b"q" | b"Q" => {
                let spaced: Vec<u8> = payload.iter().map(|&b| if b == b'_' { b' ' } else { b }).collect();
                quoted_printable(&spaced)
            }
            _ => return None,
        };
        let len = 2 + charset.len() + 1 + encoding.len() + 1 + payload.len() + 2;
        Some(Self { charset, bytes, len })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_printable_is_read_leniently() {
        let cases: &[(&[u8], &str)] = &[
            (b"caf=C3=A9", "café"),
            (b"one =\r\nline", "one line"),
            (b"one=  \nline", "oneline"),
            (b"a=b and 1 = 2", "a=b and 1 = 2"),
            (b"end=", "end"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(
                String::from_utf8_lossy(&transfer_decoded(bytes, "Quoted-Printable").bytes),
                *expected
            );
        }
    }

    #[test]
    fn what_stands_behind_base64_is_clear() {
        let decoded = |body: &str| {
            let decoded = transfer_decoded(body.as_bytes(), "BASE64");
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            (text(&decoded.bytes), text(decoded.clear))
        };
        let pair = |bytes: &str, clear: &str| (bytes.to_owned(), clear.to_owned());
        assert_eq!(decoded("SGVs\r\nbG8=\r\n"), pair("Hello", ""));
        assert_eq!(decoded("SGVsbG8=\r\nDesk\r\n"), pair("Hello", "Desk\r\n"));
        assert_eq!(decoded("SGVs\n\n____\nDesk\n"), pair("Hel", "____\nDesk\n"));
        // A damaged line among others.
        let full = "QUJD".repeat(FULL_LINE / 4);
        assert_eq!(decoded(&format!("SGVs!\n{full}")).1, "");
        assert_eq!(decoded(&format!("SGVs\n!\n{}", &full[1..])).1, format!("!\n{}", &full[1..]));
    }

    #[test]
    fn any_charset_becomes_text() {
        let cases: &[(&[u8], Option<&str>, &str)] = &[
            (b"\xe5\xe4\xf6", Some("ISO-8859-1"), "åäö"),
            (b"\xe3\xd1\xcd\xc8\xc7", Some("windows-1256"), "مرحبا"),
            (b"\x1b$B$3$s$K$A$O\x1b(B", Some("ISO-2022-JP"), "こんにちは"),
            (b"\xc4\xe3\xba\xc3", Some("GB18030"), "你好"),
            (b"\xf0\xd2\xc9\xd7\xc5\xd4", Some("KOI8-R"), "Привет"),
            (b"Hi +AOU-.", Some("UTF-7"), "Hi å."),
            ("å".as_bytes(), Some("us-ascii"), "å"),
            ("å".as_bytes(), None, "å"),
            (b"\xe5", None, "å"),
            (b"\xe5", Some("x-unheard-of"), "å"),
            (b"\xc3\xa5\xe5", Some("utf-8"), "å\u{fffd}"),
        ];
        for (bytes, charset, expected) in cases {
            assert_eq!(text(bytes, *charset), *expected);
        }
    }

    #[test]
    fn words_that_follow_each_other_become_one() {
        let joined = joined_words(b"Subject: =?utf-8?B?w6XD?=\r\n =?UTF-8?Q?=A4_b?= c\r\n");
        assert_eq!(joined, b"Subject: =?utf-8?Q?=C3=A5=C3=A4=20=62?= c\r\n".as_slice());
        let single = b"Subject: =?utf-8?Q?a?= b =?utf-8?Q?c?= =?koi8-r?Q?d?= =?x".as_slice();
        assert_eq!(joined_words(single), single);
    }
}
