use std::path::Path;

use super::args::Check;
use super::report::{self, Progress};
use super::{Outcome, answer};
use crate::diagnostic::render::{Format, render};
use crate::error::Result;

impl Check {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        // Drafts are checked too: whoever writes one wants to know.
        let project = report::project(root, true, None)?;
        let progress = Progress::start("Reading the sources");
        let diagnostics = project.check();
        drop(progress);
        let diagnostics = diagnostics?;
        let format = Format::from(self.format);
        answer(&render(format, &diagnostics, &project, report::colour(&std::io::stdout())))?;
        Ok(if diagnostics.has_errors() { Outcome::Findings } else { Outcome::Clean })
    }
}
