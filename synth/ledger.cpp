#include "synth/ledger.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>

#include "synth/board_ledger.hpp"
#include "synth/ledger_row.hpp"
#include "synth/random.hpp"
#include "synth/source_file.hpp"
#include "synth/spread.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Result;

constexpr int ledger_month_count = 16;
constexpr std::int64_t row_count_with_quotes_max = 1'000'000;
constexpr std::int64_t hundred_kronor_ore = 10'000;
constexpr std::int64_t ore_per_tkr = 100'000;
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

/// What a line came to in a run of months, printed signs, where the region's own reports tell it: tkr by line.
using LineTotals = std::map<std::string, std::int64_t>;
using LineBlocks = std::map<std::pair<Month, Month>, LineTotals>;

struct PublishedBoard {
    LineBlocks outturn, budget;
};

/// Issue `row_is_missing` for a run of months that has some lines and not all.
Result<PublishedBoard> read_published_board(const LedgerOrder& order) {
    Table table =
        TRY(Table::read(order.assumptions_folder + "/published_board_amounts.csv", {"line", "first_month", "last_month", "outturn_tkr", "budget_tkr"}));
    PublishedBoard board;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const Span span = TRY(read_span(table, row));
        for (const auto& [blocks, column] : {std::pair(&board.outturn, "outturn_tkr"), {&board.budget, "budget_tkr"}}) {
            if (!table.text(row, column).empty()) (*blocks)[{span.first, span.last}][table.text(row, "line")] = TRY(table.whole(row, column));
        }
    }
    for (const LineBlocks* blocks : {&board.outturn, &board.budget}) {
        for (const auto& [span, totals] : *blocks) {
            for (const char* line : statement_lines()) {
                if (totals.contains(line)) continue;
                return base::make_issue("row_is_missing", "raden " + std::string(line) + " saknas från " + base::format_month(span.first),
                                        "lägg till den i published_board_amounts.csv");
            }
        }
    }
    return board;
}

/// Pools whose outturn of some months is told by itself: tkr by pool, printed signs.
using ToldPools = std::map<std::pair<Month, Month>, LineTotals>;

/// Issue `pool_is_not_usable` for a pool that is not there.
Result<ToldPools> read_told_pools(const std::string& path, const std::vector<Pool>& pools) {
    Table table = TRY(Table::read(path, {"pool", "first_month", "last_month", "outturn_tkr"}));
    ToldPools told;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::string name = table.text(row, "pool");
        const Span span = TRY(read_span(table, row));
        if (std::none_of(pools.begin(), pools.end(), [&](const Pool& pool) { return pool.name == name; })) {
            return base::make_issue("pool_is_not_usable", "posten " + name + " finns inte i pools.csv", "rätta told_pools.csv", table.place(row));
        }
        told[{span.first, span.last}][name] = TRY(table.whole(row, "outturn_tkr"));
    }
    return told;
}

const LineTotals& told_of(const ToldPools& told, const std::pair<Month, Month>& span) {
    static const LineTotals none;
    auto found = told.find(span);
    return found == told.end() ? none : found->second;
}

/// Shares out each line's total among its pools by what they come to otherwise; those that are told have what they are told to have.
Result<Block> block_by_line(const std::vector<Pool>& pools, const std::pair<Month, Month>& span, const LineTotals& totals, std::int64_t PoolAmounts::*by,
                            const LineTotals& told) {
    Block block{span.first, span.second.month_count - span.first.month_count + 1, std::vector<std::int64_t>(pools.size(), 0)};
    for (const auto& [line, line_tkr] : totals) {
        std::vector<std::size_t> members;
        std::vector<std::int64_t> weights;
        std::int64_t total_tkr = line_tkr;
        for (std::size_t pool = 0; pool < pools.size(); ++pool) {
            if (pools[pool].line != line) continue;
            if (auto of_pool = told.find(pools[pool].name); of_pool != told.end()) {
                block.totals_ore[pool] = -of_pool->second * ore_per_tkr;
                total_tkr -= of_pool->second;
                continue;
            }
            members.push_back(pool);
            weights.push_back(std::abs(pools[pool].amounts.*by));
        }
        if (total_tkr != 0 && std::all_of(weights.begin(), weights.end(), [](std::int64_t weight) { return weight == 0; })) {
            return base::make_issue("pool_has_no_open_unit", "raden " + line + " har ingen post att lägga beloppet på", "rätta published_board_amounts.csv");
        }
        std::vector<std::int64_t> parts = spread_exactly(-total_tkr * ore_per_tkr, weights);
        for (std::size_t index = 0; index < members.size(); ++index) block.totals_ore[members[index]] = parts[index];
    }
    return block;
}

