use super::args::Explain;
use super::{Outcome, answer};
use crate::diagnostic::Code;
use crate::error::{Error, Result};
use crate::suggest::nearest;

impl Explain {
    pub(super) fn run(self) -> Result<Outcome> {
        let name = self.code.trim();
        let Some(code) = Code::named(name) else {
            let known = Code::ALL.iter().map(|code| code.name());
            let help = match nearest(name, known.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the codes are {}", known.collect::<Vec<_>>().join(", ")),
            };
            return Err(Error::usage(format!("there is no code `{name}`")).help(help));
        };
        let severity = code.severity().name();
        answer(&format!("{name} ({severity})\n\n{}\n", code.explanation().trim_end()))?;
        Ok(Outcome::Clean)
    }
}
