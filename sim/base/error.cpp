#include "topsoil/error.hpp"

#include <algorithm>
#include <utility>

namespace topsoil {

std::string Diagnostic::text() const {
    std::string where = file;
    if (line > 0) where += ":" + std::to_string(line) + ":" + std::to_string(std::max(column, 1));
    std::string what = where.empty() ? reason : where + ": " + reason;
    if (!value.empty()) what += " (" + value + ")";
    what += '.';
    return remedy.empty() ? what : what + " " + remedy;
}

namespace {

std::string all_texts(const std::vector<Diagnostic>& found) {
    std::string all;
    for (const Diagnostic& fault : found) {
        if (!all.empty()) all += '\n';
        all += fault.text();
    }
    return all;
}

}  // namespace

InputError::InputError(std::vector<Diagnostic> found)
    : std::runtime_error(all_texts(found)), diagnostics_(std::move(found)) {}

InputError::InputError(Diagnostic found) : InputError(std::vector<Diagnostic>{std::move(found)}) {}

}  // namespace topsoil
