### The words of Casebook’s interface, in Swedish.

## On every page

skip-link = Hoppa till innehållet
menu-title = Meny
menu-label = Huvudmeny
menu-learn = Lär dig
menu-examples = Exempel
menu-people = Gemenskap
menu-desk = Helpdesk
menu-about = Om
preview-mark = Förhandsvisning med utkast
draft-mark = Utkast
crumbs-label = Länkstig
languages-label = Språk
language-missing = inte översatt
language-offer = Sidan finns också på svenska
language-offer-list = Se vad som finns på svenska
language-close = Stäng

search-field = Sök på webbplatsen
search-hint = Sök
search-button = Sök

## The search page, and what it offers to browse by

search-title = Sök
search-text = Hitta fall, guider, personer och allt annat på webbplatsen.
search-label = Vad letar du efter?
search-no-script = Sökningen kräver skript, och din webbläsare kör inga. Använd listorna nedan, eller leta från A till Ö.
search-browse = Bläddra
search-filter = Filtrera
search-results = Träffar
search-more = Fler träffar
# $count is text that a script fills in: no selector can be made on it.
search-count = Träffar: { $count }
search-none = Inga träffar.
search-weak = Ingen sida passar bra.
search-corrected = Ingen sida innehåller ”{ $typed }”. Här är träffarna på ”{ $meant }”.
search-near = Kanske hjälper något av de här ämnena
search-people = Personer som kanske vet
search-failed = Sökningen kunde inte läsas in. Försök igen, eller använd listorna nedan.
search-facet-kind = Typ
search-facet-tool = Verktyg
search-facet-knows = Kan
search-facet-speaks = Talar
search-facet-status = Status
search-for = Träffar på ”{ $query }”
search-ask = Hittade du inte det du behöver? Fråga oss
search-share = Dela
search-copy = Kopiera länken
search-copied = Länken är kopierad.
search-not-copied = Länken kunde inte kopieras. Kopiera den från adressfältet.

## The box that searches on every page, while one types

search-close = Stäng
search-best = Bästa träffarna
search-suggested = Förslag: { $count }
search-all = Alla träffar på ”{ $query }”
search-box-failed = Sökningen kunde inte läsas in. Försök igen.

## In the box and on the search page

search-recent = Senaste sökningar
search-recent-note = De stannar på den här enheten.
search-recent-remove = Ta bort ”{ $query }”
search-recent-clear = Rensa alla
search-slash = Tangenten / leder till sökningen

## From A to Z: everything by its title

letters-title = A–Ö
letters-text = Allt på webbplatsen, ordnat efter titel.
letters-letter = A–Ö: { $letter }
letters-label = Bokstäver
glossary-title = Ordlista
glossary-text = Vad orden på webbplatsen betyder och vad de heter på webbplatsens språk.
glossary-also = Även:
glossary-avoid = Inte:

## The foot of every page

footer-contact = Frågor? Kontakta oss.
footer-feed = Flöde
footer-data = Data
footer-repository = Källfiler
footer-licence = Texterna är under { $licence }, om inte sidan säger något annat.
scheme-label = Utseende
scheme-system = Som enheten
scheme-light = Ljust
scheme-dark = Mörkt

## Kinds of records: one, many, and what they are for

kind-case-one = Fall
kind-case-many = Fall
kind-case-text = Vad som gjordes, med vem och vad det blev av det.
kind-guide-one = Guide
kind-guide-many = Guider
kind-guide-text = Hur man gör själv, steg för steg.
kind-clinic-one = Lärandeklinik
kind-clinic-many = Lärandekliniker
kind-clinic-text = Träffar att lära sig på, med inspelningar och presentationer.
kind-person-one = Person
kind-person-many = Personer
kind-person-text = Vem som kan vad, och var de finns.
kind-group-one = Grupp
kind-group-many = Grupper
kind-group-text = Kommittéer och arbetsgrupper.
kind-meeting-one = Möte
kind-meeting-many = Möten
kind-meeting-text = Vilka som möttes, vad som beslutades och varför.
kind-partner-one = Partner
kind-partner-many = Partner
kind-partner-text = Museer, arkiv, myndigheter och andra.
kind-tool-one = Verktyg
kind-tool-many = Verktyg
kind-tool-text = Vad varje verktyg är till för, och i vilket skick det är.
kind-request-one = Förfrågan
kind-request-many = Förfrågningar
kind-request-text = Vad någon har bett om, och hur långt det har kommit.
kind-upload-one = Uppladdning
kind-upload-many = Uppladdningar
kind-upload-text = Vad som har förts till Commons och Wikidata, och hur långt det har kommit.
kind-page-one = Sida
kind-page-many = Sidor
kind-page-text = Hur det fungerar här.

