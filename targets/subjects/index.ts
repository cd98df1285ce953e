// The functions that every target runs, as models with the choices of `nnc emit`: networks, tables, kernels. Small ones first.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeModel } from "../../src/formats/index.ts";
import { train } from "../../src/library/train.ts";
import { LANGUAGE_NAMES, type LanguageName } from "../../src/languages/index.ts";
import type { DomainVariable } from "../../src/network/model.ts";
import type { Network } from "../../src/network/network.ts";
import { CHECKED, emitRequest, type EmitChoices } from "../../src/pipeline/emit-request.ts";
import { inForm } from "../../src/pipeline/in-form.ts";
import { loadBytes, type LoadedModel } from "../../src/pipeline/load-model.ts";
import { root } from "../root.ts";
import { classifier, everyKernel, tanhAndSigmoid } from "./networks.ts";
import { subjectOf, type Subject } from "./subject.ts";

type Choices = Partial<Omit<EmitChoices, "language" | "name">>;

const PLAIN = { ...CHECKED, form: "network", optimize: "speed", numbers: "float32", math: "own" } as const;
const UNIT_INTERVAL: readonly DomainVariable[] = [{ name: "x", low: 0, high: 1 }];

export async function allSubjects(): Promise<readonly Subject[]> {
  const article = loadBytes(readFileSync(join(root, "examples", "article", "exp.onnx")), { path: "exp.onnx" });
  const exponential = await train();
  return [
    await emitted("article-table", "the article's network of e^x as a table", article, { form: "table" }, UNIT_INTERVAL),
    await emitted("exp-table", "e^x to 1e-6 as a table", exponential, { form: "table", maxError: 1e-6 }, UNIT_INTERVAL),
    await emitted("int16-table", "e^x to 1e-4 as a table of int16", exponential, { form: "table", maxError: 1e-4, numbers: "int16" }, UNIT_INTERVAL),
    await emitted("article", "the article's network of e^x, 1-16-32-1", article, {}, UNIT_INTERVAL),
    await emitted("tanh-sigmoid", "a network of tanh and sigmoid, 2-8-8-2", loadedOf(tanhAndSigmoid()), {}, across(2, 2)),
    await emitted("classifier", "probabilities of a network with softmax, 4-8-3", loadedOf(classifier()), {}, across(4, 3)),
    await emitted("class", "the class that it gives", loadedOf(classifier()), { result: "class" }, across(4, 3)),
    await emitted("kernels", "every kernel, one after the other", loadedOf(everyKernel()), {}, across(1, 12)),
  ];
}

async function emitted(name: string, title: string, model: LoadedModel, choices: Choices, domain: readonly DomainVariable[]): Promise<Subject> {
  const identifier = name.replaceAll("-", "_");
  const requests = await Promise.all(LANGUAGE_NAMES.map(async (language) => {
    const all = { ...PLAIN, ...choices, language, name: `target_${identifier}` };
    return [language, emitRequest(await inForm(model, all), all)] as const;
  }));
  return subjectOf(name, title, Object.fromEntries(requests) as Record<LanguageName, (typeof requests)[number][1]>, domain);
}

function loadedOf(network: Network): LoadedModel {
  return loadBytes(writeModel({ network, record: undefined }, "targets"), { path: "model.onnx" });
}

/** So many variables, each from −bound to bound. */
function across(count: number, bound: number): readonly DomainVariable[] {
  return Array.from({ length: count }, (_, place) => ({ name: `x${place}`, low: -bound, high: bound }));
}
