// Writes the records of care that are counted: contacts, operations, examinations, emergency visits, waits, calls, dental care,
// intensive care and helicopter alarms; and what the booking system summed up. Each data set is a short function on top of records.hpp
// and record_plan.hpp; they hold no state between them.
#pragma once

#include "base/result.hpp"
#include "synth/care_order.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

base::Done write_care_contacts(const CareOrder& order, const Region& region);
base::Done write_operations(const CareOrder& order, const Region& region);
base::Done write_imaging_exams(const CareOrder& order, const Region& region);
base::Done write_emergency_visits(const CareOrder& order, const Region& region);
base::Done write_completed_waits(const CareOrder& order, const Region& region);
base::Done write_waiting(const CareOrder& order, const Region& region);
base::Done write_telephone_advice(const CareOrder& order, const Region& region);
base::Done write_dental_care(const CareOrder& order, const Region& region);
base::Done write_dental_recalls(const CareOrder& order, const Region& region);
base::Done write_digital_programmes(const CareOrder& order, const Region& region);
base::Done write_intensive_care(const CareOrder& order, const Region& region);
base::Done write_helicopter_missions(const CareOrder& order, const Region& region);
base::Done write_booking_statistics(const CareOrder& order, const Region& region);

}  // namespace tertial::synth
