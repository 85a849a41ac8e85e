use super::args::Schema;
use super::{Outcome, answer};
use crate::error::Result;

impl Schema {
    pub(super) fn run(self) -> Result<Outcome> {
        answer(&format!("{:#}\n", self.kind.schema().to_value()))?;
        Ok(Outcome::Clean)
    }
}
