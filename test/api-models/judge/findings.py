"""What is found wrong, each kind of fault once, with one value as an example."""

import re


class Findings:
    def __init__(self):
        self._kinds = {}
        self._about = {}

    def begin(self, side, exchange):
        """All that is noted from here on is of this side (`request` or `reply`) of the exchange."""
        self._about = {
            "side": side,
            "service": exchange["service"],
            "operation": exchange["operation"],
            "by": exchange["by"],
        }

    def note_report(self, report):
        """What botocore's own validation has to say."""
        for reason, member, details in report._errors:
            place = f"{member}.{details['required_name']}" if "required_name" in details else member
            self.note(place, reason, {key: text for key, text in details.items() if key not in ("user_params", "required_name")})

    def note(self, member, fault, found=""):
        # Whichever element of a list it is, it is one kind of fault.
        member = re.sub(r"\[\d+\]", "[]", member).lstrip(".")
        kind = (self._about["side"], self._about["service"], self._about["operation"], member, fault)
        if kind not in self._kinds:
            self._kinds[kind] = {
                **self._about,
                "member": member,
                "fault": fault,
                "found": str(found)[:200],
                "times": 0,
            }
        self._kinds[kind]["times"] += 1

    def all(self):
        return list(self._kinds.values())
