#include "small_region.hpp"

#include <stdexcept>

#include "domain/figure.hpp"
#include "model/read.hpp"

namespace tertial::report_test {
namespace {

model::ModelFiles small_files() {
    return {
        {"region.yaml",
         "model: small\nregion: Region Prov\ncode_lists:\n  - {id: unit, label: Enhet, file: organisation.csv}\n"
         "  - {id: account, label: Konto, file: accounts.csv}\n  - {id: municipality, label: Kommun, file: municipalities.csv}\n"},
        {"organisation.csv",
         "unit,name,kind,parent,valid_from,valid_to\nREGION,Region Prov,region,,2015-01-01,\nHSN,Nämnden,board,REGION,2015-01-01,\n"
         "Z1,Norra,station,HSN,2015-01-01,\nZ2,Södra,station,HSN,2015-01-01,\nZ3,Nedlagd,station,HSN,2015-01-01,2019-12-31\nK1,Ledning,cost_centre,HSN,"
         "2015-01-01,\n"},
        {"accounts.csv", "account,name,line\n3011,Avgifter,fees\n4011,Löner,wages\n5011,Material,goods\n"},
        {"municipalities.csv", "municipality,name\n2326,Berg\n2321,Åre\n"},
        {"bases.yaml",
         "bases:\n  - {id: total, label: 'totalt, med interna poster'}\n  - {id: external, label: utan löner, leaves_in: \"account <> '4011'\"}\n"},
        {"data_sets/ledger.yaml",
         "data_set: ledger\nlabel: Huvudbok\nfields:\n  - {name: period, label: Period, type: month, required: true}\n"
         "  - {name: account, label: Konto, type: code, list: account, required: true}\n  - {name: unit, label: Enhet, type: unit, required: true}\n"
         "  - {name: amount, label: Belopp, type: money, required: true}\nunit_field: unit\nperiod_field: period\ndimensions: [account]\n"
         "measures:\n  - {field: amount, kind: flow, dimension: money}\ncolumns: {budget: ledger}\n"},
        {"data_sets/mission.yaml",
         "data_set: mission\nlabel: Uppdrag\nfields:\n  - {name: day, label: Dag, type: date, required: true}\n"
         "  - {name: municipality, label: Kommun, type: code, list: municipality, required: true}\n  - {name: station, label: Station, type: unit, "
         "required: true}\n"
         "  - {name: seconds, label: Sekunder, type: integer}\nunit_field: station\nperiod_field: day\ndimensions: [municipality]\n"
         "measures:\n  - {field: seconds, kind: distribution, dimension: duration}\n"},
        {"data_sets/initiative.yaml",
         "data_set: initiative\nlabel: Åtgärder\nrows: initiatives\nmonthly_snapshot: true\nfields:\n  - {name: month, label: Månad, type: month}\n"
         "  - {name: unit, label: Enhet, type: unit}\n  - {name: initiative, label: Åtgärd, type: text}\n  - {name: kind, label: Slag, type: text}\n"
         "  - {name: parent, label: Del av, type: text}\n  - {name: effect_group, label: Effekt i, type: text}\n"
         "  - {name: level, label: Bedömning, type: text}\n  - {name: full_year_effect, label: Effekt, type: money}\n"
         "unit_field: unit\nperiod_field: month\ndimensions: [initiative, kind]\nmeasures:\n  - {field: full_year_effect, kind: stock, dimension: money}\n"},
        {"initiatives.csv",
         "initiative,name,unit,year,full_year_effect_mkr,kind,parent\nsave,Spara,HSN,2026,,project,\nless,Mindre,Z1,2026,2.5,measure,save\n"
         "later,Senare,Z1,2027,1,measure,save\nelse,Annat,REGION,2026,1,measure,save\n"},
        {"indicators/care.yaml",
         "indicators:\n  - {id: effect, label: Effekt, kind: stock, unit: mkr, expression: sum(initiative.full_year_effect)}\n"
         "  - {id: missions, label: Uppdrag, kind: flow, unit: count, expression: count(mission)}\n"
         "  - {id: response_time, label: Responstid, kind: distribution, unit: 'h:mm:ss', expression: median(mission.seconds)}\n"},
        {"statements/result.yaml",
         "statements:\n  - id: result\n    label: Resultat\n    lines:\n"
         "      - {id: fees, label: Avgifter, section: income, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'fees')\"}\n"
         "      - {id: wages, label: Löner, section: cost, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'wages')\"}\n"
         "      - {id: goods, label: Material, section: cost, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'goods')\"}\n"
         "      - {id: costs, label: Summa kostnader, section: cost, sum: true, kind: flow, unit: tkr, expression: wages + goods}\n"
         "      - {id: net, label: Summa netto, section: net, sum: true, kind: flow, unit: tkr, expression: fees + costs}\n"}};
}

domain::Absence absence_of(const std::string& id) {
    for (domain::Absence absence : {domain::Absence::missing, domain::Absence::not_measured, domain::Absence::not_yet, domain::Absence::not_applicable}) {
        if (domain::absence_id(absence) == id) return absence;
    }
    throw std::runtime_error("no such absence: " + id);
}

domain::Figure figure_of(const figures::BoundFigure& bound, const std::string& address, const ExactValues& values) {
    domain::Figure figure;
    figure.address = address;
    figure.label = bound.label;
    figure.dimension = bound.dimension;
    auto found = values.find(address.substr(0, address.find(":asof=")));
    if (found == values.end()) found = values.find("*");
    std::string text = found == values.end() ? "?missing" : found->second;
    if (text.starts_with("?")) {
        figure.absence = absence_of(text.substr(1));
        figure.note = figure.absence == domain::Absence::missing ? "Huvudbok saknar 2026-04" : "";
    } else {
        figure.value = base::parse_rational(text);
        if (!figure.value) throw std::runtime_error("no number: " + text);
    }
    return figure;
}

}  // namespace

const model::Model& small_model() {
    static const model::Model model = [] {
        auto read = model::read_model(small_files(), "");
        if (!read.ok()) throw std::runtime_error(base::format_issues(read.issues()));
        auto issues = figures::check_definitions(read.value());
        if (!issues.empty()) throw std::runtime_error(base::format_issues(issues));
        return read.value();
    }();
    return model;
}

report::ReportScope april_2026() { return {"HSN", base::parse_period("2026-T1").value(), 7}; }

base::Result<report::ParsedReport> parse_text(const std::string& text) { return report::parse_report({"prov", "reports/prov.md", text}); }

base::Result<report::BoundReport> bind_text(const std::string& text, const report::SaidThings& said) {
    report::ParsedReport parsed = TRY(parse_text(text));
    return report::bind_report(small_model(), parsed, april_2026(), said);
}

report::ReportContents contents_for(const report::BoundReport& bound, const ExactValues& values) {
    report::ReportContents contents;
    contents.model_hash = "model";
    contents.head_hash = "head";
    for (std::size_t index = 0; index < bound.figures.size(); ++index) {
        contents.figures[bound.addresses[index]] = figure_of(bound.figures[index], bound.addresses[index], values);
    }
    return contents;
}

base::Result<report::Document> make_text(const std::string& text, const ExactValues& values, const report::SaidThings& said,
                                         const std::vector<report::ItemAssessment>& assessments) {
    report::BoundReport bound = TRY(bind_text(text, said));
    report::ReportContents contents = contents_for(bound, values);
    contents.assessments = assessments;
    return report::make_document(small_model(), bound, contents);
}

std::vector<std::string> codes_of(const base::Issues& issues) {
    std::vector<std::string> codes;
    for (const base::Issue& issue : issues) codes.push_back(issue.code + "@" + std::to_string(issue.place.line) + ":" + std::to_string(issue.place.column));
    return codes;
}

std::vector<std::string> codes_of_template(const std::string& text) {
    auto bound = bind_text(text);
    return bound.ok() ? std::vector<std::string>{} : codes_of(bound.issues());
}

}  // namespace tertial::report_test
