//! A site that is read again and again, as the preview does, while people work on originals and their translations: what it
//! is then is byte for byte what reading it from nothing gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use casebook::parse::markdown::SectionDigest;
use casebook::pipeline::{Built, Inventory, Loaded, Project};
use casebook::render::{Pictures, Renderer};
use casebook::search::{self, Live};
use casebook::site::Asset;
use rayon::prelude::*;

use crate::lot::Lot;
use crate::search::{index, project};
use crate::site::{Site, published};

/// What one language of a record says.
#[derive(Clone, Default)]
struct Text {
    title: String,
    lessons: Vec<String>,
    /// What comes before the first heading, which may be nothing.
    lead: String,
    /// Each with its heading.
    sections: Vec<String>,
}

impl Text {
    fn fields(&self) -> String {
        format!("title: {}\nsummary: Made up.\nlessons: [{}]\n", self.title, self.lessons.join(", "))
    }

    /// The sections of the text, each with its id.
    fn parts(&self) -> Vec<(String, &str)> {
        let lead = (!self.lead.is_empty()).then(|| ("(top)".to_owned(), &*self.lead));
        let id = |section: &str| section.lines().next().unwrap()[3..].replace(' ', "-").to_lowercase();
        lead.into_iter().chain(self.sections.iter().map(|section| (id(section), &**section))).collect()
    }

    fn body(&self) -> String {
        self.parts().iter().flat_map(|(_, text)| [*text, "\n\n"]).collect()
    }

    /// Changes something; `word` is one that was not there before.
    fn edit(&mut self, lot: &mut Lot, word: &str) {
        let at = lot.below(self.sections.len().max(1));
        match lot.below(11) {
            0 => self.title = format!("Title {word}"),
            1 => self.lessons.push(word.to_owned()),
            2 => drop(self.lessons.pop()),
            3 => self.lead = if self.lead.is_empty() { format!("Lead {word}.") } else { String::new() },
            4 if self.sections.len() > 1 => {
                let moved = self.sections.remove(at);
                self.sections.insert(lot.below(self.sections.len() + 1), moved);
            }
            5 if !self.sections.is_empty() => drop(self.sections.remove(at)),
            6 if !self.sections.is_empty() => self.sections.insert(at, self.sections[at].clone()),
            7 if !self.sections.is_empty() => self.sections[at] = format!("## Renamed {word}\n\nText."),
            8 | 9 if !self.sections.is_empty() => write!(self.sections[at], " More {word}.").unwrap(),
            _ => self.sections.insert(at, format!("## Part {word}\n\nText {word}.")),
        }
    }
}

fn digest(text: &str) -> String {
    SectionDigest::of(text).to_string()
}

/// A translation as its file has it.
#[derive(Clone, Default)]
struct Translated {
    text: Text,
    is_draft: bool,
    awaits_review: bool,
    /// What it says that it was made from, if anything: fields and sections.
    told: Option<(Vec<String>, Vec<String>)>,
}

impl Translated {
    /// One that says what the original says.
    fn of(original: &Text) -> Self {
        let section = |text: &String| text.replace("## ", "## Es ").replace("Text", "Texto");
        let text = Text {
            title: format!("Es {}", original.title),
            lead: original.lead.replace("Lead", "Inicio"),
            sections: original.sections.iter().map(section).collect(),
            lessons: original.lessons.iter().map(|lesson| format!("es{lesson}")).collect(),
        };
        let mut made = Self { text, ..Self::default() };
        made.tell(original);
        made
    }

    /// Lets it say that it was made from the original as it is, section by section.
    fn tell(&mut self, original: &Text) {
        let lessons = original.lessons.join("\n");
        let fields = [("title", &*original.title), ("summary", "Made up."), ("lessons", &lessons)];
        let fields = fields.map(|(name, text)| format!("{name} {}", digest(text)));
        let sources = original.parts();
        let source = |place: usize| {
            sources.get(place).map_or("(own)".to_owned(), |(id, text)| format!("{id} {}", digest(text)))
        };
        self.told = Some((fields.into(), (0..self.text.parts().len()).map(source).collect()));
    }

    /// Changes something of it. Often it has an entry for each of its sections afterwards.
    fn edit(&mut self, lot: &mut Lot, word: &str, original: &Text) {
        match (lot.below(10), &mut self.told) {
            (0, _) => self.tell(original),
            (1, told) => *told = None,
            (2, _) => self.is_draft = !self.is_draft,
            (3, _) => self.awaits_review = !self.awaits_review,
            (4, Some((_, sections))) if sections.len() > 1 => {
                let at = lot.below(sections.len());
                let moved = sections.remove(at);
                // Two sections that became one.
                match lot.below(2) {
                    0 => sections.insert(0, moved),
                    _ if moved != "(own)" && sections[0] != "(own)" => {
                        write!(sections[0], " + {moved}").unwrap();
                    }
                    _ => {}
                }
            }
            (5, _) => {
                // Not translated yet.
                let copied = original.sections.first().cloned().unwrap_or_default();
                if !copied.is_empty() {
                    self.text.sections.push(copied);
                    self.tell(original);
                }
            }
            _ => self.text.edit(lot, word),
        }
        let there = self.text.parts().len();
        if let Some((_, sections)) = self.told.as_mut().filter(|_| lot.below(8) > 0) {
            sections.resize(there, "(own)".to_owned());
        }
    }

