#include "viz/app/options.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "topsoil/error.hpp"

namespace topsoil::viz {

namespace {

/// "1920x1080"
std::string read_size(const std::string& text, ViewerOptions& options) {
    char rest = 0;
    int width = 0;
    int height = 0;
    if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 320 || height < 200 || width > 16000 || height > 16000) return "--size " + text + ": write it as 1920x1080, at least 320x200";
    options.width = width;
    options.height = height;
    return {};
}

}  // namespace

std::optional<int> read_options(int count, char** words, ViewerOptions& options) {
    CLI::App app{"Watch two worlds of one city side by side, and decide in them.", "topsoil view"};
    app.footer("Examples:\n"
               "  topsoil view                                       Sheffield\n"
               "  topsoil view small-town --ensemble 9               an invented town, with nine further histories\n"
               "  topsoil view --boundaries wards.geojson            real boundaries instead of cells\n"
               "  topsoil view --screenshot map.png --week 52        a picture, without a display\n"
               "  topsoil view --open out/view/session.toml          a session, lived again and gone on with\n\n"
               "Press F1 in the window for every key.");
    std::string size = "1600x900";
    app.add_option("scenario", options.scenario, "A shipped scenario or a path")->capture_default_str();
    app.add_option("--story", options.story, "A story to tell, by name or path; it brings its scenario");
    app.add_option("--page", options.page, "Page of the story, for a picture")->check(CLI::Range(1, 1000));
    app.add_option("--boundaries", options.boundaries, "GeoJSON with the shape of each neighbourhood");
    app.add_option("--set", options.settings, "key=value, as for topsoil compare; may be given more than once");
    app.add_option("--journal", options.journal, "Where decisions are written (default: OUT/session.toml)");
    app.add_option("--open", options.open_journal, "A journal to begin with: its decisions are carried out again");
    app.add_option("-o,--out", options.out, "Folder for journal and exports")->capture_default_str();
    app.add_option("--ensemble", options.ensemble, "Further histories lived in the background (default: 9 for small places, 2 for cities)")->check(CLI::Range(0, 200));
    app.add_flag("--fresh", options.fresh, "Live the years before the parting anew, and keep nothing in OUT/burn-in");
    app.add_option("--replicate", options.replicate, "Which history of chance")->check(CLI::Range(0, 1'000'000));
    app.add_option("-t,--threads", options.threads, "Threads; 0 takes all that the process may use")->check(CLI::Range(0, 1024));
    app.add_option("--layout", options.layout, "room: for everybody; driver: with panels")->check(CLI::IsMember({"room", "driver"}))->capture_default_str();
    app.add_option("--size", size, "Width and height in pixels")->capture_default_str();
    app.add_option("--text", options.text, "Size of text, 1 is usual")->check(CLI::Range(0.6, 2.4));
    app.add_flag("--projector", options.projector, "Large, black on white");
    app.add_option("--measure", options.measure, "What is coloured: a measure of topsoil list measures");
    app.add_option("--maps", options.maps, "Which maps")->check(CLI::IsMember({"all", "A", "B", "difference", "divided"}))->capture_default_str();
    app.add_option("--select", options.select, "A neighbourhood to look at, by name");
    app.add_flag("--street", options.street, "Walk the first street of that neighbourhood");
    app.add_flag("--answer", options.answer, "With what came of the page's question, for a picture");
    app.add_flag("--person", options.person, "Follow somebody of that neighbourhood");
    app.add_option("--screenshot", options.screenshot, "Draw one picture into this PNG file, without a display, and end");
    app.add_option("--record", options.record, "Draw every recorded week up to --week into this folder, without a display, and end");
    app.add_option("--week", options.week, "Week of the picture, since the worlds parted")->check(CLI::Range(0, 5200));
    app.add_option("--bench", options.bench, "Play and draw for so many seconds, without a display, say how fast that went, and end")->check(CLI::Range(1, 3600));
    try {
        app.parse(count, words);
    } catch (const CLI::Success& asked) {
        return app.exit(asked);
    } catch (const CLI::ParseError& error) {
        std::fprintf(stderr, "topsoil view: %s. See topsoil view --help.\n", error.what());
        return static_cast<int>(ExitCode::usage);
    }
    const std::string fault = read_size(size, options);
    if (fault.empty()) return std::nullopt;
    std::fprintf(stderr, "topsoil view: %s.\n", fault.c_str());
    return static_cast<int>(ExitCode::usage);
}

}  // namespace topsoil::viz
