// The table of ONNX's operators in docs/operators.md, from what the ops say of themselves and from trying which types they take.

import { BODY_NODE_TYPES } from "../../../src/formats/onnx/bodies.ts";
import { KNOWN_NODE_TYPES } from "../../../src/formats/onnx/known-nodes.ts";
import { inferScalar } from "../../../src/network/infer-scalar.ts";
import { spellingsOf } from "../../../src/network/onnx-spellings.ts";
import type { OnnxSpelling, Op } from "../../../src/network/op.ts";
import { OPS } from "../../../src/network/ops/index.ts";
import { nameOfScalar, type Scalar } from "../../../src/program/scalar.ts";
import { ONNX_OPERATORS, type OperatorGroup } from "./onnx-operators.ts";

interface SpelledOp {
  readonly op: Op;
  readonly spelling: OnnxSpelling;
}

const SPELLED: readonly SpelledOp[] = OPS.flatMap((op) => spellingsOf(op).map((spelling) => ({ op, spelling })));
/** Read without an op. */
const KNOWN = new Set(["Constant", ...KNOWN_NODE_TYPES]);
/** Nodes that run graphs of their own: what they are given, and what has to be known of them. */
const BODIES: ReadonlyMap<string, { readonly types: string; readonly note: string }> = new Map([
  ["If", { types: "any", note: "`cond` constant, or branches that give the same shapes" }],
  ["Loop", { types: "any", note: "how often it runs follows from constants" }],
  ["Scan", { types: "any", note: "`sequence_lens` constant" }],
  ["FlexAttention", { types: "float32", note: "of the domain `ai.onnx.preview`; only where `softmax_precision` is float or double" }],
]);
const TRIED: readonly Scalar[] = ["f32", "i32", "u32", "i8", "u8", "i16", "u16", "bool"];

/** Every type that is read, in the standard's list or not. */
export const READ_TYPES: ReadonlySet<string> = new Set([...SPELLED.map(({ spelling }) => spelling.type), ...KNOWN, ...BODY_NODE_TYPES]);

export function operatorTable(): string {
  return ONNX_OPERATORS.map(groupText).join("\n\n");
}

function groupText({ title, refusal, types }: OperatorGroup): string {
  const read = types.filter((type) => READ_TYPES.has(type)).toSorted();
  const refused = types.filter((type) => !READ_TYPES.has(type)).toSorted();
  const rows = read.map((type) => `| ${[type, setsOf(type), typesOf(type), notesOf(type)].join(" | ")} |`);
  const table = rows.length === 0 ? [] : ["| operator | operator sets | types of the first input | what else |", "| --- | --- | --- | --- |", ...rows];
  const others = refused.length === 0 ? [] : [`Not read (${refusal}): ${refused.join(", ")}.`];
  return [`### ${title}`, "", ...table, ...(rows.length > 0 && others.length > 0 ? [""] : []), ...others].join("\n");
}

/** From the least to the greatest, which is open where nothing has changed since. */
function setsOf(type: string): string {
  const spellings = ofType(type);
  if (spellings.length === 0) return "all";
  const since = Math.min(...spellings.map(({ spelling }) => spelling.since ?? 1));
  const until = Math.max(...spellings.map(({ spelling }) => spelling.until ?? Infinity));
  if (since === 1 && until === Infinity) return "all";
  return until === Infinity ? `from ${since}` : `${since} to ${until}`;
}

function typesOf(type: string): string {
  const ops = ofType(type).map(({ op }) => op);
  if (ops.length === 0) return BODIES.get(type)?.types ?? "any";
  const taken = TRIED.filter((scalar) => ops.some((op) => takes(op, scalar)));
  return taken.length === TRIED.length ? "any" : taken.map(nameOfScalar).join(", ");
}

/** Whether some example of the op has such a first argument, or may have. */
function takes(op: Op, scalar: Scalar): boolean {
  return op.examples.some(({ shapes, scalars, attributes }) => {
    const own = shapes.map((_, position): Scalar => scalars?.[position] ?? "f32");
    const [first] = own;
    const tried = [own.with(0, scalar), own.map((one) => (one === first ? scalar : one))];
    return tried.some((all) => typeof inferScalar(op, all, { ...op.attributes, ...attributes }) === "string");
  });
}

function notesOf(type: string): string {
  const spellings = ofType(type).map(({ spelling }) => spelling);
  const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
  const constants = unique(spellings.flatMap(({ attributeInputs = [] }) => attributeInputs.map(({ name }) => `\`${name}\``)));
  // What one spelling fixes, another may take.
  const fixed = unique(
    spellings.flatMap(({ fixedAttributes = {} }) =>
      Object.entries(fixedAttributes).flatMap(([name, value]) => (spellings.every((one) => one.fixedAttributes?.[name] !== undefined) ? [`\`${name}\` is ${value}`] : [])),
    ),
  );
  const ignored = unique(spellings.flatMap(({ ignoredInputs = [] }) => ignoredInputs.flatMap(({ name, mustBe }) => (mustBe === undefined ? [] : [`\`${name}\` is ${mustBe}`]))));
  const parts = [
    ...(constants.length === 0 ? [] : [`${constants.join(", ")} constant`]),
    ...(fixed.length === 0 ? [] : [`only where ${fixed.join(", ")}`]),
    ...(ignored.length === 0 ? [] : [`only where ${ignored.join(" or ")}`]),
    ...[BODIES.get(type)?.note ?? []].flat(),
    ...(KNOWN.has(type) && type !== "Constant" ? ["follows from shapes and constants"] : []),
  ];
  return parts.join("; ");
}

function ofType(type: string): readonly SpelledOp[] {
  return SPELLED.filter(({ spelling }) => spelling.type === type);
}
