// Source files taken apart into records and put together again otherwise: rows in another order, one row changed, taken away or
// added. Works on the text of the file alone, as someone with an editor would.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "proofs/naive_region.hpp"

namespace tertial::proofs {

/// A file as its head and its records, each with its line break.
struct SourceFile {
    std::string head;
    std::vector<std::string> records;

    [[nodiscard]] std::string text() const;
};
SourceFile read_source_file(const std::string& path);

/// One record's fields by column name, and back; fields are quoted where they must be.
CsvFields fields_of(const SourceFile& file, const std::string& record);
std::string record_of(const SourceFile& file, const CsvFields& fields);

/// The same records in another order, the same on every machine.
void shuffle(SourceFile& file, std::mt19937_64& random);

/// Writes the source files into the folder `to` with their rows shuffled or reversed.
enum class RowOrder { shuffled, reversed };
void write_reordered(const std::vector<std::string>& paths, const std::string& to, RowOrder order);

}  // namespace tertial::proofs
