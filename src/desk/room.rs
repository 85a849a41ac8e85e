//! How many requests a state has room for, who has asked for it, and which wait for it in the order of priority. The
//! gate refuses by the same rules (`gate::rules::state`, the guard `turn`); pages, the agenda and the commands show them.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::gate::{self, Standing};
use crate::config::State;
use crate::record::{Kind, Priority, Record, Request};
use crate::site::Site;

/// The room of a state: how many requests it takes at once, or how many wait for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Room<'s> {
    pub state: &'s State,
    /// How many it takes at once; `None` where nobody has said so.
    pub most: Option<usize>,
    /// How many are in it.
    pub taken: usize,
    /// How many could come next: those in the states before it from which a move leads there, queues among them.
    pub asked: usize,
}

/// The place of a request that waits for room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Queue<'s> {
    pub room: Room<'s>,
    /// How many others wait there with a higher priority.
    pub before: usize,
    /// How many others wait there with the same one.
    pub alike: usize,
}

/// The requests of a site by the state that they stand in, counted when somebody asks.
#[derive(Debug)]
pub(super) struct Stands<'s> {
    site: &'s Site,
    counted: OnceCell<BTreeMap<Box<str>, Vec<Standing>>>,
}

/// Every state that can be full, or that requests wait for, in their order.
#[must_use]
pub fn rooms(site: &Site) -> Vec<Room<'_>> {
    let stands = Stands::of(site);
    site.workflow.states.iter().filter_map(|state| stands.room(state)).collect()
}

impl Room<'_> {
    /// How many more it takes now.
    #[must_use]
    pub fn free(&self) -> Option<usize> {
        Some(self.most?.saturating_sub(self.taken))
    }
}

impl Queue<'_> {
    /// Whether the request may go on: there is room, and it is its turn.
    #[must_use]
    pub fn may_go(&self) -> bool {
        self.before == 0 && self.room.free() != Some(0)
    }
}

impl<'s> Stands<'s> {
    pub(super) fn of(site: &'s Site) -> Self {
        Self { site, counted: OnceCell::new() }
    }

    fn stand(&self, state: &str) -> &[Standing] {
        let site = self.site;
        let counted = self.counted.get_or_init(|| {
            let records = site.list(Kind::Request).iter().map(|&id| &*site.entry(id).record);
            gate::standing(&site.workflow, records)
        });
        counted.get(state).map_or(&[], Vec::as_slice)
    }

    /// The room of a state, where the workflow says anything of it.
    fn room(&self, state: &'s State) -> Option<Room<'s>> {
        let workflow = &self.site.workflow;
        if state.most.is_none() && workflow.queues_for(&state.id).next().is_none() {
            return None;
        }
        let before = workflow.states.iter().take_while(|other| other.id != state.id);
        let leads = before.filter(|other| workflow.find(&other.id, &state.id).is_some());
        let asked = leads.map(|other| self.stand(&other.id).len()).sum();
        Some(Room { state, most: state.most, taken: self.stand(&state.id).len(), asked })
    }

    /// Whether there is no room in a state.
    pub(super) fn is_full(&self, id: &str) -> bool {
        let state = self.site.workflow.state(id);
        state.and_then(|state| state.most).is_some_and(|most| self.stand(id).len() >= most)
    }

    /// The place of a request in the queue that its state is, if it is one.
    pub(super) fn queue(&self, record: &Record, request: &Request, state: &'s State) -> Option<Queue<'s>> {
        let to = self.site.workflow.state(state.queue_for.as_deref()?)?;
        let room = self.room(to).filter(|_| request.is_followed())?;
        let own = Priority::place(request.priority);
        let others = || self.stand(&state.id).iter().filter(|other| other.id != record.id.slug);
        let before = others().filter(|other| Priority::place(other.priority) < own).count();
        let alike = others().filter(|other| Priority::place(other.priority) == own).count();
        Some(Queue { room, before, alike })
    }
}
