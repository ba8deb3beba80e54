// Use case: a report. Template + figures + what people have said → document → files.
#pragma once

#include "engine/compute.hpp"
#include "report/document.hpp"

namespace tertial::engine {

struct ReportRequest {
    std::string name;
    std::string unit;
    base::Period period;
    std::optional<std::int64_t> as_of;
    facts::UseAggregates aggregates = facts::UseAggregates::yes;
};

struct MadeReport {
    ReportRequest request;
    Snapshot snapshot;
    report::Document document;
    std::vector<ComputedFigure> figures;  ///< every figure of the document
};

/// All issues at once: unknown names, missing figures, missing comments, each at its place in the template.
base::Result<MadeReport> make_report(Workspace& workspace, const ReportRequest& request);

/// Every figure that the report would show or judge by, as of the snapshot.
base::Result<std::vector<ComputedFigure>> report_figures(Workspace& workspace, const Snapshot& snapshot, const ReportRequest& request);

/// Where the programs and files lie that documents are written with.
struct ReportTools {
    std::string node_path = "node";
    std::string node_modules_folder;  ///< holds the typesetter and the chart library
    std::vector<std::string> font_folders;
};

/// "html", "pdf" and "json".
[[nodiscard]] std::vector<std::string> report_formats();

/// Where files may lie while a report is written, and after.
struct ReportFolders {
    std::string scratch;
    std::string kept_charts;  ///< drawings from before; empty: none are kept
};
[[nodiscard]] ReportFolders report_folders(const Workspace& workspace);

/// The bytes of one format.
base::Result<std::string> render_report(const MadeReport& made, const std::string& format, const ReportTools& tools, const ReportFolders& folders);

struct WrittenReport {
    std::vector<std::string> paths;
    base::Issues findings;  ///< what the report had to do without (report_findings.hpp)
};
/// Writes NAME-PERIOD.EXT for each format into the folder: all of them are made before the first is written.
base::Result<WrittenReport> write_report(Workspace& workspace, const ReportRequest& request, const std::vector<std::string>& formats,
                                         const std::string& out_folder, const ReportTools& tools);

}  // namespace tertial::engine
