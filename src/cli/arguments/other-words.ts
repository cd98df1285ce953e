// What commands and options of nnc are called in other tools: for the hint where a word is not nnc's. Reads no command line.

/** A command by what it is for; where two words fit, the likelier one first. */
const COMMANDS: ReadonlyMap<string, readonly string[]> = byWord({
  emit: ["build", "compile", "generate", "gen", "codegen", "export", "transpile", "translate"],
  run: ["predict", "eval", "evaluate", "infer", "inference", "call"],
  check: ["test", "verify", "validate", "compare"],
  certify: ["prove", "proof", "bound", "verify"],
  train: ["fit", "learn", "approximate", "retrain"],
  bench: ["benchmark", "time", "profile", "speed"],
  plot: ["draw", "graph", "chart", "visualize", "visualise"],
  info: ["show", "inspect", "describe", "summary", "print", "list"],
  convert: ["import", "save"],
  report: ["html", "document", "doc"],
  new: ["init", "create", "start", "begin"],
});

/** An option, likewise. */
const OPTIONS: ReadonlyMap<string, readonly string[]> = byWord({
  iterations: ["epochs", "epoch", "steps", "iters", "iter", "max-iter", "num-epochs", "n-iter", "updates"],
  "learning-rate": ["lr", "rate", "eta", "alpha", "step-size"],
  hidden: ["layers", "layer", "units", "neurons", "hidden-layers", "hidden-layer-sizes", "hidden-size", "width", "architecture", "arch"],
  batch: ["batch-size", "batchsize", "bs"],
  optimiser: ["optim", "solver", "algorithm"],
  activation: ["act", "nonlinearity"],
  schedule: ["scheduler", "lr-schedule", "decay"],
  initialiser: ["init", "weights-init", "kernel-initializer"],
  loss: ["criterion", "objective"],
  seed: ["random-seed", "random-state", "rng", "manual-seed"],
  target: ["function", "func", "fn", "expr", "expression", "formula", "f", "equation"],
  domain: ["range", "interval", "bounds", "bound", "limits", "xlim", "from", "over"],
  "max-error": ["tolerance", "tol", "error", "eps", "epsilon", "accuracy", "precision", "max-err", "threshold"],
  data: ["dataset", "samples", "csv", "file", "input", "input-file", "train-data", "points"],
  "hold-out": ["test-size", "validation-split", "validation", "val-split", "split", "holdout"],
  inputs: ["features", "x-columns", "columns"],
  outputs: ["labels", "label", "y-columns", "target-column"],
  output: ["out", "output-file", "outfile", "dest", "destination", "to", "save", "output-dir", "dir", "folder"],
  lang: ["language", "backend", "target-language", "l"],
  name: ["function-name", "fname", "prefix", "symbol"],
  numbers: ["dtype", "quantize", "quantise", "bits", "type", "precision"],
  optimize: ["optimise", "opt", "optimization", "size"],
  "multiply-add": ["fma", "fused", "ffp-contract", "fp-contract", "contract"],
  form: ["table", "lut", "kind"],
  at: ["point", "points", "x", "value", "input", "inputs"],
  force: ["overwrite", "yes", "clobber"],
  parameters: ["weights", "params"],
  json: ["as-json", "output-json"],
  live: ["watch", "browser", "dashboard"],
  quiet: ["silent", "no-output"],
  resume: ["continue", "restore"],
});

/** The commands that a word can mean, of those there are. */
export function commandsMeant(word: string, commands: readonly string[]): readonly string[] {
  return (COMMANDS.get(word.toLowerCase()) ?? []).filter((name) => commands.includes(name));
}

/** The option that a name, without its dashes, means where a command has that. */
export function optionMeant(name: string, options: readonly string[]): string | undefined {
  return OPTIONS.get(name.toLowerCase())?.find((one) => options.includes(one));
}

function byWord(words: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly string[]> {
  const meant = new Map<string, readonly string[]>();
  for (const [name, others] of Object.entries(words)) for (const other of others) meant.set(other, [...(meant.get(other) ?? []), name]);
  return meant;
}
