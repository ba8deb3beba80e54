#include "errors/error_document.hpp"

namespace tertial::errors {
namespace {

constexpr const char* preface =
    "# Felkoder\n"
    "\n"
    "Varje fel har en kod som är en engelsk mening, en plats, ett meddelande och oftast ett tips. Koden är densamma på kommandoraden, i svar som\n"
    "JSON och här. `fel` betyder att kommandot vägrades och att inget har ändrats (slutstatus 3), `varning` att det gick men att något bör ses över\n"
    "(slutstatus 1).\n"
    "\n"
    "Sidan är gjord av provfilerna i `tests/errors`, som körs mot programmet vid varje prov. Ändra inte här: ändra texten i programmet och kör\n"
    "`errors_test` med `TERTIAL_UPDATE_GOLDEN=1`. I exemplen står `{workspace}` för arbetsytan och `{folder}` för mappen som filerna ligger i.\n";

std::string code_span(const std::string& text) { return "`" + text + "`"; }

/// What was typed last, as the reader would type it.
std::string last_command(const Sample& sample) {
    for (auto directive = sample.directives.rbegin(); directive != sample.directives.rend(); ++directive) {
        if (directive->name == "run") return "tertial " + directive->argument;
        if (directive->name == "synth") return "tertial-synth " + directive->argument;
    }
    return "";
}

std::string section(const Sample& sample) {
    std::string text = "\n## " + sample.name + "\n\n" + sample.about + " Prov: [" + sample.name + ".sample](../tests/errors/" + sample.name + ".sample).\n\n";
    return text + "```text\n$ " + last_command(sample) + "\n" + sample.expected.text + "```\n";
}

}  // namespace

std::string format_error_document(const std::vector<Sample>& samples, const std::vector<WithoutSample>& without) {
    std::string text = preface;
    for (const Sample& sample : samples) text += section(sample);
    text += "\n## Koder utan prov\n\nDe här går inte att framkalla från kommandoraden.\n\n| Kod | Varför | Prövas i |\n|---|---|---|\n";
    for (const WithoutSample& one : without) {
        text += "| " + code_span(one.code) + " | " + one.reason + " | " + (one.test_file.empty() ? "" : code_span(one.test_file)) + " |\n";
    }
    return text;
}

}  // namespace tertial::errors
