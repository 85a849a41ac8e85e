//! What search engines are told: every page for readers, and the same page in other languages.
//! <https://www.sitemaps.org/protocol.html>

use std::fmt::Write as _;

use crate::render::html::escape;
use crate::site::{Page, PageKind, Site};

/// The sitemap of a site whose address is known.
pub(crate) fn sitemap(site: &Site) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    if let Some(base) = &site.config.base_url {
        let is_listed = |page: &&Page| match page.kind {
            PageKind::Record(id) => !site.entry(site.entry(id).original).record.is_unlisted(),
            _ => page.kind.is_for_readers(),
        };
        for page in site.pages().iter().filter(is_listed) {
            let _ = write!(xml, "<url><loc>{}</loc>", escape(&site.url(page).absolute(base)));
            if let PageKind::Record(id) = page.kind
                && let Some(day) = site.updated(id)
            {
                let _ = write!(xml, "<lastmod>{day}</lastmod>");
            }
            let alternates = site.alternates(page);
            let own = alternates.iter().find(|(language, _)| *language == site.config.default_language());
            let own = own.map(|(_, url)| ("x-default", url));
            for (language, url) in
                alternates.iter().map(|(language, url)| (language.as_str(), url)).chain(own)
            {
                let url = url.absolute(base);
                let _ = write!(
                    xml,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\"/>",
                    escape(&url)
                );
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// Every robot may read everything.
pub(crate) fn robots(site: &Site) -> Vec<u8> {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &site.config.base_url {
        let _ = writeln!(text, "\nSitemap: {base}sitemap.xml");
    }
    text.into_bytes()
}
