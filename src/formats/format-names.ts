// The formats of model files as users name them. A light table, so that the command line need not load a format to list it.

export type FormatId = "onnx" | "tflite" | "chainer" | "checkpoint";

export interface FormatName {
  /** As messages call it. */
  readonly title: string;
  /** How names of its files end; of several the first is the usual one. */
  readonly extensions: readonly string[];
}

/** By what the setting `format` calls them. */
export const FORMAT_NAMES: Readonly<Record<FormatId, FormatName>> = {
  onnx: { title: "ONNX", extensions: [".onnx"] },
  tflite: { title: "TensorFlow Lite", extensions: [".tflite"] },
  chainer: { title: "Chainer .npz", extensions: [".npz"] },
  checkpoint: { title: "nnc checkpoint", extensions: [".checkpoint.safetensors"] },
};

/** Those that other tools read and write as well, and into which models are converted. */
export const EXCHANGE_FORMAT_IDS: readonly FormatId[] = ["onnx", "chainer"];

/** Those that other tools write. */
export const FOREIGN_FORMAT_IDS: readonly FormatId[] = ["onnx", "tflite", "chainer"];

export const FORMAT_IDS: readonly FormatId[] = [...FOREIGN_FORMAT_IDS, "checkpoint"];

/** The names that files of models usually have. */
export const MODEL_NAME = /\.(?:onnx|tflite|npz|model|safetensors)$/i;
