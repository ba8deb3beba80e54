#include "serve/answer.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "serve/handlers.hpp"
#include "serve/issue_answer.hpp"
#include "serve/loopback.hpp"
#include "serve/target.hpp"

namespace tertial::serve {
namespace {

using base::make_issue;
using base::Result;

base::Done require_local_host(const std::vector<std::string>& hosts) {
    if (hosts.size() != 1) {
        return make_issue("host_is_missing", "anropet ska ha en Host-rubrik, och bara en", "använd en klient för HTTP/1.1");
    }
    if (is_loopback_host(hosts.front())) return base::Nothing{};
    return make_issue("host_is_not_local", "servern svarar bara på namnen localhost och 127.0.0.1", "öppna adressen som servern skrev ut när den startade");
}

base::Done require_known_parameters(const Route& route, const Target& target) {
    std::vector<std::string> known(route.parameters.begin(), route.parameters.end());
    for (const auto& [name, value] : target.parameters) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        std::string hint = base::did_you_mean(name, known);
        if (hint.empty()) hint = known.empty() ? "adressen tar inga parametrar" : "det finns: " + base::joined(known, ", ");
        return make_issue("parameter_is_unknown", "parametern " + name + " finns inte här", hint);
    }
    return base::Nothing{};
}

Result<Response> handle(Site& site, const RawRequest& raw) {
    TRY(require_local_host(raw.hosts));
    Target target = TRY(parse_target(raw.target));
    auto found = find_route(target.segments);
    if (!found) return make_issue("page_is_not_found", "det finns inget på den här adressen", "sidor finns på / och /reports, uppgifter på /api/v1");
    if (raw.method != "GET" && raw.method != "HEAD") {
        return make_issue("method_is_not_allowed", "metoden " + raw.method + " finns inte här", "använd GET eller HEAD");
    }
    TRY(require_known_parameters(*found->route, target));
    return found->route->handler(site, Request{std::move(found->captured), std::move(target.parameters)});
}

/// If-None-Match is a list of tags, or "*". A tag marked weak matches too (RFC 9110, 13.1.2).
bool has_already(const RawRequest& raw, const Response& response) {
    if (response.etag.empty() || raw.if_none_match.empty()) return false;
    for (const std::string& item : base::split(raw.if_none_match, ',')) {
        std::string_view tag = base::trimmed(item);
        if (tag.starts_with("W/")) tag.remove_prefix(2);
        if (tag == "*" || tag == response.etag) return true;
    }
    return false;
}

/// The workspace's path may stand in a hint meant for the command line.
base::Issues without_workspace_path(base::Issues issues, const std::string& path) {
    for (base::Issue& issue : issues) {
        issue.message = base::replaced(issue.message, path, "ARBETSYTA");
        issue.hint = base::replaced(issue.hint, path, "ARBETSYTA");
    }
    return issues;
}

}  // namespace

Response json_response(std::int64_t position, const base::Json& json) {
    Response response;
    response.content_type = "application/json";
    // A source line may hold bytes that are no UTF-8; they are shown as replaced rather than refused.
    response.body = std::make_shared<const std::string>(json.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n");
    response.etag = make_etag(position, *response.body);
    return response;
}

Response answer(Site& site, const RawRequest& raw) {
    AnswerForm form = form_of(path_of(raw.target));
    try {
        auto handled = handle(site, raw);
        if (!handled.ok()) return answer_issues(without_workspace_path(handled.issues(), site.workspace.path()), form);
        Response response = std::move(handled).value();
        if (has_already(raw, response)) {
            response.status = 304;
            response.body = nullptr;
        }
        return response;
    } catch (const std::exception& error) {
        // What a library throws past its room's border must not end the server.
        return answer_issues({make_issue("request_failed", error.what(), "anmäl felet; det är programmets")}, form);
    }
}

}  // namespace tertial::serve
