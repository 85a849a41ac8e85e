//! One record of each kind, with a word of its own in every field, made from the declaration: a new
//! field is asked for in all these places without a change here.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use casebook::config::Vocabulary;
use casebook::record::{Field, Hint, Kind, Shown, Version};
use serde_json::Value;

use crate::html::{Piece, pieces};
use crate::site::{DOT, Site};

/// A word that stands in one place of the front matter, and nowhere else.
struct Word {
    kind: Kind,
    /// The field of the record, and those within it down to the word.
    way: Vec<&'static Field>,
    /// As it is written, such as `metrics.label`.
    path: String,
    /// As the data have it, such as `2031-03-01`.
    value: String,
    /// As a page shows it, such as `datetime="2031-03-01`.
    shown: String,
    /// Whether it is a text in the language of its file.
    is_text: bool,
    /// Whether it is a text or a name.
    is_searched: bool,
}

impl Word {
    fn top(&self) -> &'static Field {
        self.way[0]
    }

    /// Whether readers see it.
    fn is_shown(&self) -> bool {
        self.way.iter().all(|field| field.is_shown())
    }

    /// Whether the search finds it.
    fn is_found(&self) -> bool {
        self.is_shown() || self.top().shown == Shown::Searched
    }

    /// A date within a sentence, such as `March 2031`.
    fn in_words(&self) -> Option<String> {
        let month =
            self.shown.strip_prefix("datetime=").and_then(|_| self.value.get(5..7)?.parse::<usize>().ok())?;
        let names = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        Some(format!("{} {}", names[month - 1], &self.value[..4]))
    }

    fn page(&self) -> String {
        format!("{}/index.html", address(self.kind))
    }
}

/// Where the record of a kind lies.
fn address(kind: Kind) -> String {
    if kind == Kind::Page { "one".to_owned() } else { format!("{}/one", kind.folder()) }
}

/// Fields that pages work with, and do not show as they are written.
const WORKED_OUT: [(Kind, &str); 4] = [
    (Kind::Page, "order"),
    (Kind::Guide, "review_interval"),
    (Kind::Guide, "superseded_by"),
    (Kind::Person, "capacity"),
];

struct Made {
    site: Site,
    words: Vec<Word>,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let mut words = Vec::new();
    let mut site =
        Site::new().file("casebook.yaml", "languages: [en, fr]\nbase_url: https://one.example.org/\n");
    for kind in Kind::ALL {
        let (start, end) = if kind == Kind::Request { ("/index", ".md") } else { ("", ".md") };
        let path =
            |slug: &str, language: &str| format!("content/{}/{slug}{start}{language}{end}", kind.folder());
        let mut front = String::new();
        for field in kind.fields() {
            let mut maker = Maker { kind, way: vec![field], path: field.name.to_owned(), words: &mut words };
            let value = match field.name {
                // What would keep the record from being published, or its state from being one.
                "draft" => continue,
                // What would leave it nothing else to say.
                "removed" => continue,
                // What only the home page may say.
                "sections" => continue,
                // What its steps say in its place.
                "status_reason" => continue,
                "extra" => format!("{{own: {}, list: [{}]}}", maker.text("own"), maker.text("list")),
                _ => maker.value(&field.hint()),
            };
            writeln!(front, "{}: {value}", field.name).unwrap();
        }
        site = site
            .file(&path("one", ""), format!("---\n{front}---\nText.\n\n![A lamp](photo.jpg)\n"))
            .file(&path("one", "").replace("one.md", "photo.jpg").replace("index.md", "photo.jpg"), DOT)
            .file(&path("one", ".fr"), "---\ntitle: Titre\n---\nTexte.\n")
            .file(&path("two", ""), format!("---\ntitle: Second {}\nsummary: Two.\n---\n", kind.name()));
    }
    let faults = site.faults();
    assert!(!faults.contains("error["), "{faults}");
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    Made { site, words }
});

