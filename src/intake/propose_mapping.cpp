#include "intake/propose_mapping.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "intake/day_field.hpp"
#include "intake/fault_text.hpp"
#include "intake/number_field.hpp"
#include "intake/person_number.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t samples_max = 3;
/// Below this a column is left for people to decide.
constexpr int confidence_min = 45;
constexpr std::string_view same_name = "samma namn";

/// Small letters without signs between: "Kostnads-ställe" and "kostnadsställe" are the same name.
std::string plain_name(std::string_view name) {
    std::string plain;
    for (std::size_t index = 0; index < name.size(); ++index) {
        char letter = name[index];
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
        // Å, Ä and Ö differ from å, ä and ö in one bit of their second byte.
        bool is_second = index > 0 && static_cast<unsigned char>(name[index - 1]) == 0xC3;
        if (is_second) letter = static_cast<char>(static_cast<unsigned char>(letter) | 0x20);
        bool is_sign = letter == ' ' || letter == '_' || letter == '-' || letter == '.' || letter == '/' || letter == '(' || letter == ')';
        if (!is_sign) plain += letter;
    }
    return plain;
}

/// How much two names have in common, 0 to 100: by pairs of letters (Dice), so that endings and prefixes count for little.
int likeness(const std::string& one, const std::string& other) {
    if (one == other) return 100;
    if (one.size() < 2 || other.size() < 2) return 0;
    std::map<std::string, int> pairs;
    for (std::size_t index = 0; index + 1 < one.size(); ++index) ++pairs[one.substr(index, 2)];
    int common = 0;
    for (std::size_t index = 0; index + 1 < other.size(); ++index) common += pairs[other.substr(index, 2)]-- > 0;
    int like = static_cast<int>(200 * static_cast<std::size_t>(common) / (one.size() + other.size() - 2));
    // A name that begins the other is an abbreviation of it: "Kst", "Konto" and "Kontonummer".
    bool is_beginning = one.starts_with(other) || other.starts_with(one);
    return is_beginning ? std::max(like, 70) : like;
}

/// The names that a field goes by: its own, its label, and what other systems call it by the mappings that there are.
std::set<std::string> names_of(const model::Field& field, const model::Model& model, const model::DataSet& data_set) {
    std::set<std::string> names = {plain_name(field.name), plain_name(field.label)};
    auto others = data_set.also_called.find(field.name);
    if (others != data_set.also_called.end()) {
        for (const std::string& name : others->second) names.insert(plain_name(name));
    }
    for (const model::Mapping& mapping : model.mappings) {
        for (const auto& [column, name] : mapping.columns) {
            if (name == field.name && (mapping.data_set == data_set.id || name == data_set.unit_field)) names.insert(plain_name(column));
        }
    }
    return names;
}

/// One column's values, as the sample holds them.
struct ColumnSample {
    std::vector<std::string_view> values;  ///< trimmed, empty ones left out
    std::size_t row_count = 0;
};

struct Fit {
    int share = 0;      ///< per cent of the values that the field can hold
    int weight = 0;     ///< how much that tells: a code list tells much, text tells nothing
    std::string words;  ///< what the share is of
};

template <class Holds>
int share_of(const ColumnSample& sample, const Holds& holds) {
    if (sample.values.empty()) return 0;
    return static_cast<int>(100 * std::count_if(sample.values.begin(), sample.values.end(), holds) / static_cast<std::ptrdiff_t>(sample.values.size()));
}

int number_share(const ColumnSample& sample, int scale) {
    auto readable = [&](char mark) {
        return share_of(sample, [&](std::string_view value) { return parse_number(value, mark, scale).fault == NumberFault::none; });
    };
    return std::max(readable(','), readable('.'));
}

int day_share(const ColumnSample& sample, bool months_too) {
    int best = 0;
    for (auto form : {model::DateForm::year_first, model::DateForm::compact, model::DateForm::day_first, model::DateForm::month_first}) {
        best = std::max(
            best, share_of(sample, [&](std::string_view value) { return months_too ? parse_year_month(value, form) != 0 : parse_day(value, form) != no_day; }));
    }
    return best;
}

