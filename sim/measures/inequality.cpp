// Inequality between neighbourhoods: the slope index, what the most deprived end of the city has more or less than the least deprived by a straight line.
#include <algorithm>
#include <numeric>

#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

/// A straight line through values by neighbourhood, weighted by people, over their rank by deprivation from 0, the least deprived, to 1. Its slope is a sum
/// over neighbourhoods: `part` of each.
class Slope {
public:
    explicit Slope(const Taking& taking) : weight_(by_place(taking)), from_middle_(by_place(taking)) {
        const City& city = *taking.world.city;
        std::vector<std::size_t> order(weight_.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return city.neighbourhoods[a].deprivation < city.neighbourhoods[b].deprivation; });
        double all = 0;
        for (std::size_t n = 0; n < weight_.size(); ++n) all += weight_[n] = city.neighbourhoods[n].founders;
        double before = 0;
        for (const std::size_t n : order) {
            from_middle_[n] = (before + weight_[n] / 2) / all - 0.5;
            before += weight_[n];
        }
        for (std::size_t n = 0; n < weight_.size(); ++n) squares_ += weight_[n] * from_middle_[n] * from_middle_[n];
    }
    [[nodiscard]] std::vector<double> parts(std::vector<double> values) const {
        for (std::size_t n = 0; n < values.size(); ++n) values[n] *= squares_ > 0 ? weight_[n] * from_middle_[n] / squares_ : 0;
        return values;
    }

private:
    std::vector<double> weight_, from_middle_;
    double squares_ = 0;
};

std::vector<std::vector<double>> take(const Taking& taking) {
    std::vector<double> unmet = by_place(taking), satisfaction = by_place(taking);
    for (std::size_t n = 0; n < unmet.size(); ++n) {
        const double need = taking.since(Flow::need_minutes, n);
        unmet[n] = need > 0 ? taking.since(Flow::unmet_minutes, n) / need : 0;
        satisfaction[n] = taking.census.places()[n].mean_satisfaction();
    }
    const Slope slope(taking);
    return {slope.parts(std::move(unmet)), slope.parts(std::move(satisfaction))};
}

}  // namespace

extern const MeasureDeclaration inequality_declaration;
const MeasureDeclaration inequality_declaration{
    {{"unmet_gradient", "1", "unmet need by deprivation, slope index", MeasureKind::stock, Pooling::sum, "", "by how much a larger share of need is unmet at the most deprived end of the city than at the least, by a straight line through neighbourhoods; of a neighbourhood, its part of the slope", false},
     {"life_satisfaction_gradient", "1", "life satisfaction by deprivation, slope index", MeasureKind::stock, Pooling::sum, "", "points of life satisfaction that the most deprived end of the city has more (below 0: fewer) than the least, by a straight line; of a neighbourhood, its part of the slope", false}},
    take};

}  // namespace topsoil
