#include "synth/records.hpp"

#include <algorithm>
#include <cassert>

#include "synth/source_file.hpp"
#include "synth/spread.hpp"
#include "synth/swedish_days.hpp"
#include "synth/swedish_time.hpp"

namespace tertial::synth {
namespace {

using base::Month;

/// Records per hour of the day, relative.
constexpr std::array<std::int64_t, 24> hour_weights = {22, 17, 14, 12, 12, 14, 22, 40, 66, 82, 88, 86, 80, 80, 82, 82, 78, 76, 72, 66, 58, 48, 38, 30};
constexpr int number_digits = 6;

base::Issue pool_is_too_small(const RecordForm& form, std::string_view field) {
    return base::make_issue("cell_does_not_hold", form.data_set + ", " + std::string(field) + ": det finns för få rader att fördela värdena på",
                            "kontrollera antagandena mot de publicerade talen");
}

void add_value(SourceFile& file, const RecordBlock& block, const Record& record, std::size_t column) {
    const std::int32_t value = record.values[column];
    if (value == empty_value) return;
    switch (block.form().columns[column].kind) {
        case ColumnKind::date: file.add_date(record.day); return;
        case ColumnKind::days_after: file.add_date(base::Date{record.day.day_count + value}); return;
        case ColumnKind::month: file.add(base::format_month(Month::of(record.day))); return;
        case ColumnKind::code: file.add(block.code_name(value)); return;
        case ColumnKind::whole: file.add_whole(value); return;
        case ColumnKind::second_of_day: file.add(format_swedish_time(epoch_of_swedish_time(record.day, value))); return;
        case ColumnKind::seconds_after: file.add(format_swedish_time(epoch_of_swedish_time(record.day, static_cast<int>(record.place)) + value)); return;
    }
}

std::string head_of(const RecordForm& form) {
    std::string head = form.number_head;
    for (const RecordColumn& column : form.columns) head += ";" + column.head;
    return head;
}

/// Writes the month whose first record is at `next`, and moves it to the next month's.
base::Done write_month(const CareOrder& order, const RecordBlock& block, std::size_t& next) {
    const RecordForm& form = block.form();
    const Month month = Month::of(block.records()[next].day);
    const base::Date last_day = month.last_day();
    const std::string name = base::format_month(month);
    const std::string number_start = form.number_letter + name.substr(2, 2) + name.substr(5, 2) + "-";
    SourceFile file = TRY(SourceFile::create(order.out_folder, source_file_name(form.data_set, month), head_of(form)));
    for (std::int64_t number = 1; next < block.records().size() && !(last_day < block.records()[next].day); ++number, ++next) {
        file.add(number_start);
        file.add_padded(number, number_digits);
        for (std::size_t column = 0; column < form.columns.size(); ++column) {
            file.add(';');
            add_value(file, block, block.records()[next], column);
        }
        TRY(file.end_row());
    }
    return file.finish();
}

}  // namespace

RecordBlock::RecordBlock(RecordForm form, Month first, Month last, const std::array<std::int64_t, 12>& season, std::uint64_t seed)
    : form_(std::move(form)), first_(first), last_(last), random_(derived_seed(seed, form_.data_set + base::format_month(first))) {
    assert(form_.columns.size() <= record_columns_max);
    std::int64_t running = 0;
    for (base::Date day = first.first_day(); !(last.last_day() < day); ++day.day_count) {
        running += season[static_cast<std::size_t>(day.month() - 1)] * (is_day_off(day) ? form_.day_off_percent : 100);
        day_weights_.push_back(running);
    }
}

std::size_t RecordBlock::column(std::string_view field) const {
    auto found = std::find_if(form_.columns.begin(), form_.columns.end(), [&](const RecordColumn& column) { return column.field == field; });
    assert(found != form_.columns.end());
    return static_cast<std::size_t>(found - form_.columns.begin());
}

std::int32_t RecordBlock::code(const std::string& name) {
    auto found = std::find(codes_.begin(), codes_.end(), name);
    if (found == codes_.end()) found = codes_.insert(codes_.end(), name);
    return static_cast<std::int32_t>(found - codes_.begin());
}

base::Date RecordBlock::choose_day() {
    auto found = std::upper_bound(day_weights_.begin(), day_weights_.end(), random_.below(day_weights_.back()));
    return base::Date{first_.first_day().day_count + static_cast<std::int32_t>(found - day_weights_.begin())};
}

void RecordBlock::add(const RecordLine& line) {
    Record pattern;
    pattern.values.fill(0);
    for (std::size_t column = 0; column < form_.columns.size(); ++column) {
        const ColumnKind kind = form_.columns[column].kind;
        if (kind == ColumnKind::code || kind == ColumnKind::whole || kind == ColumnKind::days_after) pattern.values[column] = empty_value;
    }
    for (const auto& [field, name] : line.codes) pattern.values[column(field)] = code(name);
    std::vector<std::int64_t> weights;
    for (const Weighted& unit : line.units) weights.push_back(unit.weight);
    const std::vector<std::int64_t> counts = spread_exactly(line.count, weights);
    const std::size_t unit_column = column("unit");
    for (std::size_t index = 0; index < counts.size(); ++index) {
        pattern.values[unit_column] = code(line.units[index].code);
        for (std::int64_t number = 0; number < counts[index]; ++number) {
            pattern.day = choose_day();
            pattern.place = static_cast<std::uint32_t>(random_.below(std::int64_t{1} << 32));
            records_.push_back(pattern);
        }
    }
}

RecordBlock::Pool RecordBlock::with(std::string_view field, const std::string& name) {
    if (field.empty()) return those([](const Record&) { return true; });
    return those([index = column(field), wanted = code(name)](const Record& record) { return record.values[index] == wanted; });
}

RecordBlock::Pool RecordBlock::those(const Test& test) const {
    Pool pool;
    for (std::size_t index = 0; index < records_.size(); ++index) {
        if (test(records_[index])) pool.push_back(index);
    }
    return pool;
}

void RecordBlock::set(std::string_view field, std::int32_t value, const Pool& pool) {
    const std::size_t index = column(field);
    for (std::size_t record : pool) records_[record].values[index] = value;
}

base::Done RecordBlock::deal(std::string_view field, const std::vector<Quota>& quotas, Pool pool) {
    const std::size_t index = column(field);
    std::size_t dealt = 0;
    for (const Quota& quota : quotas) {
        if (quota.count < 0 || static_cast<std::size_t>(quota.count) > pool.size() - dealt) return pool_is_too_small(form_, field);
        for (const std::size_t end = dealt + static_cast<std::size_t>(quota.count); dealt < end; ++dealt) {
            const auto left = static_cast<std::int64_t>(pool.size() - dealt);
            std::swap(pool[dealt], pool[dealt + static_cast<std::size_t>(random_.below(left))]);
            records_[pool[dealt]].values[index] = quota.value;
        }
    }
    return base::Nothing{};
}

void RecordBlock::deal_range(std::string_view field, std::int32_t least, std::int32_t most, const Pool& pool) {
    const std::size_t index = column(field);
    for (std::size_t record : pool) {
        const std::int64_t reach = random_.below(most - least + 1);
        records_[record].values[index] = least + static_cast<std::int32_t>((reach * random_.between(1, 1'000) + 999) / 1'000);
    }
}

base::Done RecordBlock::deal_total(std::string_view field, std::int32_t least, std::int64_t total, const Pool& pool, std::int32_t step) {
    const auto lowest = static_cast<std::int64_t>(pool.size()) * least;
    if (pool.empty() || total < lowest) return pool_is_too_small(form_, field);
    std::vector<std::int64_t> weights;
    for (std::size_t number = 0; number < pool.size(); ++number) weights.push_back(random_.between(1, 100) * random_.between(1, 100));
    const std::vector<std::int64_t> steps = spread_exactly((total - lowest) / step, weights);
    const std::size_t index = column(field);
    for (std::size_t number = 0; number < pool.size(); ++number) records_[pool[number]].values[index] = least + static_cast<std::int32_t>(steps[number]) * step;
    // What is left when the total is no whole number of steps.
    records_[pool.front()].values[index] += static_cast<std::int32_t>((total - lowest) % step);
    return base::Nothing{};
}

void RecordBlock::deal_clock(std::string_view field) {
    const std::size_t index = column(field);
    std::int64_t sum = 0;
    for (std::int64_t weight : hour_weights) sum += weight;
    for (Record& record : records_) {
        std::int64_t point = random_.below(sum), hour = 0;
        while (point >= hour_weights[static_cast<std::size_t>(hour)]) point -= hour_weights[static_cast<std::size_t>(hour++)];
        record.values[index] = static_cast<std::int32_t>(hour * 3'600 + random_.below(3'600));
        record.place = static_cast<std::uint32_t>(record.values[index]);
    }
}

void RecordBlock::sort() {
    std::stable_sort(records_.begin(), records_.end(), [](const Record& a, const Record& b) { return a.day != b.day ? a.day < b.day : a.place < b.place; });
}

base::Done write_records(const CareOrder& order, std::vector<RecordBlock>& blocks) {
    for (RecordBlock& block : blocks) {
        block.sort();
        for (std::size_t next = 0; next < block.records().size();) TRY(write_month(order, block, next));
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
