//! A draft is put to two of three associations: one answers, the other does not, and once the last day is over the
//! department replies and tells everybody what came of it.

use onecode_proto::registry::v1::OrganizationKind;
use onecode_proto::talent::v1 as pb;
use onecode_proto::talent::v1::consultation_service_client::ConsultationServiceClient;
use onecode_tests::harness::{Deployment, creation, reason};
use testkit::{Caller, Client};
use time::Duration;
use tonic::Status;

use super::{HUZHOU, reader, system};
use crate::contract::official;
use crate::register::name;

type Consultations = ConsultationServiceClient<Client>;

/// How many days opinions are taken, as few as may be (TA-10a).
const TERM: i64 = 7;
const REPLY: &str = "标准已提高，期限仍为三年";

/// A token lasts less long than a consultation, so that everybody comes with a new one.
fn by(suite: &Deployment, caller: &Caller) -> Consultations {
    Consultations::new(suite.client(caller.fresh()))
}

/// Whoever puts the draft to organisations.
fn working(suite: &Deployment) -> Consultations {
    by(suite, &official(suite, "consultation-organiser", "lin"))
}

/// The portal through which organisations answer.
fn portal(suite: &Deployment) -> Consultations {
    by(suite, &system(suite, "data-bureau", "consultation-respondent"))
}

/// Three associations, the first of which has to do with care.
async fn registered(suite: &Deployment) {
    let titles = ["湖州市养老服务协会", "湖州市足球协会", "湖州市钓鱼协会"];
    for (number, title) in (1..).zip(titles) {
        let mut request = creation(number);
        request.organization.as_mut().expect("a creation names one").title = title.into();
        suite.organizations(suite.site.registrar().fresh()).create_organization(request).await.expect("it is new");
    }
}

/// A draft for associations of the city that have to do with care, and for the second one.
fn stated(suite: &Deployment) -> pb::Consultation {
    let selection = pb::ConsultationSelection {
        division: HUZHOU.into(),
        kinds: vec![OrganizationKind::SocialGroup.into()],
        words: vec!["养老".into()],
        organizations: vec![name(2)],
    };
    pb::Consultation {
        kind: pb::ConsultationKind::Policy.into(),
        title: "湖州市养老服务扶持办法（征求意见稿）".into(),
        text: "第一条 为了发展养老服务\n第二条 对社会组织给予扶持".into(),
        questions: vec![pb::ConsultationQuestion { key: "rate".into(), text: "扶持标准是否合适".into() }],
        selection: Some(selection),
        last_date: Some(suite.site.day(TERM)),
        ..Default::default()
    }
}

/// Drafted, which nobody else sees, and opened; its name.
async fn opened(suite: &Deployment) -> String {
    let request = pb::CreateConsultationRequest { consultation: Some(stated(suite)), validate_only: false };
    let draft = working(suite).create_consultation(request).await.expect("it is whole").into_inner().consultation;
    let draft = draft.expect("the answer holds it");
    let request = pb::GetConsultationRequest { name: draft.name.clone() };
    let hidden = by(suite, &reader(suite)).get_consultation(request).await.expect_err("it is a draft");
    assert_eq!(reason(&hidden), "CONSULTATION_NOT_FOUND");
    let request = pb::OpenConsultationRequest { name: draft.name, etag: draft.etag };
    let answer = working(suite).open_consultation(request).await.expect("there is time enough").into_inner();
    let open = answer.consultation.expect("the answer holds it");
    assert_eq!((open.status(), open.asked_count), (pb::ConsultationStatus::Open, 2));
    open.name
}

/// An association wants the draft amended.
async fn submit(suite: &Deployment, parent: &str, number: u32) -> Result<pb::Opinion, Status> {
    let opinion = pb::Opinion {
        organization: name(number),
        stance: pb::OpinionStance::Amend.into(),
        text: "第二条\n建议提高标准".into(),
        answers: vec![pb::OpinionAnswer { key: "rate".into(), text: "偏低".into() }],
        may_publish: true,
        ..Default::default()
    };
    let request = pb::SubmitOpinionRequest { parent: parent.into(), opinion: Some(opinion) };
    let answer = portal(suite).submit_opinion(request).await?.into_inner();
    Ok(answer.opinion.expect("the answer holds it"))
}

/// Who was asked and has not answered.
async fn unanswered(suite: &Deployment, parent: &str) -> Vec<String> {
    let request = pb::ListUnansweredRequest { parent: parent.into(), ..Default::default() };
    let answer = working(suite).list_unanswered(request).await.expect("it asks them").into_inner();
    answer.organizations.into_iter().map(|one| one.organization).collect()
}

