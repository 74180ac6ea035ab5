//! Counts of working days as exact fractions.
//!
//! A pause takes a share of a day, and days differ in length: 1/2 of a day of 450 minutes is not 1/2 of one of 390. The
//! shares are kept apart by the length of the day they come from and are only brought together when compared.

/// A denominator beyond which fractions are rounded. Reached only where the pauses of one clock cut days of more than
/// eight different lengths without a common measure; the error is then below 2^-60 of a day.
const MOST: i128 = 1 << 90;

/// Shares kept in place before the list moves to the heap.
const IN_PLACE: usize = 4;

/// A number of working days: whole ones and shares, each share above 0 and below 1.
#[derive(Clone, Debug)]
pub(super) struct DayCount {
    whole: i64,
    shares: [Share; IN_PLACE],
    used: usize,
    more: Vec<Share>,
}

/// `part` of `of`, `0 <= part < of`.
#[derive(Clone, Copy, Debug)]
struct Share {
    part: i64,
    of: i64,
}

/// A number as whole part and proper fraction: `whole + part / of`, `0 <= part < of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mixed {
    pub(super) whole: i64,
    pub(super) part: i128,
    pub(super) of: i128,
}

impl DayCount {
    pub(super) fn whole(whole: i64) -> DayCount {
        DayCount { whole, shares: [Share { part: 0, of: 1 }; IN_PLACE], used: 0, more: Vec::new() }
    }

    /// A number not above this one.
    pub(super) fn at_least(&self) -> i64 {
        self.whole
    }

    pub(super) fn add_whole(&mut self, days: i64) {
        self.whole += days;
    }

    /// Adds `part` of `of`; `part` may be negative or above `of`.
    pub(super) fn add_share(&mut self, part: i64, of: i64) {
        self.whole += part.div_euclid(of);
        let part = part.rem_euclid(of);
        if part == 0 {
            return;
        }
        let known = self.shares[..self.used].iter_mut().chain(&mut self.more).find(|share| share.of == of);
        if let Some(share) = known {
            share.part += part;
            if share.part >= of {
                share.part -= of;
                self.whole += 1;
            }
        } else if self.used < IN_PLACE {
            self.shares[self.used] = Share { part, of };
            self.used += 1;
        } else {
            self.more.push(Share { part, of });
        }
    }

    /// Takes another number away.
    pub(super) fn subtract(&mut self, other: &DayCount) {
        self.whole -= other.whole;
        for share in other.shares[..other.used].iter().chain(&other.more) {
            self.add_share(-share.part, share.of);
        }
    }

    /// The number as one fraction.
    pub(super) fn mixed(&self) -> Mixed {
        let mut shares = self.shares[..self.used].iter().chain(&self.more).filter(|share| share.part > 0);
        let Some(first) = shares.next() else {
            return Mixed { whole: self.whole, part: 0, of: 1 };
        };
        let (mut part, mut of) = (i128::from(first.part), i128::from(first.of));
        for share in shares {
            let common = gcd(share.of, remainder(of, share.of));
            let (times, of_times) = (i128::from(share.of / common), quotient(of, common));
            part = part * times + i128::from(share.part) * of_times;
            of *= times;
            while of > MOST {
                part >>= 1;
                of >>= 1;
            }
        }
        // A sum of few proper fractions: taking the whole ones off is quicker than dividing.
        let mut whole = self.whole;
        while part >= of {
            part -= of;
            whole += 1;
        }
        Mixed { whole, part, of }
    }
}

impl Mixed {
    /// `part * length / of`, rounded up: the working time of a day of this length that makes up the fraction.
    pub(super) fn of_length(&self, length: i64) -> i64 {
        if let (Ok(part), Ok(of)) = (i64::try_from(self.part), i64::try_from(self.of))
            && let Some(product) = part.checked_mul(length)
        {
            return (product - 1).div_euclid(of) + 1;
        }
        let exact = (self.part * i128::from(length) - 1).div_euclid(self.of) + 1;
        i64::try_from(exact).expect("not above the length of a day")
    }

    /// Whether the number is at most `whole + part / of`.
    pub(super) fn is_at_most(&self, whole: i64, part: i64, of: i64) -> bool {
        self.whole < whole
            || (self.whole == whole && self.part * i128::from(of) <= i128::from(part) * self.of)
    }
}

fn gcd(mut a: i64, mut b: i64) -> i64 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// `a % b`; the wide division, slow in the browser, only where it is needed.
fn remainder(a: i128, b: i64) -> i64 {
    match i64::try_from(a) {
        Ok(a) => a % b,
        Err(_) => i64::try_from(a % i128::from(b)).expect("below the divisor"),
    }
}

/// `a / b`, likewise.
fn quotient(a: i128, b: i64) -> i128 {
    match i64::try_from(a) {
        Ok(a) => i128::from(a / b),
        Err(_) => a / i128::from(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_different_days_add_up_exactly() {
        let mut count = DayCount::whole(0);
        for (part, of) in [(150, 450), (130, 390), (1, 3)] {
            count.add_share(part, of);
        }
        assert_eq!(count.mixed(), Mixed { whole: 1, part: 0, of: count.mixed().of });
    }

    #[test]
    fn what_is_taken_away_comes_off_the_whole_days() {
        let mut count = DayCount::whole(2);
        count.add_share(-1, 4);
        let mixed = count.mixed();
        assert_eq!((mixed.whole, mixed.part, mixed.of), (1, 3, 4));
        assert_eq!(mixed.of_length(10), 8, "7.5 rounded up");
        assert!(mixed.is_at_most(1, 3, 4) && mixed.is_at_most(2, 0, 1) && !mixed.is_at_most(1, 2, 3));
    }

    #[test]
    fn many_lengths_without_common_measure_do_not_overflow() {
        let mut count = DayCount::whole(0);
        for minutes in 1001..1440 {
            count.add_share(59_999, minutes * 60_000);
        }
        let mixed = count.mixed();
        assert!(mixed.whole == 0 && mixed.part > 0 && mixed.part < mixed.of);
    }
}
