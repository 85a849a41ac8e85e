use super::*;

const ASKABLE: [Askable; 4] = [
    Askable { field: "title", terms: None, values: &[] },
    Askable { field: "description", terms: None, values: &[] },
    Askable { field: "size", terms: None, values: &["question", "project"] },
    Askable { field: "content_types", terms: Some(Vocabulary::ContentTypes), values: &[] },
];
const OF_REVIEW: [Askable; 7] = [
    Askable { field: "request", terms: None, values: &[] },
    Askable { field: "recommendation", terms: None, values: &["proceed", "revise", "decline"] },
    Askable { field: "priority", terms: None, values: &["high", "medium", "low"] },
    Askable { field: "reason", terms: None, values: &[] },
    Askable { field: "conditions", terms: None, values: &[] },
    Askable { field: "conflict", terms: None, values: &[] },
    Askable { field: "contested", terms: None, values: &[] },
];
const TITLE: &str = "{id: title, field: title, needed: true, label: {en: What?, es: ¿Qué?}}";

fn parse(text: &str) -> (Arc<Questions>, Vec<String>) {
    let (questions, faults) = Questions::parse(text, &Vocabularies::default(), &ASKABLE, &OF_REVIEW);
    let text_of =
        |fault: &Diagnostic| format!("{}: {}", fault.message, fault.help.clone().unwrap_or_default());
    (questions, faults.iter().map(text_of).collect())
}

/// The faults of a file with these questions besides that for the title.
fn faults(questions: &str) -> Vec<String> {
    let (read, faults) = parse(&format!("parts: [{{label: A, questions: [{TITLE}, {questions}]}}]\n"));
    assert_eq!(
        faults.is_empty(),
        read.all().count() == 2,
        "a file with a fault leaves the standard questions"
    );
    faults
}

#[test]
fn a_site_asks_its_own_questions() {
    let (questions, faults) = parse(&format!("parts: [{{label: A, questions: [{TITLE}]}}]\n"));
    assert_eq!(faults, [""; 0]);
    assert_eq!(questions.all().map(|question| &*question.id).collect::<Vec<_>>(), ["title"]);
    let es = Language::parse("es").unwrap();
    let en = Language::default();
    assert_eq!(questions.of_field("title").unwrap().asked(&es, &en, "GitHub"), "¿Qué?");
    assert_eq!(faults_of_label("Your name on {forge}"), "Your name on GitHub");
}

fn faults_of_label(label: &str) -> String {
    let (questions, _) =
        parse(&format!("parts: [{{label: A, questions: [{TITLE}, {{id: a, label: \"{label}\"}}]}}]\n"));
    questions.all().nth(1).unwrap().asked(&Language::default(), &Language::default(), "GitHub")
}

#[test]
fn what_cannot_be_asked_is_told_with_what_to_write() {
    for (question, said) in [
        ("{id: title, label: Why}", "there are two questions `title`: give one of them another name"),
        (
            "{id: A b, label: Why}",
            "`A b` cannot be the name of a question: use lowercase letters, digits and hyphens",
        ),
        ("{id: a, label: \"…\"}", "the question `a` has no text: write what people are asked"),
        (
            "{id: a, label: que}",
            "the questions `title` and `a` have one text: an answer in a mail is known by its question: put one of \
             them in other words",
        ),
        (
            "{id: a, field: title, label: Why}",
            "`title` is filled by the question `title` already: delete one of them, or the line `field`: then the \
             answer is a part of the text",
        ),
        (
            "{id: a, field: status, label: Why}",
            "no question can fill `status`: a question can fill title, description, size, content_types",
        ),
        ("{id: a, field: tittle, label: Why}", "no question can fill `tittle`: did you mean `title`?"),
        (
            "{id: a, field: size, label: Why}",
            "the answers to `a` have no text: write `choices`: an `id` and a `label` for each",
        ),
        (
            "{id: a, field: size, label: Why, choices: [{id: huge, label: Huge}]}",
            "`size` cannot be `huge`: known here: question, project",
        ),
        (
            "{id: a, field: content_types, label: Why, choices: [{id: maps}, {id: maps}]}",
            "the answer `maps` is there twice: delete one of them",
        ),
        (
            "{id: a, label: Why, choices: [{id: b}]}",
            "the answers to `a` have no text: write a `label` for each: no field says what it is",
        ),
        (
            "{id: a, field: content_types, label: Why, choices: [{id: mapps}]}",
            "unknown content type `mapps`: did you mean `maps`?",
        ),
    ] {
        assert_eq!(faults(question), [said], "{question}");
    }
    for sound in [
        "{id: a, label: Why}",
        "{id: a, field: size, label: Why, choices: [{id: question, label: Small}]}",
        "{id: a, field: content_types, label: Why, choices: [{id: maps}]}",
        "{id: a, label: Why, choices: [{id: b, label: B}]}",
    ] {
        assert_eq!(faults(sound), [""; 0], "{sound}");
    }
}

#[test]
fn a_request_needs_a_title_so_it_is_asked_for() {
    let said = "no question asks for the title, which every request needs: write a question with `field: title` and \
                `needed: true`";
    for questions in ["{id: a, label: Why}", "{id: a, field: title, label: Why}"] {
        let (read, faults) = parse(&format!("parts: [{{label: A, questions: [{questions}]}}]\n"));
        assert_eq!(faults, [said]);
        assert_eq!(read, Questions::standard());
    }
}

#[test]
fn a_review_by_mail_is_asked_for_as_the_site_does_it() {
    let with = |review: &str| {
        let (read, faults) = parse(&format!("parts: [{{label: A, questions: [{TITLE}]}}]\n{review}"));
        (read.review.len(), faults)
    };
    assert_eq!(with(""), (Questions::standard().review.len(), Vec::new()));
    let sound = "{id: a, field: request, label: R}, {id: b, field: recommendation, label: S, choices: [{id: proceed, \
                 label: Yes}]}, {id: c, field: reason, label: T}";
    assert_eq!(with(&format!("review: [{sound}]\n")), (3, Vec::new()));
    for (review, said) in [
        (
            format!("review: [{sound}, {{id: d, label: U}}]\n"),
            "the answer to `d` is no part of a review: write `field`: one of",
        ),
        (
            format!("review: [{sound}, {{id: d, field: title, label: U}}]\n"),
            "no question can fill `title`: a question can fill",
        ),
        (
            format!("review: [{sound}, {{id: d, field: priority, label: U}}]\n"),
            "the answers to `d` have no text",
        ),
        (
            sound.replace("field: request", "field: priority, choices: [{id: low, label: L}]"),
            "no question asks for the `request`",
        ),
        (sound.replace("field: reason", "field: conflict"), "no question asks for the `reason`"),
        (
            "{id: a, field: request, label: R}, {id: c, field: reason, label: T}".to_owned(),
            "no question asks for the `recommendation`",
        ),
    ] {
        let review = if review.starts_with("review") { review } else { format!("review: [{review}]\n") };
        let (_, faults) = with(&review);
        assert!(faults.len() == 1 && faults[0].starts_with(said), "{review}: {faults:?}");
    }
}
