// The formats plots are written in. Adding one is a file beside this one and a line here. What draws is loaded when it is used:
// every command line reads this list.

import type { PictureFormat } from "./picture-format.ts";
import { html } from "./html.ts";
import { png } from "./png.ts";
import { svg } from "./svg.ts";

export const PICTURE_FORMATS: readonly PictureFormat[] = [svg, png, html];
