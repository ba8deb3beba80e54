#include "engine/deliver.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

#include "base/text.hpp"
#include "base/whole_file.hpp"
#include "domain/number_format.hpp"
#include "engine/changed_reports.hpp"
#include "engine/identity.hpp"
#include "engine/intent.hpp"
#include "engine/kept_file.hpp"
#include "engine/periods.hpp"
#include "engine/person_key.hpp"
#include "engine/problem_file.hpp"
#include "engine/run_checks.hpp"
#include "engine/source_file.hpp"
#include "facts/delivery_files.hpp"
#include "intake/measure_words.hpp"

namespace tertial::engine {
namespace {

using base::Issues;
using base::make_issue;
using base::Result;

constexpr std::size_t repeated_keys_max = 50;

/// A file that has been read and stored beside, but that no entry names yet.
struct Staged {
    Receipt receipt;
    std::string folder;  ///< temporary; empty if the stored rows are already in place
    std::string source;  ///< temporary copy of the file; empty if it is kept already
    KeptFile kept;
    std::string final_folder;
    std::string mapping_hash;
    std::string definition_hash;
    const model::Mapping* mapping = nullptr;
};

/// True if what an entry names is really on the disk; a delivery that has lost its files is mended by delivering it again.
bool is_kept(const Workspace& workspace, const AcceptedDelivery& known) {
    return base::file_exists(facts::rows_path(workspace.delivery_folder(known.data_set, known.delivery))) &&
           base::file_exists(workspace.source_path(known.kept_hash));
}

/// The delivery in force with this identity, if it still holds every slice it brought.
const AcceptedDelivery* find_unchanged(const State& state, const std::string& delivery) {
    for (auto it = state.deliveries.rbegin(); it != state.deliveries.rend(); ++it) {
        if (it->delivery == delivery && !it->withdrawn && it->months_in_force.size() == it->rows_by_month.size()) return &*it;
    }
    return nullptr;
}

facts::AggregateShape aggregate_shape(const model::DataSet& data_set) {
    facts::AggregateShape shape;
    shape.dimensions.push_back(data_set.unit_field);
    shape.dimensions.insert(shape.dimensions.end(), data_set.dimensions.begin(), data_set.dimensions.end());
    for (const model::Measure& measure : data_set.measures) {
        if (measure.kind == model::MeasureKind::distribution) {
            shape.histograms.push_back(measure.field);
        } else {
            shape.measures.push_back(measure.field);
        }
    }
    return shape;
}

std::vector<std::string> measure_fields(const model::DataSet& data_set) {
    std::vector<std::string> fields;
    for (const model::Measure& measure : data_set.measures) fields.push_back(measure.field);
    return fields;
}

/// Slices and their row counts: those that were announced, with zero for an empty one, else those that occur.
std::vector<std::pair<base::Month, std::int64_t>> slice_rows(const Intent& intent, const std::vector<std::pair<base::Month, std::int64_t>>& found) {
    if (intent.slices.empty()) return found;
    std::vector<std::pair<base::Month, std::int64_t>> rows;
    for (base::Month month : intent.slices) {
        auto entry = std::find_if(found.begin(), found.end(), [&](const auto& slice) { return slice.first == month; });
        rows.emplace_back(month, entry == found.end() ? 0 : entry->second);
    }
    return rows;
}

void add_left_out(const intake::Source& source, const std::string& path, Issues& issues) {
    if (source.left_out_count() == 0) return;
    issues.push_back(make_issue("more_errors_were_found", "ytterligare " + std::to_string(source.left_out_count()) + " fel visas inte",
                                "rätta felen ovan och leverera igen", {path, 0, 0}));
}

Issues repeated_key_issues(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs, const model::DataSet& data_set, const std::string& path) {
    Issues issues;
    for (const auto& [first, repeated] : pairs) {
        issues.push_back(make_issue("key_is_repeated", "samma " + base::joined(data_set.key, " + ") + " står redan på rad " + std::to_string(first),
                                    "ta bort den ena raden", {path, repeated, 0}));
    }
    return issues;
}

/// Two files of one command must not claim the same slice: which of them would count?
Issues check_overlaps(const std::vector<Receipt>& receipts) {
    Issues issues;
    std::map<std::tuple<std::string, std::string, base::Month>, std::string> claimed;
    for (const Receipt& receipt : receipts) {
        for (const auto& [month, rows] : receipt.rows_by_month) {
            auto [entry, added] = claimed.emplace(std::tuple(receipt.data_set, receipt.part, month), receipt.path);
            if (added) continue;
            issues.push_back(make_issue("slice_is_delivered_twice", receipt.data_set + " " + base::format_month(month) + " finns också i " + entry->second,
                                        "leverera dem var för sig, eller ange --part", {receipt.path, 0, 0}));
        }
    }
    return issues;
}

class Delivering {
public:
    Delivering(Workspace& workspace, const DeliveryRequest& request, const Snapshot& snapshot)
        : workspace_(workspace), request_(request), snapshot_(snapshot), problems_(request.problem_path) {}
    ~Delivering() {
        // What was stored beside and did not become true is removed; a leftover after a kill is harmless and is removed by clean.
        for (const Staged& staged : staged_) {
            if (!staged.folder.empty()) (void)base::remove_all(staged.folder);
            if (!staged.source.empty()) (void)base::remove_all(staged.source);
        }
    }
    Delivering(const Delivering&) = delete;
    Delivering& operator=(const Delivering&) = delete;

