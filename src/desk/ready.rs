//! What a request desk lacks before it can work: a repository, people in the roles that the workflow names, their
//! accounts. Called by `pipeline` for every check, of files and of changes. Whoever sets up a desk follows these warnings until there
//! are none; a site that runs no desk gets none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::gate::{self, Change};
use crate::config::{self, Actor, Forge, Policy, Stage, WORKFLOW, Workflow, policy};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, FieldPath, Place, Severity};
use crate::record::{Fields, Host, Kind, layout};
use crate::site::Site;
use crate::source::SitePath;

/// What is missing. `guard` is the forge that asks the gate about this site, and `known` what else is wrong: where the
/// rules or the people cannot be read, nobody knows what is missing.
#[must_use]
pub fn faults(site: &Site, guard: Option<Forge>, known: &Diagnostics) -> Diagnostics {
    if !is_run(site, guard) || known.iter().any(|fault| is_unread(site, fault)) {
        return Diagnostics::new();
    }
    let host = match (&site.config.repository, guard) {
        (None, Some(forge)) => Host::at(forge, ""),
        _ => Host::of(&site.config),
    };
    let desk = Desk { site, host, change: Change::of_nothing(site, host) };
    let mut found = Diagnostics::new();
    // What stands at one place is shown in the order of its words, and these are made so that whoever follows them from
    // the top never needs what comes later: the repository, the desk, the stages, the rules.
    found.extend(desk.repository());
    found.extend(desk.without_account());
    let mut nobody = BTreeSet::new();
    found.extend(desk.work(&mut nobody));
    found.extend(desk.stages(&mut nobody));
    found.extend(desk.moves(&nobody));
    found.extend(desk.approvals());
    found
}

/// Whether there is a desk: the forge asks the gate, the site has a workflow of its own, or it has requests and says who
/// is there for them or where they come in. A request alone may be an example.
fn is_run(site: &Site, guard: Option<Forge>) -> bool {
    // A workflow of the site's own that has errors has left the standard one.
    let has_workflow = !Arc::ptr_eq(&site.workflow, &Workflow::standard());
    let has_requests = || !site.list(Kind::Request).is_empty();
    let has_people = || {
        let roles = roles(&site.workflow);
        site.list(Kind::Person).iter().any(|&id| match &site.entry(id).record.fields {
            Fields::Person(person) => person.roles.iter().any(|held| roles.contains(&*held.role.0)),
            _ => false,
        })
    };
    guard.is_some() || has_workflow || has_requests() && (site.config.repository.is_some() || has_people())
}

/// Whether a fault keeps the rules or a person from being read.
fn is_unread(site: &Site, fault: &Diagnostic) -> bool {
    let file = &fault.file;
    let is_rule = file.as_str() == config::FILE || policy::is_rule(file, &site.config);
    let is_person = file.as_str().starts_with(&layout::folder(Kind::Person));
    fault.severity == Severity::Error && (is_rule || is_person)
}

/// The roles that a workflow names.
fn roles(workflow: &Workflow) -> BTreeSet<&str> {
    let stages = workflow.stages.iter();
    let of_stages = stages
        .flat_map(|stage| stage.roles(true).chain(&stage.veto).chain(&stage.decides).collect::<Vec<_>>());
    let lists = [&workflow.desk, &workflow.policy.by, &workflow.exceptions.by];
    let lists = lists.into_iter().chain(workflow.recorded.iter().map(|recorded| &recorded.by));
    let waiting = workflow.states.iter().flat_map(|state| &state.waits_for);
    let moving = workflow.moves.iter().flat_map(|step| &step.by).flatten();
    let actors = waiting.chain(moving).filter_map(role);
    of_stages.chain(lists.flatten()).map(|role| &**role).chain(actors).collect()
}

fn role(actor: &Actor) -> Option<&str> {
    match actor {
        Actor::Role(role) => Some(role),
        Actor::Requester | Actor::Group => None,
    }
}

/// Some names, each as code.
fn any<T: AsRef<str>>(names: &[T], word: &str) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match names.as_slice() {
        [all @ .., last] if !all.is_empty() => format!("{} {word} {last}", all.join(", ")),
        names => names.join(""),
    }
}

/// What a stage lacks: the roles whose reviews count, how many there could be, and how many it takes.
type Lack<'d> = (Vec<&'d str>, usize, usize);

/// Who is given a role: nobody without their knowing.
const SOMEBODY: &str = "somebody who agrees";

