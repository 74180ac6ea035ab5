//! The frame of the public pages, in English.

use crate::words::public::Public;

pub(super) const PUBLIC: Public = Public {
    tagline: "One-stop licensing office",
    unnamed: "Licensing office",
    emblem: "Place of the regional emblem",
    rooms: "Public pages",
    menu: "Menu",
    home: "Home",
    track: "Track",
    standards: "Service standards",
    staff: "Staff sign-in",
    skip: "Skip to content",
    language: "Language",
    contact: "Address and help",
    phone: "Telephone",
    sms: "SMS",
    welcome: "Licensing services",
    lead: "See how far your application is, and what we promise for each service. No account needed.",
    track_lead: "How far your file is, when the licence can be collected, and what is still missing.",
    track_go: "Track an application",
    services: "Our services",
    services_lead: "Requirements, fees, times, and who does what.",
    services_all: "All service standards",
    apply: "Applying",
    apply_lead: "Bring the requirements to our counter during office hours. You get a receipt with a tracking code.",
    not_found: "Page not found",
    not_found_lead: "There is no such address. Check its spelling, or start from the home page.",
};
