#include "render/pdf/render_pdf.hpp"

#include <cerrno>
#include <cstring>

#include "base/files.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "embedded/report_typ.hpp"
#include "embedded/typst_compile_mjs.hpp"
#include "render/json.hpp"
#include "render/pdf/node_process.hpp"
#include "render/pdf/pdf_structure.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::uint64_t pdf_bytes_max = std::uint64_t{1} << 29;

base::Issue not_made(const std::string& message, const std::string& hint) { return base::make_issue("pdf_is_not_made", message, hint); }

/// A folder of its own below the work folder, gone when the object is.
class TemporaryFolder {
public:
    static base::Result<TemporaryFolder> create(const std::string& parent) {
        std::string path = parent + "/report-XXXXXX";
        if (mkdtemp(path.data()) == nullptr) {
            return not_made(std::string("den tillfälliga mappen gick inte att skapa: ") + std::strerror(errno), "kontrollera arbetsmappen och dess utrymme");
        }
        return TemporaryFolder(path);
    }
    TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        if (path_.empty()) return;
        auto removed = base::remove_all(path_);
        (void)removed;  // a leftover folder changes no report
    }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
    std::string path_;
};

/// The file's date must come from the document, or the same report would differ from day to day.
std::int64_t created_epoch_seconds(const report::Document& document, const PdfOptions& options) {
    if (options.created_on) return options.created_on->day_count * seconds_per_day;
    auto period = base::parse_period(document.cover.period.period);
    return period.ok() ? period.value().last.last_day().day_count * seconds_per_day : 0;
}

/// The chart's message and then all its numbers: what the picture says, for those who hear the document read.
std::string alternative_text(const report::Chart& chart) {
    std::string text = plain_text(chart.alternative);
    if (text.empty()) text = plain_text(chart.title);
    for (std::size_t bar_index = 0; bar_index < chart.bars.size(); ++bar_index) {
        const report::ChartBar& bar = chart.bars[bar_index];
        text += (bar_index == 0 ? " " : "; ") + bar.label;
        for (std::size_t index = 0; index < bar.figures.size(); ++index) {
            if (!chart.series_names.empty()) text += (index == 0 ? ": " : ", ") + chart.series_names[index];
            text += " " + shown_text(bar.figures[index]);
        }
    }
    return text + (chart.unit_label.empty() ? "." : " (" + chart.unit_label + ").");
}

/// The drawings as files, and which chart (by its place among the blocks) each belongs to.
base::Result<base::Json> write_drawings(const report::Document& document, const PdfOptions& options, const std::string& folder) {
    base::Json drawings = base::Json::object();
    for (std::size_t block_index = 0; block_index < document.blocks.size(); ++block_index) {
        const auto* chart = std::get_if<report::Chart>(&document.blocks[block_index]);
        auto drawing = chart == nullptr ? options.charts.end() : options.charts.find(chart->id);
        if (drawing == options.charts.end()) continue;
        std::string name = "chart-" + std::to_string(block_index) + ".svg";
        TRY(base::write_file(folder + "/" + name, drawing->second));
        auto option = make_chart_option(*chart);
        bool needs_table = option.ok() && !option.value().labels_every_point;
        drawings[std::to_string(block_index)] = {{"file", name}, {"alternative", alternative_text(*chart)}, {"needs_table", needs_table}};
    }
    return drawings;
}

base::Done write_job(const report::Document& document, const PdfOptions& options, const std::string& folder) {
    base::Json json = document_to_json(document);
    json.erase("recipes");  // paper opens no pane
    json["title"] = document_title(document);
    json["heading_levels"] = base::Json::object();
    for (const auto& [block_index, level] : heading_levels(document.blocks)) json["heading_levels"][std::to_string(block_index)] = level;
    json["drawings"] = TRY(write_drawings(document, options, folder));
    base::Json job = {{"module_folder", options.typst_module_folder}, {"font_folders", options.font_folders}};
    job["created_epoch_seconds"] = created_epoch_seconds(document, options);
    TRY(base::write_file(folder + "/document.json", json.dump(-1, ' ', false, base::Json::error_handler_t::replace)));
    TRY(base::write_file(folder + "/job.json", job.dump()));
    TRY(base::write_file(folder + "/report.typ", embedded::report_typ));
    return base::write_file(folder + "/compile.mjs", embedded::typst_compile_mjs);
}

}  // namespace

base::Result<std::string> render_pdf(const report::Document& document, const PdfOptions& options) {
    if (!base::file_exists(options.typst_module_folder + "/@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu/package.json")) {
        return not_made("PDF kan inte göras: sättningsprogrammet finns inte på den plats som angavs",
                        "kör npm ci i web/report-tools, eller ange var node_modules ligger med TERTIAL_NODE_MODULES");
    }
    TemporaryFolder folder = TRY(TemporaryFolder::create(options.work_folder));
    TRY(write_job(document, options, folder.path()));
    auto end = run_program({options.node_path, folder.path() + "/compile.mjs", folder.path()}, options.time_limit_ms);
    if (!end.ok()) return not_made(end.issues().front().message, "installera Node, eller ange var det ligger med TERTIAL_NODE");
    if (end.value().is_timed_out) {
        return not_made("sättningen av PDF-filen tog för lång tid och avbröts", "dela upp rapporten");
    }
    if (end.value().exit_status != 0) {
        return not_made("sättningen av PDF-filen misslyckades: " + base::replaced(end.value().error_text, folder.path(), "…"),
                        "vanliga orsaker är ett diagram utan alternativ text eller en rubriknivå som hoppas över");
    }
    std::string bytes = TRY(base::read_file(folder.path() + "/report.pdf", pdf_bytes_max));
    return finish_pdf(bytes, {document_title(document), document.language});
}

}  // namespace tertial::render
