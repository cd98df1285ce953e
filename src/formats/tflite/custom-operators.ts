// What is said of operators of a tool's own, which TensorFlow Lite leaves to whoever runs the model. Reads none of them.

const KNOWN: readonly { readonly name: RegExp; readonly problem: string }[] = [
  { name: /^ethos-u$/, problem: "it is code for an Arm Ethos-U, which Vela compiled: read the model from before" },
  { name: /^Signal/, problem: "it is an operator of TensorFlow Lite for Microcontrollers' signal library: prepare the input by that, and read the model behind it" },
  { name: /^TFLite_Detection_PostProcess$/, problem: "it chooses among boxes, whose number follows from values: cut it off the model" },
  { name: /^Flex/, problem: "it is an operator of TensorFlow itself (Select TF Ops): convert the model with TensorFlow Lite's operators alone" },
];

/** Why an operator of that name is refused. */
export function customProblem(name: string): string {
  return KNOWN.find((one) => one.name.test(name))?.problem ?? "it is an operator of its own, and none of TensorFlow Lite's";
}
