#include "synth/steering.hpp"

namespace tertial::synth {

const std::vector<Writer>& steering_writers() {
    static const std::vector<Writer> writers = {
        {"staff", write_staff},
        {"work_time", write_work_time},
        {"agency_staff", write_agency_staff},
        {"measured_value", write_measured_values},
        {"purchase", write_purchases},
        {"bought_care", write_bought_care},
        {"population", write_population},
        {"sold_care", write_sold_care},
        {"continuity", write_continuity},
        {"investment_entry", write_investment_entries},
        {"investment_budget", write_investment_budget},
        {"price_index", write_price_index},
        {"reference_value", write_reference_values},
        {"premises", write_premises},
        {"board_meeting", write_board_meetings},
    };
    return writers;
}

}  // namespace tertial::synth
