// `npm run fuzz`: bundles test/fuzz/fuzz.ts and runs it. Arguments are the program's.
import { runBundled } from "./run-bundled.mjs";

await runBundled("test/fuzz/fuzz.ts", "fuzz.mjs", ["esbuild", "execa", "fast-check"]);
