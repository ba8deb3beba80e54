#include "synth/ledger_row.hpp"

#include <algorithm>
#include <cassert>

#include "base/csv.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/table.hpp"

namespace tertial::synth {
namespace {

constexpr int pay_day = 25;
constexpr int pay_day_span = 3;
constexpr int days_max = 32;

std::uint64_t bits_of_row(std::uint64_t seed, std::int64_t row) { return scrambled(seed + static_cast<std::uint64_t>(row) * 0x9e3779b97f4a7c15ULL); }

/// Monday is 0. 1970-01-01 was a Thursday.
int weekday(base::Date date) { return (date.day_count % 7 + 10) % 7; }

/// Nothing is booked on a weekend: Friday takes it, or Monday if the month has just begun.
int weekday_in_month(base::Month month, int day) {
    int day_of_week = weekday(base::Date{month.first_day().day_count + day - 1});
    if (day_of_week < 5) return day;
    int friday = day - (day_of_week - 4);
    return friday >= 1 ? friday : day + (7 - day_of_week);
}

/// total × part / whole rounded down, in 64 bits where they suffice.
std::int64_t running_share(std::int64_t total, std::int64_t part, std::int64_t whole) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(total, part, &product)) {
        std::int64_t quotient = product / whole;
        return product % whole < 0 ? quotient - 1 : quotient;
    }
    return static_cast<std::int64_t>(floor_divided(base::Int128{total} * part, whole));
}

}  // namespace

LedgerCell::LedgerCell(std::int64_t total_ore, std::int64_t row_count, std::uint64_t seed, PostingDays days, base::Month month)
    : total_ore_(total_ore), row_count_(row_count), seed_(seed), month_(month), days_(days) {
    std::int64_t size_sum = 0;
    for (std::int64_t row = 0; row < row_count_; ++row) {
        std::int64_t weight = row_weight(bits_of_row(seed_, row));
        weight_sum_ += weight;
        size_sum += weight < 0 ? -weight : weight;
    }
    if (2 * weight_sum_ < size_sum) {
        // The corrections would outweigh the rest and blow the rows up.
        has_corrections_ = false;
        weight_sum_ = size_sum;
    }
    if (!is_done()) next_day_ = day_of_row(0);
}

std::int64_t LedgerCell::row_weight(std::uint64_t bits) const {
    auto mantissa = static_cast<std::int64_t>(64 + (bits & 63));
    auto exponent = std::min((bits >> 6) & 7, (bits >> 9) & 7);
    std::int64_t weight = mantissa << exponent;
    if (((bits >> 12) & 31) != 0) return weight;
    return has_corrections_ ? -(weight / 4) : weight / 4;
}

int LedgerCell::day_of_row(std::int64_t row) const {
    const auto offset = static_cast<std::int64_t>(seed_ >> 54);
    const int first = days_ == PostingDays::around_pay_day ? pay_day : 1;
    const int span = days_ == PostingDays::around_pay_day ? pay_day_span : month_.days_in_month();
    auto day = first + static_cast<int>((row * 1024 + offset) * span / (row_count_ * 1024));
    return weekday_in_month(month_, day);
}

LedgerCell::Row LedgerCell::take() {
    assert(!is_done());
    std::uint64_t bits = bits_of_row(seed_, next_row_);
    std::int64_t weight = row_weight(bits);
    running_weight_ += weight;
    std::int64_t reached_ore = running_share(total_ore_, running_weight_, weight_sum_);
    Row row{reached_ore - handed_out_ore_, weight < 0, scrambled(bits)};
    handed_out_ore_ = reached_ore;
    ++next_row_;
    next_day_ = is_done() ? days_max : day_of_row(next_row_);
    assert(!is_done() || handed_out_ore_ == total_ore_);
    return row;
}

VoucherNumbers::VoucherNumbers(base::Month month) {
    std::string name = base::format_month(month);
    prefix_ = name.substr(2, 2) + name.substr(5, 2);
}

const std::string& VoucherNumbers::next(char letter, int day, std::uint64_t bits) {
    Series& series = series_[static_cast<std::size_t>(letter - 'A')];
    if (series.rows_left > 0 && series.day == day) {
        --series.rows_left;
        return series.text;
    }
    ++series.number;
    series.day = day;
    series.rows_left = static_cast<std::int64_t>(std::min(bits & 3, (bits >> 2) & 3));
    std::string number = std::to_string(series.number);
    series.text = prefix_;
    series.text.push_back(letter);
    if (number.size() < 6) series.text.append(6 - number.size(), '0');
    series.text.append(number);
    return series.text;
}

base::Result<std::map<std::string, RowTexts>> read_row_texts(const std::string& path) {
    Table table = TRY(Table::read(path, {"line", "use", "text"}));
    std::map<std::string, RowTexts> texts;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        RowTexts& of_line = texts[table.text(row, "line")];
        std::string field = base::format_csv_field(table.text(row, "text"), ';');
        const std::string& use = table.text(row, "use");
        if (use == "usual")
            of_line.usual.push_back(field);
        else if (use == "correction")
            of_line.correction.push_back(field);
        else if (use == "quoted")
            of_line.quoted.push_back(field);
        else
            return base::make_issue("text_use_is_unknown", "användningen ”" + use + "” finns inte", "skriv usual, correction eller quoted", table.place(row));
    }
    return texts;
}

}  // namespace tertial::synth
