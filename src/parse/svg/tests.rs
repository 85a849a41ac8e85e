use super::*;

fn found(text: &str) -> Vec<(String, usize, usize)> {
    let lines = Lines::new(text);
    let place = |fault: &Diagnostic| match &fault.place {
        crate::diagnostic::Place::Span(span) => lines.at(span.start as usize),
        place => panic!("{place:?}"),
    };
    faults(&SitePath::new("content/pages/a.svg"), text)
        .iter()
        .map(|fault| {
            assert!(fault.help.is_some(), "{}", fault.message);
            let at = place(fault);
            (fault.message.clone(), at.line, at.column)
        })
        .collect()
}

/// A drawing with this in its second line.
fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns=\"{SVG}\" xmlns:xlink=\"{XLINK}\" xmlns:i=\"{}\" xmlns:h=\"http://www.w3.org/1999/xhtml\">\n{inside}\n</svg>",
        EDITORS[7]
    )
}

#[track_caller]
fn allowed(text: &str) {
    assert_eq!(found(text), [], "{text}");
}

#[test]
fn hostile_drawings_are_refused_where_they_are_hostile() {
    for inside in [
        // A program by its own name, by another prefix, in another namespace, and in metadata.
        "<script>alert(1)</script>",
        "<script href='#a'/>",
        "<s:script xmlns:s='http://www.w3.org/2000/svg'>alert(1)</s:script>",
        "<h:script>alert(1)</h:script>",
        "<script xmlns='http://www.w3.org/1999/xhtml'>alert(1)</script>",
        "<metadata><i:a><h:script>alert(1)</h:script></i:a></metadata>",
        "<i:a><script>alert(1)</script></i:a>",
        "<h:iframe src='javascript:alert(1)'/>",
        "<h:img src='x' onerror='alert(1)'/>",
        "<m:math xmlns:m='http://www.w3.org/1998/Math/MathML'/>",
        "<handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'>alert(1)</handler>",
        "<x:a xmlns:x='urn:unknown'/>",
        "<g xmlns=''/>",
        // Attributes that run a program.
        "<g onload='alert(1)'/>",
        "<g OnLoad='alert(1)'/>",
        "<g onfocus='alert(1)' tabindex='0'/>",
        "<i:a onclick='alert(1)'/>",
        "<g onbegin='alert(1)'/>",
        // Links that lead out.
        "<a href='javascript:alert(1)'><path/></a>",
        "<a xlink:href='java&#10;script:alert(1)'><path/></a>",
        "<a xlink:href='&#x6a;avascript:alert(1)'><path/></a>",
        "<a href='https://example.org/'><path/></a>",
        "<a href='data:text/html,a'><path/></a>",
        "<i:a xlink:href='javascript:alert(1)'/>",
        "<use href='other.svg#a'/>",
        "<use xlink:href='data:image/svg+xml;base64,AAAA#a'/>",
        "<image href='https://example.org/a.png'/>",
        "<image href='a.png'/>",
        "<image href='data:image/svg+xml;base64,AAAA'/>",
        "<feImage href='https://example.org/a.png'/>",
        "<path href='data:image/png;base64,AAAA'/>",
        "<g xml:base='https://example.org/'><use href='#a'/></g>",
        "<linearGradient href='https://example.org/#a'/>",
        // What moves can write a link, or begin a program.
        "<animate attributeName='href' to='javascript:alert(1)'/>",
        "<set attributeName='onload' to='alert(1)'/>",
        "<animateTransform attributeName='transform'/>",
        "<a href='#a'><animate attributeName='xlink:href' values='javascript:alert(1)'/></a>",
        // HTML and its like.
        "<foreignObject><h:p>a</h:p></foreignObject>",
        "<foreignObject/>",
        "<iframe/>",
        "<audio/>",
        "<tref xlink:href='https://example.org/#a'/>",
        "<cursor href='#a'/>",
        "<font-face-uri href='#a'/>",
        // Styles that fetch, in each place that holds one.
        "<style>@import 'https://example.org/a.css';</style>",
        "<style>@imp<!-- -->ort 'https://example.org/a.css';</style>",
        "<style><![CDATA[@import url(#a);]]></style>",
        "<style>&#64;import 'a.css';</style>",
        "<style>@font-face { font-family: a }</style>",
        "<style>@keyframes a { to { opacity: 0 } }</style>",
        "<style>@namespace 'a';</style>",
        "<style>a { fill: url(https://example.org/#a) }</style>",
        "<style>a { fill: URL( 'a.svg#a' ) }</style>",
        "<style>a { fill: u\\72l(https://example.org/) }</style>",
        "<style>a { background: image-set('https://example.org/a.png' 1x) }</style>",
        "<style>a { background: src('https://example.org/a.png') }</style>",
        "<style>a { width: expression(alert(1)) }</style>",
        "<style>a { content: 'a\nb'; fill: url(https://example.org/) }</style>",
        "<style>/*'*/ a { fill: url(https://example.org/) } /*'*/</style>",
        "<style type='text/javascript'>a</style>",
        "<g style='fill: url(//example.org/#a)'/>",
        "<g fill='url(https://example.org/#a)'/>",
        "<g cursor='url(https://example.org/a.cur), auto'/>",
        "<g filter='url(&quot;a.svg#b&quot;)'/>",
        "<g style='fill: url(#a'/>",
        "<g style='fill: url(#a\"b)'/>",
        // Attributes that nobody knows.
        "<g nonce='a'/>",
        "<svg src='a'/>",
        "<g target='_top'/>",
        // Instructions and entities.
        "<?xml-stylesheet href='https://example.org/a.css'?>",
        "<g>&unknown;</g>",
        // No XML.
        "<g>",
        "<g a=1/>",
        "<g id='a' id='b'/>",
        "<x:g/>",
        "<g id='a<b'/>",
    ] {
        let faults = found(&drawing(inside));
        assert!(!faults.is_empty(), "{inside}");
        assert!(faults.iter().all(|(_, line, _)| *line >= 2), "{inside}: {faults:?}");
    }
}

