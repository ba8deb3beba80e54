// The editor's schemas of the model's files know the same keys and the same words as the readers in src/model.
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "base/json.hpp"
#include "ground/project_tree.hpp"

namespace tertial::ground {
namespace {

using Names = std::set<std::string>;

const std::string schema_folder = "models/jamtland-harjedalen/schema/";

Names matches(const std::string& text, const char* pattern) {
    Names found;
    std::regex expression(pattern);
    for (std::sregex_iterator match(text.begin(), text.end(), expression), end; match != end; ++match) found.insert((*match)[1].str());
    return found;
}

/// The keys that a reader asks a map for.
Names asked_keys(const std::string& code) { return matches(code, R"re((?:\.|->)(?:required|optional|text_or|flag|whole|lists?|maps?|pairs)\("([a-z_]+)")re"); }

void add_properties(const base::Json& schema, Names& names) {
    if (schema.is_array()) {
        for (const base::Json& part : schema) add_properties(part, names);
    }
    if (!schema.is_object()) return;
    for (const auto& [key, value] : schema.items()) {
        if (key == "properties") {
            for (const auto& [name, inner] : value.items()) names.insert(name);
        }
        add_properties(value, names);
    }
}

Names schema_properties(std::initializer_list<const char*> files) {
    Names names;
    for (const char* file : files) {
        auto schema = base::parse_json(project_text(schema_folder + file));
        EXPECT_TRUE(schema.ok()) << file;
        if (schema.ok()) add_properties(schema.value(), names);
    }
    return names;
}

void add_choices(const base::Json& schema, const std::string& property, Names& names) {
    if (!schema.is_structured()) return;
    for (const auto& [key, value] : schema.items()) {
        if (key == property && value.is_object() && value.contains("enum")) {
            for (const base::Json& choice : value.at("enum")) names.insert(choice.get<std::string>());
        }
        add_choices(value, property, names);
    }
}

Names schema_choices(const std::string& file, const std::string& property) {
    Names names;
    auto schema = base::parse_json(project_text(schema_folder + file));
    if (schema.ok()) add_choices(schema.value(), property, names);
    return names;
}

TEST(Schema, has_the_keys_that_the_readers_ask_for) {
    EXPECT_EQ(schema_properties({"assessment_schemes.json"}), asked_keys(project_text("src/model/read_schemes.cpp")));
    EXPECT_EQ(schema_properties({"region.json"}), asked_keys(project_text("src/model/read_region.cpp")));
    EXPECT_EQ(schema_properties({"data_set.json"}), asked_keys(project_text("src/model/read_data_sets.cpp") + project_text("src/model/read_checks.cpp")));
    EXPECT_EQ(schema_properties({"mapping.json"}), asked_keys(project_text("src/model/read_mapping.cpp")));
    EXPECT_EQ(schema_properties({"indicators.json", "statements.json", "bases.json"}), asked_keys(project_text("src/model/read_definitions.cpp")));
}

TEST(Schema, has_the_words_that_the_readers_allow) {
    const std::string& data_sets = project_text("src/model/read_data_sets.cpp");
    EXPECT_EQ(schema_choices("data_set.json", "type"), matches(data_sets, R"re(\{"([a-z_]+)", FieldType::)re"));
    Names kinds = matches(data_sets, R"re(\{"([a-z_]+)", (?:MeasureKind|DerivedKind)::)re");
    EXPECT_EQ(schema_choices("data_set.json", "kind"), kinds);
    EXPECT_EQ(schema_choices("data_set.json", "check"), matches(project_text("src/model/read_checks.cpp"), R"re(\{"([a-z_]+)", CheckKind::)re"));
    EXPECT_EQ(schema_choices("data_set.json", "dimension"), matches(project_text("src/model/choose.hpp"), R"re(\{"([a-z_]+)", domain::Dimension::)re"));
    EXPECT_EQ(schema_choices("indicators.json", "kind"), matches(project_text("src/model/read_definitions.cpp"), R"re(\{"([a-z_]+)", DefinitionKind::)re"));
    EXPECT_EQ(schema_choices("indicators.json", "unit"), matches(project_text("src/domain/measure_unit.cpp"), R"re(\{"([a-z_:]+)", Dimension::)re"));
    EXPECT_EQ(schema_choices("statements.json", "unit"), schema_choices("indicators.json", "unit"));
}

TEST(SchemaRule, a_key_that_one_of_them_lacks_is_found) {
    Names asked = asked_keys("map.required(\"id\"); map.text_or(\"label\", \"\"); line.flag(\"sum\");");
    EXPECT_EQ(asked, (Names{"id", "label", "sum"}));
    Names known;
    add_properties(base::parse_json(R"({"properties": {"id": {}, "lines": {"items": {"properties": {"label": {}}}}}})").value(), known);
    EXPECT_EQ(known, (Names{"id", "label", "lines"}));
    EXPECT_NE(asked, known);
}

}  // namespace
}  // namespace tertial::ground
