### The words of Casebook’s interface, in Portuguese.

## On every page

skip-link = Ir para o conteúdo
menu-title = Menu
menu-label = Principal
menu-learn = Aprender
menu-examples = Exemplos
menu-people = Comunidade
menu-desk = Central de ajuda
menu-about = Sobre
preview-mark = Prévia com rascunhos
draft-mark = Rascunho
crumbs-label = Trilha de navegação
languages-label = Línguas
language-missing = sem tradução
language-offer = Esta página também está em português
language-offer-list = Ver o que há em português
language-close = Fechar
search-field = Buscar neste site
search-hint = Buscar
search-button = Buscar

## The search page, and what it offers to browse by

search-title = Busca
search-text = Casos, guias, pessoas e tudo o mais que há neste site.
search-label = O que você procura?
# “Abaixo” are the lists to browse by.
search-no-script = A busca precisa de um script, e seu navegador não executa nenhum. Use as listas abaixo ou o índice de A a Z.
search-browse = Explorar
search-filter = Filtrar
search-results = Resultados
search-more = Mais resultados
# $count is text that a script fills in: no selector can be made on it.
search-count = Resultados: { $count }
search-none = Nada foi encontrado.
search-weak = Nenhuma página responde bem a isto.
search-corrected = Nenhuma página contém “{ $typed }”. Estes são os resultados para “{ $meant }”.
search-near = Talvez um destes temas ajude
search-people = Pessoas que talvez saibam
search-failed = Não foi possível carregar a busca. Tente de novo ou use as listas abaixo.
search-facet-kind = Tipo
search-facet-tool = Ferramenta
search-facet-knows = Conhece
search-facet-speaks = Fala
# Not “Estado”: beside countries and regions that is a part of a country.
search-facet-status = Situação
search-for = Resultados para “{ $query }”
search-ask = Não é o que você precisa? Pergunte para nós
search-share = Compartilhar
search-copy = Copiar o link
search-copied = O link foi copiado.
search-not-copied = Não foi possível copiar o link. Copie-o da barra de endereços.

## The box that searches on every page, while one types

search-close = Fechar
search-best = Melhores resultados
search-suggested = Sugestões: { $count }
search-all = Todos os resultados para “{ $query }”
search-box-failed = Não foi possível carregar a busca. Tente de novo.

## In the box and on the search page

search-recent = Buscas recentes
search-recent-note = Elas ficam só neste dispositivo.
search-recent-remove = Remover “{ $query }”
search-recent-clear = Apagar todas
search-slash = A tecla / leva à busca

## From A to Z: everything by its title

letters-title = De A a Z
letters-text = Tudo o que há neste site, por título.
letters-letter = De A a Z: { $letter }
letters-label = Letras
glossary-title = Glossário
glossary-text = O que significam as palavras deste site e como se dizem nos seus idiomas.
glossary-also = Também:
glossary-avoid = Evite:

## The foot of every page

footer-contact = Dúvidas? Fale conosco.
footer-feed = Feed
footer-data = Dados
footer-repository = Arquivos-fonte
footer-licence = Os textos estão sob { $licence }, salvo indicação em contrário na página.
scheme-label = Aparência
scheme-system = Como no dispositivo
scheme-light = Clara
scheme-dark = Escura

## Kinds of records: one, many, and what they are for
## The text is seen on the home page and at the head of the list.