    /// Reads one of the request's files and stores it beside; its findings.
    Issues stage(const std::string& path) {
        if (workspace_.world().progress) {
            workspace_.world().progress("läser fil " + std::to_string(staged_.size() + 1) + " av " + std::to_string(request_.paths.size()) + ": " + path);
        }
        auto intent = find_intent(workspace_, snapshot_, request_, path);
        if (!intent.ok()) {
            problems_.add(intent.issues());
            return intent.issues();
        }
        problems_are_told_ = false;
        auto staged = stage_file(intent.value());
        if (staged.ok()) return {};
        if (!problems_are_told_) problems_.add(staged.issues());
        return staged.issues();
    }

    /// What the model's checks and the control totals beside say of the files, as if they were in force. Errors are given, warnings kept.
    Issues check() {
        Snapshot as_if = snapshot_;
        std::vector<JudgedFile> files;
        for (const Staged& staged : staged_) {
            if (!staged.receipt.changed) continue;
            engine::accept(as_if.state, delivery_of(staged));
            files.push_back({staged.receipt.path, staged.receipt.delivery, staged.mapping});
        }
        if (files.empty()) return {};
        auto findings = run_checks(workspace_, as_if, files);
        if (!findings.ok()) return findings.issues();
        Issues issues = std::move(findings.value().issues);
        Issues closed = check_closed_periods(as_if);
        issues.insert(issues.end(), closed.begin(), closed.end());
        for (const JudgedFile& file : files) {
            auto totals = check_control_totals(workspace_, as_if, file);
            Issues found = totals.ok() ? totals.value().issues : totals.issues();
            issues.insert(issues.end(), found.begin(), found.end());
            if (totals.ok()) receipt_of(file).control_total_count = totals.value().line_count;
        }
        problems_.add(issues);
        if (base::has_errors(issues)) return issues;
        for (base::Issue& warning : issues) {
            for (Staged& staged : staged_) {
                if (staged.receipt.path == warning.place.file) staged.receipt.warnings.push_back(warning);
            }
        }
        return {};
    }

    Result<std::vector<Receipt>> accept() {
        std::vector<logbook::NewEntry> entries;
        for (Staged& staged : staged_) {
            if (!staged.receipt.changed) continue;
            TRY(put_in_place(staged));
            entries.push_back(make_entry(staged));
        }
        logbook::Head head = snapshot_.state.head;
        if (!entries.empty()) head = TRY(workspace_.log().append(head, entries));
        std::int64_t position = head.position - static_cast<std::int64_t>(entries.size());
        std::vector<Receipt> receipts;
        for (Staged& staged : staged_) {
            if (staged.receipt.changed) staged.receipt.position = ++position;
            receipts.push_back(staged.receipt);
        }
        return receipts;
    }

