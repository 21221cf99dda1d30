# The workflow, one readable command each.
PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python

.PHONY: demo test check eval bench faults flips replay versitygw pywb packs fuzz-queries install dev clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --upgrade pip
	$(PY) -m pip install --quiet --only-binary :all: --no-binary onrecord -e .
	touch $@

$(VENV)/dev-installed: $(VENV)/installed
	$(PY) -m pip install --quiet --only-binary :all: --group dev
	# followthemoney brings stubs of SQLAlchemy 1.4, which hide SQLAlchemy's own types from mypy.
	$(PY) -m pip uninstall --quiet --yes sqlalchemy2-stubs
	touch $@

install: $(VENV)/installed
dev: $(VENV)/dev-installed

demo: install
	$(VENV)/bin/onrecord demo

test: dev
	$(PY) -m pytest -q -n 2

check: dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -q tests/test_layers.py

# Quality on real data, and speed as ratios: both need the data folder ($ONRECORD_DATA).
eval: dev
	$(PY) -m eval

bench: dev
	$(PY) -m pip install --quiet --only-binary :all: --group peers
	$(PY) -m bench

# Fifty kills at random points; the test suite has a few.
faults: dev
	ONRECORD_KILLS=50 $(PY) -m pytest -q tests/faults

# A thousand flipped bits over all files of an archive; the test suite has eighty.
flips: dev
	ONRECORD_FLIPS=1000 $(PY) -m pytest -q -n 0 tests/faults/test_bit_flips.py

# 705 states of a real feed and 120 real wordings of terms, replayed ($ONRECORD_DATA); six minutes of the processor.
replay: dev
	ONRECORD_REPLAYED=705 $(PY) -m pytest -q -n 0 tests/archive/watching/test_replays.py

# Our WARC files replayed in pywb, and a backfill out of it. pywb is GPL: in an environment of its own.
$(VENV)-pywb/installed:
	$(PYTHON) -m venv $(VENV)-pywb
	$(VENV)-pywb/bin/pip install --quiet 'pywb>=2.9,<3' 'setuptools<80'
	touch $@

# A server of S3-compatible storage for the tests (Apache-2.0), built by Go.
$(VENV)-s3/versitygw:
	GOBIN=$(abspath $(VENV)-s3) go install github.com/versity/versitygw/cmd/versitygw@v1.8.0

versitygw: $(VENV)-s3/versitygw

pywb: dev $(VENV)-pywb/installed
	ONRECORD_PYWB=$(VENV)-pywb/bin $(PY) -m pytest -q -n 0 tests/archive/backfilling/test_pywb.py

# What else proof packs are tried in. ReplayWeb.page is AGPL; the validator's package has no wheel.
$(VENV)-wacz/installed:
	$(PYTHON) -m venv $(VENV)-wacz
	$(VENV)-wacz/bin/pip install --quiet 'wacz>=0.6,<0.7'
	touch $@

$(VENV)-replayweb/installed:
	mkdir -p $(VENV)-replayweb
	npm pack --silent --pack-destination $(VENV)-replayweb replaywebpage@2.5.3
	tar xzf $(VENV)-replayweb/replaywebpage-2.5.3.tgz -C $(VENV)-replayweb
	touch $@

packs: dev $(VENV)-pywb/installed $(VENV)-wacz/installed $(VENV)-replayweb/installed
	ONRECORD_PYWB=$(VENV)-pywb/bin ONRECORD_WACZ=$(VENV)-wacz/bin \
	ONRECORD_REPLAYWEB=$(VENV)-replayweb/package \
	$(PY) -m pytest -q -n 0 tests/archive/test_packs_elsewhere.py tests/web/browser/test_packs_replay.py

# 100,000 made-up queries, none of which may crash, take over a second or mark what isn't there.
fuzz-queries: dev
	ONRECORD_FUZZED_QUERIES=100000 $(PY) -m pytest -q -n 0 tests/index/test_fuzzed.py

clean:
	rm -rf $(VENV) $(VENV)-pywb $(VENV)-s3 $(VENV)-wacz $(VENV)-replayweb build dist .mypy_cache .pytest_cache .ruff_cache
