"""Trains scikit-learn's dense models on drawn samples, converts them with skl2onnx and records what scikit-learn says in float64.

    python sklearn_models.py   (versions: requirements-sklearn.txt)

Converted as float32, the numbers that a model learned are rounded to it; the float64 results are of a copy whose numbers were rounded the
same. What skl2onnx writes with operators of ai.onnx.ml goes to the folder `refused`.
"""

import copy
import warnings

import numpy as np
import onnx
import skl2onnx
import sklearn
from skl2onnx import to_onnx
from skl2onnx.helpers.onnx_helper import select_model_inputs_outputs
from skl2onnx.common.data_types import DoubleTensorType, FloatTensorType
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler, MinMaxScaler, PolynomialFeatures, StandardScaler

from frozen import freeze, freeze_refused, rows_of

warnings.simplefilter("ignore")
VERSIONS = {"scikit-learn": sklearn.__version__, "skl2onnx": skl2onnx.__version__, "onnx": onnx.__version__}
LINEAR = {"LinearRegressor"}
SCALED = {"Scaler"}

random = np.random.default_rng(3)
SAMPLES = random.normal(size=(80, 4)).astype(np.float32)
ONE = SAMPLES @ [1.0, -2.0, 0.5, 0.25] + np.sin(SAMPLES[:, 0])
TWO = np.stack([ONE, np.cos(SAMPLES[:, 1]) - SAMPLES[:, 2]], axis=1)
CLASSES = (ONE > -1).astype(int) + (ONE > 1)
BINARY = (ONE > 0).astype(int)
MANY = np.stack([BINARY, (SAMPLES[:, 2] > 0).astype(int)], axis=1)


def regressor(activation, *hidden):
    return MLPRegressor(hidden_layer_sizes=hidden, activation=activation, max_iter=40, random_state=1)


def classifier(activation, *hidden):
    return MLPClassifier(hidden_layer_sizes=hidden, activation=activation, max_iter=40, random_state=1)


# Name, model, what it learns, type of the input, and what skl2onnx is told.
MODELS = [
    ("mlp-relu", regressor("relu", 8), ONE, FloatTensorType, {}),
    ("mlp-tanh-two", regressor("tanh", 6, 5), TWO, FloatTensorType, {}),
    ("mlp-logistic", regressor("logistic", 6), ONE, FloatTensorType, {"target_opset": 12}),
    ("mlp-identity", regressor("identity", 3), TWO, FloatTensorType, {"target_opset": 9}),
    ("mlp-double", regressor("relu", 5), ONE, DoubleTensorType, {}),
    ("standard-scaler-mlp", make_pipeline(StandardScaler(), regressor("relu", 6)), ONE, FloatTensorType, {"black_op": SCALED}),
    ("min-max-mlp", make_pipeline(MinMaxScaler(), regressor("tanh", 6)), TWO, FloatTensorType, {"target_opset": 17}),
    ("max-abs-mlp", make_pipeline(MaxAbsScaler(), regressor("relu", 6)), ONE, FloatTensorType, {"black_op": SCALED}),
    ("linear", LinearRegression(), ONE, FloatTensorType, {"black_op": LINEAR}),
    ("linear-double", LinearRegression(), TWO, DoubleTensorType, {}),
    ("ridge", make_pipeline(StandardScaler(), Ridge()), TWO, FloatTensorType, {"black_op": LINEAR | SCALED}),
    ("pca-ridge", make_pipeline(PCA(3, whiten=True), Ridge()), ONE, FloatTensorType, {"black_op": LINEAR}),
    ("mlp-classes", classifier("relu", 6), CLASSES, FloatTensorType, {}),
    ("mlp-binary", classifier("tanh", 6), BINARY, FloatTensorType, {}),
    ("mlp-labels", classifier("relu", 6), MANY, FloatTensorType, {}),
    ("logistic-regression", LogisticRegression(), CLASSES, FloatTensorType, {"black_op": {"LinearClassifier"}}),
    ("ml-linear", LinearRegression(), ONE, FloatTensorType, {}),
    ("ml-logistic-regression", LogisticRegression(), CLASSES, FloatTensorType, {}),
    ("ml-scaler-ridge", make_pipeline(StandardScaler(), Ridge()), ONE, FloatTensorType, {}),
    ("ml-polynomial", make_pipeline(PolynomialFeatures(2), Ridge()), ONE, FloatTensorType, {}),
]


def rounded(estimator):
    """The same model with every float that it learned rounded to float32; the scalers' numbers stay, which are used as they are."""
    estimator = copy.deepcopy(estimator)
    for part in estimator.named_steps.values() if hasattr(estimator, "named_steps") else [estimator]:
        for name, value in list(vars(part).items()):
            if name in ("coefs_", "intercepts_"):
                setattr(part, name, [array.astype(np.float32).astype(np.float64) for array in value])
            elif name in ("coef_", "intercept_", "mean_", "components_"):
                setattr(part, name, np.asarray(value).astype(np.float32).astype(np.float64))
    return estimator


def results_of(estimator, row, outputs):
    if hasattr(estimator, "predict_proba"):
        return [estimator.predict(row), estimator.predict_proba(row)][-outputs:]
    return [estimator.predict(row)]


def main():
    for name, estimator, target, kind, told in MODELS:
        estimator.fit(SAMPLES.astype(np.float64), target)
        options = {"zipmap": False} if hasattr(estimator, "predict_proba") else None
        try:
            model = to_onnx(estimator, initial_types=[("X", kind([None, 4]))], options=options, **told)
        except Exception as error:  # what skl2onnx cannot do is said, and the rest goes on
            print("FAILED", name, type(error).__name__, str(error)[:300])
            continue
        if any(node.domain == "ai.onnx.ml" for node in model.graph.node):
            freeze_refused(f"sklearn-{name}", model)
            # Of several labels skl2onnx 1.20.0 writes other probabilities (findings/skl2onnx-labels.sh).
            if not hasattr(estimator, "predict_proba") or name.startswith("ml-") or name == "mlp-labels":
                continue
            # What one does about it: the probabilities alone need no operator of ai.onnx.ml.
            model = select_model_inputs_outputs(model, "probabilities")
            name += "-probabilities"
        rows = [[row.astype(np.float64)] for row in rows_of((1, 4), seed=5, scale=1.0)]
        exact = estimator if kind is DoubleTensorType else rounded(estimator)
        results = [results_of(exact, row[0], len(model.graph.output)) for row in rows]
        freeze(f"sklearn-{name}", model, "scikit-learn, skl2onnx", VERSIONS, rows, results)


main()
