### The words of Casebook’s interface, in French.

## On every page

skip-link = Aller au contenu
menu-title = Menu
menu-label = Principal
menu-learn = Apprendre
menu-examples = Exemples
menu-people = Communauté
menu-desk = Service d’assistance
menu-about = À propos
preview-mark = Aperçu avec les brouillons
draft-mark = Brouillon
crumbs-label = Fil d’Ariane
languages-label = Langues
language-missing = sans traduction
language-offer = Cette page existe aussi en français
language-offer-list = Voir ce qu’il y a en français
language-close = Fermer
search-field = Rechercher sur ce site
search-hint = Rechercher
search-button = Rechercher

## The search page, and what it offers to browse by

search-title = Recherche
search-text = Cas, guides, personnes et tout ce que contient ce site.
search-label = Que cherchez-vous ?
# “Ci-dessous” are the lists to browse by.
search-no-script = La recherche a besoin d’un script, et votre navigateur n’en exécute pas. Utilisez les listes ci-dessous ou l’index de A à Z.
search-browse = Parcourir
search-filter = Filtrer
search-results = Résultats
search-more = Plus de résultats
# $count is text that a script fills in: no selector can be made on it.
search-count = Résultats : { $count }
search-none = Aucun résultat.
search-weak = Aucune page ne répond bien à cela.
search-corrected = Aucune page ne contient « { $typed } ». Voici les résultats pour « { $meant } ».
search-near = L’un de ces sujets vous aidera peut-être
search-people = Personnes qui le savent peut-être
search-failed = La recherche n’a pas pu être chargée. Réessayez ou utilisez les listes ci-dessous.
search-facet-kind = Type
search-facet-tool = Outil
search-facet-knows = Connaît
search-facet-speaks = Parle
search-facet-status = État
search-for = Résultats pour « { $query } »
search-ask = Ce n’est pas ce qu’il vous faut ? Demandez-nous
search-share = Partager
search-copy = Copier le lien
search-copied = Le lien est copié.
search-not-copied = Le lien n’a pas pu être copié. Copiez-le depuis la barre d’adresse.

## The box that searches on every page, while one types

search-close = Fermer
search-best = Meilleurs résultats
search-suggested = Suggestions : { $count }
search-all = Tous les résultats pour « { $query } »
search-box-failed = La recherche n’a pas pu être chargée. Réessayez.

## In the box and on the search page

search-recent = Recherches récentes
search-recent-note = Elles restent sur cet appareil.
search-recent-remove = Retirer « { $query } »
search-recent-clear = Tout effacer
search-slash = La touche / mène à la recherche

## From A to Z: everything by its title

letters-title = De A à Z
letters-text = Tout ce que contient ce site, par titre.
letters-letter = De A à Z : { $letter }
letters-label = Lettres
glossary-title = Glossaire
glossary-text = Ce que veulent dire les mots de ce site, et comment ils se disent dans ses langues.
glossary-also = Aussi :
glossary-avoid = À éviter :

## The foot of every page

footer-contact = Des questions ? Contactez-nous.
footer-feed = Flux
footer-data = Données
footer-repository = Fichiers sources
footer-licence = Les textes sont sous { $licence }, sauf mention contraire sur une page.
scheme-label = Apparence
scheme-system = Comme l’appareil
scheme-light = Claire
scheme-dark = Sombre

## Kinds of records: one, many, and what they are for
## The text is seen on the home page and at the head of the list.

