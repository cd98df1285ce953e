# Prints what scipy's smoothing spline and line make of the rows of smoothing-spline.test.ts: python3, numpy, scipy 1.15.3.
import json
import numpy as np
from scipy.interpolate import make_smoothing_spline, CubicSpline

x = np.array([0, 0.5, 1.25, 2, 3.5, 4, 5.5, 6, 7.25, 9])
y = np.array([1, 2.5, 1.75, 3, 3.25, 5, 4.5, 6.25, 7, 8.5])
w = np.array([1, 2, 0.5, 1, 1, 4, 1, 0.25, 1, 1])
at = np.array([0, 0.3, 1, 3, 5, 6.5, 8, 9])
for strength in (0.01, 1, 100):
    spline = make_smoothing_spline(x, y, w=w, lam=strength)
    # The influence of a row on the curve is linear: the curve of unit vectors is the smoother's matrix.
    diagonal = [make_smoothing_spline(x, np.eye(len(x))[i], w=w, lam=strength)(x[i]) for i in range(len(x))]
    print(json.dumps({"strength": strength, "values": spline(at).tolist(), "freedom": (1 - np.array(diagonal)).tolist()}))
slope, offset = np.polyfit(x, y, 1, w=np.sqrt(w))
print(json.dumps({"line": (offset + slope * at).tolist()}))
