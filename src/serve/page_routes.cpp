// Reports: the front page and every report of the model, as the same bytes that the command line writes to files.
#include <algorithm>

#include "base/text.hpp"
#include "engine/deliver.hpp"
#include "engine/deliveries.hpp"
#include "serve/handlers.hpp"

namespace tertial::serve {
namespace {

using base::make_issue;
using base::Result;

/// The page carries a policy of its own with the hashes of its style and script; both hold. The last part cannot stand in the page.
constexpr const char* report_policy = "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string content_type(std::string_view format) {
    if (format == "html") return "text/html; charset=utf-8";
    if (format == "pdf") return "application/pdf";
    return "application/json";
}

/// Checked before anything is computed. An unknown unit would otherwise be reported at each of its places in the template.
base::Done require_known(const engine::Snapshot& snapshot, const ServedReport& asked, const std::string& format) {
    std::vector<std::string> formats = engine::report_formats();
    if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
        return make_issue("format_is_unknown", "formatet " + format + " finns inte", "välj bland " + base::joined(formats, ", "));
    }
    if (snapshot.model->find_template(asked.name) == nullptr) return model::unknown_report(*snapshot.model, asked.name);
    if (snapshot.model->find_unit(asked.unit) == nullptr) return model::unknown_unit(*snapshot.model, asked.unit);
    return base::Nothing{};
}

/// Letters, digits and a few marks only: a header's value must not be able to end early.
std::string file_name(const ServedReport& report, const std::string& format) {
    std::string name = report.name + "-" + report.period + "." + format;
    std::erase_if(name, [](char byte) { return !(std::isalnum(static_cast<unsigned char>(byte)) || byte == '-' || byte == '_' || byte == '.'); });
    return name;
}

Result<Response> report_response(Site& site, ServedReport asked, const std::string& format) {
    base::Period period = TRY(base::parse_period(asked.period));
    SharedSnapshot snapshot = TRY(site.snapshots.find_or_load({}));
    TRY(require_known(*snapshot, asked, format));
    asked.period = base::format_period(period);
    std::int64_t position = snapshot->state.head.position;
    auto make = [&]() -> Result<std::string> {
        engine::ReportRequest request{asked.name, asked.unit, period, position};
        engine::MadeReport made = TRY(engine::make_report(site.workspace, request));
        return engine::render_report(made, format, site.tools, engine::report_folders(site.workspace));
    };
    KeptReport report = TRY(site.reports.find_or_make({position, asked.name, asked.unit, asked.period, format}, make));
    Response response;
    response.content_type = content_type(format);
    response.body = report.bytes;
    response.etag = report.etag;
    response.headers.emplace_back("Content-Security-Policy", report_policy);
    if (format == "pdf") response.headers.emplace_back("Content-Disposition", "inline; filename=\"" + file_name(asked, format) + "\"");
    return response;
}

}  // namespace

Result<Response> show_front(Site& site, const Request&) {
    if (site.front.name.empty()) {
        return make_issue("front_report_is_not_chosen", "ingen rapport är vald som startsida", "rapporter finns på /reports/NAMN/ENHET/PERIOD.html");
    }
    return report_response(site, site.front, "html");
}

Result<Response> show_report(Site& site, const Request& request) {
    ServedReport asked{request.captured.at("name"), request.captured.at("unit"), request.captured.at("period")};
    return report_response(site, asked, request.captured.at("format"));
}

Result<Response> show_delivery_list(Site& site, const Request&) {
    SharedSnapshot snapshot = TRY(site.snapshots.find_or_load({}));
    auto today = base::parse_date(std::string_view(site.workspace.world().now()).substr(0, 10));
    Response response;
    response.content_type = content_type("html");
    response.body = std::make_shared<const std::string>(engine::deliveries_page(*snapshot, today.value_or(base::Date{})));
    response.headers.emplace_back("Content-Security-Policy", report_policy);
    return response;
}

Result<Response> show_receipt(Site& site, const Request& request) {
    SharedSnapshot snapshot = TRY(site.snapshots.find_or_load({}));
    engine::Receipt receipt = TRY(engine::find_receipt(site.workspace, request.captured.at("delivery")));
    Response response;
    response.content_type = content_type("html");
    response.body = std::make_shared<const std::string>(engine::receipt_page(*snapshot->model, receipt));
    response.headers.emplace_back("Content-Security-Policy", report_policy);
    return response;
}

}  // namespace tertial::serve
