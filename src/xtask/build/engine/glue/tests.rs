//! The samples are wasm-bindgen 0.2.130's own output for a small `Engine`, shortened.

use super::super::names::{Import, Names};
use super::{script, types};

const SCRIPT: &str = r"export class Engine {
    __destroy_into_raw() {
        const ptr = this.__wbg_ptr;
        this.__wbg_ptr = 0;
        EngineFinalization.unregister(this);
        return ptr;
    }
    free() {
        const ptr = this.__destroy_into_raw();
        wasm.__wbg_engine_free(ptr, 0);
    }
    /**
     * @param {number} budget
     * @returns {number}
     */
    detach(budget) {
        const ret = wasm.engine_detach(this.__wbg_ptr, budget);
        return ret >>> 0;
    }
}
if (Symbol.dispose) Engine.prototype[Symbol.dispose] = Engine.prototype.free;
export function __wbg_new_37eb45aaf5eeb820() {
    const ret = new Array();
    return ret;
}
export function __wbg_set_2793479888329cb6() { return handleError(function (arg0, arg1, arg2) {
    const ret = Reflect.set(arg0, arg1, arg2);
    return ret;
}, arguments); }
export function __wbindgen_init_externref_table() {
    const table = wasm.__wbindgen_externrefs;
    table.set(0, undefined);
}
const EngineFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_engine_free(ptr, 1));

let WASM_VECTOR_LEN = 0;


let wasm;
export function __wbg_set_wasm(val) {
    wasm = val;
}
";

const TYPES: &str = r"/* tslint:disable */
/* eslint-disable */

export interface Answer { total: number; }

/**
 * engine
 */
export class Engine {
    free(): void;
    [Symbol.dispose](): void;
    constructor(bytes: Uint8Array | number[]);
    search(query: string, limit: number, offset: number): Answer;
}
";

fn import(short: &str, function: &str) -> Import {
    Import { module: "./findlet_bg.js".into(), function: function.into(), short: short.into() }
}

fn names(imports: Vec<Import>) -> Names {
    let exports = [("__wbindgen_start", "a"), ("engine_detach", "b"), ("__wbg_engine_free", "c")];
    let exports = exports.map(|(name, short)| (name.to_owned(), short.to_owned())).into();
    Names { namespace: "3f2a".into(), imports, exports }
}

fn usual_names() -> Names {
    names(vec![
        import("a", "__wbg_new_37eb45aaf5eeb820"),
        import("b", "__wbg_set_2793479888329cb6"),
        import("c", "__wbindgen_init_externref_table"),
    ])
}

fn refusal(text: &str, names: &Names) -> String {
    script(text, names).expect_err("the script is not as expected").to_string()
}

#[test]
fn the_script_becomes_one_function() {
    let glue = script(SCRIPT, &usual_names()).expect("the sample is real output");
    let exports: Vec<&str> = glue.lines().filter(|line| line.contains("export ")).collect();
    assert_eq!(exports, ["export function createGlue() {"]);
    assert_eq!(glue.matches("let wasm;").count(), 1);
    assert!(!glue.contains("__wbg_set_wasm"));
    assert!(glue.contains("\n    class Engine {\n"));
    assert!(glue.contains("\n    function __wbg_set_2793479888329cb6() { return handleError("));
}

#[test]
fn imports_carry_their_short_names() {
    let glue = script(SCRIPT, &usual_names()).expect("the sample is real output");
    let object =
        "imports: { \"3f2a\": { a: __wbg_new_37eb45aaf5eeb820, b: __wbg_set_2793479888329cb6, c: __wbindgen_init";
    assert!(glue.contains(object), "{glue}");
}

#[test]
fn exports_carry_their_short_names() {
    let glue = script(SCRIPT, &usual_names()).expect("the sample is real output");
    assert!(glue.contains("const ret = wasm.b(this.__wbg_ptr, budget);"), "{glue}");
    assert!(glue.contains("    class Engine {\n        /**\n         * @param {number} budget"), "{glue}");
    let freeing = ["Finalization", "__destroy_into_raw", "free", "dispose"];
    assert!(freeing.iter().all(|name| !glue.contains(name)), "{glue}");
}

#[test]
fn connect_starts_only_what_has_a_start() {
    let glue = script(SCRIPT, &usual_names()).expect("the sample is real output");
    let end = "        connect(exports) {\n            wasm = exports;\n            wasm.a();\n            \
               return { Engine };\n        },\n    };\n}\n";
    assert!(glue.ends_with(end), "{glue}");
    let names = Names { exports: [].into(), ..usual_names() };
    let glue = script(SCRIPT, &names).expect("the sample is real output");
    assert!(glue.contains("wasm = exports;\n            \n            return { Engine };"), "{glue}");
}

#[test]
fn a_missing_setter_is_refused() {
    let error = refusal(&SCRIPT.replace("__wbg_set_wasm(val)", "__wbg_set_module(val)"), &usual_names());
    assert!(error.contains("0 times, not once") && error.contains("engine/glue.rs"), "{error}");
}

#[test]
fn a_missing_engine_is_refused() {
    let error = refusal(&SCRIPT.replace("class Engine", "class Motor"), &usual_names());
    assert!(error.contains("no class `Engine`"), "{error}");
}

#[test]
fn free_functions_and_foreign_modules_are_refused() {
    let function = refusal(&format!("export function search(query) {{\n}}\n{SCRIPT}"), &usual_names());
    assert!(function.contains("`export function search(query) {`"), "{function}");
    let module = refusal(&format!("import {{ now }} from './snippets/clock.js';\n{SCRIPT}"), &usual_names());
    assert!(module.contains("`import { now } from './snippets/clock.js';`"), "{module}");
}

#[test]
fn an_import_that_the_script_lacks_is_refused() {
    let error = refusal(SCRIPT, &names(vec![import("a", "__wbg_now_0123456789abcdef")]));
    assert!(error.contains("`__wbg_now_0123456789abcdef` from `./findlet_bg.js`"), "{error}");
    let foreign = Import { module: "env".into(), ..import("a", "__wbg_new_37eb45aaf5eeb820") };
    assert!(refusal(SCRIPT, &names(vec![foreign])).contains("from `env`"));
}

#[test]
fn types_declare_the_class_and_export_the_factory() {
    let types = types(TYPES).expect("the sample is real output");
    assert!(types.contains("\ndeclare class Engine {\n"), "{types}");
    assert!(types.contains("\nexport interface Answer { total: number; }\n"));
    assert!(!types.contains("Symbol.dispose") && !types.contains("free()"));
    assert!(types.contains("\nexport type { Engine };\n"));
    assert!(types.contains("connect(exports: WebAssembly.Exports): { Engine: typeof Engine };"));
    assert!(types.ends_with("export function createGlue(): Glue;\n"));
}

#[test]
fn types_of_free_functions_are_refused() {
    let error = types(&format!("{TYPES}export function search(): void;\n")).expect_err("not a class").to_string();
    assert!(error.contains("`export function search(): void;`"), "{error}");
}
