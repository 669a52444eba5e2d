"""Every test runs without the packs and gazetteers of the person who runs it."""

import os
from tempfile import mkdtemp

os.environ["MARSAD_HOME"] = mkdtemp(prefix="marsad-home-")
