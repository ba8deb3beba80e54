#include "facts/duckdb/parquet_file.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>

#include "base/files.hpp"
#include "facts/duckdb/connection.hpp"
#include "facts/duckdb/sql.hpp"

namespace tertial::facts::duckdb {
namespace {

constexpr std::string_view row_column = "_row";

/// Whatever the engine says: who delivers a file can do no more about it than this.
base::Issue not_readable(const std::string& path) {
    return base::make_issue("parquet_is_not_readable", "Parquet-filen går inte att läsa: den är skadad eller avkortad", "ta ut eller hämta filen på nytt",
                            {path, 0, 0});
}

class ParquetReader final : public base::RowReader {
public:
    ParquetReader(Database& database, const std::string& path, std::string sql, std::size_t column_count, base::Issues& findings)
        : database_(database), path_(path), sql_(std::move(sql)), column_count_(column_count), findings_(findings) {}

    bool read(base::RowBatch& batch) override {
        size_batch(batch);
        if (!answer_ && !is_at_end_) start();
        while (!is_at_end_ && batch.row_count < base::batch_rows_max) {
            if (!answer_->next()) {
                is_at_end_ = true;
                if (!answer_->failure().empty()) findings_ = {not_readable(path_)};
                break;
            }
            take_row(batch);
        }
        return batch.row_count > 0;
    }

private:
    base::Done open() {
        connection_.emplace(TRY(Connection::open(database_)));
        answer_.emplace(TRY(connection_->stream(sql_)));
        return base::Nothing{};
    }
    void start() {
        if (open().ok()) return;
        is_at_end_ = true;
        findings_ = {not_readable(path_)};
    }

    void size_batch(base::RowBatch& batch) {
        batch.row_count = 0;
        texts_.resize(column_count_ * base::batch_rows_max);
        batch.columns.resize(column_count_ + 1);
        for (base::ColumnBatch& column : batch.columns) {
            column.present.resize(base::batch_rows_max);
            column.whole.resize(base::batch_rows_max);
            column.text.resize(base::batch_rows_max);
        }
    }

    /// A batch may span two chunks of the answer, so texts are copied.
    void take_row(base::RowBatch& batch) {
        std::size_t row = batch.row_count++;
        for (std::size_t index = 0; index < column_count_; ++index) {
            std::string& kept = texts_[index * base::batch_rows_max + row];
            kept.assign(answer_->text(index));
            batch.columns[index].present[row] = !answer_->is_absent(index);
            batch.columns[index].text[row] = kept;
        }
        batch.columns[column_count_].present[row] = 1;
        batch.columns[column_count_].whole[row] = answer_->whole(column_count_);
    }

    Database& database_;
    const std::string& path_;
    std::string sql_;
    std::size_t column_count_;
    base::Issues& findings_;
    std::optional<Connection> connection_;
    std::optional<Answer> answer_;
    std::vector<std::string> texts_;
    bool is_at_end_ = false;
};

class ParquetFile final : public TextRows {
public:
    ParquetFile(Database database, std::string path, std::string shown_path)
        : database_(std::move(database)), path_(std::move(path)), shown_path_(std::move(shown_path)) {}

    base::Done read_columns() {
        Connection connection = TRY(Connection::open(database_));
        auto columns = connection.run(columns_sql(path_), Purpose::read);
        if (!columns.ok()) return not_readable(shown_path_);
        Answer answer = std::move(columns).value();
        while (answer.next()) {
            typed_columns_.emplace_back(answer.text(0), answer.text(1));
            columns_.push_back({typed_columns_.back().first, base::StoredType::text});
        }
        columns_.push_back({std::string(row_column), base::StoredType::whole});
        return base::Nothing{};
    }

    const std::vector<base::StoredColumn>& columns() const override { return columns_; }
    std::size_t part_count() const override { return 1; }
    std::unique_ptr<base::RowReader> open_part(std::size_t) override {
        return std::make_unique<ParquetReader>(database_, shown_path_, text_rows_sql(path_, typed_columns_, 0), typed_columns_.size(), findings_);
    }
    base::Issues findings() const override { return findings_; }

    base::Result<std::vector<std::string>> row(std::int64_t number) override {
        ParquetReader reader(database_, shown_path_, text_rows_sql(path_, typed_columns_, std::max<std::int64_t>(1, number)), typed_columns_.size(), findings_);
        base::RowBatch batch;
        if (number < 1 || !reader.read(batch)) {
            return base::make_issue("line_is_not_found", "filen har ingen rad " + std::to_string(number), "källfilen är en annan än den som levererades",
                                    {shown_path_, number, 0});
        }
        std::vector<std::string> values;
        for (std::size_t index = 0; index < typed_columns_.size(); ++index) values.emplace_back(batch.columns[index].text[0]);
        return values;
    }

private:
    Database database_;
    std::string path_;
    std::string shown_path_;  ///< as it was given
    std::vector<std::pair<std::string, std::string>> typed_columns_;
    std::vector<base::StoredColumn> columns_;
    base::Issues findings_;
};

}  // namespace

base::Result<std::unique_ptr<TextRows>> open_parquet_file(const std::string& path, const EngineOptions& options) {
    if (!base::file_exists(path)) return base::read_failure(path, ENOENT);
    std::error_code error;
    std::filesystem::path real = std::filesystem::canonical(path, error);
    if (error) return base::read_failure(path, error.value());
    EngineOptions own = options;
    own.allowed_folders = {real.parent_path().string()};
    // Two engines must not spill into the same files.
    own.temporary_folder += "/parquet";
    Database database = TRY(Database::open(own));
    auto file = std::make_unique<ParquetFile>(std::move(database), real.string(), path);
    TRY(file->read_columns());
    return std::unique_ptr<TextRows>(std::move(file));
}

}  // namespace tertial::facts::duckdb
