// Turns the answers of peers into Markdown tables. A peer without answers, or with wrong ones, has a row that says so.
import { median } from "./median.ts";
import { numberOf } from "./processes.ts";
import { expectedChecksum } from "./products.ts";

export interface PeerRuns {
  readonly name: string;
  readonly version: string;
  readonly answers: readonly { readonly json: unknown; readonly processSeconds: number }[];
  /** Why there are no more answers. */
  readonly failure: string | undefined;
}

const REFERENCE = "nnc";

/** The article's training: seconds, ratios to nnc and the loss that was reached. */
export function articleTable(peers: readonly PeerRuns[], seeds: number): string {
  const rows = peers.map((peer) => {
    const loops = valuesOf(peer, "seconds");
    const wall = median(loops);
    const cpu = median(valuesOf(peer, "cpuSeconds"));
    const whole = median(peer.answers.map(({ processSeconds }) => processSeconds));
    const losses = valuesOf(peer, "loss");
    const spread = `${Math.min(...losses).toExponential(1)} … ${Math.max(...losses).toExponential(1)}`;
    return { peer, cells: { wall, cpu, whole }, loss: median(losses).toExponential(2), spread };
  });
  const reference = rows.find(({ peer }) => peer.name === REFERENCE)?.cells ?? { wall: NaN, cpu: NaN, whole: NaN };
  return table(
    `1-16-32-1, leaky_relu(0.2), Adam(1e-3), 10,000 iterations × 100 fresh samples of e^x; seeds 1 … ${seeds}; ` +
      "final loss: median of the last 100 iterations, then over seeds",
    [
      ...["peer", "version", "loop s", "loop CPU s", "process s", "loop ÷ nnc", "CPU ÷ nnc", "process ÷ nnc"],
      ...["final loss", "least … greatest", "n"],
    ],
    rows.map(({ peer, cells: { wall, cpu, whole }, loss, spread }) => [
      peer,
      [wall, cpu, whole].map((seconds) => seconds.toFixed(3)),
      [wall / reference.wall, cpu / reference.cpu, whole / reference.whole].map((ratio) => ratio.toFixed(2)),
      [loss, spread],
    ]),
  );
}

/**
 * Milliseconds of one training step of the larger network. Equal losses show that all did the same: one loss for Adam in
 * Chainer's form, which nnc and the naive loops have, another for PyTorch's.
 */
export function wideTable(peers: readonly PeerRuns[], rounds: number, warmUp: number, steps: number): string {
  const times = new Map(peers.map((peer) => [peer, median(valuesOf(peer, "millisecondsPerStep"))]));
  const reference = peers.find(({ name }) => name === REFERENCE);
  const own = reference === undefined ? NaN : times.get(reference) ?? NaN;
  return table(
    `784-128-64-10, ReLU after every layer, mean squared error, Adam(1e-3), the same batch of 128 again and again; ` +
      `median of ${steps} steps after ${warmUp}, then over ${rounds} processes; all start from the same parameters`,
    ["peer", "version", "ms a step", "÷ nnc", `loss of step ${warmUp + steps}`, "n"],
    peers.map((peer) => {
      const time = times.get(peer) ?? NaN;
      return [peer, [time.toFixed(2), (time / own).toFixed(2)], [median(valuesOf(peer, "loss")).toExponential(4)]];
    }),
  );
}

/** GFLOP/s of square products, and their share of the multiply-add peak measured in the same run. */
export function gemmTable(peers: readonly PeerRuns[], rounds: number, sizes: readonly number[]): string {
  const expected = sizes.map(expectedChecksum);
  const checked = peers.map((peer) => {
    const wrong = peer.answers.some(({ json }) =>
      elementsOf(json).some((product, index) => ![null, expected[index]].includes(checksumOf(product))),
    );
    return wrong ? { ...peer, failure: "WRONG RESULT: a product's checksum differs" } : peer;
  });
  const gflops = (peer: PeerRuns, index: number) =>
    median(peer.answers.map(({ json }) => numberOf(elementsOf(json)[index], "gflops")));
  const peak = checked.find(({ name, failure }) => name === "multiply-add peak" && failure === undefined);
  return table(
    `float32 products n × n, GFLOP/s (2n³ operations a product), share of the 128-bit multiply-add peak; ` +
      `the fastest product of half a second, then the median over ${rounds} processes; every product checked`,
    ["peer", "version", ...sizes.map((n) => `n = ${n}`), ...sizes.map((n) => `% of peak, ${n}`), "n"],
    checked.map((peer) => [
      peer,
      sizes.map((_, index) => gflops(peer, index).toFixed(1)),
      sizes.map((_, index) => (peak === undefined ? "–" : ((100 * gflops(peer, index)) / gflops(peak, index)).toFixed(0))),
    ]),
  );
}

function valuesOf(peer: PeerRuns, key: string): number[] {
  return peer.answers.map(({ json }) => numberOf(json, key));
}

function elementsOf(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw new TypeError("a peer answered no list of products");
  return json;
}

/** Null for the peak, which multiplies no matrices. */
function checksumOf(product: unknown): number | null {
  const isPeak = typeof product === "object" && product !== null && "checksum" in product && product.checksum === null;
  return isPeak ? null : numberOf(product, "checksum");
}

/** Name and version come before the cells, the number of answers after them. */
function table(
  title: string,
  columns: readonly string[],
  rows: readonly (readonly [PeerRuns, ...(readonly string[])[]])[],
): string {
  const lines = rows.map(([peer, ...cells]) => {
    const texts =
      peer.failure === undefined
        ? [peer.version, ...cells.flat(), String(peer.answers.length)]
        : [`**${peer.failure}**`, ...columns.slice(2).map(() => "–")];
    return `| ${[peer.name, ...texts].join(" | ")} |`;
  });
  const head = [`| ${columns.join(" | ")} |`, `| ${columns.map((_, index) => (index < 2 ? "---" : "---:")).join(" | ")} |`];
  return `${title}:\n\n${[...head, ...lines].join("\n")}\n`;
}
