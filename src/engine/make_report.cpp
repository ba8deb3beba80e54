#include "engine/make_report.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "engine/explain.hpp"
#include "engine/report_findings.hpp"
#include "engine/worked_out_rows.hpp"
#include "figures/written_out.hpp"
#include "render/html.hpp"
#include "render/json.hpp"
#include "render/pdf/render_pdf.hpp"
#include "report/bind.hpp"
#include "report/make.hpp"
#include "report/parse.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
using base::Result;

report::SaidThings said_things(const State& state) {
    report::SaidThings said;
    for (const Comment& comment : state.comments) {
        said.texts.push_back({comment.slot, comment.unit, comment.period, comment.text, comment.author_role, comment.position});
    }
    for (const Event& event : state.events) said.events.push_back({event.unit, event.period, event.title, event.text, event.position});
    return said;
}

/// How everything that the board was given stands in the report's last month.
Result<std::vector<report::ItemAssessment>> item_assessments(const Snapshot& snapshot, const report::ReportScope& scope, const Outcomes& outcomes) {
    using Kind = report::ItemAssessment::Kind;
    std::vector<report::ItemAssessment> items;
    std::vector<Assessment> assessments = TRY(assess_month(snapshot, scope.period.last, outcomes));
    for (const Assessment& one : assessments) {
        report::ItemAssessment item{
            one.target != nullptr ? Kind::indicator : Kind::assignment, one.item(), one.goal_area(), {}, one.level, one.computed, {}, 0};
        if (one.target != nullptr) item.short_label = one.target->short_label;
        if (one.judgement != nullptr) item.words = one.judgement->words, item.position = one.judgement->position;
        items.push_back(std::move(item));
    }
    for (const model::Initiative& initiative : snapshot.model->initiatives) {
        const Judgement* judged = snapshot.state.judgement_of(JudgedKind::initiative, initiative.id, initiative.unit, scope.period.last);
        if (judged != nullptr) items.push_back({Kind::initiative, initiative.id, {}, {}, judged->level, judged->level, judged->words, judged->position});
    }
    for (const model::GoalArea& area : snapshot.model->goal_areas) {
        const Judgement* judged = snapshot.state.judgement_of(JudgedKind::goal_area, area.id, area.unit, scope.period.last);
        if (judged != nullptr) items.push_back({Kind::goal_area, area.id, area.id, {}, judged->level, judged->level, judged->words, judged->position});
    }
    return items;
}

/// The least settled state of a data set in the months.
std::string period_state(const State& state, const std::string& data_set, const std::set<base::Month>& months) {
    std::string least = "closed";
    for (base::Month month : months) {
        auto found = state.period_states.find({data_set, month});
        if (found == state.period_states.end() || found->second.state == "open") return "open";
        if (found->second.state == "preliminary") least = "preliminary";
    }
    return least;
}

/// The delivered data sets that the figures read, each with the months of the period's year up to its end.
std::map<std::string, std::set<base::Month>> used_months(const model::Model& model, const std::vector<ComputedFigure>& figures, const base::Period& period) {
    const base::Period year = base::Period::accumulated(period.last);
    std::map<std::string, std::set<base::Month>> used;
    for (const ComputedFigure& computed : figures) {
        for (const figures::BoundAtom& atom : computed.bound.atoms) {
            if (model.find_data_set(atom.data_set)->origin != model::RowOrigin::delivered) continue;
            for (base::Month month : atom.months) {
                if (year.first <= month && month <= year.last) used[atom.data_set].insert(month);
            }
        }
    }
    return used;
}

