//! Bytes to and from an IMAP server, cut into answers: a line, with what it announces as so many bytes (literals).
//! A server may send anything, so whoever waits for an answer says how long it may be.

use std::io::{self, Read, Write};
use std::time::{Duration, Instant};

use thiserror::Error;

/// A connection, in the clear or not.
pub(super) trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

/// Why there is no answer.
#[derive(Debug, Error)]
pub(super) enum Fault {
    #[error("the connection is lost")]
    Io(#[source] io::Error),
    #[error("it does not answer in time")]
    Slow,
    #[error("it ended the connection")]
    Closed,
    #[error("its answer is longer than {0} bytes")]
    TooLong(usize),
    #[error("its answer is not IMAP")]
    NotImap,
    #[error("it answers more than it was asked for")]
    TooMany,
    #[error("it refuses: {0}")]
    Refused(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // What a read of a socket says when its time is up differs between systems.
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Slow,
            io::ErrorKind::UnexpectedEof => Self::Closed,
            _ => Self::Io(error),
        }
    }
}

/// How many times longer than for one piece of an answer its end is waited for.
const PIECES: u32 = 60;

/// A connection that answers are read from.
pub(super) struct Wire<S> {
    stream: S,
    /// What came and was not used yet.
    buffer: Vec<u8>,
    patience: Duration,
}

impl<S: Read + Write> Wire<S> {
    /// The stream itself ends a read or a write after `patience`.
    pub(super) fn new(stream: S, patience: Duration) -> Self {
        Self { stream, buffer: Vec::new(), patience }
    }

    pub(super) fn send(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.stream.write_all(bytes)?;
        self.stream.flush()?;
        Ok(())
    }

    /// The stream, if nothing has come that nobody has read: what came before TLS was not written under its
    /// protection.
    pub(super) fn into_stream(self) -> Option<S> {
        self.buffer.is_empty().then_some(self.stream)
    }

    /// The next answer with the end of its line, of at most `longest` bytes.
    pub(super) fn answer(&mut self, longest: usize) -> Result<Vec<u8>, Fault> {
        let end = Instant::now() + self.patience * PIECES;
        let mut length = 0;
        loop {
            let start = length;
            length = loop {
                let from = length;
                if let Some(at) = memchr::memchr(b'\n', &self.buffer[from..]) {
                    break from + at + 1;
                }
                length = self.buffer.len();
                self.more(longest, end)?;
            };
            let line = &self.buffer[start..length];
            if length > longest {
                return Err(Fault::TooLong(longest));
            }
            if !line.ends_with(b"\r\n") {
                return Err(Fault::NotImap);
            }
            let is_text = start == 0 && is_text(line);
            let Some(announced) = announced(line).filter(|_| !is_text) else { break };
            length = length
                .checked_add(announced)
                .filter(|length| *length <= longest)
                .ok_or(Fault::TooLong(longest))?;
            while self.buffer.len() < length {
                self.more(longest, end)?;
            }
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    fn more(&mut self, longest: usize, end: Instant) -> Result<(), Fault> {
        if self.buffer.len() > longest {
            return Err(Fault::TooLong(longest));
        }
        if Instant::now() > end {
            return Err(Fault::Slow);
        }
        let mut piece = [0; 16 * 1024];
        let count = loop {
            match self.stream.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                count => break count?,
            }
        };
        if count == 0 {
            return Err(Fault::Closed);
        }
        self.buffer.extend_from_slice(&piece[..count]);
        Ok(())
    }
}

/// Whether a line ends with words for people, in which braces announce nothing: `* OK`, `+`, or that of a command.
fn is_text(line: &[u8]) -> bool {
    let mut words = line.split(|byte| *byte == b' ');
    let first = words.next().unwrap_or_default();
    let word = words.next().unwrap_or_default().trim_ascii_end();
    let is_status = |status: &&str| word.eq_ignore_ascii_case(status.as_bytes());
    first.starts_with(b"+") || ["OK", "NO", "BAD", "BYE", "PREAUTH"].iter().any(is_status)
}

/// How many bytes follow on the line by what it ends with: `{12}`.
fn announced(line: &[u8]) -> Option<usize> {
    let digits = line.strip_suffix(b"}\r\n")?;
    let digits = &digits[digits.iter().rposition(|byte| *byte == b'{')? + 1..];
    let are_digits = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    // A number that is larger than any is as good as the largest one.
    are_digits.then(|| std::str::from_utf8(digits).ok()?.parse().ok().or(Some(usize::MAX))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stream that gives what it has in pieces of a few bytes.
    struct Pieces(Vec<u8>, usize);

    impl Read for Pieces {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(self.0.len()).min(into.len());
            into[..count].copy_from_slice(&self.0[..count]);
            self.0.drain(..count);
            Ok(count)
        }
    }

    impl Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn answers(text: &str, longest: usize) -> Vec<Result<String, String>> {
        let each = |size| {
            let mut wire = Wire::new(Pieces(text.as_bytes().to_vec(), size), Duration::from_secs(9));
            let mut answers = Vec::new();
            loop {
                match wire.answer(longest) {
                    Ok(answer) => answers.push(Ok(String::from_utf8(answer).unwrap())),
                    Err(fault) => {
                        answers.push(Err(fault.to_string()));
                        return answers;
                    }
                }
            }
        };
        let whole = each(usize::MAX);
        for size in 1..4 {
            assert_eq!(each(size), whole, "{text:?} in pieces of {size}");
        }
        whole
    }

    #[test]
    fn answers_are_cut_where_they_end() {
        let closed = Err("it ended the connection".to_owned());
        let lines = |parts: &[&str]| {
            let mut answers: Vec<_> = parts.iter().map(|part| Ok((*part).to_owned())).collect();
            answers.push(closed.clone());
            answers
        };
        let one = "* 1 FETCH (BODY[] {7}\r\na\r\n{3}\r UID 1)\r\n";
        assert_eq!(
            answers(&format!("{one}c1 OK done {{5}}\r\n+ {{1}}\r\n"), 99),
            lines(&[one, "c1 OK done {5}\r\n", "+ {1}\r\n"])
        );
        let two = "* LIST () {1}\r\n/ {2}\r\nab\r\n";
        assert_eq!(answers(two, two.len()), lines(&[two]));
        assert_eq!(
            answers("* 1 FETCH (X {0}\r\n)\r\n* X {}\r\n", 99),
            lines(&["* 1 FETCH (X {0}\r\n)\r\n", "* X {}\r\n"])
        );
        assert_eq!(answers("* OK no end", 99), lines(&[]));
    }

    #[test]
    fn longer_answers_than_may_be_are_not_read() {
        let too_long = |longest| vec![Err(format!("its answer is longer than {longest} bytes"))];
        assert_eq!(answers("* 1 FETCH (X {99999999999999999999999}\r\n", 50), too_long(50));
        let announced = "* 1 FETCH (X {30}\r\n";
        assert_eq!(answers(announced, announced.len() + 29), too_long(announced.len() + 29));
        assert_eq!(answers(announced, announced.len() + 30), [Err("it ended the connection".to_owned())]);
        assert_eq!(answers(&format!("* X{}\r\n", "x".repeat(60)), 50), too_long(50));
        assert_eq!(answers(&"x".repeat(60), 50), too_long(50));
        assert_eq!(answers("* X\n", 50), [Err("its answer is not IMAP".to_owned())]);
    }
}
