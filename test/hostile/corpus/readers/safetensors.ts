// Checkpoints: read as a model that is emitted, and as a training that goes on.

import { DiagnosticError } from "../../../../src/diagnostics/diagnostic.ts";
import { loadBytes } from "../../../../src/pipeline/load-model.ts";
import { looksLikeCheckpoint } from "../../../../src/formats/safetensors/index.ts";
import { readSafetensors } from "../../../../src/formats/safetensors/read.ts";
import { openCheckpoint } from "../../../../src/run/checkpoint/open-checkpoint.ts";
import { checkpointFile, f32, rawFile } from "../../../formats/safetensors/files.ts";
import type { RandomGenerator } from "../../../../src/numeric/random.ts";
import type { HostileReader } from "../hostile-reader.ts";
import { NO_FILES, oneOf } from "../hostile-reader.ts";
import { joined } from "../mutate.ts";
import { SMUGGLING } from "../smuggled.ts";
import { emitted } from "./onnx.ts";

const VERSION = "1.2.3";
const CHECKPOINT = {
  "nnc.checkpoint.version": "1",
  "nnc.checkpoint.nnc": VERSION,
  "nnc.checkpoint.finished": "false",
  "nnc.checkpoint.options": '{"recipe":"article","max-error":"0.5"}',
  "nnc.checkpoint.recipe": "{}",
  "nnc.checkpoint.attempts": "[]",
};

function described(name: string): string {
  return `${JSON.stringify(name)}:{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`;
}

const LONG = 12_000_000;
const TEXTS = ["nnc.command", "nnc.target", "nnc.domain", "nnc.recipe"];
const STRANGE: readonly unknown[] = [null, true, 0, -1, 1.5, 1e300, "", "F64", "F99", [], {}, [0], [-1, 0], [0, 4], [2, 2], [4294967296, 4294967296], [[0]], { dtype: "F32" }];

/** A whole header in which a value is another one. */
function invented(random: RandomGenerator): Uint8Array {
  const whole = checkpointFile(CHECKPOINT);
  const start = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));
  let values = 0;
  const count = (text: string): number => {
    JSON.parse(text, () => {
      values++;
    });
    return values;
  };
  const text = new TextDecoder().decode(whole.subarray(8, start));
  const chosen = random.nextUint32() % count(text);
  values = 0;
  const header: unknown = JSON.parse(text, (_key, value: unknown) => (values++ === chosen ? oneOf([...STRANGE, ...SMUGGLING], random) : value));
  return joined(rawFile(JSON.stringify(header)), whole.subarray(start));
}

export const safetensors: HostileReader = {
  name: "safetensors",
  seeds: [checkpointFile(CHECKPOINT), checkpointFile({}, { more: f32([2, 2], 1, 2, 3, 4) })],
  tokens: ['"dtype":"F64"', '"shape":[0]', '"data_offsets":[0,0]', "[[[[", "{}", '"__metadata__":{}', "1e3"],
  made: [
    { name: "200,000 tensors", isLarge: true, bytes: () => rawFile(`{${Array.from({ length: 200_000 }, (_, place) => described(`layers.${place}.weight`)).join(",")}}`) },
    { name: "a header of spaces", isLarge: true, bytes: () => rawFile(`{}${" ".repeat(LONG)}`) },
    { name: "a long key", isLarge: true, bytes: () => rawFile(`{"${"a".repeat(LONG)}":1}`) },
    { name: "a key of escapes", isLarge: true, bytes: () => rawFile(`{"${"\\n".repeat(LONG / 2)}":1}`) },
    { name: "a key that is not closed", isLarge: true, bytes: () => rawFile(`{"${"a".repeat(LONG)}`) },
    { name: "many digits", isLarge: true, bytes: () => rawFile(`{"a":${"1".repeat(LONG)}}`) },
    { name: "lists within lists", isLarge: true, bytes: () => rawFile("[".repeat(LONG)) },
    { name: "objects within objects", isLarge: true, bytes: () => rawFile('{"a":'.repeat(LONG / 5)) },
    { name: "many words", isLarge: true, bytes: () => rawFile(`{"a":${"x ".repeat(LONG / 2)}}`) },
    { name: "many axes", isLarge: true, bytes: () => rawFile(`{"a":{"dtype":"F32","shape":[${"1,".repeat(1_000_000)}1],"data_offsets":[0,4]}}`, 4) },
    ...TEXTS.flatMap((key) => SMUGGLING.map((text) => ({
      name: `${JSON.stringify(text)} in ${key}`,
      bytes: () => checkpointFile({ ...CHECKPOINT, [key]: key === "nnc.domain" ? `x${text}=0:1` : text, [text]: text }, { [`t${text}`]: f32([1], 1) }),
    }))),
  ],
  invented,
  async read(bytes) {
    if (!looksLikeCheckpoint(bytes)) {
      readSafetensors(bytes, "hostile.safetensors");
      return NO_FILES;
    }
    try {
      openCheckpoint(bytes.slice(), "hostile.checkpoint.safetensors", VERSION);
    } catch (error) {
      // Its network may be whole all the same.
      if (!(error instanceof DiagnosticError)) throw error;
    }
    return await emitted(loadBytes(bytes, { path: "hostile.checkpoint.safetensors" }));
  },
};