kind-case-one = Caso
kind-case-many = Casos
kind-case-text = O que foi feito, com quem e o que resultou disso.
kind-guide-one = Guia
kind-guide-many = Guias
kind-guide-text = Como fazer por conta própria, passo a passo.
kind-clinic-one = Clínica
kind-clinic-many = Clínicas
kind-clinic-text = Encontros para aprender, com gravações e slides.
kind-person-one = Pessoa
kind-person-many = Pessoas
kind-person-text = Quem sabe o quê e onde está.
kind-group-one = Grupo
kind-group-many = Grupos
kind-group-text = Comitês e grupos de trabalho.
kind-meeting-one = Reunião
kind-meeting-many = Reuniões
kind-meeting-text = Quem se reuniu, o que foi decidido e por quê.
kind-partner-one = Parceiro
kind-partner-many = Parceiros
kind-partner-text = Museus, arquivos, órgãos públicos e outros.
kind-tool-one = Ferramenta
kind-tool-many = Ferramentas
kind-tool-text = Para que serve cada ferramenta e o que se sabe do seu funcionamento.
kind-request-one = Pedido
kind-request-many = Pedidos
kind-request-text = O que foi pedido e em que ponto está.
kind-upload-one = Carregamento
kind-upload-many = Carregamentos
kind-upload-text = O que foi carregado no Commons e no Wikidata, e até onde se chegou.
kind-page-one = Página
kind-page-many = Páginas
kind-page-text = Como as coisas funcionam aqui.

## Vocabularies: the names of the lists of terms
## The text is seen at the head of the list of all terms.

vocabulary-topics = Temas
vocabulary-topics-text = Do que tratam os registros. O número indica a quantidade de registros.
vocabulary-countries = Países
vocabulary-countries-text = Onde estão os casos, os parceiros e as pessoas. O número indica a quantidade de registros.
vocabulary-regions = Regiões
vocabulary-regions-text = Partes do mundo. O número indica a quantidade de registros.
vocabulary-content-types = Conteúdo
vocabulary-content-types-text = Os tipos de material. O número indica a quantidade de registros.
vocabulary-partner-types = Tipos de parceiro
vocabulary-licences = Licenças
vocabulary-roles = Funções

## Headings on the page of a record

toc-title = Nesta página
section-facts = Em resumo
section-background = Contexto
section-goals = Objetivos
# These two stand below “Objetivos”.
goals-ours = Os nossos
goals-partner = Os do parceiro
section-results = Resultados
section-decisions = Decisões
section-lessons = Lições
section-expertise = Conhecimentos
section-where = Em que ponto está
section-description = Descrição
section-justification = Por que é importante
section-text = O pedido na íntegra
section-help = Ajuda desejada
section-review = Análise
section-reviews = O que diz o comitê
section-invitation = Adicionar sua avaliação
section-moves = Dar andamento a este pedido
section-way = Caminho até aqui
section-heard = O que aconteceu desde então
section-plan = Plano do grupo de trabalho
section-work = Em que trabalha
heard-follow-up = Em resposta ao acompanhamento de { $date }
request-proposed = sugestão da central de ajuda
section-mandate = Mandato
section-purpose = Para que serve
section-files = Arquivos
section-pilot = Piloto
section-undo = Como desfazer
section-clean-up = Limpeza posterior
section-uploads = Carregamentos
section-materials = Materiais
section-people = Pessoas
section-knowers = Quem conhece
section-reviewed = Pedidos avaliados
section-sources = Fontes
section-mentions = Aparece em
mentions-title = Páginas que mencionam “{ $title }”
section-related = Conteúdo relacionado
section-parts = Nesta série
series-place = Parte { $number } de { $count }: { $series }
onward-label = Continuar a leitura
onward-previous = Anterior
onward-next = Seguinte
tree-label = Páginas

## Figures in a case

metric-baseline = Antes
metric-value = Agora
metric-target = Meta
metric-label = Indicador
metric-measured-with = Medido com
metric-date = Data
metric-table = Os números em uma tabela
value-precision-about = cerca de { $number }
value-precision-more-than = mais de { $number }

## Uploads

