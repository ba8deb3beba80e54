-- What an administrator would index for these tables: months first, then what the statements join and group by, so that the large ones
-- are answered from the index alone. Read by the engines that keep their own storage.
CREATE INDEX ledger_by_month ON ledger (_month, unit, account, counterparty, amount);
CREATE INDEX budget_by_month ON budget (_month, unit, account, counterparty, amount);
CREATE INDEX care_contact_by_month ON care_contact (_month, unit, kind, profession, booking);
CREATE INDEX ambulance_mission_by_month ON ambulance_mission (_month, station, municipality, response_seconds);
CREATE INDEX ambulance_shift_by_month ON ambulance_shift (_month, station, busy_minutes, scheduled_minutes);
CREATE INDEX inpatient_episode_by_month ON inpatient_episode (_month, unit, bed_days, extended_primary_care, readmission);
CREATE INDEX bed_day_by_month ON bed_day (_month, unit, date, available, occupied, overcrowded, outlying, discharge_ready);
CREATE INDEX operation_by_month ON operation (_month, unit, urgency, target_date_met, waited_days);
CREATE INDEX imaging_exam_by_month ON imaging_exam (_month, unit, kind);
CREATE INDEX emergency_visit_by_month ON emergency_visit (_month, unit, age, stay_seconds);
CREATE INDEX completed_wait_by_month ON completed_wait (_month, unit, kind, waited_days, target_date_met);
CREATE INDEX waiting_by_month ON waiting (_month, unit, list, specialty, waiting_days);
CREATE INDEX telephone_advice_by_month ON telephone_advice (_month, unit, answered, wait_seconds);
CREATE INDEX dental_care_by_month ON dental_care (_month, unit, age_group, care, booked_minutes);
CREATE INDEX dental_recall_by_month ON dental_recall (_month, unit, offered_within_3_months);
CREATE INDEX staff_by_month ON staff (_month, unit, full_time_equivalents, recalculated_full_time);
CREATE INDEX work_time_by_month ON work_time (_month, unit, kind, sex, sick_interval, hours);
CREATE INDEX agency_staff_by_month ON agency_staff (_month, unit, profession, amount, hours);
CREATE INDEX purchase_by_month ON purchase (_month, unit, contracted, amount);
CREATE INDEX bought_care_by_month ON bought_care (_month, unit, amount);
CREATE INDEX sold_care_by_month ON sold_care (_month, unit, first_in_year, amount);
CREATE INDEX continuity_by_month ON continuity (_month, unit, visits_with_usual_doctor_18m, visits_18m);
CREATE INDEX accounts_by_account ON accounts (account);
CREATE INDEX hsn_by_unit ON hsn (unit);
