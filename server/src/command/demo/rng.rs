//! Chance that can be repeated: the same seed draws the same office.

/// A stream of numbers (`SplitMix64`). Small, fast, and equal on every machine.
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    /// The stream of one thing of one office: the n-th dossier in its k-th try, the accounts.
    pub(super) fn of(seed: u64, thing: u64, attempt: u64) -> Self {
        let mut stream = Self(seed ^ 0x6b65_6e64_616c_6931);
        let first = stream.next() ^ thing.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut stream = Self(first);
        let second = stream.next() ^ attempt.wrapping_mul(0xd1b5_4a32_d192_ed03);
        Self(second)
    }

    /// The next 64 bits.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `count`; 0 where there is nothing to choose from.
    pub(super) fn below(&mut self, count: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(count);
        u64::try_from(wide >> 64).expect("a product shifted by 64 bits fits 64 bits")
    }

    /// A place in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let drawn = self.below(u64::try_from(length).expect("lists are short"));
        usize::try_from(drawn).expect("below a length")
    }

    /// A number between two, both included.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        let count = u64::try_from(most - least + 1).expect("the least comes first");
        least + i64::try_from(self.below(count)).expect("below a difference of two numbers")
    }

    /// Whether something happens that happens so often in a thousand times.
    pub(super) fn happens(&mut self, permille: u64) -> bool {
        self.below(1_000) < permille
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.place(list.len())]
    }

    /// A number with this mean, most often below it, at most four times as large: waits are like that.
    pub(super) fn skewed(&mut self, mean: i64) -> i64 {
        let (one, other) = (self.between(0, 65_535), self.between(0, 65_535));
        (mean * 4 * one * other) >> 32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_repeat_themselves_and_differ_from_one_another() {
        let first = |seed, thing, attempt| Rng::of(seed, thing, attempt).next();
        assert_eq!(first(1, 2, 3), first(1, 2, 3));
        let drawn = [first(1, 2, 3), first(2, 2, 3), first(1, 3, 3), first(1, 2, 4)];
        assert!((0..4).all(|a| (0..a).all(|b| drawn[a] != drawn[b])));
    }

    #[test]
    fn a_skewed_number_has_its_mean() {
        let mut rng = Rng::of(1, 1, 1);
        let sum: i64 = (0..20_000).map(|_| rng.skewed(1_000)).sum();
        assert!((950..=1_050).contains(&(sum / 20_000)), "{}", sum / 20_000);
    }
}
