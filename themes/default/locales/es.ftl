### The words of Casebook’s interface, in Spanish.

## On every page

skip-link = Saltar al contenido
menu-title = Menú
menu-label = Principal
menu-learn = Aprender
menu-examples = Ejemplos
menu-people = Comunidad
menu-desk = Mesa de ayuda
menu-about = Acerca de
preview-mark = Vista previa con borradores
draft-mark = Borrador
crumbs-label = Ruta de navegación
languages-label = Idiomas
language-missing = sin traducción
language-offer = Esta página también está en español
language-offer-list = Ver lo que hay en español
language-close = Cerrar
search-field = Buscar en este sitio
search-hint = Buscar
search-button = Buscar

## The search page, and what it offers to browse by

search-title = Búsqueda
search-text = Casos, guías, personas y todo lo demás que hay en este sitio.
search-label = ¿Qué busca?
# “Abajo” are the lists to browse by.
search-no-script = La búsqueda necesita un script y este navegador no ejecuta ninguno. Use las listas de abajo o el índice de la A a la Z.
search-browse = Explorar
search-filter = Filtrar
search-results = Resultados
search-more = Más resultados
# $count is text that a script fills in: no selector can be made on it.
search-count = Resultados: { $count }
search-none = No se encontró nada.
search-weak = Ninguna página responde bien a esto.
search-corrected = Ninguna página contiene «{ $typed }». Estos son los resultados de «{ $meant }».
search-near = Quizá le sirva uno de estos temas
search-people = Personas que quizá lo sepan
search-failed = No se pudo cargar la búsqueda. Puede intentarlo de nuevo o usar las listas de abajo.
search-facet-kind = Tipo
search-facet-tool = Herramienta
search-facet-knows = Conoce
search-facet-speaks = Habla
search-facet-status = Estado
search-for = Resultados de «{ $query }»
search-ask = ¿No es lo que necesita? Pregúntenos
search-share = Compartir
search-copy = Copiar el enlace
search-copied = El enlace está copiado.
search-not-copied = No se pudo copiar el enlace. Puede copiarlo de la barra de direcciones.

## The box that searches on every page, while one types

search-close = Cerrar
search-best = Mejores resultados
search-suggested = Sugerencias: { $count }
search-all = Todos los resultados de «{ $query }»
search-box-failed = No se pudo cargar la búsqueda. Puede intentarlo de nuevo.

## In the box and on the search page

search-recent = Búsquedas recientes
search-recent-note = Quedan solo en este dispositivo.
search-recent-remove = Quitar «{ $query }»
search-recent-clear = Borrar todas
search-slash = La tecla / lleva a la búsqueda

## From A to Z: everything by its title

letters-title = De la A a la Z
letters-text = Todo lo que hay en este sitio, por título.
letters-letter = De la A a la Z: { $letter }
letters-label = Letras
glossary-title = Glosario
glossary-text = Qué significan las palabras de este sitio y cómo se dicen en sus idiomas.
glossary-also = También:
glossary-avoid = No se dice:

## The foot of every page

footer-contact = ¿Preguntas? Contáctenos.
footer-feed = Canal de novedades
footer-data = Datos
footer-repository = Archivos fuente
footer-licence = Los textos están bajo { $licence }, salvo que una página diga otra cosa.
scheme-label = Apariencia
scheme-system = Como el dispositivo
scheme-light = Clara
scheme-dark = Oscura

## Kinds of records: one, many, and what they are for
## The text is seen on the home page and at the head of the list.