/// Makes the value of one field.
struct Maker<'w> {
    kind: Kind,
    way: Vec<&'static Field>,
    path: String,
    words: &'w mut Vec<Word>,
}

impl Maker<'_> {
    fn value(&mut self, hint: &Hint) -> String {
        let number = self.words.len();
        // What was done was done on a day that has come.
        let is_past = |field: &Field| {
            matches!(
                field.name,
                "updated"
                    | "last_reviewed"
                    | "received"
                    | "replied"
                    | "last_checked"
                    | "date"
                    | "as_of"
                    | "on"
                    | "done"
            )
        };
        let first = if self.way.last().is_some_and(|field| is_past(field)) { 1990 } else { 2030 };
        match hint {
            Hint::Text => self.text(""),
            Hint::Name => self.word(word(number), String::new(), false),
            Hint::Example("people/ada") => "people/two".to_owned(),
            Hint::Example("guides/ask") => "guides/two".to_owned(),
            Hint::Anything => unreachable!("{} has values of its own", self.path),
            Hint::Example("2026-03-09") => {
                self.date(&format!("{}-{:02}-09", first + number / 12, number % 12 + 1))
            }
            Hint::Example("2026-03") => self.date(&format!("{}-{:02}", first + number / 12, number % 12 + 1)),
            Hint::Example("2026-03-09T15:00") => {
                self.date(&format!("{}-{:02}-09", 2030 + number / 12, number % 12 + 1)) + "T15:00"
            }
            Hint::Example("https://example.org/") => {
                let url = format!("https://{}.example.org/", word(number));
                self.word(url.clone(), url, false)
            }
            Hint::Example("Q42") => self.word(format!("Q{}", 900_000 + number), String::new(), false),
            Hint::Example("\"Category:Kampala\"") => {
                let name = format!("Category:{}", capital(&word(number)));
                let yaml = self.word(name, String::new(), false);
                format!("\"{yaml}\"")
            }
            Hint::Example("1") => self.word(format!("{}", 301 + number), String::new(), false),
            Hint::Example("/old/place/") => self.word(format!("/{}/", word(number)), String::new(), false),
            Hint::Example(example) => (*example).to_owned(),
            Hint::List(entry) => format!("[{}]", self.value(entry)),
            Hint::OneOf(names) => (*names.last().unwrap()).to_owned(),
            Hint::FileOf(_) => "two".to_owned(),
            Hint::State => "development".to_owned(),
            Hint::Term(Vocabulary::Topics) => "made-up".to_owned(),
            Hint::Term(Vocabulary::Countries) => "UG".to_owned(),
            Hint::Term(Vocabulary::Regions) => "sub-saharan-africa".to_owned(),
            Hint::Term(Vocabulary::PartnerTypes) => "glam".to_owned(),
            Hint::Term(Vocabulary::ContentTypes) => "maps".to_owned(),
            Hint::Term(Vocabulary::Licences) => "cc-by-4.0".to_owned(),
            Hint::Term(Vocabulary::Roles) => "committee".to_owned(),
            Hint::Fields(fields) => {
                let fields = fields.iter().map(|field| {
                    let mut way = self.way.clone();
                    way.push(field);
                    let path = format!("{}.{}", self.path, field.name);
                    let mut maker = Maker { kind: self.kind, way, path, words: self.words };
                    format!("{}: {}", field.name, maker.value(&field.hint()))
                });
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn text(&mut self, key: &str) -> String {
        let word = word(self.words.len());
        self.path = format!("{}{}{key}", self.path, if key.is_empty() { "" } else { "." });
        self.word(word, String::new(), true)
    }

    fn date(&mut self, date: &str) -> String {
        self.word(date.to_owned(), format!("datetime=\"{date}"), false)
    }

    /// Notes the word; a page shows it as it is where `shown` is empty.
    fn word(&mut self, value: String, shown: String, is_text: bool) -> String {
        let shown = if shown.is_empty() { value.clone() } else { shown };
        self.words.push(Word {
            kind: self.kind,
            way: self.way.clone(),
            path: self.path.clone(),
            value: value.clone(),
            shown,
            is_text,
            is_searched: value == word(self.words.len()),
        });
        value
    }
}

/// A word that is like no other, so that no search takes one for the other.
fn word(number: usize) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(number as u64 + 1);
    let letters = (0..12).map(|_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        char::from(b'a' + u8::try_from(state % 26).unwrap())
    });
    letters.collect()
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// What `found` does not hold of the words, as `kind: path`.
fn missing<'w>(words: impl Iterator<Item = &'w Word>, found: impl Fn(&Word) -> bool) -> Vec<String> {
    let missing = words.filter(|word| !found(word));
    missing.map(|word| format!("{}: {} ({})", word.kind.name(), word.path, word.shown)).collect()
}