kind-case-one = Cas
kind-case-many = Cas
kind-case-text = Ce qui a été fait, avec qui, et ce qui en est sorti.
kind-guide-one = Guide
kind-guide-many = Guides
kind-guide-text = Comment faire soi-même, pas à pas.
kind-clinic-one = Atelier
kind-clinic-many = Ateliers
kind-clinic-text = Des séances pour apprendre, avec enregistrements et diapositives.
kind-person-one = Personne
kind-person-many = Personnes
kind-person-text = Qui sait quoi, et où.
kind-group-one = Groupe
kind-group-many = Groupes
kind-group-text = Comités et groupes de travail.
kind-meeting-one = Réunion
kind-meeting-many = Réunions
kind-meeting-text = Qui s’est réuni, ce qui a été décidé, et pourquoi.
kind-partner-one = Partenaire
kind-partner-many = Partenaires
kind-partner-text = Musées, archives, administrations et autres.
kind-tool-one = Outil
kind-tool-many = Outils
kind-tool-text = À quoi sert chaque outil, et ce que l’on sait de son état.
kind-request-one = Demande
kind-request-many = Demandes
kind-request-text = Ce qui a été demandé, et où en est chaque demande.
kind-upload-one = Import
kind-upload-many = Imports
kind-upload-text = Ce qui a été importé sur Commons et Wikidata, et où en est chaque import.
kind-page-one = Page
kind-page-many = Pages
kind-page-text = Comment les choses fonctionnent ici.

## Vocabularies: the names of the lists of terms
## The text is seen at the head of the list of all terms.

vocabulary-topics = Sujets
vocabulary-topics-text = Ce dont parlent les fiches. Le chiffre indique le nombre de fiches.
vocabulary-countries = Pays
vocabulary-countries-text = Où se trouvent les cas, les partenaires et les personnes. Le chiffre indique le nombre de fiches.
vocabulary-regions = Régions
vocabulary-regions-text = Les parties du monde. Le chiffre indique le nombre de fiches.
vocabulary-content-types = Contenu
vocabulary-content-types-text = Les types de contenu. Le chiffre indique le nombre de fiches.
vocabulary-partner-types = Types de partenaires
vocabulary-licences = Licences
vocabulary-roles = Rôles

## Headings on the page of a record

toc-title = Sur cette page
section-facts = En bref
section-background = Contexte
section-goals = Objectifs
# These two stand below “Objectifs”.
goals-ours = Les nôtres
goals-partner = Ceux du partenaire
section-results = Résultats
section-decisions = Décisions
section-lessons = Enseignements
section-expertise = Compétences
section-where = Où en est la demande
section-description = Description
section-justification = Pourquoi c’est important
section-text = Texte complet de la demande
section-help = Aide souhaitée
section-review = Examen
section-reviews = Ce que dit le comité
section-invitation = Donner votre avis
section-moves = Faire avancer cette demande
section-way = Parcours jusqu’ici
section-heard = Ce qui s’est passé depuis
section-plan = Plan du groupe de travail
section-work = Travaux en cours
heard-follow-up = En réponse au suivi du { $date }
request-proposed = proposition du service d’assistance
section-mandate = Mandat
section-purpose = À quoi il sert
section-files = Fichiers
section-pilot = Essai pilote
section-undo = Comment revenir en arrière
section-clean-up = Nettoyage
section-uploads = Imports
section-materials = Supports
section-people = Personnes
section-knowers = Qui s’y connaît
section-reviewed = Demandes évaluées
section-sources = Sources
section-mentions = Apparaît dans
mentions-title = Pages qui mentionnent « { $title } »
section-related = Sur le même sujet
section-parts = Dans cette série
series-place = Partie { $number } sur { $count } : { $series }
onward-label = Poursuivre la lecture
onward-previous = Précédent
onward-next = Suivant
tree-label = Pages

## Figures in a case

metric-baseline = Avant
metric-value = Maintenant
metric-target = Objectif
metric-label = Indicateur
metric-measured-with = Mesuré avec
metric-date = Date
metric-table = Les chiffres en tableau
value-precision-about = environ { $number }
value-precision-more-than = plus de { $number }

## Uploads

upload-share-of-plan = { $share } de ce qui est prévu
upload-share-of-uploaded = { $share } de ce qui est importé
upload-come = Fichiers importés : { $files }
upload-come-of = Fichiers importés : { $files } sur { $planned }
upload-to-come = Fichiers prévus : { $files }
upload-ticket = Ticket VRT { $number }
uploads-counted-on = { $precision ->
    [day] (compté le { $date })
   *[other] (compté en { $date })
}
uploads-counted = (comptages : { $from } – { $to })
uploads-not-given = { $count ->
    [one] ({ $count } import ne donne pas de nombre)
    [many] ({ $count } d’imports ne donnent pas de nombre)
   *[other] ({ $count } imports ne donnent pas de nombre)
}
uploads-together = { $count ->
    [one] { $count } import en tout
    [many] { $count } d’imports en tout
   *[other] { $count } imports en tout
}
uploads-all = Tous les imports
uploads-by-state = Imports par état
uploads-by-year = Imports par année de début
uploads-by-tool = Imports par outil
uploads-by-partner = Imports par partenaire
uploads-not-said = Non indiqué

