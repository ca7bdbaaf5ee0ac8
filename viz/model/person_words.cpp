#include "viz/model/person_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

using Where = LivePerson::Where;

constexpr double worth_telling = 0.2;  // of the hours before, or two hours

/// Spreads the bits of a key, so that neighbours in the key have different names.
std::uint64_t spread(std::uint64_t key) {
    key ^= key >> 33;
    key *= 0xff51afd7ed558ccdULL;
    return key ^ key >> 33;
}

std::string hours(double value) {
    if (value < 1) return fmt::format("{:.0f} minutes", value * 60);
    return value < 9.95 && std::abs(value - std::round(value)) > 0.05 ? fmt::format("{:.1f} hours", value) : fmt::format("{:.0f} hour{}", value, std::round(value) == 1 ? "" : "s");
}

std::string count(int number, const char* one, const char* many) {
    static constexpr std::array<const char*, 11> words{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    return fmt::format("{} {}", number >= 0 && number < static_cast<int>(words.size()) ? words[static_cast<std::size_t>(number)] : std::to_string(number), number == 1 ? one : many);
}

const char* where_text(Where where) {
    switch (where) {
        case Where::nowhere: return "Does not live in the city.";
        case Where::home: return "Lives at home";
        case Where::communal: return "Lives in a communal place.";
        case Where::placement: return "Is looked after away from home.";
        case Where::care_home: return "Lives in a care home.";
        case Where::hospital: return "Is in hospital.";
    }
    return "";
}

void add_help(const LivePerson& p, std::vector<std::string>& lines) {
    for (const LiveCareTie& tie : p.cared_by) lines.push_back(fmt::format("A {} gives {} a week.", live_tier_name(tie.tier), hours(tie.hours)));
    if (p.everyday > 0) lines.push_back(fmt::format("Neighbours and friends help out for {} a week.", hours(p.everyday)));
    if (!p.provider.empty()) {
        lines.push_back(fmt::format("Home care: {} agreed, {} came this week, from {}.", hours(p.agreed), hours(p.delivered), p.provider));
        if (p.workers_met > 0) lines.push_back(fmt::format("Met {} in the last four weeks.", count(p.workers_met, "care worker", "different care workers")));
    } else if (p.agreed > 0) {
        lines.push_back(fmt::format("Supported for {} a week by people paid for it.", hours(p.agreed)));
    }
    if (p.waiting == 1) lines.emplace_back("Waits to be seen by a social worker.");
    if (p.waiting == 2) lines.emplace_back("Has been granted help and waits for it to start.");
    if (p.unmet > 0) lines.push_back(fmt::format("{} of need a week go unmet.", hours(p.unmet)));
    for (const auto& [reason, amount] : p.reasons) lines.push_back(fmt::format("  {}, because {}.", hours(amount), live_reason_name(reason)));
}

double sum_of(const std::vector<LiveCareTie>& ties) {
    double sum = 0;
    for (const LiveCareTie& tie : ties) sum += tie.hours;
    return sum;
}

bool worth(double before, double after) { return std::abs(after - before) >= std::max(2.0, worth_telling * before); }

/// What differs between two recorded weeks of one life.
std::vector<std::string> changes(const LivePerson& a, const LivePerson& b) {
    std::vector<std::string> found;
    if (a.where != b.where) {
        switch (b.where) {
            case Where::nowhere: found.emplace_back("died or left the city"); return found;
            case Where::home: found.emplace_back(a.where == Where::hospital ? "came home from hospital" : "moved home"); break;
            case Where::communal: found.emplace_back("moved to a communal place"); break;
            case Where::placement: found.emplace_back("went to be looked after away from home"); break;
            case Where::care_home: found.emplace_back("moved into a care home"); break;
            case Where::hospital: found.emplace_back("went into hospital"); break;
        }
    } else if (a.neighbourhood != b.neighbourhood) {
        found.emplace_back("moved to another neighbourhood");
    }
    static constexpr std::array<const char*, 4> levels{"no help", "a little help", "more help", "a great deal of help"};
    if (a.need_level != b.need_level) found.push_back(fmt::format("came to need {}", levels[static_cast<std::size_t>(b.need_level & 3)]));
    if (a.provider != b.provider) {
        if (a.provider.empty()) found.push_back(fmt::format("home care began, {} a week from {}", hours(b.agreed), b.provider));
        else if (b.provider.empty()) found.emplace_back("home care ended");
        else found.push_back(fmt::format("home care passed from {} to {}", a.provider, b.provider));
    } else if (!b.provider.empty() && worth(a.agreed, b.agreed)) {
        found.push_back(fmt::format("the package {} to {} a week", b.agreed > a.agreed ? "grew" : "shrank", hours(b.agreed)));
    }
    if (a.waiting != 1 && b.waiting == 1) found.emplace_back("turned to the council");
    if (a.waiting == 1 && b.waiting == 0 && b.provider.empty()) found.emplace_back("was not granted help");
    const double cared_before = sum_of(a.cared_by);
    const double cared = sum_of(b.cared_by);
    if (worth(cared_before, cared)) found.push_back(fmt::format("family and friends give {} a week instead of {}", hours(cared), hours(cared_before)));
    const double given_before = sum_of(a.cares_for);
    const double given = sum_of(b.cares_for);
    if (given_before == 0 && given > 0) found.push_back(fmt::format("began to care for somebody, {} a week", hours(given)));
    else if (given_before > 0 && given == 0) found.emplace_back("no longer cares for anybody");
    else if (worth(given_before, given)) found.push_back(fmt::format("cares for {} a week instead of {}", hours(given), hours(given_before)));
    if (a.often_lonely != b.often_lonely) found.emplace_back(b.often_lonely ? "is often lonely now" : "is no longer often lonely");
    if (!a.left_work && b.left_work) found.emplace_back("gave up paid work to care");
    return found;
}

}  // namespace

