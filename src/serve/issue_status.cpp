#include "serve/issue_status.hpp"

#include <algorithm>
#include <array>

namespace tertial::serve {
namespace {

struct CodeStatus {
    std::string_view code;
    int status;
};

constexpr std::array table = {
    // What was asked cannot be read.
    CodeStatus{"target_is_not_readable", 400},
    CodeStatus{"request_is_not_readable", 400},
    CodeStatus{"host_is_missing", 400},
    CodeStatus{"parameter_is_missing", 400},
    CodeStatus{"parameter_is_unknown", 400},
    CodeStatus{"parameter_is_given_twice", 400},
    CodeStatus{"parameter_is_not_readable", 400},
    CodeStatus{"address_is_not_readable", 400},
    CodeStatus{"expression_is_not_readable", 400},
    CodeStatus{"expression_is_too_long", 400},
    CodeStatus{"period_is_not_readable", 400},
    CodeStatus{"column_is_unknown", 400},
    CodeStatus{"measure_unit_is_unknown", 400},
    CodeStatus{"measure_unit_does_not_fit", 400},
    CodeStatus{"view_is_not_available", 400},
    CodeStatus{"number_is_not_readable", 400},
    CodeStatus{"expression_is_too_deep", 400},
    // It can be read, but breaks how figures may be formed.
    CodeStatus{"kinds_do_not_mix", 400},
    CodeStatus{"stock_is_summed_over_time", 400},
    CodeStatus{"basis_does_not_apply", 400},
    CodeStatus{"group_has_several_boards", 400},
    CodeStatus{"field_is_not_a_measure", 400},
    CodeStatus{"field_has_wrong_type", 400},
    // It names what is not there.
    CodeStatus{"page_is_not_found", 404},
    CodeStatus{"report_is_unknown", 404},
    CodeStatus{"format_is_unknown", 404},
    CodeStatus{"unit_is_unknown", 404},
    CodeStatus{"name_is_unknown", 404},
    CodeStatus{"data_set_is_unknown", 404},
    CodeStatus{"field_is_unknown", 404},
    CodeStatus{"attribute_is_unknown", 404},
    CodeStatus{"code_is_unknown", 404},
    CodeStatus{"basis_is_unknown", 404},
    CodeStatus{"position_is_missing", 404},
    CodeStatus{"delivery_is_not_found", 404},
    CodeStatus{"delivery_is_ambiguous", 404},
    CodeStatus{"front_report_is_not_chosen", 404},
    // The protocol's own.
    CodeStatus{"method_is_not_allowed", 405},
    CodeStatus{"body_is_too_large", 413},
    CodeStatus{"host_is_not_local", 421},
    CodeStatus{"header_is_too_large", 431},
    // It is there, but cannot be made from what has been delivered and written.
    CodeStatus{"figure_is_missing", 422},
    CodeStatus{"comment_is_missing", 422},
    CodeStatus{"number_is_too_large", 422},
    CodeStatus{"division_by_zero", 422},
    CodeStatus{"rows_are_empty", 422},
    CodeStatus{"sum_is_out_of_range", 422},
    // Later perhaps.
    CodeStatus{"server_is_busy", 503},
    CodeStatus{"logbook_is_busy", 503},
    CodeStatus{"workspace_is_busy", 503},
    CodeStatus{"work_was_stopped", 503},
    CodeStatus{"facts_need_more_memory", 503},
    CodeStatus{"model_is_not_active", 503},
};

}  // namespace

int status_of(std::string_view issue_code) {
    auto entry = std::find_if(table.begin(), table.end(), [&](const CodeStatus& known) { return known.code == issue_code; });
    return entry == table.end() ? status_internal : entry->status;
}

int status_of(const base::Issues& issues) {
    bool is_ours = std::any_of(issues.begin(), issues.end(), [](const base::Issue& issue) { return status_of(issue.code) == status_internal; });
    return is_ours || issues.empty() ? status_internal : status_of(issues.front().code);
}

std::vector<std::string_view> known_issue_codes() {
    std::vector<std::string_view> codes;
    for (const CodeStatus& known : table) codes.push_back(known.code);
    return codes;
}

}  // namespace tertial::serve
