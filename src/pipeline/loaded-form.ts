// A model as what it is emitted as: its network, or a table in the network's place.

import type { FormTaken } from "../codegen/form.ts";
import type { ProvedError } from "../codegen/proved-error.ts";
import type { LoadedModel } from "./load-model.ts";

export interface InForm {
  readonly loaded: LoadedModel;
  /** Absent where the network was asked for. */
  readonly taken?: FormTaken;
  /** Of each element of the outputs, against the target that the model records; absent where it is not. */
  readonly proved?: readonly ProvedError[];
}

/** Why there is no table, and what it lacks. */
export interface NoTable {
  readonly reason: string;
  readonly lacks: "lines" | "a domain" | "an error" | "cells";
}
