// The readers that hostile inputs are made for. Adding one is a file beside this one and a line here.

import type { HostileReader } from "../hostile-reader.ts";
import { chainer } from "./chainer.ts";
import { onnx } from "./onnx.ts";
import { packageList, sweepFile } from "./own-lists.ts";
import { safetensors } from "./safetensors.ts";
import { csv, numpy, parquet } from "./samples.ts";
import { tflite } from "./tflite.ts";
import { activations, commandLines, domains, names, settings, targets } from "./words.ts";

export const READERS: readonly HostileReader[] = [onnx, tflite, safetensors, chainer, csv, parquet, numpy, packageList, sweepFile, targets, domains, activations, names, settings, commandLines];
