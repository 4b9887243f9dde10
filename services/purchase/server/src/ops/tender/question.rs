//! Questions about a notice, and their answers.

use fault::Fault;
use uow::Tx;
use uuid::Uuid;

use super::{keep, own, standing};
use crate::ops::ocds;
use crate::ops::refused::tender as refused;
use crate::store::tender as tenders;
use crate::store::tender::question::{self as store, QuestionRow};

/// How many questions a tender takes.
const MOST_QUESTIONS: i32 = 300;

/// What is asked of which tender.
#[derive(Debug)]
pub(crate) struct Ask {
    pub(crate) tender: Uuid,
    pub(crate) question: String,
}

/// What is answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) tender: Uuid,
    pub(crate) number: i32,
    pub(crate) text: String,
}

pub(crate) async fn ask(tx: &mut Tx, command: &Ask) -> Result<QuestionRow, Fault> {
    let row = keep(tx, command.tender).await?;
    standing(&row, &["published"])?;
    if tx.now() >= row.question_deadline {
        return Err(refused::questions_closed(row.question_deadline, tx.now()));
    }
    let by = tx.author();
    let asked = store::insert(tx.conn(), row.id, &command.question, &by).await?;
    // numbers run from 1 without gaps, under the lock of the tender
    if asked.number > MOST_QUESTIONS { Err(refused::too_many_questions(row.id, MOST_QUESTIONS)) } else { Ok(asked) }
}

pub(crate) async fn answer(tx: &mut Tx, command: &Answer) -> Result<QuestionRow, Fault> {
    tenders::lock(tx.conn(), command.tender).await?;
    let call = tx.call().clone();
    let row = own(tx.conn(), command.tender, &call).await?;
    standing(&row, &["published"])?;
    if tx.now() >= row.bid_deadline {
        return Err(refused::questions_closed(row.bid_deadline, tx.now()));
    }
    let questions = store::all(tx.conn(), row.id).await?;
    let asked = questions.into_iter().find(|one| one.number == command.number);
    let asked = asked.ok_or_else(|| refused::no_question(row.id, command.number))?;
    if asked.answered_at.is_some() {
        return Err(refused::question_answered(row.id, asked.number));
    }
    let by = tx.author();
    store::answer(tx.conn(), (row.id, asked.number), &command.text, &by).await?;
    ocds::of_tender(tx, row.project, ocds::TENDER_MOVED).await?;
    Ok(QuestionRow { answer: command.text.clone(), answered_at: Some(by.at), ..asked })
}
