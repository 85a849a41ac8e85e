//! The pages of the desk: the board, and for each member what waits for them.

use super::draw::{Draw, text};
use super::phrase::Value;
use super::request_page::joined;
use super::shared::way_to;
use super::view::{BoardColumn, BoardView, Card, Html, MemberView};
use crate::config::{State, Vocabulary};
use crate::desk::standing::{Standing, all};
use crate::diagnostic::Diagnostic;
use crate::record::Kind;
use crate::site::{EntryId, PageKind};

/// How many requests a column of those that have ended shows.
const ENDED: usize = 6;

impl<'a> Draw<'a> {
    pub(super) fn board_page(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let (title, text) = (self.words().get("desk-title"), self.words().get("desk-text"));
        let page = self.page_view(title, text, Kind::Request, false)?;
        self.template("board.html", self.board_view(), page)
    }

    pub(super) fn member_page(&self, id: EntryId) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut page = self.page_view(self.member_title(id), "", Kind::Request, false)?;
        page.crumbs.push(self.desk_crumb());
        page.noindex = true;
        self.template("member.html", self.member_view(id), page)
    }

    fn board_view(&self) -> BoardView {
        let site = self.site;
        let standings = all(site);
        let column = |state: &'a State| {
            let mut own: Vec<_> = standings.iter().filter(|standing| standing.state.id == state.id).collect();
            // An empty state off the way would only take room.
            if own.is_empty() && (state.aside || state.is_final) {
                return None;
            }
            let count = own.len();
            if state.is_final {
                own.sort_by_key(|standing| std::cmp::Reverse((standing.since, site.updated(standing.id))));
                own.truncate(ENDED);
            }
            let waits: Vec<_> = state.waits_for.iter().map(|actor| self.actor(actor)).collect();
            Some(BoardColumn {
                id: state.id.to_string(),
                heading: self.request_state(&state.id),
                count: self.words().count(count),
                waits_for: (!waits.is_empty() && !state.is_final).then(|| joined(&waits)),
                cards: own.iter().map(|standing| self.card(standing)).collect(),
                rest: count.checked_sub(own.len()).filter(|rest| *rest > 0).map(|_| self.all_requests()),
            })
        };
        let (ended, open): (Vec<_>, Vec<_>) =
            site.workflow.states.iter().partition(|state| state.is_final || state.aside);
        let late = standings.iter().filter(|standing| standing.overdue.is_some()).count();
        let late = i64::try_from(late).unwrap_or(i64::MAX);
        BoardView {
            heading: self.message("desk-title"),
            summary: self.message("desk-text"),
            late: (late > 0)
                .then(|| self.own(&self.words().with("desk-late-count", &[("count", late.into())]))),
            open: open.into_iter().filter_map(column).collect(),
            ended: ended.into_iter().filter_map(column).collect(),
            members: site
                .members()
                .into_iter()
                .map(|(id, roles)| {
                    let slug = &site.entry(id).record.id.slug;
                    let waiting =
                        standings.iter().filter(|standing| standing.waits_for(site, slug, &roles)).count();
                    let url = way_to(&site.member_url(id));
                    let title = self.title(id);
                    let link = Value { url: Some(url.into()), name: true, ..text(title) }.html();
                    (link, self.words().count(waiting))
                })
                .collect(),
            all: self.all_requests(),
            figures: self.page_link("figures-title", PageKind::Figures),
            calendar: site.has_calendar().then(|| {
                way_to(&site.url(&crate::site::Page { kind: PageKind::Calendar, ..self.page.clone() }))
            }),
            ask: way_to(&site.ask_url()),
        }
    }

    fn all_requests(&self) -> Html {
        self.own_link(&self.words().get("desk-all"), &self.list_url(Kind::Request))
    }

    /// A request on the board.
    fn card(&self, standing: &Standing<'a>) -> Card {
        let words = self.words();
        let request = standing.request;
        let mut meta = Vec::new();
        if let Some(days) = standing.days.filter(|_| !standing.state.is_final) {
            meta.push(self.own(&words.with("desk-days", &[("count", days.into())])));
        } else if let Some(since) = standing.since {
            meta.push(self.date(since));
        }
        meta.extend(
            request
                .countries
                .iter()
                .map(|country| text(self.label(Vocabulary::Countries, &country.0)).html()),
        );
        meta.extend(request.assignee.iter().filter_map(|person| self.find(Kind::Person, &person.0)));
        Card {
            link: self.link(standing.id),
            meta,
            late: standing.overdue.map(|days| self.own(&words.with("desk-late", &[("count", days.into())]))),
        }
    }

    /// What waits for one of the desk's people.
    fn member_view(&self, id: EntryId) -> MemberView {
        let site = self.site;
        let record = &site.entry(id).record;
        let slug = &record.id.slug;
        let roles = site.members().into_iter().find(|(member, _)| *member == id).map(|(_, roles)| roles);
        let roles = roles.unwrap_or_default();
        let standings = all(site);
        let waits = |standing: &&Standing<'a>| standing.waits_for(site, slug, &roles);
        let (reviews, work): (Vec<&Standing<'a>>, Vec<_>) =
            standings.iter().filter(waits).partition(|standing| standing.state.stage.is_some());
        let in_care = standings.iter().filter(|standing| {
            let assignee = standing.request.assignee.as_ref();
            assignee.is_some_and(|assignee| *assignee.0 == **slug)
                && !standing.state.is_final
                && !waits(standing)
        });
        let group = |heading: &str, standings: Vec<&Standing<'a>>| {
            let card = |standing: &&Standing<'a>| {
                let mut card = self.card(standing);
                card.meta.insert(0, self.request_state(&standing.state.id));
                card
            };
            let cards: Vec<Card> = standings.iter().map(card).collect();
            (!cards.is_empty()).then(|| (self.message(heading), cards))
        };
        let groups = [
            group("desk-member-reviews", reviews),
            group("desk-member-work", work),
            group("desk-member-cares", in_care.collect()),
        ];
        let roles =
            roles.iter().map(|role| self.label(Vocabulary::Roles, role)).collect::<Vec<_>>().join(", ");
        MemberView {
            heading: self.message("desk-member-title"),
            person: self.link(id),
            roles,
            groups: groups.into_iter().flatten().collect(),
        }
    }

    /// The title of a member's page.
    fn member_title(&self, id: EntryId) -> String {
        self.words().with("desk-member-page", &[("name", self.title(id).to_owned().into())])
    }

    /// The way to the board, from the pages that it leads to.
    pub(super) fn desk_crumb(&self) -> Html {
        self.page_link("desk-title", PageKind::Desk)
    }

    /// The link to a page of the desk.
    pub(super) fn page_link(&self, name: &str, kind: PageKind) -> Html {
        let url = self.site.url(&crate::site::Page { kind, ..self.page.clone() });
        self.own_link(&self.words().get(name), &url)
    }
}