/// The published board's 2025 and the months of 2026. January to March 2025 are told by the region's own report, April is the rest of the tertial.
Result<Amounts> ledger_amounts(const std::vector<Combination>& combinations, const std::vector<Pool>& pools, const PublishedBoard& board,
                               const ToldPools& told_pools, std::uint64_t seed) {
    const std::pair<Month, Month> told(Month::of(2025, 1), Month::of(2025, 3));
    auto totals = board.outturn.find(told);
    if (totals == board.outturn.end() || board.outturn.size() != 1) {
        return base::make_issue("row_is_missing", "utfallet anges för januari–mars 2025 och inga andra månader", "rätta published_board_amounts.csv");
    }
    const std::uint64_t own_seed = derived_seed(seed, "ledger");
    auto spread = [&](const Block& block) { return spread_block(combinations, pools, block, own_seed, 1); };
    Block first = TRY(block_by_line(pools, told, totals->second, &PoolAmounts::previous_outturn_ore, told_of(told_pools, told)));
    Block april = block_of(pools, Month::of(2025, 4), 1, &PoolAmounts::previous_outturn_ore, false, 1000);
    for (std::size_t pool = 0; pool < pools.size(); ++pool) april.totals_ore[pool] -= first.totals_ore[pool];
    Amounts amounts = TRY(spread(first));
    append_months(amounts, TRY(spread(april)));
    append_months(amounts, TRY(spread(block_of(pools, Month::of(2025, 5), 8, &PoolAmounts::previous_outturn_ore, true, 1000))));
    append_months(amounts, TRY(spread(block_of(pools, Month::of(2026, 1), 4, &PoolAmounts::outturn_ore, false, 1000))));
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
        } else if (is_income(line) || line == "tax_income" || line == "general_grants") {
            pattern.series = 'K';
        } else if (line == "depreciation_and_financial_net" || line.starts_with("financial_") || line == "unrealised_change") {
            pattern.series = 'A';
        }
        if (is_internal) pattern.series = 'I';
        pattern.has_supplier = pattern.series == 'F';
        patterns.push_back(std::move(pattern));
    }
    return patterns;
}

/// Those of the ordered rows, then those of the boards.
std::vector<RowPattern> all_patterns(const std::vector<Combination>& combinations, const std::vector<Pool>& pools, const BoardLedger& boards,
                                     const std::map<std::string, RowTexts>& texts) {
    std::vector<RowPattern> patterns = row_patterns(combinations, pools, texts);
    std::vector<RowPattern> of_boards = row_patterns(boards.combinations, boards.pools, texts);
    patterns.insert(patterns.end(), std::make_move_iterator(of_boards.begin()), std::make_move_iterator(of_boards.end()));
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

/// The boards' rows of a month come beside the ordered ones: one to three for each amount.
void add_board_cells(const BoardLedger& boards, Month month, std::uint64_t seed, std::vector<LedgerCell>& cells, const std::vector<RowPattern>& patterns) {
    auto amounts = boards.outturn.find(month);
    if (amounts == boards.outturn.end()) return;
    const std::size_t before = cells.size();
    for (std::size_t index = 0; index < boards.combinations.size(); ++index) {
        const std::int64_t amount_ore = amounts->second[index];
        Random random(scrambled(seed ^ boards.combinations[index].identity) + static_cast<std::uint64_t>(month.month_count));
        const std::int64_t row_count = amount_ore == 0 ? 0 : random.between(1, 3);
        cells.emplace_back(amount_ore, row_count, scrambled(random.next()), patterns[before + index].days, month);
    }
}

/// What an earlier year came to per statement line, in thousandths of the same months of 2025.
struct LineScale {
    std::int64_t first_months_permille = 0, other_months_permille = 0;
};
using LineScales = std::map<std::string, LineScale>;

Result<std::map<int, LineScales>> read_scales(const std::string& path) {
    Table table = TRY(Table::read(path, {"year", "line", "jan_apr_permille", "may_dec_permille"}));
    std::map<int, LineScales> scales;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const auto year = static_cast<int>(TRY(table.whole(row, "year")));
        scales[year][table.text(row, "line")] = {TRY(table.whole(row, "jan_apr_permille")), TRY(table.whole(row, "may_dec_permille"))};
    }
    return scales;
}

