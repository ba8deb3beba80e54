#include "engine/diff_deliveries.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "intake/measure_words.hpp"
#include "engine/source_file.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
using base::Result;

Result<AcceptedDelivery> find_delivery(const State& state, const std::string& id) {
    std::map<std::string, const AcceptedDelivery*> matches;
    for (const AcceptedDelivery& known : state.deliveries) {
        if (!id.empty() && known.delivery.starts_with(id)) matches[known.delivery] = &known;
    }
    if (matches.empty()) return make_issue("delivery_is_not_found", "ingen leverans heter " + id, "koderna listas av: tertial deliveries ARBETSYTA");
    if (matches.size() > 1) {
        return make_issue("delivery_is_ambiguous", std::to_string(matches.size()) + " leveranser börjar på " + id, "skriv fler tecken");
    }
    return *matches.begin()->second;
}

/// By value, with what each delivery has of it.
std::vector<ChangedGroup> changed_groups(const std::vector<facts::FieldGroup>& before, const std::vector<facts::FieldGroup>& after, std::size_t measure_count) {
    std::map<std::string, ChangedGroup> groups;
    auto group_of = [&](const facts::FieldGroup& found) -> ChangedGroup& {
        ChangedGroup& group = groups[found.value];
        group.value = found.value;
        group.sums_before.resize(measure_count);
        group.sums_after.resize(measure_count);
        return group;
    };
    for (const facts::FieldGroup& found : before) {
        ChangedGroup& group = group_of(found);
        group.rows_before = found.row_count;
        group.sums_before = found.sums;
    }
    for (const facts::FieldGroup& found : after) {
        ChangedGroup& group = group_of(found);
        group.rows_after = found.row_count;
        group.sums_after = found.sums;
    }
    std::vector<ChangedGroup> changed;
    for (auto& [value, group] : groups) {
        if (group.rows_before != group.rows_after || group.sums_before != group.sums_after) changed.push_back(std::move(group));
    }
    auto size = [](const ChangedGroup& group) {
        base::Int128 change = group.sums_before.empty() ? base::Int128{group.rows_after - group.rows_before} : group.sums_after[0] - group.sums_before[0];
        return change < 0 ? -change : change;
    };
    std::stable_sort(changed.begin(), changed.end(), [&](const ChangedGroup& one, const ChangedGroup& other) { return size(one) > size(other); });
    return changed;
}

ChangedGroup total_of(const std::vector<facts::FieldGroup>& before, const std::vector<facts::FieldGroup>& after, std::size_t measure_count) {
    ChangedGroup total;
    total.sums_before.resize(measure_count);
    total.sums_after.resize(measure_count);
    for (const facts::FieldGroup& group : before) {
        total.rows_before += group.row_count;
        for (std::size_t index = 0; index < measure_count; ++index) total.sums_before[index] += group.sums[index];
    }
    for (const facts::FieldGroup& group : after) {
        total.rows_after += group.row_count;
        for (std::size_t index = 0; index < measure_count; ++index) total.sums_after[index] += group.sums[index];
    }
    return total;
}

/// The fields that changes are told by: month, unit, and what expressions filter by.
std::vector<std::pair<std::string, std::string>> told_fields(const model::DataSet& data_set) {
    std::vector<std::pair<std::string, std::string>> fields = {{"_month", "Månad"}};
    std::vector<std::string> names = {data_set.unit_field};
    names.insert(names.end(), data_set.dimensions.begin(), data_set.dimensions.end());
    for (const std::string& name : names) {
        const model::Field* field = data_set.find_field(name);
        fields.emplace_back(name, field == nullptr ? name : field->label);
    }
    return fields;
}

std::vector<std::string> all_columns(const model::DataSet& data_set) {
    std::vector<std::string> columns = {"_month"};
    for (const model::Field& field : data_set.fields) columns.push_back(field.name);
    for (const model::DerivedField& field : data_set.derived) columns.push_back(field.name);
    return columns;
}

Result<std::vector<LoneRow>> read_rows(KeptSources& kept, const AcceptedDelivery& delivery, const std::vector<std::int64_t>& lines) {
    std::vector<LoneRow> rows;
    if (lines.empty()) return rows;
    auto source = TRY(kept.open(delivery));
    for (std::int64_t line : lines) {
        std::string text = TRY(source->record_text(line));
        rows.push_back({line, std::move(text)});
    }
    return rows;
}

}  // namespace

Result<DeliveryDifference> diff_deliveries(Workspace& workspace, const Snapshot& snapshot, const std::string& before, const std::string& after,
                                           std::size_t rows_max) {
    DeliveryDifference difference;
    difference.before = TRY(find_delivery(snapshot.state, before));
    difference.after = TRY(find_delivery(snapshot.state, after));
    const std::string& id = difference.before.data_set;
    if (id != difference.after.data_set) {
        return make_issue("deliveries_have_different_data_sets", "leveranserna hör till " + id + " och " + difference.after.data_set,
                          "jämför två leveranser av samma datamängd");
    }
    const model::DataSet* data_set = snapshot.model->find_data_set(id);
    if (data_set == nullptr) return make_issue("data_set_is_unknown", "datamängden " + id + " finns inte i modellen", "aktivera modellen som har den");
    for (const model::Measure& measure : data_set->measures) {
        if (measure.kind == model::MeasureKind::rate) continue;
        difference.measures.push_back(measure.field);
        difference.labels.push_back(intake::measure_label(*data_set, measure.field));
    }
    facts::FactEngine* engine = TRY(workspace.facts());
    std::string before_folder = workspace.delivery_folder(id, difference.before.delivery);
    std::string after_folder = workspace.delivery_folder(id, difference.after.delivery);
    for (const auto& [field, label] : told_fields(*data_set)) {
        auto groups_before = TRY(engine->sum_by_field(before_folder, field, difference.measures));
        auto groups_after = TRY(engine->sum_by_field(after_folder, field, difference.measures));
        if (field == "_month") difference.total = total_of(groups_before, groups_after, difference.measures.size());
        difference.fields.push_back({field, label, changed_groups(groups_before, groups_after, difference.measures.size())});
    }
    auto lone = TRY(engine->find_lone_rows(before_folder, after_folder, all_columns(*data_set), rows_max));
    difference.lone_rows_before = lone.first_count;
    difference.lone_rows_after = lone.second_count;
    KeptSources kept(workspace, snapshot);
    difference.rows_before = TRY(read_rows(kept, difference.before, lone.first));
    difference.rows_after = TRY(read_rows(kept, difference.after, lone.second));
    return difference;
}

