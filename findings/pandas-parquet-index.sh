#!/bin/sh
# pandas 3.1.1 writes its index into a Parquet file, as a column __index_level_0__, where rows were left out unevenly, and does not where those
# that remain are evenly spaced: a filter keeps a RangeIndex then, and a RangeIndex is not stored. Whether the file has one column more, which
# a program that takes all columns would learn from, hangs on the values in it. Exits with 1 where that changes, with 4 without python3.
set -eu
command -v python3 >/dev/null || { echo "needs python3"; exit 4; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv tools
tools/bin/pip install --quiet pandas==3.1.1 pyarrow==26.0.1 numpy==2.4.6
cat > index.py <<'SOURCE'
import pandas
import pyarrow.parquet

frame = pandas.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "y": [1.0, 4.0, 9.0, 16.0, 25.0, 36.0]})


def columns(kept):
    kept.to_parquet("kept.parquet")
    return pyarrow.parquet.read_schema("kept.parquet").names


found = {
    "x > 2": columns(frame[frame["x"] > 2]),
    "x % 2 == 0": columns(frame[frame["x"] % 2 == 0]),
    "x != 3": columns(frame[frame["x"] != 3]),
}
print("pandas", pandas.__version__, "pyarrow", pyarrow.__version__)
for rows, names in found.items():
    print(f"{rows:12}", names)
expected = [["x", "y"], ["x", "y"], ["x", "y", "__index_level_0__"]]
raise SystemExit(0 if list(found.values()) == expected else 1)
SOURCE
tools/bin/python index.py