    fn file(&self) -> String {
        let mut front = self.text.fields();
        if self.is_draft {
            front.push_str("draft: true\n");
        }
        if let Some((fields, sections)) = &self.told {
            let (awaits, fields) = (self.awaits_review, fields.join(", "));
            write!(front, "translation:\n  awaits_review: {awaits}\n  fields: [{fields}]\n  sections:\n")
                .unwrap();
            for section in sections {
                writeln!(front, "  - {section}").unwrap();
            }
        }
        format!("---\n{front}---\n{}", self.text.body())
    }
}

/// A record that people work on.
struct Worked {
    stem: &'static str,
    original: Text,
    translated: Option<Translated>,
}

impl Worked {
    fn new(stem: &'static str) -> Self {
        let sections = (1..=4).map(|number| format!("## Part {number}\n\nText {number} of {stem}."));
        let original = Text {
            title: "Title".to_owned(),
            lessons: vec!["one".to_owned()],
            lead: "Lead.".to_owned(),
            sections: sections.collect(),
        };
        Self { stem, translated: Some(Translated::of(&original)), original }
    }

    fn edit(&mut self, lot: &mut Lot, word: &str) {
        match (lot.below(8), &mut self.translated) {
            (0, translated @ Some(_)) => *translated = None,
            (_, None) => self.translated = Some(Translated::of(&self.original)),
            (1..=4, Some(translated)) => translated.edit(lot, word, &self.original),
            _ => self.original.edit(lot, word),
        }
    }

    /// Its files, as they are to be; nothing for one that is not to be there.
    fn files(&self) -> [(String, Option<String>); 2] {
        let original = format!("---\n{}---\n{}", self.original.fields(), self.original.body());
        [
            (format!("{}.md", self.stem), Some(original)),
            (format!("{}.es.md", self.stem), self.translated.as_ref().map(Translated::file)),
        ]
    }
}

/// Writes what is not so yet, and says which files that were.
fn save(site: &Site, records: &[Worked]) -> BTreeSet<PathBuf> {
    let mut changed = BTreeSet::new();
    let root = std::fs::canonicalize(site.root()).unwrap();
    for (path, text) in records.iter().flat_map(Worked::files) {
        let there = std::fs::read_to_string(site.path(&path)).ok();
        if there != text {
            match text {
                Some(text) => site.write(&path, text),
                None => site.remove(&path),
            }
            changed.insert(root.join(path));
        }
    }
    changed
}

/// The sites here have no pictures.
struct NoPictures;

impl Pictures for NoPictures {
    fn bytes(&self, _: &Asset, _: Option<usize>) -> Option<Vec<u8>> {
        None
    }
}

/// All that is shown of a site: its pages and generated files, and the files of the search.
fn shown(loaded: &Loaded) -> BTreeMap<String, Vec<u8>> {
    let renderer = Renderer::new(&loaded.site, &loaded.theme, &NoPictures);
    let pages = loaded.site.pages();
    let drawn = pages.par_iter().map(|page| {
        let bytes = renderer.page(page).unwrap_or_else(|fault| panic!("{fault:?}"));
        (loaded.site.url(page).as_str().to_owned(), bytes)
    });
    drawn.collect()
}

fn faults(loaded: &Loaded) -> Vec<String> {
    loaded.diagnostics.iter().map(|fault| format!("{fault:?}")).collect()
}

/// A text that nobody has committed is one that the next reader of the site cannot know.
#[test]
fn what_was_never_committed_is_not_shown_as_what_an_original_said() {
    let mut record = Worked::new("content/cases/films");
    let site = Site::new().file("casebook.yaml", "languages: [en, es]\n");
    save(&site, std::slice::from_ref(&record));
    site.commit("Ada", "2026-01-05");
    let project = project(&site);
    let mut again = project.load(&Inventory::take(&project.root).unwrap(), None).unwrap();
    let translated = |record: &mut Worked| record.translated = Some(Translated::of(&record.original));
    let edits: [&dyn Fn(&mut Worked); 4] = [
        &|record| record.original.sections[0].push_str(" Known."),
        &|record| record.original.sections[1].push_str(" Not committed."),
        &|record| {
            translated(record);
            record.original.sections[0].push_str(" And changed.");
        },
        &|record| record.original.sections[1].push_str(" And gone."),
    ];
    for edit in edits {
        edit(&mut record);
        save(&site, std::slice::from_ref(&record));
        let inventory = Inventory::take(&project.root).unwrap();
        again = project.load(&inventory, Some(again)).unwrap();
        let anew = project.load(&inventory, None).unwrap();
        assert!(shown(&again) == shown(&anew), "{:#?}", record.files());
    }
}

