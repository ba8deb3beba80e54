#include <array>
#include <vector>

#include "base/text.hpp"
#include "synth/monthly_files.hpp"
#include "synth/random.hpp"
#include "synth/spread.hpp"
#include "synth/steering.hpp"
#include "synth/steering_figures.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Int128;
using base::Month;
using base::Result;

constexpr std::int64_t invoice_ore = 15'000'000;
constexpr std::int64_t small_supplier_ore = 5'500'000;
constexpr std::int64_t contracted_suppliers = 64;
constexpr std::int64_t other_suppliers = 18;

struct Purchase {
    Month month;
    std::string unit, supplier;
    bool is_contracted = false, is_small = false;
    std::int64_t amount_ore = 0;
};

std::string supplier_code(char series, std::int64_t number) {
    std::string digits = std::to_string(10'000 + number);
    return series + digits.substr(1);
}

class Purchases {
public:
    Purchases(const Region& region, const Span& span, std::vector<std::string> boards, Random& random)
        : region_(region), span_(span), boards_(std::move(boards)), random_(random) {}

    /// Suppliers with so much each that none is small.
    void add_large(char series, std::int64_t supplier_count, bool is_contracted, std::int64_t total_ore) {
        std::int64_t number = 0;
        for (std::int64_t amount_ore : spread_exactly(total_ore, skewed_weights(total_ore / invoice_ore, random_))) {
            add(supplier_code(series, 1 + number++ % supplier_count), is_contracted, false, amount_ore);
        }
    }

    /// Suppliers without a contract, each with one invoice or two that come to less than the limit.
    void add_small(std::int64_t total_ore) {
        std::vector<std::int64_t> weights;
        for (std::int64_t supplier = 0; supplier < total_ore / small_supplier_ore; ++supplier) weights.push_back(random_.between(60, 140));
        std::int64_t number = 0;
        for (std::int64_t supplier_ore : spread_exactly(total_ore, weights)) {
            const std::string supplier = supplier_code('S', ++number);
            const std::vector<std::int64_t> shares = random_.below(2) == 0 ? std::vector<std::int64_t>{1} : std::vector<std::int64_t>{2, 3};
            for (std::int64_t amount_ore : spread_exactly(supplier_ore, shares)) add(supplier, false, true, amount_ore);
        }
    }

    [[nodiscard]] const std::vector<Purchase>& rows() const { return rows_; }

private:
    void add(const std::string& supplier, bool is_contracted, bool is_small, std::int64_t amount_ore) {
        Month month = span_.draw_month(random_);
        const std::vector<UnitShare> units = boards_.empty() ? sharing_units(region_, {}, month) : units_of_boards(region_, boards_, month);
        rows_.push_back({month, draw_unit(units, random_).code, supplier, is_contracted, is_small, amount_ore});
    }

    const Region& region_;
    Span span_;
    std::vector<std::string> boards_;  ///< none: the divisions of health care
    Random& random_;
    std::vector<Purchase> rows_;
};

Result<std::vector<Purchase>> all_purchases(const CareOrder& order, const Region& region) {
    Table totals = TRY(Table::read(order.assumptions_folder + "/purchase_totals.csv",
                                   {"first_month", "last_month", "amount_tkr", "contracted_permille", "small_off_contract_permille", "boards"}));
    Random of_health_care(derived_seed(order.seed, "purchases"));
    std::vector<Purchase> rows;
    for (std::size_t row = 0; row < totals.row_count(); ++row) {
        Random of_boards(derived_seed(order.seed, "purchases of boards " + std::to_string(row)));
        Random& random = totals.text(row, "boards").empty() ? of_health_care : of_boards;
        std::int64_t total_ore = TRY(totals.scaled(row, "amount_tkr", 100'000));
        std::int64_t contracted_ore = total_ore / 1000 * TRY(totals.whole(row, "contracted_permille"));
        std::int64_t small_ore = total_ore / 1000 * TRY(totals.whole(row, "small_off_contract_permille"));
        Span span = TRY(read_span(totals, row));
        std::vector<std::string> boards;
        if (!totals.text(row, "boards").empty()) boards = base::split(totals.text(row, "boards"), ' ');
        Purchases purchases(region, span, std::move(boards), random);
        purchases.add_large('A', contracted_suppliers, true, contracted_ore);
        purchases.add_large('O', other_suppliers, false, total_ore - contracted_ore - small_ore);
        purchases.add_small(small_ore);
        rows.insert(rows.end(), purchases.rows().begin(), purchases.rows().end());
    }
    return rows;
}

base::Done check_published(const CareOrder& order, const std::vector<Purchase>& rows) {
    for (const char* period : {"2025", "2026-T1"}) {
        std::int64_t all_ore = 0, contracted_ore = 0, small_ore = 0;
        for (const Purchase& row : rows) {
            if (row.month.year() != (period[3] == '5' ? 2025 : 2026)) continue;
            all_ore += row.amount_ore;
            contracted_ore += row.is_contracted ? row.amount_ore : 0;
            small_ore += row.is_small ? row.amount_ore : 0;
        }
        TRY(require_figure(order, "supplier_loyalty", period, Int128{100} * contracted_ore, all_ore, 0));
        if (period[3] == '6') TRY(require_figure(order, "small_off_contract_share", period, Int128{100} * small_ore, all_ore, 0));
    }
    return base::Nothing{};
}

}  // namespace

base::Done write_purchases(const CareOrder& order, const Region& region) {
    std::vector<Purchase> rows = TRY(all_purchases(order, region));
    TRY(check_published(order, rows));
    return write_by_month(order, "purchase", "Faktura;Månad;Enhet;Leverantör;Med_avtal;Liten_leverantör;Belopp", rows,
                          [](SourceFile& file, const Purchase& row, std::int64_t number) {
                              file.add('F');
                              add_row_number(file, row.month, number);
                              file.add(";" + base::format_month(row.month) + ";" + row.unit + ";" + row.supplier + (row.is_contracted ? ";yes" : ";no"));
                              file.add(row.is_small ? ";yes;" : ";no;");
                              file.add_kronor(row.amount_ore);
                          });
}

}  // namespace tertial::synth
