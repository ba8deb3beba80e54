// Every dependency stands with the same version and licence in THIRD_PARTY_LICENSES.md and sbom.cdx.json, and what the lock
// file of the report tools and the list of packages ask for stands there too.
#include <gtest/gtest.h>

#include <map>
#include <regex>

#include "base/json.hpp"
#include "base/text.hpp"
#include "ground/markdown.hpp"
#include "ground/project_tree.hpp"

namespace tertial::ground {
namespace {

struct Dependency {
    std::string version;
    std::string licence;
    friend bool operator==(const Dependency&, const Dependency&) = default;
};
using Dependencies = std::map<std::string, Dependency>;

std::ostream& operator<<(std::ostream& stream, const Dependency& dependency) { return stream << dependency.version << " " << dependency.licence; }

/// Table rows: name, version, licence, where it is used.
Dependencies read_table(std::string_view text) {
    Dependencies dependencies;
    for (const TableLine& line : read_markdown(text).table_lines) {
        bool is_entry = line.cells.size() >= 4 && line.cells[0] != "Name" && !line.cells[0].starts_with("-");
        if (is_entry) dependencies[base::replaced(line.cells[0], "`", "")] = {line.cells[1], line.cells[2]};
    }
    return dependencies;
}

Dependencies read_components(std::string_view text) {
    Dependencies dependencies;
    auto json = base::parse_json(text);
    if (!json.ok()) return dependencies;
    for (const base::Json& component : json.value().value("components", base::Json::array())) {
        const base::Json& licence = component.at("licenses").at(0);
        std::string expression =
            licence.contains("expression") ? licence.at("expression").get<std::string>() : licence.at("license").at("id").get<std::string>();
        dependencies[component.at("name").get<std::string>()] = {component.at("version").get<std::string>(), expression};
    }
    return dependencies;
}

/// Names that are needed but not listed.
std::vector<std::string> lacking(const std::vector<std::string>& needed, const Dependencies& listed) {
    std::vector<std::string> names;
    for (const std::string& name : needed) {
        if (!listed.contains(name)) names.push_back(name);
    }
    return names;
}

/// The words of a shell list "name=(a b c)".
std::vector<std::string> read_shell_list(const std::string& script, const std::string& name) {
    std::smatch match;
    std::regex pattern(name + R"(=\(([^)]*)\))");
    if (!std::regex_search(script, match, pattern)) return {};
    std::string text = base::replaced(match[1].str(), "\n", " ");
    std::vector<std::string> words;
    for (const std::string& word : base::split(text, ' ')) {
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

TEST(Licences, of_the_table_and_the_bill_of_materials_agree) {
    Dependencies table = read_table(project_text("THIRD_PARTY_LICENSES.md"));
    EXPECT_GT(table.size(), 10u);
    EXPECT_EQ(table, read_components(project_text("sbom.cdx.json")));
}

TEST(Licences, cover_what_the_lock_file_fetches) {
    Dependencies table = read_table(project_text("THIRD_PARTY_LICENSES.md"));
    auto lock = base::parse_json(project_text("web/report-tools/package-lock.json"));
    ASSERT_TRUE(lock.ok());
    for (const auto& [place, package] : lock.value().at("packages").items()) {
        if (place.empty()) continue;
        std::string name = place.substr(place.rfind("node_modules/") + std::string("node_modules/").size());
        ASSERT_TRUE(table.contains(name)) << name;
        EXPECT_EQ(table.at(name), (Dependency{package.at("version").get<std::string>(), package.at("license").get<std::string>()})) << name;
    }
}

TEST(Licences, cover_the_packages_that_are_installed) {
    const std::string& script = project_text("scripts/setup.sh");
    Dependencies table = read_table(project_text("THIRD_PARTY_LICENSES.md"));
    std::vector<std::string> packages = read_shell_list(script, "build_packages");
    EXPECT_GT(packages.size(), 10u);
    EXPECT_EQ(lacking(packages, table), std::vector<std::string>());
    EXPECT_EQ(lacking(read_shell_list(script, "test_packages"), table), std::vector<std::string>());
}

TEST(Licences, cover_what_is_fetched_by_hash) {
    Dependencies table = read_table(project_text("THIRD_PARTY_LICENSES.md"));
    std::regex pattern(R"(fetch_npm (@?[\w/.-]+)@([\w.-]+) [0-9a-f]{64})");
    const std::string& script = project_text("scripts/setup.sh");
    std::size_t count = 0;
    for (std::sregex_iterator match(script.begin(), script.end(), pattern), end; match != end; ++match, ++count) {
        ASSERT_TRUE(table.contains((*match)[1].str())) << (*match)[1].str();
        EXPECT_EQ(table.at((*match)[1].str()).version, (*match)[2].str());
    }
    EXPECT_GT(count, 0u);
}

TEST(Licences, the_project_has_its_own) {
    EXPECT_TRUE(project_text("LICENSE").starts_with("EUROPEAN UNION PUBLIC LICENCE v. 1.2"));
    EXPECT_NE(project_text("README.md").find("EUPL-1.2"), std::string::npos);
}

TEST(LicenceRule, differences_are_found) {
    std::string table = "| Name | Version | Licence | Where |\n|---|---|---|---|\n| `thing` | 1.0 | MIT | here |\n";
    std::string same = R"({"components": [{"name": "thing", "version": "1.0", "licenses": [{"license": {"id": "MIT"}}]}]})";
    EXPECT_EQ(read_table(table), read_components(same));
    EXPECT_NE(read_table(table), read_components(base::replaced(same, "1.0", "1.1")));
    EXPECT_NE(read_table(table), read_components(base::replaced(same, "MIT", "ISC")));
    EXPECT_NE(read_table(table), read_components("not json"));
    EXPECT_EQ(lacking({"thing", "other"}, read_table(table)), std::vector<std::string>{"other"});
    EXPECT_EQ(read_shell_list("a=(x\n  y)\n", "a"), (std::vector<std::string>{"x", "y"}));
}

}  // namespace
}  // namespace tertial::ground
