// One record of a source file changed, taken away or added, at random but the same every time: what a correction looks like.
// Keeps the files as they stand after each edit, so that edits follow one another as they do in a year. What may be changed, and to
// what, is read from the model: every edited file is still one that would be delivered.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "proofs/changed_sources.hpp"
#include "proofs/naive_source_row.hpp"

namespace tertial::proofs {

enum class EditKind { change, remove, add };

struct Edit {
    std::string data_set;
    std::string file_name;
    std::string description;
    std::optional<SourceRow> before;
    std::optional<SourceRow> after;
};

class EditedSources {
public:
    using Choice = std::function<bool(const SourceRow&)>;

    /// Reads the files of `sources` as they are needed; writes edited ones into `folder`.
    EditedSources(const NaiveModel& model, std::string sources, std::string folder);

    /// The months that the data set has files for.
    [[nodiscard]] std::set<base::Month> months_of(const std::string& data_set) const;

    /// Makes one edit in the data set's file of the month, which is then written to `path_of`. The record is drawn among those
    /// that are wanted, if a fair number of draws finds any.
    Edit edit(const std::string& data_set, EditKind kind, base::Month month, const Choice& is_wanted);
    [[nodiscard]] std::string path_of(const std::string& file_name) const { return folder_ + "/" + file_name; }

    /// Every row of the data set's files as they stand, for the months given.
    [[nodiscard]] std::vector<SourceRow> rows(const std::string& data_set, const std::vector<base::Month>& months);

private:
    [[nodiscard]] std::size_t number_below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
    /// A file holds a month or a year; empty if there is none.
    [[nodiscard]] std::string file_name_of(const std::string& data_set, base::Month month) const;
    SourceFile& file_of(const std::string& file_name);
    [[nodiscard]] std::size_t draw_place(const NaiveDataSet& data_set, const SourceFile& file, const Choice& is_wanted);
    [[nodiscard]] std::string value_elsewhere(const SourceFile& file, const std::string& column);
    void change_field(const NaiveDataSet& data_set, const SourceFile& file, CsvFields& fields);
    [[nodiscard]] std::string another_value(const NaiveDataSet& data_set, const NaiveField& field, const SourceFile& file, const CsvFields& fields);
    [[nodiscard]] std::string another_code(const NaiveField& field, const SourceFile& file);
    [[nodiscard]] std::string another_number(const NaiveField& field, char decimal_mark);
    [[nodiscard]] std::string another_time(const NaiveDataSet& data_set, const NaiveField& field, const CsvFields& fields);
    void give_own_key(const NaiveDataSet& data_set, CsvFields& fields);

    const NaiveModel& model_;
    std::string sources_;
    std::string folder_;
    std::set<std::string> file_names_;
    std::map<std::string, SourceFile> files_;
    std::map<std::string, std::string> removed_;  ///< data set → the record that was taken away last
    std::mt19937_64 random_{20260504};
    int added_count_ = 0;
};

}  // namespace tertial::proofs
