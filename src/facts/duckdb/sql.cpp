#include "facts/duckdb/sql.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "facts/delivery_files.hpp"

namespace tertial::facts::duckdb {
namespace {

std::string year_month_text(base::Month month) { return std::to_string(month.year() * 100 + month.month()); }

std::string month_list(const std::vector<base::Month>& months) {
    std::vector<std::string> texts;
    for (base::Month month : months) texts.push_back(year_month_text(month));
    return "(" + base::joined(texts, ", ") + ")";
}

std::vector<base::Month> months_in_both(const std::vector<base::Month>& a, const std::vector<base::Month>& b) {
    std::vector<base::Month> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::string quoted_names(const std::vector<std::string>& names) {
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + quoted_name(name);
    return list;
}

std::string alias(std::size_t key_index) { return "k" + std::to_string(key_index); }

bool is_joined(const domain::FieldClasses& key) { return !key.by_threshold && !key.class_of_code.empty(); }

/// The class of a key's value: a lookup for codes, a count of passed thresholds for numbers, 0 for what falls outside.
std::string class_expression(const domain::FieldClasses& key, std::size_t key_index, bool others_matter) {
    if (key.by_threshold) {
        if (key.thresholds.empty()) return "CASE WHEN f." + quoted_name(key.field) + " IS NULL THEN 0 ELSE 1 END";
        std::string text = "CASE WHEN f." + quoted_name(key.field) + " IS NULL THEN 0";
        for (std::size_t index = key.thresholds.size(); index-- > 0;) {
            text += " WHEN f." + quoted_name(key.field) + " >= " + std::to_string(key.thresholds[index]) + " THEN " + std::to_string(index + 2);
        }
        return text + " ELSE 1 END";
    }
    if (!is_joined(key)) return "0";
    return others_matter ? "coalesce(" + alias(key_index) + ".class, 0)" : alias(key_index) + ".class";
}

/// Joins the codes of a key to its classes. A join with a short list costs little however many codes it has.
std::string class_join(const domain::FieldClasses& key, std::size_t key_index, bool others_matter) {
    if (!is_joined(key)) return {};
    std::string values;
    for (const auto& [code, code_class] : key.class_of_code) {
        values += (values.empty() ? "(" : ", (") + quoted_text(code) + ", " + std::to_string(code_class) + ")";
    }
    std::string name = alias(key_index);
    return "\n" + std::string(others_matter ? "LEFT" : "INNER") + " JOIN (VALUES " + values + ") AS " + name + "(code, class) ON f." + quoted_name(key.field) +
           " = " + name + ".code";
}

struct FileParts {
    std::vector<std::string> whole_files;                                   ///< paths of files of which every row counts
    std::vector<std::pair<std::string, std::vector<base::Month>>> partial;  ///< paths and the months of them that count
};

template <class PathOf>
FileParts parts_in_force(const std::vector<domain::AcceptedFile>& files, const std::vector<base::Month>& months, const PathOf& path_of) {
    FileParts parts;
    for (const domain::AcceptedFile& file : files) {
        std::vector<base::Month> wanted = months_in_both(file.months, months);
        if (wanted.empty()) continue;
        if (file.all_months_in_force && wanted == file.months) {
            parts.whole_files.push_back(quoted_path(path_of(file.folder)));
        } else {
            parts.partial.emplace_back(quoted_path(path_of(file.folder)), std::move(wanted));
        }
    }
    return parts;
}

/// The named columns of all rows that count. A file of which every row counts is read without a filter, which costs a fifth.
std::string rows_in_force(const FileParts& parts, const std::vector<std::string>& columns) {
    std::vector<std::string> selects;
    std::string names = quoted_names(columns);
    if (!parts.whole_files.empty()) {
        selects.push_back("SELECT " + names + " FROM read_parquet([" + base::joined(parts.whole_files, ", ") + "])");
    }
    for (const auto& [path, wanted] : parts.partial) {
        selects.push_back("SELECT " + names + " FROM read_parquet(" + path + ") WHERE _month IN " + month_list(wanted));
    }
    return base::joined(selects, "\n  UNION ALL ");
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

std::string present_column(const std::string& measure) { return "_n_" + measure; }

/// Sums and counts of one question, by the kind of file it reads.
struct Quantities {
    std::vector<std::string> columns;      ///< read from the file
    std::vector<std::string> expressions;  ///< sums, then present counts, then the row count
    std::string condition;
};

Quantities quantities_of_rows(const domain::AggregateQuery& query) {
    Quantities quantities;
    for (const std::string& measure : query.sums) {
        add_once(quantities.columns, measure);
        quantities.expressions.push_back("coalesce(sum(f." + quoted_name(measure) + "), 0)::HUGEINT");
    }
    for (const std::string& measure : query.sums) quantities.expressions.push_back("count(f." + quoted_name(measure) + ")");
    quantities.expressions.push_back("count(*)");
    if (query.histogram_field) {
        add_once(quantities.columns, *query.histogram_field);
        quantities.condition = "f." + quoted_name(*query.histogram_field) + " IS NOT NULL";
    }
    if (query.distinct_field) {
        add_once(quantities.columns, *query.distinct_field);
        quantities.condition = "f." + quoted_name(*query.distinct_field) + " <> ''";
    }
    return quantities;
}

Quantities quantities_of_aggregates(const domain::AggregateQuery& query) {
    Quantities quantities;
    add_once(quantities.columns, "_n");
    if (query.histogram_field) add_once(quantities.columns, *query.histogram_field);
    if (query.distinct_field) {
        add_once(quantities.columns, *query.distinct_field);
        quantities.condition = "f." + quoted_name(*query.distinct_field) + " <> ''";
    }
    for (const std::string& measure : query.sums) {
        // A histogram file holds no sums, but its own measure's can be had from the values.
        bool from_values = query.histogram_field.has_value();
        add_once(quantities.columns, measure);
        std::string term = from_values ? "f." + quoted_name(measure) + "::HUGEINT * f._n" : "f." + quoted_name(measure);
        quantities.expressions.push_back("coalesce(sum(" + term + "), 0)::HUGEINT");
    }
    for (const std::string& measure : query.sums) {
        std::string present = query.histogram_field ? "_n" : present_column(measure);
        add_once(quantities.columns, present);
        quantities.expressions.push_back("coalesce(sum(f." + quoted_name(present) + "), 0)::BIGINT");
    }
    quantities.expressions.push_back("coalesce(sum(f._n), 0)::BIGINT");
    return quantities;
}

std::string ordinals(std::size_t count) {
    std::vector<std::string> numbers;
    for (std::size_t number = 1; number <= count; ++number) numbers.push_back(std::to_string(number));
    return base::joined(numbers, ", ");
}

/// A row filter as text, over rows called f: the joins that it needs and its condition, with "WHERE"; empty where every row passes.
struct FilterText {
    std::string joins;
    std::string condition;
};

FilterText filter_text(const domain::RowFilter& filter) {
    FilterText text;
    std::vector<std::string> classes, combinations;
    for (std::size_t index = 0; index < filter.keys.size(); ++index) {
        bool others_matter = std::any_of(filter.allowed.begin(), filter.allowed.end(), [&](const std::vector<int>& allowed) { return allowed[index] == 0; });
        text.joins += class_join(filter.keys[index], index, others_matter);
        classes.push_back(class_expression(filter.keys[index], index, others_matter));
    }
    if (classes.empty()) return text;
    for (const std::vector<int>& allowed : filter.allowed) {
        std::vector<std::string> numbers;
        for (int allowed_class : allowed) numbers.push_back(std::to_string(allowed_class));
        combinations.push_back("(" + base::joined(numbers, ", ") + ")");
    }
    text.condition = "\nWHERE (" + base::joined(classes, ", ") + ") IN (" + base::joined(combinations, ", ") + ")";
    return text;
}

/// The lines that pass the filter, without order or limit; empty when there are no files.
std::string lines_select(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files) {
    std::vector<std::string> selects;
    std::vector<std::string> columns = {"_line"};
    for (const domain::FieldClasses& key : filter.keys) add_once(columns, key.field);
    for (std::size_t index = 0; index < files.size(); ++index) {
        std::vector<base::Month> wanted = months_in_both(files[index].months, filter.months);
        if (wanted.empty()) continue;
        selects.push_back("SELECT " + std::to_string(index) + " AS file_index, " + quoted_names(columns) + " FROM read_parquet(" +
                          quoted_path(rows_path(files[index].folder)) + ") WHERE _month IN " + month_list(wanted));
    }
    if (selects.empty() || filter.allowed.empty()) return {};
    FilterText passing = filter_text(filter);
    return "SELECT f.file_index, f._line\nFROM (\n  " + base::joined(selects, "\n  UNION ALL ") + "\n) AS f" + passing.joins + passing.condition;
}

}  // namespace

std::string quoted_name(std::string_view name) { return "\"" + base::replaced(name, "\"", "\"\"") + "\""; }

std::string quoted_text(std::string_view text) { return "'" + base::replaced(text, "'", "''") + "'"; }

std::string quoted_path(std::string_view path) {
    std::string literal;
    for (char letter : path) {
        if (letter == '*' || letter == '?' || letter == '[') {
            literal += std::string("[") + letter + "]";
        } else {
            literal += letter;
        }
    }
    return quoted_text(literal);
}

std::string aggregate_query_sql(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files, UseAggregates use) {
    bool by_aggregates = use == UseAggregates::yes;
    FileParts parts = parts_in_force(files, query.months, [&](const std::string& folder) {
        if (!by_aggregates) return rows_path(folder);
        return query.histogram_field ? histogram_path(folder, *query.histogram_field) : aggregate_path(folder);
    });
    if (parts.whole_files.empty() && parts.partial.empty()) return {};
    Quantities quantities = by_aggregates ? quantities_of_aggregates(query) : quantities_of_rows(query);
    std::vector<std::string> columns = {"_month"};
    std::vector<std::string> groups = {"f._month"};
    std::string joins;
    for (std::size_t index = 0; index < query.keys.size(); ++index) {
        const domain::FieldClasses& key = query.keys[index];
        add_once(columns, key.field);
        joins += class_join(key, index, key.others_matter);
        groups.push_back(class_expression(key, index, key.others_matter));
    }
    if (query.histogram_field) groups.push_back("f." + quoted_name(*query.histogram_field));
    if (query.distinct_field) groups.push_back("f." + quoted_name(*query.distinct_field));
    for (const std::string& column : quantities.columns) add_once(columns, column);
    std::string text = "SELECT " + base::joined(groups, ", ") + ", " + base::joined(quantities.expressions, ", ");
    text += "\nFROM (\n  " + rows_in_force(parts, columns) + "\n) AS f" + joins;
    if (!quantities.condition.empty()) text += "\nWHERE " + quantities.condition;
    return text + "\nGROUP BY " + ordinals(groups.size()) + "\nORDER BY " + ordinals(groups.size());
}

std::string find_lines_sql(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files, std::int64_t offset, std::int64_t limit) {
    std::string select = lines_select(filter, files);
    if (select.empty()) return {};
    return select + "\nORDER BY 1, 2\nLIMIT " + std::to_string(limit) + " OFFSET " + std::to_string(offset);
}

std::string count_lines_sql(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files) {
    std::string select = lines_select(filter, files);
    return select.empty() ? select : "SELECT count(*) FROM (\n" + select + "\n)";
}

std::string repeated_keys_sql(const std::string& folder, const std::vector<std::string>& key, std::size_t limit) {
    std::string path = quoted_path(rows_path(folder));
    std::string same;
    for (const std::string& field : key) same += (same.empty() ? "" : " AND ") + ("r." + quoted_name(field)) + " IS NOT DISTINCT FROM f." + quoted_name(field);
    std::string limited = " LIMIT " + std::to_string(limit);
    return "WITH r AS MATERIALIZED (SELECT " + quoted_names(key) + ", min(_line) AS first_line FROM read_parquet(" + path + ") GROUP BY " + quoted_names(key) +
           " HAVING count(*) > 1 ORDER BY first_line" + limited + ")\nSELECT r.first_line, f._line FROM read_parquet(" + path + ") AS f JOIN r ON " + same +
           " AND f._line <> r.first_line\nORDER BY 1, 2" + limited;
}

std::string sum_by_field_sql(const std::string& folder, const std::string& field, const std::vector<std::string>& measures) {
    std::string text = "SELECT coalesce(CAST(" + quoted_name(field) + " AS VARCHAR), '') AS value, count(*)::BIGINT";
    for (const std::string& measure : measures) text += ", coalesce(sum(" + quoted_name(measure) + "), 0)::HUGEINT";
    return text + " FROM read_parquet(" + quoted_path(rows_path(folder)) + ") GROUP BY 1 ORDER BY 1";
}

std::string lone_rows_sql(const std::string& first_folder, const std::string& second_folder, const std::vector<std::string>& columns, std::size_t limit) {
    // Numbered within their like, the third of three equal rows has no match among two.
    auto numbered = [&](const std::string& folder) {
        std::string names = quoted_names(columns);
        return "(SELECT " + names + ", _line, row_number() OVER (PARTITION BY " + names + " ORDER BY _line) AS _nth FROM read_parquet(" +
               quoted_path(rows_path(folder)) + "))";
    };
    std::string same = "a._nth = b._nth";
    for (const std::string& column : columns) same += " AND a." + quoted_name(column) + " IS NOT DISTINCT FROM b." + quoted_name(column);
    return "SELECT count(*) OVER ()::BIGINT, a._line FROM " + numbered(first_folder) + " AS a ANTI JOIN " + numbered(second_folder) + " AS b ON " + same +
           "\nORDER BY 2 LIMIT " + std::to_string(limit);
}

std::string sum_groups_sql(const GroupQuery& query, const std::vector<domain::AcceptedFile>& files, UseAggregates use) {
    bool by_aggregates = use == UseAggregates::yes;
    FileParts parts =
        parts_in_force(files, query.rows.months, [&](const std::string& folder) { return by_aggregates ? aggregate_path(folder) : rows_path(folder); });
    if ((parts.whole_files.empty() && parts.partial.empty()) || query.rows.allowed.empty()) return {};
    std::vector<std::string> columns = {"_month", by_aggregates ? "_n" : "_line"};
    for (const domain::FieldClasses& key : query.rows.keys) add_once(columns, key.field);
    std::string select = "SELECT f._month";
    for (const std::string& field : query.fields) {
        add_once(columns, field);
        select += ", CAST(f." + quoted_name(field) + " AS VARCHAR)";
    }
    for (const std::string& measure : query.measures) {
        add_once(columns, measure);
        select += ", coalesce(sum(f." + quoted_name(measure) + "), 0)::HUGEINT";
    }
    select += by_aggregates ? ", sum(f._n)::BIGINT, 0::BIGINT" : ", count(*)::BIGINT, min(f._line)::BIGINT";
    FilterText passing = filter_text(query.rows);
    std::string text = select + "\nFROM (\n  " + rows_in_force(parts, columns) + "\n) AS f" + passing.joins + passing.condition;
    std::string groups = ordinals(1 + query.fields.size());
    text += "\nGROUP BY " + groups;
    if (query.unbalanced_only && !query.measures.empty()) text += "\nHAVING coalesce(sum(f." + quoted_name(query.measures.front()) + "), 0) <> 0";
    text += "\nORDER BY " + groups;
    return query.limit == 0 ? text : text + "\nLIMIT " + std::to_string(query.limit);
}

std::string repeated_rows_sql(const std::string& folder, const std::vector<std::string>& columns, const std::vector<std::string>& telling, std::size_t limit) {
    std::string path = quoted_path(rows_path(folder));
    std::string hashed = "hash(" + quoted_names(telling) + ")";
    // Only rows that share their hash with another are compared whole.
    return "WITH h AS MATERIALIZED (SELECT " + hashed + " AS h FROM read_parquet(" + path +
           ") GROUP BY 1 HAVING count(*) > 1),\nn AS (SELECT _line, min(_line) OVER (PARTITION BY " + quoted_names(columns) +
           ") AS first_line FROM (SELECT *, " + hashed + " AS h FROM read_parquet(" + path +
           ")) AS f SEMI JOIN h ON f.h = h.h)\nSELECT count(*) OVER ()::BIGINT, first_line, _line FROM n WHERE _line <> first_line\nORDER BY 2, 3 LIMIT " +
           std::to_string(limit);
}

std::string aggregate_select_sql(const std::string& folder, const AggregateShape& shape) {
    std::string groups = quoted_names(shape.dimensions);
    std::string text = "SELECT " + groups + (groups.empty() ? "" : ", ") + "_month, count(*)::BIGINT AS _n";
    for (const std::string& measure : shape.measures) {
        // DuckDB would write the 128-bit sum as DOUBLE; as BIGINT a sum that does not fit is an error.
        text += ", coalesce(sum(" + quoted_name(measure) + "), 0)::BIGINT AS " + quoted_name(measure);
        text += ", count(" + quoted_name(measure) + ")::BIGINT AS " + quoted_name(present_column(measure));
    }
    std::string order = ordinals(shape.dimensions.size() + 1);
    return text + " FROM read_parquet(" + quoted_path(rows_path(folder)) + ") GROUP BY " + order + " ORDER BY " + order;
}

std::string histogram_select_sql(const std::string& folder, const AggregateShape& shape, const std::string& measure) {
    std::vector<std::string> columns = shape.dimensions;
    std::erase(columns, measure);
    columns.push_back("_month");
    columns.push_back(measure);
    std::string order = ordinals(columns.size());
    return "SELECT " + quoted_names(columns) + ", count(*)::BIGINT AS _n FROM read_parquet(" + quoted_path(rows_path(folder)) + ") WHERE " +
           quoted_name(measure) + " IS NOT NULL GROUP BY " + order + " ORDER BY " + order;
}

std::string row_sums_sql(const std::string& path, const std::vector<std::string>& measures) {
    std::string text = "SELECT _month, count(*)::BIGINT";
    for (const std::string& measure : measures) text += ", coalesce(sum(" + quoted_name(measure) + "), 0)::HUGEINT";
    return text + " FROM read_parquet(" + quoted_path(path) + ") GROUP BY 1 ORDER BY 1";
}

std::string aggregate_sums_sql(const std::string& path, const std::vector<std::string>& measures) {
    std::string text = "SELECT _month, sum(_n)::BIGINT";
    for (const std::string& measure : measures) text += ", coalesce(sum(" + quoted_name(measure) + "), 0)::HUGEINT";
    return text + " FROM read_parquet(" + quoted_path(path) + ") GROUP BY 1 ORDER BY 1";
}

std::string histogram_check_sql(const std::string& folder, const std::string& path, const std::string& measure) {
    std::string name = quoted_name(measure);
    return "SELECT r.n, h.n, r.s, h.s FROM (SELECT count(" + name + ") AS n, coalesce(sum(" + name + "), 0)::HUGEINT AS s FROM read_parquet(" +
           quoted_path(rows_path(folder)) + ")) AS r, (SELECT coalesce(sum(_n), 0)::BIGINT AS n, coalesce(sum(" + name +
           "::HUGEINT * _n), 0)::HUGEINT AS s FROM read_parquet(" + quoted_path(path) + ")) AS h";
}

std::string columns_sql(const std::string& path) {
    return "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(" + quoted_path(path) + ", hive_partitioning = false))";
}

std::string text_rows_sql(const std::string& path, const std::vector<std::pair<std::string, std::string>>& columns, std::int64_t row) {
    std::string sql = "SELECT ";
    for (const auto& [name, type] : columns) {
        std::string value = quoted_name(name);
        // Without a time zone of its own this prints in UTC, in the form that instants are read in.
        if (type == "TIMESTAMP WITH TIME ZONE") {
            sql += "strftime(make_timestamp(epoch_us(" + value + ")), '%Y-%m-%dT%H:%M:%SZ'), ";
        } else {
            sql += "CAST(" + value + " AS VARCHAR), ";
        }
    }
    sql += "CAST(file_row_number + 1 AS BIGINT) FROM read_parquet(" + quoted_path(path) + ", file_row_number = true, hive_partitioning = false)";
    return row > 0 ? sql + " WHERE file_row_number = " + std::to_string(row - 1) : sql;
}

std::string copy_sql(const std::string& select, const std::string& path) {
    return "COPY (" + select + ") TO " + quoted_text(path) + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)";
}

std::string inexact_columns_sql(const std::string& path) {
    return "SELECT count(*)::BIGINT FROM parquet_schema(" + quoted_path(path) +
           ") WHERE type IN ('DOUBLE', 'FLOAT', 'INT96', 'FIXED_LEN_BYTE_ARRAY') OR (type IS NULL AND num_children IS NULL)";
}

}  // namespace tertial::facts::duckdb
