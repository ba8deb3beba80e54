// Reads YAML into checked maps: every key must be known, required keys present, no key twice; each value keeps its place.
// The only door to yaml-cpp. Issues are collected in the reader, so that all of a file's are found at once.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace tertial::model {

struct YamlText {
    std::string text;
    base::Place place;
};

class YamlMap;

/// One file. Invariant: the tree lives as long as the maps handed out.
class YamlFile {
public:
    /// Issue `yaml_is_not_readable` with line and column.
    static base::Result<YamlFile> parse(const std::string& text, const std::string& file);
    /// The top level as a map; the issue list must outlive the map.
    [[nodiscard]] YamlMap root(base::Issues& issues) const;

private:
    struct Tree;
    std::shared_ptr<Tree> tree_;
    friend class YamlMap;
};

/// A map whose keys are asked for by name. `finish` reports keys that nobody asked for.
class YamlMap {
public:
    [[nodiscard]] YamlText required(const std::string& key);
    [[nodiscard]] std::optional<YamlText> optional(const std::string& key);
    [[nodiscard]] std::string text_or(const std::string& key, const std::string& otherwise);
    [[nodiscard]] bool flag(const std::string& key);
    [[nodiscard]] std::optional<std::int64_t> whole(const std::string& key);
    [[nodiscard]] std::vector<YamlText> list(const std::string& key);
    [[nodiscard]] std::vector<YamlMap> maps(const std::string& key);
    [[nodiscard]] std::vector<std::pair<std::string, YamlText>> pairs(const std::string& key);
    /// Keys with one value or a list of them each; no value is an empty text.
    [[nodiscard]] std::vector<std::pair<std::string, std::vector<YamlText>>> lists(const std::string& key);
    [[nodiscard]] std::optional<YamlMap> map(const std::string& key);
    [[nodiscard]] std::vector<std::string> keys() const;
    void finish();
    [[nodiscard]] const base::Place& place() const { return place_; }

private:
    friend class YamlFile;
    struct Node;
    YamlMap(std::shared_ptr<YamlFile::Tree> tree, std::shared_ptr<Node> node, base::Issues& issues);
    void report(const base::Place& place, const std::string& code, const std::string& message, const std::string& hint);
    std::shared_ptr<Node> take(const std::string& key);

    std::shared_ptr<YamlFile::Tree> tree_;
    std::shared_ptr<Node> node_;
    base::Issues* issues_;
    base::Place place_;
    std::vector<std::string> asked_;
};

}  // namespace tertial::model
