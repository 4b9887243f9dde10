//! Filling the register through the gateway's import stream, beside COPY.

use std::time::{Duration, Instant};

use crate::peer_table::PeerTable;
use crate::plan::{Plan, Section};
use crate::register::{Filled, Register, number};
use crate::report::{Report, Target, count};
use crate::tally::median;

/// Ours and the peer take turns, a quarter of the rows each.
const TURNS: usize = 4;

/// Fills the register; the peer takes its turns only if the section was asked for.
pub(crate) async fn measure(plan: &Plan, register: &mut Register) -> Report {
    let peer = if plan.wants(Section::Import) { Some(PeerTable::create(&register.url).await) } else { None };
    let (mut ours, mut theirs, mut ratios) = (Filled::default(), Duration::ZERO, Vec::new());
    let mut behind = Vec::new();
    for turn in 0..TURNS {
        let rows = plan.rows * (turn + 1) / TURNS - plan.rows * turn / TURNS;
        let chunks = register.next_chunks(rows);
        let filled = register.import(chunks).await.unwrap_or_else(|status| panic!("the import broke: {status:?}"));
        let finished = Instant::now();
        register.settle().await;
        behind.push(finished.elapsed().as_secs_f64());
        ours.took += filled.took;
        ours.created += filled.created;
        ours.other += filled.other;
        if let Some(peer) = &peer {
            let (took, copied) = peer.catch_up().await;
            assert_eq!(copied, filled.created, "the peer takes the same rows");
            theirs += took;
            ratios.push(filled.took.as_secs_f64() / took.as_secs_f64());
        }
    }
    let mut report = Report::new(format!("Import of {} organisations", count(number(plan.rows))));
    let rate = |took: Duration| format!("{} rows/s", count(number(plan.rows) / took.as_secs_f64()));
    let seconds = format!("{:.1} s", ours.took.as_secs_f64());
    if let Some(peer) = peer {
        let whole = ours.took.as_secs_f64() / theirs.as_secs_f64();
        let copy = format!("COPY {:.1} s", theirs.as_secs_f64());
        report.judged("time, four turns each", seconds, copy, Target::at_most_times(whole, 4.0));
        report.line("rate", rate(ours.took), rate(theirs));
        report.line("median of the turns' ratios", format!("{:.2} x", median(ratios.clone())), per_turn(&ratios));
        report.note(format!(
            "COPY: text rendered to a file before, one table with the columns of registry.organization and folded, \
             pinyin, initials and grams of registry.name, with the indexes {}. It has no revisions, facts, audit, \
             identifiers, former names or abbreviations, and checks nothing.",
            peer.indexes.join(", "),
        ));
        peer.drop().await;
    } else {
        report.line("time", seconds, "");
        report.line("rate", rate(ours.took), "");
    }
    let peak = register.server.peak_memory();
    report.judged("most memory of the server (VmHWM)", format!("{peak:.0} MiB"), "", Target::below(peak, 300.0, "MiB"));
    report.line("feed complete after the last row (median)", format!("{:.1} s", median(behind)), "");
    report.note(format!("Outcomes: {} created, {} other.", ours.created, ours.other));
    report.print()
}

fn per_turn(ratios: &[f64]) -> String {
    ratios.iter().map(|ratio| format!("{ratio:.2}")).collect::<Vec<_>>().join(", ")
}
