//! A foundation is established although one department that was consulted never answers.

use jose::{Compact, KeySet};
use onecode_proto::event::v1::WatchEventsRequest;
use onecode_proto::procedure::v1::{DeadlineMissed, OpinionState};
use onecode_proto::registry::v1::{
    ApplicationState, GetCertificateRequest, ListCertificateKeysRequest, OrganizationKind,
};
use onecode_tests::harness::{Deployment, Hall, PAPERS, details, establishment, reason};
use prost::{Message, Name};

pub(crate) async fn established(suite: &Deployment) {
    let hall = Hall::open(&suite.site, suite.channel()).await;
    let application = establishment(&hall, OrganizationKind::Foundation, "湖州市桑梓公益基金会", 1);
    let submitted = hall.submitted(application, PAPERS).await;
    let reviewing = hall.accepted(&submitted, &["public-security", "tax"]).await;
    for department in ["development-reform", "social-work", "public-security"] {
        hall.agree(&reviewing.name, department).await;
    }
    hall.answered(&reviewing).await;
    let early = hall.approve(&reviewing.name, "税务部门尚未反馈").await.expect_err("tax has ten working days");
    assert_eq!(reason(&early), "OPINIONS_OUTSTANDING");
    let metadata = details(&early).error_info().map(|info| info.metadata.clone()).unwrap_or_default();
    assert_eq!(metadata.get("departments").map(String::as_str), Some("tax"));

    suite.site.pass(time::Duration::days(15));
    let missed = missed(suite, &reviewing.case).await;
    assert_eq!((missed.key.as_str(), missed.department.as_str()), ("consultation:tax", "departments/tax"));
    let silent = hall.approve(&reviewing.name, "").await.expect_err("silence is weighed");
    assert_eq!(reason(&silent), "REASONS_REQUIRED");
    let approved = hall.approve(&reviewing.name, "税务部门逾期未反馈").await.expect("its term is over");
    assert_eq!(approved.state(), ApplicationState::Approved);
    let decision = approved.decision.clone().unwrap_or_default();
    assert!(decision.rules.iter().any(|rule| rule.id == "REG-30c"), "{decision:?}");
    let opinions = hall.case(&approved).await.opinions;
    let states: Vec<_> = opinions.iter().map(|one| (one.department.as_str(), one.state())).collect();
    assert_eq!(
        states,
        [
            ("departments/development-reform", OpinionState::Favourable),
            ("departments/social-work", OpinionState::Favourable),
            ("departments/public-security", OpinionState::Favourable),
            ("departments/tax", OpinionState::Missing),
        ]
    );

    let mut certificates = suite.certificates(suite.site.registrar().because("issue").fresh());
    let request = GetCertificateRequest { name: decision.certificate };
    let issued = certificates.get_certificate(request).await.expect("it was issued").into_inner();
    let published = certificates.list_certificate_keys(ListCertificateKeysRequest::default()).await;
    let keys = KeySet::parse(&published.expect("anybody may have them").into_inner().jwk_set).expect("a key set");
    let jws = issued.certificate.expect("the answer holds it").jws;
    let statement = Compact::split(&jws).and_then(|jws| jws.verify(&keys)).expect("the signature is right");
    let statement: serde_json::Value = serde_json::from_slice(&statement).expect("a statement is JSON");
    let told = statement.to_string();
    let code = approved.organization.trim_start_matches("organizations/");
    assert!(told.contains("湖州市桑梓公益基金会") && told.contains(code), "{told}");
}

/// The term that was missed in a case, as the feed tells of it.
async fn missed(suite: &Deployment, case: &str) -> DeadlineMissed {
    let request = WatchEventsRequest { types: vec![DeadlineMissed::full_name()], ..WatchEventsRequest::default() };
    let mut events = suite.events(suite.site.tax().fresh());
    let mut watch = events.watch_events(request).await.expect("may watch").into_inner();
    loop {
        let answer = watch.message().await.expect("the watch goes on").expect("a watch never ends");
        if let Some(event) = answer.events.into_iter().find(|event| event.subject == case) {
            let data = event.data.expect("an event holds its fact");
            return DeadlineMissed::decode(data.value.as_slice()).expect("a fact of its type");
        }
    }
}
