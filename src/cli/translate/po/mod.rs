//! `casebook translate --po-out` and `--po-in`: the bridge to programs for translators, such as Weblate or an editor of
//! PO files. Out go all texts of the site with what a language has for each; in come the translations, and nothing else
//! of a record.

mod file;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use self::file::Entry;
use super::{Desk, parsed, text};
use crate::cli::{Outcome, answer, terminal};
use crate::config::Language;
use crate::diagnostic::render::visible::one_line;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, Result};
use crate::record::{
    Fate, Manuscript, Message, Place, Record, TakenIn, Translation, begun, layout, messages,
};
use crate::source::SitePath;

/// Prints the PO file of a language.
pub(super) fn put_out(root: &Path, language: &str, today: Option<Date>) -> Result<Outcome> {
    let desk = Desk::open(root, today)?;
    let language = super::known_language(&desk, language)?;
    let mut entries = Vec::new();
    let mut untold = String::new();
    for original in originals(&desk, &language) {
        let original_text = text(&desk, &original.file)?;
        let there = translation(&desk, original, &language)?;
        let there_ref = there.as_ref().map(|(translation, text)| (&**translation, text.as_str()));
        let Some(messages) = messages(original, &original_text, there_ref) else {
            let (kind, slug) = (original.id.kind.folder(), &original.id.slug);
            let file = &original.file;
            let _ = writeln!(
                untold,
                "{file} is left out, since its translation does not say what it was made from; \
                 `casebook translate --refresh {kind}/{slug} {language}` notes it"
            );
            continue;
        };
        let title = one_line(&original.common.title);
        entries.extend(messages.into_iter().map(|message| Entry {
            context: format!("{}{}", original.file, message.place),
            comment: format!("{title}\nsha256 {}", message.digest()),
            reference: original.file.to_string(),
            is_fuzzy: message.is_stale,
            source: message.source,
            text: message.text,
        }));
    }
    answer(&file::write(&language, desk.project.today, &entries)?)?;
    terminal::say(&untold)?;
    Ok(Outcome::Clean)
}

/// What is to be translated into a language: nothing that is not to be published yet, and nothing that was taken away.
fn originals<'d>(desk: &'d Desk, language: &Language) -> Vec<&'d Arc<Record>> {
    let all = desk.site.entries().map(|(_, entry)| &entry.record);
    let mut originals: Vec<_> = all
        .filter(|record| !record.is_translation() && record.language != *language && !record.is_unlisted())
        .collect();
    originals.sort_by(|a, b| a.id.cmp(&b.id));
    originals
}

/// The translation of a record, with the text of its file, where there is one.
fn translation(
    desk: &Desk,
    original: &Record,
    language: &Language,
) -> Result<Option<(Box<Translation>, String)>> {
    let versions = desk.site.find(&original.id).into_iter().flat_map(|id| desk.site.versions(id));
    let mut versions = versions.map(|id| &desk.site.entry(id).record);
    let Some(there) = versions.find(|record| record.language == *language) else { return Ok(None) };
    let text = text(desk, &there.file)?;
    let translation = parsed(desk, &original.id, language, &there.file, &text)?;
    Ok(Some((translation, text)))
}

/// A text of the file: the line that it begins at, and which text of its record it is.
struct Handed {
    line: usize,
    entry: Entry,
    place: Place,
}

/// The translation of a record with what was handed in.
struct Worked {
    file: SitePath,
    /// The text of its file before; `None` where there was none.
    before: Option<String>,
    after: String,
    line: usize,
    tally: Tally,
}

/// How many texts.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    taken: usize,
    known: usize,
    fuzzy: usize,
    empty: usize,
}

/// What was not taken in.
struct Refused {
    line: usize,
    /// Of what: a text, or a file.
    of: String,
    texts: usize,
    why: String,
}

