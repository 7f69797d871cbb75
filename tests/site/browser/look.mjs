// Looks at built sites in one browser, started once: `node look.mjs FOLDER_OF_JUDGES < job.json > found.json`.
//
// The job: `sites` have a `name`, a `folder` and `pages` with a `path` and whether they are looked at `closely`, and
// by axe in the `dark`, too;
// `faults` have a `name`, a `site`, a `page`, `edits` ([file, text, other text]) and the `check` that is to find them;
// `pictures`, where it is given, is a list of what to show: `site`, `page`, `width`, `scale`, `features` and `medium`,
// the `file` to write, and the one that it is to be `like`.
// What is found: `found`, a list of [site, page, check, what]; `faults`, what the named check found of each;
// `looked`, how often each check was made; `papers`, the sheets that each page takes; `differing`, what part of each
// picture is not as it is to be.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const judges = process.argv[2];
const require = createRequire(join(judges, 'package.json'));
const load = async (name) => await import(pathToFileURL(require.resolve(name)));
const ORIGIN = 'https://rus.example.se'; // which the sites are told that they have; nobody is asked
const KINDS = { '.html': 'text/html', '.css': 'text/css', '.ics': 'text/calendar', '.svg': 'image/svg+xml' };
const own = readFileSync(new URL('own.js', import.meta.url), 'utf8');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const wide = { width: 1280, height: 900, deviceScaleFactor: 1 };
const narrow = { width: 320, height: 640, deviceScaleFactor: 1 };

const job = JSON.parse(readFileSync(0, 'utf8'));
const result = { found: [], faults: {}, looked: {}, papers: {}, differing: {} };
const home = mkdtempSync(join(tmpdir(), 'browser-'));
const { default: puppeteer } = await load('puppeteer-core');
const browser = await puppeteer.launch({
  executablePath: join(judges, 'browser', 'chromium'),
  headless: 'shell',
  userDataDir: join(home, 'user'),
  args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--force-color-profile=srgb', '--lang=sv'],
  env: {
    HOME: home,
    FONTCONFIG_FILE: join(judges, 'browser', 'fonts', 'fonts.conf'),
    LD_LIBRARY_PATH: join(judges, 'browser', 'al2023', 'lib'),
  },
});
const version = await browser.version();

const page = await browser.newPage();
const protocol = await page.createCDPSession();
let site; // that is served
let edits = []; // of what is served: [file, text, other text]
let heard = []; // what went on while the page was open: [check, what]
let asked = [];

