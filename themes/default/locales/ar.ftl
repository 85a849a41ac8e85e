### The words of Casebook’s interface, in Arabic.

## On every page

skip-link = الانتقال إلى المحتوى
menu-title = القائمة
menu-label = القائمة الرئيسية
menu-learn = التعلم
menu-examples = أمثلة
menu-people = المجتمع
menu-desk = مكتب المساعدة
menu-about = عن الموقع
preview-mark = معاينة مع المسودات
draft-mark = مسودة
crumbs-label = مسار التنقل
languages-label = اللغات
language-missing = بلا ترجمة
language-offer = هذه الصفحة متاحة أيضًا بالعربية
language-offer-list = عرض ما هو متاح بالعربية
language-close = إغلاق

search-field = البحث في هذا الموقع
search-hint = بحث
search-button = بحث

## The search page, and what it offers to browse by

search-title = البحث
search-text = ابحث عن دراسات الحالة والأدلة والأشخاص وكل ما في هذا الموقع.
search-label = عمّ تبحث؟
search-no-script = يحتاج البحث إلى JavaScript، وهو لا يعمل في هذا المتصفح. استخدم القوائم أدناه أو الفهرس الأبجدي.
search-browse = تصفّح الموقع
search-filter = تصفية
search-results = النتائج
search-more = المزيد من النتائج
# $count is text that a script fills in: no selector can be made on it.
search-count = النتائج: { $count }
search-none = لم يُعثر على شيء.
search-weak = لا توجد صفحة تجيب عن هذا جيدًا.
search-corrected = لا ترد كلمة «{ $typed }» في أي صفحة. هذه نتائج «{ $meant }».
search-near = لعل أحد هذه المواضيع يفيد
search-people = أشخاص قد يعرفون
search-failed = تعذّر تحميل البحث. حاول مرة أخرى أو استخدم القوائم أدناه.
search-facet-kind = النوع
search-facet-tool = الأداة
search-facet-knows = المعرفة
search-facet-speaks = اللغات
search-facet-status = الحالة
search-for = نتائج «{ $query }»
search-ask = لم تجد ما تحتاج إليه؟ اسألنا
search-share = مشاركة
search-copy = نسخ الرابط
search-copied = نُسخ الرابط.
search-not-copied = تعذّر نسخ الرابط. انسخه من شريط العنوان.

## The box that searches on every page, while one types

search-close = إغلاق
search-best = أفضل النتائج
search-suggested = الاقتراحات: { $count }
search-all = كل نتائج «{ $query }»
search-box-failed = تعذّر تحميل البحث. حاول مرة أخرى.

## In the box and on the search page

search-recent = عمليات البحث الأخيرة
search-recent-note = تبقى على هذا الجهاز وحده.
search-recent-remove = إزالة «{ $query }»
search-recent-clear = مسح الكل
search-slash = المفتاح / يقود إلى البحث

## From A to Z: everything by its title

letters-title = الفهرس الأبجدي
letters-text = كل ما في هذا الموقع مرتبًا حسب العنوان.
letters-letter = الفهرس الأبجدي: { $letter }
letters-label = الحروف
glossary-title = المسرد
glossary-text = معاني مصطلحات هذا الموقع ومقابلاتها في لغاته.
glossary-also = ويقال أيضًا:
glossary-avoid = ولا يقال:

## The foot of every page

footer-contact = هل لديك سؤال؟ تواصل معنا.
footer-feed = خلاصة الأخبار
footer-data = البيانات
footer-repository = الملفات المصدرية
footer-licence = النصوص منشورة برخصة { $licence } ما لم تذكر الصفحة غير ذلك.
scheme-label = المظهر
scheme-system = مثل الجهاز
scheme-light = فاتح
scheme-dark = داكن

## Kinds of records: one, many, and what they are for

# A case is «دراسة حالة», since «حالة» alone is the state of a request or an upload.
kind-case-one = دراسة حالة
kind-case-many = دراسات الحالة
kind-case-text = ما الذي جرى، ومع من، وما نتيجته.
kind-guide-one = دليل
kind-guide-many = الأدلة
kind-guide-text = كيف تُنجز العمل بنفسك، خطوة بخطوة.
kind-clinic-one = جلسة تعلّم
kind-clinic-many = جلسات التعلّم
kind-clinic-text = لقاءات للتعلّم، مع تسجيلاتها وشرائحها.
kind-person-one = شخص
kind-person-many = الأشخاص
kind-person-text = من يعرف ماذا، وفي أي بلد.
kind-group-one = مجموعة
kind-group-many = المجموعات
kind-group-text = لجان ومجموعات عمل.
kind-meeting-one = اجتماع
kind-meeting-many = الاجتماعات
kind-meeting-text = من اجتمع، وما الذي تقرر، ولماذا.
kind-partner-one = شريك
kind-partner-many = الشركاء
kind-partner-text = متاحف وأرشيفات وجهات حكومية وغيرها.
kind-tool-one = أداة
kind-tool-many = الأدوات
kind-tool-text = الغرض من كل أداة، وما يُعرف عن حالتها.
kind-request-one = طلب
kind-request-many = الطلبات
kind-request-text = ما الذي طُلب، وإلى أين وصل.
kind-upload-one = عملية رفع
kind-upload-many = عمليات الرفع
kind-upload-text = ما يُرفع إلى كومنز وويكي بيانات، وإلى أين وصل رفعه.
kind-page-one = صفحة
kind-page-many = الصفحات
kind-page-text = كيف تسير الأمور هنا.

