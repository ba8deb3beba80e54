#include "intake/sie_table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/fault_text.hpp"
#include "intake/person_number.hpp"
#include "intake/sie_balances.hpp"
#include "intake/sie_line.hpp"
#include "intake/sie_reader.hpp"
#include "intake/sie_survey.hpp"
#include "intake/sie_text.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::string_view by_object_words = " per objekt";

struct NamedTable {
    std::string_view name;
    SieLabel label;
    std::vector<std::string> columns;  ///< without the objects
    bool is_of_rows = true;            ///< false: a list of codes, never what a file is opened for unless named
};

const std::array<NamedTable, 10>& named_tables() {
    static const std::vector<std::string> period_columns = {"årsnr", "period", "konto", "belopp", "kvantitet"};
    static const std::vector<std::string> year_columns = {"årsnr", "konto", "belopp", "kvantitet"};
    static const std::array<NamedTable, 10> tables = {{{"verifikationer",
                                                        SieLabel::trans,
                                                        {"serie", "vernr", "verifikation", "verdatum", "vertext", "regdatum", "sign", "period", "konto",
                                                         "belopp", "transdatum", "transtext", "kvantitet", "transsign"}},
                                                       {"periodsaldon", SieLabel::psaldo, period_columns},
                                                       {"periodbudget", SieLabel::pbudget, period_columns},
                                                       {"ingående balanser", SieLabel::ib, year_columns},
                                                       {"utgående balanser", SieLabel::ub, year_columns},
                                                       {"resultat", SieLabel::res, year_columns},
                                                       {"objektbalanser in", SieLabel::oib, year_columns},
                                                       {"objektbalanser ut", SieLabel::oub, year_columns},
                                                       {"konton", SieLabel::konto, {"konto", "kontonamn"}, false},
                                                       {"objekt", SieLabel::objekt, {"dimension", "objekt", "objektnamn"}, false}}};
    return tables;
}

/// Which table, and which of its rows.
struct TableChoice {
    const NamedTable* table = nullptr;
    SieBalanceChoice balances;
    std::string name;
};

bool has_objects(SieLabel label) { return form_of(label).list_at >= 0; }
bool is_divisible(SieLabel label) { return has_objects(label) && label != SieLabel::trans; }

std::string small_letters(std::string_view text) {
    std::string small(base::trimmed(text));
    for (char& letter : small) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return small;
}

std::optional<TableChoice> choice_of(std::string_view name) {
    std::string wanted = small_letters(name);
    if (wanted.starts_with('#')) wanted.erase(0, 1);
    TableChoice choice;
    std::size_t words = wanted.find(by_object_words);
    if (words != std::string::npos) {
        std::string_view dimension = base::trimmed(std::string_view(wanted).substr(words + by_object_words.size()));
        choice.balances.by_object = true;
        choice.balances.dimension = dimension_of(dimension);
        if (!dimension.empty() && choice.balances.dimension == 0) return std::nullopt;
    }
    std::string_view table_name = std::string_view(wanted).substr(0, words);
    for (const NamedTable& table : named_tables()) {
        if (table_name != table.name && table_name != small_letters(label_text(table.label).substr(1))) continue;
        if (choice.balances.by_object && !is_divisible(table.label)) return std::nullopt;
        choice.table = &table;
        choice.balances.label = table.label;
        choice.name = std::string(table.name);
        if (choice.balances.by_object) choice.name += by_object_words;
        if (choice.balances.dimension != 0) choice.name.append(" ").append(std::to_string(choice.balances.dimension));
        return choice;
    }
    return std::nullopt;
}

std::vector<std::string> tables_with_rows(const SieSurvey& survey, bool also_codes) {
    std::vector<std::string> names;
    for (const NamedTable& table : named_tables()) {
        if (survey.of(table.label).rows == 0 || !(table.is_of_rows || also_codes)) continue;
        names.emplace_back(table.name);
        bool is_period = table.label == SieLabel::psaldo || table.label == SieLabel::pbudget;
        if (is_period && survey.of(table.label).rows_with_objects > 0) names.push_back(names.back() + std::string(by_object_words));
    }
    return names;
}

