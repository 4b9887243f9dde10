//! What is answered about publications.

use ::time::Date;
use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;

use super::publication;
use crate::ops::publication::read::Listed;
use crate::store::publication::page::PublicationRow;
use crate::store::publication::withdrawal::WithdrawalRow;
use crate::wire::{name, time as day};

pub(crate) fn get((row, today): (PublicationRow, Date)) -> Public<pb::GetPublicationResponse> {
    Public::new(pb::GetPublicationResponse { publication: Some(publication(&row, today).into_inner()) })
}

pub(crate) fn list(listed: Listed<PublicationRow>) -> Public<pb::ListPublicationsResponse> {
    let publications = listed.rows.iter().map(|row| publication(row, listed.today).into_inner()).collect();
    Public::new(pb::ListPublicationsResponse { publications, next_page_token: listed.next_page_token })
}

pub(crate) fn take_down((row, today): (PublicationRow, Date)) -> pb::TakeDownPublicationResponse {
    let publication = publication(&row, today).into_inner();
    Public::new(pb::TakeDownPublicationResponse { publication: Some(publication) }).into_inner()
}

pub(crate) fn withdrawals(listed: Listed<WithdrawalRow>) -> pb::ListPublicationWithdrawalsResponse {
    let publication_withdrawals = listed.rows.iter().map(|row| withdrawal(row, listed.today)).collect();
    pb::ListPublicationWithdrawalsResponse { publication_withdrawals, next_page_token: listed.next_page_token }
}

fn withdrawal(row: &WithdrawalRow, today: Date) -> pb::PublicationWithdrawal {
    pb::PublicationWithdrawal {
        publication: name::publication(row.publication),
        number: row.number.clone(),
        resource: row.resource.clone(),
        department: name::department(&row.department),
        division: row.division.clone(),
        fall_date: Some(day::date(row.fell_on)),
        due_date: Some(day::date(row.due_on)),
        rule: row.rule.clone(),
        done_date: row.done_on.map(day::date),
        late: row.done_on.unwrap_or(today) > row.due_on,
    }
}
