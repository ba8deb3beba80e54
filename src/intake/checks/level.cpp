#include <algorithm>

#include "base/text.hpp"
#include "intake/checks/series.hpp"
#include "intake/measure_words.hpp"

namespace tertial::intake::checks {
namespace {

using base::Int128;
using base::Rational;

constexpr int pairs_min = 6;    ///< months with the same month a year before, for the season to be known
constexpr int history_min = 3;  ///< months for a median to be worth comparing with
constexpr int history_usual = 12;

struct Expectation {
    Int128 size = 0;
    Int128 spread = 0;  ///< three of four earlier months deviated less from what would have been expected of them
    bool by_season = false;
};

/// One group's sizes over the known months; a known month without rows has none of it, which is zero and not missing.
class Sizes {
public:
    Sizes(const Input& input, const Series& series) : input_(input), series_(series) {}
    [[nodiscard]] std::optional<Int128> at(base::Month month) const {
        if (!input_.known.contains(month)) return {};
        auto found = series_.find(month);
        return found == series_.end() ? Int128{0} : size_of(input_, *found->second);
    }

private:
    const Input& input_;
    const Series& series_;
};

Rational median_of(std::vector<Rational> values) {
    auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end(), [](const Rational& a, const Rational& b) { return base::compare(a, b) < 0; });
    return *middle;
}

/// value × ratio in whole base units.
std::optional<Int128> scaled(Int128 value, const Rational& ratio) {
    auto product = base::multiply(Rational::of(value), ratio);
    if (!product.ok()) return {};
    auto whole = base::rounded(product.value(), 0);
    return whole.ok() ? std::optional(whole.value()) : std::nullopt;
}

/// Last year's month, times the median of how each later month has moved against its own a year before.
std::optional<Expectation> expect_by_season(const Sizes& sizes, base::Month month) {
    auto last_year = sizes.at(month.plus(-12));
    if (!last_year || *last_year == 0) return {};
    std::vector<Rational> ratios;
    std::vector<std::pair<Int128, Int128>> pairs;
    for (int back = 1; back <= 12; ++back) {
        auto now = sizes.at(month.plus(-back)), then = sizes.at(month.plus(-back - 12));
        if (!now || !then || *then == 0) continue;
        auto ratio = Rational::create(*now, *then);
        if (!ratio.ok()) continue;
        ratios.push_back(ratio.value());
        pairs.emplace_back(*now, *then);
    }
    if (static_cast<int>(pairs.size()) < pairs_min) return {};
    Rational ratio = median_of(std::move(ratios));
    auto expected = scaled(*last_year, ratio);
    std::vector<Int128> deviations;
    for (const auto& [now, then] : pairs) {
        if (auto of_pair = scaled(then, ratio)) deviations.push_back(magnitude(now - *of_pair));
    }
    if (!expected || deviations.empty()) return {};
    return Expectation{*expected, upper_quartile(std::move(deviations)), true};
}

std::optional<Expectation> expect_by_median(const Sizes& sizes, base::Month month) {
    std::vector<Int128> values;
    for (int back = 1; back <= history_usual; ++back) {
        if (auto size = sizes.at(month.plus(-back))) values.push_back(*size);
    }
    if (static_cast<int>(values.size()) < history_min) return {};
    Int128 middle = median(values);
    std::vector<Int128> deviations;
    for (Int128 value : values) deviations.push_back(magnitude(value - middle));
    return Expectation{middle, upper_quartile(std::move(deviations)), false};
}

/// A number of rows in kronor: by what a row has been worth in the months before. Nothing for a data set without money.
std::string worth_words(const Input& input, const Series& series, base::Month month, Int128 rows) {
    std::vector<std::string> measures = question_of(input.data_set, input.check).measures;
    if (!input.check.measure.empty() || measures.empty()) return {};
    Int128 sum = 0, row_count = 0;
    for (const auto& [earlier, group] : series) {
        if (!(earlier < month)) continue;
        sum += magnitude(group->sums.at(0));
        row_count += group->row_count;
    }
    auto worth = row_count == 0 ? std::nullopt : scaled(rows, Rational::create(sum, row_count).value());
    return worth ? "; det motsvarar omkring " + format_measure(input.data_set, measures.front(), *worth) : std::string();
}

/// Both limits must be passed: a large share of a steady group, and more than it usually varies.
bool is_unusual(const Input& input, const Expectation& expected, Int128 deviation) {
    return deviation != 0 && deviation >= least_at_stake(input) && deviation > expected.spread * input.check.spreads &&
           deviation * 100 >= magnitude(expected.size) * input.check.share_percent;
}

Finding finding_of(const Input& input, const std::vector<std::string>& values, const Series& series, base::Month month, Int128 size,
                   const Expectation& expected) {
    Int128 deviation = magnitude(size - expected.size);
    std::string what = values.empty() ? (input.check.measure.empty() ? input.data_set.label : measure_label(input.data_set, input.check.measure))
                                      : group_words(input, input.check.by, values);
    return {month,
            what + " " + base::format_month(month) + " är " + size_words(input, size) + ", väntat omkring " + size_words(input, expected.size) +
                (expected.by_season ? " efter samma månad i fjol" : " efter månaderna före") + "; det skiljer " + size_words(input, deviation) +
                worth_words(input, series, month, deviation),
            0, deviation};
}

}  // namespace

Findings check_level(const Input& input) {
    Findings findings;
    SeriesByGroup groups = series_by_group(input);
    findings.lacking = rows_that_lack_values(input, groups);
    if (input.check.by.empty()) groups.series.try_emplace({});
    for (base::Month month : input.judged) {
        bool is_judged = false;
        for (const auto& [values, series] : groups.series) {
            Sizes sizes(input, series);
            auto expected = expect_by_season(sizes, month);
            if (!expected) expected = expect_by_median(sizes, month);
            if (!expected) continue;
            is_judged = true;
            Int128 size = sizes.at(month).value_or(0);
            if (is_unusual(input, *expected, magnitude(size - expected->size)))
                findings.found.push_back(finding_of(input, values, series, month, size, *expected));
        }
        if (!is_judged) findings.lacking.push_back({month, "historiken är för kort för att jämföra med", 0, 0});
    }
    return findings;
}

}  // namespace tertial::intake::checks
