// Installs scikit-learn into a folder of the cache, has it write data sets and judge its own classifiers by them. Trains nothing itself.

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../builds.ts";

export const SETS = ["iris", "breast cancer", "digits", "moons"] as const;
export const PEERS = ["MLPClassifier, default", "MLPClassifier, 16,32", "LogisticRegression"] as const;
export const PEER_PACKAGE = "scikit-learn==1.9.1";

/** Of samples that nothing was trained on. */
export interface Judged {
  /** Share of samples told right. */
  readonly accuracy: number;
  /** Mean of −ln of the probability that the true class was given. */
  readonly logLoss: number;
}

const folder = join(root, ".cache", "bench", "classes-venv");
const python = join(folder, "bin", "python");

/** @throws Error where it cannot be installed: the data are its own. */
export function installPeers(): void {
  const isThere = (): boolean => existsSync(python) && spawnSync(python, ["-c", "import sklearn"]).status === 0;
  if (isThere()) return;
  console.error(`installing ${PEER_PACKAGE} into ${folder}`);
  spawnSync("python3", ["-m", "venv", folder], { stdio: "inherit" });
  spawnSync(python, ["-m", "pip", "install", "--quiet", PEER_PACKAGE], { stdio: "inherit" });
  if (!isThere()) throw new Error(`${PEER_PACKAGE} could not be installed`);
}

/** Writes train.csv and test.csv into a folder; what the peers reach, in the order of their names. */
export function judgePeers(set: string, into: string): readonly Judged[] {
  const { status, stdout, stderr } = spawnSync(python, [join(root, "bench", "classes", "peers.py"), set, into]);
  if (status !== 0) throw new Error(`${set}: ${stderr.toString()}`);
  return JSON.parse(stdout.toString()) as readonly Judged[];
}
