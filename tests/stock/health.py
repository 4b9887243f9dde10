"""Health, as load balancers and `grpc_health_probe` ask for it: without a token."""

import suite
from grpc_health.v1 import health_pb2, health_pb2_grpc

with suite.channel() as channel:
    health = health_pb2_grpc.HealthStub(channel)
    for service in ["", "onecode.registry.v1.OrganizationService", "onecode.event.v1.EventService"]:
        answer = health.Check(health_pb2.HealthCheckRequest(service=service), timeout=10)
        assert answer.status == health_pb2.HealthCheckResponse.SERVING, service
    watch = health.Watch(health_pb2.HealthCheckRequest(service=""), timeout=10)
    assert next(watch).status == health_pb2.HealthCheckResponse.SERVING
    watch.cancel()
