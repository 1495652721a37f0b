//! How old this process is. What the system says of it, where that can be read without asking it for more.

use std::time::Duration;

/// The time since the system began this process, to a hundredth of a second; none where the system does not tell.
pub(super) fn age_of_process() -> Option<Duration> {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let uptime = std::fs::read_to_string("/proc/uptime").ok()?;
    age(&stat, &uptime)
}

/// proc(5): the 22nd field of `stat` is when the process began, in hundredths of a second since the system did; the
/// first of `uptime` is now, in seconds.
fn age(stat: &str, uptime: &str) -> Option<Duration> {
    // The second field is a name in brackets, in which anything may stand.
    let (_, after_name) = stat.rsplit_once(") ")?;
    let begun: f64 = after_name.split_whitespace().nth(19)?.parse().ok()?;
    let now: f64 = uptime.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64((now - begun / 100.0).max(0.0)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_age_is_read_whatever_the_program_is_called() {
        let stat = "7 (a) b) S 1 7 7 0 -1 4194560 103 0 0 0 0 0 0 0 20 0 1 0 123450 8531968 0";
        let age = age(stat, "1235.75 2000.10\n").unwrap();
        assert_eq!(age, Duration::from_millis(1250));
    }

    #[test]
    fn what_is_no_such_file_has_no_age() {
        for (stat, uptime) in [("", ""), ("7 (a) S 1", "1.0 2.0"), ("7 (a) S", "")] {
            assert_eq!(age(stat, uptime), None);
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn this_process_has_one() {
        assert!(age_of_process().unwrap() < Duration::from_hours(24));
    }
}
