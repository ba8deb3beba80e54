// One record of a source file changed, taken away or added, at random but the same every time: what a correction looks like.
// Keeps the files as they stand after each edit, so that edits follow one another as they do in a year.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "proofs/changed_sources.hpp"
#include "proofs/naive_rows.hpp"

namespace tertial::proofs {

enum class EditKind { change, remove, add };

struct Edit {
    std::string data_set;
    std::string file_name;
    std::string description;
    std::optional<Record> before;
    std::optional<Record> after;
};

class EditedSources {
public:
    /// Reads the files of `sources`; writes edited ones into `folder`.
    EditedSources(const Region& region, std::string sources, std::string folder);

    /// Makes one edit in a file of the data set, in one of the given months; the file is then written to `path_of`.
    Edit edit(const std::string& data_set, EditKind kind, base::Month month);
    [[nodiscard]] std::string path_of(const std::string& file_name) const { return folder_ + "/" + file_name; }

    /// Every row of the data set's files as they stand, for the months given.
    [[nodiscard]] std::vector<Record> rows(const std::string& data_set, const std::vector<base::Month>& months) const;

private:
    [[nodiscard]] std::size_t number_below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
    [[nodiscard]] std::string value_elsewhere(const SourceFile& file, const std::string& column);
    void change_fields(const std::string& data_set, const SourceFile& file, CsvFields& fields);
    void change_money(const SourceFile& file, CsvFields& fields);
    void give_own_key(const std::string& data_set, CsvFields& fields);

    const Region& region_;
    std::string folder_;
    std::map<std::string, SourceFile> files_;
    std::map<std::string, std::string> removed_;  ///< data set → the record that was taken away last
    std::mt19937_64 random_{20260504};
    int added_count_ = 0;
};

}  // namespace tertial::proofs
