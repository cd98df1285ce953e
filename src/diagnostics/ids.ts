// Every kind of failure there is, by its id, with who has to act. What each one means stands in docs/diagnostics.md.
// What is refused of a choice from a registry, of an op or of a model file has ids that all of its kind share, so that a further
// one needs none.

/** Who has to act: decides the exit code of the command line. */
export type DiagnosticCategory =
  /** A measured result is worse than what was asked for. */
  | "check"
  /** The command was called wrongly. */
  | "usage"
  /** A model or data file cannot be used. */
  | "model"
  /** A compiler or another outside tool is missing or failed. */
  | "toolchain"
  /** A file cannot be read or written. */
  | "file"
  /** nnc itself is wrong. */
  | "defect";

const CATEGORIES = {
  // What was asked of a network was not reached.
  "check-failed": "check",
  "error-not-proved": "check",
  "error-not-reached": "check",
  "network-not-finite": "check",
  "scaling-beyond-float32": "check",
  "target-to-certify-missing": "check",
  "target-to-check-missing": "check",
  "training-diverged": "check",

  // The words of a command line.
  "argument-invalid": "usage",
  "argument-surplus": "usage",
  "command-unknown": "usage",
  "file-argument-missing": "usage",
  "flag-with-value": "usage",
  "option-before-command": "usage",
  "option-repeated": "usage",
  "option-unknown": "usage",
  "options-exclusive": "usage",
  "value-missing": "usage",

  // What a program gives the functions of the library.
  "given-name-unknown": "usage",
  "given-value-invalid": "usage",

  // What a command is to work on and what it is to make.
  "binary-to-terminal": "usage",
  "dimension-unknown": "usage",
  "domain-missing": "usage",
  "domain-without-target": "usage",
  "format-missing": "usage",
  "function-name-invalid": "usage",
  "class-result-of-questions": "usage",
  "class-result-unavailable": "usage",
  "outside-unavailable": "usage",
  "class-not-a-number": "usage",
  "domain-recorded": "usage",
  "table-unavailable": "usage",
  "error-without-table": "usage",
  "simd-in-language": "usage",
  "simd-of-platform": "usage",
  "simd-unavailable": "usage",
  "simd-without-batch": "usage",
  "numbers-without-table": "usage",
  "file-of-other-language": "usage",
  "language-missing": "usage",
  "model-from-terminal": "usage",
  "picture-format-missing": "usage",
  "plot-kind-missing": "usage",
  "plot-needs-samples": "usage",
  "plot-option-foreign": "usage",
  "loss-surface-of-several": "usage",
  "plot-results-too-many": "usage",
  "plot-variables-missing": "usage",
  "plot-variables-too-many": "usage",
  "point-beyond-float32": "usage",
  "point-missing": "usage",
  "point-wrong-length": "usage",
  "port-unavailable": "usage",
  "port-without-page": "usage",
  "report-in-place-of-model": "usage",
  "result-unknown": "usage",
  "samples-of-several-inputs": "usage",
  "target-to-compare-missing": "usage",
  "targets-wrong-count": "usage",
  "variable-fixed-twice": "usage",
  "variable-unknown": "usage",
  "variable-with-two-domains": "usage",

  // What is trained, and how.
  "activation-missing": "usage",
  "activation-not-wanted": "usage",
  "activation-unknown": "usage",
  "activation-value-invalid": "usage",
  "activation-value-surplus": "usage",
  "batch-too-large": "usage",
  "checkpoint-contradicted": "usage",
  "checkpoint-without-place": "usage",
  "choice-unknown": "usage",
  "choice-value-invalid": "usage",
  "choice-value-missing": "usage",
  "choice-values-surplus": "usage",
  "domain-without-float32": "usage",
  "initialiser-not-applicable": "usage",
  "iterations-already-done": "usage",
  "jumps-not-for-recipe": "usage",
  "learning-rate-invalid": "usage",
  "line-of-several-targets": "usage",
  "line-of-several-variables": "usage",
  "line-setting-invalid": "usage",
  "network-too-large": "usage",
  "network-too-large-for-second-order": "usage",
  "option-not-for-classes": "usage",
  "option-not-for-optimiser": "usage",
  "option-not-for-recipe": "usage",
  "output-activation-alone": "usage",
  "output-activation-with-data": "usage",
  "recipe-unknown": "usage",
  "sample-outside-domain": "usage",
  "samples-in-part-batches": "usage",
  "samples-too-few": "usage",
  "schedule-of-other-length": "usage",
  "seed-invalid": "usage",
  "seed-with-samples": "usage",
  "size-invalid": "usage",
  "smallest-with-hidden": "usage",
  "smallest-with-steep-jumps": "usage",
  "smallest-without-error": "usage",
  "steep-jumps-unavailable": "usage",
  "target-characters-invalid": "usage",
  "target-empty": "usage",
  "target-not-allowed": "usage",
  "target-not-finite": "usage",
  "target-syntax": "usage",
  "target-too-long": "usage",
  "training-finished": "usage",

  // Samples of a file.
  "column-in-both-roles": "usage",
  "column-named-twice": "usage",
  "columns-do-not-fit": "usage",
  "columns-wrong-count": "usage",
  "column-unknown": "usage",
  "data-option-without-data": "usage",
  "data-with-domain": "usage",
  "data-with-target": "usage",
  "hold-out-invalid": "usage",
  "hold-out-too-small": "usage",
  "input-columns-missing": "usage",
  "labels-in-several-columns": "usage",
  "samples-from-terminal": "usage",
  "column-constant": "model",
  "column-nameless": "model",
  "data-malformed": "model",
  "data-no-text": "model",
  "data-samples-missing": "model",
  "data-too-large": "model",
  "data-value-invalid": "model",
  "label-not-whole": "model",
  "label-unknown": "model",
  "labels-too-many": "model",
  "weight-negative": "model",
  "weights-zero": "model",

  // Model files and checkpoints.
  "checkpoint-of-other-build": "model",
  "checkpoint-of-other-data": "model",
  "checkpoint-of-other-version": "model",
  "checkpoint-network-damaged": "model",
  "checkpoint-not-one": "model",
  "checkpoint-state-damaged": "model",
  "checkpoint-training-damaged": "model",
  "checkpoint-unreadable": "model",
  "benchmark-domain-does-not-fit": "model",
  "benchmark-not-float32": "model",
  "format-cannot-hold": "model",
  "format-unknown": "model",
  "goal-does-not-fit": "model",
  "history-missing": "model",
  "model-damaged": "model",
  "model-too-large": "model",
  "model-unsupported": "model",
  "network-invalid": "model",
  "op-not-in-onnx": "model",
  "parameter-not-finite": "model",
  "plot-does-not-fit": "model",
  "plot-of-no-classes": "model",
  "safetensors-damaged": "model",

  "benchmark-output-incomplete": "toolchain",
  "benchmark-results-differ": "toolchain",
  "compilation-failed": "toolchain",
  "compiler-missing": "toolchain",
  "program-failed": "toolchain",
  "program-output-incomplete": "toolchain",

  "data-not-found": "file",
  "data-unreadable": "file",
  "file-of-others": "file",
  "file-of-unknown-origin": "file",
  "file-unreadable": "file",
  "file-unwritable": "file",
  "folder-unwritable": "file",
  "stdout-unwritable": "file",
  "training-unfinished": "file",

  defect: "defect",
} as const satisfies Readonly<Record<string, DiagnosticCategory>>;

/** What a program tells kinds of failure apart by. */
export type DiagnosticId = keyof typeof CATEGORIES;

export const DIAGNOSTIC_CATEGORIES: Readonly<Record<DiagnosticId, DiagnosticCategory>> = CATEGORIES;
