//! The forms of one text: most mails have theirs as plain text and as HTML. [`parts`](super::parts) asks
//! which to read.
//!
//! Plain text is what its writer saw, as far as it says what the HTML says. Some programs put there only that
//! the mail is to be read as HTML, or what they can make of it. Lines that only the other form has are told.

use std::collections::HashSet;

use super::lines::Line;
use super::parts::Readable;
use crate::desk::private::is_unspaced;

/// What is read of several forms, and the lines that only the others have.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) texts: Vec<Readable>,
    pub(super) others: Vec<Line>,
}

/// Chooses between the forms of a text.
pub(super) fn choose(mut forms: Vec<Vec<Readable>>) -> Chosen {
    forms.retain(|texts| texts.iter().any(|text| !text.is_blank()));
    let is_plain = |texts: &Vec<Readable>| texts.iter().all(|text| matches!(text, Readable::Plain { .. }));
    let plain = forms.iter().position(is_plain);
    let rich = forms.iter().rposition(|texts| !is_plain(texts));
    let lines: Vec<Vec<Line>> =
        forms.iter().map(|texts| texts.iter().flat_map(Readable::lines).collect()).collect();
    let chosen = match (plain, rich) {
        (Some(plain), Some(rich)) if is_other(&lines[plain], &lines[rich]) => rich,
        (Some(plain), _) => plain,
        (None, Some(rich)) => rich,
        (None, None) => return Chosen::default(),
    };
    let known = known(&lines[chosen]);
    let mut others: Vec<Line> = Vec::new();
    for (_, lines) in lines.into_iter().enumerate().filter(|(at, _)| *at != chosen) {
        others.extend(
            lines.into_iter().filter(|line| words(&line.text).iter().any(|word| !known.contains(word))),
        );
    }
    Chosen { texts: forms.swap_remove(chosen), others }
}

/// Whether most of what the HTML says is not in the plain text.
fn is_other(plain: &[Line], rich: &[Line]) -> bool {
    let known = known(plain);
    let said: Vec<String> = rich.iter().flat_map(|line| words(&line.text)).collect();
    let missing = said.iter().filter(|word| !known.contains(*word)).count();
    missing * 2 > said.len()
}

fn known(lines: &[Line]) -> HashSet<String> {
    lines.iter().flat_map(|line| words(&line.text)).collect()
}

/// The words of a line that its readers see in either form: without the addresses of links. In scripts
/// without spaces each character is one.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in line.split_whitespace().filter(|piece| !piece.contains("://")) {
        let mut open = false;
        for character in piece.chars() {
            let single = is_unspaced(character);
            if !character.is_alphanumeric() || single {
                open = false;
            }
            if character.is_alphanumeric() {
                match words.last_mut() {
                    Some(word) if open => word.extend(character.to_lowercase()),
                    _ => words.push(character.to_lowercase().collect()),
                }
                open = !single;
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(plain: &str, html: &str) -> (bool, usize) {
        let plain = Readable::Plain { text: plain.to_owned(), flowed: false, delete_space: false };
        let chosen = choose(vec![vec![plain], vec![Readable::Html(html.to_owned())]]);
        (matches!(chosen.texts[0], Readable::Plain { .. }), chosen.others.len())
    }

    #[test]
    fn plain_text_is_read_where_it_says_what_the_html_says() {
        assert_eq!(
            chosen(
                "Hello *desk*, see our list\n<https://a.example/>",
                "<p>Hello <b>desk</b>, see our <a \
            href='https://a.example/'>list</a>"
            ),
            (true, 0)
        );
        assert_eq!(chosen("村の地図\nを作る", "村の地図を作る"), (true, 0));
        // Most of the words decide.
        assert_eq!(chosen("one two", "one two three four"), (true, 1));
        assert_eq!(chosen("one two", "one two three four five"), (false, 0));
    }

    #[test]
    fn what_only_says_that_there_is_html_is_not_read() {
        let stub = "This is a multi-part message in MIME format.\nYour mail program cannot show HTML.";
        assert_eq!(chosen(stub, "<p>We have <b>500 postcards</b>. Who helps?</p>"), (false, 2));
        assert_eq!(chosen("", "Hello"), (false, 0));
        assert_eq!(chosen("Hello", "<img src=a>"), (true, 0));
    }

    #[test]
    fn words_are_those_that_are_seen() {
        assert_eq!(
            words("Our *List* (3) <https://a.example/x> 地図x"),
            ["our", "list", "3", "地", "図", "x"]
        );
    }
}
