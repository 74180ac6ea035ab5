//! Errors, in English.

use crate::words::error::{Errors, Pair};

pub(super) const ERROR: Errors = Errors {
    sign_in: Pair(
        "You are not signed in",
        "The session has ended or not begun. Sign in again in a new tab; what you typed here is not lost.",
    ),
    must_change_password: Pair(
        "Change your password first",
        "The first password is for the first sign-in only. Change it under My account.",
    ),
    password_again: Pair(
        "Your password is asked again",
        "This act asks for your password once more; it is good for five minutes.",
    ),
    wrong_password: Pair(
        "Name and password do not match",
        "Check the NIP or user name and the password, then try again.",
    ),
    weak_password: Pair(
        "The new password does not follow the rule",
        "At least 12 characters, at least 5 different ones, without your NIP or user name, and not the old password.",
    ),
    throttled: "Too many tries",
    forbidden: "Not within your role",
    fields: Pair("Some fields need mending", "The fields at fault are marked; mend them and send again."),
    not_found: Pair("Not found", "This dossier or page does not exist, or the address is mistyped."),
    bad_request: Pair("The request could not be read", "Reload this page and try again."),
    offline: Pair(
        "The server does not answer",
        "Whether it was recorded is not certain. Check the connection and try again: the same act is never recorded twice.",
    ),
    not_printed: "The letter could not be printed",
    internal: "Something went wrong on the server",
};
