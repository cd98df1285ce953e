// A package of two models for tests, in which everything is there that the files of a package may speak of.

import { makeMember, type MadeMember } from "../../../src/codegen/packaging/member.ts";
import type { PackageFacts } from "../../../src/codegen/packaging/package-style.ts";
import type { Language } from "../../../src/codegen/language.ts";
import { chooseGolden } from "../../../src/codegen/self-test/choose-golden.ts";
import type { EmitRequest } from "../../../src/codegen/package.ts";
import { denseNetwork, EXP_RECORD, requestFor } from "../../fixtures.ts";

/** With a self-test, and a function for many arguments. */
function whole(request: EmitRequest): EmitRequest {
  return { ...request, batch: "blocks", selfTest: chooseGolden(request.program, request.model.record?.domain), packageName: "sample" };
}

export const SAMPLE_REQUESTS: readonly EmitRequest[] = [
  whole(requestFor(denseNetwork([1, 8, 1], 1), "pseudo_exp", EXP_RECORD)),
  whole(requestFor(denseNetwork([3, 5, 2], 2), "three_to_two")),
];

/** The first `count` models, one or two, with the files of their sources. */
export function sampleMembers(language: Language, count: number): readonly MadeMember[] {
  return SAMPLE_REQUESTS.slice(0, count).map((request) => {
    const picture = { path: `${request.name}-error.svg`, caption: `the error of ${request.name}`, text: ["<svg/>"] };
    return makeMember(language, request, picture);
  });
}

/** Of the first `count` models, one or two. */
export function samplePackage(language: Language, count: number): PackageFacts {
  const made = sampleMembers(language, count).map(({ member }) => member);
  const words = ["nnc", "emit", "a.onnx", "b.onnx", "--lang", "c", "-o", "./"];
  const called = { name: "sample", module: undefined, version: "1.2.3", url: "https://example.com/sample", license: "MIT OR Apache-2.0", generator: "nnc 0.0.0", summary: "Functions for tests." };
  return { ...called, command: words.join(" "), words, members: made };
}
