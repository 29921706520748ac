"""JSON Schemas of the documents, generated from their models."""

from typing import Any

from cadre_ledger.procedures.answers import DOCUMENTS, schema_id


def names() -> tuple[str, ...]:
    """Every document by name."""
    return tuple(sorted(document.NAME for document in DOCUMENTS))  # type: ignore[attr-defined]


def schema(name: str) -> dict[str, Any]:
    """The schema of one document."""
    document = next(each for each in DOCUMENTS if name == each.NAME)  # type: ignore[attr-defined]
    made = document.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": schema_id(name), **made}