kind-case-one = Caso
kind-case-many = Casos
kind-case-text = Qué se hizo, con quién y qué se consiguió.
kind-guide-one = Guía
kind-guide-many = Guías
kind-guide-text = Cómo hacerlo por cuenta propia, paso a paso.
kind-clinic-one = Clínica
kind-clinic-many = Clínicas
kind-clinic-text = Sesiones para aprender, con grabaciones y diapositivas.
kind-person-one = Persona
kind-person-many = Personas
kind-person-text = Quién sabe qué y dónde está.
kind-group-one = Grupo
kind-group-many = Grupos
kind-group-text = Comités y grupos de trabajo.
kind-meeting-one = Reunión
kind-meeting-many = Reuniones
kind-meeting-text = Quiénes se reunieron, qué se decidió y por qué.
kind-partner-one = Entidad aliada
kind-partner-many = Entidades aliadas
kind-partner-text = Museos, archivos, organismos públicos y otras entidades.
kind-tool-one = Herramienta
kind-tool-many = Herramientas
kind-tool-text = Para qué sirve cada herramienta y qué se sabe de su funcionamiento.
kind-request-one = Solicitud
kind-request-many = Solicitudes
kind-request-text = Qué se pidió y en qué punto está.
kind-upload-one = Carga
kind-upload-many = Cargas
kind-upload-text = Qué se subió a Commons y Wikidata, y hasta dónde se ha llegado.
kind-page-one = Página
kind-page-many = Páginas
kind-page-text = Cómo funcionan las cosas aquí.

## Vocabularies: the names of the lists of terms
## The text is seen at the head of the list of all terms.

vocabulary-topics = Temas
vocabulary-topics-text = De qué tratan los registros. La cifra indica el número de registros.
vocabulary-countries = Países
vocabulary-countries-text = Dónde están los casos, las entidades aliadas y las personas. La cifra indica el número de registros.
vocabulary-regions = Regiones
vocabulary-regions-text = Partes del mundo. La cifra indica el número de registros.
vocabulary-content-types = Contenido
vocabulary-content-types-text = Los tipos de material. La cifra indica el número de registros.
vocabulary-partner-types = Tipos de entidad aliada
vocabulary-licences = Licencias
vocabulary-roles = Roles

## Headings on the page of a record

toc-title = En esta página
section-facts = Datos clave
section-background = Antecedentes
section-goals = Objetivos
# These two stand below “Objetivos”.
goals-ours = Los nuestros
goals-partner = Los de la entidad aliada
section-results = Resultados
section-decisions = Decisiones
section-lessons = Lecciones
section-expertise = Conocimientos
section-where = En qué punto está
section-description = Descripción
section-justification = Por qué es importante
section-text = La solicitud completa
section-help = Ayuda solicitada
section-review = Análisis
section-reviews = Lo que dice el comité
section-invitation = Añadir su valoración
section-moves = Hacer avanzar esta solicitud
section-way = Recorrido hasta aquí
section-heard = Qué ha pasado desde entonces
section-plan = Plan del grupo de trabajo
section-work = En qué trabaja
heard-follow-up = En respuesta al seguimiento del { $date }
request-proposed = propuesta de la mesa de ayuda
section-mandate = Mandato
section-purpose = Para qué sirve
section-files = Archivos
section-pilot = Prueba piloto
section-undo = Cómo deshacerla
section-clean-up = Limpieza posterior
section-uploads = Cargas
section-materials = Materiales
section-people = Personas
section-knowers = Quién lo conoce
section-reviewed = Solicitudes valoradas
section-sources = Fuentes
section-mentions = Aparece en
mentions-title = Páginas que mencionan «{ $title }»
section-related = Contenido relacionado
section-parts = En esta serie
series-place = Parte { $number } de { $count }: { $series }
onward-label = Seguir leyendo
onward-previous = Anterior
onward-next = Siguiente
tree-label = Páginas

## Figures in a case

metric-baseline = Antes
metric-value = Ahora
metric-target = Meta
metric-label = Indicador
metric-measured-with = Medido con
metric-date = Fecha
metric-table = Las cifras en una tabla
value-precision-about = aprox. { $number }
value-precision-more-than = más de { $number }

## Uploads

