// A model as what it is emitted as: its network, or a table in the network's place.

import type { FormTaken } from "../codegen/form.ts";
import type { LoadedModel } from "./load-model.ts";

export interface InForm {
  readonly loaded: LoadedModel;
  /** Absent where the network was asked for. */
  readonly taken?: FormTaken;
}

/** Why there is no table, and what it lacks. */
export interface NoTable {
  readonly reason: string;
  readonly lacks: "lines" | "a domain" | "an error" | "cells";
}