## Vocabularies: the names of the lists of terms

vocabulary-topics = Ämnen
vocabulary-topics-text = Vad posterna handlar om. Siffran är antalet poster.
vocabulary-countries = Länder
vocabulary-countries-text = Var fall, partner och personer finns. Siffran är antalet poster.
vocabulary-regions = Regioner
vocabulary-regions-text = Delar av världen. Siffran är antalet poster.
vocabulary-content-types = Innehåll
vocabulary-content-types-text = Olika slags material. Siffran är antalet poster.
vocabulary-partner-types = Partnertyper
vocabulary-licences = Licenser
vocabulary-roles = Roller

## Headings on the page of a record

toc-title = På den här sidan
section-facts = Fakta
section-background = Bakgrund
section-goals = Mål
goals-ours = Våra
goals-partner = Partnerns
section-results = Resultat
section-decisions = Beslut
section-lessons = Lärdomar
section-expertise = Kunskaper
section-where = Läget
section-description = Beskrivning
section-justification = Varför det är viktigt
section-text = Hela förfrågan
section-help = Önskad hjälp
# The checklist; what members of the committee write is a ”granskning”.
section-review = Bedömning
section-reviews = Vad kommittén säger
section-invitation = Lägg till din granskning
section-moves = Ta nästa steg
section-way = Vägen hit
section-heard = Hur det gick sedan
section-plan = Arbetsgruppens plan
section-work = Vad gruppen arbetar med
heard-follow-up = Som svar på uppföljningen den { $date }
request-proposed = helpdeskens förslag
section-mandate = Uppdrag
section-purpose = Syfte
section-files = Filer
section-pilot = Pilot
section-undo = Så görs den ogjord
section-clean-up = Städning
section-uploads = Uppladdningar
section-materials = Material
section-people = Personer
section-knowers = Personer som kan det
section-reviewed = Granskade förfrågningar
section-sources = Källor
section-mentions = Nämns i
mentions-title = Sidor som nämner ”{ $title }”
section-related = Relaterat
section-parts = I den här serien
series-place = Del { $number } av { $count }: { $series }
onward-label = Läs vidare
onward-previous = Föregående
onward-next = Nästa
tree-label = Sidor

## Figures in a case

metric-baseline = Före
metric-value = Nu
metric-target = Mål
metric-label = Mätetal
metric-measured-with = Mätt med
metric-date = Datum
metric-table = Mätetalen som tabell
value-precision-about = ungefär { $number }
value-precision-more-than = mer än { $number }

## Uploads

upload-share-of-plan = { $share } av det planerade
upload-share-of-uploaded = { $share } av det uppladdade
upload-come = Uppladdade filer: { $files }
upload-come-of = Uppladdade filer: { $files } av { $planned }
upload-to-come = Planerade filer: { $files }
upload-ticket = VRT-ärende { $number }
uploads-counted-on = { $precision ->
    [day] (räknat den { $date })
    [month] (räknat i { $date })
   *[year] (räknat { $date })
}
uploads-counted = (räknat { $from }–{ $to })
uploads-not-given = { $count ->
    [one] (1 uppladdning anger inget antal)
   *[other] ({ $count } uppladdningar anger inget antal)
}
uploads-together = { $count ->
    [one] 1 uppladdning
   *[other] { $count } uppladdningar tillsammans
}
uploads-all = Alla uppladdningar
uploads-by-state = Uppladdningar efter status
uploads-by-year = Uppladdningar efter startår
uploads-by-tool = Uppladdningar efter verktyg
uploads-by-partner = Uppladdningar efter partner
uploads-not-said = Ej angivet

## Guides

brief-problem = Problem
brief-when-to-use = När den passar
reviewed-on = Granskad den { $date }

## Clinics

clinic-time-zone = Tidszon: { $zone }
clinic-no-time-zone = Tidszonen är inte angiven: fråga innan du litar på tiden.
clinic-past = Den här lärandekliniken är över.
clinic-under-way = Den här lärandekliniken pågår.
clinic-join = Delta
picture-source = Källa
material-name = Material
material-licence = Licens
material-recording = Inspelning
material-slides = Presentation
material-notes = Anteckningar

