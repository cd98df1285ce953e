// What cppcheck's addon reports of MISRA C:2012 in emitted sources of every kind: the rules that MISRA.md lists, each of them somewhere.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emitSource, emitWithHeader, type EmitRequest, type Package } from "../../../src/codegen/package.ts";
import { chooseGolden } from "../../../src/codegen/self-test/choose-golden.ts";
import { wholeText } from "../../../src/codegen/text.ts";
import { readModel } from "../../../src/formats/index.ts";
import { c } from "../../../src/languages/c/language.ts";
import { NetworkBuilder } from "../../../src/network/network-builder.ts";
import { sigmoid } from "../../../src/network/ops/sigmoid.ts";
import { softmax } from "../../../src/network/ops/softmax.ts";
import { tanh } from "../../../src/network/ops/tanh.ts";
import { tableNetwork } from "../../conformance/flag-networks.ts";
import { quantisedModel } from "../../conformance/quantised-models.ts";
import { segmentNetwork } from "../../conformance/segment-networks.ts";
import { denseNetwork, EXP_RECORD, ORIGIN, requestFor } from "../../fixtures.ts";
import { writePackage } from "../written-package.ts";
import { SAMPLE } from "./sample.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "nnc-misra-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function withSelfTest(request: EmitRequest): EmitRequest {
  return { ...request, selfTest: chooseGolden(request.program, request.model.record?.domain) };
}

/** With a function for many arguments as well. */
function whole(request: EmitRequest): EmitRequest {
  return { ...withSelfTest(request), batch: "blocks" };
}

function elementary(): EmitRequest {
  const builder = new NetworkBuilder();
  const x = builder.input("x", [1, 4], ORIGIN);
  const steps = [tanh, sigmoid].reduce((value, op) => builder.operation(op, [value], {}, op.name, ORIGIN), x);
  return requestFor(builder.finish([{ name: "y", value: builder.operation(softmax, [steps], { axis: 1 }, "softmax", ORIGIN) }]), "elementary");
}

const SOURCES: readonly (readonly [string, Package])[] = [
  ...[
    whole(requestFor(denseNetwork([1, 16, 32, 1], 1), "layers", EXP_RECORD)),
    whole(requestFor(denseNetwork([3, 5, 2], 2), "three_to_two")),
    whole(requestFor(tableNetwork(1), "lines", EXP_RECORD)),
    whole(requestFor(segmentNetwork("search", 1), "searches", EXP_RECORD)),
    whole(requestFor(segmentNetwork("grid", 1), "grid", EXP_RECORD)),
    whole(elementary()),
    withSelfTest(requestFor(readModel(quantisedModel("int8", true).bytes, "integers.onnx").network, "integers")),
  ].flatMap((request) => [[request.name, emitSource(c, request)] as const, [`${request.name}-with-header`, emitWithHeader(c, request).files] as const]),
];

/** The rules that are reported in these files, each once. */
function rulesOf(name: string, files: Package): readonly string[] {
  const place = join(folder, name);
  writePackage(files, place);
  const sources = [...files.keys()].filter((file) => file.endsWith(".c"));
  const checked = spawnSync("cppcheck", ["--addon=misra", "--std=c99", "--enable=style", "--max-configs=64", "--suppress=missingIncludeSystem", "--quiet", "--template={id}", ...sources], { cwd: place, encoding: "utf8" });
  expect([checked.status, checked.error]).toEqual([0, undefined]);
  return [...new Set(checked.stderr.split("\n").flatMap((line) => /^misra-c2012-(\d+\.\d+)$/.exec(line)?.slice(1) ?? []))];
}

test("only the rules are reported that a package's MISRA.md lists, and every one of them is", () => {
  const listed = [...wholeText(SAMPLE.get("MISRA.md") ?? []).matchAll(/^\| (\d+\.\d+) \|/gm)].map(([, rule]) => rule);
  const found = SOURCES.map(([name, files]) => ({ name, rules: rulesOf(name, files) }));
  expect(found.map(({ name, rules }) => ({ name, unlisted: rules.filter((rule) => !listed.includes(rule)) })).filter(({ unlisted }) => unlisted.length > 0)).toEqual([]);
  expect(listed.filter((rule) => !found.some(({ rules }) => rules.includes(rule)))).toEqual([]);
});
