// Mappings: YAML → values.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/choose.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

constexpr std::array<std::pair<const char*, DateForm>, 4> date_forms = {
    {{"year_first", DateForm::year_first}, {"compact", DateForm::compact}, {"day_first", DateForm::day_first}, {"month_first", DateForm::month_first}}};
constexpr std::array<std::pair<const char*, char>, 2> decimal_marks = {{{"comma", ','}, {"point", '.'}}};
constexpr std::array<std::pair<const char*, char>, 4> delimiters = {{{"semicolon", ';'}, {"comma", ','}, {"tab", '\t'}, {"bar", '|'}}};
constexpr std::array<std::pair<const char*, char>, 2> quotes = {{{"double", '"'}, {"single", '\''}}};
constexpr std::array<std::pair<const char*, const char*>, 4> encodings = {
    {{"utf-8", "utf-8"}, {"windows-1252", "windows-1252"}, {"latin-1", "latin-1"}, {"cp437", "cp437"}}};
constexpr std::array<std::pair<const char*, bool>, 2> time_zones = {{{"offset", false}, {"Europe/Stockholm", true}}};
/// Only powers of ten: the value then keeps its digits, and nothing is rounded.
constexpr std::array<std::pair<const char*, int>, 6> factors = {{{"1000", 3}, {"1000000", 6}, {"100", 2}, {"10", 1}, {"0.1", -1}, {"0.01", -2}}};

FileForm read_form(YamlMap& map, Issues& issues) {
    FileForm form;
    form.table = map.text_or("table", "");
    form.head_line = map.whole("head_line").value_or(0);
    if (form.head_line < 0) issues.push_back(make_issue("value_is_not_allowed", "head_line ska vara minst 1", "raderna räknas från 1", map.place()));
    if (auto word = map.optional("encoding")) form.encoding = choose(*word, encodings, issues);
    if (auto word = map.optional("delimiter")) form.delimiter = choose(*word, delimiters, issues);
    if (auto word = map.optional("quote")) form.quote = choose(*word, quotes, issues);
    if (auto word = map.optional("decimal_mark")) form.decimal_mark = choose(*word, decimal_marks, issues);
    if (auto word = map.optional("date_form")) form.date_form = choose(*word, date_forms, issues);
    if (auto word = map.optional("time_zone")) form.swedish_time = choose(*word, time_zones, issues);
    return form;
}

}  // namespace

void read_mapping(YamlMap map, Model& model, Issues& issues) {
    Mapping mapping;
    mapping.place = map.place();
    mapping.id = map.required("mapping").text;
    mapping.data_set = map.required("data_set").text;
    if (auto month = map.optional("valid_from")) {
        mapping.valid_from = base::parse_month(month->text);
        if (!mapping.valid_from) issues.push_back(make_issue("value_is_not_allowed", "valid_from är ingen månad", "skriv till exempel 2026-04", month->place));
    }
    mapping.part = map.text_or("part", "");
    mapping.form = read_form(map, issues);
    for (const auto& [column, fields] : map.lists("columns")) {
        for (const YamlText& field : fields) mapping.columns.emplace_back(column, field.text);
    }
    for (const auto& [column, field] : map.pairs("subtract")) mapping.subtracted.emplace_back(column, field.text);
    for (const auto& [field, value] : map.pairs("fixed")) mapping.fixed[field] = value.text;
    if (auto codes = map.map("codes")) {
        for (const std::string& field : codes->keys()) {
            for (const auto& [theirs, ours] : codes->pairs(field)) mapping.codes[field][theirs] = ours.text;
        }
    }
    for (const auto& [field, texts] : map.lists("leaves_out")) {
        for (const YamlText& text : texts) mapping.leaves_out[field].push_back(text.text);
    }
    for (const YamlText& field : map.list("opposite_sign")) mapping.opposite_sign.push_back(field.text);
    for (const auto& [field, factor] : map.pairs("multiplied_by")) mapping.decimals_moved[field] = choose(factor, factors, issues);
    for (const YamlText& field : map.list("free_text")) mapping.free_text.push_back(field.text);
    for (const YamlText& field : map.list("keyed_hash")) mapping.keyed_hash.push_back(field.text);
    map.finish();
    if (model.find_mapping(mapping.id) != nullptr) {
        issues.push_back(make_issue("name_is_given_twice", "mappningen " + mapping.id + " finns redan", "byt namn på den ena", mapping.place));
    }
    model.mappings.push_back(std::move(mapping));
}

}  // namespace tertial::model
