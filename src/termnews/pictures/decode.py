"""Bytes from outside to pixels, through Pillow where it is installed; what is too large is refused before it is unpacked.

A picture of ten kilobytes can unpack to hundreds of megabytes and pass Pillow's own limit, so size is read from the
header first.
"""

import io
import warnings
from dataclasses import dataclass
from types import ModuleType

try:
    import PIL.Image as pillow
    import PIL.ImageOps as pillow_ops
except ImportError:  # the extra `pictures` is not installed
    pillow: ModuleType | None = None  # type: ignore[no-redef]
