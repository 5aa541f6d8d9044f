// Answers a reviewer's page in Chromium with the keyboard alone, and tells what the page saved and what axe-core finds.
// node answers.cjs CHROMIUM PAGE FOLDER ; saves the answer in FOLDER and prints one JSON object.
const { readFileSync } = require("node:fs");
const { pathToFileURL } = require("node:url");
const path = require("node:path");
const { chromium } = require("playwright-core");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const [, , executablePath, file, folder] = process.argv;
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const OPTIONS = { resultTypes: ["violations"] };

(async () => {
  const browser = await chromium.launch({ executablePath, args });
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1200, height: 900 } });
  const page = await context.newPage();
  const fetched = [];
  const errors = [];
  page.on("request", (request) => fetched.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") errors.push(message.text()); });
  await page.goto(pathToFileURL(file).href);
  const requests = fetched.length;

  const active = () => page.evaluate(() => {
    const element = document.activeElement;
    const ring = getComputedStyle(element);
    return { id: element.id, visible: ring.outlineStyle !== "none" || ring.outlineWidth !== "0px" };
  });
  const invisible = [];
  // Go on with the Tab key until the place is reached.
  const tabTo = async (id) => {
    for (let step = 0; step < 3000; step += 1) {
      await page.keyboard.press("Tab");
      const here = await active();
      if (here.id && !here.visible) invisible.push(here.id);
      if (here.id === id) return;
    }
    throw new Error(`the Tab key never comes to ${id}`);
  };
  const press = async (key, times = 1) => { for (let n = 0; n < times; n += 1) await page.keyboard.press(key); };

  await page.keyboard.press("Tab");
  const skip = await page.evaluate(() => document.activeElement.textContent);
  const keys = await page.evaluate(() => [...document.querySelectorAll("[data-clause]")].map((one) => one.dataset.clause));
  await tabTo("namn");
  await press("Control+a");
  await page.keyboard.type("Nils Exempelsson");
  await tabTo(`s-${keys[0]}-none`);
  await press("ArrowDown");
  await tabTo(`s-${keys[1]}-none`);
  await press("ArrowDown", 2);
  await tabTo(`l-${keys[1]}`);
  await press("Control+End");
  await page.keyboard.type(" Tillagt med tangentbordet.");
  await tabTo(`k-${keys[1]}`);
  await page.keyboard.type("Det blir tydligare så.");
  if (keys[2]) await tabTo(`s-${keys[2]}-none`);
  if (keys[2]) await press("ArrowDown", 3);
  await tabTo("helhet");
  await page.keyboard.type("Bra i stort.");
  await tabTo("spara");
  const waiting = page.waitForEvent("download");
  await press("Enter");
  const download = await waiting;
  const name = download.suggestedFilename();
  await download.saveAs(path.join(folder, name));
  const status = await page.evaluate(() => document.getElementById("lage").textContent);

  // What was saved can be read in again, into a fresh page.
  const again = await context.newPage();
  await again.goto(pathToFileURL(file).href);
  await again.setInputFiles("#las", path.join(folder, name));
  await again.waitForFunction(() => document.getElementById("lage").textContent !== "");
  const restored = await again.evaluate((key) => ({
    name: document.getElementById("namn").value,
    wording: document.getElementById(`l-${key}`).value,
    shown: !document.getElementById(`l-${key}`).closest(".lydelse").hidden,
    status: document.getElementById("lage").textContent,
  }), keys[1]);

  await page.evaluate(axe).catch(() => {});
  const violations = [];
  for (const width of [1200, 320]) {
    await page.setViewportSize({ width, height: 800 });
    const found = await page.evaluate((options) => globalThis.axe.run(options), OPTIONS);
    violations.push(...found.violations.map((rule) => [rule.id, ...rule.nodes.map((node) => node.html)].join(" ")));
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  console.log(JSON.stringify({ skip, keys, name, status, restored, violations, wide, requests, errors, invisible }));
  await browser.close();
})();
