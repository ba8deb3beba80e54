#include "model/organisation.hpp"

#include "base/period.hpp"

namespace tertial::model {

std::string_view change_id(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::move: return "move";
        case ChangeKind::merge: return "merge";
        case ChangeKind::split: return "split";
        case ChangeKind::transfer: return "transfer";
        case ChangeKind::rename: return "rename";
    }
    return "";
}

std::string change_words(const OrganisationChange& change, const std::string& unit_name, const std::string& after_name) {
    std::string from = " från " + base::format_month_words(change.from) + " " + std::to_string(change.from.year());
    switch (change.kind) {
        case ChangeKind::move: return unit_name + " flyttades till " + after_name + from;
        case ChangeKind::merge: return unit_name + " gick upp i " + after_name + from;
        case ChangeKind::split: return unit_name + " delades och en del blev " + after_name + from;
        case ChangeKind::transfer: return "en del av " + unit_name + " gick över till " + after_name + from;
        case ChangeKind::rename: return unit_name + " bytte namn till " + after_name + from;
    }
    return {};
}

}  // namespace tertial::model
