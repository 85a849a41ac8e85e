//! Makes the sizes of a picture: decoded once, shrunk from each size to the next, turned, and written.

use std::io::Cursor;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::{PixelTrait, Resizer, pixels};
use jpeg_encoder::SamplingFactor;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::facts::{Facts, Format, Turn};
use super::{PIXEL_LIMIT, Picture, chunks, clean, format, jpeg, scaled};

/// Of 100. Nobody sees the difference to the original on a page.
const QUALITY: u8 = 78;

/// A picture as its pixels, a byte for each colour.
pub(super) struct Pixels {
    width: u32,
    height: u32,
    /// 1 for grey, 3 for colours, 4 with what is clear.
    colours: usize,
    pub(super) bytes: Vec<u8>,
}

/// The files of all sizes of a picture, in their order. `None` where it cannot be decoded after all.
#[must_use]
pub fn scale(picture: &Picture, bytes: &[u8]) -> Option<Vec<Vec<u8>>> {
    let facts = format::read(bytes, &mut |_| {})?;
    let mut pixels = decode(&facts, bytes)?;
    let clean = if picture.format == Format::WebP { None } else { clean(bytes) };
    let mut files = Vec::new();
    let mut widths: Vec<u32> = picture.widths().collect();
    widths.reverse();
    for width in widths {
        let (upright, other) = (width, scaled(picture.height, width, picture.width));
        let (width, height) = if facts.turn.swaps() { (other, upright) } else { (upright, other) };
        pixels = pixels.shrunk(width, height)?;
        let file = encode(&pixels.turned(facts.turn), picture.format, bytes)?;
        // What was made with care can be smaller than what is made of it.
        files.push(match &clean {
            Some(clean) if clean.len() <= file.len() => clean.clone(),
            _ => file,
        });
    }
    files.reverse();
    Some(files)
}

pub(super) fn decode(facts: &Facts, bytes: &[u8]) -> Option<Pixels> {
    if u64::from(facts.width) * u64::from(facts.height) > PIXEL_LIMIT {
        return None;
    }
    let pixels = match facts.format {
        Format::Jpeg => decode_jpeg(bytes),
        Format::Png => decode_png(bytes),
        Format::WebP => decode_webp(bytes),
    }?;
    let is_whole = pixels.bytes.len() == pixels.width as usize * pixels.height as usize * pixels.colours;
    (is_whole && (pixels.width, pixels.height) == (facts.width, facts.height)).then_some(pixels)
}

fn decode_jpeg(bytes: &[u8]) -> Option<Pixels> {
    let limit = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_max_width(limit).set_max_height(limit);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let is_grey = decoder.input_colorspace()? == ColorSpace::Luma;
    let colours = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    decoder.set_options(options.jpeg_set_out_colorspace(colours));
    let bytes = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    Some(Pixels { width, height, colours: colours.num_components(), bytes })
}

fn decode_png(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    let mut reader = decoder.read_info().ok()?;
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(info.buffer_size());
    let colours = match info.color_type {
        png::ColorType::Grayscale => 1,
        png::ColorType::GrayscaleAlpha => {
            pixels =
                pixels.chunks_exact(2).flat_map(|pixel| [pixel[0], pixel[0], pixel[0], pixel[1]]).collect();
            4
        }
        png::ColorType::Rgb => 3,
        png::ColorType::Rgba => 4,
        png::ColorType::Indexed => return None,
    };
    Some(Pixels { width: info.width, height: info.height, colours, bytes: pixels })
}

fn decode_webp(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions();
    let mut pixels = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut pixels).ok()?;
    let colours = if decoder.has_alpha() { 4 } else { 3 };
    Some(Pixels { width, height, colours, bytes: pixels })
}

impl Pixels {
    fn shrunk(self, width: u32, height: u32) -> Option<Self> {
        if (width, height) == (self.width, self.height) {
            return Some(self);
        }
        let mut bytes = vec![0; width as usize * height as usize * self.colours];
        match self.colours {
            1 => self.shrink::<pixels::U8>(width, height, &mut bytes),
            3 => self.shrink::<pixels::U8x3>(width, height, &mut bytes),
            _ => self.shrink::<pixels::U8x4>(width, height, &mut bytes),
        }?;
        Some(Self { width, height, bytes, ..self })
    }

    fn shrink<P: PixelTrait>(&self, width: u32, height: u32, bytes: &mut [u8]) -> Option<()> {
        let from = TypedImageRef::<P>::from_buffer(self.width, self.height, &self.bytes).ok()?;
        let mut to = TypedImage::<P>::from_buffer(width, height, bytes).ok()?;
        Resizer::new().resize_typed(&from, &mut to, None).ok()
    }

    /// The picture as people see it.
    fn turned(&self, turn: Turn) -> Self {
        let (w, h) = (self.width as usize, self.height as usize);
        let (width, height) =
            if turn.swaps() { (self.height, self.width) } else { (self.width, self.height) };
        let mut bytes = Vec::with_capacity(self.bytes.len());
        if turn == Turn::NONE {
            bytes.clone_from(&self.bytes);
            return Self { bytes, ..*self };
        }
        for y in 0..height as usize {
            for x in 0..width as usize {
                let (x, y) = match turn.0 {
                    2 => (w - 1 - x, y),
                    3 => (w - 1 - x, h - 1 - y),
                    4 => (x, h - 1 - y),
                    5 => (y, x),
                    6 => (y, h - 1 - x),
                    7 => (w - 1 - y, h - 1 - x),
                    _ => (w - 1 - y, x),
                };
                let at = (y * w + x) * self.colours;
                bytes.extend_from_slice(&self.bytes[at..at + self.colours]);
            }
        }
        Self { width, height, bytes, ..*self }
    }
}

/// The file of a size, with the colours of the picture that it is made of.
fn encode(pixels: &Pixels, format: Format, of: &[u8]) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    if format == Format::Png {
        let mut encoder = png::Encoder::new(&mut file, pixels.width, pixels.height);
        encoder.set_color(match pixels.colours {
            1 => png::ColorType::Grayscale,
            3 => png::ColorType::Rgb,
            _ => png::ColorType::Rgba,
        });
        encoder.write_header().ok()?.write_image_data(&pixels.bytes).ok()?;
        return Some(chunks::with_chunks(&file, &chunks::colours(of)));
    }
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    for part in jpeg::profile(of) {
        encoder.add_app_segment(2, part).ok()?;
    }
    let colours =
        if pixels.colours == 1 { jpeg_encoder::ColorType::Luma } else { jpeg_encoder::ColorType::Rgb };
    let (width, height) = (u16::try_from(pixels.width).ok()?, u16::try_from(pixels.height).ok()?);
    encoder.encode(&pixels.bytes, width, height, colours).ok()?;
    Some(file)
}
