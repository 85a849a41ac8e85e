//! The form of an index file. It is a script that hands one value to the engine, since browsers load
//! scripts from a folder too, where they load nothing else; and it is named after what is in it, so that
//! it may be kept for good.

use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::error::Result;

/// Takes the files of an index: name and bytes.
pub(super) type Sink<'f> = &'f (dyn Fn(&str, &[u8]) -> Result<()> + Sync);

/// What the engine gives to scripts for them to call.
const CALL: &str = "casebookIndex(";

/// The script with a value in it.
pub(super) fn write(value: &Value) -> Vec<u8> {
    let mut bytes = CALL.as_bytes().to_vec();
    // Writing to memory cannot fail, and keys are texts.
    let _ = serde_json::to_writer(&mut bytes, value);
    bytes.extend_from_slice(b");\n");
    bytes
}

/// The value in a script.
pub(super) fn read(bytes: &[u8]) -> Option<Value> {
    serde_json::from_slice(bytes.strip_prefix(CALL.as_bytes())?.strip_suffix(b");\n")?).ok()
}

/// How long names are: 50 bits, so that even two of a million files have different ones.
pub(super) const NAME: usize = 10;

/// What a file with these bytes is called, without `.js`. Only small letters and digits, since not
/// every file system tells small letters from capitals.
pub(super) fn name(bytes: &[u8]) -> String {
    let mut hash = xxh3_64(bytes);
    let mut sign = || {
        let sign = b"0123456789abcdefghjkmnpqrstvwxyz"[(hash & 31) as usize];
        hash >>= 5;
        char::from(sign)
    };
    (0..NAME).map(|_| sign()).collect()
}