/// Takes in a PO file.
pub(super) fn take_in(root: &Path, path: &Path) -> Result<Outcome> {
    let name = path.display().to_string();
    let content = fs::read_to_string(path).map_err(Error::io("read", path))?;
    let read = file::read(&name, &content)?;
    let desk = Desk::open(root, None)?;
    let language = super::known_language(&desk, &read.language)
        .map_err(|error| error.at(&format!("{name}: `Language` of the header")))?;
    let mut refused = Vec::new();
    let mut records: BTreeMap<String, Vec<Handed>> = BTreeMap::new();
    for (line, entry) in read.entries {
        match of_context(&entry.context) {
            Some((record, place)) => {
                records.entry(record.to_owned()).or_default().push(Handed { line, entry, place });
            }
            None => {
                let why = "no text of a site is called so; `--po-out` writes what they are called".to_owned();
                refused.push(Refused { line, of: entry.context, texts: 1, why });
            }
        }
    }
    let mut works = Vec::new();
    for (record, handed) in records {
        match work(&desk, &record, &language, &handed, &mut refused) {
            Ok(worked) => works.push(worked),
            Err(why) => {
                refused.push(Refused { line: handed[0].line, of: record, texts: handed.len(), why });
            }
        }
    }
    let works = written(desk, works, &mut refused)?;
    refused.sort_by_key(|refused| refused.line);
    answer(&report(&name, &works, &refused))?;
    Ok(if refused.is_empty() { Outcome::Clean } else { Outcome::Errors })
}

/// The file of the record, and which text of it a context names.
fn of_context(context: &str) -> Option<(&str, Place)> {
    let ends = context.match_indices(".md").map(|(at, end)| at + end.len());
    let mut places = ends.filter_map(|end| {
        let (record, place) = context.split_at(end);
        Some((record, place.parse().ok()?))
    });
    places.next()
}

/// The translation of a record with what was handed in; the error says why none of it can be taken.
fn work(
    desk: &Desk,
    record: &str,
    language: &Language,
    handed: &[Handed],
    refused: &mut Vec<Refused>,
) -> std::result::Result<Worked, String> {
    let told = |error: Error| {
        let shown = error.shown();
        shown.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
    };
    let mut all = desk.site.entries().map(|(_, entry)| &entry.record);
    let original = all.find(|original| !original.is_translation() && original.file.as_str() == record);
    let original = original.ok_or_else(|| "the site has no such record any more".to_owned())?;
    if original.language == *language {
        return Err(format!("it was written in `{language}`"));
    }
    let original_text = text(desk, &original.file).map_err(told)?;
    let message = |Handed { entry, place, .. }: &Handed| Message {
        place: place.clone(),
        source: entry.source.clone(),
        text: if entry.is_fuzzy { String::new() } else { entry.text.clone() },
        is_stale: entry.is_fuzzy,
    };
    let messages: Vec<Message> = handed.iter().map(message).collect();
    let there = translation(desk, original, language).map_err(told)?;
    let is_new = there.is_none();
    let (translation, before) = match there {
        Some(there) => there,
        None => {
            let (file, begun) = (
                layout::translation(&original.id, &original.file, language),
                begun(original, &original_text),
            );
            (parsed(desk, &original.id, language, &file, &begun).map_err(told)?, begun)
        }
    };
    let made = translation.taking(&before, original, &original_text, &messages)?;
    let mut tally = Tally::default();
    for (handed, fate) in handed.iter().zip(&made.fates) {
        match fate {
            Fate::Taken => tally.taken += 1,
            Fate::Known => tally.known += 1,
            Fate::Left if handed.entry.is_fuzzy => tally.fuzzy += 1,
            Fate::Left => tally.empty += 1,
            Fate::Refused(why) => {
                let (line, of) = (handed.line, handed.entry.context.clone());
                refused.push(Refused { line, of, texts: 1, why: why.clone() });
            }
        }
    }
    let after = match (tally.taken, is_new) {
        (0, _) => before.clone(),
        (_, false) => made.text,
        (_, true) => finished(original, &original_text, &made, &messages)?,
    };
    let (file, line) = (translation.file.clone(), handed[0].line);
    Ok(Worked { file, before: (!is_new).then_some(before), after, line, tally })
}

