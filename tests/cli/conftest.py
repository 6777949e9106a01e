"""What tests of this room share with others."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1] / "ingest"))  # for `feed_server`
sys.path.append(str(Path(__file__).parents[1] / "sync"))  # for `greader_server`
