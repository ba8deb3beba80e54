#include "intake/part_reader.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "intake/number_field.hpp"
#include "intake/person_number.hpp"

namespace tertial::intake {
namespace {

std::size_t index_of(const std::vector<model::Field>& fields, const std::string& name) {
    auto found = std::find_if(fields.begin(), fields.end(), [&](const model::Field& field) { return field.name == name; });
    return static_cast<std::size_t>(found - fields.begin());
}

/// A row that is left out, and has been told of.
constexpr std::uint8_t told = 2;

/// The very same bytes as on the row above, which have been looked through there: a text that a format gives once for many rows.
bool stands_above(const std::vector<std::string_view>& texts, std::size_t row) {
    return row > 0 && texts[row].data() == texts[row - 1].data() && texts[row].size() == texts[row - 1].size();
}

}  // namespace

PartReader::PartReader(Source& source, std::unique_ptr<RecordReader> records, KeptRecords* kept)
    : source_(source), records_(std::move(records)), texts_(source.head_.slot_count), kept_(kept) {
    const model::DataSet& data_set = *source.plan_.data_set;
    const model::Mapping& mapping = *source.plan_.mapping;
    period_index_ = index_of(data_set.fields, data_set.period_field);
    unit_index_ = index_of(data_set.fields, data_set.unit_field);
    rows_.first_days.resize(base::batch_rows_max);
    rows_.last_days.resize(base::batch_rows_max);
    rows_.year_months.resize(base::batch_rows_max);
    batch_faults_.list = &source.faults_;
    for (base::Month month : source.plan_.slices) slices_.push_back(month.year() * 100 + month.month());
    left_out_sums_.resize(data_set.fields.size());
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        const model::Field& field = data_set.fields[index];
        bool is_read = index != period_index_ && source.head_.slot_of_field[index] >= 0;
        auto moved = mapping.decimals_moved.find(field.name);
        auto codes = mapping.codes.find(field.name);
        ParserOptions options{source.forms_,
                              source.table_->may_hold_unreadable_text(),
                              !source.plan_.is_kept,
                              mapping.turns_sign_of(field.name),
                              moved == mapping.decimals_moved.end() ? 0 : moved->second,
                              codes == mapping.codes.end() ? nullptr : &codes->second,
                              mapping.hashes(field.name),
                              source.plan_.is_kept ? nullptr : source.plan_.person_key};
        bool is_measured = std::any_of(data_set.measures.begin(), data_set.measures.end(), [&](const auto& measure) { return measure.field == field.name; });
        if (is_read && is_measured) {
            int decimals = std::max(0, model::scale_of(field) + options.decimals_moved);
            summed_fields_.push_back({index, source.head_.slot_of_field[index], source.head_.subtracted_slot_of_field[index], decimals});
        }
        if (is_read && options.is_keyed) hashed_slots_.emplace_back(source.head_.slot_of_field[index], index);
        bool is_difference = is_read && source.head_.subtracted_slot_of_field[index] >= 0;
        if (is_difference) differences_.try_emplace(index, field, static_cast<int>(index), options);
        parsers_.push_back(is_read && !is_difference ? make_column_parser(field, static_cast<int>(index), source.codes_of_field_[index].get(), options)
                                                     : nullptr);
    }
    fill_fixed_slots();
}

bool PartReader::read(base::RowBatch& batch) {
    size_batch(batch);
    while (records_->read(texts_)) {
        if (!source_.plan_.mapping->leaves_out.empty()) leave_rows_out();
        rows_.count = batch.row_count = texts_.row_count;
        rows_.lines = texts_.lines.data();
        batch_faults_.row_is_refused.assign(texts_.row_count, 0);
        take_record_faults();
        parse_period(batch);
        if (!slices_.empty()) check_slices();
        for (std::size_t index = 0; index < parsers_.size(); ++index) {
            if (!parsers_[index]) continue;
            const auto& texts = texts_.columns[static_cast<std::size_t>(source_.head_.slot_of_field[index])];
            parsers_[index]->parse(texts.data(), rows_, batch.columns[index], batch_faults_);
        }
        for (auto& [index, difference] : differences_) {
            const auto& added = texts_.columns[static_cast<std::size_t>(source_.head_.slot_of_field[index])];
            const auto& subtracted = texts_.columns[static_cast<std::size_t>(source_.head_.subtracted_slot_of_field[index])];
            difference.parse(added.data(), subtracted.data(), rows_, batch.columns[index], batch_faults_);
        }
        look_through_unread_columns();
        if (kept_ != nullptr) keep_rows(batch);
        fill_derived(batch);
        fill_month_and_line(batch);
        count_rows(batch);
        hand_over_faults();
        if (batch.row_count > 0) return true;
    }
    batch.row_count = 0;
    finish();
    return false;
}

