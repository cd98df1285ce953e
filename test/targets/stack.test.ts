// Which functions' figures make a target's figure of the stack.

import { expect, test } from "vitest";
import { writeModel } from "../../src/formats/index.ts";
import { CHECKED, emitRequest } from "../../src/pipeline/emit-request.ts";
import { inForm } from "../../src/pipeline/in-form.ts";
import { loadBytes } from "../../src/pipeline/load-model.ts";
import { stackOf } from "../../targets/kits/stack.ts";
import { tanhAndSigmoid } from "../../targets/subjects/networks.ts";

const model = loadBytes(writeModel({ network: tanhAndSigmoid(), record: undefined }, "0.0.0"), { path: "model.onnx" });
const choices = { ...CHECKED, language: "c", name: "f", optimize: "speed", math: "own", form: "network", maxError: undefined, numbers: "float32" } as const;
const request = emitRequest(await inForm(model, choices), choices);

test("the exported function with the largest that it calls, which call none of each other", () => {
  expect(stackOf(request, "a.c:9:6:f\t64\tstatic\na.c:2:14:f_tanh\t24\tstatic\na.c:5:14:f_sigmoid\t16\tstatic\n")).toEqual({ stack: 88 });
});

test("a function that is a part of its callers takes nothing, one that grows to a bound takes that", () => {
  expect(stackOf(request, "a.c:9:6:f\t64\tdynamic,bounded\n")).toEqual({ stack: 64 });
});

test("there is no figure where one is not bounded, or nothing was told", () => {
  expect(stackOf(request, "a.c:9:6:f\t64\tdynamic\n")).toEqual({});
  expect(stackOf(request, "")).toEqual({});
});
