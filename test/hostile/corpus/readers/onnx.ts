// Models in ONNX: read, prepared and emitted.

import { create, toBinary } from "@bufbuild/protobuf";
import { emit } from "../../../../src/library/emit.ts";
import { writeModel } from "../../../../src/formats/index.ts";
import { costOf } from "../../../../src/network/describe.ts";
import type { RandomGenerator } from "../../../../src/numeric/random.ts";
import { loadBytes, type LoadedModel } from "../../../../src/pipeline/load-model.ts";
import type { EmittedName } from "../../../../src/languages/index.ts";
import { denseNetwork, EXP_RECORD } from "../../../fixtures.ts";
import { ModelSchema } from "../../../formats/onnx/onnx_pb.ts";
import type { HostileReader } from "../hostile-reader.ts";
import { NO_FILES, oneOf, utf8 } from "../hostile-reader.ts";
import { joined } from "../mutate.ts";
import { SMUGGLING } from "../smuggled.ts";

/** Larger ones are read alone. */
const MOST_EMITTED = 2000;
const LANGUAGES: readonly EmittedName[] = ["c", "go", "ts"];

/** The files of a small model in a language that its bytes choose, as a package where they say so. */
export async function emitted(model: LoadedModel): Promise<ReadonlyMap<string, string>> {
  if (costOf(model.network).multiplyAdds > MOST_EMITTED) return NO_FILES;
  const choice = Number.parseInt(model.modelSha256.slice(0, 4), 16);
  return await emit(model, { language: LANGUAGES[choice % LANGUAGES.length], shape: choice % 16 === 0 ? "package" : "source" });
}

const NUMBERS = Uint8Array.from([0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64]);

/** y = x·W + b of two numbers, with these names, sizes and texts. */
function modelOf(text: () => string, size: () => bigint): Uint8Array {
  const [x, y, weights, bias] = ["x", "y", "W", "b"].map((usual) => `${usual}${text()}`);
  const value = (name: string) => ({ name, type: { tensorType: { elemType: 1, shape: { dim: [{ dimParam: text() }, { dimValue: size() }] } } } });
  return toBinary(ModelSchema, create(ModelSchema, {
    irVersion: 8n,
    producerName: text(),
    opsetImport: [{ domain: "", version: 13n }],
    metadataProps: [{ key: text(), value: text() }],
    graph: {
      name: text(),
      node: [
        { opType: "MatMul", input: [x, weights], output: ["h"], name: text() },
        { opType: "Add", input: ["h", bias], output: [y], name: text() },
      ],
      initializer: [
        { name: weights, dims: [2n, size()], dataType: 1, rawData: NUMBERS },
        { name: bias, dims: [size()], dataType: 1, rawData: NUMBERS.subarray(0, 8) },
      ],
      input: [value(x)],
      output: [value(y)],
    },
  }));
}

/** A model of nnc's whose record says this in the place of the command that trained it, or of what it was trained on. */
function recordOf(said: string): readonly Uint8Array[] {
  const network = denseNetwork([1, 2, 1], 1);
  return [{ ...EXP_RECORD, command: said }, { ...EXP_RECORD, targets: [said] }].map((record) => writeModel({ network, record }, said));
}

const USUAL_SIZES = [2n, 2n, 2n, 2n, 2n, 2n, 2n, 2n, 2n, 2n];
const STRANGE_SIZES = [0n, 1n, 3n, -1n, 2n ** 31n, 2n ** 62n, -(2n ** 63n)];

function invented(random: RandomGenerator): Uint8Array {
  return modelOf(() => (random.nextUint32() % 3 === 0 ? "" : oneOf(SMUGGLING, random)), () => oneOf(random.nextUint32() % 4 === 0 ? STRANGE_SIZES : USUAL_SIZES, random));
}

/** Tag, length, contents. */
function field(number: number, contents: Uint8Array): Uint8Array {
  return joined(varint(number * 8 + 2), varint(contents.length), contents);
}

function varint(number: number): Uint8Array {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Uint8Array.from([...bytes, rest]);
}

function nested(depth: number): Uint8Array {
  let graph: Uint8Array = field(4, utf8("Relu"));
  // Node, its attribute, the graph of that, its node.
  for (let level = 0; level < depth; level++) graph = field(5, field(6, field(1, graph)));
  return joined(Uint8Array.of(0x08, 0x08), field(8, Uint8Array.of(0x10, 13)), field(7, field(1, graph)));
}

function chain(count: number): Uint8Array {
  return toBinary(ModelSchema, create(ModelSchema, {
    irVersion: 8n,
    opsetImport: [{ domain: "", version: 13n }],
    graph: {
      node: Array.from({ length: count }, (_, place) => ({ opType: "Relu", input: [`h${place}`], output: [`h${place + 1}`] })),
      input: [{ name: "h0", type: { tensorType: { elemType: 1, shape: { dim: [{ dimValue: 1n }, { dimValue: 2n }] } } } }],
      output: [{ name: `h${count}` }],
    },
  }));
}

export const onnx: HostileReader = {
  name: "onnx",
  seeds: [writeModel({ network: denseNetwork([1, 3, 2, 1], 1), record: EXP_RECORD }, "1.2.3"), modelOf(() => "", () => 2n)],
  tokens: ["Gemm", "Relu", "Softmax", "Conv", "If", "nnc.target", "exp(x)", "x=0:1"],
  made: [
    { name: "graphs within graphs", bytes: () => nested(2000) },
    { name: "2,000 Relu in a row", isLarge: true, bytes: () => chain(2000) },
    { name: "a million empty nodes", isLarge: true, bytes: () => joined(Uint8Array.of(0x08, 0x08), field(7, Uint8Array.from({ length: 2_000_000 }, (_, at) => (at % 2 === 0 ? 0x0a : 0)))) },
    ...SMUGGLING.map((text) => ({ name: `${JSON.stringify(text)} in every name`, bytes: () => modelOf(() => text, () => 2n) })),
    ...SMUGGLING.flatMap((text) => [0, 1].map((which) => ({ name: `${JSON.stringify(text)} in the record`, bytes: () => recordOf(text)[which] }))),
  ],
  invented,
  read: async (bytes) => await emitted(loadBytes(bytes, { path: "hostile.onnx" })),
};
