// What makes two deliveries the same: the file's bytes, the mapping, the data set's definition, the part and the slices.
#pragma once

#include <string>
#include <vector>

#include "base/date.hpp"
#include "model/model.hpp"

namespace tertial::engine {

[[nodiscard]] std::string mapping_hash(const model::Mapping& mapping);
/// Fields, types, code list names, derived fields, measures and dimensions: whatever decides how a row is stored.
/// The members of the code lists are left out, so that a new account does not make every old delivery another.
[[nodiscard]] std::string definition_hash(const model::Model& model, const model::DataSet& data_set);
/// 24 hex digits.
[[nodiscard]] std::string delivery_id(const std::string& file_hash, const std::string& mapping_hash, const std::string& definition_hash,
                                      const std::string& part, const std::vector<base::Month>& slices);

}  // namespace tertial::engine