std::string name_of(std::uint64_t key, bool woman) {
    static constexpr std::array<const char*, 24> women{"Joan", "Margaret", "Amina", "Susan", "Pauline", "Nasreen", "Brenda", "Irene", "Grace", "Sheila", "Mei", "Doreen", "Parveen", "Linda", "Kath", "Fatima", "Jean", "Maureen", "Olwen", "Yvonne", "Hazel", "Anita", "Rosa", "Elsie"};
    static constexpr std::array<const char*, 24> men{"Derek", "Ahmed", "Kenneth", "George", "Yusuf", "Brian", "Colin", "Raymond", "Tariq", "Alan", "Leroy", "Dennis", "Trevor", "Wei", "Ian", "Mohammed", "Roy", "Keith", "Samuel", "Gordon", "Imran", "Barry", "Stanley", "Peter"};
    return (woman ? women : men)[spread(key) % 24];
}

std::string heading_of(const LivePerson& person) { return fmt::format("{}, {}", name_of(person.key, person.woman), person.age); }

std::vector<std::string> life_now(const LivePerson& p) {
    if (p.where == Where::nowhere) return {where_text(p.where)};
    std::vector<std::string> lines;
    std::string first = where_text(p.where);
    if (p.where == Where::home) first += p.living_with == 0 ? ", alone." : fmt::format(" with {}.", count(p.living_with, "other person", "other people"));
    lines.push_back(first);
    if (p.need > 0) lines.push_back(fmt::format("Needs {} of help a week.", hours(p.need)));
    if (p.where == Where::home || p.where == Where::hospital) add_help(p, lines);
    for (const LiveCareTie& tie : p.cares_for) lines.push_back(fmt::format("Cares for a {} for {} a week.", live_tier_name(tie.tier), hours(tie.hours)));
    if (!p.cares_for.empty() && p.strain >= 0.5) lines.emplace_back(p.strain >= 0.75 ? "Is worn down by it." : "Feels the strain of it.");
    if (p.left_work) lines.emplace_back("Gave up paid work to care.");
    if (p.care_worker) lines.emplace_back("Works in home care.");
    lines.push_back(p.often_lonely ? "Is often lonely." : fmt::format("Counts on {} and belongs to {}.", count(p.firm_ties, "person", "people"), count(p.groups, "group", "groups")));
    return lines;
}

std::vector<LifeEvent> life_events(const LifeStory& story, std::size_t world) {
    std::vector<LifeEvent> events;
    const auto& states = story.states[world];
    for (std::size_t i = 1; i < states.size(); ++i) {
        if (states[i - 1].where == Where::nowhere) continue;
        std::string text;
        for (const std::string& change : changes(states[i - 1], states[i])) text += (text.empty() ? "" : "; ") + change;
        if (!text.empty()) events.push_back({story.weeks[i], text});
    }
    return events;
}

std::string uneventful(const LifeStory& story) {
    const int since = story.weeks.empty() ? 0 : story.weeks.front();
    return "Nothing of note has changed since " + (since > 0 ? week_text(since) : std::string("the worlds parted")) + ".";
}

}  // namespace topsoil::viz