## Vocabularies: the names of the lists of terms

vocabulary-topics = المواضيع
vocabulary-topics-text = ما تتناوله السجلات. والرقم هو عدد السجلات.
vocabulary-countries = البلدان
vocabulary-countries-text = بلدان دراسات الحالة والشركاء والأشخاص. والرقم هو عدد السجلات.
vocabulary-regions = المناطق
vocabulary-regions-text = مناطق العالم. والرقم هو عدد السجلات.
vocabulary-content-types = المحتوى
vocabulary-content-types-text = أنواع المواد. والرقم هو عدد السجلات.
vocabulary-partner-types = أنواع الشركاء
vocabulary-licences = الرخص
vocabulary-roles = الأدوار

## Headings on the page of a record

toc-title = في هذه الصفحة
section-facts = معلومات موجزة
section-background = الخلفية
section-goals = الأهداف
goals-ours = أهدافنا
goals-partner = أهداف الشريك
section-results = النتائج
section-decisions = القرارات
section-lessons = الدروس المستفادة
section-expertise = الخبرات
section-where = أين وصل الطلب
section-description = الوصف
section-justification = لماذا هو مهم
section-text = نص الطلب كاملًا
section-help = المساعدة المطلوبة
# The checklist; what members of the committee say is «رأي», and guides have a «مراجعة».
section-review = التقييم
section-reviews = آراء اللجنة
section-invitation = إضافة رأيك
section-moves = الخطوات التالية لهذا الطلب
section-way = مسار الطلب
section-heard = ما آل إليه الأمر
section-plan = خطة مجموعة العمل
section-work = ما تعمل عليه
heard-follow-up = ردًا على المتابعة بتاريخ { $date }
request-proposed = باقتراح من مكتب المساعدة
section-mandate = التكليف
section-purpose = الغرض
section-files = الملفات
section-pilot = الدفعة التجريبية
section-undo = كيفية التراجع
section-clean-up = الترتيب اللاحق
section-uploads = عمليات الرفع
section-materials = المواد
section-people = الأشخاص
section-knowers = من يعرف ذلك
section-reviewed = طلبات جرت مراجعتها
section-sources = المصادر
section-mentions = صفحات تحيل إلى هنا
mentions-title = صفحات تذكر «{ $title }»
section-related = صفحات ذات صلة
section-parts = في هذه السلسلة
series-place = الجزء { $number } من { $count }: { $series }
onward-label = متابعة القراءة
onward-previous = السابق
onward-next = التالي
tree-label = الصفحات

## Figures in a case

metric-baseline = قبل
metric-value = الآن
metric-target = الهدف
metric-label = المؤشر
metric-measured-with = أداة القياس
metric-date = التاريخ
metric-table = المؤشرات في جدول
value-precision-about = نحو { $number }
value-precision-more-than = أكثر من { $number }

## Uploads

upload-share-of-plan = { $share } من المخطط له
upload-share-of-uploaded = { $share } من المرفوع
upload-come = الملفات المرفوعة: { $files }
upload-come-of = الملفات المرفوعة: { $files } من { $planned }
upload-to-come = الملفات المخطط رفعها: { $files }
upload-ticket = تذكرة VRT رقم { $number }
uploads-counted-on = (تاريخ العدّ: { $date })
uploads-counted = (تاريخ العدّ: من { $from } إلى { $to })
uploads-not-given = { $count ->
    [zero] (كل عمليات الرفع تذكر العدد)
    [one] (عملية رفع واحدة لا تذكر العدد)
    [two] (عمليتا رفع لا تذكران العدد)
    [few] ({ $count } عمليات رفع لا تذكر العدد)
    [many] ({ $count } عملية رفع لا تذكر العدد)
   *[other] ({ $count } عملية رفع لا تذكر العدد)
}
uploads-together = { $count ->
    [zero] لا عمليات رفع
    [one] عملية رفع واحدة
    [two] عمليتا رفع معًا
    [few] { $count } عمليات رفع معًا
    [many] { $count } عملية رفع معًا
   *[other] { $count } عملية رفع معًا
}
uploads-all = كل عمليات الرفع
uploads-by-state = عمليات الرفع حسب الحالة
uploads-by-year = عمليات الرفع حسب سنة البدء
uploads-by-tool = عمليات الرفع حسب الأداة
uploads-by-partner = عمليات الرفع حسب الشريك
uploads-not-said = غير مذكور