    std::vector<Receipt> receipts() const {
        std::vector<Receipt> receipts;
        for (const Staged& staged : staged_) receipts.push_back(staged.receipt);
        return receipts;
    }

    Issues check_together() {
        Issues issues = check_overlaps(receipts());
        problems_.add(issues);
        return issues;
    }

    base::Done keep_problems() { return problems_.keep(); }

private:
    /// A closed period is only changed by someone who says why, and who is told what it changes.
    Issues check_closed_periods(const Snapshot& as_if) {
        Issues issues;
        std::optional<Result<std::vector<ChangedReport>>> changed;
        for (Staged& staged : staged_) {
            if (!staged.receipt.changed) continue;
            std::vector<base::Month> months;
            for (const auto& [month, rows] : staged.receipt.rows_by_month) months.push_back(month);
            std::vector<base::Month> closed = closed_months(snapshot_.state, staged.receipt.data_set, months);
            if (closed.empty()) continue;
            if (!changed) changed = find_changed_reports(workspace_, snapshot_, as_if);
            if (!changed->ok()) return changed->issues();
            staged.receipt.reason = request_.reason;
            for (const ChangedReport& report : changed->value()) staged.receipt.changed_reports.push_back(changed_report_words(report));
            if (request_.reason.empty()) issues.push_back(closed_issue(staged.receipt, closed.front()));
        }
        return issues;
    }

    base::Issue closed_issue(const Receipt& receipt, base::Month month) const {
        const PeriodState& state = snapshot_.state.period_states.at({receipt.data_set, month});
        std::string changes = receipt.changed_reports.empty() ? "ingen rapport som någon har skrivit till ändras"
                                                              : "det skulle ändra " + base::joined(receipt.changed_reports, ", ");
        return make_issue("period_is_closed",
                          snapshot_.model->find_data_set(receipt.data_set)->label + " " + base::format_month(month) + " är stängd av " + state.actor +
                              " (loggpost " + std::to_string(state.position) + "); " + changes,
                          "ange med --reason varför filen ändå ska tas emot, eller öppna perioden igen", {receipt.path, 0, 0});
    }

    Receipt& receipt_of(const JudgedFile& file) {
        return std::find_if(staged_.begin(), staged_.end(), [&](const Staged& staged) { return staged.receipt.delivery == file.delivery; })->receipt;
    }

    static AcceptedDelivery delivery_of(const Staged& staged) {
        const Receipt& receipt = staged.receipt;
        AcceptedDelivery delivery;
        delivery.delivery = receipt.delivery;
        delivery.data_set = receipt.data_set;
        delivery.part = receipt.part;
        delivery.file_hash = receipt.file_hash;
        delivery.mapping_hash = staged.mapping_hash;
        delivery.row_count = receipt.row_count;
        delivery.rows_by_month = receipt.rows_by_month;
        for (const auto& [month, rows] : receipt.rows_by_month) delivery.months_in_force.push_back(month);
        delivery.staged_folder = staged.folder;
        return delivery;
    }

    Result<base::Nothing> stage_file(Intent& intent) {
        const model::DataSet& data_set = *intent.data_set;
        Staged staged;
        staged.mapping = intent.mapping;
        staged.mapping_hash = mapping_hash(*intent.mapping);
        staged.definition_hash = definition_hash(*snapshot_.model, data_set);
        Receipt& receipt = staged.receipt;
        receipt.path = intent.path;
        receipt.data_set = data_set.id;
        receipt.part = intent.part;
        receipt.mapping = intent.mapping->id;
        staged.kept.key = TRY(person_key(intent));
        receipt.file_hash = identity_of(intent.file_hash, staged.kept.key);
        receipt.delivery = delivery_id(receipt.file_hash, staged.mapping_hash, staged.definition_hash, intent.part, intent.slices);
        staged.final_folder = workspace_.delivery_folder(data_set.id, receipt.delivery);
        const AcceptedDelivery* known = find_unchanged(snapshot_.state, receipt.delivery);
        if (known != nullptr && is_kept(workspace_, *known)) {
            receipt.changed = false;
            receipt.position = known->position;
            receipt.row_count = known->row_count;
            receipt.rows_by_month = known->rows_by_month;
            staged_.push_back(std::move(staged));
            return base::Nothing{};
        }
        staged_.push_back(std::move(staged));
        TRY(store_beside(intent, staged_.back()));
        if (TRY(base::file_stamp(intent.path)) == intent.stamp) return base::Nothing{};
        return make_issue("file_changed_while_read", "någon skrev i filen medan den lästes", "vänta tills filen är klar och leverera igen",
                          {intent.path, 0, 0});
    }

