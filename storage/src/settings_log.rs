//! settings_log
