// Drawings kept from one run to the next, each under the hash of all that it depends on. May be emptied at any time; several processes may
// use one folder. A file that is not whole is never used: it ends with the hash of what stands before.
#pragma once

#include <map>
#include <optional>
#include <string>

namespace tertial::render {

class KeptDrawings {
public:
    static constexpr std::size_t files_max = 400;
    static constexpr std::size_t drawing_bytes_max = std::size_t{1} << 17;

    /// Without a folder nothing is kept.
    explicit KeptDrawings(std::string folder) : folder_(std::move(folder)) {}

    [[nodiscard]] std::optional<std::string> find(const std::string& key) const;
    /// SVG by key. Where the folder gets too full, everything else in it goes. What cannot be written is not kept, and that is no failure.
    void keep(const std::map<std::string, std::string>& drawings) const;

private:
    [[nodiscard]] std::string path_of(const std::string& key) const { return folder_ + "/" + key + ".svg"; }
    void make_room(const std::map<std::string, std::string>& drawings) const;

    std::string folder_;
};

}  // namespace tertial::render