const NONE: [String; 0] = [];

#[test]
fn the_page_shows_it() {
    let Made { site, words } = &*MADE;
    let is_worked_out = |word: &Word| WORKED_OUT.contains(&(word.kind, word.top().name));
    let shown = words.iter().filter(|word| word.is_shown() && !is_worked_out(word));
    let is_there = |word: &Word| {
        let page = site.page(&word.page());
        page.contains(&word.shown) || word.in_words().is_some_and(|words| page.contains(&words))
    };
    assert_eq!(missing(shown, is_there), NONE);
    let hidden = words.iter().filter(|word| !word.is_shown());
    let is_hidden = |word: &Word| !site.page(&word.page()).contains(&word.shown);
    assert_eq!(missing(hidden, is_hidden), NONE);
}

#[test]
fn the_translation_says_in_which_language_it_is() {
    let Made { site, words } = &*MADE;
    let inherited = |word: &&Word| word.is_text && word.is_shown() && word.top().version != Version::Own;
    let pages: BTreeMap<Kind, Vec<(String, String)>> =
        Kind::ALL.map(|kind| (kind, texts(&site.page(&format!("fr/{}/index.html", address(kind)))))).into();
    let is_marked = |word: &Word| {
        let texts = pages[&word.kind].iter().filter(|(text, _)| text.contains(&word.shown));
        let languages: Vec<_> = texts.map(|(_, language)| language.as_str()).collect();
        !languages.is_empty() && languages.iter().all(|language| *language == "en")
    };
    assert_eq!(missing(words.iter().filter(inherited), is_marked), NONE);
}

/// The texts of a page, each with the language of the element that it stands in.
fn texts(html: &str) -> Vec<(String, String)> {
    let mut languages = vec![(String::new(), String::new())];
    let mut texts = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Open(tag) => {
                let outer = languages.last().unwrap().1.clone();
                let is_void = ["meta", "link", "img", "br", "input", "hr", "path", "rect", "line", "circle"]
                    .contains(&tag.name.as_str());
                if !is_void {
                    let language = tag.get("lang").map_or(outer, str::to_owned);
                    languages.push((tag.name, language));
                }
            }
            Piece::Close(name) => {
                if let Some(at) = languages.iter().rposition(|(open, _)| *open == name) {
                    languages.truncate(at);
                }
            }
            Piece::Text(text) => texts.push((text, languages.last().unwrap().1.clone())),
        }
    }
    texts
}

/// A line of the front matter of a translation, and whether it may stand there.
struct Line {
    kind: Kind,
    text: String,
    is_allowed: bool,
}