Fit fit_of(const ColumnSample& sample, const model::Field& field, const model::Model& model) {
    switch (field.type) {
        case model::FieldType::unit:
        case model::FieldType::code: {
            const model::CodeList* list = model.find_code_list(field.type == model::FieldType::unit ? "unit" : field.list);
            if (list == nullptr) return {};
            int share = share_of(sample, [&](std::string_view value) { return list->find(std::string(value)) != nullptr; });
            return {share, 60,
                    "finns i " + (field.type == model::FieldType::unit ? "organisationen" : "kodlistan " + (list->label.empty() ? list->id : list->label))};
        }
        case model::FieldType::money: return {number_share(sample, 2), 30, "är belopp"};
        case model::FieldType::decimal: return {number_share(sample, field.scale), 25, "är tal"};
        case model::FieldType::integer: return {number_share(sample, 0), 25, "är heltal"};
        case model::FieldType::date: return {day_share(sample, false), 40, "är datum"};
        case model::FieldType::month: return {day_share(sample, true), 40, "är månader eller datum"};
        case model::FieldType::instant:
            return {share_of(sample, [](std::string_view value) { return value.size() >= 16 && parse_day(value.substr(0, 10)) != no_day; }), 40,
                    "är tidpunkter"};
        case model::FieldType::text: return {100, 0, ""};
    }
    return {};
}

struct Match {
    std::size_t column = 0;
    std::size_t field = 0;
    int score = 0;
    std::string reason;
};

/// Names weigh what values do not: values that do not fit at all rule a field out, whatever the column is called.
Match match_of(std::size_t column, const std::string& name, const ColumnSample& sample, std::size_t field_index, const model::Model& model,
               const model::DataSet& data_set) {
    const model::Field& field = data_set.fields[field_index];
    int like = 0;
    for (const std::string& known : names_of(field, model, data_set)) like = std::max(like, likeness(plain_name(name), known));
    Fit fit = fit_of(sample, field, model);
    Match match{column, field_index, 0, {}};
    bool rules_out = fit.weight > 0 && !sample.values.empty() && fit.share < 50;
    if (rules_out) return match;
    int weight = sample.values.empty() ? 0 : fit.weight;
    match.score = (like * (100 - weight) + fit.share * weight) / 100;
    // Text holds anything, so only its name speaks for it.
    if (weight == 0 && like < 60) match.score = std::min(match.score, confidence_min - 1);
    match.reason = like == 100 ? std::string(same_name) : like >= 60 ? "liknande namn" : "annat namn";
    if (weight > 0) match.reason += "; " + std::to_string(fit.share) + " % av värdena " + fit.words;
    return match;
}

std::vector<std::string> shown_values(const ColumnSample& sample) {
    std::vector<std::string> samples;
    for (std::string_view value : sample.values) {
        if (samples.size() == samples_max) break;
        if (contains_person_number(value)) continue;
        std::string shown = shown_value(value);
        if (std::find(samples.begin(), samples.end(), shown) == samples.end()) samples.push_back(std::move(shown));
    }
    return samples;
}

std::vector<ColumnSample> samples_of(const RecordBatch& batch) {
    std::vector<ColumnSample> samples(batch.columns.size());
    for (std::size_t column = 0; column < samples.size(); ++column) {
        samples[column].row_count = batch.row_count;
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            std::string_view value = base::trimmed(batch.columns[column][row]);
            if (!value.empty()) samples[column].values.push_back(value);
        }
    }
    return samples;
}

/// A field that must be given and that no name points to: if one column alone is left that can hold it, it is probably that.
void give_what_is_left(MappingProposal& proposal, const std::vector<ColumnSample>& samples, const model::Model& model, const model::DataSet& data_set,
                       const std::set<std::size_t>& given) {
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        const model::Field& field = data_set.fields[index];
        if (given.contains(index) || !field.required || field.type == model::FieldType::text) continue;
        std::vector<std::size_t> able;
        Fit fit;
        for (std::size_t column = 0; column < samples.size(); ++column) {
            Fit found = fit_of(samples[column], field, model);
            bool is_free = proposal.columns[column].fields.empty() && proposal.columns[column].subtracted_from.empty() &&
                           !proposal.columns[column].name.empty() && !samples[column].values.empty();
            if (!is_free || found.share < 95) continue;
            able.push_back(column);
            fit = found;
        }
        if (able.size() != 1) continue;
        ProposedColumn& proposed = proposal.columns[able.front()];
        proposed.fields = {field.name};
        proposed.confidence = confidence_min - 5;
        proposed.reason = "den enda kolumn som är kvar där " + std::to_string(fit.share) + " % av värdena " + fit.words;
    }
}

/// A column that is called debit or credit, and nothing more than that it is an amount; 0 where it is neither.
enum class Side { neither, debit, credit };
Side side_of(const std::string& name) {
    std::string plain = plain_name(name);
    for (std::string_view word : {"belopp", "amount", "sek"}) {
        if (std::size_t at = plain.find(word); at != std::string::npos) plain.erase(at, word.size());
    }
    return plain == "debet" || plain == "debit" ? Side::debit : plain == "kredit" || plain == "credit" ? Side::credit : Side::neither;
}