/// What a reader must know of data that may still change. Holds no digits: numbers on a cover would be no figures.
std::vector<std::string> period_statements(const Snapshot& snapshot, const std::vector<ComputedFigure>& figures, const std::string& unit,
                                           const base::Period& period) {
    std::vector<std::string> open, preliminary, statements;
    if (!snapshot.model->notice.empty()) statements.push_back(snapshot.model->notice);
    for (const auto& [data_set, months] : used_months(*snapshot.model, figures, period)) {
        std::string state = period_state(snapshot.state, data_set, months);
        const std::string& label = snapshot.model->find_data_set(data_set)->label;
        if (state == "open") open.push_back(label);
        if (state == "preliminary") preliminary.push_back(label);
    }
    std::vector<std::string> closed = closed_units(*snapshot.model, unit, base::Period::accumulated(period.last));
    if (!closed.empty()) statements.push_back("Enheter som har upphört under perioden: " + base::joined(closed, ", "));
    if (!preliminary.empty()) statements.push_back("Preliminära uppgifter: " + base::joined(preliminary, ", "));
    if (!open.empty()) statements.push_back("Perioden är ännu öppen för: " + base::joined(open, ", "));
    return statements;
}

bool has_scorecard(const std::vector<report::BoundBlock>& blocks) {
    return std::any_of(blocks.begin(), blocks.end(), [](const report::BoundBlock& block) {
        if (const auto* condition = std::get_if<report::BoundCondition>(&block)) return has_scorecard(condition->blocks);
        return std::holds_alternative<report::BoundScorecard>(block);
    });
}

/// The figures of a report and, behind them, every figure that one of them is made of, each once: what a number opens has parts
/// that can be opened in their turn. `terms_of` tells by address what each is made of.
std::vector<figures::BoundFigure> with_terms(const model::Model& model, std::vector<figures::BoundFigure> bound,
                                             std::map<std::string, std::vector<std::string>>& terms_of) {
    std::set<std::string> known;
    std::erase_if(bound, [&](const figures::BoundFigure& figure) { return !known.insert(figures::format_address(figure.address)).second; });
    for (std::size_t index = 0; index < bound.size(); ++index) {
        std::vector<std::string>& terms = terms_of[figures::format_address(bound[index].address)];
        for (const figures::Address& address : figures::terms_of(model, bound[index].address)) {
            auto term = figures::bind_figure(model, address);
            if (!term.ok()) continue;
            terms.push_back(figures::format_address(address));
            if (known.insert(terms.back()).second) bound.push_back(std::move(term.value()));
        }
    }
    return bound;
}

Result<render::ChartDrawings> draw(const report::Document& document, const ReportTools& tools, const ReportFolders& folders) {
    return render::draw_charts(document, {tools.node_modules_folder + "/echarts/dist/echarts.common.min.js", folders.kept_charts});
}

}  // namespace

std::vector<std::string> report_formats() { return {"html", "pdf", "json"}; }

namespace {

/// A report bound to a snapshot, with every figure it needs computed.
struct ComputedReport {
    report::BoundReport bound;
    std::map<std::string, std::vector<std::string>> terms_of;  ///< address → the figures that it is made of
    std::vector<ComputedFigure> figures;
    bool is_judged = false;
};

Result<ComputedReport> compute_report(Workspace& workspace, const Snapshot& snapshot, const ReportRequest& request) {
    const model::Model& model = *snapshot.model;
    const model::Template* source = model.find_template(request.name);
    if (source == nullptr) return model::unknown_report(model, request.name);
    report::ParsedReport parsed = TRY(report::parse_report(*source));
    ComputedReport computed;
    computed.bound = TRY(report::bind_report(model, parsed, {request.unit, request.period, snapshot.state.head.position}, said_things(snapshot.state)));
    std::vector<figures::BoundFigure> wanted = computed.bound.figures;
    computed.is_judged = has_scorecard(computed.bound.blocks);
    if (computed.is_judged) {
        std::vector<figures::BoundFigure> judged = TRY(bind_assessed(snapshot, request.period.last));
        for (figures::BoundFigure& outcome : judged) wanted.push_back(std::move(outcome));
    }
    // And those that these rest on in their turn.
    for (std::vector<figures::BoundFigure> below = TRY(bind_outcomes(snapshot, wanted)); !below.empty();) {
        std::vector<figures::BoundFigure> next = TRY(bind_outcomes(snapshot, below));
        for (figures::BoundFigure& outcome : below) wanted.push_back(std::move(outcome));
        below = std::move(next);
    }
    computed.figures = TRY(compute_figures(workspace, snapshot, with_terms(model, std::move(wanted), computed.terms_of), request.aggregates));
    return computed;
}

}  // namespace

