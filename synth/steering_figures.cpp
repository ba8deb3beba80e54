#include "synth/steering_figures.hpp"

#include "synth/published_cell.hpp"
#include "synth/table.hpp"

namespace tertial::synth {

base::Result<base::Rational> steering_figure(const CareOrder& order, const std::string& measures, const std::string& period) {
    Table table = TRY(Table::read(order.published_folder + "/steering_figures.csv", {"measures", "period", "value"}));
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "measures") == measures && table.text(row, "period") == period) return table.decimal(row, "value");
    }
    return base::make_issue("row_is_missing", "talet " + measures + " för " + period + " saknas bland de publicerade", "kontrollera steering_figures.csv");
}

base::Done require_figure(const CareOrder& order, const std::string& measures, const std::string& period, base::Int128 numerator, base::Int128 denominator,
                          int decimals) {
    return require_cell(measures + " " + period, base::Rational::create(numerator, denominator), steering_figure(order, measures, period), decimals);
}

}  // namespace tertial::synth
