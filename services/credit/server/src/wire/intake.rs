//! How far credit has read, as the contract says it.

use onecode_proto::credit::v1 as pb;

use super::time as day;
use crate::ops::intake::Place;

pub(crate) fn reply(Place { at, newest, row }: Place) -> pb::GetIntakeResponse {
    let row = row.as_ref();
    let shown = pb::IntakePlace {
        cursor: at.to_string(),
        position: at.position,
        newest_position: newest.position,
        fact_time: row.and_then(|row| row.fact_at).map(day::timestamp),
        update_time: row.map(|row| day::timestamp(row.updated_at)),
        fact_count: row.map_or(0, |row| row.fact_count),
    };
    pb::GetIntakeResponse { places: vec![shown] }
}