/// Amounts, and in no row both of them: a row is booked on one side.
bool are_sides(const RecordBatch& batch, std::size_t debit, std::size_t credit) {
    auto is_nothing = [](std::string_view text) { return text.find_first_not_of("0,. ") == std::string_view::npos; };
    auto is_amount = [](std::string_view text) {
        return parse_number(text, ',', 2).fault == NumberFault::none || parse_number(text, '.', 2).fault == NumberFault::none;
    };
    std::size_t amounts = 0;
    for (std::size_t row = 0; row < batch.row_count; ++row) {
        std::string_view one = base::trimmed(batch.columns[debit][row]), other = base::trimmed(batch.columns[credit][row]);
        if (!is_nothing(one) && !is_nothing(other)) return false;
        for (std::string_view text : {one, other}) {
            if (text.empty()) continue;
            if (!is_amount(text)) return false;
            ++amounts;
        }
    }
    return amounts > 0;
}

/// Where an amount stands as debit in one column and credit in another. A column that has the field's own name is taken before.
void pair_debit_and_credit(MappingProposal& proposal, const RecordBatch& batch, const model::DataSet& data_set, std::set<std::size_t>& given) {
    std::vector<std::size_t> debits, credits;
    for (std::size_t column = 0; column < proposal.columns.size(); ++column) {
        Side side = side_of(proposal.columns[column].name);
        if (side != Side::neither) (side == Side::debit ? debits : credits).push_back(column);
    }
    // Two of a kind: people must say which.
    if (debits.size() != 1 || credits.size() != 1 || !are_sides(batch, debits[0], credits[0])) return;
    ProposedColumn &debit = proposal.columns[debits[0]], &credit = proposal.columns[credits[0]];
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        const model::Field& field = data_set.fields[index];
        bool is_measured = std::any_of(data_set.measures.begin(), data_set.measures.end(), [&](const auto& measure) { return measure.field == field.name; });
        if (field.type != model::FieldType::money || !(is_measured || field.required)) continue;
        bool has_own = std::any_of(proposal.columns.begin(), proposal.columns.end(), [&](const ProposedColumn& other) {
            bool gives = std::find(other.fields.begin(), other.fields.end(), field.name) != other.fields.end();
            return gives && &other != &debit && &other != &credit && other.reason.starts_with(same_name);
        });
        if (has_own) return;
        for (ProposedColumn& other : proposal.columns) std::erase(other.fields, field.name);
        given.insert(index);
        debit.fields = {field.name};
        credit.fields.clear();
        credit.subtracted_from = field.name;
        proposal.mapping.subtracted.emplace_back(credit.name, field.name);
        for (ProposedColumn* side : {&debit, &credit}) {
            side->confidence = 90;
            side->reason = "debet och kredit i var sin kolumn";
        }
        return;
    }
}

/// The period may be told by the column that gives a day, where no column of its own does.
void share_the_day(MappingProposal& proposal, const std::vector<ColumnSample>& samples, const model::DataSet& data_set) {
    const model::Field* period = data_set.find_field(data_set.period_field);
    if (period == nullptr || period->type != model::FieldType::month || proposal.mapping.gives(period->name)) return;
    for (std::size_t column = 0; column < proposal.columns.size(); ++column) {
        ProposedColumn& proposed = proposal.columns[column];
        const model::Field* field = proposed.fields.empty() ? nullptr : data_set.find_field(proposed.fields.front());
        if (field == nullptr || field->type != model::FieldType::date || day_share(samples[column], true) < 95) continue;
        proposed.fields.push_back(period->name);
        proposal.mapping.columns.emplace_back(proposed.name, period->name);
        return;
    }
}

}  // namespace

