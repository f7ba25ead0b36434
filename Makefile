# make demo      installs what is missing, builds, and draws the worked example
# make test      builds and runs all tests
# make lint      checks the form of the source and the arrows between modules
# make verify    test and lint, then the slow proof: exports read by others, kills, fuzzing, conformance, the installed
#                binary with its checkout out of reach
# make install   a static release with completions and man page under PREFIX
# make bench     measures Weft beside a rival in each task

PREFIX ?= /usr/local
DESTDIR ?=
GRAPH ?= Graphs/gulf-ai
SWIFT ?= swift
# Proofs that repeat a thing thousands of times run optimised, some ten times as fast.
PROOF = $(SWIFT) test -c release -Xswiftc -enable-testing --scratch-path .build-proof --disable-xctest

.DEFAULT_GOAL := demo
.PHONY: demo test lint verify install bench setup clean

setup:
	@Scripts/setup

demo: setup
	@Scripts/demo $(GRAPH)

test: setup
	$(SWIFT) test --disable-xctest

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests
	$(SWIFT) build --explicit-target-dependency-import-check error

verify: test lint
	Scripts/readers
	WEFT_READERS=1 $(SWIFT) test --disable-xctest --filter 'Readers|ReadByOthers|PageTests'
	WEFT_KILLS=500 $(PROOF) --filter 'KillTests|DecidingTogetherTests'
	WEFT_HOSTILE=1000000 WEFT_MAPS=40 $(PROOF) --filter 'HostileFigureTests|MapTests'
	WEFT_SEQUENCES=3000 $(PROOF) --filter 'ChangeSequenceTests|DecisionSequenceTests'
	WEFT_QUERIES=100000 $(PROOF) --filter WholeQueryTests
	Fuzz/run all 60
	Scripts/verify-conformance
	Scripts/verify-install

install: setup
	@Scripts/install "$(PREFIX)" "$(DESTDIR)"

bench: setup
	Benchmarks/run

clean:
	rm -rf .build .build-proof
