### The words of Casebook’s interface, in English.
###
### To translate: copy this file, name it after the language (fr.ftl, pt-BR.ftl) and translate what
### stands after each "=". Keep the names before the "=" and the words in braces, such as { $count }.
### Say it plainly and briefly. What a message is for is written above it.

## On every page

# The first link of a page, for people who use a keyboard.
skip-link = Skip to content
# The button that opens the main menu on a small screen.
menu-title = Menu
# Names the main menu for screen readers.
menu-label = Main
# Groups of the main menu: guides, tools and clinics; cases, partners and uploads; people and groups; requests and meetings;
# pages about the site.
menu-learn = Learn
menu-examples = Examples
menu-people = Community
menu-desk = Desk
menu-about = About
# Beside the site's name, in a preview that shows drafts.
preview-mark = Preview with drafts
# Beside the title of a draft, in lists.
draft-mark = Draft
# Names the way from the home page to here, for screen readers.
crumbs-label = Breadcrumb
# Names the links to other languages, for screen readers; on the search page it stands above them.
languages-label = Languages
# Behind a language that the page is not in: the link leads to the list, or to the home page, in it.
language-missing = not translated
# Offered on a page in another language to readers who have chosen yours. It leads to the page in your language, or,
# where the page is not in it, to the list of its kind. Name your language.
language-offer = This page is also in English
language-offer-list = See what there is in English
# The button that takes the offer away, for screen readers.
language-close = Close

# The field at the head of the page: its name for screen readers, and what stands in it while it is empty.
search-field = Search this site
search-hint = Search
# Its button, a magnifying glass, and the button of the search page.
search-button = Search

## The search page, and what it offers to browse by

search-title = Search
search-text = Find cases, guides, people and everything else on this site.
# The label of the field.
search-label = What are you looking for?
# In the place of the field, where the browser runs no scripts. “Below” are the lists to browse by.
search-no-script = Search needs a script, and your browser runs none. Use the lists below, or look from A to Z.
# Above the lists to browse by.
search-browse = Browse
# Opens what results can be narrowed by.
search-filter = Filter
# Names the list of what was found, for screen readers.
search-results = Results
# Shows more of them.
search-more = More results
# How many records were found, in whatever language; said to screen readers too.
search-count = Results: { $count }
search-none = Nothing was found.
search-weak = No page fits this well.
# When a word of the question is on no page: it, and the word that was looked for in its place.
search-corrected = No page has “{ $typed }”. Here is what there is for “{ $meant }”.
# Stands above topics that may be what was meant.
search-near = Perhaps one of these topics helps
search-people = People who may know
# When the files of the search could not be loaded.
search-failed = The search could not be loaded. Try again, or use the lists below.
# What results can be narrowed by, besides topics, regions, countries and types of content.
search-facet-kind = Kind
search-facet-tool = Tool
search-facet-knows = Knows
search-facet-speaks = Speaks
search-facet-status = Status
# The heading of the results, on paper; and how to go on where none of them helps: it leads to the form of the desk.
search-for = Results for “{ $query }”
search-ask = Not what you need? Ask us
# Shares the address of the results, where the device has a way to; else copies it.
search-share = Share
search-copy = Copy link
search-copied = The link is copied.
search-not-copied = The link could not be copied. Copy it from the address bar.

## The box that searches on every page, while one types

search-close = Close
# Above the pages that fit best, before people, tools, topics and countries.
search-best = Best matches
# How many rows the box has, for screen readers.
search-suggested = Suggestions: { $count }
# Leads to the search page.
search-all = All results for “{ $query }”
search-box-failed = The search could not be loaded. Try again.

## In the box and on the search page

# The last questions of the reader, and where they are kept.
search-recent = Recent searches
search-recent-note = They stay on this device.
# The buttons behind each, for screen readers, and below them.
search-recent-remove = Remove “{ $query }”
search-recent-clear = Clear all
# A box to tick off, for those who come upon the key unintended.
search-slash = The key / leads to the search

## From A to Z: everything by its title

# Links there too, from the foot of every page.
letters-title = A to Z
letters-text = Everything on this site, by its title.
# The page of one letter, for its title and its heading.
letters-letter = A to Z: { $letter }
# Names the links to the letters, for screen readers.
letters-label = Letters

## The glossary

# Links there too, from the foot of every page and from the meaning of a word.
glossary-title = Glossary
glossary-text = What the words of this site mean, and what they are called in its languages.
# Stands before other names of a word.
glossary-also = Also:
# Stands before what the language does not say for a word.
glossary-avoid = Not:

