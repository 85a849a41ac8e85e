use super::*;
use crate::site::site_of;

fn site() -> Site {
    site_of(
        "languages: [en, es]\n",
        &[
            ("content/people/ada.md", "---\ntitle: Ada Example\n---\n"),
            ("content/people/ben.md", "---\ntitle: Ben\n---\n"),
            ("content/people/ben-too.md", "---\ntitle: Ben\n---\n"),
        ],
        jiff::civil::date(2026, 3, 1),
    )
}

fn said<T: Clone>(noted: &[Noted<T>]) -> Vec<T> {
    noted.iter().map(|noted| noted.said.clone()).collect()
}

#[test]
fn what_stands_behind_the_labels_is_taken_and_all_else_stays() {
    let minutes = read(
        &site(),
        "# Agenda\n\nDate: 2026-03-01\nGroup: committee\nPresent: Ada Example, ben\nGuests: Somebody\n\n## Initial feedback\n\n\
         ### Maps\n\n- Request: maps (0123abcd)\n- waiting 3 days\n\nBetween us: the donor is difficult.\n\n\
         Ada Example: recommend: proceed, priority: high, because: it fills a gap\nben: recommend: , priority: , because: \n\n\
         Decision: It goes on.\nBecause: All agree, and there is room.\n\nOff the record.\n\n### Songs\nRequest: songs\nDecision:\n",
    );
    assert_eq!(minutes.date.unwrap(), Noted { line: 3, said: "2026-03-01".to_owned() });
    assert_eq!(
        (said(&minutes.present), said(&minutes.guests)),
        (vec!["Ada Example".into(), "ben".into()], vec!["Somebody".into()])
    );
    assert_eq!(minutes.group.unwrap().said, "committee");
    let [maps, songs] = &minutes.items[..] else { panic!("two requests") };
    assert_eq!((&*maps.request.said, maps.digest.as_deref()), ("maps", Some("0123abcd")));
    assert_eq!(maps.decision.as_ref().unwrap(), &Noted { line: 20, said: "It goes on.".to_owned() });
    assert_eq!(maps.reason.as_ref().unwrap().said, "All agree, and there is room.");
    assert_eq!(minutes.unclear, []);
    let [ada] = &maps.spoken[..] else { panic!("what is left open is nothing: {:?}", maps.spoken) };
    assert_eq!((ada.line, ada.said.person.as_deref()), (17, Some("Ada Example")));
    assert_eq!(
        (ada.said.said.recommendation.as_deref(), ada.said.said.reason.as_deref()),
        (Some("proceed"), Some("it fills a gap"))
    );
    assert_eq!((&songs.decision, songs.reason.is_some(), songs.spoken.len()), (&None, false, 0));
    // Three headings and their two subheadings, the days, and two lines between those who met.
    assert_eq!(minutes.left, 7);
}

#[test]
fn whoever_speaks_is_named() {
    let spoken = |line: &str| {
        let minutes = read(&site(), &format!("Request: maps\n{line}\n"));
        let spoken = minutes.items[0].spoken.iter().map(|noted| noted.said.person.clone());
        (spoken.collect::<Vec<_>>(), minutes.left)
    };
    for (line, expected) in [
        ("ada: recommend: proceed, because: yes", (vec![Some("ada".to_owned())], 0)),
        ("- Ada Example: recomiendo: reformular, porque: sí", (vec![Some("Ada Example".to_owned())], 0)),
        ("Nobody Known: recommend: proceed, because: yes", (vec![Some("Nobody Known".to_owned())], 0)),
        ("recommend: proceed, because: yes", (vec![None], 0)),
        ("- recommend: proceed, because: yes", (vec![], 1)),
        ("- on condition that: There is a licence", (vec![], 1)),
        ("- Ada Example: proceed, high. Priority: it fills a gap", (vec![], 1)),
        ("ada: not sure", (vec![], 1)),
        ("ada said: let us see", (vec![], 1)),
    ] {
        assert_eq!(spoken(line), expected, "{line}");
    }
    assert_eq!(find(&site(), " ada example "), Some("ada"));
    assert_eq!((find(&site(), "Ben"), find(&site(), "ben"), find(&site(), "eve")), (None, Some("ben"), None));
}

#[test]
fn a_line_is_public_or_a_note_and_nothing_between() {
    let unclear = |text: &str| {
        let minutes = read(&site(), text);
        minutes.unclear.iter().map(|noted| (noted.line, noted.said)).collect::<Vec<_>>()
    };
    for public in [
        "Present: ada",
        "Request: maps\nDecision: It goes on.",
        "Request: maps\nBecause: All agree.",
        "Request: maps\nada: recommend: proceed, because: yes",
    ] {
        let line = public.lines().count() + 1;
        assert_eq!(unclear(&format!("{public}\nand there is room\n")), [(line, Unclear::Below)], "{public}");
        assert_eq!(unclear(&format!("{public}\n\nand there is room\n")), [], "{public}");
        assert_eq!(
            unclear(&format!("{public}\nBecause: \n- a point of the agenda\n## Next\n")),
            [],
            "{public}"
        );
    }
    for again in [
        "Date: 2026-03-01\nDate: 2026-03-02",
        "Group: one\nGroup: two",
        "Request: maps\nDecision: Yes.\nDecision: No.",
        "Request: maps\nBecause: One.\nBecause: Two.",
    ] {
        let line = again.lines().count();
        assert_eq!(unclear(again), [(line, Unclear::Again)], "{again}");
    }
    // Below a line that says nothing, and below what only names the request, a note is one.
    assert_eq!(unclear("Request: maps\nDecision: \nwe could not agree\n"), []);
}
