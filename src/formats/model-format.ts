// What a model file format is: how to recognise, read and write its files. The formats are listed in index.ts.

import type { InputSettings } from "../network/input-settings.ts";
import type { Model } from "../network/model.ts";
import type { FileLayer } from "./file-layers.ts";
import type { FormatId } from "./format-names.ts";

/** A file of this size has more parameters than can be compiled into a source file. */
export const MAXIMUM_MODEL_BYTES = 512 * 2 ** 20;

/**
 * The bytes of a file beside the model, by its name below the model's folder with `/` between the parts; or why it cannot be read, and
 * what to do about that.
 */
export type Siblings = (name: string) => Uint8Array | { readonly problem: string; readonly hint?: string };

/** What a model may be read with besides its bytes. */
export interface Surroundings {
  /** Absent where nothing but the model itself may be read. The bytes are taken over, too. */
  readonly siblings?: Siblings | undefined;
  /** Nothing where it is left out. */
  readonly said?: InputSettings | undefined;
}

interface AnyFormat {
  readonly id: FormatId;
  /** Whether the bytes are of this format, damaged or not. Looks at the contents alone, never at a file's name. */
  sniff(bytes: Uint8Array): boolean;
}

/** A format whose files say all that is computed. */
export interface NetworkFormat extends AnyFormat {
  readonly holds: "network";
  /**
   * Reads a whole file into a network of float32 parameters; `file` is what messages call it.
   *
   * @param bytes are taken over: large arrays of the network lie in them and may be moved, so that nothing else can be read
   * from them afterwards.
   * @throws DiagnosticError of category model, and nothing else, whatever the bytes are; of category usage where something is said of
   * inputs that does not fit them.
   */
  read(bytes: Uint8Array, file: string, surroundings: Surroundings): Model;
  /** The same model gives the same bytes; `version` is that of nnc. Absent where the format is only read. */
  write?(model: Model, version: string): Uint8Array;
}

/** A format whose files hold the parameters of dense layers; what follows each layer must be known from elsewhere. */
export interface LayerFormat extends AnyFormat {
  readonly holds: "layers";
  /**
   * The layers in the order in which they are applied, each fitting the one before it; at least one.
   *
   * @param bytes are taken over, as by NetworkFormat.read.
   * @throws DiagnosticError of category model, and nothing else, whatever the bytes are.
   */
  read(bytes: Uint8Array, file: string): readonly FileLayer[];
  /** The same layers give the same bytes. Absent where the format is only read. Later, since most commands write none. */
  write?(layers: readonly FileLayer[]): Promise<Uint8Array>;
}

export type Format = NetworkFormat | LayerFormat;