## The foot of every page

# Stands before the addresses of the people behind the site.
footer-contact = Questions? Get in touch.
# Links to the news feed (Atom).
footer-feed = Feed
# Links to the page that explains the site's data (JSON).
footer-data = Data
# Links to the repository with the site's text files.
footer-repository = Source files
# At the foot of every page, with the link to the licence.
footer-licence = Texts are under { $licence }, where a page says nothing else.
# Chooses between light and dark pages, at the foot of every page.
scheme-label = Appearance
scheme-system = As the device
scheme-light = Light
scheme-dark = Dark

## Kinds of records: one, many, and what they are for
## The text is seen on the home page and at the head of the list.

kind-case-one = Case
kind-case-many = Cases
kind-case-text = What was done, with whom, and what came of it.
kind-guide-one = Guide
kind-guide-many = Guides
kind-guide-text = How to do it yourself, step by step.
kind-clinic-one = Clinic
kind-clinic-many = Clinics
kind-clinic-text = Sessions to learn in, with recordings and slides.
kind-person-one = Person
kind-person-many = People
kind-person-text = Who knows what, and where they are.
kind-group-one = Group
kind-group-many = Groups
kind-group-text = Committees and working groups.
kind-meeting-one = Meeting
kind-meeting-many = Meetings
kind-meeting-text = Who met, what was decided, and why.
kind-partner-one = Partner
kind-partner-many = Partners
kind-partner-text = Museums, archives, authorities and others.
kind-tool-one = Tool
kind-tool-many = Tools
kind-tool-text = What each tool is for, and what is known of its state.
kind-request-one = Request
kind-request-many = Requests
kind-request-text = What was asked for, and where it stands.
kind-upload-one = Upload
kind-upload-many = Uploads
kind-upload-text = What was brought to Commons and Wikidata, and how far it has come.
kind-page-one = Page
kind-page-many = Pages
kind-page-text = How things work here.

## Vocabularies: the names of the lists of terms
## The text is seen at the head of the list of all terms.

vocabulary-topics = Topics
vocabulary-topics-text = What the records are about. The figure is the number of records.
vocabulary-countries = Countries
vocabulary-countries-text = Where cases, partners and people are. The figure is the number of records.
vocabulary-regions = Regions
vocabulary-regions-text = Parts of the world. The figure is the number of records.
vocabulary-content-types = Content
vocabulary-content-types-text = The kinds of material. The figure is the number of records.
vocabulary-partner-types = Partner types
vocabulary-licences = Licences
vocabulary-roles = Roles

## Headings on the page of a record

# The contents of the page.
toc-title = On this page
# The short facts beside the text.
section-facts = Facts
# Case.
section-background = Background
section-goals = Goals
# Above the goals of those who wrote the case, and of the partner.
goals-ours = Ours
goals-partner = The partner’s
section-results = Results
section-decisions = Decisions
section-lessons = Lessons
# Person.
section-expertise = Expertise
# Request: the state it is in, what is wanted, and the answers of the review.
section-where = Where it stands
section-description = Description
section-justification = Why it matters
# Above the text of a request: what stood in the mail, or what somebody wrote below its fields.
section-text = The request in full
section-help = Help wanted
section-review = Assessment
# Request: what each member of the committee has said.
section-reviews = What the committee says
# Request: links for those who have not written their review yet.
section-invitation = Add your review
# Request: the steps that it can take next, and what to write for each.
section-moves = Move this request
# Request: the states that it has come to, with dates.
section-way = How it came here
# What was heard of a request after its end, in answer to the follow-up.
section-heard = What has become of it
# What the working group of a request does, who and until when.
section-plan = Plan of the working group
# The open requests of a working group, each with its plan.
section-work = What it works on
# Which follow-up somebody answered.
heard-follow-up = In answer to the follow-up of { $date }
# Behind a country or a language that the desk took from a mail.
request-proposed = proposed by the desk
# Group and tool.
section-mandate = Mandate
section-purpose = Purpose
# Upload: the numbers of files, the few that came first, and what is to be done later.
section-files = Files
section-pilot = Pilot
section-undo = How to undo it
section-clean-up = Clean-up
# On the pages of partners, requests and cases: the uploads that belong to them.
section-uploads = Uploads
# Clinic: recording, slides and files.
section-materials = Materials
# Every kind.
section-people = People
# People who know a tool or a topic.
section-knowers = People who know it
# The requests that a person wrote reviews of.
section-reviewed = Requests reviewed
section-sources = Sources
# Above the records that link to this one.
section-mentions = Mentioned in
# The heading of a page with all that mentions a record.
mentions-title = Pages that mention “{ $title }”
section-related = Related
# The parts of a series, on its own page.
section-parts = In this series
# On the page of a part; $series is the link to the page of the series.
series-place = Part { $number } of { $count }: { $series }
# Names the links to what is read before and behind a page, for screen readers.
onward-label = Read on
onward-previous = Previous
onward-next = Next
# Names the links between the pages of one chapter.
tree-label = Pages

