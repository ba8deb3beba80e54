#include "intake/value_form.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "intake/day_field.hpp"
#include "intake/number_field.hpp"

namespace tertial::intake {
namespace {

constexpr std::array<model::DateForm, 4> date_forms = {model::DateForm::year_first, model::DateForm::compact, model::DateForm::day_first,
                                                       model::DateForm::month_first};

/// The sample's texts by the kind of field that they go to.
struct Sample {
    std::vector<std::pair<std::string_view, int>> numbers;  ///< with the field's scale
    std::vector<std::string_view> days;

    void add(std::string_view text, model::FieldType type, int scale) {
        switch (type) {
            case model::FieldType::integer:
            case model::FieldType::decimal:
            case model::FieldType::money: numbers.emplace_back(text, scale); break;
            case model::FieldType::date:
            case model::FieldType::month: days.push_back(text); break;
            default: break;
        }
    }
};

Sample collect(const RecordBatch& batch, const BoundHead& head, const model::DataSet& data_set, const model::Mapping& mapping) {
    Sample sample;
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        const model::Field& field = data_set.fields[index];
        if (head.slot_of_field[index] < 0 || mapping.fixed.contains(field.name)) continue;
        auto moved = mapping.decimals_moved.find(field.name);
        int scale = model::scale_of(field) + (moved == mapping.decimals_moved.end() ? 0 : moved->second);
        for (int slot : {head.slot_of_field[index], head.subtracted_slot_of_field[index]}) {
            for (std::size_t row = 0; slot >= 0 && row < batch.row_count; ++row) {
                std::string_view text = base::trimmed(batch.columns[static_cast<std::size_t>(slot)][row]);
                if (!text.empty()) sample.add(text, field.type, scale);
            }
        }
    }
    return sample;
}

char find_decimal_mark(const Sample& sample) {
    auto readable = [&](char mark) {
        return std::count_if(sample.numbers.begin(), sample.numbers.end(),
                             [&](const auto& number) { return parse_number(number.first, mark, number.second).fault == NumberFault::none; });
    };
    return readable('.') > readable(',') ? '.' : ',';
}

base::Result<model::DateForm> find_date_form(const Sample& sample, const base::Place& place) {
    auto readable = [&](model::DateForm form) {
        return std::count_if(sample.days.begin(), sample.days.end(), [&](std::string_view text) { return parse_year_month(text, form) != 0; });
    };
    model::DateForm best = model::DateForm::year_first;
    std::ptrdiff_t best_count = readable(best);
    for (model::DateForm form : date_forms) {
        std::ptrdiff_t count = readable(form);
        if (count <= best_count) continue;
        best = form;
        best_count = count;
    }
    if (best == model::DateForm::day_first && readable(model::DateForm::month_first) == best_count) {
        auto unclear = std::find_if(sample.days.begin(), sample.days.end(), [](std::string_view text) {
            return parse_day(text, model::DateForm::day_first) != parse_day(text, model::DateForm::month_first);
        });
        // Months alone (04/2026) and days like 4/4 are the same either way.
        if (unclear != sample.days.end()) {
            return base::make_issue("date_form_is_unclear", "datum som " + std::string(*unclear) + " kan läsas med dagen först och med månaden först",
                                    "ange date_form: day_first eller date_form: month_first i mappningen", place);
        }
    }
    return best;
}

}  // namespace

base::Result<ValueForms> find_value_forms(SourceTable& table, const BoundHead& head, const model::DataSet& data_set, const model::Mapping& mapping,
                                          const std::string& file) {
    ValueForms forms;
    forms.swedish_time = mapping.form.swedish_time;
    Sample sample;
    RecordBatch batch(head.slot_count);
    // Lives as long as the sample, whose texts it may hold.
    std::unique_ptr<RecordReader> reader;
    if (!mapping.form.decimal_mark || !mapping.form.date_form) {
        reader = table.open_part(0, head.slot_of_column);
        if (reader->read(batch)) sample = collect(batch, head, data_set, mapping);
    }
    forms.decimal_mark = mapping.form.decimal_mark.value_or(0);
    if (forms.decimal_mark == 0) forms.decimal_mark = table.value_form() == ValueForm::exact ? ',' : find_decimal_mark(sample);
    if (table.value_form() == ValueForm::exact) {
        forms.second_mark = forms.decimal_mark == '.' ? 0 : forms.decimal_mark;
        forms.decimal_mark = '.';
    }
    forms.date_form = mapping.form.date_form ? *mapping.form.date_form : TRY(find_date_form(sample, {file, table.head_line(), 0}));
    return forms;
}

std::string value_form_words(const ValueForms& forms) {
    std::string words = forms.decimal_mark == ',' ? "decimalkomma" : "decimalpunkt";
    if (forms.date_form != model::DateForm::year_first) words += ", datum som " + std::string(day_example(forms.date_form));
    return words;
}

std::string_view day_example(model::DateForm form) {
    switch (form) {
        case model::DateForm::compact: return "20260430";
        case model::DateForm::day_first: return "30/4/2026";
        case model::DateForm::month_first: return "4/30/2026";
        default: return "2026-04-30";
    }
}

}  // namespace tertial::intake
