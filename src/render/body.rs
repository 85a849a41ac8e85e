//! A record's body as HTML: what was parsed long before, with its placeholders filled for this page.

use std::fmt::Write as _;

use super::context::Context;
use super::href::href;
use super::html::{Html, escape};
use super::link;
use super::phrase::{Phrase, text};
use super::record::inherited;
use crate::config::Vocabulary;
use crate::parse::markdown::Fill;
use crate::site::{Asset, EntryId, Target, size_url};

/// How wide a picture is shown: as the column of text (`--measure` of the style sheet), or on a narrow screen as that.
const SLOT: &str = "(min-width: 43rem) 40.5rem, 100vw";

/// The same in a gallery.
const THUMBNAIL_SLOT: &str = "(min-width: 43rem) 20rem, 50vw";

/// What browsers show that choose none themselves.
const USUAL_WIDTH: u32 = 800;

pub(super) fn html(cx: &Context<'_>, id: EntryId) -> Html {
    let (entry, targets) = (cx.site.entry(id), cx.site.targets(id));
    let mut html = String::new();
    entry.record.body.write(&mut html, |fill, out| match fill {
        Fill::LinkStart(link) => match target(cx, &targets[link]) {
            Some(target) => {
                let _ = write!(out, "<a href=\"{target}\"");
            }
            None => out.push_str("<span"),
        },
        Fill::LinkEnd(link) => {
            out.push_str(if targets[link] == Target::Nowhere { "</span>" } else { "</a>" });
        }
        Fill::Image(link) => image(cx, &targets[link], SLOT, out),
        Fill::Thumbnail(link) => image(cx, &targets[link], THUMBNAIL_SLOT, out),
        Fill::Table(link) => {
            if let Target::Address(url, _) = &targets[link]
                && let Some(table) = cx.site.asset(url).and_then(Asset::table)
            {
                out.push_str(table.html());
            }
        }
        Fill::Credit(link) => {
            if let Some(credit) = credit(cx, id, &targets[link]) {
                let _ = write!(out, "<figcaption>{credit}</figcaption>");
            }
        }
        Fill::CaptionCredit(link) => {
            if let Some(credit) = credit(cx, id, &targets[link]) {
                let _ = write!(out, " {credit}");
            }
        }
        Fill::WikiText(link) => match &targets[link] {
            Target::Record(to, _) => {
                let record = &cx.site.entry(*to).record;
                out.push_str(&escape(&record.common.title));
            }
            _ => out.push_str(&escape(&entry.record.body.links[link].target)),
        },
        Fill::BorrowedStart => {
            if let Some(language) = inherited::of_original(cx, id) {
                let dir = language.direction().attribute();
                let note = cx.message("translation-missing");
                let note = note.as_str();
                let _ = writeln!(out, "<div class=\"borrowed\">\n<p class=\"part-note\">{note}</p>");
                let _ = writeln!(out, "<div lang=\"{language}\" dir=\"{dir}\">");
            }
        }
        Fill::BorrowedEnd => out.push_str("</div>\n</div>\n"),
        Fill::Stale => {
            let note = cx.message("translation-part-stale");
            let note = note.as_str();
            let _ = writeln!(out, "<p class=\"part-note\">{note}</p>");
        }
        Fill::Code => {
            for (name, key) in [
                ("aria-label", "markdown-code"),
                ("data-copy", "markdown-code-copy"),
                ("data-copied", "markdown-code-copied"),
            ] {
                let _ = write!(out, " {name}=\"{}\"", escape(&cx.words().get(key)));
            }
            out.push_str(" role=\"group\"");
        }
        // Attributes and texts alike: the message cannot carry markup of its own.
        Fill::Message(message) => out.push_str(&escape(&cx.words().get(message.key()))),
    });
    Html::new(html.trim_end())
}

/// Where a link leads; nowhere if a draft is meant, or something that was reported.
fn target(cx: &Context<'_>, target: &Target) -> Option<String> {
    let (url, anchor) = match target {
        Target::Record(to, anchor) => (&cx.site.entry(*to).url, anchor),
        Target::Address(url, anchor) => (url, anchor),
        Target::Nowhere => return None,
    };
    let anchor = if anchor.is_empty() { String::new() } else { format!("#{}", escape(anchor)) };
    Some(if *url == cx.url && !anchor.is_empty() { anchor } else { format!("{}{anchor}", href(url)) })
}

/// Whose a picture is: who made it, its licence, and where it is from.
fn credit(cx: &Context<'_>, id: EntryId, target: &Target) -> Option<String> {
    let Target::Address(url, _) = target else { return None };
    let credit = cx.site.credit(id, cx.site.asset(url)?)?;
    let by = credit.credit.as_deref().map(|name| text(name).html());
    let licence = credit.licence.as_ref().map(|licence| link::term(cx, Vocabulary::Licences, &licence.0));
    let source = credit.source.as_ref().map(|source| {
        let url = Some(source.as_str().into());
        Phrase { url, external: true, ..cx.word("picture-source") }.html()
    });
    let parts: Vec<Html> = by.into_iter().chain(licence).chain(source).collect();
    // Each may be in another script than the line.
    let parts: Vec<String> = parts.iter().map(|part| format!("<bdi>{}</bdi>", part.as_str())).collect();
    (!parts.is_empty()).then(|| format!("<small class=\"credit\">{}</small>", parts.join(" · ")))
}

fn image(cx: &Context<'_>, target: &Target, slot: &str, out: &mut String) {
    let Target::Address(url, _) = target else {
        out.push_str("src=\"\"");
        return;
    };
    let asset = cx.site.asset(url);
    let sizes = asset.map(Asset::sizes).unwrap_or_default();
    let shown = sizes.iter().rfind(|size| size.width <= USUAL_WIDTH).or(sizes.first());
    let _ = write!(out, "src=\"{}\"", shown.map_or_else(|| href(url), |size| href(&size_url(size))));
    if sizes.len() > 1 {
        out.push_str(" srcset=\"");
        for (index, size) in sizes.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            let _ = write!(out, "{comma}{} {}w", href(&size_url(size)), size.width);
        }
        let _ = write!(out, "\" sizes=\"{slot}\"");
    }
    if let Some((width, height)) = asset.and_then(|asset| asset.size) {
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
}
