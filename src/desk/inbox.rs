//! What there is to do at the desk, and who does it: reviews, moves, answers, tasks of plans, follow-ups and guides to
//! be read through, in one order. `casebook inbox`, the pages of members and the board show it, and
//! [`tellings`](super::tellings) reminds members of it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::status::{self, Status, between};
use crate::config::Actor;
use crate::record::reference::OwnerRef;
use crate::record::{Fields, Kind, Priority, Request, Size, Task};
use crate::site::{EntryId, Site};

/// Something that there is to do.
#[derive(Debug, Clone)]
pub struct Item<'s> {
    pub work: Work<'s>,
    /// How soon the request that it is of is to be taken up.
    pub priority: Option<Priority>,
    /// By how many days it is late.
    pub overdue: Option<i32>,
}

/// What there is to do.
#[derive(Debug, Clone)]
pub enum Work<'s> {
    /// To review a request.
    Review(Status<'s>),
    /// To move a request whose reviews are enough.
    Move(Status<'s>),
    /// To answer a question.
    Answer(Status<'s>),
    /// To take the next step.
    Step(Status<'s>),
    /// To take part as its working group.
    Group(Status<'s>),
    /// To do what a plan says.
    Task(Status<'s>, &'s Task),
    /// To ask what has become of a request, on that day or later.
    FollowUp(EntryId, Date),
    /// To read a guide through, on that day or later.
    Guide(EntryId, Date),
    /// To find somebody: it waits, and nobody is left who could be asked.
    Stuck(Status<'s>),
}

impl<'s> Item<'s> {
    fn of(status: &Status<'s>, work: impl FnOnce(Status<'s>) -> Work<'s>) -> Self {
        Self { work: work(status.clone()), priority: status.request.priority, overdue: status.overdue }
    }

    /// The request, where it waits for whoever has this to do.
    #[must_use]
    pub fn waiting(&self) -> Option<&Status<'s>> {
        match &self.work {
            Work::Review(status)
            | Work::Move(status)
            | Work::Answer(status)
            | Work::Step(status)
            | Work::Group(status) => Some(status),
            Work::Task(..) | Work::FollowUp(..) | Work::Guide(..) | Work::Stuck(_) => None,
        }
    }

    /// The record that it is about.
    #[must_use]
    pub fn about(&self) -> EntryId {
        match &self.work {
            Work::Review(status)
            | Work::Move(status)
            | Work::Answer(status)
            | Work::Step(status)
            | Work::Group(status)
            | Work::Task(status, _)
            | Work::Stuck(status) => status.id,
            Work::FollowUp(id, _) | Work::Guide(id, _) => *id,
        }
    }
}

/// What the work of everybody is found in.
pub struct Inbox<'s> {
    site: &'s Site,
    /// Every request, in the order in which they are to be taken up.
    pub statuses: Vec<Status<'s>>,
    guides: Vec<(Item<'s>, Vec<&'s str>)>,
}

impl<'s> Inbox<'s> {
    #[must_use]
    pub fn new(site: &'s Site) -> Self {
        Self { site, statuses: status::all(site), guides: guides(site) }
    }

    /// What somebody has to do: by priority, and of the same priority what is late first.
    #[must_use]
    pub fn of(&self, person: &str, roles: &[&str]) -> Vec<Item<'s>> {
        let site = self.site;
        let is_person = |slug: &str| site.is_same_person(slug, person);
        let is_desk = site.workflow.desk.iter().any(|desk| roles.contains(&&**desk));
        let mut items = Vec::new();
        for status in &self.statuses {
            if status.waits_for(site, person, roles) {
                items.push(Item::of(status, |status| waiting(site, status, person, roles)));
            }
            let is_in_group = status.is_in_group(site, person);
            let is_own = |task: &&Task| match &task.by {
                Some(by) => is_person(&by.0),
                None => is_in_group,
            };
            items.extend(tasks(site, status).filter(|(_, task)| is_own(task)).map(|(item, _)| item));
            let assignee = status.request.assignee.as_ref();
            if assignee.map_or(is_desk, |assignee| is_person(&assignee.0)) {
                items.extend(follow_up(site, status));
            }
        }
        let own = self.guides.iter().filter(|(_, owners)| owners.iter().any(|owner| is_person(owner)));
        items.extend(own.map(|(item, _)| item.clone()));
        in_order(items)
    }

    /// What nobody is there to do: requests that wait, and nobody is left to be asked; guides without an owner.
    #[must_use]
    pub fn of_nobody(&self) -> Vec<Item<'s>> {
        let mut items = self.stuck();
        let ownerless = self.guides.iter().filter(|(_, owners)| owners.is_empty());
        items.extend(ownerless.map(|(item, _)| item.clone()));
        in_order(items)
    }

    /// The requests that wait, and nobody is left to be asked.
    fn stuck(&self) -> Vec<Item<'s>> {
        let site = self.site;
        let members = site.members();
        let slug = |id: EntryId| &*site.entry(id).record.id.slug;
        // A site that has no people has no desk either.
        let statuses = if members.is_empty() { &[][..] } else { &self.statuses };
        let is_asked = |status: &Status<'_>| {
            let mut asked = members.iter();
            asked.any(|(id, roles)| status.waits_for(site, slug(*id), roles))
        };
        let waits = |status: &&Status<'_>| {
            let is_open = status.request.is_followed() && !status.state.is_final;
            let asked = status.asked(&site.workflow);
            is_open
                && (status.open_stage().is_some() || asked.iter().any(|actor| **actor != Actor::Requester))
        };
        let stuck = statuses.iter().filter(waits).filter(|status| !is_asked(status));
        stuck.map(|status| Item::of(status, Work::Stuck)).collect()
    }

    /// What the desk as a whole has to see to beside the next steps of its requests: what is ready to move or stuck, tasks
    /// that are late, follow-ups and guides.
    #[must_use]
    pub fn of_desk(&self) -> Vec<Item<'s>> {
        let mut items = self.stuck();
        for status in &self.statuses {
            if !status.ready.is_empty() {
                items.push(Item::of(status, Work::Move));
            }
            let tasks = tasks(self.site, status).map(|(item, _)| item);
            items.extend(tasks.filter(|item| item.overdue.is_some()));
            items.extend(follow_up(self.site, status));
        }
        items.extend(self.guides.iter().map(|(item, _)| item.clone()));
        in_order(items)
    }

    /// Whoever has something to do, the members first: each with that.
    #[must_use]
    pub fn by_person(&self) -> Vec<(EntryId, Vec<Item<'s>>)> {
        let site = self.site;
        let slug = |id: EntryId| &*site.entry(id).record.id.slug;
        let members = site.members();
        let mut all: Vec<_> = members.iter().map(|(id, roles)| (*id, self.of(slug(*id), roles))).collect();
        // People who look after a guide need have no role.
        let owners: BTreeSet<&str> = self.guides.iter().flat_map(|(_, owners)| owners).copied().collect();
        let others = owners.into_iter().filter_map(|owner| site.named(Kind::Person, owner));
        for id in others.filter(|id| members.iter().all(|(member, _)| member != id)).collect::<BTreeSet<_>>()
        {
            all.push((id, self.of(slug(id), &[])));
        }
        all
    }
}