## Guides

brief-problem = Problème
brief-when-to-use = Quand s’en servir
reviewed-on = Relu le { $date }

## Clinics

clinic-time-zone = Fuseau horaire : { $zone }
clinic-no-time-zone = Le fuseau horaire n’est pas indiqué : renseignez-vous avant de vous fier à l’heure.
clinic-past = Cet atelier est terminé.
clinic-under-way = Cet atelier est en cours.
clinic-join = Participer
picture-source = Source
material-name = Support
material-licence = Licence
material-recording = Enregistrement
material-slides = Diapositives
material-notes = Notes

## Groups and people

members-count = { $count ->
    [one] { $count } membre
    [many] { $count } de membres
   *[other] { $count } membres
}
role-since = { $precision ->
    [day] depuis le { $date }
   *[other] depuis { $date }
}
role-until = { $precision ->
    [day] jusqu’au { $date }
   *[other] jusqu’en { $date }
}
role-period = { $precision ->
    [year] { $from }–{ $to }
   *[other] { $from } – { $to }
}
account-wiki = Wiki
account-github = GitHub
account-gitlab = GitLab
account-codeberg = Codeberg
account-forgejo = Forgejo
account-phabricator = Phabricator

## The desk: the board, the pages of its people, and where a request stands

desk-title = Tableau des demandes
desk-text = Toutes les demandes selon leur état, par priorité, les demandes en retard d’abord.
desk-board = Demandes par état
desk-waits-for = En attente de
desk-ready = prête pour l’étape suivante
desk-priority-high = Priorité haute
desk-priority-medium = Priorité moyenne
desk-priority-low = Priorité basse
desk-ready-since = prête pour l’étape suivante depuis le { $date }
desk-ready-for = Peut passer à
# $most and $free are text: no selector can be made on them.
desk-room = Places : { $most } ; libres : { $free } ; candidates : { $asked }
desk-queue = En attente d’une place
desk-queue-full = aucune place libre à l’étape « { $state } » (total : { $most })
desk-queue-free = places libres à l’étape « { $state } » : { $free } sur { $most }
desk-queue-in = à l’étape « { $state } »
desk-queue-before = { $count ->
    [0] aucune demande plus prioritaire
    [one] { $count } demande plus prioritaire
    [many] { $count } de demandes plus prioritaires
   *[other] { $count } demandes plus prioritaires
}
desk-queue-alike = { $count ->
    [one] { $count } autre demande de même priorité
    [many] { $count } d’autres demandes de même priorité
   *[other] { $count } autres demandes de même priorité
}
desk-followed-by = Reprise par
desk-since = Depuis le
desk-due = Échéance
desk-requester = la personne qui demande
desk-group = le groupe de travail
desk-task-done = Terminée
# Also a time in the figures, so that 0 is not “aujourd’hui”.
desk-days = { $count ->
    [0] moins d’un jour
    [one] { $count } jour
    [many] { $count } de jours
   *[other] { $count } jours
}
desk-late = { $count ->
    [one] { $count } jour de retard
    [many] { $count } de jours de retard
   *[other] { $count } jours de retard
}
desk-late-count = { $count ->
    [one] { $count } demande est en retard.
    [many] { $count } de demandes sont en retard.
   *[other] { $count } demandes sont en retard.
}
desk-members = Ce qui attend chaque personne
desk-all = Toutes les demandes
desk-calendar = Calendrier des réunions
desk-member-page = Ce qui attend { $name }
desk-member-title = Ce qui vous attend
desk-inbox-stuck = En attente, sans personne à solliciter
desk-inbox-moves = Prêtes pour l’étape suivante
desk-inbox-reviews = Avis à donner
desk-inbox-answers = Questions en attente de réponse
desk-inbox-steps = À prendre en charge
desk-inbox-group = Dans un groupe de travail
desk-inbox-tasks = Tâches des plans
desk-inbox-follow-ups = Suivis à faire
desk-inbox-guides = Guides à relire
desk-member-cares = À votre charge, en attente d’autres personnes
desk-member-nothing = Rien à faire pour le moment.
desk-conditions = Conditions
desk-concerns = Réserves
# Behind the name of a concern, “réserve”.
desk-concern-open = en suspens
desk-concern-resolved = levée
# These four are said of “avis”.
desk-conflict = Ne compte pas, pour conflit d’intérêts.
desk-recorded-by = { $from ->
   *[mail] Noté par { $name } d’après un courriel, le { $date }
    [meeting] Noté par { $name } d’après une réunion, le { $date }
}
desk-contested = Ne compte pas : contesté par la personne à qui il est attribué.
desk-withdrawn = Avis retiré : il ne compte pas.
desk-stale = Porte sur un texte antérieur : ne compte plus.
desk-digest = Empreinte pour un avis
desk-invitation = Choisissez votre nom : il ouvre votre fichier dans le dépôt, et ses lignes disent quoi écrire.
desk-invitation-text = Le fichier s’ouvre vide : copiez-y ce texte.
desk-review-edit = Modifier cet avis
desk-review-contest = Contester cet avis
desk-review-contest-how = La personne à qui il est attribué ouvre le fichier par le lien ci-dessus, ajoute cette ligne à son en-tête et dit pourquoi entre les guillemets. Cela reste possible après la décision.
desk-review-withdraw = Retirer cet avis
desk-review-withdraw-how = La personne qui l’a écrit ouvre le fichier par le lien ci-dessus, ajoute cette ligne à son en-tête et dit pourquoi entre les guillemets.
desk-moves = Choisissez une étape et ouvrez le fichier de cette demande dans le dépôt. Dans son en-tête, modifiez les lignes affichées avec l’étape et ajoutez celles qui manquent ; les étapes déjà notées restent telles quelles. Proposez ensuite la modification.
desk-move-edit = Ouvrir le fichier de cette demande
desk-move-by = À qui revient l’étape
desk-move-by-time = à personne : elle se fait à l’échéance
desk-way-by-time = à l’échéance du délai
desk-move-reviews = Ce que la majorité doit d’abord recommander
desk-move-resumes = Supprimez la ligne qui commence par held_from.

