//! What a kind and a field have to bring: words, a template, a colour. The declaration says which there
//! are, so these tests ask for those of a new one without being changed.

use std::collections::BTreeSet;

use casebook::record::{Blank, DecidedBy, Field, Kind, Shown};

use crate::site::{Site, repository};

fn theme(path: &str) -> String {
    std::fs::read_to_string(repository("themes/default").join(path)).unwrap()
}

fn words() -> BTreeSet<String> {
    let locale = theme("locales/en.ftl");
    locale.lines().filter_map(|line| Some(line.split_once(" =")?.0.to_owned())).collect()
}

#[test]
fn a_kind_has_its_template_its_words_and_its_colours() {
    let (words, style) = (words(), theme("static/style.css"));
    for kind in Kind::ALL {
        let name = kind.name();
        let template = theme(&format!("templates/{name}.html"));
        assert!(template.contains("record.html"), "{name}.html");
        for word in ["one", "many", "text"] {
            assert!(words.contains(&format!("kind-{name}-{word}")), "kind-{name}-{word}");
        }
        let class = format!(".kind-{name} {{ --kind: var(--{name}); --shape: ");
        assert!(style.contains(&class), "style.css has no `{class}`");
        // One colour on light ground, one on dark.
        let colours = style.lines().filter(|line| line.trim().starts_with(&format!("--{name}: #"))).count();
        assert_eq!(colours, 2, "style.css has no two colours for {name}");
        assert_eq!(Kind::named(name), Some(kind));
        assert_eq!(Kind::of_folder(kind.folder()), Some(kind));
    }
}

#[test]
fn a_field_that_is_shown_has_a_name_on_the_page() {
    let words = words();
    for field in Kind::ALL.into_iter().flat_map(Kind::fields) {
        let word = match field.shown {
            Shown::Section(heading) => heading,
            Shown::Fact | Shown::Apart => field.label,
            Shown::Head | Shown::Searched | Shown::Nowhere => continue,
        };
        assert!(words.contains(word), "{} needs {word}", field.name);
    }
}

#[test]
fn a_new_record_offers_every_field_that_its_author_fills_in() {
    let site = Site::new();
    for kind in Kind::ALL {
        let path = site.run(["new", kind.name(), "A title"]).stdout;
        let text = std::fs::read_to_string(site.path(path.trim())).unwrap();
        for field in kind.fields() {
            let line = text.lines().find(|line| line.starts_with(&format!("{}:", field.name)));
            let is_offered =
                matches!(field.blank, Blank::Value(_)) || ["title", "draft"].contains(&field.name);
            assert_eq!(line.is_some(), is_offered, "{}: {}\n{text}", kind.name(), field.name);
            // Its line says what it is for, in the words of the schema.
            if let Some(line) =
                line.filter(|_| matches!(field.blank, Blank::Value(_)) && field.name != "title")
            {
                let about = field.about.trim_end_matches('.');
                assert!(line.contains(about), "{line}");
            }
        }
    }
    let desks = |field: &&Field| field.decided_by == DecidedBy::Desk;
    assert!(Kind::Request.fields().filter(desks).all(|field| field.blank == Blank::Omitted));
}
