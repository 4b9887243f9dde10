"""What a department does on its first day: register, get by code, search by name, read what is classified."""

import suite
from google.protobuf import field_mask_pb2
from onecode.registry.v1 import organization_pb2, organization_service_pb2 as service

with suite.channel() as channel:
    register = suite.organizations(channel)
    key = suite.key()
    created = register.CreateOrganization(suite.create(1), metadata=suite.caller("REGISTRAR", idempotency_key=key))
    again = register.CreateOrganization(suite.create(1), metadata=suite.caller("REGISTRAR", idempotency_key=key))
    assert created == again, "the same key has one effect"

    name = f"organizations/{suite.code(1)}"
    got, call = register.GetOrganization.with_call(service.GetOrganizationRequest(name=name), metadata=suite.caller("TAX"))
    assert got.organization.title == "湖州市样本第1协会"
    assert got.organization.legal_representative == "沈*" and not got.organization.contact_phone
    assert any(key == "onecode-request-id" for key, _ in call.initial_metadata())

    reasons = suite.caller("INSPECTOR", onecode_purpose="inspection")
    shown = register.GetOrganization(service.GetOrganizationRequest(name=name), metadata=reasons).organization
    assert (shown.legal_representative, shown.contact_phone) == ("沈样本", "0572-0123456")

    found = register.SearchOrganizations(service.SearchOrganizationsRequest(query="样本"), metadata=suite.caller("TAX"))
    assert [match.organization.code for match in found.matches] == [suite.code(1)]

    updated = register.UpdateOrganization(
        service.UpdateOrganizationRequest(
            organization=organization_pb2.Organization(name=name, etag=got.organization.etag, address="样本路1号"),
            update_mask=field_mask_pb2.FieldMask(paths=["address"]),
            basis="样民社变〔2026〕1号",
        ),
        metadata=suite.caller("REGISTRAR", idempotency_key=suite.key()),
        timeout=10,
    )
    assert updated.organization.revision == 2
