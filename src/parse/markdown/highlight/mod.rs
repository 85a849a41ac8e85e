//! Code in colours: a block of code in a known language becomes text with classes. No language is understood; what
//! it has for comments, strings, values and words of its own stands in a table, or in a function where lines or tags
//! say what a thing is. One file for each language.
//!
//! [`writer`](super::writer) asks. Whatever the code is, the text without its tags is the code, and each letter is
//! looked at a bounded number of times.

mod csv;
mod html;
mod javascript;
mod json;
mod lexer;
mod markdown;
mod python;
mod r;
mod shell;
mod sparql;
mod sql;
mod styles;
mod table;
mod toml;
mod wikitext;
mod yaml;

use lexer::Lexer;
use table::Table;

use crate::suggest;

/// What a piece of code is. What is none of these has no class: most of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Comment,
    /// A word of the language itself, and marks that are as much.
    Keyword,
    /// What somebody named: a key, an attribute, a variable.
    Name,
    /// A text as it is.
    Text,
    /// A number, or a word such as `true`.
    Value,
}

impl Class {
    /// The class in the HTML, which `style.css` knows.
    fn letter(self) -> &'static str {
        match self {
            Self::Comment => "c",
            Self::Keyword => "k",
            Self::Name => "p",
            Self::Text => "s",
            Self::Value => "n",
        }
    }
}

/// How the code of a language is taken apart.
enum Grammar {
    Table(&'static Table),
    Own(fn(&mut Lexer<'_>)),
}

/// Each language with the names that it is called by in a text, and how it is taken apart.
const LANGUAGES: &[(&[&str], Grammar)] = &[
    (&["sparql", "rq"], Grammar::Table(&sparql::TABLE)),
    (&["wikitext", "mediawiki", "wiki"], Grammar::Own(wikitext::lex)),
    (&["yaml", "yml"], Grammar::Own(yaml::lex)),
    (&["json", "jsonc", "jsonl", "geojson"], Grammar::Table(&json::TABLE)),
    (&["shell", "sh", "bash", "zsh", "console", "shellsession"], Grammar::Table(&shell::TABLE)),
    (&["python", "py"], Grammar::Table(&python::TABLE)),
    (&["javascript", "js", "mjs", "jsx", "typescript", "ts", "tsx"], Grammar::Table(&javascript::TABLE)),
    (&["html", "xml", "svg", "xhtml"], Grammar::Own(html::lex)),
    (&["csv", "tsv"], Grammar::Own(csv::lex)),
    (&["markdown", "md"], Grammar::Own(markdown::lex)),
    (&["sql", "postgresql", "mysql", "sqlite"], Grammar::Table(&sql::TABLE)),
    (&["r", "rscript"], Grammar::Table(&r::TABLE)),
    (&["css", "scss"], Grammar::Table(&styles::TABLE)),
    (&["toml", "ini"], Grammar::Table(&toml::TABLE)),
];

/// Other names that are no slip: what they name stays plain.
const PLAIN: &[&str] = &[
    "abap",
    "ada",
    "apache",
    "awk",
    "basic",
    "clojure",
    "cpp",
    "csharp",
    "dart",
    "diff",
    "docker",
    "dockerfile",
    "elixir",
    "erlang",
    "fortran",
    "go",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "haskell",
    "http",
    "java",
    "julia",
    "kotlin",
    "latex",
    "less",
    "lisp",
    "log",
    "lua",
    "makefile",
    "matlab",
    "mermaid",
    "nginx",
    "none",
    "objectivec",
    "ocaml",
    "output",
    "pascal",
    "perl",
    "php",
    "plain",
    "plaintext",
    "powershell",
    "prolog",
    "properties",
    "ruby",
    "rust",
    "scala",
    "scheme",
    "stata",
    "swift",
    "tex",
    "text",
    "turtle",
    "txt",
    "vim",
    "xquery",
    "zig",
];

/// Writes code as HTML.
pub(super) fn write(language: &str, code: &str, html: &mut String) {
    let mut lexer = Lexer::new(code, html);
    match grammar(language) {
        Some(Grammar::Table(table)) => table.lex(&mut lexer),
        Some(Grammar::Own(lex)) => lex(&mut lexer),
        None => {}
    }
    lexer.finish();
}

fn grammar(language: &str) -> Option<&'static Grammar> {
    let is_name = |name: &&str| name.eq_ignore_ascii_case(language);
    LANGUAGES.iter().find(|(names, _)| names.iter().any(is_name)).map(|(_, grammar)| grammar)
}

/// The language that was probably meant by a name that is none.
pub(super) fn meant(language: &str) -> Option<&'static str> {
    /// A shorter one is too near to too many.
    const SHORTEST: usize = 4;
    let coloured = LANGUAGES.iter().flat_map(|(names, _)| names.iter().copied());
    let is_known = |name: &str| {
        coloured.clone().chain(PLAIN.iter().copied()).any(|known| known.eq_ignore_ascii_case(name))
    };
    if language.len() < SHORTEST || is_known(language) {
        return None;
    }
    suggest::nearest(language, coloured.filter(|name| name.len() >= SHORTEST))
}

#[cfg(test)]
mod tests;
