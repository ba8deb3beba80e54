// Indicators, statements and bases: YAML → values. Expressions stay text here.
#include <array>

#include "base/text.hpp"
#include "model/choose.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

constexpr std::array<std::pair<const char*, DefinitionKind>, 5> definition_kinds = {{{"flow", DefinitionKind::flow},
                                                                                     {"stock", DefinitionKind::stock},
                                                                                     {"ratio", DefinitionKind::ratio},
                                                                                     {"distribution", DefinitionKind::distribution},
                                                                                     {"distinct", DefinitionKind::distinct}}};

void add_definition(Definition definition, Model& model, Issues& issues) {
    if (const Definition* other = model.find_definition(definition.id); other != nullptr) {
        issues.push_back(make_issue("name_is_given_twice",
                                    definition.id + " är redan definierad på " + other->place.file + ":" + std::to_string(other->place.line),
                                    "byt namn på den ena", definition.place));
    }
    const domain::MeasureUnit* unit = domain::find_measure_unit(definition.unit);
    if (unit == nullptr) {
        issues.push_back(make_issue("measure_unit_is_unknown", "måttenheten " + definition.unit + " finns inte",
                                    base::choice_hint(definition.unit, domain::measure_unit_ids()), definition.place));
    } else {
        definition.dimension = unit->dimension;
    }
    model.definitions.push_back(std::move(definition));
}

Definition read_definition(YamlMap& map, Issues& issues) {
    Definition definition;
    definition.id = map.required("id").text;
    definition.label = map.required("label").text;
    definition.kind = choose(map.required("kind"), definition_kinds, issues);
    definition.unit = map.required("unit").text;
    definition.decimals = static_cast<int>(map.whole("decimals").value_or(0));
    definition.source = map.text_or("source", "");
    YamlText expression = map.required("expression");
    definition.expression = expression.text;
    definition.place = expression.place;
    return definition;
}

}  // namespace

void read_indicators(YamlMap map, Model& model, Issues& issues) {
    for (YamlMap entry : map.maps("indicators")) {
        add_definition(read_definition(entry, issues), model, issues);
        entry.finish();
    }
    map.finish();
}

void read_statements(YamlMap map, Model& model, Issues& issues) {
    for (YamlMap entry : map.maps("statements")) {
        Statement statement;
        statement.place = entry.place();
        statement.id = entry.required("id").text;
        statement.label = entry.required("label").text;
        for (YamlMap line : entry.maps("lines")) {
            Definition definition = read_definition(line, issues);
            definition.section = line.text_or("section", "");
            definition.is_sum = line.flag("sum");
            line.finish();
            statement.lines.push_back(definition.id);
            add_definition(std::move(definition), model, issues);
        }
        entry.finish();
        model.statements.push_back(std::move(statement));
    }
    map.finish();
}

void read_bases(YamlMap map, Model& model) {
    for (YamlMap entry : map.maps("bases")) {
        Basis basis;
        basis.place = entry.place();
        basis.id = entry.required("id").text;
        basis.label = entry.required("label").text;
        if (auto predicate = entry.optional("leaves_in")) {
            basis.predicate = predicate->text;
            basis.place = predicate->place;
        }
        entry.finish();
        model.bases.push_back(std::move(basis));
    }
    map.finish();
}

}  // namespace tertial::model
