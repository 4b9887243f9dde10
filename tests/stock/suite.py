"""Where the suite is, who calls, and organisations to call about."""

import os
import uuid

import grpc
from onecode.registry.v1 import organization_pb2, organization_service_pb2, organization_service_pb2_grpc


def channel():
    return grpc.insecure_channel(os.environ["ADDRESS"])


def caller(who, **metadata):
    """Metadata of a caller whose token the environment holds."""
    pairs = [("authorization", "Bearer " + os.environ[who])]
    return pairs + [(name.replace("_", "-"), value) for name, value in metadata.items()]


def key():
    return str(uuid.uuid4())


def organizations(through):
    return organization_service_pb2_grpc.OrganizationServiceStub(through)


def check_character(text, weights, alphabet, modulus):
    total = sum(weight * alphabet.index(character) for weight, character in zip(weights, text))
    return (modulus - total % modulus) % modulus


def code(number):
    """A right code (GB 32100-2015, GB 11714) that no authority issues, computed here and not by the suite."""
    body = f"XX{number:06d}"
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ninth = check_character(body, [3, 7, 9, 10, 5, 8, 4, 2], letters, 11)
    front = "51330500" + body + ("X" if ninth == 10 else str(ninth))
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = [pow(3, place, 31) for place in range(17)]
    return front + alphabet[check_character(front, weights, alphabet, 31)]


def organization(number):
    return organization_pb2.Organization(
        code=code(number),
        title=f"湖州市样本第{number}协会",
        kind=organization_pb2.ORGANIZATION_KIND_SOCIAL_GROUP,
        division="330500",
        legal_representative="沈样本",
        contact_phone="0572-0123456",
    )


def create(number):
    return organization_service_pb2.CreateOrganizationRequest(
        organization=organization(number),
        status=organization_pb2.ORGANIZATION_STATUS_ACTIVE,
        basis=f"样民社登〔2026〕{number}号",
    )
