//! Priority is the order of the desk's work: wherever requests are listed to be worked on, what is more urgent comes
//! first, whichever list it is.

use crate::gate::replace;
use crate::site::{Site, TODAY};

/// A site of made-up requests in the first state, each with a priority and the day it came in, and one of the staff.
fn desk(requests: &[(&str, &str, &str)]) -> Site {
    let site = Site::new();
    site.write("content/people/hal.md", "---\ntitle: Hal Example\nroles: [{role: helpdesk}]\n---\n");
    for (id, priority, received) in requests {
        let priority = if priority.is_empty() {
            String::new()
        } else {
            format!("priority: {priority}\npriority_reason: Made up.\n")
        };
        let text = format!("---\ntitle: About {id}\nreceived: {received}\n{priority}---\nMade up.\n");
        site.write(&format!("content/requests/{id}.md"), text);
    }
    site
}

/// The ids in the order in which a text first has their titles.
fn order(text: &str) -> Vec<&'static str> {
    let ids = ["ash", "birch", "cedar", "elm", "fir", "oak"];
    let at = |id: &str| text.find(&format!("About {id}"));
    let mut found: Vec<_> = ids.into_iter().filter_map(|id| Some((at(id)?, id))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, id)| id).collect()
}

#[test]
fn the_more_urgent_comes_first_everywhere() {
    // Late, and nobody has said how urgent; the others by priority, of which what is late comes first.
    let site = desk(&[
        ("ash", "", "2026-01-01"),
        ("birch", "low", "2026-02-20"),
        ("cedar", "high", "2026-02-28"),
        ("elm", "high", "2026-01-10"),
        ("fir", "medium", "2026-01-05"),
        ("oak", "", "2026-02-28"),
    ]);
    let expected = ["elm", "cedar", "fir", "birch", "ash", "oak"];
    let list = site.run(["request", "list", "--today", TODAY]).stdout;
    assert_eq!(order(&list), expected, "{list}");
    assert!(list.lines().any(|line| line.starts_with("cedar    high      submitted ")), "{list}");
    let agenda = site.run(["request", "agenda", "--today", TODAY]).stdout;
    assert_eq!(order(&agenda), expected, "{agenda}");
    site.built();
    let board = site.page("desk/index.html");
    let columns = &board[board.find("class=\"board\"").unwrap()..];
    assert_eq!(order(columns), expected);
    assert!(columns.contains("High priority") && columns.contains("Low priority"));
    let member = site.page("desk/people/hal/index.html");
    assert_eq!(order(&member[member.find("<main").unwrap()..]), expected);
}

/// What nobody acts on any more comes after all that somebody does, however urgent it was.
#[test]
fn what_is_at_its_end_comes_last() {
    let site = desk(&[
        ("ash", "low", "2026-02-20"),
        ("birch", "high", "2026-02-20"),
        ("cedar", "high", "2026-02-21"),
    ]);
    replace(&site, "content/requests/birch.md", "received:", "status: withdrawn\nreceived:");
    replace(&site, "content/requests/cedar.md", "received:", "recorded_afterwards: true\nreceived:");
    let list = site.run(["request", "list", "--all", "--today", TODAY]).stdout;
    assert_eq!(order(&list)[0], "ash", "{list}");
}
