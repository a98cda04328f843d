"""Writes cases.json: certificate chains, and what OpenSSL and this project say of each.

    pip install cryptography
    python tests/certificates/generate.py

A case is a server's chain, the roots that its client trusts, and the host that the client
asks for. `python` is the answer of Python's ssl module, without the strict mode that Python
3.13 switched on; `node` that of Node's tls; both are recorded here and asked again by the
tests. `core` is what the verifier in core/src/tls says, by Node's names of errors. Where they
differ in more than the reason, `row` names the row of tests/compat/differences.toml.

The keys are made anew each time; nobody trusts them but the tests.
"""

from __future__ import annotations

import json
import ssl
import subprocess
from pathlib import Path

from cases import all_cases
from openssl import answer

HERE = Path(__file__).parent


def write() -> None:
    cases = all_cases()
    for one in cases:
        one["python"] = answer(one)
    target = HERE / "cases.json"
    target.write_text(json.dumps(cases, indent=1) + "\n")
    command = ["node", str(HERE / "node.mjs"), str(target)]
    codes = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    for one, code in zip(cases, codes):
        one["node"] = code
    target.write_text(json.dumps(cases, indent=1) + "\n")
    for one in cases:
        print(f"{one['core']:32} {one['node']:32} {one['python']:45} {one['name']}")
    print(ssl.OPENSSL_VERSION)


if __name__ == "__main__":
    write()
