//! Applications as their callers see them.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::application::Content as Kind;
use registry_domain::conditions::Ground;
use registry_domain::{Finding, Personal};

use super::enums;
use crate::ops::application::{Listed, Shown};
use crate::wire::finding::{findings, rule};
use crate::wire::name;
use crate::wire::time::timestamp;

/// An application; with leaders only where `Shown` holds them.
pub(crate) fn application(shown: Shown) -> pb::Application {
    let Shown { row, content, reveals } = shown;
    let content = match content {
        Some(content) if reveals => Some(content.whole()),
        Some(content) => Some(masked(content.whole())),
        None => None,
    };
    let decision = row.decided_at.map(|at| pb::ApplicationDecision {
        approved: row.approved.unwrap_or_default(),
        number: row.decision_number.clone(),
        reasons: row.decision_reasons.clone(),
        ground: row.decision_ground.clone(),
        rules: row.decision_rules.0.iter().cloned().map(rule).collect(),
        certificate: row.certificate.clone(),
        time: Some(timestamp(at)),
    });
    pb::Application {
        name: application_name(&row.id),
        r#type: enums::kind(&row.kind).into(),
        state: enums::state(&row.state).into(),
        case: casework::case_name(row.id),
        division: row.division.to_string(),
        organization: if row.organization.is_empty() { String::new() } else { name::organization(&row.organization) },
        supervising_department: department_name(&row.supervising_department),
        content,
        answers: row.answers.0.clone().into_iter().collect(),
        decision,
        applicant_department: department_name(&row.applicant_department),
        create_time: Some(timestamp(row.created_at)),
        update_time: Some(timestamp(row.updated_at)),
        etag: casework::etag(row.id, row.revision),
    }
}

/// `applications/{application}`.
pub(crate) fn application_name(id: &uuid::Uuid) -> String {
    format!("applications/{id}")
}

fn department_name(key: &str) -> String {
    if key.is_empty() { String::new() } else { format!("departments/{key}") }
}

/// Leaves out what is about persons, but for the first character of names.
fn masked(content: Kind) -> Kind {
    let hide = |appointment: &mut pb::Appointment| {
        appointment.sentence_served_on = None;
        if let Some(officer) = &mut appointment.officer {
            let name = Personal::parse::<50>(&officer.name).map(|name| name.masked()).unwrap_or_default();
            *officer = pb::OfficerParticulars { name, id_kind: officer.id_kind, ..pb::OfficerParticulars::default() };
        }
    };
    match content {
        Kind::Establishment(mut it) => {
            it.contact_phone.clear();
            it.leaders.iter_mut().for_each(hide);
            Kind::Establishment(it)
        }
        Kind::Change(mut it) => {
            it.legal_representative.iter_mut().for_each(hide);
            Kind::Change(it)
        }
        other @ (Kind::Deregistration(_)
        | Kind::SimplifiedDeregistration(_)
        | Kind::Branch(_)
        | Kind::Charter(_)
        | Kind::Conversion(_)) => other,
    }
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetApplicationResponse {
    pb::GetApplicationResponse { application: Some(application(shown)) }
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListApplicationsResponse {
    pb::ListApplicationsResponse {
        applications: listed.rows.into_iter().map(application).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn check_reply(found: Vec<Finding>) -> pb::CheckApplicationResponse {
    pb::CheckApplicationResponse { findings: findings(found) }
}

pub(crate) fn grounds_reply(grounds: Vec<Ground>) -> pb::ListRefusalGroundsResponse {
    let ground = |ground: Ground| pb::RefusalGround {
        id: ground.id.to_owned(),
        article: ground.article.to_owned(),
        text: ground.text.to_owned(),
        rule: Some(rule(ground.rule)),
    };
    pb::ListRefusalGroundsResponse { grounds: grounds.into_iter().map(ground).collect() }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(shown: Shown) -> pb::$message {
                pb::$message { application: Some(application(shown)) }
            }
        )+
    };
}

replies! {
    create_reply => CreateApplicationResponse,
    update_reply => UpdateApplicationResponse,
    submit_reply => SubmitApplicationResponse,
    withdraw_reply => WithdrawApplicationResponse,
    accept_reply => AcceptApplicationResponse,
    return_reply => ReturnApplicationResponse,
    decline_reply => DeclineApplicationResponse,
    consult_reply => ConsultDepartmentsResponse,
    answers_reply => RecordAnswersResponse,
    lapse_reply => LapseApplicationResponse,
    opine_reply => GiveOpinionResponse,
    approve_reply => ApproveApplicationResponse,
    refuse_reply => RefuseApplicationResponse,
    divert_reply => DivertApplicationResponse,
}
