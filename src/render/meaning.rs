//! The words of the glossary in a record's text: the first of each is underlined, with its meaning at hand.
//!
//! A button shows the meaning as a popover, which browsers do by themselves: by touch and by keyboard, closed by Escape
//! or a tap elsewhere, and known to screen readers.

use std::ops::Range;

use super::context::Context;
use super::href::href;
use super::html::{Html, escape, push};
use crate::site::EntryId;

/// How many words of a page are explained, so that it is not littered.
const MOST: usize = 8;

/// The elements in whose text no word is explained: what leads somewhere by itself, what is no running text, and what
/// stands in another language or is the page's own word.
const QUIET_ELEMENTS: [&str; 14] =
    ["a", "button", "code", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "pre", "summary", "th"];
const QUIET_CLASSES: [&str; 3] = ["borrowed", "part-note", "alert-title"];

/// The body of a record with the words explained that it uses.
pub(super) fn marked(cx: &Context<'_>, id: EntryId, body: Html) -> Html {
    let record = &cx.site.entry(id).record;
    // A home page that is not translated stands on one whose words are of another language.
    if record.language != *cx.language() {
        return body;
    }
    let Some(words) = cx.site.glossary.words(&record.language) else { return body };
    // A page about a word explains it as a whole.
    let title = &*record.common.title;
    let of_title = words.used(title).into_iter().find(|found| found.at == (0..title.len()));
    let mut seen: Vec<&str> = of_title.map(|found| found.term).into_iter().collect();
    let most = MOST + seen.len();
    let html = body.as_str();
    // The end of a line parts words as a space does, and takes as many bytes.
    let text = html.replace('\n', " ");
    let (mut out, mut from) = (String::new(), 0);
    for run in runs(html) {
        for found in words.used(&text[run.clone()]) {
            if seen.len() == most {
                break;
            }
            if seen.contains(&found.term) {
                continue;
            }
            seen.push(found.term);
            let at = run.start + found.at.start..run.start + found.at.end;
            out.push_str(&html[from..at.start]);
            explain(cx, found.term, &html[at.clone()], &mut out);
            from = at.end;
        }
    }
    if from == 0 {
        return body;
    }
    out.push_str(&html[from..]);
    Html::new(&out)
}

fn explain(cx: &Context<'_>, id: &str, word: &str, out: &mut String) {
    let (term, url) = (cx.site.glossary.get(id), cx.site.glossary_url(cx.language()));
    let (Some(term), Some(url)) = (term, url) else { return out.push_str(word) };
    let id = &*escape(id);
    push(out, &["<button type=\"button\" class=\"term\" popovertarget=\"meaning--", id, "\">", word]);
    push(out, &["</button><span class=\"meaning\" id=\"meaning--", id, "\" popover=\"auto\">"]);
    let shown = |localized| cx.of_site(localized).unwrap_or_default();
    push(out, &["<strong>", shown(&term.label).as_str(), "</strong> ", shown(&term.description).as_str()]);
    let title = cx.message("glossary-title");
    push(out, &[" <a href=\"", &href(&url), "#", id, "\">", title.as_str(), "</a></span>"]);
}

/// The pieces of running text, without the tags.
fn runs(html: &str) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    // The element that is passed over, and how many of its name are open.
    let mut quiet: Option<(&str, usize)> = None;
    let mut from = 0;
    while let Some(start) = html[from..].find('<').map(|at| from + at) {
        if quiet.is_none() && start > from {
            runs.push(from..start);
        }
        let end = html[start..].find('>').map_or(html.len(), |at| start + at + 1);
        let tag = html[start..end].trim_start_matches('<').trim_end_matches(['>', '/']);
        let (name, attributes) = tag.split_once([' ', '\n']).unwrap_or((tag, ""));
        match &mut quiet {
            Some((outer, depth)) if name == *outer => *depth += 1,
            Some((outer, depth)) if name.strip_prefix('/') == Some(*outer) => {
                *depth -= 1;
                if *depth == 0 {
                    quiet = None;
                }
            }
            Some(_) => {}
            None if is_quiet(name, attributes) => quiet = Some((name, 1)),
            None => {}
        }
        from = end;
    }
    if quiet.is_none() && from < html.len() {
        runs.push(from..html.len());
    }
    runs
}

fn is_quiet(name: &str, attributes: &str) -> bool {
    let class = attributes.split_once("class=\"").and_then(|(_, rest)| rest.split('"').next());
    let mut classes = class.unwrap_or_default().split(' ');
    QUIET_ELEMENTS.contains(&name) || classes.any(|class| QUIET_CLASSES.contains(&class))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_text_is_what_stands_between_tags_outside_of_quiet_elements() {
        let html = "<p>One <em>two</em> <a href=\"x\"><span>no</span></a> three<br />\nfour</p>\n<h2 id=\"a\">no</h2>\
                    <div class=\"borrowed\">\n<p>no</p><div lang=\"en\"><p>no</p></div>\n</div>\n<ul><li>five</li></ul>\
                    <pre tabindex=\"0\"><code>no</code></pre>six";
        let texts = runs(html).into_iter().map(|run| html[run].trim()).filter(|text| !text.is_empty());
        assert_eq!(texts.collect::<Vec<_>>(), ["One", "two", "three", "four", "five", "six"]);
    }
}
