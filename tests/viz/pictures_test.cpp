// Pictures without a display: right in size, not empty, and friendly where something is wrong.
#include <png.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "catch.hpp"
#include "io/temporary_folder.hpp"

using namespace topsoil;
namespace fs = std::filesystem;

namespace {

const std::string town = "small-town --set burn_in_weeks=12 --set weeks=60 ";

int view(const std::string& options) {
    const std::string command = std::string(TOPSOIL_VIEW_PROGRAM) + " --fresh " + options + " 2>/dev/null";
    const int status = std::system(command.c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct Picture {
    unsigned width = 0, height = 0;
    std::vector<unsigned char> bytes;
};

Picture read_png(const fs::path& file) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    REQUIRE(png_image_begin_read_from_file(&image, file.c_str()) != 0);
    image.format = PNG_FORMAT_RGB;
    Picture picture{image.width, image.height, std::vector<unsigned char>(PNG_IMAGE_SIZE(image))};
    REQUIRE(png_image_finish_read(&image, nullptr, picture.bytes.data(), 0, nullptr) != 0);
    return picture;
}

std::size_t colours_in(const Picture& picture) {
    std::set<unsigned> seen;
    for (std::size_t i = 0; i + 2 < picture.bytes.size(); i += 3) seen.insert(static_cast<unsigned>(picture.bytes[i]) << 16 | static_cast<unsigned>(picture.bytes[i + 1]) << 8 | picture.bytes[i + 2]);
    return seen.size();
}

}  // namespace

TEST_CASE("A picture is drawn without a display, in the size that was asked for") {
    const test::TemporaryFolder folder;
    for (const std::string options : {"--layout driver --size 1280x720", "--layout room --size 1920x1080 --projector", "--select Millgate --person --size 1600x900"}) {
        INFO(options);
        const fs::path file = folder.path() / "picture.png";
        REQUIRE(view(town + options + " --week 8 --screenshot " + file.string()) == 0);
        const Picture picture = read_png(file);
        CHECK(std::to_string(picture.width) + "x" + std::to_string(picture.height) == options.substr(options.find("--size ") + 7, options.find(' ', options.find("--size ") + 7) - options.find("--size ") - 7));
        CHECK(colours_in(picture) > 100);
    }
}

TEST_CASE("A street, a divided map and the answer to a story's question can be drawn without a display") {
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "picture.png";
    for (const std::string& options : {town + "--week 8 --select Millgate --street", town + "--week 8 --maps divided", std::string("--story one-neighbourhood --set burn_in_weeks=12 --page 2 --answer")}) {
        INFO(options);
        REQUIRE(view(options + " --screenshot " + file.string()) == 0);
        CHECK(colours_in(read_png(file)) > 100);
        fs::remove(file);
    }
}

TEST_CASE("What a second of watching costs is told") {
    const test::TemporaryFolder folder;
    const fs::path said = folder.path() / "said";
    REQUIRE(view(town + "--size 640x400 --bench 1 >" + said.string()) == 0);
    std::ifstream lines(said);
    const std::string text{std::istreambuf_iterator<char>(lines), {}};
    for (const char* part : {"the worlds part after", "at 640x400", "while nobody touches anything", "while the mouse moves", "looks a second", "building panels", "most memory"}) CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("A picture that would look like the last is not drawn again") {
    const test::TemporaryFolder folder;
    const fs::path said = folder.path() / "said";
    REQUIRE(view(town + "--size 640x400 --bench 2 >" + said.string()) == 0);  // the town's sixty weeks are over long before
    std::ifstream lines(said);
    double looks = 0;
    double drawn = -1;
    for (std::string line; std::getline(lines, line) && line.find("while the mouse moves") == std::string::npos;) {
        if (line.find("looks a second") != std::string::npos) looks = std::stod(line.substr(line.rfind(' ')));
        if (line.find("something new") != std::string::npos) drawn = std::stod(line.substr(line.rfind(' ')));
    }
    CHECK(drawn > 0);
    CHECK(drawn < looks * 0.8);
}

TEST_CASE("The same week gives the same picture") {
    const test::TemporaryFolder folder;
    const fs::path one = folder.path() / "one.png";
    const fs::path two = folder.path() / "two.png";
    REQUIRE(view(town + "--week 8 -t 1 --screenshot " + one.string()) == 0);
    REQUIRE(view(town + "--week 8 -t 2 --screenshot " + two.string()) == 0);
    CHECK(read_png(one).bytes == read_png(two).bytes);
}

TEST_CASE("Where only what has changed is drawn again the picture is the one that is drawn all at once") {
    const test::TemporaryFolder folder;
    for (const std::string options : {"--layout driver --size 1366x768 ", "--layout room --size 1600x900 --projector ", "--select Millgate --maps divided "}) {
        INFO(options);
        const fs::path frames = folder.path() / "frames", alone = folder.path() / "alone.png";
        fs::remove_all(frames);
        REQUIRE(view(town + options + "--ensemble 0 --week 32 --record " + frames.string()) == 0);
        REQUIRE(view(town + options + "--ensemble 0 --week 32 --screenshot " + alone.string()) == 0);
        CHECK(read_png(frames / "week-0032.png").bytes == read_png(alone).bytes);
        CHECK(read_png(frames / "week-0028.png").bytes != read_png(alone).bytes);
    }
}

TEST_CASE("A recording has a picture for each recorded week") {
    const test::TemporaryFolder folder;
    REQUIRE(view(town + "--size 640x400 --week 12 --record " + (folder.path() / "frames").string()) == 0);
    for (const char* name : {"week-0000.png", "week-0004.png", "week-0008.png", "week-0012.png"}) CHECK(fs::exists(folder.path() / "frames" / name));
}

TEST_CASE("What cannot be shown is refused with the exit code of its kind") {
    const test::TemporaryFolder folder;
    const std::string picture = " --screenshot " + (folder.path() / "none.png").string();
    CHECK(view("no-such-scenario" + picture) == 3);
    CHECK(view(town + "--measure no_such_measure" + picture) == 3);
    CHECK(view(town + "--select Atlantis" + picture) == 3);
    CHECK(view(town + "--boundaries no/such.geojson" + picture) == 3);
    CHECK(view(town + "--size 10x10" + picture) == 2);
    CHECK(view("--no-such-option") == 2);
    CHECK(view("--story no-such-story" + picture) == 3);
    CHECK(view("--help >" + (folder.path() / "help").string()) == 0);
    CHECK_FALSE(fs::exists(folder.path() / "none.png"));
}
