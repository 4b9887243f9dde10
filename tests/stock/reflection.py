"""A client that knows no contract: it discovers the services by reflection (v1alpha) and calls one."""

import suite
from google.protobuf import descriptor_pool, message_factory
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

with suite.channel() as channel:
    database = ProtoReflectionDescriptorDatabase(channel)
    services = set(database.get_services())
    assert {
        "onecode.registry.v1.OrganizationService",
        "onecode.registry.v1.DepartmentService",
        "onecode.event.v1.EventService",
        "grpc.health.v1.Health",
    } <= services, services

    pool = descriptor_pool.DescriptorPool(database)
    service = pool.FindServiceByName("onecode.registry.v1.OrganizationService")
    method = service.FindMethodByName("CheckCode")
    request = message_factory.GetMessageClass(method.input_type)(code=suite.code(1))
    call = channel.unary_unary(
        f"/{service.full_name}/{method.name}",
        request_serializer=lambda message: message.SerializeToString(),
        response_deserializer=message_factory.GetMessageClass(method.output_type).FromString,
    )
    answer = call(request, metadata=suite.caller("TAX"))
    assert answer.valid and answer.code == suite.code(1), answer
    wrong = type(request)(code=suite.code(1)[:-1] + "O")
    assert not call(wrong, metadata=suite.caller("TAX")).valid
