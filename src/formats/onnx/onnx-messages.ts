// The part of the ONNX file format that nnc reads or writes. Field numbers and meanings are those of the ONNX standard
// (onnx.proto of ONNX 1.21); parts nnc only has to recognise are bytes and left undecoded, so that no message contains itself.

import type { Message } from "./message.ts";
import { many, one } from "./message.ts";

const OPERATOR_SET_ID = { domain: one(1, "text"), version: one(2, "int64") };

const STRING_STRING_ENTRY = { key: one(1, "text"), value: one(2, "text") };

export const TENSOR = {
  dims: many(1, "int64"),
  /** TensorProto.DataType. */
  dataType: one(2, "int32"),
  /** TensorProto.Segment. */
  segment: one(3, "bytes"),
  floatData: many(4, "packed float"),
  int32Data: many(5, "packed varint"),
  int64Data: many(7, "packed varint"),
  name: one(8, "text"),
  rawData: one(9, "bytes"),
  doubleData: many(10, "packed double"),
  uint64Data: many(11, "packed varint"),
  externalData: many(13, STRING_STRING_ENTRY),
  /** TensorProto.DataLocation. */
  dataLocation: one(14, "int32"),
};

export const ATTRIBUTE = {
  name: one(1, "text"),
  f: one(2, "float"),
  i: one(3, "int64"),
  s: one(4, "bytes"),
  t: one(5, TENSOR),
  /** GraphProto. */
  g: one(6, "bytes"),
  floats: many(7, "float"),
  ints: many(8, "int64"),
  strings: many(9, "bytes"),
  /** AttributeProto.AttributeType. */
  type: one(20, "int32"),
  refAttrName: one(21, "text"),
};

export const NODE = {
  input: many(1, "text"),
  output: many(2, "text"),
  name: one(3, "text"),
  opType: one(4, "text"),
  attribute: many(5, ATTRIBUTE),
  domain: one(7, "text"),
  overload: one(8, "text"),
};

const DIMENSION = { dimValue: one(1, "int64"), dimParam: one(2, "text") };

const SHAPE = { dim: many(1, DIMENSION) };

const TENSOR_TYPE = {
  /** TensorProto.DataType. */
  elemType: one(1, "int32"),
  shape: one(2, SHAPE),
};

const TYPE = {
  tensorType: one(1, TENSOR_TYPE),
  // TypeProto.Sequence, Map, SparseTensor and Optional.
  sequenceType: one(4, "bytes"),
  mapType: one(5, "bytes"),
  sparseTensorType: one(8, "bytes"),
  optionalType: one(9, "bytes"),
};

export const VALUE_INFO = { name: one(1, "text"), type: one(2, TYPE) };

export const GRAPH = {
  node: many(1, NODE),
  name: one(2, "text"),
  initializer: many(5, TENSOR),
  input: many(11, VALUE_INFO),
  output: many(12, VALUE_INFO),
  /** SparseTensorProto. */
  sparseInitializer: many(15, "bytes"),
};

/** Of SparseTensorProto what has its name. */
export const SPARSE_TENSOR = { values: one(1, { name: one(8, "text") }) };

/** A function that a model brings along. */
const FUNCTION = {
  name: one(1, "text"),
  input: many(4, "text"),
  output: many(5, "text"),
  /** Names of attributes without defaults. */
  attribute: many(6, "text"),
  node: many(7, NODE),
  opsetImport: many(9, OPERATOR_SET_ID),
  domain: one(10, "text"),
  /** Attributes with their defaults. */
  attributeProto: many(11, ATTRIBUTE),
  overload: one(13, "text"),
};

export const MODEL = {
  irVersion: one(1, "int64"),
  producerName: one(2, "text"),
  producerVersion: one(3, "text"),
  graph: one(7, GRAPH),
  opsetImport: many(8, OPERATOR_SET_ID),
  metadataProps: many(14, STRING_STRING_ENTRY),
  functions: many(25, FUNCTION),
};

export type OperatorSetId = Message<typeof OPERATOR_SET_ID>;
export type Tensor = Message<typeof TENSOR>;
export type Attribute = Message<typeof ATTRIBUTE>;
export type Node = Message<typeof NODE>;
export type Dimension = Message<typeof DIMENSION>;
export type TensorType = Message<typeof TENSOR_TYPE>;
/** Called so since JavaScript's functions are called Function. */
export type FunctionProto = Message<typeof FUNCTION>;
export type ValueInfo = Message<typeof VALUE_INFO>;
export type Graph = Message<typeof GRAPH>;
export type Model = Message<typeof MODEL>;

/** By name, as the tests compare them with ONNX's own. */
export const MESSAGES = {
  Model: MODEL,
  OperatorSetId: OPERATOR_SET_ID,
  StringStringEntry: STRING_STRING_ENTRY,
  Graph: GRAPH,
  Node: NODE,
  Function: FUNCTION,
  Attribute: ATTRIBUTE,
  Tensor: TENSOR,
  ValueInfo: VALUE_INFO,
  Type: TYPE,
  TensorType: TENSOR_TYPE,
  Shape: SHAPE,
  Dimension: DIMENSION,
};
