//! One case for each text of each rule.

mod apps;
mod artifacts;
mod lists;
mod projects;
mod resource_sets;
mod runs;
mod servers;

use super::*;
use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::values::Checked;

type Named = fn(&'static str, &mut ArgumentMap<'_>) -> Checked;

fn refused(check: Named, argument: &'static str, arguments: &str) -> Option<String> {
    let mut map = ArgumentMap::read(None, Some(arguments.as_bytes())).unwrap();
    Some(check(argument, &mut map).err()?.message().to_owned())
}

fn sent(check: Named, argument: &'static str, arguments: &str) -> String {
    let mut map = ArgumentMap::read(None, Some(arguments.as_bytes())).unwrap();
    check(argument, &mut map).unwrap();
    let value = map.value(argument).unwrap_or_default();
    String::from_utf8(value.to_vec()).unwrap()
}

const ID: &str = "0123abcd-0123-4567-89ab-0123456789ab";
const OTHER: &str = "1123abcd-0123-4567-89ab-0123456789ab";

fn check_all(check: Named, argument: &'static str, cases: &[(&str, Option<&str>)]) {
    for (arguments, expected) in cases {
        let arguments = arguments.replace("<id>", ID).replace("<other>", OTHER);
        let found = refused(check, argument, &arguments);
        assert_eq!(found.as_deref(), *expected, "{arguments}");
    }
}
