// The entry of the package in bundles for browsers and edge workers, where it cannot run.
throw new Error(
  "flymyai-js-client runs in Node.js only, as it is a native addon: call it on your server, not in a browser or an edge worker.",
);
