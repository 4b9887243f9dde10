"""An import in chunks, an export, and a watch that goes on from the export's cursor."""

import suite
from onecode.event.v1 import event_service_pb2, event_service_pb2_grpc
from onecode.registry.v1 import facts_pb2, organization_pb2, organization_service_pb2 as service

ROWS = 25


def chunks():
    for first in range(1, ROWS + 1, 10):
        numbers = range(first, min(first + 10, ROWS + 1))
        rows = [service.ImportRow(organization=suite.organization(number), synthetic=True) for number in numbers]
        yield service.ImportOrganizationsRequest(first_row=first, rows=rows)


with suite.channel() as channel:
    register = suite.organizations(channel)
    registrar = suite.caller("REGISTRAR", idempotency_key="stock-import")
    answers = list(register.ImportOrganizations(chunks(), metadata=registrar))
    outcomes = [outcome for answer in answers for outcome in answer.outcomes]
    assert answers[0].next_row == 1 and not answers[0].outcomes, "the first answer says where to begin"
    assert answers[-1].next_row == ROWS + 1
    assert {outcome.action for outcome in outcomes} == {service.IMPORT_ACTION_CREATED} and len(outcomes) == ROWS

    resumed = list(register.ImportOrganizations(chunks(), metadata=registrar))
    assert resumed[0].next_row == ROWS + 1, "the same import again has nothing left to do"

    exported = list(register.ExportOrganizations(service.ExportOrganizationsRequest(), metadata=suite.caller("REGISTRAR")))
    codes = [organization.code for answer in exported for organization in answer.organizations]
    assert codes == sorted(suite.code(number) for number in range(1, ROWS + 1))

    feed = event_service_pb2_grpc.EventServiceStub(channel)
    request = event_service_pb2.WatchEventsRequest(cursor=exported[-1].cursor, heartbeat_seconds=1)
    watch = feed.WatchEvents(request, metadata=suite.caller("TAX"))
    register.CreateOrganization(suite.create(99), metadata=suite.caller("REGISTRAR", idempotency_key=suite.key()))
    wanted = f"organizations/{suite.code(99)}"
    event = next(event for answer in watch for event in answer.events if event.subject == wanted)
    assert event.type == "onecode.registry.v1.OrganizationRegistered"
    fact = facts_pb2.OrganizationRegistered()
    assert event.data.Unpack(fact) and fact.title == "湖州市样本第99协会"
    assert fact.status == organization_pb2.ORGANIZATION_STATUS_ACTIVE
    watch.cancel()
