//! The modules within a top module use each other in one direction: where two modules use each other, neither
//! can be read, tested or changed alone. Read from the sources, as the layers are.

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{repository, tree};

/// Top modules with circles still in them. A module without one goes off the list.
const WITH_CIRCLES: &[&str] =
    &["cli", "config", "desk", "diagnostic", "output", "parse", "pipeline", "record", "serve", "site"];

type Module = Vec<String>;

/// The modules of some sources, and what they name of each other.
struct Modules {
    /// The code of each module, without comments and tests.
    code: BTreeMap<Module, String>,
    /// What a module gives on under its own name: the path below the module by the name.
    given_on: BTreeMap<Module, BTreeMap<String, Module>>,
}

impl Modules {
    fn new(sources: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut modules = Self { code: BTreeMap::new(), given_on: BTreeMap::new() };
        for (path, text) in sources {
            let is_test = path.ends_with("tests.rs") || path.contains("/tests/");
            if !path.ends_with(".rs") || is_test || ["lib.rs", "main.rs"].contains(&&*path) {
                continue;
            }
            let name = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let module: Module = name.split('/').map(str::to_owned).collect();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = text.lines().map(|line| line.split("//").next().unwrap_or_default());
            let (mut code, mut given_on) = (String::new(), BTreeMap::new());
            let mut lines = lines.peekable();
            while let Some(line) = lines.next() {
                let starts =
                    line.starts_with("pub use ") || line.starts_with("pub(") && line.contains(") use ");
                if !starts {
                    code.extend([line, "\n"]);
                    continue;
                }
                let mut statement = line.split_once("use ").unwrap_or_default().1.to_owned();
                while !statement.contains(';') {
                    statement.push_str(lines.next().unwrap_or(";"));
                }
                for path in paths(&statement) {
                    given_on.insert(path.last().cloned().unwrap_or_default(), path);
                }
            }
            modules.code.insert(module.clone(), code);
            modules.given_on.insert(module, given_on);
        }
        modules
    }

    /// The module that a path below `base` leads to, by way of what modules give on.
    fn resolve(&self, base: &[String], path: &[String]) -> Module {
        let mut module = base.to_vec();
        for (at, name) in path.iter().enumerate() {
            module.push(name.clone());
            if self.code.contains_key(&module) {
                continue;
            }
            module.pop();
            let given = self.given_on.get(&module).and_then(|given_on| given_on.get(name));
            return match given {
                Some(below) if self.code.contains_key(&[&module[..], &below[..1]].concat()) => {
                    self.resolve(&module, &[&below[..], &path[at + 1..]].concat())
                }
                _ => module,
            };
        }
        module
    }

    /// The other modules of the same top module that a module names.
    fn uses(&self, module: &Module) -> BTreeSet<Module> {
        let code = &self.code[module];
        let children =
            self.code.keys().filter(|other| other.len() == module.len() + 1 && other.starts_with(module));
        let children = children.filter_map(|child| child.last()).map(String::as_str);
        let starts: Vec<&str> = ["crate", "super", "self"].into_iter().chain(children).collect();
        let mut uses = BTreeSet::new();
        for start in starts {
            for (at, _) in code.match_indices(&format!("{start}::")) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                    continue;
                }
                for path in paths(&code[at..]) {
                    let mut base = if path[0] == "crate" { Vec::new() } else { module.clone() };
                    let above = path.iter().take_while(|name| *name == "super").count();
                    base.truncate(module.len() - above);
                    let start = if ["crate", "self"].contains(&&*path[0]) { 1 } else { above };
                    uses.insert(self.resolve(&base, &path[start..]));
                }
            }
        }
        uses.retain(|other| other != module && other.first() == module.first());
        uses
    }

    /// Each module that, by way of those that it uses, uses itself; with those that it goes by.
    fn circles(&self) -> BTreeMap<Module, BTreeSet<Module>> {
        let uses: BTreeMap<_, _> = self.code.keys().map(|module| (module, self.uses(module))).collect();
        let reached = |from: &Module| {
            let mut reached: BTreeSet<&Module> = BTreeSet::new();
            let mut next: Vec<&Module> = uses[from].iter().collect();
            while let Some(module) = next.pop() {
                if reached.insert(module) {
                    next.extend(&uses[module]);
                }
            }
            reached
        };
        let reached: BTreeMap<_, _> = self.code.keys().map(|module| (module, reached(module))).collect();
        let circle = |module: &Module| {
            let circle = uses[module].iter().filter(|other| reached[other].contains(module)).cloned();
            Some(circle.collect()).filter(|circle: &BTreeSet<_>| !circle.is_empty())
        };
        self.code.keys().filter_map(|module| Some((module.clone(), circle(module)?))).collect()
    }
}

