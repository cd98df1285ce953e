// What each command with --json prints, beside a failure. A further one is a line here.

import type { JsonFormat } from "../json/json-format.ts";

/** By the name of the command; of one that prints several kinds of document, each. */
export const JSON_FORMATS: Readonly<Record<string, () => Promise<readonly JsonFormat[]>>> = {
  bench: async () => [(await import("./bench/bench-json.ts")).benchJson],
  certify: async () => {
    const { aroundJson, certificateJson, propertiesJson } = await import("./certify/certify-json.ts");
    return [certificateJson, propertiesJson, aroundJson];
  },
  check: async () => {
    const { checkJson, everyFloatJson } = await import("./check/check-json.ts");
    return [checkJson, everyFloatJson];
  },
  diff: async () => [(await import("./diff/diff-json.ts")).diffJson],
  emit: async () => [(await import("./emit/emit-json.ts")).driftJson],
  info: async () => [(await import("./info/info-json.ts")).infoJson],
  quantize: async () => [(await import("./quantize/quantize-json.ts")).quantizeJson],
  run: async () => [(await import("./run/run-json.ts")).runJson],
  trace: async () => [(await import("./trace/trace-json.ts")).traceJson],
};