base::Result<TableChoice> choose_table(const SieSurvey& survey, const TableOptions& options) {
    base::Place place{options.shown_file, 0, 0};
    if (!base::trimmed(options.table).empty()) {
        std::optional<TableChoice> choice = choice_of(options.table);
        if (choice) return *std::move(choice);
        std::vector<std::string> names = tables_with_rows(survey, true);
        return base::make_issue("table_is_not_in_the_file", "SIE-filer har ingen tabell som heter " + options.table,
                                names.empty() ? "filen har inga rader" : base::choice_hint(options.table, names), place);
    }
    bool has_vouchers = survey.of(SieLabel::ver).rows > 0 || survey.of(SieLabel::trans).rows > 0 || survey.type.starts_with('4');
    std::vector<std::string> names = tables_with_rows(survey, false);
    std::erase_if(names, [](const std::string& name) { return name.ends_with(by_object_words); });
    if (has_vouchers || names.empty()) return *choice_of("verifikationer");
    if (names.size() == 1) return *choice_of(names[0]);
    return base::make_issue("table_is_not_chosen", "filen har flera tabeller men inga verifikationer, och ingen av dem är vald",
                            "ange en tabell i mappningen: " + base::joined(tables_with_rows(survey, true), ", "), place);
}

/// Only where rows of the file could be the same money twice.
bool needs_balances(const SieBalanceChoice& choice, const SieSurvey& survey) {
    if (!is_divisible(choice.label)) return false;
    const SieLabelCount& count = survey.of(choice.label);
    bool has_totals = !choice.by_object && count.rows > count.rows_with_objects;
    return count.has_different_lists || (has_totals && count.rows_with_objects > 0);
}

class SieTable final : public SourceTable {
public:
    SieTable(std::shared_ptr<const SieFile> file, std::string shown_file, TableChoice choice, SiePlan plan)
        : file_(std::move(file)), shown_file_(std::move(shown_file)), survey_(file_->survey), name_(std::move(choice.name)), plan_(std::move(plan)) {
        column_names_ = choice.table->columns;
        for (int dimension : plan_.dimensions) column_names_.push_back("objekt " + std::to_string(dimension));
    }

    [[nodiscard]] const std::vector<std::string>& column_names() const override { return column_names_; }
    [[nodiscard]] std::int64_t head_line() const override { return 0; }
    [[nodiscard]] ValueForm value_form() const override { return ValueForm::exact; }
    [[nodiscard]] std::string description() const override;
    [[nodiscard]] const std::string& name() const override { return name_; }
    [[nodiscard]] std::size_t part_count() const override { return 1; }
    [[nodiscard]] std::unique_ptr<RecordReader> open_part(std::size_t, const std::vector<int>& slot_of_column) override {
        return std::make_unique<SieReader>(plan_, slot_of_column);
    }
    [[nodiscard]] base::Issues findings() const override { return survey_.findings; }
    [[nodiscard]] bool names_its_columns() const override { return false; }
    [[nodiscard]] bool may_hold_unreadable_text() const override { return plan_.text.has_unreadable_bytes; }
    [[nodiscard]] base::Issues person_numbers_beside() override;
    [[nodiscard]] base::Result<std::vector<std::string>> record_values(std::int64_t line) override;
    [[nodiscard]] base::Result<std::string> record_text(std::int64_t line) override;

private:
    [[nodiscard]] SiePlace place_before(std::int64_t line) const;

    std::shared_ptr<const SieFile> file_;
    std::string shown_file_;
    const SieSurvey& survey_;  ///< the file's
    std::string name_;
    SiePlan plan_;
    std::vector<std::string> column_names_;
};

std::string SieTable::description() const {
    std::string type = survey_.type;
    if (type.starts_with('4')) {
        bool has_balances = false;
        for (SieLabel label : {SieLabel::ib, SieLabel::ub, SieLabel::res, SieLabel::psaldo, SieLabel::oib, SieLabel::oub}) {
            has_balances = has_balances || survey_.of(label).rows > 0;
        }
        type = has_balances ? "4E" : "4I";
    }
    bool is_in_crowns = survey_.currency.empty() || small_letters(survey_.currency) == "sek";
    return "SIE 4 (typ " + type + "), " + std::string(encoding_words(plan_.text)) + ", " + name_ + (is_in_crowns ? "" : ", valuta " + survey_.currency);
}

/// In every record but those of the table that is read. The survey has looked at all but rows of vouchers, which mostly are that table.
base::Issues SieTable::person_numbers_beside() {
    std::vector<std::int64_t> lines;
    for (const auto& [label, found] : survey_.person_number_lines) {
        if (label != plan_.label) lines.insert(lines.end(), found.begin(), found.end());
    }
    if (plan_.label != SieLabel::trans && survey_.of(SieLabel::trans).rows > 0) {
        SieLineWalk walk{plan_.text.body};
        for (std::string_view text; lines.size() < sie_person_numbers_max && walk.next(text);) {
            SieLine line = read_line(text);
            if (line.label == SieLabel::trans && names_person(text, line, plan_.text)) lines.push_back(walk.line_number);
        }
        release_pages(file_->file.bytes());
    }
    std::sort(lines.begin(), lines.end());
    if (lines.size() > sie_person_numbers_max) lines.resize(sie_person_numbers_max);
    base::Issues issues;
    for (std::int64_t line : lines) issues.push_back(person_number_beside("raden", {shown_file_, line, 0}));
    return issues;
}

