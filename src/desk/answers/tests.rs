use super::mail::{Said, read};
use super::*;
use crate::config::{Language, Localized, Questions, Vocabularies};
use crate::site::{Site, site_of};

const DAY: Date = jiff::civil::date(2026, 3, 1);

/// A site in six languages with a museum, which has another title in Spanish, and two tools of one title.
fn site() -> Site {
    site_of(
        "languages: [en, es, fr, ar, pt-BR, sv]\nrepository: {url: https://github.com/o/r}\n",
        &[
            ("content/partners/museum.es.md", "---\ntitle: \"Museo de faroles, Lima\"\n---\n"),
            ("content/partners/museum.md", "---\ntitle: \"Lantern Museum\"\n---\n"),
            ("content/tools/one.md", "---\ntitle: Same\n---\n"),
            ("content/tools/two.md", "---\ntitle: Same\n---\n"),
        ],
        DAY,
    )
}

/// The fields as they would be written, and the text.
fn fields(said: &Said) -> Vec<String> {
    let request = NewRequest { filled: said.filled.clone(), ..NewRequest::default() };
    request.fields("github").iter().flat_map(|(name, value)| crate::yaml::write::field(name, value)).collect()
}

fn kept(said: &Said) -> Vec<(&str, &str)> {
    said.filled.kept.iter().map(|kept| (&*kept.question, &*kept.answer)).collect()
}

#[test]
fn answers_are_fields_in_every_language_of_the_site() {
    let site = site();
    let questions = &site.questions;
    for language in &site.config.languages {
        let asked = |field: &str| {
            questions.of_field(field).unwrap().asked(language, site.config.default_language(), "GitHub")
        };
        let country = site.label(Vocabulary::Countries, "PE", language);
        let maps = site.label(Vocabulary::ContentTypes, "maps", language);
        let choices = &questions.of_field("size").unwrap().choices;
        let project = choices.iter().find(|choice| &*choice.id == "project").unwrap();
        let project = project.label.get(language, site.config.default_language());
        let text = format!(
            "Hello\n\n{}\nOld maps\n\n{}\nOne\n\nTwo\n\n{}\n\n{}\nAna\n\n{}\n@ana\n\n{}\n{country}\n\n{}\n{maps}\n\n\
             {}\n{project}\n\n{}\nes, Svenska\nportuguês",
            asked("title"),
            asked("description"),
            asked("justification"),
            asked("requester.name"),
            asked("requester.accounts"),
            asked("countries"),
            asked("content_types"),
            asked("size"),
            asked("languages"),
        );
        let said = read(&site, &text);
        assert_eq!(
            fields(&said),
            [
                "title: Old maps",
                "requester: {name: Ana, accounts: {github: ana}}",
                "countries: [PE]",
                "languages: [es, sv, pt-BR]",
                "size: project",
                "description: |-",
                "  One",
                "  ",
                "  Two",
                "content_types: [maps]",
            ]
            .map(|line| line.trim_end().to_owned()),
            "{language}"
        );
        assert_eq!(
            (said.rest.as_str(), said.language.as_ref(), kept(&said)),
            ("Hello", Some(language), vec![])
        );
    }
}

#[test]
fn a_question_is_known_however_a_mail_program_writes_it() {
    let site = site();
    for (title, description) in [
        ("What do you need? Maps", "What is it about? Old"),
        ("1. What do you need?\nMaps", "2) What is it about?\nOld"),
        ("*What do you need?*\nMaps", "**What is it about?** Old"),
        ("> What do you need?\n> Maps", ">> What is it about?\n>> Old"),
        ("> What do you need?\nMaps", "> What is it about?\nOld"),
        ("- WHAT DO YOU NEED?:\nMaps", "# what is it about\nOld"),
        ("¿Que necesita?\nMaps", "De quoi s'agit-il ?\nOld"),
    ] {
        let said = read(&site, &format!("{title}\n\n{description}\n"));
        assert_eq!(fields(&said), ["title: Maps", "description: Old"], "{title}");
    }
    // A question within a text is no question of the desk.
    let text = "They asked me: What do you need? I said maps.\nWhat is it about? Nothing.";
    assert_eq!(read(&site, text).rest, text);
}

#[test]
fn one_question_may_stand_in_any_text() {
    let site = site();
    let one = "What do you need?\nMaps";
    assert_eq!((fields(&read(&site, one)), read(&site, one).rest.as_str()), (vec![], one));
    let twice = format!("{one}\n\n{one}");
    assert_eq!(read(&site, &twice).rest, twice);
    let two = read(&site, &format!("{one}\n\nWho are you?\n"));
    assert_eq!((fields(&two), two.rest.as_str()), (vec!["title: Maps".to_owned()], ""));
}

