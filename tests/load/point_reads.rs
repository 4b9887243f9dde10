//! One organisation by its code, through the gateway, beside the same select by pgbench.

use crate::callers::Reader;
use crate::pgbench::{self, MOST_SCRIPTS};
use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, count};
use crate::tally::{Turns, closed_loop, median};

const CODES: i64 = 10_000;
const COLUMNS: &str = "code, title, kind, status, division, registration_authority, supervising_unit, established_date, \
    address, business_scope, registered_capital_fen, legal_form, legal_representative, contact_phone, former_titles, abbreviations, \
    identifiers, synthetic, revision, created_at, updated_at";

/// Rates and times; there is no target.
pub(crate) async fn measure(plan: &Plan, register: &Register) -> Report {
    let codes = register.some_codes(CODES).await;
    let select = |code: &String| format!("select {COLUMNS} from registry.organization where code = '{code}';\n");
    let scripts: Vec<String> = codes.iter().take(MOST_SCRIPTS).map(select).collect();
    let (mut turns, mut peers) = (Turns::new(), Vec::new());
    for _ in 0..plan.rounds {
        let caller = register.site.registrar();
        let reader = |first: usize| {
            let mine = codes.iter().skip(first).step_by(plan.callers).cloned();
            Reader::new(register.organizations(caller.fresh()), mine)
        };
        let (tally, _) = closed_loop((0..plan.callers).map(reader).collect(), plan.turn).await;
        turns.add(tally);
        peers.extend(pgbench::run(&register.url, &scripts, plan.callers, plan.turn).await);
    }
    let mut report = Report::new(format!(
        "GetOrganization among {} organisations, {} callers",
        count(number(plan.rows)),
        plan.callers
    ));
    let (rate, latency) = if peers.is_empty() {
        ("no pgbench".to_owned(), String::new())
    } else {
        let rate = median(peers.iter().map(|peer| peer.rate).collect());
        let latency = median(peers.iter().map(|peer| peer.latency).collect());
        (format!("pgbench {}/s", count(rate)), format!("mean {latency:.2} ms"))
    };
    report.line("rate", format!("{}/s", count(turns.rate())), rate);
    let (p50, p99) = turns.times();
    report.line("time", format!("p50 {p50:.2} ms, p99 {p99:.2} ms"), latency);
    report.note(format!(
        "Ours reads {} codes in turn ({}); pgbench selects the same columns of {MOST_SCRIPTS} codes, prepared.",
        codes.len(),
        turns.all.statuses()
    ));
    report.print()
}
