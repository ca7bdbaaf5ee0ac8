#include "io/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <utility>

namespace topsoil {

namespace {

/// Walks through a CSV text once, cell by cell.
class Scanner {
public:
    Scanner(std::string_view text, const std::string& name, Faults& faults)
        : text_(text), name_(name), faults_(faults) {
        if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);  // spreadsheets like to put a mark in front
    }

    [[nodiscard]] bool more() const { return at_ < text_.size(); }

    std::vector<CsvCell> row() {
        std::vector<CsvCell> cells;
        while (true) {
            cells.push_back(cell());
            if (!more() || text_[at_] != ',') break;
            step();
        }
        if (more()) step();  // the end of the line
        return cells;
    }

private:
    [[nodiscard]] bool at_line_end() const {
        return text_[at_] == '\n' || (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
    }

    void step() {
        if (text_[at_] == '\r' && at_line_end()) ++at_;
        const auto byte = static_cast<unsigned char>(text_[at_++]);
        if (byte == '\n') {
            ++line_;
            column_ = 1;
        } else if ((byte & 0xC0U) != 0x80U) {  // not a continuation byte of UTF-8
            ++column_;
        }
    }

    CsvCell cell() {
        CsvCell found{"", line_, column_};
        if (more() && text_[at_] == '"') {
            quoted(found);
        } else {
            plain(found);
        }
        return found;
    }

    void quoted(CsvCell& found) {
        step();
        while (more()) {
            const char letter = text_[at_];
            step();
            if (letter != '"') {
                found.text += letter;
            } else if (more() && text_[at_] == '"') {
                found.text += '"';
                step();
            } else {
                refuse_text_after_quote();
                return;
            }
        }
        faults_.add({name_, found.line, found.column}, "", "this quote is never closed", "Close it with a second \".");
    }

    void refuse_text_after_quote() {
        if (!more() || text_[at_] == ',' || at_line_end()) return;
        faults_.add({name_, line_, column_}, "", "there is text after the closing quote of this cell",
                    "Put the quote at the end of the cell; write a quote inside a cell twice.");
        while (more() && text_[at_] != ',' && !at_line_end()) step();
    }

    void plain(CsvCell& found) {
        while (more() && text_[at_] != ',' && !at_line_end()) {
            if (text_[at_] == '"') {
                faults_.add({name_, line_, column_}, "", "a quote stands inside a cell that is not quoted",
                            "Put the whole cell in quotes and write the inner quote twice.");
            }
            found.text += text_[at_];
            step();
        }
    }

    std::string_view text_;
    const std::string& name_;
    Faults& faults_;
    std::size_t at_ = 0;
    int line_ = 1;
    int column_ = 1;
};

/// Whether bytes are UTF-8; a spreadsheet that saves Latin-1 is the usual cause of a no.
bool is_utf8(std::string_view text) {
    std::size_t continuation = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (continuation > 0) {
            if ((byte & 0xC0U) != 0x80U) return false;
            --continuation;
        } else if (byte >= 0x80U) {
            if (byte < 0xC2U || byte > 0xF4U) return false;
            continuation = byte >= 0xF0U ? 3 : byte >= 0xE0U ? 2 : 1;
        }
    }
    return continuation == 0;
}

std::string remedy_for_number(std::string_view written, std::string_view wanted) {
    if (written.empty()) return fmt::format("Fill in {}; write 0 if there are none.", wanted);
    if (written.front() == ' ' || written.back() == ' ') return "Take the blanks out.";
    if (written.find(',') != std::string_view::npos)
        return "Take the thousands separators out; the decimal sign is a point.";
    return fmt::format("Write {} and nothing else.", wanted);
}

}  // namespace

CsvTable CsvTable::from_file(const std::filesystem::path& file, Faults& faults) {
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file)) {
        throw InputError({file.string(), 0, 0, "", "there is no such file, or it may not be read",
                          "Check the spelling and the folder."});
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return {text, file.string(), faults};
}

CsvTable CsvTable::from_text(std::string_view text, const std::string& name, Faults& faults) {
    return {text, name, faults};
}

