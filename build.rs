//! Gives the program a number of its own state: what another version built is never
//! taken for up to date.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

fn main() -> std::io::Result<()> {
    let mut hash = DefaultHasher::new();
    add(Path::new("themes/default"), &mut hash)?;
    add(Path::new("src"), &mut hash)?;
    println!("cargo::rustc-env=CASEBOOK_REVISION={:016x}", hash.finish());
    println!("cargo::rerun-if-changed=themes/default");
    println!("cargo::rerun-if-changed=src");
    Ok(())
}

fn add(folder: &Path, hash: &mut DefaultHasher) -> std::io::Result<()> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        path.hash(hash);
        if path.is_dir() {
            add(&path, hash)?;
        } else {
            std::fs::read(&path)?.hash(hash);
        }
    }
    Ok(())
}