/// The lines that each field of a translation could be, a field of a group alone.
fn lines_of_translations() -> Vec<Line> {
    let (mut lines, mut words) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        for field in kind.fields().filter(|field| !["title", "extra"].contains(&field.name)) {
            let mut value = |field: &'static Field, hint: &Hint| {
                let path = field.name.to_owned();
                Maker { kind, way: vec![field], path, words: &mut words }.value(hint)
            };
            let is_own_text = field.version == Version::Text && field.name != "sources";
            let (fields, [open, close]) = match field.hint() {
                Hint::Fields(fields) if is_own_text => (fields, ["{", "}"]),
                Hint::List(entry) if is_own_text => match *entry {
                    Hint::Fields(fields) => (fields, ["[{", "}]"]),
                    _ => (&[][..], [""; 2]),
                },
                _ => (&[][..], [""; 2]),
            };
            for inner in fields {
                let hint = inner.hint();
                let is_allowed = match &hint {
                    Hint::Text => true,
                    Hint::List(entry) => matches!(**entry, Hint::Text),
                    _ => false,
                };
                let text = format!("{}: {open}{}: {}{close}", field.name, inner.name, value(inner, &hint));
                lines.push(Line { kind, text, is_allowed });
            }
            if fields.is_empty() {
                let text = format!("{}: {}", field.name, value(field, &field.hint()));
                lines.push(Line { kind, text, is_allowed: field.version != Version::Original });
            }
        }
    }
    lines
}

#[test]
fn a_translation_has_texts_and_no_facts() {
    let lines = lines_of_translations();
    let mut site = Site::new().file("casebook.yaml", "languages: [en, fr]\n");
    let path = |line: &Line, number: usize, end: &str| {
        let index = if line.kind == Kind::Request { "/index" } else { "" };
        format!("content/{}/r{number}{index}{end}.md", line.kind.folder())
    };
    for (number, line) in lines.iter().enumerate() {
        // A translation has no more figures than its original.
        let one = match line.text.split(": ").next().unwrap() {
            "metrics" => "metrics: [{label: One, value: 1}]\n",
            "decisions" => "decisions: [{decision: One}]\n",
            _ => "",
        };
        let original = format!("---\ntitle: One\nsummary: One.\n{one}---\nText.\n");
        let translation = format!("---\ntitle: Un\n{}\n---\nTexte.\n", line.text);
        site = site.file(&path(line, number, ""), original).file(&path(line, number, ".fr"), translation);
    }
    let ran = site.run(["check", "--format", "json"]);
    let told: Value = serde_json::from_str(&ran.stdout).unwrap();
    let mut errors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for fault in told["diagnostics"].as_array().unwrap() {
        if fault["severity"] == "error" {
            errors.entry(fault["file"].as_str().unwrap()).or_default().push(fault["code"].as_str().unwrap());
        }
    }
    for (number, line) in lines.iter().enumerate() {
        let found = errors.get(&*path(line, number, ".fr")).map_or(&[][..], |codes| codes);
        let expected: &[&str] = if line.is_allowed { &[] } else { &["unknown-field"] };
        assert_eq!(found, expected, "{}: {}", line.kind.name(), line.text);
    }
    assert!(lines.iter().any(|line| line.is_allowed && line.text.starts_with("metrics: [{unit")));
    assert!(lines.iter().any(|line| !line.is_allowed && line.text.starts_with("metrics: [{value")));
}

#[test]
fn an_original_was_not_made_from_anything() {
    let mut site = Site::new().file("casebook.yaml", "languages: [en, fr]\n");
    for kind in Kind::ALL {
        let path = format!("content/{}/one.md", kind.folder());
        site = site.file(&path, "---\ntitle: One\nsummary: One.\ntranslation: {awaits_review: true}\n---\n");
    }
    let faults = site.faults();
    for kind in Kind::ALL {
        let told = format!("content/{}/one.md:4:1: error[unknown-field]", kind.folder());
        assert!(faults.contains(&told), "{told}\n{faults}");
    }
}

