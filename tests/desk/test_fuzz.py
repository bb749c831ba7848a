"""The desk's own OpenAPI document, and whatever it allows, thrown at every address."""

from __future__ import annotations

import schemathesis
from desk_visitor import ORIGIN, Visitor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tollbook.desk.guard import POLICY

EXAMPLES = 12

_BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_no_address_fails_on_anything(visitor: Visitor) -> None:
    raw = visitor.client.app.openapi()
    view = visitor.view
    ids = [r.id for r in (*view.claims[:4], *view.incidents[:3], *view.reports[:2])]
    ids += [view.accounts[0].id, "book", "bat_0", "dec_0"]
    operations = [found.ok() for found in schemathesis.openapi.from_dict(raw).get_all_operations()]
    assert len(operations) >= 10

    def throw(operation) -> None:
        @_BOUNDED
        @given(case=operation.as_strategy(), own=st.sampled_from(ids), known=st.booleans())
        def thrown(case, own: str, known: bool) -> None:
            path = case.formatted_path
            if known and "{id}" in operation.path:
                path = operation.path.replace("{id}", own)
            body = None
            if operation.method.upper() == "POST":
                body = dict(case.body) if isinstance(case.body, dict) else {}
                body["csrf"] = visitor.session.csrf
                if known:
                    body["id"] = [own]
            answer = visitor.client.request(
                operation.method.upper(),
                path,
                params=dict(case.query or {}),
                data=body,
                headers={"Origin": ORIGIN},
                follow_redirects=False,
            )
            # 503 is the answer to what is added while the desk still reads the last.
            fine = answer.status_code < 500 or (path == "/add" and answer.status_code == 503)
            assert fine, (path, case.query, body, answer.text[-500:])
            assert answer.headers["content-security-policy"] == POLICY

        thrown()

    for operation in operations:
        throw(operation)
