//! Terms to answer whose working days are not known: told, tried again, and in nobody's way.

use vocab::workdays::Calendar;

use super::support::*;
use crate::world::{later, office_by};

#[tokio::test]
async fn a_term_in_a_year_without_calendar_waits_for_it_and_lets_others_pass() {
    let world = World::start().await;
    let mut answers = Vec::new();
    for (serial, days) in [(1, 30), (2, 11)] {
        world.suite.clock().advance(Duration::days(days)); // 24 December, 4 January
        misses(&world, &code(serial), 2025).await;
        let made = draft(&world, &code(serial), "CR-03.1").await;
        answers.push(served(&world, &made, pb::ListingNoticeMethod::Delivered).await.answer_until_date);
    }
    assert_eq!(answers, [date(2027, 1, 7), date(2027, 1, 18)]);
    world.suite.clock().advance(Duration::days(29));
    let short = Calendar::default().amended([later().as_str()]).unwrap(); // it does not know what 2026 was
    sweep_by(&world, office_by(short)).await;
    // the sweeper of the part, which does, may have been first; this one has forgotten nothing
    assert_eq!(draft(&world, &code(1), "CR-03.1").await.answer_until_date, answers[0]);
    assert_eq!(draft(&world, &code(2), "CR-03.1").await.state(), State::Unopposed);
    sweep(&world).await;
    assert_eq!(draft(&world, &code(1), "CR-03.1").await.state(), State::Unopposed);
    world.suite.stop().await;
}
