// Keys for lists: j and k walk through the rows, Enter opens one, x ticks it, / goes to the search; and a box that ticks all rows of
// a page. Without this everything works by Tab.
'use strict';

(() => {
  const links = [...document.querySelectorAll('table.list tbody th a')];
  const search = document.querySelector('input[type=search]');

  const typing = target => target.closest('input, select, textarea, [contenteditable]') !== null;

  const walk = step => {
    const here = links.indexOf(document.activeElement?.closest('tr')?.querySelector('th a'));
    const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
    links[next]?.focus();
  };

  const table = document.querySelector('table.list[data-all]');
  const boxes = table === null ? [] : [...table.querySelectorAll('input.pick')];
  const chosen = document.querySelector('form.bulk input[name=which][value=chosen]');
  const all = document.createElement('input');

  const ticked = () => {
    const number = boxes.filter(box => box.checked).length;
    all.checked = number > 0 && number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    chosen.checked ||= number > 0;
  };

  if (boxes.length > 0 && chosen !== null) {
    all.type = 'checkbox';
    all.className = 'pick-all';
    all.setAttribute('aria-label', table.dataset.all);
    all.title = table.dataset.all;
    all.addEventListener('change', () => {
      boxes.forEach(box => { box.checked = all.checked; });
      ticked();
    });
    boxes.forEach(box => box.addEventListener('change', ticked));
    table.querySelector('thead th')?.prepend(all);
    ticked();
  }

  const tick = () => {
    const box = document.activeElement?.closest('tr')?.querySelector('input.pick');
    if (box) {
      box.checked = !box.checked;
      ticked();
    }
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target) && !event.target.matches('input.pick')) {
      return;
    }
    if (event.key === 'x') {
      tick();
    } else if (event.key === 'j') {
      walk(1);
    } else if (event.key === 'k') {
      walk(-1);
    } else if (event.key === '/' && search !== null) {
      search.focus();
      search.select();
      event.preventDefault();
    }
  });
})();
