//! Where a request comes from, coarsened: what tries are counted by.

use axum::extract::ConnectInfo;
use http::request::Parts;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use crate::config::ServeConfig;

/// The network of a request: `192.0.2.0/24` or `2001:db8::/64`. Behind a trusted proxy, that of the last address which no
/// trusted proxy has; elsewhere that of the connection.
pub fn of(parts: &Parts, config: &ServeConfig) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(addr)| addr.ip());
    let Some(peer) = peer else { return "local".to_owned() };
    let trusted = |ip: &IpAddr| config.trusted_proxy.contains(ip);
    if !trusted(&peer) {
        return coarse(peer);
    }
    let lines = parts.headers.get_all("x-forwarded-for").into_iter().filter_map(|line| line.to_str().ok());
    let told: Vec<IpAddr> =
        lines.flat_map(|line| line.split(',')).filter_map(|part| part.trim().parse().ok()).collect();
    coarse(told.into_iter().rev().find(|ip| !trusted(ip)).unwrap_or(peer))
}

fn coarse(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [a, b, c, _] = ip.octets();
            format!("{}/24", Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Cli, Command};
    use clap::Parser;

    fn network(peer: &str, forwarded: &str, trusted: &[&str]) -> String {
        let mut line = vec!["kendali", "serve"];
        for proxy in trusted {
            line.extend(["--trusted-proxy", proxy]);
        }
        let Command::Serve(config) = Cli::parse_from(line).command else {
            unreachable!("the line says serve")
        };
        let request = http::Request::builder().header("x-forwarded-for", forwarded).body(()).unwrap();
        let mut parts = request.into_parts().0;
        let peer: SocketAddr = peer.parse().unwrap();
        parts.extensions.insert(ConnectInfo(peer));
        of(&parts, &config)
    }

    #[test]
    fn what_a_stranger_says_of_himself_is_not_believed() {
        assert_eq!(network("203.0.113.9:1", "198.51.100.7", &[]), "203.0.113.0/24");
        assert_eq!(network("[2001:db8:1:2:3::4]:1", "198.51.100.7", &[]), "2001:db8:1:2::/64");
    }

    #[test]
    fn a_trusted_proxy_tells_the_last_stranger() {
        assert_eq!(network("127.0.0.1:1", "192.0.2.1, 198.51.100.7", &["127.0.0.1"]), "198.51.100.0/24");
        assert_eq!(
            network("127.0.0.1:1", "198.51.100.7, 10.0.0.2", &["127.0.0.1", "10.0.0.2"]),
            "198.51.100.0/24"
        );
        assert_eq!(network("127.0.0.1:1", "nonsense", &["127.0.0.1"]), "127.0.0.0/24");
    }
}