## The page where people ask for help
## Each question has a hint, which says in a few words what it is after.

ask-public-title = Les demandes sont publiques
ask-public-text = N’écrivez ni adresse électronique, ni numéro de téléphone, ni mot de passe. Ce que vous écrivez reste sur votre appareil jusqu’à l’envoi.
ask-by-mail-title = Nous écrire un courriel
ask-by-mail-text = Répondez à ce que vous pouvez. Nous en faisons une demande et vous disons où la suivre.
ask-by-mail-none = Envoyez-nous vos réponses. Les moyens de nous joindre figurent au bas de cette page.
ask-by-mail-link = Commencer un courriel avec ces questions
ask-by-mail-begin = Commencer un courriel et y copier les questions
ask-by-mail-copy = Les questions, à copier
ask-part-send = Envoyer
ask-needed = obligatoire
# The list is of anything: no word for it has a gender here.
ask-list-none = Aucune de ces réponses, ou plusieurs
ask-one-none = Je ne sais pas
ask-private = Cela ressemble à une adresse électronique ou à un numéro de téléphone. Tout le monde pourrait le lire : veuillez l’enlever.
ask-missing = Veuillez répondre à cette question avant l’envoi.
ask-restored = Voici ce que vous aviez écrit la dernière fois.
ask-answers = Peut-être que ceci aide déjà
ask-preview = Voici ce qui sera envoyé
ask-file-title = La même chose en fichier, pour qui utilise git
ask-path = Fichier
ask-copy-file = Copier le fichier
ask-send-forge = Proposer sur { $forge }
ask-send-forge-hint = Il vous faut un compte sur ce site. La page s’ouvre déjà remplie ; son bouton propose le nouveau fichier. Si elle s’ouvre vide, copiez d’abord le fichier, puis collez-le dans la page.
ask-send-forge-long = C’est trop long pour passer par le lien. Copiez d’abord le fichier (ci-dessous), puis collez-le dans la page qui s’ouvre.
ask-send-forge-empty = Il vous faut un compte sur ce site. La page s’ouvre avec le nom du fichier ; copiez d’abord le fichier (ci-dessous), puis collez-le dans la page.
ask-send-mail = Envoyer par courriel
ask-send-mail-hint = Votre messagerie s’ouvre avec un courriel déjà rempli. Le service d’assistance fait le reste.
ask-send-mail-long = Ce texte est trop long pour passer par le lien. Copiez-le d’abord, puis collez-le dans le courriel.
ask-send-mail-paste = Veuillez coller ici le texte copié, à la place de cette ligne.
ask-send-download = Enregistrer en fichier
ask-send-download-hint = Pour l’envoyer plus tard ou autrement.
ask-copy = Copier le texte
ask-copied = Le texte est copié.
ask-not-copied = La copie n’a pas marché. Le texte est sélectionné : copiez-le avec le clavier ou le menu de votre appareil.
ask-saved = Le fichier est enregistré parmi vos téléchargements.
ask-sent = Après l’envoi, vous pouvez recommencer.
ask-again = Recommencer
ask-again-sure = Effacer tout ce que vous avez écrit ici ?

