use super::facts::Turn;
use super::*;

/// A picture with red at the left of its stored pixels and blue at the right, with enough noise to be worth scaling.
fn pixels(width: usize, height: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 26) as u8
    };
    let pixel = |at: usize| if at % width < width / 2 { [190, 0, 0] } else { [0, 0, 190] };
    (0..width * height).flat_map(pixel).map(|colour| colour + noise()).collect()
}

/// What a camera writes: how to turn the picture, and where it was taken.
fn exif(turn: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    exif.extend([turn, 0, 0, 0]);
    exif.extend(b"\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0PLACE 59.3293 N, SecretCam");
    exif
}

fn photograph(width: u16, height: u16, turn: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 90);
    encoder.add_app_segment(1, exif(turn)).unwrap();
    encoder.add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0PLACE".to_vec()).unwrap();
    encoder.add_app_segment(2, b"ICC_PROFILE\0\x01\x01colours".to_vec()).unwrap();
    encoder.add_app_segment(2, b"MPF\0PLACE".to_vec()).unwrap();
    let pixels = pixels(width.into(), height.into());
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    // A comment behind the first marker, and a film behind the end.
    file.splice(2..2, b"\xff\xfe\0\x07PLACE".to_vec());
    file.extend(b"PLACE of a film");
    file
}

fn drawing(width: u32, height: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    encoder.add_text_chunk("Comment".to_owned(), "PLACE".to_owned()).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_chunk(png::chunk::ChunkType(*b"eXIf"), &exif(6)[6..]).unwrap();
    writer.write_image_data(&pixels(width as usize, height as usize)).unwrap();
    drop(writer);
    file
}

fn has(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}

#[test]
fn nothing_but_the_picture_is_kept_of_a_file() {
    for (file, kept) in [(photograph(60, 40, 6), "ICC_PROFILE"), (drawing(60, 40), "sRGB")] {
        assert!(has(&file, "PLACE"));
        let clean = clean(&file).unwrap();
        assert!(!has(&clean, "PLACE") && !has(&clean, "SecretCam") && has(&clean, kept));
        let (before, after) = (Picture::read(&file).unwrap(), Picture::read(&clean).unwrap());
        assert_eq!((before.width, before.height), (40, 60), "as it is to be turned");
        assert_eq!((after.width, after.height), (40, 60));
        let facts = |file: &[u8]| format::read(file, &mut |_| {}).unwrap();
        let pixels = |file: &[u8]| scale::decode(&facts(file), file).unwrap().bytes;
        assert_eq!(pixels(&file), pixels(&clean), "no pixel changes");
    }
    // One that is upright needs not say so.
    assert!(!has(&clean(&photograph(60, 40, 1)).unwrap(), "Exif"));
    let webp = |chunks: &[u8]| {
        let length = u32::try_from(chunks.len() + 4).unwrap().to_le_bytes();
        [b"RIFF", &length[..], b"WEBP", chunks].concat()
    };
    let canvas = |flags: u8| [b"VP8X\x0a\0\0\0", &[flags][..], &[0, 0, 0, 59, 0, 0, 39, 0, 0]].concat();
    let picture = b"VP8L\x06\0\0\0\x2f\0\0\0\0\0";
    let file =
        webp(&[&canvas(0x0c), &picture[..], b"EXIF\x05\0\0\0PLACE\0", b"XMP \x05\0\0\0PLACE\0"].concat());
    assert_eq!(clean(&file).unwrap(), webp(&[&canvas(0), &picture[..]].concat()));
}

#[test]
fn what_is_shown_is_upright_whatever_the_camera_wrote() {
    for turn in 1..=8 {
        let file = photograph(660, 440, turn);
        let picture = Picture::read(&file).unwrap();
        let sizes = picture.sizes("Harbour (1).JPG");
        let files = scale(&picture, &file).unwrap();
        assert_eq!(files.len(), sizes.len());
        for (size, file) in sizes.iter().zip(&files) {
            assert!(!has(file, "PLACE") && has(file, "ICC_PROFILE"), "{turn}");
            let facts = format::read(file, &mut |_| {}).unwrap();
            assert_eq!((facts.width, facts.height, facts.turn), (size.width, size.height, Turn::NONE));
            let pixels = scale::decode(&facts, file).unwrap();
            let (width, height) = (size.width as usize, size.height as usize);
            let is_red = |x: usize, y: usize| pixels.bytes[(y * width + x) * 3] > 128;
            let corners =
                [is_red(5, 5), is_red(width - 6, 5), is_red(5, height - 6), is_red(width - 6, height - 6)];
            let expected = match turn {
                1 | 4 => [true, false, true, false],
                2 | 3 => [false, true, false, true],
                5 | 6 => [true, true, false, false],
                _ => [false, false, true, true],
            };
            assert_eq!(corners, expected, "turn {turn}, width {width}");
        }
    }
}

