//! A site of any number of records: sized like real ones, linked to each other, some of them
//! translations, in a git repository with some history. The same seed gives the same bytes.
//! Called by `main` and `languages` for each size that is measured.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use casebook::config;
use casebook::record::{File, Parsed, Right, layout};
use casebook::source::SitePath;

use crate::random::Random;
use crate::words::{ENGLISH, Language, TRANSLATED};

/// Which records of a site are translations.
pub(crate) struct Translations {
    pub count: usize,
    /// One original in so many has one.
    pub every: usize,
    pub languages: &'static [Language],
    /// Whether each says what it was made from.
    pub are_told: bool,
}

/// Writes a site of `count` records, a sixth of them translations, into the empty folder `root`.
pub(crate) fn generate(root: &Path, count: usize, seed: u64) -> io::Result<()> {
    let sixth = Translations { count: count / 6, every: 5, languages: TRANSLATED, are_told: false };
    generate_with(root, count, seed, &sixth)
}

/// Writes a site of `count` records, these translations included, into the empty folder `root`.
pub(crate) fn generate_with(
    root: &Path,
    count: usize,
    seed: u64,
    translations: &Translations,
) -> io::Result<()> {
    let plan = Plan::new(count - translations.count, seed);
    let codes: Vec<&str> = translations.languages.iter().map(|language| language.code).collect();
    let mut files = vec![
        ("casebook.yaml".to_owned(), configuration(&codes)),
        ("content/vocabularies/topics.yaml".to_owned(), topics()),
    ];
    for (number, record) in plan.records.iter().enumerate() {
        let mut random = Random::new(seed ^ ((number as u64 + 1) << 20));
        let original = (record.path(None), plan.text(record, None, &mut random));
        if number % translations.every == 0 && number / translations.every < translations.count {
            let language = random.pick(translations.languages);
            let path = record.path(Some(language));
            let mut text = plan.text(record, Some(language), &mut random);
            if translations.are_told {
                text =
                    told(&original, &path, language, &text).ok_or_else(|| io::Error::other(path.clone()))?;
            }
            files.push(original);
            files.push((path, text));
        } else {
            files.push(original);
        }
    }
    git(root, &["init", "--quiet", "--initial-branch=main"], 0)?;
    for commit in 0..COMMITS {
        for (path, text) in files.iter().skip(commit).step_by(COMMITS) {
            write(root, path, text.as_bytes())?;
        }
        if commit == 0 {
            for record in plan.records.iter().filter(|record| record.folder) {
                write(root, &format!("{}/picture.png", record.place()), PICTURE)?;
            }
        }
        git(root, &["add", "--all"], commit)?;
        git(root, &["commit", "--quiet", "--message=Records"], commit)?;
    }
    Ok(())
}

/// A translation that says that all of it was made from its original as it is.
fn told(original: &(String, String), path: &str, language: &Language, text: &str) -> Option<String> {
    let parsed = |path: &str, text: &str, translation: Option<config::Language>| {
        let path = &SitePath::new(path);
        let id = layout::id_in_any_language(path)?;
        let default_language = &config::Language::default();
        Some(File { path, id, translation, default_language, text }.parse().0)
    };
    let Parsed::Record(original) = parsed(&original.0, &original.1, None)? else { return None };
    let Parsed::Translation(translation) = parsed(path, text, config::Language::parse(language.code))? else {
        return None;
    };
    let (whole, _) = translation.complete(&original);
    let made_from = translation.refreshed(&whole, &original, None, Right::All).made_from;
    translation.written(text, &made_from).ok()
}

const COMMITS: usize = 8;

