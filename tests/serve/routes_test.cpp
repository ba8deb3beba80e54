// The route table, its description and the small pure parts: no workspace, no socket.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "base/files.hpp"
#include "base/json.hpp"
#include "serve/issue_answer.hpp"
#include "serve/issue_status.hpp"
#include "serve/loopback.hpp"
#include "serve/report_cache.hpp"
#include "serve/routes.hpp"
#include "serve/target.hpp"

namespace tertial::serve {
namespace {

base::Json read_openapi() {
    auto text = base::read_file(TERTIAL_SOURCE_FOLDER "/src/serve/openapi.json");
    return base::parse_json(text.value(), "openapi.json").value();
}

std::set<std::string> names_in(const base::Json& parameters, const std::string& place) {
    std::set<std::string> names;
    for (const base::Json& parameter : parameters) {
        if (parameter["in"] == place) names.insert(parameter["name"]);
    }
    return names;
}

TEST(RoutesTest, openapi_describes_every_route_with_its_parameters_and_nothing_else) {
    base::Json openapi = read_openapi();
    EXPECT_EQ(openapi["openapi"], "3.1.0");
    std::set<std::string> described, served;
    for (const auto& [path, item] : openapi["paths"].items()) {
        described.insert(path);
        EXPECT_EQ(item.size(), 1u) << path;
        EXPECT_TRUE(item.contains("get")) << path;
    }
    for (const Route& route : routes()) {
        std::string path(route.pattern);
        served.insert(path);
        if (!openapi["paths"].contains(path)) continue;
        const base::Json& get = openapi["paths"][path]["get"];
        base::Json parameters = get.value("parameters", base::Json::array());
        EXPECT_EQ(names_in(parameters, "query"), std::set<std::string>(route.parameters.begin(), route.parameters.end())) << path;
        for (const std::string& name : names_in(parameters, "path")) EXPECT_NE(path.find("{" + name + "}"), std::string::npos) << name;
        EXPECT_EQ(names_in(parameters, "path").size(), static_cast<std::size_t>(std::count(path.begin(), path.end(), '{'))) << path;
    }
    EXPECT_EQ(described, served);
}

void check_references(const base::Json& openapi, const base::Json& node) {
    if (node.is_object() && node.contains("$ref")) {
        std::string pointer = node["$ref"].get<std::string>().substr(1);
        EXPECT_TRUE(openapi.contains(base::Json::json_pointer(pointer))) << pointer;
    }
    if (!node.is_structured()) return;
    for (const base::Json& child : node) check_references(openapi, child);
}

TEST(RoutesTest, openapi_refers_only_to_what_it_holds) {
    base::Json openapi = read_openapi();
    check_references(openapi, openapi);
}

std::string pattern_of(const std::string& target) {
    auto parsed = parse_target(target);
    if (!parsed.ok()) return parsed.issues().front().code;
    auto found = find_route(parsed.value().segments);
    return found ? std::string(found->route->pattern) : "none";
}

TEST(RoutesTest, paths_find_their_route) {
    std::string report = "/reports/{name}/{unit}/{period}.{format}";
    EXPECT_EQ(pattern_of("/"), "/");
    EXPECT_EQ(pattern_of("/?"), "/");
    EXPECT_EQ(pattern_of("/health"), "/health");
    EXPECT_EQ(pattern_of("/health/"), "none");
    EXPECT_EQ(pattern_of("//health"), "none");
    EXPECT_EQ(pattern_of("/api/v1/figure?address=x"), "/api/v1/figure");
    EXPECT_EQ(pattern_of("/API/v1/figure"), "none");
    EXPECT_EQ(pattern_of("/reports/hsn-tertial/HSN/2026-T1.html"), report);
    EXPECT_EQ(pattern_of("/reports/hsn-tertial/HSN/2026-T1"), "none");
    EXPECT_EQ(pattern_of("/reports/hsn-tertial/HSN/.html"), "none");
    EXPECT_EQ(pattern_of("/reports/hsn-tertial//2026-T1.html"), "none");
    EXPECT_EQ(pattern_of("http://127.0.0.1/health"), "target_is_not_readable");
    EXPECT_EQ(pattern_of("*"), "target_is_not_readable");
    auto found = find_route(parse_target("/reports/a.b/%C3%85re%2F1/2026.04.json").value().segments);
    EXPECT_EQ(found->captured, (std::map<std::string, std::string>{{"name", "a.b"}, {"unit", "Åre/1"}, {"period", "2026.04"}, {"format", "json"}}));
}

TEST(TargetTest, parameters_are_decoded_once) {
    Target target = parse_target("/x?address=a%2Bb+c%40%C3%85&limit=5&empty=&flag").value();
    EXPECT_EQ(target.parameters, (std::map<std::string, std::string>{{"address", "a+b c@Å"}, {"limit", "5"}, {"empty", ""}, {"flag", ""}}));
    EXPECT_EQ(parse_target("/x?a=%2525").value().parameters.at("a"), "%25");
}

TEST(TargetTest, what_is_not_clean_is_refused) {
    for (const char* target : {"/%", "/%4", "/%zz", "/%ff", "/%00", "/a%0d%0ab", "/x?a=%", "/x?a=%C3", "/x?%00=1", ""}) {
        auto parsed = parse_target(target);
        ASSERT_FALSE(parsed.ok()) << target;
        EXPECT_EQ(parsed.issues().front().code, "target_is_not_readable") << target;
    }
    EXPECT_EQ(parse_target("/x?a=1&a=2").issues().front().code, "parameter_is_given_twice");
}

TEST(LoopbackTest, only_this_machine_is_listened_to) {
    for (const char* address : {"127.0.0.1", "127.3.2.1", "::1", "[::1]", "localhost", "LocalHost"}) EXPECT_TRUE(is_loopback(address)) << address;
    for (const char* address : {"0.0.0.0", "::", "192.168.1.2", "128.0.0.1", "localhost.evil.example", "127.0.0.1.evil.example", "127.1", "", "[::2]",
                                "[127.0.0.1", "::ffff:10.0.0.1"}) {
        EXPECT_FALSE(is_loopback(address)) << address;
    }
}

TEST(LoopbackTest, only_names_of_this_machine_are_answered) {
    for (const char* host : {"127.0.0.1", "127.0.0.1:8080", "localhost", "localhost:80", "[::1]", "[::1]:8080"}) EXPECT_TRUE(is_loopback_host(host)) << host;
    for (const char* host : {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.evil.example", "localhost:evil", "[::1", "[::2]",
                             "[::1]x", "::1", "", ":8080", "10.0.0.1"}) {
        EXPECT_FALSE(is_loopback_host(host)) << host;
    }
}

TEST(IssueStatusTest, no_code_is_listed_twice_and_a_fault_of_ours_outweighs_the_rest) {
    auto codes = known_issue_codes();
    EXPECT_EQ(std::set<std::string_view>(codes.begin(), codes.end()).size(), codes.size());
    EXPECT_EQ(status_of("address_is_not_readable"), 400);
    EXPECT_EQ(status_of("report_is_unknown"), 404);
    EXPECT_EQ(status_of("figure_is_missing"), 422);
    EXPECT_EQ(status_of("never_heard_of"), 500);
    EXPECT_EQ(status_of(base::Issues{base::make_issue("figure_is_missing", ""), base::make_issue("source_is_damaged", "")}), 500);
}

/// What only a definition in the model can be, which is found when the model is activated.
const std::set<std::string> of_definitions = {"definition_has_wrong_kind", "definition_refers_to_itself", "ratio_has_no_denominator",
                                              "target_is_made_of_levels"};

TEST(IssueStatusTest, whatever_can_be_wrong_with_an_address_has_a_status_of_its_own) {
    std::regex raised("\"([a-z]+(?:_[a-z]+)*_(?:is|are|do|does|has|refers)_[a-z_]+)\"");
    int code_count = 0;
    for (const char* file :
         {"figures/address.cpp", "figures/bind.cpp", "figures/bind_predicate.cpp", "figures/kinds.cpp", "figures/parse.cpp", "base/period.cpp"}) {
        std::string text = base::read_file(std::string(TERTIAL_SOURCE_FOLDER "/src/") + file).value();
        for (std::sregex_iterator found(text.begin(), text.end(), raised), end; found != end; ++found) {
            std::string code = (*found)[1];
            ++code_count;
            EXPECT_NE(status_of(code) == status_internal, !of_definitions.contains(code)) << code << " in " << file;
        }
    }
    EXPECT_GT(code_count, 20) << "the sources write issues in another way than this test reads";
}

TEST(IssueAnswerTest, a_fault_of_ours_tells_nothing_of_what_lies_within) {
    std::string path = "/srv/hemlig/logbook.sqlite";
    base::Issues inner = {base::make_issue("logbook_is_damaged", "filen " + path + " är trasig", "", {path, 7, 0})};
    for (AnswerForm form : {AnswerForm::json, AnswerForm::page}) {
        Response response = answer_issues(inner, form);
        EXPECT_EQ(response.status, 500);
        EXPECT_EQ(response.body->find("hemlig"), std::string::npos);
        EXPECT_EQ(response.body->find("logbook"), std::string::npos);
    }
}

TEST(IssueAnswerTest, a_page_escapes_what_was_asked_for_and_keeps_places_in_templates) {
    base::Issues issues = {base::make_issue("figure_is_missing", "<script>alert(1)</script>", "\"tips\" & mer", {"reports/hsn-tertial.md", 12, 3})};
    Response response = answer_issues(issues, AnswerForm::page);
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.body->find("<script"), std::string::npos);
    EXPECT_NE(response.body->find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(response.body->find("&quot;tips&quot; &amp; mer"), std::string::npos);
    EXPECT_NE(response.body->find("reports/hsn-tertial.md, rad 12"), std::string::npos);
    EXPECT_NE(response.body->find("<html lang=\"sv\">"), std::string::npos);
}

TEST(ReportCacheTest, makes_a_report_once_per_position_and_never_keeps_a_failure) {
    ReportCache cache(1000);
    int made_count = 0;
    auto make = [&]() -> base::Result<std::string> { return std::string(300, static_cast<char>('a' + made_count++)); };
    auto failing = []() -> base::Result<std::string> { return base::make_issue("figure_is_missing", "x"); };
    EXPECT_FALSE(cache.find_or_make({1, "a", "u", "p", "html"}, failing).ok());
    std::string etag = cache.find_or_make({1, "a", "u", "p", "html"}, make).value().etag;
    EXPECT_EQ(cache.find_or_make({1, "a", "u", "p", "html"}, make).value().etag, etag);
    EXPECT_EQ(made_count, 1);
    EXPECT_NE(cache.find_or_make({2, "a", "u", "p", "html"}, make).value().etag, etag);
    EXPECT_EQ(made_count, 2);
    for (const char* name : {"b", "c", "d"}) EXPECT_TRUE(cache.find_or_make({2, name, "u", "p", "html"}, make).ok());
    EXPECT_EQ(made_count, 5);
    EXPECT_TRUE(cache.find_or_make({2, "d", "u", "p", "html"}, make).ok());
    EXPECT_EQ(made_count, 5);
    EXPECT_TRUE(cache.find_or_make({2, "a", "u", "p", "html"}, make).ok()) << "the one used longest ago had to go";
    EXPECT_EQ(made_count, 6);
}

}  // namespace
}  // namespace tertial::serve
