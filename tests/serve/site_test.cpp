// The whole way: a workspace with a delivery, served, and asked over a socket.
#include <gtest/gtest.h>

#include <set>

#include "base/json.hpp"
#include "engine/make_report.hpp"
#include "http_client.hpp"
#include "sample_site.hpp"
#include "serve/issue_status.hpp"

namespace tertial::serve {
namespace {

base::Json json_of(const Answer& answer) {
    auto json = base::parse_json(answer.body);
    EXPECT_TRUE(json.ok()) << answer.body;
    return json.ok() ? json.value() : base::Json();
}

std::string first_code(const Answer& answer) { return json_of(answer)["issues"][0]["code"]; }

std::string figure_target(const std::string& address) { return "/api/v1/figure?address=" + encoded(address); }

TEST_F(SampleSite, health_and_head_tell_where_the_log_stands) {
    start();
    Answer health = fetch(port(), "/health");
    EXPECT_EQ(health.status, 200);
    EXPECT_EQ(health.header("content-type"), "application/json");
    EXPECT_EQ(json_of(health), (base::Json{{"status", "ok"}, {"position", 2}}));
    EXPECT_EQ(json_of(fetch(port(), "/api/v1/head"))["hash"], workspace_->log().head().value().hash);
}

TEST_F(SampleSite, front_is_the_report_as_it_would_be_written) {
    start();
    Answer front = fetch(port(), "/");
    ASSERT_EQ(front.status, 200) << front.body;
    EXPECT_EQ(front.header("content-type"), "text/html; charset=utf-8");
    engine::ReportRequest request{"short", "N", base::parse_period("2026-04").value(), {}};
    auto made = engine::make_report(*workspace_, request);
    EXPECT_EQ(front.body, engine::render_report(made.value(), "html", options_.tools, {folder_, {}}).value());
    EXPECT_NE(front.body.find("<body data-api=\"/api/v1\">"), std::string::npos);
    EXPECT_NE(front.header("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(fetch(port(), "/reports/short/N/2026-04.html").body, front.body);
}

TEST_F(SampleSite, a_report_comes_as_json_too_and_head_has_its_length) {
    start();
    Answer report = fetch(port(), "/reports/short/N/2026-04.json");
    ASSERT_EQ(report.status, 200) << report.body;
    EXPECT_EQ(report.header("content-type"), "application/json");
    EXPECT_TRUE(json_of(report).is_object());
    Answer head = fetch(port(), "/reports/short/N/2026-04.json", "", "HEAD");
    EXPECT_EQ(head.header("content-length"), std::to_string(report.body.size()));
    EXPECT_EQ(head.header("etag"), report.header("etag"));
}

TEST_F(SampleSite, a_report_comes_as_pdf_where_the_tools_are_and_else_tells_nothing_of_why) {
    start();
    Answer pdf = fetch(port(), "/reports/short/N/2026-04.pdf");
    if (std::getenv("TERTIAL_NODE_MODULES") != nullptr) {
        EXPECT_EQ(pdf.status, 200);
        EXPECT_EQ(pdf.header("content-type"), "application/pdf");
        EXPECT_EQ(pdf.header("content-disposition"), "inline; filename=\"short-2026-04.pdf\"");
        EXPECT_TRUE(pdf.body.starts_with("%PDF-"));
    } else {
        EXPECT_EQ(pdf.status, 500);
        EXPECT_EQ(pdf.header("content-type"), "text/html; charset=utf-8");
        EXPECT_EQ(pdf.body.find(folder_), std::string::npos);
        EXPECT_EQ(pdf.body.find("npm"), std::string::npos);
    }
}

TEST_F(SampleSite, a_client_that_has_it_already_is_told_so_until_the_log_moves) {
    start();
    for (const char* target : {"/", "/health", "/api/v1/deliveries", "/api/v1/openapi.json", "/api/v1/figure?address=net%40N:2026-04"}) {
        Answer first = fetch(port(), target);
        std::string tag = first.header("etag");
        ASSERT_NE(tag, "") << target;
        EXPECT_EQ(first.header("cache-control"), "no-cache");
        for (const std::string& known : {tag, "\"other\", W/" + tag, std::string("*")}) {
            Answer again = fetch(port(), target, "If-None-Match: " + known + "\r\n");
            EXPECT_EQ(again.status, 304) << target;
            EXPECT_EQ(again.header("etag"), tag);
        }
        EXPECT_EQ(fetch(port(), target, "If-None-Match: \"other\"\r\n").status, 200);
    }
    std::string tag = fetch(port(), "/").header("etag");
    deliver(*workspace_, "2026-03", 1, 1);
    EXPECT_EQ(fetch(port(), "/", "If-None-Match: " + tag + "\r\n").status, 200);
}

TEST_F(SampleSite, a_figure_is_exact_and_dated) {
    start();
    Answer answer = fetch(port(), figure_target("net@N:2026-04"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    base::Json figure = json_of(answer);
    EXPECT_EQ(figure["value"], "-200650");  // (1 000,50 − 3 000,00 − 7,00) kronor in öre
    EXPECT_EQ(figure["address"], "net@N:2026-04:asof=2");
    EXPECT_EQ(figure["as_of"], 2);
    EXPECT_EQ(figure["absence"], "none");
}

TEST_F(SampleSite, addresses_with_swedish_letters_slashes_and_plus_are_understood) {
    start();
    EXPECT_EQ(json_of(fetch(port(), figure_target("staff@Åre/1:2026-04")))["value"], "-700");
    EXPECT_EQ(json_of(fetch(port(), figure_target("fees + staff@N:2026-04")))["value"], "-200650");
    EXPECT_EQ(json_of(fetch(port(), "/api/v1/figure?address=fees+%2B+staff%40N%3A2026-04"))["value"], "-200650");
    Answer report = fetch(port(), "/reports/short/" + encoded("Åre/1") + "/2026-04.json");
    EXPECT_EQ(report.status, 200) << report.body;
}

TEST_F(SampleSite, a_missing_figure_is_an_answer_and_not_a_fault) {
    start();
    Answer answer = fetch(port(), figure_target("net@N:2025-04"));
    EXPECT_EQ(answer.status, 200);
    EXPECT_TRUE(json_of(answer)["value"].is_null());
    EXPECT_NE(json_of(answer)["absence"], "none");
}

TEST_F(SampleSite, explain_gives_the_parts_and_trace_their_lines) {
    start();
    base::Json explained = json_of(fetch(port(), "/api/v1/explain?address=" + encoded("net@N1:2026-04")));
    ASSERT_EQ(explained["parts"].size(), 2u);
    EXPECT_EQ(explained["parts"][0]["exact"], "-100050");
    EXPECT_EQ(explained["parts"][0]["exact_text"], "−1\u00A0000,50\u00A0kr");
    ASSERT_EQ(explained["terms"].size(), 2u);
    EXPECT_EQ(explained["terms"][0]["value"], "100050");
    EXPECT_EQ(explained["terms"][0]["label"], explained["parts"][0]["label"]);
    EXPECT_EQ(explained["parts"][0]["deliveries"][0]["file"], "ledger-2026-04.csv");
    base::Json trace = json_of(fetch(port(), "/api/v1/trace?address=" + encoded("net@N1:2026-04")));
    EXPECT_EQ(trace["row_count"], 2);
    ASSERT_EQ(trace["rows"].size(), 2u);
    std::string hash = trace["rows"][0]["file_hash"];
    EXPECT_EQ(trace["files"], (base::Json{{hash, {{"file", "ledger-2026-04.csv"}, {"columns", {"Period", "Konto", "Enhet", "Belopp", "Text"}}}}}));
    EXPECT_EQ(trace["rows"][0], (base::Json{{"file", "ledger-2026-04.csv"},
                                            {"file_hash", hash},
                                            {"line", 2},
                                            {"text", "2026-04;3001;N1;-1000,50;Avgift, öppenvård"},
                                            {"fields", {"2026-04", "3001", "N1", "-1000,50", "Avgift, öppenvård"}},
                                            {"part", 0}}));
    base::Json second = json_of(fetch(port(), "/api/v1/trace?address=" + encoded("net@N1:2026-04") + "&offset=1&limit=1"));
    EXPECT_EQ(second["row_count"], 2);
    ASSERT_EQ(second["rows"].size(), 1u);
    EXPECT_EQ(second["rows"][0]["line"], 3);
    EXPECT_EQ(second["rows"][0]["part"], 1);
}

TEST_F(SampleSite, deliveries_are_listed_with_what_is_in_force) {
    deliver(*workspace_, "2026-04", 2000, 3000);
    start();
    base::Json listed = json_of(fetch(port(), "/api/v1/deliveries"));
    ASSERT_EQ(listed["deliveries"].size(), 2u);
    EXPECT_EQ(listed["deliveries"][0]["state"], "replaced");
    EXPECT_EQ(listed["deliveries"][0]["slices"][0]["in_force"], false);
    EXPECT_EQ(listed["deliveries"][1]["state"], "in_force");
    EXPECT_EQ(listed["deliveries"][1]["slices"], (base::Json::array({{{"slice", "2026-04"}, {"rows", 3}, {"in_force", true}}})));
}

TEST_F(SampleSite, a_delivery_by_another_process_shows_at_once_and_the_older_position_stays) {
    start();
    std::string address = "net@N:2026-04";
    Answer before = fetch(port(), "/");
    EXPECT_EQ(json_of(fetch(port(), figure_target(address)))["value"], "-200650");
    auto other = open();
    deliver(*other, "2026-04", 9000, 3000);
    auto begun_at = std::chrono::steady_clock::now();
    Answer after = fetch(port(), "/");
    EXPECT_LT(std::chrono::steady_clock::now() - begun_at, std::chrono::seconds(1));
    EXPECT_NE(after.body, before.body);
    EXPECT_NE(after.header("etag"), before.header("etag"));
    EXPECT_EQ(json_of(fetch(port(), figure_target(address)))["value"], "599350");
    EXPECT_EQ(json_of(fetch(port(), figure_target(address + ":asof=2")))["value"], "-200650");
}

TEST_F(SampleSite, the_same_page_again_is_instant) {
    start();
    fetch(port(), "/");
    auto begun_at = std::chrono::steady_clock::now();
    for (int count = 0; count < 20; ++count) EXPECT_EQ(fetch(port(), "/").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begun_at, std::chrono::seconds(1));
}

TEST_F(SampleSite, many_clients_at_once_get_the_same) {
    options_.workers = 4;
    start();
    std::vector<std::string> bodies(16);
    std::vector<std::thread> clients;
    for (std::size_t index = 0; index < bodies.size(); ++index) {
        clients.emplace_back([&, index] { bodies[index] = fetch(port(), index % 2 == 0 ? "/" : "/api/v1/trace?address=" + encoded("net@N:2026-04")).body; });
    }
    for (std::thread& client : clients) client.join();
    for (std::size_t index = 2; index < bodies.size(); ++index) EXPECT_EQ(bodies[index], bodies[index % 2]);
}

struct Refused {
    std::string target;
    int status;
    std::string code;
};

TEST_F(SampleSite, what_cannot_be_answered_says_why) {
    start();
    const std::vector<Refused> cases = {
        {"/api/v1/figure", 400, "parameter_is_missing"},
        {"/api/v1/figure?address=", 400, "parameter_is_missing"},
        {"/api/v1/figure?adress=x", 400, "parameter_is_unknown"},
        {"/api/v1/figure?address=a&address=b", 400, "parameter_is_given_twice"},
        {"/api/v1/figure?address=%zz", 400, "target_is_not_readable"},
        {figure_target("net"), 400, "address_is_not_readable"},
        {figure_target("net +@N:2026-04"), 400, "expression_is_not_readable"},
        {figure_target("net@N:2026-13"), 400, "period_is_not_readable"},
        {figure_target("net@N:2026-04:outcome"), 400, "column_is_unknown"},
        {figure_target("net@N:2026-04:in=furlong"), 400, "measure_unit_is_unknown"},
        {figure_target("net@N:2026-04:in=h:mm:ss"), 400, "measure_unit_does_not_fit"},
        {figure_target("nett@N:2026-04"), 404, "name_is_unknown"},
        {figure_target("net@M:2026-04"), 404, "unit_is_unknown"},
        {figure_target("net@N:2026-04:basis=own"), 404, "basis_is_unknown"},
        {figure_target("net@N:2026-04:asof=99"), 404, "position_is_missing"},
        {"/api/v1/trace?address=net%40N:2026-04&limit=501", 400, "parameter_is_not_readable"},
        {"/api/v1/trace?address=net%40N:2026-04&limit=x", 400, "parameter_is_not_readable"},
        {"/api/v1/trace?address=net%40N:2026-04&offset=-1", 400, "parameter_is_not_readable"},
        {"/api/v1/nothing", 404, "page_is_not_found"},
        {"/reports/shirt/N/2026-04.json", 404, "report_is_unknown"},
        {"/reports/short/M/2026-04.json", 404, "unit_is_unknown"},
        {"/reports/short/N/april.json", 400, "period_is_not_readable"},
        {"/reports/lacking/N/2026-04.json", 422, "comment_is_missing"},
    };
    for (const Refused& refused : cases) {
        Answer answer = fetch(port(), refused.target);
        EXPECT_EQ(answer.status, refused.status) << refused.target << "\n" << answer.body;
        EXPECT_EQ(answer.header("content-type"), "application/json") << refused.target;
        EXPECT_EQ(answer.header("cache-control"), "no-store");
        EXPECT_EQ(first_code(answer), refused.code) << refused.target;
        EXPECT_NE(json_of(answer)["issues"][0]["message"], "") << refused.target;
    }
}

TEST_F(SampleSite, pages_answer_with_a_page_in_swedish) {
    start();
    const std::vector<Refused> cases = {
        {"/nothing", 404, "page_is_not_found"},
        {"/reports/shirt/N/2026-04.html", 404, "report_is_unknown"},
        {"/reports/short/N/2026-04.docx", 404, "format_is_unknown"},
        {"/reports/lacking/N/2026-04.html", 422, "figure_is_missing"},
    };
    for (const Refused& refused : cases) {
        Answer answer = fetch(port(), refused.target);
        EXPECT_EQ(answer.status, refused.status) << refused.target << "\n" << answer.body;
        EXPECT_EQ(answer.header("content-type"), "text/html; charset=utf-8") << refused.target;
        EXPECT_NE(answer.body.find("<html lang=\"sv\">"), std::string::npos);
        EXPECT_NE(answer.body.find("<code>" + refused.code + "</code>"), std::string::npos) << answer.body;
        EXPECT_NE(answer.header("content-security-policy").find("style-src 'nonce-"), std::string::npos);
    }
}

TEST_F(SampleSite, no_report_on_the_front_is_told) {
    options_.front = {};
    start();
    Answer answer = fetch(port(), "/");
    EXPECT_EQ(answer.status, 404);
    EXPECT_NE(answer.body.find("front_report_is_not_chosen"), std::string::npos);
}

TEST_F(SampleSite, nothing_can_be_written) {
    start();
    for (const char* method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"}) {
        Answer answer = fetch(port(), "/api/v1/deliveries", "Content-Length: 0\r\n", method);
        EXPECT_EQ(answer.status, 405) << method;
        EXPECT_EQ(answer.header("allow"), "GET, HEAD");
    }
    EXPECT_EQ(fetch(port(), "/nothing", "Content-Length: 0\r\n", "POST").status, 404);
}

TEST_F(SampleSite, a_foreign_host_name_is_refused) {
    start();
    const std::vector<Refused> cases = {
        {"Host: evil.example\r\n", 421, "host_is_not_local"},
        {"Host: localhost.evil.example:8080\r\n", 421, "host_is_not_local"},
        {"", 400, "host_is_missing"},
        {"Host: localhost\r\nHost: evil.example\r\n", 400, "host_is_missing"},
    };
    for (const Refused& refused : cases) {
        HttpClient client(port());
        client.send("GET /api/v1/head HTTP/1.1\r\n" + refused.target + "\r\n");
        auto answer = client.read_answer();
        ASSERT_TRUE(answer.has_value());
        EXPECT_EQ(answer->status, refused.status) << refused.target;
        EXPECT_EQ(first_code(*answer), refused.code);
    }
    HttpClient local(port());
    local.send("GET /health HTTP/1.1\r\nHost: LOCALHOST:9999\r\n\r\n");
    EXPECT_EQ(local.read_answer()->status, 200);
}

TEST_F(SampleSite, any_address_but_loopback_is_refused_before_listening) {
    std::atomic<bool> stop{false};
    for (const char* address : {"0.0.0.0", "::", "192.0.2.1", "evil.example", ""}) {
        options_.address = address;
        auto result = serve(*workspace_, options_, stop, [](const std::string& url) { ADD_FAILURE() << url; });
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.issues().front().code, "address_is_not_loopback") << address;
    }
}

TEST_F(SampleSite, a_workspace_without_model_answers_health_and_says_what_to_do) {
    engine::World world;
    world.now = [] { return std::string("2026-05-04T08:30:00Z"); };
    workspace_ = engine::Workspace::create(folder_ + "/empty", world).value();
    start();
    EXPECT_EQ(json_of(fetch(port(), "/health"))["position"], 0);
    Answer answer = fetch(port(), "/api/v1/deliveries");
    EXPECT_EQ(answer.status, 503);
    EXPECT_EQ(first_code(answer), "model_is_not_active");
    EXPECT_EQ(answer.body.find(folder_), std::string::npos) << "the workspace's path is told";
}

TEST_F(SampleSite, openapi_is_served_as_it_stands) {
    start();
    Answer answer = fetch(port(), "/api/v1/openapi.json");
    EXPECT_EQ(answer.body, base::read_file(TERTIAL_SOURCE_FOLDER "/src/serve/openapi.json").value());
}

}  // namespace
}  // namespace tertial::serve
