// region.yaml: who the region is, and which tables are code lists.
#include "model/read_parts.hpp"

namespace tertial::model {

std::vector<CodeListFile> read_region(YamlMap map, Model& model) {
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
        lists.push_back(std::move(list));
    }
    map.finish();
    return lists;
}

}  // namespace tertial::model
