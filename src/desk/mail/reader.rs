//! What is read of a mail and of those within it, with an account of what was left out and withheld.
//! [`read`](super::read) calls it.

use super::lines::{self, Line};
use super::parts::{self, Attached, Contents, Headers};
use super::passed_on::{self, Found};
use super::quotes::{self, Context};
use super::taken::{Keep, Taken, What, count};
use super::{Attachment, LONGEST_NAME, MOST_LISTED, PassedOn, date, plain, subject};
use crate::desk::private::{self, Counts, Kind};

/// What has been read of a mail and of those within it.
pub(super) struct Reader {
    keep: Keep,
    pub(super) passed_on: Vec<PassedOn>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) taken: Vec<Taken>,
    pub(super) withheld: Counts,
}

impl Reader {
    pub(super) fn new(keep: Keep) -> Self {
        Self {
            keep,
            passed_on: Vec::new(),
            attachments: Vec::new(),
            taken: Vec::new(),
            withheld: Counts::new(),
        }
    }

    /// The text without what must not be published.
    pub(super) fn publishable(&mut self, text: &str) -> String {
        let (kept, counts) = private::withhold(text);
        for (kind, count) in counts {
            *self.withheld.entry(kind).or_default() += count;
        }
        kept
    }

    fn shown(&mut self, lines: &[Line]) -> String {
        self.publishable(&plain::folded(&lines::joined(lines)))
    }

    /// The text of the mail itself. The mails that were passed on within it are put with the others.
    pub(super) fn text(&mut self, contents: &Contents, context: Context) -> String {
        let lines = all_lines(contents);
        if self.keep == Keep::All {
            return self.shown(&with_the_rest(lines, contents));
        }
        self.count_rest(contents);
        let lines = passed_on::opened(lines);
        let new = quotes::new_lines(&lines, context);
        for taken in new.taken {
            count(&mut self.taken, taken.kind, taken.count);
        }
        let (not_told_apart, found) = passed_on::split(new.passed_on, &mut self.taken);
        let lines = [new.lines, &[Line::default()], &not_told_apart].concat();
        let text = self.shown(&lines);
        self.found(found);
        text
    }

    /// Counts the lines that only [`Keep::All`] has.
    fn count_rest(&mut self, contents: &Contents) {
        count(&mut self.taken, What::OtherForm, lines::written(&contents.other_form));
        count(&mut self.taken, What::OutsideParts, lines::written(&contents.outside));
    }

    fn found(&mut self, found: Vec<Found>) {
        for mail in found {
            let passed_on = PassedOn {
                sender: mail.sender.map(|name| self.short(&name)),
                date: mail.date.map(|date| self.short(&date)),
                subject: self.short(&mail.subject.unwrap_or_default()),
                text: self.shown(&mail.lines),
            };
            self.passed_on.push(passed_on);
        }
    }

    /// What is attached: files, and mails with all that is attached to them.
    pub(super) fn attached(&mut self, contents: Contents) {
        for taken in contents.taken {
            count(&mut self.taken, taken.kind, taken.count);
        }
        for mail in contents.mails {
            self.attached_mail(&mail.headers, &mail.contents);
            self.attached(mail.contents);
        }
        for file in &contents.attached {
            if self.attachments.len() < MOST_LISTED {
                let attachment = self.listed(file);
                self.attachments.push(attachment);
            } else {
                count(&mut self.taken, What::Attachments, 1);
            }
        }
    }

    /// A mail that is attached. All of it is the matter: nothing is taken for history.
    fn attached_mail(&mut self, headers: &Headers, contents: &Contents) {
        let lines = all_lines(contents);
        let (lines, found) = if self.keep == Keep::All {
            (with_the_rest(lines, contents), Vec::new())
        } else {
            self.count_rest(contents);
            passed_on::split(&passed_on::opened(lines), &mut self.taken)
        };
        let subject = plain::one_line(headers.subject().unwrap_or_default());
        let passed_on = PassedOn {
            sender: self.sender(headers),
            date: date(headers).map(|date| date.to_string()),
            subject: self.publishable(subject::stripped(&subject).0),
            text: self.shown(&lines),
        };
        self.passed_on.push(passed_on);
        self.found(found);
    }

    /// The name of the sender. A name that is an address is none, not even where a part of it counts as
    /// a comment: `ada (at) example.org <ada@example.org>`.
    pub(super) fn sender(&mut self, headers: &Headers) -> Option<String> {
        let written = headers.from()?.first()?.name()?;
        let name = plain::one_line(written);
        let name = name.trim_matches(['"', '\'']);
        let before = headers.header_raw("From").and_then(|written| written.split_once('<'));
        let is_address = |text: &str| private::find(text).iter().any(|found| found.kind == Kind::MailAddress);
        let hidden = is_address(name) || before.is_some_and(|(before, _)| is_address(before));
        (!name.is_empty() && !hidden).then(|| self.short(name))
    }

    /// A name or a subject without what must not be published, cut where it is too long. In this order, since of what is
    /// private a part is not known.
    fn short(&mut self, written: &str) -> String {
        let name = self.publishable(written);
        self.cut(&name)
    }

    /// The start of a name that is too long.
    fn cut(&mut self, name: &str) -> String {
        let cut: String = name.chars().take(LONGEST_NAME).collect();
        count(&mut self.taken, What::Names, usize::from(cut.len() < name.len()));
        cut.trim().to_owned()
    }

    /// An attachment as it is listed: with the last part of its path, the end of its name kept.
    pub(super) fn listed(&mut self, file: &Attached) -> Attachment {
        let name = self.publishable(&plain::one_line(&file.name));
        // In a text, what an ending follows is called so and is nobody's number: `850709-9805.jpg`.
        let name = match name.rsplit_once('.') {
            Some((stem, ending)) => format!("{}.{ending}", self.publishable(stem)),
            None => name,
        };
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = name.trim_matches(['.', ' ']);
        let name = match name.rsplit_once('.') {
            Some((stem, ending)) if name.chars().count() > LONGEST_NAME && ending.len() <= 10 => {
                let stem: String = stem.chars().take(LONGEST_NAME - ending.len() - 1).collect();
                count(&mut self.taken, What::Names, 1);
                format!("{stem}.{ending}")
            }
            _ => self.cut(name),
        };
        Attachment {
            name: if name.is_empty() { "attachment".to_owned() } else { name },
            media_type: plain::one_line(&file.media_type).chars().take(LONGEST_NAME).collect(),
            bytes: file.bytes,
        }
    }
}

/// The lines of all parts that are read, with a blank one between two.
fn all_lines(contents: &Contents) -> Vec<Line> {
    let parts: Vec<Vec<Line>> = contents.texts.iter().map(parts::Readable::lines).collect();
    parts.join(&Line::default())
}

/// The same with the lines that are read nowhere else.
fn with_the_rest(mut lines: Vec<Line>, contents: &Contents) -> Vec<Line> {
    for rest in [&contents.other_form, &contents.outside] {
        if !rest.is_empty() {
            lines.push(Line::default());
            lines.extend_from_slice(rest);
        }
    }
    lines
}
