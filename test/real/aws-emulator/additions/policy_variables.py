"""Policy variables: `${aws:PrincipalTag/team}` in resources and in the values of conditions.

The IAM user guide has it ("IAM policy elements: Variables and tags"): they are replaced with values of the request's
context, in documents of the version 2012-10-17 alone; `${key, 'default'}` says what holds where there is no value; and
"If AWS cannot resolve a variable this might cause the entire statement to be invalid": such a statement, an allow or a
deny, does not match. A value with a star in it is not told from a pattern.
"""

import json
import re
from dataclasses import replace

from ministack.core import iam_evaluator

VERSION = "2012-10-17"
VARIABLE = re.compile(r"\$\{([^}]*)\}")
DEFAULT = re.compile(r"^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$")
LITERAL = ("*", "?", "$")
# Where a statement keeps the version of its document until it is parsed.
MARK = "DocumentVersion"


class Unresolved(Exception):
    """The request has no value for a variable."""


def listed(value):
    return value if isinstance(value, list) else [value]


def resolved(text: str, context) -> str:
    def value_of(match) -> str:
        if match.group(1) in LITERAL:
            return match.group(1)
        named = DEFAULT.match(match.group(1))
        value = iam_evaluator._resolve_condition_key(named.group(1), context) if named else None
        if isinstance(value, str):
            return value
        if value is None and named and named.group(2) is not None:
            return named.group(2)
        raise Unresolved(match.group(0))

    return VARIABLE.sub(value_of, text)


def with_values(statement, context):
    """The statement with the values of this request; None where one is missing."""
    if not getattr(statement, "has_variables", False):
        return statement
    try:
        conditions = {
            operator: {
                key: [resolved(str(value), context) for value in listed(values)] for key, values in keys.items()
            }
            for operator, keys in statement.conditions.items()
            if isinstance(keys, dict)
        }
        return replace(
            statement,
            resources=[resolved(one, context) for one in statement.resources],
            not_resources=[resolved(one, context) for one in statement.not_resources],
            conditions=conditions,
        )
    except Unresolved:
        return None


def marked(document):
    """The document with its version in each of its statements: they are looked at one by one."""
    parsed = json.loads(document) if isinstance(document, str) and document else document
    if not isinstance(parsed, dict):
        return document
    version = parsed.get("Version")
    statements = [
        {MARK: version, **one} if isinstance(one, dict) else one for one in listed(parsed.get("Statement", []))
    ]
    return {**parsed, "Statement": statements}


def install() -> None:
    parse, first_match = iam_evaluator.parse_policy_document, iam_evaluator._first_match
    evaluate_resource_policy = iam_evaluator.evaluate_resource_policy

    def parse_policy_document(document):
        try:
            document = marked(document)
        except ValueError:
            return parse(document)
        if not isinstance(document, dict):
            return parse(document)
        found = []
        for one in document["Statement"]:
            for statement in parse({"Statement": [one]}):
                statement.has_variables = one.get(MARK) == VERSION and "${" in json.dumps(one)
                found.append(statement)
        return found

    def first(context, statements, effect):
        return first_match(
            context, [one for one in (with_values(each, context) for each in statements) if one is not None], effect
        )

    def of_resource(document, *rest, **named):
        try:
            document = marked(document)
        except ValueError:
            pass
        return evaluate_resource_policy(document, *rest, **named)

    iam_evaluator.parse_policy_document = parse_policy_document
    iam_evaluator._first_match = first
    iam_evaluator.evaluate_resource_policy = of_resource
