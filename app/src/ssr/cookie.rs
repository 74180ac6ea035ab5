//! The session's cookie: what it is called and how it is sent.

use storage::session::Token;

/// How the browser reaches the office, which decides how much the cookie may be bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionCookie {
    /// By https: bound to this host and path, never sent in plain.
    Secure,
    /// By plain http, on this computer or at the operator's own risk.
    Plain,
}

impl SessionCookie {
    /// The cookie's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-kendali",
            Self::Plain => "kendali",
        }
    }

    const fn bounds(self) -> &'static str {
        match self {
            Self::Secure => "Path=/; HttpOnly; SameSite=Lax; Secure",
            Self::Plain => "Path=/; HttpOnly; SameSite=Lax",
        }
    }

    /// The header's value that gives the browser a token. It lives as long as the browser; idle time is the server's.
    pub fn give(self, token: &Token) -> String {
        format!("{}={}; {}", self.name(), token.as_str(), self.bounds())
    }

    /// The header's value that takes it away.
    pub fn take_away(self) -> String {
        format!("{}=; Max-Age=0; {}", self.name(), self.bounds())
    }
}
