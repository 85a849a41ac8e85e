use super::*;

/// So many letters and digits that are of every alphabet. Put together here, so that no scanner of
/// repositories takes them for a secret.
fn value(length: usize) -> String {
    "A2B3C4D5E6F7G2H".chars().cycle().take(length).collect()
}

/// Whether a text has a secret that goes on to its end.
fn ends_with_secret(text: &str) -> bool {
    find(text).iter().any(|found| found.end == text.len())
}

#[test]
fn a_token_of_every_form_is_found_in_each_length_that_it_has() {
    for Form { prefix, length, .. } in FORMS {
        let (least, most) = (*length.start(), *length.end());
        for (length, is_token) in [(least - 1, false), (least, true), (most, true), (most + 1, false)] {
            let token = format!("{prefix}{}", value(length));
            assert_eq!(ends_with_secret(&token), is_token, "{prefix}: {length}");
        }
    }
}

#[test]
fn every_word_before_a_secret_tells_of_it() {
    for (words, shortest) in [(PASSWORD_WORDS, SHORTEST_PASSWORD), (KEY_WORDS, SHORTEST_KEY)] {
        for word in words {
            for (length, is_secret) in
                [(shortest - 1, false), (shortest, true), (LONGEST_VALUE, true), (LONGEST_VALUE + 1, false)]
            {
                for word in [(*word).to_owned(), word.to_uppercase()] {
                    let text = format!("{word}: {}", value(length));
                    assert_eq!(ends_with_secret(&text), is_secret, "{word}: {length}");
                }
            }
        }
    }
    assert!(!ends_with_secret(&format!("word: {}", value(20))));
}

#[test]
fn a_web_token_and_a_bearer_are_as_long_as_theirs_are() {
    let web = |header: usize, payload: usize| {
        ends_with_secret(&format!("eyJ{}.eyJ{}", value(header - 3), value(payload - 3)))
    };
    assert!(web(10, 11) && !web(9, 11) && !web(10, 10));
    for text in ["abcdefghij12.eyJabcdefghijkl", "eyJabcdefghij.abcdefghijkl12"] {
        assert_eq!(find(text), [0..0; 0], "{text}");
    }
    let bearer = |length: usize| ends_with_secret(&format!("Bearer {}", value(length)));
    assert!(bearer(SHORTEST_KEY) && !bearer(SHORTEST_KEY - 1));
    let text = "password: token abc12345";
    let found: Vec<&str> = find(text).into_iter().map(|range| &text[range]).collect();
    assert_eq!(found, ["abc12345"]);
    assert_eq!(find("no password hunter22"), [0..0; 0]);
}
