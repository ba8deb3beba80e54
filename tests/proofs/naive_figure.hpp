// The slow, naive road to a figure: every definition is written here once more by hand, as a loop over source rows.
// It never parses an expression and knows no engine; that it agrees with the engine is the proof (naive_test.cpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/period.hpp"
#include "base/rational.hpp"
#include "domain/figure.hpp"
#include "proofs/naive_rows.hpp"

namespace tertial::proofs {

/// A filter twice: as the product reads it, and as a condition on a record.
struct Filter {
    std::string text;  ///< empty: none
    std::function<bool(const Region&, const Record&)> passes;
};

struct Question {
    std::string definition;
    Filter filter;
    std::string unit;
    base::Period period;
    std::string column = "outturn";
    std::string basis = "total";
    bool is_comparable = false;  ///< all months under the organisation of the period's last one

    /// The address that the product understands.
    [[nodiscard]] std::string address() const;
};

struct Answer {
    std::optional<base::Rational> value;
    domain::Absence absence = domain::Absence::none;

    friend bool operator==(const Answer&, const Answer&) = default;
};

/// The data set of a definition's outturn.
std::string data_set_of(const std::string& definition);
std::vector<std::string> statement_lines();
/// Every definition that is written out here.
std::vector<std::string> naive_definitions();

class NaiveEvaluator {
public:
    NaiveEvaluator(const Region& region, const SourceBook& book) : region_(region), book_(book) {}
    [[nodiscard]] Answer answer(const Question& question) const;

private:
    struct Tally;
    using Condition = std::function<bool(const Record&)>;
    using ConditionOfMonth = std::function<bool(const Record&, base::Month)>;

    [[nodiscard]] Answer mean_of_months(const Question& question, const base::Period& period) const;
    [[nodiscard]] Answer for_period(const Question& question, const base::Period& asked, bool is_budget) const;
    [[nodiscard]] std::optional<Answer> lacking(const std::string& data_set, const base::Period& period) const;
    [[nodiscard]] Tally tally(const Question& question, const std::string& data_set, const base::Period& period) const;
    [[nodiscard]] Condition definition_condition(const Question& question) const;
    [[nodiscard]] ConditionOfMonth basis_condition(const Question& question) const;

    const Region& region_;
    const SourceBook& book_;
};

/// The middle value, or the mean of the two middle ones.
std::optional<base::Rational> naive_median(std::vector<std::int64_t> values);
/// The value that nine tenths lie at or below.
std::optional<base::Rational> naive_ninetieth(std::vector<std::int64_t> values);

}  // namespace tertial::proofs