upload-share-of-plan = { $share } do planejado
upload-share-of-uploaded = { $share } do que foi carregado
upload-come = Arquivos carregados: { $files }
upload-come-of = Arquivos carregados: { $files } de { $planned }
upload-to-come = Arquivos planejados: { $files }
upload-ticket = Tíquete VRT { $number }
uploads-counted-on = (contagem de { $date })
uploads-counted = (contagens: { $from } – { $to })
uploads-not-given = { $count ->
    [one] ({ $count } carregamento não informa o número)
    [many] ({ $count } de carregamentos não informam o número)
   *[other] ({ $count } carregamentos não informam o número)
}
uploads-together = { $count ->
    [one] { $count } carregamento no total
    [many] { $count } de carregamentos no total
   *[other] { $count } carregamentos no total
}
uploads-all = Todos os carregamentos
uploads-by-state = Carregamentos por situação
uploads-by-year = Carregamentos por ano de início
uploads-by-tool = Carregamentos por ferramenta
uploads-by-partner = Carregamentos por parceiro
uploads-not-said = Não informado

## Guides

brief-problem = Problema
brief-when-to-use = Quando usar
reviewed-on = Revisado em { $date }

## Clinics

clinic-time-zone = Fuso horário: { $zone }
clinic-no-time-zone = O fuso horário não é informado: confirme o horário antes de contar com ele.
clinic-past = Esta clínica já terminou.
clinic-under-way = Esta clínica está em andamento.
clinic-join = Participar
picture-source = Fonte
material-name = Material
material-licence = Licença
material-recording = Gravação
material-slides = Slides
material-notes = Anotações

## Groups and people

members-count = { $count ->
    [one] { $count } membro
    [many] { $count } de membros
   *[other] { $count } membros
}
role-since = desde { $date }
role-until = até { $date }
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

desk-title = Painel de pedidos
desk-text = Todos os pedidos conforme a situação: por prioridade e com os atrasados primeiro.
desk-board = Pedidos por situação
desk-waits-for = À espera de
desk-ready = pronto para o próximo passo
desk-priority-high = Prioridade alta
desk-priority-medium = Prioridade média
desk-priority-low = Prioridade baixa
desk-ready-since = pronto para o próximo passo desde { $date }
desk-ready-for = Pode passar para
# $most and $free are text: no selector can be made on them.
desk-room = Vagas: { $most }; livres: { $free }; candidatos: { $asked }
desk-queue = À espera de vaga
desk-queue-full = sem vaga livre em “{ $state }” (total: { $most })
desk-queue-free = vagas livres em “{ $state }”: { $free } de { $most }
desk-queue-in = em “{ $state }”
desk-queue-before = { $count ->
    [0] nenhum pedido com prioridade maior
    [one] { $count } pedido com prioridade maior
    [many] { $count } de pedidos com prioridade maior
   *[other] { $count } pedidos com prioridade maior
}
desk-queue-alike = { $count ->
    [one] mais { $count } pedido com a mesma prioridade
    [many] mais { $count } de pedidos com a mesma prioridade
   *[other] mais { $count } pedidos com a mesma prioridade
}
desk-followed-by = Retomado em
desk-since = Desde
desk-due = Prazo
desk-requester = quem fez o pedido
desk-group = o grupo de trabalho
desk-task-done = Concluída
# Also a time in the figures, so that 0 is not “hoje”.
desk-days = { $count ->
    [0] menos de um dia
    [one] { $count } dia
    [many] { $count } de dias
   *[other] { $count } dias
}
desk-late = { $count ->
    [one] { $count } dia de atraso
    [many] { $count } de dias de atraso
   *[other] { $count } dias de atraso
}
desk-late-count = { $count ->
    [one] { $count } pedido está atrasado.
    [many] { $count } de pedidos estão atrasados.
   *[other] { $count } pedidos estão atrasados.
}
desk-members = Pendências de cada pessoa
desk-all = Todos os pedidos
desk-calendar = Calendário de reuniões
desk-member-page = Pendências de { $name }
desk-member-title = Suas pendências
desk-inbox-stuck = À espera, sem ninguém a quem recorrer
desk-inbox-moves = Prontos para o próximo passo
desk-inbox-reviews = A avaliar
desk-inbox-answers = Perguntas a responder
desk-inbox-steps = A encaminhar
desk-inbox-group = Em um grupo de trabalho
desk-inbox-tasks = Tarefas dos planos
desk-inbox-follow-ups = Acompanhamentos a fazer
desk-inbox-guides = Guias para reler
desk-member-cares = A seu cargo, à espera de outras pessoas
desk-member-nothing = Nada pendente no momento.
desk-conditions = Condições
desk-concerns = Ressalvas
# Behind the name of a concern, “ressalva”.
desk-concern-open = em aberto
desk-concern-resolved = resolvida
# These four are said of “avaliação”.
desk-conflict = Não conta, por conflito de interesses.
desk-recorded-by = { $from ->
   *[mail] Anotada por { $name } a partir de um e-mail, em { $date }
    [meeting] Anotada por { $name } a partir de uma reunião, em { $date }
}
desk-contested = Não conta: contestada pela pessoa a quem é atribuída.
desk-withdrawn = Avaliação retirada: não conta.
desk-stale = Refere-se a um texto anterior: não conta mais.
desk-digest = Hash para uma avaliação
desk-invitation = Escolha seu nome: ele abre seu arquivo no repositório, e as linhas do arquivo dizem o que escrever.
desk-invitation-text = O arquivo abre vazio: copie este texto para ele.
desk-review-edit = Alterar esta avaliação
desk-review-contest = Contestar esta avaliação
desk-review-contest-how = A pessoa a quem é atribuída abre o arquivo pelo link acima, acrescenta esta linha ao cabeçalho e escreve o motivo entre as aspas. Isso também pode ser feito depois da decisão.
desk-review-withdraw = Retirar esta avaliação
desk-review-withdraw-how = Quem a escreveu abre o arquivo pelo link acima, acrescenta esta linha ao cabeçalho e escreve o motivo entre as aspas.
desk-moves = Escolha um passo e abra o arquivo deste pedido no repositório. No cabeçalho, altere as linhas mostradas com o passo e acrescente as que faltam; os passos já anotados ficam como estão. Depois, proponha a alteração.
desk-move-edit = Abrir o arquivo deste pedido
desk-move-by = A quem cabe o passo
desk-move-by-time = a ninguém: ocorre ao fim do prazo
desk-way-by-time = por fim do prazo
desk-move-reviews = O que a maioria deve recomendar antes
desk-move-resumes = Apague a linha que começa com held_from.

