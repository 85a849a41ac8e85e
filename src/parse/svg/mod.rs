//! Whether a drawing may be published. An SVG is a program's document: opened by its own address, a browser
//! runs the scripts that it holds and fetches what it names. `pipeline` asks for each one.
//!
//! A drawing is published as it is or not at all. What it may hold is an allow-list of elements, attributes and
//! namespaces, of which each browser is known to do nothing but draw: nothing runs, nothing moves, and nothing
//! is fetched from elsewhere. Metadata of drawing programs is allowed too, since no browser knows its namespaces.

mod names;
mod style;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use roxmltree::{Attribute, Document, Error, Node, ParsingOptions};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Lines, SitePath, Span};
use names::{EDITORS, SVG, XLINK, XML};

/// How deep elements may lie within each other, counting what `use` puts in their place.
const DEPTH_LIMIT: usize = 200;

/// How many elements all `use` of a drawing may put in their place together.
const REUSE_LIMIT: usize = 100_000;

/// How many equals signs may stand between two `<`, and how many times `xmlns` in all: the time and memory that
/// the parser takes grow with their squares.
const ATTRIBUTE_LIMIT: usize = 1_000;

const PLAIN: &str = "export the drawing as plain SVG, or as PNG";

/// What speaks against publishing the drawing. Each thing is reported once, at its first place.
#[must_use]
pub fn faults(file: &SitePath, text: &str) -> Diagnostics {
    let mut judge = Judge { file, text, told: BTreeSet::new(), found: Diagnostics::new() };
    if let Some(document) = judge.parse() {
        judge.document(&document);
    }
    judge.found
}

struct Judge<'t> {
    file: &'t SitePath,
    text: &'t str,
    told: BTreeSet<String>,
    found: Diagnostics,
}

impl<'t> Judge<'t> {
    fn tell(&mut self, at: Range<usize>, message: impl Into<String>, help: &str) {
        let message = message.into();
        if self.told.insert(message.clone()) {
            let span = Span::new(at.start, at.end);
            self.found.push(Diagnostic::new(Code::UnsafeFile, self.file, span, message).help(help));
        }
    }

