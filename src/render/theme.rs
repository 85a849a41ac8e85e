//! A theme: templates, words, mails and files. The default one is part of the program; a site's own, below
//! `themes/NAME/`, may take the place of any single file of it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::Tera;

use super::interface::{Interface, bind, site_view};
use super::messages::{LocaleFile, Words};
use super::style::Style;
use super::{template_fault, wording};
use crate::config::{Config, Language, THEMES};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place};
use crate::source::{SitePath, UrlPath};
use crate::suggest::nearest;

/// The folder of the templates of mails, in a theme.
const MAILS: &str = "mails/";

/// The style sheet of every page, in the folder of a theme.
const STYLE: &str = "static/style.css";

/// The site's own rules, which every page loads last.
const EXTRA: &str = "/theme/extra.css";

static DEFAULT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A site's theme, ready to draw pages in each of its languages.
pub struct Theme {
    /// The path of the theme: `themes/NAME`.
    folder: String,
    altered: bool,
    reads_fields: bool,
    /// The path and the text of each template, for messages.
    templates: BTreeMap<String, (SitePath, String)>,
    interfaces: BTreeMap<Language, Interface>,
    files: BTreeMap<UrlPath, Vec<u8>>,
}

/// A file of a site's own theme.
pub struct ThemeFile {
    pub path: SitePath,
    pub bytes: Vec<u8>,
}

impl Theme {
    /// The site's theme: the default one, but for the files that the site has of its own.
    #[must_use]
    pub fn new(config: &Config, own: &[ThemeFile]) -> (Self, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let folder = format!("{THEMES}{}", config.theme);
        let has_files = own.iter().any(|file| file.path.as_str().starts_with(&format!("{folder}/")));
        if config.theme != "default" && !has_files {
            let file = SitePath::new(crate::config::FILE);
            let message = format!("there is no theme `{}`", config.theme);
            diagnostics.push(
                Diagnostic::new(Code::MissingTheme, &file, FieldPath::key("theme"), message)
                    .help(format!("create `{folder}/`, or write `theme: default`")),
            );
        }
        let mut sources = Sources::collect(config, own, &mut diagnostics);
        sources.dress(config, &mut diagnostics);
        let folders = ["templates", "locales"].map(|name| format!("{folder}/{name}/"));
        let drawn = |file: &ThemeFile| folders.iter().any(|folder| file.path.as_str().starts_with(folder));
        let altered = own.iter().any(drawn);
        let is_word = |text: &[u8]| text == b"fields";
        let reads_fields = own
            .iter()
            .any(|file| file.path.as_str().starts_with(&folders[0]) && file.bytes.windows(6).any(is_word));
        let mut tera = Tera::new();
        let english = Language::default();
        let english = Arc::new(sources.words(&english, &mut diagnostics));
        bind(&mut tera, &english, false);
        let templates = sources.templates.iter().map(|(name, (_, text))| (name.as_str(), text.as_ref()));
        if let Err(error) = tera.add_raw_templates(templates) {
            diagnostics.extend(template_fault::on_loading(&error, &folder, |name| {
                sources.templates.get(name).map(|(path, text)| (path.clone(), text.to_string()))
            }));
        }
        let mut interfaces = BTreeMap::new();
        for language in &config.languages {
            if !sources.speaks(language) {
                diagnostics.push(wording::none(language, &folder));
            }
            let spoken =
                [language, config.default_language()].into_iter().find(|language| sources.speaks(language));
            let words = match spoken {
                Some(language) if *language != Language::default() => {
                    Arc::new(sources.words(language, &mut diagnostics))
                }
                _ => Arc::clone(&english),
            };
            let foreign = words.language != *language;
            let has_extra = sources.files.contains_key(&UrlPath::new(EXTRA));
            let site = site_view(config, &words, language, has_extra);
            interfaces.insert(language.clone(), Interface::new(tera.clone(), &words, foreign, &site));
        }
        let templates =
            sources.templates.into_iter().map(|(name, (path, text))| (name, (path, text.into_owned())));
        (
            Self {
                folder,
                altered,
                reads_fields,
                interfaces,
                templates: templates.collect(),
                files: sources.files,
            },
            diagnostics,
        )
    }

    /// What went wrong in filling a template.
    pub(super) fn fault(&self, error: &tera::Error) -> Diagnostic {
        template_fault::on_drawing(error, &self.folder, |name| self.templates.get(name).cloned())
    }

    pub(super) fn interface(&self, language: &Language) -> &Interface {
        // Every language of a page is one of the site's.
        &self.interfaces[language]
    }

    /// The languages of the site that a mail of that name can be written in.
    #[must_use]
    pub fn speaks_in_mails(&self, name: &str, language: &Language) -> bool {
        self.mail_template(name, language).is_some()
    }