base::Result<MappingProposal> propose_mapping(SourceTable& table, const model::Model& model, const model::DataSet& data_set, const std::string& id,
                                              const std::string& file) {
    const std::vector<std::string>& names = table.column_names();
    if (names.size() > columns_max) return too_many_columns(file, table.head_line());
    std::vector<int> slots;
    for (std::size_t column = 0; column < names.size(); ++column) slots.push_back(static_cast<int>(column));
    RecordBatch batch(slots.size());
    // Lives as long as the samples, whose texts it may hold.
    auto reader = table.open_part(0, slots);
    if (!reader->read(batch) || batch.row_count == 0) {
        return base::make_issue("sample_is_empty", "filen har inga rader att döma av", "ta ut en månad som har rader", {file, table.head_line(), 0});
    }
    std::vector<ColumnSample> samples = samples_of(batch);

    std::vector<Match> matches;
    for (std::size_t column = 0; column < names.size(); ++column) {
        if (names[column].empty()) continue;
        for (std::size_t field = 0; field < data_set.fields.size(); ++field) {
            Match match = match_of(column, names[column], samples[column], field, model, data_set);
            if (match.score >= confidence_min) matches.push_back(std::move(match));
        }
    }
    std::stable_sort(matches.begin(), matches.end(), [](const Match& one, const Match& other) { return one.score > other.score; });

    MappingProposal proposal;
    proposal.mapping.id = id;
    proposal.mapping.data_set = data_set.id;
    proposal.description = table.description();
    if (!table.name().empty()) proposal.mapping.form.table = table.name();
    if (table.head_line() > 1) proposal.mapping.form.head_line = table.head_line();
    for (std::size_t column = 0; column < names.size(); ++column) proposal.columns.push_back({names[column], {}, {}, 0, "", shown_values(samples[column])});
    std::set<std::size_t> given;
    for (const Match& match : matches) {
        ProposedColumn& proposed = proposal.columns[match.column];
        if (!proposed.fields.empty() || !given.insert(match.field).second) continue;
        proposed.fields = {data_set.fields[match.field].name};
        proposed.confidence = match.score;
        proposed.reason = match.reason;
    }
    pair_debit_and_credit(proposal, batch, data_set, given);
    give_what_is_left(proposal, samples, model, data_set, given);
    for (const ProposedColumn& proposed : proposal.columns) {
        if (proposed.name.empty() || !proposed.subtracted_from.empty()) continue;
        proposal.mapping.columns.emplace_back(proposed.name, proposed.fields.empty() ? "" : proposed.fields.front());
    }
    share_the_day(proposal, samples, data_set);
    for (const model::Field& field : data_set.fields) {
        bool is_needed = field.required || field.name == data_set.period_field;
        if (is_needed && !proposal.mapping.gives(field.name)) proposal.lacking_fields.push_back(field.name);
        if (field.free_text && proposal.mapping.gives(field.name)) proposal.mapping.free_text.push_back(field.name);
    }
    return proposal;
}

namespace {

/// A text as YAML takes it, whatever it holds.
std::string yaml_text(std::string_view text) {
    bool is_plain = !text.empty() && text.front() != ' ' && text.back() != ' ';
    for (char letter : text) {
        bool is_letter = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (static_cast<unsigned char>(letter) >= 0x80);
        is_plain = is_plain && (is_letter || letter == ' ' || letter == '_' || (letter >= '0' && letter <= '9' && letter != text.front()));
    }
    if (is_plain && text != "true" && text != "false" && text != "null" && text != "yes" && text != "no") return std::string(text);
    std::string quoted = "\"";
    for (char letter : text) {
        if (letter == '"' || letter == '\\') quoted += '\\';
        quoted += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
    return quoted + "\"";
}

}  // namespace

std::string mapping_file_text(const MappingProposal& proposal) {
    const model::Mapping& mapping = proposal.mapping;
    std::string text = "# Filens form: " + proposal.description + "\n";
    text += "mapping: " + mapping.id + "\ndata_set: " + mapping.data_set + "\n";
    if (!mapping.form.table.empty()) text += "table: " + yaml_text(mapping.form.table) + "\n";
    if (mapping.form.head_line != 0) text += "head_line: " + std::to_string(mapping.form.head_line) + "\n";
    text += "columns:\n";
    for (const ProposedColumn& column : proposal.columns) {
        // A column without a name cannot be spoken of, and is not read.
        if (column.name.empty() || !column.subtracted_from.empty()) continue;
        std::string fields = column.fields.size() > 1 ? "[" + base::joined(column.fields, ", ") + "]" : column.fields.empty() ? "" : column.fields.front();
        text += "  " + yaml_text(column.name) + ":" + (fields.empty() ? "" : " " + fields);
        text += column.fields.empty() ? "  # läses inte\n" : "  # " + std::to_string(column.confidence) + " %: " + column.reason + "\n";
    }
    if (!mapping.subtracted.empty()) text += "subtract:  # dras av\n";
    for (const ProposedColumn& column : proposal.columns) {
        if (column.subtracted_from.empty()) continue;
        text += "  " + yaml_text(column.name) + ": " + column.subtracted_from + "  # " + std::to_string(column.confidence) + " %: " + column.reason + "\n";
    }
    if (!mapping.free_text.empty()) text += "free_text: [" + base::joined(mapping.free_text, ", ") + "]  # texten sparas: ta bort om den inte får sparas\n";
    for (const std::string& field : proposal.lacking_fields) text += "# fältet " + field + " saknas: lägg till en kolumn ovan, eller ett värde under fixed\n";
    return text;
}

}  // namespace tertial::intake
