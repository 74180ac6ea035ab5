//! The command line. Every option is also an environment variable `KENDALI_…`.

use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::person::Initials;
use domain::role::StandInForm;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use storage::credential::{Nip, SignInName, UserName};

/// Control cards of a licensing office.
#[derive(Clone, Debug, Parser)]
#[command(name = "kendali", version, about, max_term_width = 100)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub struct Common {
    /// `sqlite:PATH` or `postgres://…`
    #[arg(
        long,
        env = "KENDALI_DATABASE_URL",
        default_value = "sqlite:data/kendali.db",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    pub database_url: String,
    /// The file with the office's master keys
    #[arg(
        long,
        env = "KENDALI_KEYS",
        default_value = "data/kendali.keys",
        value_name = "FILE",
        global = true
    )]
    pub keys: PathBuf,
    /// The instant at which the office's clock starts, RFC 3339; only with a demonstration office
    #[arg(long, env = "KENDALI_CLOCK", value_name = "INSTANT", value_parser = instant, global = true)]
    pub clock: Option<DateTime<Utc>>,
    /// What is logged: `info`, or a filter such as `server=debug,info`
    #[arg(long, env = "KENDALI_LOG", default_value = "info", value_name = "FILTER", global = true)]
    pub log: String,
    /// How it is logged, to standard error
    #[arg(long, env = "KENDALI_LOG_FORMAT", default_value = "text", global = true)]
    pub log_format: LogFormat,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Migrate the database and serve the office
    Serve(ServeConfig),
    /// Fill an empty database with a demonstration office and its history
    Demo(DemoOptions),
    /// Evaluate clocks: JSON lines on standard input, JSON lines on standard output
    Sla(SlaOptions),
    /// Walk every control card and say what does not hold
    Verify(VerifyOptions),
    /// The office's master keys
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Service standards
    #[command(subcommand)]
    Standard(StandardCommand),
    /// Calendars of working time
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// The office's identity
    #[command(subcommand)]
    Office(OfficeCommand),
    /// Templates of the papers
    #[command(subcommand)]
    Template(TemplateCommand),
    /// Accounts, stand-ins and absences
    #[command(subcommand)]
    User(UserCommand),
    /// Time every open clock by the newest calendar and print what moved
    RecomputeSla,
}

/// Options of `serve`.
#[derive(Args, Clone, Debug)]
pub struct ServeConfig {
    /// Where to listen
    #[arg(long, env = "KENDALI_ADDR", default_value = "127.0.0.1:3000", value_name = "ADDRESS")]
    pub addr: SocketAddr,
    /// The folder of the built screens; by default `site` beside the program or one folder above it
    #[arg(long, env = "KENDALI_SITE", value_name = "FOLDER")]
    pub site: Option<PathBuf>,
    /// The address by which readers reach the office, for links and QR codes
    #[arg(long, env = "KENDALI_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Proxies whose `X-Forwarded-For` is believed
    #[arg(long, env = "KENDALI_TRUSTED_PROXY", value_name = "ADDRESS", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// Serve plain http beyond this computer; passwords then cross the network unprotected
    #[arg(long, env = "KENDALI_INSECURE_HTTP")]
    pub insecure_http: bool,
    /// Serve a demonstration office beyond this computer
    #[arg(long, env = "KENDALI_PUBLIC_DEMO")]
    pub public_demo: bool,
    /// Electronic signatures
    #[command(flatten)]
    pub bsre: BsreConfig,
}

/// How BSrE's client service is reached; without it letters are signed by hand.
#[derive(Args, Clone, Debug)]
pub struct BsreConfig {
    /// The address of BSrE's client service in this network, such as `https://esign.example.go.id`
    #[arg(long, env = "KENDALI_BSRE_URL", value_name = "URL")]
    pub bsre_url: Option<String>,
    /// The user of the client service
    #[arg(long, env = "KENDALI_BSRE_USER", value_name = "NAME")]
    pub bsre_user: Option<String>,
    /// The file that holds the password of that user, readable by the server alone
    #[arg(long, env = "KENDALI_BSRE_PASSWORD_FILE", value_name = "FILE")]
    pub bsre_password_file: Option<PathBuf>,
    /// How long BSrE may take for an answer, in milliseconds; a proxy before this server waits twice as long
    #[arg(
        long,
        env = "KENDALI_BSRE_TIMEOUT_MS",
        value_name = "MS",
        default_value_t = 30_000,
        value_parser = clap::value_parser!(u64).range(1_000..=300_000)
    )]
    pub bsre_timeout_ms: u64,
}