    /// The key that the mapping's keyed hashes are made with, read once; null where it has none.
    Result<const intake::PersonKey*> person_key(const Intent& intent) {
        if (intent.mapping->keyed_hash.empty()) return nullptr;
        if (request_.person_key_file.empty()) return intake::person_key_is_not_given(*intent.mapping, intent.path);
        if (!person_key_) person_key_ = TRY(read_person_key(request_.person_key_file, workspace_.path()));
        return &*person_key_;
    }

    /// The rows are stored and the file is copied at the same time: one keeps the processor busy, the other the disk. Of a file that names
    /// persons nothing is written but what the hashes have taken their place in, and not before all of it has been looked through.
    Result<base::Nothing> store_beside(Intent& intent, Staged& staged) {
        staged.kept.hash = staged.receipt.file_hash;
        if (staged.kept.key != nullptr) {
            TRY(store_rows(intent, staged));
            if (request_.check_only) return base::Nothing{};
            staged.source = workspace_.source_path(".staged-" + staged.receipt.delivery);
            return write_kept_file(workspace_, *snapshot_.model, read_plan(intent, staged), intent.path, staged.source, staged.kept);
        }
        base::Done copied = base::Nothing{};
        std::thread copying;
        if (!request_.check_only && !base::file_exists(workspace_.source_path(staged.receipt.file_hash))) {
            staged.source = workspace_.source_path(".staged-" + staged.receipt.delivery);
            copying = std::thread([&copied, &intent, to = staged.source] { copied = base::copy_durably(intent.path, to); });
        }
        auto stored = store_rows(intent, staged);
        if (copying.joinable()) copying.join();
        if (!stored.ok()) return stored;
        return copied;
    }

    intake::ReadPlan read_plan(const Intent& intent, const Staged& staged) const {
        intake::ReadPlan plan;
        plan.data_set = intent.data_set;
        plan.mapping = intent.mapping;
        plan.slices = intent.slices;
        if (problems_.is_wanted()) plan.faults_max = listed_faults_max;
        plan.person_key = staged.kept.key;
        return plan;
    }

    Result<base::Nothing> store_rows(Intent& intent, Staged& staged) {
        const model::DataSet& data_set = *intent.data_set;
        auto source = TRY(open_source_file(workspace_, intent.path, *snapshot_.model, read_plan(intent, staged), std::move(intent.table)));
        facts::FactEngine* engine = TRY(workspace_.facts());
        staged.folder = workspace_.path() + "/facts/" + data_set.id + "/.staged-" + staged.receipt.delivery;
        TRY(base::remove_all(staged.folder));
        TRY(base::make_folders(staged.folder));
        auto written = engine->write_rows(*source, staged.folder, measure_fields(data_set), stop_flag());
        problems_.add(*source);
        problems_are_told_ = true;
        Issues issues = source->issues();
        add_left_out(*source, intent.path, issues);
        if (base::has_errors(issues)) return issues;
        if (!written.ok()) return written.issues();
        if (!data_set.key.empty()) {
            Issues repeated = repeated_key_issues(TRY(engine->find_repeated_keys(staged.folder, data_set.key, repeated_keys_max)), data_set, intent.path);
            problems_.add(repeated);
            if (!repeated.empty()) return repeated;
        }
        if (request_.aggregates == facts::UseAggregates::yes) TRY(engine->write_aggregates(staged.folder, aggregate_shape(data_set), stop_flag()));
        describe(intent, *source, written.value(), std::move(issues), staged.receipt);
        warn_of_another_key(snapshot_.state, staged.kept.key, staged.receipt);
        warn_of_another_part(staged.receipt);
        return base::Nothing{};
    }

