//! Pictures from the file of a camera to the page: scaled, upright, without what only tells of them.

use std::fs;

use crate::site::Site;

/// What a camera writes: the picture lies on its side, and was taken somewhere.
const EXIF: &[u8] = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0PLACE 59.3293 N";

/// A photograph of 1000 × 700 pixels, stored upright: people see it 700 wide.
pub(crate) fn photograph(seed: u32) -> Vec<u8> {
    let mut state = seed;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 28) as u8
    };
    let pixels: Vec<u8> =
        (0..1000 * 700 * 3).map(|at| noise() + if at % 3 == 0 { 150 } else { 20 }).collect();
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    encoder.add_app_segment(1, EXIF.to_vec()).unwrap();
    encoder.encode(&pixels, 1000, 700, jpeg_encoder::ColorType::Rgb).unwrap();
    file
}

const CREDITED: &str = "---\ntitle: Lamps\nsummary: Made up.\npictures:\n  - {file: a.jpg, credit: Ada Example, \
                        licence: cc-by-sa-4.0, source: 'https://commons.wikimedia.org/wiki/File:A.jpg'}\n  \
                        - {file: b.jpg, credit: Bo, licence: cc0-1.0}\n---\n";

fn has(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn site(text: &str) -> Site {
    Site::new()
        .file("content/guides/lamps/index.md", format!("{CREDITED}{text}"))
        .file("content/guides/lamps/a.jpg", photograph(1))
        .file("content/guides/lamps/b.jpg", photograph(2))
}

#[test]
fn a_photograph_is_published_scaled_and_says_nothing_of_its_place() {
    let site = site("![A lamp](a.jpg \"The lamp\")\n\n![B](b.jpg) and [all of it](b.jpg)\n");
    assert_eq!(site.faults(), "");
    let files = site.built();
    let scaled: Vec<&String> = files.keys().filter(|name| name.starts_with("scaled/")).collect();
    let widths: Vec<&str> = scaled.iter().map(|name| name.rsplit('-').next().unwrap()).collect();
    assert_eq!(widths, ["400.jpg", "700.jpg", "400.jpg", "700.jpg"]);
    assert!(!files.contains_key("guides/lamps/a.jpg"), "it is only shown");
    assert!(files.contains_key("guides/lamps/b.jpg"), "a link names it");
    assert!(has(&photograph(1), "59.3293"));
    for (name, bytes) in &files {
        assert!(!has(bytes, "59.3293"), "{name}");
    }
    let page = site.page("guides/lamps/index.html");
    let (small, large) = (scaled[0], scaled[1]);
    let image = format!(
        "<figure class=\"picture\"><img src=\"../../{large}\" srcset=\"../../{small} 400w, ../../{large} 700w\" \
         sizes=\"(min-width: 43rem) 40.5rem, 100vw\" width=\"700\" height=\"1000\" alt=\"A lamp\" loading=\"lazy\" \
         decoding=\"async\" /><figcaption>The lamp <small class=\"credit\"><bdi>Ada Example</bdi> · \
         <bdi><a class=\"external\" href=\"https://creativecommons.org/licenses/by-sa/4.0/\">CC BY-SA 4.0</a></bdi> · \
         <bdi><a class=\"external\" href=\"https://commons.wikimedia.org/wiki/File:A.jpg\">Source</a></bdi></small></figcaption>\
         </figure>"
    );
    assert!(page.contains(&image), "{image}\n\n{page}");
    // One within a sentence is no figure.
    assert!(page.contains("<p><img src=\"../../scaled/b-"), "{page}");
}

#[test]
fn a_second_build_makes_no_picture_anew() {
    let site = site("![A lamp](a.jpg)\n\n![B](b.jpg)\n");
    let first = site.built();
    let kept = || {
        let entries = fs::read_dir(site.path(".public.pictures")).unwrap().map(Result::unwrap);
        let entries = entries.filter(|entry| entry.file_name() != ".gitignore");
        let mut kept: Vec<_> =
            entries.map(|entry| (entry.path(), entry.metadata().unwrap().modified().unwrap())).collect();
        kept.sort();
        kept
    };
    let before = kept();
    assert_eq!(before.len(), 2);
    let text = format!("{CREDITED}![A lamp](a.jpg)\n\n![B](b.jpg)\n\nMore.\n");
    site.write("content/guides/lamps/index.md", &text);
    let second = site.built();
    assert_eq!(kept(), before);
    let scaled = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let mut files = files.clone();
        files.retain(|name, _| name.starts_with("scaled/"));
        files
    };
    assert_eq!(scaled(&first), scaled(&second));
    // What was damaged is made anew, and is the same.
    let damaged = &before[0].0;
    let mut bytes = fs::read(damaged).unwrap();
    let whole = bytes.clone();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(damaged, &bytes).unwrap();
    site.write("content/guides/lamps/index.md", format!("{text}And more.\n"));
    assert_eq!(scaled(&first), scaled(&site.built()));
    assert_eq!(fs::read(damaged).unwrap(), whole);
    // So is everything without it.
    fs::remove_dir_all(site.path(".public.pictures")).unwrap();
    fs::remove_dir_all(site.path("public")).unwrap();
    assert_eq!(scaled(&first), scaled(&site.built()));
    // What nobody shows any more goes.
    site.write(
        "content/guides/lamps/index.md",
        "---\ntitle: Lamps\nsummary: Made up.\n---\n![A lamp](a.jpg)\n",
    );
    assert_eq!(site.build(&[]).status, 0);
    assert_eq!(kept().len(), 1);
}