## Figures in a case

# The heads of the columns; the first three are also seen below the drawing.
metric-baseline = Before
metric-value = Now
metric-target = Target
metric-label = Figure
metric-measured-with = Measured with
metric-date = Date
# Opens the table of all figures.
metric-table = The figures as a table
# How exact a number is. { $number } is such as “500” or “80 %”.
value-precision-about = about { $number }
value-precision-more-than = more than { $number }

## Uploads

# How much has come of what is planned, and how much of what has come is in use. { $share } is such as “80 %” or “about 80 %”.
upload-share-of-plan = { $share } of what is planned
upload-share-of-uploaded = { $share } of what has come
# In lists. { $files } and { $planned } are numbers, or such as “more than 500”.
upload-come = Files uploaded: { $files }
upload-come-of = Files uploaded: { $files } of { $planned }
upload-to-come = Files planned: { $files }
# The permission for the files: the number of a ticket of Wikimedia’s Volunteer Response Team.
upload-ticket = VRT ticket { $number }
# Stand behind a number: when it was counted. A date is a day, a month or a year; { $precision } is which of them, the
# more exact one where there are two: `day`, `month` or `year`.
uploads-counted-on = { $precision ->
    [day] (counted on { $date })
   *[other] (counted in { $date })
}
uploads-counted = (counted from { $from } to { $to })
# Stands behind a sum: how many of its parts are not known.
uploads-not-given = { $count ->
    [one] (1 upload gives no number)
   *[other] ({ $count } uploads give no number)
}
# Above the sums of the uploads of a partner, a request or a case; there are two or more.
uploads-together = { $count ->
   *[other] { $count } uploads together
}
# Below the first of many uploads: links to the list of all.
uploads-all = All uploads
uploads-by-state = Uploads by state
uploads-by-year = Uploads by the year in which they began
uploads-by-tool = Uploads by tool
uploads-by-partner = Uploads by partner
# The group of those that do not say their state, year, tool or partner.
uploads-not-said = Not said

## Guides

brief-problem = Problem
brief-when-to-use = When to use it
# Below the summary.
reviewed-on = Reviewed { $date }

## Clinics

clinic-time-zone = Time zone: { $zone }
clinic-no-time-zone = The time zone is not given: ask before you rely on the time.
clinic-past = This clinic is over.
clinic-under-way = This clinic is under way.
clinic-join = Join
# Below a picture: the link to where it is from.
picture-source = Source
material-name = Material
material-licence = Licence
material-recording = Recording
material-slides = Slides
material-notes = Notes

## Groups and people

# Below the summary of a group.
members-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
# How long somebody has, or had, a role. A date is a day, a month or a year; { $precision } is which of them, the more
# exact one where there are two: `day`, `month` or `year`.
role-since = { $precision ->
   *[other] since { $date }
}
role-until = { $precision ->
   *[other] until { $date }
}
role-period = { $precision ->
    [year] { $from }–{ $to }
   *[other] { $from } – { $to }
}
# Where somebody has an account. The name of the account follows.
account-wiki = Wiki
account-github = GitHub
account-gitlab = GitLab
account-codeberg = Codeberg
account-forgejo = Forgejo
account-phabricator = Phabricator

## The desk: the board, the pages of its people, and where a request stands