## Groups and people

members-count = { $count ->
    [one] { $count } medlem
   *[other] { $count } medlemmar
}
role-since = { $precision ->
    [day] sedan den { $date }
   *[other] sedan { $date }
}
role-until = { $precision ->
    [day] till och med den { $date }
   *[other] till och med { $date }
}
role-period = { $from }–{ $to }
account-wiki = Wiki
account-github = GitHub
account-gitlab = GitLab
account-codeberg = Codeberg
account-forgejo = Forgejo
account-phabricator = Phabricator

## The desk: the board, the pages of its people, and where a request stands

desk-title = Helpdeskens förfrågningar
desk-text = Alla förfrågningar efter läge: i prioritetsordning, och de försenade först.
desk-board = Förfrågningar efter status
desk-waits-for = Väntar på
desk-ready = redo för nästa steg
desk-priority-high = Hög prioritet
desk-priority-medium = Medelhög prioritet
desk-priority-low = Låg prioritet
desk-ready-since = redo för nästa steg sedan den { $date }
desk-ready-for = Redo för
desk-room = Plats för { $most }, lediga: { $free }; { $asked ->
    [one] 1 väntar
   *[other] { $asked } väntar
}
desk-queue = Väntar på plats
desk-queue-full = plats för { $most } i ”{ $state }”, fullt
desk-queue-free = plats för { $most } i ”{ $state }”, lediga: { $free }
desk-queue-in = i ”{ $state }”
desk-queue-before = { $count ->
    [0] ingen före i prioritet
    [one] 1 annan före i prioritet
   *[other] { $count } andra före i prioritet
}
desk-queue-alike = { $count ->
    [one] 1 annan med samma prioritet
   *[other] { $count } andra med samma prioritet
}
desk-followed-by = Följs av
desk-since = Sedan
desk-due = Senast
desk-requester = den som frågar
desk-group = arbetsgruppen
desk-task-done = Klar
desk-days = { $count ->
    [0] i dag
    [one] 1 dag
   *[other] { $count } dagar
}
desk-late = { $count ->
    [one] 1 dags försening
   *[other] { $count } dagars försening
}
desk-late-count = { $count ->
    [one] 1 förfrågan är försenad.
   *[other] { $count } förfrågningar är försenade.
}
desk-members = Vad som väntar på vem
desk-all = Alla förfrågningar
desk-calendar = Möteskalender
desk-member-page = Vad som väntar på { $name }
desk-member-title = Vad som väntar på dig
desk-inbox-stuck = Väntar, och ingen finns kvar att fråga
desk-inbox-moves = Redo för nästa steg
desk-inbox-reviews = Att granska
desk-inbox-answers = Frågor att besvara
desk-inbox-steps = Att ta tag i
desk-inbox-group = I en arbetsgrupp
desk-inbox-tasks = Uppgifter i planer
desk-inbox-follow-ups = Att fråga hur det gick sedan
desk-inbox-guides = Guider att läsa igenom
desk-member-cares = Tilldelade dig, väntar på andra
desk-member-nothing = Inget väntar just nu.
desk-conditions = Villkor
desk-concerns = Invändningar
desk-concern-open = öppen
desk-concern-resolved = löst
desk-conflict = Räknas inte: jäv.
desk-recorded-by = { $from ->
   *[mail] Nedskriven av { $name } utifrån ett mejl den { $date }
    [meeting] Nedskriven av { $name } utifrån ett möte den { $date }
}
desk-contested = Bestriden av den som den tillskrivs, och räknas därför inte.
desk-withdrawn = Återtagen, och räknas därför inte.
desk-stale = Gäller en tidigare text, och räknas inte längre.
desk-digest = Kontrollsumma för en granskning
desk-invitation = Välj ditt namn. Då öppnas din fil där källfilerna finns, och raderna i den säger vad du ska skriva.
desk-invitation-text = Filen öppnas tom: kopiera in den här texten.
desk-review-edit = Ändra granskningen
desk-review-contest = Bestrid granskningen
desk-review-contest-how = Den som granskningen tillskrivs öppnar filen med länken ovan, lägger till den här raden i filens huvud och skriver varför mellan citattecknen. Det går även efter beslutet.
desk-review-withdraw = Ta tillbaka granskningen
desk-review-withdraw-how = Den som skrev granskningen öppnar filen med länken ovan, lägger till den här raden i filens huvud och skriver varför mellan citattecknen.
desk-moves = Välj ett steg och öppna filen för den här förfrågan där källfilerna finns. Ändra i filens huvud de rader som visas vid steget, och lägg till dem som saknas; steg som redan är nedskrivna ska stå kvar som de är. Föreslå sedan ändringen.
desk-move-edit = Öppna filen för den här förfrågan
desk-move-by = Steget tas av
desk-move-by-time = ingen: det tas när tiden är inne
desk-way-by-time = tiden var inne
desk-move-reviews = Vad de flesta granskningar först måste säga
desk-move-resumes = Ta bort raden som börjar med held_from.

