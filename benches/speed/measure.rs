//! What a program costs: time on the clock, processor time, and memory at its peak.
//!
//! The kernel tells these of all children together, so `main` starts a process between it and the
//! program (this binary with `measure`), whose only child is the program.

use std::error::Error;
use std::ffi::OsString;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub wall: Duration,
    /// User and system time on all cores, of the program and those it waited for.
    pub processor: Duration,
    /// Of the largest process at its peak, in bytes.
    pub memory: u64,
}

/// Runs a program to its end with its output thrown away, and says what it cost.
pub(crate) fn cost(program: &str, arguments: &[OsString]) -> Result<Cost, Box<dyn Error>> {
    let output = Command::new(std::env::current_exe()?)
        .args(["measure", program])
        .args(arguments)
        .stdin(Stdio::null())
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let figures: Vec<u64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match figures[..] {
        [wall, processor, memory] if output.status.success() => Ok(Cost {
            wall: Duration::from_micros(wall),
            processor: Duration::from_micros(processor),
            memory,
        }),
        _ => {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(format!("{program} {arguments:?} failed:\n{said}").into())
        }
    }
}

/// The process between: runs the program and prints its cost.
pub(crate) fn run(program: &OsString, arguments: &[OsString]) -> Result<ExitCode, Box<dyn Error>> {
    let start = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status()?;
    let wall = start.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let processor = microseconds(usage.user_time()) + microseconds(usage.system_time());
    // Linux counts in units of 1,024 bytes, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    println!("{} {processor} {}", wall.as_micros(), usage.max_rss() * unit);
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn microseconds(time: TimeVal) -> i64 {
    time.tv_sec() * 1_000_000 + time.tv_usec()
}
