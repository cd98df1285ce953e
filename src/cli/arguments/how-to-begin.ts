// What nnc says to who calls it without a command: which way to go from a function, a table of samples or a model. Decides nothing.

/** 24 lines of 80 columns at the most: what a terminal shows at once. */
export const HOW_TO_BEGIN = `\
nnc turns small neural networks into one source file of C, Go or TypeScript.

You have a function:
  nnc train --target 'sin(x)' --domain -pi:pi -o sin.onnx
  nnc plot fit sin.onnx -o sin.svg          look at it
  nnc check sin.onnx --max-error 1e-3       compile it here, measure its error
  nnc emit sin.onnx -o sin.c                or sin.go, sin.ts, sin.js

You have a table of samples (CSV or Parquet; the last column is the result):
  nnc train --data samples.csv -o samples.onnx
  nnc check samples.onnx --data samples.csv
  nnc emit samples.onnx -o samples.c

You have a trained model (ONNX, of PyTorch, Keras and others, or .tflite):
  nnc info model.onnx                       what is in it
  nnc check model.onnx                      same bits in every language here?
  nnc emit model.onnx -o model.c

Much faster, for one input:     nnc emit sin.onnx --form table -o sin.c
A package that tests itself:    nnc emit sin.onnx --lang c -o sin/
Every command and its options:  nnc --help, nnc train --help
`;
