"""JSON Schemas: values that break one become Swedish sentences with a route to the place."""

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from lydelse.findings import listed, quoted
from lydelse.yamltext import Value

Route = tuple[str | int, ...]

KINDS = {
    "string": "text",
    "integer": "ett heltal",
    "number": "ett tal",
    "boolean": "true eller false",
    "array": "en lista",
    "object": "nycklar med värden",
}

_HINTS = {
    "maxLength": "korta texten",
    "uniqueItems": "ta bort det ena",
    "minimum": "skriv minst {}",
    "maximum": "skriv högst {}",
    "minLength": "fyll i ett värde eller ta bort nyckeln",
    "minItems": "fyll i ett värde eller ta bort nyckeln",
}


class Breach(NamedTuple):
    """Where and how a value breaks its schema; ``key`` when the key is at fault, not its value."""

    route: Route
    message: str
    hint: str
    key: bool = False


class BrokenSchemaError(ValueError):
    """A schema is no JSON Schema: the environment is wrong. The message names it, in Swedish."""


class Schemas:
    """The schemas of one project, by file name without ending.

    Raises ``BrokenSchemaError`` when one is not a JSON object.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self._schemas = {name: _object(name, text) for name, text in texts.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._schemas

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self._schemas[name]

    def breaches(self, name: str, value: Value) -> tuple[Breach, ...]:
        """Every breach of the named schema, by route. Raises ``BrokenSchemaError``."""
        if name not in self:
            raise BrokenSchemaError(
                f"Schemat schemas/{name}.json saknas. Hämta tillbaka det ur git."
            )
        errors = _validator(name, self.texts[name]).iter_errors(value)
        found = {breach for error in errors for breach in _breaches(error)}
        return tuple(
            sorted(found, key=lambda breach: ([str(part) for part in breach.route], breach))
        )


def _object(name: str, text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenSchemaError(f"schemas/{name}.json är inte giltig JSON: {error}") from None
    if not isinstance(value, dict):
        raise BrokenSchemaError(f"schemas/{name}.json är inget schema. Hämta tillbaka det ur git.")
    return value


@cache
def _validator(name: str, text: str) -> Any:  # noqa: ANN401  imported when first needed: it is slow to load
    from jsonschema import Draft202012Validator, SchemaError
    from jsonschema.validators import extend

    checker = Draft202012Validator.FORMAT_CHECKER
    try:
        Draft202012Validator.check_schema(json.loads(text), format_checker=checker)
    except SchemaError as error:
        place = error.json_path
        raise BrokenSchemaError(f"schemas/{name}.json är inget giltigt schema ({place}).") from None
    validator: Any = extend(Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]
    return validator(json.loads(text), format_checker=Draft202012Validator.FORMAT_CHECKER)


def _pattern(_validator: object, pattern: str, value: Value, _schema: object) -> Iterator[Any]:
    """As the library's, but ``$`` is the end of the text, as JSON Schema says, not of its line."""
    from jsonschema import ValidationError

    if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _breaches(error: Any) -> Iterator[Breach]:  # noqa: ANN401  jsonschema's ValidationError
    route: Route = tuple(error.absolute_path)
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        for key in missing:
            title = _title(error.schema, key)
            yield Breach(route, f"nyckeln {quoted(key)} saknas", f"lägg till {key}: {title}")
    elif error.validator == "additionalProperties":
        known = list(error.schema.get("properties", {}))
        for key in (key for key in error.instance if key not in known):
            message = f"nyckeln {quoted(key)} finns inte"
            yield Breach((*route, key), message, _near(key, known), key=True)
    elif error.validator != "pattern" or error.instance or "minLength" not in error.schema:
        yield Breach(route, _message(_name(route), error), _hint(error))


def _title(schema: Mapping[str, Any], key: str) -> str:
    about = schema.get("properties", {}).get(key, {})
    said = str(about.get("description") or about.get("title") or "Ett värde.").split(". ")[0]
    return said[0].lower() + said[1:].rstrip(".")


def _near(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1)
    return f"menade du {close[0]}?" if close else f"ta bort den, eller välj {listed(known)}"


def _name(route: Route) -> str:
    names = [part for part in route if isinstance(part, str)]
    return names[-1] if names else "filen"


def _message(name: str, error: Any) -> str:  # noqa: ANN401  jsonschema's ValidationError
    value, limit = error.instance, error.validator_value
    match error.validator:
        case "type":
            wanted = KINDS.get(limit, str(limit)) if isinstance(limit, str) else "något annat"
            if value is None:
                return f"{name} saknar värde" if error.absolute_path else "filen är tom"
            return f"{name} ska vara {wanted}, men är {_kind(value)}: {quoted(value)}"
        case "enum" | "const" | "oneOf":
            return f"{name} har värdet {quoted(value)}, som inte går att välja"
        case "format":
            return f"{name} har värdet {quoted(value)}, som inte är ett datum"
        case "minLength" | "minItems":
            return f"{name} saknar värde"
        case "maxLength":
            return f"{name} har {len(value)} tecken, men får ha högst {limit}: {quoted(value)}"
        case "uniqueItems":
            return f"{name} har samma värde två gånger: {quoted(_repeated(value))}"
        case "minimum" | "maximum":
            return f"{name} är {quoted(value)}, utanför det som är tillåtet"
    return f"{name} har värdet {quoted(value)}, som inte har rätt form"


def _hint(error: Any) -> str:  # noqa: ANN401  jsonschema's ValidationError
    if error.instance is None and error.absolute_path:
        return _HINTS["minLength"]
    if known := _HINTS.get(error.validator):
        return known.format(error.validator_value)
    if own := error.schema.get("x-felmeddelande"):
        return str(own)
    match error.validator:
        case "enum":
            return f"välj {listed(str(choice) for choice in error.validator_value)}"
        case "type" if error.validator_value == "string" and error.instance is not None:
            return "sätt värdet inom citattecken"
        case "type" if error.validator_value == "array":
            return "skriv en rad för varje värde, med bindestreck först"
        case "type":
            return f"skriv {KINDS.get(str(error.validator_value), 'ett värde')}"
    return str(error.schema.get("description", "jämför med ett annat dokument"))


def _kind(value: Value) -> str:
    match value:
        case bool():
            return "true eller false"
        case int() | float():
            return "ett tal"
        case str():
            return "text"
        case list():
            return "en lista"
    return "nycklar med värden"


def _repeated(values: list[Value]) -> Value:
    return next((value for n, value in enumerate(values) if value in values[:n]), values)
