//! A list of names brought to codes through the gateway, among all organisations of the register.

use std::time::Instant;

use futures::future::join_all;
use onecode_proto::registry::v1::reconciliation_service_client::ReconciliationServiceClient;
use onecode_proto::registry::v1::{MatchNamesRequest, MatchQuery};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use testkit::Client;
use tonic::service::interceptor::InterceptedService;

use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::tally::median;

/// Names of the list.
const NAMES: usize = 100_000;
/// As `onecode match` sends them.
const BATCH: usize = 200;
const CALLERS: usize = 4;
/// Seconds.
const LIMIT: f64 = 60.0;

/// A name as it is written, and the code that is meant.
struct Written {
    name: String,
    code: String,
}

/// What came of a list.
#[derive(Debug, Default, Clone, Copy)]
struct Found {
    first: usize,
    matched: usize,
    wrong: usize,
}

/// Of ten names seven as they are, one typed otherwise, two mistyped.
pub(crate) async fn measure(plan: &Plan, register: &Register) -> Report {
    let written = names(register, NAMES.min(plan.rows)).await;
    let (mut seconds, mut found) = (Vec::new(), Found::default());
    for _ in 0..plan.rounds {
        let begun = Instant::now();
        found = matched(register, &written).await;
        seconds.push(begun.elapsed().as_secs_f64());
    }
    let all = written.len();
    let seconds = median(seconds);
    let title = format!("{} names brought to codes of {} organisations", count(number(all)), count(number(plan.rows)));
    let mut report = Report::new(title);
    let rate = format!("{seconds:.1} s, {} names/s", count(number(all) / seconds));
    report.judged(
        format!("MatchNames, {CALLERS} callers, {BATCH} a call"),
        rate,
        "",
        Target::below(seconds, LIMIT, "s"),
    );
    let share = |part: usize| format!("{:.2} %", 100.0 * number(part) / number(all));
    report.line("the right one comes first", share(found.first), "");
    report.line("matches", share(found.matched), format!("{} of them wrong", found.wrong));
    report.note(
        "Of ten names seven are as registered, one is typed in full width, two have a character wrong, missing, too many or exchanged \
         with the next. Made-up names of one city: many organisations are one character apart, so not every slip can be certain.",
    );
    report.print()
}

async fn matched(register: &Register, written: &[Written]) -> Found {
    let caller = register.site.registrar();
    let callers = (0..CALLERS).map(|first| {
        let client = InterceptedService::new(register.server.channel(), caller.fresh());
        let mut client: ReconciliationServiceClient<Client> = ReconciliationServiceClient::new(client);
        let batches = written.chunks(BATCH).skip(first).step_by(CALLERS);
        async move {
            let mut found = Found::default();
            for batch in batches {
                let queries = batch.iter().map(|one| MatchQuery { name: one.name.clone(), ..MatchQuery::default() });
                let request = MatchNamesRequest { queries: queries.collect() };
                let results = client.match_names(request).await.expect("names can be matched").into_inner().results;
                for (one, result) in batch.iter().zip(&results) {
                    let Some(best) = result.candidates.first() else { continue };
                    let right = best.code == one.code;
                    found.first += usize::from(right);
                    found.matched += usize::from(best.is_match);
                    found.wrong += usize::from(best.is_match && !right);
                }
            }
            found
        }
    });
    join_all(callers).await.into_iter().fold(Found::default(), |sum, one| Found {
        first: sum.first + one.first,
        matched: sum.matched + one.matched,
        wrong: sum.wrong + one.wrong,
    })
}

/// Names spread over the register, the same each time, as people write them.
async fn names(register: &Register, most: usize) -> Vec<Written> {
    let mut books = register.books().await;
    let rows: Vec<(String, String)> =
        sqlx::query_as("select code, title from registry.organization order by md5(code) limit $1")
            .bind(i64::try_from(most).expect("not that many"))
            .fetch_all(&mut books)
            .await
            .expect("names can be read");
    let mut random = StdRng::seed_from_u64(1);
    let mut written = |at: usize, title: String| match at % 10 {
        0 => format!(" {} ", title.chars().map(String::from).collect::<Vec<_>>().join("\u{3000}")),
        1 | 2 => slipped(&mut random, &title),
        _ => title,
    };
    rows.into_iter().enumerate().map(|(at, (code, title))| Written { name: written(at, title), code }).collect()
}

fn slipped(random: &mut StdRng, title: &str) -> String {
    let mut name: Vec<char> = title.chars().collect();
    let at = random.random_range(0..name.len() - 1);
    let other = *['天', '明', '永', '和', '平'].choose(random).unwrap_or(&'天');
    match random.random_range(0..4) {
        0 => name[at] = other,
        1 => {
            name.remove(at);
        }
        2 => name.insert(at, other),
        _ => name.swap(at, at + 1),
    }
    name.into_iter().collect()
}
