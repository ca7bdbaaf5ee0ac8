"""Opens results.nc of small_results.hpp as a user of xarray would, and checks what comes out.

usage: open_results.py results.nc expected.json engine    (engine: h5netcdf or netcdf4)
expected.json lists the measures in order, each with name, units, long_name, axis and cell_methods.
"""
import importlib
import json
import sys

try:
    import numpy as np
    import xarray as xr
    importlib.import_module({"netcdf4": "netCDF4"}.get(sys.argv[3], sys.argv[3]))
except ImportError as missing:
    print(f"SKIPPED: {missing}")
    sys.exit(0)


def check(what, found, wanted):
    if found != wanted:
        sys.exit(f"{what}: found {found!r}, wanted {wanted!r}")


def labels(data, axis):
    return [str(label) for label in data[axis].values]


def check_axes(data):
    check("regimes", labels(data, "regime"), ["tendered", "gardened"])
    check("replicates", data["replicate"].values.tolist(), [0, 1])
    check("neighbourhoods", labels(data, "neighbourhood"), ["Broad Elms", "Càrfield Ωuay", "Manor, North", "Walkley"])
    check("ids", labels(data, "neighbourhood_id"), ["N001", "N002", "N003", "N004"])
    check("dates", data["time"].values.astype("datetime64[D]").astype(str).tolist(),
          ["2026-01-29", "2026-02-26", "2026-03-26"])
    check("title", data.attrs["title"], "Two ways – a test")
    check("conventions", data.attrs["Conventions"], "CF-1.8")


def check_status(data):
    status = data["run_status"]
    check("run_status axes", status.dims, ("regime", "replicate"))
    check("run_status", status.values.tolist(), [[0, 0], [0, 2]])
    check("meanings", status.attrs["flag_meanings"], "done failed missing")
    check("flag values", list(status.attrs["flag_values"]), [0, 1, 2])


def wanted_values(number, places):
    regime, replicate, time, place = np.ogrid[0:2, 0:2, 0:3, 0:places]
    values = 10000.0 * number + 1000.0 * regime + 100.0 * replicate + 10.0 * time + place + 0.5
    values[1, 1] = np.nan
    return values


def check_measure(data, number, measure):
    variable = data[measure["name"]]
    places = {"neighbourhood": 4, "group": 2, "account": 3}[measure["axis"]]
    check(measure["name"] + " axes", variable.dims, ("regime", "replicate", "time", measure["axis"]))
    check(measure["name"] + " type", str(variable.dtype), "float64")
    check(measure["name"] + " pieces", tuple(variable.encoding["chunksizes"]), (1, 1, 3, places))
    for attribute in ("units", "long_name", "cell_methods"):
        check(f"{measure['name']}:{attribute}", variable.attrs[attribute], measure[attribute])
    if not np.array_equal(variable.values, wanted_values(number, places), equal_nan=True):
        sys.exit(f"{measure['name']}: other values than written:\n{variable.values}")
    if measure["axis"] == "neighbourhood":
        pick = variable.sel(regime="gardened", replicate=0, neighbourhood="Càrfield Ωuay").sel(time="2026-02-26")
        check(measure["name"] + " picked by label", float(pick.squeeze()), 10000.0 * number + 1000 + 10 + 1 + 0.5)


def main(file, expected, engine):
    with open(expected, encoding="utf-8") as text:
        measures = json.load(text)
    with xr.open_dataset(file, engine=engine) as data:
        check_axes(data)
        check_status(data)
        check("variables", list(data.data_vars), ["run_status"] + [measure["name"] for measure in measures])
        for number, measure in enumerate(measures):
            check_measure(data, number, measure)
    print("opened")


main(*sys.argv[1:])