Result<std::vector<ComputedFigure>> report_figures(Workspace& workspace, const Snapshot& snapshot, const ReportRequest& request) {
    ComputedReport computed = TRY(compute_report(workspace, snapshot, request));
    return std::move(computed.figures);
}

Result<MadeReport> make_report(Workspace& workspace, const ReportRequest& request) {
    MadeReport made;
    made.request = request;
    made.snapshot = TRY(load_snapshot(workspace, request.as_of));
    const model::Model& model = *made.snapshot.model;
    ComputedReport report = TRY(compute_report(workspace, made.snapshot, request));
    made.figures = std::move(report.figures);
    report::ReportContents contents;
    for (const ComputedFigure& computed : made.figures) contents.figures[computed.figure.address] = computed.figure;
    const Outcomes& outcomes = contents.figures;
    if (report.is_judged) contents.assessments = TRY(item_assessments(made.snapshot, report.bound.scope, outcomes));
    contents.model_hash = made.snapshot.state.model_hash;
    contents.head_hash = made.snapshot.state.head.hash;
    made.document = TRY(report::make_document(model, report.bound, contents));
    made.document.cover.statements = period_statements(made.snapshot, made.figures, request.unit, request.period);
    std::map<std::string, const ComputedFigure*> figure_at;
    for (const ComputedFigure& computed : made.figures) figure_at[computed.figure.address] = &computed;
    for (const ComputedFigure& computed : made.figures) {
        Terms terms;
        std::vector<std::string> counted = TRY(counted_outcomes(made.snapshot, computed.bound, outcomes));
        for (const std::string& address : counted) terms.push_back(figure_at.at(address));
        for (const std::string& address : report.terms_of[computed.figure.address]) terms.push_back(figure_at.at(address));
        made.document.recipes[computed.figure.address] = make_recipe(made.snapshot, computed, terms);
    }
    return made;
}

ReportFolders report_folders(const Workspace& workspace) { return {workspace.path() + "/scratch", workspace.path() + "/derived/charts"}; }

Result<std::string> render_report(const MadeReport& made, const std::string& format, const ReportTools& tools, const ReportFolders& folders) {
    if (format == "json") return render::render_json(made.document);
    if (format == "html") {
        render::HtmlOptions options;
        options.charts = TRY(draw(made.document, tools, folders));
        return render::render_html(made.document, options);
    }
    if (format == "pdf") {
        render::PdfOptions options;
        options.node_path = tools.node_path;
        options.typst_module_folder = tools.node_modules_folder;
        if (!tools.font_folders.empty()) options.font_folders = tools.font_folders;
        options.work_folder = folders.scratch;
        options.charts = TRY(draw(made.document, tools, folders));
        return render::render_pdf(made.document, options);
    }
    return make_issue("format_is_unknown", "formatet " + format + " finns inte", "välj bland " + base::joined(report_formats(), ", "));
}

Result<WrittenReport> write_report(Workspace& workspace, const ReportRequest& request, const std::vector<std::string>& formats, const std::string& out_folder,
                                   const ReportTools& tools) {
    MadeReport made = TRY(make_report(workspace, request));
    std::vector<std::string> contents;
    for (const std::string& format : formats) {
        if (workspace.world().progress) workspace.world().progress("skriver " + request.name + " som " + format);
        contents.push_back(TRY(render_report(made, format, tools, report_folders(workspace))));
    }
    TRY(base::make_folders(out_folder));
    WrittenReport written{{}, find_report_findings(made)};
    for (std::size_t index = 0; index < formats.size(); ++index) {
        written.paths.push_back(out_folder + "/" + request.name + "-" + base::format_period(request.period) + "." + formats[index]);
        TRY(base::write_file(written.paths.back(), contents[index]));
    }
    return written;
}

}  // namespace tertial::engine
