// How fast and how large emitted code is: C beside loops by hand, OpenBLAS and another build of nnc, Go and TypeScript beside that
// build. Prints Markdown tables; fails where a contender's results are not nnc's. Needs the built program (npm run build) and gcc.
//
// node scripts/bench.mjs bench/emitted.ts [--before CHECKOUT] [--only c, size, go or ts]

import { cpus } from "node:os";
import { measureC } from "./emitted/c-tables.ts";
import { measureGo } from "./emitted/go-timing.ts";
import { measuredNetworks } from "./emitted/networks.ts";
import { measureSizes } from "./emitted/sizes.ts";
import { measureTypeScript } from "./emitted/typescript-timing.ts";
import { printSections } from "./sections.ts";

const HEADING =
  `Emitted code, one thread, one call at a time: ${cpus()[0].model.trim()}, Node ${process.version}.\n` +
  "Pairs of figures are the median of all rounds, then the least.";
const networks = measuredNetworks();

await printSections("emitted.ts", HEADING, {
  c: (folder, before) => measureC(networks, folder, before),
  size: (folder, before) => measureSizes(networks, folder, before),
  go: (folder, before) => measureGo(networks, folder, before),
  ts: (folder, before) => measureTypeScript(networks, folder, before),
});