## The page where people ask for help

ask-public-title = Förfrågningar är offentliga
ask-public-text = Skriv inga e-postadresser, telefonnummer eller lösenord. Det du skriver stannar på din enhet tills du skickar det.
ask-by-mail-title = Skriv ett mejl till oss
ask-by-mail-text = Svara på det du kan. Vi gör en förfrågan av svaren och talar om var du kan följa den.
ask-by-mail-none = Skicka svaren till oss. Hur du når oss står längst ner på sidan.
ask-by-mail-link = Börja ett mejl med frågorna
ask-by-mail-begin = Börja ett mejl och kopiera in frågorna
ask-by-mail-copy = Frågorna att kopiera

ask-part-send = Skicka
ask-needed = måste besvaras
ask-list-none = Inget av alternativen, eller flera
ask-one-none = Jag vet inte

ask-private = Det här ser ut som en e-postadress eller ett telefonnummer. Alla skulle kunna läsa det, så ta bort det.
ask-missing = Svara på den här frågan innan du skickar.
ask-restored = Här är det du skrev förra gången.
ask-answers = Kanske finns hjälpen redan här
ask-preview = Det här skickas
ask-file-title = Samma sak som fil, för den som använder git
ask-path = Filen
ask-copy-file = Kopiera filen
ask-send-forge = Föreslå på { $forge }
ask-send-forge-hint = Du behöver ett konto där. Sidan öppnas med allt det här ifyllt; tryck på knappen där för att föreslå den nya filen. Om sidan öppnas tom, kopiera först filen och klistra in den där.
ask-send-forge-long = Det här är för långt för att följa med länken. Kopiera först filen (nedan) och klistra sedan in den på sidan som öppnas.
ask-send-forge-empty = Du behöver ett konto där. Sidan öppnas med filens namn; kopiera först filen (nedan) och klistra in den där.
ask-send-mail = Skicka med e-post
ask-send-mail-hint = Ditt e-postprogram öppnas med allt det här ifyllt. Helpdesken gör resten.
ask-send-mail-long = Texten är för lång för att följa med länken. Kopiera den först och klistra sedan in den i mejlet.
ask-send-mail-paste = Klistra in den kopierade texten här, i stället för den här raden.
ask-send-download = Spara som fil
ask-send-download-hint = För att skicka senare eller på annat sätt.
ask-copy = Kopiera texten
ask-copied = Texten är kopierad.
ask-not-copied = Texten kunde inte kopieras. Den är markerad: kopiera den med tangenterna eller med menyn på din enhet.
ask-saved = Filen är sparad bland hämtade filer.
ask-sent = När allt är skickat kan du börja om.
ask-again = Börja om
ask-again-sure = Ta bort allt du har skrivit här?

## The figures of the desk

