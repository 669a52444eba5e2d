"""Who one is: logging in and out."""

from fastapi import APIRouter, Request, Response

from marsad.serve.api.shapes.people import Me
from marsad.serve.api.state import Anyone, Here, told

router = APIRouter(tags=["people"])


@router.get("/me", response_model=Me)
def me(request: Request, here: Here, person: Anyone) -> Response:
    """Who asks, what that person may do, and the token that changes must carry."""
    if person is None:
        return told(request, Me(name=None, role=None, login=here.settings.login, csrf=None, can=[]))
    shape = Me(name=person.name, role=person.role.word, login=here.settings.login, csrf=person.csrf, can=person.can)
    return told(request, shape)