#[test]
fn what_stands_before_a_drawing_is_judged() {
    let drawing = drawing("<path/>");
    let start = |start: &str| found(&format!("{start}{drawing}")).into_iter().next();
    assert_eq!(start("<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<!-- a -->\n"), None);
    assert_eq!(start("\u{feff}<?xml version='1.0' encoding = 'UTF-8'?>"), None);
    assert_eq!(start("<?xml version=\"1.0\"?>"), None);
    for hostile in [
        "<?xml version=\"1.0\" encoding=\"utf-7\"?>",
        "<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>",
        "\u{feff}<?xml version='1.0' encoding='utf-16'?>",
        "<?xml\tversion='1.0'\tencoding='iso-8859-1'?>",
        "<?xml version='1.0' encoding?>",
        "<?xml-stylesheet href='a.css'?>",
        "<?a b?>",
        "<!DOCTYPE svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">",
        "<!DOCTYPE svg [<!ENTITY a '<script>alert(1)</script>'>]>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'alert(1)'>]>",
        "a",
    ] {
        assert!(start(hostile).is_some(), "{hostile}");
    }
    let doctype = start("<!-- a -->\n <!DOCTYPE svg>");
    assert_eq!(doctype, Some(("a drawing has no document type".to_owned(), 2, 2)));
}

#[test]
fn a_drawing_is_an_svg() {
    for other in [
        "",
        "a",
        "<svg/>",
        "<svg xmlns='http://www.w3.org/1999/xhtml'/>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
        "<g xmlns='http://www.w3.org/2000/svg'/>",
    ] {
        assert_eq!(found(other).len(), 1, "{other}");
    }
}

