// results.nc: everything an experiment recorded, by neighbourhood and by population group.
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

/// Writes HDF5 that is also netCDF-4 (CF-1.8) and opens in xarray, ncdump, h5py and R ncdf4.
///
/// Axes: regime (slug), replicate (from 0), time (days since 1 January of `start_year`; week w ends at day 7 w),
/// neighbourhood (name; `neighbourhood_id` runs beside it) and group (label). One variable of doubles per measure of
/// measure_catalogue(),
/// `[regime, replicate, time, neighbourhood]` or `[regime, replicate, time, group]`, NaN where a run is missing; a
/// measure whose axis is empty is left out. `run_status[regime, replicate]`: 0 done, 1 failed, 2 missing. Equal results
/// make equal bytes. Throws RunError naming the file.
void write_results_nc(const Results& results, const Scenario& scenario, const std::filesystem::path& file);

/// How many recorded times share a chunk when one time takes `places` doubles: a whole run if that fits into 1 MiB (the
/// cache that readers give to a variable), else pieces of about equal length that do. At least 1.
[[nodiscard]] std::size_t times_in_chunk(std::size_t times, std::size_t places);

}  // namespace topsoil
