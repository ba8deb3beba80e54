#include <gtest/gtest.h>

#include <cstdlib>
#include <set>

#include "base/files.hpp"
#include "render/json.hpp"
#include "sample_document.hpp"

namespace tertial::render_test {
namespace {

const std::string golden_path = std::string(TERTIAL_SOURCE_FOLDER) + "/tests/render/small_document.json";

TEST(DocumentJson, small_document_is_as_agreed) {
    std::string json = render::render_json(small_document());
    if (std::getenv("TERTIAL_UPDATE_GOLDEN") != nullptr) ASSERT_TRUE(base::write_file(golden_path, json).ok());
    auto golden = base::read_file(golden_path);
    ASSERT_TRUE(golden.ok());
    EXPECT_EQ(json, golden.value()) << "TERTIAL_UPDATE_GOLDEN=1 writes it anew; then raise the version if a field changed its meaning";
}

void collect_types(const base::Json& json, std::set<std::string>& types) {
    if (json.is_object() && json.contains("type")) types.insert(json["type"].get<std::string>());
    for (const base::Json& child : json) {
        if (child.is_structured()) collect_types(child, types);
    }
}

TEST(DocumentJson, board_report_reads_back_with_every_kind_of_block) {
    auto json = base::parse_json(render::render_json(board_report()));
    ASSERT_TRUE(json.ok());
    std::set<std::string> types;
    collect_types(json.value(), types);
    EXPECT_EQ(types, (std::set<std::string>{"bullets", "chart", "emphasis", "figure", "heading", "name", "paragraph", "period", "quote", "strong", "table",
                                            "text", "word"}));
    EXPECT_EQ(json.value()["version"], 2);
    EXPECT_EQ(json.value()["recipes"].size(), 19u * 6u + 1u);
}

TEST(DocumentJson, figure_tells_exact_value_text_and_absence) {
    auto json = render::document_to_json(small_document());
    const base::Json& figure = json["blocks"][1]["content"][1];
    EXPECT_EQ(figure["exact"], "-3356400000");
    EXPECT_EQ(figure["base_unit"], "ore");
    EXPECT_EQ(figure["text"], "−33\u00A0564");
    EXPECT_TRUE(figure["absence"].is_null());
    const base::Json& missing = json["blocks"][2]["rows"][0]["cells"][1][0];
    EXPECT_TRUE(missing["exact"].is_null());
    EXPECT_EQ(missing["absence"], "not_yet");
}

TEST(DocumentJson, broken_text_does_not_stop_the_report) {
    report::Document document = small_document();
    document.cover.title = "\xE5lder";
    EXPECT_NE(render::render_json(document).find("\uFFFDlder"), std::string::npos);
}

}  // namespace
}  // namespace tertial::render_test
