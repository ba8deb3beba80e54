// The text of a query, byte for byte: what explain shows and what runs.
#include "facts/duckdb/sql.hpp"

#include <gtest/gtest.h>

namespace tertial::facts::duckdb {
namespace {

const base::Month march = base::Month::of(2026, 3);

TEST(Sql, a_query_over_aggregates) {
    domain::AggregateQuery query{
        "ledger", {march, march.plus(1)}, {{"account", {{"4011", 1}, {"40'12", 2}}, {}, false, false}, {"age", {}, {18, 80}, true, true}}, {"amount_ore"}, {},
        {}};
    std::vector<domain::AcceptedFile> files = {{"/f/a", {march}, true},
                                               {"/f/b[1]", {march.plus(1)}, true},
                                               {"/f/c", {march, march.plus(5)}, false},
                                               {"/f/d", {march.plus(7)}, true},
                                               {"/f/e", {march, march.plus(2)}, true}};
    EXPECT_EQ(aggregate_query_sql(query, files, UseAggregates::yes),
              R"(SELECT f._month, k0.class, CASE WHEN f."age" IS NULL THEN 0 WHEN f."age" >= 80 THEN 3 WHEN f."age" >= 18 THEN 2 ELSE 1 END, )"
              R"(coalesce(sum(f."amount_ore"), 0)::HUGEINT, coalesce(sum(f."_n_amount_ore"), 0)::BIGINT, coalesce(sum(f._n), 0)::BIGINT
FROM (
  SELECT "_month", "account", "age", "_n", "amount_ore", "_n_amount_ore" FROM read_parquet(['/f/a/_aggregate/aggregate.parquet', '/f/b[[]1]/_aggregate/aggregate.parquet'])
  UNION ALL SELECT "_month", "account", "age", "_n", "amount_ore", "_n_amount_ore" FROM read_parquet('/f/c/_aggregate/aggregate.parquet') WHERE _month IN (202603)
  UNION ALL SELECT "_month", "account", "age", "_n", "amount_ore", "_n_amount_ore" FROM read_parquet('/f/e/_aggregate/aggregate.parquet') WHERE _month IN (202603)
) AS f
INNER JOIN (VALUES ('4011', 1), ('40''12', 2)) AS k0(code, class) ON f."account" = k0.code
GROUP BY 1, 2, 3
ORDER BY 1, 2, 3)");
}

TEST(Sql, names_and_texts_cannot_leave_their_quotes) {
    EXPECT_EQ(quoted_name("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quoted_text("a'b\\"), "'a''b\\'");
    EXPECT_EQ(quoted_path("/f/[1]*?"), "'/f/[[]1][*][?]'");
}

}  // namespace
}  // namespace tertial::facts::duckdb