# The board: every request by its state.
desk-title = Request desk
desk-text = Every request, by where it stands: by priority, and those that are late first.
# Names the board for screen readers, and links to it from the search page.
desk-board = Requests by state
# Stands before the names of those who act next.
desk-waits-for = Waits for
# A request of which the committee has said enough for somebody to move it.
desk-ready = ready to move
# How soon a request is to be taken up, where its priority stands among other notes.
desk-priority-high = High priority
desk-priority-medium = Medium priority
desk-priority-low = Low priority
desk-ready-since = ready to move since { $date }
# Stands before the states that the committee has let such a request go to.
desk-ready-for = Ready to move to
# How many requests may be in a state at once, how many more that is now, and how many could come into it next.
desk-room = Room for { $most }, { $free } free; { $asked ->
    [one] 1 has asked
   *[other] { $asked } have asked
}
# Stands before what a request waits for that was accepted and is not taken up yet.
desk-queue = Waits for room
# The state that has no room for it, or where its turn has not come.
desk-queue-full = room for { $most } in { $state }, all taken
desk-queue-free = room for { $most } in { $state }, { $free } free
desk-queue-in = in { $state }
# How many others come before it, and how many wait with the same priority.
desk-queue-before = { $count ->
    [0] none before it by priority
    [one] 1 other before it by priority
   *[other] { $count } others before it by priority
}
desk-queue-alike = { $count ->
    [one] 1 other with the same priority
   *[other] { $count } others with the same priority
}
# Stands before the later requests that take a request up again.
desk-followed-by = Followed by
# Stands before the day since when a request has been in its state.
desk-since = Since
# Stands before the day on which the next step is due.
desk-due = Due
# The requester as one who acts next.
desk-requester = the requester
# The working group of a request as one that acts next.
desk-group = the working group
# Stands before the day on which a task of a plan was done.
desk-task-done = Done
# How long a request has been in its state.
desk-days = { $count ->
    [0] today
    [one] 1 day
   *[other] { $count } days
}
# By how much the next step is late.
desk-late = { $count ->
    [one] 1 day late
   *[other] { $count } days late
}
desk-late-count = { $count ->
    [one] 1 request is late.
   *[other] { $count } requests are late.
}
# Above the names of those who work at the desk; the figure beside each is how much there is for them to do.
desk-members = What waits for whom
# Links to the list of all requests.
desk-all = All requests
# Links to the calendar (iCalendar) of the next meetings and clinics.
desk-calendar = Calendar of meetings
# The page of one of the desk's people, for its title and its heading.
desk-member-page = What waits for { $name }
desk-member-title = What waits for you
# What there is to do, by what it is: on the board, and on the pages of those who do it.
desk-inbox-stuck = Waiting, and nobody is left to be asked
desk-inbox-moves = Ready to move
desk-inbox-reviews = For your review
desk-inbox-answers = Questions to answer
desk-inbox-steps = For you to take up
desk-inbox-group = In a working group
desk-inbox-tasks = Tasks of plans
desk-inbox-follow-ups = To ask what has become of it
desk-inbox-guides = Guides to read through
desk-member-cares = In your care, waiting for others
desk-member-nothing = Nothing waits at the moment.
# A review: what has to hold, and what stands in the way.
desk-conditions = On condition that
desk-concerns = Concerns
desk-concern-open = open
desk-concern-resolved = resolved
# Stands before the reason why a reviewer is not impartial.
desk-conflict = Does not count: a conflict of interest.
# Who wrote a review down in the place of its writer, and when. { $from } is `mail` or `meeting`.
desk-recorded-by = { $from ->
   *[mail] Written down by { $name } from a mail, on { $date }
    [meeting] Written down by { $name } from a meeting, on { $date }
}
# Stands before the reason why a review that somebody else wrote down is not what its writer said.
desk-contested = Contested by whoever it names, so it does not count.
# Stands before the reason why a reviewer has taken the review back.
desk-withdrawn = Taken back, so it does not count.
desk-stale = Judged an earlier text, so it does not count any more.
# Stands before the number that a review writes down.
desk-digest = Digest for a review
# Above the names of those who have not written their review yet; each is a link.
desk-invitation = Choose your name. It opens your file where the sources are kept, and the lines in it say what to write.
# Follows it, where the file opens empty. The text of the file stands below the names.
desk-invitation-text = The file opens empty: copy this text into it.
# Beside a review, while its stage is open: a link to its file.
desk-review-edit = Change this review
# Opens to show how a review is contested that somebody else wrote down.
desk-review-contest = Contest this review
desk-review-contest-how = Whoever it names opens the file by the link above, adds this line to its head, and says why between the quotation marks. That can be done after the decision too.
# Opens to show how a review is taken back.
desk-review-withdraw = Take this review back
desk-review-withdraw-how = Whoever wrote it opens the file by the link above, adds this line to its head, and says why between the quotation marks.
# Above the steps that a request can take. Each opens to show lines of a file.
desk-moves = Choose a step and open the file of this request where the sources are kept. In its head, change the lines that are shown with the step, and add those that are not there; steps that are written down already stay as they are. Then propose the change.
desk-move-edit = Open the file of this request
# Stands before the names of the roles whose step it is.
desk-move-by = Whose step it is
# In the place of such a role, where nobody decides: the step is due once its time has come.
desk-move-by-time = nobody’s: it is due by time
# Stands behind a step on the way of a request, in the place of who took it.
desk-way-by-time = due by time
# Stands before the recommendation that most reviews have to make.
desk-move-reviews = What most reviews have to say first
# Where a request is on hold: `held_from` is a word in its file and stays as it is.
desk-move-resumes = Delete the line that begins with held_from.

