//! The style sheet of every page as it is published: that of the theme, with the site's own look behind it. A site changes
//! its colour and its fonts without a copy of the whole.

use crate::config::{Colour, Look};
use crate::diagnostic::{Code, Diagnostic, FieldPath};
use crate::source::SitePath;

/// What the site's own look is made of.
pub(super) struct Style<'s> {
    /// The style sheet of the theme.
    pub(super) sheet: &'s str,
    /// Whether it is that of the default theme, of which is known that it can be minified.
    pub(super) is_ours: bool,
    pub(super) look: &'s Look,
}

/// How much text has to differ from what is behind it, by WCAG 2.2, level AA.
const CONTRAST: f64 = 4.5;

/// The colours that links stand on.
const GROUNDS: [&str; 3] = ["--paper", "--shade", "--note-tint"];

/// Where the colours of dark pages begin.
const DARK: &str = "@media (prefers-color-scheme: dark) {";

impl Style<'_> {
    /// The style sheet, and the accent that cannot be read.
    pub(super) fn published(&self) -> (String, Option<Diagnostic>) {
        let (light, dark) = self.sheet.split_once(DARK).unwrap_or((self.sheet, ""));
        let mut fault = None;
        let (mut own, mut on_dark) = (String::new(), String::new());
        if let Some(accent) = self.look.accent {
            let grounds_of =
                |css| GROUNDS.iter().filter_map(|name| Colour::parse(token(css, name)?)).collect();
            let grounds: Vec<Colour> = grounds_of(light);
            let readable = accent.towards(Colour::BLACK, CONTRAST, &grounds);
            fault = (readable != accent).then(|| unreadable(accent, readable, &grounds));
            own += &links(readable, Colour::BLACK);
            let grounds: Vec<Colour> = grounds_of(dark);
            on_dark += &links(accent.towards(Colour::WHITE, CONTRAST, &grounds), Colour::WHITE);
        }
        let fonts = &self.look.fonts;
        for (name, font) in [("sans", &fonts.text), ("serif", &fonts.headings)] {
            if let (Some(font), Some(others)) = (font, token(light, &format!("--{name}"))) {
                own += &["--", name, ":\"", font.as_str(), "\",", others, ";"].concat();
            }
        }
        let mut rules = vec![self.sheet.to_owned()];
        if !own.is_empty() {
            rules.push(format!(":root{{{own}}}"));
        }
        if !on_dark.is_empty() {
            rules.push(format!("{DARK}:root:not([data-scheme=\"light\"]){{{on_dark}}}}}"));
        }
        // Readers who choose dark pages get what a dark system gives.
        rules.extend(
            declarations(dark).map(|tokens| format!(":root[data-scheme=\"dark\"]{{{tokens}{on_dark}}}")),
        );
        let mut css = rules.join("\n");
        if self.is_ours
            && let Ok(minified) = minifier::css::minify(&css)
        {
            css = minified.to_string();
        }
        (css, fault)
    }
}

/// The colour of links, and of links that are pointed at.
fn links(colour: Colour, end: Colour) -> String {
    format!("--link:{colour};--link-on:{};", colour.mixed(end, 35))
}

/// The value of a custom property, as it is first written.
fn token<'c>(css: &'c str, name: &str) -> Option<&'c str> {
    let (_, rest) = css.split_once(&format!("{name}:"))?;
    Some(rest.split([';', '}']).next()?.trim())
}

/// What stands in the first rule.
fn declarations(css: &str) -> Option<&str> {
    let (_, rest) = css.split_once('{')?;
    Some(rest.split_once('}')?.0.trim())
}

fn unreadable(accent: Colour, readable: Colour, grounds: &[Colour]) -> Diagnostic {
    let contrast = grounds.iter().map(|ground| accent.contrast(*ground)).fold(f64::INFINITY, f64::min);
    let file = SitePath::new(crate::config::FILE);
    let path = FieldPath::key("look").then("accent");
    let message = format!(
        "links in `{accent}` have a contrast of {contrast:.1} to the page, and text needs {CONTRAST}"
    );
    Diagnostic::new(Code::BadValue, &file, path, message)
        .help(format!("write a darker colour, such as `\"{readable}\"`"))
}
