"""Parses commands with gcloud's own parser, runs none: one shell line per line of stdin, one verdict per line of stdout.

    python3 parse-gcloud.py SDK_ROOT
"""
import contextlib
import io
import os
import shlex
import sys

root = sys.argv[1]
sys.path[:0] = [os.path.join(root, "lib"), os.path.join(root, "lib", "third_party")]
from googlecloudsdk import gcloud_main  # noqa: E402

cli = gcloud_main.CreateCLI([])
parser = cli._CLI__parser  # There is no public way to parse without running.
for line in sys.stdin:
    complaint = io.StringIO()
    try:
        with contextlib.redirect_stderr(complaint):
            parser.parse_args(shlex.split(line)[1:])
        print("ok")
    except (SystemExit, Exception) as problem:
        print(f"{type(problem).__name__} {complaint.getvalue()} {problem}".replace("\n", " "))
