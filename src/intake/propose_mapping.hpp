// A mapping proposed for a file that nobody has mapped before: which column gives which field, judged by names and by a sample of the
// values, and how sure that is. People decide; nothing is taken in by a proposal.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "intake/source_table.hpp"
#include "model/model.hpp"

namespace tertial::intake {

/// One column of the file and what it probably is.
struct ProposedColumn {
    std::string name;
    std::vector<std::string> fields;   ///< empty: nothing fits
    std::string subtracted_from;       ///< the field that its values are taken away from; empty: none
    int confidence = 0;                ///< per cent, of the first field
    std::string reason;                ///< in Swedish: "samma namn; 98 % av värdena finns i kodlistan Konton"
    std::vector<std::string> samples;  ///< up to three different values, person numbers left out
};

struct MappingProposal {
    model::Mapping mapping;
    std::string description;                  ///< the file's form, as the receipt says it
    std::vector<ProposedColumn> columns;      ///< in the file's order
    std::vector<std::string> lacking_fields;  ///< required fields that no column gives
};

/// `id` names the mapping. Issues of a file without records to judge by: `sample_is_empty`.
base::Result<MappingProposal> propose_mapping(SourceTable& table, const model::Model& model, const model::DataSet& data_set, const std::string& id,
                                              const std::string& file);

/// The mapping as a file of the model, with the confidence of each column beside it.
[[nodiscard]] std::string mapping_file_text(const MappingProposal& proposal);

}  // namespace tertial::intake
