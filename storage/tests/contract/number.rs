//! Numbers of registers and letters.

use storage::identity::fresh_dossier;
use storage::number::{GivenNumber, SeriesHead};
use storage::{StorageError, Store};

use crate::office::{Office, at, founded};

stories! {
    numbers_have_no_gap_and_no_double,
    a_year_and_a_series_count_for_themselves,
    a_voided_number_stays_and_is_not_given_again,
    a_series_goes_on_above_the_checkpoint,
    a_number_text_is_given_once_in_its_series,
}

const SERIES: &str = "register";

fn head(last: i64) -> SeriesHead {
    SeriesHead { series: SERIES.to_owned(), year: 2026, last }
}

fn printed(seq: i64) -> String {
    format!("REG/2026/{seq:06}")
}

async fn next(store: &Store) -> Result<GivenNumber, StorageError> {
    store.give_next_number(SERIES, 2026, None, printed, founded()).await
}

/// Eight clerks give 125 numbers each. Every third transaction is aborted after its number was counted, since the
/// printed number is one that was given before.
async fn numbers_have_no_gap_and_no_double(office: Office) {
    next(&office.store).await.unwrap();
    let clerks: Vec<_> = (0..8)
        .map(|clerk| {
            let store = office.store.clone();
            let pile = if clerk == 0 { 124 } else { 125 };
            tokio::spawn(async move { number_a_pile(&store, pile).await })
        })
        .collect();
    let mut given = vec![1];
    let mut aborted = 0;
    for clerk in clerks {
        let (numbers, failed) = clerk.await.unwrap();
        given.extend(numbers);
        aborted += failed;
    }
    given.sort_unstable();
    assert_eq!(given, (1..=1_000).collect::<Vec<i64>>());
    assert_eq!(aborted, 8 * 62);
    assert_eq!(office.store.series_heads().await.unwrap(), [head(1_000)]);
    assert_eq!(office.store.gaps(&head(1_000)).await.unwrap(), Vec::<i64>::new());
    let stored: Vec<i64> =
        office.store.numbers_in(SERIES, 2026).await.unwrap().into_iter().map(|number| number.seq).collect();
    assert_eq!(stored, given);
}

async fn number_a_pile(store: &Store, pile: usize) -> (Vec<i64>, usize) {
    let (mut given, mut aborted) = (Vec::new(), 0);
    while given.len() < pile {
        given.push(next(store).await.unwrap().seq);
        if given.len() % 2 == 0 {
            let doubled = store.give_next_number(SERIES, 2026, None, |_| printed(1), founded()).await;
            doubled.expect_err("the first number is given already");
            aborted += 1;
        }
    }
    (given, aborted)
}

async fn a_year_and_a_series_count_for_themselves(office: Office) {
    for (series, year, seq) in
        [(SERIES, 2026, 1), (SERIES, 2026, 2), (SERIES, 2027, 1), ("sipp", 2026, 1), (SERIES, 2026, 3)]
    {
        let text = |seq| format!("{series}/{year}/{seq}");
        let given = office.store.give_next_number(series, year, None, text, founded()).await.unwrap();
        assert_eq!((given.seq, given.number), (seq, text(seq)));
    }
}

async fn a_voided_number_stays_and_is_not_given_again(office: Office) {
    let store = &office.store;
    let dossier = fresh_dossier(founded());
    let first = store.give_next_number(SERIES, 2026, Some(&dossier), printed, founded()).await.unwrap();
    let now = at("2026-11-24T01:00:00Z");
    store.void_number(SERIES, 2026, 1, "ditarik", now).await.unwrap();
    store.void_number(SERIES, 2026, 1, "lain", at("2026-11-24T02:00:00Z")).await.unwrap();
    let expected = GivenNumber { voided: Some((now, "ditarik".to_owned())), ..first };
    assert_eq!(store.numbers_of(&dossier).await.unwrap(), [expected]);
    assert_eq!(next(store).await.unwrap().seq, 2);
    assert_eq!(store.gaps(&head(2)).await.unwrap(), Vec::<i64>::new(), "a void number is no gap");
}

async fn a_series_goes_on_above_the_checkpoint(office: Office) {
    let store = &office.store;
    next(store).await.unwrap();
    store.raise_series(&head(4)).await.unwrap();
    store.raise_series(&head(2)).await.unwrap();
    assert_eq!(next(store).await.unwrap().seq, 5);
    assert_eq!(store.gaps(&head(5)).await.unwrap(), [2, 3, 4]);
    store.raise_series(&SeriesHead { series: "sipp".to_owned(), year: 2026, last: 9 }).await.unwrap();
    assert_eq!(store.series_heads().await.unwrap().len(), 2);
}

async fn a_number_text_is_given_once_in_its_series(office: Office) {
    let store = &office.store;
    let same = |_| "500.7/001".to_owned();
    store.give_next_number(SERIES, 2026, None, same, founded()).await.unwrap();
    assert!(store.give_next_number(SERIES, 2026, None, same, founded()).await.is_err());
    assert_eq!(store.series_heads().await.unwrap(), [head(1)], "the failed one was not counted");
    assert!(store.give_next_number("sipp", 2026, None, same, founded()).await.is_ok());
}
