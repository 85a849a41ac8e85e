//! What styles in a drawing may say: any property, as long as its value calls nothing that fetches or runs.

/// At-rules that only choose. `@import` and `@font-face` fetch, and nothing moves.
pub(super) const AT_RULES: &[&str] = &["media", "supports"];

/// Functions that work out a value. `url` is judged by what it names; `image-set`, `src` and their like fetch
/// without it.
#[rustfmt::skip]
pub(super) const FUNCTIONS: &[&str] = &[
    "blur", "brightness", "calc", "circle", "clamp", "color", "color-mix", "contrast", "drop-shadow", "ellipse",
    "grayscale", "hsl", "hsla", "hue-rotate", "icc-color", "inset", "invert", "lab", "lch", "linear-gradient",
    "matrix", "matrix3d", "max", "min", "not", "nth-child", "oklab", "oklch", "opacity", "perspective", "polygon",
    "radial-gradient", "rgb", "rgba", "rotate", "rotate3d", "saturate", "scale", "scale3d", "scalex", "scaley",
    "sepia", "skew", "skewx", "skewy", "translate", "translate3d", "translatex", "translatey", "var",
];

pub(super) const HELP: &str = "name only what is in the drawing itself, as in `url(#name)`, or export the drawing as plain SVG or as PNG";

/// Why a style is refused, and at which byte of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    what: String,
}

impl Fault {
    /// The fault of the style in the attribute or element `name`.
    pub(super) fn message(&self, name: &str) -> String {
        format!("`{name}` has {}, which has no place in a drawing that is published", self.what)
    }
}

/// Whether a style sheet, or the value of an attribute, can be shown. It is read as CSS is.
pub(super) fn judge(text: &str) -> Result<(), Fault> {
    let fault = |at: usize, what: String| Err(Fault { at, what });
    let mut at = 0;
    let mut word = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let end = match c {
            // An escape can write any of what is looked for here in another way.
            '\\' => return fault(at, "a backslash".to_owned()),
            '/' if text[next..].starts_with('*') => {
                text[next + 1..].find("*/").map_or(text.len(), |length| next + 1 + length + "*/".len())
            }
            '"' | '\'' => match text[next..].find([c, '\n', '\r', '\u{c}']) {
                Some(length) if text[next + length..].starts_with(c) => next + length + 1,
                _ => return fault(at, "a text without its end".to_owned()),
            },
            '@' => {
                let name = word_at(&text[next..]);
                if !AT_RULES.contains(&name.to_ascii_lowercase().as_str()) {
                    return fault(at, format!("`@{name}`"));
                }
                next + name.len()
            }
            '(' => {
                let name = text[word..at].to_ascii_lowercase();
                if name == "url" {
                    let Some(end) = own(&text[next..]) else {
                        return fault(word, "a `url(…)` that leads out of it".to_owned());
                    };
                    next + end
                } else if name.is_empty() || FUNCTIONS.contains(&name.as_str()) {
                    next
                } else {
                    return fault(word, format!("`{name}(…)`"));
                }
            }
            c if is_word(c) => {
                at = next;
                continue;
            }
            _ => next,
        };
        at = end;
        word = end;
    }
    Ok(())
}

/// Where a `url(` ends that names a part of the drawing, such as `#a)`.
fn own(text: &str) -> Option<usize> {
    let end = text.find(')')?;
    let inside = text[..end].trim();
    let inside = ['"', '\'']
        .iter()
        .find_map(|&quote| inside.strip_prefix(quote)?.strip_suffix(quote))
        .unwrap_or(inside);
    let name = inside.trim().strip_prefix('#')?;
    name.chars().all(|c| is_word(c) || c == '.' || c == ':').then_some(end + 1)
}

fn word_at(text: &str) -> &str {
    &text[..text.find(|c| !is_word(c)).unwrap_or(text.len())]
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}
