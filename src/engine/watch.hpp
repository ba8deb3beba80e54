// Use case: a watched folder (bevakad mapp). Files that are put there are delivered one by one, once nobody writes in them any more, and moved to
// accepted/ or refused/ with the receipt beside: as text, JSON and page, and the full list of problems.
//
//   DIR/ledger-2026-04.csv                       waits until it has been the same for the settling time
//   DIR/accepted/ledger-2026-04.csv              and .control, .receipt.txt, .receipt.json, .receipt.html, .problems.csv beside it
//   DIR/refused/ledger-2026-04.csv               the same; a file of an earlier day is kept, the newer gets -2, -3 … before its ending
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/deliver.hpp"

namespace tertial::engine {

struct WatchRequest {
    std::string folder;
    DeliveryRequest delivery;  ///< what holds for every file; its paths and its list of problems are set for each
    int settle_seconds = 5;    ///< a file must have been the same for so long
    int poll_milliseconds = 1000;
    bool once = false;  ///< give up when no file is left that is stable or settling
};

struct WatchedFile {
    std::string path;  ///< where it lies now
    bool is_accepted = false;
    std::string text;  ///< the receipt, or the issues
};

/// Watches until the world says stop. `tell` hears of each file when it has been moved. What is wrong with the workspace and not with
/// a file (locked, full) leaves the file where it is, to be tried again. Issues `folder_is_not_found`, `folder_is_in_the_workspace`.
base::Done watch_folder(Workspace& workspace, const WatchRequest& request, const std::function<void(const WatchedFile&)>& tell);

}  // namespace tertial::engine
