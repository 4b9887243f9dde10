//! The proof of a draw, as anybody can check it.

use draw::stored::field;
use draw::{Drawn, Field, Grade, Outcome, Proof, write_frozen};
use fault::Fault;
use sqlx::PgConnection;

use super::{Drawing, code};
use crate::ops::tender::Read;
use crate::store::tender::supplier::SupplierRow;

pub(crate) async fn proof(conn: &mut PgConnection, query: &Read) -> Result<String, Fault> {
    let (tender, drawing) = Drawing::seen(conn, query).await?;
    if tender.challenge_last_on.is_none() {
        drawing.participant(&query.call)?;
    }
    let frozen = drawing.frozen()?;
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
    if drawing.is_of_suppliers() {
        let drawn = drawing.suppliers.iter().filter(|one| one.place.is_some());
        let one = |(rank, one): (u64, &SupplierRow)| {
            Ok(Drawn { grade: Grade::B, rank, code: code(&one.code)?, inspectors: Vec::new(), short: Vec::new() })
        };
        return Ok(Outcome { drawn: (1..).zip(drawn).map(one).collect::<Result<_, Fault>>()? });
    }
    let drawn = drawing.candidates.iter().filter(|one| one.place.is_some());
    let inspectors: Vec<Field> = drawn.map(|one| field(&one.expert.to_string())).collect::<Result<_, _>>()?;
    let code = code(&drawing.row.buyer_code)?;
    Ok(Outcome { drawn: vec![Drawn { grade: Grade::D, rank: 1, code, inspectors, short: Vec::new() }] })
}
