// Files of samples, CSV, Parquet and arrays of numpy: read into a table and chosen from, as a training does.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { writeNpy } from "../../../../src/formats/chainer/npy.ts";
import { readSamples } from "../../../../src/run/read-samples.ts";
import { legalName } from "../../../../src/languages/function-name.ts";
import type { HostileReader } from "../hostile-reader.ts";
import { utf8 } from "../hostile-reader.ts";
import { SMUGGLING } from "../smuggled.ts";

/** The names that sources would have of it. */
async function read(bytes: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const { table } = await readSamples(bytes, "hostile data", "hostile data");
  return new Map([["names", table.columns.map(({ name, header }) => `${name} ${legalName(header)};`).join("\n")]]);
}

const SEEDS = ["x,y\n0,1\n0.5,2\n1,3\n", 'time;"temp [°C]";class\r\ns;K;\r\n1,5;-2,25;a\r\n2,5;3e2;"b ""c"""\r\n', "\ufeff# made by hand\nsep=\t\na\tb\n1\t2\n"];
const LONG = 20_000_000;

export const csv: HostileReader = {
  name: "csv",
  seeds: SEEDS.map(utf8),
  tokens: [",", ";", "\t", '"', "\n", "\r", "nan", "inf", "1e400", "#", "sep=;", "\ufeff", "x,y\n"],
  made: [
    { name: "100,000 columns", isLarge: true, bytes: () => utf8(`${Array.from({ length: 100_000 }, (_, column) => `c${column}`).join()}\n${"1,".repeat(99_999)}1\n`) },
    { name: "16,000 columns", isLarge: true, bytes: () => utf8(`${Array.from({ length: 16_000 }, (_, column) => `c${column}`).join()}\n${`${"1,".repeat(15_999)}1\n`.repeat(3)}`) },
    { name: "a quote that is not closed", isLarge: true, bytes: () => utf8(`x,y\n"${"1,2\n".repeat(LONG / 4)}`) },
    { name: "a line without an end", isLarge: true, bytes: () => utf8(`x,y\n${"1".repeat(LONG)}`) },
    { name: "blank lines", isLarge: true, bytes: () => utf8(`x,y\n${"\n".repeat(LONG / 10)}1,2\n`) },
    { name: "quotes alone", isLarge: true, bytes: () => utf8(`x,y\n${'"'.repeat(LONG / 10)}`) },
    { name: "separators alone", isLarge: true, bytes: () => utf8(`x,y\n${",".repeat(LONG / 10)}`) },
    { name: "the same name many times", bytes: () => utf8(`${"x!,".repeat(4000)}y\n${"1,".repeat(4000)}1\n`) },
    { name: "names that become the same", isLarge: true, bytes: () => utf8(`${Array.from({ length: 4000 }, (_, column) => `${"!".repeat(column % 80)}x${"?".repeat(column / 80)}`).join()}\n${"1,".repeat(3999)}1\n`) },
    ...SMUGGLING.map((text) => ({ name: `${JSON.stringify(text)} as a name`, bytes: () => utf8(`"${text.replaceAll('"', '""')}",y\n1,2\n`) })),
  ],
  read,
};

/** Written by pandas, Polars and others; large ones take their time without telling more. */
const FOLDER = "test/fields/tables";
const MOST_BYTES = 4096;

export const parquet: HostileReader = {
  name: "parquet",
  seeds: readdirSync(FOLDER).filter((name) => name.endsWith(".parquet")).map((name) => Uint8Array.from(readFileSync(join(FOLDER, name)))).filter(({ length }) => length <= MOST_BYTES),
  tokens: ["PAR1", "PARE"],
  made: [],
  read,
};

const ARRAY = writeNpy(Float32Array.of(1, 2, 3, 4, 5, 7), [3, 2]);

export const numpy: HostileReader = {
  name: "numpy",
  seeds: [ARRAY, zipSync({ "x.npy": ARRAY, "y.npy": writeNpy(Float32Array.of(1, 2, 3), [3]) }, { level: 0 })],
  tokens: ["<f8", "|b1", "True", "(3, 2)", "(9999999999, 9999999)", "PK\x03\x04", "\x93NUMPY"],
  made: SMUGGLING.map((text) => ({ name: `${JSON.stringify(text)} as the name of an array`, bytes: () => zipSync({ [`${text}.npy`]: ARRAY, "y.npy": writeNpy(Float32Array.of(1, 2, 3), [3]) }) })),
  read,
};