figures-title = Helpdesken i siffror
figures-text = Hur många som frågar, hur länge de väntar och hur det beslutas: så att alla kan se om det är rättvist.
figures-as-of = Läget den { $date }
figures-requests = Förfrågningar
figures-decided = Beslutade
figures-accepted = Antagna
figures-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagar
}
figures-first-reply = Till första svar
figures-first-step = Till första granskning eller steg
figures-decision = Till beslut
figures-questions = Snabba frågor
figures-answered = { $count ->
    [one] { $count } besvarad
   *[other] { $count } besvarade
}
figures-questions-first-reply = Snabba frågor, till första svar
figures-referred = Hänvisade till andra
figures-recorded-afterwards = Nedskrivna i efterhand
figures-apart = räknas för sig
figures-range = { $lower } till { $upper }, av { $count }
figures-by-year = Efter år
figures-unknown-year = Okänt
figures-by-state = Öppna nu
figures-waiting = Väntetid
figures-late = Försenade
figures-rooms = Plats för arbete
figures-room = Platser
figures-room-taken = Upptagna
figures-room-asked = Väntande
figures-by-region = Efter region
figures-by-language = Efter språk
figures-by-priority = Efter prioritet
figures-by-affiliation = Efter organisation som frågar
figures-by-partner-type = Efter partnertyp
figures-questions-by-region = Snabba frågor efter region
figures-questions-by-language = Snabba frågor efter språk
figures-committee = I kommittén
figures-few = för få
figures-others = Övriga, eller ej angivet
figures-outcomes = Vad det blev av det
figures-before = Före
figures-now = Nu
figures-aim = Mål
figures-unit = Enhet
figures-gaps = Kunskap som saknades
figures-times = { $count ->
    [one] en gång
    [2] två gånger
   *[other] { $count } gånger
}
figures-follow-ups = Att följa upp
figures-follow-up-late = datumet har passerat
figures-note = Tiderna är medianer, med kvartilerna och antalet förfrågningar bredvid. Grupper med färre än fem förfrågningar visas inte för sig, och inte heller det som skulle avslöja dem om det drogs ifrån helheten. En förfrågan kan ingå i flera grupper. Snabba frågor besvaras av helpdesken själv; de och det som skrivits ner i efterhand räknas för sig.

## Requests: the questions of the review

checklist-technical = Tekniskt
checklist-legal = Juridiskt och etiskt
checklist-risk = Risk
checklist-sustainability = Hållbarhet

## Labels of the facts

field-account = Konto
field-accounts = Konton
field-address = Adress
field-affiliations = Arbetar eller talar för
field-alternatives = Alternativ
field-assignee = Tilldelad
field-availability = Går att nå
field-capacity = Tid för andra
field-cases = Fall
field-category = Kategori
field-channel = Inkom via
field-confidence = Tillförlitlighet
field-content-types = Innehåll
field-counted-on = Räknat
field-countries = Länder
field-documentation = Dokumentation
field-draft = Utkast
field-date = Datum
field-decisions = Beslut
field-due = Senast
field-elsewhere = På annat håll
field-end = Slutar
field-evidence = Belägg
field-extra = Mer
field-files = Filer
field-follows = Följer på
field-follow-up = Uppföljning
field-gaps = Kunskapsluckor
field-group = Grupp
field-groups = Grupper
field-guides = Guider
field-health = Skick
field-hosts = Värdar
field-identifier = Nummer
field-in-use = Använda
field-knows = Kan
field-join = Delta
field-language = Originalspråk
field-languages = Språk
field-last-checked = Senast kontrollerat
field-last-reviewed = Senast granskad
field-level = Nivå
field-licence-status = Licens
field-licences = Licenser
field-maintainer = Underhålls av
field-meetings = Kommande möten
field-members = Medlemmar
field-menu = I menyn
field-sections = Startsidans avsnitt
field-next-review = Nästa granskning
field-open = Öppen för nya
field-nothing-to-learn = Varför inget fall skrevs
field-order = Ordning
field-owner = Ansvarig
field-partners = Partner
field-people = Personer
field-period = Period
field-permission = Tillstånd
field-pictures = Bilder
field-planned = Planerade
field-priority = Prioritet
field-priority-reason = Skäl till prioriteten
field-received = Inkom
field-referred-to = Hänvisad till
field-replied = Första svar
field-recorded-afterwards = Nedskriven i efterhand
field-removed = Borttaget
field-region = Region
field-request = Förfrågan
field-requester = Från
field-roles = Roller
field-roles-former = Tidigare roller
field-seen-by = Kontrollerat av
field-seen-on = Kontrollerat
field-series = Serie
field-size = Omfattning
field-speakers = Talare
field-start = Börjar
field-state = Status
field-status = Status
field-summary = Sammanfattning
field-superseded-by = Ersatt av
field-time-zone = Tidszon
field-title = Titel
field-tools = Verktyg
field-topics = Ämnen
field-type = Typ
field-updated = Uppdaterat
field-uploaded = Uppladdade
field-website = Webbplats

## Values of the facts

