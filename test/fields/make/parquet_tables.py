"""Writes small Parquet files with the tools that people write them with, into test/fields: each is one of three tables, which are
beside them as CSV, or is to be refused.

    python3 -m venv environment && environment/bin/pip install -r test/fields/make/requirements-parquet.txt
    environment/bin/python test/fields/make/parquet_tables.py test/fields
"""

import datetime
import decimal
import sys

import duckdb
import numpy
import pandas
import polars
import pyarrow
from pyarrow import parquet

ROWS = 40


def write_curve(folder: str) -> None:
    """A curve with a unit and labels. Of what pandas writes some rows are missing, which is why it writes an index too."""
    x = numpy.round(numpy.linspace(-2, 2, ROWS), 6)
    frame = pandas.DataFrame({"x [m]": x, "y": numpy.round(numpy.sin(x), 6), "kind": numpy.where(x < 0, "left", "right")})
    some = frame[(x < -0.5) | (x > 0.2)]
    some.to_csv(f"{folder}/curve.csv", index=False)
    some.to_parquet(f"{folder}/curve-pandas.parquet")
    some.to_parquet(f"{folder}/curve-fastparquet.parquet", engine="fastparquet", compression="GZIP", index=False)
    polars.from_dict({name: some[name].to_list() for name in some}).write_parquet(f"{folder}/curve-polars.parquet")


def write_steps(folder: str) -> None:
    """Whole numbers, float32, truth values and nulls."""
    table = """select i::bigint as n, i / 8.0 as x, (i / 8)::float as y, (i % 2 = 0) as even,
               case when i % 5 = 0 then null else i end as gap from range(40) rows(i)"""
    duckdb.sql(f"copy ({table}) to '{folder}/steps-duckdb.parquet' (format parquet)")
    duckdb.sql(f"copy (select * replace (even::int as even) from ({table})) to '{folder}/steps.csv' (format csv)")


def write_types(folder: str) -> None:
    """Types that CSV does not have, a column of lists, and every compression and encoding that pyarrow writes."""
    x = numpy.linspace(-2, 2, ROWS).astype("float16")
    days = [datetime.date(2020, 1, 1 + row % 28) for row in range(ROWS)]
    y = numpy.round(numpy.sin(x.astype("float64")), 6)
    table = pyarrow.table({
        "tiny": pyarrow.array(range(-20, 20), pyarrow.int8()),
        "wide": pyarrow.array([2**40 + row for row in range(ROWS)], pyarrow.uint64()),
        "half": pyarrow.array(x),
        "price": pyarrow.array([decimal.Decimal(row) / 4 for row in range(ROWS)], pyarrow.decimal128(10, 2)),
        "day": pyarrow.array(days),
        "spectrum": pyarrow.array([[1.0, 2.0]] * ROWS),
        "y": pyarrow.array(y),
    })
    ways = {
        "brotli": {"compression": "brotli"},
        "lz4": {"compression": "lz4"},
        "plain": {"compression": "none", "use_dictionary": False, "data_page_version": "2.0"},
        "groups": {"compression": "zstd", "row_group_size": 7},
        "encodings": {"use_dictionary": False, "column_encoding": {"y": "BYTE_STREAM_SPLIT", "wide": "DELTA_BINARY_PACKED"}},
    }
    for way, options in ways.items():
        parquet.write_table(table, f"{folder}/types-{way}.parquet", **options)
    as_text = {"tiny": range(-20, 20), "wide": [2**40 + row for row in range(ROWS)], "half": x.astype("float64"),
               "price": [row / 4 for row in range(ROWS)], "day": [day.isoformat() for day in days], "y": y}
    pandas.DataFrame(as_text).to_csv(f"{folder}/types.csv", index=False)


def write_refused(folder: str) -> None:
    """What cannot be trained on, in valid files."""
    y = pyarrow.array([1.0, 2.0, 3.0])
    tables = {
        "infinite": pyarrow.table({"x": pyarrow.array([1.0, float("inf"), 2.0]), "y": y}),
        "large": pyarrow.table({"x": pyarrow.array([1.0, 1e300, 2.0]), "y": y}),
        "no-number": pyarrow.table({"x": pyarrow.array([1.0, float("nan"), None]), "y": y}),
        "no-rows": pyarrow.table({"x": y, "y": y}).slice(0, 0),
        "lists": pyarrow.table({"x": pyarrow.array([[1.0], [2.0], [3.0]])}),
        "twice": pyarrow.Table.from_arrays([y, y], names=["x", "x"]),
    }
    for name, table in tables.items():
        parquet.write_table(table, f"{folder}/{name}.parquet")


if __name__ == "__main__":
    for write in (write_curve, write_steps, write_types):
        write(f"{sys.argv[1]}/tables")
    write_refused(f"{sys.argv[1]}/refused-tables")
