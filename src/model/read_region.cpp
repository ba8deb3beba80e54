// region.yaml: who the region is, and which tables are code lists.
#include <algorithm>

#include "model/read_parts.hpp"

namespace tertial::model {

std::vector<CodeListFile> read_region(YamlMap map, Model& model, base::Issues& issues) {
    model.id = map.required("model").text;
    model.region_name = map.required("region").text;
    model.notice = map.text_or("notice", "");
    std::vector<CodeListFile> lists;
    for (YamlMap entry : map.maps("code_lists")) {
        CodeListFile list;
        list.id = entry.required("id").text;
        list.label = entry.required("label").text;
        list.file = entry.required("file");
        entry.finish();
        if (std::any_of(lists.begin(), lists.end(), [&](const CodeListFile& other) { return other.id == list.id; })) {
            issues.push_back(base::make_issue("name_is_given_twice", "kodlistan " + list.id + " finns redan", "ta bort den ena", list.file.place));
        }
        lists.push_back(std::move(list));
    }
    map.finish();
    return lists;
}

}  // namespace tertial::model