/// A desk whose parts are looked at.
struct Desk<'s> {
    site: &'s Site,
    /// Where people have the accounts that the gate knows them by.
    host: Host,
    /// What the gate counts with.
    change: Change,
}

impl Desk<'_> {
    /// A warning at a part of the workflow, or where the site would say that it has one of its own.
    fn at(&self, path: FieldPath, message: String, help: String) -> Diagnostic {
        let is_own = !Arc::ptr_eq(&self.site.workflow, &Workflow::standard());
        let (file, place) = if is_own { (WORKFLOW, path.into()) } else { (config::FILE, Place::File) };
        Diagnostic::new(Code::UnreadyDesk, &SitePath::new(file), place, message).help(help)
    }

    fn workflow(&self) -> &Workflow {
        &self.site.workflow
    }

    fn is_held(&self, role: &str) -> bool {
        self.change.people.holders(role, self.change.today).next().is_some()
    }

    /// How somebody, or so many people, are given one of some roles.
    fn give<T: AsRef<str>>(&self, whom: &str, roles: &[T]) -> String {
        let first = roles.first().map_or("", AsRef::as_ref);
        let other = if roles.len() > 1 { format!(" ({})", any(roles, "or")) } else { String::new() };
        let (folder, host) = (layout::folder(Kind::Person), self.host.name());
        format!(
            "for {whom}, write into `{folder}NAME.md`: `title`, `roles: [{{role: {first}}}]`{other} and \
             `accounts: {{{host}: LOGIN}}`"
        )
    }

    fn repository(&self) -> Option<Diagnostic> {
        if self.site.config.repository.is_some() {
            return None;
        }
        let url = match self.host {
            Host::Github => "https://github.com/NAME/PROJECT",
            Host::Gitlab => "https://gitlab.com/NAME/PROJECT",
            Host::Codeberg | Host::Forgejo => "https://codeberg.org/NAME/PROJECT",
        };
        let message = format!(
            "`repository` is not set: pages have no link to their editor, and accounts are taken for those of `{}`",
            self.host.name()
        );
        let fault = Diagnostic::new(Code::UnreadyDesk, &SitePath::new(config::FILE), Place::File, message);
        Some(fault.help(format!("write `repository: {{url: {url}}}`")))
    }

    /// Nobody does the desk's work.
    fn work<'d>(&'d self, nobody: &mut BTreeSet<&'d str>) -> Option<Diagnostic> {
        let roles = &self.workflow().desk;
        if roles.is_empty() || roles.iter().any(|role| self.is_held(role)) {
            return None;
        }
        nobody.extend(roles.iter().map(|role| &**role));
        let message = format!("nobody holds {} today, and the work of the desk is theirs", any(roles, "or"));
        Some(self.at(FieldPath::key("desk"), message, self.give(SOMEBODY, roles)))
    }

    /// Stages that cannot come to their quorum. Those that lack the same are told together.
    fn stages<'d>(&'d self, nobody: &mut BTreeSet<&'d str>) -> Vec<Diagnostic> {
        let mut lacking: BTreeMap<Lack<'_>, Vec<(usize, &Stage)>> = BTreeMap::new();
        for (index, stage) in self.workflow().stages.iter().enumerate() {
            let counted = gate::count(&self.change, stage, |tally| (tally.panel.most(), tally.quorum));
            if let Some((most, quorum)) = counted.filter(|(most, quorum)| most < quorum) {
                let roles: Vec<&str> = stage.roles(false).map(|role| &**role).collect();
                lacking.entry((roles, most, quorum)).or_default().push((index, stage));
            }
        }
        let told = lacking.into_iter().map(|((roles, most, quorum), stages)| {
            nobody.extend(roles.iter().filter(|role| !self.is_held(role)));
            let names: Vec<&str> = stages.iter().map(|(_, stage)| &*stage.id).collect();
            let (noun, verb) = if names.len() == 1 { ("stage", "takes") } else { ("stages", "take") };
            let reviews = if quorum == 1 { "1 review".to_owned() } else { format!("{quorum} reviews") };
            let who = match most {
                0 => "nobody".to_owned(),
                1 => "1 person".to_owned(),
                most => format!("{most} people"),
            };
            let message = format!(
                "{noun} {} {verb} {reviews}, and {who} could write one today, as {}",
                any(&names, "and"),
                any(&roles, "or")
            );
            let to = match quorum - most {
                1 => SOMEBODY.to_owned(),
                more => format!("{more} people who agree"),
            };
            let help = format!(
                "{}; or write a smaller `quorum` or `least` into `{WORKFLOW}`",
                self.give(&to, &roles)
            );
            let place = stages.first().map_or(0, |(index, _)| *index);
            self.at(FieldPath::key("stages").at(place).then("role"), message, help)
        });
        told.collect()
    }

    /// Moves that nobody can make, but for those of roles that are told already.
    fn moves(&self, told: &BTreeSet<&str>) -> Vec<Diagnostic> {
        let is_there = |actor: &Actor| role(actor).is_none_or(|role| self.is_held(role));
        let mut lacking: BTreeMap<Vec<&str>, Vec<(usize, &str)>> = BTreeMap::new();
        for (index, step) in self.workflow().moves.iter().enumerate() {
            if step.by.iter().any(|entry| entry.iter().all(is_there)) {
                continue;
            }
            let roles: BTreeSet<&str> = step.by.iter().flatten().filter_map(role).collect();
            let roles: Vec<&str> = roles.into_iter().filter(|role| !self.is_held(role)).collect();
            if !roles.iter().all(|role| told.contains(role)) {
                lacking.entry(roles).or_default().push((index, &step.to));
            }
        }
        let fault = |(roles, moves): (Vec<&str>, Vec<(usize, &str)>)| {
            let to: BTreeSet<&str> = moves.iter().map(|(_, to)| *to).collect();
            let to: Vec<&str> = to.into_iter().collect();
            let message = format!(
                "nobody can move a request to {}: nobody holds {} today",
                any(&to, "or"),
                any(&roles, "or")
            );
            let place = moves.first().map_or(0, |(index, _)| *index);
            let help = self.give(SOMEBODY, &roles);
            self.at(FieldPath::key("moves").at(place).then("by"), message, help)
        };
        lacking.into_iter().map(fault).collect()
    }

    /// Rules that nobody could change, and exceptions that nobody could make: whoever proposes one does not approve it.
    fn approvals(&self) -> Vec<Diagnostic> {
        let Workflow { policy, exceptions, .. } = self.workflow();
        let mut found = Vec::from_iter(self.approval("policy", "the rules can be changed", policy));
        if exceptions.by != policy.by {
            found.extend(self.approval("exceptions", "the exceptions can be approved", exceptions));
        }
        found
    }

    fn approval(&self, field: &str, what: &str, policy: &Policy) -> Option<Diagnostic> {
        let approvers: Vec<&str> = gate::approvers(&self.change, policy).into_iter().collect();
        let (who, to) = match approvers[..] {
            [] => ("by nobody".to_owned(), "2 people who agree"),
            [one] => {
                let name = self.change.people.name(one);
                (
                    format!("with the approval of {name} alone, and {name} approves no change of their own"),
                    SOMEBODY,
                )
            }
            _ => return None,
        };
        let message = format!(
            "{what} {who}: it takes another who holds {} and has an account on `{}`",
            any(&policy.by, "or"),
            self.host.name()
        );
        let help = format!(
            "{}; until then the owner of the repository commits such a change to its branch directly",
            self.give(to, &policy.by)
        );
        Some(self.at(FieldPath::key(field), message, help))
    }

    /// People with a role whom the gate cannot know.
    fn without_account(&self) -> Vec<Diagnostic> {
        let roles = roles(self.workflow());
        let Change { people, today, .. } = &self.change;
        let mut found = Vec::new();
        for &id in self.site.list(Kind::Person) {
            let record = &self.site.entry(id).record;
            let Fields::Person(person) = &record.fields else { continue };
            let is_known = person.accounts.on(self.host).iter().next().is_some();
            // Whoever is a draft is nobody to the gate.
            if is_known || !people.knows(&record.id.slug) {
                continue;
            }
            let is_needed = |(_, own): &(usize, &crate::record::PersonRole)| {
                roles.contains(&*own.role.0) && own.holds_on(*today)
            };
            let Some((index, own)) = person.roles.iter().enumerate().find(is_needed) else { continue };
            let (host, name) = (self.host.name(), &record.common.title);
            let message = format!(
                "{name} holds `{}` and has no account on `{host}`, so the gate cannot know them",
                own.role.0
            );
            let place = FieldPath::key("roles").at(index);
            let help = format!("with their agreement, add `accounts: {{{host}: LOGIN}}`");
            found.push(Diagnostic::new(Code::UnreadyDesk, &record.file, place, message).help(help));
        }
        found
    }
}
