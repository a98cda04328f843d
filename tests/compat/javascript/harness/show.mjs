// Values and errors as JSON, so that what a program prints in one process can be compared in
// another. What JSON has no word for becomes a text in angle brackets.

/** An error as a user sees it: class, name, message and cause. */
export function showError(error) {
  if (!(error instanceof Error) && Object.prototype.toString.call(error) !== "[object Error]") {
    return isException(error)
      ? { class: "DOMException", name: error.name, message: error.message }
      : { thrown: show(error) };
  }
  const facts = { class: isException(error) ? "DOMException" : error.constructor.name };
  if (error.name !== facts.class) facts.name = error.name;
  facts.message = error.message;
  if ("statusCode" in error) facts.statusCode = error.statusCode;
  if ("responseBody" in error) facts.responseBody = show(error.responseBody);
  if (error.cause !== undefined) {
    const { code } = Object(error.cause);
    facts.cause = code === undefined ? "<error>" : { code };
  }
  return facts;
}

function isException(error) {
  return typeof DOMException === "function" && error instanceof DOMException;
}

/** Any value, as JSON that keeps its type and special values. */
export function show(value) {
  switch (typeof value) {
    case "undefined":
      return "<undefined>";
    case "bigint":
      return `<${value}n>`;
    case "symbol":
      return `<${String(value)}>`;
    case "function":
      return `<function ${value.name}>`;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : `<${String(value)}>`;
    case "object":
      return showObject(value);
    default:
      return value;
  }
}

function showObject(value) {
  if (value === null) return null;
  if (value instanceof Error || isException(value)) return showError(value);
  if (Array.isArray(value)) return value.map(show);
  if (ArrayBuffer.isView(value)) return `<bytes ${[...value].join(",")}>`;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, show(item)]));
}