## The page where people ask for help
## Each question has a hint, which says in a few words what it is after.

ask-public-title = Os pedidos são públicos
ask-public-text = Não escreva endereços de e-mail, números de telefone nem senhas. O que você escreve fica no seu dispositivo até o envio.
ask-by-mail-title = Pedir ajuda por e-mail
ask-by-mail-text = Responda o que puder. Com as respostas fazemos um pedido e avisamos onde acompanhá-lo.
ask-by-mail-none = Envie-nos as respostas. As formas de contato estão no rodapé desta página.
ask-by-mail-link = Começar um e-mail com estas perguntas
ask-by-mail-begin = Começar um e-mail e copiar as perguntas para ele
ask-by-mail-copy = As perguntas, para copiar
ask-part-send = Enviar
ask-needed = obrigatória
# The list is of anything: no word for it has a gender here.
ask-list-none = Nenhuma destas opções, ou mais de uma
ask-one-none = Não sei
ask-private = Isto parece um endereço de e-mail ou um número de telefone. Todos poderiam ler: por favor, remova.
ask-missing = Responda a esta pergunta antes de enviar.
ask-restored = Aqui está o que você escreveu da última vez.
ask-answers = Talvez isto já ajude
ask-preview = Isto é o que será enviado
ask-file-title = O mesmo em arquivo, para quem usa git
ask-path = Arquivo
ask-copy-file = Copiar o arquivo
ask-send-forge = Propor no { $forge }
ask-send-forge-hint = É preciso ter uma conta lá. A página abre já preenchida e tem um botão para propor o novo arquivo. Se ela abrir vazia, copie primeiro o arquivo e cole-o lá.
ask-send-forge-long = Isto é longo demais para ir com o link. Copie primeiro o arquivo (abaixo) e depois cole-o na página que se abre.
ask-send-forge-empty = É preciso ter uma conta lá. A página abre com o nome do arquivo; copie primeiro o arquivo (abaixo) e cole-o lá.
ask-send-mail = Enviar por e-mail
ask-send-mail-hint = Seu programa de e-mail abre com tudo já preenchido. A central de ajuda faz o resto.
ask-send-mail-long = Este texto é longo demais para ir com o link. Copie-o primeiro e depois cole-o no e-mail.
ask-send-mail-paste = Cole aqui o texto copiado, no lugar desta linha.
ask-send-download = Salvar em arquivo
ask-send-download-hint = Para enviar mais tarde ou de outra forma.
ask-copy = Copiar o texto
ask-copied = O texto foi copiado.
ask-not-copied = Não foi possível copiar. O texto está selecionado: copie-o com as teclas ou o menu do seu dispositivo.
ask-saved = O arquivo foi salvo com os downloads.
ask-sent = Depois do envio, você pode começar de novo.
ask-again = Começar de novo
ask-again-sure = Apagar tudo o que você escreveu aqui?

