use std::fs;
use std::path::Path;

use super::args::Init;
use super::{Outcome, answer};
use crate::error::{Error, Result};

/// The files of a new site: small, and full of comments that teach.
const FILES: [(&str, &str); 5] = [
    ("casebook.yaml", include_str!("starter/casebook.yaml")),
    (".gitignore", include_str!("starter/gitignore")),
    ("content/pages/index.md", include_str!("starter/content/pages/index.md")),
    ("content/pages/about.md", include_str!("starter/content/pages/about.md")),
    ("content/guides/write-a-record.md", include_str!("starter/content/guides/write-a-record.md")),
];

impl Init {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let dir = root.join(&self.dir);
        let taken = FILES.iter().find(|(file, _)| *file != ".gitignore" && dir.join(file).exists());
        if let Some((file, _)) = taken {
            let message = format!("{} has a {file} already; choose another folder", dir.display());
            return Err(Error::Usage(message));
        }
        for (file, text) in FILES {
            let path = dir.join(file);
            // A repository that was there before keeps its own.
            if path.exists() {
                continue;
            }
            let parent = path.parent().unwrap_or(&dir);
            fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
            fs::write(&path, text).map_err(Error::io("write", &path))?;
        }
        let shown = self.dir.display();
        answer(&format!(
            "A new site is in `{shown}`. Look at it with:\n\n    casebook serve --root {shown} --open\n"
        ))?;
        Ok(Outcome::Clean)
    }
}
