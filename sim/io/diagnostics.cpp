#include "io/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace topsoil {

void Faults::add(const Spot& spot, std::string value, std::string reason, std::string remedy) {
    found_.push_back({spot.file, spot.line, spot.column, std::move(value), std::move(reason), std::move(remedy)});
}

void Faults::add(const InputError& error) {
    found_.insert(found_.end(), error.diagnostics().begin(), error.diagnostics().end());
}

void Faults::throw_if_any() const {
    if (found_.empty()) return;
    std::map<std::string, std::size_t> first_met;
    for (const Diagnostic& fault : found_) first_met.emplace(fault.file, first_met.size());
    std::vector<Diagnostic> ordered = found_;
    std::stable_sort(ordered.begin(), ordered.end(), [&](const Diagnostic& a, const Diagnostic& b) {
        return std::tuple(first_met[a.file], a.line, a.column) < std::tuple(first_met[b.file], b.line, b.column);
    });
    throw InputError(std::move(ordered));
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

std::string nearest(std::string_view written, const std::vector<std::string>& known) {
    // A third of the letters may be wrong: enough for a slip of the finger, too little for another word.
    std::size_t best = std::max<std::size_t>(1, written.size() / 3) + 1;
    std::string found;
    for (const std::string& word : known) {
        const std::size_t distance = edit_distance(written, word);
        if (distance < best && distance < word.size()) {
            best = distance;
            found = word;
        }
    }
    if (!found.empty() || written.size() < 4) return found;
    // "onset" for "onset_scale": the start or the end of exactly one known word.
    for (const std::string& word : known) {
        if (!word.starts_with(written) && !word.ends_with(written)) continue;
        if (!found.empty()) return {};
        found = word;
    }
    return found;
}

std::string suggestion(std::string_view written, const std::vector<std::string>& known, std::string_view otherwise,
                       std::size_t most) {
    if (const std::string word = nearest(written, known); !word.empty()) {
        return fmt::format("Did you mean \"{}\"?", word);
    }
    if (known.empty() || known.size() > most) return std::string(otherwise);
    return fmt::format("Known here: {}.", one_of(known));
}

std::string one_of(const std::vector<std::string>& words) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) all += i + 1 == words.size() ? " or " : ", ";
        all += words[i];
    }
    return all;
}

std::string plain_number(double value) { return fmt::format("{}", value); }

}  // namespace topsoil
