//! The text of a record while it is written or changed: its fields in the front matter, and the text
//! below. The commands that write records use it.

use crate::diagnostic::Diagnostic;
use crate::parse::front_matter::split;
use crate::source::SitePath;
use crate::yaml::edit::{self, Refused};
use crate::yaml::write::{self, Value};

/// A record's file, to be changed field by field. What is not changed stays as it is, to the byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// What comes before the front matter: a mark of the order of bytes, or nothing, and the fence.
    opening: String,
    front: String,
    /// The second fence, and all below it.
    rest: String,
}

impl Manuscript {
    /// A new one, with these fields in their order and that text below them.
    #[must_use]
    pub fn of(fields: &[(&'static str, Value)], body: &str) -> Self {
        let lines = fields.iter().flat_map(|(name, value)| write::field(name, value));
        let front = lines.map(|line| line + "\n").collect();
        Self { opening: "---\n".to_owned(), front, rest: format!("---\n{body}") }
    }

    /// One that is there. A text without front matter gets an empty one.
    ///
    /// # Errors
    /// When the front matter has no end, or is too large.
    pub fn parse(file: &SitePath, text: &str) -> Result<Self, Diagnostic> {
        let split = split(file, text)?;
        let end = split.yaml_start + split.yaml.len();
        if split.yaml_start == split.body_start {
            let (opening, body) = text.split_at(split.body_start);
            let line = edit::end_of_line(text);
            return Ok(Self {
                opening: format!("{opening}---{line}"),
                front: String::new(),
                rest: format!("---{line}{body}"),
            });
        }
        Ok(Self {
            opening: text[..split.yaml_start].to_owned(),
            front: split.yaml.to_owned(),
            rest: text[end..].to_owned(),
        })
    }

    /// Gives a field another value.
    ///
    /// # Errors
    /// When the front matter is too unusual to be changed without risk.
    pub fn set(&mut self, name: &str, value: &Value) -> Result<(), Refused> {
        self.front = edit::set(&self.front, name, value)?;
        Ok(())
    }

    /// Takes a field away.
    ///
    /// # Errors
    /// As [`set`](Self::set).
    pub fn remove(&mut self, name: &str) -> Result<(), Refused> {
        self.front = edit::remove(&self.front, name)?;
        Ok(())
    }

    /// Gives a group of fields these, and no others. What stays of it stands as it stood.
    ///
    /// # Errors
    /// As [`set`](Self::set), and when the field is no group.
    pub fn set_group(&mut self, name: &str, group: &[(&'static str, Value)]) -> Result<(), Refused> {
        self.front = edit::set_group(&self.front, name, group)?;
        Ok(())
    }

    /// Puts an entry at the end of a list.
    ///
    /// # Errors
    /// As [`set`](Self::set), and when the field is no list.
    pub fn append(&mut self, name: &str, entry: &Value) -> Result<(), Refused> {
        self.front = edit::append(&self.front, name, entry)?;
        Ok(())
    }

    /// Puts a text below all that is there, an empty line between them.
    pub fn append_body(&mut self, text: &str) {
        let line = edit::end_of_line(&self.opening);
        let kept = self.rest.trim_end().len();
        self.rest.truncate(kept);
        self.rest.push_str(line);
        self.rest.push_str(line);
        self.rest.push_str(&text.trim_end().replace('\n', line));
        self.rest.push_str(line);
    }

    /// The whole text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}{}", self.opening, self.front, self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str) -> String {
        let mut manuscript = Manuscript::parse(&SitePath::new("content/requests/a.md"), text).unwrap();
        assert!(manuscript.text() == text || !text.trim_start_matches('\u{feff}').starts_with("---"));
        manuscript.set("status", &Value::text("on-hold")).unwrap();
        manuscript.append("mails", &Value::text("sha256:1")).unwrap();
        manuscript.remove("due").unwrap();
        manuscript.append_body("## More\n\nText.");
        manuscript.text()
    }

    #[test]
    fn only_what_is_meant_changes() {
        assert_eq!(
            edited("---\ntitle: A\ndue: 2026-01-01\n---\nBody.\n\n"),
            "---\ntitle: A\nstatus: on-hold\nmails: [\"sha256:1\"]\n---\nBody.\n\n## More\n\nText.\n"
        );
        assert_eq!(
            edited("\u{feff}---\r\ntitle: A\r\nstatus: b # c\r\n--- \r\n"),
            "\u{feff}---\r\ntitle: A\r\nstatus: on-hold # c\r\nmails: [\"sha256:1\"]\r\n---\r\n\r\n## More\r\n\r\nText.\r\n"
        );
        assert_eq!(
            edited("# A\n\nBody."),
            "---\nstatus: on-hold\nmails: [\"sha256:1\"]\n---\n# A\n\nBody.\n\n## More\n\nText.\n"
        );
        assert!(Manuscript::parse(&SitePath::new("a.md"), "---\na: b\n").is_err());
    }

    #[test]
    fn a_new_one_has_its_fields_in_order() {
        let fields =
            [("title", Value::text("Maps: old")), ("received", Value::Word("2026-01-01".to_owned()))];
        assert_eq!(
            Manuscript::of(&fields, "\nText.\n").text(),
            "---\ntitle: \"Maps: old\"\nreceived: 2026-01-01\n---\n\nText.\n"
        );
    }
}
