(() => {
  'use strict';
  const source = document.getElementById('data');
  const data = JSON.parse(source.textContent);
  const words = source.dataset;
  const PAGE = 50;
  const [DAY, MINUTE, RECIPIENT, KIND, LEVEL, SUBJECT, COUNT, ITEMS] = [0, 1, 2, 3, 4, 5, 6, 7];

  const form = document.querySelector('.filter');
  const list = document.querySelector('.mails');
  const count = document.querySelector('.count');
  const pages = document.querySelector('.pages');
  const chosen = form.elements.chosen;
  let choice = null;
  let found = [];
  let start = 0;

  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (all, place) => values[place]);
  const number = value => value.toLocaleString(document.documentElement.lang);
  const weekOf = day => Math.floor((day + data.firstWeekday) / 7);

  function element(name, style, text) {
    const made = document.createElement(name);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* What a reader would look for in a mail, in small letters; made when it is first asked for. */
  const searched = [];
  function text(index) {
    if (searched[index] === undefined) {
      const mail = data.mails[index];
      const parts = [data.recipients[mail[RECIPIENT]], data.addresses[mail[RECIPIENT]], mail[SUBJECT]];
      for (let i = 0; i < mail[ITEMS].length; i += 3) {
        parts.push(data.ids[mail[ITEMS][i]], data.titles[mail[ITEMS][i]], data.steps[mail[ITEMS][i + 1]]);
      }
      searched[index] = parts.join('\n').toLowerCase();
    }
    return searched[index];
  }

  function search() {
    const wanted = form.elements.q.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const { level, kind, from } = form.elements;
    found = [];
    data.mails.forEach((mail, index) => {
      if (level.value && mail[LEVEL] !== Number(level.value)) return;
      if (kind.value && mail[KIND] !== Number(kind.value)) return;
      if (from.value && data.dates[mail[DAY]] < from.value) return;
      if (choice && !choice.fits(mail)) return;
      if (wanted.length && !wanted.every(word => text(index).includes(word))) return;
      found.push(index);
    });
    start = 0;
    show();
  }

  function show() {
    list.replaceChildren();
    let day = -1;
    for (const index of found.slice(start, start + PAGE)) {
      const mail = data.mails[index];
      if (mail[DAY] !== day) {
        day = mail[DAY];
        list.append(element('li', 'date', data.days[day]));
      }
      list.append(row(mail));
    }
    const end = Math.min(start + PAGE, found.length);
    count.textContent = found.length
      ? fill(words.page, number(start + 1), number(end), number(found.length)) : words.nothing;
    pages.hidden = found.length <= PAGE;
    pages.children[0].disabled = start === 0;
    pages.children[1].disabled = end === found.length;
  }

  function row(mail) {
    const hour = String(Math.floor(mail[MINUTE] / 60)).padStart(2, '0') + ':' + String(mail[MINUTE] % 60).padStart(2, '0');
    const details = element('details');
    const summary = element('summary');
    summary.append(
      element('time', '', hour),
      element('span', 'to', data.recipients[mail[RECIPIENT]]),
      element('span', 'kind'),
      element('span', 'subject', mail[SUBJECT]),
      element('span', 'many', mail[COUNT] === 1 ? words.item : fill(words.items, number(mail[COUNT]))));
    summary.children[2].append(element('span', 'chip ' + data.levels[mail[LEVEL]], data.kinds[mail[KIND]]));
    summary.children[2].firstChild.title = data.levelNames[mail[LEVEL]];
    details.append(summary);
    details.addEventListener('toggle', () => { if (details.children.length === 1) open(details, mail); });
    const item = element('li');
    item.append(details);
    return item;
  }

  function open(details, mail) {
    details.append(element('p', 'address', data.addresses[mail[RECIPIENT]]));
    const items = element('ol');
    for (let i = 0; i < mail[ITEMS].length; i += 3) {
      const [task, step, days] = mail[ITEMS].slice(i, i + 3);
      const item = element('li');
      item.append(
        element('b', '', data.steps[step]), ' ', data.titles[task], ' ',
        element('span', 'soft', data.ids[task] + (days === null ? '' : ' · ' + left(days))));
      items.append(item);
    }
    if (mail[ITEMS].length / 3 < mail[COUNT]) {
      items.append(element('li', 'soft', fill(words.cut, number(mail[COUNT] - mail[ITEMS].length / 3))));
    }
    details.append(items);
  }

  function left(days) {
    return days === 0 ? words.today : fill(days > 0 ? words.left : words.over, Math.abs(days));
  }

  function choose(name, fits) {
    choice = { fits };
    chosen.textContent = name + ' ✕';
    chosen.hidden = false;
    search();
    document.getElementById('mails').scrollIntoView({ behavior: 'smooth' });
  }

  /* Long tables show their first rows until more are asked for. */
  for (const table of document.querySelectorAll('table[data-few]')) {
    const rest = [...table.tBodies[0].rows].slice(Number(table.dataset.few));
    if (rest.length < 5) continue;
    const button = element('button', 'all');
    button.type = 'button';
    const set = hidden => {
      rest.forEach(row => { row.hidden = hidden; });
      button.textContent = hidden ? table.dataset.all : table.dataset.some;
    };
    button.addEventListener('click', () => set(!rest[0].hidden));
    table.parentElement.after(button);
    set(true);
  }

  document.getElementById('days').addEventListener('click', event => {
    const bar = event.target.closest('.bar');
    if (!bar) return;
    if (bar.dataset.day) {
      const day = Number(bar.dataset.day);
      choose(data.days[day], mail => mail[DAY] === day);
    } else {
      const week = Number(bar.dataset.week);
      choose(data.weeks[week], mail => weekOf(mail[DAY]) === week);
    }
  });

  const heat = document.getElementById('heat');
  for (const cell of heat.querySelectorAll('tbody td')) cell.title = data.weeks[cell.dataset.week];
  heat.addEventListener('click', event => {
    const cell = event.target.closest('td');
    if (!cell || !cell.textContent) return;
    const week = Number(cell.dataset.week);
    const recipient = Number(cell.parentElement.dataset.recipient);
    choose(data.recipients[recipient] + ' · ' + data.weeks[week],
      mail => mail[RECIPIENT] === recipient && weekOf(mail[DAY]) === week);
  });

  const used = (place, names, select) => names.forEach((name, value) => {
    if (data.mails.some(mail => mail[place] === value)) select.append(new Option(name, value));
  });
  used(LEVEL, data.levelNames, form.elements.level);
  used(KIND, data.kinds, form.elements.kind);
  form.elements.from.min = data.dates[0];
  form.elements.from.max = data.dates[data.dates.length - 1];
  form.hidden = false;
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('input', search);
  chosen.addEventListener('click', () => { choice = null; chosen.hidden = true; search(); });
  pages.children[0].addEventListener('click', () => { start -= PAGE; show(); });
  pages.children[1].addEventListener('click', () => { start += PAGE; show(); });
  search();
})();