## The page where people ask for help
## Each question has a hint, which says in a few words what it is after.

# Stands beside the questions. It is about what happens with the answers.
ask-public-title = Everybody can read requests
ask-public-text = Do not write mail addresses, telephone numbers or passwords. What you write stays on your device until you send it.
# Above the questions, for those whose browser runs no scripts, who answer them in a mail.
ask-by-mail-title = Write us a mail
ask-by-mail-text = Answer what you can. We make a request of it and tell you where to follow it.
# Stands in its place where the site gives no mail address. The foot of the page names other ways.
ask-by-mail-none = Send us your answers. How to reach us stands at the foot of this page.
# The link that begins a mail with the questions in it.
ask-by-mail-link = Begin a mail with these questions
# The same link, where the questions are too long to go along with it: they are copied from below.
ask-by-mail-begin = Begin a mail, and copy the questions into it
# Unfolds the questions as a text to be copied.
ask-by-mail-copy = The questions, to copy

# The heading above the ways to send what was answered.
ask-part-send = Send it
# Beside a question that has to be answered.
ask-needed = needed
# The first choice in a long list, such as that of countries.
ask-list-none = None, or several
# The first of a few choices.
ask-one-none = I do not know

# Below an answer that looks like a mail address or a telephone number.
ask-private = This looks like a mail address or a telephone number. Everybody could read it: please take it out.
# Said when somebody wants to send a request without an answer that is needed.
ask-missing = Please answer this before you send it.
# When the page opens with what was written before.
ask-restored = Here is what you wrote last time.
# Above links to pages of this site that are like what is being written.
ask-answers = Perhaps this helps already
# Above the text that is made of the answers.
ask-preview = This is what will be sent
# Unfolds the same as a file, as it lies in the repository.
ask-file-title = The same as a file, for those who use git
# Stands before the path of that file.
ask-path = The file
ask-copy-file = Copy the file
# The three ways to send. { $forge } is the name of the place that the sources are kept at.
ask-send-forge = Propose it on { $forge }
ask-send-forge-hint = You need an account there. The page opens with all of this filled in; press its button to propose the new file. If it opens empty, copy the file first and paste it there.
ask-send-forge-long = This is too long to go along with the link. Copy the file first (below), then paste it into the page that opens.
ask-send-forge-empty = You need an account there. The page opens with the name of the file; copy the file first (below) and paste it there.
ask-send-mail = Send it by mail
ask-send-mail-hint = Your mail program opens with all of this filled in. The desk does the rest.
ask-send-mail-long = This text is too long to go along with the link. Copy it first, then paste it into the mail.
# Stands in the mail, where the text is to be pasted.
ask-send-mail-paste = Please paste the copied text here, in the place of this line.
ask-send-download = Save it as a file
ask-send-download-hint = To send it later or in another way.
ask-copy = Copy the text
ask-copied = The text is copied.
ask-not-copied = It could not be copied. The text is selected: copy it with the keys or the menu of your device.
ask-saved = The file is saved with your downloads.
# When something was sent, and beside the button that empties the form.
ask-sent = When it has been sent, you can start again.
ask-again = Start again
ask-again-sure = Delete everything that you have written here?

## The figures of the desk

