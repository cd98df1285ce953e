// The operators of ONNX's default domain, and the one of ai.onnx.preview that is no training, by what they are for, and why nnc reads none of a
// group. Operator sets 1 to 26 and what is agreed for the next ones: onnx/docs/Operators.md of ONNX 1.21.

export interface OperatorGroup {
  readonly title: string;
  /** Why those that are not read are not. */
  readonly refusal: string;
  readonly types: readonly string[];
}

export const ONNX_OPERATORS: readonly OperatorGroup[] = [
  {
    title: "Arithmetic and elementary functions",
    refusal: "not written yet",
    types: [
      ...["Abs", "Acos", "Acosh", "Add", "Asin", "Asinh", "Atan", "Atanh", "BitShift", "BitwiseAnd", "BitwiseNot", "BitwiseOr", "BitwiseXor"],
      ...["Ceil", "Clip", "Cos", "Cosh", "Div", "Erf", "Exp", "Floor", "Log", "Max", "Mean", "Min", "Mod", "Mul", "Neg", "Pow", "Reciprocal"],
      ...["Round", "Sign", "Sin", "Sinh", "Sqrt", "Sub", "Sum", "Tan"],
    ],
  },
  {
    title: "Activations",
    refusal: "not written yet",
    types: [
      ...["Celu", "Elu", "Gelu", "HardSigmoid", "HardSwish", "Hardmax", "LeakyRelu", "LogSoftmax", "Mish", "PRelu", "Relu", "Selu", "Shrink"],
      ...["Sigmoid", "Softmax", "Softplus", "Softsign", "SwiGLU", "Swish", "Tanh", "ThresholdedRelu"],
    ],
  },
  {
    title: "Comparisons, logic and types",
    refusal: "not written yet",
    types: [
      ...["And", "Cast", "CastLike", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN", "Less", "LessOrEqual", "Not", "Or", "Where", "Xor"],
      "BitCast",
    ],
  },
  { title: "Products", refusal: "not written yet", types: ["Det", "Einsum", "Gemm", "MatMul"] },
  {
    title: "Reductions",
    refusal: "not written yet",
    types: [
      ...["ArgMax", "ArgMin", "CumProd", "CumSum", "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin"],
      ...["ReduceProd", "ReduceSum", "ReduceSumSquare", "TopK"],
    ],
  },
  {
    title: "Normalisations",
    refusal: "not written yet",
    types: [
      ...["BatchNormalization", "GroupNormalization", "InstanceNormalization", "LRN", "LayerNormalization", "LpNormalization"],
      ...["MeanVarianceNormalization", "RMSNormalization"],
    ],
  },
  {
    title: "Movement",
    refusal: "not written yet",
    types: [
      ...["Compress", "Concat", "DepthToSpace", "Dropout", "Expand", "Flatten", "Gather", "GatherElements", "GatherND", "Identity", "OneHot", "Pad"],
      ...["Reshape", "ReverseSequence", "ScatterElements", "ScatterND", "Scatter", "Slice", "SpaceToDepth", "Split", "Squeeze", "TensorScatter"],
      ...["Tile", "Transpose", "Trilu", "Unsqueeze", "CenterCropPad", "Col2Im"],
    ],
  },
  {
    title: "Constants and shapes",
    refusal: "not written yet",
    types: ["Constant", "ConstantOfShape", "EyeLike", "Range", "Shape", "Size", "BlackmanWindow", "HammingWindow", "HannWindow", "MelWeightMatrix"],
  },
  { title: "Quantised models", refusal: "not written yet", types: ["ConvInteger", "DequantizeLinear", "DynamicQuantizeLinear", "MatMulInteger", "QLinearConv", "QLinearMatMul", "QuantizeLinear"] },
  {
    title: "Convolution, pooling and images",
    refusal: "not written yet",
    types: [
      ...["AffineGrid", "AveragePool", "Conv", "ConvTranspose", "DeformConv", "GlobalAveragePool", "GlobalLpPool", "GlobalMaxPool", "GridSample"],
      ...["ImageDecoder", "LpPool", "MaxPool", "MaxRoiPool", "MaxUnpool", "NonMaxSuppression", "Resize", "RoiAlign", "Upsample"],
    ],
  },
  { title: "Attention and recurrence", refusal: "not written yet", types: ["Attention", "FlexAttention", "GRU", "LSTM", "LinearAttention", "CausalConvWithState", "RNN", "RotaryEmbedding"] },
  { title: "Control flow", refusal: "nnc has no sequences of arrays", types: ["If", "Loop", "Scan", "SequenceMap"] },
  { title: "Chance", refusal: "the emitted function gives the same results in every call", types: ["Bernoulli", "Multinomial", "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike"] },
  { title: "Results whose size depends on values", refusal: "sizes are fixed in the emitted function", types: ["NonZero", "Unique"] },
  { title: "Signals", refusal: "not written yet", types: ["DFT", "STFT"] },
  { title: "Losses", refusal: "they belong to training", types: ["NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"] },
  {
    title: "Sequences, optional values and text",
    refusal: "inputs and outputs are arrays of numbers",
    types: [
      ...["ConcatFromSequence", "Optional", "OptionalGetElement", "OptionalHasElement", "RegexFullMatch", "SequenceAt", "SequenceConstruct"],
      ...["SequenceEmpty", "SequenceErase", "SequenceInsert", "SequenceLength", "SplitToSequence", "StringConcat", "StringNormalizer", "StringSplit"],
      "TfIdfVectorizer",
    ],
  },
];
