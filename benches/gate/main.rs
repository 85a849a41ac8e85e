//! What the gate costs, on a small repository and on a large one, beside a check of the same site: it reads the site as
//! it is and as it would be, and what did not change once.
//!
//! ```sh
//! cargo bench --bench gate                       # 100 and 10,000 requests, each with four commits
//! cargo bench --bench gate -- --rounds 5
//! cargo bench --bench gate -- --write            # into the documentation, too
//! ```

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the figures are for whoever runs it")]

#[path = "../speed/measure.rs"]
mod measure;
#[path = "../speed/table.rs"]
mod table;

use std::error::Error;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use measure::Cost;
use table::Table;

const CASEBOOK: &str = env!("CARGO_BIN_EXE_casebook");

fn main() -> ExitCode {
    let arguments: Vec<OsString> =
        std::env::args_os().skip(1).filter(|argument| argument != "--bench").collect();
    let result = match &arguments[..] {
        [first, program, rest @ ..] if first == "measure" => measure::run(program, rest),
        [] => compare(5),
        [write] if write == "--write" => table::write_all().and_then(|()| compare(5)),
        [first, rounds] if first == "--rounds" => {
            rounds.to_string_lossy().parse().map_err(Into::into).and_then(compare)
        }
        _ => Err("write `--rounds N`, `--write`, or nothing".into()),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

fn compare(rounds: usize) -> Result<ExitCode, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gate");
    let columns = ["what", "requests", "wall", "CPU", "CPU, to a check", "peak memory"];
    let mut table = Table::new("gate", &columns);
    for requests in [100, 10_000] {
        let root = folder.join(requests.to_string());
        repository(&root, requests)?;
        let base: [OsString; 5] = [
            "check".into(),
            "--root".into(),
            root.clone().into_os_string(),
            "--today".into(),
            "2026-03-01".into(),
        ];
        let judged = |branch: &str| {
            let more = ["--base", "main", "--head", branch, "--actor", "hal", "--approvals"];
            let file = root.join(format!("{branch}.json")).into_os_string();
            [base.to_vec(), more.iter().map(OsString::from).collect(), vec![file]].concat()
        };
        let mut check = None;
        for (what, arguments) in [
            ("a check of the site", base.to_vec()),
            ("a review", judged("one")),
            ("a move", judged("move")),
            ("ten reviews", judged("many")),
        ] {
            let mut costs =
                (0..rounds).map(|_| measure::cost(CASEBOOK, &arguments)).collect::<Result<Vec<_>, _>>()?;
            costs.sort_by_key(|cost| cost.processor);
            let Cost { wall, processor, memory } = costs[rounds / 2];
            let of_check = *check.get_or_insert(processor);
            table.row(&[
                what.to_owned(),
                requests.to_string(),
                format!("{} ms", wall.as_millis()),
                format!("{} ms", processor.as_millis()),
                format!("{:.2}", processor.as_secs_f64() / of_check.as_secs_f64()),
                format!("{} MB", memory / 1_000_000),
            ]);
        }
    }
    table.done()?;
    Ok(ExitCode::SUCCESS)
}

/// A repository with so many requests, each touched by four commits, and three branches; the first is checked out. Everything is
/// made up.
fn repository(root: &Path, requests: usize) -> Result<(), Box<dyn Error>> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    fs::create_dir_all(root)?;
    git(root, &["init", "--quiet", "--initial-branch=main"], "")?;
    let mut import = Import::default();
    import.commit("main", &[("casebook.yaml", "title: A made-up desk\n")]);
    for (name, role) in [
        ("hal", "helpdesk"),
        ("ada", "committee"),
        ("ben", "committee"),
        ("cleo", "committee"),
        ("max", "committee"),
    ] {
        let person =
            format!("---\ntitle: {name}\nroles: [{{role: {role}}}]\naccounts: {{github: {name}}}\n---\n");
        import.commit("main", &[(&format!("content/people/{name}.md"), &person)]);
    }
    // Many at once: git keeps the whole list of requests for each commit.
    let all: Vec<usize> = (0..requests).collect();
    for some in all.chunks(100) {
        for (state, revision) in [("submitted", 1), ("submitted", 2), ("initial-feedback", 3)] {
            let texts: Vec<(String, String)> =
                some.iter().map(|&number| (path(number), request(number, state, revision))).collect();
            import.commit("main", &borrowed(&texts));
        }
        let review = |number: &usize| {
            (format!("content/requests/r{number}/reviews/initial-ada.md"), REVIEW.to_owned())
        };
        import.commit("main", &borrowed(&some.iter().map(review).collect::<Vec<_>>()));
    }
    let review = |number: usize| format!("content/requests/r{number}/reviews/initial-max.md");
    import.branch("one");
    import.commit("one", &[(&review(7), REVIEW)]);
    import.branch("many");
    for number in 0..10 {
        import.commit("many", &[(&review(number), REVIEW)]);
    }
    import.branch("move");
    let paused = request(9, "on-hold", 3)
        .replace("status:", "held_from: initial-feedback\nstatus_reason: Made up.\nstatus:");
    import.commit("move", &[(&path(9), &paused)]);
    git(root, &["fast-import", "--quiet"], &import.text)?;
    git(root, &["gc", "--quiet"], "")?;
    git(root, &["reset", "--quiet", "--hard"], "")?;
    for branch in ["one", "move", "many"] {
        let head = git(root, &["rev-parse", branch], "")?;
        let approvals =
            format!("{{\"approvals\": [{{\"login\": \"max\", \"commit\": \"{}\"}}]}}", head.trim());
        fs::write(root.join(format!("{branch}.json")), approvals)?;
    }
    Ok(())
}

fn borrowed(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(path, text)| (&**path, &**text)).collect()
}

const REVIEW: &str = "---\nrecommendation: proceed\nreason: Made up.\nconflict: Made up, so that no digest is needed.\ndigest: sha256:0\n---\n";

fn path(number: usize) -> String {
    format!("content/requests/r{number}/index.md")
}

fn request(number: usize, state: &str, revision: usize) -> String {
    let text = "What is asked for is made up, and so is why it matters. ".repeat(12);
    format!(
        "---\ntitle: Made-up request {number}\nrequester: {{name: Nobody {number}}}\ncountries: [UG]\nlanguages: [en]\nsize: project\n\
         description: Revision {revision}\nassignee: hal\nstatus: {state}\n---\n{text}\n"
    )
}

/// Commits for `git fast-import`.
#[derive(Default)]
struct Import {
    text: String,
    commits: usize,
}

impl Import {
    fn branch(&mut self, name: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "reset refs/heads/{name}\nfrom refs/heads/main\n");
    }

    fn commit(&mut self, branch: &str, files: &[(&str, &str)]) {
        self.commits += 1;
        let time = 1_600_000_000 + self.commits * 3600;
        let _ = write!(
            self.text,
            "commit refs/heads/{branch}\ncommitter Nobody <nobody@example.org> {time} +0000\ndata 1\nx\n"
        );
        for (path, text) in files {
            let _ = write!(self.text, "M 100644 inline {path}\ndata {}\n{text}\n", text.len());
        }
    }
}

fn git(root: &Path, arguments: &[&str], input: &str) -> Result<String, Box<dyn Error>> {
    let mut child = Command::new("git")
        .args(arguments)
        .current_dir(root)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child.stdin.take().ok_or("no input")?.write_all(input.as_bytes())?;
    let output = child.wait_with_output()?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("git {arguments:?} failed").into())
    }
}