    /// The template of a mail in a language, or in a form of it such as `pt` for `pt-BR`.
    fn mail_template(&self, name: &str, language: &Language) -> Option<&str> {
        let own = format!("{MAILS}{language}/{name}.txt");
        let end = format!("/{name}.txt");
        let is_akin = |file: &str| {
            file.ends_with(&end) && mail_language(file).is_some_and(|known| known.is_akin(language))
        };
        let found = self.templates.get_key_value(&own);
        let found = found.or_else(|| self.templates.iter().find(|(file, _)| is_akin(file)));
        found.map(|(file, _)| file.as_str())
    }

    /// A mail of that name in a language of the site; in the site's own, or in English, where the theme has none
    /// in that.
    pub(super) fn mail<L: Serialize>(
        &self,
        name: &str,
        language: &Language,
        default: &Language,
        letter: &L,
    ) -> Result<String, Box<Diagnostic>> {
        let english = Language::default();
        let languages = [language, default, &english];
        let template = languages.into_iter().find_map(|language| self.mail_template(name, language));
        let template = template.map_or_else(|| format!("{MAILS}{english}/{name}.txt"), str::to_owned);
        tera::Context::from_serialize(letter)
            .and_then(|context| self.interface_of_mail(language, default).tera.render(&template, &context))
            .map_err(|error| Box::new(self.fault(&error)))
    }

    /// Whoever is written to may read a language that the site has no pages in.
    pub(super) fn interface_of_mail(&self, language: &Language, default: &Language) -> &Interface {
        self.interfaces.get(language).unwrap_or(&self.interfaces[default])
    }

    /// Whether the site has templates or words of its own, which nobody has tried on every page.
    #[must_use]
    pub fn is_altered(&self) -> bool {
        self.altered
    }

    /// Whether a template of the site's own may ask for every field of a record.
    pub(super) fn reads_fields(&self) -> bool {
        self.reads_fields
    }

    /// The files that are published as they are, below `/theme/`.
    pub fn files(&self) -> impl Iterator<Item = (&UrlPath, &[u8])> {
        self.files.iter().map(|(url, bytes)| (url, bytes.as_slice()))
    }

    #[must_use]
    pub fn file(&self, url: &UrlPath) -> Option<&[u8]> {
        self.files.get(url).map(Vec::as_slice)
    }
}

/// A script or style sheet of the default theme without its comments and spaces. Those of sites are published as
/// they were written: what takes these away does not know all of the languages, and a test holds only ours to
/// what they were.
fn minified(name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let text = DEFAULT.get_file(name).filter(|file| file.contents() == bytes)?.contents_utf8()?;
    let minified = match name.rsplit_once('.')?.1 {
        "js" => minifier::js::minify(text).ok()?.to_string(),
        // The look of the site goes into it before.
        "css" if name != STYLE => minifier::css::minify(text).ok()?.to_string(),
        _ => return None,
    };
    Some(minified.into_bytes())
}

/// The files of a theme by what they are for, each the site's own where it has one.
struct Sources<'f> {
    templates: BTreeMap<String, (SitePath, Cow<'f, str>)>,
    /// By language tag: the default file first, the site's own behind it.
    locales: BTreeMap<String, Vec<LocaleFile<'f>>>,
    files: BTreeMap<UrlPath, Vec<u8>>,
}

/// The language of a file of words, by its name.
fn locale(name: &str) -> Option<Language> {
    let tag = name.strip_prefix("locales/")?.strip_suffix(".ftl")?;
    Language::parse(tag)
}

/// The language of the template of a mail, by its name: `mails/es/received.txt`.
fn mail_language(name: &str) -> Option<Language> {
    let (tag, file) = name.strip_prefix(MAILS)?.split_once('/')?;
    if file.contains('/') || !file.ends_with(".txt") { None } else { Language::parse(tag) }
}

/// Whether a file in the folder of a theme is about the theme, by its name.
fn is_note(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !name.contains('/')
        && ["readme", "license", "licence", "copying", "notice"].iter().any(|note| name.starts_with(note))
}

impl<'f> Sources<'f> {
    fn collect(config: &Config, own: &'f [ThemeFile], diagnostics: &mut Diagnostics) -> Self {
        let mut sources =
            Self { templates: BTreeMap::new(), locales: BTreeMap::new(), files: BTreeMap::new() };
        let mut folders = vec![&DEFAULT];
        while let Some(folder) = folders.pop() {
            folders.extend(folder.dirs());
            for file in folder.files() {
                let (Some(name), Some(text)) = (file.path().to_str(), file.contents_utf8()) else {
                    continue;
                };
                let path = SitePath::new(&format!("{THEMES}default/{name}"));
                sources.add(path, name, (text.as_bytes(), false), diagnostics);
            }
        }
        let prefix = format!("{THEMES}{}/", config.theme);
        for file in own {
            if let Some(name) = file.path.as_str().strip_prefix(&prefix) {
                sources.add(file.path.clone(), name, (&file.bytes, true), diagnostics);
            }
        }
        sources
    }

