#include "intake/checks/control_totals.hpp"

#include <algorithm>
#include <map>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "intake/measure_words.hpp"
#include "intake/number_field.hpp"

namespace tertial::intake::checks {
namespace {

using base::Issues;
using base::make_issue;

constexpr std::size_t differences_max = 100;

/// What one column of the control file holds.
struct Column {
    enum class Kind { field, rows, measure };
    Kind kind = Kind::field;
    std::string name;
};

class Reading {
public:
    Reading(const std::string& file, const model::DataSet& data_set, const model::Mapping& mapping) : file_(file), data_set_(data_set), mapping_(mapping) {}

    base::Result<ControlTotals> read(const base::CsvTable& table) {
        for (const std::string& head : table.head) read_head(std::string(base::trimmed(head)));
        if (issues_.empty() && totals_.measures.empty() && !has_rows_)
            report(1, "filen har ingen kolumn med rader eller summor", "lägg till kolumnen Rader eller ett mått");
        if (!issues_.empty()) return issues_;
        for (const base::CsvRow& row : table.rows) read_line(row);
        if (!issues_.empty()) return issues_;
        return std::move(totals_);
    }

private:
    void report(std::int64_t line, const std::string& message, const std::string& hint) {
        issues_.push_back(make_issue("control_file_is_not_readable", message, hint, {file_, line, 0}));
    }

    /// The field that a head means: its name, its label, or the source's own name by the mapping.
    std::string field_of(const std::string& head) const {
        for (const model::Field& field : data_set_.fields) {
            if (field.name == head || field.label == head) return field.name;
        }
        for (const auto& given : mapping_.columns) {
            // Debit alone is not the field that credit is taken away from.
            bool is_whole =
                std::none_of(mapping_.subtracted.begin(), mapping_.subtracted.end(), [&](const auto& other) { return other.second == given.second; });
            if (given.first == head && !given.second.empty() && is_whole) return given.second;
        }
        return {};
    }

    /// One of two columns that give a field together.
    bool is_side(const std::string& head) const {
        auto all = mapping_.all_columns();
        return std::any_of(all.begin(), all.end(), [&](const auto& given) { return given.first == head && !given.second.empty(); });
    }

    void read_head(const std::string& head) {
        if (head == "Rader" || head == "rader" || head == "rows") {
            has_rows_ = true;
            columns_.push_back({Column::Kind::rows, {}});
            return;
        }
        std::string field = field_of(head);
        const model::Measure* measure = data_set_.find_measure(field);
        if (field.empty() || (measure != nullptr && measure->kind == model::MeasureKind::distribution)) {
            std::vector<std::string> labels = {"Rader"};
            for (const model::Field& known : data_set_.fields) labels.push_back(known.label);
            report(1, "kolumnen \"" + head + "\" är varken ett fält, ett mått eller Rader",
                   is_side(head) ? "debet och kredit är ett mått tillsammans: ange skillnaden, under måttets namn" : base::did_you_mean(head, labels));
        } else if (measure != nullptr) {
            columns_.push_back({Column::Kind::measure, field});
            totals_.measures.push_back(field);
        } else {
            columns_.push_back({Column::Kind::field, field});
            totals_.fields.push_back(field == data_set_.period_field ? "_month" : field);
        }
    }

    void read_line(const base::CsvRow& row) {
        ControlLine line;
        line.line = row.line;
        for (std::size_t index = 0; index < columns_.size(); ++index) {
            std::string text(base::trimmed(row.fields[index]));
            const Column& column = columns_[index];
            if (column.kind == Column::Kind::field) {
                line.values.push_back(value_of(column.name, text, row.line));
            } else if (column.kind == Column::Kind::rows) {
                if (auto count = number_of(text, 0, row.line)) line.row_count = static_cast<std::int64_t>(*count);
            } else {
                line.sums.push_back(sum_of(column.name, text, row.line));
            }
        }
        totals_.lines.push_back(std::move(line));
    }

    std::string value_of(const std::string& field, const std::string& text, std::int64_t line) {
        if (field == data_set_.period_field) {
            auto month = base::parse_month(text);
            if (!month) {
                report(line, "\"" + text + "\" är ingen månad", "skriv till exempel 2026-04");
                return {};
            }
            return std::to_string(month->year() * 100 + month->month());
        }
        auto codes = mapping_.codes.find(field);
        if (codes == mapping_.codes.end()) return text;
        auto code = codes->second.find(text);
        return code == codes->second.end() ? text : code->second;
    }

    std::optional<base::Int128> number_of(const std::string& text, int scale, std::int64_t line) {
        if (text.empty()) return {};
        // A control file is short: each number is read by whichever mark it uses.
        char mark = text.find(',') != std::string::npos ? ',' : '.';
        ParsedNumber number = parse_number(text, mark, scale);
        if (number.fault == NumberFault::none) return number.value;
        report(line, "\"" + text + "\" är inget tal med högst " + std::to_string(scale) + " decimaler", "skriv till exempel 1234,50");
        return {};
    }

