"""Validates an exported package of grants against what the 360Giving Data Standard 1.1 asks for, without a network.

No package of PyPI has that standard's schema, so the one here is ours: the fields that the standard requires and those that we
export, stricter where we know more (one currency, codes, exact amounts). Usage: grants_check.py FILE
"""

import json
import re
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

TEXT = {"type": "string", "pattern": "\\S"}
AMOUNT = {"type": "number", "minimum": 0}
INSTANT = {"type": "string", "format": "instant"}


def known(properties):
    """An object of these fields, each of them, and no others."""
    return {"type": "object", "required": list(properties), "properties": properties, "additionalProperties": False}


def one(schema):
    return {"type": "array", "minItems": 1, "maxItems": 1, "items": schema}


RECIPIENT = known({"id": {"type": "string", "pattern": "^CN-USCI-[0-9A-Z]{18}$"}, "name": TEXT})
FUNDER = known({"id": {"type": "string", "pattern": "^360G-[A-Za-z0-9_]+-[0-9]{6}-[a-z-]+$"}, "name": TEXT, "department": TEXT})
GRANT = known({
    "id": {"type": "string", "pattern": "^360G-[A-Za-z0-9_]+-[0-9a-f-]{36}$"},
    "title": TEXT,
    "description": TEXT,
    "currency": {"const": "CNY"},
    "amountAwarded": {"type": "number", "exclusiveMinimum": 0},
    "amountDisbursed": AMOUNT,
    "awardDate": {"type": "string", "format": "day"},
    "recipientOrganization": one(RECIPIENT),
    "fundingOrganization": one(FUNDER),
    "grantProgramme": one(known({"code": TEXT, "title": TEXT, "description": TEXT})),
    "dateModified": INSTANT,
})
PACKAGE = known({
    "version": {"const": "1.1"},
    "title": TEXT,
    "issued": INSTANT,
    "publisher": known({"name": TEXT}),
    "grants": {"type": "array", "minItems": 1, "uniqueItems": True, "items": GRANT},
})

formats = FormatChecker(formats=())


@formats.checks("day", raises=ValueError)
def is_day(text):
    return not isinstance(text, str) or (re.fullmatch(r"\d{4}-\d\d-\d\d", text) and bool(date.fromisoformat(text)))


@formats.checks("instant", raises=ValueError)
def is_instant(text):
    return not isinstance(text, str) or ("T" in text and datetime.fromisoformat(text).tzinfo is not None)


def main(file):
    text = Path(file).read_text(encoding="utf-8")
    problems = list(Draft202012Validator(PACKAGE, format_checker=formats).iter_errors(json.loads(text)))
    assert not problems, "\n".join(f"{problem.json_path}: {problem.message}" for problem in problems)
    grants = json.loads(text, parse_float=Decimal)["grants"]
    ids = {grant["id"] for grant in grants}
    assert len(ids) == len(grants), "an id stands twice"
    for grant in grants:
        for field in ("amountAwarded", "amountDisbursed"):
            assert isinstance(grant[field], Decimal) and grant[field].as_tuple().exponent == -2, f"{grant['id']}: {field}"
        assert grant["amountDisbursed"] <= grant["amountAwarded"], grant["id"]
        assert grant["awardDate"] <= grant["dateModified"][:10], grant["id"]
    print(f"{len(grants)} grants")


if __name__ == "__main__":
    main(*sys.argv[1:])
