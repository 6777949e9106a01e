"""Installing a language: found in an index, fetched with progress, looked at, and only then put in place.

What was fetched when a download broke off is used by the next one, if the server still has the same file.
"""

import http.client
import json
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from termnews.domain.problems import Problem
from termnews.translate.archive import LARGEST, install_archive
from termnews.translate.base import TARGET
from termnews.translate.packages import CODE, INDEX, Offer, Package, Progress
from termnews.translate.posting import USER_AGENT, split_link

_LARGEST_INDEX = 4 << 20
_SECONDS = 30.0
"""For each piece of an answer, not for a whole download."""
_STEP = 1 << 18
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
_FAILURES = (OSError, http.client.HTTPException, ValueError)
_PARTIAL = 206
_PAST_THE_END = 416


def load_offers(index: str = INDEX) -> list[Offer] | Problem:
    """Read from an index what can be installed, by language, the newest version of each."""
    if split_link(index).scheme not in {"http", "https"}:
        return Problem("index", "has an address that is neither http nor https")
    try:
        with _open(index, {}) as answer:
            told = json.loads(answer.read(_LARGEST_INDEX))
    except (*_FAILURES, RecursionError) as error:
        return Problem(split_link(index).hostname or "index", _say(error))
    offers: dict[str, Offer] = {}
    for entry in told if isinstance(told, list) else []:
        offer = _read_offer(entry, index)
        if offer and (offer.language not in offers or _order(offer) > _order(offers[offer.language])):
            offers[offer.language] = offer
    return [offers[language] for language in sorted(offers)] or Problem("index", "offers no language")


def install_language(offer: Offer, folder: Path) -> Iterator[Progress | Package | Problem]:
    """Fetch and install a package; yield progress, then the package or what went wrong."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = folder / f".{offer.language}-{TARGET}.part"
    for step in _fetch(offer, part):
        yield step
        if isinstance(step, Problem):
            return
    if offer.digest and _digest(part) != offer.digest:
        part.unlink()
        yield Problem(offer.link, "is not the file that the index describes")
        return
    installed = install_archive(part, folder, offer.language)
    _drop(part)
    yield Problem(offer.link, installed.why) if isinstance(installed, Problem) else installed


def _read_offer(entry: object, index: str) -> Offer | None:
    match entry:
        case {"from_code": str(language), "to_code": str(to), "links": [str(link), *_], **more} if to == TARGET:
            whole = _web_link(index, link)
            if not CODE.fullmatch(language) or whole is None:
                return None
            told = {name: value for name, value in more.items() if isinstance(value, str)}
            name, version = told.get("from_name", language), told.get("package_version", "")
            return Offer(language, name, version, whole, told.get("sha256", "").lower())
    return None


def _web_link(index: str, link: str) -> str | None:
    try:
        whole = urljoin(index, link)
    except ValueError:
        return None
    return whole if split_link(whole).scheme in {"http", "https"} else None


def _order(offer: Offer) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", offer.version)]


def _fetch(offer: Offer, part: Path) -> Iterator[Progress | Problem]:
    """Fetch into a file, from where an earlier attempt broke off."""
    mark = part.with_name(f"{part.name}.from")
    begun = part.stat().st_size if part.exists() and _marked(mark, offer) else 0
    headers = {"Range": f"bytes={begun}-", "If-Range": _marked(mark, offer)} if begun else {}
    try:
        with _open(offer.link, headers) as answer:
            begun = _begin(answer, begun)
            total = begun + int(answer.headers.get("Content-Length") or 0)
            mark.write_text(f"{offer.link}\n{answer.headers.get('ETag') or ''}", "utf-8")
            if total > LARGEST:
                yield Problem(offer.link, "is larger than any package")
                return
            yield from _copy(answer, part, begun, total if answer.headers.get("Content-Length") else 0)
    except urllib.error.HTTPError as error:
        with error:
            if error.code == _PAST_THE_END and begun:
                _drop(part)
                yield from _fetch(offer, part)
            else:
                yield Problem(offer.link, f"could not be fetched (HTTP {error.code})")
    except _FAILURES as error:
        yield Problem(offer.link, _say(error))


def _begin(answer: Any, begun: int) -> int:  # noqa: ANN401 -- what urllib gives
    """Return where the answer goes on: at the start, when the server does not send the rest of the same file."""
    found = _RANGE.fullmatch(answer.headers.get("Content-Range") or "") if answer.status == _PARTIAL else None
    return begun if found and int(found[1]) == begun else 0


def _copy(answer: Any, part: Path, begun: int, total: int) -> Iterator[Progress | Problem]:  # noqa: ANN401
    done = begun
    with part.open("r+b" if begun else "wb") as out:
        out.seek(begun)
        out.truncate()
        yield Progress(done, total)
        while piece := answer.read(_STEP):
            done += len(piece)
            if done > LARGEST:
                yield Problem(part.name, "is larger than any package")
                return
            out.write(piece)
            yield Progress(done, total)
    if total and done < total:
        yield Problem(part.name, "broke off; install again to go on from here")


def _marked(mark: Path, offer: Offer) -> str:
    """Return the ETag that what is there came with, empty when it is of another link or cannot be gone on with."""
    try:
        link, _, etag = mark.read_text("utf-8").partition("\n")
    except (OSError, ValueError):
        return ""
    return etag if link == offer.link and not etag.startswith("W/") else ""


def _drop(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_name(f"{part.name}.from").unlink(missing_ok=True)


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_STEP):
            digest.update(piece)
    return digest.hexdigest()


def _open(link: str, headers: dict[str, str]) -> Any:  # noqa: ANN401 -- what urllib gives
    request = urllib.request.Request(link, headers={"User-Agent": USER_AGENT, **headers})  # noqa: S310 -- checked by callers
    return urllib.request.build_opener(_WebRedirect).open(request, timeout=_SECONDS)


class _WebRedirect(urllib.request.HTTPRedirectHandler):
    """Follows redirects on the web; not to files, not from https down to http."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:  # noqa: ANN401, PLR0913, PLR0917
        """Refuse a redirect that leads off the web or down."""
        scheme = urlsplit(newurl).scheme
        if scheme != "https" and (scheme != "http" or req.type == "https"):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _say(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        error.close()
        return f"could not be fetched (HTTP {error.code})"
    if isinstance(error, TimeoutError):
        return "did not answer in time"
    return "could not be reached" if isinstance(error, urllib.error.URLError) else "broke off its answer"
