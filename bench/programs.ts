// How fast nnc evaluates lowered networks itself: the interpreter beside WebAssembly, as a Markdown table. Processor time, the
// medians of turns; `first` is one evaluation with compiling and copying the tables.
//
// node scripts/bench.mjs bench/programs.ts [ROUNDS]

import { assemble } from "../src/assemble/assembled-program.ts";
import { lower } from "../src/codegen/lower/lower.ts";
import { costOf } from "../src/network/describe.ts";
import type { Network } from "../src/network/network.ts";
import { relu } from "../src/network/ops/relu.ts";
import { RandomGenerator } from "../src/numeric/random.ts";
import { runPasses } from "../src/passes/index.ts";
import { interpret } from "../src/program/interpret.ts";
import { denseNetwork, denseParameters } from "../src/train/architecture.ts";
import { median } from "./peers/median.ts";

const rounds = Number(process.argv[2] ?? 3);

/** Widths of layers, and calls of one evaluation: those `nnc check` makes of the largest. */
const NETWORKS: readonly (readonly [readonly number[], number])[] = [
  [[1, 16, 32, 1], 65_536],
  [[784, 128, 64, 10], 4096],
  [[784, 1024, 1024, 10], 215],
];

function networkOf(widths: readonly number[], random: RandomGenerator): Network {
  const architecture = {
    inputs: widths[0],
    hidden: widths.slice(1, -1),
    outputs: widths[widths.length - 1],
    activation: { op: relu, attributes: {} },
  };
  const parameters = denseParameters(architecture).map(({ shape }) =>
    new Float32Array(shape.reduce((product, side) => product * side, 1)).map(() => random.normal() / Math.sqrt(shape[shape.length - 1])),
  );
  return denseNetwork(architecture, 1, parameters);
}

function processorSeconds(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

console.log(`Evaluation of networks, Node ${process.version}, ${rounds} rounds:\n`);
console.log("| network | calls | interpreter s | WebAssembly s | first s | WebAssembly GFLOP/s | ratio | ratio of first |");
console.log("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const [widths, calls] of NETWORKS) {
  const random = new RandomGenerator(1);
  const network = networkOf(widths, random);
  const program = lower(runPasses(network));
  const inputs = [new Float32Array(calls * widths[0]).map(() => random.normal())];
  const times = { interpreted: [] as number[], first: [] as number[], again: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    times.interpreted.push(processorSeconds(() => interpret(program, inputs, calls)));
    let evaluate = assemble(program);
    times.first.push(
      processorSeconds(() => {
        evaluate = assemble(program);
        evaluate(inputs, calls);
      }),
    );
    times.again.push(processorSeconds(() => evaluate(inputs, calls)));
  }
  const [interpreted, first, again] = [median(times.interpreted), median(times.first), median(times.again)];
  const speed = (2 * costOf(network).multiplyAdds * calls) / again / 1e9;
  const cells = [
    calls,
    interpreted.toFixed(3),
    again.toFixed(4),
    first.toFixed(4),
    speed.toFixed(1),
    (interpreted / again).toFixed(0),
    (interpreted / first).toFixed(0),
  ];
  console.log(`| ${widths.join("-")} | ${cells.join(" | ")} |`);
}
