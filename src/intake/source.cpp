#include "intake/source.hpp"

#include <algorithm>
#include <tuple>

#include "intake/fault_text.hpp"
#include "intake/keyed_hash.hpp"
#include "intake/part_reader.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t census_issues_max = 200;

base::StoredType stored_type(model::FieldType type) {
    switch (type) {
        case model::FieldType::date: return base::StoredType::date;
        case model::FieldType::text:
        case model::FieldType::code:
        case model::FieldType::unit: return base::StoredType::text;
        default: return base::StoredType::whole;
    }
}

}  // namespace

base::Result<std::unique_ptr<Source>> open_source(std::unique_ptr<SourceTable> table, const model::Model& model, ReadPlan plan) {
    std::unique_ptr<Source> source(new Source(std::move(table), model, std::move(plan)));
    TRY(source->bind());
    return source;
}

base::Done Source::bind() {
    bool lacks_key = !plan_.mapping->keyed_hash.empty() && plan_.person_key == nullptr && !plan_.is_kept;
    if (lacks_key) return person_key_is_not_given(*plan_.mapping, plan_.shown_file);
    head_ = TRY(bind_head(*table_, *plan_.data_set, *plan_.mapping, plan_.shown_file));
    bind_columns();
    for (std::size_t index = 0; index < plan_.data_set->fields.size(); ++index) {
        const model::Field& field = plan_.data_set->fields[index];
        bool has_codes = field.type == model::FieldType::unit || field.type == model::FieldType::code;
        const model::CodeList* list = has_codes ? model_.find_code_list(field.type == model::FieldType::unit ? "unit" : field.list) : nullptr;
        if (has_codes && list == nullptr) {
            return base::make_issue("code_list_is_missing", "modellen saknar kodlistan för fältet " + field.name, "lägg till den i modellen", field.place);
        }
        codes_of_field_.push_back(list != nullptr ? std::make_unique<CodeLookup>(*list) : nullptr);
    }
    forms_ = TRY(find_value_forms(*table_, head_, *plan_.data_set, *plan_.mapping, plan_.shown_file));
    return base::Nothing{};
}

void Source::bind_columns() {
    for (const model::Field& field : plan_.data_set->fields) columns_.push_back({field.name, stored_type(field.type)});
    for (const model::DerivedField& field : plan_.data_set->derived) columns_.push_back({field.name, base::StoredType::whole});
    columns_.push_back({"_month", base::StoredType::whole});
    columns_.push_back({"_line", base::StoredType::whole});
}

std::unique_ptr<base::RowReader> Source::open_part(std::size_t part_index) {
    return std::make_unique<PartReader>(*this, table_->open_part(part_index, head_.slot_of_column));
}

void Source::read_kept(KeptRecords& kept) {
    base::RowBatch batch;
    for (std::size_t part = 0; part < part_count() && kept.wants_more(); ++part) {
        PartReader reader(*this, table_->open_part(part, head_.slot_of_column), &kept);
        while (kept.wants_more() && reader.read(batch)) kept.end_batch();
        kept.end_batch();
    }
}

base::Issue Source::describe(const Fault& fault) const {
    return describe_fault(fault, {&model_, plan_.data_set, table_.get(), &head_, forms_, plan_.shown_file});
}

/// A fault that returns with the same value on row after row is told for the first few of them, and then once for the rest.
base::Issues Source::describe_once(const std::vector<Fault>& faults) const {
    constexpr std::size_t told_max = 5;
    std::map<std::tuple<FaultKind, int, int, std::int64_t, std::string_view>, std::vector<const Fault*>> same;
    for (const Fault& fault : faults) same[{fault.kind, fault.field_index, fault.column_index, fault.amount, fault.value}].push_back(&fault);
    base::Issues issues;
    for (const auto& [what, rows] : same) {
        // One more than the few is told as itself: a line that says "one more row" would save nothing.
        std::size_t told = rows.size() <= told_max + 1 ? rows.size() : told_max;
        for (std::size_t index = 0; index < told; ++index) issues.push_back(describe(*rows[index]));
        if (told == rows.size()) continue;
        base::Issue rest = describe(*rows[told]);
        rest.message += "; samma fel på " + std::to_string(rows.size() - told) + " rader, den sista är rad " + std::to_string(rows.back()->line);
        issues.push_back(std::move(rest));
    }
    return issues;
}

