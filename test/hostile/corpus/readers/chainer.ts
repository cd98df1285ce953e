// Files of parameters as Chainer and numpy write them: archives of arrays.

import { constants, crc32, deflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import type { RandomGenerator } from "../../../../src/numeric/random.ts";
import { loadBytes } from "../../../../src/pipeline/load-model.ts";
import type { HostileReader } from "../hostile-reader.ts";
import { oneOf, utf8 } from "../hostile-reader.ts";
import { joined, mutated } from "../mutate.ts";
import { SMUGGLING } from "../smuggled.ts";
import { emitted } from "./onnx.ts";

const MIDDAY = new Date(1980, 0, 1, 12);

/** A .npy file with this header and so many float32. */
function array(shape: string, count: number, type = "<f4"): Uint8Array {
  const text = utf8(`{'descr': '${type}', 'fortran_order': False, 'shape': ${shape}, }\n`);
  const start = Buffer.from("\x93NUMPY\x01\0\0\0", "latin1");
  start.writeUInt16LE(text.length, start.length - 2);
  return joined(start, text, new Uint8Array(Float32Array.from({ length: count }, (_, place) => place / 2 - 1).buffer));
}

const BASE: Readonly<Record<string, Uint8Array>> = { "l1/W": array("(2, 1)", 2), "l1/b": array("(2,)", 2), "l2/W": array("(1, 2)", 2), "l2/b": array("(1,)", 1) };

function archive(arrays: Readonly<Record<string, Uint8Array>>, level: 0 | 6 = 0): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(arrays).map(([key, bytes]) => [`${key}.npy`, bytes])), { level, mtime: MIDDAY });
}

/** So many bytes of contents: a beginning and then zeros, which are never all there. */
interface Contents {
  readonly beginning: Uint8Array;
  readonly mebibytes: number;
}

const MEBIBYTE = 2 ** 20;
const ZEROS = new Uint8Array(MEBIBYTE);

/** Pieces that are flushed are put together as they are; an empty last block ends them. */
function deflatedInPieces({ beginning, mebibytes }: Contents): { readonly packed: Uint8Array; readonly crc: number; readonly size: number } {
  const piece = (bytes: Uint8Array): Uint8Array => deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const zeros = new Array<Uint8Array>(mebibytes).fill(piece(ZEROS));
  const crc = zeros.reduce((sum) => crc32(ZEROS, sum), crc32(beginning));
  return { packed: joined(piece(beginning), ...zeros, Uint8Array.of(3, 0)), crc, size: beginning.length + mebibytes * MEBIBYTE };
}

/** An archive of one file, with a size that is said of it. */
function deflated(contents: Contents, said?: number): Uint8Array {
  const name = utf8("l1/W.npy");
  const { packed, crc, size } = deflatedInPieces(contents);
  const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
  const common = (header: Buffer, at: number): void => {
    header.writeUInt16LE(8, at + 4);
    header.writeUInt32LE(crc, at + 10);
    header.writeUInt32LE(packed.length, at + 14);
    header.writeUInt32LE(said ?? size, at + 18);
    header.writeUInt16LE(name.length, at + 22);
  };
  local.write("PK\x03\x04", "latin1");
  common(local, 4);
  entry.write("PK\x01\x02", "latin1");
  common(entry, 6);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return joined(local, name, packed, entry, name, end);
}

const SHAPES = ["(2, 1)", "(1, 2)", "(2,)", "(0, 2)", "(-1, 2)", "(99999999999999999999, 1)", "()", "(2L, 1L)", `(${"1, ".repeat(40)})`, "[2, 1]", "(".repeat(4000)];
const TYPES = ["<f4", ">f4", "<f8", "<f2", "|O", "<U9", "<f99"];

/** Whole archives, so that checksums are right, of arrays that are not. */
function invented(random: RandomGenerator): Uint8Array {
  const arrays = Object.entries(BASE).map(([key, bytes]): [string, Uint8Array] => {
    const name = random.nextUint32() % 4 === 0 ? `${oneOf(SMUGGLING, random)}/W` : key;
    const choice = random.nextUint32() % 6;
    if (choice === 0) return [name, array(oneOf(SHAPES, random), random.nextUint32() % 4, oneOf(TYPES, random))];
    return [name, choice === 1 ? mutated([bytes], ["'shape': (1,)", "'descr': '<f8'", "(((("], random) : bytes];
  });
  return archive(Object.fromEntries(arrays), random.nextUint32() % 2 === 0 ? 0 : 6);
}

const NOTHING = new Uint8Array(0);

export const chainer: HostileReader = {
  name: "chainer",
  seeds: [archive(BASE), archive(BASE, 6)],
  tokens: ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "PK\x06\x06", "\x93NUMPY"],
  made: [
    { name: "256 MiB of zeros in 260 KiB", isLarge: true, bytes: () => deflated({ beginning: NOTHING, mebibytes: 256 }) },
    { name: "256 MiB of parameters in 260 KiB", isLarge: true, bytes: () => deflated({ beginning: array("(8192, 8192)", 0), mebibytes: 256 }) },
    { name: "more than is said", isLarge: true, bytes: () => deflated({ beginning: NOTHING, mebibytes: 16 }, 1000) },
    { name: "less than is said", isLarge: true, bytes: () => deflated({ beginning: NOTHING, mebibytes: 1 }, 2 ** 30) },
    { name: "20,000 files", isLarge: true, bytes: () => zipSync(Object.fromEntries(Array.from({ length: 20_000 }, (_, number) => [`${number}.npy`, new Uint8Array(0)])), { level: 0, mtime: MIDDAY }) },
    ...SMUGGLING.map((text) => ({ name: `${JSON.stringify(text)} in every name`, bytes: () => archive(Object.fromEntries(Object.entries(BASE).map(([key, bytes]) => [`${text}/${key}`, bytes]))) })),
  ],
  invented,
  read: async (bytes) => await emitted(loadBytes(bytes, { path: "hostile.npz", activations: { activation: "relu", outputActivation: "identity" } })),
};
