//! The words that the generated records are made of, a list for each language. Used by `generator`.

pub(crate) struct Language {
    pub code: &'static str,
    /// The commonest first.
    pub words: &'static str,
    /// Headings of sections; in English, their anchors are the words joined by hyphens.
    pub headings: &'static [&'static str],
}

pub(crate) const ENGLISH: Language = Language {
    code: "en",
    words: "the of and to in a that for with was on as by it from at were this which their are be an \
        not have its one also been museum archive library partner community images data files licence \
        collection upload items works project volunteers article articles heritage monuments list \
        photographs records editors institution catalogue metadata wiki national local public open \
        first second after before during many most some other new old more than between through \
        country city village region language languages translation spreadsheet column row template \
        category description title author date place source identifier statement query map \
        coordinates building church temple bridge harbour garden painting manuscript newspaper letter \
        recording song film book page scan quality resolution storage server script tool batch error \
        duplicate review check fix step plan budget agreement contract copyright domain owner \
        permission rights creator heir staff curator librarian archivist teacher student researcher \
        journalist organiser participant jury prize competition campaign workshop training meeting \
        report result figure count view visit reader visitor month week year day hour question answer \
        problem solution lesson advice example guide pattern evidence outcome impact reuse reach gap \
        equity diversity knowledge history science culture nature species plant bird river mountain \
        lake forest coast island climate weather water stone wood metal glass paper ink colour size \
        weight height depth length began ended chose found wrote sent received agreed asked decided \
        explained prepared cleaned matched linked published measured compared learned improved",
    headings: &[
        "What we did",
        "Who took part",
        "The partner and the collection",
        "Licence and permission",
        "Preparing the data",
        "The upload step by step",
        "What went wrong",
        "What the figures say",
        "Costs and working time",
        "Reuse in articles",
        "What the partner says",
        "Advice to others",
        "Tools and files",
        "What comes next",
    ],
};

