//! Who came when: the order of the line, and the numbers of forms filled in on paper.
//!
//! A phone's ticket is numbered as it is filed, so its number says when it came. A paper form carries its
//! number from the print shop, and somebody says later after which ticket it was handed in. Both get an
//! arrival on one scale, with room between two phones for every paper form there can be.

/// The first number of a paper form.
pub const FIRST_FORM: u32 = 9001;

/// The last one: with the numbers of phones there is never a mistake which kind a number is.
pub const LAST_FORM: u32 = 9999;

/// Numbers that no phone is given.
const KEPT: std::ops::RangeInclusive<u32> = 9000..=LAST_FORM;

/// Between the arrivals of two phones; more than there are paper forms.
const STEP: i64 = 10_000;

/// Whether a number stands on a paper form.
pub fn is_form(number: u32) -> bool {
    (FIRST_FORM..=LAST_FORM).contains(&number)
}

/// The number that a phone is given when `next` is due: 8999 is followed by 10000.
pub fn phone_number(next: u32) -> u32 {
    if KEPT.contains(&next) { LAST_FORM + 1 } else { next }
}

/// When the phone with this number came.
pub fn of_phone(number: u32) -> i64 {
    i64::from(number) * STEP
}

/// When a paper form came that was handed in after the phone's ticket `after`; 0 is before everybody.
/// Forms handed in after the same ticket come by their own numbers.
pub fn of_form(number: u32, after: u32) -> i64 {
    of_phone(after) + i64::from(number.saturating_sub(FIRST_FORM)) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_skip_the_numbers_of_paper_forms() {
        assert_eq!(
            [8999, 9000, 9001, 9999, 10_000].map(phone_number),
            [8999, 10_000, 10_000, 10_000, 10_000]
        );
        assert!(!is_form(9000) && is_form(9001) && is_form(9999) && !is_form(10_000));
    }

    #[test]
    fn a_form_comes_right_after_the_ticket_it_came_after() {
        let twelve = of_form(9001, 12);
        assert!(of_phone(12) < twelve && twelve < of_phone(13));
        assert!(of_form(9001, 12) < of_form(9002, 12));
        assert!(0 < of_form(9001, 0) && of_form(LAST_FORM, 0) < of_phone(1), "before everybody");
        assert!(of_form(LAST_FORM, 8999) < of_phone(10_000));
    }
}
