use std::fs;
use std::io::Write;
use std::path::Path;

use super::args::New;
use super::{Outcome, answer, terminal};
use crate::error::{Error, Result};
use crate::record::{Id, Kind, layout, slugify, template};
use crate::source::unportable;

impl New {
    pub(super) fn run(self, root: &Path) -> Result<Outcome> {
        let root = terminal::site(root)?;
        let title = self.title.trim();
        let path = &layout::paths(&free(&root, self.kind, title)?)[0];
        let file = path.under(&root);
        let parent = file.parent().unwrap_or(&root);
        fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        let mut open = fs::File::create_new(&file).map_err(Error::io("create", &file))?;
        open.write_all(template(self.kind, title).as_bytes()).map_err(Error::io("write", &file))?;
        answer(&format!("{path}\n"))?;
        Ok(Outcome::Clean)
    }
}

/// What a new record with a title is called.
///
/// # Errors
/// When the title cannot be a name, or another record has it.
pub(super) fn free(root: &Path, kind: Kind, title: &str) -> Result<Id> {
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
    let id = Id { kind, slug: slug.into() };
    match layout::paths(&id).iter().find(|path| path.under(root).exists()) {
        Some(taken) => {
            Err(Error::usage(format!("{taken} is there already")).help("choose another title, or edit it"))
        }
        None => Ok(id),
    }
}
