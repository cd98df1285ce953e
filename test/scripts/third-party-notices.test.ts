// Notices: one for each package that is bundled, with the words its licence asks for.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { thirdPartyNotices } from "../../scripts/third-party-notices.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("each bundled package is there once, with its version and its licence", () => {
  const inputs = ["src/cli/nnc.ts", "node_modules/uplot/dist/uPlot.esm.js", "node_modules/uplot/dist/uPlot.min.css", "node_modules/@bufbuild/protobuf/dist/esm/index.js"];
  const notices = thirdPartyNotices(root, inputs);
  expect(notices.match(/^\S+ \d+\.\d+\.\d+ \(.+\)$/gm)?.map((line) => line.split(" ")[0])).toEqual(["@bufbuild/protobuf", "uplot"]);
  expect(notices).toMatch(/uplot [\d.]+ \(MIT\)\n\n(?:.*\n)*.*Copyright \(c\) \d+ Leon Sorokin/);
});

test("nothing of others, no notice", () => {
  expect(thirdPartyNotices(root, ["src/cli/nnc.ts"])).toBe("nnc contains parts of these packages.\n\n\n");
});
