//! A talk with an IMAP server: a command, and all that it answers up to the end of that command. `session` holds it.

use std::io::{Read, Write};
use std::time::Duration;

use super::answer::{self, Answer, Code, Outcome, Status};
use super::command::Command;
use super::wire::{Fault, Wire};

/// How long an answer may be where nothing long was asked for, in bytes. The numbers of half a million mails are
/// one answer.
pub(super) const LONGEST: usize = 4 * 1024 * 1024;
/// How much may come besides what was asked for, in bytes.
const MOST_UNASKED: usize = 4 * 1024 * 1024;

/// A connection on which commands are answered.
pub(super) struct Talk<S> {
    wire: Wire<S>,
    commands: u32,
    /// Whether it stopped within an answer, so that nobody knows what comes next.
    is_broken: bool,
}

/// How a command ended.
pub(super) enum End {
    Done(Outcome),
    /// The server says no, or that it does not understand.
    Refused(Outcome),
}

impl<S: Read + Write> Talk<S> {
    /// Begins with what the server says first.
    pub(super) fn new(stream: S, patience: Duration) -> Result<(Self, Outcome), Fault> {
        let mut wire = Wire::new(stream, patience);
        let greeting = wire.answer(LONGEST)?;
        match answer::read(&greeting) {
            Some(Answer::State(outcome)) if outcome.status == Status::Bye => {
                Err(Fault::Refused(outcome.text))
            }
            Some(Answer::State(outcome)) => Ok((Self { wire, commands: 0, is_broken: false }, outcome)),
            _ => Err(Fault::NotImap),
        }
    }

    /// Goes on where the greeting was heard before.
    pub(super) fn resumed(stream: S, patience: Duration) -> Self {
        Self { wire: Wire::new(stream, patience), commands: 0, is_broken: false }
    }

    /// The stream, if nothing was said that nobody has read.
    pub(super) fn into_stream(self) -> Option<S> {
        self.wire.into_stream()
    }

    /// Says a command and hands over what comes of it: each answer of at most `longest` bytes, and not much more than
    /// `most` of such.
    ///
    /// # Errors
    /// When the server does not answer as it should, or `take` fails. Then nothing more can be said.
    pub(super) fn run<E: From<Fault>>(
        &mut self,
        command: &Command<'_>,
        (longest, most): (usize, usize),
        mut take: impl FnMut(Answer) -> Result<(), E>,
    ) -> Result<End, E> {
        if self.is_broken {
            return Err(Fault::Closed.into());
        }
        self.is_broken = true;
        self.commands += 1;
        let tag = format!("c{}", self.commands);
        let mut pieces = command.pieces(&tag).into_iter();
        let first = pieces.next().unwrap_or_default();
        self.wire.send(&first)?;
        let mut left = longest.saturating_mul(most).saturating_add(MOST_UNASKED);
        loop {
            let bytes = self.wire.answer(longest)?;
            left = left.checked_sub(bytes.len()).ok_or(Fault::TooMany)?;
            match answer::read(&bytes).ok_or(Fault::NotImap)? {
                // What signs in by a text may be told why that was not enough, and answers with nothing.
                Answer::More(_) => match (pieces.next(), command) {
                    (Some(piece), _) => self.wire.send(&piece)?,
                    (None, Command::Authenticate { .. }) => self.wire.send(b"\r\n")?,
                    (None, _) => return Err(Fault::NotImap.into()),
                },
                Answer::Done { tag: own, outcome } if own == tag => {
                    self.is_broken = false;
                    return match outcome.status {
                        // A command that was not said to its end was not done.
                        Status::Ok if pieces.next().is_some() => Err(Fault::NotImap.into()),
                        Status::Ok => Ok(End::Done(outcome)),
                        Status::No | Status::Bad => Ok(End::Refused(outcome)),
                        Status::Bye | Status::PreAuth => Err(Fault::NotImap.into()),
                    };
                }
                Answer::Done { .. } => return Err(Fault::NotImap.into()),
                Answer::State(outcome) if outcome.status == Status::Bye => {
                    return Err(Fault::Refused(outcome.text).into());
                }
                answer => take(answer)?,
            }
        }
    }

    /// What the server says it can do.
    pub(super) fn capabilities(&mut self) -> Result<Vec<String>, Fault> {
        let mut capabilities = None;
        let end = self.run(&Command::Capability, (LONGEST, 1), |answer| {
            if let Answer::Capabilities(words) = answer {
                capabilities = Some(words);
            }
            Ok::<_, Fault>(())
        })?;
        match end {
            End::Done(Outcome { code: Some(Code::Capabilities(words)), .. }) => {
                Ok(capabilities.unwrap_or(words))
            }
            End::Done(_) => capabilities.ok_or(Fault::NotImap),
            End::Refused(outcome) => Err(Fault::Refused(outcome.text)),
        }
    }

    /// Says good-bye and does not wait for an answer.
    pub(super) fn leave(&mut self) {
        for piece in Command::Logout.pieces("bye") {
            // Whoever hears it no more has gone already.
            let _ = self.wire.send(&piece);
        }
    }
}
