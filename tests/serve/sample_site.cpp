#include "sample_site.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.hpp"
#include "engine/activate.hpp"
#include "engine/deliver.hpp"

namespace tertial::serve {
namespace {

engine::World make_world() {
    engine::World world;
    world.now = [] { return std::string("2026-05-04T08:30:00Z"); };
    world.actor = "ekonom";
    world.threads = 2;
    return world;
}

template <class T>
T expect_ok(base::Result<T> result) {
    if (!result.ok()) throw std::runtime_error(base::format_issues(result.issues()));
    return std::move(result).value();
}

}  // namespace

SampleSite::SampleSite() {
    std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
    folder_ = (std::filesystem::temp_directory_path() / ("serve_test_" + std::to_string(::getpid()) + "_" + name)).string();
    std::filesystem::remove_all(folder_);
    write_model();
    workspace_ = expect_ok(engine::Workspace::create(folder_ + "/workspace", make_world()));
    expect_ok(engine::activate_model(*workspace_, folder_ + "/model"));
    deliver(*workspace_, "2026-04", 1000, 3000);
    options_.port = 0;
    options_.front = {"short", "N", "2026-04"};
    const char* modules = std::getenv("TERTIAL_NODE_MODULES");
    options_.tools.node_modules_folder = modules == nullptr ? folder_ + "/nowhere" : modules;
}

SampleSite::~SampleSite() {
    running_.reset();
    workspace_.reset();
    std::filesystem::remove_all(folder_);
}

std::unique_ptr<engine::Workspace> SampleSite::open() const { return expect_ok(engine::Workspace::open(folder_ + "/workspace", make_world())); }

void SampleSite::deliver(engine::Workspace& workspace, const std::string& month, int fee_kronor, int staff_kronor) {
    std::string path = folder_ + "/ledger-" + month + ".csv";
    std::string text = "Period;Konto;Enhet;Belopp;Text\n";
    text += month + ";3001;N1;-" + std::to_string(fee_kronor) + ",50;Avgift, öppenvård\n";
    text += month + ";4001;N1;" + std::to_string(staff_kronor) + ",00;Lön\n";
    text += month + ";4001;Åre/1;7,00;Lön i Åre\n";
    write(path, text);
    engine::DeliveryRequest request;
    request.paths = {path};
    expect_ok(engine::deliver_files(workspace, request));
}

void SampleSite::start() {
    running_ = std::make_unique<Running>([this](const std::atomic<bool>& stop, const Running::Started& started) {
        return serve(*workspace_, options_, stop, [&](const std::string& url) {
            EXPECT_TRUE(url.starts_with("http://127.0.0.1:") && url.ends_with("/")) << url;
            started(static_cast<std::uint16_t>(std::stoi(url.substr(17))));
        });
    });
}

void SampleSite::write(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    ASSERT_TRUE(base::write_file(path, text).ok());
}

void SampleSite::write_model() const {
    std::string model = folder_ + "/model/";
    write(model + "region.yaml",
          "model: small\nregion: Lillregionen\n"
          "code_lists:\n  - {id: unit, label: Enhet, file: organisation.csv}\n  - {id: account, label: Konto, file: accounts.csv}\n");
    write(model + "organisation.csv", "unit,name,kind,parent\nR,Regionen,region,\nN,Nämnden,board,R\nN1,Avdelning ett,ward,N\nÅre/1,Åre hälsocentral,ward,N\n");
    write(model + "accounts.csv", "account,name,line\n3001,Avgifter,fees\n4001,Löner,staff\n");
    write(model + "data_sets/ledger.yaml",
          "data_set: ledger\nlabel: Huvudbok\nfields:\n  - {name: period, label: Period, type: month, required: true}\n"
          "  - {name: account, label: Konto, type: code, list: account, required: true}\n  - {name: unit, label: Enhet, type: unit, required: true}\n"
          "  - {name: amount, label: Belopp, type: money, required: true}\n  - {name: text, label: Text, type: text}\n"
          "unit_field: unit\nperiod_field: period\ndimensions: [account]\nmeasures:\n  - {field: amount, kind: flow, dimension: money}\n");
    write(model + "mappings/ledger.yaml",
          "mapping: ledger\ndata_set: ledger\ndecimal_mark: comma\ncolumns: {Period: period, Konto: account, Enhet: unit, Belopp: amount, Text: text}\n");
    write(model + "bases.yaml", "bases:\n  - {id: total, label: totalt}\n");
    write(model + "indicators/all.yaml",
          "indicators:\n  - {id: fees, label: Avgifter, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'fees')\"}\n"
          "  - {id: staff, label: Personal, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'staff')\"}\n"
          "  - {id: net, label: Netto, kind: flow, unit: tkr, expression: fees + staff}\n");
    write(model + "reports/short.md", "---\ntitle: Kort rapport\nname: short\n---\n\n# Ekonomi\n\nNettot blev {{net@N:month | kr unit}} i {{name N1}}.\n");
    write(model + "reports/lacking.md",
          "---\ntitle: Rapport som inte blir av\nname: lacking\n---\n\n"
          "# Ekonomi\n\n{{comment economy required}}\n\nNettot var {{net@N:month-1y | tkr unit}} i fjol.\n");
}

}  // namespace tertial::serve