pub(crate) const TRANSLATED: &[Language] = &[
    Language {
        code: "sv",
        words: "och att det som en på är av för med till den har de inte om ett men var sig så vi från \
            kan när man efter sedan under också eller nu där hur vid mot år mycket två mer alla bara \
            museum museet arkiv arkivet bibliotek samling samlingen bilder fotografier uppladdning \
            licens licensen partner gemenskap frivilliga artikel artiklar kulturarv byggnad kyrka bro \
            hamn trädgård målning handskrift tidning brev inspelning sång film bok sida kvalitet \
            upplösning server skript verktyg fel dubblett granskning steg plan budget avtal upphovsrätt \
            ägare tillstånd rättigheter upphovsperson arvinge personal intendent bibliotekarie \
            arkivarie lärare student forskare journalist arrangör deltagare jury pris tävling kampanj \
            verkstad utbildning möte rapport resultat siffra visning besök läsare besökare månad vecka \
            dag timme fråga svar problem lösning lärdom råd exempel vägledning mönster belägg utfall \
            påverkan återbruk räckvidd lucka rättvisa mångfald kunskap historia vetenskap kultur natur \
            art växt fågel flod berg sjö skog kust ö klimat väder vatten sten trä metall glas papper \
            började slutade valde fann skrev skickade mottog enades frågade beslutade förklarade \
            förberedde rensade matchade länkade publicerade mätte jämförde lärde förbättrade språk",
        headings: &[
            "Vad vi gjorde",
            "Vilka som deltog",
            "Partnern och samlingen",
            "Licens och tillstånd",
            "Att förbereda data",
            "Uppladdningen steg för steg",
            "Vad som gick fel",
            "Vad siffrorna säger",
            "Kostnader och arbetstid",
            "Användning i artiklar",
            "Vad partnern säger",
            "Råd till andra",
            "Verktyg och filer",
            "Vad som händer sedan",
        ],
    },
    Language {
        code: "es",
        words: "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus \
            le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy \
            años hasta desde está museo archivo biblioteca colección imágenes fotografías carga licencia \
            socio comunidad voluntarios artículo artículos patrimonio edificio iglesia puente puerto \
            jardín pintura manuscrito periódico carta grabación canción película libro página calidad \
            resolución servidor herramienta error duplicado revisión paso plan presupuesto acuerdo \
            derechos dueño permiso autor heredero personal conservador bibliotecaria archivista maestra \
            estudiante investigadora periodista organizador participante jurado premio concurso campaña \
            taller formación reunión informe resultado cifra visita lector visitante mes semana día hora \
            pregunta respuesta problema solución lección consejo ejemplo guía patrón prueba impacto \
            reutilización alcance brecha equidad diversidad conocimiento historia ciencia cultura \
            naturaleza especie planta ave río montaña lago bosque costa isla clima agua piedra madera \
            metal vidrio papel comenzó terminó eligió encontró escribió envió recibió acordó preguntó \
            decidió explicó preparó limpió enlazó publicó midió comparó aprendió mejoró lengua idioma",
        headings: &[
            "Qué hicimos",
            "Quiénes participaron",
            "El socio y la colección",
            "Licencia y permiso",
            "Preparar los datos",
            "La carga paso a paso",
            "Qué salió mal",
            "Qué dicen las cifras",
            "Costes y horas de trabajo",
            "Uso en artículos",
            "Qué dice el socio",
            "Consejos para otros",
            "Herramientas y archivos",
            "Qué viene después",
        ],
    },
    Language {
        code: "ar",
        words: "في من على إلى عن أن التي الذي مع هذا هذه كان كانت بعد قبل بين كل أو ثم لا ما لم قد غير \
            عند منذ حتى خلال حول أكثر متحف المتحف أرشيف الأرشيف مكتبة المكتبة مجموعة المجموعة صور الصور \
            رفع الملفات ملف رخصة الرخصة شريك الشريك مجتمع المجتمع متطوعون مقالة مقالات تراث التراث مبنى \
            كنيسة مسجد جسر ميناء حديقة لوحة مخطوطة صحيفة رسالة تسجيل أغنية فيلم كتاب صفحة جودة دقة خادم \
            أداة أدوات خطأ تكرار مراجعة خطوة خطة ميزانية اتفاق عقد حقوق مالك إذن مؤلف وريث موظفون أمين \
            معلمة طالب باحثة صحفي منظم مشارك لجنة جائزة مسابقة حملة ورشة تدريب اجتماع تقرير نتيجة رقم \
            زيارة قارئ زائر شهر أسبوع يوم ساعة سؤال جواب مشكلة حل درس نصيحة مثال دليل نمط أثر استخدام \
            وصول فجوة إنصاف تنوع معرفة تاريخ علم ثقافة طبيعة نوع نبات طائر نهر جبل بحيرة غابة ساحل جزيرة \
            مناخ ماء حجر خشب معدن زجاج ورق بدأ انتهى اختار وجد كتب أرسل استلم اتفق سأل قرر شرح أعد نظف \
            طابق ربط نشر قاس قارن تعلم حسن لغة لغات ترجمة جدول عمود صف قالب تصنيف وصف عنوان مكان مصدر",
        headings: &[
            "ماذا فعلنا",
            "من شارك",
            "الشريك والمجموعة",
            "الرخصة والإذن",
            "إعداد البيانات",
            "الرفع خطوة بخطوة",
            "ما لم ينجح",
            "ماذا تقول الأرقام",
            "التكاليف ووقت العمل",
            "الاستخدام في المقالات",
            "ماذا يقول الشريك",
            "نصائح للآخرين",
            "الأدوات والملفات",
            "ماذا بعد",
        ],
    },
    Language {
        code: "fr",
        words: "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il \
            sont avec ont aux son cette ou mais comme nous tout sa été ses était être deux même aussi \
            leur bien peut après sans encore entre fait musée archives bibliothèque collection images \
            photographies versement licence partenaire communauté bénévoles article articles patrimoine \
            bâtiment église pont port jardin peinture manuscrit journal lettre enregistrement chanson \
            film livre page qualité résolution serveur outil erreur doublon relecture étape plan budget \
            accord contrat droits propriétaire autorisation auteur héritier personnel conservateur \
            bibliothécaire archiviste enseignante étudiant chercheuse journaliste organisateur \
            participant jury prix concours campagne atelier formation réunion rapport résultat chiffre \
            visite lecteur visiteur mois semaine jour heure question réponse problème solution leçon \
            conseil exemple guide modèle preuve effet réemploi portée lacune équité diversité savoir \
            histoire science culture nature espèce plante oiseau fleuve montagne lac forêt côte île \
            climat eau pierre bois métal verre papier commença finit choisit trouva écrivit envoya reçut \
            demanda décida expliqua prépara nettoya relia publia mesura compara apprit améliora langue",
        headings: &[
            "Ce que nous avons fait",
            "Qui a participé",
            "Le partenaire et la collection",
            "Licence et autorisation",
            "Préparer les données",
            "Le versement pas à pas",
            "Ce qui a échoué",
            "Ce que disent les chiffres",
            "Coûts et temps de travail",
            "Emploi dans les articles",
            "Ce que dit le partenaire",
            "Conseils aux autres",
            "Outils et fichiers",
            "Ce qui suit",
        ],
    },
];