    /// The same content in force as another part counts twice.
    void warn_of_another_part(Receipt& receipt) const {
        const auto& known = snapshot_.state.deliveries;
        auto other = std::find_if(known.begin(), known.end(), [&](const AcceptedDelivery& delivery) {
            return delivery.file_hash == receipt.file_hash && delivery.data_set == receipt.data_set && delivery.part != receipt.part &&
                   !delivery.months_in_force.empty();
        });
        if (other == known.end()) return;
        base::Issue issue = make_issue("file_is_another_part", "samma fil gäller redan som delen " + other->part + ", så dess rader räknas två gånger",
                                       "återta den ena: tertial withdraw ARBETSYTA " + other->delivery, {receipt.path, 0, 0});
        issue.severity = base::Severity::warning;
        receipt.warnings.push_back(std::move(issue));
    }

    static void describe(const Intent& intent, const intake::Source& source, const facts::WrittenRows& written, Issues warnings, Receipt& receipt) {
        receipt.description = source.description();
        receipt.row_count = written.row_count;
        receipt.refused_row_count = source.refused_row_count();
        receipt.left_out_row_count = source.left_out_row_count();
        receipt.replaced_value_count = source.replaced().count;
        receipt.replaced_unknown_form_count = source.replaced().unknown_form_count;
        for (const std::string& field : intent.mapping->keyed_hash) receipt.replaced_in.push_back(intent.data_set->find_field(field)->label);
        receipt.rows_by_month = slice_rows(intent, written.rows_by_month);
        for (const auto& [measure, sum] : written.control_sums) {
            receipt.control_sums.emplace_back(measure, base::format_int128(sum));
            auto before = source.source_sum(measure, sum);
            bool is_other = source.left_out_row_count() > 0 || intent.mapping->turns_sign_of(measure) || intent.mapping->decimals_moved.contains(measure);
            if (before) receipt.source_sums.emplace_back(measure, base::format_exact(before->sum));
            if (before && is_other) receipt.source_lines.push_back(before->column + ": " + domain::format_unrounded(before->sum, domain::Dimension::plain));
            receipt.control_lines.push_back(intake::measure_label(*intent.data_set, measure) + ": " + intake::format_measure(*intent.data_set, measure, sum));
        }
        receipt.warnings = std::move(warnings);
    }

    Result<base::Nothing> put_in_place(Staged& staged) {
        if (!staged.source.empty()) TRY(base::rename_into_place(staged.source, workspace_.source_path(staged.kept.hash)));
        staged.source.clear();
        const auto& known = snapshot_.state.deliveries;
        bool is_named = std::any_of(known.begin(), known.end(), [&](const AcceptedDelivery& delivery) { return delivery.delivery == staged.receipt.delivery; });
        // A folder that an entry names holds this very content and may be read at this moment: it stays. Any other is a leftover from a kill.
        if (is_named && base::file_exists(facts::rows_path(staged.final_folder))) {
            TRY(base::remove_all(staged.folder));
        } else {
            TRY(base::remove_all(staged.final_folder));
            TRY(base::rename_into_place(staged.folder, staged.final_folder));
        }
        staged.folder.clear();
        return base::Nothing{};
    }

