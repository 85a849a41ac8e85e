use std::path::Path;

use super::args::Check;
use super::terminal::{self, Progress};
use super::{Outcome, answer};
use crate::desk::gate::comment as verdicts;
use crate::diagnostic::render::{Bound, Format, render};
use crate::error::{Error, Result};
use crate::pipeline::{Approvals, Judgement, Project, Proposal};
use crate::read;

impl Check {
    pub(super) fn run(mut self, root: &Path) -> Result<Outcome> {
        if let (Some(base), Some(actor)) = (self.base.take(), self.actor.take()) {
            return self.judge(root, base, actor);
        }
        let Some(format) = self.format.of_diagnostics() else {
            return Err(Error::usage("`--format markdown` is the comment of a pull request")
                .help("say what it is to be merged into with --base"));
        };
        // Drafts are checked too: whoever writes one wants to know.
        let project = terminal::project(root, true, self.today)?;
        let progress = Progress::start("Reading the sources");
        let diagnostics = project.check();
        drop(progress);
        let diagnostics = diagnostics?;
        let colour = terminal::colour(&std::io::stdout());
        answer(&render(format, &diagnostics, &project, self.bound(), colour))?;
        Ok(if diagnostics.has_errors() { Outcome::Errors } else { Outcome::Clean })
    }

    /// Judges a change by the rules of its base.
    fn judge(self, root: &Path, base: String, actor: String) -> Result<Outcome> {
        let approvals = match &self.approvals {
            Some(file) => Approvals::parse(&file.display().to_string(), &read::named(file)?)?,
            None => Approvals::default(),
        };
        // What is judged is in git's objects, so a repository without files will do.
        let root = crate::read::root(root)?;
        let project =
            Project { root, drafts: true, today: self.today.unwrap_or_else(terminal::clock), preview: None };
        let host = self.forge.map(Into::into);
        let judgement = project.judge(&Proposal { base, head: self.head.clone(), actor, host, approvals })?;
        answer(&self.drawn(&judgement))?;
        Ok(if judgement.may_be_merged() { Outcome::Clean } else { Outcome::Errors })
    }

    fn bound(&self) -> Bound {
        if self.all { Bound::ALL } else { Bound::CHECK }
    }

    fn drawn(&self, judgement: &Judgement) -> String {
        let Some(format) = self.format.of_diagnostics() else {
            return judgement.tell(verdicts::markdown);
        };
        let colour = terminal::colour(&std::io::stdout());
        let text = render(format, &judgement.all(), judgement, self.bound(), colour);
        match format {
            Format::Human => {
                let gap = if text.is_empty() { "" } else { "\n" };
                format!("{text}{gap}{}", judgement.tell(verdicts::human_below))
            }
            Format::Json => judgement.tell(|told| verdicts::json(told, &text)),
            Format::Short | Format::Github | Format::Sarif => text,
        }
    }
}