# A tool is neuter; a guide, an upload, a group and a priority are not.
value-level-beginner = Nybörjare
value-level-intermediate = Medelnivå
value-level-advanced = Avancerad
value-confidence-work-in-progress = Under arbete
value-confidence-not-validated = Ej validerad
value-confidence-validated = Validerad
value-confidence-archived = Arkiverad
value-health-working = Fungerar
value-health-degraded = Fungerar delvis
value-health-unmaintained = Underhålls inte
value-health-retired = Ur bruk
value-room-room = Har tid
value-room-some = Har lite tid
value-room-none = Har inte tid nu
capacity-as-of = den { $date }
zone-now = nu { $time }
person-former = tidigare här
value-channel-mail = E-post
value-channel-form = Formulär
value-channel-pull-request = Pull request
value-channel-meeting = Möte
value-size-question = Fråga
value-size-project = Projekt
value-recommendation-proceed = Gå vidare
value-recommendation-revise = Arbeta om
value-recommendation-decline = Avböja
value-priority-high = Hög
value-priority-medium = Medelhög
value-priority-low = Låg
value-upload-planned = Planerad
value-upload-pilot = Pilot
value-upload-running = Pågår
value-upload-done = Klar
value-upload-stopped = Avbruten
value-group-planned = Planerad
value-group-active = Aktiv
value-group-closed = Avslutad
value-yes = Ja
value-no = Nej

## Banners: what a reader has to know first

banner-draft-title = Utkast
banner-draft-text = Det här är varken färdigt eller publicerat.
banner-overdue-title = Granskningen är försenad
banner-overdue-text = Den här guiden skulle ha granskats den { $date }. Kontrollera varje steg innan du litar på det.
banner-superseded-title = Ersatt
banner-superseded-text = Det finns en nyare guide. Den här sidan finns kvar för att gamla länkar ska fungera.
banner-archived-title = Arkiverad
banner-archived-text = Ingen tar hand om den här guiden längre.
banner-work-in-progress-title = Under arbete
banner-work-in-progress-text = Den här guiden håller på att skrivas. Delar kan saknas eller vara fel.
banner-planned-title = Planerad
banner-planned-text = Den här gruppen har inte börjat sitt arbete än.
banner-recorded-afterwards-title = Nedskriven i efterhand
banner-recorded-afterwards-text = Det här är inget mejl som har kommit till helpdesken: någon skrev ner det i efterhand, utifrån vad källorna säger. I siffrorna räknas det för sig.
banner-removed-title = Texten i den här förfrågan har tagits bort
banner-retired-title = Ur bruk
banner-retired-text = Det här verktyget används inte längre.

## In the text of a record

markdown-alert-note = Obs
markdown-alert-tip = Tips
markdown-alert-important = Viktigt
markdown-alert-warning = Varning
markdown-alert-caution = Se upp
markdown-task-done = Klart
markdown-task-open = Inte klart
markdown-heading-link = Länk till det här avsnittet
markdown-footnotes = Fotnoter
markdown-footnote-back = Tillbaka till texten
# Names a block of code, for screen readers; the button that copies it; and what is said when it has.
markdown-code = Kod
markdown-code-copy = Kopiera
markdown-code-copied = Kopierat
# Leads to the file that a table is made of.
markdown-table-file = Ladda ner tabellen (CSV)
# Stand below the caption of a film or of a sound that is on Wikimedia Commons, and lead there.
markdown-film-elsewhere = Video på Wikimedia Commons
markdown-sound-elsewhere = Inspelning på Wikimedia Commons

## The foot of a record

foot-updated = Senast ändrad
foot-contributors = Medverkande
foot-edit = Redigera sidan
foot-edit-request = Rätta förfrågan
foot-history = Historik
foot-translate = Översätt den här sidan

## Lists

list-empty = Inget här ännu.
list-one-state = alla dessa: { $state }
terms-empty = Inget här ännu.
list-under-way = Pågående
list-upcoming = Kommande
list-past = Tidigare
list-undated = Inget datum ännu
list-others = Övriga
people-find = Hitta någon
people-any = Alla
people-fitting = Personer som passar: { $count }
people-done = Har varit med om
people-by-knows = Efter vad de kan
people-by-language = Efter språk
people-by-country = Efter land
count-range = { $from }–{ $to } av { $total }
count-records = { $count ->
    [one] { $count } post
   *[other] { $count } poster
}
mentions-more = Alla { $count }
pager-label = Sidor
pager-previous = Föregående
pager-next = Nästa
page-number = Sida { $number }
facets-label = Bläddra

