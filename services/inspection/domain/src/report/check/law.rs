//! What the law asks beside the form: net assets at their minimum (AI-03j), a party organisation (AI-09p).

use super::{Findings, Known, Problem, Severity};
use crate::report::{Entry, Kind, Refusal, cited};

pub(super) fn check(findings: &mut Findings<'_>, known: &Known) -> Result<(), Refusal> {
    net_assets(findings, known)?;
    party(findings, known)
}

fn net_assets(findings: &mut Findings<'_>, known: &Known) -> Result<(), Refusal> {
    let Some(found) = findings.sheet.integer("net_assets_fen") else { return Ok(()) };
    let public = findings.sheet.yes("public_fundraising") == Some(true);
    let rule = match (findings.sheet.form.kind, known.national, public) {
        (Kind::SocialGroup, true, _) => "AI-03n",
        (Kind::SocialGroup, false, _) => "AI-03o",
        (Kind::Foundation, true, true) => "AI-03p",
        (Kind::Foundation, false, true) => "AI-03q",
        (Kind::Foundation, _, false) => "AI-03r",
        (Kind::PrivateNonEnterprise, _, _) => "AI-03s",
    };
    let rule = cited(rule, findings.last)?;
    let least = match (rule.version.threshold, known.register.get("registered_capital_fen")) {
        (Some(threshold), _) => Some(threshold.value),
        (None, Some(Entry::Integer(capital))) => Some(*capital),
        (None, Some(Entry::Yes(_) | Entry::Text(_)) | None) => findings.sheet.integer("registered_capital_fen"),
    };
    if let Some(least) = least.filter(|least| found < *least) {
        let problem = Problem::NetAssetsBelow { found, least };
        findings.add(rule.reference(), Severity::Warning, ["net_assets_fen"], problem);
    }
    Ok(())
}

fn party(findings: &mut Findings<'_>, known: &Known) -> Result<(), Refusal> {
    let stated = findings.sheet.integer("party_members");
    let least = cited("AI-09p", findings.today)?.value();
    let none = findings.sheet.text("party_organization") == Some("无");
    if let Some(members) = stated.filter(|members| *members >= least && none) {
        let fields = ["party_members", "party_organization"];
        findings.note("AI-09p", Severity::Warning, fields, Problem::NoPartyOrganization { members })?;
    }
    if let Some((stated, reported)) = stated.zip(known.party_members).filter(|(stated, reported)| stated != reported) {
        let problem = Problem::PartyMembersDiffer { stated, reported };
        findings.note("AI-09h", Severity::Hint, ["party_members"], problem)?;
    }
    Ok(())
}
