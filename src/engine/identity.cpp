#include "engine/identity.hpp"

#include "base/hash.hpp"
#include "base/json.hpp"

namespace tertial::engine {

using base::Json;

std::string mapping_hash(const model::Mapping& mapping) {
    const model::FileForm& form = mapping.form;
    Json json = {{"data_set", mapping.data_set}, {"decimal_mark", std::string(1, form.decimal_mark.value_or(','))}, {"columns", mapping.columns}};
    // Only what a mapping says goes into its identity, so that one which says no more than before keeps the one it had.
    if (!form.table.empty()) json["table"] = form.table;
    if (form.head_line != 0) json["head_line"] = form.head_line;
    if (!form.encoding.empty()) json["encoding"] = form.encoding;
    if (form.delimiter != 0) json["delimiter"] = std::string(1, form.delimiter);
    if (form.quote != '"') json["quote"] = std::string(1, form.quote);
    if (form.date_form) json["date_form"] = static_cast<int>(*form.date_form);
    if (form.swedish_time) json["swedish_time"] = true;
    if (!mapping.subtracted.empty()) json["subtracted"] = mapping.subtracted;
    if (!mapping.fixed.empty()) json["fixed"] = mapping.fixed;
    if (!mapping.codes.empty()) json["codes"] = mapping.codes;
    if (!mapping.leaves_out.empty()) json["leaves_out"] = mapping.leaves_out;
    if (!mapping.opposite_sign.empty()) json["opposite_sign"] = mapping.opposite_sign;
    if (!mapping.keyed_hash.empty()) json["keyed_hash"] = mapping.keyed_hash;
    if (!mapping.decimals_moved.empty()) json["decimals_moved"] = mapping.decimals_moved;
    return base::content_hash(json.dump());
}

std::string definition_hash(const model::Model&, const model::DataSet& data_set) {
    Json json = {{"id", data_set.id},   {"unit_field", data_set.unit_field}, {"period_field", data_set.period_field},
                 {"key", data_set.key}, {"dimensions", data_set.dimensions}, {"daily_census", data_set.daily_census}};
    for (const model::Field& field : data_set.fields) {
        Json limits = {field.least ? Json(*field.least) : Json(), field.most ? Json(*field.most) : Json()};
        json["fields"].push_back({field.name, static_cast<int>(field.type), field.scale, field.list, field.required, limits});
    }
    for (const model::DerivedField& field : data_set.derived) {
        json["derived"].push_back({field.name, static_cast<int>(field.kind), field.from, field.to, field.most ? Json(*field.most) : Json()});
    }
    for (const model::Measure& measure : data_set.measures) json["measures"].push_back({measure.field, static_cast<int>(measure.kind)});
    return base::content_hash(json.dump());
}

std::string delivery_id(const std::string& file_hash, const std::string& mapping, const std::string& definition, const std::string& part,
                        const std::vector<base::Month>& slices) {
    std::string text = file_hash + "\n" + mapping + "\n" + definition + "\n" + part + "\n";
    for (base::Month month : slices) text += base::format_month(month) + " ";
    return base::content_hash(text).substr(0, 24);
}

}  // namespace tertial::engine
