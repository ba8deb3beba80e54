#include "sample_document.hpp"

#include <array>

namespace tertial::render_test {

using domain::Absence;
using domain::Dimension;
using report::ColumnKind;
using report::FigureInline;
using report::Inlines;
using report::NameInline;
using report::PeriodInline;
using report::RowKind;
using report::TableRow;
using report::Text;
using report::WordInline;

namespace {

FigureInline made(const std::string& address, base::Rational value, Dimension dimension, domain::NumberFormat format) {
    FigureInline item;
    item.figure.address = address;
    item.figure.label = address.substr(0, address.find('@'));
    item.figure.value = value;
    item.figure.dimension = dimension;
    item.format = std::move(format);
    return item;
}

FigureInline million(const std::string& address, std::int64_t amount_tkr, int decimals = 0) {
    FigureInline item = money_tkr(address, amount_tkr);
    item.format.unit = "mkr";
    item.format.decimals = decimals;
    item.format.shown_unit = domain::ShownUnit::yes;
    item.format.sign = domain::ShownSign::magnitude;
    return item;
}

FigureInline per_cent(const std::string& address, std::int64_t tenths, int decimals = 1) {
    return made(address, base::Rational::create(tenths, 1000).value(), Dimension::share, {"percent", decimals});
}

FigureInline duration(const std::string& address, std::int64_t seconds) { return made(address, base::Rational(seconds), Dimension::duration, {"h:mm:ss", 0}); }

report::TableColumn number_column(Inlines head) { return {std::move(head), ColumnKind::number}; }
report::TableColumn text_column(Inlines head) { return {std::move(head), ColumnKind::text}; }

struct StatementLine {
    const char* name;
    RowKind kind;
    std::array<std::int64_t, 6> amounts;  // the last in tenths of a per cent
};

// As printed in the income statement of the board's report for January–April 2026.
const std::array<StatementLine, 19> statement_lines = {{
    {"Patientavgifter", RowKind::line, {40036, 50882, -10845, 39684, 352, 9}},
    {"Försäljning", RowKind::line, {246528, 243820, 2708, 232355, 14173, 61}},
    {"Erhållna bidrag", RowKind::line, {278353, 257481, 20872, 263101, 15252, 58}},
    {"Övriga intäkter", RowKind::line, {8490, 1575, 6915, 9700, -1210, -125}},
    {"Summa intäkter", RowKind::sum, {573407, 553758, 19649, 544841, 28567, 52}},
    {"Personalkostnader", RowKind::line, {-1012287, -878723, -133564, -965403, -46883, 49}},
    {"Köpt riks- och regionvård", RowKind::line, {-172120, -146708, -25412, -173445, 1325, -8}},
    {"Köp av verksamhet", RowKind::line, {-7838, -6768, -1070, -5540, -2298, 415}},
    {"Verksamhetsanknutna tjänster", RowKind::line, {-185551, -178753, -6798, -178243, -7308, 41}},
    {"Inhyrd bemanning", RowKind::line, {-73416, 0, -73416, -78557, 5141, -65}},
    {"Läkemedel", RowKind::line, {-215689, -232777, 17088, -212131, -3559, 17}},
    {"Sjukvårdsartiklar, övrigt material och varor", RowKind::line, {-106748, -89550, -17198, -97303, -9445, 97}},
    {"Lämnade bidrag", RowKind::line, {-1524, -1211, -312, -1572, 48, -30}},
    {"Fastighetskostnader", RowKind::line, {-22928, -23178, 250, -22129, -799, 36}},
    {"Konsultkostnader", RowKind::line, {-5814, -8601, 2786, -6865, 1050, -153}},
    {"Övriga kostnader", RowKind::line, {-65864, -46896, -18968, -63017, -2847, 45}},
    {"Avskrivningar och finansnetto", RowKind::line, {-12307, -12798, 491, -12228, -79, 6}},
    {"Summa bruttokostnader", RowKind::sum, {-1882086, -1625962, -256124, -1816432, -65654, 36}},
    {"Verksamhetens nettokostnader", RowKind::total, {-1308679, -1072205, -236474, -1271592, -37087, 29}},
}};

const std::array<const char*, 6> statement_columns = {"outturn", "budget", "deviation", "prior_year", "change", "change_percent"};

std::string statement_address(const StatementLine& line, std::size_t column) {
    return std::string(line.name) + "@HSN/2026-04-ack/" + statement_columns[column];
}

report::Table income_statement() {
    report::Table table;
    table.id = "resultatrakning";
    table.caption = {Text{"Intäkter och kostnader "}, PeriodInline{"januari–april 2026", "2026-04-ack"}, Text{", tkr"}};
    table.columns = {text_column({Text{"Rad"}}),
                     number_column({Text{"Utfall"}}),
                     number_column({Text{"Budget"}}),
                     number_column({Text{"Avvikelse mot budget"}}),
                     number_column({Text{"Utfall föregående år"}}),
                     number_column({Text{"Förändring"}}),
                     number_column({Text{"Förändring, %"}})};
    for (const StatementLine& line : statement_lines) {
        TableRow row{line.kind, {{Text{line.name}}}};
        for (std::size_t column = 0; column < 5; ++column) {
            FigureInline cell = money_tkr(statement_address(line, column), line.amounts[column]);
            cell.format.zero = domain::ShownZero::dash;
            row.cells.push_back({cell});
        }
        row.cells.push_back({per_cent(statement_address(line, 5), line.amounts[5])});
        table.rows.push_back(row);
    }
    table.notes = {{Text{"Avvikelse är utfall minus budget; ett minustecken betyder sämre än budget. Ett streck betyder noll."}},
                   {Text{"Siffrorna är avrundade var för sig, och därför kan delarna skilja sig från summan."}}};
    return table;
}

report::Chart deviation_chart() {
    report::Chart chart;
    chart.id = "avvikelse-per-rad";
    const StatementLine& net = statement_lines.back();
    chart.title = {Text{"Personal och inhyrd bemanning står för det mesta av avvikelsen mot budget, "}, million(statement_address(net, 2), net.amounts[2])};
    chart.alternative = {Text{"Vattenfallsdiagram över avvikelsen mot budget per rad; tillsammans "}, money_tkr(statement_address(net, 2), net.amounts[2]),
                         Text{" tkr."}};
    chart.unit_label = "tkr";
    chart.table.caption = {Text{"Avvikelse mot budget per rad, tkr"}};
    chart.table.columns = {text_column({Text{"Rad"}}), number_column({Text{"Avvikelse"}})};
    for (const StatementLine& line : statement_lines) {
        if (line.kind == RowKind::sum) continue;
        FigureInline figure = money_tkr(statement_address(line, 2), line.amounts[2]);
        figure.format.sign = domain::ShownSign::always;
        chart.bars.push_back({line.name, {figure}, line.kind == RowKind::total});
        chart.table.rows.push_back({line.kind, {{Text{line.name}}, {figure}}});
    }
    return chart;
}

struct YearRow {
    const char* name;
    std::array<std::int64_t, 3> values;
};

report::Table year_table(const std::string& id, const std::string& caption, const std::string& head) {
    report::Table table;
    table.id = id;
    table.caption = {Text{caption}};
    table.columns = {text_column({Text{head}})};
    for (const char* year : {"2024", "2025", "2026"}) table.columns.push_back(number_column({PeriodInline{year, std::string(year) + "-T1"}}));
    return table;
}

report::Table errands_by_municipality() {
    report::Table table = year_table("arenden-per-kommun", "Ambulansärenden per kommun, antal", "Ärendets kommun");
    const std::array<YearRow, 9> rows = {{{"Berg", {458, 433, 489}},
                                          {"Bräcke", {341, 385, 321}},
                                          {"Härjedalen", {1066, 1064, 1036}},
                                          {"Krokom", {469, 488, 502}},
                                          {"Ragunda", {348, 356, 372}},
                                          {"Strömsund", {686, 752, 719}},
                                          {"Åre", {1212, 1232, 1210}},
                                          {"Östersund", {2504, 2784, 2724}},
                                          {"Länet", {7084, 7494, 7373}}}};
    for (const YearRow& row : rows) {
        TableRow line{std::string(row.name) == "Länet" ? RowKind::total : RowKind::line, {{NameInline{row.name}}}};
        for (std::size_t year = 0; year < 3; ++year) {
            line.cells.push_back({count_of(std::string("arenden@") + row.name + "/" + std::to_string(2024 + year), row.values[year])});
        }
        table.rows.push_back(line);
    }
    return table;
}

report::Table occupancy_by_station() {
    report::Table table = year_table("belaggning-per-station", "Beläggning per ambulansstation, andel av bemannad tid", "Station");
    const std::array<YearRow, 5> rows = {{{"Z910 Östersund", {43, 45, 43}},
                                          {"Z920 Krokom ambulans", {30, 27, 27}},
                                          {"Z955 Vemdalen vinterambulans", {40, 23, 36}},
                                          {"Z956 Hede ambulans", {15, 30, 25}},
                                          {"Z972 Åre vinterambulans", {41, 39, 34}}}};
    for (const YearRow& row : rows) {
        TableRow line{RowKind::line, {{NameInline{row.name}}}};
        for (std::size_t year = 0; year < 3; ++year) {
            FigureInline share = per_cent(std::string("belaggning@") + row.name + "/" + std::to_string(2024 + year), row.values[year] * 10, 0);
            share.format.shown_unit = domain::ShownUnit::yes;
            line.cells.push_back({share});
        }
        table.rows.push_back(line);
    }
    table.rows.push_back({RowKind::line,
                          {{NameInline{"Z980 Bräcke ambulans"}},
                           {absent("belaggning@Z980/2024", Absence::missing)},
                           {absent("belaggning@Z980/2025", Absence::not_measured)},
                           {per_cent("belaggning@Z980/2026", 210, 0)}}});
    table.notes = {{Text{"Tom cell: uppgift saknas. Skälet står när cellen öppnas."}}};
    return table;
}

report::Table response_time() {
    report::Table table;
    table.id = "responstid";
    table.caption = {Text{"Median för responstid, timmar, minuter och sekunder"}};
    table.columns = {text_column({Text{"År"}}), number_column({Text{"Median responstid"}})};
    const std::array<std::int64_t, 3> seconds = {1135, 1003, 1004};
    for (std::size_t year = 0; year < 3; ++year) {
        std::string name = std::to_string(2024 + year);
        table.rows.push_back({RowKind::line, {{PeriodInline{name, name + "-T1"}}, {duration("responstid@" + name, seconds[year])}}});
    }
    return table;
}

report::Chart errands_chart() {
    report::Chart chart;
    chart.id = "arenden";
    chart.kind = report::ChartKind::bars;
    chart.title = {Text{"Var tredje ambulans åker i Östersunds kommun"}};
    chart.alternative = {Text{"Stapeldiagram över antalet ambulansärenden per kommun."}};
    chart.unit_label = "ärenden";
    chart.table = errands_by_municipality();
    for (const TableRow& row : chart.table.rows) {
        if (row.kind != RowKind::line) continue;
        chart.bars.push_back({std::get<NameInline>(row.cells[0][0]).text, {std::get<FigureInline>(row.cells[3][0])}, false});
    }
    return chart;
}

void add_economy_summary(report::Document& document) {
    const StatementLine& income = statement_lines[4];
    const StatementLine& gross = statement_lines[17];
    const StatementLine& net = statement_lines[18];
    document.blocks.push_back(report::Heading{1, "sammanfattning", {Text{"Sammanfattning"}}});
    document.blocks.push_back(report::Heading{2, "ekonomiskt-utfall", {Text{"Ekonomiskt utfall"}}});
    document.blocks.push_back(report::Paragraph{
        {Text{"Nettokostnaden för "}, PeriodInline{"tertial 1", "2026-T1"}, Text{" uppgick till "},
         report::Strong{{million(statement_address(net, 0), net.amounts[0], 1)}}, Text{", vilket "}, WordInline{"överstiger", statement_address(net, 2)},
         Text{" budget med "}, million(statement_address(net, 2), net.amounts[2], 1), Text{". Jämfört med samma period föregående år har nettokostnaden "},
         WordInline{"ökat", statement_address(net, 4)}, Text{" med "}, million(statement_address(net, 4), net.amounts[4], 1), Text{", "},
         [&] {
             auto share = per_cent(statement_address(net, 5), net.amounts[5]);
             share.format.shown_unit = domain::ShownUnit::yes;
             return share;
         }(),
         Text{"."}}});
    document.blocks.push_back(
        report::Paragraph{{Text{"Intäkterna var "}, million(statement_address(income, 0), income.amounts[0], 1), Text{", "},
                           million(statement_address(income, 2), income.amounts[2], 1), Text{" "}, WordInline{"bättre", statement_address(income, 2)},
                           Text{" än budget. Bruttokostnaden "}, WordInline{"steg", statement_address(gross, 4)}, Text{" med "},
                           million(statement_address(gross, 4), gross.amounts[4], 1), Text{". Hälsofrämjande index: "},
                           absent("index@HSN/2026", Absence::not_measured), Text{"."}}});
    document.blocks.push_back(
        report::BulletList{{{Text{"Inhyrd bemanning kostade "}, million("inhyrd@HSN/2026-04-ack/outturn", -73416, 1), Text{", som saknar budget."}},
                            {Text{"Läkemedel var "}, million("lakemedel@HSN/2026-04-ack/deviation", 17088, 1), Text{" "},
                             report::Emphasis{{WordInline{"bättre", "lakemedel@HSN/2026-04-ack/deviation"}}}, Text{" än budget."}}}});
    document.blocks.push_back(report::Quote{"Kommentar",
                                            {{Text{"Kostnaden för inhyrd personal har minskat med 5 mkr, men målet <nås> inte.\nHittills kostar den "},
                                              million("inhyrd@HSN/2026-04-ack/outturn", -73416, 1), Text{"."}},
                                             {Text{"Arbetet fortsätter enligt plan."}}},
                                            "Förvaltningsdirektör",
                                            412});
}

void add_recipes(report::Document& document) {
    for (const StatementLine& line : statement_lines) {
        for (std::size_t column = 0; column < 6; ++column) {
            std::string address = statement_address(line, column);
            report::Recipe recipe;
            recipe.address = address;
            recipe.label = line.name;
            recipe.sentence = std::string(line.name) +
                              ", Hälso- och sjukvårdsnämnden, januari–april 2026, ack. "
                              "Räknat på totalen, sett från läge 1 234 i loggboken.";
            recipe.formula = "sum(amount where account in \"statement:" + std::string(line.name) + "\")";
            recipe.exact = std::to_string(line.amounts[column]) + "00000";
            recipe.exact_text = std::to_string(line.amounts[column]) + " 000,00 kr";
            recipe.parts = {{line.name,
                             "Huvudbok, januari–april 2026",
                             "sum(ledger.amount)",
                             recipe.exact,
                             recipe.exact_text,
                             "18204",
                             {"ledger-2026-01.csv (läge 17)", "ledger-2026-02.csv (läge 21)", "ledger-2026-03.csv (läge 29)", "ledger-2026-04.csv (läge 40)"}}};
            document.recipes[address] = recipe;
        }
    }
    document.recipes["belaggning@Z980/2024"] = {"belaggning@Z980/2024",
                                                "Beläggning",
                                                "Beläggning, Z980 Bräcke ambulans, januari–april 2024.",
                                                "",
                                                "",
                                                "",
                                                "Ingen leverans av ambulance_shift för januari–april 2024.",
                                                {},
                                                {}};
}

}  // namespace

FigureInline money_tkr(const std::string& address, std::int64_t amount_tkr) {
    return made(address, base::Rational(amount_tkr * 100'000), Dimension::money, {"tkr", 0});
}

FigureInline count_of(const std::string& address, std::int64_t count) { return made(address, base::Rational(count), Dimension::count, {"count", 0}); }

FigureInline absent(const std::string& address, Absence absence) {
    FigureInline item;
    item.figure.address = address;
    item.figure.label = "Uppgift";
    item.figure.absence = absence;
    item.figure.note = "Ingen leverans.";
    return item;
}

report::Chart months_chart(report::ChartKind kind, const std::vector<std::string>& series_names) {
    report::Chart chart;
    chart.id = "manader-" + std::to_string(static_cast<int>(kind));
    chart.kind = kind;
    chart.title = {Text{"Operationerna är fler än året före"}};
    chart.alternative = {Text{"Diagram över antalet operationer per månad."}};
    chart.unit_label = "antal";
    chart.series_names = series_names;
    chart.notes = {{Text{"Luckor i diagrammet: "}, NameInline{"uppgift saknas"}, Text{"."}}};
    chart.table.caption = chart.title;
    chart.table.columns = {text_column({Text{"Månad"}})};
    for (const std::string& name : series_names) chart.table.columns.push_back(number_column({NameInline{name}}));
    std::int64_t count = 810;
    for (const char* month : {"jan", "feb", "mar", "apr"}) {
        report::ChartBar bar{month, {}, false};
        TableRow row{RowKind::line, {{Text{month}}}};
        for (const std::string& name : series_names) {
            bool is_missing = std::string(month) == "mar" && name == series_names.front();
            std::string address = "operations@HSN/" + name + month;
            bar.figures.push_back(is_missing ? absent(address, Absence::missing) : count_of(address, count += 37));
            row.cells.push_back({bar.figures.back()});
        }
        chart.bars.push_back(bar);
        chart.table.rows.push_back(row);
    }
    return chart;
}

report::Document small_document() {
    report::Document document;
    document.name = "small";
    document.cover = {"Rapport", "Nämnd", {"april 2026", "2026-04"}, "Region", {"Preliminär."}};
    document.blocks.push_back(report::Heading{1, "start", {Text{"Början"}}});
    document.blocks.push_back(report::Paragraph{{Text{"Kostnaden var "}, money_tkr("cost@HSN/2026-04", -33564), Text{" tkr."}}});
    report::Table table;
    table.id = "tabell";
    table.caption = {Text{"Antal"}};
    table.columns = {text_column({Text{"Rad"}}), number_column({Text{"Antal"}})};
    table.rows = {{RowKind::total, {{Text{"Alla"}}, {absent("count@HSN/2026-04", Absence::not_yet)}}}};
    document.blocks.push_back(table);
    document.as_of_position = 7;
    document.head_hash = "ab12";
    document.model_hash = "cd34";
    return document;
}

report::Document board_report() {
    report::Document document;
    document.name = "hsn-tertial";
    document.cover = {"Tertialrapport",
                      "Hälso- och sjukvårdsnämnden",
                      {"januari–april 2026", "2026-04-ack"},
                      "Region Jämtland Härjedalen",
                      {"Siffrorna räknas på nämndens hela verksamhet.", "Perioden är preliminär för personal och produktion."}};
    add_economy_summary(document);
    document.blocks.push_back(report::Heading{1, "ekonomisk-analys", {Text{"Ekonomisk analys"}}});
    document.blocks.push_back(report::Heading{2, "intakter-och-kostnader", {Text{"Intäkter och kostnader"}}});
    document.blocks.push_back(income_statement());
    document.blocks.push_back(deviation_chart());
    document.blocks.push_back(report::Heading{1, "verksamhet", {Text{"Verksamhet"}}});
    document.blocks.push_back(report::Heading{2, "ambulans", {Text{"Ambulanssjukvården"}}});
    document.blocks.push_back(report::Heading{3, "arenden-rubrik", {Text{"Ärenden"}}});
    document.blocks.push_back(errands_by_municipality());
    document.blocks.push_back(errands_chart());
    document.blocks.push_back(report::Heading{3, "belaggning-rubrik", {Text{"Beläggning"}}});
    document.blocks.push_back(occupancy_by_station());
    document.blocks.push_back(report::Heading{3, "responstid-rubrik", {Text{"Responstid"}}});
    document.blocks.push_back(response_time());
    add_recipes(document);
    document.as_of_position = 1234;
    document.head_hash = "3b1f0c77a9d24e5b8c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9012a3b4";
    document.model_hash = "9e107d9d372bb6826bd81d3542a419d6e277d1f0a9b8c7d6e5f4039281706f5e";
    return document;
}

}  // namespace tertial::render_test
