#include "intake/csv_part_reader.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tertial::intake {
namespace {

std::size_t index_of(const std::vector<model::Field>& fields, const std::string& name) {
    auto found = std::find_if(fields.begin(), fields.end(), [&](const model::Field& field) { return field.name == name; });
    return static_cast<std::size_t>(found - fields.begin());
}

}  // namespace

CsvPartReader::CsvPartReader(const CsvSource& source, std::string_view text, std::int64_t first_line, Encoding encoding, FaultList& faults, CountRows counts)
    : source_(source),
      text_(text),
      encoding_(encoding),
      faults_(faults),
      counts_(counts),
      splitter_(text, source.head_.delimiter, first_line, source.head_.field_of_column) {
    const model::DataSet& data_set = *source.plan_.data_set;
    period_index_ = index_of(data_set.fields, data_set.period_field);
    unit_index_ = index_of(data_set.fields, data_set.unit_field);
    table_.columns.resize(data_set.fields.size());
    for (auto& column : table_.columns) column.resize(base::batch_rows_max);
    table_.lines.resize(base::batch_rows_max);
    rows_.first_days.resize(base::batch_rows_max);
    rows_.last_days.resize(base::batch_rows_max);
    rows_.year_months.resize(base::batch_rows_max);
    batch_faults_.list = &faults;
    for (base::Month month : source.plan_.slices) slices_.push_back(month.year() * 100 + month.month());
    bool look_for_unreadable_bytes = source.text_.has_unreadable_bytes || encoding == Encoding::windows_1252;
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        bool is_read = index != period_index_ && !source.head_.column_of_field[index].empty();
        parsers_.push_back(is_read ? make_column_parser(data_set.fields[index], static_cast<int>(index), source.codes_of_field_[index].get(),
                                                        {source.plan_.mapping->decimal_mark, look_for_unreadable_bytes})
                                   : nullptr);
    }
}

bool CsvPartReader::read(base::RowBatch& batch) {
    size_batch(batch);
    while (splitter_.split(table_)) {
        rows_.count = batch.row_count = table_.row_count;
        rows_.lines = table_.lines.data();
        batch_faults_.row_is_refused.assign(table_.row_count, 0);
        for (const FieldTable::RecordFault& fault : table_.record_faults) {
            batch_faults_.add_record(fault.line, fault.kind, fault.field_count);
            if (fault.kind == FaultKind::row_has_wrong_width) ++row_count_, ++refused_row_count_;
        }
        if (encoding_ == Encoding::windows_1252) decode_fields();
        parse_period(batch);
        if (!slices_.empty()) check_slices(rows_);
        for (std::size_t index = 0; index < parsers_.size(); ++index) {
            if (parsers_[index]) parsers_[index]->parse(table_.columns[index].data(), rows_, batch.columns[index], batch_faults_);
        }
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

void CsvPartReader::size_batch(base::RowBatch& batch) const {
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

/// Fields are cut before they are decoded: delimiters, digits and line breaks are the same bytes in both encodings.
void CsvPartReader::decode_fields() {
    decoded_.clear();
    for (auto& column : table_.columns) {
        for (std::size_t row = 0; row < table_.row_count; ++row) {
            if (!has_high_byte(column[row])) continue;
            std::string& utf8 = decoded_.emplace_back();
            // A byte without meaning is kept as one that is no UTF-8, which the text parser then refuses.
            if (!append_windows_1252(column[row], utf8)) utf8 += '\xFF';
            column[row] = utf8;
        }
    }
}

void CsvPartReader::parse_period(base::RowBatch& batch) {
    const model::Field& field = source_.plan_.data_set->fields[period_index_];
    const std::string_view* texts = table_.columns[period_index_].data();
    parse_period_column(field, static_cast<int>(period_index_), texts, rows_, batch.columns[period_index_], batch_faults_);
    if (field.required) return;
    // A row without a period belongs nowhere, whatever the field's own rule says.
    for (std::size_t row = 0; row < rows_.count; ++row) {
        if (rows_.year_months[row] == 0 && base::trimmed(texts[row]).empty()) {
            batch_faults_.add(row, rows_.lines[row], static_cast<int>(period_index_), FaultKind::field_is_empty, {});
        }
    }
}

void CsvPartReader::check_slices(const BatchRows& rows) {
    for (std::size_t row = 0; row < rows.count; ++row) {
        std::int32_t year_month = rows.year_months[row];
        if (year_month == 0 || std::find(slices_.begin(), slices_.end(), year_month) != slices_.end()) continue;
        batch_faults_.add(row, rows.lines[row], static_cast<int>(period_index_), FaultKind::row_is_outside_the_slice, {}, year_month);
    }
}

void CsvPartReader::fill_derived(base::RowBatch& batch) {
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

void CsvPartReader::fill_month_and_line(base::RowBatch& batch) const {
    base::ColumnBatch& month = batch.columns[batch.columns.size() - 2];
    base::ColumnBatch& line = batch.columns[batch.columns.size() - 1];
    for (std::size_t row = 0; row < rows_.count; ++row) {
        month.whole[row] = rows_.year_months[row];
        month.present[row] = rows_.year_months[row] != 0;
        line.whole[row] = rows_.lines[row];
        line.present[row] = 1;
    }
}

void CsvPartReader::count_rows(const base::RowBatch& batch) {
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

void CsvPartReader::hand_over_faults() {
    if (batch_faults_.count > 0) faults_.add(std::move(batch_faults_.faults), batch_faults_.count);
    batch_faults_.faults.clear();
    batch_faults_.count = 0;
}

void CsvPartReader::finish() {
    if (counts_ == CountRows::no) return;
    counts_ = CountRows::no;  // once, however often the end is asked for
    CsvSource::Tally& tally = source_.tally_;
    std::lock_guard lock(tally.mutex);
    tally.row_count += row_count_;
    tally.refused_row_count += refused_row_count_;
    for (const auto& [year_month, count] : rows_by_year_month_) tally.rows_by_year_month[year_month] += count;
    tally.census.merge(census_);
    release_pages(text_);
}

}  // namespace tertial::intake
