// Compares how well classifiers of nnc train tell the samples of scikit-learn's data sets that nothing was trained on with scikit-learn's
// own, on the same split. nnc is given the table and nothing else. Prints a Markdown table.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lower } from "../src/codegen/lower/lower.ts";
import { readModel } from "../src/formats/index.ts";
import { runPasses } from "../src/passes/index.ts";
import { interpret } from "../src/program/interpret.ts";
import { folder } from "./accuracy/run-nnc.ts";
import { nnc, root } from "./builds.ts";
import type { Judged } from "./classes/peers.ts";
import { installPeers, judgePeers, PEER_PACKAGE, PEERS, SETS } from "./classes/peers.ts";
import { table } from "./markdown.ts";

/** What a probability is taken for at least, as scikit-learn's log_loss takes float64. */
const LEAST = 2 ** -52;

/** Trains on all samples of train.csv: nothing is held out, as nothing is by the peers. */
function judgeNnc(): Judged {
  const model = join(folder, "nnc-classes.onnx");
  const words = ["train", "--quiet", "--force", "--data", join(folder, "train.csv"), "--hold-out", "0", "-o", model];
  execFileSync(process.execPath, [nnc.program, ...words], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  const rows = readFileSync(join(folder, "test.csv"), "utf8").trim().split("\n").slice(1).map((line) => line.split(","));
  const points = Float32Array.from(rows.flatMap((cells) => cells.slice(0, -1).map(Number)));
  const { network } = readModel(readFileSync(model), model);
  const [values] = interpret(lower(runPasses(network)), [points], rows.length);
  const width = values.length / rows.length;
  const judged = rows.map((cells, row) => {
    const given = [...values.subarray(row * width, (row + 1) * width)];
    const probabilities = width === 1 ? [1 - given[0], given[0]] : given;
    const label = Number(cells[cells.length - 1].replace("class", ""));
    return { isRight: probabilities.indexOf(Math.max(...probabilities)) === label, loss: -Math.log(Math.max(probabilities[label], LEAST)) };
  });
  return {
    accuracy: judged.filter(({ isRight }) => isRight).length / rows.length,
    logLoss: judged.reduce((sum, { loss }) => sum + loss, 0) / rows.length,
  };
}

const show = ({ accuracy, logLoss }: Judged): string => `${(100 * accuracy).toFixed(1)} % / ${logLoss.toFixed(3)}`;

execFileSync(process.execPath, [join(root, "scripts", "build.mjs")], { stdio: "inherit" });
installPeers();
const only = process.argv.indexOf("--only");
const rows = SETS.filter((set) => only < 0 || set === process.argv[only + 1]).map((set) => {
  const peers = judgePeers(set, folder);
  return [set, show(judgeNnc()), ...peers.map(show)];
});
console.log(`Accuracy / log loss on a third of the samples that nothing was trained on; ${PEER_PACKAGE}\n`);
console.log(table(["data set"], ["nnc", ...PEERS], rows));