#[test]
fn sizes_are_those_of_the_layout_and_never_more_than_there_is() {
    let sizes = |width: u16, height: u16| {
        let sizes = Picture::read(&photograph(width, height, 1)).unwrap().sizes("Harbour (1).JPG");
        sizes.iter().map(|size| (size.width, size.height)).collect::<Vec<_>>()
    };
    assert_eq!(sizes(2000, 1000), [(400, 200), (800, 400), (1200, 600), (1600, 800)]);
    assert_eq!(sizes(1600, 300), [(400, 75), (800, 150), (1200, 225), (1600, 300)]);
    assert_eq!(sizes(900, 600), [(400, 267), (900, 600)]);
    // What is small is shown as it is.
    assert_eq!(sizes(400, 900), []);
    assert_eq!(sizes(500, 40), []);
    let size = Picture::read(&photograph(900, 600, 1)).unwrap().sizes("Harbour (1).JPG").remove(0);
    let (start, end) = ("harbour--1-", "-400.jpg");
    assert!(size.name.starts_with(start) && size.name.ends_with(end), "{}", size.name);
    assert_ne!(size.name, Picture::read(&photograph(901, 600, 1)).unwrap().sizes("Harbour (1).JPG")[0].name);
}

#[test]
fn a_drawing_stays_what_it_is() {
    let file = drawing(900, 600);
    let picture = Picture::read(&file).unwrap();
    assert!(!picture.is_photograph());
    let files = scale(&picture, &file).unwrap();
    for (size, file) in picture.sizes("a.png").iter().zip(&files) {
        let facts = format::read(file, &mut |_| {}).unwrap();
        assert_eq!((facts.format, size.name.ends_with(".png")), (Format::Png, true));
        assert!(has(file, "sRGB") && !has(file, "PLACE"));
    }
    // Few colours make a smaller file than what is between them.
    let mut flat = Vec::new();
    let mut encoder = png::Encoder::new(&mut flat, 1000, 1000);
    encoder.set_depth(png::BitDepth::One);
    let lines: Vec<u8> = pixels(1000, 125)
        .chunks(3)
        .map(|pixel| pixel.iter().fold(0_u8, |sum, &byte| sum.wrapping_mul(37) ^ byte))
        .collect();
    encoder.write_header().unwrap().write_image_data(&lines).unwrap();
    let picture = Picture::read(&flat).unwrap();
    assert!(scale(&picture, &flat).unwrap().pop() == clean(&flat));
}

#[test]
fn what_is_no_whole_picture_is_refused() {
    let mut huge = drawing(10, 10);
    huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
    assert_eq!(Picture::read(&huge), Err(Flaw::TooManyPixels(30_000, 30_000)));
    for file in [photograph(60, 40, 6), drawing(60, 40)] {
        assert!(Picture::read(&file).is_ok());
        let end = if file[0] == 0xff { file.len() - 18 } else { file.len() - 2 };
        for length in 0..end {
            assert_eq!(Picture::read(&file[..length]), Err(Flaw::Damaged), "{length} of {}", file.len());
        }
        // Whatever it says, nothing ends the program.
        let mut state = 1_u32;
        for _ in 0..3000 {
            let mut file = file.clone();
            for _ in 0..3 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = (state >> 8) as usize % file.len();
                file[at] = state.to_le_bytes()[1];
            }
            let _ = clean(&file);
            if let Ok(picture) = Picture::read(&file)
                && u64::from(picture.width) * u64::from(picture.height) < 100_000
            {
                let _ = scale(&picture, &file);
            }
        }
    }
}

#[test]
fn what_was_made_before_is_not_made_again_unless_it_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::beside(&folder.path().join("public")).unwrap();
    let file = photograph(900, 600, 1);
    let picture = Picture::read(&file).unwrap();
    let made = std::cell::Cell::new(0);
    let sizes = || {
        let bytes = || {
            made.set(made.get() + 1);
            Some(file.clone())
        };
        cache.sizes(&picture, bytes).unwrap()
    };
    let first = sizes();
    assert_eq!((sizes(), made.get()), (first.clone(), 1));
    let kept = folder.path().join(".public.pictures");
    assert_eq!(std::fs::read_to_string(kept.join(".gitignore")).unwrap(), "*\n");
    let path = kept.join(format!("{:032x}", picture.hash));
    let whole = std::fs::read(&path).unwrap();
    // Another program's, one byte wrong, the end missing, nothing at all.
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let damaged =
        [flipped(20), flipped(40), flipped(whole.len() - 1), whole[..whole.len() - 9].to_vec(), vec![]];
    for (times, damaged) in damaged.into_iter().enumerate() {
        std::fs::write(&path, damaged).unwrap();
        assert_eq!((sizes(), made.get()), (first.clone(), times + 2));
        assert_eq!(std::fs::read(&path).unwrap(), whole);
    }
    // What changed meanwhile is another picture.
    std::fs::remove_file(&path).unwrap();
    assert_eq!(cache.sizes(&picture, || Some(photograph(900, 600, 2))), None);
    sizes();
    cache.sweep([&picture].into_iter());
    assert!(path.exists());
    cache.sweep(std::iter::empty());
    assert!(!path.exists() && kept.join(".gitignore").exists());
}
