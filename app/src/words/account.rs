//! Signing in, passwords, sessions.

use domain::lang::Lang;

/// Signing in, passwords, sessions.
#[derive(Debug)]
pub struct Account {
    /// Title of the door.
    pub sign_in: &'static str,
    /// The headline beside the door.
    pub headline: &'static str,
    /// Below it.
    pub lead: &'static str,
    /// Heads of the picture of a control card: step, initials, queue, work.
    pub card_heads: [&'static str; 4],
    /// Steps of that picture.
    pub card_steps: [&'static str; 3],
    /// Its last cell.
    pub card_open: &'static str,
    /// The name field.
    pub name: &'static str,
    /// Hint of the name field.
    pub name_hint: &'static str,
    /// The box of a shared computer.
    pub shared_computer: &'static str,
    /// What one does who forgot.
    pub forgotten: &'static str,
    /// The answer to it.
    pub forgotten_answer: &'static str,
    /// Idle exit on an own computer, and that sign-ins are recorded.
    pub idle_own: &'static str,
    /// The same on a shared one.
    pub idle_shared: &'static str,
    /// Before the links of applicants.
    pub applicant: &'static str,
    /// That they need no account.
    pub applicant_lead: &'static str,
    /// Link to tracking.
    pub track: &'static str,
    /// Between the links.
    pub track_how: &'static str,
    /// Link to the standards.
    pub standards: &'static str,
    /// Fill in the name.
    pub name_missing: &'static str,
    /// Fill in the password.
    pub password_missing: &'static str,
    /// The session ended while the page was open.
    pub ended: &'static str,
    /// Title of my account.
    pub title: &'static str,
    /// Who I am.
    pub who: &'static str,
    /// The initials.
    pub initials: &'static str,
    /// Roles of today.
    pub roles: &'static str,
    /// No role today.
    pub no_role: &'static str,
    /// The first change is due.
    pub first_change: &'static str,
    /// Why.
    pub first_change_lead: &'static str,
    /// Title of the form.
    pub change_password: &'static str,
    /// The old password.
    pub old_password: &'static str,
    /// The new password.
    pub new_password: &'static str,
    /// Its rule.
    pub rule: &'static str,
    /// The new password again.
    pub repeat_password: &'static str,
    /// The two are not the same.
    pub repeat_wrong: &'static str,
    /// The old one is wrong.
    pub old_wrong: &'static str,
    /// It is changed.
    pub changed: &'static str,
    /// The others were signed out.
    pub changed_detail: &'static str,
    /// Title of my sessions.
    pub sessions: &'static str,
    /// What they are.
    pub sessions_lead: &'static str,
    /// Column: device.
    pub device: &'static str,
    /// Column: since.
    pub since: &'static str,
    /// Column: last seen.
    pub last_seen: &'static str,
    /// Column: what can be done.
    pub act: &'static str,
    /// The session of this page.
    pub this_one: &'static str,
    /// A shared computer.
    pub on_shared: &'static str,
    /// End one session.
    pub end_one: &'static str,
    /// End all others.
    pub end_others: &'static str,
    /// One was ended.
    pub ended_one: &'static str,
    /// All others were ended.
    pub ended_others: &'static str,
    /// A browser without a known name.
    pub unknown_browser: &'static str,
}

/// "Untuk pegawai DPMPTSP Kota Pekanbaru."
pub fn for_staff_of(lang: Lang, office: &str) -> String {
    match lang {
        Lang::Id => format!("Untuk pegawai {office}."),
        Lang::En => format!("For the staff of {office}."),
    }
}

/// A browser and its system out of the name that it gives itself: "Firefox di Windows".
pub fn browser_name(lang: Lang, user_agent: &str) -> String {
    let has = |word: &str| user_agent.contains(word);
    let browser = [
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]
    .into_iter()
    .find_map(|(mark, name)| has(mark).then_some(name));
    let system = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]
    .into_iter()
    .find_map(|(mark, name)| has(mark).then_some(name));
    let on = lang.pick("di", "on");
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} {on} {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => super::of(lang).account.unknown_browser.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_by_the_names_people_know() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(browser_name(Lang::Id, edge), "Edge di Windows");
        let phone =
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36";
        assert_eq!(browser_name(Lang::En, phone), "Chrome on Android");
        assert_eq!(browser_name(Lang::Id, "curl"), "Peramban tidak dikenal");
    }
}
