//! What a stream tells when it begins and when it comes back, and how large a message of it may be.

use axum::body::Body;
use domain::id::DossierId;
use domain::role::OfficeRole::{
    self, BackOffice, FrontOffice, Head, JuniorAnalyst, Secretary, SeniorAnalyst,
};
use futures_util::{FutureExt, StreamExt};
use http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::office::{Office, PASSWORD, SERVICE, Served, fresh_id, morning, read, registration};

/// A message of a stream as the browser reads it.
#[derive(Debug, PartialEq, Eq)]
struct Message {
    event: String,
    id: Option<i64>,
    data: String,
    /// As it was sent, in bytes.
    size: usize,
}

impl Message {
    fn read(sent: &str) -> Self {
        let line = |name: &str| {
            let mut lines = sent.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            lines.next().map(|value| value.trim_start().to_owned())
        };
        Self {
            event: line("event").unwrap_or_default(),
            id: line("id").map(|id| id.parse().unwrap()),
            data: line("data").unwrap_or_default(),
            size: sent.len(),
        }
    }
}

/// All that a stream of the service's board tells before it waits for news: first opened after a number, or opened again
/// by a browser that heard another number last.
async fn told(served: &Served, cookie: &str, since: i64, heard: Option<i64>) -> Vec<Message> {
    let address = format!("/events?topik=board:{SERVICE}&sejak={since}");
    let mut request = Request::get(address).header("cookie", cookie);
    if let Some(heard) = heard {
        request = request.header("last-event-id", heard.to_string());
    }
    let answer = served.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let mut stream = answer.into_body().into_data_stream();
    let mut all = Vec::new();
    while let Some(sent) = stream.next().now_or_never() {
        all.push(Message::read(str::from_utf8(&sent.unwrap().unwrap()).unwrap()));
    }
    all
}

/// The kinds and numbers of what a stream tells after the name of its program.
async fn news(served: &Served, cookie: &str, since: i64, heard: Option<i64>) -> Vec<(String, Option<i64>)> {
    let all = told(served, cookie, since, heard).await.into_iter();
    all.skip(1).map(|message| (message.event, message.id)).collect()
}

fn moves(numbers: impl Iterator<Item = i64>) -> Vec<(String, Option<i64>)> {
    numbers.map(|number| ("moved".to_owned(), Some(number))).collect()
}

/// Says so often that the folder lies elsewhere: one event each.
async fn carry_about(served: &Served, dossier: &DossierId, times: u32) {
    let front = served.sign_in(FrontOffice.key()).await;
    let now: Value = read(served.call("board/card", &front, json!({ "dossier": dossier })).await).await;
    let seen = now["card"]["standing"]["version"].as_u64().unwrap();
    for (seen, shelf) in (seen..).zip(0..times) {
        let command = json!({ "command": "place", "place": format!("rak {shelf}") });
        let arguments = json!({ "dossier": dossier, "seen": seen, "id": fresh_id(), "command": command });
        assert_eq!(served.call("command/act", &front, arguments).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn a_stream_begins_with_the_program_that_the_server_runs() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let clerk = served.sign_in(BackOffice.key()).await;
    for heard in [None, Some(0)] {
        let first = told(&served, &clerk, 0, heard).await.remove(0);
        assert_eq!((&*first.event, &*first.data), ("program", "/pkg/kendali.wasm"));
        assert_eq!(first.id, None, "it is no event to resume after");
    }
}

#[tokio::test]
async fn a_stream_that_comes_back_tells_what_came_after_the_last_message_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    carry_about(&served, &dossier, 4).await;
    let clerk = served.sign_in(BackOffice.key()).await;
    assert_eq!(news(&served, &clerk, 0, None).await, moves(1..=5));
    assert_eq!(news(&served, &clerk, 2, None).await, moves(3..=5), "the page contains the first two");
    // The browser asks for the same address again, whatever it has heard since.
    assert_eq!(news(&served, &clerk, 0, Some(3)).await, moves(4..=5));
    assert_eq!(news(&served, &clerk, 0, Some(5)).await, moves(0..0));
}

#[tokio::test]
async fn a_stream_that_missed_what_is_no_longer_kept_asks_to_read_anew() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    carry_about(&served, &dossier, 2).await;
    let tomorrow = morning() + chrono::TimeDelta::days(1);
    assert_eq!(office.store.prune_events(tomorrow).await.unwrap(), 2);
    let clerk = served.sign_in(BackOffice.key()).await;
    let anew = vec![("anew".to_owned(), Some(3))];
    assert_eq!(news(&served, &clerk, 0, Some(1)).await, anew);
    assert_eq!(news(&served, &clerk, 1, None).await, anew);
    assert_eq!(news(&served, &clerk, 0, Some(2)).await, moves(3..=3), "nothing between is missing");
    assert_eq!(news(&served, &clerk, 0, Some(4)).await, anew, "a number that this log never gave");
}

#[tokio::test]
async fn two_hundred_missed_moves_are_read_anew_rather_than_told() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    carry_about(&served, &dossier, 200).await;
    let clerk = served.sign_in(BackOffice.key()).await;
    assert_eq!(news(&served, &clerk, 0, Some(2)).await, moves(3..=201), "one less is told");
    assert_eq!(news(&served, &clerk, 0, Some(1)).await, [("anew".to_owned(), Some(201))]);
}

