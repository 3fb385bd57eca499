//! HTML text: escaping, and filling templates. For programs that make pages beside an index.

use thiserror::Error;

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TemplateError {
    /// A `{{` is not closed. Holds the rest of its line.
    #[error("a {{{{ of the template is not closed: {{{{{0}")]
    Unclosed(String),
    /// The template asks for a value that isn't given.
    #[error("the template asks for {{{{{0}}}}}, which it is not given")]
    Unknown(String),
}

/// Returns text that means the same inside an element and inside a quoted attribute.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

/// Replaces every `{{name}}` of a template by its value, which must be HTML already.
///
/// One pass: a value that holds `{{title}}` itself stays as it is.
///
/// # Errors
/// When the template names a value that isn't given, or a `{{` isn't closed.
pub fn fill(template: &str, values: &[(&str, &str)]) -> Result<String, TemplateError> {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let line = || after.lines().next().unwrap_or_default().to_owned();
        let (name, tail) = after.split_once("}}").ok_or_else(|| TemplateError::Unclosed(line()))?;
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.ok_or_else(|| TemplateError::Unknown(name.to_owned()))?;
        out.push_str(before);
        out.push_str(value);
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{escape, fill};

    #[test]
    fn markup_characters_are_escaped() {
        assert_eq!(
            escape("<a href=\"x\">Tom & Jerry's</a>"),
            "&lt;a href=&quot;x&quot;&gt;Tom &amp; Jerry&#39;s&lt;/a&gt;"
        );
        assert_eq!(escape("People’s Committee, đồng"), "People’s Committee, đồng");
    }

    #[test]
    fn values_are_filled_in_once() {
        let page = fill("<h1>{{title}}</h1>{{body}}{{title}}", &[("title", "{{body}}"), ("body", "text")]);
        assert_eq!(page.unwrap(), "<h1>{{body}}</h1>text{{body}}");
    }

    #[test]
    fn unknown_and_unclosed_places_are_refused() {
        let unknown = fill("{{titel}}", &[("title", "x")]).unwrap_err().to_string();
        assert_eq!(unknown, "the template asks for {{titel}}, which it is not given");
        let unclosed = fill("{{title\n", &[("title", "x")]).unwrap_err().to_string();
        assert_eq!(unclosed, "a {{ of the template is not closed: {{title");
    }
}