void PartReader::size_batch(base::RowBatch& batch) const {
    if (batch.columns.size() == source_.columns_.size()) return;
    batch.columns.resize(source_.columns_.size());
    for (std::size_t index = 0; index < batch.columns.size(); ++index) {
        base::ColumnBatch& column = batch.columns[index];
        bool is_text = source_.columns_[index].type == base::StoredType::text;
        column.whole.resize(is_text ? 0 : base::batch_rows_max);
        column.text.resize(is_text ? base::batch_rows_max : 0);
        column.present.assign(base::batch_rows_max, 0);
    }
}

/// Once: no reader of records writes to them.
void PartReader::fill_fixed_slots() {
    for (const auto& [slot, value] : source_.head_.fixed_slots) {
        auto& column = texts_.columns[static_cast<std::size_t>(slot)];
        std::fill(column.begin(), column.end(), std::string_view(value));
    }
}

/// Moves the rows that stay together, before anything is judged of those that do not; but they too are kept with the file, so a person
/// number in them stops it.
void PartReader::leave_rows_out() {
    auto matches = [](std::string_view text, const std::string& pattern) {
        return pattern.ends_with('*') ? text.starts_with(std::string_view(pattern).substr(0, pattern.size() - 1)) : text == pattern;
    };
    is_left_out_.assign(texts_.row_count, 0);
    for (const auto& [field, patterns] : source_.plan_.mapping->leaves_out) {
        int slot = source_.head_.slot_of_field[index_of(source_.plan_.data_set->fields, field)];
        if (slot < 0) continue;
        const auto& texts = texts_.columns[static_cast<std::size_t>(slot)];
        for (std::size_t row = 0; row < texts_.row_count; ++row) {
            std::string_view text = base::trimmed(texts[row]);
            for (const std::string& pattern : patterns) is_left_out_[row] = is_left_out_[row] || matches(text, pattern);
        }
    }
    kept_rows_.clear();
    left_out_rows_.clear();
    for (std::size_t row = 0; row < texts_.row_count; ++row) (is_left_out_[row] != 0 ? left_out_rows_ : kept_rows_).push_back(row);
    look_through_left_out_rows();
    for (std::size_t row : left_out_rows_) {
        add_left_out_sums(row);
        if (kept_ != nullptr) kept_->add(texts_.lines[row], values_of(row));
    }
    left_out_row_count_ += static_cast<std::int64_t>(left_out_rows_.size());
    texts_.row_count = kept_rows_.size();
    for (auto& column : texts_.columns) {
        for (std::size_t row = 0; row < kept_rows_.size(); ++row) column[row] = column[kept_rows_[row]];
    }
    for (std::size_t row = 0; row < kept_rows_.size(); ++row) texts_.lines[row] = texts_.lines[kept_rows_[row]];
}

/// What would have been hashed in such a row belongs to no month and to no figure: it is kept as nothing.
void PartReader::look_through_left_out_rows() {
    for (std::size_t slot = 0; slot < texts_.columns.size(); ++slot) {
        auto& texts = texts_.columns[slot];
        bool is_hashed =
            std::any_of(hashed_slots_.begin(), hashed_slots_.end(), [&](const auto& hashed) { return static_cast<std::size_t>(hashed.first) == slot; });
        for (std::size_t row : left_out_rows_) {
            if (is_hashed) texts[row] = {};
            if (is_hashed || !contains_person_number(texts[row]) || std::exchange(is_left_out_[row], told) == told) continue;
            batch_faults_.add_record({texts_.lines[row], -1, FaultKind::person_number_is_refused, -1, 0, {}});
        }
    }
}

