#include "model/yaml.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"

namespace tertial::model {

struct YamlFile::Tree {
    std::string file;
    YAML::Node root;
};

struct YamlMap::Node {
    YAML::Node node;
};

namespace {

base::Place place_of(const YAML::Mark& mark, const std::string& file) {
    if (mark.is_null()) return {file, 0, 0};
    return {file, mark.line + 1, mark.column + 1};
}

}  // namespace

base::Result<YamlFile> YamlFile::parse(const std::string& text, const std::string& file) {
    try {
        YamlFile result;
        result.tree_ = std::make_shared<Tree>(Tree{file, YAML::Load(text)});
        if (!result.tree_->root.IsMap()) {
            return base::make_issue("yaml_is_not_readable", "filen ska bestå av nycklar med värden", "börja med \"nyckel: värde\"", {file, 1, 1});
        }
        return result;
    } catch (const YAML::Exception& error) {
        return base::make_issue("yaml_is_not_readable", "filen är inte giltig YAML (" + error.msg + ")", "rätta indrag, kolon och citattecken på raden",
                                place_of(error.mark, file));
    }
}

YamlMap YamlFile::root(base::Issues& issues) const { return YamlMap(tree_, std::make_shared<YamlMap::Node>(YamlMap::Node{tree_->root}), issues); }

YamlMap::YamlMap(std::shared_ptr<YamlFile::Tree> tree, std::shared_ptr<Node> node, base::Issues& issues)
    : tree_(std::move(tree)), node_(std::move(node)), issues_(&issues), place_(place_of(node_->node.Mark(), tree_->file)) {
    if (!node_->node.IsMap()) {
        report(place_, "value_has_wrong_form", "här ska det stå nycklar med värden", "skriv \"nyckel: värde\"");
        node_->node = YAML::Node(YAML::NodeType::Map);
        return;
    }
    std::vector<std::string> seen;
    for (const auto& entry : node_->node) {
        std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
            report(place_of(entry.first.Mark(), tree_->file), "key_is_given_twice", "nyckeln " + key + " finns redan i samma block", "ta bort den ena");
        }
        seen.push_back(key);
    }
}

void YamlMap::report(const base::Place& place, const std::string& code, const std::string& message, const std::string& hint) {
    issues_->push_back(base::make_issue(code, message, hint, place));
}

std::shared_ptr<YamlMap::Node> YamlMap::take(const std::string& key) {
    asked_.push_back(key);
    for (const auto& entry : node_->node) {
        if (entry.first.IsScalar() && entry.first.Scalar() == key) return std::make_shared<Node>(Node{entry.second});
    }
    return nullptr;
}

std::optional<YamlText> YamlMap::optional(const std::string& key) {
    auto value = take(key);
    if (!value || value->node.IsNull()) return std::nullopt;
    base::Place place = place_of(value->node.Mark(), tree_->file);
    if (!value->node.IsScalar()) {
        report(place, "value_has_wrong_form", key + " ska vara ett enda värde", "skriv \"" + key + ": värde\"");
        return std::nullopt;
    }
    return YamlText{value->node.Scalar(), place};
}

YamlText YamlMap::required(const std::string& key) {
    auto value = optional(key);
    if (value && !value->text.empty()) return *value;
    report(place_, "key_is_missing", "nyckeln " + key + " saknas", "lägg till \"" + key + ": …\"");
    return {"", place_};
}

std::string YamlMap::text_or(const std::string& key, const std::string& otherwise) {
    auto value = optional(key);
    return value ? value->text : otherwise;
}

bool YamlMap::flag(const std::string& key) {
    auto value = optional(key);
    if (!value) return false;
    if (value->text != "true" && value->text != "false") {
        report(value->place, "value_is_not_allowed", key + " ska vara true eller false", "skriv \"" + key + ": true\" eller ta bort raden");
    }
    return value->text == "true";
}

std::optional<std::int64_t> YamlMap::whole(const std::string& key) {
    auto value = optional(key);
    if (!value) return std::nullopt;
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(value->text.data(), value->text.data() + value->text.size(), number);
    if (error != std::errc() || end != value->text.data() + value->text.size()) {
        report(value->place, "value_is_not_allowed", key + " ska vara ett heltal", "skriv till exempel \"" + key + ": 3\"");
        return std::nullopt;
    }
    return number;
}

