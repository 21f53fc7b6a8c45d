"""Upper limits, patterns and enumerations: botocore's own validation knows them and looks at lower limits only."""

import re
from functools import cache

# Java's classes, which the models use and Python's expressions lack. Near enough for names and tags.
JAVA_CLASSES = {
    r"\p{L}": "a-zA-Z\u00aa-\uffdc",
    r"\p{Z}": " \u00a0\u2000-\u200a\u3000",
    r"\p{N}": "0-9\u00b2-\u00be",
    r"\p{M}": "\u0300-\u036f",
    r"\p{P}": r"!-#%-*,-/:;?@\[-\]_{}",
    r"\p{S}": r"$+<->^`|~",
    r"\p{Print}": " -~",
    r"\p{Graph}": "!-~",
    r"\p{ASCII}": "\\x00-\\x7f",
    r"\p{Alpha}": "a-zA-Z",
    r"\p{Alnum}": "a-zA-Z0-9",
    r"\p{Digit}": "0-9",
}


class Limits:
    """Compares values with the limits of their shapes, and counts how many limits there were."""

    def __init__(self, findings):
        self._findings = findings
        self.compared = {"max": 0, "pattern": 0, "enum": 0}
        self.unreadable_patterns = set()

    def check(self, value, shape, member=""):
        if value is None:
            return
        if shape.type_name == "structure":
            if isinstance(value, dict):
                self._check_members(value, shape, member)
            return
        self._check_max(value, shape, member)
        if shape.type_name == "list":
            for index, element in enumerate(value):
                self.check(element, shape.member, f"{member}[{index}]")
        elif shape.type_name == "map":
            for key, element in value.items():
                self.check(key, shape.key, f"{member}(key)")
                self.check(element, shape.value, f"{member}(value)")
        elif isinstance(value, str):
            self._check_text(value, shape, member)

    def _check_members(self, value, shape, member):
        for name, part in value.items():
            if name in shape.members:
                self.check(part, shape.members[name], f"{member}.{name}")

    def _check_max(self, value, shape, member):
        # `max` is of a number's value, and of the length of everything else.
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if "max" not in shape.metadata or not (is_number or hasattr(value, "__len__")):
            return
        size = value if is_number else len(value)
        self.compared["max"] += 1
        if size > shape.metadata["max"]:
            self._findings.note(member, f"over the maximum of {shape.metadata['max']}", f"{size}")

    def _check_text(self, value, shape, member):
        enum = shape.metadata.get("enum")
        if enum:
            self.compared["enum"] += 1
            if value not in enum:
                self._findings.note(member, f"is none of {', '.join(enum)}", value)
        pattern = shape.metadata.get("pattern")
        if pattern is None:
            return
        expression = readable(pattern)
        if expression is None:
            self.unreadable_patterns.add(pattern)
            return
        self.compared["pattern"] += 1
        if not expression.fullmatch(value):
            self._findings.note(member, f"does not match {pattern}", value)


@cache
def readable(pattern):
    """The pattern as Python reads it; None where it cannot."""
    for java, python in JAVA_CLASSES.items():
        pattern = pattern.replace(java, python)
    try:
        return re.compile(pattern)
    except re.error:
        return None