#[test]
fn several_in_one_paragraph_are_a_gallery() {
    let site = site("![A lamp](a.jpg)\n![B](b.jpg)\n");
    assert_eq!(site.faults(), "");
    site.build(&[]).succeeded();
    let page = site.page("guides/lamps/index.html");
    let gallery = page.split("<div class=\"gallery\">").nth(1).unwrap().split("</div>").next().unwrap();
    assert_eq!(gallery.matches("<figure class=\"picture\">").count(), 2, "{gallery}");
    assert_eq!(gallery.matches("sizes=\"(min-width: 43rem) 20rem, 50vw\"").count(), 2, "{gallery}");
    assert!(gallery.contains("<bdi>Bo</bdi> · <bdi><a"), "{gallery}");
}

#[test]
fn whose_a_photograph_is_has_to_be_said() {
    let front = |pictures: &str| format!("---\ntitle: A\nsummary: A.\n{pictures}---\n");
    let told = |pictures: &str, text: &str| {
        let site = site("![A](a.jpg)\n\n![B](b.jpg)\n")
            .file("content/guides/one/index.md", format!("{}{text}", front(pictures)))
            .file("content/guides/one/c.jpg", photograph(3))
            .file(
                "content/guides/one/plan.png",
                fs::read(crate::site::repository(
                    "tests/sites/example/content/guides/count-visitors/plan.png",
                ))
                .unwrap(),
            );
        site.faults()
    };
    let photo = "![C](c.jpg) ![P](plan.png)\n";
    assert!(told("", photo).contains("warning[missing-credit]: nothing says whose this picture is"));
    let lacks = told("pictures: [{file: c.jpg, credit: Ada}]\n", photo);
    assert!(lacks.contains("warning[missing-credit]: nothing says under which licence"), "{lacks}");
    assert_eq!(told("pictures: [{file: c.jpg, credit: Ada, licence: cc-by-4.0}]\n", photo), "");
    let other = told("pictures: [{file: d.jpg, credit: Ada, licence: cc-by-4.0}]\n", photo);
    let expected = "error[bad-value]: the text shows no picture `d.jpg` (help: did you mean `c.jpg`?)";
    assert!(other.contains(expected), "{other}");
}

#[test]
fn a_page_may_show_so_much_and_no_more() {
    let told = |bytes: usize| {
        let site = Site::new()
            .file(
                "content/guides/a/index.md",
                "---\ntitle: A\nsummary: A.\n---\n![One](a.gif) ![Two](b.gif)\n",
            )
            .file("content/guides/a/a.gif", vec![b'x'; 250_000])
            .file("content/guides/a/b.gif", vec![b'x'; bytes]);
        let faults = site.faults();
        let ran = site.build(&[]);
        assert_eq!(ran.stderr.contains("heavy-page"), faults.contains("heavy-page"), "{}", ran.stderr);
        faults
    };
    assert_eq!(told(250_000), "");
    assert_eq!(
        told(250_001),
        "content/guides/a/index.md:1:1: warning[heavy-page]: the pictures of this page are 501 kilobytes on a telephone; \
         500 is the most (help: show fewer, or several in one paragraph, where they are smaller; the heaviest is `b.gif` \
         with 251)\n"
    );
}

#[test]
fn a_picture_that_cannot_be_read_is_told_before_anything_is_written() {
    // The end of its pixels is missing, or they are none.
    let whole = photograph(3);
    for bytes in [whole[..whole.len() / 2].to_vec(), b"made up".to_vec()] {
        let site = Site::new()
            .file("content/guides/a/index.md", "---\ntitle: A\nsummary: A.\n---\n![One](a.jpg)\n")
            .file("content/guides/a/a.jpg", bytes);
        let faults = site.faults();
        assert!(
            faults.starts_with("content/guides/a/a.jpg:1:1: error[broken-picture]: this is no picture"),
            "{faults}"
        );
        assert_eq!(site.build(&[]).status, 1);
        assert!(!site.path("public").exists());
    }
}
