//! The throttle: bursts, pace, and many tries at once.

use std::sync::Arc;

use storage::throttle::{Allowed, Limit};

use crate::office::{Office, at};

stories! {
    a_burst_is_allowed_and_then_one_at_a_time,
    a_try_that_succeeded_is_given_back,
    many_tries_at_once_are_counted_exactly,
    doors_and_visitors_are_counted_apart,
}

/// Five at once, then ten a minute.
const LIMIT: Limit = Limit { interval_ms: 6_000, burst_ms: 24_000 };

async fn a_burst_is_allowed_and_then_one_at_a_time(office: Office) {
    assert_eq!(Limit::per(5, 30_000), LIMIT);
    let knock = async |now| office.store.allow("tracking", "10.1.2.0/24", LIMIT, at(now)).await.unwrap();
    for _ in 0..5 {
        assert_eq!(knock("2026-11-24T01:00:00Z").await, Allowed::Yes);
    }
    let next = Allowed::NotBefore(at("2026-11-24T01:00:06Z"));
    assert_eq!(knock("2026-11-24T01:00:00Z").await, next);
    assert_eq!(knock("2026-11-24T01:00:05.999Z").await, next, "a refused try is not counted");
    assert_eq!(knock("2026-11-24T01:00:06Z").await, Allowed::Yes);
    assert_eq!(knock("2026-11-24T01:00:06Z").await, Allowed::NotBefore(at("2026-11-24T01:00:12Z")));

    assert_eq!(office.store.purge_throttle(at("2026-11-24T01:00:36Z")).await.unwrap(), 0);
    assert_eq!(office.store.purge_throttle(at("2026-11-24T01:00:36.001Z")).await.unwrap(), 1);
}

async fn a_try_that_succeeded_is_given_back(office: Office) {
    let now = at("2026-11-24T01:00:00Z");
    for _ in 0..12 {
        assert_eq!(office.store.allow("tracking", "a", LIMIT, now).await.unwrap(), Allowed::Yes);
        office.store.give_back("tracking", "a", LIMIT).await.unwrap();
    }
    for _ in 0..5 {
        assert_eq!(office.store.allow("tracking", "a", LIMIT, now).await.unwrap(), Allowed::Yes);
    }
    assert_ne!(office.store.allow("tracking", "a", LIMIT, now).await.unwrap(), Allowed::Yes);
    office.store.forget_tries("tracking", "a").await.unwrap();
    assert_eq!(office.store.allow("tracking", "a", LIMIT, now).await.unwrap(), Allowed::Yes);
}

async fn many_tries_at_once_are_counted_exactly(office: Office) {
    let office = Arc::new(office);
    let now = at("2026-11-24T01:00:00Z");
    let tries: Vec<_> = (0..40)
        .map(|_| {
            let office = Arc::clone(&office);
            tokio::spawn(async move { office.store.allow("tracking", "a", LIMIT, now).await.unwrap() })
        })
        .collect();
    let mut allowed = 0;
    for one in tries {
        allowed += usize::from(one.await.unwrap() == Allowed::Yes);
    }
    assert_eq!(allowed, 5);
}

async fn doors_and_visitors_are_counted_apart(office: Office) {
    let now = at("2026-11-24T01:00:00Z");
    let once = Limit::per(1, 60_000);
    for (door, who) in
        [("tracking", "a"), ("tracking", "b"), ("complaint", "a"), ("trackinga", ""), ("", "trackinga")]
    {
        assert_eq!(office.store.allow(door, who, once, now).await.unwrap(), Allowed::Yes, "{door} {who}");
        assert_ne!(office.store.allow(door, who, once, now).await.unwrap(), Allowed::Yes, "{door} {who}");
    }
}
