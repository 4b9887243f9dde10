//! A certificate leaves the register as a file, and is judged where the register is not at hand.

use std::fs;
use std::path::Path;
use std::process::Output;

use onecode_proto::registry::v1::{
    Certificate, ChangeOrganizationStatusRequest, CreateOrganizationRequest, Organization, OrganizationStatus,
    ReissueCertificateRequest,
};
use onecode_tests::harness::{Deployment, binary, creation};
use tokio::process::Command;

/// Registers an association with everything that a certificate states, and issues one.
async fn issued(suite: &Deployment) -> (Organization, Certificate) {
    let mut request: CreateOrganizationRequest = creation(1);
    let particulars = request.organization.as_mut().expect("a creation names one");
    particulars.registration_authority = "湖州市民政局".into();
    particulars.address = "湖州市吴兴区样本路1号".into();
    particulars.business_scope = "学术交流、咨询服务".into();
    particulars.legal_representative = "沈样本".into();
    request.status = OrganizationStatus::Active.into();
    let mut register = suite.organizations(suite.site.registrar().fresh());
    let created = register.create_organization(request).await.expect("it can be registered").into_inner();
    let organization = created.organization.expect("the answer holds it");
    let request = ReissueCertificateRequest {
        parent: organization.name.clone(),
        etag: organization.etag.clone(),
        basis: "样民社〔2026〕1号".to_owned(),
    };
    let answer = suite.certificates(suite.site.registrar().fresh()).reissue_certificate(request).await;
    (organization, answer.expect("it is active").into_inner().certificate.expect("the answer holds it"))
}

/// Runs `onecode certificate` as the registrar; `endpoint` may be one where nobody answers.
async fn certificate(suite: &Deployment, endpoint: &str, words: &[&str]) -> Output {
    let mut program = Command::new(binary());
    program.arg("certificate").args(words).args(["--endpoint", endpoint, "--lang", "en"]);
    program.env("ONECODE_TOKEN", suite.site.registrar().token()).current_dir(suite.site.home());
    program.kill_on_drop(true).output().await.expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[output.stdout.as_slice(), &output.stderr].concat()).into_owned()
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("the command has written it")
}

pub(crate) async fn verified_offline(suite: &Deployment) {
    const NOBODY: &str = "http://127.0.0.1:9";
    let (organization, issued) = issued(suite).await;
    let (code, here) = (organization.code.as_str(), suite.endpoint());
    let home = suite.site.home();
    let done = certificate(suite, &here, &["keys", "--out", "keys.json"]).await;
    assert!(done.status.success(), "{}", said(&done));
    let refused = certificate(suite, &here, &["get", code, "--out", "certificate.jws"]).await;
    assert_eq!(refused.status.code(), Some(4), "no purpose, no statement: {}", said(&refused));
    let done = certificate(suite, &here, &["get", code, "--out", "certificate.jws", "--purpose", "file"]).await;
    assert!(done.status.success() && said(&done).contains(&issued.number), "{}", said(&done));

    let verify = ["verify", "certificate.jws", "--keys", "keys.json"];
    let done = certificate(suite, NOBODY, &verify).await;
    assert!(done.status.success() && said(&done).contains("沈样本"), "{}", said(&done));

    let jws = text(&home.join("certificate.jws"));
    let forged = jws.replacen(".ey", ".eZ", 1);
    assert_ne!(forged, jws);
    fs::write(home.join("forged.jws"), forged).expect("the folder can be written");
    let refused = certificate(suite, NOBODY, &["verify", "forged.jws", "--keys", "keys.json"]).await;
    assert_eq!(refused.status.code(), Some(3));
    assert!(said(&refused).contains("signature is wrong"), "{}", said(&refused));

    let refused = certificate(suite, &here, &["print", code, "--out", "certificate.pdf"]).await;
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("--purpose"), "{}", said(&refused));
    let done = certificate(suite, &here, &["print", code, "--out", "certificate.pdf", "--purpose", "issue"]).await;
    assert!(done.status.success(), "{}", said(&done));
    assert!(fs::read(home.join("certificate.pdf")).expect("it was written").starts_with(b"%PDF-"));

    let request = ChangeOrganizationStatusRequest {
        name: organization.name,
        etag: organization.etag,
        status: OrganizationStatus::Deregistered.into(),
        basis: "样民社注〔2026〕1号".to_owned(),
        ..ChangeOrganizationStatusRequest::default()
    };
    let mut register = suite.organizations(suite.site.registrar().fresh());
    register.change_organization_status(request).await.expect("it can be deregistered");
    let still = certificate(suite, NOBODY, &verify).await;
    assert!(still.status.success() && said(&still).contains("--online asks"), "{}", said(&still));
    let refused = certificate(suite, &here, &[&verify[..], &["--online"]].concat()).await;
    assert_eq!(refused.status.code(), Some(3));
    assert!(said(&refused).contains("revoked"), "{}", said(&refused));
}
