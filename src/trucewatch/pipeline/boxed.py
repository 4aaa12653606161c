"""The program inside the sandbox: one file on standard input, what came of it on standard output.

    python -m trucewatch.pipeline.boxed < request > opened

It bounds itself before it reads a byte, and loads neither Django nor a model.
"""

from __future__ import annotations

import resource
import sys

from trucewatch.pipeline.crossing import read_request, written
from trucewatch.pipeline.limits import CPU_SECONDS, MEMORY_BYTES, OUTPUT_BYTES
from trucewatch.pipeline.opening import opened

_OPEN_FILES = 64


def bound() -> None:
    """Bound memory, processor time, output and files; what is bound here cannot be raised again."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, OUTPUT_BYTES),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def main() -> None:
    """Read the request, write what came of it."""
    bound()
    request, raw = read_request(sys.stdin.buffer.read())
    sys.stdout.buffer.write(written(opened(request, raw)))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
