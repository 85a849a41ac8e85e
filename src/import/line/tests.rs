use super::*;

fn line(write: impl FnOnce(&mut Line)) -> String {
    let mut line = Line::default();
    write(&mut line);
    line.finish().markdown
}

#[test]
fn spaces_stand_outside_of_marks() {
    let written = line(|line| {
        line.text("One");
        line.open(Mark::Strong);
        line.text(" two ");
        line.close(Mark::Strong);
        line.text("three *");
    });
    assert_eq!(written, "One **two** three \\*");
}

#[test]
fn marks_that_cross_are_closed_and_opened_again() {
    let written = line(|line| {
        line.open(Mark::Strong);
        line.text("a ");
        line.open(Mark::Emphasis);
        line.text("b");
        line.close(Mark::Strong);
        line.text(" c");
        line.close(Mark::Emphasis);
    });
    assert_eq!(written, "**a *b*** *c*");
}

#[test]
fn what_markdown_cannot_show_is_counted() {
    let mut written = Line::default();
    written.text("a");
    written.open(Mark::Strong);
    written.text("(b)");
    written.close(Mark::Strong);
    written.text("c");
    let finished = written.finish();
    assert_eq!((finished.markdown.as_str(), finished.lost), ("a(b)c", 1));
    written.open(Mark::Strong);
    written.text("(b)");
    written.close(Mark::Strong);
    written.text("c");
    let finished = written.finish();
    assert_eq!((finished.markdown.as_str(), finished.lost), ("(b)c", 1));
}

#[test]
fn links_have_a_text_and_lead_to_the_web() {
    let written = line(|line| {
        line.text("See!");
        line.open_link("https://a.example/");
        line.text("a [b]");
        line.close_link();
        line.text(" ");
        line.open_link("https://a.example/");
        line.close_link();
    });
    assert_eq!(written, "See\\![a \\[b\\]](https://a.example/) <https://a.example/>");
    assert_eq!(address("//a.example/b c(d)").as_deref(), Some("https://a.example/b%20c%28d%29"));
    for refused in ["javascript:alert(1)", "file:///etc/passwd", "../a.md", "#a", "", "https://"] {
        assert_eq!(address(refused), None, "{refused}");
    }
}
