// Installs what nnc is compared with: TensorFlow.js into this folder, and with apt-get, when root, Debian's PyTorch, numpy
// and OpenBLAS. Says in one line what it cannot install and how to; nothing of the project depends on any of it.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run, say } from "../../scripts/bootstrap.mjs";

const folder = fileURLToPath(new URL(".", import.meta.url));
const python = "/usr/bin/python3";
const openblas = "import numpy; assert 'openblas' in open('/proc/self/maps').read()";

const debian = [
  { name: "PyTorch", probe: "import torch", apt: "python3-torch" },
  { name: "numpy", probe: "import numpy", apt: "python3-numpy" },
  // Without it numpy and PyTorch multiply by the reference BLAS, many times slower.
  { name: "OpenBLAS", probe: openblas, apt: "libopenblas0-pthread" },
];

/** @returns {typeof debian} those whose probes fail */
function missingFromDebian() {
  return debian.filter(({ probe }) => run(python, ["-c", probe], folder).failed);
}

/** @param {string} what @param {readonly string[]} command @param {NodeJS.ProcessEnv} environment */
function install(what, [program = "", ...parameters], environment) {
  say(`installing ${what}`);
  const start = performance.now();
  const { failed, output } = run(program, parameters, folder, environment);
  if (failed) process.stderr.write(output);
  else say(`${what} installed in ${((performance.now() - start) / 1000).toFixed(0)} s`);
}

if (!existsSync(`${folder}node_modules`)) {
  install("TensorFlow.js (100 MB)", ["npm", "ci", "--ignore-scripts"], process.env);
}
let missing = missingFromDebian();
if (missing.length > 0 && process.getuid?.() === 0 && !run("apt-get", ["--version"]).missing) {
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const packages = missing.map(({ apt }) => apt);
  run("apt-get", ["update"], folder, environment);
  const command = ["apt-get", "install", "-y", "--no-install-recommends", ...packages];
  install(`${packages.join(", ")} (650 MB with all they need)`, command, environment);
  missing = missingFromDebian();
}
if (missing.length > 0) {
  const names = missing.map(({ name }) => name).join(", ");
  say(`MISSING: ${names}; install with: sudo apt-get install ${missing.map(({ apt }) => apt).join(" ")}`);
}
if (!existsSync(`${folder}node_modules`)) {
  say("MISSING: TensorFlow.js; install with: npm ci --ignore-scripts --prefix bench/peers");
}
