// Artifacts against the emulator, and the files of folders.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import {
  ArtifactStaleBaseVersionError,
  artifactFile,
  artifactFilesFromDirectory,
} from "flymyai-js-client";
import { Account, useEmulator } from "../support/emulator.mjs";

useEmulator();

/** A directory of files that the system makes while they are read. */
const RANDOM = "/proc/sys/kernel/random";
const PAGE = [artifactFile("index.html", "<h1>Deck</h1>")];

/** A folder that is removed after the test. */
async function folder(context, files = {}) {
  const root = await mkdtemp(join(tmpdir(), "artifact-"));
  context.after(() => rm(root, { recursive: true }));
  for (const [name, data] of Object.entries(files)) {
    await mkdir(join(root, name, ".."), { recursive: true });
    await writeFile(join(root, name), data);
  }
  return root;
}

const paths = async (root) => (await artifactFilesFromDirectory(root)).map(({ path }) => path);

describe("artifacts", () => {
  test("a version is added to the latest one only", async () => {
    const client = new Account().client();
    const { artifact, version } = await client.artifacts.create({ name: "Deck", files: PAGE });
    assert.deepEqual(version.added, ["index.html"]);
    const files = [
      { path: "a.bin", data: new Blob([new Uint8Array([255])], { type: "text/plain" }) },
      { path: "b.txt", data: "b" },
      { path: "c.txt", contentBase64: "Yw==" },
      { path: "d.txt", content: "d" },
    ];
    const second = await client.artifacts.publish(artifact.id, { baseVersion: 1, files });
    assert.deepEqual(second.version.added, ["a.bin", "b.txt", "c.txt", "d.txt"]);
    await assert.rejects(
      client.artifacts.publish(artifact.id, { baseVersion: 1, files }),
      (error) => {
        assert.ok(error instanceof ArtifactStaleBaseVersionError);
        assert.equal(error.latestVersion, 2);
        return true;
      },
    );
    const read = await client.artifacts.readFile(artifact.id, { version: 2, path: "c.txt" });
    assert.equal(read.content, "c");
  });

  test("a version has the files of a directory", async (context) => {
    const client = new Account().client();
    const root = await folder(context, {
      "index.html": '<p>é "\\\r\n',
      "logo.png": new Uint8Array([137, 255]),
      "old.js": "1",
    });
    const made = await client.artifacts.createFromDirectory(root, { name: "Deck" });
    assert.deepEqual(made.version.added, ["index.html", "logo.png", "old.js"]);
    const { id } = made.artifact;
    const read = await client.artifacts.readFile(id, { version: 1, path: "index.html" });
    assert.equal(read.content, '<p>é "\\\r\n');
    await rm(join(root, "old.js"));
    await writeFile(join(root, "index.html"), "<p>new");
    const second = await client.artifacts.publishDirectory(id, root, { baseVersion: 1 });
    assert.deepEqual(second.version.changed, ["index.html"]);
    assert.deepEqual(second.version.removed, ["old.js"]);
    await assert.rejects(
      client.artifacts.publishDirectory(id, root, { baseVersion: 1 }),
      (error) => {
        assert.ok(error instanceof ArtifactStaleBaseVersionError);
        assert.deepEqual([error.latestVersion, error.liveVersion], [2, 2]);
        return true;
      },
    );
    await assert.rejects(
      client.artifacts.createFromDirectory(join(root, "missing"), { name: "Deck" }),
      /missing can't be read/,
    );
    await assert.rejects(client.artifacts.createFromDirectory(5, { name: "Deck" }), TypeError);
  });

  test("pages are iterated", async () => {
    const client = new Account().client();
    for (const name of ["A", "B", "C"]) await client.artifacts.create({ name, files: PAGE });
    const page = await client.artifacts.list({ pageSize: 2 });
    assert.equal(page.results.length, 2);
    const found = [];
    for await (const { name } of page) found.push(name);
    assert.deepEqual(found.sort(), ["A", "B", "C"]);
    assert.deepEqual(Object.keys(page).sort(), ["nextCursor", "previousCursor", "results"]);
  });

  test("types are a list, and a dry run makes nothing", async () => {
    const client = new Account().client();
    const [type] = await client.artifacts.types();
    assert.equal(type.key, "presentation");
    const { plan } = await client.artifacts.create({ type: "game", dryRun: true });
    assert.ok(plan.filesCount > 0);
    assert.deepEqual((await client.artifacts.list()).results, []);
  });

  test("a share link opens an artifact", async () => {
    const client = new Account().client();
    const { artifact } = await client.artifacts.create({ name: "Deck", files: PAGE });
    const { shareUrl } = await client.artifacts.share(artifact.id, { visibility: "link" });
    assert.equal((await client.artifacts.get(undefined, { shareLink: shareUrl })).id, artifact.id);
  });

  test("a start without a token returns the plan, and with it the project", async () => {
    const client = new Account().client();
    const files = [{ path: "flymy.yaml", content: "name: shop" }];
    const { planToken } = await client.apps.plan({ files });
    const applied = await client.apps.apply({ files, planToken });
    while ((await client.apps.status(applied.release)).status === "applying");
    const id = `app:${applied.app}`;
    assert.equal((await client.apps.files(applied.app)).files.length, 1);
    const file = await client.apps.files(applied.app, { path: "flymy.yaml", limit: 4 });
    assert.deepEqual([file.content, file.nextOffset], ["name", 4]);
    await client.projects.stop(id);
    const plan = await client.projects.start(id);
    const started = await client.projects.start(id, { planToken: plan.planToken });
    assert.equal(started.id, id);
  });
});

