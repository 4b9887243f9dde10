//! Stories of departments that call through the gateway. Each is lived twice: with all parts in one process, and with
//! one process for each part.

mod access;
mod annual_report;
mod bad_input;
mod casework;
mod catalog;
mod certificates;
mod command_line;
mod complaint;
mod contract;
mod conversion;
mod credit;
mod creditor;
mod documents;
mod field_work;
mod fund;
mod joint_draw;
mod keys;
mod late_department;
mod legal_representative;
mod matching;
mod name_barred;
mod operations;
mod penalty;
mod privacy;
mod rating;
mod register;
mod revocation;
mod single_source;
mod staff;
mod talent;
mod tender;
mod tls;
mod tokens;
mod vanishing;
mod venture;

use onecode_tests::harness::{Arrangement, Deployment};

macro_rules! lived_twice {
    ($($start:ident => { $($module:ident::$story:ident as $name:ident),* $(,)? })*) => {
        mod in_one_process {
            $($(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let suite = super::Deployment::$start(super::Arrangement::OneProcess).await;
                crate::$module::$story(&suite).await;
                suite.books().await.balance().await;
                suite.stop().await;
            })*)*
        }
        mod one_process_per_part {
            $($(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                let suite = super::Deployment::$start(super::Arrangement::ProcessPerPart).await;
                crate::$module::$story(&suite).await;
                suite.books().await.balance().await;
                suite.stop().await;
            })*)*
        }
    };
}

lived_twice! {
    start => {
        register::imported_by_stream as an_import_is_read_back_by_code_by_name_and_in_lists,
        register::copied_and_followed as an_export_and_the_watch_from_its_cursor_are_the_register,
        register::asked_about_the_past as a_past_day_and_a_past_state_of_knowledge_are_answered,
        register::repeated as a_repeated_write_is_answered_alike_and_has_one_effect,
        register::raced_for as of_two_changes_of_one_state_the_second_is_told_that_it_came_late,
        privacy::masked as personal_data_are_masked_until_permitted_and_a_purpose_is_stated_and_recorded,
        access::read_only as a_reader_may_not_write_and_is_told_which_permission_is_missing,
        access::elsewhere as another_division_neither_sees_nor_writes_what_is_not_its_own,
        tokens::deceitful as every_bad_token_is_refused_for_its_own_reason,
        bad_input::many_mistakes as every_mistake_is_named_at_once_and_in_the_callers_language,
        bad_input::id_numbers as an_id_number_in_a_code_field_is_refused_and_not_repeated,
        bad_input::page_tokens as wrong_and_foreign_page_tokens_and_cursors_are_refused,
        bad_input::noise as malformed_messages_are_refused_and_unknown_fields_ignored,
        bad_input::oversized as an_oversized_message_is_refused_with_the_limit,
        bad_input::in_a_hurry as a_deadline_that_passes_ends_the_call_and_leaves_nothing,
        bad_input::unknown_method as a_method_that_no_contract_has_is_unimplemented,
        documents::handed_in_and_read as a_paper_is_handed_in_and_read_for_a_purpose_and_a_swapped_one_is_told,
        documents::broken_off as of_an_upload_that_breaks_nothing_is_left,
        casework::asked as tasks_cases_and_terms_are_told_at_the_command_line,
        casework::reckoned as terms_of_any_rule_are_reckoned_at_the_command_line,
        vanishing::mid_stream as clients_that_vanish_in_mid_stream_leave_nothing_behind,
        matching::table_matched as names_of_a_table_are_brought_to_codes_and_an_id_number_stays_at_home,
        matching::mistyped as mistyped_names_find_their_organisation_and_hardly_any_is_matched_wrongly,
        matching::open_refine as open_refine_is_answered_on_this_machine_and_nobody_else,
        operations::healthy as health_is_told_to_anybody_service_by_service,
        operations::reflected as the_contracts_are_reflected_in_both_versions,
        operations::measured as calls_are_measured_by_method_department_and_outcome,
        certificates::verified_offline as a_certificate_is_verified_offline_and_a_forged_or_ended_one_is_refused,
        keys::rotated as keys_rotate_without_a_restart,
        joint_draw::disputed_and_verified as a_joint_draw_is_disputed_and_an_outsider_verifies_it,
        catalog::adopted_and_gone_by as a_catalogue_is_drafted_from_a_table_adopted_by_another_and_gone_by_below,
        complaint::merged_and_answered as two_complaints_are_merged_and_answered_and_nobody_else_learns_who_complained,
    }
    start_held_with_next_calendar => {
        credit::missed_and_mended as an_association_is_listed_mends_it_and_then_it_had_missed_nothing,
        tender::tied_challenged_and_awarded as a_tender_is_tied_decided_by_preference_challenged_and_tendered_again,
        tender::decided_by_price as an_inquiry_is_decided_by_the_lowest_price_of_those_who_meet_the_requirements,
        tender::called_off_by_turns as a_framework_is_concluded_with_entrants_and_called_off_by_turns,
        venture::called_carried_out_and_settled as a_round_is_called_reviewed_granted_paid_and_what_was_not_spent_comes_back,
    }
    start_held => {
        name_barred::for_a_year as a_name_is_refused_because_it_was_deregistered_ten_months_ago,
        creditor::objects as a_dormant_organisation_leaves_by_the_simplified_procedure_and_a_creditor_objects,
        legal_representative::changed as an_association_changes_its_legal_representative_who_holds_a_post_elsewhere,
        conversion::of_form as a_sole_unit_becomes_a_legal_person_but_not_what_it_is_already,
        annual_report::rectified_or_overdue as a_report_is_prechecked_corrected_concluded_and_rectified_and_another_never_comes,
        late_department::established as a_foundation_is_established_with_one_department_late,
        field_work::merged_and_settled as two_inspectors_work_offline_in_one_village_and_merge,
        penalty::annulled as a_penalty_is_paid_late_with_surcharge_annulled_and_withdrawn,
        fund::awarded_once as a_4a_award_is_paid_once_although_it_is_asked_for_twice,
        contract::performed_and_published as a_contract_is_awarded_performed_accepted_by_two_paid_and_published_as_open_data,
        single_source::objected_cleared_and_awarded as a_single_source_is_put_before_the_public_objected_to_cleared_and_awarded,
        staff::rostered_expired_and_renewed as a_roster_is_taken_in_and_a_certificate_that_expired_is_renewed_for_enough_hours,
        rating::objected_announced_and_downgraded as a_rating_is_objected_to_announced_and_later_downgraded_after_a_penalty,
        talent::certified as in_a_course_with_one_place_who_waited_moves_up_attends_and_is_certified,
        talent::heard as a_draft_is_put_to_organisations_an_opinion_is_replied_to_and_what_came_of_it_is_told,
        talent::honoured as an_organisation_is_nominated_objected_to_and_honoured_by_another_official,
    }
}
