"""What the web server runs."""

from __future__ import annotations

from django.core.asgi import get_asgi_application

from trucewatch.storage.opening import use
from trucewatch.web.bodies import Bodies

use(sees="")  # each request is shown what its person may see, and nothing is shown beside that
application = Bodies(get_asgi_application())
