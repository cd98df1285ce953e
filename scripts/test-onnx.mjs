// `npm run test:onnx`: bundles test/standard/main.ts and runs it. Arguments are the program's.
import { runBundled } from "./run-bundled.mjs";

await runBundled("test/standard/main.ts", "test-onnx.mjs", ["execa"]);