figures-title = Figures of the desk
figures-text = How many ask, how long they wait, and how it is decided: for everybody to see whether it is fair.
# The day that the figures are of.
figures-as-of = As of { $date }
figures-requests = Requests
figures-decided = Decided
figures-accepted = Accepted
# How many days something took, as a median.
figures-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
# How long something took. A reply is what somebody of the desk wrote to whoever asked.
figures-first-reply = To the first reply
figures-first-step = To the first review or step
figures-decision = To the decision
figures-questions = Quick questions
# Stands behind the number of quick questions.
figures-answered = { $count } answered
figures-questions-first-reply = Quick questions, to the first reply
# Requests and questions that were sent on to somebody who can help better.
figures-referred = Referred to others
# Of several requests, here and on the board.
figures-recorded-afterwards = Written down afterwards
# Stands behind that number.
figures-apart = not among the others
# The quartiles of a length of time, in days, and of how many requests it is known.
figures-range = { $lower } to { $upper }, of { $count }
figures-by-year = By year
figures-unknown-year = Not known
figures-by-state = Open now
figures-waiting = Waiting
figures-late = Late
# How many requests the desk can work on at once: the room, how many are there, and how many could come next.
figures-rooms = Room for work
figures-room = Room for
figures-room-taken = In it
figures-room-asked = Asked for
figures-by-region = By region
figures-by-language = By language
figures-by-priority = By priority
# Whom those who ask belong to.
figures-by-affiliation = By affiliation of who asks
figures-by-partner-type = By kind of partner
figures-questions-by-region = Quick questions by region
figures-questions-by-language = Quick questions by language
# Beside a group of requests: how many of those who judge are of that group.
figures-committee = In the committee
# In the place of a figure of too few requests.
figures-few = too few
# A row for all in groups too small to be shown by themselves, and in none.
figures-others = Others, or not said
# What the cases have measured, against where it began and what it aimed at.
figures-outcomes = What came of it
figures-before = Before
figures-now = Now
figures-aim = Aimed at
figures-unit = Counted in
figures-gaps = Knowledge that was missed
figures-times = { $count ->
    [one] once
    [2] twice
   *[other] { $count } times
}
figures-follow-ups = To be asked about
figures-follow-up-late = the day has passed
figures-note = Times are medians, with the quartiles and how many they are of beside them. Groups of fewer than five requests are not shown by themselves, nor is what would tell of them when it is taken from the whole. A request can be in several groups. Quick questions are answered by the desk itself; they and what was written down afterwards are counted apart.

## Requests: the questions of the review

checklist-technical = Technical
checklist-legal = Legal and ethical
checklist-risk = Risk
checklist-sustainability = Sustainability

## Labels of the facts

field-account = Account
field-accounts = Accounts
field-address = Address
field-affiliations = Works or speaks for
field-alternatives = Alternatives
field-assignee = Assigned to
field-availability = Availability
field-capacity = Room for others
field-cases = Cases
field-category = Category
field-channel = Arrived by
field-confidence = Confidence
field-content-types = Content
field-counted-on = Counted on
field-countries = Countries
field-documentation = Documentation
field-draft = Draft
field-date = Date
field-decisions = Decisions
field-due = Due
field-elsewhere = Elsewhere
field-end = Ends
field-evidence = Evidence
field-extra = More
field-files = Files
field-follows = Follows
field-follow-up = Follow-up
field-gaps = Knowledge that was missed
field-group = Group
field-groups = Groups
field-guides = Guides
field-health = Health
field-hosts = Hosts
field-identifier = Identifier
field-in-use = In use
field-knows = Knows
field-join = Join
field-language = First written in
field-languages = Languages
field-last-checked = Last checked
field-last-reviewed = Last reviewed
field-level = Level
field-licence-status = Licence
field-licences = Licences
field-maintainer = Maintainer
field-meetings = Next meetings
field-members = Members
field-menu = In the menu
field-sections = Sections of the home page
field-next-review = Next review
field-open = Open to join
field-nothing-to-learn = Why no case was written
field-order = Place
field-owner = Owner
field-partners = Partners
field-people = People
field-period = Period
field-permission = Permission
field-pictures = Pictures
field-planned = Planned
field-priority = Priority
field-priority-reason = Why this priority
field-received = Received
field-referred-to = Referred to
field-replied = First answered
# Of one request.
field-recorded-afterwards = Written down afterwards
field-removed = Taken away
field-region = Region
field-request = Request
field-requester = From
field-roles = Roles
# The roles that somebody no longer has.
field-roles-former = Former roles
field-seen-by = Seen by
field-seen-on = Seen on
field-series = Series
field-size = Size
field-speakers = Speakers
field-start = Begins
field-state = State
field-status = Status
field-summary = Summary
field-superseded-by = Replaced by
field-time-zone = Time zone
field-title = Title
field-tools = Tools
field-topics = Topics
field-type = Type
field-updated = Updated
field-uploaded = Uploaded
field-website = Website

## Values of the facts