/// The day since which it is to be asked what has become of a request.
#[must_use]
pub fn follow_up_due(request: &Request, today: Date) -> Option<Date> {
    let mut open = request.open_follow_ups().into_iter().map(|day| day.0);
    open.find(|day| *day <= today && !request.is_removed())
}

/// The guides that are to be read through, each with those who look after it: a person, or the members of a group.
#[must_use]
pub fn guides(site: &Site) -> Vec<(Item<'_>, Vec<&str>)> {
    let due = |&id: &EntryId| {
        let Fields::Guide(guide) = &site.entry(id).record.fields else { return None };
        let day = guide.next_review().filter(|_| guide.is_overdue(site.today))?;
        let item =
            Item { work: Work::Guide(id, day), priority: None, overdue: Some(between(day, site.today)) };
        Some((item, owners(site, guide.owner.as_ref())))
    };
    site.list(Kind::Guide).iter().filter_map(due).collect()
}

fn owners<'s>(site: &'s Site, owner: Option<&'s OwnerRef>) -> Vec<&'s str> {
    let Some(owner) = owner else { return Vec::new() };
    if owner.kind == Kind::Person {
        return vec![&owner.slug];
    }
    let group = site.named(owner.kind, &owner.slug).map(|id| &site.entry(id).record.fields);
    match group {
        Some(Fields::Group(group)) => group.members.iter().map(|member| &*member.0).collect(),
        _ => Vec::new(),
    }
}

/// What somebody is asked for by a request that waits for them.
fn waiting<'s>(site: &Site, status: Status<'s>, person: &str, roles: &[&str]) -> Work<'s> {
    if status.open_stage().is_some() {
        return Work::Review(status);
    }
    if !status.ready.is_empty() {
        return Work::Move(status);
    }
    let holds = |actor: &&Actor| matches!(actor, Actor::Role(role) if roles.contains(&&**role));
    let is_desks = status.asked(&site.workflow).iter().any(holds);
    match status.request.size {
        _ if !is_desks && status.is_in_group(site, person) => Work::Group(status),
        Some(Size::Question) => Work::Answer(status),
        _ => Work::Step(status),
    }
}

/// The tasks of its plan that are still to be done.
fn tasks<'s>(site: &Site, status: &Status<'s>) -> impl Iterator<Item = (Item<'s>, &'s Task)> {
    let is_open = status.request.is_followed() && !status.state.is_final;
    let (request, today) = (status.request, site.today);
    let open = request.plan.iter().filter(move |task| is_open && task.is_open());
    open.map(move |task| {
        let work = Work::Task(status.clone(), task);
        (Item { work, priority: request.priority, overdue: task.overdue(today) }, task)
    })
}

fn follow_up<'s>(site: &Site, status: &Status<'s>) -> Option<Item<'s>> {
    let day = follow_up_due(status.request, site.today)?;
    let overdue = Some(between(day, site.today)).filter(|days| *days > 0);
    let priority = status.request.priority;
    Some(Item { work: Work::FollowUp(status.id, day), priority, overdue })
}

fn in_order(mut items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    items.sort_by_key(|item| (Priority::place(item.priority), Reverse(item.overdue.unwrap_or(0))));
    items
}