std::vector<YamlText> YamlMap::list(const std::string& key) {
    auto value = take(key);
    std::vector<YamlText> items;
    if (!value || value->node.IsNull()) return items;
    if (!value->node.IsSequence()) {
        report(place_of(value->node.Mark(), tree_->file), "value_has_wrong_form", key + " ska vara en lista", "skriv \"" + key + ": [a, b]\"");
        return items;
    }
    for (const auto& item : value->node) {
        base::Place place = place_of(item.Mark(), tree_->file);
        if (item.IsScalar()) {
            items.push_back({item.Scalar(), place});
        } else {
            report(place, "value_has_wrong_form", "listan " + key + " ska hålla enkla värden", "skriv \"" + key + ": [a, b]\"");
        }
    }
    return items;
}

std::vector<YamlMap> YamlMap::maps(const std::string& key) {
    auto value = take(key);
    std::vector<YamlMap> items;
    if (!value || value->node.IsNull()) return items;
    if (!value->node.IsSequence()) {
        report(place_of(value->node.Mark(), tree_->file), "value_has_wrong_form", key + " ska vara en lista", "börja varje post med ett bindestreck");
        return items;
    }
    for (const auto& item : value->node) items.push_back(YamlMap(tree_, std::make_shared<Node>(Node{item}), *issues_));
    return items;
}

std::vector<std::pair<std::string, YamlText>> YamlMap::pairs(const std::string& key) {
    auto value = take(key);
    std::vector<std::pair<std::string, YamlText>> items;
    if (!value || value->node.IsNull()) return items;
    if (!value->node.IsMap()) {
        report(place_of(value->node.Mark(), tree_->file), "value_has_wrong_form", key + " ska vara nycklar med värden", "skriv \"" + key + ": {a: b}\"");
        return items;
    }
    for (const auto& entry : value->node) {
        if (!entry.first.IsScalar() || !entry.second.IsScalar()) {
            report(place_of(entry.first.Mark(), tree_->file), "value_has_wrong_form", key + " ska hålla enkla värden", "skriv \"" + key + ": {a: b}\"");
            continue;
        }
        std::string name = entry.first.Scalar();
        base::Place place = place_of(entry.first.Mark(), tree_->file);
        bool repeated = std::any_of(items.begin(), items.end(), [&](const auto& item) { return item.first == name; });
        if (repeated) report(place, "key_is_given_twice", "nyckeln " + name + " finns redan i samma block", "ta bort den ena");
        items.emplace_back(name, YamlText{entry.second.Scalar(), place});
    }
    return items;
}

std::vector<std::pair<std::string, std::vector<YamlText>>> YamlMap::lists(const std::string& key) {
    std::vector<std::pair<std::string, std::vector<YamlText>>> items;
    auto inner = map(key);
    if (!inner) return items;
    for (const std::string& name : inner->keys()) {
        auto value = inner->take(name);
        if (value->node.IsSequence()) {
            items.emplace_back(name, inner->list(name));
        } else {
            items.emplace_back(name, std::vector<YamlText>{inner->optional(name).value_or(YamlText{"", inner->place()})});
        }
    }
    return items;
}

std::optional<YamlMap> YamlMap::map(const std::string& key) {
    auto value = take(key);
    if (!value || value->node.IsNull()) return std::nullopt;
    YamlMap inner(tree_, value, *issues_);
    for (const auto& entry : inner.node_->node) {
        if (!entry.first.IsScalar())
            report(place_of(entry.first.Mark(), tree_->file), "value_has_wrong_form", key + " ska ha enkla nycklar", "skriv \"" + key + ": {a: b}\"");
    }
    return inner;
}

std::vector<std::string> YamlMap::keys() const {
    std::vector<std::string> names;
    for (const auto& entry : node_->node) {
        if (!entry.first.IsScalar()) continue;
        std::string name = entry.first.Scalar();
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
    return names;
}

void YamlMap::finish() {
    for (const auto& entry : node_->node) {
        std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
        if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
        report(place_of(entry.first.Mark(), tree_->file), "key_is_unknown", "nyckeln " + key + " finns inte här", base::choice_hint(key, asked_));
    }
}

}  // namespace tertial::model
