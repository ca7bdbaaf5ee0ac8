// Strict reading of CSV (RFC 4180): a header line, a fixed number of cells, every cell knows its line and column.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/diagnostics.hpp"
#include "io/toml_reader.hpp"

namespace topsoil {

/// One cell, unquoted, with the spot where it starts. Columns count characters, not bytes.
struct CsvCell {
    std::string text;
    int line = 0;
    int column = 0;
};

/// A table with named columns. A faulty cell is noted in the Faults and a harmless stand-in returned; the caller ends
/// with `finish()` and `Faults::throw_if_any()`. The Faults must outlive the table.
class CsvTable {
public:
    /// Throws InputError if the file cannot be opened.
    [[nodiscard]] static CsvTable from_file(const std::filesystem::path& file, Faults& faults);
    [[nodiscard]] static CsvTable from_text(std::string_view text, const std::string& name, Faults& faults);

    [[nodiscard]] std::size_t rows() const { return rows_.size(); }

    /// One value per row, in the order of the file. A missing column is one fault and gives stand-ins.
    [[nodiscard]] std::vector<std::string> texts(std::string_view column);  ///< an empty cell is a fault
    [[nodiscard]] std::vector<double> numbers(std::string_view column, AllowedRange range);
    [[nodiscard]] std::vector<int> wholes(std::string_view column, AllowedRange range);

    /// Notes a fault at a cell that a caller's own check has found.
    void fault(std::size_t row, std::string_view column, std::string reason, std::string remedy);
    /// Reports columns that nobody asked for.
    void finish();

private:
    CsvTable(std::string_view text, std::string name, Faults& faults);
    void take_header(std::vector<CsvCell> cells);
    [[nodiscard]] std::optional<std::size_t> position(std::string_view column) const;
    [[nodiscard]] std::optional<std::size_t> ask(std::string_view column);
    [[nodiscard]] Spot spot_of(const CsvCell& cell) const { return {name_, cell.line, cell.column}; }
    [[nodiscard]] double number_in(const CsvCell& cell, std::string_view column, AllowedRange range, bool whole);

    std::string name_;
    Faults* faults_;
    std::vector<CsvCell> header_;
    std::vector<std::vector<CsvCell>> rows_;  ///< complete ones only; ragged rows are faults
    std::vector<std::string> asked_;
};

}  // namespace topsoil
