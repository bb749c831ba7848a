"""Coming in and leaving, where a team shares the desk; and who belongs to it, for an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from tollbook.desk.desk import Desk
from tollbook.desk.team import LASTS, Refused, Team, TooOften
from tollbook.desk.who import NOW

_SHOWN = 200  # of those who came in


@dataclass(frozen=True, slots=True)
class SignInForm:
    """What the forms of this page hold."""

    name: str = ""
    password: str = ""
    csrf: str = ""


def routes(desk: Desk) -> APIRouter:
    """Sign in, sign out, people; a desk of one person has none of these."""
    router = APIRouter()

    @router.get("/sign-in")
    def sign_in_page() -> Response:
        team_of(desk)
        return desk.part("sign_in.html", fault=None)

    @router.post("/sign-in")
    def sign_in(form: Annotated[SignInForm, Depends(read_sign_in)], request: Request) -> Response:
        try:
            secret = team_of(desk).sign_in(form.name.strip(), form.password, address_of(request))
        except Refused as fault:
            answer = desk.part("sign_in.html", fault=fault)
            answer.status_code = 429 if isinstance(fault, TooOften) else 401
            return answer
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            desk.session.cookie,
            secret,
            max_age=int(LASTS.total_seconds()),
            httponly=True,
            samesite="strict",
            secure=desk.session.public.startswith("https:"),
            path="/",
        )
        return response

    @router.post("/sign-out")
    def sign_out(form: Annotated[SignInForm, Depends(read_sign_in)], request: Request) -> Response:
        team, who = team_of(desk), NOW.get()
        if who is None or not desk.session.is_csrf(form.csrf):
            raise HTTPException(403, "The form is from an earlier session: reload the page.")
        team.sign_out(who, address_of(request))
        response = RedirectResponse("/sign-in", status_code=303)
        response.delete_cookie(desk.session.cookie, path="/")
        return response

    @router.get("/people")
    def people_page(request: Request) -> Response:
        people = team_of(desk).people
        return desk.page(
            request,
            "people.html",
            "People",
            users=people.all(),
            tokens=people.tokens(),
            came=people.sign_ins(limit=_SHOWN),
        )

    return router


def team_of(desk: Desk) -> Team:
    """The desk's team.

    :raises HTTPException: 404, where the desk has one person.
    """
    if desk.session.team is None:
        raise HTTPException(404)
    return desk.session.team


async def read_sign_in(request: Request) -> SignInForm:
    """The form that a request carries; other fields and files are passed by or refused."""
    sent = await request.form(max_files=0, max_fields=10)
    text = {name: value for name, value in sent.items() if isinstance(value, str)}
    return SignInForm(text.get("name", ""), text.get("password", ""), text.get("csrf", ""))


def address_of(request: Request) -> str:
    """The machine that asks; "": not known."""
    return request.client.host if request.client is not None else ""
