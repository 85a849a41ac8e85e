//! ZIP archives with the same bytes for the same files: `render` makes books of them, `output` the whole site in one file.
//!
//! Each file has the earliest day that a ZIP can say (1 January 1980), and its size before its contents, so that programs
//! which read an archive from front to end can take it too.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::path::Path;

use rayon::prelude::*;
use zip::write::{PreparedZipFile, SimpleFileOptions};
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The endings of files that are small already. Compressing them again takes time and gains nothing.
const SMALL: &[&str] = &[
    "7z", "avif", "docx", "epub", "flac", "gif", "gz", "jpeg", "jpg", "kmz", "m4a", "mp3", "mp4", "odg",
    "odp", "ods", "odt", "oga", "ogg", "ogv", "opus", "parquet", "png", "pptx", "webm", "webp", "woff2",
    "xlsx", "xz", "zip", "zst",
];

/// How many files are compressed at once, so that little of an archive is in memory.
const AT_ONCE: usize = 64;

/// An archive that is being written.
pub struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
}

impl<W: Write + Seek> Archive<W> {
    /// An empty one, which is written to `writer`.
    #[must_use]
    pub fn new(writer: W) -> Self {
        Self { zip: ZipWriter::new(writer).set_auto_large_file() }
    }

    /// Adds a file as it is.
    ///
    /// # Errors
    /// When it cannot be written, or a file of that name is there.
    pub fn store(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.zip.start_file(name, options(CompressionMethod::Stored))?;
        self.zip.write_all(bytes)
    }

    /// Adds a file, compressed where that makes it smaller.
    ///
    /// # Errors
    /// As [`store`](Self::store).
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.zip.start_file(name, options(method(name)))?;
        self.zip.write_all(bytes)
    }

    /// Adds files from the disk, each by its name in the archive, in this order.
    ///
    /// # Errors
    /// As [`store`](Self::store), and when one cannot be read.
    pub fn add_all<N: AsRef<str> + Sync, P: AsRef<Path> + Sync>(
        &mut self,
        files: &[(N, P)],
    ) -> io::Result<()> {
        for some in files.chunks(AT_ONCE) {
            let ready: Vec<Option<PreparedZipFile>> =
                some.par_iter().map(prepared).collect::<io::Result<_>>()?;
            for ((name, path), ready) in some.iter().zip(ready) {
                if let Some(ready) = ready {
                    self.zip.add_prepared_file(ready)?;
                } else {
                    self.zip.start_file(name.as_ref(), options(CompressionMethod::Stored))?;
                    io::copy(&mut File::open(path)?, &mut self.zip)?;
                }
            }
        }
        Ok(())
    }

    /// Writes the list of the files, without which an archive is none, and gives the writer back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.zip.finish()?)
    }
}

/// The file in its compressed form; none where it is stored as it is.
fn prepared<N: AsRef<str>, P: AsRef<Path>>((name, path): &(N, P)) -> io::Result<Option<PreparedZipFile>> {
    let method = method(name.as_ref());
    if method == CompressionMethod::Stored {
        return Ok(None);
    }
    Ok(Some(PreparedZipFile::from_path(name.as_ref(), path, options(method))?))
}

fn method(name: &str) -> CompressionMethod {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_small = SMALL.iter().any(|known| ending.eq_ignore_ascii_case(known));
    if is_small { CompressionMethod::Stored } else { CompressionMethod::Deflated }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use zip::ZipArchive;

    use super::*;

    fn archive() -> Vec<u8> {
        let mut archive = Archive::new(Cursor::new(Vec::new()));
        archive.store("mimetype", b"application/epub+zip").unwrap();
        archive.add("a.html", "<p>text</p>".repeat(100).as_bytes()).unwrap();
        archive.add("b.jpg", &[7; 2000]).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn an_archive_has_its_files_in_their_order_and_the_same_bytes_each_time() {
        let bytes = archive();
        assert_eq!(bytes, archive());
        // What a book is known by lies at a place that is fixed: https://www.w3.org/TR/epub-33/#sec-zip-container-mime
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        // Bit 3 of the flags would say that the size comes behind the contents.
        assert_eq!((bytes[6] & 8, bytes[8]), (0, 0), "no size behind, and stored");
        let mut read = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut files = Vec::new();
        for at in 0..read.len() {
            let mut file = read.by_index(at).unwrap();
            let mut held = Vec::new();
            file.read_to_end(&mut held).unwrap();
            let time = file.last_modified().map(|time| (time.year(), time.month(), time.day()));
            assert_eq!(time, Some((1980, 1, 1)));
            files.push((file.name().unwrap().into_owned(), held.len() as u64, file.compressed_size()));
        }
        assert_eq!(files[0], ("mimetype".to_owned(), 20, 20));
        assert!(files[1].0 == "a.html" && files[1].1 == 1100 && files[1].2 < 100, "{files:?}");
        assert_eq!(files[2], ("b.jpg".to_owned(), 2000, 2000));
    }
}