## The figures of the desk

figures-title = Números da central de ajuda
figures-text = Quantas pessoas pedem ajuda, quanto esperam e como se decide: para que todos possam ver se é justo.
figures-as-of = Dados de { $date }
figures-requests = Pedidos
figures-decided = Decididos
figures-accepted = Aceitos
figures-days = { $count ->
    [one] { $count } dia
    [many] { $count } de dias
   *[other] { $count } dias
}
figures-first-reply = Até a primeira resposta
figures-first-step = Até a primeira avaliação ou o primeiro passo
figures-decision = Até a decisão
figures-questions = Perguntas rápidas
figures-answered = { $count ->
    [one] { $count } com resposta
    [many] { $count } com resposta
   *[other] { $count } com resposta
}
figures-questions-first-reply = Perguntas rápidas, até a primeira resposta
figures-referred = Encaminhados a outras pessoas ou entidades
figures-recorded-afterwards = Registrados posteriormente
figures-apart = contados à parte
figures-range = de { $lower } a { $upper }, de um total de { $count }
figures-by-year = Por ano
figures-unknown-year = Sem data
figures-by-state = Abertos agora
figures-waiting = Espera
figures-late = Atrasados
figures-rooms = Capacidade de trabalho
figures-room = Vagas
figures-room-taken = Ocupadas
figures-room-asked = Candidatos
figures-by-region = Por região
figures-by-language = Por língua
figures-by-priority = Por prioridade
figures-by-affiliation = Por organização de quem pede
figures-by-partner-type = Por tipo de parceiro
figures-questions-by-region = Perguntas rápidas por região
figures-questions-by-language = Perguntas rápidas por língua
figures-committee = No comitê
figures-few = insuficientes
figures-others = Demais, ou não informado
figures-outcomes = O que resultou
figures-before = Antes
figures-now = Agora
figures-aim = Meta
figures-unit = Unidade
figures-gaps = Conhecimentos que faltaram
figures-times = { $count ->
    [one] { $count } vez
    [many] { $count } de vezes
   *[other] { $count } vezes
}
figures-follow-ups = Acompanhamentos a fazer
figures-follow-up-late = data vencida
figures-note = Os tempos são medianas, com os quartis e a quantidade de pedidos ao lado. Grupos com menos de cinco pedidos não aparecem separados, nem o que permitiria deduzi-los por subtração do total. Um pedido pode estar em vários grupos. As perguntas rápidas são respondidas pela própria central de ajuda; tanto elas como os registros posteriores são contados à parte.

## Requests: the questions of the review

