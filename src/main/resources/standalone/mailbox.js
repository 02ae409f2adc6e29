'use strict';

const byId = id => document.getElementById(id);
const LANG = document.documentElement.lang;
const T = JSON.parse(byId('words').textContent);
const OWN = navigator.languages.find(language => language.slice(0, 2) === LANG.slice(0, 2)) || LANG;
const API = 'mailbox/api/mails';
const PAGE = 100;
const EVERY = 1000;
const shortTime = new Intl.DateTimeFormat(OWN, {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'});
const shortDate = new Intl.DateTimeFormat(OWN, {month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});
const fullDate = new Intl.DateTimeFormat(OWN, {dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23'});

const state = {mailbox: null, newest: 0, mails: [], cursor: -1, open: null, view: 'html', read: new Set(), query: '', turn: 0};

function number(n) {
  return new Intl.NumberFormat(OWN).format(n);
}

function count(n) {
  return n === 1 ? T['page.count.one'].replace('{0}', 1) : T['page.count.other'].replace('{0}', number(n));
}

/** Makes an element. Children are texts or elements, so whatever a mail says stays text. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

async function ask(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) {
    throw Object.assign(new Error(answer.statusText), {status: answer.status});
  }
  return answer;
}

async function mails(parameters) {
  const answer = await ask(`${API}?${new URLSearchParams({q: state.query, limit: PAGE, ...parameters})}`);
  return answer.json();
}

function when(text) {
  const instant = new Date(text);
  return instant.toDateString() === new Date().toDateString() ? shortTime.format(instant) : shortDate.format(instant);
}

function chips(mail) {
  const kind = mail.kind && make('span', {class: 'chip kind'}, T[`kind.${mail.kind}`] || mail.kind);
  const level = mail.level && make('span', {class: 'chip level'}, T[`level.${mail.level}`] || mail.level);
  if (level && ['BLUE', 'YELLOW', 'RED'].includes(mail.level)) {
    level.classList.add(mail.level);
  }
  const tasks = mail.tasks.length > 1 && make('span', {class: 'chip'}, `${T['page.tasks']} × ${number(mail.tasks.length)}`);
  return [level, kind, tasks].filter(Boolean);
}

function row(mail, isNew) {
  const item = make('li', {'data-id': mail.id},
    make('a', {href: `#${mail.id}`, tabindex: '-1'},
      make('span', {class: 'to'}, mail.recipients.join(', ')),
      make('time', {datetime: new Date(mail.receivedAt).toISOString(), title: fullDate.format(new Date(mail.receivedAt))}, when(mail.receivedAt)),
      make('span', {class: 'subject'}, mail.subject || T['page.no-subject']),
      make('span', {class: 'chips'}, ...chips(mail))));
  item.classList.toggle('unread', !state.read.has(mail.id));
  item.classList.toggle('new', isNew);
  item.classList.toggle('open', state.open === mail.id);
  return item;
}

function showList() {
  byId('mails').replaceChildren(...state.mails.map(mail => row(mail, false)));
  showEmpty();
  showCursor(true);
}

function showEmpty() {
  const empty = byId('empty');
  empty.hidden = state.mails.length > 0;
  byId('mails').hidden = !empty.hidden;
  if (!empty.hidden) {
    const [title, text] = state.query ? [T['page.none-title'], `${T['page.none-text']} “${state.query}”`] : [T['page.empty-title'], T['page.empty-text']];
    empty.replaceChildren(make('strong', {}, title), text);
  }
}

function showCursor(scroll) {
  [...byId('mails').children].forEach((item, index) => item.classList.toggle('cursor', index === state.cursor));
  if (scroll && state.cursor >= 0) {
    byId('mails').children[state.cursor].scrollIntoView({block: 'nearest'});
  }
}

function showLive(answer) {
  byId('live').classList.toggle('lost', !answer);
  const text = answer ? count(answer.total) : T['page.lost'];
  if (byId('live-text').textContent !== text) {
    byId('live-text').textContent = text;
  }
  document.title = `${answer && answer.total ? `(${number(answer.total)}) ` : ''}${T['page.mailbox']} · Duban`;
}

async function load() {
  const turn = ++state.turn;
  const answer = await mails({});
  if (turn !== state.turn) {
    return;
  }
  const cursor = answer.mails.findIndex(mail => mail.id === state.open);
  Object.assign(state, {mailbox: answer.mailbox, newest: answer.newest, mails: answer.mails, cursor});
  byId('more').hidden = answer.mails.length < PAGE;
  showLive(answer);
  showList();
}

async function loadOlder() {
  const last = state.mails[state.mails.length - 1];
  const answer = await mails({before: last.id});
  state.mails.push(...answer.mails);
  byId('more').hidden = answer.mails.length < PAGE;
  byId('mails').append(...answer.mails.map(mail => row(mail, false)));
}

async function loadNew() {
  const turn = state.turn;
  const answer = await mails({after: state.newest, limit: 1000});
  if (turn !== state.turn) {
    return;
  }
  if (answer.mailbox !== state.mailbox || answer.total < state.mails.length) {
    await load();
    return;
  }
  showLive(answer);
  const fresh = answer.mails.filter(mail => mail.id > state.newest).reverse();
  state.newest = Math.max(answer.mails.length === 1000 ? fresh[0].id : answer.newest, state.newest);
  if (fresh.length > 0) {
    state.mails.unshift(...fresh);
    state.cursor += state.cursor >= 0 ? fresh.length : 0;
    byId('mails').prepend(...fresh.map(mail => row(mail, true)));
    showEmpty();
  }
}

async function watch() {
  try {
    if (state.mailbox === null) {
      await load();
    } else if (!document.hidden) {
      await loadNew();
    }
  } catch (error) {
    showLive(null);
  }
  setTimeout(watch, EVERY);
}

async function open(id) {
  state.open = id;
  state.read.add(id);
  for (const item of byId('mails').children) {
    const chosen = Number(item.dataset.id) === id;
    item.classList.toggle('open', chosen);
    item.classList.toggle('unread', !state.read.has(Number(item.dataset.id)));
  }
  const index = state.mails.findIndex(mail => mail.id === id);
  state.cursor = index >= 0 ? index : state.cursor;
  showCursor(true);
  try {
    const answer = await (await ask(`${API}/${id}`)).json();
    if (state.open === id) {
      show(answer);
    }
  } catch (error) {
    close();
    byId('hint').querySelector('p').textContent = error.status === 404 ? T['page.gone'] : T['page.lost'];
  }
}

function show(opened) {
  const mail = opened.mail;
  document.body.classList.add('reading');
  byId('hint').hidden = true;
  byId('opened').hidden = false;
  byId('subject').textContent = mail.subject || T['page.no-subject'];
  byId('chips').replaceChildren(...chips({...mail, tasks: []}));
  const rows = [[T['page.from'], mail.from], [T['page.to'], mail.recipients.join(', ')],
    [T['page.sent'], mail.date ? fullDate.format(new Date(mail.date)) : ''], [T['page.received'], fullDate.format(new Date(mail.receivedAt))],
    [T['page.tasks'], mail.tasks.join(', ')]];
  byId('envelope').replaceChildren(...rows.filter(([, value]) => value)
    .flatMap(([label, value]) => [make('dt', {}, label), make('dd', {}, value)]));
  byId('tab-html').disabled = !opened.html;
  byId('tab-text').disabled = !opened.text;
  const parts = byId('parts');
  parts.hidden = opened.parts.length === 0;
  parts.querySelector('ul').replaceChildren(...opened.parts.map(part => make('li', {},
    make('a', {href: `${API}/${mail.id}/parts/${part.index}`}, part.name || part.type,
      make('small', {}, `${part.name ? `${part.type}, ` : ''}${number(part.size)} B`)))));
  state.opened = opened;
  const wanted = byId(`tab-${state.view}`);
  select(wanted.disabled ? (opened.html ? 'html' : opened.text ? 'text' : 'source') : state.view);
  byId('mail').scrollTop = 0;
  document.querySelector('main').scrollTop = 0;
}

/** A frame that nobody sees tells how high the mail is: into the one that shows the mail this page cannot look. */
function gauge(id, shown) {
  const frame = make('iframe', {class: 'gauge', src: `${API}/${id}/gauge`, title: T['page.frame'], referrerpolicy: 'no-referrer',
    sandbox: 'allow-same-origin', tabindex: '-1', 'aria-hidden': 'true'});
  const fit = () => {
    const root = frame.contentDocument && frame.contentDocument.documentElement;
    if (root) {
      const bar = root.scrollWidth > root.clientWidth ? 20 : 0;
      shown.style.minHeight = `${root.scrollHeight + bar}px`;
    }
  };
  frame.addEventListener('load', fit);
  new ResizeObserver(fit).observe(frame);
  return frame;
}

async function select(view) {
  const opened = state.opened;
  for (const tab of byId('tabs').children) {
    const chosen = tab.dataset.view === view;
    tab.setAttribute('aria-selected', chosen);
    tab.tabIndex = chosen ? 0 : -1;
  }
  byId('view').setAttribute('aria-labelledby', `tab-${view}`);
  const target = byId('view');
  if (view === 'html') {
    const frame = make('iframe', {src: `${API}/${opened.mail.id}/html`, title: T['page.frame'], referrerpolicy: 'no-referrer',
      sandbox: 'allow-popups allow-popups-to-escape-sandbox'});
    target.replaceChildren(frame, gauge(opened.mail.id, frame));
  } else if (view === 'text') {
    target.replaceChildren(make('pre', {class: 'text'}, opened.text));
  } else if (view === 'headers') {
    target.replaceChildren(make('dl', {},
      ...opened.headers.flatMap(header => [make('dt', {}, header.name), make('dd', {}, header.value)])));
  } else {
    const source = await (await ask(`${API}/${opened.mail.id}/source`)).text();
    if (state.opened === opened) {
      target.replaceChildren(make('pre', {class: 'source'}, source));
    }
  }
}

function close() {
  state.open = null;
  document.body.classList.remove('reading');
  byId('opened').hidden = true;
  byId('hint').hidden = false;
  byId('hint').querySelector('p').textContent = T['page.choose'];
  [...byId('mails').children].forEach(item => item.classList.remove('open'));
  showCursor(true);
}

function follow() {
  const id = Number(location.hash.slice(1));
  if (id) {
    open(id);
  } else {
    close();
  }
}

function move(by) {
  if (state.mails.length === 0) {
    return;
  }
  state.cursor = Math.min(Math.max(state.cursor + by, 0), state.mails.length - 1);
  showCursor(true);
  if (state.open !== null) {
    location.hash = state.mails[state.cursor].id;
  }
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  if (event.target.id === 'search') {
    if (event.key === 'Escape') {
      event.target.value = '';
      search();
      event.target.blur();
    }
    return;
  }
  const inList = !event.target.closest('button, a, iframe, input, .mail');
  const acts = {
    j: () => move(1), k: () => move(-1), '/': () => byId('search').focus(), Escape: () => { location.hash = ''; },
    ArrowDown: inList && (() => move(1)), ArrowUp: inList && (() => move(-1)),
    Enter: inList && (() => { if (state.cursor >= 0) { location.hash = state.mails[state.cursor].id; } }),
  };
  const act = acts[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}

function switchTab(event) {
  const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (!step) {
    return;
  }
  const tabs = [...byId('tabs').children].filter(tab => !tab.disabled);
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  next.focus();
  next.click();
}

let typing;
function search() {
  clearTimeout(typing);
  typing = setTimeout(() => {
    state.query = byId('search').value.trim();
    load().catch(() => showLive(null));
  }, 150);
}

async function clear() {
  if (confirm(T['page.clear-sure'])) {
    await ask(API, {method: 'DELETE'});
    location.hash = '';
    await load();
  }
}

document.querySelectorAll('[data-t]').forEach(element => { element.textContent = T[`page.${element.dataset.t}`]; });
byId('search').placeholder = T['page.search-hint'];
byId('search').addEventListener('input', search);
byId('search-form').addEventListener('submit', event => event.preventDefault());
byId('clear').addEventListener('click', () => clear().catch(() => showLive(null)));
byId('more').addEventListener('click', () => loadOlder().catch(() => showLive(null)));
byId('back').addEventListener('click', () => { location.hash = ''; });
byId('tabs').addEventListener('click', event => {
  if (event.target.dataset.view) {
    state.view = event.target.dataset.view;
    select(state.view).catch(() => showLive(null));
  }
});
byId('tabs').addEventListener('keydown', switchTab);
document.addEventListener('keydown', key);
window.addEventListener('hashchange', follow);
watch();
follow();
