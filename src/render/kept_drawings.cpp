#include "render/kept_drawings.hpp"

#include "base/files.hpp"
#include "base/hash.hpp"

namespace tertial::render {
namespace {

constexpr std::string_view seal_start = "<!--", seal_end = "-->";
constexpr std::size_t hash_digits = 64;
constexpr std::size_t seal_size = seal_start.size() + hash_digits + seal_end.size();

std::string seal_of(std::string_view svg) { return std::string(seal_start) + base::content_hash(svg) + std::string(seal_end); }

}  // namespace

std::optional<std::string> KeptDrawings::find(const std::string& key) const {
    if (folder_.empty()) return std::nullopt;
    auto bytes = base::read_file(path_of(key), drawing_bytes_max + seal_size);
    if (!bytes.ok() || bytes.value().size() <= seal_size) return std::nullopt;
    std::string_view text = bytes.value(), svg = text.substr(0, text.size() - seal_size);
    if (text.substr(svg.size()) != seal_of(svg)) return std::nullopt;
    return std::string(svg);
}

void KeptDrawings::keep(const std::map<std::string, std::string>& drawings) const {
    if (folder_.empty() || drawings.empty() || !base::make_folders(folder_).ok()) return;
    make_room(drawings);
    for (const auto& [key, svg] : drawings) {
        if (svg.size() > drawing_bytes_max) continue;
        if (!base::write_replaceable_file(path_of(key), svg + seal_of(svg)).ok()) return;
    }
}

void KeptDrawings::make_room(const std::map<std::string, std::string>& drawings) const {
    auto names = base::list_names(folder_);
    if (!names.ok() || names.value().size() + drawings.size() <= files_max) return;
    for (const std::string& name : names.value()) {
        if (!base::remove_all(folder_ + "/" + name).ok()) return;
    }
}

}  // namespace tertial::render