fn configuration(translated: &[&str]) -> String {
    let languages = [&[ENGLISH.code], translated].concat().join(", ");
    format!(
        "\
title: Measured Helpdesk
description: Generated records, to measure the program with.
base_url: https://helpdesk.example.org/
languages: [{languages}]
repository: {{url: https://github.com/example/helpdesk, branch: main}}
contact: {{email: helpdesk@example.org}}
"
    )
}

const TOPICS: &[&str] = &[
    "agreements",
    "batch-uploads",
    "biodiversity",
    "broadcasting",
    "campaigns",
    "cartography",
    "copyright",
    "data-quality",
    "digitisation",
    "education",
    "evaluation",
    "film",
    "folklore",
    "gender-gap",
    "geodata",
    "heritage",
    "language-revival",
    "legal-advice",
    "lexemes",
    "libraries",
    "manuscripts",
    "metadata",
    "monuments",
    "museums",
    "music",
    "natural-history",
    "newspapers",
    "open-access",
    "oral-history",
    "photography",
    "querying",
    "residencies",
    "scanning",
    "sport",
    "structured-data",
    "tools",
    "training",
    "universities",
    "volunteering",
    "workflows",
];
const COUNTRIES: &[&str] = &[
    "AR", "AT", "AU", "BD", "BE", "BR", "CA", "CH", "CL", "CM", "CO", "CZ", "DE", "DK", "EG", "ES", "ET",
    "FI", "FR", "GB", "GH", "GR", "HU", "ID", "IE", "IN", "IT", "JP", "KE", "KR", "LK", "MA", "MX", "MY",
    "NG", "NL", "NO", "NP", "NZ", "PE", "PH", "PL", "PT", "RO", "RS", "RW", "SE", "SN", "TH", "TN", "TR",
    "TW", "TZ", "UA", "UG", "US", "UY", "VN", "ZA", "ZM",
];
const LICENCES: &[&str] = &["cc0-1.0", "public-domain", "cc-by-4.0", "cc-by-sa-4.0"];
const CONTENT_TYPES: &[&str] =
    &["photographs", "scanned-books", "sound", "video", "sheet-music", "maps", "databases", "metadata"];
const PARTNER_TYPES: &[&str] =
    &["glam", "civil-society", "public-authority", "university", "igo", "company", "affiliate"];
const ROLES: &[&str] = &["committee", "helpdesk", "working-group", "mentor"];
const CONFIDENCE: &[&str] = &["validated", "not-validated", "work-in-progress"];
const LEVELS: &[&str] = &["beginner", "intermediate", "advanced"];
const HEALTH: &[&str] = &["working", "degraded", "unmaintained"];
const STATUS: &[&str] = &["submitted", "development", "support", "completed"];

/// One pixel. Its content does not matter; that it is a file beside a record does.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\
    \x89\0\0\0\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\0\x05\0\x01\xff\x89\x99=\x1d\0\0\0\0IEND\xaeB`\x82";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Case,
    Guide,
    Clinic,
    Person,
    Group,
    Partner,
    Tool,
    Request,
    Page,
}

impl Kind {
    /// The folder, and how many out of a hundred records are of this kind.
    const ALL: [(Self, &'static str, usize); 9] = [
        (Self::Case, "cases", 45),
        (Self::Guide, "guides", 20),
        (Self::Clinic, "clinics", 8),
        (Self::Person, "people", 8),
        (Self::Partner, "partners", 8),
        (Self::Request, "requests", 3),
        (Self::Tool, "tools", 1),
        (Self::Group, "groups", 1),
        (Self::Page, "pages", 6),
    ];

    fn folder(self) -> &'static str {
        Self::ALL[self.place()].1
    }

    fn place(self) -> usize {
        Self::ALL.iter().position(|(kind, ..)| *kind == self).unwrap_or(0)
    }
}

struct Record {
    kind: Kind,
    /// Its place among the records of its kind.
    number: usize,
    slug: String,
    /// Written as `slug/index.md`, with a picture beside it.
    folder: bool,
}

impl Record {
    /// The file or folder of the record without an ending, below the root.
    fn place(&self) -> String {
        format!("content/{}/{}", self.kind.folder(), self.slug)
    }

    fn path(&self, language: Option<&Language>) -> String {
        let language = language.map_or(String::new(), |l| format!(".{}", l.code));
        let index = if self.folder { "/index" } else { "" };
        format!("{}{index}{language}.md", self.place())
    }

    /// The link to this record's file from the text of another.
    fn link_from(&self, from: &Record) -> String {
        let up = if from.folder { "../.." } else { ".." };
        let index = if self.folder { "/index" } else { "" };
        format!("{up}/{}/{}{index}.md", self.kind.folder(), self.slug)
    }
}

/// Every record that there will be, so that each can name the others.
struct Plan {
    records: Vec<Record>,
    /// Where the records of each kind begin, in the order of `Kind::ALL`, and the end of all.
    starts: Vec<usize>,
    english: Vec<&'static str>,
}

impl Plan {
    /// A plan of so many originals.
    fn new(originals: usize, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let english: Vec<&str> = ENGLISH.words.split(' ').collect();
        let mut records = Vec::new();
        let mut starts = vec![0];
        for (kind, _, percent) in Kind::ALL {
            let number = if kind == Kind::Page {
                originals.saturating_sub(records.len())
            } else {
                originals * percent / 100
            };
            for number in 0..number.max(1) {
                let first = random.pick(&english[30..]);
                let second = random.pick(&english[30..]);
                records.push(Record {
                    kind,
                    number,
                    slug: if kind == Kind::Page && number == 0 {
                        "index".to_owned()
                    } else {
                        format!("{first}-{second}-{number:05}")
                    },
                    folder: kind == Kind::Request || kind == Kind::Case && number % 10 == 3,
                });
            }
            starts.push(records.len());
        }
        Self { records, starts, english }
    }

    fn of(&self, kind: Kind) -> &[Record] {
        let place = kind.place();
        &self.records[self.starts[place]..self.starts[place + 1]]
    }

    fn text(&self, record: &Record, language: Option<&Language>, random: &mut Random) -> String {
        let mut text = Text {
            plan: self,
            record,
            translation: language.is_some(),
            words: language.map_or_else(|| self.english.clone(), |l| l.words.split(' ').collect()),
            headings: language.unwrap_or(&ENGLISH).headings,
            random,
            out: String::with_capacity(12_000),
        };
        text.out.push_str("---\n");
        text.front_matter();
        text.out.push_str("---\n");
        text.body();
        text.out
    }
}

/// A record being written.
struct Text<'a> {
    plan: &'a Plan,
    record: &'a Record,
    translation: bool,
    words: Vec<&'a str>,
    headings: &'static [&'static str],
    random: &'a mut Random,
    out: String,
}

impl Text<'_> {
    fn front_matter(&mut self) {
        let words = if self.record.kind == Kind::Person { 2 } else { self.random.between(3, 8) };
        let title = self.phrase(words);
        self.line(&format!("title: \"{title}\""));
        self.prose("summary", 16);
        if !self.translation {
            self.choice("topics", TOPICS, 3);
            if self.random.percent(10) {
                let (kind, slug) = (self.record.kind.folder(), &self.record.slug);
                self.line(&format!("aliases: [/old/{kind}/{slug}/]"));
            }
            if self.random.percent(60) {
                let title = self.phrase(5);
                let page = self.random.between(1, 9999);
                self.line(&format!(
                    "sources: [{{title: \"{title}\", url: \"https://source.example.org/{page}\", \
                     publisher: Example Press, date: 2023-05}}]"
                ));
            }
        }
        match self.record.kind {
            Kind::Case => self.case(),
            Kind::Guide => self.guide(),
            Kind::Clinic if !self.translation => self.clinic(),
            Kind::Person => self.person(),
            Kind::Group => self.group(),
            Kind::Partner if !self.translation => self.partner(),
            Kind::Tool => self.tool(),
            Kind::Request => self.request(),
            Kind::Clinic | Kind::Partner | Kind::Page => {}
        }
    }

    fn case(&mut self) {
        self.prose("background", 40);
        self.line("goals:");
        self.list("  ours", 2);
        self.list("  partner", 2);
        self.list("lessons", 3);
        if self.translation {
            return;
        }
        self.choice("countries", COUNTRIES, 2);
        self.references("partners", Kind::Partner, 3);
        self.references("tools", Kind::Tool, 3);
        self.references("guides", Kind::Guide, 2);
        let person = self.any(Kind::Person);
        self.line(&format!("people: [{{person: {person}, part: Coordination}}]"));
        self.choice("content_types", CONTENT_TYPES, 2);
        self.choice("licences", LICENCES, 1);
        let year = self.random.between(2015, 2025);
        self.line(&format!("period: {{start: {year}-02, end: {year}-11-30}}"));
        if let Some(request) = self.plan.of(Kind::Request).get(self.record.number) {
            self.line(&format!("request: {}", request.slug));
        }
        let item = self.random.between(1000, 90_000_000);
        self.line(&format!("wikidata: [Q{item}]\nmetrics:"));
        for label in ["Files uploaded", "Articles illustrated", "Items improved"] {
            let value = self.random.between(10, 9_000);
            let (baseline, target) = (value / 7, value + value / 5);
            self.line(&format!(
                "  - {{label: {label}, value: {value}, unit: pages, baseline: {baseline}, \
                 target: {target}, measured_with: Query, date: {year}-12-01}}"
            ));
        }
    }

    fn guide(&mut self) {
        self.prose("problem", 35);
        self.prose("when_to_use", 25);
        if self.translation {
            return;
        }
        let level = self.random.pick(LEVELS);
        let confidence = self.random.pick(CONFIDENCE);
        let owner = self.any(Kind::Person);
        let (year, month) = (self.random.between(2022, 2026), self.random.between(1, 9));
        self.line(&format!(
            "level: {level}\nconfidence: {confidence}\nowner: people/{owner}\nreview_interval: 12 months"
        ));
        // What nobody has validated was not reviewed either.
        if *confidence != "not-validated" {
            self.line(&format!("last_reviewed: {year}-0{month}-15"));
        }
        self.references("tools", Kind::Tool, 3);
        self.references("evidence", Kind::Case, 4);
        self.choice("content_types", CONTENT_TYPES, 2);
        self.choice("licences", LICENCES, 2);
    }

    fn clinic(&mut self) {
        let day = format!("{}-0{}-12", self.random.between(2021, 2027), self.random.between(1, 9));
        self.line(&format!(
            "start: {day}T15:00\nend: {day}T16:30\ntime_zone: Europe/Stockholm\nlanguages: [en]\n\
             series: Learning clinics\njoin: https://meet.example.org/{}",
            self.record.number
        ));
        self.line("recording: {url: \"https://video.example.org/1\", licence: cc-by-sa-4.0}");
        self.references("hosts", Kind::Person, 2);
        self.references("speakers", Kind::Person, 3);
        self.references("guides", Kind::Guide, 3);
    }

    fn person(&mut self) {
        self.list("expertise", 2);
        self.prose("availability", 6);
        if self.translation {
            return;
        }
        let (role, group) = (self.random.pick(ROLES), self.any(Kind::Group));
        let since = self.random.between(2019, 2025);
        let (wiki, github) = (self.record.number + 1, self.record.number + 7);
        self.line(&format!(
            "roles: [{{role: {role}, group: {group}, since: {since}}}]\nlanguages: [en, fr]\n\
             accounts: {{wiki: Editor {wiki}, github: editor-{github}}}"
        ));
        self.choice("countries", COUNTRIES, 1);
    }

    fn group(&mut self) {
        self.prose("mandate", 20);
        if !self.translation {
            self.references("members", Kind::Person, 9);
            self.line("open: true\nstatus: active");
        }
    }

    fn partner(&mut self) {
        let kind = self.random.pick(PARTNER_TYPES);
        let item = self.random.between(1000, 90_000_000);
        self.line(&format!("type: {kind}\nwikidata: Q{item}\nwebsite: https://partner.example.org/{item}"));
        self.choice("countries", COUNTRIES, 1);
    }

    fn tool(&mut self) {
        self.prose("purpose", 18);
        if !self.translation {
            let health = self.random.pick(HEALTH);
            self.line(&format!(
                "url: https://tool.example.org/{}\nhealth: {health}\nlast_checked: 2026-02-01",
                self.record.number
            ));
        }
    }

    fn request(&mut self) {
        self.prose("description", 40);
        self.prose("justification", 25);
        if self.translation {
            return;
        }
        let (status, assignee) = (self.random.pick(STATUS), self.any(Kind::Person));
        self.line(&format!(
            "requester: {{name: Example Person, affiliation: Example Society}}\n\
             received: 2024-03-01\nchannel: mail\nsize: project\nstatus: {status}\n\
             assignee: {assignee}\npriority: medium\nlicence_status: To be settled\n\
             checklist: {{technical: Fine, legal: Fine, risk: Low, sustainability: Fine}}"
        ));
        self.choice("countries", COUNTRIES, 1);
        self.references("partners", Kind::Partner, 1);
        if let Some(case) = self.plan.of(Kind::Case).get(self.record.number) {
            self.line(&format!("cases: [{}]", case.slug));
        }
    }

    /// Sections of many forms, until the text is as long as such records are.
    fn body(&mut self) {
        let length = match self.record.kind {
            Kind::Case | Kind::Guide => self.random.between(3_000, 9_000),
            Kind::Page => self.random.between(1_500, 6_000),
            Kind::Clinic | Kind::Request => self.random.between(800, 2_500),
            Kind::Person | Kind::Partner | Kind::Tool | Kind::Group => self.random.between(150, 700),
        };
        let end = self.out.len() + length;
        for (number, heading) in self.headings.iter().enumerate() {
            if self.out.len() >= end {
                break;
            }
            self.line(&format!("\n## {heading}"));
            for _ in 0..self.random.between(1, 3) {
                self.paragraph();
            }
            if length > 800 {
                self.block(number);
            }
        }
    }

    fn block(&mut self, section: usize) {
        self.line("");
        match self.random.below(10) {
            0..3 => {
                let ordered = self.random.percent(40);
                for number in 1..=self.random.between(3, 6) {
                    let item = self.sentence(12);
                    let mark = if ordered { format!("{number}.") } else { "-".to_owned() };
                    self.line(&format!("{mark} {item}"));
                }
            }
            3..5 => {
                let (a, b, c) = (self.phrase(1), self.phrase(2), self.phrase(1));
                self.line(&format!("| {a} | {b} | {c} |\n| --- | ---: | --- |"));
                for _ in 0..self.random.between(3, 7) {
                    let (a, c) = (self.phrase(2), self.phrase(4));
                    let figure = self.random.below(10_000);
                    self.line(&format!("| {a} | {figure} | {c} |"));
                }
            }
            5 => {
                let kind = *self.random.pick(&["NOTE", "TIP", "IMPORTANT", "WARNING"]);
                let text = self.sentence(20);
                self.line(&format!("> [!{kind}]\n> {text}"));
            }
            6 => {
                let place = self.random.between(100, 999);
                self.line(&format!(
                    "```sparql\nSELECT ?item ?itemLabel WHERE {{\n  ?item wdt:P31 wd:Q{place} ;\n        \
                     wdt:P17 ?country .\n}} LIMIT 100\n```"
                ));
            }
            7 => {
                let (term, text) = (self.phrase(2), self.sentence(14));
                self.line(&format!("{term}\n: {text}"));
            }
            8 => {
                let (text, note) = (self.sentence(10), self.sentence(12));
                self.line(&format!("{text}[^{section}]\n\n[^{section}]: {note}"));
            }
            _ if self.record.folder => {
                let text = self.phrase(6);
                self.line(&format!("![{text}](picture.png)"));
            }
            _ => {
                let (done, open) = (self.sentence(8), self.sentence(8));
                self.line(&format!("- [x] {done}\n- [ ] {open}"));
            }
        }
    }

    fn paragraph(&mut self) {
        self.out.push('\n');
        for _ in 0..self.random.between(3, 6) {
            let length = self.random.between(8, 20);
            let sentence = self.sentence(length);
            self.out.push_str(&sentence);
            self.out.push(' ');
        }
        if self.random.percent(60) {
            let link = self.link();
            self.out.push_str(&link);
        }
        self.out.push('\n');
    }

    fn link(&mut self) -> String {
        let kinds = [Kind::Case, Kind::Guide, Kind::Tool, Kind::Partner, Kind::Person];
        let kind = *self.random.pick_skewed(&kinds);
        let text = self.phrase(3);
        let target = self.random.below(self.plan.of(kind).len());
        let target = &self.plan.of(kind)[target];
        match self.random.below(10) {
            0..3 => format!("[[{}/{}|{text}]]", kind.folder(), target.slug),
            3 => format!("[[{}/{}]]", kind.folder(), target.slug),
            4..6 if !self.translation => {
                // Every record begins with the same heading.
                let anchor = ENGLISH.headings[0].to_lowercase().replace(' ', "-");
                format!("[{text}]({}#{anchor})", target.link_from(self.record))
            }
            4..8 => format!("[{text}]({})", target.link_from(self.record)),
            _ => {
                let page = self.random.below(100_000);
                format!("[{text}](https://reference.example.org/{page})")
            }
        }
    }

    fn sentence(&mut self, length: usize) -> String {
        let mut sentence = self.phrase(length.max(3));
        match self.random.below(12) {
            0 => sentence = format!("**{sentence}**"),
            1 => {
                let word = self.phrase(2);
                let _ = write!(sentence, " *{word}*");
            }
            2 => sentence.push_str(" `P180`"),
            _ => {}
        }
        sentence.push('.');
        sentence
    }

    /// Words with the first letter a capital, where the script has capitals.
    fn phrase(&mut self, length: usize) -> String {
        let mut phrase = String::new();
        for number in 0..length {
            let word = *self.random.pick_skewed(&self.words);
            if number > 0 {
                phrase.push(' ');
                phrase.push_str(word);
            } else {
                let mut letters = word.chars();
                phrase.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                phrase.push_str(letters.as_str());
            }
        }
        phrase
    }

    fn prose(&mut self, field: &str, words: usize) {
        let text = self.phrase(words);
        self.line(&format!("{field}: \"{text}.\""));
    }

    fn list(&mut self, field: &str, items: usize) {
        let mut items = (0..items).map(|_| format!("\"{}\"", self.phrase(9))).collect::<Vec<_>>();
        items.dedup();
        self.line(&format!("{field}: [{}]", items.join(", ")));
    }

    fn choice(&mut self, field: &str, from: &[&str], most: usize) {
        let mut chosen: Vec<String> =
            (0..self.random.between(1, most)).map(|_| format!("\"{}\"", self.random.pick(from))).collect();
        chosen.sort();
        chosen.dedup();
        self.line(&format!("{field}: [{}]", chosen.join(", ")));
    }

    fn references(&mut self, field: &str, kind: Kind, most: usize) {
        let mut chosen: Vec<String> = (0..self.random.between(1, most)).map(|_| self.any(kind)).collect();
        chosen.sort();
        chosen.dedup();
        self.line(&format!("{field}: [{}]", chosen.join(", ")));
    }

    fn any(&mut self, kind: Kind) -> String {
        self.random.pick(self.plan.of(kind)).slug.clone()
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}

fn topics() -> String {
    let mut text = String::new();
    for topic in TOPICS {
        let _ = writeln!(text, "{topic}:\n  label: {}", topic.replace('-', " "));
    }
    text
}

fn write(root: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let path = root.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)
}

/// Runs git with authors and dates that depend on nothing but the number of the commit.
fn git(root: &Path, arguments: &[&str], commit: usize) -> io::Result<()> {
    let author = format!("Author {}", commit % 3);
    let date = format!("2025-0{}-01T12:00:00Z", commit + 1);
    let status = Command::new("git")
        .current_dir(root)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .envs(["GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"].map(|name| (name, &author)))
        .envs(["GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"].map(|name| (name, "a@example.org")))
        .envs(["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"].map(|name| (name, &date)))
        .stdin(Stdio::null())
        .status()?;
    if status.success() { Ok(()) } else { Err(io::Error::other(format!("git {arguments:?} failed"))) }
}
