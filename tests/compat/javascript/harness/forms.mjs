// Forms as a server reads them, byte by byte, with the boundary taken out.

const BOUNDARY = /^multipart\/form-data; boundary=(----formdata-undici-0\d+)$/;
const ANY_BOUNDARY = /^multipart\/form-data; boundary="?([^"]+)"?$/;

/**
 * The parts of a recorded form, in order: `[name, text]` for a field, `[name, { filename, type,
 * text or base64, or size when it is large }]` for a file.
 *
 * @param anyBoundary - Whether it may have been written by whatever a program put in place.
 * @throws Error when it is no form, or one that `fetch` would not have written.
 */
export function formOf({ headers, body_base64, body_size }, anyBoundary = false) {
  const type = headers["content-type"] ?? "";
  const boundary = (anyBoundary ? ANY_BOUNDARY : BOUNDARY).exec(type)?.[1];
  if (boundary === undefined) throw new Error(`no form of fetch's: ${type}`);
  if (headers["content-length"] !== String(body_size)) throw new Error("no content-length");
  if (headers["transfer-encoding"] ?? headers.expect) throw new Error("sent in chunks, or asked");
  // One character per byte, so that places in the text are places in the body.
  const text = Buffer.from(body_base64 ?? "", "base64").toString("latin1");
  const pieces = `\r\n${text}`.split(`\r\n--${boundary}`);
  if (pieces[0] !== "" || !/^--(\r\n)?$/.test(pieces.at(-1))) throw new Error("no such boundaries");
  return pieces.slice(1, -1).map(partOf);
}

function partOf(piece) {
  const end = piece.indexOf("\r\n\r\n");
  const head = Buffer.from(piece.slice(2, end), "latin1").toString("utf8");
  const bytes = Buffer.from(piece.slice(end + 4), "latin1");
  const field = /^Content-Disposition: form-data; name="([^"]*)"$/.exec(head);
  if (field) return [field[1], bytes.toString("utf8")];
  const file =
    /^Content-Disposition: form-data; name="([^"]*)"; filename="([^"]*)"\r\nContent-Type: (.*)$/.exec(
      head,
    );
  if (!file) throw new Error(`a part with the head ${JSON.stringify(head)}`);
  return [file[1], { filename: file[2], type: file[3], ...contentOf(bytes) }];
}

function contentOf(bytes) {
  if (bytes.length > 100_000) return { size: bytes.length };
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? { text } : { base64: bytes.toString("base64") };
}
