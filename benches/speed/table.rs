//! A table of figures. It is printed, and with `--write` put into the page of the documentation that holds all
//! of them, together with the commit that was measured. Used by each of the benches.

use std::error::Error;
use std::fs;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

/// The page with all tables, each between its marks: `[begin]: # (NAME)` and `[end]: # (NAME)`.
const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/content/pages/speed.md");

static WRITES: AtomicBool = AtomicBool::new(false);

/// From here on tables are written too.
///
/// # Errors
/// When the sources are not those of a commit: a figure belongs to one that others can have.
pub(crate) fn write_all() -> Result<(), Box<dyn Error>> {
    let changes = git(&["status", "--porcelain", "--untracked-files=no"])?;
    if changes.lines().any(|line| !line.ends_with("docs/content/pages/speed.md")) {
        return Err(format!("commit first what is to be measured:\n{changes}").into());
    }
    WRITES.store(true, Ordering::Relaxed);
    Ok(())
}

/// A table under way.
pub(crate) struct Table {
    /// The name in its marks.
    name: &'static str,
    text: String,
}

impl Table {
    /// A table of that name with these columns: words in the first, figures in the others.
    pub(crate) fn new(name: &'static str, columns: &[&str]) -> Self {
        let rule = " ---: |".repeat(columns.len().saturating_sub(1));
        let text = format!("| {} |\n| --- |{rule}\n", columns.join(" | "));
        Self { name, text }
    }

    pub(crate) fn row(&mut self, cells: &[String]) {
        // A figure and its unit stay on one line.
        let cell = |cell: &String| match cell.split_once(' ') {
            Some((figure, unit)) if figure.starts_with(|c: char| c.is_ascii_digit()) && unit.len() < 3 => {
                format!("{figure}\u{a0}{unit}")
            }
            _ => cell.clone(),
        };
        let cells: Vec<String> = cells.iter().map(cell).collect();
        self.text.extend(["| ", &cells.join(" | "), " |\n"]);
    }

    /// Shows the table, and puts it in the place of the one that was in the page.
    #[allow(clippy::print_stdout, reason = "the figures are for whoever runs it")]
    pub(crate) fn done(self) -> Result<(), Box<dyn Error>> {
        let Self { name, text } = self;
        println!("\n## {name}\n\n{text}");
        if !WRITES.load(Ordering::Relaxed) {
            return Ok(());
        }
        let page = fs::read_to_string(PAGE)?;
        let (begin, end) = (format!("[begin]: # ({name})\n"), format!("[end]: # ({name})\n"));
        let (before, rest) = page.split_once(&begin).ok_or_else(|| format!("{PAGE} lacks {begin}"))?;
        let (_, after) = rest.split_once(&end).ok_or_else(|| format!("{PAGE} lacks {end}"))?;
        let commit = git(&["rev-parse", "--short", "HEAD"])?;
        let commit = commit.trim();
        fs::write(PAGE, format!("{before}{begin}\nCommit `{commit}`:\n\n{text}\n{end}{after}"))?;
        Ok(())
    }
}

fn git(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = Command::new("git").args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