impl ServeConfig {
    /// Whether readers reach the office by https.
    pub fn is_https(&self) -> bool {
        self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Scheme, host and port of the public address.
    pub fn public_origin(&self) -> Option<&str> {
        let url = self.public_url.as_deref()?;
        let start = url.find("://")? + 3;
        let end = url[start..].find('/').map_or(url.len(), |slash| start + slash);
        Some(&url[..end])
    }
}

/// Options of `demo`.
#[derive(Args, Clone, Debug)]
pub struct DemoOptions {
    /// How many dossiers in all; 0 makes accounts and standards only
    #[arg(long, env = "KENDALI_DEMO_DOSSIERS", default_value_t = 420, value_name = "N")]
    pub dossiers: u32,
    /// How many of them are still open; by default the smaller of 120 and two sevenths of all
    #[arg(long, env = "KENDALI_DEMO_OPEN", value_name = "M")]
    pub open: Option<u32>,
    /// Another seed is another office
    #[arg(long, env = "KENDALI_DEMO_SEED", default_value_t = 1, value_name = "S")]
    pub seed: u64,
}

/// Options of `sla`.
#[derive(Args, Clone, Debug)]
pub struct SlaOptions {
    /// The calendar of lines that bring none, TOML; by default the one shipped with the program
    #[arg(long, env = "KENDALI_SLA_CALENDAR", value_name = "FILE")]
    pub calendar: Option<PathBuf>,
}

/// Options of `verify`.
#[derive(Args, Clone, Debug)]
pub struct VerifyOptions {
    /// Also write a checkpoint
    #[arg(long, env = "KENDALI_VERIFY_CHECKPOINT")]
    pub checkpoint: bool,
    /// Accept what is missing against the checkpoint, with a reason that is kept
    #[arg(long, env = "KENDALI_VERIFY_ACCEPT_CHECKPOINT", value_name = "REASON")]
    pub accept_checkpoint: Option<String>,
}

/// What can be done with the keys.
#[derive(Clone, Debug, Subcommand)]
pub enum KeysCommand {
    /// Add a new master key; the old ones stay readable
    Rotate,
    /// Go on with new keys after the old ones are lost
    Replace {
        /// Why, kept on every card
        #[arg(long, env = "KENDALI_KEYS_REASON")]
        reason: String,
    },
}

/// What can be done with a service standard.
#[derive(Clone, Debug, Subcommand)]
pub enum StandardCommand {
    /// Say what is wrong with a file, change nothing
    Check {
        /// A service standard, TOML
        file: PathBuf,
    },
    /// Take a file in as the next version; applications already filed keep theirs
    Import {
        /// A service standard, TOML
        file: PathBuf,
        /// The first day of applications that come under it; by default today
        #[arg(long, env = "KENDALI_STANDARD_EFFECTIVE", value_name = "DATE")]
        effective: Option<NaiveDate>,
    },
}

/// What can be done with a calendar.
#[derive(Clone, Debug, Subcommand)]
pub enum CalendarCommand {
    /// Say what is wrong with a file, change nothing
    Check {
        /// A calendar, TOML
        file: PathBuf,
    },
    /// Take a file in as the next version and time every open clock by it
    Import {
        /// A calendar, TOML
        file: PathBuf,
        /// Why the hours of days that are past change; kept in the log of settings and on the cards
        #[arg(long, env = "KENDALI_CALENDAR_RETROACTIVE", value_name = "REASON", value_parser = words)]
        retroactive: Option<String>,
    },
}

/// The entries of the office's file.
const OFFICE_ENTRIES: &str = "\
Entries of the file, each a text unless it says otherwise; those marked * are needed:
  government    the government above it, such as \"Pemerintah Kota Pekanbaru\"
  name *        the name, never abbreviated
  short_name *  the abbreviation, such as \"DPMPTSP\"
  city *        where letters are dated
  address *     street and number
  postal_code   five digits
  phone         the telephone number
  fax           the fax number
  sms           the number that takes short messages
  email         the e-mail address
  website       the web address, with https://
  naming_line   who signs, such as \"Kepala Dinas\"
  entry         where an applicant comes in: the counter and its hours
  emblem_svg    the emblem as the text of an SVG picture
  paper         size and margins in millimetres, by kind: letter, form, sop and label, such as
                paper.letter = { paper = \"f4\", left = 30, right = 20, top = 20, bottom = 25, head = 10.5 }
                paper.label = { width = 100, height = 70, margin = 5 }
  signing       who signs electronically, and the services that are signed by hand all the same, such as
                signing.signers = [{ nip = \"196908171994031006\", email = \"kadis@example.go.id\" }]
                signing.by_hand = [\"sipp-inseminator\"]

What the file leaves out is empty afterwards; of `paper` it stays as it comes with the program.";

/// What can be done with the office's identity.
#[derive(Clone, Debug, Subcommand)]
pub enum OfficeCommand {
    /// Take in name, address, letterhead and naming line
    #[command(after_help = OFFICE_ENTRIES)]
    Set {
        /// The emblem as an SVG file, in place of the entry `emblem_svg`
        #[arg(long, value_name = "SVG")]
        emblem: Option<PathBuf>,
        /// The office, TOML
        file: PathBuf,
    },
}

/// What can be done with the templates of the papers.
#[derive(Clone, Debug, Subcommand)]
pub enum TemplateCommand {
    /// List the templates, and which of them are the office's own
    List,
    /// Print every sample with these files, change nothing
    Check {
        /// A folder for the printed samples, made where it is missing, to be looked at
        #[arg(long, value_name = "DIR")]
        into: Option<PathBuf>,
        /// Templates by the names that `list` shows
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Take files in as the templates that are printed from, once every sample prints
    Import {
        /// Templates by the names that `list` shows
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Write the templates in use into a folder, to be changed there, with README and samples
    Export {
        /// The folder, made where it is missing
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Go back to the program's own template
    Reset {
        /// The template's name, such as `receipt.typ`
        name: String,
    },
}

/// What can be done with accounts.
#[derive(Clone, Debug, Subcommand)]
pub enum UserCommand {
    /// Add an account; the first password is read from the terminal or standard input
    Add(NewUser),
    /// List accounts with their roles, stand-ins and absences
    List,
    /// Close an account and end its sessions; its entries stay
    Disable {
        /// User name or NIP
        #[arg(value_parser = sign_in_name)]
        user: SignInName,
    },
    /// Open a closed account again
    Enable {
        /// User name or NIP
        #[arg(value_parser = sign_in_name)]
        user: SignInName,
    },
    /// Set a forgotten password anew, read from the terminal or standard input, and end the sessions
    Password {
        /// User name or NIP
        #[arg(value_parser = sign_in_name)]
        user: SignInName,
    },
    /// Grant a role
    Grant(RoleChange),
    /// Take a role away; what was done with it stays
    Revoke(RoleChange),
    /// Lend a role to a stand-in, by letter and for a time
    Lend(Loan),
    /// Note an absence
    Absent(Away),
}

/// A new account.
#[derive(Args, Clone, Debug)]
pub struct NewUser {
    /// Signs in with this, or with the NIP
    #[arg(value_parser = UserName::parse)]
    pub user: UserName,
    /// Name with titles, as it stands on letters
    #[arg(long, value_parser = words)]
    pub name: String,
    /// Two to four letters, one person's alone
    #[arg(long, value_parser = Initials::parse)]
    pub initials: Initials,
    /// The official's number, 18 digits
    #[arg(long, value_parser = Nip::parse)]
    pub nip: Option<Nip>,
    /// Rank and group
    #[arg(long, value_parser = words)]
    pub rank: Option<String>,
    /// A role's key, of the office or of a standard; may be repeated
    #[arg(long = "role", value_name = "ROLE")]
    pub roles: Vec<String>,
}

/// A role granted or taken away.
#[derive(Args, Clone, Debug)]
pub struct RoleChange {
    /// User name or NIP
    #[arg(value_parser = sign_in_name)]
    pub user: SignInName,
    /// The role's key, of the office or of a standard
    #[arg(long)]
    pub role: String,
}

/// A role lent to a stand-in.
#[derive(Args, Clone, Debug)]
pub struct Loan {
    /// Who stands in: user name or NIP
    #[arg(value_parser = sign_in_name)]
    pub borrower: SignInName,
    /// The role's key
    #[arg(long)]
    pub role: String,
    /// In which form
    #[arg(long)]
    pub mode: LoanMode,
    /// Number and date of the letter that lends it
    #[arg(long, value_parser = words)]
    pub letter: String,
    /// Whose role it is: user name or NIP; left out where the post is vacant
    #[arg(long = "of", value_name = "USER", value_parser = sign_in_name)]
    pub lender: Option<SignInName>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub from: NaiveDate,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub until: NaiveDate,
}

/// In which form a role is lent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LoanMode {
    /// `a.n.`: a mandate exactly one level down
    An,
    /// `u.b.`: one level further
    Ub,
    /// `Plh.`: the holder is away for a time
    Plh,
    /// `Plt.`: the post is vacant
    Plt,
}

impl From<LoanMode> for StandInForm {
    fn from(mode: LoanMode) -> Self {
        match mode {
            LoanMode::An => Self::An,
            LoanMode::Ub => Self::Ub,
            LoanMode::Plh => Self::Plh,
            LoanMode::Plt => Self::Plt,
        }
    }
}

/// Days on which somebody is away.
#[derive(Args, Clone, Debug)]
pub struct Away {
    /// Who: user name or NIP
    #[arg(value_parser = sign_in_name)]
    pub user: SignInName,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub from: NaiveDate,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub until: NaiveDate,
    /// Why, in a few words
    #[arg(long, value_parser = words)]
    pub reason: String,
}

fn sign_in_name(typed: &str) -> Result<SignInName, String> {
    SignInName::parse(typed).ok_or_else(|| "neither a user name nor a NIP of 18 digits".to_owned())
}

/// A text that says something, without the blanks around it.
fn words(typed: &str) -> Result<String, String> {
    match typed.trim() {
        "" => Err("must not be empty".to_owned()),
        text => Ok(text.to_owned()),
    }
}

fn instant(text: &str) -> Result<DateTime<Utc>, String> {
    DateTime::parse_from_rfc3339(text)
        .map(|instant| instant.with_timezone(&Utc))
        .map_err(|error| format!("not an RFC 3339 instant such as 2026-11-24T09:00:00+07:00: {error}"))
}

fn public_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let uri: http::Uri = url.parse().map_err(|error| format!("not an address: {error}"))?;
    match (uri.scheme_str(), uri.authority()) {
        (Some("http" | "https"), Some(_)) if uri.path() == "/" && uri.query().is_none() => Ok(url.to_owned()),
        _ => Err("must be like https://izin.example.go.id, without a path".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_long_option_of_a_service_or_file_has_an_environment_variable() {
        let root = Cli::command();
        let imports = ["standard", "calendar"]
            .map(|name| root.find_subcommand(name).unwrap().find_subcommand("import"));
        let others = ["serve", "demo", "sla", "verify"].map(|name| root.find_subcommand(name));
        for command in others.into_iter().chain(imports) {
            let command = command.unwrap();
            let name = command.get_name();
            for argument in command.get_arguments().filter(|a| a.get_long().is_some_and(|l| l != "help")) {
                let variable = argument.get_env().map(|v| v.to_string_lossy().into_owned());
                assert!(
                    variable.is_some_and(|v| v.starts_with("KENDALI_")),
                    "{name} --{:?}",
                    argument.get_long()
                );
            }
        }
    }

    #[test]
    fn a_public_address_has_no_path() {
        assert_eq!(public_url("https://izin.example.go.id/"), Ok("https://izin.example.go.id".to_owned()));
        for wrong in ["izin.example.go.id", "ftp://x", "https://x/kantor", "https://x/?a=1", ""] {
            assert!(public_url(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_clock_names_its_offset() {
        assert_eq!(instant("2026-11-24T09:00:00+07:00").unwrap().to_rfc3339(), "2026-11-24T02:00:00+00:00");
        assert!(instant("2026-11-24 09:00").unwrap_err().contains("RFC 3339"));
    }
}