    /// Adds a file of that name in the theme; `is_sites` says whether the site has written it.
    fn add(
        &mut self,
        path: SitePath,
        name: &str,
        (bytes, is_sites): (&'f [u8], bool),
        diagnostics: &mut Diagnostics,
    ) {
        if let Some(file) = name.strip_prefix("static/") {
            if name.ends_with(".css")
                && let Err(error) = std::str::from_utf8(bytes)
            {
                diagnostics.push(crate::read::not_utf8(&path, bytes, error.valid_up_to()));
                return;
            }
            let bytes = minified(name, bytes).unwrap_or_else(|| bytes.to_vec());
            self.files.insert(UrlPath::new(&format!("/theme/{file}")), bytes);
            return;
        }
        let is_mail = mail_language(name).is_some();
        if !name.starts_with("templates/") && locale(name).is_none() && !is_mail {
            if !is_note(name) {
                let message = "no part of a theme, so it has no effect";
                diagnostics.push(Diagnostic::new(Code::UnpublishedFile, &path, Place::File, message).help(
                    "put templates into `templates/`, words into `locales/` (`sv.ftl` for Swedish), mails into \
                     `mails/` (`sv/received.txt`), and files that pages load into `static/`",
                ));
            }
            return;
        }
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                diagnostics.push(crate::read::not_utf8(&path, bytes, error.valid_up_to()));
                return;
            }
        };
        if let Some(template) = name.strip_prefix("templates/") {
            self.templates.insert(template.to_owned(), (path, Cow::Borrowed(text)));
        } else if is_mail {
            self.templates.insert(name.to_owned(), (path, Cow::Borrowed(text)));
        } else if let Some(language) = locale(name) {
            let file = LocaleFile { file: path, text, is_sites };
            self.locales.entry(language.to_string()).or_default().push(file);
        }
    }

    /// The files of words that a language can be written with: its own, and before it those of what it is a form of,
    /// such as `pt` for `pt-BR`.
    fn own(&self, language: &Language) -> impl Iterator<Item = &LocaleFile<'f>> {
        let is_own = |tag: &str| {
            let rest = language.as_str().strip_prefix(tag);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        // A shorter tag is a prefix of a longer one, and stands before it.
        self.locales.iter().filter(move |(tag, _)| is_own(tag)).flat_map(|(_, files)| files)
    }

    /// Puts the site's own look into the style sheet.
    fn dress(&mut self, config: &Config, diagnostics: &mut Diagnostics) {
        let style = UrlPath::new("/theme/style.css");
        let sheet = self.files.get(&style).and_then(|bytes| std::str::from_utf8(bytes).ok());
        if let Some(sheet) = sheet {
            let ours = DEFAULT.get_file(STYLE).and_then(|file| file.contents_utf8());
            let (css, fault) = Style { sheet, is_ours: ours == Some(sheet), look: &config.look }.published();
            diagnostics.extend(fault);
            self.files.insert(style, css.into_bytes());
        }
        let Some(logo) = &config.look.logo else { return };
        if !self.files.contains_key(&UrlPath::new(&format!("/theme/{logo}"))) {
            let file = SitePath::new(crate::config::FILE);
            let path = FieldPath::key("look").then("logo");
            let folder = format!("{THEMES}{}/static/", config.theme);
            let message = format!("there is no `{folder}{logo}`");
            let names = self.files.keys().filter_map(|url| url.as_str().strip_prefix("/theme/"));
            let help = match nearest(logo, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("put the logo into `{folder}`, and write its name"),
            };
            diagnostics.push(Diagnostic::new(Code::MissingFile, &file, path, message).help(help));
        }
    }

    fn speaks(&self, language: &Language) -> bool {
        self.own(language).next().is_some()
    }

    /// The words of a language, with the English ones behind them for what it has not.
    fn words(&self, language: &Language, diagnostics: &mut Diagnostics) -> Words {
        let english = Language::default();
        let first = self.own(&english).filter(|_| *language != english);
        let own: Vec<LocaleFile<'_>> = self.own(language).cloned().collect();
        if own.iter().any(|file| file.is_sites) {
            let program: Vec<_> = self.own(&english).filter(|file| !file.is_sites).cloned().collect();
            diagnostics.extend(wording::faults(&program, &own));
        }
        let english: Vec<LocaleFile<'_>> = first.cloned().collect();
        let (words, faults) = Words::new(language, &english, &own);
        diagnostics.extend(faults);
        words
    }
}