CsvTable::CsvTable(std::string_view text, std::string name, Faults& faults) : name_(std::move(name)), faults_(&faults) {
    Scanner scanner(text, name_, faults);
    if (!scanner.more()) {
        faults.add({name_, 1, 1}, "", "the file is empty", "The first line must name the columns.");
        return;
    }
    take_header(scanner.row());
    while (scanner.more()) {
        std::vector<CsvCell> cells = scanner.row();
        for (const CsvCell& cell : cells) {
            if (!is_utf8(cell.text)) {
                faults.add(spot_of(cell), "", "this cell is not UTF-8", "Save the file with the encoding UTF-8.");
            }
        }
        if (cells.size() == header_.size()) {
            rows_.push_back(std::move(cells));
        } else {
            faults.add(spot_of(cells.front()), "",
                       fmt::format("this line has {} {}, the header has {}", cells.size(),
                                   cells.size() == 1 ? "cell" : "cells", header_.size()),
                       cells.size() > header_.size() ? "Put a cell that contains a comma in quotes."
                                                     : "Fill in the missing cells or take the line out.");
        }
    }
}

void CsvTable::take_header(std::vector<CsvCell> cells) {
    header_ = std::move(cells);
    for (std::size_t i = 0; i < header_.size(); ++i) {
        if (position(header_[i].text) != i) {
            faults_->add(spot_of(header_[i]), header_[i].text, "this column is named twice",
                         "Take one of the two out.");
        }
    }
}

std::optional<std::size_t> CsvTable::position(std::string_view column) const {
    const auto found =
        std::find_if(header_.begin(), header_.end(), [&](const CsvCell& cell) { return cell.text == column; });
    if (found == header_.end()) return {};
    return static_cast<std::size_t>(found - header_.begin());
}

std::optional<std::size_t> CsvTable::ask(std::string_view column) {
    asked_.emplace_back(column);
    const auto found = position(column);
    if (!found && !header_.empty()) {
        faults_->add({name_, 1, 1}, "", fmt::format("the column \"{}\" is missing", column),
                     fmt::format("Add \"{}\" to the first line and a value to every other.", column));
    }
    return found;
}

std::vector<std::string> CsvTable::texts(std::string_view column) {
    std::vector<std::string> values(rows_.size());
    const auto where = ask(column);
    if (!where) return values;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        values[row] = rows_[row][*where].text;
        if (values[row].empty()) fault(row, column, fmt::format("\"{}\" is empty", column), "Fill it in.");
    }
    return values;
}

double CsvTable::number_in(const CsvCell& cell, std::string_view column, AllowedRange range, bool whole) {
    const std::string_view wanted = whole ? "a whole number" : "a number";
    double value = 0;
    const char* end = cell.text.data() + cell.text.size();
    const auto [stop, failure] = std::from_chars(cell.text.data(), end, value);
    const bool readable = failure == std::errc() && stop == end && std::isfinite(value);
    if (!readable || (whole && value != std::trunc(value))) {
        faults_->add(spot_of(cell), cell.text, fmt::format("\"{}\" must be {}", column, wanted),
                     remedy_for_number(cell.text, wanted));
        return range.low;
    }
    if (value >= range.low && value <= range.high) return value;
    faults_->add(spot_of(cell), cell.text, fmt::format("\"{}\" is out of range", column),
                 fmt::format("Write {} from {}.", wanted, span_of(range)));
    return range.low;
}

std::vector<double> CsvTable::numbers(std::string_view column, AllowedRange range) {
    std::vector<double> values(rows_.size(), range.low);
    const auto where = ask(column);
    if (!where) return values;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        values[row] = number_in(rows_[row][*where], column, range, false);
    }
    return values;
}

std::vector<int> CsvTable::wholes(std::string_view column, AllowedRange range) {
    std::vector<int> values(rows_.size(), static_cast<int>(range.low));
    const auto where = ask(column);
    if (!where) return values;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        values[row] = static_cast<int>(number_in(rows_[row][*where], column, range, true));
    }
    return values;
}

void CsvTable::fault(std::size_t row, std::string_view column, std::string reason, std::string remedy) {
    const auto where = position(column);
    if (!where) return;  // the missing column has been reported already
    const CsvCell& cell = rows_[row][*where];
    faults_->add(spot_of(cell), cell.text, std::move(reason), std::move(remedy));
}

void CsvTable::finish() {
    for (const CsvCell& cell : header_) {
        if (std::find(asked_.begin(), asked_.end(), cell.text) != asked_.end()) continue;
        faults_->add(spot_of(cell), cell.text, "there is no such column in this kind of file",
                     suggestion(cell.text, asked_, "Take it out, or check the spelling."));
    }
}

}  // namespace topsoil
