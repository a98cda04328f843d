// What bundlers for browsers and edge workers get instead of the library.
throw new Error(
  "flymyai-js-client runs in Node.js only, as it is a native addon: call it on your server, not in a browser or an edge worker.",
);
