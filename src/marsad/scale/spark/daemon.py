"""What Spark starts once a machine to fork its Python workers from: it loads the packs first, and all share them."""

import gc
import os

from pyspark import daemon

from marsad.reader import reader_of

if __name__ == "__main__":
    if not os.environ.get("MARSAD_PACKS"):
        reader_of()
        gc.freeze()
    daemon.manager()