upload-share-of-plan = { $share } de lo previsto
upload-share-of-uploaded = { $share } de lo subido
upload-come = Archivos subidos: { $files }
upload-come-of = Archivos subidos: { $files } de { $planned }
upload-to-come = Archivos previstos: { $files }
upload-ticket = Ticket VRT { $number }
uploads-counted-on = { $precision ->
    [day] (recuento del { $date })
   *[other] (recuento de { $date })
}
uploads-counted = (recuentos: { $from } – { $to })
uploads-not-given = { $count ->
    [one] ({ $count } carga no indica el número)
    [many] ({ $count } de cargas no indican el número)
   *[other] ({ $count } cargas no indican el número)
}
uploads-together = { $count ->
    [one] { $count } carga en total
    [many] { $count } de cargas en total
   *[other] { $count } cargas en total
}
uploads-all = Todas las cargas
uploads-by-state = Cargas por estado
uploads-by-year = Cargas por año de comienzo
uploads-by-tool = Cargas por herramienta
uploads-by-partner = Cargas por entidad aliada
uploads-not-said = Sin indicar

## Guides

brief-problem = Problema
brief-when-to-use = Cuándo usarla
reviewed-on = Revisada el { $date }

## Clinics

clinic-time-zone = Zona horaria: { $zone }
clinic-no-time-zone = No se indica la zona horaria: conviene preguntar antes de fiarse de la hora.
clinic-past = Esta clínica ya terminó.
clinic-under-way = Esta clínica está en curso.
clinic-join = Participar
picture-source = Fuente
material-name = Material
material-licence = Licencia
material-recording = Grabación
material-slides = Diapositivas
material-notes = Notas

## Groups and people