/// A new translation, which is a draft as long as anything of it is missing.
fn finished(
    original: &Record,
    original_text: &str,
    made: &TakenIn,
    handed: &[Message],
) -> std::result::Result<String, String> {
    let is_there = |wanted: &Message| {
        !wanted.is_stale
            && handed.iter().any(|message| message.place == wanted.place && !message.text.is_empty())
    };
    let wanted = messages(original, original_text, Some((&made.translation, &made.text)));
    if !wanted.is_some_and(|wanted| wanted.iter().all(is_there)) {
        return Ok(made.text.clone());
    }
    let refused = |_| "its front matter cannot be changed".to_owned();
    let mut manuscript = Manuscript::parse(&made.translation.file, &made.text).map_err(refused)?;
    manuscript.remove("draft").map_err(|refused| refused.to_string())?;
    Ok(manuscript.text())
}

/// Writes the files. What would bring an error into the site is taken back, and told.
fn written(desk: Desk, mut works: Vec<Worked>, refused: &mut Vec<Refused>) -> Result<Vec<Worked>> {
    let root = desk.project.root.clone();
    let known: Vec<Diagnostic> = desk.diagnostics().iter().cloned().collect();
    for worked in works.iter().filter(|worked| worked.tally.taken > 0) {
        put(&root, &worked.file, Some(&worked.after))?;
    }
    let mut desk = desk.reopened()?;
    loop {
        let errors = desk.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
        let new: Vec<&Diagnostic> =
            errors.filter(|fault| known.iter().all(|known| known.says() != fault.says())).collect();
        let Some(&first) = new.first() else { return Ok(works) };
        let fault_of = |worked: &Worked| new.iter().copied().find(|fault| fault.file == worked.file);
        let is_blamed = works.iter().any(|worked| fault_of(worked).is_some());
        let mut kept = Vec::new();
        let mut taken_back = 0;
        for worked in works {
            // A fault elsewhere, such as in a link to a heading, may come of any of them.
            let fault = fault_of(&worked).or_else(|| (!is_blamed).then_some(first));
            let Some(fault) = fault.filter(|_| worked.tally.taken > 0) else {
                kept.push(worked);
                continue;
            };
            put(&root, &worked.file, worked.before.as_deref())?;
            taken_back += 1;
            let place = if fault.file == worked.file { String::new() } else { format!("{}: ", fault.file) };
            refused.push(Refused {
                line: worked.line,
                of: worked.file.to_string(),
                texts: worked.tally.taken,
                why: format!("{place}{}", fault.message),
            });
        }
        works = kept;
        if taken_back == 0 {
            return Ok(works);
        }
        desk = desk.reopened()?;
    }
}

/// Writes a file, or takes it away.
fn put(root: &Path, file: &SitePath, text: Option<&str>) -> Result<()> {
    let path = file.under(root);
    match text {
        Some(text) => fs::write(&path, text).map_err(Error::io("write", &path)),
        None => fs::remove_file(&path).map_err(Error::io("delete", &path)),
    }
}

fn report(name: &str, works: &[Worked], refused: &[Refused]) -> String {
    let mut report = String::new();
    let mut all = Tally::default();
    for Worked { file, tally, .. } in works {
        if tally.taken > 0 {
            let _ = writeln!(report, "{file}: {}", counted(*tally));
        }
        all.taken += tally.taken;
        all.known += tally.known;
        all.fuzzy += tally.fuzzy;
        all.empty += tally.empty;
    }
    for Refused { line, of, why, .. } in refused {
        let _ = writeln!(report, "{name}:{line}: not taken in: {}: {}", one_line(of), one_line(why));
    }
    let texts: usize = refused.iter().map(|refused| refused.texts).sum();
    let _ = writeln!(report, "{name}: {}, {texts} refused", counted(all));
    report
}

fn counted(Tally { taken, known, fuzzy, empty }: Tally) -> String {
    format!("{taken} taken in, {known} as they were, {fuzzy} fuzzy, {empty} not translated")
}