## Guides

brief-problem = المشكلة
brief-when-to-use = متى يُستخدم
reviewed-on = روجع في { $date }

## Clinics

clinic-time-zone = المنطقة الزمنية: { $zone }
clinic-no-time-zone = المنطقة الزمنية غير مذكورة: اسأل عنها قبل الاعتماد على الوقت.
clinic-past = انتهت هذه الجلسة.
clinic-under-way = هذه الجلسة جارية.
clinic-join = الانضمام
picture-source = المصدر
material-name = المادة
material-licence = الرخصة
material-recording = التسجيل
material-slides = الشرائح
material-notes = الملاحظات

## Groups and people

members-count = { $count ->
    [zero] بلا أعضاء
    [one] عضو واحد
    [two] عضوان
    [few] { $count } أعضاء
    [many] { $count } عضوًا
   *[other] { $count } عضو
}
role-since = منذ { $date }
role-until = حتى { $date }
role-period = من { $from } إلى { $to }
account-wiki = ويكي
account-github = GitHub
account-gitlab = GitLab
account-codeberg = Codeberg
account-forgejo = Forgejo
account-phabricator = Phabricator

## The desk: the board, the pages of its people, and where a request stands

desk-title = طلبات مكتب المساعدة
desk-text = جميع الطلبات حسب ما وصلت إليه، مرتبةً حسب الأولوية، والمتأخر منها أولًا.
desk-board = الطلبات حسب الحالة
desk-waits-for = بانتظار
desk-ready = جاهز للخطوة التالية
desk-priority-high = أولوية عالية
desk-priority-medium = أولوية متوسطة
desk-priority-low = أولوية منخفضة
desk-ready-since = جاهز للخطوة التالية منذ { $date }
desk-ready-for = جاهز للانتقال إلى
desk-room = السعة: { $most }، والمتاح: { $free }؛ { $asked ->
    [zero] لا طلبات في الانتظار
    [one] طلب واحد في الانتظار
    [two] طلبان في الانتظار
    [few] { $asked } طلبات في الانتظار
    [many] { $asked } طلبًا في الانتظار
   *[other] { $asked } طلب في الانتظار
}
desk-queue = بانتظار مكان
desk-queue-full = سعة «{ $state }»: { $most }، ولا مكان متاح
desk-queue-free = سعة «{ $state }»: { $most }، والمتاح: { $free }
desk-queue-in = في «{ $state }»
desk-queue-before = { $count ->
    [zero] لا يسبقه طلب في الأولوية
    [one] يسبقه طلب واحد في الأولوية
    [two] يسبقه طلبان في الأولوية
    [few] تسبقه { $count } طلبات في الأولوية
    [many] يسبقه { $count } طلبًا في الأولوية
   *[other] يسبقه { $count } طلب في الأولوية
}
desk-queue-alike = { $count ->
    [zero] لا طلب آخر بالأولوية نفسها
    [one] طلب آخر بالأولوية نفسها
    [two] طلبان آخران بالأولوية نفسها
    [few] { $count } طلبات أخرى بالأولوية نفسها
    [many] { $count } طلبًا آخر بالأولوية نفسها
   *[other] { $count } طلب آخر بالأولوية نفسها
}
desk-followed-by = طلبات لاحقة
desk-since = منذ
desk-due = الموعد النهائي
desk-requester = صاحب الطلب
desk-group = مجموعة العمل
desk-task-done = تاريخ الإنجاز
desk-days = { $count ->
    [zero] اليوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
desk-late = { $count ->
    [zero] بلا تأخير
    [one] تأخير يوم واحد
    [two] تأخير يومين
    [few] تأخير { $count } أيام
    [many] تأخير { $count } يومًا
   *[other] تأخير { $count } يوم
}
desk-late-count = { $count ->
    [zero] لا طلبات متأخرة.
    [one] طلب واحد متأخر.
    [two] طلبان متأخران.
    [few] { $count } طلبات متأخرة.
    [many] { $count } طلبًا متأخرًا.
   *[other] { $count } طلب متأخر.
}
desk-members = ما ينتظر كل شخص
desk-all = كل الطلبات
desk-calendar = تقويم الاجتماعات
desk-member-page = ما ينتظر { $name }
desk-member-title = ما ينتظرك
desk-inbox-stuck = في الانتظار، ولم يبق من يُسأل
desk-inbox-moves = جاهزة للخطوة التالية
desk-inbox-reviews = بانتظار رأيك
desk-inbox-answers = أسئلة تنتظر الإجابة
desk-inbox-steps = بانتظار خطوة منك
desk-inbox-group = في مجموعة عمل
desk-inbox-tasks = مهام من الخطط
desk-inbox-follow-ups = للسؤال عمّا آل إليه الأمر
desk-inbox-guides = أدلة تحتاج إلى مراجعة
desk-member-cares = مسندة إليك، بانتظار آخرين
desk-member-nothing = لا شيء في الانتظار حاليًا.
desk-conditions = الشروط
desk-concerns = التحفظات
desk-concern-open = قائم
desk-concern-resolved = عولج
desk-conflict = لا يُحسب بسبب تضارب في المصالح.
# The name follows. A noun, since a verb would have to know whether it is a woman's or a man's.
desk-recorded-by = { $from ->
   *[mail] التدوين: { $name }، نقلًا عن رسالة، في { $date }
    [meeting] التدوين: { $name }، نقلًا عن اجتماع، في { $date }
}
desk-contested = اعترض عليه من نُسب إليه، فلا يُحسب.
desk-withdrawn = سُحب، فلا يُحسب.
desk-stale = يخص نصًا سابقًا، فلم يعد يُحسب.
desk-digest = بصمة النص لإبداء الرأي
desk-invitation = اختر اسمك: يُفتح ملفك حيث تُحفظ الملفات المصدرية، وفي أسطره ما ينبغي كتابته.
desk-invitation-text = يُفتح الملف فارغًا: انسخ إليه هذا النص.
desk-review-edit = تعديل هذا الرأي
desk-review-contest = الاعتراض على هذا الرأي
desk-review-contest-how = على من نُسب إليه الرأي أن يفتح الملف من الرابط أعلاه، ويضيف هذا السطر إلى رأسه، ويذكر السبب بين علامتي الاقتباس. ويمكن ذلك بعد القرار أيضًا.
desk-review-withdraw = سحب هذا الرأي
desk-review-withdraw-how = على صاحب الرأي أن يفتح الملف من الرابط أعلاه، ويضيف هذا السطر إلى رأسه، ويذكر السبب بين علامتي الاقتباس.
desk-moves = اختر خطوة وافتح ملف هذا الطلب حيث تُحفظ الملفات المصدرية. غيّر في رأس الملف الأسطر المعروضة مع الخطوة، وأضف ما ليس فيه منها؛ أما الخطوات المدوّنة فيه فتبقى كما هي. ثم اقترح التغيير.
desk-move-edit = فتح ملف هذا الطلب
desk-move-by = الخطوة على
desk-move-by-time = لا أحد: تتم عند حلول موعدها
desk-way-by-time = بحلول الموعد
desk-move-reviews = ما يجب أن توصي به أغلب الآراء أولًا
desk-move-resumes = احذف السطر الذي يبدأ بالكلمة held_from.

## The page where people ask for help

ask-public-title = الطلبات ظاهرة للجميع
ask-public-text = لا تكتب عناوين بريد أو أرقام هواتف أو كلمات سر. ما تكتبه يبقى على جهازك إلى أن ترسله.
ask-by-mail-title = الكتابة إلينا بالبريد
ask-by-mail-text = أجب عمّا تستطيع. سنجعل من إجاباتك طلبًا ونخبرك أين تتابعه.
ask-by-mail-none = أرسل إلينا إجاباتك. تجد طرق التواصل معنا في أسفل هذه الصفحة.
ask-by-mail-link = بدء رسالة بهذه الأسئلة
ask-by-mail-begin = بدء رسالة ونسخ الأسئلة إليها
ask-by-mail-copy = الأسئلة للنسخ

ask-part-send = الإرسال
ask-needed = إلزامي
ask-list-none = لا شيء مما يلي، أو أكثر من واحد
ask-one-none = لا أعرف

ask-private = يشبه هذا عنوان بريد أو رقم هاتف، وسيكون ظاهرًا للجميع: يُرجى حذفه.
ask-missing = تُرجى الإجابة عن هذا قبل الإرسال.
ask-restored = هذا ما كتبته في المرة السابقة.
ask-answers = لعل في هذا ما يفيد
ask-preview = هذا ما سيُرسَل
ask-file-title = الطلب نفسه في ملف، لمن يستخدم git
ask-path = الملف
ask-copy-file = نسخ الملف
ask-send-forge = الاقتراح على { $forge }
ask-send-forge-hint = يلزمك حساب هناك. تُفتح الصفحة وقد مُلئ كل هذا فيها؛ اضغط الزر الذي فيها لاقتراح الملف الجديد. وإن فُتحت فارغة فانسخ الملف أولًا ثم ألصقه فيها.
ask-send-forge-long = هذا أطول من أن يُنقل مع الرابط. انسخ الملف أولًا (أدناه)، ثم ألصقه في الصفحة التي تُفتح.
ask-send-forge-empty = يلزمك حساب هناك. تُفتح الصفحة وفيها اسم الملف؛ انسخ الملف أولًا (أدناه) ثم ألصقه فيها.
ask-send-mail = الإرسال بالبريد
ask-send-mail-hint = يُفتح برنامج بريدك وقد مُلئ كل هذا فيه. ومكتب المساعدة يتولى الباقي.
ask-send-mail-long = هذا النص أطول من أن يُنقل مع الرابط. انسخه أولًا، ثم ألصقه في الرسالة.
ask-send-mail-paste = يُرجى لصق النص المنسوخ هنا، مكان هذا السطر.
ask-send-download = الحفظ في ملف
ask-send-download-hint = للإرسال لاحقًا أو بطريقة أخرى.
ask-copy = نسخ النص
ask-copied = نُسخ النص.
ask-not-copied = تعذّر النسخ. النص محدد: انسخه بالمفاتيح أو بقائمة جهازك.
ask-saved = حُفظ الملف مع التنزيلات.
ask-sent = بعد الإرسال يمكنك البدء من جديد.
ask-again = البدء من جديد
ask-again-sure = هل تريد حذف كل ما كتبته هنا؟

## The figures of the desk

figures-title = مكتب المساعدة بالأرقام
figures-text = كم من الطلبات يرد، وكم تطول مدة الانتظار، وكيف يُبتّ فيها: ليرى الجميع هل هذا منصف.
figures-as-of = الأرقام بتاريخ { $date }
figures-requests = الطلبات
figures-decided = ما بُتّ فيه
figures-accepted = ما قُبل
figures-days = { $count ->
    [zero] { $count } يوم
    [one] يوم واحد
    [two] يومان
    [few] { $count } أيام
    [many] { $count } يومًا
   *[other] { $count } يوم
}
figures-first-reply = حتى أول رد
figures-first-step = حتى أول رأي أو خطوة
figures-decision = حتى القرار
figures-questions = أسئلة سريعة
figures-answered = أُجيب منها عن { $count }
figures-questions-first-reply = الأسئلة السريعة، حتى أول رد
figures-referred = أُحيلت إلى غيرنا
figures-recorded-afterwards = ما دُوّن لاحقًا
figures-apart = محسوبة على حدة
figures-range = من { $lower } إلى { $upper }، والعدد { $count }
figures-by-year = حسب السنة
figures-unknown-year = غير معروفة
figures-by-state = المفتوحة الآن
figures-waiting = الانتظار
figures-late = المتأخرة
figures-rooms = سعة العمل
figures-room = السعة
figures-room-taken = المشغول منها
figures-room-asked = في الانتظار
figures-by-region = حسب المنطقة
figures-by-language = حسب اللغة
figures-by-priority = حسب الأولوية
figures-by-affiliation = حسب جهة صاحب الطلب
figures-by-partner-type = حسب نوع الشريك
figures-questions-by-region = الأسئلة السريعة حسب المنطقة
figures-questions-by-language = الأسئلة السريعة حسب اللغة
figures-committee = في اللجنة
figures-few = العدد قليل
figures-others = أخرى أو غير مذكورة
figures-outcomes = ما الذي تحقق
figures-before = قبل
figures-now = الآن
figures-aim = الهدف
figures-unit = وحدة العدّ
figures-gaps = معرفة لم تكن متاحة
figures-times = { $count ->
    [zero] ولا مرة
    [one] مرة واحدة
    [two] مرتين
    [few] { $count } مرات
    [many] { $count } مرة
   *[other] { $count } مرة
}
figures-follow-ups = للمتابعة
figures-follow-up-late = فات الموعد
figures-note = المدد قيم وسيطة، ومعها الرُّبيعيات وعدد الطلبات التي حُسبت منها. ولا تُعرض على حدة مجموعة فيها أقل من خمسة طلبات، ولا ما قد يكشف عنها إذا طُرح من المجموع. وقد يدخل الطلب الواحد في عدة مجموعات. أما الأسئلة السريعة فيجيب عنها مكتب المساعدة بنفسه، وتُحسب هي وما دُوّن لاحقًا على حدة.

## Requests: the questions of the review

checklist-technical = الجانب التقني
checklist-legal = الجانب القانوني والأخلاقي
checklist-risk = المخاطر
checklist-sustainability = الاستدامة

## Labels of the facts

field-account = الحساب
field-accounts = الحسابات
field-address = العنوان
field-affiliations = جهة العمل أو التمثيل
field-alternatives = البدائل
field-assignee = مُسند إلى
field-availability = أوقات التواصل
field-capacity = وقت للآخرين
field-cases = دراسات الحالة
field-category = التصنيف
field-channel = ورد عبر
field-confidence = الموثوقية
field-content-types = المحتوى
field-counted-on = تاريخ العدّ
field-countries = البلدان
field-documentation = التوثيق
field-draft = مسودة
field-date = التاريخ
field-decisions = القرارات
field-due = الموعد النهائي
field-elsewhere = في مواقع أخرى
field-end = النهاية
field-evidence = الشواهد
field-extra = المزيد
field-files = الملفات
field-follows = الطلب السابق
field-follow-up = المتابعة
field-gaps = ثغرات المعرفة
field-group = المجموعة
field-groups = المجموعات
field-guides = الأدلة
field-health = حالة العمل
field-hosts = المضيفون
field-identifier = الرقم
field-in-use = المستخدمة
field-knows = المعرفة
field-join = الانضمام
field-language = اللغة الأصلية
field-languages = اللغات
field-last-checked = آخر فحص
field-last-reviewed = آخر مراجعة
field-level = المستوى
field-licence-status = الرخصة
field-licences = الرخص
field-maintainer = جهة الصيانة
field-meetings = الاجتماعات القادمة
field-members = الأعضاء
field-menu = في القائمة
field-sections = أقسام الصفحة الرئيسية
field-next-review = المراجعة القادمة
field-open = الانضمام مفتوح
field-nothing-to-learn = سبب عدم كتابة دراسة حالة
field-order = الترتيب
field-owner = المسؤول
field-partners = الشركاء
field-people = الأشخاص
field-period = الفترة
field-permission = الإذن
field-pictures = الصور
field-planned = المخطط لها
field-priority = الأولوية
field-priority-reason = سبب الأولوية
field-received = تاريخ الورود
field-referred-to = أُحيل إلى
field-replied = تاريخ أول رد
# Of one request, and above several on the board: a noun fits both.
field-recorded-afterwards = تدوين لاحق
field-removed = الإزالة
field-region = المنطقة
field-request = الطلب
field-requester = صاحب الطلب
field-roles = الأدوار
field-roles-former = أدوار سابقة
field-seen-by = المطّلعون عليها
field-seen-on = تاريخ الاطّلاع
field-series = السلسلة
field-size = الحجم
field-speakers = المتحدثون
field-start = البداية
field-state = الحالة
field-status = الحالة
field-summary = الملخص
field-superseded-by = الدليل البديل
field-time-zone = المنطقة الزمنية
field-title = العنوان
field-tools = الأدوات
field-topics = المواضيع
field-type = النوع
field-updated = آخر تحديث
field-uploaded = المرفوعة
field-website = الموقع الإلكتروني

## Values of the facts

# A guide is masculine; a tool, an upload and a group are feminine.
value-level-beginner = مبتدئ
value-level-intermediate = متوسط
value-level-advanced = متقدم
value-confidence-work-in-progress = قيد الإعداد
value-confidence-not-validated = غير متحقَّق منه
value-confidence-validated = متحقَّق منه
value-confidence-archived = مؤرشف
value-health-working = تعمل
value-health-degraded = تعمل جزئيًا
value-health-unmaintained = بلا صيانة
value-health-retired = خارج الخدمة
value-room-room = وقت متاح
value-room-some = وقت قليل
value-room-none = لا وقت حاليًا
capacity-as-of = في { $date }
zone-now = الآن { $time }
person-former = سابقًا هنا
value-channel-mail = البريد
value-channel-form = الاستمارة
value-channel-pull-request = طلب دمج (pull request)
value-channel-meeting = اجتماع
value-size-question = سؤال
value-size-project = مشروع
# «التعديل» and not «المراجعة», which is what guides have.
value-recommendation-proceed = المضي قدمًا
value-recommendation-revise = التعديل
value-recommendation-decline = الرفض
value-priority-high = عالية
value-priority-medium = متوسطة
value-priority-low = منخفضة
value-upload-planned = مخطط لها
value-upload-pilot = تجريبية
value-upload-running = جارية
value-upload-done = منتهية
value-upload-stopped = متوقفة
value-group-planned = مخطط لها
value-group-active = نشطة
value-group-closed = منتهية
value-yes = نعم
value-no = لا

## Banners: what a reader has to know first

banner-draft-title = مسودة
banner-draft-text = هذا غير مكتمل وغير منشور.
banner-overdue-title = المراجعة متأخرة
banner-overdue-text = كان موعد مراجعة هذا الدليل { $date }. تحقّق من كل خطوة قبل الاعتماد عليها.
banner-superseded-title = حلّ غيره محله
banner-superseded-text = هناك دليل أحدث. وتبقى هذه الصفحة كي تعمل الروابط القديمة.
banner-archived-title = مؤرشف
banner-archived-text = لم يعد أحد يرعى هذا الدليل.
banner-work-in-progress-title = قيد الإعداد
banner-work-in-progress-text = هذا الدليل قيد الكتابة. قد تنقصه أجزاء، وقد تكون فيه أخطاء.
banner-planned-title = مخطط لها
banner-planned-text = لم تبدأ هذه المجموعة عملها بعد.
banner-recorded-afterwards-title = تدوين لاحق
banner-recorded-afterwards-text = ليس هذا رسالة وصلت إلى مكتب المساعدة، بل دُوّن لاحقًا مما تقوله مصادره. وتحسبه الأرقام على حدة.
banner-removed-title = أُزيل نص هذا الطلب
banner-retired-title = خارج الخدمة
banner-retired-text = لم تعد هذه الأداة مستخدمة.

## In the text of a record

markdown-alert-note = ملاحظة
markdown-alert-tip = نصيحة
markdown-alert-important = مهم
markdown-alert-warning = تحذير
markdown-alert-caution = تنبيه
markdown-task-done = تم
markdown-task-open = لم يتم
markdown-heading-link = رابط إلى هذا القسم
markdown-footnotes = الحواشي
markdown-footnote-back = العودة إلى النص
# Names a block of code, for screen readers; the button that copies it; and what is said when it has.
markdown-code = نص برمجي
markdown-code-copy = نسخ
markdown-code-copied = نُسخ
# Leads to the file that a table is made of.
markdown-table-file = تنزيل هذا الجدول (CSV)
# Stand below the caption of a film or of a sound that is on Wikimedia Commons, and lead there.
markdown-film-elsewhere = فيديو في ويكيميديا كومنز
markdown-sound-elsewhere = تسجيل صوتي في ويكيميديا كومنز

## The foot of a record

foot-updated = آخر تغيير
foot-contributors = المساهمون
foot-edit = تعديل هذه الصفحة
foot-edit-request = تصحيح هذا الطلب
foot-history = تاريخ التغييرات
foot-translate = ترجمة هذه الصفحة

## Lists

list-empty = لا شيء هنا بعد.
list-one-state = كلها: { $state }
terms-empty = لا شيء هنا بعد.
list-under-way = الجارية
list-upcoming = القادمة
list-past = السابقة
list-undated = بلا موعد بعد
list-others = أخرى
people-find = ابحث عن شخص
people-any = أيًّا كان
people-fitting = عدد من يناسبون ذلك: { $count }
people-done = شارك في
people-by-knows = حسب المعرفة
people-by-language = حسب اللغة
people-by-country = حسب البلد
count-range = { $from } إلى { $to } من أصل { $total }
count-records = { $count ->
    [zero] لا سجلات
    [one] سجل واحد
    [two] سجلان
    [few] { $count } سجلات
    [many] { $count } سجلًا
   *[other] { $count } سجل
}
mentions-more = الكل ({ $count })
pager-label = الصفحات
pager-previous = السابقة
pager-next = التالية
page-number = الصفحة { $number }
facets-label = تصفّح الموقع

## Home page

home-task-ask = قل ما تحتاج إليه، ولا يلزم أن يكون الطلب كاملًا.
home-task-guides = تعلّم الطريقة
home-task-cases = اطّلع على ما فعله الآخرون
home-task-people = ابحث عن شخص
home-learn = ماذا تريد أن تفعل؟
home-new = الجديد والمعدّل
home-next = ما هو قادم
home-numbers = بالأرقام
home-files = الملفات المرفوعة
home-all-guides = كل الأدلة
home-all-topics = كل المواضيع

## Page not found

not-found-title = الصفحة غير موجودة
not-found-text = لا توجد صفحة بهذا العنوان. ربما نُقلت، أو ربما كان الرابط خاطئًا.

## An old address

redirect-title = نُقلت هذه الصفحة
redirect-text = عنوانها الجديد:

## The page about the site’s data

data-title = البيانات
data-text = كل ما في هذا الموقع بصيغة JSON، للبرامج أن تقرأه وتعيد استخدامه بحرية.
data-files = الملفات
data-field = الحقل
data-meaning = ما يحتويه

## Feeds

feed-title = { $site }: { $kind }

## Numbers, and what stands between words

percent = { $number }%
percent-below = أقل من { $number }%
colon = :
comma-separator = { "، " }
clause-separator = { "؛ " }

## Translations

translation-awaits-review = لم يراجع هذه الترجمة قارئ من أهل اللغة بعد.
# stale: how many sections, count: of how many
translation-stale = { $stale ->
    [zero] لم يتغير أي قسم من أقسام الأصل البالغة { $count } منذ هذه الترجمة
    [one] تغير قسم واحد من أقسام الأصل البالغة { $count } منذ هذه الترجمة
    [two] تغير قسمان من أقسام الأصل البالغة { $count } منذ هذه الترجمة
    [few] تغيرت { $stale } أقسام من أقسام الأصل البالغة { $count } منذ هذه الترجمة
    [many] تغير { $stale } قسمًا من أقسام الأصل البالغة { $count } منذ هذه الترجمة
   *[other] تغير { $stale } قسم من أقسام الأصل البالغة { $count } منذ هذه الترجمة
}
translation-older = تغير الأصل منذ هذه الترجمة.
# beside a section
translation-part-stale = تغير الأصل بعد ترجمة هذا القسم
translation-missing = لم يُترجم بعد

## Help translate

translate-title = المساعدة في الترجمة
translate-text = ما يحتاج إلى ترجمة إلى هذه اللغة، والأكثر قراءة أولًا.
# where there is a forge
translate-how = يفتح كل رابط محررًا فيه نص الصفحة. غيّر النص ثم صِف تغييرك واقترحه، ولا حاجة إلى معرفة شيء آخر. احذف السطر «draft: true» عند اكتمال الترجمة.
# where there is none; an address follows
translate-write = أرسل إلينا ترجمتك لأي من هذه النصوص بالبريد:
translate-stale = بحاجة إلى تحديث
translate-missing = لم يُترجم بعد
translate-nothing = لا شيء مطلوب: كل النصوص مترجمة ومحدّثة.
# above the names of sections
translate-changed = تغير الأصل هنا:
translate-untranslated = لم يُترجم بعد:
translate-shown = ما كان يقوله وما يقوله الآن
translate-begin = ترجمة
# of one that is not published yet
translate-go-on = متابعة الترجمة
translate-update = تحديث الترجمة
translate-share = مترجم ومحدّث
translate-to-do = كلمات بحاجة إلى ترجمة
# the subject of a mail; language: its own name for itself
translate-mail = ترجمة إلى { $language }: { $title }
count-words = { $count ->
    [zero] لا كلمات
    [one] كلمة واحدة
    [two] كلمتان
    [few] { $count } كلمات
    [many] { $count } كلمة
   *[other] { $count } كلمة
}

## Read offline

offline-title = القراءة دون اتصال
offline-text = خذ نصوص هذا الموقع معك إلى حيث لا يوجد اتصال، أو حيث يكون مكلفًا.
offline-count = { $count ->
    [zero] لا نصوص
    [one] نص واحد
    [two] نصان
    [few] { $count } نصوص
    [many] { $count } نصًا
   *[other] { $count } نص
}
offline-take = خذه معك:
offline-epub = EPUB‏ ({ $size })
offline-print = نسخة للطباعة
offline-whole = كل شيء في كتاب واحد
offline-whole-text = كل الصفحات والأدلة ودراسات الحالة بهذه اللغة، مع صورها.
offline-too-many = هذه نصوص أكثر من أن يضمها كتاب واحد. خذ نصوص موضوع، أو أدلة منفردة.
offline-series = للقراءة بالترتيب
offline-topics = حسب الموضوع
offline-guides = أدلة منفردة
offline-guides-many = يمكنك أن تأخذ كل دليل معك من آخر صفحته.
offline-how = كيف تفتح كتاب EPUB
offline-how-text = ‏EPUB صيغة كتب للهواتف والأجهزة اللوحية والحواسيب والقارئات الإلكترونية. على iPhone أو iPad أو Mac يُفتح الكتاب في تطبيق «الكتب». وعلى غيرها يفتحه قارئ مجاني، مثل KOReader على أندرويد أو Thorium Reader على الحاسوب. وما إن يصبح الكتاب على جهازك فلا حاجة إلى اتصال.
offline-zip = الموقع كله
offline-zip-text = كل الصفحات بكل اللغات، مع البحث. فك ضغط الملف وافتح index.html في متصفح.
offline-zip-link = ZIP‏ ({ $size })
size-kilobytes = { $number } كيلوبايت
size-megabytes = { $number } ميغابايت
book-contents = المحتويات
book-address = على الويب
