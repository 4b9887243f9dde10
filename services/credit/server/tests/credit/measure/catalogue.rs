//! What is declared.

use super::*;
use crate::world::date;

#[tokio::test]
async fn the_catalogue_is_that_of_the_day_and_of_the_target() {
    let world = World::start().await;
    let mut reader = Measures::new(world.client(world.caller("tax", &["credit-reader"]).fresh()));
    let abnormal = pb::ListMeasuresRequest { target: pb::MeasureTarget::Abnormal.into(), on_date: date(2024, 9, 4) };
    let before = reader.list_measures(abnormal).await.unwrap().into_inner().measures;
    let [one] = before.as_slice() else { panic!("{before:?}") };
    assert_eq!((one.name.as_str(), one.rule.as_str()), ("measures/no-charity-recognition", "CR-11h@1"));
    assert_eq!((one.kind(), one.term_working_days), (pb::MeasureKind::Restraint, 5));
    let abnormal = pb::ListMeasuresRequest { on_date: None, ..abnormal };
    assert_eq!(reader.list_measures(abnormal).await.unwrap().into_inner().measures.len(), 2);
    let all = reader.list_measures(pb::ListMeasuresRequest::default()).await.unwrap().into_inner().measures;
    assert!(all.iter().all(|measure| !measure.rule.is_empty() && !measure.departments.is_empty()));
    assert_eq!(all.len(), 16);
    let wrong = pb::ListMeasuresRequest { target: 9, on_date: date(2026, 2, 30) };
    let refused = reader.list_measures(wrong).await.unwrap_err();
    assert_eq!(testkit::refusal::violated_sorted(&refused), ["on_date", "target"]);
    world.suite.stop().await;
}