## The figures of the desk

figures-title = Chiffres du service d’assistance
figures-text = Combien de personnes demandent de l’aide, combien de temps elles attendent et comment on décide : pour que chacun puisse voir si c’est équitable.
figures-as-of = Données au { $date }
figures-requests = Demandes
figures-decided = Décidées
figures-accepted = Acceptées
figures-days = { $count ->
    [one] { $count } jour
    [many] { $count } de jours
   *[other] { $count } jours
}
figures-first-reply = Jusqu’à la première réponse
figures-first-step = Jusqu’au premier avis ou à la première étape
figures-decision = Jusqu’à la décision
figures-questions = Questions rapides
figures-answered = { $count ->
    [one] { $count } avec réponse
    [many] { $count } avec réponse
   *[other] { $count } avec réponse
}
figures-questions-first-reply = Questions rapides, jusqu’à la première réponse
figures-referred = Orientées vers d’autres
figures-recorded-afterwards = Saisies après coup
figures-apart = comptées à part
figures-range = de { $lower } à { $upper }, sur { $count }
figures-by-year = Par année
figures-unknown-year = Sans date
figures-by-state = Ouvertes maintenant
figures-waiting = Attente
figures-late = En retard
figures-rooms = Capacité de travail
figures-room = Places
figures-room-taken = Occupées
figures-room-asked = Candidates
figures-by-region = Par région
figures-by-language = Par langue
figures-by-priority = Par priorité
figures-by-affiliation = Par organisation d’appartenance
figures-by-partner-type = Par type de partenaire
figures-questions-by-region = Questions rapides par région
figures-questions-by-language = Questions rapides par langue
figures-committee = Au comité
figures-few = trop peu
figures-others = Autres, ou non indiqué
figures-outcomes = Ce qui en est sorti
figures-before = Avant
figures-now = Maintenant
figures-aim = Objectif
figures-unit = Unité
figures-gaps = Connaissances qui ont manqué
figures-times = { $count ->
    [one] { $count } fois
    [many] { $count } de fois
   *[other] { $count } fois
}
figures-follow-ups = Suivis à faire
figures-follow-up-late = date dépassée
figures-note = Les durées sont des médianes, avec à côté les quartiles et le nombre de demandes. Les groupes de moins de cinq demandes ne sont pas montrés séparément, ni ce qui permettrait de les déduire du total. Une demande peut appartenir à plusieurs groupes. Le service d’assistance répond lui-même aux questions rapides ; elles sont comptées à part, comme les saisies après coup.

