// A small model for tests of figures: one flow, one stock by day and one by month, one distribution, two levels of units.
#pragma once

#include "model/read.hpp"

namespace tertial::tests {

inline model::ModelFiles small_model_files() {
    return {
        {"region.yaml",
         "model: small\nregion: Lillregionen\ncode_lists:\n  - {id: unit, label: Enhet, file: organisation.csv}\n"
         "  - {id: account, label: Konto, file: accounts.csv}\n  - {id: counterparty, label: Motpart, file: counterparties.csv}\n"},
        {"organisation.csv",
         "unit,name,kind,parent,site\nR,Regionen,region,,\nN,Nämnden,board,R,\nA,Avdelning A,ward,N,east\nB,Avdelning B,ward,N,west\nS,Styrelsen,board,R,\n"},
        {"accounts.csv", "account,name,line\n3001,Avgifter,fees\n3002,Försäljning,sales\n4001,Löner,staff\n4002,Sociala avgifter,staff\n"},
        {"counterparties.csv", "counterparty,name,unit\nMN,Nämnden,N\nMS,Styrelsen,S\nE1,Kommuner,\n"},
        {"data_sets/ledger.yaml",
         "data_set: ledger\nlabel: Huvudbok\nfields:\n  - {name: period, type: month, required: true}\n  - {name: account, type: code, list: account, "
         "required: true}\n"
         "  - {name: unit, type: unit, required: true}\n  - {name: counterparty, type: code, list: counterparty}\n  - {name: project, type: text}\n"
         "  - {name: amount, type: money, required: true}\nunit_field: unit\nperiod_field: period\ndimensions: [account, counterparty]\n"
         "measures:\n  - {field: amount, kind: flow, dimension: money}\ncolumns: {budget: budget}\n"},
        {"data_sets/budget.yaml",
         "data_set: budget\nlabel: Budget\nfields:\n  - {name: period, type: month, required: true}\n  - {name: account, type: code, list: account, required: "
         "true}\n"
         "  - {name: unit, type: unit, required: true}\n  - {name: counterparty, type: code, list: counterparty}\n  - {name: amount, type: money, required: "
         "true}\n"
         "unit_field: unit\nperiod_field: period\ndimensions: [account, counterparty]\nmeasures:\n  - {field: amount, kind: flow, dimension: money}\n"},
        {"data_sets/bed.yaml",
         "data_set: bed\nlabel: Vårdplatser\nfields:\n  - {name: date, type: date, required: true}\n  - {name: unit, type: unit, required: true}\n"
         "  - {name: available, type: integer, required: true}\n  - {name: occupied, type: integer, required: true}\nunit_field: unit\nperiod_field: date\n"
         "measures:\n  - {field: available, kind: stock, dimension: count}\n  - {field: occupied, kind: stock, dimension: count}\n"},
        {"data_sets/mission.yaml",
         "data_set: mission\nlabel: Uppdrag\nfields:\n  - {name: date, type: date, required: true}\n  - {name: unit, type: unit, required: true}\n"
         "  - {name: priority, type: integer, required: true}\n  - {name: seconds, type: integer}\nunit_field: unit\nperiod_field: date\ndimensions: "
         "[priority]\n"
         "measures:\n  - {field: seconds, kind: distribution, dimension: duration}\n"},
        {"data_sets/queue.yaml",
         "data_set: queue\nlabel: Väntande\nmonthly_snapshot: true\nfields:\n  - {name: month, type: month, required: true}\n"
         "  - {name: unit, type: unit, required: true}\n  - {name: clinic, type: text, required: true}\n  - {name: waiting, type: integer}\n"
         "unit_field: unit\nperiod_field: month\ndimensions: [clinic]\nmeasures:\n  - {field: waiting, kind: stock, dimension: count}\n"},
        {"bases.yaml", "bases:\n  - {id: total, label: totalt}\n  - {id: external, label: utan nämndinterna poster, leaves_in: not own_board(counterparty)}\n"},
        {"indicators/all.yaml",
         "indicators:\n"
         "  - {id: fees, label: Avgifter, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'fees')\"}\n"
         "  - {id: staff, label: Personal, kind: flow, unit: tkr, expression: \"-sum(ledger.amount where account.line = 'staff')\"}\n"
         "  - {id: net, label: Netto, kind: flow, unit: tkr, expression: fees + staff}\n"
         "  - {id: missions, label: Uppdrag, kind: flow, unit: count, expression: count(mission)}\n"
         "  - {id: median_time, label: Mediantid, kind: distribution, unit: 'h:mm:ss', expression: median(mission.seconds)}\n"
         "  - {id: beds, label: Platser, kind: stock, unit: count, expression: mean_of_days(bed.available)}\n"
         "  - {id: occupancy, label: Beläggning, kind: ratio, unit: percent, expression: sum(bed.occupied) / sum(bed.available)}\n"},
    };
}

inline model::Model small_model() { return model::read_model(small_model_files(), "").value(); }

}  // namespace tertial::tests
