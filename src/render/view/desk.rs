//! What the templates of the desk are given: the board, a member's page, the figures, the form, and what
//! the page of a request has of its own.

use serde::Serialize;

use super::Html;

/// Where those who have not reviewed a request yet can do so.
#[derive(Debug, Serialize)]
pub(in crate::render) struct InvitationView {
    /// For each of them, the link to the forge's page with their own file.
    pub(in crate::render) links: Vec<Html>,
    /// The text of the file, where the forge does not take it from the link.
    pub(in crate::render) text: Option<String>,
}

/// The reviews of one stage.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ReviewStage {
    pub(in crate::render) heading: Html,
    pub(in crate::render) reviews: Vec<ReviewView>,
}

/// What one member of the committee has said.
#[derive(Debug, Serialize)]
pub(in crate::render) struct ReviewView {
    pub(in crate::render) person: Html,
    pub(in crate::render) recommendation: Html,
    pub(in crate::render) date: Option<Html>,
    /// Paragraphs.
    pub(in crate::render) reason: Vec<Html>,
    pub(in crate::render) conditions: Vec<Html>,
    pub(in crate::render) concerns: Vec<Html>,
    /// Why it does not count, as far as the page can tell.
    pub(in crate::render) notes: Vec<Html>,
}

/// `board.html`: every request, by the state that it is in.
#[derive(Debug, Serialize)]
pub(in crate::render) struct BoardView {
    pub(in crate::render) heading: Html,
    pub(in crate::render) summary: Html,
    /// How many are late, if any are.
    pub(in crate::render) late: Option<Html>,
    /// The states on the way.
    pub(in crate::render) open: Vec<BoardColumn>,
    /// The states off the way, and where it ends.
    pub(in crate::render) ended: Vec<BoardColumn>,
    /// The link to each member's page, and how many requests wait for them.
    pub(in crate::render) members: Vec<(Html, String)>,
    /// The links to the list of all requests and to the figures.
    pub(in crate::render) all: Html,
    pub(in crate::render) figures: Html,
    /// The way to the calendar of the next meetings, if there is one.
    pub(in crate::render) calendar: Option<String>,
    /// The way to where people ask for help.
    pub(in crate::render) ask: String,
}

/// A state on the board.
#[derive(Debug, Serialize)]
pub(in crate::render) struct BoardColumn {
    pub(in crate::render) id: String,
    pub(in crate::render) heading: Html,
    pub(in crate::render) count: String,
    pub(in crate::render) waits_for: Option<Html>,
    pub(in crate::render) cards: Vec<Card>,
    /// The link to the rest, when these are not all.
    pub(in crate::render) rest: Option<Html>,
}

/// A request on the board.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Card {
    pub(in crate::render) link: Html,
    pub(in crate::render) meta: Vec<Html>,
    /// By how much it is late, if it is.
    pub(in crate::render) late: Option<Html>,
}

/// `figures.html`: what it all comes to.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FiguresView {
    pub(in crate::render) heading: Html,
    pub(in crate::render) summary: Html,
    /// Name and figure.
    pub(in crate::render) facts: Vec<(Html, Html)>,
    pub(in crate::render) tables: Vec<FigureTable>,
    /// What was missed, a guide that may have it, and whether it is missed often without one.
    pub(in crate::render) gaps: Vec<(Html, Option<Html>, bool)>,
    /// What is to be asked about, and when.
    pub(in crate::render) follow_ups: Vec<(Html, Html)>,
    /// The ways to the same figures as data.
    pub(in crate::render) csv: String,
    pub(in crate::render) json: String,
}

/// A table of figures, each row with a bar.
#[derive(Debug, Serialize)]
pub(in crate::render) struct FigureTable {
    pub(in crate::render) id: &'static str,
    pub(in crate::render) heading: Html,
    pub(in crate::render) columns: Vec<Html>,
    pub(in crate::render) rows: Vec<FigureRow>,
}

#[derive(Debug, Serialize)]
pub(in crate::render) struct FigureRow {
    pub(in crate::render) name: Html,
    pub(in crate::render) bar: Html,
    pub(in crate::render) cells: Vec<Html>,
}

/// `member.html`: what waits for one of the desk's people.
#[derive(Debug, Serialize)]
pub(in crate::render) struct MemberView {
    pub(in crate::render) heading: Html,
    pub(in crate::render) person: Html,
    pub(in crate::render) roles: String,
    /// Heading and requests.
    pub(in crate::render) groups: Vec<(Html, Vec<Card>)>,
}

/// `ask.html`: where people ask for help.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AskView {
    pub(in crate::render) heading: Html,
    pub(in crate::render) summary: Html,
    /// The way to what there is already.
    pub(in crate::render) answers: String,
    pub(in crate::render) forge: Option<AskForge>,
    pub(in crate::render) mail: Option<AskMail>,
    pub(in crate::render) countries: Vec<Choice>,
    pub(in crate::render) languages: Vec<Choice>,
    pub(in crate::render) content_types: Vec<Choice>,
    pub(in crate::render) tools: Vec<Choice>,
    pub(in crate::render) partners: Vec<Choice>,
    /// Each question and what it is after, for those who answer them in a mail.
    pub(in crate::render) questions: Vec<(Html, Html)>,
}

/// The forge that takes a request as a file.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AskForge {
    /// Its page for a new file, with `ID-OF-REQUEST` and, if it takes the text too, `TEXT-OF-REQUEST`
    /// where those belong.
    pub(in crate::render) new_file: String,
    /// The field of `requester.accounts` for its accounts.
    pub(in crate::render) account: &'static str,
    pub(in crate::render) label: Html,
    pub(in crate::render) send: Html,
}

/// The mail address of the desk.
#[derive(Debug, Serialize)]
pub(in crate::render) struct AskMail {
    pub(in crate::render) address: String,
    /// The address as a link, without a text.
    pub(in crate::render) link: String,
    /// A link that begins a mail with the questions in it.
    pub(in crate::render) questions: String,
}

/// One of the values that a field may have.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Choice {
    pub(in crate::render) id: String,
    pub(in crate::render) text: String,
    /// The language of the text, where it is not the page's.
    pub(in crate::render) lang: Option<String>,
}
