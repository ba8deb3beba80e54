#include "engine/source_file.hpp"

#include <algorithm>

#include "engine/identity.hpp"
#include "intake/kept_table.hpp"
#include "intake/open_table.hpp"

namespace tertial::engine {

using base::make_issue;
using base::Result;

namespace {

/// Rows of text from a query engine as records.
class TextRowsReader final : public intake::RecordReader {
public:
    TextRowsReader(std::unique_ptr<base::RowReader> rows, const std::vector<int>& slot_of_column) : rows_(std::move(rows)), slot_of_column_(slot_of_column) {}

    bool read(intake::RecordBatch& batch) override {
        batch.row_count = 0;
        batch.faults.clear();
        if (!rows_->read(rows_batch_)) return false;
        batch.row_count = rows_batch_.row_count;
        for (std::size_t index = 0; index < slot_of_column_.size(); ++index) {
            if (slot_of_column_[index] < 0) continue;
            const auto& texts = rows_batch_.columns[index].text;
            std::copy_n(texts.begin(), batch.row_count, batch.columns[static_cast<std::size_t>(slot_of_column_[index])].begin());
        }
        const auto& numbers = rows_batch_.columns[slot_of_column_.size()].whole;
        std::copy_n(numbers.begin(), batch.row_count, batch.lines.begin());
        return true;
    }

private:
    std::unique_ptr<base::RowReader> rows_;
    const std::vector<int>& slot_of_column_;
    base::RowBatch rows_batch_;
};

class ParquetTable final : public intake::SourceTable {
public:
    explicit ParquetTable(std::unique_ptr<facts::TextRows> rows) : rows_(std::move(rows)) {
        // The last column is the row's number.
        for (std::size_t index = 0; index + 1 < rows_->columns().size(); ++index) names_.push_back(rows_->columns()[index].name);
    }

    const std::vector<std::string>& column_names() const override { return names_; }
    std::int64_t head_line() const override { return 0; }
    intake::ValueForm value_form() const override { return intake::ValueForm::exact; }
    std::string description() const override { return "Parquet"; }
    const std::string& name() const override { return name_; }
    bool may_hold_unreadable_text() const override { return true; }
    std::size_t part_count() const override { return rows_->part_count(); }
    std::unique_ptr<intake::RecordReader> open_part(std::size_t part_index, const std::vector<int>& slot_of_column) override {
        return std::make_unique<TextRowsReader>(rows_->open_part(part_index), slot_of_column);
    }
    base::Issues findings() const override { return rows_->findings(); }
    Result<std::vector<std::string>> record_values(std::int64_t line) override { return rows_->row(line); }
    Result<std::string> record_text(std::int64_t line) override {
        std::vector<std::string> values = TRY(rows_->row(line));
        return intake::joined_values(std::move(values));
    }

private:
    std::unique_ptr<facts::TextRows> rows_;
    std::vector<std::string> names_;
    std::string name_;
};

}  // namespace

Result<std::unique_ptr<intake::SourceTable>> open_source_table(Workspace& workspace, const std::string& path, const intake::TableOptions& options) {
    intake::FileOpener opener = TRY(intake::FileOpener::create(path));
    return open_source_table(workspace, path, opener, options);
}

Result<std::unique_ptr<intake::SourceTable>> open_source_table(Workspace& workspace, const std::string& path, intake::FileOpener& opener,
                                                               const intake::TableOptions& options) {
    if (opener.format() != intake::FileFormat::parquet) return opener.open(options);
    facts::FactEngine* engine = TRY(workspace.facts());
    auto rows = TRY(engine->open_parquet(path));
    return std::unique_ptr<intake::SourceTable>(std::make_unique<ParquetTable>(std::move(rows)));
}

Result<std::unique_ptr<intake::Source>> open_source_file(Workspace& workspace, const std::string& path, const model::Model& model, intake::ReadPlan plan,
                                                         std::unique_ptr<intake::SourceTable> table) {
    if (plan.shown_file.empty()) plan.shown_file = path;
    intake::TableOptions options = intake::table_options(*plan.mapping, plan.shown_file);
    options.part_bytes_min = plan.part_bytes_min;
    if (!table) table = TRY(open_source_table(workspace, path, options));
    if (!plan.is_kept) TRY(intake::look_through_names(*table, plan.shown_file));
    return intake::open_source(std::move(table), model, std::move(plan));
}

namespace {

const model::Mapping* find_by_hash(const model::Model& model, const std::string& data_set, const std::string& hash) {
    auto found = std::find_if(model.mappings.begin(), model.mappings.end(),
                              [&](const model::Mapping& mapping) { return mapping.data_set == data_set && mapping_hash(mapping) == hash; });
    return found == model.mappings.end() ? nullptr : &*found;
}

}  // namespace

Result<KeptSources::Binding> KeptSources::find_binding(const AcceptedDelivery& delivery) {
    Binding binding{snapshot_.model, snapshot_.model->find_data_set(delivery.data_set), nullptr};
    binding.mapping = find_by_hash(*binding.model, delivery.data_set, delivery.mapping_hash);
    if (binding.data_set != nullptr && binding.mapping != nullptr) return binding;
    auto& model = models_[delivery.model_hash];
    if (!model) model = TRY(load_model(workspace_, delivery.model_hash));
    binding = {model, model->find_data_set(delivery.data_set), find_by_hash(*model, delivery.data_set, delivery.mapping_hash)};
    if (binding.data_set != nullptr && binding.mapping != nullptr) return binding;
    return make_issue("mapping_is_not_found",
                      "mappningen som " + delivery.file_name + " lämnades in med finns inte i modellen " + delivery.model_hash.substr(0, 12),
                      "återställ mappen models från säkerhetskopian");
}

Result<std::unique_ptr<intake::Source>> KeptSources::open(const AcceptedDelivery& delivery) {
    Binding binding = TRY(find_binding(delivery));
    intake::ReadPlan plan;
    plan.data_set = binding.data_set;
    plan.mapping = binding.mapping;
    plan.shown_file = delivery.file_name;
    plan.is_kept = true;
    std::string path = workspace_.source_path(delivery.kept_hash);
    if (delivery.person_key.empty()) return open_source_file(workspace_, path, *binding.model, std::move(plan));
    intake::TableOptions options = intake::table_options(*plan.mapping, plan.shown_file);
    auto table = TRY(intake::open_kept_table(path, delivery.kept_values_are_exact ? intake::ValueForm::exact : intake::ValueForm::as_written, options));
    return intake::open_source(std::move(table), *binding.model, std::move(plan));
}

}  // namespace tertial::engine
