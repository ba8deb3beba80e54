#include "synth/ledger.hpp"

#include <map>

#include "synth/ledger_row.hpp"
#include "synth/random.hpp"
#include "synth/source_file.hpp"
#include "synth/spread.hpp"
#include "synth/table.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

constexpr int ledger_month_count = 16;
constexpr std::int64_t row_count_with_quotes_max = 1'000'000;
constexpr std::int64_t hundred_kronor_ore = 10'000;
const Month ledger_first = Month::of(2025, 1);

using Amounts = std::vector<std::vector<std::int64_t>>;

Block block_of(const std::vector<Pool>& pools, Month first, int month_count, std::int64_t PoolAmounts::*amount, bool is_rest_of_year,
               std::int64_t scale_permille) {
    Block block{first, month_count, {}};
    for (const Pool& pool : pools) {
        base::Int128 total = base::Int128{pool.amounts.*amount} * scale_permille;
        if (is_rest_of_year) total = total * pool.rest_of_year_permille / 1000;
        block.totals_ore.push_back(static_cast<std::int64_t>(total / 1000));
    }
    return block;
}

void append_months(Amounts& amounts, const Amounts& more) {
    for (std::size_t index = 0; index < amounts.size(); ++index) amounts[index].insert(amounts[index].end(), more[index].begin(), more[index].end());
}

Result<Amounts> ledger_amounts(const std::vector<Combination>& combinations, const std::vector<Pool>& pools, std::uint64_t seed) {
    const std::uint64_t own_seed = derived_seed(seed, "ledger");
    auto spread = [&](Month first, int months, std::int64_t PoolAmounts::*amount, bool is_rest_of_year) {
        return spread_block(combinations, pools, block_of(pools, first, months, amount, is_rest_of_year, 1000), own_seed, 1);
    };
    Amounts amounts = TRY(spread(Month::of(2025, 1), 4, &PoolAmounts::previous_outturn_ore, false));
    append_months(amounts, TRY(spread(Month::of(2025, 5), 8, &PoolAmounts::previous_outturn_ore, true)));
    append_months(amounts, TRY(spread(Month::of(2026, 1), 4, &PoolAmounts::outturn_ore, false)));
    return amounts;
}

/// Rows of each cell, month after month, so that they sum to the order.
Result<std::vector<std::vector<std::int64_t>>> row_counts(const std::vector<Combination>& combinations, std::int64_t row_count, std::uint64_t seed) {
    std::vector<std::int64_t> weights;
    for (int month = 0; month < ledger_month_count; ++month) {
        for (const Combination& combination : combinations) {
            Random random(scrambled(derived_seed(seed, "rows") ^ combination.identity) + static_cast<std::uint64_t>(month));
            weights.push_back(ledger_first.plus(month) < combination.first_month ? 0 : random.between(15, 30));
        }
    }
    std::vector<std::int64_t> parts = spread_exactly(row_count, weights);
    std::vector<std::vector<std::int64_t>> counts(ledger_month_count);
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (parts[index] == 0 && weights[index] > 0) {
            return base::make_issue("too_few_ledger_rows", "så få rader räcker inte till alla konton, enheter och månader", "begär fler rader");
        }
        counts[index / combinations.size()].push_back(parts[index]);
    }
    return counts;
}

/// What the rows of a combination have in common.
struct RowPattern {
    std::string account_and_unit;
    std::string counterparty;
    PostingDays days = PostingDays::any_weekday;
    char series = 'F';
    bool has_supplier = true;
    const RowTexts* texts = nullptr;
};

