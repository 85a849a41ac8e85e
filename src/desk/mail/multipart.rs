//! The body of a multipart in its parts. [`parts`](super::parts) calls it.

/// A multipart body in its pieces.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Split<'b> {
    pub(super) parts: Vec<&'b [u8]>,
    pub(super) before: &'b [u8],
    pub(super) behind: &'b [u8],
}

/// The parts of a multipart body (RFC 2046, section 5.1.1), and what stands before the first and behind the
/// last. Where the end is missing, the last part goes on to the end of the body.
pub(super) fn split_parts<'b>(body: &'b [u8], boundary: &str) -> Split<'b> {
    let delimiter = format!("--{boundary}");
    let mut split = Split::default();
    let mut start = None;
    for at in memchr::memmem::find_iter(body, delimiter.as_bytes()) {
        if at > 0 && body[at - 1] != b'\n' {
            continue;
        }
        let rest = &body[at + delimiter.len()..];
        let line = &rest[..memchr::memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
        let last = match line.trim_ascii() {
            b"" => false,
            b"--" => true,
            // The boundary of another multipart, which begins like this one.
            _ => continue,
        };
        if let Some(start) = start.take() {
            split.parts.push(without_line_break(&body[start..at.max(start)]));
        } else if split.parts.is_empty() {
            split.before = &body[..at];
        }
        if last {
            split.behind = &rest[line.len()..];
            return split;
        }
        start = Some(at + delimiter.len() + line.len());
    }
    split.parts.extend(start.map(|start| &body[start..]));
    split
}

/// The line break before a boundary belongs to the boundary.
fn without_line_break(part: &[u8]) -> &[u8] {
    let part = part.strip_suffix(b"\n").unwrap_or(part);
    part.strip_suffix(b"\r").unwrap_or(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_where_their_own_boundary_stands() {
        let body = b"before\r\n--a\r\none\r\n--ab\r\nstill\r\n--a \r\ntwo\n--a--\nafter\n--a\nno";
        let split = split_parts(body, "a");
        assert_eq!(split.parts, [b"one\r\n--ab\r\nstill".as_slice(), b"two"]);
        assert_eq!((split.before, split.behind), (b"before\r\n".as_slice(), b"after\n--a\nno".as_slice()));
        assert_eq!(split_parts(b"--a\ncut off", "a").parts, [b"cut off".as_slice()]);
        assert_eq!(split_parts(b"--a\n--a--", "a").parts, [b"".as_slice()]);
        assert!(split_parts(b"no parts, --a neither", "a").parts.is_empty());
    }
}
