// Our hand in the page. It runs in a world of its own (ApplicationWorld): the page's scripts, were there any,
// could neither see nor call it. It fills the body, changes it in place, follows the caret and answers clicks.
"use strict";
globalThis.broadsheet ??= (() => {
  const MANY = 400; // pieces; from there on what is out of sight is not laid out, so that a key costs the same
  const MARK = "data-caret";
  const sheet = new CSSStyleSheet();
  const parser = new DOMParser();
  const template = document.createElement("template");
  let slot = null;
  let blocks = []; // the nodes of each piece, in order
  let marked = null; // the element that the caret is in

  const inside = (node) => node.nodeType === 1 && slot !== null && node.contains(slot);

  // ---- changing the document in place: nodes that stay the same stay themselves, so pictures do not flicker

  function key(node) {
    if (node.nodeType !== 1) return node.nodeName;
    const own = node.dataset ?? {};
    const holds = own.slot ?? (node.querySelector("[data-slot]") ? "…" : "");
    const meta = node.getAttribute("name") ?? node.getAttribute("property") ?? node.getAttribute("rel") ?? "";
    return [node.nodeName, holds, own.field ?? "", meta].join("|");
  }

  const is_sheet = (node) => node.nodeName === "LINK" && node.rel === "stylesheet";
  const drop = (node) => is_sheet(node) || node.remove(); // of two stylesheets the newer is still on its way
  const same = (old, fresh) => !inside(old) && (old.isEqualNode(fresh) || (is_sheet(old) && is_sheet(fresh)));

  function take_attributes(old, fresh) {
    for (const { name } of [...old.attributes]) if (name !== MARK && !fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }

  function change(old, fresh) {
    if (old.nodeType !== 1) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    take_attributes(old, fresh);
    if (old !== slot) reconcile(old, [...old.childNodes], [...fresh.childNodes], null);
  }

  // Make the children `old` of `parent` (which stand before `end`) equal to `fresh`; return them as they are then.
  function reconcile(parent, old, fresh, end) {
    let head = 0;
    let tail = 0;
    while (head < old.length && head < fresh.length && same(old[head], fresh[head])) head += 1;
    const most = Math.min(old.length, fresh.length) - head;
    while (tail < most && same(old.at(-1 - tail), fresh.at(-1 - tail))) tail += 1;
    const leaving = old.slice(head, old.length - tail);
    const after = tail ? old[old.length - tail] : end;
    const middle = [];
    let next = 0;
    for (const node of fresh.slice(head, fresh.length - tail)) {
      const name = key(node);
      const found = leaving.findIndex((candidate, i) => i >= next && key(candidate) === name);
      if (found < 0) {
        parent.insertBefore(node, leaving[next] ?? after);
        middle.push(node);
        continue;
      }
      for (; next < found; next += 1) drop(leaving[next]);
      change(leaving[next], node);
      middle.push(leaving[next]);
      next += 1;
    }
    for (; next < leaving.length; next += 1) drop(leaving[next]);
    return [...old.slice(0, head), ...middle, ...(tail ? old.slice(-tail) : [])];
  }

  // ---- the body

  function nodes_of(html) {
    template.innerHTML = html;
    const nodes = [...template.content.childNodes].filter((node) => node.nodeType !== 3 || node.data.trim());
    template.replaceChildren();
    return nodes;
  }

  function node_from(index) {
    for (; index < blocks.length; index += 1) if (blocks[index].length) return blocks[index][0];
    return null;
  }

  function splice(first, removed, pieces) {
    const lists = pieces.map(nodes_of);
    const end = node_from(first + removed);
    const kept = reconcile(slot, blocks.slice(first, first + removed).flat(), lists.flat(), end);
    let start = 0;
    const fresh = lists.map((list) => kept.slice(start, (start += list.length)));
    blocks.splice(first, removed, ...fresh);
    spare();
  }

  function spare() {
    const many = blocks.length >= MANY;
    if (slot.hasAttribute("data-many") !== many) slot.toggleAttribute("data-many", many);
  }

  function take_frame(html) {
    const fresh = parser.parseFromString(html, "text/html");
    const old = slot;
    change(document.documentElement, fresh.documentElement);
    slot = document.querySelector("[data-slot=body]");
    if (slot !== null && slot !== old) {
      slot.replaceChildren(...old.childNodes);
      spare();
    }
  }

  // ---- what the reader sees stays where it is, whatever happens above it

  function steady(work) {
    const seen = scrollY > 0 ? document.elementFromPoint(innerWidth / 2, 1) : null;
    let anchor = seen;
    while (anchor !== null && anchor.parentNode !== slot && anchor.parentElement !== document.body) {
      anchor = anchor.parentElement;
    }
    const top = anchor?.getBoundingClientRect().top ?? 0;
    work();
    if (anchor === null || !anchor.isConnected) return;
    const moved = anchor.getBoundingClientRect().top - top;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }

  // ---- following the caret

  function mark(element) {
    if (marked === element) return;
    marked?.removeAttribute(MARK);
    element?.setAttribute(MARK, "");
    marked = element;
  }

  function bring(element, share, again = 2) {
    const box = element.getBoundingClientRect();
    const y = box.top + box.height * share;
    const margin = Math.min(48, innerHeight / 8);
    const sees_all = box.top >= 0 && box.bottom <= innerHeight;
    if (sees_all || (y >= margin && y <= innerHeight - margin)) return;
    scrollBy({ top: y - innerHeight * 0.36, behavior: "instant" });
    // What was out of sight had an estimated height until now.
    if (again) requestAnimationFrame(() => bring(element, share, again - 1));
  }

  function element_at(target) {
    if (target === null) return null;
    if (target.field !== undefined) {
      for (let name = target.field; name; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
        const found = document.querySelector(`[data-field="${CSS.escape(name)}"]`);
        if (found) return found;
      }
      return null;
    }
    for (let i = Math.min(target.piece, blocks.length - 1); i >= 0; i -= 1) {
      const found = blocks[i].find((node) => node.nodeType === 1);
      if (found) return found;
    }
    return null;
  }

  function follow(target) {
    const element = element_at(target);
    mark(element);
    if (element) bring(element, target.share ?? 0);
  }

  // ---- answering clicks

  const INLINE = new Set("A ABBR B BDI BDO CITE CODE DEL DFN EM I INS KBD MARK Q S SAMP SMALL SPAN STRONG SUB SUP TIME U VAR".split(" "));
  const FOREIGN = ".dateline, .end-mark"; // words in the body that another field holds

  // The text of nodes as one string, a line break where a box begins or ends, and the offset of a point in it.
  function text_of(nodes, container, offset) {
    let text = "";
    let at = -1;
    const visit = (node) => {
      if (node === container && node.nodeType === 3) at = text.length + offset;
      if (node.nodeType === 3) text += node.data;
      if (node.nodeType !== 1 || node.matches(FOREIGN)) return;
      const box = !INLINE.has(node.nodeName);
      if (box) text += "\n";
      [...node.childNodes].forEach((child, i) => {
        if (node === container && i === offset) at = text.length;
        visit(child);
      });
      if (node === container && at < 0) at = text.length;
      if (box) text += "\n";
    };
    nodes.forEach(visit);
    return { text, offset: at };
  }

  function field_of(element) {
    const foreign = element.closest(FOREIGN);
    const named = element.closest("[data-field]");
    if (foreign && !(named && foreign.contains(named))) return [foreign, foreign.matches(".dateline") ? "dateline" : "end_mark"];
    return named ? [named, named.dataset.field] : [null, ""];
  }

  function at(x, y) {
    const element = document.elementFromPoint(x, y);
    if (element === null) return null;
    const link = element.closest("a[href]")?.href ?? "";
    const caret = document.caretRangeFromPoint(x, y);
    const [container, offset] = caret ? [caret.startContainer, caret.startOffset] : [null, 0];
    const [owner, field] = field_of(element);
    if (owner && !(owner.contains(slot) && slot.contains(element))) {
      return { link, field, ...text_of([owner], container, offset) };
    }
    if (slot === null || !slot.contains(element)) return { link, field: "", text: "", offset: -1 };
    let top = element;
    while (top.parentNode !== slot && top !== slot) top = top.parentNode;
    const piece = top === slot ? nearest(y) : blocks.findIndex((nodes) => nodes.includes(top));
    if (piece < 0) return { link, field: "", text: "", offset: -1 };
    return { link, field: "body", piece, ...text_of(blocks[piece], container, offset) };
  }

  // The piece that a click between two of them means: the last one that begins above it.
  function nearest(y) {
    let found = blocks.length ? 0 : -1;
    blocks.forEach((nodes, i) => {
      const element = nodes.find((node) => node.nodeType === 1);
      if (element && element.getBoundingClientRect().top <= y) found = i;
    });
    return found;
  }

  // ---- the sheet that is ours: constructed, so neither the page's policy nor its stylesheet has to know of it

  function rules(dark) {
    const tint = `color-mix(in srgb, ${dark ? "#ffffff" : "#000000"} 4%, transparent)`;
    return `
      :root { color-scheme: ${dark ? "dark" : "light"} !important; }
      [${MARK}] { box-shadow: inset 0 0 0 100vmax ${tint}, 0 0 0 6px ${tint} !important; }
      :where([${MARK}]) { border-radius: 3px; }
      @media print { [${MARK}] { box-shadow: none !important; } }
      [data-slot=body][data-many] > * { content-visibility: auto; contain-intrinsic-block-size: auto 7em; }`;
  }

  function shade(dark, href) {
    sheet.replaceSync(rules(dark));
    const old = document.querySelector("link[rel=stylesheet]");
    if (old === null || !href) return;
    const fresh = old.cloneNode();
    fresh.href = href;
    fresh.addEventListener("load", () => old.remove(), { once: true });
    old.after(fresh);
  }

  // ---- the calls

  // Take the page over as it was served: each piece of the body ends with an empty comment.
  function adopt() {
    sheet.replaceSync(rules(location.search === "?dark"));
    document.adoptedStyleSheets = [sheet];
    slot = document.querySelector("[data-slot=body]");
    if (slot === null) return;
    let piece = [];
    for (const node of [...slot.childNodes]) {
      if (node.nodeType === 1 || node.data.trim()) piece.push(node);
      else node.remove();
      if (node.nodeType === 8) piece = void blocks.push(piece) ?? [];
    }
    spare();
  }

  // The first word after loading: what has changed since the page was served, the caret, and where the reader was.
  function begin(pieces, frame, target, resume) {
    if (pieces !== null) patch(0, blocks.length, pieces, frame);
    mark(element_at(target));
    if (resume === null) return;
    const element = resume.piece < 0 ? null : element_at(resume);
    scrollTo({ top: element ? scrollY + element.getBoundingClientRect().top - resume.top : resume.top, behavior: "instant" });
  }

  function patch(first, removed, pieces, frame, target) {
    steady(() => {
      if (frame !== null) take_frame(frame);
      if (slot !== null && (removed || pieces.length)) splice(first, removed, pieces);
    });
    if (target !== undefined) follow(target);
  }

  // What the reader sees at the top: a piece and where it begins, or how far the page is scrolled (piece -1).
  function where() {
    let seen = scrollY > 0 ? document.elementFromPoint(innerWidth / 2, 1) : null;
    while (seen !== null && seen.parentNode !== slot) seen = seen.parentElement;
    const piece = seen === null ? -1 : blocks.findIndex((nodes) => nodes.includes(seen));
    return piece < 0 ? { piece, top: scrollY } : { piece, top: seen.getBoundingClientRect().top };
  }

  adopt();
  // Objects do not come through to Qt from this world; text does.
  const told = (question) => (...given) => JSON.stringify(question(...given));
  return { begin, patch, follow, shade, at: told(at), where: told(where) };
})();
