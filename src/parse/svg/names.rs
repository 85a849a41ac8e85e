//! What a drawing may hold: namespaces, elements and attributes that draw, and nothing else.

pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
pub(super) const XLINK: &str = "http://www.w3.org/1999/xlink";
pub(super) const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Namespaces of drawing programs and of metadata. No browser knows them, so what they hold is not drawn and
/// does nothing.
pub(super) const EDITORS: &[&str] = &[
    "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://xmlns.com/foaf/0.1/",
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://inkscape.sourceforge.net/DTD/sodipodi-0.dtd",
    "http://www.openswatchbook.org/uri/2009/osb",
    "http://ns.adobe.com/AdobeIllustrator/10.0/",
    "http://ns.adobe.com/Extensibility/1.0/",
    "http://ns.adobe.com/Flows/1.0/",
    "http://ns.adobe.com/GenericCustomNamespace/1.0/",
    "http://ns.adobe.com/Graphs/1.0/",
    "http://ns.adobe.com/ImageReplacement/1.0/",
    "http://ns.adobe.com/SaveForWeb/1.0/",
    "http://ns.adobe.com/Variables/1.0/",
    "http://ns.adobe.com/XPath/1.0/",
    "http://ns.adobe.com/xap/1.0/",
    "http://www.bohemiancoding.com/sketch/ns",
    "http://www.bohemiancoding.com/sketch/ns/",
    "http://www.figma.com/figma/ns",
    "http://www.serif.com/",
    "http://www.vectornator.io",
    "http://krita.org/namespaces/svg/krita",
    "http://schemas.microsoft.com/visio/2003/SVGExtensions/",
    "http://www.corel.com/coreldraw/odm/2003",
    "https://boxy-svg.com",
];

#[rustfmt::skip]
pub(super) const ELEMENTS: &[&str] = &[
    "a", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend", "feColorMatrix", "feComponentTransfer",
    "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
    "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode",
    "feMorphology", "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "filter", "g", "image", "line", "linearGradient", "marker", "mask", "metadata", "path", "pattern", "polygon",
    "polyline", "radialGradient", "rect", "stop", "style", "svg", "switch", "symbol", "text", "textPath", "title",
    "tspan", "use", "view",
];

/// Attributes of no namespace that say how to draw. Their values are judged as styles are.
#[rustfmt::skip]
pub(super) const ATTRIBUTES: &[&str] = &[
    // What an element is and where it lies.
    "amplitude", "azimuth", "baseFrequency", "baseProfile", "bias", "clipPathUnits", "contentScriptType",
    "contentStyleType", "cx", "cy", "d", "diffuseConstant", "divisor", "dx", "dy", "edgeMode", "elevation",
    "enable-background", "exponent", "externalResourcesRequired", "filterRes", "filterUnits", "focusable", "fr", "fx",
    "fy", "gradientTransform", "gradientUnits", "height", "in", "in2", "intercept", "k1", "k2", "k3", "k4",
    "kernelMatrix", "kernelUnitLength", "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits",
    "markerWidth", "maskContentUnits", "maskUnits", "media", "method", "mode", "numOctaves", "offset", "operator",
    "order", "orient", "path", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "points",
    "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio", "primitiveUnits", "r", "radius",
    "refX", "refY", "requiredExtensions", "requiredFeatures", "result", "rotate", "rx", "ry", "scale", "seed", "side",
    "slope", "spacing", "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation",
    "stitchTiles", "style", "surfaceScale", "systemLanguage", "tabindex", "tableValues", "targetX", "targetY",
    "textLength", "transform", "type", "values", "version", "viewBox", "viewTarget", "width", "x", "x1", "x2",
    "xChannelSelector", "y", "y1", "y2", "yChannelSelector", "z", "zoomAndPan",
    // How it looks.
    "alignment-baseline", "baseline-shift", "clip", "clip-path", "clip-rule", "color", "color-interpolation",
    "color-interpolation-filters", "color-profile", "color-rendering", "cursor", "direction", "display",
    "dominant-baseline", "fill", "fill-opacity", "fill-rule", "filter", "flood-color", "flood-opacity", "font",
    "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust", "font-stretch",
    "font-style", "font-variant", "font-weight", "glyph-orientation-horizontal", "glyph-orientation-vertical",
    "image-rendering", "isolation", "kerning", "letter-spacing", "lighting-color", "line-height", "marker",
    "marker-end", "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode", "opacity", "overflow",
    "paint-order", "pointer-events", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width",
    "text-align", "text-anchor", "text-decoration", "text-overflow", "text-rendering", "transform-box",
    "transform-origin", "unicode-bidi", "vector-effect", "visibility", "white-space", "word-spacing", "writing-mode",
];

/// Attributes of no namespace that hold a name or a text, which nothing reads as a style.
pub(super) const TEXTS: &[&str] = &["class", "id", "lang", "role", "title"];

/// Attributes of `XLink` beside `href`.
pub(super) const XLINK_ATTRIBUTES: &[&str] = &["actuate", "arcrole", "role", "show", "title", "type"];

/// Attributes of XML itself. `xml:base` is none: it turns a link within the drawing into one that leads out.
pub(super) const XML_ATTRIBUTES: &[&str] = &["id", "lang", "space"];

/// How a picture that is written down in a drawing begins.
pub(super) const PICTURES: &[&str] = &[
    "data:image/png;base64,",
    "data:image/jpeg;base64,",
    "data:image/jpg;base64,",
    "data:image/gif;base64,",
    "data:image/webp;base64,",
];

pub(super) fn is_element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok()
}

pub(super) fn is_text(name: &str) -> bool {
    TEXTS.contains(&name) || name.starts_with("aria-") || name.starts_with("data-")
}

/// What to do about an element that is not allowed.
pub(super) fn instead_of(element: &str) -> &'static str {
    match element {
        "script" | "handler" | "listener" => "delete it: a drawing runs no program",
        "foreignObject" => {
            "write the text as text of the drawing. draw.io does so without “Formatted Text”, Illustrator \
             without “Preserve Illustrator Editing Capabilities”"
        }
        "animate" | "animateColor" | "animateMotion" | "animateTransform" | "discard" | "set" => {
            "take the animation out: a drawing stands still. Publish what has to move as a film"
        }
        "font" | "font-face" | "flowRoot" => "turn the text into paths, or export the drawing as PNG",
        _ => super::PLAIN,
    }
}
