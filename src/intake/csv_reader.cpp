#include "intake/csv_reader.hpp"

#include <algorithm>
#include <tuple>

#include "base/csv.hpp"
#include "intake/csv_part_reader.hpp"
#include "intake/fault_text.hpp"

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

std::string as_utf8(std::string_view text, Encoding encoding) {
    if (encoding == Encoding::utf8) return std::string(text);
    std::string utf8;
    append_windows_1252(text, utf8);
    return utf8;
}

std::string_view without_line_break(std::string_view record) {
    while (!record.empty() && (record.back() == '\n' || record.back() == '\r')) record.remove_suffix(1);
    return record;
}

}  // namespace

base::Result<std::unique_ptr<CsvSource>> open_csv(const std::string& path, const model::Model& model, ReadPlan plan) {
    if (plan.shown_file.empty()) plan.shown_file = path;
    base::MappedFile file = TRY(base::MappedFile::open(path));
    std::unique_ptr<CsvSource> source(new CsvSource(std::move(file), model, std::move(plan)));
    TRY(source->bind());
    return source;
}

base::Done CsvSource::bind() {
    text_ = TRY(survey_source(file_.bytes(), plan_.shown_file));
    release_pages(file_.bytes());
    // The head is cut by its line break, so that its delimiter can be told from it.
    base::CsvCursor cursor(text_.body, '\n');
    std::vector<std::string_view> lines;
    cursor.next(lines);
    std::string_view head_record = without_line_break(text_.body.substr(cursor.record_offset(), cursor.offset() - cursor.record_offset()));
    head_ = TRY(bind_csv_head(as_utf8(head_record, text_.encoding), cursor.record_line(), *plan_.data_set, *plan_.mapping, plan_.shown_file));
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
    body_ = text_.body.substr(cursor.offset());
    std::int64_t body_line = 1 + std::count(text_.body.begin(), text_.body.begin() + static_cast<std::ptrdiff_t>(cursor.offset()), '\n');
    parts_ = split_into_parts(body_, head_.delimiter, body_line, plan_.part_bytes_min);
    release_pages(file_.bytes());
    return base::Nothing{};
}

void CsvSource::bind_columns() {
    for (const model::Field& field : plan_.data_set->fields) columns_.push_back({field.name, stored_type(field.type)});
    for (const model::DerivedField& field : plan_.data_set->derived) columns_.push_back({field.name, base::StoredType::whole});
    columns_.push_back({"_month", base::StoredType::whole});
    columns_.push_back({"_line", base::StoredType::whole});
}

std::unique_ptr<base::RowReader> CsvSource::open_part(std::size_t part_index) {
    const SourcePart& part = parts_[part_index];
    return std::make_unique<CsvPartReader>(*this, body_.substr(part.begin, part.end - part.begin), part.first_line, text_.encoding, faults_, CountRows::yes);
}

std::unique_ptr<base::RowReader> CsvSource::open_record(std::string_view record, std::int64_t line, FaultList& faults) const {
    return std::make_unique<CsvPartReader>(*this, record, line, Encoding::utf8, faults, CountRows::no);
}

base::Issue CsvSource::describe(const Fault& fault) const { return describe_fault(fault, {&model_, plan_.data_set, plan_.mapping, &head_, plan_.shown_file}); }

/// A fault that returns with the same value on row after row is told for the first few of them, and then once for the rest.
base::Issues CsvSource::describe_once(const std::vector<Fault>& faults) const {
    constexpr std::size_t told_max = 5;
    std::map<std::tuple<FaultKind, int, std::int64_t, std::string_view>, std::vector<const Fault*>> same;
    for (const Fault& fault : faults) same[{fault.kind, fault.field_index, fault.amount, fault.value}].push_back(&fault);
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

base::Issues CsvSource::issues() const {
    base::Issues issues = head_.warnings;
    base::Issues described = describe_once(faults_.kept());
    issues.insert(issues.end(), described.begin(), described.end());
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

std::int64_t CsvSource::left_out_count() const { return faults_.count() - static_cast<std::int64_t>(faults_.kept().size()); }

std::int64_t CsvSource::row_count() const {
    std::lock_guard lock(tally_.mutex);
    return tally_.row_count;
}

std::int64_t CsvSource::refused_row_count() const {
    std::lock_guard lock(tally_.mutex);
    return tally_.refused_row_count;
}

std::vector<std::pair<base::Month, std::int64_t>> CsvSource::rows_by_month() const {
    std::lock_guard lock(tally_.mutex);
    std::vector<std::pair<base::Month, std::int64_t>> months;
    for (const auto& [year_month, count] : tally_.rows_by_year_month) months.emplace_back(base::Month::of(year_month / 100, year_month % 100), count);
    return months;
}

std::string CsvSource::description() const {
    std::string encoding = text_.encoding == Encoding::windows_1252 ? "Windows-1252" : text_.has_byte_order_mark ? "UTF-8 med BOM" : "UTF-8";
    std::string mark = plan_.mapping->decimal_mark == ',' ? "decimalkomma" : "decimalpunkt";
    return encoding + ", " + std::string(delimiter_words(head_.delimiter)) + ", " + mark;
}

base::Result<std::string> CsvSource::record_text(std::int64_t line) const {
    auto after = std::upper_bound(parts_.begin(), parts_.end(), line, [](std::int64_t wanted, const SourcePart& part) { return wanted < part.first_line; });
    if (after != parts_.begin()) {
        const SourcePart& part = *(after - 1);
        base::CsvCursor cursor(body_.substr(part.begin, part.end - part.begin), head_.delimiter, part.first_line);
        std::vector<std::string_view> fields;
        while (cursor.next(fields) && cursor.record_line() <= line) {
            if (cursor.record_line() != line) continue;
            std::string_view record = body_.substr(part.begin + cursor.record_offset(), cursor.offset() - cursor.record_offset());
            return as_utf8(without_line_break(record), text_.encoding);
        }
    }
    return base::make_issue("line_is_not_found", "ingen rad börjar på rad " + std::to_string(line), "källfilen är en annan än den som levererades",
                            {plan_.shown_file, line, 0});
}

std::vector<std::string> CsvSource::split_record(std::string_view record) const {
    base::CsvCursor cursor(record, head_.delimiter);
    std::vector<std::string_view> fields;
    cursor.next(fields);
    return {fields.begin(), fields.end()};
}

}  // namespace tertial::intake
