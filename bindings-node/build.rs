//! Link settings that let Node resolve the addon's Node-API symbols.

fn main() {
    napi_build::setup();
}
