"""What the web server runs."""

from __future__ import annotations

from django.core.asgi import get_asgi_application

from trucewatch.storage.opening import use

use()
application = get_asgi_application()
