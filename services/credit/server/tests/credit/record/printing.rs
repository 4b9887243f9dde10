//! The printed report: what stands on it, that it is verified by its code, and what is not printed.

use std::path::Path;
use std::process::Command;

use onecode_proto::credit::v1 as pb;
use testkit::refusal::{metadata, reason, violated_sorted};
use tonic::Code;

use super::penalty;
use crate::world::{World, code, date};

async fn issued(world: &World) -> pb::CreditReport {
    world.register(&code(1)).await;
    world.caught_up().await;
    world.submit("tax", penalty(&code(1), "湖税罚〔2026〕1号")).await.unwrap();
    let request = pb::IssuePublicCreditReportRequest { parent: format!("organizations/{}", code(1)) };
    let answer = world.reports("tax", "credit-reader").issue_public_credit_report(request).await.unwrap();
    answer.into_inner().credit_report.unwrap()
}

async fn printed(world: &World, report: &pb::CreditReport) -> Result<Vec<u8>, tonic::Status> {
    let request = pb::RenderCreditReportRequest { credit_report: Some(report.clone()) };
    Ok(world.reports("portal", "public-portal").render_credit_report(request).await?.into_inner().pdf)
}

/// What a program of poppler-utils makes of a file; `None`, said aloud, where it is not installed.
fn poppler(program: &str, args: &[&str], file: &Path, out: &[&str]) -> Option<Vec<u8>> {
    let Ok(done) = Command::new(program).args(args).arg(file).args(out).output() else {
        println!("skipped: no {program} (poppler-utils)");
        return None;
    };
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    Some(done.stdout)
}

#[tokio::test]
async fn what_stands_on_the_paper_is_what_was_issued_and_prints_the_same_twice() {
    let world = World::start().await;
    let report = issued(&world).await;
    let pdf = printed(&world, &report).await.unwrap();
    world.suite.clock().advance(time::Duration::days(3));
    assert_eq!(printed(&world, &report).await.unwrap(), pdf);
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.len() < 200_000, "{} bytes", pdf.len());

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let Some(text) = poppler("pdftotext", &["-layout"], &file, &["-"]) else { return };
    let text: String = String::from_utf8(text).unwrap().split_whitespace().collect();
    for stated in [
        "社会组织信用报告",
        "公示版",
        &report.title,
        &code(1),
        "登记状态正常（自2020年1月1日起）",
        "截至日期2026年11月24日",
        "列入名单情况（0条）无",
        "行政处罚信息（1条）",
        "行政处罚：警告、罚款，金额2000元",
        "湖税罚〔2026〕1号",
        &format!("验证码：{}", report.verification_code),
        &format!("数据游标：{}", report.cursor),
        "第1页，共1页",
    ] {
        assert!(text.contains(stated), "{stated} is missing in {text}");
    }
    let Some(image) = poppler("pdftoppm", &["-gray", "-r", "200"], &file, &[]) else { return };
    let mut lines = image.splitn(4, |byte| *byte == b'\n');
    assert_eq!(lines.next(), Some(&b"P5"[..]));
    let size = String::from_utf8(lines.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
    let pixels = lines.nth(1).unwrap();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    assert_eq!(grids[0].decode().unwrap().1, format!("onecode-credit-report {}", report.verification_code));
    world.suite.stop().await;
}

#[tokio::test]
async fn anybody_asks_what_was_issued_with_the_code_on_a_paper() {
    let world = World::start().await;
    let report = issued(&world).await;
    let name = format!("creditReports/{}", report.verification_code);
    let mut anybody = world.reports("portal", "public-portal");
    let request = pb::GetIssuedCreditReportRequest { name: name.clone() };
    let found = anybody.get_issued_credit_report(request).await.unwrap().into_inner().issued_credit_report.unwrap();
    let expected = pb::IssuedCreditReport {
        name,
        organization: report.organization.clone(),
        view: report.view,
        as_of: date(2026, 11, 24),
        cursor: report.cursor.clone(),
        issue_time: report.issue_time,
        record_count: 2,
        listing_count: 0,
    };
    assert_eq!(found, expected);
    for (name, code, why) in [
        (format!("creditReports/{}", "0".repeat(24)), Code::NotFound, "CREDIT_REPORT_UNKNOWN"),
        ("creditReports/0".into(), Code::InvalidArgument, "INVALID_ARGUMENT"),
    ] {
        let refused = anybody.get_issued_credit_report(pb::GetIssuedCreditReportRequest { name }).await.unwrap_err();
        assert_eq!(refused.code(), code, "{refused:?}");
        if code == Code::InvalidArgument {
            assert_eq!(violated_sorted(&refused), ["name"]);
        } else {
            assert_eq!(reason(&refused).1, why);
        }
    }
    world.suite.stop().await;
}

#[tokio::test]
async fn nothing_is_printed_but_what_was_issued() {
    let world = World::start().await;
    let report = issued(&world).await;
    let altered = pb::CreditReport { title: "湖州市另一协会".into(), ..report.clone() };
    let unknown = pb::CreditReport { verification_code: "0".repeat(24), ..report.clone() };
    for (report, verdict) in [(altered, "altered"), (unknown, "unknown")] {
        let refused = printed(&world, &report).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::FailedPrecondition, "CREDIT_REPORT_NOT_ISSUED".into()));
        assert_eq!(metadata(&refused, "verdict"), verdict);
    }
    let bare = pb::RenderCreditReportRequest { credit_report: None };
    let refused = world.reports("portal", "public-portal").render_credit_report(bare).await.unwrap_err();
    assert_eq!(violated_sorted(&refused), ["credit_report"]);
    let request = pb::RenderCreditReportRequest { credit_report: Some(report) };
    let refused = world.reports("tax", "credit-submitter").render_credit_report(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    world.suite.stop().await;
}
