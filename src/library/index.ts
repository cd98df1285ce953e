// What programs import of nnc under Node.

export * from "./browser.ts";
export { check, type CheckOptions, type CheckReport } from "./check.ts";
export type { Domain } from "./written-domain.ts";
export { train, type SamplesFile, type TrainedModel, type TrainOptions } from "./train.ts";
