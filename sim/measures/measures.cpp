#include "measures/catalogue.hpp"

namespace topsoil {

const std::vector<MeasureSpec>& measure_catalogue() {
    static const std::vector<MeasureSpec> all = [] {
        std::vector<MeasureSpec> specs;
        for (const MeasureDeclaration* family : measures_catalogue()) specs.insert(specs.end(), family->specs.begin(), family->specs.end());
        return specs;
    }();
    return all;
}

const std::vector<std::string>& population_groups() {
    static const std::vector<std::string> groups{"age 0-14", "age 15-24", "age 25-49", "age 50-64", "age 65-79", "age 80 and over", "women", "men", "deprivation 1 (least)", "deprivation 2", "deprivation 3", "deprivation 4",
                                                 "deprivation 5 (most)", "unpaid carers", "not carers"};
    return groups;
}

}  // namespace topsoil
