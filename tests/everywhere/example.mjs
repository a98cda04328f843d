import { join } from "node:path";
import { build } from "vite";

// The page of examples/browser, used as a person uses it.

const FOLDER = join(process.cwd(), "browser");
/** A PNG of one pixel. */
const IMAGE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Builds the page into a folder of the pages. */
export async function buildExample(outDir) {
  await build({ root: FOLDER, base: "./", build: { outDir }, logLevel: "error" });
}

/** The steps by name; each throws if the page does not show what it must. */
const steps = {
  async "a run with its live timeline"(page) {
    await page.click("#start");
    await page.waitForSelector("#timeline li");
    if (await page.textContent("#result")) throw new Error("the events came with the result");
    await page.waitForFunction(() => document.getElementById("result").textContent.startsWith("completed"));
    const events = await page.locator("#timeline li").count();
    if (events < 4) throw new Error(`${events} events`);
  },

  async "the text of a model"(page) {
    await page.click("#stream");
    await page.waitForFunction(() => document.getElementById("text").textContent.trim().split(/\s+/).length > 3);
  },

  async "an image for a model"(page) {
    await page.setInputFiles("#image", { name: "pixel.png", mimeType: "image/png", buffer: IMAGE });
    await page.click("#upload");
    await page.waitForFunction(() => document.getElementById("prediction").textContent.length > 1);
  },

  async "a run that is cancelled"(page) {
    await page.click("#start");
    await page.waitForSelector("#cancel:enabled");
    await page.click("#cancel");
    await page.waitForFunction(() => document.getElementById("result").textContent.startsWith("cancelled"));
  },

  async "a missing key"(page) {
    await page.fill("#key", "");
    await page.click("#start");
    await page.waitForFunction(() => document.getElementById("problem").textContent !== "");
  },
};

/** Uses the page; returns the result in the form of `runAll`. */
export async function useExample(page, base, screenshot) {
  page.setDefaultTimeout(20_000);
  await page.fill("#service", base);
  await page.fill("#key", "fly-browser");
  const failed = [];
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(page);
    } catch (error) {
      const problem = await page.textContent("#problem");
      failed.push(`${name}: ${error.message} ${problem}`);
    }
    if (name === "an image for a model" && screenshot) await page.screenshot({ path: screenshot, fullPage: true });
  }
  const total = Object.keys(steps).length;
  return { backend: "wasm", passed: total - failed.length, total, failed };
}
