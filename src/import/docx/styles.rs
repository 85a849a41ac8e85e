//! What the styles and the lists of a Word document say of a paragraph.

use std::collections::{BTreeMap, HashMap};

use roxmltree::Node;

/// What a paragraph style says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Style {
    #[default]
    Text,
    Title,
    Heading(usize),
    Quote,
    Code,
}

/// What each paragraph style says, by its own name, which is English in every language, and by its outline.
pub(super) fn styles(document: &roxmltree::Document<'_>) -> HashMap<String, Style> {
    /// Styles that stand on each other further than this stand on themselves.
    const FURTHEST: usize = 16;
    let mut known: BTreeMap<String, (Style, Option<String>)> = BTreeMap::new();
    for style in document.descendants().filter(|node| is(*node, "style")) {
        let attribute =
            |name: &str| style.attributes().find(|a| a.name() == name).map(|a| a.value().to_owned());
        if attribute("type").is_some_and(|kind| kind != "paragraph") {
            continue;
        }
        let Some(id) = attribute("styleId") else { continue };
        let name = child(style, "name").and_then(val).unwrap_or_default().to_lowercase();
        let outline =
            child(style, "pPr").and_then(|properties| child(properties, "outlineLvl")).and_then(val);
        let outline = outline.and_then(|level| level.parse::<usize>().ok()).filter(|level| *level < 9);
        let heading = name.strip_prefix("heading ").and_then(|level| level.parse::<usize>().ok());
        let said = match (&*name, heading, outline) {
            ("title", ..) => Style::Title,
            ("quote" | "intense quote" | "block text", ..) => Style::Quote,
            ("html preformatted" | "source code" | "preformatted text" | "code", ..) => Style::Code,
            (_, Some(level), _) => Style::Heading(level),
            (_, None, Some(level)) => Style::Heading(level + 1),
            _ => Style::Text,
        };
        known.insert(id, (said, child(style, "basedOn").and_then(val).map(str::to_owned)));
    }
    let of = |id: &String| {
        let mut id = id;
        for _ in 0..FURTHEST {
            match known.get(id) {
                Some((Style::Text, Some(base))) => id = base,
                Some((style, _)) => return *style,
                None => break,
            }
        }
        Style::Text
    };
    known.keys().map(|id| (id.clone(), of(id))).collect()
}

/// Of each list and depth, whether it has numbers.
pub(super) fn ordered(document: &roxmltree::Document<'_>) -> HashMap<(String, usize), bool> {
    let attribute = |node: Node<'_, '_>, name: &str| {
        node.attributes().find(|a| a.name() == name).map(|a| a.value().to_owned())
    };
    let mut kinds: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for kind in document.descendants().filter(|node| is(*node, "abstractNum")) {
        let levels = kind.children().filter(|node| is(*node, "lvl")).filter_map(|level| {
            let depth = attribute(level, "ilvl")?.parse().ok()?;
            let format = child(level, "numFmt").and_then(val).unwrap_or("decimal");
            Some((depth, !matches!(format, "bullet" | "none")))
        });
        kinds.insert(attribute(kind, "abstractNumId").unwrap_or_default(), levels.collect());
    }
    let mut ordered = HashMap::new();
    for list in document.descendants().filter(|node| is(*node, "num")) {
        let Some(id) = attribute(list, "numId") else { continue };
        let kind = child(list, "abstractNumId").and_then(val).and_then(|kind| kinds.get(kind));
        for (depth, is_ordered) in kind.into_iter().flatten() {
            ordered.insert((id.clone(), *depth), *is_ordered);
        }
    }
    ordered
}

pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name
}

pub(super) fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.children().find(|node| is(*node, name))
}

/// The value of a property.
pub(super) fn val<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == "val").map(|attribute| attribute.value())
}
