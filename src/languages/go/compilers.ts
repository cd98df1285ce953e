// The Go compiler nnc checks with: the module is `nncprogram`, package main at its top, other packages in folders
// (`import "nncprogram/exp"`).

import type { Compiler } from "../../toolchain/compiler.ts";

const BUILD = ["{command}", "build", "-buildvcs=false", "-o", "{output}", "."];

export const compilers: readonly Compiler<"go">[] = [
  {
    name: "go",
    builds: [[]],
    language: "go",
    commands: ["go"],
    detect: ["{command}", "version"],
    versionPattern: /^go version (?:go|devel go)(\d+(?:\.\d+)+)/,
    sourceExtension: ".go",
    attempt: ["{command}", "version"],
    compile: BUILD,
    timed: { program: BUILD },
    run: ["{output}"],
    extraFiles: { "go.mod": "module nncprogram\n\ngo 1.18\n" },
    // For this machine, from these files alone, by this very compiler, never over the network.
    environment: {
      GOENV: "off",
      GOWORK: "off",
      GO111MODULE: "on",
      GOFLAGS: "-mod=mod",
      GOTOOLCHAIN: "local",
      GOPROXY: "off",
      GOOS: "",
      GOARCH: "",
    },
    environmentWithoutHome: { GOCACHE: "{directory}/go-cache", GOPATH: "{directory}/go-path" },
    install: { linux: "sudo apt-get install golang-go", darwin: "brew install go", win32: "winget install GoLang.Go" },
  },
];
