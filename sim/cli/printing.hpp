// Numbers and words as a person reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace topsoil::cli {

inline constexpr std::size_t page_width = 100;  ///< columns

/// "1,234,567"
[[nodiscard]] std::string with_commas(double whole);

/// "340 MB"
[[nodiscard]] std::string bytes_text(double bytes);

/// "35 s", "4 min 10 s", "2 h 5 min"
[[nodiscard]] std::string duration_text(double seconds);

/// Columns that a text takes on a terminal, for letters of European languages.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// A text as lines of at most `width` columns, broken at blanks.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// A text wrapped to the page, every line closed.
[[nodiscard]] std::string paragraph(std::string_view text);

/// A line across the page.
[[nodiscard]] std::string rule();

/// A name cut to a width of columns; names of regimes are plain letters.
[[nodiscard]] std::string elided(const std::string& name, std::size_t width);

/// Padded with blanks on the right or on the left.
[[nodiscard]] std::string left(std::string_view text, std::size_t width);
[[nodiscard]] std::string right(std::string_view text, std::size_t width);

/// How the numbers of one row of a table are written, so that they can be compared by eye.
class RowStyle {
public:
    /// Chosen from the levels and the differences that the row will show; NaN counts for nothing.
    RowStyle(const std::vector<double>& levels, const std::vector<double>& differences);

    [[nodiscard]] std::string level(double value) const;
    [[nodiscard]] std::string difference(double value) const;  ///< with its sign; "0" if exactly equal
    /// "-1.2 to +3.4"
    [[nodiscard]] std::string span(double low, double high) const;
    [[nodiscard]] std::string_view suffix() const { return suffix_; }  ///< "", "M" or "bn"

private:
    double scale_ = 1;
    int level_decimals_ = 0;
    int difference_decimals_ = 0;
    std::string_view suffix_;
};

}  // namespace topsoil::cli