describe("files", () => {
  test("a file is text or bytes", () => {
    assert.deepEqual(artifactFile("a", "é"), { path: "a", content: "é" });
    const bytes = new Uint8Array([1, 0, 255]).subarray(1);
    const entry = { path: "a", contentBase64: "AP8=" };
    assert.deepEqual(artifactFile("a", bytes), entry);
    assert.deepEqual(artifactFile("a", bytes.slice().buffer), entry);
    assert.deepEqual(artifactFile("a", new DataView(bytes.slice().buffer)), entry);
    assert.throws(() => artifactFile("a", new Blob([])), TypeError);
    assert.throws(() => artifactFile(5, ""), TypeError);
  });

  test("a folder becomes files part by part", async (context) => {
    const root = await folder(context, {
      "a/b/c": "3",
      "a/z": "2",
      "a-1": "4",
      "page.HTML": "<p>\u{feff}é\r\n",
      "bad.txt": new Uint8Array([255]),
      ".hidden/x": "",
      "a/.x": "",
    });
    assert.deepEqual(await paths(root), ["a/b/c", "a/z", "a-1", "bad.txt", "page.HTML"]);
    const files = await artifactFilesFromDirectory(root);
    assert.deepEqual(files.at(-1), { path: "page.HTML", content: "<p>\u{feff}é\r\n" });
    assert.deepEqual(files.at(-2), { path: "bad.txt", contentBase64: "/w==" });
  });

  test("an empty folder has no files, and a missing one is an error", async (context) => {
    const root = await folder(context);
    assert.deepEqual(await paths(root), []);
    const missing = join(root, "missing");
    await assert.rejects(paths(missing), { code: "ENOENT", path: missing });
    await assert.rejects(paths(5), TypeError);
  });

  test("a file that changes while it is read is an error", {
    skip: !existsSync(RANDOM),
  }, async () => {
    // The system makes its files while they are read: they are longer than their size says.
    await assert.rejects(paths(RANDOM), /boot_id has changed while it was read/);
  });

  test("symbolic links stay in the folder", {
    skip: process.platform === "win32",
  }, async (context) => {
    const top = await folder(context, { "root/page": "1", "root/sub/file": "2", secret: "s" });
    const root = join(top, "root");
    await symlink("page", join(root, "again"));
    await symlink(root, join(root, "loop"));
    assert.deepEqual(await paths(root), ["again", "page", "sub/file"]);
    await symlink("../secret", join(root, "out"));
    await assert.rejects(paths(root), /leads out of the folder/);
    await rm(join(root, "out"));
    await symlink("nowhere", join(root, "nowhere"));
    await assert.rejects(paths(root), /leads nowhere/);
  });

  test("a name that no path can have is an error", {
    skip: process.platform === "win32",
  }, async (context) => {
    for (const name of ["a\nb", "a\\b", "a\u0085"]) {
      const root = await folder(context, { [name]: "" });
      await assert.rejects(paths(root), /has a character that a path can't have/);
    }
  });
});
