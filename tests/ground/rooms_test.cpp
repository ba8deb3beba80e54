// The direction of dependencies between rooms, read from the #include lines; and that ARCHITECTURE.md names every room.
#include "ground/rooms.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tertial::ground {
namespace {

Findings check(const std::string& path, const std::string& include) { return check_includes(path, "// A file.\n#include " + include + "\n"); }

TEST(Rooms, include_only_what_the_table_allows) {
    Findings findings;
    std::size_t file_count = 0;
    for (const ProjectFile& file : project_files()) {
        if (room_of(file.path).empty() || !has_ending(file.path, {".hpp", ".cpp", ".h", ".cc"})) continue;
        ++file_count;
        append(findings, check_includes(file.path, file.text));
    }
    EXPECT_GT(file_count, 100u);
    EXPECT_TRUE(findings.empty()) << format_findings(findings);
}

TEST(Rooms, on_disk_are_in_the_table_and_in_the_architecture) {
    std::set<std::string> rooms;
    for (const ProjectFile& file : project_files()) {
        if (file.path.starts_with("src/")) rooms.insert(room_of(file.path));
    }
    std::vector<std::string> known = room_names();
    const std::string& architecture = project_text("ARCHITECTURE.md");
    for (const std::string& room : rooms) {
        EXPECT_TRUE(std::find(known.begin(), known.end(), room) != known.end()) << room << " is not in the table of rooms";
        EXPECT_NE(architecture.find("### `src/" + room + "`"), std::string::npos) << "ARCHITECTURE.md has no heading for src/" << room;
    }
}

TEST(Rooms, may_include_what_stands_below_them) {
    EXPECT_TRUE(check("src/figures/plan.cpp", "\"model/model.hpp\"").empty());
    EXPECT_TRUE(check("src/render/html.hpp", "\"report/document.hpp\"").empty());
    EXPECT_TRUE(check("src/engine/workspace.cpp", "\"facts/duckdb/engine.hpp\"").empty());
    EXPECT_TRUE(check("src/base/json.hpp", "<nlohmann/json.hpp>").empty());
    EXPECT_TRUE(check("src/figures/plan.cpp", "<string_view>").empty());
}

TEST(Rooms, are_refused_what_stands_above_or_beside_them) {
    Findings expected = {{"src/base/text.cpp", 2, "base may not include domain/figure.hpp"}};
    EXPECT_EQ(check("src/base/text.cpp", "\"domain/figure.hpp\""), expected);
    EXPECT_FALSE(check("src/figures/plan.cpp", "\"facts/facts.hpp\"").empty());
    EXPECT_FALSE(check("src/render/html.cpp", "\"report/parsed.hpp\"").empty());
    EXPECT_FALSE(check("src/serve/serve.cpp", "\"figures/address.hpp\"").empty());
    EXPECT_FALSE(check("src/app/main.cpp", "\"facts/facts.hpp\"").empty());
    EXPECT_FALSE(check("src/engine/compute.cpp", "\"facts/duckdb/engine.hpp\"").empty());
    EXPECT_FALSE(check("src/engine/compute.cpp", "\"serve/serve.hpp\"").empty());
    EXPECT_FALSE(check("synth/main.cpp", "\"model/model.hpp\"").empty());
    EXPECT_FALSE(check("src/cellar/wine.cpp", "\"base/text.hpp\"").empty());
}

TEST(Rooms, are_refused_third_party_headers_of_another_room) {
    EXPECT_FALSE(check("src/engine/state.cpp", "<sqlite3.h>").empty());
    EXPECT_FALSE(check("src/facts/facts.hpp", "<duckdb.h>").empty());
    EXPECT_FALSE(check("src/intake/xlsx_sheet.cpp", "<expat.h>").empty());
    EXPECT_FALSE(check("src/app/main.cpp", "<boost/asio.hpp>").empty());
    EXPECT_FALSE(check("src/figures/plan.cpp", "<unistd.h>").empty());
    EXPECT_FALSE(check("src/base/text.cpp", "<fmt/format.h>").empty());
}

}  // namespace
}  // namespace tertial::ground
