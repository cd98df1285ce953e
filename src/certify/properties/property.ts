// What a property of emitted functions is. Proves nothing itself.

import type { Finding } from "./finding.ts";
import type { PropertyName } from "./property-name.ts";
import type { PropertySubject } from "./property-subject.ts";

/** A row of the registry: what is asked of each output, and how it is decided. */
export interface Property {
  readonly name: PropertyName;
  /** What it says of a function, in a few words. */
  readonly describe: string;
  readonly prove: (subject: PropertySubject) => readonly Finding[];
}
