//! What `casebook translate --status` shows: for each language what is missing and what is out of date, as Markdown.

use std::fmt::Write as _;

use crate::config::Language;
use crate::site::{EntryId, InTranslation, Site};

/// The status of the translations into a language, or into each of the site's.
pub(super) fn status(site: &Site, language: Option<&Language>) -> String {
    let all = || site.config.languages.iter().filter(|language| site.to_translate(language).is_some());
    let languages: Vec<&Language> = language.map_or_else(|| all().collect(), |language| vec![language]);
    let mut text = String::from(
        "| language | records | up to date | words to do |\n| -------- | ------- | ---------- | ----------- |\n",
    );
    for language in &languages {
        let sums = site.translation_sums(language).unwrap_or_default();
        let (tag, records, share, to_do) =
            (language.as_str(), sums.records, percent(sums.share()), sums.to_do);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {tag:<8} | {records:>7} | {share:>10} | {to_do:>11} |");
    }
    for language in languages {
        let Some(to_do) = site.to_translate(language) else { continue };
        let lists = [
            ("out of date", &to_do.stale),
            ("not translated", &to_do.missing),
            ("not told what they were made from", &to_do.untold),
        ];
        for (heading, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
            let _ = writeln!(text, "\n## {language}: {heading}\n");
            text.extend(ids.iter().map(|&id| line(site, id, language)));
        }
    }
    text
}

/// A record with the file to work on.
fn line(site: &Site, id: EntryId, language: &Language) -> String {
    let original = &site.entry(id).record;
    let of = |id: EntryId| &site.entry(id).record.file;
    let words = site.words_to_do(id, language);
    match site.in_translation(id, language) {
        Some(InTranslation::Begun(file)) => format!("- {file}: a draft, {words} words\n"),
        Some(InTranslation::Told { id, parts }) => {
            let (stale, missing) = (parts.stale(), parts.alignment.missing.len());
            let all = parts.count() + missing;
            let fresh = percent(share(all - stale - missing, all));
            format!(
                "- {}: {fresh}, {stale} of {all} parts changed, {missing} missing, {words} words\n",
                of(id)
            )
        }
        Some(InTranslation::Untold { id, is_older: true }) => {
            format!("- {}: the original was changed later\n", of(id))
        }
        Some(InTranslation::Untold { id, .. }) => format!("- {}\n", of(id)),
        Some(InTranslation::Missing) | None => format!("- {}: {words} words\n", original.file),
    }
}

#[allow(clippy::cast_precision_loss, reason = "no record has that many parts")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// In whole per cent; not 100 while anything is left to do.
fn percent(share: f64) -> String {
    format!("{:.0} %", (share * 100.0).floor())
}
