"""The entry for web servers."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.settings")
application = get_wsgi_application()
# Read every address, and with it every view, before gunicorn forks: the workers share what is there already. Frozen, so
# that looking for garbage does not write to the shared pages.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
# A page makes some ten thousand objects; looking for garbage once per page is enough.
gc.set_threshold(10_000, 20, 20)
# SQLite lets go of the interpreter at each row; by default another thread would then keep it for 5 ms.
sys.setswitchinterval(0.0005)
