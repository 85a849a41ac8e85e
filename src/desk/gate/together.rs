//! Whether those who propose and approve a change may make its move: one of them alone, or several together where the
//! workflow asks for several. Then each of these is another human being, under however many accounts and pages.

use super::Judged;
use crate::config::Actor;
use crate::desk::people::Nearness;

/// One of those who propose or approve.
struct Being<'c> {
    /// Their page, if they have one.
    person: Option<&'c str>,
    is_requester: bool,
    /// Whether they are so much like the requester that they cannot stand beside them.
    is_like_requester: bool,
}

impl<'c> Judged<'c> {
    /// Whether one of these can be filled: each entry names those who act together.
    pub(super) fn acts_as(&self, by: &[Vec<Actor>]) -> bool {
        let beings = self.beings();
        by.iter().any(|together| self.fill(together, &beings, &mut Vec::new()))
    }

    fn beings(&self) -> Vec<Being<'c>> {
        let people = &self.change.people;
        let mut beings: Vec<Being<'c>> = Vec::new();
        for account in self.accounts() {
            let person = people.principal(self.change.actor.host, account);
            let is_requester = self.is_requesters(account);
            let is_same = |being: &&mut Being<'_>| {
                let own = being.person.zip(person);
                being.is_requester && is_requester
                    || own.is_some_and(|(one, other)| people.identity(one) == people.identity(other))
            };
            if let Some(known) = beings.iter_mut().find(is_same) {
                known.person = known.person.or(person);
                known.is_requester |= is_requester;
                known.is_like_requester |= is_requester;
            } else if person.is_some() || is_requester {
                let is_near = person.is_some_and(|slug| self.nearness(slug) == Some(Nearness::IsRequester));
                beings.push(Being { person, is_requester, is_like_requester: is_requester || is_near });
            }
        }
        beings
    }

    /// Whether everyone of these is there, beside those who are taken for others already.
    fn fill(&self, actors: &[Actor], beings: &[Being<'_>], taken: &mut Vec<usize>) -> bool {
        let Some((actor, rest)) = actors.split_first() else {
            return true;
        };
        (0..beings.len()).any(|at| {
            let being = &beings[at];
            let fits = match actor {
                Actor::Requester => being.is_requester,
                Actor::Group => being.person.is_some_and(|slug| self.is_of_group(slug)),
                Actor::Role(role) => {
                    being.person.is_some_and(|slug| self.change.people.holds(slug, role, self.change.today))
                }
            };
            let is_taken = taken
                .iter()
                .any(|&other| other == at || being.is_like_requester && beings[other].is_like_requester);
            if !fits || is_taken {
                return false;
            }
            taken.push(at);
            let is_filled = self.fill(rest, beings, taken);
            taken.pop();
            is_filled
        })
    }
}
