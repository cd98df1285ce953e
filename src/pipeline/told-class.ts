// Refuses to tell a class of a model that records that its outputs are something else. Looks at no operation of the network.

import { describeTarget } from "../codegen/elements.ts";
import { DiagnosticError } from "../diagnostics/diagnostic.ts";
import { prose, setting, type Prose } from "../diagnostics/prose.ts";
import type { TrainingRecord } from "../network/model.ts";

/** The setting that asks for a class. */
export type AsksForClass = "result" | "around";

/** @throws DiagnosticError (usage) where the outputs were trained on numbers, and where every one is a question of its own. */
export function refuseUnlessClass(record: TrainingRecord | undefined, asked: AsksForClass): void {
  if (record === undefined) return;
  const { data } = record;
  if (data?.classes === undefined) {
    throw new DiagnosticError({
      id: "class-result-of-numbers",
      message: "the network gives no class",
      place: setting(asked),
      note: `it was trained on numbers, of ${describeTarget(record)}`,
      hint: insteadOfNumbers(record, asked),
    });
  }
  if (data.classes.kind !== "each" || data.outputs.length === 1) return;
  throw new DiagnosticError({
    id: "class-result-of-questions",
    message: "the network gives no single class",
    place: setting(asked),
    note: `each of its ${data.outputs.length} outputs is a question of its own`,
    hint: asked === "result" ? "leave it out, and take what is more than a half for a yes" : HOW_FAR,
  });
}

const HOW_FAR = prose`${setting("properties", "lipschitz")} proves how far results change at the most`;

function insteadOfNumbers({ data }: TrainingRecord, asked: AsksForClass): Prose {
  if (asked === "around") return HOW_FAR;
  return data === undefined ? "leave it out" : prose`leave it out, or train with ${setting("task", "classes")}`;
}