SiePlace SieTable::place_before(std::int64_t line) const {
    auto index = static_cast<std::size_t>((line - 1) / sie_lines_between_places);
    return index < survey_.places.size() ? survey_.places[index] : SiePlace{plan_.text.body.size(), 0};
}

base::Result<std::vector<std::string>> SieTable::record_values(std::int64_t line) {
    if (line < 1) return line_is_not_found(shown_file_, line);
    std::vector<int> slots(column_names_.size());
    for (std::size_t column = 0; column < slots.size(); ++column) slots[column] = static_cast<int>(column);
    SieReader reader(plan_, slots, place_before(line));
    RecordBatch batch(slots.size());
    for (bool is_past = false; !is_past && reader.read(batch);) {
        for (std::size_t row = 0; row < batch.row_count; ++row) {
            is_past = batch.lines[row] > line;
            if (batch.lines[row] != line) continue;
            std::vector<std::string> values;
            for (const auto& column : batch.columns) values.emplace_back(column[row]);
            return values;
        }
    }
    return line_is_not_found(shown_file_, line);
}

base::Result<std::string> SieTable::record_text(std::int64_t line) {
    if (line < 1) return line_is_not_found(shown_file_, line);
    SiePlace place = place_before(line);
    SieLineWalk walk{plan_.text.body, place.offset, place.lines_before};
    for (std::string_view text; walk.next(text) && walk.line_number <= line;) {
        if (walk.line_number == line) return as_utf8(text, plan_.text.encoding);
    }
    return line_is_not_found(shown_file_, line);
}

base::Result<SiePlan> plan_of(SieText text, const TableChoice& choice, const SieSurvey& survey, const std::string& shown_file) {
    SiePlan plan;
    plan.text = text;
    plan.label = choice.table->label;
    plan.first_object_column = choice.table->columns.size();
    plan.choice = choice.balances;
    plan.choice.lists_differ = survey.of(plan.label).has_different_lists;
    if (has_objects(plan.label)) plan.dimensions = survey.dimensions;
    std::size_t column_count = plan.first_object_column + plan.dimensions.size();
    if (column_count > columns_max) {
        return too_many_columns(shown_file, 0);
    }
    if (needs_balances(plan.choice, survey)) plan.balances = TRY(collect_balances(plan.text, plan.choice, shown_file));
    return plan;
}

}  // namespace

bool looks_like_sie(std::string_view first_bytes) {
    if (first_bytes.starts_with("\xEF\xBB\xBF")) first_bytes.remove_prefix(3);
    SieLineWalk walk{first_bytes};
    for (std::string_view line; walk.next(line);) {
        SieLine read = read_line(line);
        if (read.kind != SieLineKind::blank) return read.label == SieLabel::flagga;
    }
    return false;
}

base::Result<std::shared_ptr<const SieFile>> survey_sie_file(const std::string& path, const std::string& encoding, const std::string& shown_file) {
    base::MappedFile file = TRY(base::MappedFile::open(path));
    SieText text = TRY(survey_sie_text(file.bytes(), encoding, shown_file));
    SieSurvey survey = survey_sie(text, shown_file);
    bool has_records = std::any_of(survey.labels.begin(), survey.labels.end() - 1, [](const SieLabelCount& count) { return count.rows > 0; });
    if (!has_records) {
        return base::make_issue("file_is_no_sie_file", "filen har ingen av SIE-standardens etiketter", "kontrollera att det är en SIE-fil (typ 1–4)",
                                {shown_file, 1, 0});
    }
    return std::shared_ptr<const SieFile>(std::make_shared<SieFile>(SieFile{std::move(file), text, std::move(survey)}));
}

base::Result<std::unique_ptr<SourceTable>> open_sie_table(std::shared_ptr<const SieFile> file, const TableOptions& options) {
    TableChoice choice = TRY(choose_table(file->survey, options));
    SiePlan plan = TRY(plan_of(file->text, choice, file->survey, options.shown_file));
    return std::unique_ptr<SourceTable>(std::make_unique<SieTable>(std::move(file), options.shown_file, std::move(choice), std::move(plan)));
}

base::Result<std::unique_ptr<SourceTable>> open_sie_table(const std::string& path, const TableOptions& options) {
    return open_sie_table(TRY(survey_sie_file(path, options.encoding, options.shown_file)), options);
}

}  // namespace tertial::intake
