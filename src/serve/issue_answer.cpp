#include "serve/issue_answer.hpp"

#include <cstdio>

#include "base/hash.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "embedded/error_page_css.hpp"
#include "serve/issue_status.hpp"

namespace tertial::serve {
namespace {

/// A report may lack a hundred figures; a page with the first of them is enough to begin mending.
constexpr std::size_t shown_issues_max = 50;
constexpr const char* retry_after_seconds = "2";

struct PageWords {
    std::string_view title;
    std::string_view advice;
};

PageWords words_of(int status) {
    switch (status) {
        case 400: return {"Adressen går inte att läsa", "Rätta det som står nedan i webbadressen och försök igen."};
        case 404: return {"Sidan finns inte", "Kontrollera adressen mot det som står nedan, eller gå till startsidan."};
        case 405: return {"Det går bara att läsa här", "Sidor och uppgifter kan hämtas men inte ändras på den här adressen."};
        case 413:
        case 431: return {"Det som skickades är för stort", "Rensa webbläsarens kakor för adressen, eller använd en kortare adress."};
        case 421: return {"Adressen leder inte hit", "Öppna sidan med 127.0.0.1 eller localhost i adressfältet."};
        case 422: return {"Rapporten kan inte göras än", "Uppgifterna nedan saknas. När de är levererade eller skrivna visas rapporten på samma adress."};
        case 503: return {"Servern kan inte svara just nu", "Vänta en kort stund och läs in sidan igen."};
        default: return {"Något gick fel hos oss", "Försök igen om en stund. Om felet består: be den som sköter servern att läsa dess logg."};
    }
}

base::Issue shown_fault() {
    return base::make_issue("answer_could_not_be_made", "svaret kunde inte tas fram", "försök igen om en stund; om felet består står orsaken i serverns logg");
}

/// A place in the template helps whoever mends it; a path on this machine is nobody's business.
base::Issues without_paths(base::Issues issues) {
    for (base::Issue& issue : issues) {
        if (issue.place.file.starts_with("/")) issue.place = {};
    }
    return issues;
}

std::string escaped(std::string_view text) {
    std::string result = base::replaced(text, "&", "&amp;");
    result = base::replaced(result, "<", "&lt;");
    result = base::replaced(result, ">", "&gt;");
    return base::replaced(result, "\"", "&quot;");
}

std::string issue_item(const base::Issue& issue) {
    std::string item = "<li>\n<p class=\"issue-message\">" + escaped(issue.message) + "</p>\n";
    if (!issue.hint.empty()) item += "<p class=\"issue-hint\">Tips: " + escaped(issue.hint) + "</p>\n";
    std::string place = issue.place.file;
    if (!place.empty() && issue.place.line > 0) place += ", rad " + std::to_string(issue.place.line);
    item += "<p class=\"issue-code\">" + (place.empty() ? "" : escaped(place) + " · ") + "<code>" + escaped(issue.code) + "</code></p>\n";
    return item + "</li>\n";
}

std::string page(int status, const base::Issues& issues, const std::string& nonce) {
    PageWords words = words_of(status);
    std::string html =
        "<!doctype html>\n<html lang=\"sv\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n";
    html += "<title>" + std::string(words.title) + " – Tertial</title>\n";
    html += "<style nonce=\"" + nonce + "\">" + std::string(embedded::error_page_css) + "</style>\n</head>\n";
    html += "<body>\n<main>\n<p class=\"status\">" + std::to_string(status) + "</p>\n<h1>" + std::string(words.title) + "</h1>\n";
    html += "<p class=\"advice\">" + std::string(words.advice) + "</p>\n<ul class=\"issues\">\n";
    for (std::size_t index = 0; index < std::min(issues.size(), shown_issues_max); ++index) html += issue_item(issues[index]);
    html += "</ul>\n";
    if (issues.size() > shown_issues_max) html += "<p>Ytterligare " + std::to_string(issues.size() - shown_issues_max) + " visas inte här.</p>\n";
    return html + "<p><a href=\"/\">Till startsidan</a></p>\n</main>\n</body>\n</html>\n";
}

}  // namespace

AnswerForm form_of(std::string_view path) {
    bool is_for_programs = path.starts_with("/api/") || path == "/health" || path.ends_with(".json");
    return is_for_programs ? AnswerForm::json : AnswerForm::page;
}

Response answer_issues(const base::Issues& issues, AnswerForm form) {
    Response response;
    response.status = status_of(issues);
    if (response.status == status_internal) write_to_log(base::format_issues(issues));
    base::Issues shown = response.status == status_internal ? base::Issues{shown_fault()} : without_paths(issues);
    if (response.status == 503) response.headers.emplace_back("Retry-After", retry_after_seconds);
    if (response.status == 405) response.headers.emplace_back("Allow", "GET, HEAD");
    if (form == AnswerForm::json) {
        response.content_type = "application/json";
        base::Json json = {{"issues", base::to_json(shown)}};
        response.body = std::make_shared<const std::string>(json.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n");
        return response;
    }
    // A style element needs leave from the policy; a word that changes with each answer gives it to this page's own and no other.
    std::string nonce = base::random_salt();
    response.content_type = "text/html; charset=utf-8";
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; style-src 'nonce-" + nonce + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    response.body = std::make_shared<const std::string>(page(response.status, shown, nonce));
    return response;
}

void write_to_log(std::string line) {
    if (!line.ends_with('\n')) line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);  // one call holds the stream's lock once
}

}  // namespace tertial::serve
