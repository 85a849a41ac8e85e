//! Files that programs leave in a folder for themselves: editors, office programs, systems and browsers. `record`
//! asks so that none is published, the preview so that none is a change.

/// How the names end, in small letters.
const ENDINGS: &[&str] = &[
    "~",
    ".autosave",
    ".bak",
    ".crdownload",
    ".old",
    ".orig",
    ".part",
    ".partial",
    ".rej",
    ".save",
    ".swo",
    ".swp",
    ".temp",
    ".tmp",
    "___jb_old___",
    "___jb_tmp___",
];

/// Whole names, in small letters. The number is the trial file of vim.
const NAMES: &[&str] = &["4913", "__macosx", "desktop.ini", "ehthumbs.db", "icon\r", "thumbs.db"];

/// Whether a file or folder of that name is one that a program keeps for itself.
#[must_use]
pub fn is_leftover(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
        || NAMES.contains(&&*name)
        // Of office programs, while the document is open.
        || name.starts_with("~$")
        || (name.starts_with('#') && name.ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_is_known_in_either_case() {
        for ending in ENDINGS {
            assert!(is_leftover(&format!("lamps.md{ending}")), "{ending}");
            assert!(is_leftover(&format!("LAMPS.MD{ending}").to_uppercase()), "{ending}");
        }
        for name in NAMES.iter().copied().chain(["~$notes.docx", "#lamps.md#", "Thumbs.db", "__MACOSX"]) {
            assert!(is_leftover(name), "{name}");
        }
        for name in
            ["lamps.md", "save.md", "old.png", "4913.md", "tmp", "#1.md", "bak", "a~b.png", "part.pdf"]
        {
            assert!(!is_leftover(name), "{name}");
        }
    }
}