checklist-technical = Aspectos técnicos
checklist-legal = Aspectos legais e éticos
checklist-risk = Riscos
checklist-sustainability = Sustentabilidade

## Labels of the facts

field-account = Conta
field-accounts = Contas
field-address = Endereço
field-affiliations = Trabalha para ou representa
field-alternatives = Alternativas
field-assignee = A cargo de
field-availability = Disponibilidade
field-capacity = Tempo para outras pessoas
field-cases = Casos
field-category = Categoria
field-channel = Via de chegada
field-confidence = Confiabilidade
field-content-types = Conteúdo
field-counted-on = Data da contagem
field-countries = Países
field-documentation = Documentação
field-draft = Rascunho
field-date = Data
field-decisions = Decisões
field-due = Prazo
field-elsewhere = Em outros sites
field-end = Fim
# Cases that show a guide at work.
field-evidence = Na prática
field-extra = Outros dados
field-files = Arquivos
field-follows = Retoma
field-follow-up = Acompanhamento
field-gaps = Conhecimentos que faltaram
field-group = Grupo
field-groups = Grupos
field-guides = Guias
field-health = Funcionamento
field-hosts = Organização
field-identifier = Identificador
field-in-use = Em uso
field-knows = Conhece
field-join = Participar
field-language = Língua original
field-languages = Línguas
field-last-checked = Última verificação
field-last-reviewed = Última revisão
field-level = Nível
field-licence-status = Licença
field-licences = Licenças
field-maintainer = Manutenção
field-meetings = Próximas reuniões
field-members = Membros
field-menu = No menu
field-sections = Seções da página inicial
field-next-review = Próxima revisão
field-open = Participação aberta
field-nothing-to-learn = Por que nenhum caso foi escrito
field-order = Posição
field-owner = Responsável
field-partners = Parceiros
field-people = Pessoas
field-period = Período
field-permission = Autorização
field-pictures = Imagens
field-planned = Planejados
field-priority = Prioridade
field-priority-reason = Por que esta prioridade
field-received = Data de chegada
field-referred-to = Encaminhado a
field-replied = Primeira resposta
field-recorded-afterwards = Registrado posteriormente
field-removed = Texto removido
field-region = Região
field-request = Pedido
field-requester = De
field-roles = Funções
field-roles-former = Funções anteriores
# Said of the files of a pilot.
field-seen-by = Examinados por
field-seen-on = Examinados em
field-series = Série
field-size = Tamanho
field-speakers = Palestrantes
field-start = Início
field-state = Situação
field-status = Situação
field-summary = Resumo
field-superseded-by = Substituído por
field-time-zone = Fuso horário
field-title = Título
field-tools = Ferramentas
field-topics = Temas
field-type = Tipo
field-updated = Atualização
field-uploaded = Carregados
field-website = Site

## Values of the facts

value-level-beginner = Iniciante
value-level-intermediate = Intermediário
value-level-advanced = Avançado
# Said of “guia”, masculine.
value-confidence-work-in-progress = Em preparação
value-confidence-not-validated = Não validado
value-confidence-validated = Validado
value-confidence-archived = Arquivado
# Said of “ferramenta”.
value-health-working = Funciona
value-health-degraded = Funciona em parte
value-health-unmaintained = Sem manutenção
value-health-retired = Fora de uso
value-room-room = Disponível
value-room-some = Pouco disponível
value-room-none = Indisponível no momento
capacity-as-of = em { $date }
zone-now = agora { $time }
person-former = antes aqui
value-channel-mail = E-mail
value-channel-form = Formulário
value-channel-pull-request = Pull request
value-channel-meeting = Reunião
value-size-question = Pergunta
value-size-project = Projeto
value-recommendation-proceed = Prosseguir
value-recommendation-revise = Reformular
value-recommendation-decline = Recusar
value-priority-high = Alta
value-priority-medium = Média
value-priority-low = Baixa
# Said of “carregamento”.
value-upload-planned = Planejado
value-upload-pilot = Piloto
value-upload-running = Em andamento
value-upload-done = Concluído
value-upload-stopped = Interrompido
# Said of “grupo”.
value-group-planned = Planejado
value-group-active = Ativo
value-group-closed = Encerrado
value-yes = Sim
value-no = Não

