// What is looked for inside a page, since no checker finds it. Put into each page by look.mjs as `look`;
// each function gives what is wrong, in words, and nothing where all is well.
const look = {};

{
  const WORDLESS = /^(här|klicka här|läs mer|mer|länk|here|click here|read more|more|link)$/i;
  const SHAPES = 'circle, rect, path, polygon, polyline, line, ellipse';
  const LEAST = 24; // px, of what is to be hit with a finger (WCAG 2.2, 2.5.8)
  const TEXT = 4.5; // contrast of text (1.4.3), and of
  const MARK = 3; // what means something (1.4.11)

  const named = (element) => {
    const words = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.localName}${element.id ? '#' + element.id : ''} "${words}"`;
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const all = (what) => [...document.querySelectorAll(what)];

  // Colours: [red, green, blue, alpha], the first three of 255.
  const colour = (text) => {
    const numbers = text.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
    if (text.startsWith('rgb')) return [...numbers.slice(0, 3), numbers[3] ?? 1];
    if (text.startsWith('color(srgb')) return [...numbers.slice(0, 3).map((one) => one * 255), numbers[3] ?? 1];
    return null; // none, or a pattern
  };
  const over = (top, ground) => [0, 1, 2].map((at) => top[at] * top[3] + ground[at] * (1 - top[3])).concat(1);
  const light = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const found = colour(getComputedStyle(one).backgroundColor);
      if (found?.[3]) layers.push(found);
      if (found?.[3] === 1) break;
    }
    if (layers.at(-1)?.[3] !== 1) layers.push([255, 255, 255, 1]);
    return layers.reduceRight((below, top) => over(top, below));
  };
  const filled = (shape, x, y) => {
    if (shape.localName === 'line') return false; // which has no face, though its ends are said to be in one
    const matrix = shape.getScreenCTM();
    const point = matrix && new DOMPoint(x, y).matrixTransform(matrix.inverse());
    return point && shape.isPointInFill?.(point);
  };
  // What lies under a part of a drawing: the last shape painted before it that covers its middle, or else the page.
  const beneath = (part) => {
    const drawing = part.ownerSVGElement;
    const box = part.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    let found = ground(drawing);
    for (const one of drawing.querySelectorAll(SHAPES)) {
      if (one === part || one.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_PRECEDING) break;
      const fill = colour(getComputedStyle(one).fill);
      if (fill?.[3] && shown(one) && filled(one, x, y)) found = over(fill, found);
    }
    return found;
  };

  // The colours that a part's text may have. In forced colours browsers differ on whether text of a drawing keeps its own.
  const inks = (one, drawn) => {
    const style = getComputedStyle(one);
    const found = [colour(drawn ? style.fill : style.color)];
    if (drawn && style.forcedColorAdjust !== 'none' && matchMedia('(forced-colors: active)').matches) {
      found.push(colour(getComputedStyle(document.body).color));
    }
    return found;
  };
  // What text stands on: its halo, where it has one, or else what lies under it.
  const beneathText = (one, drawn) => {
    const { stroke, strokeWidth } = getComputedStyle(one);
    const halo = drawn && parseFloat(strokeWidth) >= 2 && colour(stroke);
    return halo || (drawn ? beneath(one) : ground(one));
  };

  look.faint = () => {
    const found = [];
    const holders = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.data.trim()) holders.add(walker.currentNode.parentElement);
    }
    for (const one of holders) {
      if (!shown(one) || one.closest('script, title, desc')) continue;
      const drawn = one.closest('svg') !== null;
      const below = beneathText(one, drawn);
      const value = Math.min(...inks(one, drawn).map((ink) => (ink ? contrast(over(ink, below), below) : 0)));
      if (value < TEXT) found.push(`${named(one)} has a contrast of ${value.toFixed(2)}`);
    }
    return found;
  };

  // What is drawn has an edge or a face that stands out; class h is a hairline, which means nothing.
  look.faintMarks = () =>
    all('svg')
      .flatMap((drawing) => [...drawing.querySelectorAll(SHAPES)])
      .filter((one) => shown(one) && !one.closest('.h, defs, pattern, clipPath'))
      .flatMap((one) => {
        const style = getComputedStyle(one);
        const below = beneath(one);
        const both = [style.fill, style.stroke].filter((text) => !text.startsWith('url')).map(colour).filter(Boolean);
        if (!both.length) return [];
        const value = Math.max(...both.map((ink) => contrast(over(ink, below), below)));
        return value < MARK ? [`${one.localName}.${one.getAttribute('class')} has a contrast of ${value.toFixed(2)}`] : [];
      });

  // A halo is for light and dark pages: in forced colours it is a blot.
  look.halo = () =>
    all('svg text')
      .filter((one) => matchMedia('(forced-colors: active)').matches && getComputedStyle(one).stroke !== 'none')
      .map((one) => `${named(one)} has a halo`);

  look.tooWide = () => {
    const root = document.documentElement;
    const found = [];
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide in ${root.clientWidth}`);
    for (const one of all('body *')) {
      if (one.closest('svg') && one.localName !== 'svg') continue;
      const box = one.getBoundingClientRect();
      if (shown(one) && box.right > root.clientWidth + 0.5) found.push(`${named(one)} ends at ${box.right.toFixed(0)} px`);
      const style = getComputedStyle(one);
      if (/auto|scroll|hidden|clip/.test(style.overflowX + style.overflowY) && one.scrollWidth > one.clientWidth) {
        found.push(`${named(one)} has to be scrolled, or is cut off`);
      }
    }
    return found;
  };

  // Words of headings, of tables' heads and of links break where they may be broken, at a soft hyphen, and nowhere else.
  look.torn = () =>
    all('h1, h2, h3, h4, th, dt, a, .tag').filter(shown).flatMap((holder) => {
      const found = [];
      const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const text = walker.currentNode;
        for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]{4,}/gu)) {
          const range = document.createRange();
          range.setStart(text, index + 1); // where a word begins, the hyphen before it is counted as a part of it
          range.setEnd(text, index + word.length);
          const lines = new Set([...range.getClientRects()].map((box) => Math.round(box.top)));
          if (lines.size > 1) found.push(`${word} is torn`);
        }
      }
      return found;
    });

  look.tooSmall = () =>
    all('a[href], button, input, select, textarea, summary')
      .filter(shown)
      .flatMap((one) =>
        [...one.getClientRects()]
          .filter((box) => box.height < LEAST - 0.01 || box.width < LEAST - 0.01)
          .map((box) => `${named(one)} is ${box.width.toFixed(0)} × ${box.height.toFixed(0)} px`),
      );

  look.links = () => {
    const found = [];
    const own = document.documentElement.lang;
    for (const one of all('a')) {
      const words = one.textContent.trim();
      if (!words) found.push(`a link to ${one.getAttribute('href')} has no words`);
      if (WORDLESS.test(words)) found.push(`a link is called "${words}"`);
      if (!one.hasAttribute('href')) found.push(`"${words}" leads nowhere`);
      const to = new URL(one.href, location);
      if (to.origin !== location.origin || !/(\/|\.html)$/.test(to.pathname)) continue;
      const language = /^\/en\//.test(to.pathname) ? 'en' : 'sv';
      if (language === own) continue;
      if (one.hreflang !== language) found.push(`${named(one)} does not say that it leads to ${language}`);
      if (one.closest('[lang]').lang !== language) found.push(`${named(one)} does not say that its words are ${language}`);
    }
    for (const one of all('[hreflang]')) {
      if (!['sv', 'en', 'x-default'].includes(one.hreflang)) found.push(`${named(one)} has hreflang ${one.hreflang}`);
    }
    return found;
  };

  look.tables = () =>
    all('table').flatMap((table) => {
      const found = [];
      if (!table.querySelector('thead th[scope=col]')) found.push(`${named(table)} has no heads of columns`);
      for (const row of table.querySelectorAll('tbody tr')) {
        if (!row.querySelector('th[scope=row]')) found.push(`${named(row)} has no head`);
      }
      for (const [what, display] of [['table', 'table'], ['tr', 'table-row'], ['th, td', 'table-cell']]) {
        for (const one of what === 'table' ? [table] : table.querySelectorAll(what)) {
          const is = getComputedStyle(one).display;
          if (is !== display) found.push(`${named(one)} is shown as ${is}, and is no part of a table any more`);
        }
      }
      return found;
    });

  look.drawings = () => {
    const ids = all('[id]').map((one) => one.id);
    return all('svg').flatMap((drawing) => {
      const found = [];
      const by = (drawing.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
      const parts = by.map((id) => document.getElementById(id));
      if (drawing.getAttribute('role') !== 'img') found.push('a drawing is no img');
      for (const [what, place] of [['title', 0], ['desc', 1]]) {
        const part = parts[place];
        if (part?.localName !== what || !drawing.contains(part) || !part.textContent.trim()) {
          found.push(`a drawing has no ${what} that names it`);
        }
      }
      for (const id of by) if (ids.filter((one) => one === id).length !== 1) found.push(`id ${id} is there twice`);
      const beside = drawing.closest('section, .two, main');
      if (![...(beside?.querySelectorAll('table') ?? [])].some(shown)) found.push(`${named(drawing)} has no table beside it`);
      const frame = drawing.getBoundingClientRect();
      const texts = [...drawing.querySelectorAll('text')].map((text) => [text, text.getBoundingClientRect()]);
      for (const [at, [text, box]] of texts.entries()) {
        for (const [other, its] of texts.slice(at + 1)) {
          const across = Math.min(box.right, its.right) - Math.max(box.left, its.left);
          const down = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
          if (across > 2 && down > box.height / 3) found.push(`${named(text)} lies on ${named(other)}`);
        }
        const out = [frame.x - box.x, frame.y - box.y, box.right - frame.right, box.bottom - frame.bottom];
        if (Math.max(...out) > 1) found.push(`${named(text)} is cut off by the edge, by ${Math.max(...out).toFixed(0)} px`);
        if (box.height && parseFloat(getComputedStyle(text).fontSize) * drawing.getScreenCTM().a < 9) {
          found.push(`${named(text)} is too small to read`);
        }
      }
      return found;
    });
  };

  look.days = () =>
    all('time').flatMap((one) => {
      const [day] = one.dateTime.match(/^\d{4}-\d{2}-\d{2}/) ?? [];
      const is = day && new Date(`${day}T00:00:00Z`);
      return is && !Number.isNaN(is.valueOf()) && is.toISOString().startsWith(day) ? [] : [`${one.dateTime} is no day`];
    });

  // Nothing runs, and nothing that people wrote has become a part of the page.
  look.foreign = () => {
    const found = all('script:not([type="application/ld+json"]), style, iframe, object, embed, form, base, marquee')
      .concat(all('[style], [onclick], [onerror], [onload], [srcdoc], [data-canary], meta[http-equiv=refresh]'))
      .map((one) => `${named(one)} is on the page`);
    for (const one of all('img')) {
      const own = new URL(one.src, location).origin === location.origin;
      if (!own || !one.alt || !one.naturalWidth) found.push(`a picture ${one.getAttribute('src')} "${one.alt}" is on the page`);
    }
    for (const one of all('a, area')) {
      if (!/^(https?|mailto|webcal|tel):$/.test(one.protocol)) found.push(`${named(one)} leads to ${one.protocol}`);
    }
    for (const one of all('script')) {
      try {
        JSON.parse(one.textContent);
      } catch (error) {
        found.push(`data that cannot be read: ${error.message}`);
      }
    }
    if ('canary' in window) found.push('what people wrote has run');
    if (document.cookie || localStorage.length || sessionStorage.length) found.push('something is stored');
    return found;
  };

  look.moving = () =>
    document
      .getAnimations()
      .map((one) => `${named(one.effect.target)} moves`)
      .concat(
        all('*')
          .filter((one) => {
            const style = getComputedStyle(one);
            return /[1-9]/.test(style.transitionDuration + style.animationDuration) || style.scrollBehavior === 'smooth';
          })
          .map((one) => `${named(one)} moves`),
      );

  // On paper: black on white, and nothing that is to be clicked alone.
  look.printed = () => {
    const found = all('nav, .skip, .language').filter(shown).map((one) => `${named(one)} is printed`);
    const white = ground(document.body).slice(0, 3).join();
    if (white !== '255,255,255') found.push(`paper is rgb(${white})`);
    for (const one of all('main *, .band, .band *')) {
      const below = ground(one);
      if (shown(one) && !one.closest('svg') && light(below) < 0.8) found.push(`${named(one)} is printed on a dark ground`);
    }
    for (const one of all('main a')) {
      for (const part of ['::before', '::after']) {
        const words = getComputedStyle(one, part).content;
        if (one.closest('table') && !['none', 'normal', '""'].includes(words)) found.push(`${named(one)} has its address in a table`);
      }
    }
    if (!all('thead').every((one) => getComputedStyle(one).display === 'table-header-group')) found.push('heads do not repeat');
    return found;
  };

  // What has the focus now: where it stands among all that can have it, and whether that can be seen.
  const reached = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
  look.focus = () => {
    const one = document.activeElement;
    const every = all(reached).filter((other) => other.checkVisibility());
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]; // the part that is in sight
    const at = [box.x + box.width / 2, (top + bottom) / 2];
    const faults = [];
    if (one !== document.body) {
      if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faults.push(`${named(one)} shows no focus`);
      else {
        const value = contrast(colour(style.outlineColor), ground(one.parentElement));
        if (value < MARK) faults.push(`${named(one)}: its focus has a contrast of ${value.toFixed(2)}`);
      }
      if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) {
        faults.push(`${named(one)} has the focus and is out of sight`);
      } else if (!one.contains(document.elementFromPoint(...at))) faults.push(`${named(one)} has the focus and is covered`);
    }
    return { at: every.indexOf(one), of: every.length, faults };
  };

  look.targets = () => all('a[href], link[href]').map((one) => new URL(one.href, location).href);
}
