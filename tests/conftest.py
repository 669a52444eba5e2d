"""Every test runs without the packs and gazetteers of the person who runs it."""

import os
from tempfile import TemporaryDirectory

HOME = TemporaryDirectory(prefix="marsad-home-")  # removed when Python ends
os.environ["MARSAD_HOME"] = HOME.name