    /// The drawing as a tree; `None` when a diagnostic says why there is none.
    fn parse(&mut self) -> Option<Document<'t>> {
        let text = self.text;
        if let Some(encoding) = declared_encoding(text) {
            let help = "save the drawing with the encoding UTF-8, and say so in its first line";
            self.tell(encoding, "a drawing has to say that its encoding is UTF-8, or nothing of it", help);
            return None;
        }
        let is_wide =
            text.split('<').any(|tag| memchr::memchr_iter(b'=', tag.as_bytes()).count() > ATTRIBUTE_LIMIT);
        if is_wide || memchr::memmem::find_iter(text.as_bytes(), "xmlns").count() > ATTRIBUTE_LIMIT {
            let message = format!(
                "an element has more than {ATTRIBUTE_LIMIT} attributes, or the drawing as many namespaces"
            );
            self.tell(0..0, message, PLAIN);
            return None;
        }
        match Document::parse_with_options(text, ParsingOptions::default()) {
            Ok(document) => Some(document),
            Err(Error::DtdDetected) => {
                let start = text.find("<!DOCTYPE").unwrap_or_default();
                let help = "delete the `<!DOCTYPE …>` with all that stands in its brackets: no browser needs it. \
                            Illustrator writes none without “Preserve Illustrator Editing Capabilities”";
                self.tell(start..start + "<!DOCTYPE".len(), "a drawing has no document type", help);
                None
            }
            Err(error) => {
                let at = error.pos();
                let line = Lines::new(text).span(at.row as usize);
                let before = text[line.start as usize..].chars().take(at.col.saturating_sub(1) as usize);
                let start = line.start as usize + before.map(char::len_utf8).sum::<usize>();
                let help = "export the drawing again from the program that made it";
                self.tell(start..start, "the drawing cannot be read: it is not well-formed XML", help);
                None
            }
        }
    }

    fn document(&mut self, document: &Document<'_>) {
        let root = document.root_element();
        if root.tag_name().namespace() != Some(SVG) || root.tag_name().name() != "svg" {
            let message = format!("a drawing begins with `svg` in the namespace `{SVG}`");
            self.tell(start_tag(root), message, PLAIN);
            return;
        }
        // Counted along the way, for a list of ancestors at each node would take as long as the square of the depth.
        let mut depths: HashMap<_, usize> = HashMap::new();
        for node in document.descendants() {
            let depth =
                node.parent().and_then(|parent| depths.get(&parent.id())).map_or(0, |depth| depth + 1);
            depths.insert(node.id(), depth);
            if depth > DEPTH_LIMIT {
                self.tell(start_tag(node), format!("elements lie more than {DEPTH_LIMIT} deep"), PLAIN);
                return;
            }
            if node.is_pi() {
                let help = "delete the `<?…?>`: only the declaration in the first line may stay";
                self.tell(start_tag(node), "a drawing gives browsers no instructions", help);
            }
            if node.is_element() {
                self.element(node);
            }
        }
        if self.found.is_empty() {
            self.reuse(document);
        }
    }

    fn element(&mut self, node: Node<'_, '_>) {
        let name = node.tag_name();
        let local = name.name();
        match name.namespace() {
            Some(SVG) if names::is_element(local) => {}
            Some(SVG) => {
                let message = format!("the element `{local}` has no place in a drawing that is published");
                self.tell(start_tag(node), message, names::instead_of(local));
            }
            Some(namespace) if EDITORS.contains(&namespace) => {}
            namespace => {
                let message = match namespace {
                    Some(namespace) => {
                        format!("the namespace `{namespace}` has no place in a drawing that is published")
                    }
                    None => format!("the element `{local}` belongs to no namespace"),
                };
                self.tell(start_tag(node), message, PLAIN);
            }
        }
        for attribute in node.attributes() {
            self.attribute(node, &attribute);
        }
        if name.namespace() == Some(SVG) && local == "style" {
            self.style_sheet(node);
        }
    }

    fn attribute(&mut self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) {
        let (name, value) = (attribute.name(), attribute.value());
        let is_drawn = node.tag_name().namespace() == Some(SVG);
        match attribute.namespace() {
            None if name == "href" => self.link(node, attribute),
            Some(XLINK) if name == "href" => self.link(node, attribute),
            Some(XLINK) if names::XLINK_ATTRIBUTES.contains(&name) => {}
            Some(XML) if names::XML_ATTRIBUTES.contains(&name) => {}
            Some(namespace) if EDITORS.contains(&namespace) => {}
            // What no browser knows as an element has no attributes that it knows.
            None if !is_drawn && !name.starts_with("on") => {}
            None if names::is_text(name) => {}
            None if node.tag_name().name() == "style" && name == "type" => {
                if value != "text/css" {
                    self.tell(
                        attribute.range(),
                        "a style sheet that is not CSS",
                        "delete the `type`, or write `text/css`",
                    );
                }
            }
            None if names::ATTRIBUTES.contains(&name) => {
                if let Err(fault) = style::judge(value) {
                    self.tell(attribute.range(), fault.message(name), style::HELP);
                }
            }
            _ if name.starts_with("on") => {
                let message = format!("the attribute `{name}` runs a program");
                self.tell(
                    attribute.range(),
                    message,
                    "delete it, or export the drawing as plain SVG or as PNG",
                );
            }
            _ => {
                let message = format!("the attribute `{name}` has no place in a drawing that is published");
                self.tell(
                    attribute.range(),
                    message,
                    "delete it, or export the drawing as plain SVG or as PNG",
                );
            }
        }
    }

    /// A link names something in the drawing itself; a picture may be written down in place of it.
    fn link(&mut self, node: Node<'_, '_>, attribute: &Attribute<'_, '_>) {
        let value = attribute.value().trim();
        let is_image = ["image", "feImage"].contains(&node.tag_name().name());
        if value.starts_with('#')
            || (is_image && names::PICTURES.iter().any(|start| value.starts_with(start)))
        {
            return;
        }
        let (message, help) = if is_image {
            (
                "a picture that is not in the drawing itself",
                "embed the picture as PNG or JPEG, or leave it out",
            )
        } else {
            (
                "a link that leads out of the drawing",
                "take the link out: write it below the drawing, in the text of the page",
            )
        };
        self.tell(attribute.range(), message, help);
    }

    fn style_sheet(&mut self, node: Node<'_, '_>) {
        // A comment in between parts the text in the tree, and not for a browser.
        let text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        if let Err(fault) = style::judge(&text) {
            let at = self.text[node.range()].find(&text).map_or(start_tag(node), |start| {
                let at = node.range().start + start + fault.at;
                at..at
            });
            self.tell(at, fault.message("style"), style::HELP);
        }
    }

    /// A few `use` within each other can draw more than any browser can: ten times ten times ten …
    fn reuse(&mut self, document: &Document<'_>) {
        let ids: HashMap<&str, Node<'_, '_>> =
            document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
        let mut left = REUSE_LIMIT;
        for node in document.descendants().filter(is_use) {
            if drawn(node, &ids, 0, &mut left).is_none() {
                let message = format!(
                    "`use` draws more than {REUSE_LIMIT} elements, or itself, or more than {DEPTH_LIMIT} within each other"
                );
                self.tell(start_tag(node), message, "draw fewer copies, or export the drawing as PNG");
                return;
            }
        }
    }
}

/// Takes what a `use` draws from what is left; `None` when that is not enough.
fn drawn(
    node: Node<'_, '_>,
    ids: &HashMap<&str, Node<'_, '_>>,
    depth: usize,
    left: &mut usize,
) -> Option<()> {
    if depth > DEPTH_LIMIT {
        return None;
    }
    *left = left.checked_sub(1)?;
    if is_use(&node) {
        let links = node.attributes().filter(|attribute| attribute.name() == "href");
        for id in links.filter_map(|link| link.value().trim().strip_prefix('#')) {
            if let Some(&target) = ids.get(id) {
                drawn(target, ids, depth + 1, left)?;
            }
        }
    }
    node.children().filter(Node::is_element).try_for_each(|child| drawn(child, ids, depth + 1, left))
}

fn is_use(node: &Node<'_, '_>) -> bool {
    node.is_element() && node.tag_name().name() == "use"
}

/// The beginning of an element, as far as a message marks it: its name.
fn start_tag(node: Node<'_, '_>) -> Range<usize> {
    let start = node.range().start;
    let text = &node.document().input_text()[start..node.range().end];
    start..start + text.find(|c: char| c.is_whitespace() || "/>".contains(c)).unwrap_or(text.len())
}

/// Where the declaration of a drawing names an encoding that is not UTF-8. Browsers go by that name.
fn declared_encoding(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let declaration = text[start..].strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"))?.0;
    let at = declaration.find("encoding")?;
    let value = declaration[at + "encoding".len()..].trim_start().strip_prefix('=').map(str::trim_start);
    let is_utf8 = value.is_some_and(|value| {
        ["\"", "'"].iter().any(|quote| {
            value
                .strip_prefix(quote)
                .and_then(|rest| rest.split_once(quote))
                .is_some_and(|(name, _)| name.eq_ignore_ascii_case("utf-8"))
        })
    });
    let at = start + "<?xml".len() + at;
    (!is_utf8).then_some(at..at + "encoding".len())
}
