//! The folder as it is, made a commit, so that it is judged in the same way as what is proposed. `pipeline` asks for
//! it where no revision is named.

use std::collections::BTreeSet;
use std::path::Path;

use super::neutral::Neutral;
use super::revision::prefix;
use super::unread::stalling;
use super::{Revision, bytes, lacking, resolve};
use crate::error::{Error, Result};
use crate::source::SitePath;

/// The folder at `root` as it is, as a commit on top of what is checked out: as if somebody had committed everything
/// that git does not ignore, and everything of `own`, the files of the site, whatever git is told of them. Like a merge,
/// it leaves objects without a name in the repository.
pub fn commit_folder(root: &Path, own: &[SitePath]) -> Result<Revision> {
    if let Some(name) = stalling(root) {
        return Err(Error::usage(format!("`{name}` is no file, and git would wait for it")).help("delete it"));
    }
    let head = resolve(root, "HEAD")?.ok_or_else(|| Error::usage("nothing is checked out"))?;
    let neutral = Neutral::new(root)?;
    let Some(top) = neutral.top() else {
        return Err(
            Error::usage("no folder is checked out here").help("name the commit to judge: `--head REVISION`")
        );
    };
    let run = |arguments: &[&str], input: &[u8]| -> Result<Vec<u8>> {
        let ran = super::start(top, |git| neutral.prepare(git), arguments, input, bytes);
        let ran = ran.map_err(|error| lacking::explain(root, error))?;
        Ok(ran.map(|(output, _)| output).unwrap_or_default())
    };
    run(&["read-tree", head.as_str()], &[])?;
    let mut paths = run(&["ls-files", "-z"], &[])?;
    for arguments in [
        ["ls-files", "-z", "--full-name", "--cached", ":/"].as_slice(),
        &["ls-files", "-z", "--full-name", "--others", "--exclude-standard", ":/"],
    ] {
        paths.extend(super::run(root, arguments, &[], bytes)?.unwrap_or_default());
    }
    let prefix = prefix(root)?;
    for path in own {
        paths.extend_from_slice(&prefix);
        paths.extend_from_slice(path.as_str().as_bytes());
        paths.push(0);
    }
    // A repository within the repository is listed as a folder.
    let named = paths.split(|&byte| byte == 0).map(|path| path.strip_suffix(b"/").unwrap_or(path));
    let named: BTreeSet<&[u8]> = named.filter(|path| !path.is_empty()).collect();
    let input: Vec<u8> = named.into_iter().flat_map(|path| [path, b"\0"]).flatten().copied().collect();
    run(&["update-index", "--add", "--remove", "--replace", "-z", "--stdin"], &input)?;
    let tree = run(&["write-tree"], &[])?;
    let tree = String::from_utf8_lossy(&tree).trim().to_owned();
    let commit = run(&["commit-tree", &tree, "-p", head.as_str(), "-m", "folder"], &[])?;
    Ok(Revision(String::from_utf8_lossy(&commit).trim().into()))
}
