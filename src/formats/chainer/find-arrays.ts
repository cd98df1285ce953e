// Finds the arrays of a Chainer file that are parameters of dense layers: by their keys, l1/W and l1/b, as
// chainer.serializers.save_npz writes them, or W1 and b1. Reads no numbers and orders no layers.

import { listed } from "../file-layers.ts";
import { quoted, refused } from "../refuse.ts";
import type { ZipEntry } from "./zip.ts";

const ARRAY_FILE = ".npy";
/** In a snapshot of a trainer, the network is below the path of the updater's optimiser target: `updater/model:main/`. */
const MODEL_PATH = /^(?:.*?\/)?model:[^/]*\//s;
/** A path, W or b, and a number where there is no path to tell layers apart: l1/W, predictor/l1/b, 0/W, W1. */
const PARAMETER_KEY = /^(?:(.*)\/)?([Wb])(\d*)$/s;

/** An array by its key: the name of its file without `.npy`. */
export interface ArrayEntry {
  /** Below the model's path. */
  readonly key: string;
  readonly entry: ZipEntry;
}

export interface FoundArrays {
  /** By the name of the layer, with `W`, `b` or both. */
  readonly layers: ReadonlyMap<string, Readonly<Partial<Record<"W" | "b", ArrayEntry>>>>;
  /** The model's other arrays. */
  readonly others: readonly ArrayEntry[];
}

/**
 * The arrays of the model. What a snapshot holds beside its model, such as the state of the optimiser, is left aside.
 *
 * @throws DiagnosticError of category model where there are several models.
 */
export function findArrays(entries: readonly ZipEntry[], file: string): FoundArrays {
  const arrays = entries
    .filter(({ name }) => name.endsWith(ARRAY_FILE))
    .map((entry) => ({ key: entry.name.slice(0, -ARRAY_FILE.length), entry }));
  const path = modelPath(arrays.map(({ key }) => key), file);
  const layers = new Map<string, Partial<Record<"W" | "b", ArrayEntry>>>();
  const others: ArrayEntry[] = [];
  for (const { key: whole, entry } of arrays) {
    if (!whole.startsWith(path)) continue;
    const key = whole.slice(path.length);
    const [, parent = "", role, number = ""] = PARAMETER_KEY.exec(key) ?? [];
    if (role !== "W" && role !== "b") {
      others.push({ key, entry });
      continue;
    }
    const name = [parent, number].filter((part) => part !== "").join("/");
    const layer = layers.get(name) ?? {};
    // `l1/W2` and `l1/2/W` would be one layer.
    if (layer[role] !== undefined) throw refused(file, { message: `two arrays are the ${role} of one layer: ${quoted(layer[role].key)} and ${quoted(key)}` });
    layers.set(name, { ...layer, [role]: { key, entry } });
  }
  return { layers, others };
}

/** The path all of the model's keys begin with; empty where the file is no snapshot. */
function modelPath(keys: readonly string[], file: string): string {
  const paths = new Set(keys.flatMap((key) => MODEL_PATH.exec(key)?.[0] ?? []));
  if (paths.size === 0) return "";
  const [path, ...others] = paths;
  if (others.length === 0) return path;
  throw refused(file, {
    kind: "unsupported",
    message: `the snapshot holds ${paths.size} models`,
    note: listed([...paths].map(quoted)),
    hint: 'save the one you want alone: chainer.serializers.save_npz("my.model", model)',
  });
}