/// What the source's own sums hold and ours do not. A value that is no number is none of theirs either.
void PartReader::add_left_out_sums(std::size_t row) {
    for (const SummedField& field : summed_fields_) {
        auto number_in = [&](int slot) -> std::int64_t {
            std::string_view text = slot < 0 ? std::string_view() : base::trimmed(texts_.columns[static_cast<std::size_t>(slot)][row]);
            ParsedNumber number = text.empty() ? ParsedNumber{} : parse_number(text, source_.forms_.decimal_mark, field.decimals);
            return number.fault == NumberFault::none ? number.value : 0;
        };
        left_out_sums_[field.index] += number_in(field.slot);
        left_out_sums_[field.index] -= number_in(field.subtracted_slot);
    }
}

/// The record's texts by column.
std::vector<std::string_view> PartReader::values_of(std::size_t row) const {
    std::vector<std::string_view> values;
    for (int slot : source_.head_.slot_of_column) values.push_back(texts_.columns[static_cast<std::size_t>(slot)][row]);
    return values;
}

void PartReader::keep_rows(const base::RowBatch& batch) {
    for (const auto& [slot, field_index] : hashed_slots_) {
        const base::ColumnBatch& column = batch.columns[field_index];
        auto& texts = texts_.columns[static_cast<std::size_t>(slot)];
        for (std::size_t row = 0; row < rows_.count; ++row) texts[row] = column.present[row] != 0 ? column.text[row] : std::string_view();
    }
    for (std::size_t row = 0; row < rows_.count; ++row) kept_->add(texts_.lines[row], values_of(row));
}

void PartReader::take_record_faults() {
    for (RecordFault& fault : texts_.faults) {
        int field_index = -1;
        // Where a field reads the column, its fault is told as the field's.
        for (std::size_t index = 0; fault.column_index >= 0 && index < source_.head_.slot_of_field.size(); ++index) {
            if (source_.head_.slot_of_field[index] == source_.head_.slot_of_column[static_cast<std::size_t>(fault.column_index)]) {
                field_index = static_cast<int>(index);
            }
        }
        if (fault.is_row) ++row_count_, ++refused_row_count_;
        batch_faults_.add_record({fault.line, field_index, fault.kind, fault.column_index, fault.amount, std::move(fault.value)});
    }
    texts_.faults.clear();
}

void PartReader::parse_period(base::RowBatch& batch) {
    const model::Field& field = source_.plan_.data_set->fields[period_index_];
    const auto& texts = texts_.columns[static_cast<std::size_t>(source_.head_.slot_of_field[period_index_])];
    parse_period_column(field, static_cast<int>(period_index_), source_.forms_, texts.data(), rows_, batch.columns[period_index_], batch_faults_);
    if (field.required) return;
    // A row without a period belongs nowhere, whatever the field's own rule says.
    for (std::size_t row = 0; row < rows_.count; ++row) {
        if (rows_.year_months[row] == 0 && base::trimmed(texts[row]).empty()) {
            batch_faults_.add(row, rows_.lines[row], static_cast<int>(period_index_), FaultKind::field_is_empty, {});
        }
    }
}

void PartReader::check_slices() {
    for (std::size_t row = 0; row < rows_.count; ++row) {
        std::int32_t year_month = rows_.year_months[row];
        if (year_month == 0 || std::find(slices_.begin(), slices_.end(), year_month) != slices_.end()) continue;
        batch_faults_.add(row, rows_.lines[row], static_cast<int>(period_index_), FaultKind::row_is_outside_the_slice, {}, year_month);
    }
}

/// What nobody reads is kept with the file, so a person number in it stops the file too.
void PartReader::look_through_unread_columns() {
    for (int column_index : source_.head_.unread_columns) {
        const auto& texts = texts_.columns[static_cast<std::size_t>(source_.head_.slot_of_column[static_cast<std::size_t>(column_index)])];
        for (std::size_t row = 0; row < rows_.count; ++row) {
            if (stands_above(texts, row) || !contains_person_number(texts[row])) continue;
            batch_faults_.add_unread(row, rows_.lines[row], column_index, FaultKind::person_number_is_refused);
        }
    }
}

