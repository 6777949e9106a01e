"""What HTTP said of the encoding of a body."""

import re

from termnews.ingest.fetching import Fetched

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def charset_of(fetched: Fetched) -> str:
    """Return the name of an answer's encoding, empty when it gives none."""
    found = _CHARSET.search(fetched.content_type)
    return found[1] if found else ""
