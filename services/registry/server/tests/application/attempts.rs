//! Every method that moves an application, tried once by somebody who must not.

use onecode_proto::registry::v1 as pb;
use tonic::Status;

use crate::town::*;

/// Tries everything that can be done with an application; what each was refused with.
pub(crate) async fn attempts(client: &Applications, seen: &pb::Application) -> Vec<(&'static str, Status)> {
    let (name, etag) = (seen.name.clone(), seen.etag.clone());
    let (reasons, ground, number) = (String::from("理由"), String::from("REG-06.4"), String::from("湖民〔2026〕1号"));
    let mut all = Vec::new();
    macro_rules! attempt {
        ($($method:ident($request:ident { $($field:ident: $value:expr),* $(,)? })),+ $(,)?) => {
            $(
                let request = pb::$request { $($field: $value),* };
                let refused = client.clone().$method(request).await.expect_err(stringify!($method));
                all.push((stringify!($method), refused));
            )+
        };
    }
    let content =
        pb::Application { name: name.clone(), etag: etag.clone(), ..association("湖州市丝绸研究会", 90) };
    let answers = || [("REG-03a".to_owned(), true)].into();
    let departments = || vec!["departments/tax".to_owned()];
    attempt! {
        update_application(UpdateApplicationRequest { application: Some(content.clone()) }),
        submit_application(SubmitApplicationRequest { name: name.clone(), etag: etag.clone(), documents: Vec::new() }),
        withdraw_application(WithdrawApplicationRequest {
            name: name.clone(), etag: etag.clone(), reasons: reasons.clone(),
        }),
        accept_application(AcceptApplicationRequest {
            name: name.clone(),
            etag: etag.clone(),
            party_department: "departments/social-work".into(),
            consulted_departments: Vec::new(),
        }),
        return_application(ReturnApplicationRequest {
            name: name.clone(), etag: etag.clone(), reasons: reasons.clone(),
        }),
        decline_application(DeclineApplicationRequest {
            name: name.clone(), etag: etag.clone(), reasons: reasons.clone(), ground: ground.clone(),
        }),
        consult_departments(ConsultDepartmentsRequest {
            name: name.clone(), etag: etag.clone(), departments: departments(), reasons: reasons.clone(),
        }),
        record_answers(RecordAnswersRequest {
            name: name.clone(), etag: etag.clone(), answers: answers(), reasons: reasons.clone(),
        }),
        lapse_application(LapseApplicationRequest { name: name.clone(), etag: etag.clone() }),
        give_opinion(GiveOpinionRequest {
            name: name.clone(), review: String::new(), favourable: true, reasons: String::new(),
        }),
        approve_application(ApproveApplicationRequest {
            name: name.clone(), etag: etag.clone(), number: number.clone(), reasons: reasons.clone(),
        }),
        refuse_application(RefuseApplicationRequest {
            name: name.clone(),
            etag: etag.clone(),
            number: number.clone(),
            reasons: reasons.clone(),
            ground: ground.clone(),
        }),
        divert_application(DivertApplicationRequest {
            name: name.clone(), etag: etag.clone(), reasons: reasons.clone(),
        }),
    }
    all
}
