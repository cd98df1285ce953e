// Installs scikit-learn and PyTorch into a folder of the cache and runs them. What cannot be installed is absent.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../builds.ts";

export const PEERS = [
  ["scikit-learn, L-BFGS", "sklearn-lbfgs"],
  ["PyTorch, Adam", "torch-adam"],
  ["PyTorch, L-BFGS", "torch-lbfgs"],
] as const;

const PACKAGES = ["scikit-learn==1.9.1", "torch==2.15.0"];
const folder = join(root, ".cache", "bench", "several-venv");
const python = join(folder, "bin", "python");

/** Whether the peers can be run; they are installed where they are not, a gigabyte or more. */
export function installPeers(): boolean {
  const isThere = (): boolean => existsSync(python) && spawnSync(python, ["-c", "import sklearn, torch"]).status === 0;
  if (isThere()) return true;
  console.error(`installing ${PACKAGES.join(" and ")} into ${folder}`);
  spawnSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
  spawnSync(python, ["-m", "pip", "install", "--quiet", ...PACKAGES], { stdio: "inherit" });
  return isThere();
}

/** The versions, in words. */
export function versions(): string {
  const program = "import sklearn, torch; print(f'scikit-learn {sklearn.__version__}, PyTorch {torch.__version__}')";
  return spawnSync(python, ["-c", program]).stdout.toString().trim();
}

/** The largest error on the dense points of a file as several.ts writes it, after so many seconds of processor time of training, on one thread. */
export function errorOf(name: string, file: string, seconds: number): number {
  const { status, stdout, stderr } = spawnSync(python, [join(root, "bench", "several", "peers.py"), name, file, String(seconds)], {
    env: { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" },
  });
  if (status !== 0) throw new Error(`${name}: ${stderr.toString()}`);
  return Number(stdout.toString());
}
