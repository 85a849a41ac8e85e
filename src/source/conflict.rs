//! The marks that git leaves in a text where two changes meet, and which nobody took out.

use memchr::memmem;

use super::Span;

/// What the first and the last mark of a place begin with: one of them is there wherever there are marks.
const BEGINS: &str = "<<<<<<<";
const ENDS: &str = ">>>>>>>";

/// The lines of the marks; empty where there are none. What stands between fences of code is shown as it
/// is, and may be about git.
#[must_use]
pub fn conflict_marks(text: &str) -> Vec<Span> {
    let mut marks = Vec::new();
    if [BEGINS, ENDS].iter().all(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_none()) {
        return marks;
    }
    // A line of `=` alone may stand below a heading, and `>` before what somebody else has written.
    let mut is_sure = false;
    let mut fence: Option<(u8, usize)> = None;
    let mut was_quoted = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let is_of = |sign: &str| {
            content.strip_prefix(sign).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let begins = fence.is_none() && (is_of(BEGINS) || is_of("|||||||"));
        let ends = fence.is_none() && is_of(ENDS) && !was_quoted;
        if begins || ends || fence.is_none() && content == "=======" {
            marks.push(Span::new(start, start + content.len()));
            is_sure |= ends || content.starts_with('<');
        }
        was_quoted = content.starts_with('>');
        fence = after(fence, content);
        start += line.len();
    }
    if is_sure { marks } else { Vec::new() }
}

/// The fence of code that is open behind a line: its sign, and how often it stands there.
fn after(fence: Option<(u8, usize)>, line: &str) -> Option<(u8, usize)> {
    let line = line.trim_start_matches([' ', '\t', '>']);
    let sign = line.bytes().next().filter(|sign| matches!(sign, b'`' | b'~'));
    let Some(sign) = sign else { return fence };
    let length = line.bytes().take_while(|byte| *byte == sign).count();
    let rest = &line[length..];
    match fence {
        None if length >= 3 && !(sign == b'`' && rest.contains('`')) => Some((sign, length)),
        Some((open, least)) if open == sign && length >= least && rest.trim().is_empty() => None,
        fence => fence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<&str> {
        conflict_marks(text).iter().map(|mark| &text[mark.start as usize..mark.end as usize]).collect()
    }

    #[test]
    fn marks_are_found_in_every_form_that_git_has() {
        assert_eq!(
            lines("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\nd\n"),
            ["<<<<<<< HEAD", "=======", ">>>>>>> main"]
        );
        assert_eq!(
            lines("<<<<<<< a\r\nb\r\n||||||| c\r\n=======\r\n>>>>>>> d\r\n"),
            ["<<<<<<< a", "||||||| c", "=======", ">>>>>>> d"]
        );
        assert_eq!(lines("a\n<<<<<<<\n"), ["<<<<<<<"]);
        assert_eq!(lines("a\n=======\nb\n>>>>>>> topic\n"), ["=======", ">>>>>>> topic"]);
    }

    #[test]
    fn headings_quotations_and_code_are_none() {
        for text in [
            "Title\n=======\n",
            "> a\n>>>>>>> b\n",
            "```\n<<<<<<< HEAD\n=======\n>>>>>>> a\n```\n",
            "- ~~~~ sh\n  <<<<<<< HEAD\n~~~\n<<<<<<< b\n~~~~\n",
            "a <<<<<<< b\n    <<<<<<< c\n<<<<<<<<\n<<<<<<<d\n",
        ] {
            assert_eq!(lines(text), [""; 0], "{text}");
        }
        assert_eq!(lines("```a```\n<<<<<<< HEAD\n"), ["<<<<<<< HEAD"]);
        assert_eq!(lines("```\na\n```\n<<<<<<< HEAD\n"), ["<<<<<<< HEAD"]);
    }
}
