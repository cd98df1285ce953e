// Tables by each kind of numbers that they may store: what they take, how fast they are in C, and how far they are from their network, also in parts of
// its values.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { interpret } from "../../src/program/interpret.ts";
import { inForm } from "../../src/pipeline/in-form.ts";
import { loadBytes } from "../../src/pipeline/load-model.ts";
import { digits, table } from "../markdown.ts";
import { shown, timed } from "./c-times.ts";
import { emitTable, type StoredTable } from "./functions.ts";

/** Places between the ends of the domain. */
const PLACES = 2 ** 16;

export async function measureNumbers(stored: readonly StoredTable[], folder: string): Promise<string> {
  const rows: string[][] = [];
  for (const { one, numbers } of stored) {
    emitTable(one, `${folder}/`, ["--lang", "c", "--numbers", numbers]);
    const far = timed(one, folder, ["gcc", "-O2"], false);
    const isShort = readFileSync(join(folder, "table.h"), "utf8").includes("table_inline");
    const inlined = isShort ? shown(timed(one, folder, ["gcc", "-O2"], true).independent) : "none";
    const { bytes, most, mostParts } = await distances({ one, numbers });
    rows.push([one.name, numbers, String(bytes), shown(far.independent), inlined, shown(far.chained), digits(most), digits(mostParts)]);
  }
  const figures = ["bytes of the table", "from another file", "inline", "each waits for the last", "furthest from the network", "in parts of its value"];
  return `## Numbers, gcc -O2\n\n${table(["function", "numbers"], figures, rows)}`;
}

/** What a table takes, and how far it is from its network among the places at the most. */
async function distances({ one: { model, low, high, allowed }, numbers }: StoredTable): Promise<Readonly<Record<"bytes" | "most" | "mostParts", number>>> {
  const network = loadBytes(readFileSync(model), { path: model });
  const maxError = allowed === undefined ? undefined : Number(allowed);
  const { loaded, taken } = await inForm(network, { form: "table", optimize: "speed", numbers, maxError, domain: [] });
  if (taken?.kind !== "table") throw new Error(`${model} is no table`);
  const x = Float32Array.from({ length: PLACES + 1 }, (_, place) => low + ((high - low) * place) / PLACES);
  const [[own], [exact]] = [loaded, network].map(({ program }) => interpret(program, [x], x.length));
  const distance = Array.from(own, (value, place) => Math.abs(value - exact[place]));
  const [most, mostParts] = [distance, distance.map((one, place) => one / Math.abs(exact[place]))].map((all) => all.reduce((worst, one) => Math.max(worst, one), 0));
  return { bytes: taken.bytes, most, mostParts };
}