members-count = { $count ->
    [one] { $count } integrante
    [many] { $count } de integrantes
   *[other] { $count } integrantes
}
role-since = { $precision ->
    [day] desde el { $date }
   *[other] desde { $date }
}
role-until = { $precision ->
    [day] hasta el { $date }
   *[other] hasta { $date }
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

desk-title = Tablero de solicitudes
desk-text = Todas las solicitudes según su estado: por prioridad y con las atrasadas primero.
desk-board = Solicitudes por estado
desk-waits-for = A la espera de
desk-ready = lista para el siguiente paso
desk-priority-high = Prioridad alta
desk-priority-medium = Prioridad media
desk-priority-low = Prioridad baja
desk-ready-since = lista para el siguiente paso desde el { $date }
desk-ready-for = Puede pasar a
# $most and $free are text: no selector can be made on them.
desk-room = Lugares: { $most }; libres: { $free }; candidatas: { $asked }
desk-queue = En espera de lugar
desk-queue-full = sin lugar libre en «{ $state }» (total: { $most })
desk-queue-free = lugares libres en «{ $state }»: { $free } de { $most }
desk-queue-in = en «{ $state }»
desk-queue-before = { $count ->
    [0] ninguna solicitud con mayor prioridad
    [one] { $count } solicitud con mayor prioridad
    [many] { $count } de solicitudes con mayor prioridad
   *[other] { $count } solicitudes con mayor prioridad
}
desk-queue-alike = { $count ->
    [one] { $count } solicitud más con la misma prioridad
    [many] { $count } de solicitudes más con la misma prioridad
   *[other] { $count } solicitudes más con la misma prioridad
}
desk-followed-by = Retomada en
desk-since = Desde el
desk-due = Plazo
desk-requester = quien hizo la solicitud
desk-group = el grupo de trabajo
desk-task-done = Terminada
# Also a time in the figures, so that 0 is not “hoy”.
desk-days = { $count ->
    [0] menos de un día
    [one] { $count } día
    [many] { $count } de días
   *[other] { $count } días
}
desk-late = { $count ->
    [one] { $count } día de atraso
    [many] { $count } de días de atraso
   *[other] { $count } días de atraso
}
desk-late-count = { $count ->
    [one] { $count } solicitud está atrasada.
    [many] { $count } de solicitudes están atrasadas.
   *[other] { $count } solicitudes están atrasadas.
}
desk-members = Pendientes de cada persona
desk-all = Todas las solicitudes
desk-calendar = Calendario de reuniones
desk-member-page = Pendientes de { $name }
desk-member-title = Sus pendientes
desk-inbox-stuck = En espera, sin nadie a quien recurrir
desk-inbox-moves = Listas para el siguiente paso
desk-inbox-reviews = Por valorar
desk-inbox-answers = Preguntas por responder
desk-inbox-steps = Por atender
desk-inbox-group = En un grupo de trabajo
desk-inbox-tasks = Tareas de los planes
desk-inbox-follow-ups = Seguimientos por hacer
desk-inbox-guides = Guías por releer
desk-member-cares = A su cargo, a la espera de otras personas
desk-member-nothing = No hay nada pendiente por ahora.
desk-conditions = Condiciones
desk-concerns = Reparos
# Behind the name of a concern, “reparo”.
desk-concern-open = abierto
desk-concern-resolved = resuelto
# These four are said of “valoración”.
desk-conflict = No cuenta por conflicto de intereses.
desk-recorded-by = { $from ->
   *[mail] Anotada por { $name } a partir de un correo, el { $date }
    [meeting] Anotada por { $name } a partir de una reunión, el { $date }
}
desk-contested = No cuenta: la impugna la persona a la que se atribuye.
desk-withdrawn = Valoración retirada: no cuenta.
desk-stale = Se refiere a un texto anterior: ya no cuenta.
desk-digest = Huella para una valoración
desk-invitation = Elija su nombre: abre su archivo en el repositorio, y las líneas del archivo indican qué escribir.
desk-invitation-text = El archivo se abre vacío: copie en él este texto.
desk-review-edit = Modificar esta valoración
desk-review-contest = Impugnar esta valoración
desk-review-contest-how = La persona a la que se atribuye abre el archivo con el enlace de arriba, añade esta línea al encabezado y escribe el motivo entre las comillas. También puede hacerlo después de la decisión.
desk-review-withdraw = Retirar esta valoración
desk-review-withdraw-how = Quien la escribió abre el archivo con el enlace de arriba, añade esta línea al encabezado y escribe el motivo entre las comillas.
desk-moves = Elija un paso y abra el archivo de esta solicitud en el repositorio. En el encabezado, cambie las líneas que aparecen con el paso y añada las que falten; los pasos ya anotados quedan como están. Después, proponga el cambio.
desk-move-edit = Abrir el archivo de esta solicitud
desk-move-by = A quién le toca
desk-move-by-time = a nadie: procede al vencer el plazo
desk-way-by-time = por vencimiento del plazo
desk-move-reviews = Lo que antes debe recomendar la mayoría
desk-move-resumes = Borre la línea que empieza con held_from.

## The page where people ask for help
## Each question has a hint, which says in a few words what it is after.

ask-public-title = Las solicitudes son públicas
ask-public-text = No escriba direcciones de correo, números de teléfono ni contraseñas. Lo que escriba no sale de su dispositivo hasta que lo envíe.
ask-by-mail-title = Pedir ayuda por correo
ask-by-mail-text = Responda lo que pueda. Con sus respuestas hacemos una solicitud y le avisamos dónde seguirla.
ask-by-mail-none = Envíenos sus respuestas por las vías que figuran al pie de esta página.
ask-by-mail-link = Empezar un correo con estas preguntas
ask-by-mail-begin = Empezar un correo y copiar en él las preguntas
ask-by-mail-copy = Las preguntas, para copiar
ask-part-send = Enviar
ask-needed = obligatoria
# The list is of anything: no word for it has a gender here.
ask-list-none = Ninguna de estas opciones, o más de una
ask-one-none = No lo sé
ask-private = Parece una dirección de correo o un número de teléfono. Cualquiera podría leerlo: por favor, quítelo.
ask-missing = Responda a esta pregunta antes de enviar.
ask-restored = Aquí está lo que escribió la última vez.
ask-answers = Quizá esto ya le ayude
ask-preview = Esto es lo que se enviará
ask-file-title = Lo mismo como archivo, para quienes usan git
ask-path = Archivo
ask-copy-file = Copiar el archivo
ask-send-forge = Proponer en { $forge }
ask-send-forge-hint = Necesita una cuenta allí. La página se abre con todo ya escrito y tiene un botón para proponer el archivo nuevo. Si se abre vacía, copie primero el archivo y péguelo allí.
ask-send-forge-long = Es demasiado largo para ir con el enlace. Copie primero el archivo (abajo) y luego péguelo en la página que se abre.
ask-send-forge-empty = Necesita una cuenta allí. La página se abre con el nombre del archivo; copie primero el archivo (abajo) y luego péguelo allí.
ask-send-mail = Enviar por correo
ask-send-mail-hint = Su programa de correo se abre con todo ya escrito. La mesa de ayuda hace lo demás.
ask-send-mail-long = El texto es demasiado largo para ir con el enlace. Cópielo primero y luego péguelo en el correo.
ask-send-mail-paste = Pegue aquí el texto copiado, en lugar de esta línea.
ask-send-download = Guardar como archivo
ask-send-download-hint = Para enviarlo más tarde o de otra manera.
ask-copy = Copiar el texto
ask-copied = El texto está copiado.
ask-not-copied = No se pudo copiar. El texto está seleccionado: cópielo con las teclas o el menú de su dispositivo.
ask-saved = El archivo está guardado con las descargas.
ask-sent = Después del envío puede empezar de nuevo.
ask-again = Empezar de nuevo
ask-again-sure = ¿Borrar todo lo que ha escrito aquí?

## The figures of the desk

figures-title = Cifras de la mesa de ayuda
figures-text = Cuántas personas piden ayuda, cuánto esperan y cómo se decide: para que cualquiera pueda ver si es justo.
figures-as-of = Datos al { $date }
figures-requests = Solicitudes
figures-decided = Decididas
figures-accepted = Aceptadas
figures-days = { $count ->
    [one] { $count } día
    [many] { $count } de días
   *[other] { $count } días
}
figures-first-reply = Hasta la primera respuesta
figures-first-step = Hasta la primera valoración o el primer paso
figures-decision = Hasta la decisión
figures-questions = Preguntas rápidas
figures-answered = { $count ->
    [one] { $count } respondida
    [many] { $count } respondidas
   *[other] { $count } respondidas
}
figures-questions-first-reply = Preguntas rápidas, hasta la primera respuesta
figures-referred = Derivadas a otras personas o entidades
figures-recorded-afterwards = Registradas posteriormente
figures-apart = se cuentan aparte
figures-range = de { $lower } a { $upper }, sobre { $count }
figures-by-year = Por año
figures-unknown-year = Sin fecha
figures-by-state = Abiertas ahora
figures-waiting = Espera
figures-late = Atrasadas
figures-rooms = Capacidad de trabajo
figures-room = Lugares
figures-room-taken = Ocupados
figures-room-asked = Candidatas
figures-by-region = Por región
figures-by-language = Por idioma
figures-by-priority = Por prioridad
figures-by-affiliation = Por organización de quien pide ayuda
figures-by-partner-type = Por tipo de entidad aliada
figures-questions-by-region = Preguntas rápidas por región
figures-questions-by-language = Preguntas rápidas por idioma
figures-committee = En el comité
figures-few = muy pocas
figures-others = Resto, o sin indicar
figures-outcomes = Qué se consiguió
figures-before = Antes
figures-now = Ahora
figures-aim = Meta
figures-unit = Unidad
figures-gaps = Conocimientos que faltaron
figures-times = { $count ->
    [one] { $count } vez
    [many] { $count } de veces
   *[other] { $count } veces
}
figures-follow-ups = Seguimientos por hacer
figures-follow-up-late = fecha vencida
figures-note = Los tiempos son medianas, con los cuartiles y el número de solicitudes al lado. Los grupos de menos de cinco solicitudes no se muestran por separado, ni tampoco lo que permitiría deducirlos al restarlo del total. Una solicitud puede estar en varios grupos. Las preguntas rápidas las responde la propia mesa de ayuda; tanto ellas como los registros posteriores se cuentan aparte.

## Requests: the questions of the review

checklist-technical = Aspectos técnicos
checklist-legal = Aspectos legales y éticos
checklist-risk = Riesgos
checklist-sustainability = Sostenibilidad

## Labels of the facts

field-account = Cuenta
field-accounts = Cuentas
field-address = Dirección
field-affiliations = Trabaja para o representa a
field-alternatives = Alternativas
field-assignee = A cargo de
field-availability = Disponibilidad
field-capacity = Tiempo para otras personas
field-cases = Casos
field-category = Categoría
field-channel = Vía de llegada
field-confidence = Fiabilidad
field-content-types = Contenido
field-counted-on = Fecha del recuento
field-countries = Países
field-documentation = Documentación
field-draft = Borrador
field-date = Fecha
field-decisions = Decisiones
field-due = Plazo
field-elsewhere = En otros sitios
field-end = Fin
# Cases that show a guide at work.
field-evidence = En la práctica
field-extra = Otros datos
field-files = Archivos
field-follows = Retoma
field-follow-up = Seguimiento
field-gaps = Conocimientos que faltaron
field-group = Grupo
field-groups = Grupos
field-guides = Guías
field-health = Funcionamiento
field-hosts = Organización
field-identifier = Identificador
field-in-use = En uso
field-knows = Conoce
field-join = Participar
field-language = Idioma original
field-languages = Idiomas
field-last-checked = Última comprobación
field-last-reviewed = Última revisión
field-level = Nivel
field-licence-status = Licencia
field-licences = Licencias
field-maintainer = Mantenimiento
field-meetings = Próximas reuniones
field-members = Integrantes
field-menu = En el menú
field-sections = Secciones de la página de inicio
field-next-review = Próxima revisión
field-open = Participación abierta
field-nothing-to-learn = Por qué no se escribió un caso
field-order = Posición
field-owner = Responsable
field-partners = Entidades aliadas
field-people = Personas
field-period = Período
field-permission = Permiso
field-pictures = Imágenes
field-planned = Previstos
field-priority = Prioridad
field-priority-reason = Por qué esta prioridad
field-received = Fecha de llegada
field-referred-to = Derivada a
field-replied = Primera respuesta
field-recorded-afterwards = Registrada posteriormente
field-removed = Texto eliminado
field-region = Región
field-request = Solicitud
field-requester = De
field-roles = Roles
field-roles-former = Roles anteriores
# Said of the files of a pilot.
field-seen-by = Examinados por
field-seen-on = Examinados el
field-series = Serie
field-size = Tamaño
field-speakers = Ponentes
field-start = Comienzo
field-state = Estado
field-status = Estado
field-summary = Resumen
field-superseded-by = Reemplazada por
field-time-zone = Zona horaria
field-title = Título
field-tools = Herramientas
field-topics = Temas
field-type = Tipo
field-updated = Actualización
field-uploaded = Subidos
field-website = Sitio web

## Values of the facts

value-level-beginner = Principiante
value-level-intermediate = Intermedio
value-level-advanced = Avanzado
# Said of “guía”.
value-confidence-work-in-progress = En preparación
value-confidence-not-validated = Sin validar
value-confidence-validated = Validada
value-confidence-archived = Archivada
# Said of “herramienta”.
value-health-working = Funciona
value-health-degraded = Funciona en parte
value-health-unmaintained = Sin mantenimiento
value-health-retired = Fuera de uso
value-room-room = Disponible
value-room-some = Con poco tiempo
value-room-none = Sin tiempo por ahora
capacity-as-of = al { $date }
zone-now = ahora { $time }
person-former = antes aquí
value-channel-mail = Correo
value-channel-form = Formulario
value-channel-pull-request = Pull request
value-channel-meeting = Reunión
value-size-question = Pregunta
value-size-project = Proyecto
value-recommendation-proceed = Seguir adelante
value-recommendation-revise = Reformular
value-recommendation-decline = Rechazar
value-priority-high = Alta
value-priority-medium = Media
value-priority-low = Baja
# Said of “carga”.
value-upload-planned = Prevista
value-upload-pilot = Piloto
value-upload-running = En curso
value-upload-done = Terminada
value-upload-stopped = Detenida
# Said of “grupo”.
value-group-planned = Previsto
value-group-active = Activo
value-group-closed = Cerrado
value-yes = Sí
value-no = No

## Banners: what a reader has to know first

banner-draft-title = Borrador
banner-draft-text = Esto no está terminado ni publicado.
banner-overdue-title = Revisión atrasada
banner-overdue-text = La revisión de esta guía estaba prevista para el { $date }. Conviene comprobar cada paso antes de confiar en él.
banner-superseded-title = Reemplazada
banner-superseded-text = Hay una guía más reciente. Esta página se conserva para que los enlaces antiguos funcionen.
banner-archived-title = Archivada
banner-archived-text = Ya nadie se ocupa de esta guía.
banner-work-in-progress-title = En preparación
banner-work-in-progress-text = Esta guía se está escribiendo. Puede tener errores o partes que faltan.
banner-planned-title = Previsto
banner-planned-text = Este grupo aún no ha empezado su trabajo.
banner-recorded-afterwards-title = Registro posterior
banner-recorded-afterwards-text = Esto no es un mensaje que haya llegado a la mesa de ayuda: alguien lo escribió después, a partir de lo que dicen las fuentes. Las cifras lo cuentan aparte.
banner-removed-title = El texto de esta solicitud se eliminó
banner-retired-title = Fuera de uso
banner-retired-text = Esta herramienta ya no se usa.

## In the text of a record

markdown-alert-note = Nota
markdown-alert-tip = Consejo
markdown-alert-important = Importante
markdown-alert-warning = Advertencia
markdown-alert-caution = Precaución
markdown-task-done = Hecho
markdown-task-open = Sin hacer
markdown-heading-link = Enlace a esta sección
markdown-footnotes = Notas al pie
markdown-footnote-back = Volver al texto
# Names a block of code, for screen readers; the button that copies it; and what is said when it has.
markdown-code = Código
markdown-code-copy = Copiar
markdown-code-copied = Copiado
# Leads to the file that a table is made of.
markdown-table-file = Descargar esta tabla (CSV)
# Stand below the caption of a film or of a sound that is on Wikimedia Commons, and lead there.
markdown-film-elsewhere = Video en Wikimedia Commons
markdown-sound-elsewhere = Grabación en Wikimedia Commons

## The foot of a record

foot-updated = Último cambio
foot-contributors = Contribuciones
foot-edit = Editar esta página
foot-edit-request = Corregir esta solicitud
foot-history = Historial
foot-translate = Traducir esta página

## Lists

list-empty = Aquí no hay nada todavía.
list-one-state = todos ellos: { $state }
terms-empty = Aquí no hay nada todavía.
list-under-way = En curso
list-upcoming = Próximas
list-past = Pasadas
list-undated = Sin fecha
list-others = Resto
people-find = Encontrar a alguien
people-any = Cualquiera
people-fitting = Personas que corresponden: { $count }
people-done = Ha participado en
people-by-knows = Por lo que conocen
people-by-language = Por idioma
people-by-country = Por país
count-range = { $from }–{ $to } de { $total }
count-records = { $count ->
    [one] { $count } registro
    [many] { $count } de registros
   *[other] { $count } registros
}
# What is counted can be of either gender.
mentions-more = Ver todo ({ $count })
pager-label = Páginas
pager-previous = Anterior
pager-next = Siguiente
page-number = Página { $number }
facets-label = Explorar

## Home page

home-task-ask = Diga qué necesita. No hace falta que esté completo.
home-task-guides = Aprender a hacerlo
home-task-cases = Ver qué hicieron otras personas
home-task-people = Encontrar a alguien
home-learn = ¿Qué quiere hacer?
home-new = Novedades y cambios
home-next = Lo que viene
home-numbers = En cifras
home-files = Archivos aportados
home-all-guides = Todas las guías
home-all-topics = Todos los temas

## Page not found

not-found-title = Página no encontrada
not-found-text = No hay ninguna página en esta dirección. Puede que se haya trasladado o que el enlace tenga un error.

## An old address

redirect-title = Esta página se ha trasladado
redirect-text = Su nueva dirección:

## The page about the site’s data

data-title = Datos
data-text = Todo lo que hay en este sitio, en JSON, para que cualquier programa lo lea y lo reutilice.
data-files = Archivos
data-field = Campo
data-meaning = Qué contiene

## Feeds

feed-title = { $site }: { $kind }

## Numbers, and what stands between words

percent = { $number } %
percent-below = menos del { $number } %
colon = :
comma-separator = { ", " }
clause-separator = { "; " }

## Translations

translation-awaits-review = Esta traducción aún no ha sido revisada por una persona nativa.
# stale: how many sections, count: of how many
translation-stale = { $stale ->
    [one] Ha cambiado { $stale } de { $count } secciones del original desde que se hizo esta traducción
    [many] Han cambiado { $stale } de { $count } secciones del original desde que se hizo esta traducción
   *[other] Han cambiado { $stale } de { $count } secciones del original desde que se hizo esta traducción
}
translation-older = El original ha cambiado desde que se hizo esta traducción.
# beside a section
translation-part-stale = El original ha cambiado desde entonces
translation-missing = Sin traducir por ahora

## Help translate

translate-title = Ayudar a traducir
translate-text = Lo que falta por traducir a este idioma. Primero, lo que más se lee.
# where there is a forge
translate-how = Cada enlace abre un editor con la página. Cambie el texto, describa el cambio y propóngalo; no hace falta saber nada más. Borre la línea «draft: true» cuando la traducción esté terminada.
# where there is none; an address follows
translate-write = Envíenos por correo su traducción de cualquiera de estos textos:
translate-stale = Desactualizado
translate-missing = Sin traducir por ahora
translate-nothing = No hay nada pendiente: todo está traducido y al día.
# above the names of sections
translate-changed = El original ha cambiado aquí:
translate-untranslated = Sin traducir por ahora:
translate-shown = Lo que decía y lo que dice ahora
translate-begin = Traducir
# of one that is not published yet
translate-go-on = Continuar la traducción
translate-update = Actualizar la traducción
translate-share = Traducido y al día
translate-to-do = Palabras por traducir
# the subject of a mail; language: its own name for itself
translate-mail = Traducción al idioma { $language }: { $title }
count-words = { $count ->
    [one] { $count } palabra
    [many] { $count } de palabras
   *[other] { $count } palabras
}

## Read offline

offline-title = Leer sin conexión
offline-text = Lleve los textos de este sitio adonde no haya conexión o sea cara.
offline-count = { $count ->
    [one] { $count } texto
    [many] { $count } de textos
   *[other] { $count } textos
}
offline-take = Para llevar:
offline-epub = EPUB ({ $size })
offline-print = Versión para imprimir
offline-whole = Todo en un libro
offline-whole-text = Todas las páginas, guías y casos en este idioma, con sus imágenes.
offline-too-many = Son demasiados textos para un solo libro. Lleve los de un tema, o guías sueltas.
offline-series = Para leer en orden
offline-topics = Por tema
offline-guides = Guías sueltas
offline-guides-many = Al final de cada guía puede llevársela.
offline-how = Cómo abrir un EPUB
offline-how-text = Un EPUB es un libro para teléfonos, tabletas, computadoras y lectores electrónicos. En un iPhone, iPad o Mac se abre en Libros. En los demás dispositivos lo abre un lector gratuito, como KOReader en Android o Thorium Reader en una computadora. Una vez que el libro está en su dispositivo, no necesita conexión.
offline-zip = El sitio completo
offline-zip-text = Todas las páginas en todos los idiomas, con la búsqueda. Descomprima el archivo y abra index.html en un navegador.
offline-zip-link = ZIP ({ $size })
size-kilobytes = { $number } kB
size-megabytes = { $number } MB
book-contents = Índice
book-address = En la web
