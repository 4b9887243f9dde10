//! The proof of a draw, as anybody can check it.

use draw::{Drawn, Field, Frozen, Grade, Outcome, Proof, write_frozen};
use fault::Fault;
use sqlx::PgConnection;

use super::{Drawing, code, draft, field, hash};
use crate::ops::refused::expert as refused;
use crate::ops::tender::{Read, visible};

pub(crate) async fn proof(conn: &mut PgConnection, query: &Read) -> Result<String, Fault> {
    let drawing = Drawing::read(conn, query.id).await?;
    let seen = visible(conn, drawing.row.tender, &query.call).await;
    let tender = seen.map_err(|_| refused::no_draw(query.id))?;
    if tender.challenge_last_on.is_none() {
        drawing.participant(&query.call)?;
    }
    let root = hash(&drawing.row.root)?;
    let frozen = Frozen::restore(draft(&drawing.row, &drawing.candidates)?, root).map_err(Fault::internal)?;
    let mut lines = Vec::new();
    if drawing.row.seed.is_some() {
        let (rounds, outcome) = (drawing.plan.rounds.as_slice(), recorded(&drawing)?);
        Proof { frozen: &frozen, rounds, outcome: &outcome }.write(&mut lines).map_err(Fault::internal)?;
    } else {
        write_frozen(&frozen, &mut lines).map_err(Fault::internal)?;
    }
    String::from_utf8(lines).map_err(Fault::internal)
}

/// What was drawn as it was recorded, not as it would be reckoned.
fn recorded(drawing: &Drawing) -> Result<Outcome, Fault> {
    let drawn = drawing.candidates.iter().filter(|one| one.place.is_some());
    let inspectors: Vec<Field> = drawn.map(|one| field(&one.expert.to_string())).collect::<Result<_, _>>()?;
    let code = code(&drawing.row)?;
    Ok(Outcome { drawn: vec![Drawn { grade: Grade::D, rank: 1, code, inspectors, short: Vec::new() }] })
}
