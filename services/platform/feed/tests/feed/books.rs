//! The books: what must be true of every feed whatever happened to those who wrote it.

use std::collections::{HashMap, HashSet};

use prost::Message as _;
use prost_types::Duration as Version;
use uuid::Uuid;

use crate::town::{FACTS, Town};

type Row = (i64, Uuid, Uuid, String, Vec<u8>);

/// Positions are dense, events unique, units contiguous, and each subject's versions are all there and in order.
pub(crate) async fn check(town: &Town) {
    let mut connection = town.database.connection().await;
    let statement = "select position, id, call_id, aggregateid, payload from uow.event order by position";
    let rows: Vec<Row> = sqlx::query_as(statement).fetch_all(&mut connection).await.unwrap();
    let subjects: Vec<(String, i64)> =
        sqlx::query_as("select name, version from public.subject").fetch_all(&mut connection).await.unwrap();

    let positions: Vec<i64> = rows.iter().map(|row| row.0).collect();
    assert_eq!(positions, (1..=i64::try_from(rows.len()).unwrap()).collect::<Vec<_>>(), "positions are dense");
    assert_eq!(town.count("select position from uow.feed").await, positions.last().copied().unwrap_or(0));
    assert_eq!(rows.iter().map(|row| row.1).collect::<HashSet<_>>().len(), rows.len(), "no event comes twice");

    let mut units: Vec<Uuid> = rows.iter().map(|row| row.2).collect();
    units.dedup();
    assert_eq!(units.iter().collect::<HashSet<_>>().len(), units.len(), "every unit is in one piece");
    assert_eq!(i64::try_from(units.len()).unwrap(), town.count("select count(*) from uow.audit").await);

    let mut told: HashMap<&str, Vec<Version>> = HashMap::new();
    for (_, _, _, subject, payload) in &rows {
        told.entry(subject).or_default().push(Version::decode(payload.as_slice()).unwrap());
    }
    for (subject, version) in &subjects {
        let all = (1..=*version).flat_map(|seconds| (0..FACTS).map(move |nanos| Version { seconds, nanos }));
        assert_eq!(told.remove(subject.as_str()), Some(all.collect()), "{subject} tells its whole story in order");
    }
    assert!(told.is_empty(), "nothing is told of what was not written");
}