## Requests: the questions of the review

checklist-technical = Technique
checklist-legal = Droit et éthique
checklist-risk = Risques
checklist-sustainability = Pérennité

## Labels of the facts

field-account = Compte
field-accounts = Comptes
field-address = Adresse
field-affiliations = Travaille pour ou représente
field-alternatives = Solutions de rechange
field-assignee = Confiée à
field-availability = Disponibilité
field-capacity = Du temps pour les autres
field-cases = Cas
field-category = Catégorie
field-channel = Voie d’arrivée
field-confidence = Fiabilité
field-content-types = Contenu
field-counted-on = Date du comptage
field-countries = Pays
field-documentation = Documentation
field-draft = Brouillon
field-date = Date
field-decisions = Décisions
field-due = Échéance
field-elsewhere = Ailleurs
field-end = Fin
# Cases that show a guide at work.
field-evidence = En pratique
field-extra = Autres données
field-files = Fichiers
field-follows = Reprend
field-follow-up = Suivi
field-gaps = Connaissances qui ont manqué
field-group = Groupe
field-groups = Groupes
field-guides = Guides
field-health = Fonctionnement
field-hosts = Organisation
field-identifier = Identifiant
field-in-use = Utilisés
field-knows = Connaît
field-join = Participer
field-language = Langue d’origine
field-languages = Langues
field-last-checked = Dernière vérification
field-last-reviewed = Dernière relecture
field-level = Niveau
field-licence-status = Licence
field-licences = Licences
field-maintainer = Maintenance
field-meetings = Prochaines réunions
field-members = Membres
field-menu = Dans le menu
field-sections = Sections de la page d’accueil
field-next-review = Prochaine relecture
field-open = Participation ouverte
field-nothing-to-learn = Pourquoi aucun cas n’a été écrit
field-order = Position
field-owner = Responsable
field-partners = Partenaires
field-people = Personnes
field-period = Période
field-permission = Autorisation
field-pictures = Images
field-planned = Prévus
field-priority = Priorité
field-priority-reason = Pourquoi cette priorité
field-received = Date d’arrivée
field-referred-to = Orientée vers
field-replied = Première réponse
field-recorded-afterwards = Saisie après coup
field-removed = Texte supprimé
field-region = Région
field-request = Demande
field-requester = De
field-roles = Rôles
field-roles-former = Anciens rôles
# Said of the files of a pilot.
field-seen-by = Examinés par
field-seen-on = Examinés le
field-series = Série
field-size = Ampleur
field-speakers = Interventions
field-start = Début
field-state = État
field-status = État
field-summary = Résumé
field-superseded-by = Remplacé par
field-time-zone = Fuseau horaire
field-title = Titre
field-tools = Outils
field-topics = Sujets
field-type = Type
field-updated = Mise à jour
field-uploaded = Importés
field-website = Site web

## Values of the facts

value-level-beginner = Débutant
value-level-intermediate = Intermédiaire
value-level-advanced = Avancé
# Said of “guide”.
value-confidence-work-in-progress = En préparation
value-confidence-not-validated = Non validé
value-confidence-validated = Validé
value-confidence-archived = Archivé
# Said of “outil”.
value-health-working = Fonctionne
value-health-degraded = Fonctionne en partie
value-health-unmaintained = Sans maintenance
value-health-retired = Retiré
value-room-room = Disponible
value-room-some = Peu disponible
value-room-none = Pas disponible actuellement
capacity-as-of = au { $date }
zone-now = maintenant { $time }
person-former = auparavant ici
value-channel-mail = Courriel
value-channel-form = Formulaire
value-channel-pull-request = Pull request
value-channel-meeting = Réunion
value-size-question = Question
value-size-project = Projet
value-recommendation-proceed = Poursuivre
value-recommendation-revise = Retravailler
value-recommendation-decline = Refuser
value-priority-high = Haute
value-priority-medium = Moyenne
value-priority-low = Basse
# Said of “import”.
value-upload-planned = Prévu
value-upload-pilot = Pilote
value-upload-running = En cours
value-upload-done = Terminé
value-upload-stopped = Arrêté
# Said of “groupe”.
value-group-planned = Prévu
value-group-active = Actif
value-group-closed = Dissous
value-yes = Oui
value-no = Non

