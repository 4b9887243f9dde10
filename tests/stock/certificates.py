"""A certificate is issued, and a JOSE library that is not ours verifies it with the published keys."""

import json

import suite
from joserfc import errors, jws
from joserfc.jwk import KeySet
from onecode.registry.v1 import (
    certificate_pb2,
    certificate_service_pb2 as service,
    certificate_service_pb2_grpc,
    organization_service_pb2,
)

ALGORITHMS = ["EdDSA"]

with suite.channel() as channel:
    register = suite.organizations(channel)
    certificates = certificate_service_pb2_grpc.CertificateServiceStub(channel)
    request = suite.create(1)
    request.organization.registration_authority = "湖州市民政局"
    request.organization.address = "湖州市吴兴区样本路1号"
    request.organization.business_scope = "学术交流"
    created = register.CreateOrganization(request, metadata=suite.caller("REGISTRAR", idempotency_key=suite.key()))
    issued = certificates.ReissueCertificate(
        service.ReissueCertificateRequest(
            parent=created.organization.name, etag=created.organization.etag, basis="样民社〔2026〕1号"
        ),
        metadata=suite.caller("REGISTRAR", idempotency_key=suite.key()),
    ).certificate
    assert issued.number == suite.code(1) + "-001" and not issued.jws

    name = service.GetCertificateRequest(name=issued.name)
    assert not certificates.GetCertificate(name, metadata=suite.caller("TAX")).certificate.jws
    shown = certificates.GetCertificate(name, metadata=suite.caller("REGISTRAR", onecode_purpose="issue")).certificate

    published = certificates.ListCertificateKeys(service.ListCertificateKeysRequest(), metadata=suite.caller("TAX"))
    keys = KeySet.import_key_set(json.loads(published.jwk_set))
    statement = jws.deserialize_compact(shown.jws, keys, algorithms=ALGORITHMS)
    assert statement.headers()["typ"] == "onecode-certificate+jws"
    assert statement.headers()["kid"] == keys.keys[0].thumbprint()
    claims = json.loads(statement.payload)
    assert (claims["sub"], claims["jti"]) == (suite.code(1), issued.number)
    assert claims["legal_representative"] == "沈样本" and claims["iss"] == published.issuer
    assert claims["nbf"] <= claims["iat"] < claims["exp"]

    header, payload, signature = shown.jws.split(".")
    for tampered in (
        ".".join((header, payload[:40] + ("A" if payload[40] != "A" else "B") + payload[41:], signature)),
        ".".join((header, payload, ("A" if signature[0] != "A" else "B") + signature[1:])),
    ):
        try:
            jws.deserialize_compact(tampered, keys, algorithms=ALGORITHMS)
        except errors.BadSignatureError:
            continue
        raise AssertionError("a tampered certificate was accepted")

    changed = organization_service_pb2.ChangeOrganizationStatusRequest(
        name=created.organization.name, etag=created.organization.etag, status=6, basis="样民社注〔2026〕1号"
    )
    register.ChangeOrganizationStatus(changed, metadata=suite.caller("REGISTRAR", idempotency_key=suite.key()))
    status = service.CheckCertificateStatusRequest(number=issued.number)
    answer = certificates.CheckCertificateStatus(status, metadata=suite.caller("TAX"))
    assert answer.status == certificate_pb2.CERTIFICATE_STATUS_REVOKED
