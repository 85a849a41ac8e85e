//! The fields of a mail's header, as they stand in it. The header comes before the text, and a line of it that
//! begins with a space goes on with the one before (RFC 5322, section 2.2).

use std::io::{self, BufRead, Read};

use mail_parser::HeaderValue;

/// More of a header than this is not read.
pub(super) const LONGEST: usize = 256 * 1024;

/// How long a Message-ID may be: the longest line of a mail (RFC 5322, section 2.1.1).
pub const LONGEST_ID: usize = 998;

/// The header of a mail up to the blank line, cut at [`LONGEST`].
pub(super) fn read(mail: impl Read) -> io::Result<Vec<u8>> {
    let mut mail = io::BufReader::new(mail.take(LONGEST as u64));
    let mut header = Vec::new();
    loop {
        let start = header.len();
        mail.read_until(b'\n', &mut header)?;
        if header[start..].trim_ascii().is_empty() {
            header.truncate(start);
            return Ok(header);
        }
    }
}

/// Those fields of a header that have one of these names, as they stand there.
pub(super) fn chosen(header: &[u8], names: &[&str]) -> Vec<u8> {
    let mut chosen = Vec::new();
    let mut is_chosen = false;
    for line in header.split_inclusive(|byte| *byte == b'\n') {
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            is_chosen = names.iter().any(|name| after(line, name).is_some());
        }
        if is_chosen {
            chosen.extend_from_slice(line);
        }
    }
    chosen
}

/// The values of a field, in one line each, without spaces around. What is no text in UTF-8 is replaced.
pub(super) fn values(header: &[u8], name: &str) -> Vec<String> {
    let mut values: Vec<Vec<u8>> = Vec::new();
    let mut is_chosen = false;
    for line in header.split(|byte| *byte == b'\n') {
        let goes_on = line.starts_with(b" ") || line.starts_with(b"\t");
        if !goes_on {
            is_chosen = false;
            if let Some(value) = after(line, name) {
                is_chosen = true;
                values.push(value.to_vec());
            }
        } else if let Some(value) = values.last_mut().filter(|_| is_chosen) {
            value.truncate(value.trim_ascii_end().len());
            value.push(b' ');
            value.extend_from_slice(line.trim_ascii());
        }
    }
    values.iter().map(|value| String::from_utf8_lossy(value.trim_ascii()).into_owned()).collect()
}

/// What stands behind the colon of a line that begins the field of that name.
fn after<'a>(line: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let (own, value) = line.split_at(line.iter().position(|byte| *byte == b':')?);
    own.trim_ascii_end().eq_ignore_ascii_case(name.as_bytes()).then(|| &value[1..])
}

/// The Message-IDs in a field, without angle brackets. The desk reads whole mails with it, so that both know a mail by
/// the same one.
pub fn message_ids(value: Option<&HeaderValue<'_>>) -> Vec<String> {
    let ids = match value {
        Some(HeaderValue::Text(id)) => vec![id.as_ref()],
        Some(HeaderValue::TextList(ids)) => ids.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    let sound =
        |id: &&str| !id.is_empty() && id.len() <= LONGEST_ID && id.chars().all(|c| c.is_ascii_graphic());
    ids.into_iter().filter(sound).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &[u8] = b"Subject: a\r\n b\r\nX-One : first\r\nx-one:\r\n\tsecond  \r\n third\r\nTo: x\r\n\r\nX-One: text\r\n";

    #[test]
    fn the_header_ends_with_the_first_blank_line() {
        let header = read(MAIL).unwrap();
        assert!(header.ends_with(b"To: x\r\n"));
        assert_eq!(read(&b"A: b"[..]).unwrap(), b"A: b");
        assert_eq!(read(&b""[..]).unwrap(), b"");
        assert_eq!(read(&vec![b'a'; LONGEST + 1][..]).unwrap().len(), LONGEST);
    }

    #[test]
    fn fields_are_found_in_every_form() {
        let header = read(MAIL).unwrap();
        assert_eq!(values(&header, "X-ONE"), ["first", "second third"]);
        assert_eq!(values(&header, "subject"), ["a b"]);
        assert_eq!(values(&header, "X"), [""; 0]);
        assert_eq!(values(b" a\nb: c\nB:\xff\n", "b"), ["c", "\u{fffd}"]);
        let chosen = chosen(&header, &["x-one"]);
        assert_eq!(chosen, b"X-One : first\r\nx-one:\r\n\tsecond  \r\n third\r\n");
    }
}