    logbook::NewEntry make_entry(const Staged& staged) const {
        const Receipt& receipt = staged.receipt;
        base::Json slices = base::Json::array();
        for (const auto& [month, rows] : receipt.rows_by_month) slices.push_back({{"slice", base::format_month(month)}, {"rows", rows}});
        base::Json sums = base::Json::object();
        for (const auto& [measure, sum] : receipt.control_sums) sums[measure] = sum;
        base::Json body = {{"delivery", receipt.delivery},
                           {"data_set", receipt.data_set},
                           {"part", receipt.part},
                           {"file_name", std::filesystem::path(receipt.path).filename().string()},
                           {"file_hash", receipt.file_hash},
                           {"mapping_hash", staged.mapping_hash},
                           {"definition_hash", staged.definition_hash},
                           {"row_count", receipt.row_count},
                           {"slices", slices},
                           {"control_sums", sums},
                           {"warnings", base::to_json(receipt.warnings)},
                           {"mapping", receipt.mapping},
                           {"format", receipt.description},
                           {"left_out_row_count", receipt.left_out_row_count},
                           {"control_total_count", static_cast<std::int64_t>(receipt.control_total_count)}};
        base::Json source_sums = base::Json::object();
        for (const auto& [measure, sum] : receipt.source_sums) source_sums[measure] = sum;
        body["source_sums"] = std::move(source_sums);
        if (!receipt.reason.empty()) body["reason"] = receipt.reason;
        if (!receipt.changed_reports.empty()) body["changed_reports"] = receipt.changed_reports;
        if (staged.kept.key != nullptr) body["kept"] = kept_json(staged.kept, receipt.replaced_value_count);
        return {"delivery_accepted", workspace_.world().now(), workspace_.world().actor, std::move(body)};
    }

    [[nodiscard]] const facts::StopFlag& stop_flag() const {
        static const facts::StopFlag never{false};
        return workspace_.world().stop != nullptr ? *workspace_.world().stop : never;
    }

    Workspace& workspace_;
    const DeliveryRequest& request_;
    const Snapshot& snapshot_;
    std::vector<Staged> staged_;
    ProblemFile problems_;
    bool problems_are_told_ = false;  ///< those of the file that is being staged are in the list
    std::optional<intake::PersonKey> person_key_;
};

}  // namespace

Result<std::vector<Receipt>> deliver_files(Workspace& workspace, const DeliveryRequest& request) {
    auto lock = TRY(workspace.lock());
    Snapshot snapshot = TRY(load_snapshot(workspace));
    Delivering delivering(workspace, request, snapshot);
    Issues issues;
    for (const std::string& path : request.paths) {
        if (workspace.is_stopped()) return make_issue("work_was_stopped", "leveransen avbröts, ingenting har ändrats", "kör kommandot igen");
        Issues found = delivering.stage(path);
        issues.insert(issues.end(), found.begin(), found.end());
    }
    if (issues.empty()) issues = delivering.check_together();
    if (issues.empty()) issues = delivering.check();
    TRY(delivering.keep_problems());
    if (!issues.empty()) return issues;
    if (request.check_only) return delivering.receipts();
    return delivering.accept();
}

Result<Withdrawal> withdraw_delivery(Workspace& workspace, const std::string& delivery, const std::string& reason, bool check_only) {
    auto lock = TRY(workspace.lock());
    Snapshot snapshot = TRY(load_snapshot(workspace));
    std::set<std::string> matches;
    for (const AcceptedDelivery& known : snapshot.state.deliveries) {
        if (!known.months_in_force.empty() && known.delivery.starts_with(delivery)) matches.insert(known.delivery);
    }
    if (matches.empty())
        return make_issue("delivery_is_not_found", "ingen leverans i kraft heter " + delivery, "koderna listas av: tertial deliveries ARBETSYTA");
    if (matches.size() > 1)
        return make_issue("delivery_is_ambiguous", std::to_string(matches.size()) + " leveranser börjar på " + delivery, "skriv fler tecken");
    Withdrawal withdrawal{*matches.begin(), {}};
    Snapshot as_if = snapshot;
    withdraw(as_if.state, withdrawal.delivery);
    for (const ChangedReport& report : TRY(find_changed_reports(workspace, snapshot, as_if)))
        withdrawal.changed_reports.push_back(changed_report_words(report));
    if (check_only) return withdrawal;
    base::Json body = {{"delivery", withdrawal.delivery}, {"reason", reason}};
    if (!withdrawal.changed_reports.empty()) body["changed_reports"] = withdrawal.changed_reports;
    logbook::NewEntry entry{"delivery_withdrawn", workspace.world().now(), workspace.world().actor, std::move(body)};
    withdrawal.position = TRY(workspace.log().append(snapshot.state.head, {std::move(entry)})).position;
    return withdrawal;
}

}  // namespace tertial::engine
