"""An association is established: one portal, one registrar, three reviewing departments, each its own caller.

Wants ADDRESS and tokens in PORTAL, REGISTRAR, SUPERVISING, PARTY, CONSULTED (see README, "An establishment").
"""

import hashlib

import suite
from google.type import date_pb2
from onecode.document.v1 import document_service_pb2 as papers, document_service_pb2_grpc
from onecode.procedure.v1 import case_service_pb2 as cases, case_service_pb2_grpc
from onecode.registry.v1 import application_pb2 as application, application_service_pb2 as service
from onecode.registry.v1 import application_service_pb2_grpc, code_block_service_pb2, code_block_service_pb2_grpc
from onecode.registry.v1 import finding_pb2, officer_pb2, organization_pb2

TITLE = "湖州市桑基鱼塘文化研究会"


def write(who):
    return suite.caller(who, idempotency_key=suite.key())


def id_number(birth, serial):
    """A made-up ID number with its right check character (GB 11643)."""
    body = f"330502{birth}{serial:03d}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]


def leader(name, serial, role, legal_representative, start):
    return officer_pb2.Appointment(
        officer=officer_pb2.OfficerParticulars(
            name=name, id_kind=officer_pb2.IDENTITY_KIND_RESIDENT_ID, id_number=id_number("19720229", serial)
        ),
        role=role,
        legal_representative=legal_representative,
        term_number=1,
        starts_on=start,
        ends_on=date_pb2.Date(year=start.year + 4, month=start.month, day=min(start.day, 28)),
    )


def upload(archive, kind):
    content = f"%PDF-1.7\n{kind}\n%%EOF\n".encode()
    description = papers.DocumentDescription(
        title=f"{kind}.pdf",
        kind=kind,
        media_type="application/pdf",
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    parts = [papers.UploadDocumentRequest(description=description), papers.UploadDocumentRequest(chunk=content)]
    return archive.UploadDocument(iter(parts), metadata=write("PORTAL")).document.name


def establish(channel, start):
    """From draft to certificate; the application and its case."""
    desk = application_service_pb2_grpc.ApplicationServiceStub(channel)
    archive = document_service_pb2_grpc.DocumentServiceStub(channel)
    wanted = application.Application(
        division="330500",
        supervising_department="departments/development-reform",
        establishment=application.EstablishmentContent(
            kind=organization_pb2.ORGANIZATION_KIND_SOCIAL_GROUP,
            title=TITLE,
            address="湖州市南浔区荻港村1号",
            business_scope="桑基鱼塘文化的调查、研究、交流和展示",
            registered_capital_fen=5_000_000,
            individual_members=56,
            premises_months=36,
            full_time_staff=2,
            council_size=7,
            council_term_years=4,
            supervisors=1,
            leaders=[
                leader("沈样本", 1, officer_pb2.OFFICER_ROLE_PRESIDENT, True, start),
                leader("钱样本", 2, officer_pb2.OFFICER_ROLE_SECRETARY_GENERAL, False, start),
            ],
        ),
    )
    draft = desk.CreateApplication(service.CreateApplicationRequest(application=wanted), metadata=write("PORTAL")).application
    kinds = ["application", "charter", "leaders-particulars", "capital-verification", "premises-right", "supervising-approval"]
    documents = [upload(archive, kind) for kind in kinds]
    handed_in = desk.SubmitApplication(
        service.SubmitApplicationRequest(name=draft.name, etag=draft.etag, documents=documents), metadata=write("PORTAL")
    ).application
    desk.AcceptApplication(
        service.AcceptApplicationRequest(
            name=draft.name,
            etag=handed_in.etag,
            party_department="departments/social-work",
            consulted_departments=["departments/public-security"],
        ),
        metadata=write("REGISTRAR"),
    )
    for who in ("SUPERVISING", "PARTY", "CONSULTED"):
        desk.GiveOpinion(service.GiveOpinionRequest(name=draft.name, favourable=True), metadata=write(who))

    findings = desk.CheckApplication(
        service.CheckApplicationRequest(name=draft.name), metadata=suite.caller("REGISTRAR")
    ).findings
    for finding in findings:
        print(finding_pb2.FindingOutcome.Name(finding.outcome)[16:], finding.rule.id, finding.title, finding.value, sep="  ")
    asked = [finding for finding in findings if finding.outcome == finding_pb2.FINDING_OUTCOME_ASK]
    answers = {finding.field.removeprefix("answers.") if finding.field.startswith("answers.") else finding.rule.id: True for finding in asked}
    seen = desk.GetApplication(service.GetApplicationRequest(name=draft.name), metadata=suite.caller("REGISTRAR")).application
    if answers:
        seen = desk.RecordAnswers(
            service.RecordAnswersRequest(name=draft.name, etag=seen.etag, answers=answers, reasons="现场核实"),
            metadata=write("REGISTRAR"),
        ).application
    return desk.ApproveApplication(
        service.ApproveApplicationRequest(name=draft.name, etag=seen.etag, number="样民社登〔2026〕88号"),
        metadata=write("REGISTRAR"),
    ).application


if __name__ == "__main__":
    import os
    from datetime import date

    with suite.channel() as channel:
        if "ALLOTTER" in os.environ:
            code_block_service_pb2_grpc.CodeBlockServiceStub(channel).AllotCodeBlock(
                code_block_service_pb2.AllotCodeBlockRequest(
                    division="330500", prefix="XX", first_serial=0, last_serial=9999, basis="样本码段"
                ),
                metadata=write("ALLOTTER"),
            )
        today = date.today()
        approved = establish(channel, date_pb2.Date(year=today.year, month=today.month, day=min(today.day, 28)))
        assert approved.state == application.APPLICATION_STATE_APPROVED and approved.decision.approved
        assert approved.decision.certificate.startswith(approved.organization)
        history = case_service_pb2_grpc.CaseServiceStub(channel).GetCase(
            cases.GetCaseRequest(name=approved.case), metadata=suite.caller("REGISTRAR")
        ).case
        assert [step.action for step in history.steps][:3] == ["open", "submit", "accept"], history.steps
        print(approved.name, approved.organization, approved.decision.certificate, approved.case, sep="\n")