# How much a guide asks of its reader.
value-level-beginner = Beginner
value-level-intermediate = Intermediate
value-level-advanced = Advanced
# How far a guide can be relied on.
value-confidence-work-in-progress = Work in progress
value-confidence-not-validated = Not validated
value-confidence-validated = Validated
value-confidence-archived = Archived
# Whether a tool works.
value-health-working = Working
value-health-degraded = Works in part
value-health-unmaintained = Unmaintained
value-health-retired = Retired
# Whether somebody has room for those who ask.
value-room-room = Has room
value-room-some = Has some room
value-room-none = No room now
# Behind these, the day on which it was said.
capacity-as-of = as of { $date }
# The time of day where somebody lives.
zone-now = now { $time }
# Behind the name of somebody whose roles have all ended.
person-former = formerly here
# Where a request stands.
# How a request arrived.
value-channel-mail = Mail
value-channel-form = Form
value-channel-pull-request = Pull request
value-channel-meeting = Meeting
# How large a request is.
value-size-question = Question
value-size-project = Project
# How urgent a request is.
value-recommendation-proceed = Proceed
value-recommendation-revise = Revise
value-recommendation-decline = Decline
value-priority-high = High
value-priority-medium = Medium
value-priority-low = Low
# How far an upload has come.
value-upload-planned = Planned
value-upload-pilot = Pilot
value-upload-running = Running
value-upload-done = Done
value-upload-stopped = Stopped
# Whether a group is at work.
value-group-planned = Planned
value-group-active = Active
value-group-closed = Closed
# Whether something is so, such as whether anyone can join a group.
value-yes = Yes
value-no = No

## Banners: what a reader has to know first

banner-draft-title = Draft
banner-draft-text = This is not finished and not published.
banner-overdue-title = Review overdue
# { $date } is the day of the review that did not happen.
banner-overdue-text = This guide was due for review on { $date }. Check each step before you rely on it.
# The link to the new guide follows the text.
banner-superseded-title = Replaced
banner-superseded-text = There is a newer guide. This page is kept so that old links work.
banner-archived-title = Archived
banner-archived-text = Nobody looks after this guide any more.
banner-work-in-progress-title = Work in progress
banner-work-in-progress-text = This guide is being written. Parts may be missing or wrong.
# The links to other tools follow the text.
banner-planned-title = Planned
banner-planned-text = This group has not begun its work yet.
banner-recorded-afterwards-title = Written down afterwards
banner-recorded-afterwards-text = This is no message that came to the desk: somebody wrote it down later, from what its sources say. The figures count it apart.
# The reason follows, as the desk has written it.
banner-removed-title = The text of this request was taken away
banner-retired-title = Retired
banner-retired-text = This tool is no longer in use.

## In the text of a record

markdown-alert-note = Note
markdown-alert-tip = Tip
markdown-alert-important = Important
markdown-alert-warning = Warning
markdown-alert-caution = Caution
# Says whether a task in a list is done, for screen readers.
markdown-task-done = Done
markdown-task-open = Not done
# Names the “#” behind a heading, for screen readers.
markdown-heading-link = Link to this section
markdown-footnotes = Footnotes
# Names the arrow that leads from a footnote back to the text, for screen readers.
markdown-footnote-back = Back to the text
# Names a block of code, for screen readers; the button that copies it; and what is said when it has.
markdown-code = Code
markdown-code-copy = Copy
markdown-code-copied = Copied
# Leads to the file that a table is made of.
markdown-table-file = Download this table (CSV)
# Stand below the caption of a film or of a sound that is on Wikimedia Commons, and lead there.
markdown-film-elsewhere = Video on Wikimedia Commons
markdown-sound-elsewhere = Recording on Wikimedia Commons

## The foot of a record

foot-updated = Last changed
foot-contributors = Contributors
foot-edit = Edit this page
# In its place, on the page of a request.
foot-edit-request = Correct this request
foot-history = History
foot-translate = Translate this page

## Lists

list-empty = Nothing here yet.
# Behind how many records a list has, where all are in one state, such as “Not validated”.
list-one-state = all of these: { $state }
terms-empty = Nothing here yet.
# Groups of clinics.
list-under-way = Under way
list-upcoming = Upcoming
list-past = Past
list-undated = No date yet
# The last group, for what fits no other.
list-others = Others
# Where somebody is found: the name of the form, and what a choice says that is left open.
people-find = Find somebody
people-any = Any
# How many people fit what was chosen.
people-fitting = People that fit: { $count }
# What somebody has taken part in here. Counts of cases, guides and others follow.
people-done = Has taken part in
people-by-knows = By what they know
people-by-language = By language
people-by-country = By country
# Above a list, such as “1–40 of 120”.
count-range = { $from }–{ $to } of { $total }
count-records = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
# Links to the rest of a list of which only the first are shown.
mentions-more = All { $count }
# Names the links to the pages of a list, for screen readers.
pager-label = Pages
pager-previous = Previous
pager-next = Next
# Names the link to one page of a list, for screen readers.
page-number = Page { $number }
# Names the links to topics, countries and so on beside a list, for screen readers.
facets-label = Browse

