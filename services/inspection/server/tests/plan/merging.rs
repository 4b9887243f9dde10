//! One organisation is not visited twice a year: who was drawn by another plan of the year is left out, and it is said.

use std::collections::BTreeSet;

use inspection_domain::draw::Verdict;
use onecode_proto::inspection::v1 as pb;

use crate::support::*;

fn codes(objects: &[pb::DrawnObject]) -> BTreeSet<String> {
    objects.iter().map(|object| object.organization.trim_start_matches("organizations/").to_owned()).collect()
}

#[tokio::test]
async fn who_was_drawn_already_is_left_out_and_the_proof_says_with_which_plan() {
    let world = furnished().await;
    let first = draw(&world, &revealed(&world).await).await.unwrap();
    let second = revealed(&world).await;
    let head = second.frozen.clone().unwrap();
    assert_eq!((head.population_count, head.merged_count), (9, 3));
    let second = draw(&world, &second).await.unwrap();
    let (once, again) = (codes(&objects(&world, &first).await), codes(&objects(&world, &second).await));
    assert!(once.is_disjoint(&again));
    let text = String::from_utf8(proof(&world, &second).await).unwrap();
    let merged: Vec<&str> = text.lines().filter(|line| line.starts_with("merged\t")).collect();
    let expected: Vec<String> = once.iter().map(|code| format!("merged\t{code}\t{}", first.name)).collect();
    assert_eq!(merged, expected);
    assert_eq!(verified(&world, &second).await.verdict(), Verdict::Holds);
}

#[tokio::test]
async fn another_year_begins_anew() {
    let world = furnished().await;
    draw(&world, &revealed(&world).await).await.unwrap();
    let next = frozen_as(&world, pb::Plan { year: 2027, ..plan() }).await.frozen.unwrap();
    assert_eq!((next.population_count, next.merged_count), (12, 0));
}
