#include "cli/printing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace topsoil::cli {

namespace {

constexpr std::string_view missing = "–";

/// Decimals that show a number to four figures, none above a thousand.
int decimals_for(double value) {
    if (value == 0) return 0;
    return std::clamp(3 - static_cast<int>(std::floor(std::log10(std::abs(value)))), 0, 4);
}

double largest_of(const std::vector<double>& values) {
    double largest = 0;
    for (const double value : values) {
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    return largest;
}

std::string with_decimals(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t point = std::min(text.find('.'), text.size());
    for (std::size_t at = point; at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

}  // namespace

std::string with_commas(double whole) { return (whole < 0 ? "-" : "") + with_decimals(whole, 0); }

std::string bytes_text(double bytes) {
    if (bytes < 1e6) return fmt::format("{:.0f} kB", std::ceil(bytes / 1e3));
    if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
    return fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string duration_text(double seconds) {
    const long whole = std::lround(std::max(seconds, 0.0));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines(1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) continue;
        if (!lines.back().empty() && width_of(lines.back()) + 1 + width_of(word) > width) lines.emplace_back();
        if (!lines.back().empty()) lines.back() += ' ';
        lines.back() += word;
    }
    return lines;
}

std::string paragraph(std::string_view text) {
    std::string out;
    for (const std::string& line : wrapped(text, page_width)) out += line + "\n";
    return out;
}

std::string rule() {
    std::string line;
    for (std::size_t i = 0; i < page_width; ++i) line += "─";
    return line + "\n";
}

std::string elided(const std::string& name, std::size_t width) {
    return name.size() <= width ? name : name.substr(0, width - 1) + "…";
}

std::string left(std::string_view text, std::size_t width) {
    return std::string(text) + std::string(width - std::min(width, width_of(text)), ' ');
}

std::string right(std::string_view text, std::size_t width) {
    return std::string(width - std::min(width, width_of(text)), ' ') + std::string(text);
}

RowStyle::RowStyle(const std::vector<double>& levels, const std::vector<double>& differences) {
    const double largest = std::max(largest_of(levels), largest_of(differences));
    if (largest >= 1e9) {
        scale_ = 1e9;
        suffix_ = "bn";
    } else if (largest >= 1e6 || largest_of(differences) >= 1e5) {  // a range of six digits would run into what stands before it
        scale_ = 1e6;
        suffix_ = "M";
    }
    level_decimals_ = decimals_for((largest_of(levels) > 0 ? largest_of(levels) : largest) / scale_);
    const int fine = decimals_for(largest_of(differences) / scale_);
    difference_decimals_ = std::clamp(fine, level_decimals_, std::min(level_decimals_ + 1, 4));
}

std::string RowStyle::level(double value) const {
    if (!std::isfinite(value)) return std::string(missing);
    return (value < 0 ? "-" : "") + with_decimals(value / scale_, level_decimals_);
}

std::string RowStyle::difference(double value) const {
    if (!std::isfinite(value)) return std::string(missing);
    if (value == 0) return "0";
    const std::string digits = with_decimals(value / scale_, difference_decimals_);
    const bool none = digits.find_first_not_of("0.") == std::string::npos;  // a sign before nothing but noughts says more than is known
    return none ? "about 0" : (value < 0 ? "-" : "+") + digits;
}

std::string RowStyle::span(double low, double high) const {
    if (!std::isfinite(low) || !std::isfinite(high)) return std::string(missing);
    const std::string from = difference(low), to = difference(high);
    return from == to ? from : fmt::format("{} to {}", from, to);
}

}  // namespace topsoil::cli