namespace {

base::Json sums_json(const std::vector<std::string>& measures, const std::vector<base::Int128>& sums) {
    base::Json json = base::Json::object();
    for (std::size_t index = 0; index < measures.size(); ++index) json[measures[index]] = base::format_int128(sums[index]);
    return json;
}

base::Json group_json(const DeliveryDifference& difference, const ChangedGroup& group) {
    return {{"value", group.value},
            {"rows_before", group.rows_before},
            {"rows_after", group.rows_after},
            {"sums_before", sums_json(difference.measures, group.sums_before)},
            {"sums_after", sums_json(difference.measures, group.sums_after)}};
}

base::Json rows_json(std::int64_t count, const std::vector<LoneRow>& rows) {
    base::Json list = base::Json::array();
    for (const LoneRow& row : rows) list.push_back({{"line", row.line}, {"text", row.text}});
    return {{"count", count}, {"rows", list}};
}

std::string count_words(std::int64_t before, std::int64_t after) {
    std::int64_t change = after - before;
    if (change == 0) return std::to_string(after) + " rader";
    return std::to_string(before) + " → " + std::to_string(after) + " rader (" + (change < 0 ? "−" + std::to_string(-change) : "+" + std::to_string(change)) +
           ")";
}

std::string group_words(const DeliveryDifference& difference, const model::DataSet& data_set, const ChangedGroup& group) {
    std::string text = count_words(group.rows_before, group.rows_after);
    for (std::size_t index = 0; index < difference.measures.size(); ++index) {
        base::Int128 change = group.sums_after[index] - group.sums_before[index];
        if (change == 0) continue;
        text += "; " + difference.labels[index] + " " + intake::format_measure(data_set, difference.measures[index], group.sums_before[index]) + " → " +
                intake::format_measure(data_set, difference.measures[index], group.sums_after[index]) + " (" + (change > 0 ? "+" : "") +
                intake::format_measure(data_set, difference.measures[index], change) + ")";
    }
    return text;
}

std::string rows_words(const std::string& head, std::int64_t count, const std::vector<LoneRow>& rows, const std::string& file) {
    if (count == 0) return {};
    std::string text = head + ": " + std::to_string(count) + "\n";
    for (const LoneRow& row : rows) text += "  " + file + ":" + std::to_string(row.line) + "\t" + row.text + "\n";
    if (count > static_cast<std::int64_t>(rows.size())) text += "  och " + std::to_string(count - static_cast<std::int64_t>(rows.size())) + " till\n";
    return text;
}

}  // namespace

base::Json to_json(const DeliveryDifference& difference) {
    base::Json fields = base::Json::array();
    for (const ChangesByField& field : difference.fields) {
        base::Json groups = base::Json::array();
        for (const ChangedGroup& group : field.groups) groups.push_back(group_json(difference, group));
        fields.push_back({{"field", field.field}, {"label", field.label}, {"groups", groups}});
    }
    return {{"before", difference.before.delivery},
            {"after", difference.after.delivery},
            {"data_set", difference.before.data_set},
            {"total", group_json(difference, difference.total)},
            {"fields", fields},
            {"only_before", rows_json(difference.lone_rows_before, difference.rows_before)},
            {"only_after", rows_json(difference.lone_rows_after, difference.rows_after)}};
}

std::string format_difference(const DeliveryDifference& difference, const model::DataSet& data_set, std::size_t groups_max) {
    auto name = [](const AcceptedDelivery& delivery) {
        return delivery.file_name + " (" + delivery.delivery.substr(0, 8) + ", loggpost " + std::to_string(delivery.position) + ")";
    };
    std::string text = "från " + name(difference.before) + " till " + name(difference.after) + "\n";
    text += group_words(difference, data_set, difference.total) + "\n";
    bool is_same = difference.lone_rows_before == 0 && difference.lone_rows_after == 0;
    if (is_same) return text + "samma rader i båda\n";
    for (const ChangesByField& field : difference.fields) {
        if (field.groups.empty()) continue;
        text += field.label + "\n";
        for (std::size_t index = 0; index < field.groups.size() && index < groups_max; ++index) {
            const ChangedGroup& group = field.groups[index];
            std::string value = group.value.empty() ? "(tomt)" : group.value;
            if (field.field == "_month" && value.size() == 6) value.insert(4, 1, '-');
            text += "  " + value + ": " + group_words(difference, data_set, group) + "\n";
        }
        if (field.groups.size() > groups_max) text += "  och " + std::to_string(field.groups.size() - groups_max) + " till\n";
    }
    text += rows_words("Rader som bara den förra har", difference.lone_rows_before, difference.rows_before, difference.before.file_name);
    return text + rows_words("Rader som bara den senare har", difference.lone_rows_after, difference.rows_after, difference.after.file_name);
}

}  // namespace tertial::engine