## Banners: what a reader has to know first

banner-draft-title = Rascunho
banner-draft-text = Isto não está pronto nem publicado.
banner-overdue-title = Revisão atrasada
banner-overdue-text = A revisão deste guia estava prevista para { $date }. Verifique cada passo antes de confiar nele.
banner-superseded-title = Substituído
banner-superseded-text = Há um guia mais recente. Esta página é mantida para que os links antigos funcionem.
banner-archived-title = Arquivado
banner-archived-text = Ninguém mais cuida deste guia.
banner-work-in-progress-title = Em preparação
banner-work-in-progress-text = Este guia está sendo escrito. Pode haver erros ou partes que faltam.
banner-planned-title = Planejado
banner-planned-text = Este grupo ainda não começou seu trabalho.
banner-recorded-afterwards-title = Registro posterior
banner-recorded-afterwards-text = Esta não é uma mensagem que chegou à central de ajuda: alguém a escreveu depois, a partir do que dizem as fontes. Os números a contam à parte.
banner-removed-title = O texto deste pedido foi removido
banner-retired-title = Fora de uso
banner-retired-text = Esta ferramenta não é mais usada.

## In the text of a record

markdown-alert-note = Nota
markdown-alert-tip = Dica
markdown-alert-important = Importante
markdown-alert-warning = Aviso
markdown-alert-caution = Cuidado
markdown-task-done = Feito
markdown-task-open = A fazer
markdown-heading-link = Link para esta seção
markdown-footnotes = Notas de rodapé
markdown-footnote-back = Voltar ao texto
# Names a block of code, for screen readers; the button that copies it; and what is said when it has.
markdown-code = Código
markdown-code-copy = Copiar
markdown-code-copied = Copiado
# Leads to the file that a table is made of.
markdown-table-file = Baixar esta tabela (CSV)
# Stand below the caption of a film or of a sound that is on Wikimedia Commons, and lead there.
markdown-film-elsewhere = Vídeo no Wikimedia Commons
markdown-sound-elsewhere = Gravação no Wikimedia Commons

## The foot of a record

foot-updated = Última alteração
foot-contributors = Contribuições
foot-edit = Editar esta página
foot-edit-request = Corrigir este pedido
foot-history = Histórico
foot-translate = Traduzir esta página

## Lists

list-empty = Ainda não há nada aqui.
list-one-state = todos estes: { $state }
terms-empty = Ainda não há nada aqui.
list-under-way = Em andamento
list-upcoming = Próximas
list-past = Passadas
list-undated = Sem data
list-others = Demais
people-find = Encontrar alguém
people-any = Qualquer
people-fitting = Pessoas que correspondem: { $count }
people-done = Participou de
people-by-knows = Pelo que conhecem
people-by-language = Por língua
people-by-country = Por país
count-range = { $from }–{ $to } de { $total }
count-records = { $count ->
    [one] { $count } registro
    [many] { $count } de registros
   *[other] { $count } registros
}
# What is counted can be of either gender.
mentions-more = Ver tudo ({ $count })
pager-label = Páginas
pager-previous = Anterior
pager-next = Próxima
page-number = Página { $number }
facets-label = Explorar

## Home page

home-task-ask = Diga do que você precisa. Não é preciso que esteja completo.
home-task-guides = Aprender a fazer
home-task-cases = Ver o que outras pessoas fizeram
home-task-people = Encontrar alguém
home-learn = O que você quer fazer?
home-new = Novidades e mudanças
home-next = O que vem a seguir
home-numbers = Em números
home-files = Arquivos trazidos
home-all-guides = Todos os guias
home-all-topics = Todos os temas

## Page not found

