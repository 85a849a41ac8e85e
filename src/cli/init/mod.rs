//! `casebook init`: the files of a new site, and those with which a forge publishes and guards one.

mod forge;
mod owners;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::args::Init;
use super::{Outcome, answer, terminal};
use crate::config;
use crate::error::{Error, Result};
use forge::{Archive, Facts};

/// The files of a new site: small, and full of comments that teach.
const FILES: [(&str, &str); 5] = [
    ("casebook.yaml", include_str!("../starter/casebook.yaml")),
    (".gitignore", include_str!("../starter/gitignore")),
    ("content/pages/index.md", include_str!("../starter/content/pages/index.md")),
    ("content/pages/about.md", include_str!("../starter/content/pages/about.md")),
    ("content/guides/write-a-record.md", include_str!("../starter/content/guides/write-a-record.md")),
];

/// What is to be written, and what it is called in messages.
struct New {
    path: PathBuf,
    name: String,
    text: String,
}

impl Init {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let dir = root.join(&self.dir);
        let is_site = dir.join(config::FILE).exists();
        let mut files = Vec::new();
        if self.forge.is_none() || !is_site {
            let taken = FILES.iter().find(|(file, _)| *file != ".gitignore" && dir.join(file).exists());
            if let Some((file, _)) = taken {
                return Err(Error::usage(format!("{} has a {file} already", dir.display()))
                    .help("choose another folder"));
            }
            // A repository that was there before keeps its own.
            let missing = FILES.iter().filter(|(file, _)| !dir.join(file).exists());
            files.extend(missing.map(|(file, text)| New {
                path: dir.join(file),
                name: (*file).to_owned(),
                text: (*text).to_owned(),
            }));
        }
        let shown = self.dir.display();
        let mut said = String::new();
        if !files.is_empty() {
            said = format!(
                "A new site is in `{shown}`. Look at it with:\n\n    casebook serve --root {shown} --open\n"
            );
        }
        if let Some(name) = self.forge {
            let today = self.today.unwrap_or_else(terminal::clock);
            // Neither is taken without the other.
            let archive = self.program.zip(self.sha256).map(|(url, sha256)| Archive { url, sha256 });
            let facts = if is_site {
                Facts::of(&dir, name.into(), archive, today)?
            } else {
                Facts::of_new_site(name.into(), archive, today)
            };
            let top = facts.top(&dir)?;
            let written = facts.files()?;
            let names: Vec<&str> = written.iter().map(|(name, _)| &**name).collect();
            let taken: Vec<&str> = names.iter().copied().filter(|name| top.join(name).exists()).collect();
            if !taken.is_empty() {
                let message =
                    format!("these are there already, and nothing was written: {}", taken.join(", "));
                return Err(Error::usage(message).help("move them away first"));
            }
            if !said.is_empty() {
                said.push('\n');
            }
            said.push_str(&forge::next_steps(&names, &facts));
            files.extend(written.into_iter().map(|(name, text)| New { path: top.join(&name), name, text }));
        }
        for file in &files {
            file.write()?;
        }
        answer(&said)?;
        Ok(Outcome::Clean)
    }
}

impl New {
    fn write(&self) -> Result<()> {
        let parent = self.path.parent().unwrap_or(&self.path);
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        // Not through a link, and not over what has come in the meantime.
        let mut file =
            fs::File::create_new(&self.path).map_err(Error::io("create", Path::new(&self.name)))?;
        file.write_all(self.text.as_bytes()).map_err(Error::io("write", &self.path))
    }
}
