//! A record's body as HTML: what was parsed long before, with its holes filled for this page.

use std::fmt::Write as _;

use super::draw::Draw;
use super::shared::way_to;
use super::theme::escape;
use super::view::Html;
use crate::parse::markdown::Fill;
use crate::site::{EntryId, Target};

impl Draw<'_> {
    pub(super) fn body(&self, id: EntryId) -> Html {
        let entry = self.site.entry(id);
        let mut html = String::new();
        entry.record.body.write(&mut html, |fill, out| match fill {
            Fill::Href(link) => out.push_str(&self.href(&entry.targets[link])),
            Fill::Image(link) => self.image(&entry.targets[link], out),
            Fill::WikiText(link) => match &entry.targets[link] {
                Target::Record(to, _) => {
                    let record = &self.site.entry(*to).record;
                    out.push_str(&escape(&record.common.title));
                }
                _ => out.push_str(&escape(&entry.record.body.links[link].target)),
            },
            // Attributes and texts alike: the message cannot carry markup of its own.
            Fill::Message(message) => out.push_str(&escape(&self.words().get(message.key()))),
        });
        Html::new(html.trim_end())
    }

    fn href(&self, target: &Target) -> String {
        let (url, anchor) = match target {
            Target::Record(to, anchor) => (&self.site.entry(*to).url, anchor),
            Target::Address(url, anchor) => (url, anchor),
            // A draft is linked to, or something that was reported: the link leads to its own page.
            Target::Nowhere => return "#".to_owned(),
        };
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", escape(anchor)) };
        if *url == self.url && !anchor.is_empty() { anchor } else { format!("{}{anchor}", way_to(url)) }
    }

    fn image(&self, target: &Target, out: &mut String) {
        let Target::Address(url, _) = target else {
            out.push_str("src=\"\"");
            return;
        };
        let _ = write!(out, "src=\"{}\"", way_to(url));
        if let Some((width, height)) = self.site.asset(url).and_then(|asset| asset.size) {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
    }
}