void PartReader::fill_derived(base::RowBatch& batch) {
    const model::DataSet& data_set = *source_.plan_.data_set;
    for (std::size_t index = 0; index < data_set.derived.size(); ++index) {
        const model::DerivedField& derived = data_set.derived[index];
        const base::ColumnBatch& from = batch.columns[index_of(data_set.fields, derived.from)];
        const base::ColumnBatch& to = batch.columns[index_of(data_set.fields, derived.to)];
        std::size_t column_index = data_set.fields.size() + index;
        base::ColumnBatch& column = batch.columns[column_index];
        for (std::size_t row = 0; row < rows_.count; ++row) {
            column.present[row] = from.present[row] & to.present[row];
            if (column.present[row] == 0) continue;
            std::int64_t duration = to.whole[row] - from.whole[row];
            column.whole[row] = duration;
            if (duration < 0) batch_faults_.add(row, rows_.lines[row], static_cast<int>(column_index), FaultKind::duration_is_negative, {}, duration);
            if (derived.most && duration > *derived.most) {
                batch_faults_.add(row, rows_.lines[row], static_cast<int>(column_index), FaultKind::duration_is_too_long, {}, duration);
            }
        }
    }
}

void PartReader::fill_month_and_line(base::RowBatch& batch) const {
    base::ColumnBatch& month = batch.columns[batch.columns.size() - 2];
    base::ColumnBatch& line = batch.columns[batch.columns.size() - 1];
    for (std::size_t row = 0; row < rows_.count; ++row) {
        month.whole[row] = rows_.year_months[row];
        month.present[row] = rows_.year_months[row] != 0;
        line.whole[row] = rows_.lines[row];
        line.present[row] = 1;
    }
}

void PartReader::count_rows(const base::RowBatch& batch) {
    row_count_ += static_cast<std::int64_t>(rows_.count);
    refused_row_count_ += std::count(batch_faults_.row_is_refused.begin(), batch_faults_.row_is_refused.end(), 1);
    for (std::size_t row = 0; row < rows_.count;) {
        std::size_t begin = row;
        while (row < rows_.count && rows_.year_months[row] == rows_.year_months[begin]) ++row;
        if (rows_.year_months[begin] != 0) rows_by_year_month_[rows_.year_months[begin]] += static_cast<std::int64_t>(row - begin);
    }
    const model::DataSet& data_set = *source_.plan_.data_set;
    if (!data_set.daily_census || unit_index_ >= data_set.fields.size() || !source_.codes_of_field_[unit_index_]) return;
    const base::ColumnBatch& units = batch.columns[unit_index_];
    for (std::size_t row = 0; row < rows_.count; ++row) {
        if (units.present[row] == 0 || rows_.year_months[row] == 0) continue;
        census_.note(source_.codes_of_field_[unit_index_]->find(units.text[row]), rows_.first_days[row]);
    }
}

void PartReader::hand_over_faults() {
    if (batch_faults_.count > 0) source_.faults_.add(std::move(batch_faults_.faults), batch_faults_.count);
    batch_faults_.faults.clear();
    batch_faults_.count = 0;
}

void PartReader::finish() {
    // Once, however often the end is asked for.
    if (std::exchange(is_finished_, true)) return;
    Source::Tally& tally = source_.tally_;
    std::lock_guard lock(tally.mutex);
    tally.row_count += row_count_;
    tally.refused_row_count += refused_row_count_;
    tally.left_out_row_count += left_out_row_count_;
    tally.left_out_sums.resize(std::max(tally.left_out_sums.size(), left_out_sums_.size()));
    for (std::size_t index = 0; index < left_out_sums_.size(); ++index) tally.left_out_sums[index] += left_out_sums_[index];
    for (const auto& [slot, field_index] : hashed_slots_) {
        tally.replaced.count += parsers_[field_index]->replaced().count;
        tally.replaced.unknown_form_count += parsers_[field_index]->replaced().unknown_form_count;
    }
    for (const auto& [year_month, count] : rows_by_year_month_) tally.rows_by_year_month[year_month] += count;
    tally.census.merge(census_);
}

}  // namespace tertial::intake
