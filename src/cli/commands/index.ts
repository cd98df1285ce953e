// The commands of nnc. Adding one is a file beside this one and a line here.

import type { CommandEntry } from "../arguments/command.ts";

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "train",
    summary: "train a network on a function and write it to a model file (ONNX)",
    load: async () => (await import("./train/train-command.ts")).train,
  },
  {
    name: "emit",
    summary: "print a model as one self-contained source file in C, Go or TypeScript",
    load: async () => (await import("./emit/emit-command.ts")).emit,
  },
  {
    name: "check",
    summary: "compile what emit writes, run it, and compare the results bit by bit",
    load: async () => (await import("./check/check-command.ts")).check,
  },
  {
    name: "certify",
    summary: "prove an error that what emit writes does not exceed at any float32 of the domain",
    load: async () => (await import("./certify/certify-command.ts")).certify,
  },
  {
    name: "bench",
    summary: "time what emit writes beside the formula, a table by hand and other generators",
    load: async () => (await import("./bench/bench-command.ts")).bench,
  },
  {
    name: "run",
    summary: "evaluate a model at points, beside its target",
    load: async () => (await import("./run/run-command.ts")).run,
  },
  {
    name: "info",
    summary: "show a model: layers, target, training, cost of a call",
    load: async () => (await import("./info/info-command.ts")).info,
  },
  {
    name: "plot",
    summary: "draw a picture: loss, fit, error, calibration, confusion, contour",
    load: async () => (await import("./plot/plot-command.ts")).plot,
  },
  {
    name: "report",
    summary: "write a page on a model (HTML): figures, plots, parameters, commands",
    load: async () => (await import("./report/report-command.ts")).report,
  },
  {
    name: "diff",
    summary: "compare two models: layers, parameters, errors and results",
    load: async () => (await import("./diff/diff-command.ts")).diff,
  },
  {
    name: "convert",
    summary: "write a model in another format: Chainer's to ONNX, ONNX to Chainer's",
    load: async () => (await import("./convert/convert-command.ts")).convert,
  },
  {
    name: "quantize",
    summary: "write a model of floats as one of integers of 8 bits (ONNX, QDQ), and say what was lost",
    load: async () => (await import("./quantize/quantize-command.ts")).quantize,
  },
  {
    name: "trace",
    summary: "show gradient descent on y = W*x + b step by step: the gradient by hand and by back-propagation",
    load: async () => (await import("./trace/trace-command.ts")).trace,
  },
  {
    name: "schema",
    summary: "print the JSON Schema of what a command prints with --json",
    load: async () => (await import("./schema/schema-command.ts")).schema,
  },
];
