//! As much of JSON Schema 2020-12 as the program's schemas use. A keyword that is not known here
//! fails the test that meets it, so that no rule is passed over.

use serde_json::Value;

/// What is wrong with a value by a schema, each with the way to it.
pub(crate) fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(schema, schema, value, "", &mut faults);
    faults
}

fn check(root: &Value, schema: &Value, value: &Value, at: &str, faults: &mut Vec<String>) {
    let Value::Object(keywords) = schema else {
        assert_eq!(*schema, Value::Bool(true), "a schema is an object");
        return;
    };
    let mut wrong = |holds: bool, what: &dyn std::fmt::Display| {
        if !holds {
            faults.push(format!("{at}: {value} is not {what}"));
        }
    };
    for (keyword, rule) in keywords {
        match keyword.as_str() {
            "type" => wrong(listed(rule).any(|name| is_of(name.as_str().unwrap(), value)), rule),
            "enum" => wrong(listed(rule).any(|known| known == value), rule),
            "const" => wrong(rule == value, rule),
            "pattern" => {
                let pattern = regex::Regex::new(rule.as_str().unwrap()).unwrap();
                wrong(value.as_str().is_none_or(|text| pattern.is_match(text)), rule);
            }
            "anyOf" => {
                wrong(listed(rule).any(|one| is_valid(root, one, value)), &"any of these");
            }
            "oneOf" => {
                wrong(listed(rule).filter(|one| is_valid(root, one, value)).count() == 1, &"one of these");
            }
            "required" => {
                for name in listed(rule).map(|name| name.as_str().unwrap()) {
                    wrong(value.as_object().is_none_or(|fields| fields.contains_key(name)), &name);
                }
            }
            "minimum" => wrong(value.as_f64().is_none_or(|number| number >= rule.as_f64().unwrap()), rule),
            "propertyNames" => {
                for name in value.as_object().into_iter().flat_map(serde_json::Map::keys) {
                    wrong(is_valid(root, rule, &Value::from(name.as_str())), &format!("named {name}"));
                }
            }
            // Looked at below, or no rule at all.
            "$ref"
            | "properties"
            | "additionalProperties"
            | "items"
            | "$schema"
            | "$defs"
            | "title"
            | "description"
            | "default"
            | "format" => {}
            other => panic!("the schema has `{other}`, which this test does not know"),
        }
    }
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        let definition = root.pointer(name.trim_start_matches('#')).unwrap();
        check(root, definition, value, at, faults);
    }
    for (index, entry) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(items) = schema.get("items") {
            check(root, items, entry, &format!("{at}/{index}"), faults);
        }
    }
    for (name, field) in value.as_object().into_iter().flatten() {
        let known = schema.get("properties").and_then(|properties| properties.get(name));
        match known.or(schema.get("additionalProperties")) {
            Some(Value::Bool(false)) => faults.push(format!("{at}: there is no field `{name}`")),
            Some(rule) => check(root, rule, field, &format!("{at}/{name}"), faults),
            None => {}
        }
    }
}

fn is_valid(root: &Value, schema: &Value, value: &Value) -> bool {
    let mut faults = Vec::new();
    check(root, schema, value, "", &mut faults);
    faults.is_empty()
}

/// A list's entries, or the one value that stands for a list of one.
fn listed(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice).iter()
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("there is no type `{other}`"),
    }
}
