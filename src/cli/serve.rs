use std::path::Path;

use super::Outcome;
use super::args::Serve;
use crate::error::{Error, Result};

impl Serve {
    pub(super) fn run(self, _root: &Path) -> Result<Outcome> {
        Err(Error::Usage("not yet".into()))
    }
}
