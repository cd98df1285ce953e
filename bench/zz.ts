import { readFileSync } from "node:fs";
import { loadBytes } from "../src/pipeline/load-model.ts";
import { regionsFrom } from "../src/network/by-rows/region.ts";
import { computeByRows } from "../src/network/by-rows/compute-by-rows.ts";
import { lower } from "../src/codegen/lower/lower.ts";
import { LAYOUTS } from "../src/codegen/lower/layout.ts";
import { workingBytes } from "../src/program/working-memory.ts";
import { liveBytes } from "../src/codegen/lower/live-bytes.ts";
import { interpret } from "../src/program/interpret.ts";
for (const path of process.argv.slice(2)) {
  const { network } = loadBytes(readFileSync(path), { path });
  const plain = lower(network, LAYOUTS.vectors);
  const size = network.values[network.inputs[0].value].shape.reduce((a, b) => a * b, 1);
  const x = Float32Array.from({ length: size }, (_, i) => Math.fround(Math.sin(i * 12.9898) ));
  const want = interpret(plain, [x], 1);
  console.log(path, workingBytes(plain), liveBytes(network));
  for (const region of regionsFrom(network, network.inputs[0].value)) {
    try {
      const by = computeByRows(network, region).network;
      const est = liveBytes(by); const t0 = performance.now();
      const p = lower(by, LAYOUTS.vectors);
      const t1 = performance.now();
      const got = process.env.RUN ? interpret(p, [x], 1) : want;
      const same = want.every((w, k) => Buffer.from(w.buffer).equals(Buffer.from(got[k].buffer)));
      console.log(region.axis, region.to, region.total?.id, workingBytes(p), est, same, Math.round(t1 - t0));
    } catch (e) { console.log(region.axis, region.to, region.total?.id, String((e as Error).message).slice(0, 100), (e as Error).stack?.split("\n")[1]); }
  }
}
