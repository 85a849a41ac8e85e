//! Texts of strangers made safe to print. File names, messages and excerpts come from changes that
//! nobody has looked at yet: an escape sequence in them must not reach a terminal, and a
//! bidirectional override must not make a line read as something else.

use std::borrow::Cow;

use crate::source::turns_text;

/// Whether a character moves the cursor, changes the terminal, or reorders the text around it.
/// Line breaks and tabs count among them.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control() || turns_text(character) || matches!(character, '\u{2028}' | '\u{2029}')
}

/// The text with a visible sign in the place of every unsafe character, one for one, so that
/// columns stay true. Line breaks and tabs stay.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    replace(text, |character| matches!(character, '\n' | '\t'))
}

/// The same on one line: line breaks and tabs become spaces.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    replace(text, |_| false)
}

fn replace(text: &str, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let replaced = |character| is_unsafe(character) && !keep(character);
    if !text.contains(replaced) {
        return Cow::Borrowed(text);
    }
    let sign = |character| match character {
        '\n' | '\t' => ' ',
        // Unicode has a picture for each of the old control characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(character)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    };
    let characters = text.chars();
    Cow::Owned(
        characters.map(|character| if replaced(character) { sign(character) } else { character }).collect(),
    )
}

/// JSON with the unsafe characters that may stand in a string written as `\u` escapes, so that it
/// can be shown on a terminal too. They occur nowhere else in JSON but for line breaks and tabs.
pub(crate) fn escape_json(json: &str) -> String {
    use std::fmt::Write;
    let mut escaped = String::with_capacity(json.len());
    for character in json.chars() {
        if is_unsafe(character) && character != '\n' {
            // Writing to a string cannot fail.
            let _ = write!(escaped, "\\u{:04x}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}