base::Issues Source::issues() const {
    base::Issues issues = head_.warnings;
    std::vector<Fault> shown = faults_.kept();
    if (shown.size() > faults_shown_max) shown.resize(faults_shown_max);
    base::Issues described = describe_once(shown);
    issues.insert(issues.end(), described.begin(), described.end());
    base::Issues whole = table_->findings();
    issues.insert(issues.end(), whole.begin(), whole.end());
    // What is kept was looked through when it was delivered.
    base::Issues beside = plan_.is_kept ? base::Issues{} : table_->person_numbers_beside();
    issues.insert(issues.end(), beside.begin(), beside.end());
    std::lock_guard lock(tally_.mutex);
    for (std::size_t index = 0; index < codes_of_field_.size(); ++index) {
        if (!plan_.data_set->daily_census || plan_.data_set->fields[index].name != plan_.data_set->unit_field || !codes_of_field_[index]) continue;
        std::vector<std::int32_t> year_months;
        for (base::Month month : plan_.slices) year_months.push_back(month.year() * 100 + month.month());
        for (const auto& [year_month, count] : tally_.rows_by_year_month) {
            if (plan_.slices.empty()) year_months.push_back(year_month);
        }
        base::Issues gaps = tally_.census.find_gaps(*codes_of_field_[index], year_months, plan_.shown_file, census_issues_max);
        issues.insert(issues.end(), gaps.begin(), gaps.end());
    }
    base::sort_issues(issues);
    return issues;
}

std::int64_t Source::left_out_count() const { return faults_.count() - static_cast<std::int64_t>(std::min(faults_.kept().size(), faults_shown_max)); }

void Source::for_each_problem(const std::function<void(const Problem&)>& tell) const {
    for (const base::Issue& warning : head_.warnings) tell(problem_of(warning));
    FaultContext context{&model_, plan_.data_set, table_.get(), &head_, forms_, plan_.shown_file};
    for (const Fault& fault : faults_.kept()) tell(describe_problem(fault, context));
    for (const base::Issue& finding : table_->findings()) tell(problem_of(finding));
}

std::optional<Source::SourceSum> Source::source_sum(const std::string& field, base::Int128 taken_in) const {
    const auto& fields = plan_.data_set->fields;
    auto found = std::find_if(fields.begin(), fields.end(), [&](const model::Field& one) { return one.name == field; });
    if (found == fields.end()) return {};
    auto index = static_cast<std::size_t>(found - fields.begin());
    bool is_fixed = plan_.mapping->fixed.contains(field);
    if (is_fixed || head_.slot_of_field[index] < 0) return {};
    auto moved = plan_.mapping->decimals_moved.find(field);
    int decimals = model::scale_of(*found) + (moved == plan_.mapping->decimals_moved.end() ? 0 : moved->second);
    std::lock_guard lock(tally_.mutex);
    base::Int128 left_out = index < tally_.left_out_sums.size() ? tally_.left_out_sums[index] : 0;
    base::Int128 sum = (plan_.mapping->turns_sign_of(field) ? -taken_in : taken_in) + left_out;
    base::Int128 power = 1;
    for (int times = 0; times < (decimals < 0 ? -decimals : decimals); ++times) power *= 10;
    auto in_source = decimals < 0 ? base::multiply(base::Rational::of(sum), base::Rational::of(power)) : base::Rational::create(sum, power);
    if (!in_source.ok()) return {};
    return SourceSum{head_.column_of_field[index], in_source.value()};
}

std::int64_t Source::row_count() const {
    std::lock_guard lock(tally_.mutex);
    return tally_.row_count;
}

std::int64_t Source::refused_row_count() const {
    std::lock_guard lock(tally_.mutex);
    return tally_.refused_row_count;
}

std::int64_t Source::left_out_row_count() const {
    std::lock_guard lock(tally_.mutex);
    return tally_.left_out_row_count;
}

ReplacedValues Source::replaced() const {
    std::lock_guard lock(tally_.mutex);
    return tally_.replaced;
}

std::vector<std::pair<base::Month, std::int64_t>> Source::rows_by_month() const {
    std::lock_guard lock(tally_.mutex);
    std::vector<std::pair<base::Month, std::int64_t>> months;
    for (const auto& [year_month, count] : tally_.rows_by_year_month) months.emplace_back(base::Month::of(year_month / 100, year_month % 100), count);
    return months;
}

std::string Source::description() const {
    std::string words = table_->description();
    if (table_->value_form() == ValueForm::as_written) return words + ", " + value_form_words(forms_);
    bool is_usual = forms_.date_form == model::DateForm::year_first;
    return is_usual ? words : words + ", datum som " + std::string(day_example(forms_.date_form));
}

}  // namespace tertial::intake
