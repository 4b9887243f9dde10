"""Puts the schemas of OCDS 1.1.5 together, as source distributions on PyPI carry them, into the ZIP that libcoveocds reads.

Nothing is downloaded here: tests validate without a network. Usage: ocds_standard.py REGISTRY_SDIST OCDSKIT_SDIST OUT.zip
"""

import json
import sys
import tarfile
import zipfile

FOLDER = "standard-1__1__5/"


def member(archive, name):
    with tarfile.open(archive) as files:
        found = next(one for one in files.getmembers() if one.name.partition("/")[2] == f"tests/fixtures/{name}")
        return json.load(files.extractfile(found))


def schemas(registry, kit):
    release = member(registry, "release-schema.json")
    versioned = member(registry, "versioned-release-validation-schema.json")
    package = member(kit, "release-package-schema.json")
    for schema in (release, versioned, package):
        assert "/1__1__5/" in schema["id"], schema["id"]
    base = release["id"].rpartition("/")[0] + "/"
    # this one comes with its references resolved, for other extensions: they are references again
    record_package = member(kit, "a/record-package-schema-dereferenced.json")
    record = record_package["properties"]["records"]["items"]
    fields = record["properties"]
    fields["compiledRelease"] = {"$ref": base + "release-schema.json"}
    # records here have none, and its schema would be fetched from the network
    fields["versionedRelease"] = {"type": "object"}
    fields["releases"]["oneOf"][1]["items"] = {"$ref": base + "release-schema.json"}
    record_package["definitions"] = {"record": record}
    record_package["properties"]["records"]["items"] = {"$ref": "#/definitions/record"}
    record_package["id"] = base + "record-package-schema.json"
    return {
        "release-schema": release,
        "versioned-release-validation-schema": versioned,
        "release-package-schema": package,
        "record-package-schema": record_package,
    }


def closed_codes(schema, found):
    """The codes that a schema lists itself, by the name of their list."""
    if isinstance(schema, dict):
        if "codelist" in schema:
            codes = schema.get("enum") or schema.get("items", {}).get("enum") or []
            found.setdefault(schema["codelist"], set()).update(code for code in codes if code)
        for inner in schema.values():
            closed_codes(inner, found)
    elif isinstance(schema, list):
        for inner in schema:
            closed_codes(inner, found)
    return {name: codes for name, codes in found.items() if codes}


def main(registry, kit, out):
    made = schemas(registry, kit)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(FOLDER, "")
        for name, schema in made.items():
            archive.writestr(f"{FOLDER}schema/{name}.json", json.dumps(schema))
        for name, codes in closed_codes(made["release-schema"], {}).items():
            archive.writestr(f"{FOLDER}schema/codelists/{name}", "\n".join(["Code", *sorted(codes), ""]))


if __name__ == "__main__":
    main(*sys.argv[1:])