#[test]
fn what_a_field_cannot_say_is_kept_for_the_text() {
    let site = site();
    let said = read(
        &site,
        "What do you need?\nMaps\nand books\n\nWhich country is it about?\nPeru (PE), Atlantis; Congo, Republic\n\n\
         Which tools do you use or want to use?\nSame, one\n\nWho does the content come from?\n- Museo de faroles, Lima\n\
         - An archive, and its friends\n\nYour name on GitHub\nAna from Lima\n\nHow large is it?\nVery\n\n\
         In which languages may we answer?\nno idea\n",
    );
    assert_eq!(
        fields(&said),
        ["title: Maps", "countries: [PE, CG]", "partners: [museum]", "tools: [one]"].map(str::to_owned)
    );
    assert_eq!(
        kept(&said),
        [
            ("What do you need?", "and books"),
            ("Your name on GitHub", "Ana from Lima"),
            ("Which country is it about?", "Atlantis"),
            ("In which languages may we answer?", "no idea"),
            ("How large is it?", "Very"),
            ("Which tools do you use or want to use?", "Same"),
            ("Who does the content come from?", "An archive, and its friends"),
        ]
    );
}

#[test]
fn the_form_is_known_by_its_line() {
    let site = site();
    let said = read(
        &site,
        "Estas respuestas se escribieron con el formulario.\n\n¿Qué necesita?\nMapas\n\n¿Cómo se llama?\nAna\n",
    );
    assert!(said.by_form && said.rest.is_empty());
    assert!(!read(&site, "¿Qué necesita?\nMapas\n\n¿Cómo se llama?\nAna\n").by_form);
}

#[test]
fn a_file_in_a_mail_says_what_a_question_could_have_asked_for() {
    let site = site();
    let said = read(
        &site,
        "Hello\n\n---\ntitle: \"Maps: old\"\nrequester: {name: Ana, accounts: {github: ana}}\nchannel: form\nlanguage: es\n\
         received: 2020-01-01\nstatus: completed\nassignee: eve\ncountries: [PE]\npartners: [museum, nobody]\nsize: project\n\
         help: [Advice]\nlanguages: [es]\ndescription: Old\n---\nMore *text*\n",
    );
    assert_eq!(
        fields(&said),
        [
            "title: \"Maps: old\"",
            "requester: {name: Ana, accounts: {github: ana}}",
            "countries: [PE]",
            "languages: [es]",
            "size: project",
            "help: [Advice]",
            "description: Old",
            "partners: [museum]",
        ]
        .map(str::to_owned)
    );
    assert_eq!(said.rest, "Hello\n\nMore *text*");
    assert_eq!(said.left_out, ["assignee", "status"]);
    assert_eq!(said.written_in, Language::parse("es"));
    assert_eq!(kept(&said), [("partners", "nobody")]);
    assert!(said.by_form && said.unreadable.is_none());
    // A line is no file, and neither is what has no title.
    for text in ["One\n---\nTwo", "---\nOne\n---\nTwo", "---\ntitle: One"] {
        assert_eq!((read(&site, text).rest.as_str(), read(&site, text).filled.is_empty()), (text, true));
    }
    let broken = "---\ntitle: [One\n---\nTwo";
    let said = read(&site, broken);
    assert_eq!((said.rest.as_str(), said.filled.is_empty()), (broken, true));
    assert!(said.unreadable.is_some_and(|faults| faults.has_errors()));
}

#[test]
fn of_a_file_and_answers_the_first_is_what_was_sent() {
    let site = site();
    let answers = "What do you need?\nMaps\n\nWhat is it about?\n---\ntitle: Mine\n---\nmore";
    assert_eq!(fields(&read(&site, answers))[0], "title: Maps");
    let file = "---\ntitle: Mine\ndescription: |\n  What do you need?\n  Maps\n  What is it about?\n---\n";
    assert_eq!(fields(&read(&site, file))[0], "title: Mine");
}

#[test]
fn every_field_that_can_be_asked_for_is_one_of_a_request() {
    for (field, _) in ASKABLE {
        let top = field.split('.').next().unwrap();
        assert!(Kind::Request.field(top).is_some(), "{field}");
    }
}