async fn reply(suite: &Deployment, opinion: &pb::Opinion) -> Result<pb::Opinion, Status> {
    let request = pb::ReplyToOpinionRequest {
        name: opinion.name.clone(),
        etag: opinion.etag.clone(),
        adoption: pb::OpinionAdoption::Partly.into(),
        reply: REPLY.into(),
    };
    let answer = working(suite).reply_to_opinion(request).await?.into_inner();
    Ok(answer.opinion.expect("the answer holds it"))
}

async fn conclude(suite: &Deployment, consultation: &str) -> Result<pb::Consultation, Status> {
    let request = pb::GetConsultationRequest { name: consultation.into() };
    let answer = working(suite).get_consultation(request).await?.into_inner();
    let request = pb::ConcludeConsultationRequest {
        name: consultation.into(),
        etag: answer.consultation.expect("the answer holds it").etag,
        summary: "共征求两家社会组织意见\n采纳情况见各意见".into(),
        issued_document_number: "湖政发〔2026〕9号".into(),
    };
    let answer = working(suite).conclude_consultation(request).await?.into_inner();
    Ok(answer.consultation.expect("the answer holds it"))
}

/// What became of an opinion, as the system that submitted it sees it.
async fn outcome(suite: &Deployment, opinion: &str) -> (pb::OpinionAdoption, String) {
    let request = pb::GetOpinionRequest { name: opinion.into() };
    let answer = portal(suite).get_opinion(request).await.expect("it submitted it").into_inner();
    let opinion = answer.opinion.expect("the answer holds it");
    (opinion.adoption(), opinion.reply)
}

async fn summary(suite: &Deployment, consultation: &str) -> Result<pb::ConsultationSummary, Status> {
    let request = pb::GetConsultationSummaryRequest { name: consultation.into() };
    let answer = by(suite, &reader(suite)).get_consultation_summary(request).await?.into_inner();
    Ok(answer.summary.expect("the answer holds it"))
}

/// What everybody may read after the conclusion.
async fn told(suite: &Deployment, consultation: &str, opinion: &str) {
    let request = pb::ListOpinionsRequest { parent: consultation.into(), ..Default::default() };
    let listed = by(suite, &reader(suite)).list_opinions(request).await.expect("it is concluded").into_inner();
    let [public] = listed.opinions.as_slice() else { panic!("{listed:?}") };
    assert_eq!((public.name.as_str(), public.reply.as_str()), (opinion, REPLY));
    let counts = pb::ConsultationSummary {
        consultation: consultation.into(),
        asked_count: 2,
        answered_count: 1,
        amend_count: 1,
        partly_adopted_count: 1,
        ..Default::default()
    };
    assert_eq!(summary(suite, consultation).await.expect("it is concluded"), counts);
}

pub(crate) async fn heard(suite: &Deployment) {
    registered(suite).await;
    let consultation = opened(suite).await;
    let outsider = submit(suite, &consultation, 3).await.expect_err("it was not asked");
    assert_eq!(reason(&outsider), "CONSULTATION_NOT_ASKED");
    let opinion = submit(suite, &consultation, 1).await.expect("it was asked");
    assert_eq!(unanswered(suite, &consultation).await, [name(2)]);
    let early = reply(suite, &opinion).await.expect_err("opinions are still taken");
    assert_eq!(reason(&early), "CONSULTATION_OPINIONS_OPEN");

    suite.site.pass(Duration::days(TERM + 1));
    let late = submit(suite, &consultation, 2).await.expect_err("the last day is over");
    assert_eq!(reason(&late), "CONSULTATION_OPINIONS_CLOSED");
    let silent = conclude(suite, &consultation).await.expect_err("an opinion has no reply");
    assert_eq!(reason(&silent), "CONSULTATION_REPLIES_MISSING");
    reply(suite, &opinion).await.expect("the last day is over");
    assert_eq!(outcome(suite, &opinion.name).await, (pb::OpinionAdoption::Unspecified, String::new()));
    let early = summary(suite, &consultation).await.expect_err("it is not concluded");
    assert_eq!(reason(&early), "CONSULTATION_OTHER_DEPARTMENT");
    let concluded = conclude(suite, &consultation).await.expect("every opinion has its reply");
    assert_eq!(concluded.status(), pb::ConsultationStatus::Concluded);
    assert_eq!(outcome(suite, &opinion.name).await, (pb::OpinionAdoption::Partly, REPLY.to_owned()));
    told(suite, &consultation, &opinion.name).await;
}
