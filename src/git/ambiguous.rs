//! Names of revisions that more than one thing has. git takes one of them in silence, and a tag before a branch, so
//! whoever may push a tag would choose the base that changes are judged by. [`resolve`](super::resolve) asks.

use std::path::Path;

use crate::error::{Error, Result};

/// Where git looks for a name, in its order.
const FOLDERS: [&str; 4] = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

/// # Errors
/// When a branch, a tag or a branch of another repository have that name at once.
pub(super) fn refuse(root: &Path, name: &str) -> Result<()> {
    // What follows these is a way from there: `main~2`.
    let end = ["~", "^", ":", "@{"].iter().filter_map(|sign| name.find(sign)).min();
    let name = &name[..end.unwrap_or(name.len())];
    if name.is_empty() || name.starts_with("refs/") {
        return Ok(());
    }
    let mut places: Vec<String> = FOLDERS.iter().map(|folder| format!("{folder}{name}")).collect();
    places.push(format!("refs/remotes/{name}/HEAD"));
    let arguments: Vec<&str> = ["for-each-ref", "--format=%(refname)"]
        .into_iter()
        .chain(places.iter().map(String::as_str))
        .collect();
    let found = super::run(root, &arguments, &[], super::bytes)?;
    // What lies below such a name is found as well.
    let found = found.unwrap_or_default();
    let found = found.split(|&byte| byte == b'\n').filter_map(|line| str::from_utf8(line).ok());
    let found: Vec<&str> = found.filter(|line| places.iter().any(|place| place == line)).collect();
    let [first, second, ..] = found[..] else { return Ok(()) };
    let names: Vec<String> = found.iter().map(|name| format!("`{name}`")).collect();
    let message = format!("the revision `{name}` can be {}", names.join(" or "));
    Err(Error::usage(message)
        .help(format!("write `{first}` or `{second}`, or delete the one that is not meant")))
}
