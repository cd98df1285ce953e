# Writes a data set of scikit-learn as two tables, two thirds to train on and a third to judge by, trains scikit-learn's networks and its
# logistic regression on the first and prints their accuracy and log loss on the second as JSON. Called by bench/classes.ts: peers.py NAME FOLDER.
import json
import sys
import warnings
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_digits, load_iris, make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

SETS = {
    "iris": lambda: load_iris(return_X_y=True),
    "breast cancer": lambda: load_breast_cancer(return_X_y=True),
    "digits": lambda: load_digits(return_X_y=True),
    "moons": lambda: make_moons(n_samples=600, noise=0.3, random_state=3),
}

name, folder = sys.argv[1], Path(sys.argv[2])
warnings.filterwarnings("ignore")
x, y = SETS[name]()
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=1 / 3, random_state=3, stratify=y)
# nnc refuses inputs that never change; nobody is given them.
changing = x_train.min(axis=0) < x_train.max(axis=0)
x_train, x_test = x_train[:, changing], x_test[:, changing]
for file, points, labels in (("train.csv", x_train, y_train), ("test.csv", x_test, y_test)):
    rows = [",".join([*(repr(float(v)) for v in point), f"class{label}"]) for point, label in zip(points, labels)]
    (folder / file).write_text("\n".join([",".join([*(f"x{i}" for i in range(x_train.shape[1])), "label"]), *rows]) + "\n")


def judged(model):
    told = make_pipeline(StandardScaler(), model).fit(x_train, y_train)
    return {"accuracy": told.score(x_test, y_test), "logLoss": log_loss(y_test, told.predict_proba(x_test))}


peers = [
    MLPClassifier(random_state=3),
    MLPClassifier(hidden_layer_sizes=(16, 32), max_iter=2000, random_state=3),
    LogisticRegression(max_iter=10_000),
]
print(json.dumps([judged(model) for model in peers]))
