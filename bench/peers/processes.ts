// Starts peers, each task in a fresh process with one thread, and reads their answers. Measures the whole process; the
// time of a training loop alone comes from the peer. Installs nothing.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export type Task = "article" | "wide" | "gemm";

export interface Peer {
  readonly name: string;
  /** Program and arguments; task and its arguments follow. */
  readonly command: readonly string[];
  readonly tasks: readonly Task[];
  /** The command that installs it; empty where nothing needs to be installed. */
  readonly install: string;
}

/** A peer's answer and the time from the start of its process to the end. */
export type Answer =
  | { readonly kind: "answer"; readonly json: unknown; readonly processSeconds: number }
  | { readonly kind: "failure"; readonly reason: string };

/** Where peers' scripts lie, seen from the bundle in .cache/bench/. */
const folder = fileURLToPath(new URL("../../bench/peers/", import.meta.url));
export const setupScript = `${folder}setup.mjs`;

const python = ["/usr/bin/python3", "-B"];
const bundle = [process.execPath, process.argv[1]];
const all = ["article", "wide", "gemm"] as const;
const tensorflow = "npm ci --ignore-scripts --prefix bench/peers";
const debian = "sudo apt-get install --no-install-recommends";

export const PEERS: readonly Peer[] = [
  { name: "nnc", command: [...bundle, "worker", "nnc"], tasks: all, install: "" },
  {
    name: "PyTorch",
    command: [...python, `${folder}pytorch.py`],
    tasks: ["article", "wide"],
    install: `${debian} python3-torch python3-numpy libopenblas0-pthread`,
  },
  {
    name: "numpy by hand",
    command: [...python, `${folder}numpy-by-hand.py`],
    tasks: all,
    install: `${debian} python3-numpy libopenblas0-pthread`,
  },
  { name: "tfjs-wasm", command: [process.execPath, `${folder}tensorflow.mjs`, "wasm"], tasks: all, install: tensorflow },
  { name: "tfjs-cpu", command: [process.execPath, `${folder}tensorflow.mjs`, "cpu"], tasks: all, install: tensorflow },
  { name: "naive JS", command: [...bundle, "worker", "naive"], tasks: ["article", "wide"], install: "" },
  { name: "multiply-add peak", command: [...bundle, "worker", "peak"], tasks: ["gemm"], install: "" },
];

const oneThread = { OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", BLIS_NUM_THREADS: "1" };

/** Runs one task of a peer in a process of its own. */
export function ask(peer: Peer, task: Task | "version", parameters: readonly string[]): Answer {
  const [program, ...rest] = peer.command;
  const start = process.hrtime.bigint();
  const run = spawnSync(program, [...rest, task, ...parameters], {
    env: { ...process.env, ...oneThread },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  const processSeconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (run.error !== undefined) return { kind: "failure", reason: run.error.message };
  if (run.status !== 0) return { kind: "failure", reason: errorLine(run.stderr) };
  try {
    return { kind: "answer", json: JSON.parse(run.stdout), processSeconds };
  } catch {
    return { kind: "failure", reason: `no JSON: ${run.stdout.slice(0, 80)}` };
  }
}

/** The line of a Node or Python traceback that says what went wrong, without the machine's paths. */
function errorLine(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.trim());
  const line = lines.find((one) => /^\w*(Error|Exception)\b.*:/.test(one)) ?? lines.findLast((one) => one !== "") ?? "no message";
  return line.replaceAll(/(?<!\w)\/\S*\//g, "…/").replaceAll("|", "/");
}

/** A finite number of an answer, or a TypeError that names what is missing. */
export function numberOf(json: unknown, key: string): number {
  const value = fieldOf(json, key);
  if (typeof value !== "number" || !Number.isFinite(value)) throw new TypeError(`a peer answered no finite ${key}`);
  return value;
}

export function textOf(json: unknown, key: string): string {
  const value = fieldOf(json, key);
  if (typeof value !== "string") throw new TypeError(`a peer answered no ${key}`);
  return value;
}

function fieldOf(json: unknown, key: string): unknown {
  return typeof json === "object" && json !== null ? Object.entries(json).find(([name]) => name === key)?.[1] : undefined;
}
