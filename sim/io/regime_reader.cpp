#include "io/regime_reader.hpp"

#include <string>
#include <vector>

#include "io/data_folder.hpp"

namespace topsoil {

namespace {

double read_lever(TomlTable& table, const LeverSpec& spec) {
    const AllowedRange range{spec.low, spec.high, spec.unit};
    if (!spec.choices.empty()) {
        return static_cast<double>(table.choice(spec.name, {spec.choices.begin(), spec.choices.end()}));
    }
    return spec.whole ? static_cast<double>(table.whole(spec.name, range)) : table.number(spec.name, range);
}

}  // namespace

void read_levers(TomlTable& table, LeverVector& levers, bool every) {
    for (const LeverSpec& spec : lever_catalogue()) {
        // Asked for even where absent, so that a misspelt lever finds its neighbour.
        if (table.raw(spec.name) != nullptr || every) levers[spec.lever] = read_lever(table, spec);
    }
}

Regime load_regime(const std::filesystem::path& file) {
    const TomlNode tree =
        parse_with_extends(file, [](const TomlNode& extends) { return locate(Shipped::regimes, extends); });
    Faults faults;
    TomlTable root(tree, "", faults);
    Regime regime;
    regime.name = file.stem().string();
    regime.title = root.text("title");
    static_cast<void>(root.text("summary"));  // for whoever reads the file
    TomlTable levers = root.table("levers", true);
    read_levers(levers, regime.levers, true);
    levers.finish();
    root.finish();
    faults.throw_if_any();
    return regime;
}

}  // namespace topsoil