## Banners: what a reader has to know first

banner-draft-title = Brouillon
banner-draft-text = Cette page n’est ni terminée ni publiée.
banner-overdue-title = Relecture en retard
banner-overdue-text = Ce guide devait être relu avant le { $date }. Vérifiez chaque étape avant de vous y fier.
banner-superseded-title = Remplacé
banner-superseded-text = Il existe un guide plus récent. Cette page est conservée pour que les anciens liens fonctionnent.
banner-archived-title = Archivé
banner-archived-text = Plus personne ne s’occupe de ce guide.
banner-work-in-progress-title = En préparation
banner-work-in-progress-text = Ce guide est en cours de rédaction. Des parties peuvent manquer ou être fausses.
banner-planned-title = Prévu
banner-planned-text = Ce groupe n’a pas encore commencé son travail.
banner-recorded-afterwards-title = Saisie après coup
banner-recorded-afterwards-text = Ce n’est pas un message arrivé au service d’assistance : quelqu’un l’a écrit plus tard, d’après ce qu’en disent les sources. Les chiffres le comptent à part.
banner-removed-title = Le texte de cette demande a été supprimé
banner-retired-title = Retiré
banner-retired-text = Cet outil n’est plus utilisé.

## In the text of a record

markdown-alert-note = Note
markdown-alert-tip = Conseil
markdown-alert-important = Important
markdown-alert-warning = Avertissement
markdown-alert-caution = Attention
markdown-task-done = Fait
markdown-task-open = À faire
markdown-heading-link = Lien vers cette section
markdown-footnotes = Notes de bas de page
markdown-footnote-back = Retour au texte
# Names a block of code, for screen readers; the button that copies it; and what is said when it has.
markdown-code = Code
markdown-code-copy = Copier
markdown-code-copied = Copié
# Leads to the file that a table is made of.
markdown-table-file = Télécharger ce tableau (CSV)
# Stand below the caption of a film or of a sound that is on Wikimedia Commons, and lead there.
markdown-film-elsewhere = Vidéo sur Wikimedia Commons
markdown-sound-elsewhere = Enregistrement sur Wikimedia Commons

## The foot of a record

foot-updated = Dernière modification
foot-contributors = Contributions
foot-edit = Modifier cette page
foot-edit-request = Corriger cette demande
foot-history = Historique
foot-translate = Traduire cette page

## Lists

list-empty = Rien ici pour le moment.
list-one-state = tous : { $state }
terms-empty = Rien ici pour le moment.
list-under-way = En cours
list-upcoming = À venir
list-past = Passés
list-undated = Sans date
list-others = Autres
people-find = Trouver quelqu’un
people-any = Peu importe
people-fitting = Personnes qui conviennent : { $count }
people-done = A participé à
people-by-knows = Par ce qu’elles connaissent
people-by-language = Par langue
people-by-country = Par pays
count-range = { $from }–{ $to } sur { $total }
count-records = { $count ->
    [one] { $count } fiche
    [many] { $count } de fiches
   *[other] { $count } fiches
}
# What is counted can be of either gender.
mentions-more = Tout voir ({ $count })
pager-label = Pages
pager-previous = Précédent
pager-next = Suivant
page-number = Page { $number }
facets-label = Parcourir

## Home page

home-task-ask = Dites ce qu’il vous faut. La demande n’a pas à être complète.
home-task-guides = Apprendre à faire
home-task-cases = Voir ce que d’autres ont fait
home-task-people = Trouver quelqu’un
home-learn = Que voulez-vous faire ?
home-new = Nouveautés et modifications
home-next = À venir
home-numbers = En chiffres
home-files = Fichiers apportés
home-all-guides = Tous les guides
home-all-topics = Tous les sujets

## Page not found

not-found-title = Page introuvable
not-found-text = Il n’y a pas de page à cette adresse. Elle a peut-être été déplacée, ou le lien est erroné.