#[test]
fn the_search_finds_it() {
    let Made { site, words } = &*MADE;
    let texts: Vec<&Word> = words.iter().filter(|word| word.is_searched).collect();
    let queries: Vec<String> = texts.iter().map(|word| format!("\"{}\"", word.value)).collect();
    let file = site.beside("queries.txt");
    std::fs::write(&file, queries.join("\n")).unwrap();
    let ran = site.run(["search", "--json", "--queries", file.to_str().unwrap()]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let found: BTreeMap<&str, &str> =
        texts.iter().map(|word| word.value.as_str()).zip(ran.stdout.lines()).collect();
    let is_found = |word: &Word| found[word.value.as_str()].contains(&format!("{}/", address(word.kind)));
    assert_eq!(missing(texts.iter().copied().filter(|word| word.is_found()), is_found), NONE);
    let hidden = texts.iter().copied().filter(|word| !word.is_found());
    assert_eq!(missing(hidden, |word| !is_found(word)), NONE);
}

#[test]
fn the_data_have_it() {
    let Made { site, words } = &*MADE;
    let data = site.page("api/all.json");
    // Where a record lay before is for redirects alone, and when it changed is told by `updated`.
    let words = words.iter().filter(|word| word.top().name != "aliases");
    assert_eq!(missing(words, |word| data.contains(&word.value)), NONE);
}

#[test]
fn the_schema_describes_it() {
    for kind in Kind::ALL {
        let schema = serde_json::to_value(kind.schema()).unwrap();
        let described: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
        let mut declared: Vec<&str> = kind.fields().map(|field| field.name).collect();
        // What a file of a translation says besides, of no field of the record.
        declared.push("translation");
        declared.sort_unstable();
        assert_eq!(described, declared);
        for field in kind.fields() {
            let about = schema["properties"][field.name]["description"].as_str().unwrap();
            assert_eq!(about.replace('\n', " "), field.about);
        }
    }
}

#[test]
fn a_theme_reaches_it() {
    let Made { site: made, words } = &*MADE;
    let site = Site::new();
    site.overlay(&made.path(""));
    // All that the records hold, without knowing a single field.
    let fields = "{% for field in view.fields %}<p>{{ field.name }}: {% if field.label %}{{ field.label }}{% endif %} \
                  {% for value in field.values %}{{ value }} {% endfor %}\
                  {% for group in field.groups %}{% for inner in group %}{{ inner.name }}\
                  {% for value in inner.values %}{{ value }} {% endfor %}\
                  {% for deep in inner.groups %}{% for last in deep %}{{ last.name }}\
                  {% for value in last.values %}{{ value }} {% endfor %}{% endfor %}{% endfor %}\
                  {% endfor %}{% endfor %}</p>{% endfor %}\n";
    for kind in Kind::ALL {
        let template =
            format!("{{% extends \"base.html\" %}}{{% block main %}}{fields}{{% endblock main %}}");
        site.write(&format!("themes/mine/templates/{}.html", kind.name()), template);
    }
    let config = std::fs::read_to_string(site.path("casebook.yaml")).unwrap();
    site.write("casebook.yaml", format!("{config}theme: mine\n"));
    let ran = site.build(&[]);
    assert_eq!(ran.status, 0, "{}{}", ran.stdout, ran.stderr);
    let shown = words.iter().filter(|word| word.is_shown() && word.top().shown != Shown::Head);
    assert_eq!(missing(shown, |word| site.page(&word.page()).contains(&word.shown)), NONE);
    // By its name, too.
    let template = "{% extends \"base.html\" %}{% block main %}{{ view.extra.own }}{% endblock main %}";
    site.write("themes/mine/templates/guide.html", template);
    site.build(&[]);
    let own = words.iter().find(|word| word.kind == Kind::Guide && word.path == "extra.own").unwrap();
    assert!(site.page("guides/one/index.html").contains(&own.value));
}

#[test]
fn nothing_is_asked_for_twice() {
    let values: std::collections::BTreeSet<&str> =
        MADE.words.iter().map(|word| word.value.as_str()).collect();
    assert_eq!(values.len(), MADE.words.len());
    let json: Value = serde_json::from_str(&MADE.site.page("api/all.json")).unwrap();
    assert_eq!(json["records"].as_array().unwrap().len(), 2 * Kind::ALL.len());
    assert!(MADE.words.len() > 80, "{}", MADE.words.len());
}