#[test]
fn the_standard_questions_have_no_fault_and_all_six_languages() {
    let askable = askable();
    let text = include_str!("../../config/questions.yaml");
    let (standard, faults) = Questions::parse(text, &Vocabularies::default(), &askable, &review::askable());
    assert!(faults.is_empty(), "{faults:?}");
    assert_eq!(standard, Questions::standard());
    let fields: Vec<&str> = standard.all().filter_map(|question| question.field.as_deref()).collect();
    for known in &askable {
        assert!(fields.contains(&known.field), "{} is asked for", known.field);
    }
    let six = ["ar", "en", "es", "fr", "pt", "sv"];
    let languages = |text: &Localized| -> Vec<String> {
        text.each().map(|(language, _)| language.unwrap().to_string()).collect()
    };
    let heads = [&standard.title, &standard.text, &standard.form];
    let of_questions = standard.all().flat_map(|question| [&question.label, &question.help]);
    for text in heads.into_iter().chain(standard.parts.iter().map(|part| &part.label)).chain(of_questions) {
        assert_eq!(languages(text), six, "{text:?}");
    }
    assert!(!standard.follow_up.is_empty() && standard.follow_up.iter().all(|text| languages(text) == six));
    let choices = standard.all().flat_map(|question| &question.choices).map(|choice| &choice.label);
    let others = standard.all().map(|question| &question.other).filter(|text| text.each().next().is_some());
    for text in choices.chain(others) {
        assert_eq!(languages(text), six, "{text:?}");
    }
}

/// The fields that an answer to a question fills, and what is kept of it.
fn answered(question: &str, answer: &str) -> (Vec<String>, Vec<String>) {
    let said = read(&site(), &format!("What do you need?\nMaps\n\n{question}\n{answer}\n"));
    let kept = said.filled.kept.iter().map(|kept| kept.answer.clone()).collect();
    (fields(&said)[1..].to_vec(), kept)
}

#[test]
fn what_stands_in_brackets_is_not_lost_and_codes_are_no_words() {
    for (question, answer, field, kept) in [
        ("Which country is it about?", "Peru (PE)", "countries: [PE]", ""),
        ("Which country is it about?", "Georgia (the US state)", "", "Georgia (the US state)"),
        ("Which country is it about?", "no", "", "no"),
        ("Which country is it about?", "NO", "countries: [\"NO\"]", ""),
        ("Which country is it about?", "Peru and Chile", "countries: [PE, CL]", ""),
        ("Which country is it about?", "Perú y Chile / Suède", "countries: [PE, CL, SE]", ""),
        ("Which country is it about?", "بيرو والسويد", "countries: [PE, SE]", ""),
        ("Which country is it about?", "Trinidad and Tobago", "countries: [TT]", ""),
        ("Which country is it about?", "Peru and the sea", "", "Peru and the sea"),
        ("In which languages may we answer?", "any", "", "any"),
        ("In which languages may we answer?", "ES et svenska", "languages: [es, sv]", ""),
        ("Which tools do you use or want to use?", "one (only to look)", "", "one (only to look)"),
        ("How large is it?", "Project (about 40 hours)", "", "Project (about 40 hours)"),
        ("Who are you?", "- Zed", "requester: {name: Zed}", ""),
        ("What kind of help do you want?", "1. Advice\n2) A tool", "help: [Advice, A tool]", ""),
    ] {
        let expected = |text: &str| if text.is_empty() { vec![] } else { vec![text.to_owned()] };
        assert_eq!(answered(question, answer), (expected(field), expected(kept)), "{answer}");
    }
}

#[test]
fn what_the_desk_wrote_around_its_questions_is_no_answer() {
    let said = read(
        &site(),
        "1. What do you need? In one line, such as: Help with uploading 500 photographs.\nMaps\n\nWho asks\n\n\
         2. Who are you? A name or a user name. It will be public.\n\nMore, if you know it\n",
    );
    assert_eq!((fields(&said), kept(&said)), (vec!["title: Maps".to_owned()], vec![]));
    assert_eq!(said.copied, 4, "what is left out is counted");
}

#[test]
fn a_long_answer_is_text() {
    let long = |length: usize| "a".repeat(length);
    let (field, kept) = answered("What is it about?", &long(LONGEST_TEXT));
    assert_eq!((field.len(), kept.len()), (1, 0));
    let (field, kept) = answered("What is it about?", &long(LONGEST_TEXT + 1));
    assert_eq!((field, kept), (vec![], vec![long(LONGEST_TEXT + 1)]));
}

#[test]
fn what_a_file_hides_is_withheld() {
    let file = "---\ntitle: Maps\nrequester: {name: \"ada\\x40example.org\"}\ndescription: \"+46 70\\x20123 45 67\"\n\
                partners: [\"eve\\x40example.org\"]\n---\n";
    let said = read(&site(), file);
    let text = format!("{:?}{:?}", fields(&said), kept(&said));
    assert!(!text.contains("example.org") && !text.contains("45 67"), "{text}");
    assert_eq!(said.withheld.values().sum::<usize>(), 3);
}