/// Takes what is told of January to March out of the first four months, and spreads it by itself; April is what is left of it.
Result<Amounts> told_amounts(Block& first, const LineTotals& told, std::uint64_t seed, const std::vector<Combination>& combinations,
                             const std::vector<Pool>& pools) {
    Block months{first.first, first.month_count - 1, std::vector<std::int64_t>(pools.size(), 0)};
    Block last{first.first.plus(first.month_count - 1), 1, std::vector<std::int64_t>(pools.size(), 0)};
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        auto of_pool = told.find(pools[pool].name);
        if (of_pool == told.end()) continue;
        months.totals_ore[pool] = -of_pool->second * ore_per_tkr;
        last.totals_ore[pool] = first.totals_ore[pool] - months.totals_ore[pool];
        first.totals_ore[pool] = 0;
    }
    Amounts amounts = TRY(spread_block(combinations, pools, months, seed, 1));
    append_months(amounts, TRY(spread_block(combinations, pools, last, seed, 1)));
    return amounts;
}

Result<Amounts> amounts_of_earlier(int year, const LineScales& scales, const ToldPools& told_pools, std::uint64_t seed,
                                   const std::vector<Combination>& combinations, const std::vector<Pool>& pools) {
    Block first = block_of(pools, Month::of(year, 1), 4, &PoolAmounts::previous_outturn_ore, false, 1000);
    Block other = block_of(pools, Month::of(year, 5), 8, &PoolAmounts::previous_outturn_ore, true, 1000);
    for (std::size_t pool = 0; pool < pools.size(); ++pool) {
        auto scale = scales.find(pools[pool].line);
        if (scale == scales.end()) return base::make_issue("row_is_missing", "raden " + pools[pool].line + " saknas", "lägg till den i ledger_earlier.csv");
        first.totals_ore[pool] = static_cast<std::int64_t>(base::Int128{first.totals_ore[pool]} * scale->second.first_months_permille / 1000);
        other.totals_ore[pool] = static_cast<std::int64_t>(base::Int128{other.totals_ore[pool]} * scale->second.other_months_permille / 1000);
    }
    const std::uint64_t own_seed = derived_seed(seed, "ledger of " + std::to_string(year));
    const LineTotals& told = told_of(told_pools, {Month::of(year, 1), Month::of(year, 3)});
    const Amounts by_themselves = TRY(told_amounts(first, told, own_seed, combinations, pools));
    Amounts amounts = TRY(spread_block(combinations, pools, first, own_seed, 1));
    for (std::size_t index = 0; index < amounts.size(); ++index) {
        for (std::size_t month = 0; month < amounts[index].size(); ++month) amounts[index][month] += by_themselves[index][month];
    }
    append_months(amounts, TRY(spread_block(combinations, pools, other, own_seed, 1)));
    return amounts;
}

/// The whole statement of earlier years in few rows, whatever the order: one per combination and month.
base::Done write_earlier(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools, const BoardLedger& boards,
                         const std::map<std::string, RowTexts>& texts) {
    const std::map<int, LineScales> scales = TRY(read_scales(order.assumptions_folder + "/ledger_earlier.csv"));
    const std::vector<Combination> combinations = choose_combinations(region, pools, LedgerOrder{}.row_count);
    const std::vector<RowPattern> patterns = all_patterns(combinations, pools, boards, texts);
    const ToldPools told = TRY(read_told_pools(order.assumptions_folder + "/told_pools.csv", pools));
    for (const auto& [year, of_year] : scales) {
        const Amounts amounts = TRY(amounts_of_earlier(year, of_year, told, order.seed, combinations, pools));
        const std::uint64_t row_seed = derived_seed(order.seed, "ledger rows of " + std::to_string(year));
        for (int number = 0; number < 12; ++number) {
            const Month month = Month::of(year, number + 1);
            std::vector<LedgerCell> cells;
            for (std::size_t index = 0; index < combinations.size(); ++index) {
                const std::int64_t amount_ore = amounts[index][static_cast<std::size_t>(number)];
                cells.emplace_back(amount_ore, amount_ore == 0 ? 0 : 1, scrambled(row_seed ^ combinations[index].identity), patterns[index].days, month);
            }
            add_board_cells(boards, month, row_seed, cells, patterns);
            TRY(write_month(order, month, patterns, cells));
        }
    }
    return base::Nothing{};
}

constexpr int budget_years[] = {2024, 2025, 2026};

