// How models of other tools become ONNX: at most five lines of Python, or a command, for each kind of file. Runs nothing.

/** A string of Python. */
function python(text: string): string {
  return JSON.stringify(text);
}

/** What messages call a file that has a name of its own; streams have none. */
function named(file: string, usual: string): string {
  return python(file === "standard input" ? usual : file);
}

function lines(what: string, ...script: readonly string[]): string {
  return [`${what}:`, ...script].join("\n");
}

/** Of a pickle or of joblib; models of ai.onnx.ml are written with ONNX's own operators, a classifier's probabilities as an array. */
export function fromScikitLearn(file: string): string {
  return lines(
    "in Python (pip install skl2onnx joblib)",
    `import joblib, numpy, skl2onnx, skl2onnx.helpers.onnx_helper as helper`,
    `model = joblib.load(${named(file, "model.pkl")})`,
    `tells = {"options": {"zipmap": False}} if hasattr(model, "classes_") else {}`,
    `made = skl2onnx.to_onnx(model, numpy.zeros((1, model.n_features_in_), "f"), black_op={"LinearClassifier", "LinearRegressor", "Normalizer", "Scaler"}, **tells)`,
    `helper.save_onnx_model(helper.select_model_inputs_outputs(made, ["probabilities"]) if tells else made, "model.onnx")`,
  );
}

/** A module that was pickled as a whole. */
export function fromPytorchModule(file: string): string {
  return lines(
    "in Python (pip install onnx onnxscript), where the classes of the model can be imported; for 4 write how many inputs it has",
    `import torch`,
    `model = torch.load(${named(file, "model.pt")}, map_location="cpu", weights_only=False).eval()`,
    `torch.onnx.export(model, (torch.zeros(1, 4),), "model.onnx")`,
  );
}

/** A state_dict, or what else holds tensors. */
export function fromPytorchParameters(file: string): string {
  return lines(
    "it holds parameters alone: in Python (pip install onnx onnxscript), with the class they are of; for 4 write how many inputs it has",
    `import torch`,
    `model = Model()  # as it was trained`,
    `model.load_state_dict(torch.load(${named(file, "model.pt")}, map_location="cpu"))`,
    `torch.onnx.export(model.eval(), (torch.zeros(1, 4),), "model.onnx")`,
  );
}

export function fromTorchScript(file: string): string {
  return lines(
    "in Python (pip install onnx, with PyTorch 2.5 or newer); for 4 write how many inputs it has",
    `import torch`,
    `model = torch.jit.load(${named(file, "model.pt")}, map_location="cpu").eval()`,
    `torch.onnx.export(model, (torch.zeros(1, 4),), "model.onnx", dynamo=False)`,
  );
}

/** Of .keras and .h5. tf2onnx's own command does not read models of Keras 3, which exports none that was not called. */
export function fromKeras(file: string): string {
  return lines(
    "in Python (pip install tf2onnx, with Keras 3.8 or newer)",
    `import keras`,
    `model = keras.saving.load_model(${named(file, "model.keras")}, compile=False)`,
    `model(model.inputs if len(model.inputs) > 1 else model.inputs[0])`,
    `model.export("model.onnx", format="onnx")`,
  );
}

export const FROM_SAVED_MODEL = "convert its folder with tf2onnx: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx";
