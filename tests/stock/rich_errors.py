"""Refusals with their details, as `grpc_status` reads them."""

import grpc
import suite
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from onecode.registry.v1 import organization_service_pb2 as service


def refusal(call, request, metadata):
    try:
        call(request, metadata=metadata)
    except grpc.RpcError as error:
        return error.code(), rpc_status.from_call(error)
    raise AssertionError("it was accepted")


def detail(status, kind):
    for packed in status.details:
        message = kind()
        if packed.Unpack(message):
            return message
    raise AssertionError(f"no {kind.__name__} in {status}")


with suite.channel() as channel:
    register = suite.organizations(channel)
    wrong = suite.create(1)
    wrong.organization.code = "11010519491231002X"
    wrong.organization.title = ""
    chinese = suite.caller("REGISTRAR", idempotency_key=suite.key(), accept_language="zh-CN")
    code, status = refusal(register.CreateOrganization, wrong, chinese)
    assert code == grpc.StatusCode.INVALID_ARGUMENT
    info = detail(status, error_details_pb2.ErrorInfo)
    assert (info.reason, info.domain) == ("INVALID_FIELDS", "onecode")
    fields = {violation.field for violation in detail(status, error_details_pb2.BadRequest).field_violations}
    assert {"organization.code", "organization.title"} <= fields, fields
    sentence = detail(status, error_details_pb2.LocalizedMessage)
    assert sentence.locale == "zh-CN" and sentence.message.endswith("。")
    assert "11010519491231002X" not in str(status)

    code, status = refusal(register.CreateOrganization, suite.create(1), suite.caller("TAX", idempotency_key=suite.key()))
    assert code == grpc.StatusCode.PERMISSION_DENIED
    assert detail(status, error_details_pb2.ErrorInfo).metadata["permission"] == "registry.organization.write"

    absent = service.GetOrganizationRequest(name=f"organizations/{suite.code(7)}")
    code, status = refusal(register.GetOrganization, absent, suite.caller("TAX"))
    assert code == grpc.StatusCode.NOT_FOUND
    assert detail(status, error_details_pb2.ErrorInfo).reason == "ORGANIZATION_NOT_FOUND"

    code, status = refusal(register.GetOrganization, absent, [])
    assert code == grpc.StatusCode.UNAUTHENTICATED
