// Makes records of care: lines of records alike, spread over units and days, and then values dealt out so that every sum is met.
// It knows no data set and no published number; those who call it do. Values are dealt without replacement and never with
// floating point, so a total comes out exactly and a seed gives the same files everywhere.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/random.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

enum class ColumnKind {
    date,
    days_after,  ///< days after the record's day, printed as a date
    month,
    code,  ///< one of the block's codes; a unit too
    whole,
    second_of_day,  ///< printed as an instant
    seconds_after,  ///< seconds after the record's second of day, printed as an instant
};

struct RecordColumn {
    std::string field;
    std::string head;
    ColumnKind kind = ColumnKind::code;
};

/// What a data set's records look like. The number of a record is the first column of its file and stands not among these.
struct RecordForm {
    std::string data_set;
    std::string number_head;
    char number_letter = 'R';
    /// A row of seasons.csv.
    std::string season;
    /// How common a record is on a weekend or a public holiday, in per cent of a working day.
    std::int64_t day_off_percent = 100;
    std::vector<RecordColumn> columns;
};

constexpr std::size_t record_columns_max = 7;
/// Printed as nothing.
constexpr std::int32_t empty_value = -1;

struct Record {
    base::Date day;
    /// Order within the day.
    std::uint32_t place = 0;
    /// In the order of the form's columns; codes by their number in the block.
    std::array<std::int32_t, record_columns_max> values{};
};

/// So many records with the same codes.
struct RecordLine {
    std::int64_t count = 0;
    /// Field and code.
    std::vector<std::pair<std::string, std::string>> codes;
    std::vector<Weighted> units;
};

struct Quota {
    std::int32_t value = 0;
    std::int64_t count = 0;
};

/// The records of a run of months.
class RecordBlock {
public:
    using Pool = std::vector<std::size_t>;
    using Test = std::function<bool(const Record&)>;

    RecordBlock(RecordForm form, base::Month first, base::Month last, const std::array<std::int64_t, 12>& season, std::uint64_t seed);

    [[nodiscard]] base::Month first() const { return first_; }
    [[nodiscard]] base::Month last() const { return last_; }
    [[nodiscard]] const RecordForm& form() const { return form_; }
    [[nodiscard]] std::size_t column(std::string_view field) const;
    /// The number of a code, which is given one at its first use.
    std::int32_t code(const std::string& name);
    [[nodiscard]] std::int32_t code_count() const { return static_cast<std::int32_t>(codes_.size()); }
    [[nodiscard]] const std::string& code_name(std::int32_t code) const { return codes_[static_cast<std::size_t>(code)]; }
    Random& random() { return random_; }
    [[nodiscard]] const std::vector<Record>& records() const { return records_; }
    [[nodiscard]] std::int32_t value(std::size_t record, std::string_view field) const { return records_[record].values[column(field)]; }

    /// Units come out in exact proportion; days by the season and by whether they are days off.
    void add(const RecordLine& line);
    /// The records that have the code; all of them if `field` is empty.
    [[nodiscard]] Pool with(std::string_view field, const std::string& name);
    [[nodiscard]] Pool those(const Test& test) const;

    void set(std::string_view field, std::int32_t value, const Pool& pool);
    /// Deals so many of each value among the pool; what is left keeps its value. Issue `cell_does_not_hold` if the pool is too small.
    base::Done deal(std::string_view field, const std::vector<Quota>& quotas, Pool pool);
    /// Values from `least` to `most`, low ones more common.
    void deal_range(std::string_view field, std::int32_t least, std::int32_t most, const Pool& pool);
    /// Values of at least `least`, whole steps above it, that sum to `total` exactly. Issue `cell_does_not_hold` if the total is too small.
    base::Done deal_total(std::string_view field, std::int32_t least, std::int64_t total, const Pool& pool, std::int32_t step = 1);
    /// Seconds of the day: most records from morning to evening.
    void deal_clock(std::string_view field);

    void sort();

private:
    base::Date choose_day();

    RecordForm form_;
    base::Month first_, last_;
    Random random_;
    std::vector<std::string> codes_;
    std::vector<Record> records_;
    /// Running totals of the weights of the block's days.
    std::vector<std::int64_t> day_weights_;
};

/// One file per month of each block.
base::Done write_records(const CareOrder& order, std::vector<RecordBlock>& blocks);

}  // namespace tertial::synth
