//! Exports of `MediaWiki` (Special:Export): each page with its latest revision. [`import`](super) calls [`pages`].
//! <https://www.mediawiki.org/xml/export-0.11.xsd>

use roxmltree::Node;

use super::package::xml;
use crate::error::Result;

/// A page of an export.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ExportedPage {
    pub(super) title: String,
    /// The number of its namespace; that of articles is 0.
    pub(super) namespace: i64,
    pub(super) text: String,
    /// When it was last changed, as YYYY-MM-DD.
    pub(super) date: Option<String>,
    pub(super) language: Option<String>,
    /// What its text is, where that is not wikitext.
    pub(super) model: Option<String>,
}

/// An export.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Export {
    /// What the titles stand behind: `https://meta.wikimedia.org/wiki/`.
    pub(super) wiki: Option<String>,
    pub(super) pages: Vec<ExportedPage>,
}

/// Whether a text is an export.
pub(super) fn is_export(text: &str) -> bool {
    let start = text.get(..text.len().min(1000)).unwrap_or_default();
    start.contains("<mediawiki")
}

/// The pages of an export, in their order.
///
/// # Errors
/// When it is no XML, with the line and column, or is too large.
pub(super) fn pages(name: &str, text: &str) -> Result<Export> {
    let document = xml(name, text)?;
    let root = document.root_element();
    let base = child(root, "siteinfo").and_then(|info| said(info, "base"));
    let wiki = base.and_then(|base| {
        let (scheme, rest) = base.split_once("://")?;
        let host = rest.split('/').next()?;
        let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'));
        (matches!(scheme, "https" | "http") && is_host).then(|| format!("https://{host}/wiki/"))
    });
    let language = root.attribute(("http://www.w3.org/XML/1998/namespace", "lang")).map(str::to_owned);
    let pages = root.children().filter(|node| is(*node, "page")).filter_map(|page| {
        let revisions = page.children().filter(|node| is(*node, "revision"));
        // Times of one form are in order when their texts are; of two at one time the later one counts.
        let latest = revisions.max_by_key(|revision| said(*revision, "timestamp").unwrap_or_default());
        let latest_said = |name: &str| latest.and_then(|latest| said(latest, name));
        let date = latest_said("timestamp").and_then(|time| time.get(..10).map(str::to_owned));
        Some(ExportedPage {
            title: said(page, "title")?,
            namespace: said(page, "ns").and_then(|number| number.parse().ok()).unwrap_or_default(),
            text: latest_said("text").unwrap_or_default(),
            date,
            language: language.clone(),
            model: latest_said("model").filter(|model| model != "wikitext"),
        })
    });
    Ok(Export { wiki, pages: pages.collect() })
}

fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.children().find(|node| is(*node, name))
}

/// The text of the element of that name.
fn said(node: Node<'_, '_>, name: &str) -> Option<String> {
    child(node, name).map(|node| node.text().unwrap_or_default().to_owned())
}
