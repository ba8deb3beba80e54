// Reads a region model: files → values → checked against each other. All issues of all files come at once, each with file and line.
// Takes the files as texts, so that a folder and a kept snapshot are read by the same road.
#pragma once

#include <map>
#include <string>

#include "base/result.hpp"
#include "model/model.hpp"

namespace tertial::model {

/// Relative path → content.
using ModelFiles = std::map<std::string, std::string>;

/// The files of a model folder that count: .yaml, .csv and .md outside schema/ and hidden folders.
base::Result<ModelFiles> read_model_files(const std::string& folder);

/// Hash of names and contents: the model version's identity.
[[nodiscard]] std::string model_hash(const ModelFiles& files);

/// `label` stands before the file names in places ("models/jamtland-harjedalen").
base::Result<Model> read_model(const ModelFiles& files, const std::string& label);

}  // namespace tertial::model
