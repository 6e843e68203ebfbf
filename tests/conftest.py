"""What all tests share: properties tried alike everywhere, and a Ctrl-C that works."""

import signal

from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, deadline=None)
settings.load_profile("same everywhere")

# A shell starts what runs in its background with Ctrl-C ignored, and all its children inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
