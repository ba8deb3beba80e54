// Which rows of a SIE file's balances by object may be added: an object row is a part of the row without objects for the same year,
// period and account, and rows that divide the same balance along different dimensions are the same money twice.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "intake/sie_line.hpp"
#include "intake/sie_text.hpp"

namespace tertial::intake {

/// Year, period (0 for balances of a year) and account of a balance.
struct SieBalanceKey {
    std::array<char, 16> account{};
    std::int32_t period = 0;
    std::int32_t year = 0;

    friend auto operator<=>(const SieBalanceKey&, const SieBalanceKey&) = default;
};

/// Empty where one of them cannot be read, or the account has over 16 bytes.
[[nodiscard]] std::optional<SieBalanceKey> balance_key_of(SieLabel label, const SieRecord& record);

/// Which rows a table of balances hands out.
struct SieBalanceChoice {
    SieLabel label = SieLabel::psaldo;
    bool by_object = false;    ///< object rows only; else rows without objects, and object rows where no such row exists
    int dimension = 0;         ///< only object rows that have it; 0: whichever
    bool lists_differ = true;  ///< the file has object lists of different dimensions, so that they must be compared

    [[nodiscard]] bool admits(const SieRecord& record) const;
};

class SieBalances {
public:
    /// True if a row without objects exists for the key.
    [[nodiscard]] bool has_total(const SieBalanceKey& key) const;
    /// True if admitted rows of the key have object lists of different dimensions, and no row without objects is told instead.
    [[nodiscard]] bool is_divided_twice(const SieBalanceKey& key) const;

private:
    friend base::Result<SieBalances> collect_balances(const SieText&, const SieBalanceChoice&, const std::string&, std::size_t);

    std::vector<SieBalanceKey> totals_;
    std::vector<SieBalanceKey> divided_twice_;
};

inline constexpr std::size_t balance_keys_max = 5'000'000;

/// Reads the file through once. Issue `sie_has_too_many_balances` (more than `keys_max` different keys).
base::Result<SieBalances> collect_balances(const SieText& text, const SieBalanceChoice& choice, const std::string& shown_file,
                                           std::size_t keys_max = balance_keys_max);

}  // namespace tertial::intake
