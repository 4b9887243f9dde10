"""Validates exported packages with the Open Contracting Partnership's own tools, without a network.

libcoveocds checks every package against the schemas of OCDS 1.1.5 and its additional rules. ocdsmerge merges the releases of
each process, and must come to the compiled release of its record, number for number. Usage: ocds_check.py FOLDER
"""

import json
import sys
from decimal import Decimal
from pathlib import Path

from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig
from ocdsmerge import Merger

STANDARD = Path(sys.prefix) / "ocds-standard-1.1.5.zip"


def valid(path):
    config = LibCoveOCDSConfig()
    config.config["context"] = "api"
    config.config["standard_zip"] = STANDARD.as_uri()
    found = ocds_json_output(json_data=json.loads(path.read_text()), lib_cove_ocds_config=config)
    for key in ("validation_errors", "additional_closed_codelist_values", "additional_fields", "deprecated_fields"):
        assert not found[key], f"{path.name}: {key}: {found[key]}"
    assert not found["additional_checks"], f"{path.name}: {found['additional_checks']}"


def exact(path):
    return json.loads(path.read_text(), parse_float=Decimal)


def schema():
    import zipfile

    with zipfile.ZipFile(STANDARD) as archive:
        return json.loads(archive.read("standard-1__1__5/schema/release-schema.json"))


def main(folder):
    packages = sorted(Path(folder).glob("releases-*.json"))
    records = sorted(Path(folder).glob("records*.json"))
    assert packages and records, f"{folder} holds no packages"
    for path in packages + records:
        valid(path)
    releases = {}
    links = set()
    for path in packages:
        package = exact(path)
        for release in package["releases"]:
            releases.setdefault(release["ocid"], []).append(release)
            links.add(f"{package['uri']}#{release['id']}")
    merger = Merger(schema())
    compared = 0
    for path in records:
        for record in exact(path)["records"]:
            merged = merger.create_compiled_release(releases[record["ocid"]])
            assert merged == record["compiledRelease"], f"{record['ocid']}\n{merged}\n{record['compiledRelease']}"
            linked = {release["url"] for release in record["releases"]}
            assert linked <= links and len(linked) == len(releases[record["ocid"]]), record["releases"]
            compared += 1
    print(f"{len(packages)} release packages, {compared} records")


if __name__ == "__main__":
    main(*sys.argv[1:])