/// Who works at the steps of the service, in their order.
const DESKS: [OfficeRole; 9] = [
    FrontOffice,
    FrontOffice,
    BackOffice,
    JuniorAnalyst,
    SeniorAnalyst,
    Secretary,
    Head,
    BackOffice,
    FrontOffice,
];

/// A file on its way, with everybody at their desks.
struct Way<'a> {
    served: &'a Served,
    cookies: Vec<(OfficeRole, String)>,
    dossier: DossierId,
    version: u64,
    /// What a watcher was told of each act.
    told: Vec<Message>,
}

impl Way<'_> {
    fn cookie(&self, role: OfficeRole) -> &str {
        &self.cookies.iter().find(|(other, _)| *other == role).unwrap().1
    }

    async fn must(&mut self, role: OfficeRole, command: Value) {
        let arguments = json!({
            "dossier": self.dossier, "seen": self.version, "id": fresh_id(), "command": command,
        });
        let now: Value = read(self.served.call("command/act", self.cookie(role), arguments).await).await;
        self.version = now["card"]["standing"]["version"].as_u64().unwrap();
        let before = i64::try_from(self.version).unwrap() - 1;
        let heard = told(self.served, self.cookie(BackOffice), 0, Some(before)).await;
        self.told.push(heard.into_iter().nth(1).expect("an act is told"));
    }

    /// From the tray of a step, counted from 1, to the tray of the next one.
    async fn through(&mut self, step: usize, work: Value) {
        let role = DESKS[step - 1];
        self.must(role, json!({ "command": "accept" })).await;
        self.must(role, work).await;
        self.must(role, json!({ "command": "hand_over", "then": "hand_over" })).await;
    }

    async fn through_the_initials(&mut self) {
        for step in 4..=6 {
            self.through(step, json!({ "command": "initial" })).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_file_went_through_a_message_of_it_is_at_most_2_kb() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut cookies = Vec::new();
    for role in [FrontOffice, BackOffice, JuniorAnalyst, SeniorAnalyst, Secretary, Head] {
        cookies.push((role, served.sign_in(role.key()).await));
    }
    let front = cookies[0].1.clone();
    let mut form = registration();
    let (name, title) = ("Fakhrurrozi ".repeat(16), "Dr. (H.C.) ".repeat(18));
    form["form"]["name"] = json!(name);
    form["form"]["front_title"] = json!(title);
    form["form"]["back_title"] = json!(title);
    let registered: Value = read(served.call("counter/register", &front, form).await).await;
    let dossier = DossierId::parse(registered["id"].as_str().unwrap()).unwrap();
    let now: Value = read(served.call("board/card", &front, json!({ "dossier": dossier })).await).await;
    let version = now["card"]["standing"]["version"].as_u64().unwrap();
    let mut way = Way { served: &served, cookies, dossier: dossier.clone(), version, told: Vec::new() };

    let items = office.store.dossier(&dossier).await.unwrap().unwrap().dossier.items;
    let keys: Vec<String> = items.into_iter().map(|item| item.key).collect();
    assert_eq!(keys.len(), 11);
    let found = json!({
        "command": "mark_items",
        "items": keys.iter().map(|key| json!({ "finding": "present", "note": { "key": key } })).collect::<Vec<_>>(),
    });
    let asked = json!({
        "command": "return",
        "items": keys.iter().map(|key| json!({ "key": key, "note": "kurang jelas" })).collect::<Vec<_>>(),
    });
    let brought = json!({
        "command": "answer",
        "items": keys.iter().map(|key| json!({ "key": key, "brought": "physical" })).collect::<Vec<_>>(),
        "facts": null,
    });

    way.must(FrontOffice, json!({ "command": "hand_over", "then": "hand_over" })).await;
    way.through(2, found.clone()).await;
    way.must(BackOffice, json!({ "command": "accept" })).await;
    for _ in 0..2 {
        way.must(BackOffice, asked.clone()).await;
        way.must(FrontOffice, brought.clone()).await;
        way.must(BackOffice, json!({ "command": "accept" })).await;
        way.must(BackOffice, found.clone()).await;
    }
    way.must(BackOffice, json!({ "command": "draft" })).await;
    way.must(BackOffice, json!({ "command": "hand_over", "then": "hand_over" })).await;
    for _ in 0..4 {
        way.through_the_initials().await;
        way.must(Head, json!({ "command": "accept" })).await;
        way.must(Head, json!({ "command": "send_back", "to": 3, "reason": "Nama salah" })).await;
    }
    way.through_the_initials().await;
    let confirmed = json!({ "password": PASSWORD });
    let answer = served.call("account/confirm_password", way.cookie(Head), confirmed).await;
    assert_eq!(answer.status(), StatusCode::OK);
    way.through(7, json!({ "command": "sign" })).await;
    way.through(8, json!({ "command": "number", "stamped": true })).await;
    way.must(FrontOffice, json!({ "command": "accept" })).await;
    way.must(FrontOffice, json!({ "command": "applicant_arrived" })).await;
    way.must(FrontOffice, json!({ "command": "deliver", "recipient": "applicant" })).await;

    let marks = office.store.dossier(&dossier).await.unwrap().unwrap().dossier.standing.initials.len();
    assert_eq!(marks, 15, "the dossier itself keeps the struck ones");
    for message in &way.told {
        assert_eq!(message.event, "moved");
        assert!(message.size <= 2_048, "{} bytes: {}", message.size, message.data);
    }
    let largest = way.told.iter().map(|message| message.size).max();
    assert!(largest > Some(1_000), "{largest:?}: it is the file that was sent, with its long name");
}
