// Which units share a total, and how much each: by what they do and how large they are. Also the small draws that share it out.
// It never decides totals; those come from the published tables and the assumptions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "synth/care_order.hpp"
#include "synth/random.hpp"
#include "synth/region.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

/// The three divisions as the model codes them and as the published tables name them.
struct Division {
    const char* code;
    const char* name;
};
[[nodiscard]] const std::vector<Division>& divisions();

/// The division above the unit; empty for the board's own.
[[nodiscard]] std::string division_of(const Region& region, const Unit& unit);

struct UnitShare {
    const Unit* unit;
    std::int64_t weight;
};

/// The divisions' cost centres that are open in the month, by size; all of them where no profiles are named.
[[nodiscard]] std::vector<UnitShare> sharing_units(const Region& region, const std::vector<Weighted>& profiles, base::Month month);

/// One of the places of `weights`, drawn in proportion to them. One weight at least is positive.
[[nodiscard]] std::size_t draw_place(const std::vector<std::int64_t>& weights, Random& random);
/// The units of these boards that are open, by size.
[[nodiscard]] std::vector<UnitShare> units_of_boards(const Region& region, const std::vector<std::string>& boards, base::Month month);
[[nodiscard]] const Unit& draw_unit(const std::vector<UnitShare>& shares, Random& random);
[[nodiscard]] const std::string& draw_code(const std::vector<Weighted>& codes, Random& random);

/// Weights of invoices: most small, a few large.
[[nodiscard]] std::vector<std::int64_t> skewed_weights(std::int64_t count, Random& random);

/// A run of months with a total of its own, from the columns first_month and last_month.
struct Span {
    base::Month first, last;

    [[nodiscard]] int month_count() const { return last.month_count - first.month_count + 1; }
    [[nodiscard]] base::Month draw_month(Random& random) const { return first.plus(static_cast<int>(random.below(month_count()))); }
};
base::Result<Span> read_span(const Table& table, std::size_t row);

}  // namespace tertial::synth