// The file that an address of the site is of; what cannot be read is a file that is not there.
const file_of = (url) => {
  try {
    return decodeURIComponent(url.pathname).replace(/^\//, '').replace(/(^|\/)$/, '$1index.html');
  } catch {
    return `${url.pathname} cannot be read`;
  }
};

const serve = async (request) => {
  const url = new URL(request.url());
  if (url.protocol === 'data:') return request.continue();
  asked.push(url.pathname);
  if (url.origin !== ORIGIN) {
    heard.push(['elsewhere', `${url.href} is asked for`]);
    return request.abort();
  }
  const name = file_of(url);
  if (!existsSync(join(site.folder, name))) {
    heard.push(['elsewhere', `${url.pathname} is asked for, and is not there`]);
    return request.respond({ status: 404, contentType: 'text/plain', body: '' });
  }
  let body = readFileSync(join(site.folder, name));
  for (const [file, text, other] of edits) {
    if (file !== name) continue;
    if (!body.includes(text)) throw new Error(`${text} is not in ${file}, so the fault cannot be put in`);
    body = Buffer.from(body.toString('utf8').replace(text, () => other));
  }
  return request.respond({ contentType: `${KINDS[extname(name)] ?? 'application/octet-stream'}; charset=utf-8`, body });
};
await page.setRequestInterception(true);
page.setDefaultTimeout(120000); // the machine may have more to do
let failed = null; // what the looking itself could not do
page.on('request', (request) =>
  serve(request).catch((error) => {
    failed = error;
    return request.abort();
  }),
);
page.on('console', (message) => heard.push(['console', message.text()]));
page.on('pageerror', (error) => heard.push(['console', String(error)]));
page.on('dialog', (dialog) => {
  heard.push(['foreign', `a dialog opens: ${dialog.message()}`]);
  return dialog.dismiss();
});
browser.on('targetcreated', () => heard.push(['foreign', 'another window opens']));
await page.evaluateOnNewDocument(`${own}\nglobalThis.look = look;`);

// Media as a reader sets them; what is not named is as the browser has it.
const media = (features = {}, medium = '') =>
  protocol.send('Emulation.setEmulatedMedia', {
    media: medium,
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });
const dark = { 'prefers-color-scheme': 'dark' };
const bright = { 'prefers-color-scheme': 'light' };
const size = async (how) => {
  await page.setViewport(how);
};
const open = async (path) => {
  asked = [];
  try {
    await page.goto(`${ORIGIN}/${path}`, { waitUntil: 'load' });
  } finally {
    if (failed) throw failed;
  }
};
const inside = (name) => page.evaluate((one) => globalThis.look[one](), name);

// What axe finds; `about` are the rules asked for, all where none is named. Best practices of axe's own are asked, too.
const by_axe = async (about = []) => {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe); // which the page's policy does not stop
  return await page.evaluate(async (rules) => {
    const options = { selectors: false, resultTypes: ['violations'] };
    if (rules.length) options.runOnly = { type: 'rule', values: rules };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`));
  }, about);
};

const { HtmlValidate } = await load('html-validate');
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: job.rules,
});
const by_html_validate = async (text) => {
  const report = await validator.validateString(text);
  return report.results.flatMap((one) => one.messages.map((said) => `${said.ruleId}, line ${said.line}: ${said.message}`));
};

// Goes through the page with the Tab key: all is reached once, in its order, and it can be seen where one is.
const by_keyboard = async () => {
  const found = [];
  for (let step = 0; ; step += 1) {
    await page.keyboard.press('Tab');
    const { at, of, faults } = await inside('focus');
    found.push(...faults);
    if (at === -1 || step > of) {
      if (step !== of) found.push(`after ${step} steps of ${of} nothing has the focus`);
      break;
    }
    if (at !== step) found.push(`step ${step} leads to number ${at}`);
  }
  return found;
};

const by_skipping = async () => {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const there = await page.evaluate(() => location.hash.length > 1 && document.querySelector(location.hash)?.localName);
  return there === 'main' ? [] : [`the first link leads to ${there}, and not to what the page is about`];
};

// Gives a PDF, and says what of it is not as it should be.
const on_paper = async () => {
  const octets = Buffer.from(await page.pdf({ preferCSSPageSize: true, tagged: true }));
  const text = octets.toString('latin1');
  const sheets = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  const found = ['/StructTreeRoot', '/Lang', '/Title'].filter((one) => !text.includes(one)).map((one) => `no ${one}`);
  const [box] = text.match(/\/MediaBox\s*\[[^\]]*\]/) ?? [''];
  const [, , across, down] = box.match(/[\d.]+/g)?.map(Number) ?? [];
  if (Math.abs(across - 595) > 2 || Math.abs(down - 842) > 2) found.push(`a sheet is ${across} × ${down} points`);
  return { octets, sheets, found };
};

const note = (path, check, found) => {
  result.looked[check] = (result.looked[check] ?? 0) + 1;
  for (const what of found) result.found.push([site.name, path, check, what]);
};
const listen = (path) => {
  for (const [check, what] of heard) result.found.push([site.name, path, check, what]);
  heard = [];
};

const everyPage = ['faint', 'faintMarks', 'tooWide', 'tooSmall', 'links', 'tables', 'drawings', 'days', 'foreign'];
const targets = new Map();

const look_at = async ({ path, closely, dark: also }) => {
  await media(bright);
  await size(wide);
  await open(path);
  note(path, 'html-validate', await by_html_validate(readFileSync(join(site.folder, path), 'utf8')));
  // The page, its sheet and its logo.
  note(path, 'requests', asked.length > 3 ? [`asks for ${asked.join(', ')}`] : []);
  for (const check of everyPage) note(path, check, await inside(check));
  note(path, 'axe', await by_axe());
  targets.set(path, await inside('targets'));
  await media(dark);
  if (also) note(path, 'axe, dark', await by_axe(['color-contrast', 'link-in-text-block'])); // which see colours
  for (const check of ['faint', 'faintMarks']) note(path, `${check}, dark`, await inside(check));
  await media(bright);
  await size(narrow);
  for (const check of ['tooWide', 'tooSmall', 'drawings']) note(path, `${check}, 320 px`, await inside(check));
  note(path, 'tooWide, text spacing', await by_spacing());
  if (closely) await look_closely(path);
  else if (/^(en\/)?index\.html$/.test(path)) await print(path);
  listen(path);
};

const look_closely = async (path) => {
  note(path, 'axe, 320 px', await by_axe());
  note(path, 'torn, 320 px', await inside('torn'));
  await size({ width: 320, height: 256, deviceScaleFactor: 4 }); // 1280 × 1024 at 400 %
  note(path, 'tooWide, 400 %', await inside('tooWide'));
  note(path, 'keyboard, 400 %', await by_keyboard());
  await size({ ...wide, width: 640 });
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  note(path, 'tooWide, text 200 %', await inside('tooWide'));
  await page.evaluate(() => document.documentElement.removeAttribute('style'));
  await size(wide);
  await page.evaluate(() => document.activeElement.blur());
  note(path, 'keyboard', await by_keyboard());
  await media({ 'prefers-reduced-motion': 'reduce' });
  note(path, 'moving, reduced motion', await inside('moving'));
  for (const scheme of ['light', 'dark']) {
    await media({ 'forced-colors': 'active', 'prefers-color-scheme': scheme });
    for (const check of ['faint', 'faintMarks', 'halo']) {
      note(path, `${check}, forced colours, ${scheme}`, await inside(check));
    }
  }
  note(path, 'axe, forced colours', await by_axe());
  await page.evaluate(() => document.activeElement.blur());
  note(path, 'keyboard, forced colours', await by_keyboard());
  note(path, 'skip link', await by_skipping());
  await media(dark, 'print'); // somebody who reads in the dark prints on white paper all the same
  await size({ ...wide, width: 680 }); // a sheet of A4 less its margins
  for (const check of ['printed', 'faint', 'faintMarks', 'tooWide']) note(path, `${check}, print`, await inside(check));
  await print(path);
};

const print = async (path) => {
  await media(bright);
  await size(wide);
  const { sheets, found } = await on_paper();
  result.papers[`${site.name}/${path}`] = sheets;
  note(path, 'paper', found);
};

// The spacing of text that readers may set (WCAG 1.4.12).
const by_spacing = async () => {
  const every = '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}';
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, `${every}p{margin-bottom:2em!important}`);
  const found = await inside('tooWide');
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return found;
};

// Every link leads to a file of the site, and to an id that its page has.
const follow = () => {
  const texts = new Map();
  const text_of = (name) => {
    if (!texts.has(name)) texts.set(name, readFileSync(join(site.folder, name), 'utf8'));
    return texts.get(name);
  };
  for (const [path, links] of targets) {
    const found = [];
    for (const link of new Set(links)) {
      const url = new URL(link);
      if (url.origin !== ORIGIN && !link.startsWith(ORIGIN.replace('https', 'webcal'))) continue;
      const name = file_of(url);
      const part = url.hash.slice(1);
      if (!existsSync(join(site.folder, name))) found.push(`${link} leads nowhere`);
      else if (part && !text_of(name).includes(` id="${part}"`)) found.push(`${link} leads to a place that the page does not have`);
    }
    note(path, 'follow', found);
  }
  targets.clear();
};

// How a fault is looked for: the check alone, in the surroundings in which it shows.
const look_for = async (check, path) => {
  const [what, where] = check.split(', ');
  await media(where === 'dark' ? dark : where === 'forced colours' ? { 'forced-colors': 'active' } : bright);
  await size(['320 px', 'text spacing'].includes(where) ? narrow : wide);
  await open(path);
  if (where === 'text spacing') return await by_spacing();
  if (what === 'axe') return await by_axe();
  if (what === 'html-validate') {
    let text = readFileSync(join(site.folder, path), 'utf8');
    for (const [file, old, other] of edits) if (file === path) text = text.replace(old, () => other);
    return await by_html_validate(text);
  }
  if (what === 'keyboard') return await by_keyboard();
  if (what === 'console' || what === 'elsewhere') return heard.filter(([one]) => one === what).map(([, said]) => said);
  if (what === 'follow') {
    targets.set(path, await inside('targets'));
    const before = result.found.length;
    follow();
    return result.found.splice(before).map(([, , , said]) => said);
  }
  if (where === 'print') {
    await media(bright, 'print');
    await size({ ...wide, width: 680 });
  }
  return await inside(what);
};

const withAxe = await page.evaluateOnNewDocument(axe); // cheaper than sent to each page
for (site of job.sites) {
  for (const one of site.pages) await look_at(one);
  follow();
}
await page.removeScriptToEvaluateOnNewDocument(withAxe.identifier);
for (const fault of job.faults ?? []) {
  site = job.sites.find((one) => one.name === fault.site);
  edits = fault.edits;
  heard = [];
  result.faults[fault.name] = await look_for(fault.check, fault.page);
  edits = [];
}

// Pictures: taken, and where one is to be compared, what part of its dots differs, from 0 to 1.
const differing = async (files) =>
  await page.evaluate(
    async (octets) => {
      const [one, other] = await Promise.all(
        octets.map(async (text) => {
          const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
          const area = new OffscreenCanvas(image.width, image.height).getContext('2d');
          area.drawImage(image, 0, 0);
          return area.getImageData(0, 0, image.width, image.height);
        }),
      );
      if (one.width !== other.width || one.height !== other.height) return 1;
      let count = 0;
      for (let at = 0; at < one.data.length; at += 4) {
        if ([0, 1, 2].some((part) => Math.abs(one.data[at + part] - other.data[at + part]) > 24)) count += 1;
      }
      return count / (one.width * one.height);
    },
    files.map((file) => readFileSync(file).toString('base64')),
  );
for (const { site: name, page: path, file, like, width, scale, features, medium } of job.pictures ?? []) {
  site = job.sites.find((one) => one.name === name);
  await media({ ...bright, ...features }, medium);
  await size({ ...wide, width, deviceScaleFactor: scale });
  await open(path);
  writeFileSync(file, await page.screenshot({ fullPage: true }));
  if (like && existsSync(like)) {
    await page.goto('about:blank');
    result.differing[file] = await differing([file, like]);
  }
}

await browser.close();
rmSync(home, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ ...result, version }));