## Home page

home-task-ask = Berätta vad du behöver. Det behöver inte vara fullständigt.
home-task-guides = Lär dig hur man gör
home-task-cases = Se vad andra har gjort
home-task-people = Hitta någon
home-learn = Vad vill du göra?
home-new = Nytt och ändrat
home-next = På gång
home-numbers = I siffror
home-files = Filer som tillförts
home-all-guides = Alla guider
home-all-topics = Alla ämnen

## Page not found

not-found-title = Sidan finns inte
not-found-text = Det finns ingen sida på den här adressen. Den kan ha flyttats, eller så är länken fel.

## An old address

redirect-title = Sidan har flyttats
redirect-text = Den nya adressen:

## The page about the site’s data

data-title = Data
data-text = Allt på webbplatsen som JSON, fritt för program att läsa och återanvända.
data-files = Filer
data-field = Fält
data-meaning = Vad det innehåller

## Feeds

feed-title = { $site }: { $kind }

## Numbers, and what stands between words

percent = { $number } %
percent-below = mindre än { $number } %
colon = :
comma-separator = { ", " }
clause-separator = { "; " }

## Translations

translation-awaits-review = Den här översättningen är ännu inte granskad av någon som har svenska som modersmål.
# stale: how many sections, count: of how many
translation-stale = { $stale ->
    [one] { $stale } av { $count } avsnitt i originalet har ändrats sedan översättningen gjordes
   *[other] { $stale } av { $count } avsnitt i originalet har ändrats sedan översättningen gjordes
}
translation-older = Originalet har ändrats sedan översättningen gjordes.
# beside a section
translation-part-stale = Originalet har ändrats sedan dess
translation-missing = Inte översatt än

## Help translate

translate-title = Hjälp till att översätta
translate-text = Det som finns att översätta till det här språket. Det som läses mest kommer först.
# where there is a forge
translate-how = Varje länk öppnar en redigerare med sidan i. Ändra texten, beskriv ändringen och föreslå den; mer behöver du inte kunna. Ta bort raden ”draft: true” när översättningen är klar.
# where there is none; an address follows
translate-write = Skicka oss din översättning av någon av de här texterna med e-post:
translate-stale = Inte aktuellt längre
translate-missing = Inte översatt än
translate-nothing = Det finns inget att göra: allt är översatt och aktuellt.
# above the names of sections
translate-changed = Originalet har ändrats här:
translate-untranslated = Inte översatt än:
translate-shown = Vad det stod och vad det står nu
translate-begin = Översätt
# of one that is not published yet
translate-go-on = Fortsätt med översättningen
translate-update = Uppdatera översättningen
translate-share = Översatt och aktuellt
translate-to-do = Ord att översätta
# the subject of a mail; language: its own name for itself
translate-mail = Översättning till { $language }: { $title }
count-words = { $count ->
    [one] { $count } ord
   *[other] { $count } ord
}

## Read offline

offline-title = Läs utan uppkoppling
offline-text = Ta med dig webbplatsens texter dit där det inte finns någon uppkoppling, eller bara en dyr.
offline-count = { $count ->
    [one] { $count } text
   *[other] { $count } texter
}
offline-take = Ta med dig:
offline-epub = EPUB ({ $size })
offline-print = Utskriftsversion
offline-whole = Allt i en bok
offline-whole-text = Alla sidor, guider och fall på det här språket, med sina bilder.
offline-too-many = Texterna är för många för en enda bok. Ta med dig dem om ett ämne, eller enskilda guider.
offline-series = Att läsa i ordning
offline-topics = Efter ämne
offline-guides = Enskilda guider
offline-guides-many = I slutet av varje guide kan du ta den med dig.
offline-how = Så öppnar du en EPUB
offline-how-text = En EPUB är en bok för telefoner, surfplattor, datorer och läsplattor. På en iPhone, iPad eller Mac öppnas den i Böcker. På andra enheter öppnas den av en gratis läsare, som KOReader på Android eller Thorium Reader på en dator. När boken väl finns på enheten behövs ingen uppkoppling.
offline-zip = Hela webbplatsen
offline-zip-text = Alla sidor på alla språk, med sökningen. Packa upp filen och öppna index.html i en webbläsare.
offline-zip-link = ZIP ({ $size })
size-kilobytes = { $number } kB
size-megabytes = { $number } MB
book-contents = Innehåll
book-address = På webben
