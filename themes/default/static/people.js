// Narrows the list of people by what they know, what they speak and where they are. Where the list has further pages, the
// search does it.
(() => {
  const form = document.getElementById('people-filter');
  const chosen = () => [...new FormData(form)].filter(([name, value]) => value && name !== 'kind');
  form.hidden = false;
  if (form.dataset.whole === undefined) {
    // What was not chosen shall not stand in the address.
    form.addEventListener('formdata', ({ formData }) => {
      for (const [name, value] of [...formData]) if (!value) formData.delete(name);
    });
    return;
  }
  const people = [...document.querySelectorAll('.kind-person[data-knows]')];
  const groups = [...document.querySelectorAll('.body > .group')];
  // What speaks of the whole list.
  const ofAll = document.querySelectorAll('.head .more, .body > .count');
  const number = new Intl.NumberFormat(document.documentElement.lang);
  form.querySelector('button').hidden = true;

  function narrow() {
    const choices = chosen();
    const fits = (person) => choices.every(([name, value]) => person.dataset[name].split(' ').includes(value));
    for (const person of people) person.hidden = !fits(person);
    // The lists below say the same of all.
    for (const group of groups) {
      group.hidden = choices.length > 0 && !group.querySelector('.kind-person:not([hidden])');
    }
    for (const one of ofAll) one.hidden = choices.length > 0;
    const count = people.filter((person) => !person.hidden).length;
    const text = choices.length ? form.dataset.fitting.replace('{count}', number.format(count)) : '';
    document.getElementById('people-fitting').textContent = text;
    try {
      history.replaceState(history.state, '', location.pathname + (choices.length ? `?${new URLSearchParams(choices)}` : ''));
    } catch { /* A browser keeps the address of a file as it is. */ }
  }

  form.addEventListener('change', narrow);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    narrow();
  });
  const asked = new URLSearchParams(location.search);
  for (const select of form.querySelectorAll('select')) {
    const value = asked.get(select.name);
    if ([...select.options].some((option) => option.value === value)) select.value = value;
  }
  if (chosen().length) narrow();
})();
