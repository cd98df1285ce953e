// What programs import of nnc under Node.

export * from "./browser.ts";
export { certify, type CertifyOptions } from "./certify.ts";
export type { Certification, OutputCertificate } from "../certify/certificate.ts";
export { check, type CheckOptions, type CheckReport } from "./check.ts";
export { prove, type ProveOptions } from "./prove.ts";
export { quantize, type QuantizedModel, type QuantizeOptions } from "./quantize.ts";
export type { QuantisedLayer } from "../quantise/quantise.ts";
export type { OutputLoss, QuantisationLoss } from "../quantise/loss.ts";
export type { Figure, Finding, Verdict } from "../certify/properties/finding.ts";
export type { PropertyName } from "../certify/properties/property-name.ts";
export type { Domain } from "./written-domain.ts";
export { train, type TrainedModel } from "./train.ts";
export type { SamplesFile, TrainOptions } from "./train-schema.ts";
