//! The password of a mailbox, or the token in its place. It comes from the environment or from a program that keeps
//! it, never from a file of the site or from the command line, where others could read it. Nothing prints it.

use std::ffi::OsString;
use std::fmt;
use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::error::{Error, ErrorKind, Result};

/// The environment variable that holds the password.
pub const VARIABLE: &str = "CASEBOOK_MAIL_PASSWORD";
/// The environment variable that holds a command, whose first line of output is the password.
pub const VARIABLE_OF_COMMAND: &str = "CASEBOOK_MAIL_PASSWORD_COMMAND";

/// Longer ones are none. Tokens have a few thousand bytes.
const LONGEST: u64 = 64 * 1024;

/// A password or a token.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password")
    }
}

impl Password {
    /// # Errors
    /// When it is empty, or holds what nobody can type.
    pub fn new(text: impl Into<String>) -> Result<Self> {
        let text = text.into();
        if text.is_empty() || text.contains(char::is_control) {
            return Err(Error::usage(
                "the password of the mailbox is empty, or has characters that none can have",
            )
            .help(format!("look at what {VARIABLE} holds, or at the first line that the command prints")));
        }
        Ok(Self(text))
    }

    /// Finds the password by the variables of the environment, which `variable` knows.
    ///
    /// # Errors
    /// When there is none, when there are two, or when the command fails.
    pub fn find(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self> {
        let text = |name: &str| {
            let value = variable(name).filter(|value| !value.is_empty());
            let text = value.map(OsString::into_string).transpose();
            text.map_err(|_| Error::usage(format!("the variable {name} holds no text in UTF-8")))
        };
        match (text(VARIABLE)?, text(VARIABLE_OF_COMMAND)?) {
            (Some(password), None) => Self::new(password),
            (None, Some(command)) => Self::of_command(&command),
            (Some(_), Some(_)) => {
                Err(Error::usage(format!("both {VARIABLE} and {VARIABLE_OF_COMMAND} are set"))
                    .help("unset one of them"))
            }
            (None, None) => Err(Error::usage("the mailbox wants a password").help(format!(
                "set {VARIABLE_OF_COMMAND} to a command that prints it, such as `pass show mail/desk`, or set \
                 {VARIABLE} to the password itself; for `?auth=token` both mean a token of OAuth 2.0"
            ))),
        }
    }

    /// The first line that a command prints. What it says besides, such as a question, goes to the terminal.
    fn of_command(command: &str) -> Result<Self> {
        let failed = |why: String| {
            Error::new(ErrorKind::Mail, format!("the command of {VARIABLE_OF_COMMAND} {why}"))
                .help("run it by hand: it has to print the password on its first line, and to end with the status 0")
        };
        let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
        let child = Command::new(shell).args([flag, command]).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| failed("cannot be started".to_owned()).because(error))?;
        let mut output = Vec::new();
        let read = match child.stdout.take() {
            Some(pipe) => pipe.take(LONGEST).read_to_end(&mut output),
            None => Ok(0),
        };
        let status = child.wait().map_err(|error| failed("does not end".to_owned()).because(error))?;
        read.map_err(|error| failed("cannot be read".to_owned()).because(error))?;
        if !status.success() {
            let how = status
                .code()
                .map_or_else(|| "was ended".to_owned(), |code| format!("ended with the status {code}"));
            return Err(failed(how));
        }
        let line = output.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let text = std::str::from_utf8(line).map_err(|_| failed("prints no text in UTF-8".to_owned()))?;
        Self::new(text.trim_end_matches('\r'))
    }

    /// The password itself, for the server alone.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(password: Option<&str>, command: Option<&str>) -> Result<Password> {
        Password::find(|name| match name {
            VARIABLE => password.map(OsString::from),
            _ => command.map(OsString::from),
        })
    }

    #[test]
    fn a_password_comes_from_the_variable_or_from_the_command() {
        assert_eq!(find(Some("pass word"), None).unwrap().expose(), "pass word");
        assert_eq!(find(Some("ünd"), Some("")).unwrap().expose(), "ünd");
        #[cfg(unix)]
        assert_eq!(find(None, Some("printf 'first\\r\\nsecond\\n'")).unwrap().expose(), "first");
    }

    #[test]
    fn where_there_is_none_the_variables_are_named() {
        let shown = find(None, None).unwrap_err().shown();
        assert!(shown.contains(VARIABLE_OF_COMMAND) && shown.contains("pass show"), "{shown}");
        assert!(find(Some("a"), Some("b")).unwrap_err().shown().contains("both"));
        assert!(find(Some("a\nb"), None).unwrap_err().shown().contains("characters that none can have"));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_command_printed_is_in_no_error() {
        for (command, part) in [
            ("echo geheim; exit 3", "ended with the status 3"),
            ("echo geheim; kill -9 $$", "was ended"),
            ("true", "is empty"),
            ("printf '\\n geheim'", "is empty"),
            ("printf 'geheim\\377'", "UTF-8"),
        ] {
            let error = find(None, Some(command)).unwrap_err();
            assert!(error.shown().contains(part), "{}", error.shown());
            assert!(
                !error.shown().contains("geheim") && !format!("{error:?}").contains("geheim"),
                "{error:?}"
            );
        }
        assert_eq!(format!("{:?}", Password::new("geheim").unwrap()), "Password");
    }
}
