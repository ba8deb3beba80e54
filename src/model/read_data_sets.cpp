// Data sets: YAML → values.
#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/choose.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

constexpr std::array<std::pair<const char*, FieldType>, 9> field_types = {{{"text", FieldType::text},
                                                                           {"integer", FieldType::integer},
                                                                           {"decimal", FieldType::decimal},
                                                                           {"money", FieldType::money},
                                                                           {"date", FieldType::date},
                                                                           {"month", FieldType::month},
                                                                           {"instant", FieldType::instant},
                                                                           {"code", FieldType::code},
                                                                           {"unit", FieldType::unit}}};
constexpr std::array<std::pair<const char*, DerivedKind>, 2> derived_kinds = {
    {{"seconds_between", DerivedKind::seconds_between}, {"days_between", DerivedKind::days_between}}};
constexpr std::array<std::pair<const char*, MeasureKind>, 4> measure_kinds = {
    {{"flow", MeasureKind::flow}, {"stock", MeasureKind::stock}, {"distribution", MeasureKind::distribution}, {"rate", MeasureKind::rate}}};

constexpr std::array<std::pair<const char*, RowOrigin>, 7> origins = {{{"delivered", RowOrigin::delivered},
                                                                       {"assessments", RowOrigin::assessments},
                                                                       {"initiatives", RowOrigin::initiatives},
                                                                       {"initiative_steps", RowOrigin::initiative_steps},
                                                                       {"initiative_outcomes", RowOrigin::initiative_outcomes},
                                                                       {"investments", RowOrigin::investments},
                                                                       {"forecasts", RowOrigin::forecasts}}};

Field read_field(YamlMap map, Issues& issues) {
    Field field;
    field.place = map.place();
    field.name = map.required("name").text;
    field.label = map.text_or("label", field.name);
    field.type = choose(map.required("type"), field_types, issues);
    field.scale = static_cast<int>(map.whole("scale").value_or(0));
    field.list = map.text_or("list", field.type == FieldType::unit ? "unit" : "");
    field.required = map.flag("required");
    field.free_text = map.flag("free_text");
    field.pseudonym = map.flag("pseudonym");
    field.least = map.whole("least");
    field.most = map.whole("most");
    map.finish();
    return field;
}

DerivedField read_derived(YamlMap map, Issues& issues) {
    DerivedField field;
    field.place = map.place();
    field.name = map.required("name").text;
    field.label = map.text_or("label", field.name);
    field.kind = choose(map.required("kind"), derived_kinds, issues);
    field.from = map.required("from").text;
    field.to = map.required("to").text;
    field.most = map.whole("most");
    map.finish();
    return field;
}

Measure read_measure(YamlMap map, Issues& issues) {
    Measure measure;
    measure.place = map.place();
    measure.field = map.required("field").text;
    measure.kind = choose(map.required("kind"), measure_kinds, issues);
    measure.dimension = choose(map.required("dimension"), dimensions, issues);
    map.finish();
    return measure;
}

}  // namespace

void read_data_set(YamlMap map, Model& model, Issues& issues) {
    DataSet data_set;
    data_set.place = map.place();
    data_set.id = map.required("data_set").text;
    data_set.label = map.required("label").text;
    for (const YamlMap& field : map.maps("fields")) data_set.fields.push_back(read_field(field, issues));
    for (const YamlMap& field : map.maps("derived")) data_set.derived.push_back(read_derived(field, issues));
    for (const YamlMap& measure : map.maps("measures")) data_set.measures.push_back(read_measure(measure, issues));
    data_set.unit_field = map.required("unit_field").text;
    data_set.period_field = map.required("period_field").text;
    for (const YamlText& field : map.list("key")) data_set.key.push_back(field.text);
    for (const YamlText& field : map.list("dimensions")) data_set.dimensions.push_back(field.text);
    for (const auto& [field, names] : map.lists("also_called")) {
        for (const YamlText& name : names) data_set.also_called[field].push_back(name.text);
    }
    for (const auto& [column, other] : map.pairs("columns")) data_set.columns[column] = other.text;
    data_set.daily_census = map.flag("daily_census");
    data_set.monthly_snapshot = map.flag("monthly_snapshot");
    if (auto rows = map.optional("rows")) data_set.origin = choose(*rows, origins, issues);
    // Models of before said it so, and kept versions of them must still be read.
    if (map.flag("assessments")) data_set.origin = RowOrigin::assessments;
    data_set.for_all_units = map.flag("for_all_units");
    read_checks(map, data_set, issues);
    read_expected(map, data_set, issues);
    map.finish();
    if (model.find_data_set(data_set.id) != nullptr) {
        issues.push_back(make_issue("name_is_given_twice", "datamängden " + data_set.id + " finns redan", "byt namn på den ena", data_set.place));
    }
    model.data_sets.push_back(std::move(data_set));
}

}  // namespace tertial::model
