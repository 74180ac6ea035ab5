//! What a person prefers.

use domain::role::OfficeRole;

use crate::office::Office;

stories! {
    a_preference_is_ones_own_and_the_last_one_holds,
}

async fn a_preference_is_ones_own_and_the_last_one_holds(office: Office) {
    let one = office.employ("yuni", "YS", &[OfficeRole::FrontOffice]).await;
    let other = office.employ("rina", "RN", &[OfficeRole::FrontOffice]).await;
    let store = &office.store;
    assert_eq!(store.preference(&one, "papan").await.unwrap(), None);
    for value in ["padat", "lengkap"] {
        store.keep_preference(&one, "papan", value).await.unwrap();
    }
    assert_eq!(store.preference(&one, "papan").await.unwrap().as_deref(), Some("lengkap"));
    assert_eq!(store.preference(&one, "lain").await.unwrap(), None);
    assert_eq!(store.preference(&other, "papan").await.unwrap(), None);
}
