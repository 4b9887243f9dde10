//! How far a file has come, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const SHAPE: &str = "{bar:30} {percent:>3} %  {msg}  {elapsed_precise}";

/// A bar on standard error; nothing where that is no terminal.
#[derive(Debug, Clone)]
pub(super) struct Progress(ProgressBar);

impl Progress {
    pub(super) fn of(bytes: u64) -> Self {
        let bar = ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::stderr_with_hz(4));
        Self(match ProgressStyle::with_template(SHAPE) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        })
    }

    pub(super) fn reached(&self, bytes: u64, counts: String) {
        self.0.set_position(bytes);
        self.0.set_message(counts);
    }

    /// Tells something without tearing the bar.
    pub(super) fn tell(&self, text: &str) {
        self.0.suspend(|| anstream::eprintln!("{text}"));
    }

    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
