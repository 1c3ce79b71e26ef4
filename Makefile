# What one does with this house; each target calls one script or one command.
# `make test` is what must pass before a commit, and `.ci/run` is the same with a count at the end.

.PHONY: all demo test build build-tests format lint layers samples golden sim bench fuzz docs ci \
	clean

all: build

# From nothing to the simulation's table, the payout file and a clean check, in a fresh book.
demo: build
	.build/release/ringfence demo

build:
	bash scripts/needs.sh
	swift build -c release --static-swift-stdlib --product ringfence

test:
	bash scripts/needs.sh
	$(MAKE) --no-print-directory build-tests
	swift test --skip-build
	$(MAKE) --no-print-directory samples layers lint docs

# The check refuses an import that Package.swift does not declare; `make layers` what it may declare.
build-tests:
	swift build --build-tests --explicit-target-dependency-import-check error

format:
	bash scripts/lint.sh --fix

lint:
	bash scripts/lint.sh

layers:
	bash scripts/layers.sh

# Each sample is a test: what it writes must equal its expected/ folder.
samples: build-tests
	bash scripts/samples.sh

golden: build-tests
	bash scripts/samples.sh --golden

# Random commands against the model, one seed: `make sim SEED=7`, with `STEPS=5000` for a longer life.
sim: build-tests
	RINGFENCE_SIM_SEED=$(SEED) RINGFENCE_SIM_STEPS=$(STEPS) \
		swift test --skip-build --filter BookSimulationTests

bench:
	swift run -c release --package-path Benchmarks bench

# Random bank files, for as long as one likes: `SECONDS_EACH=600 make fuzz`.
fuzz:
	bash scripts/fuzz.sh

# Every page and heading that code or docs point to exists.
docs:
	bash scripts/docs.sh

ci:
	bash .ci/run

clean:
	swift package clean
	rm -rf .demo