#[test]
fn a_fault_is_told_once_and_in_its_place() {
    let text = drawing(
        "<g>\n  <circle onclick='a' r='1'/><circle onclick='b'/>\n</g><style>\n.a {\n fill: url(b)\n}</style>",
    );
    assert_eq!(
        found(&text),
        [
            ("the attribute `onclick` runs a program".to_owned(), 3, 11),
            ("`style` has a `url(…)` that leads out of it, which has no place in a drawing that is published".to_owned(), 6, 8),
        ]
    );
    assert_eq!(
        found("<svg>\n <å&</svg>")[0],
        ("the drawing cannot be read: it is not well-formed XML".to_owned(), 2, 4)
    );
}

#[test]
fn each_name_of_the_lists_is_allowed() {
    assert!(names::ELEMENTS.is_sorted(), "they are looked for by halves");
    for element in names::ELEMENTS {
        allowed(&drawing(&format!("<{element}/>")));
    }
    for attribute in names::ATTRIBUTES.iter().filter(|attribute| **attribute != "style") {
        allowed(&drawing(&format!("<g {attribute}='a'/>")));
    }
    for attribute in names::TEXTS.iter().copied().chain(["aria-label", "data-name"]) {
        allowed(&drawing(&format!("<g {attribute}=\"it's (all) @ url(b)\"/>")));
    }
    for attribute in names::XLINK_ATTRIBUTES {
        allowed(&drawing(&format!("<g xlink:{attribute}='a'/>")));
    }
    for attribute in names::XML_ATTRIBUTES {
        allowed(&drawing(&format!("<g xml:{attribute}='a'/>")));
    }
    for namespace in EDITORS {
        allowed(&drawing(&format!("<x:a xmlns:x='{namespace}' x:b='url(c)' d='(e'><x:f/></x:a>")));
    }
    for picture in names::PICTURES {
        allowed(&drawing(&format!("<image xlink:href='{picture}AAAA'/>")));
    }
}

#[test]
fn each_element_with_an_advice_of_its_own_is_refused() {
    for element in [
        "script",
        "handler",
        "listener",
        "foreignObject",
        "animate",
        "animateColor",
        "animateMotion",
        "animateTransform",
        "discard",
        "set",
        "font",
        "font-face",
        "flowRoot",
    ] {
        assert_ne!(names::instead_of(element), PLAIN, "{element}");
        assert_eq!(found(&drawing(&format!("<{element}/>"))).len(), 1, "{element}");
    }
}

#[test]
fn styles_that_only_draw_are_allowed() {
    for function in style::FUNCTIONS {
        assert_eq!(style::judge(&format!("a: {}(1)", function.to_uppercase())), Ok(()));
    }
    for rule in style::AT_RULES {
        assert_eq!(
            style::judge(&format!("@{rule} (prefers-color-scheme: dark) {{ .a {{ fill: #fff }} }}")),
            Ok(())
        );
    }
    for style in [
        "fill:url(#a);stroke:url( '#b' )",
        "font-family:'Open Sans', \"DejaVu (Sans)\"; content: '@import url(b)'",
        "/* url(https://example.org/) @import */ fill: none",
        "enable-background:new 0 0 24 24;",
        "/* without an end",
    ] {
        assert_eq!(style::judge(style), Ok(()), "{style}");
    }
}