not-found-title = Página não encontrada
not-found-text = Não há nenhuma página neste endereço. Ela pode ter mudado de lugar, ou o link pode estar errado.

## An old address

redirect-title = Esta página mudou de lugar
redirect-text = Seu novo endereço:

## The page about the site’s data

data-title = Dados
data-text = Tudo o que há neste site, em JSON, para que programas leiam e reutilizem livremente.
data-files = Arquivos
data-field = Campo
data-meaning = O que contém

## Feeds

feed-title = { $site }: { $kind }

## Numbers, and what stands between words

percent = { $number }%
percent-below = menos de { $number }%
colon = :
comma-separator = { ", " }
clause-separator = { "; " }

## Translations

translation-awaits-review = Esta tradução ainda não foi revisada por uma pessoa nativa.
# stale: how many sections, count: of how many
translation-stale = { $stale ->
    [one] { $stale } de { $count } seções do original mudou desde esta tradução
    [many] { $stale } de { $count } seções do original mudaram desde esta tradução
   *[other] { $stale } de { $count } seções do original mudaram desde esta tradução
}
translation-older = O original mudou desde esta tradução.
# beside a section
translation-part-stale = O original mudou desde então
translation-missing = Ainda não traduzido

## Help translate

translate-title = Ajudar a traduzir
translate-text = O que falta traduzir para este idioma. Primeiro, o que é mais lido.
# where there is a forge
translate-how = Cada link abre um editor com a página. Altere o texto, descreva a alteração e proponha-a; não é preciso saber mais nada. Apague a linha “draft: true” quando a tradução estiver pronta.
# where there is none; an address follows
translate-write = Envie-nos por e-mail sua tradução de qualquer um destes textos:
translate-stale = Desatualizado
translate-missing = Ainda não traduzido
translate-nothing = Não há nada a fazer: tudo está traduzido e atualizado.
# above the names of sections
translate-changed = O original mudou aqui:
translate-untranslated = Ainda não traduzido:
translate-shown = O que dizia e o que diz agora
translate-begin = Traduzir
# of one that is not published yet
translate-go-on = Continuar a tradução
translate-update = Atualizar a tradução
translate-share = Traduzido e atualizado
translate-to-do = Palavras a traduzir
# the subject of a mail; language: its own name for itself
translate-mail = Tradução para o idioma { $language }: { $title }
count-words = { $count ->
    [one] { $count } palavra
    [many] { $count } de palavras
   *[other] { $count } palavras
}

## Read offline

offline-title = Ler sem conexão
offline-text = Leve os textos deste site para onde não há conexão, ou onde ela é cara.
offline-count = { $count ->
    [one] { $count } texto
    [many] { $count } de textos
   *[other] { $count } textos
}
offline-take = Para levar:
offline-epub = EPUB ({ $size })
offline-print = Versão para impressão
offline-whole = Tudo em um livro
offline-whole-text = Todas as páginas, guias e casos neste idioma, com as suas imagens.
offline-too-many = São textos demais para um só livro. Leve os de um tema, ou guias avulsos.
offline-series = Para ler por ordem
offline-topics = Por tema
offline-guides = Guias avulsos
offline-guides-many = No fim de cada guia, você pode levá-lo.
offline-how = Como abrir um EPUB
offline-how-text = Um EPUB é um livro para celulares, tablets, computadores e leitores digitais. Em um iPhone, iPad ou Mac, ele abre no Livros. Em outros aparelhos, um leitor gratuito o abre, como o KOReader no Android ou o Thorium Reader em um computador. Depois que o livro está no seu aparelho, ele não precisa de conexão.
offline-zip = O site inteiro
offline-zip-text = Todas as páginas em todos os idiomas, com a busca. Descompacte o arquivo e abra index.html em um navegador.
offline-zip-link = ZIP ({ $size })
size-kilobytes = { $number } kB
size-megabytes = { $number } MB
book-contents = Sumário
book-address = Na web