## Home page

# What one may come for, as links on the home page: below “Ask for help”; to the guides, the cases and the people.
home-task-ask = Say what you need. It does not have to be complete.
home-task-guides = Learn how
home-task-cases = See what others did
home-task-people = Find somebody
# Headings: above guides; above the records that were changed last; above clinics and meetings; above figures.
home-learn = What do you want to do?
home-new = New and changed
home-next = What comes next
home-numbers = In numbers
# What uploads have brought to Wikimedia Commons and Wikidata, beside its number.
home-files = Files brought
home-all-guides = All guides
home-all-topics = All topics

## Page not found

not-found-title = Page not found
not-found-text = There is no page at this address. It may have moved, or the link may be wrong.

## An old address

redirect-title = This page has moved
# The link to the page follows.
redirect-text = Its new address:

## The page about the site’s data

data-title = Data
data-text = Everything on this site as JSON, free to read and reuse by programs.
data-files = Files
data-field = Field
data-meaning = What it holds

## Feeds

# { $kind } is the plural of a kind, such as “Cases”.
feed-title = { $site }: { $kind }

## Numbers, and what stands between words

percent = { $number }%
# Of something, but less than one in a hundred.
percent-below = less than { $number }%
# Behind a label, before its value.
colon = :
# Between the publisher of a source and its date.
comma-separator = { ", " }
# Between clauses.
clause-separator = { "; " }

## Translations

translation-awaits-review = This translation has not been reviewed by a native reader yet.
# stale: how many sections, count: of how many
translation-stale = { $stale ->
    [one] { $stale } of { $count } sections of the original has changed since this was translated
   *[other] { $stale } of { $count } sections of the original have changed since this was translated
}
translation-older = The original has been changed since this was translated.
# beside a section
translation-part-stale = Changed in the original since
translation-missing = Not translated yet

## Help translate

translate-title = Help translate
translate-text = What there is to translate into this language. What is most read comes first.
# where there is a forge
translate-how = Each link opens an editor with the page in it. Change the text, describe your change and propose it; you need to know nothing else. Delete the line “draft: true” when the translation is finished.
# where there is none; an address follows
translate-write = Send us your translation of any of these by mail:
translate-stale = Out of date
translate-missing = Not translated yet
translate-nothing = There is nothing to do: all that there is, is translated and up to date.
# above the names of sections
translate-changed = The original has changed here:
translate-untranslated = Not translated yet:
translate-shown = What it said and what it says now
translate-begin = Translate
# of one that is not published yet
translate-go-on = Go on with the translation
translate-update = Update the translation
translate-share = Translated and up to date
translate-to-do = Words to translate
# the subject of a mail; language: its own name for itself
translate-mail = Translation into { $language }: { $title }
count-words = { $count ->
    [one] { $count } word
   *[other] { $count } words
}

## Read offline

offline-title = Read offline
offline-text = Take the texts of this site with you, to where there is no connection or a costly one.
offline-count = { $count ->
    [one] { $count } text
   *[other] { $count } texts
}
# Before the links to a book, at the end of a guide and of a topic.
offline-take = Take it with you:
# The link to a book. { $size } is such as “34 kB”.
offline-epub = EPUB ({ $size })
# The link to the same as one page.
offline-print = Print version
offline-whole = All in one book
offline-whole-text = Every page, guide and case in this language, with its pictures.
offline-too-many = These are too many texts for one book. Take those of a topic, or single guides.
# Above the books of series.
offline-series = To read in order
offline-topics = By topic
offline-guides = Single guides
offline-guides-many = At the end of each guide you can take it with you.
offline-how = How to open an EPUB
offline-how-text = An EPUB is a book for phones, tablets, computers and e-readers. On an iPhone, iPad or Mac it opens in Books. Elsewhere a free reader opens it, such as KOReader on Android or Thorium Reader on a computer. Once the book is on your device, it needs no connection.
# The heading above the ZIP file of the site, and what it is.
offline-zip = The whole site
offline-zip-text = All pages in all languages, with the search. Unpack the file and open index.html in a browser.
# { $size } is such as “2.4 MB”.
offline-zip-link = ZIP ({ $size })
# The size of a file.
size-kilobytes = { $number } kB
size-megabytes = { $number } MB
# In a book: the heading of its contents; before the address of a text on the web.
book-contents = Contents
book-address = On the web