/// The paths that begin a text: one, or those of a list in braces.
fn paths(text: &str) -> Vec<Module> {
    let mut found = Vec::new();
    read(text.trim_start(), &[], &mut found);
    found
}

/// Reads one path, behind the names `before` it, and gives what follows it.
fn read<'t>(text: &'t str, before: &[String], found: &mut Vec<Module>) -> &'t str {
    if let Some(mut list) = text.strip_prefix('{') {
        loop {
            list = list.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
            match list.strip_prefix('}') {
                Some(rest) => return rest,
                None if list.is_empty() || list.starts_with(';') => return list,
                None => list = read(list, before, found),
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let path = [before, &[text[..end].to_owned()]].concat();
    let rest = &text[end..];
    match rest.strip_prefix("::") {
        Some(rest) if !rest.starts_with('<') => read(rest, &path, found),
        _ => {
            found.push(path);
            rest.find([',', '}', ';', '\n']).map_or("", |at| &rest[at..])
        }
    }
}

fn written(circle: &BTreeMap<Module, BTreeSet<Module>>) -> String {
    let line = |(module, others): (&Module, &BTreeSet<Module>)| {
        let others: Vec<_> = others.iter().map(|other| other.join("::")).collect();
        format!("{} <-> {}\n", module.join("::"), others.join(", "))
    };
    circle.iter().map(line).collect()
}

#[test]
fn no_module_uses_itself_by_way_of_others() {
    let sources = tree(&repository("src")).into_iter();
    let modules = Modules::new(sources.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())));
    assert!(modules.code.len() > 200, "the sources were not found");
    let (listed, new): (BTreeMap<_, _>, BTreeMap<_, _>) =
        modules.circles().into_iter().partition(|(module, _)| WITH_CIRCLES.contains(&&*module[0]));
    assert!(new.is_empty(), "modules that use each other:\n{}", written(&new));
    for module in WITH_CIRCLES {
        let has_circles = listed.keys().any(|path| path[0] == *module);
        assert!(has_circles, "`{module}` has no circles any more: take it off WITH_CIRCLES");
    }
}

#[test]
fn circles_are_found_however_they_are_written() {
    let circles = |sources: &[(&str, &str)]| {
        let sources = sources.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
        written(&Modules::new(sources).circles())
    };
    let b = ("top/b.rs", "pub struct B;\nfn f() { crate::top::a::f(); }");
    for a in [
        "use super::b::B;",
        "use super::{\n    b::{self, B},\n    c,\n};",
        "use crate::top::B;",
        "fn f() { super::b::f(); }",
    ] {
        let found = circles(&[("top/mod.rs", "mod a;\nmod b;\npub use b::B;"), ("top/a.rs", a), b]);
        assert_eq!(found, "top::a <-> top::b\ntop::b <-> top::a\n", "{a}");
    }
    // What is only given on, said in a comment or used by tests is no use.
    let alone = "// crate::top::b\npub use x::Y;\n#[cfg(test)]\nmod tests {\n    use super::b;\n}";
    assert_eq!(circles(&[("top/mod.rs", "mod a;\nmod b;\npub use b::B;"), ("top/a.rs", alone), b]), "");
    // A file that uses what its folder's own file holds, which in turn uses the file.
    let parent = ("top/mod.rs", "mod a;\nstruct P;\nfn f() { a::f(); }");
    assert_eq!(circles(&[parent, ("top/a.rs", "use super::P;")]), "top <-> top::a\ntop::a <-> top\n");
}
