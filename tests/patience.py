"""How long tests wait for what should happen at once.

They share few cores with browsers, servers and each other, and no test measures time: this only ends one
that would wait for ever.
"""

PATIENCE_SECONDS = 240