std::vector<RowPattern> row_patterns(const std::vector<Combination>& combinations, const std::vector<Pool>& pools,
                                     const std::map<std::string, RowTexts>& texts) {
    std::vector<RowPattern> patterns;
    for (const Combination& combination : combinations) {
        const std::string& line = pools[combination.pool_index].line;
        RowPattern pattern{combination.account + ";" + combination.unit + ";", combination.counterparty, PostingDays::any_weekday, 'F', true, &texts.at(line)};
        const bool is_internal = combination.counterparty.starts_with("M-");
        if (line == "personnel_cost") {
            pattern.days = PostingDays::around_pay_day;
            pattern.series = 'L';
        } else if (is_income(line)) {
            pattern.series = 'K';
        } else if (line == "depreciation_and_financial_net") {
            pattern.series = 'A';
        }
        if (is_internal) pattern.series = 'I';
        pattern.has_supplier = pattern.series == 'F';
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

class MonthWriter {
public:
    MonthWriter(SourceFile file, Month month, bool may_quote) : file_(std::move(file)), month_(month), vouchers_(month), may_quote_(may_quote) {}

    base::Done add(const RowPattern& pattern, const LedgerCell::Row& row, int day) {
        if (day != day_) {
            day_ = day;
            day_text_ = ";" + base::format_date(base::Date{month_.first_day().day_count + day - 1}) + ";" + base::format_month(month_) + ";";
        }
        file_.add(vouchers_.next(row.is_correction ? 'B' : pattern.series, day, row.bits));
        file_.add(day_text_);
        file_.add(pattern.account_and_unit);
        if (((row.bits >> 8) & 15) == 0) {
            file_.add('P');
            file_.add_whole(static_cast<std::int64_t>(1000 + ((row.bits >> 16) & 127)));
        }
        file_.add(';');
        file_.add(pattern.counterparty);
        file_.add(';');
        if (pattern.has_supplier) {
            file_.add('L');
            file_.add_whole(static_cast<std::int64_t>(10'000 + ((row.bits >> 24) & 511)));
        }
        file_.add(';');
        file_.add_kronor(row.amount_ore);
        file_.add(';');
        file_.add(text_of(*pattern.texts, row));
        return file_.end_row();
    }

    base::Done finish() { return file_.finish(); }

private:
    [[nodiscard]] const std::string& text_of(const RowTexts& texts, const LedgerCell::Row& row) const {
        const std::uint64_t bits = row.bits >> 33;
        if (may_quote_ && !texts.quoted.empty() && (bits & 255) == 0) return texts.quoted[(bits >> 8) % texts.quoted.size()];
        if (row.is_correction && !texts.correction.empty()) return texts.correction[(bits >> 8) % texts.correction.size()];
        return texts.usual[(bits >> 8) % texts.usual.size()];
    }

    SourceFile file_;
    Month month_;
    VoucherNumbers vouchers_;
    bool may_quote_;
    int day_ = 0;
    std::string day_text_;
};

base::Done write_month(const LedgerOrder& order, Month month, const std::vector<RowPattern>& patterns, std::vector<LedgerCell>& cells) {
    SourceFile file = TRY(SourceFile::create(order.out_folder, source_file_name("ledger", month),
                                             "Verifikation;Bokföringsdatum;Period;Konto;Kostnadsställe;Projekt;Motpart;Leverantör;Belopp;Text"));
    MonthWriter writer(std::move(file), month, order.row_count <= row_count_with_quotes_max);
    for (int day = 1; day <= month.days_in_month(); ++day) {
        for (std::size_t index = 0; index < cells.size(); ++index) {
            LedgerCell& cell = cells[index];
            while (cell.next_day() == day && !cell.is_done()) TRY(writer.add(patterns[index], cell.take(), day));
        }
    }
    return writer.finish();
}

/// What 2024 came to per statement line, in thousandths of the same months of 2025.
struct LineScale {
    std::int64_t first_months_permille = 0, other_months_permille = 0;
};

Result<std::map<std::string, LineScale>> read_scales(const std::string& path) {
    Table table = TRY(Table::read(path, {"line", "jan_apr_permille", "may_dec_permille"}));
    std::map<std::string, LineScale> scales;
    for (std::size_t row = 0; row < table.row_count(); ++row)
        scales[table.text(row, "line")] = {TRY(table.whole(row, "jan_apr_permille")), TRY(table.whole(row, "may_dec_permille"))};
    return scales;
}

Result<Amounts> amounts_of_2024(const LedgerOrder& order, const std::vector<Combination>& combinations, const std::vector<Pool>& pools) {
    auto scales = TRY(read_scales(order.assumptions_folder + "/ledger_2024.csv"));
    Block first = block_of(pools, Month::of(2024, 1), 4, &PoolAmounts::previous_outturn_ore, false, 1000);
    Block other = block_of(pools, Month::of(2024, 5), 8, &PoolAmounts::previous_outturn_ore, true, 1000);
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        auto scale = scales.find(pools[pool].line);
        if (scale == scales.end()) return base::make_issue("row_is_missing", "raden " + pools[pool].line + " saknas", "lägg till den i ledger_2024.csv");
        first.totals_ore[pool] = static_cast<std::int64_t>(base::Int128{first.totals_ore[pool]} * scale->second.first_months_permille / 1000);
        other.totals_ore[pool] = static_cast<std::int64_t>(base::Int128{other.totals_ore[pool]} * scale->second.other_months_permille / 1000);
    }
    const std::uint64_t seed = derived_seed(order.seed, "ledger of 2024");
    Amounts amounts = TRY(spread_block(combinations, pools, first, seed, 1));
    append_months(amounts, TRY(spread_block(combinations, pools, other, seed, 1)));
    return amounts;
}

/// The whole statement of 2024 in few rows, whatever the order: one per combination and month.
base::Done write_2024(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools, const std::map<std::string, RowTexts>& texts) {
    std::vector<Combination> combinations = choose_combinations(region, pools, LedgerOrder{}.row_count);
    Amounts amounts = TRY(amounts_of_2024(order, combinations, pools));
    std::vector<RowPattern> patterns = row_patterns(combinations, pools, texts);
    const std::uint64_t row_seed = derived_seed(order.seed, "ledger rows of 2024");
    for (int month = 0; month < 12; ++month) {
        const Month of_year = Month::of(2024, month + 1);
        std::vector<LedgerCell> cells;
        for (std::size_t index = 0; index < combinations.size(); ++index) {
            const std::int64_t amount_ore = amounts[index][static_cast<std::size_t>(month)];
            cells.emplace_back(amount_ore, amount_ore == 0 ? 0 : 1, scrambled(row_seed ^ combinations[index].identity), patterns[index].days, of_year);
        }
        TRY(write_month(order, of_year, patterns, cells));
    }
    return base::Nothing{};
}

struct BudgetYear {
    int year;
    std::int64_t scale_permille;
};

/// Last year's budget is not published; it is taken as a little under this year's.
constexpr BudgetYear budget_years[] = {{2025, 965}, {2026, 1000}};

}  // namespace

Result<LedgerSummary> write_ledger(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools) {
    std::vector<Combination> combinations = choose_combinations(region, pools, order.row_count);
    std::map<std::string, RowTexts> texts = TRY(read_row_texts(order.assumptions_folder + "/texts.csv"));
    for (const Pool& pool : pools) {
        auto found = texts.find(pool.line);
        if (found == texts.end() || found->second.usual.empty()) {
            return base::make_issue("line_has_no_text", "raden " + pool.line + " saknar text", "lägg till den i texts.csv");
        }
    }
    Amounts amounts = TRY(ledger_amounts(combinations, pools, order.seed));
    auto counts = TRY(row_counts(combinations, order.row_count, order.seed));
    std::vector<RowPattern> patterns = row_patterns(combinations, pools, texts);
    LedgerSummary summary{order.row_count, static_cast<std::int64_t>(combinations.size()), 0};
    const std::uint64_t row_seed = derived_seed(order.seed, "ledger rows");
    for (int month = 0; month < ledger_month_count; ++month) {
        std::vector<LedgerCell> cells;
        cells.reserve(combinations.size());
        for (std::size_t index = 0; index < combinations.size(); ++index) {
            std::int64_t row_count = counts[static_cast<std::size_t>(month)][index];
            summary.cell_count += row_count > 0 ? 1 : 0;
            std::uint64_t seed = scrambled(row_seed ^ combinations[index].identity) + static_cast<std::uint64_t>(month) * 0x100000001b3ULL;
            cells.emplace_back(amounts[index][static_cast<std::size_t>(month)], row_count, scrambled(seed), patterns[index].days, ledger_first.plus(month));
        }
        TRY(write_month(order, ledger_first.plus(month), patterns, cells));
    }
    TRY(write_2024(order, region, pools, texts));
    return summary;
}

base::Done write_budget(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools) {
    // The budget is set at one level of detail, however many rows the ledger is ordered with.
    std::vector<Combination> combinations = choose_combinations(region, pools, LedgerOrder{}.row_count);
    const std::uint64_t seed = derived_seed(order.seed, "budget");
    for (const BudgetYear& budget : budget_years) {
        auto spread = [&](int month, int month_count, bool is_rest_of_year) {
            Block block = block_of(pools, Month::of(budget.year, month), month_count, &PoolAmounts::budget_ore, is_rest_of_year, budget.scale_permille);
            return spread_block(combinations, pools, block, seed, hundred_kronor_ore);
        };
        Amounts amounts = TRY(spread(1, 4, false));
        append_months(amounts, TRY(spread(5, 8, true)));
        SourceFile file =
            TRY(SourceFile::create(order.out_folder, "budget-" + std::to_string(budget.year) + ".csv", "Version;Period;Konto;Kostnadsställe;Motpart;Belopp"));
        for (int month = 0; month < 12; ++month) {
            for (std::size_t index = 0; index < combinations.size(); ++index) {
                std::int64_t amount_ore = amounts[index][static_cast<std::size_t>(month)];
                if (amount_ore == 0) continue;
                const Combination& combination = combinations[index];
                file.add("beslutad;" + base::format_month(Month::of(budget.year, month + 1)) + ";" + combination.account + ";" + combination.unit + ";" +
                         combination.counterparty + ";");
                file.add_kronor(amount_ore);
                TRY(file.end_row());
            }
        }
        TRY(file.finish());
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
