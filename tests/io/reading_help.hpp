// What the tests of the readers share: a folder that goes away again, a small valid place, and faults as short texts.
#pragma once

#include <fmt/format.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "io/files_and_commands.hpp"
#include "io/temporary_folder.hpp"
#include "topsoil/error.hpp"
#include "topsoil/levers.hpp"

namespace topsoil::test {

/// A temporary folder in which a test writes what a person might have written.
class ScratchFolder : public TemporaryFolder {
public:
    /// Writes a file (folders are made) and returns its path.
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        const std::filesystem::path file = path() / name;
        std::filesystem::create_directories(file.parent_path());
        put_bytes(file, text);
        return file;
    }
};

/// The faults that `read` reports, each as "line:column reason"; empty if it reads without fault.
inline std::vector<std::string> faults_of(const std::function<void()>& read) {
    std::vector<std::string> found;
    try {
        read();
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics()) {
            found.push_back(fmt::format("{}:{} {}", fault.line, fault.column, fault.reason));
        }
    }
    return found;
}

/// The first fault in full.
inline Diagnostic first_fault(const std::function<void()>& read) {
    try {
        read();
    } catch (const InputError& error) {
        return error.diagnostics().at(0);
    }
    return {};
}

/// `text` with the first `from` replaced; a test that replaces nothing tests nothing, hence the check.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("nothing to replace: " + from);
    return text.replace(at, from.size(), to);
}

inline const std::string place_toml = R"(title = "Dale"
attribution = "Invented."
relaxed = "Nothing."

[totals]
population = 3000
homes = 1200
vacant_homes_share = 0.03
streets = 40

[communal]
student_halls_people = 0
care_home_beds_older = 20
care_homes_older = 1
care_home_residents_older = 18
care_home_residents_younger = 2
other_people = 5

[care_services]
home_care_providers = 2
social_workers_adult = 3

[shared_places]
library = 1
pub = 4

[groups]
choir = 2

[money_pounds_per_year]
older_care_homes = 300000
younger_care_homes = 200000
home_care = 250000
supported_living = 300000
direct_payments = 150000
day_services = 40000
reablement = 35000
other_adult_support = 115000
adult_assessment = 145000
commissioning_office = 65000
childrens_placements = 230000
childrens_social_work = 280000
other_childrens_services = 340000
nhs_primary_and_community = 1000000
nhs_other_fixed = 5000000
education = 4000000
work = 80000
)";

inline const std::string place_csv =
    "id,name,ward,lac,latitude,longitude,area_km2,imd_score,population,households,age_0_14,age_15_24,age_25_49,age_50_"
    "64,"
    "age_65_79,age_80p,carers_1_19h,carers_20_49h,carers_50h,libraries,gp_practices\n"
    "D1,Upper Dale,Dale,North,53.40,-1.50,1.2,30.5,1500,600,270,200,500,280,180,70,80,25,45,1,1\n"
    "D2,\"Dale, Lower\",Dale,North,53.41,-1.48,0.9,18,1500,600,270,200,500,280,180,70,80,25,45,0,1\n";

/// A regime file that names every lever of this build at the value that does nothing.
inline std::string regime_toml(const std::string& title) {
    std::string text = fmt::format("title = \"{}\"\nsummary = \"For a test.\"\n\n[levers]\n", title);
    for (const LeverSpec& spec : lever_catalogue()) {
        if (spec.choices.empty()) {
            text += fmt::format("{} = {}\n", spec.name, spec.null_value);
        } else {
            text += fmt::format("{} = \"{}\"\n", spec.name, spec.choices.at(static_cast<std::size_t>(spec.null_value)));
        }
    }
    return text;
}

}  // namespace topsoil::test
