#include "engine/upgrade_workspace.hpp"

#include <string_view>

#include "base/files.hpp"
#include "facts/delivery_files.hpp"

namespace tertial::engine {
namespace {

/// Aggregates and histograms lay beside the rows, where a tool that takes a folder for a table read all of them as rows.
base::Done move_sums_from_rows(const std::string& delivery) {
    constexpr std::string_view aggregate = "aggregate.parquet", histogram = "histogram_", parquet = ".parquet";
    for (const std::string& name : TRY(base::list_names(delivery))) {
        if (name == aggregate) {
            TRY(base::make_folders(facts::aggregate_folder(delivery)));
            TRY(base::rename_into_place(delivery + "/" + name, facts::aggregate_path(delivery)));
        } else if (name.starts_with(histogram) && name.ends_with(parquet)) {
            std::string measure = name.substr(histogram.size(), name.size() - histogram.size() - parquet.size());
            TRY(base::make_folders(facts::histogram_folder(delivery, measure)));
            TRY(base::rename_into_place(delivery + "/" + name, facts::histogram_path(delivery, measure)));
        }
    }
    return base::sync_folder(delivery);
}

base::Done upgrade_from_1(const std::string& path) {
    if (!base::folder_exists(path + "/facts")) return base::Nothing{};
    for (const std::string& data_set : TRY(base::list_names(path + "/facts"))) {
        std::string folder = path + "/facts/" + data_set;
        if (!base::folder_exists(folder)) continue;  // what someone has put there is no delivery
        for (const std::string& name : TRY(base::list_names(folder))) {
            std::string delivery = folder + "/" + name;
            if (name.starts_with("delivery=") && base::folder_exists(delivery)) TRY(move_sums_from_rows(delivery));
        }
    }
    return base::Nothing{};
}

}  // namespace

bool can_upgrade_workspace(int version) { return version == 1; }

base::Done upgrade_workspace(const std::string& path, int version) {
    if (version == 1) TRY(upgrade_from_1(path));
    return base::Nothing{};
}

}  // namespace tertial::engine
