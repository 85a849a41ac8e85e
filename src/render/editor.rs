//! Where somebody translates a record: the forge's editor with the file in it, or a mail to the people behind the site.

use std::cell::OnceCell;

use super::context::Context;
use super::href::absolute;
use super::mailto::{self, in_mail};
use crate::config::Language;
use crate::config::names::own_name;
use crate::record::begun;
use crate::site::{EntryId, InTranslation};

/// The longest address that forges and browsers take: `ask.js` keeps to it too.
pub(super) const LONGEST: usize = 8000;

/// The editor of the translations of a record.
pub(super) struct Editor<'c, 'a> {
    cx: &'c Context<'a>,
    id: EntryId,
    longest: usize,
    /// The file of a new translation, which is the same in each language.
    begun: OnceCell<Option<String>>,
}

impl<'c, 'a> Editor<'c, 'a> {
    /// With addresses that are no longer than that where a text makes them long.
    pub(super) fn new(cx: &'c Context<'a>, id: EntryId, longest: usize) -> Self {
        Self { cx, id, longest, begun: OnceCell::new() }
    }

    /// The address where the record is translated into a language: the editor of the translation that there is, or of a
    /// new file that holds what is to be translated, where that fits. Without a repository a mail; none without an
    /// address for mails either, and in the language of the original.
    pub(super) fn url(&self, language: &Language) -> Option<String> {
        let site = self.cx.site;
        let state = site.in_translation(self.id, language)?;
        let Some(repository) = &site.config.repository else { return self.mail(language) };
        let file = match state {
            InTranslation::Begun(file) => file,
            InTranslation::Untold { id, .. } | InTranslation::Told { id, .. } => &site.entry(id).record.file,
            InTranslation::Missing => {
                let file = site.translation_file(self.id, language);
                let filled = self.begun().map(|text| repository.new_file_url(&file, text));
                let fits = filled.filter(|url| url.len() <= self.longest);
                return fits.or_else(|| Some(repository.new_file_url(&file, "")));
            }
        };
        Some(repository.edit_url(file))
    }

    fn begun(&self) -> Option<&str> {
        let make = || {
            let original = &self.cx.site.entry(self.cx.site.entry(self.id).original).record;
            let source = original.source.as_deref().filter(|source| source.len() <= self.longest)?;
            Some(begun(original, source))
        };
        self.begun.get_or_init(make).as_deref()
    }

    fn mail(&self, language: &Language) -> Option<String> {
        let (cx, site) = (self.cx, self.cx.site);
        let original = site.entry(site.entry(self.id).original);
        let title = original.record.common.title.as_str();
        let arguments = [("language", own_name(language).into()), ("title", title.into())];
        let subject = in_mail(&cx.words().with("translate-mail", &arguments));
        let address = mailto::link(mailto::address(cx)?);
        let page = site.config.base_url.as_ref().map(|_| in_mail(&absolute(site, &original.url)));
        let body = page.map(|page| format!("&body={page}")).unwrap_or_default();
        Some(format!("{address}?subject={subject}{body}"))
    }
}