/// Where the region's reports tell it, line by line for runs of months; otherwise from the published statement.
Result<Amounts> budget_amounts(int year, const std::vector<Combination>& combinations, const std::vector<Pool>& pools, const PublishedBoard& board,
                               std::uint64_t seed) {
    auto spread = [&](const Block& block) { return spread_block(combinations, pools, block, seed, hundred_kronor_ore); };
    Amounts amounts(combinations.size());
    for (const auto& [span, totals] : board.budget) {
        if (span.first.year() != year) continue;
        const Block block = TRY(block_by_line(pools, span, totals, &PoolAmounts::budget_ore, {}));
        append_months(amounts, TRY(spread(block)));
    }
    if (amounts.front().empty()) {
        append_months(amounts, TRY(spread(block_of(pools, Month::of(year, 1), 4, &PoolAmounts::budget_ore, false, 1000))));
        append_months(amounts, TRY(spread(block_of(pools, Month::of(year, 5), 8, &PoolAmounts::budget_ore, true, 1000))));
    }
    constexpr std::size_t months_per_year = 12;
    if (amounts.front().size() != months_per_year) {
        return base::make_issue("row_is_missing", "budgeten " + std::to_string(year) + " täcker inte årets tolv månader en gång var",
                                "rätta published_board_amounts.csv");
    }
    return amounts;
}

/// Versions are the pools'; without any, all is as decided.
base::Done write_budget_rows(SourceFile& file, Month month, const std::vector<Combination>& combinations, const std::vector<std::int64_t>& amounts_ore,
                             const std::vector<std::string>& versions = {}) {
    for (std::size_t index = 0; index < combinations.size(); ++index) {
        if (amounts_ore[index] == 0) continue;
        const Combination& combination = combinations[index];
        const std::string version = versions.empty() ? "beslutad" : versions[combination.pool_index];
        file.add(version + ";" + base::format_month(month) + ";" + combination.account + ";" + combination.unit + ";" + combination.counterparty + ";");
        file.add_kronor(amounts_ore[index]);
        TRY(file.end_row());
    }
    return base::Nothing{};
}

}  // namespace

Result<LedgerSummary> write_ledger(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools) {
    std::vector<Combination> combinations = choose_combinations(region, pools, order.row_count);
    std::map<std::string, RowTexts> texts = TRY(read_row_texts(order.assumptions_folder + "/texts.csv"));
    const BoardLedger boards = TRY(read_board_ledger(order.assumptions_folder, region, order.seed));
    for (const std::vector<Pool>* some : {&pools, &boards.pools}) {
        for (const Pool& pool : *some) {
            auto found = texts.find(pool.line);
            if (found == texts.end() || found->second.usual.empty()) {
                return base::make_issue("line_has_no_text", "raden " + pool.line + " saknar text", "lägg till den i texts.csv");
            }
        }
    }
    const PublishedBoard board = TRY(read_published_board(order));
    const ToldPools told = TRY(read_told_pools(order.assumptions_folder + "/told_pools.csv", pools));
    Amounts amounts = TRY(ledger_amounts(combinations, pools, board, told, order.seed));
    auto counts = TRY(row_counts(combinations, order.row_count, order.seed));
    std::vector<RowPattern> patterns = all_patterns(combinations, pools, boards, texts);
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
        add_board_cells(boards, ledger_first.plus(month), row_seed, cells, patterns);
        TRY(write_month(order, ledger_first.plus(month), patterns, cells));
    }
    TRY(write_earlier(order, region, pools, boards, texts));
    return summary;
}

base::Done write_budget(const LedgerOrder& order, const Region& region, const std::vector<Pool>& pools) {
    // The budget is set at one level of detail, however many rows the ledger is ordered with.
    std::vector<Combination> combinations = choose_combinations(region, pools, LedgerOrder{}.row_count);
    const std::uint64_t seed = derived_seed(order.seed, "budget");
    const BoardLedger boards = TRY(read_board_ledger(order.assumptions_folder, region, order.seed));
    const PublishedBoard board = TRY(read_published_board(order));
    for (int year : budget_years) {
        const Amounts amounts = TRY(budget_amounts(year, combinations, pools, board, seed));
        SourceFile file =
            TRY(SourceFile::create(order.out_folder, "budget-" + std::to_string(year) + ".csv", "Version;Period;Konto;Kostnadsställe;Motpart;Belopp"));
        for (int month = 0; month < 12; ++month) {
            const Month of_year = Month::of(year, month + 1);
            std::vector<std::int64_t> of_month;
            for (const auto& of_combination : amounts) of_month.push_back(of_combination[static_cast<std::size_t>(month)]);
            TRY(write_budget_rows(file, of_year, combinations, of_month));
            auto of_boards = boards.budget.find(of_year);
            if (of_boards != boards.budget.end()) TRY(write_budget_rows(file, of_year, boards.combinations, of_boards->second, boards.budget_versions));
        }
        TRY(file.finish());
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
