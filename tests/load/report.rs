//! Figures as Markdown, ours beside the peer's or a limit.

use std::fmt::Write as _;

/// One section's table, printed when it is finished.
#[derive(Debug)]
pub(crate) struct Report {
    title: String,
    lines: Vec<Line>,
    notes: Vec<String>,
}

#[derive(Debug)]
struct Line {
    what: String,
    ours: String,
    beside: String,
    target: String,
    met: Option<bool>,
}

/// What is wanted of a figure.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    wanted: String,
    met: bool,
}

impl Target {
    /// Less than a limit.
    pub(crate) fn below(value: f64, limit: f64, unit: &str) -> Self {
        Self { wanted: format!("< {limit} {unit}"), met: value < limit }
    }

    /// At most so many times the peer's.
    pub(crate) fn at_most_times(ratio: f64, limit: f64) -> Self {
        Self { wanted: format!("<= {limit} x (is {ratio:.2} x)"), met: ratio <= limit }
    }

    /// At least so many times the peer's.
    pub(crate) fn at_least_times(ratio: f64, limit: f64) -> Self {
        Self { wanted: format!(">= {limit} x (is {ratio:.2} x)"), met: ratio >= limit }
    }

    /// More than a floor.
    pub(crate) fn above(value: f64, floor: f64, unit: &str) -> Self {
        Self { wanted: format!("> {floor} {unit}"), met: value > floor }
    }
}

impl Report {
    /// An empty table.
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), lines: Vec::new(), notes: Vec::new() }
    }

    /// A figure without a target.
    pub(crate) fn line(&mut self, what: impl Into<String>, ours: impl Into<String>, beside: impl Into<String>) {
        self.push(what.into(), ours.into(), beside.into(), None);
    }

    /// A figure with its target.
    pub(crate) fn judged(
        &mut self,
        what: impl Into<String>,
        ours: impl Into<String>,
        beside: impl Into<String>,
        target: Target,
    ) {
        self.push(what.into(), ours.into(), beside.into(), Some(target));
    }

    fn push(&mut self, what: String, ours: String, beside: String, target: Option<Target>) {
        let (target, met) = target.map_or((String::new(), None), |target| (target.wanted, Some(target.met)));
        self.lines.push(Line { what, ours, beside, target, met });
    }

    /// What one must know to read the table.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Prints it.
    pub(crate) fn print(self) -> Self {
        let mut text = format!("### {}\n\n| | ours | beside it | target | |\n|---|---:|---:|---:|---|\n", self.title);
        for line in &self.lines {
            let Line { what, ours, beside, target, met } = line;
            let verdict = met.map_or("", verdict);
            let _ = writeln!(text, "| {what} | {ours} | {beside} | {target} | {verdict} |");
        }
        if !self.notes.is_empty() {
            text.push('\n');
        }
        for note in &self.notes {
            let _ = writeln!(text, "- {note}");
        }
        println!("{text}");
        self
    }
}

/// Says which targets were not met.
pub(crate) fn summarise(reports: &[Report]) {
    let judged = || reports.iter().flat_map(|report| report.lines.iter().map(move |line| (report, line)));
    let count = |wanted| judged().filter(|(_, line)| line.met == Some(wanted)).count();
    println!("Targets met: {}, not met: {}.", count(true), count(false));
    for (report, line) in judged().filter(|(_, line)| line.met == Some(false)) {
        println!("- not met: {}: {}: {}, wanted {}", report.title, line.what, line.ours, line.target);
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "**not met**" }
}

/// With commas between thousands.
pub(crate) fn count(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