## An old address

redirect-title = Cette page a été déplacée
redirect-text = Sa nouvelle adresse :

## The page about the site’s data

data-title = Données
data-text = Tout ce que contient ce site, en JSON, que les programmes peuvent lire et réutiliser librement.
data-files = Fichiers
data-field = Champ
data-meaning = Contenu

## Feeds

feed-title = { $site } : { $kind }

## Numbers, and what stands between words

percent = { $number } %
percent-below = moins de { $number } %
colon = { "\u00A0" }:
comma-separator = { ", " }
clause-separator = { "\u202F; " }

## Translations

translation-awaits-review = Cette traduction n’a pas encore été relue par une personne dont c’est la langue maternelle.
# stale: how many sections, count: of how many
translation-stale = { $stale ->
    [one] { $stale } section de l’original sur { $count } a changé depuis cette traduction
    [many] { $stale } sections de l’original sur { $count } ont changé depuis cette traduction
   *[other] { $stale } sections de l’original sur { $count } ont changé depuis cette traduction
}
translation-older = L’original a changé depuis cette traduction.
# beside a section
translation-part-stale = L’original a changé depuis
translation-missing = Pas encore traduit

## Help translate

translate-title = Aider à traduire
translate-text = Ce qu’il reste à traduire dans cette langue. Le plus lu vient en premier.
# where there is a forge
translate-how = Chaque lien ouvre un éditeur avec la page. Modifiez le texte, décrivez votre modification et proposez-la ; il n’y a rien d’autre à savoir. Supprimez la ligne « draft: true » quand la traduction est terminée.
# where there is none; an address follows
translate-write = Envoyez-nous par courriel votre traduction de l’un de ces textes :
translate-stale = À mettre à jour
translate-missing = Pas encore traduit
translate-nothing = Il n’y a rien à faire : tout est traduit et à jour.
# above the names of sections
translate-changed = L’original a changé ici :
translate-untranslated = Pas encore traduit :
translate-shown = Ce qu’il disait et ce qu’il dit maintenant
translate-begin = Traduire
# of one that is not published yet
translate-go-on = Continuer la traduction
translate-update = Mettre à jour la traduction
translate-share = Traduit et à jour
translate-to-do = Mots à traduire
# the subject of a mail; language: its own name for itself
translate-mail = Traduction vers la langue { $language } : { $title }
count-words = { $count ->
    [one] { $count } mot
    [many] { $count } de mots
   *[other] { $count } mots
}

## Read offline

offline-title = Lire hors ligne
offline-text = Emportez les textes de ce site là où il n’y a pas de connexion, ou là où elle coûte cher.
offline-count = { $count ->
    [one] { $count } texte
    [many] { $count } de textes
   *[other] { $count } textes
}
offline-take = À emporter :
offline-epub = EPUB ({ $size })
offline-print = Version imprimable
offline-whole = Tout en un livre
offline-whole-text = Toutes les pages, tous les guides et tous les cas dans cette langue, avec leurs images.
offline-too-many = Il y a trop de textes pour un seul livre. Emportez ceux d’un sujet, ou des guides un par un.
offline-series = À lire dans l’ordre
offline-topics = Par sujet
offline-guides = Guides un par un
offline-guides-many = À la fin de chaque guide, vous pouvez l’emporter.
offline-how = Comment ouvrir un EPUB
offline-how-text = Un EPUB est un livre pour téléphones, tablettes, ordinateurs et liseuses. Sur un iPhone, un iPad ou un Mac, il s’ouvre dans Livres. Ailleurs, un lecteur gratuit l’ouvre, comme KOReader sur Android ou Thorium Reader sur un ordinateur. Une fois sur votre appareil, le livre n’a plus besoin de connexion.
offline-zip = Le site entier
offline-zip-text = Toutes les pages dans toutes les langues, avec la recherche. Décompressez le fichier et ouvrez index.html dans un navigateur.
offline-zip-link = ZIP ({ $size })
size-kilobytes = { $number } ko
size-megabytes = { $number } Mo
book-contents = Sommaire
book-address = Sur le web