#[test]
fn drawings_of_well_known_programs_are_allowed() {
    // Inkscape.
    allowed(
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5" xml:space="preserve"
   inkscape:version="1.3.2 (091e20e, 2023-11-25)" sodipodi:docname="a (copy).svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" inkscape:document-units="mm"><inkscape:grid type="xygrid" id="g"/></sodipodi:namedview>
  <defs id="defs2"><linearGradient inkscape:collect="always" id="l1"><stop style="stop-color:#ff0000;stop-opacity:1" offset="0" id="s"/></linearGradient>
  <radialGradient xlink:href="#l1" id="r1" gradientUnits="userSpaceOnUse" gradientTransform="matrix(1,0,0,0.5,0,10)"/></defs>
  <metadata id="m"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Layer 1 (new)" inkscape:groupmode="layer" id="layer1"><path style="fill:url(#r1);-inkscape-stroke:none" d="m 0,0 z" id="p" sodipodi:nodetypes="cc"/>
  <text xml:space="preserve" style="font-size:10px;-inkscape-font-specification:'sans-serif, Normal';white-space:pre" x="1" y="2"><tspan sodipodi:role="line" x="1" y="2">Text</tspan></text></g>
</svg>"##,
    );
    // Illustrator.
    allowed(
        r##"<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<svg version="1.1" id="Layer_1" xmlns:x="http://ns.adobe.com/Extensibility/1.0/" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"
	 xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
	 viewBox="0 0 24 24" style="enable-background:new 0 0 24 24;" xml:space="preserve">
<style type="text/css">
	.st0{clip-path:url(#SVGID_00000_);fill:#FFFFFF;}
	.st1{font-family:'MyriadPro-Regular';}
</style>
<switch><g i:extraneous="self"><defs><rect id="SVGID_1_" width="24" height="24"/></defs>
<clipPath id="SVGID_00000_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
<image style="overflow:visible;" width="1" height="1" xlink:href="data:image/png;base64,iVBORw0KGgo=" transform="matrix(1 0 0 1 0 0)"></image>
<path data-name="Path 1" class="st0" d="M0,0"/></g></switch></svg>"##,
    );
    // A drawing made for the web, light and dark.
    allowed(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" role="img" aria-labelledby="t" fill="none" stroke="currentColor" stroke-width="2"><title id="t">It's a map @ home</title><style>@media (prefers-color-scheme:dark){path{stroke:rgb(0 0 0 / 50%)}}</style><path d="M0 0h24"/></svg>"#,
    );
}

#[test]
fn bounds_hold_on_both_sides() {
    let nested = |depth: usize| drawing(&format!("{}{}", "<g>".repeat(depth), "</g>".repeat(depth)));
    // The document itself and `svg` are two of them; the first has no number.
    allowed(&nested(DEPTH_LIMIT - 1));
    assert_eq!(found(&nested(DEPTH_LIMIT)).len(), 1);
    assert_eq!(found(&nested(400_000)).len(), 1);

    let row = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().concat();
    let attributes = |count: usize| drawing(&format!("<i:a {}/>", row(count, &|i| format!("a{i}='' "))));
    allowed(&attributes(ATTRIBUTE_LIMIT));
    assert_eq!(found(&attributes(ATTRIBUTE_LIMIT + 1)).len(), 1);

    let namespaces = |count: usize| drawing(&row(count, &|i| format!("<g xmlns:a{i}='a'/>")));
    allowed(&namespaces(ATTRIBUTE_LIMIT - 4));
    assert_eq!(found(&namespaces(ATTRIBUTE_LIMIT - 3)).len(), 1);

    let copies = |count: usize| {
        let row = "<path/>".repeat(1000 - 2);
        drawing(&format!("<g id='a'>{row}</g>{}", "<use href='#a'/>".repeat(count)))
    };
    allowed(&copies(REUSE_LIMIT / 1000));
    assert_eq!(found(&copies(REUSE_LIMIT / 1000 + 1)).len(), 1);
}

#[test]
fn a_drawing_does_not_multiply() {
    let level =
        |i: usize| format!("<g id='a{}'>{}</g>", i + 1, format!("<use xlink:href='#a{i}'/>").repeat(10));
    let bomb = drawing(&format!("<path id='a0'/>{}", (0..9).map(level).collect::<Vec<_>>().concat()));
    assert_eq!(found(&bomb).len(), 1);
    assert_eq!(found(&drawing("<g id='a'><use href='#a'/></g>")).len(), 1);
    allowed(&drawing(&format!("<path id='a0'/>{}", (0..3).map(level).collect::<Vec<_>>().concat())));
}