/// What follows the site, as the index of the preview does, goes by whether a record is the one that it was.
#[test]
fn a_translation_is_put_together_anew_where_it_or_its_original_has_changed_and_nowhere_else() {
    let text = |title: &str, text: &str| format!("---\ntitle: {title}\nsummary: Made up.\n---\n{text}\n");
    let site = Site::new()
        .file("casebook.yaml", "languages: [en, es]\n")
        .file("content/guides/scan.md", text("Scan", "How to."))
        .file("content/guides/scan.es.md", text("Escanear", "Cómo."))
        .file("content/guides/name.md", text("Name", "How to."))
        .file("content/guides/name.es.md", text("Nombrar", "Cómo."));
    let project = project(&site);
    let mut before = project.load(&Inventory::take(&project.root).unwrap(), None).unwrap();
    for (path, changed) in [
        ("content/guides/scan.md", &["content/guides/scan.es.md", "content/guides/scan.md"][..]),
        ("content/guides/scan.es.md", &["content/guides/scan.es.md"]),
    ] {
        let records = |loaded: &Loaded| {
            let records = loaded.site.entries().map(|(_, entry)| Arc::clone(&entry.record));
            records.map(|record| (record.file.to_string(), record)).collect::<BTreeMap<_, _>>()
        };
        let old = records(&before);
        site.write(path, text("Other", "Other."));
        before = project.load(&Inventory::take(&project.root).unwrap(), Some(before)).unwrap();
        let new = records(&before);
        let others = new.iter().filter(|(file, record)| !Arc::ptr_eq(record, &old[*file]));
        assert_eq!(others.map(|(file, _)| &**file).collect::<Vec<_>>(), changed);
    }
}

#[test]
fn a_site_that_is_read_again_is_the_one_that_is_read_from_nothing() {
    let (mut sound, mut stale, mut borrowed) = (0, 0, 0);
    for seed in 0..SEEDS {
        let mut lot = Lot(seed);
        let mut records = [Worked::new("content/cases/films/index"), Worked::new("content/cases/maps")];
        let site = Site::new()
            .file("casebook.yaml", "languages: [en, es]\nrepository: {url: https://github.com/o/r}\nbase_url: https://example.org/\n")
            .file("content/guides/scan.md", "---\ntitle: Scan\nsummary: Made up.\n---\n[[cases/films]], [maps](../cases/maps.md).\n");
        save(&site, &records);
        site.commit("Ada", "2026-01-05");
        let project = Project { drafts: seed % 2 == 0, ..project(&site) };
        let mut inventory = Inventory::take(&project.root).unwrap();
        let mut again = project.load(&inventory, None).unwrap();
        let live = Live::default();
        for step in 0..STEPS {
            let word = format!("w{step}");
            let one = lot.below(records.len());
            records[one].edit(&mut lot, &word);
            let paths = save(&site, &records);
            inventory.refresh(&project.root, &paths).unwrap();
            if lot.below(4) == 0 {
                // The preview sees the files first, and then that they are committed.
                again = project.load(&inventory, Some(again)).unwrap();
                site.commit("Ada", "2026-01-06");
                inventory.refresh_checkout(&project.root);
            }
            again = project.load(&inventory, Some(again)).unwrap();
            let anew = project.load(&Inventory::take(&project.root).unwrap(), None).unwrap();
            let context = || format!("seed {seed}, step {step}: {:#?}", records[one].files());
            assert_eq!(faults(&again), faults(&anew), "{}", context());
            if anew.diagnostics.has_errors() {
                continue;
            }
            sound += 1;
            let (pages, expected) = (shown(&again), shown(&anew));
            assert!(pages.keys().eq(expected.keys()), "{}", context());
            for (url, bytes) in &expected {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                assert_eq!(text(&pages[url]), text(bytes), "{url}, {}", context());
                if url.starts_with("/es/cases/") {
                    stale += usize::from(text(bytes).contains("class=\"translation\""));
                    borrowed += usize::from(text(bytes).contains("part-note"));
                }
            }
            for (name, bytes) in index(&anew.site) {
                let file = live.file(&again.site, &search::address(&name));
                assert!(file.as_ref() == Some(&bytes), "{name}, {}", context());
            }
            let out = |name: &str| {
                let out = site.beside(name);
                let built = project.build(&out, |_| String::new(), |_| {}).unwrap();
                assert!(matches!(built, Built::Written { .. } | Built::Unchanged { .. }));
                published(&out)
            };
            if step % 4 == 3 {
                assert!(out("built-again") == out(&format!("built-{step}")), "{}", context());
            }
        }
    }
    assert!(sound > 15 && stale > 5 && borrowed > 5, "{sound} sound, {stale} stale, {borrowed} borrowed");
}

/// So many sites are edited so many times.
const SEEDS: u64 = 4;
const STEPS: usize = 9;
