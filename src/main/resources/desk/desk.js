// Keys for lists: j and k walk through the rows, Enter opens one, / goes to the search. Without this everything works by Tab.
'use strict';

(() => {
  const links = [...document.querySelectorAll('table.list tbody th a')];
  const search = document.querySelector('input[type=search]');

  const typing = target => target.closest('input, select, textarea, [contenteditable]') !== null;

  const walk = step => {
    const here = links.indexOf(document.activeElement);
    const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
    links[next]?.focus();
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) {
      return;
    }
    if (event.key === 'j') {
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
