use clap::CommandFactory;
use clap_complete::generate;

use super::args::{Args, Completions};
use super::{Outcome, answer};
use crate::error::Result;

impl Completions {
    pub(super) fn run(self) -> Result<Outcome> {
        let mut script = Vec::new();
        generate(self.shell, &mut Args::command(), "casebook", &mut script);
        answer(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Clean)
    }
}