    std::optional<base::Int128> sum_of(const std::string& measure, const std::string& text, std::int64_t line) {
        const model::Field* field = data_set_.find_field(measure);
        auto moved = mapping_.decimals_moved.find(measure);
        int decimals = moved == mapping_.decimals_moved.end() ? 0 : moved->second;
        auto sum = number_of(text, std::max(0, model::scale_of(*field) + decimals), line);
        if (!sum) return sum;
        for (int times = model::scale_of(*field) + decimals; times < 0; ++times) *sum /= 10;
        return mapping_.turns_sign_of(measure) ? -*sum : *sum;
    }

    const std::string& file_;
    const model::DataSet& data_set_;
    const model::Mapping& mapping_;
    ControlTotals totals_;
    std::vector<Column> columns_;
    bool has_rows_ = false;
    Issues issues_;
};

/// Rows and sums of the file for each group, months added together where the totals do not name them.
std::map<std::vector<std::string>, domain::RowGroup> counted_groups(const ControlTotals& totals, const std::vector<domain::RowGroup>& groups) {
    std::map<std::vector<std::string>, domain::RowGroup> counted;
    for (const domain::RowGroup& group : groups) {
        std::vector<std::string> values;
        for (const auto& value : group.values) values.push_back(value.value_or(""));
        domain::RowGroup& sum = counted[values];
        sum.sums.resize(totals.measures.size());
        sum.row_count += group.row_count;
        for (std::size_t index = 0; index < sum.sums.size(); ++index) sum.sums[index] += group.sums[index];
    }
    return counted;
}

std::string group_name(const ControlTotals& totals, const std::vector<std::string>& values, const model::DataSet& data_set) {
    if (values.empty()) return "hela filen";
    std::vector<std::string> parts;
    for (std::size_t index = 0; index < values.size(); ++index) {
        std::string field = totals.fields[index] == "_month" ? data_set.period_field : totals.fields[index];
        std::string value = values[index].empty() ? "(tomt)" : values[index];
        if (totals.fields[index] == "_month") value.insert(4, 1, '-');
        parts.push_back(measure_label(data_set, field) + " " + value);
    }
    return base::joined(parts, ", ");
}

}  // namespace

base::Result<ControlTotals> read_control_totals(std::string_view text, const std::string& file, const model::DataSet& data_set, const model::Mapping& mapping) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    auto table = base::read_csv_table(text, ';', file);
    if (!table.ok()) {
        Issues issues = table.issues();
        for (base::Issue& issue : issues) issue.code = "control_file_is_not_readable";
        return issues;
    }
    return Reading(file, data_set, mapping).read(table.value());
}

Issues compare_control_totals(const ControlTotals& totals, const std::vector<domain::RowGroup>& groups, const model::DataSet& data_set,
                              const std::string& control_file, const std::string& file) {
    Issues issues;
    auto counted = counted_groups(totals, groups);
    auto report = [&](std::int64_t line, const std::string& message) {
        issues.push_back(
            make_issue("control_total_does_not_hold", message, "jämför filen med källsystemet, och begär en ny om rader saknas", {control_file, line, 0}));
    };
    for (const ControlLine& line : totals.lines) {
        domain::RowGroup none;
        none.sums.resize(totals.measures.size());
        auto found = counted.find(line.values);
        const domain::RowGroup& group = found == counted.end() ? none : found->second;
        std::string name = group_name(totals, line.values, data_set);
        if (line.row_count && *line.row_count != group.row_count)
            report(line.line, name + " ska ha " + std::to_string(*line.row_count) + " rader, men " + file + " har " + std::to_string(group.row_count));
        for (std::size_t index = 0; index < totals.measures.size(); ++index) {
            if (!line.sums[index] || *line.sums[index] == group.sums[index]) continue;
            const std::string& measure = totals.measures[index];
            report(line.line, name + " ska ha " + measure_label(data_set, measure) + " " + format_measure(data_set, measure, *line.sums[index]) + ", men " +
                                  file + " har " + format_measure(data_set, measure, group.sums[index]) + "; det skiljer " +
                                  format_measure(data_set, measure, group.sums[index] - *line.sums[index]));
        }
        if (found != counted.end()) counted.erase(found);
    }
    for (const auto& [values, group] : counted)
        report(0, group_name(totals, values, data_set) + " har " + std::to_string(group.row_count) + " rader i " + file + " men finns inte i kontrollfilen");
    if (issues.size() > differences_max) {
        std::size_t left_out = issues.size() - differences_max;
        issues.resize(differences_max);
        report(0, "ytterligare " + std::to_string(left_out) + " summor stämmer inte");
    }
    return issues;
}

}  // namespace tertial::intake::checks
