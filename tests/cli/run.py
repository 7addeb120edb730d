"""What the end-to-end tests share: a folder of their own, running the program, asking what it said."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from tap import ROOT, check, done, skip  # noqa: E402,F401

TRANH = os.environ['TRANH']
SANITIZED = bool(os.environ.get('TRANH_SANITIZED'))
_folder = tempfile.TemporaryDirectory(prefix='tranh-test-')
FOLDER = _folder.name

# The environment of a user with nothing set, and what the sanitizers need.
ENV = {k: v for k, v in os.environ.items() if k in ('PATH', 'HOME') or k.endswith('SAN_OPTIONS')}
if SANITIZED:  # many short runs: whole stacks only where they are needed (pages.py)
    ENV['ASAN_OPTIONS'] = ENV.get('ASAN_OPTIONS', '') + ':fast_unwind_on_malloc=1'


def path(*parts):
    return os.path.join(FOLDER, *parts)


def write(name, text, encoding='utf-8'):
    """A file in the test's folder; returns its path."""
    where = path(name)
    os.makedirs(os.path.dirname(where), exist_ok=True)
    with open(where, 'wb') as f:
        f.write(text if isinstance(text, bytes) else text.encode(encoding))
    return where


def read(where):
    with open(where, 'rb') as f:
        return f.read()


class Run:
    """One run of the program: code, out (bytes), err (text)."""

    def __init__(self, *args, env=None, stdin=b'', program=TRANH, cwd=FOLDER):
        done_ = subprocess.run([program, *args], input=stdin, capture_output=True, cwd=cwd, timeout=240, check=False,
                               env={**ENV, **(env or {})})
        self.args = args
        self.code = done_.returncode
        self.out = done_.stdout
        self.err = done_.stderr.decode('utf-8', 'replace')

    def check(self, code, name, *words):
        """The exit code is CODE, and the messages hold all WORDS."""
        missing = [w for w in words if w not in self.err]
        return check(self.code == code and not missing, name,
                     f'tranh {" ".join(self.args)}\nexit code {self.code}, expected {code}\nmissing: {missing}\n{self.err}')


def tool(*command, stdin=None):
    """Output of another program (bytes); None where it fails or is not there."""
    if not shutil.which(command[0]):
        return None
    done_ = subprocess.run(command, input=stdin, capture_output=True, cwd=FOLDER, timeout=120, check=False, env=ENV)
    return done_.stdout if done_.returncode == 0 else None
