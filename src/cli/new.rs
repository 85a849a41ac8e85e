use std::fs;
use std::io::Write;
use std::path::Path;

use super::args::New;
use super::{Outcome, answer, terminal};
use crate::error::{Error, Result};
use crate::record::{Id, layout, slugify, template};
use crate::source::unportable;

impl New {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let root = terminal::site(root)?;
        let title = self.title.trim();
        let slug = slugify(title);
        if slug.is_empty() {
            return Err(Error::usage(format!("`{title}` has no letter or digit")).help("write a title"));
        }
        if title.contains(char::is_control) {
            return Err(Error::usage("the title has more than one line").help("write it on one"));
        }
        if let Some(why) = unportable(&slug) {
            return Err(Error::usage(format!("the name `{slug}` {why}")).help("write a longer title"));
        }
        let paths = layout::paths(&Id { kind: self.kind, slug: slug.into() });
        if let Some(taken) = paths.iter().find(|path| path.under(&root).exists()) {
            return Err(
                Error::usage(format!("{taken} is there already")).help("choose another title, or edit it")
            );
        }
        let path = &paths[0];
        let file = path.under(&root);
        let parent = file.parent().unwrap_or(&root);
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        let mut open = fs::File::create_new(&file).map_err(Error::io("create", &file))?;
        open.write_all(template(self.kind, title).as_bytes()).map_err(Error::io("write", &file))?;
        answer(&format!("{path}\n"))?;
        Ok(Outcome::Clean)
    }
}
