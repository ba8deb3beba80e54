// How one row of the ledger comes about from a number: its share of the cell, its posting day, its voucher and its text.
// Everything follows from the cell's seed and the row's place, so rows need not be kept to be summed.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/rational.hpp"
#include "base/result.hpp"

namespace tertial::synth {

/// When in the month a pool is booked.
enum class PostingDays { any_weekday, around_pay_day };

/// The rows of one combination in one month, on their way out.
class LedgerCell {
public:
    LedgerCell(std::int64_t total_ore, std::int64_t row_count, std::uint64_t seed, PostingDays days, base::Month month);

    [[nodiscard]] bool is_done() const { return next_row_ == row_count_; }
    [[nodiscard]] int next_day() const { return next_day_; }

    struct Row {
        std::int64_t amount_ore = 0;
        /// True for a row that takes back earlier ones.
        bool is_correction = false;
        /// Bits for the fields that the amount does not decide.
        std::uint64_t bits = 0;
    };
    Row take();

private:
    [[nodiscard]] std::int64_t row_weight(std::uint64_t bits) const;
    [[nodiscard]] int day_of_row(std::int64_t row) const;

    std::int64_t total_ore_;
    std::int64_t row_count_;
    std::uint64_t seed_;
    base::Month month_;
    PostingDays days_;
    bool has_corrections_ = true;
    std::int64_t next_row_ = 0;
    int next_day_ = 0;
    std::int64_t weight_sum_ = 0;
    std::int64_t running_weight_ = 0;
    std::int64_t handed_out_ore_ = 0;
};

/// Numbers the vouchers of a month: a series letter and a counter; consecutive rows of a day share a voucher now and then.
class VoucherNumbers {
public:
    explicit VoucherNumbers(base::Month month);
    /// "2601F000123"
    const std::string& next(char series, int day, std::uint64_t bits);

private:
    struct Series {
        std::int64_t number = 0;
        std::int64_t rows_left = 0;
        int day = 0;
        std::string text;
    };
    std::string prefix_;
    std::array<Series, 26> series_{};
};

/// The texts of a line, already quoted for the file. `quoted` ones hold the delimiter or quotes, so that readers are tried.
struct RowTexts {
    std::vector<std::string> usual;
    std::vector<std::string> correction;
    std::vector<std::string> quoted;
};

/// Issue `text_use_is_unknown`.
base::Result<std::map<std::string, RowTexts>> read_row_texts(const std::string& path);

}  // namespace tertial::synth
