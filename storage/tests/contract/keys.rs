//! Master keys: made once, missed when gone, told apart from others, rotated and replaced.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use domain::person::Nik;
use storage::keys::{Proof, Purpose};
use storage::master_key::{KeysError, read_file};
use storage::settings_log::Change;

use crate::office::{Office, at, founded};

stories! {
    keys_are_made_once_and_found_again,
    a_missing_key_file_is_not_made_anew,
    the_key_file_of_another_office_is_refused,
    a_rotated_key_codes_and_the_old_one_still_proves,
    lost_keys_are_replaced_and_marked,
    keys_that_remain_are_kept_at_a_replacement,
}

const LATER: &str = "2026-11-24T01:00:00Z";

async fn keys_are_made_once_and_found_again(office: Office) {
    let mode = std::fs::metadata(&office.key_file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let keys = office.store.keys().unwrap();
    let again = office.store.load_or_make_keys(&office.key_file, at(LATER)).await.unwrap();
    assert_eq!(again.current_id(), keys.current_id());
    let known = office.store.key_ids().await.unwrap();
    let print = keys.fingerprint(keys.current_id()).unwrap().to_owned();
    assert_eq!(known, [(keys.current_id().to_owned(), print)]);
    let beside: Vec<_> = std::fs::read_dir(office.key_file.parent().unwrap())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .filter(|name| name.to_string_lossy().contains(".new-"))
        .collect();
    assert!(beside.is_empty(), "nothing is left beside the file: {beside:?}");
}

async fn a_missing_key_file_is_not_made_anew(office: Office) {
    std::fs::remove_file(&office.key_file).unwrap();
    for loaded in [
        office.store.load_or_make_keys(&office.key_file, at(LATER)).await,
        office.store.load_keys(&office.key_file).await,
    ] {
        assert!(matches!(loaded, Err(KeysError::Missing(path)) if path == office.key_file));
    }
    assert!(!office.key_file.exists());
}

async fn the_key_file_of_another_office_is_refused(office: Office) {
    let own = office.store.keys().unwrap().current_id().to_owned();
    let secret = std::fs::read_to_string(&office.key_file).unwrap();
    // Another id, and the same id with another secret.
    let other_id = format!("0badc0de {} 0\n", "ab".repeat(32));
    let other_secret = format!("{own} {} 0\n", "ab".repeat(32));
    for other in [other_id, other_secret] {
        std::fs::write(&office.key_file, other).unwrap();
        let refused = office.store.load_keys(&office.key_file).await;
        assert!(
            matches!(&refused, Err(KeysError::Other { ids, .. }) if *ids == [own.clone()]),
            "{refused:?}"
        );
    }
    std::fs::write(&office.key_file, secret).unwrap();
    office.store.load_keys(&office.key_file).await.unwrap();
    assert_eq!(office.store.key_ids().await.unwrap().len(), 1, "a refused file leaves no trace");
}

async fn a_rotated_key_codes_and_the_old_one_still_proves(office: Office) {
    let old = office.store.keys().unwrap().clone();
    let code = old.mac_now(Purpose::Chain, b"entry");
    let nik = Nik::parse("1471081203890003").unwrap();
    let new = office.store.rotate_keys(&office.key_file, at(LATER)).await.unwrap();
    assert_ne!(new.current_id(), old.current_id());
    assert_eq!(new.ids().collect::<Vec<_>>(), [old.current_id(), new.current_id()]);
    assert_eq!(new.check(Purpose::Chain, old.current_id(), b"entry", &code), Proof::Holds);
    assert_eq!(new.check(Purpose::Chain, new.current_id(), b"entry", &code), Proof::Broken);
    assert!(new.nik_indexes(&nik).contains(&old.nik_index(&nik)));
    assert_eq!(office.store.key_ids().await.unwrap().len(), 2);
    assert_eq!(office.store.settings_log(1).await.unwrap()[0].what, Change::KeysRotated);
    let again = office.store.load_keys(&office.key_file).await.unwrap();
    assert_eq!(again.current_id(), new.current_id());
}

async fn lost_keys_are_replaced_and_marked(office: Office) {
    let old = office.store.keys().unwrap().current_id().to_owned();
    std::fs::remove_file(&office.key_file).unwrap();
    let new = office.store.replace_keys(&office.key_file, "disk rusak", at(LATER)).await.unwrap();
    assert_ne!(new.current_id(), old);
    assert_eq!(office.store.lost_keys().await.unwrap(), [(old, at(LATER))]);
    let log = office.store.settings_log(1).await.unwrap();
    assert_eq!((log[0].what, &log[0].details["reason"]), (Change::KeysReplaced, &"disk rusak".into()));
    let again = office.store.load_keys(&office.key_file).await.unwrap();
    assert_eq!(again.current_id(), new.current_id());
    let known: Vec<String> = office.store.key_ids().await.unwrap().into_iter().map(|(id, _)| id).collect();
    assert_eq!(known, [new.current_id()]);
}

async fn keys_that_remain_are_kept_at_a_replacement(office: Office) {
    let own = office.store.keys().unwrap().current_id().to_owned();
    let mut text = std::fs::read_to_string(&office.key_file).unwrap();
    text.extend(["0badc0de ", &"ab".repeat(32), " 0\n"]);
    std::fs::write(&office.key_file, text).unwrap();
    let new = office.store.replace_keys(&office.key_file, "kunci asing", at(LATER)).await.unwrap();
    assert_eq!(new.ids().collect::<Vec<_>>(), [own.as_str(), new.current_id()]);
    assert_eq!(office.store.lost_keys().await.unwrap(), []);
    let aside = office.key_file.with_extension(format!("other-{}", at(LATER).timestamp_millis()));
    assert!(std::fs::read_to_string(aside).unwrap().contains("0badc0de"), "a foreign key is not destroyed");
}

#[test]
fn a_key_file_that_others_can_read_or_nobody_can_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kendali.keys");
    let write = |text: &str, mode: u32| {
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let line = format!("aabbccdd {} {}\n", "ab".repeat(32), founded().timestamp_millis());
    assert!(read_file(Path::new("/none/kendali.keys")).unwrap().is_none());
    write(&line, 0o600);
    assert_eq!(read_file(&path).unwrap().unwrap().current_id(), "aabbccdd");
    write(&line, 0o640);
    assert!(matches!(read_file(&path), Err(KeysError::Exposed { mode: 0o640, .. })));
    for (text, wrong) in [
        ("# head\n".to_owned(), 2),
        (format!("{line}aabbccdd zz 0\n"), 2),
        (format!("# head\n\n{} more\n", line.trim_end()), 3),
        (line.replace("ab", "a"), 1),
    ] {
        write(&text, 0o600);
        let refused = read_file(&path);
        assert!(matches!(refused, Err(KeysError::Unreadable { line, .. }) if line == wrong), "{refused:?}");
    }
}
